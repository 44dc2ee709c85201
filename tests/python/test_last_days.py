"""Last days of guarantee and limitation on a calendar: moved over rest days, provisional beyond it.

民法典 203: where the last day of a period is a statutory rest day, the day after it is the last.
"""

from __future__ import annotations

import json

import accord
import pytest
from accord import _core, law, settle

pa = pytest.importorskip("pyarrow")


def own_calendar(*years: dict[str, object]) -> _core.CalendarBook:
    """The package's calendar and years that an institution knows before it."""
    document = json.loads(law.read("calendar_cn.json"))
    document["years"] = [*document["years"], *years]
    document["edition"] = "own"
    book = _core.CalendarBook()
    book.add(_core.BusinessCalendar.from_json(json.dumps(document).encode()))
    return book


def announced(year: int, days_off: list[str]) -> dict[str, object]:
    return {
        "year": year,
        "notices": ["a notice of that year"],
        "known_on": f"{year - 1}-11-04",
        "known_on_status": "official",
        "days_off": days_off,
        "working_days": [],
        "status": "official",
        "source": "a notice of that year",
    }


def test_a_last_day_moves_over_the_spring_festival():
    last = settle.guarantee_claim("2025-02-15", mode="joint", period_months=12)
    assert (last.value.isoformat(), last.provisional) == ("2026-02-24", False)
    assert last.line.inputs["calendar"].startswith("CN ")
    ((passed,),) = [[line for line in last.line.lines if line.label == "rest_days_passed"]]
    assert (passed.count, len(passed.lines)) == (9, 9)
    assert [clause.id for clause in passed.clauses] == ["民法典 203"]
    assert "民法典 203" in str(last.why())
    assert "cn.period.rest_days" in {used[0] for used in last.used}
    worked = settle.guarantee_claim("2025-01-04", mode="joint", period_months=12)
    assert worked.value.isoformat() == "2026-01-04"  # a Sunday that is worked


def test_a_day_is_provisional_until_its_year_is_announced():
    asked = {"start": "2024-02-06"}
    before = settle.limitation(**asked)  # a Saturday of a year without a notice
    assert (before.value.isoformat(), before.provisional) == ("2027-02-08", True)
    festival = [f"2027-02-{day:02d}" for day in range(5, 12)]
    calendars = own_calendar(announced(2027, festival))
    after = settle.limitation(**asked, calendars=calendars)
    assert (after.value.isoformat(), after.provisional) == ("2027-02-12", False)
    assert after.line.inputs["calendar"] == "CN own"


def test_columns_ask_the_same_calendar():
    starts = ["2023-02-06", "2024-02-06", "2024-09-02"]
    festival = [f"2027-02-{day:02d}" for day in range(5, 12)]
    for calendars in (None, own_calendar(announced(2027, festival))):
        table = settle.batch.limitation(pa.table({"start": starts}), calendars=calendars)
        cells = pa.table(table).to_pylist()
        for row, start in enumerate(starts):
            one = settle.limitation(start, calendars=calendars)
            assert (cells[row]["value"], cells[row]["provisional"]) == (one.value, one.provisional)
            assert table.row(row) == one
    assert [cell["provisional"] for cell in cells] == [False, False, False]


def test_an_institution_may_read_rest_days_narrowly():
    """Only announced holidays: a plain Saturday is then a last day like any other."""
    (entry,) = [
        one
        for one in law.document("guarantee_cn.json")["parameters"]
        if one["id"] == "cn.period.rest_days" and one["effective_from"] == "2021-01-01"
    ]
    book = law.override({"parameters": [entry | {"value": "announced_only"}]})
    assert settle.limitation("2022-08-09").value.isoformat() == "2025-08-11"
    assert settle.limitation("2022-08-09", book=book).value.isoformat() == "2025-08-09"
    wrong = law.override({"parameters": [entry | {"value": "never"}]})
    with pytest.raises(accord.InputError, match="unknown_rest_days"):
        settle.limitation("2022-08-09", book=wrong)


@pytest.mark.parametrize("wrong", [1, "CN", law.rule_book()])
def test_calendars_are_calendars(wrong):
    with pytest.raises(TypeError):
        settle.limitation("2022-08-09", calendars=wrong)
    with pytest.raises(TypeError):
        settle.batch.limitation(pa.table({"start": ["2022-08-09"]}), calendars=wrong)


def test_a_rule_without_last_days_takes_no_calendars():
    with pytest.raises(accord.InputError) as caught:
        settle.batch.court_fee(
            pa.table({"claim": ["1.00 CNY"]}), on="2026-01-16", calendars=law.calendar_book()
        )
    assert (caught.value.code, caught.value.subject) == ("unknown_argument", "calendars")


def test_a_table_keeps_the_calendars_as_they_were():
    calendars = own_calendar()
    table = settle.batch.limitation(pa.table({"start": ["2024-02-06"]}), calendars=calendars)
    document = json.loads(law.read("calendar_cn.json"))
    festival = [f"2027-02-{day:02d}" for day in range(5, 12)]
    document |= {"edition": "later", "years": [*document["years"], announced(2027, festival)]}
    calendars.add(_core.BusinessCalendar.from_json(json.dumps(document).encode()))
    assert table.row(0).value == pa.table(table)["value"][0].as_py()
    assert settle.limitation("2024-02-06", calendars=calendars).value.isoformat() == "2027-02-12"
