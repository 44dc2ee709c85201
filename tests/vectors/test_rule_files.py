"""Every file of ../shared/rules has one loader, or a reason why it has none.

Here too: the calendars and the Bank of England's rates, which need no rule but our law files.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import accord
import pytest
from accord import law

COUNTS = Path(__file__).resolve().parent.parent / "shared_counts.csv"
NEGOTIATION = "a protocol of negotiation, which is no part of the settlement rules"
NOT_LOADED = {
    "RULES.md": "the text of the rules",
    "lpr.README.txt": "says where lpr.csv comes from",
    "adjusted_winner_vectors.json": NEGOTIATION,
    "negotiation_vectors.json": NEGOTIATION,
}
HOLIDAYS = "rules/cn_statutory_holidays.csv"
EXCHANGES = "rules/cn_calendar_quantlib.csv"
BANK_RATE = "rules/boe_base_rate.csv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_file_is_without_a_loader(shared_file):
    folder = shared_file("rules/RULES.md").parent
    with COUNTS.open(encoding="utf-8", newline="") as file:
        loaded = {line["file"].removeprefix("rules/") for line in csv.DictReader(file)}
    files = {path.name for path in folder.iterdir()}
    assert files - loaded - set(NOT_LOADED) == set()
    assert set(NOT_LOADED) <= files
    assert not set(NOT_LOADED) & loaded


def test_days_of_the_state_councils_notices(shared_file, shared_rows):
    """Days off and make-up working days as the last notice of each year has them."""
    calendar = accord.calendar.business_calendar()
    vectors = rows(shared_file(HOLIDAYS))
    for row in vectors:
        day = date.fromisoformat(row["date"])
        assert calendar.is_working(day) == (row["kind"] == "make_up_workday"), row
    shared_rows(HOLIDAYS, len(vectors))


# Where the exchanges differ from the State Council's days, which are the calendar of the law.
FIRST_KNOWN = date(2006, 12, 30)  # the first notice of our calendar is that of 2007
EXCHANGE_ALONE = {"2024-02-09": "the exchanges closed, 除夕 was no statutory holiday that year"}


def test_days_of_the_exchanges(shared_file, shared_rows):
    calendar = accord.calendar.business_calendar()
    vectors = rows(shared_file(EXCHANGES))
    met = set()
    for row in vectors:
        day = date.fromisoformat(row["date"])
        if day < FIRST_KNOWN:
            assert calendar.is_provisional(day), row
            continue
        worked = row["kind"].startswith("working_weekend")
        if row["date"] in EXCHANGE_ALONE:
            met.add(row["date"])
            worked = True
        assert calendar.is_working(day) == worked, row
    assert met == set(EXCHANGE_ALONE)
    shared_rows(EXCHANGES, len(vectors))


def test_the_bank_rate_is_from_memory_and_refused(shared_file, shared_rows):
    vectors = rows(shared_file(BANK_RATE))
    series = next(
        one
        for name in law.names()
        for one in law.document(name).get("series", ())
        if one["id"] == "uk.boe.base_rate"
    )
    ours = {point["from"]: point["rate"] for point in series["points"]}
    assert ours == {
        row["effective_date"]: str(accord.Rate(f"{row['rate_percent']}% per year"))
        for row in vectors
    }
    assert {point["status"] for point in series["points"]} == {"unverified"}
    asked = {"series": "uk.boe.base_rate", "start": "2024-01-02", "end": "2024-02-02"}
    refused = accord.settle.series_interest("1.00 GBP", **asked)
    assert not refused
    assert refused.code == "unverified_rule"
    assert refused.details["rule"] == "uk.boe.base_rate"
    accepted = accord.settle.series_interest("1.00 GBP", accept="uk.boe.base_rate", **asked)
    assert accepted.why().status == "unverified"
    assert json.loads(accepted.line.json)
    shared_rows(BANK_RATE, len(vectors))


@pytest.mark.parametrize("day", ["2027-01-01", "2027-10-08"])
def test_a_year_without_a_notice_is_provisional(day):
    assert accord.calendar.business_calendar().is_provisional(day)
