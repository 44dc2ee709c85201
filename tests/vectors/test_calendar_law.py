"""The China calendar in the law files is what the transcribed notices say, no more and no less."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.tools import make_calendar_cn

LAW = json.loads(make_calendar_cn.LAW.read_text("utf-8"))


def in_force(year: int, known: str = "9999-12-31") -> dict | None:
    entries = [e for e in LAW["years"] if e["year"] == year and e["known_on"] <= known]
    return max(entries, key=lambda e: e["known_on"], default=None)


def test_the_file_is_what_the_script_writes(shared, shared_rows):
    folder = shared / "data" / "calendar_cn"
    for path in sorted(folder.glob("2*.json")):
        days = json.loads(path.read_text("utf-8"))["days"]
        shared_rows(f"data/calendar_cn/{path.name}", len(days), "days")
    written = make_calendar_cn.text_of(make_calendar_cn.calendar(folder))
    assert written == make_calendar_cn.LAW.read_text("utf-8")
    assert json.loads(written) == LAW


def test_every_day_of_the_source_is_there_with_its_sign(shared):
    seen = 0
    for path in sorted((shared / "data" / "calendar_cn").glob("2*.json")):
        file = json.loads(path.read_text("utf-8"))
        if not file["days"]:
            assert in_force(file["year"]) is None
            continue
        entry = in_force(file["year"])
        assert entry is not None
        assert entry["notices"] == file["papers"]
        assert len(entry["days_off"]) + len(entry["working_days"]) == len(file["days"])
        for day in file["days"]:
            assert day["date"] in entry["days_off" if day["isOffDay"] else "working_days"]
            seen += 1
    assert seen == 678  # ../shared/rules/RULES.md: "678 days 2007-2026"


def test_years_have_no_gap_and_days_stand_in_their_year_or_the_december_before():
    assert sorted({e["year"] for e in LAW["years"]}) == list(range(2007, 2027))
    for entry in LAW["years"]:
        year = entry["year"]
        days = [*entry["days_off"], *entry["working_days"]]
        assert len(set(days)) == len(days)
        assert all(f"{year - 1}-12-01" <= day <= f"{year}-12-31" for day in days)


def test_known_on_is_the_day_in_the_address_or_says_that_it_is_not_verified():
    for entry in LAW["years"]:
        named = make_calendar_cn.date_in(entry["notices"][-1])
        if entry["known_on_status"] == "unverified":
            assert entry["known_on"] == f"{entry['year'] - 1}-12-31"
            assert named is None or named.year >= entry["year"]
        else:
            assert named is not None
            assert entry["known_on"] == named.isoformat()
    unverified = {e["year"] for e in LAW["years"] if e["known_on_status"] == "unverified"}
    assert unverified == {2007, 2008, 2014, 2024, 2025, 2026}


def rolled(start: str, days: int, known: str) -> str:
    """The last day, passed forward over weekends and days off as known on a day."""
    day = date.fromisoformat(start) + timedelta(days)
    while True:
        entry = in_force(day.year, known)
        assert entry is not None
        text = day.isoformat()
        rests = day.weekday() >= 5 and text not in entry["working_days"]
        if not rests and text not in entry["days_off"]:
            return text
        day += timedelta(1)


# ../shared/regulators/RETURNS.md, notes on the data files: what a revised year was known to be.
@pytest.mark.parametrize(
    ("start", "known", "due"),
    [
        ("2020-01-16", "2020-01-20", "2020-01-31"),
        ("2020-01-16", "2020-01-28", "2020-02-03"),
        ("2019-04-17", "2019-03-21", "2019-05-02"),
        ("2019-04-17", "2019-03-22", "2019-05-05"),
    ],
)
def test_a_revised_year_was_known_otherwise_before(start, known, due):
    assert rolled(start, 15, known) == due
