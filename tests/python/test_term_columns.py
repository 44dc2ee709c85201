"""Terms over columns are what `reckon` answers row by row; a new edition finds the few it moves."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

import accord
import pytest
from accord.calendar import (
    BusinessCalendar,
    add_working_days,
    business_calendar,
    last_days,
    moved_terms,
    reckon,
    working_days_between,
)

pyarrow = pytest.importorskip("pyarrow")

FIRST = date(2005, 1, 1)
RULES = [
    {"amount": amount, "unit": unit, "roll": roll, "rest_days": rest}
    for unit, amount in [
        ("calendar_day", 15),
        ("business_day", 10),
        ("clear_day", 3),
        ("week", 8),
        ("month", 6),
        ("year", 3),
    ]
    for roll in ("none", "forward", "backward")
    for rest in ("work_calendar", "announced_only")
] + [
    {"amount": 3, "unit": "clear_day", "direction": "before", "business_up_to": 5},
    {"amount": 1, "unit": "month", "count_trigger_day": True},
    {"amount": 5, "unit": "business_day", "count_trigger_day": True, "roll": "forward"},
]


def column(values, type="date32"):
    return pyarrow.array(values, pyarrow.type_for_alias(type))


def days(count: int, years: int = 25) -> list[date]:
    chance = random.Random(20_260_302)
    return [FIRST + timedelta(chance.randrange(365 * years)) for _ in range(count)]


@pytest.mark.parametrize("count", [7, 20_000])
def test_working_days_over_columns(count):
    calendar = business_calendar("CN")
    start = days(count)
    chance = random.Random(1)
    n = [chance.randrange(1, 300) for _ in start]
    same = pyarrow.array(add_working_days(calendar, column(start), 15)).to_pylist()
    each = pyarrow.array(add_working_days(calendar, column(start), column(n, "int32"))).to_pylist()
    between = working_days_between(calendar, column(start), column(each))
    for row in random.Random(2).sample(range(count), min(count, 500)):
        assert same[row] == calendar.add_working_days(start[row], 15)
        assert each[row] == calendar.add_working_days(start[row], n[row])
    assert pyarrow.array(between).to_pylist() == n


def test_last_days_over_columns():
    start = days(20_000, years=40)  # beyond the table of known years, too
    chance = random.Random(3)
    rule = [chance.randrange(len(RULES)) for _ in start]
    out = [chance.choice([0, 0, 4, 11]) for _ in start]
    answer = last_days(
        column(start), rules=RULES, rule=column(rule, "int32"), excluded=column(out, "int32")
    )
    assert answer.nulls == 0
    due = pyarrow.array(answer).to_pylist()
    for row in range(3_000):
        excluded = [(out[row], "x")] if out[row] else []
        expected = reckon(start[row], **RULES[rule[row]], excluded=excluded)
        assert (due[row], bool(answer.provisional[row])) == (expected.due, expected.provisional)


def test_columns_that_are_none_are_refused():
    calendar = business_calendar("CN")
    with pytest.raises(TypeError, match="date32"):
        add_working_days(calendar, column(["2026-03-02"], "string"), 15)
    with pytest.raises(accord.InputError):
        add_working_days(calendar, column([None, FIRST]), 15)
    with pytest.raises(accord.InputError, match="99"):
        last_days(column([FIRST]), rules=RULES, rule=column([99], "int32"))
    with pytest.raises(accord.InputError):
        last_days(column([FIRST]), rules=[{"amount": 1, "unit": "hour"}], rule=column([0], "int32"))


def test_a_new_edition_finds_the_terms_it_moves():
    before = business_calendar("CN")
    file = json.loads(before.json)
    year = next(dict(y) for y in file["years"] if y["year"] == 2026)
    year |= {"known_on": "2026-06-01", "days_off": [*year["days_off"], "2026-07-06"]}
    now = BusinessCalendar.from_json(
        json.dumps(file | {"edition": "late", "years": [*file["years"], year]}).encode()
    )
    chance = random.Random(4)
    start = [date(2026, 1, 1) + timedelta(chance.randrange(200)) for _ in range(20_000)]
    rule = column([chance.randrange(len(RULES)) for _ in start], "int32")
    due = pyarrow.array(last_days(column(start), rules=RULES, rule=rule))
    found = moved_terms(before, now, RULES, rule, column(start), due)
    book = accord._core.CalendarBook()
    book.add(now)
    anew = pyarrow.array(last_days(column(start), rules=RULES, rule=rule, book=book)).to_pylist()
    expected = [
        (row, was, is_now)
        for row, (was, is_now) in enumerate(zip(due.to_pylist(), anew, strict=True))
        if was != is_now
    ]
    assert 0 < len(expected) < len(start) / 2
    assert [(row, was, is_now) for row, was, is_now, _ in found] == expected
