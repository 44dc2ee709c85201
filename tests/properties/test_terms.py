"""Random terms: the engine's last day is the oracle's, which walks day by day from the statute."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import accord.calendar
import pytest
from accord import _core

from tests.tools.make_calendar_cn import LAW
from tests.vectors.oracle_terms import last_day, read_days

UNITS = ["calendar_day", "business_day", "clear_day", "week", "month", "year"]
DAYS = [1, 2, 3, 5, 7, 10, 15, 30, 60, 90, 180]
# Before and after each revision, in a year not announced yet, and all that is known.
KNOWN = [
    date.max,
    *(date(*d) for d in [(2020, 1, 20), (2020, 1, 28), (2019, 3, 21), (2015, 5, 12)]),
]


def random_term(chance: random.Random) -> dict:
    unit = chance.choice(UNITS)
    first_counts = unit != "clear_day" and chance.random() < 0.3
    amount = chance.choice(DAYS) if unit.endswith("_day") else chance.randrange(1, 14)
    return {
        "start": date(2005, 1, 1) + timedelta(chance.randrange(365 * 26)),
        "amount": amount if first_counts or chance.random() > 0.03 else 0,
        "unit": unit,
        "first_counts": first_counts,
        "roll": chance.random() < 0.6,
        "announced_only": chance.random() < 0.3,
        "excluded": chance.choice([0, 0, 0, 1, 4, 11]),
    }


@pytest.mark.parametrize("known", KNOWN, ids=str)
def test_the_last_day_is_the_oracles(known, request):
    calendar = accord.calendar.business_calendar("CN").as_known_on(known)
    book = _core.CalendarBook()
    book.add(calendar)
    days = read_days(LAW, known)
    chance = random.Random(20_260_302)
    seen: Counter[str] = Counter()
    for _ in range(20_000 if request.config.getoption("--long") else 2_000):
        term = random_term(chance)
        expected = last_day(days=days, **term)
        answer = book.reckon(
            term["start"],
            amount=term["amount"],
            unit=term["unit"],
            roll="forward" if term["roll"] else "none",
            count_trigger_day=term["first_counts"],
            rest_days="announced_only" if term["announced_only"] else "work_calendar",
            excluded=[(term["excluded"], "x")] if term["excluded"] else [],
        )
        got = (answer.raw, answer.due, answer.provisional)
        assert got == (expected.raw, expected.due, expected.provisional), term
        assert answer.steps[0].date == term["start"]
        assert answer.steps[-1].date == answer.due
        assert {step.code for step in answer.steps} >= {"trigger", "day_zero", "count"}
        assert ("provisional" in {step.code for step in answer.steps}) == answer.provisional
        seen[term["unit"]] += 1
        seen["rolled"] += answer.due != answer.raw
        seen["provisional"] += answer.provisional
        seen["final"] += not answer.provisional
    # Not a test that looks away: every kind of answer came up often.
    assert min(seen[what] for what in [*UNITS, "rolled", "provisional", "final"]) >= 150, seen
