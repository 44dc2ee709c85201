"""The law files and the oracle's own tables against the shared lists they were taken from."""

from __future__ import annotations

import csv
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.vectors import oracle_settlement as oracle

LAW = Path(__file__).resolve().parents[2] / "python" / "accord" / "law"
# The files that people edit; the calendars are written by a tool, the lists of codes by hand.
LAW_FILES = sorted(
    path.name
    for path in LAW.glob("*.json")
    if not path.stem.startswith(("calendar_", "classification", "mapping_"))
)


def law(name: str) -> dict:
    return json.loads((LAW / name).read_text(encoding="utf-8"))


def percent(text: str) -> Fraction:
    number, _, unit = text.partition("%")
    assert unit in ("", " per year"), text
    return Fraction(number) / 100


def rate_on(series: dict, day: str) -> Fraction:
    return percent([point for point in series["points"] if point["from"] <= day][-1]["rate"])


@pytest.fixture(scope="module")
def series() -> dict[str, dict]:
    return {each["id"]: each for each in law("rates_cn.json")["series"]}


@pytest.mark.parametrize("name", LAW_FILES)
def test_law_files_are_sorted_and_printed_one_way(name):
    text = (LAW / name).read_text(encoding="utf-8")
    expected = json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert text == expected


def test_every_published_rate_is_the_series_rate_of_its_day(series, shared_file, shared_rows):
    with shared_file("rules/lpr.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shared_rows("rules/lpr.csv", len(rows))
    for row in rows:
        day = row["publication_date"]
        assert rate_on(series["cn.lpr.1y"], day) == Fraction(row["lpr_1y_percent"]) / 100, day
        assert rate_on(series["cn.lpr.5y"], day) == Fraction(row["lpr_5y_percent"]) / 100, day
    assert max(row["publication_date"] for row in rows) == law("rates_cn.json")["edition"]


def test_the_oracle_and_the_series_change_on_the_same_days(series, shared_file, shared_rows):
    with shared_file("rules/lpr_changes_only.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shared_rows("rules/lpr_changes_only.csv", len(rows))
    days = [date.fromisoformat(row["effective_date"]) for row in rows]
    assert [row[0] for row in oracle.LPR] == days
    for tenor in ("1y", "5y"):
        assert series[f"cn.lpr.{tenor}"]["known_until"] == oracle.LPR_KNOWN_UNTIL.isoformat()
    points = {p["from"] for name in ("1y", "5y") for p in series[f"cn.lpr.{name}"]["points"]}
    assert points == {day.isoformat() for day in days}
    for tenor in ("1y", "5y"):
        for day in days:
            assert oracle.lpr_on(day, tenor=tenor) == rate_on(
                series[f"cn.lpr.{tenor}"], day.isoformat()
            )


def test_every_benchmark_rate_is_a_point_of_its_tenor(series, shared_file, shared_rows):
    with shared_file("rules/pboc_benchmark_rates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shared_rows("rules/pboc_benchmark_rates.csv", len(rows))
    tenors = [name for name in rows[0] if name.startswith(("le_", "gt_"))]
    assert len(tenors) == 5
    for tenor in tenors:
        points = series[f"cn.pboc.{tenor}"]["points"]
        assert [point["from"] for point in points] == [row["effective_date"] for row in rows]
        for point, row in zip(points, rows, strict=True):
            assert percent(point["rate"]) == Fraction(row[tenor]) / 100, (tenor, point["from"])
            read = row["flag"] == "read_in_source"
            assert point["status"] == ("secondary" if read else "unverified"), point["from"]


def test_the_court_scale_gives_the_shared_examples(shared_file, shared_rows):
    source = json.loads(shared_file("rules/fees_cn_court.json").read_text(encoding="utf-8"))
    examples = [row for row in source["examples"] if row["id"].startswith(("CNC-P-", "CNC-H-"))]
    shared_rows("rules/fees_cn_court.json", len(examples), "property examples")
    (scale,) = (s for s in law("fees_cn.json")["scales"] if s["effective_from"] == "2007-04-01")
    for row in examples:
        claim = Fraction(row["inputs"]["claim"])
        reached = [s for s in scale["slices"] if Fraction(s["over"].removesuffix(" CNY")) < claim]
        over, base = (Fraction(reached[-1][key].removesuffix(" CNY")) for key in ("over", "base"))
        fee = base + (claim - over) * percent(reached[-1]["rate"])
        halved = "procedure" in row["inputs"] or "closing" in row["inputs"]  # both: once
        assert (fee / 2 if halved else fee) == Fraction(row["expected"]), row["id"]
        assert oracle.court_fee(claim, halved=halved) == Fraction(row["expected"]), row["id"]


def test_every_clause_of_a_law_file_is_in_the_table_with_the_same_status():
    table = {row["id"]: row["status"] for row in law("clauses_cn.json")["clauses"]}
    named = 0
    for name in ("fees_cn.json", "interest_cn.json", "rates_cn.json"):
        for rules in law(name).values():
            for rule in rules if isinstance(rules, list) else []:
                assert table[rule["clause"]["id"]] == rule["clause"]["status"], rule["id"]
                named += 1
    assert named >= 20
