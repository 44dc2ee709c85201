"""Published and computed term vectors, run against the engine and against the oracle alike."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

import accord.calendar
import pytest

from tests.tools.make_calendar_cn import LAW
from tests.vectors.oracle_terms import Answer, Days, last_day, read_days

TERMS = "regulators/deadline_vectors.json"
BUSINESS = "vectors/business_calendar_cn.json"


@dataclass(frozen=True)
class Engine:
    def last(self, start: str, amount: int, unit: str, **how: bool) -> Answer:
        answer = accord.calendar.reckon(
            start,
            amount=amount,
            unit=unit,
            roll="forward" if how.get("roll") else "none",
            rest_days="announced_only" if how.get("announced_only") else "work_calendar",
        )
        return Answer(answer.raw, answer.due, answer.provisional)

    def is_working(self, day: date) -> bool:
        return accord.calendar.business_calendar("CN").is_working(day)


@dataclass(frozen=True)
class Oracle:
    days: Days

    def last(self, start: str, amount: int, unit: str, **how: bool) -> Answer:
        return last_day(date.fromisoformat(start), amount, unit, self.days, **how)

    def is_working(self, day: date) -> bool:
        return self.days.is_working(day)


SIDES = [Engine(), Oracle(read_days(LAW))]


@pytest.fixture(params=SIDES, ids=["engine", "oracle"])
def side(request):
    return request.param


def rows(path, name):
    return json.loads(path.read_text("utf-8"))[name]


def test_calendar_days_roll_as_the_policy_says(side, shared_file, shared_rows):
    vectors = rows(shared_file(TERMS), "cn_days")
    for row in vectors:
        work = side.last(row["start"], row["n"], "calendar_day", roll=True)
        narrow = side.last(row["start"], row["n"], "calendar_day", roll=True, announced_only=True)
        assert work.raw.isoformat() == row["raw_last_day"]
        if row["due_work_calendar"] is None:
            # The year is not announced: no final date, and at least the day the row names.
            assert (work.provisional, narrow.provisional) == (True, True)
            assert min(work.due, narrow.due) >= date(2027, 1, 2)
        else:
            assert work == Answer(work.raw, date.fromisoformat(row["due_work_calendar"]), False)
            assert narrow.due.isoformat() == row["due_statutory_holidays_only"]
    shared_rows(TERMS, len(vectors), "cn_days")


def test_working_days(side, shared_file, shared_rows):
    vectors = rows(shared_file(TERMS), "cn_working_days")
    for row in vectors:
        assert side.last(row["start"], row["n"], "business_day").due.isoformat() == row["due"]
    shared_rows(TERMS, len(vectors), "cn_working_days")


def test_months(side, shared_file, shared_rows):
    vectors = rows(shared_file(TERMS), "cn_months")
    for row in vectors:
        answer = side.last(row["start"], row["months"], "month", roll=True)
        assert (answer.raw.isoformat(), answer.due.isoformat()) == (row["raw"], row["due"])
    shared_rows(TERMS, len(vectors), "cn_months")


def test_another_transcription_of_the_notices_gives_the_same_dates(side, shared_file, shared_rows):
    cases = rows(shared_file(BUSINESS), "cases")
    compared = 0
    for case in cases:
        for amount, due in case["plus_business_days"].items():
            assert side.last(case["start"], int(amount), "business_day").due.isoformat() == due
            compared += 1
        for amount, due in case["plus_calendar_days_rolled_forward"].items():
            answer = side.last(case["start"], int(amount), "calendar_day", roll=True)
            assert answer.due.isoformat() == due
            compared += 1
    assert compared == 91
    shared_rows(BUSINESS, len(cases), "cases")


def test_another_transcription_of_the_notices_has_the_same_working_days(side, shared_file):
    for year, expected in rows(shared_file(BUSINESS), "workdays_per_year").items():
        first = date(int(year), 1, 1)
        days = [first + timedelta(i) for i in range((date(int(year) + 1, 1, 1) - first).days)]
        assert sum(map(side.is_working, days)) == expected, year
