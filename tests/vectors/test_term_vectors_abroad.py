"""Every group of the regulators' vectors has a reader; abroad, calendars come from `holidays`."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import accord.calendar
import pytest
from accord.calendar import BusinessCalendar, from_holidays, reckon

TERMS = "regulators/deadline_vectors.json"
BUSINESS = "vectors/business_calendar_cn.json"
ENGLAND = {"calendar": "GB-ENG", "zone": "Europe/London"}
READERS = {"cn_days", "cn_working_days", "cn_months"}  # in test_term_vectors.py, both sides


@pytest.fixture(scope="module")
def england() -> BusinessCalendar:
    pytest.importorskip("holidays")
    return from_holidays("GB", subdivision="ENG", years=range(2000, 2030))


@pytest.fixture(scope="module")
def united_states() -> BusinessCalendar:
    pytest.importorskip("holidays")
    return from_holidays("US", years=range(2020, 2031))


def groups(path) -> dict[str, list[dict]]:
    file = json.loads(path.read_text("utf-8"))
    return {name: rows for name, rows in file.items() if not name.startswith("_")}


def reader(name: str):
    """Marks a test as the one that reads a group, so that a new group has none and fails."""
    READERS.add(name)
    return lambda test: test


def without_make_up_days() -> BusinessCalendar:
    """The known wrong calendar: the notices' days off, their make-up working days ignored."""
    file = json.loads((accord.law.read("calendar_cn.json")).decode())
    years = [year | {"working_days": []} for year in file["years"]]
    return BusinessCalendar.from_json(json.dumps(file | {"years": years}).encode())


def test_the_third_column_is_what_a_calendar_without_make_up_days_answers(shared_file):
    wrong = without_make_up_days()
    apart = 0
    for row in groups(shared_file(TERMS))["cn_days"]:
        if row["due_if_makeup_days_ignored"] is None:
            continue
        how = {"amount": row["n"], "roll": "forward"}
        answer = reckon(row["start"], **how)
        assert (
            reckon(row["start"], **how, calendar=wrong).due.isoformat()
            == (row["due_if_makeup_days_ignored"])
        )
        if row["due_work_calendar"] != row["due_if_makeup_days_ignored"]:
            assert answer.due.isoformat() != row["due_if_makeup_days_ignored"]
            apart += 1
    assert apart == 4


@reader("frcp")
def test_frcp(united_states, shared_file, shared_rows):
    rows = groups(shared_file(TERMS))["frcp"]
    for row in rows:
        assert row["rule"] == "FRCP 6(a)(1)"
        answer = reckon(row["start"], amount=row["n"], roll="forward", calendar=united_states)
        assert answer.due.isoformat() == row["due"]
        assert not answer.provisional
    shared_rows(TERMS, len(rows), "frcp")


@reader("finra_quarter_due")
def test_finra_quarters(united_states, shared_file, shared_rows):
    rows = groups(shared_file(TERMS))["finra_quarter_due"]
    for row in rows:
        assert row["rule"] == "FINRA 4530(d)"
        answer = reckon(row["quarter_end"], amount=15, roll="forward", calendar=united_states)
        assert answer.due.isoformat() == row["due"]
    shared_rows(TERMS, len(rows), "finra_quarter_due")


# The rule's printed examples are sentences; each is matched whole, so that another one fails.
CPR = {
    "3 clear days before a hearing on Friday 20 October: last day for service Monday 16 October": (
        ("2023-10-20", 3, "clear_day", "before", 5),
        "2023-10-16",
    ),
    "hearing at least 28 days after notice given 1 October: earliest 30 October": (
        ("2023-10-01", 28, "clear_day", "after", 5),
        "2023-10-30",
    ),
    "14 days after service on 2 October: last day 16 October": (
        ("2023-10-02", 14, "calendar_day", "after", 5),
        "2023-10-16",
    ),
    "7 days before 30 March: 22 March": (("2023-03-30", 7, "clear_day", "before", 5), "2023-03-22"),
    "5 days before Tuesday 14 March: Monday 6 March": (
        ("2023-03-14", 5, "clear_day", "before", 5),
        "2023-03-06",
    ),
}


@reader("cpr_examples")
def test_cpr_examples(england, shared_file, shared_rows):
    rows = groups(shared_file(TERMS))["cpr_examples"]
    assert {row["text"] for row in rows} == set(CPR)
    for row in rows:
        (start, amount, unit, direction, short), due = CPR[row["text"]]
        answer = reckon(
            start,
            amount=amount,
            unit=unit,
            direction=direction,
            business_up_to=short,
            calendar=england,
        )
        assert answer.due.isoformat() == due, row["text"]
        assert any(step.code == "short" for step in answer.steps) == (amount <= short)
    shared_rows(TERMS, len(rows), "cpr_examples")


UK = {
    r"FCA return: 30 business days .*": [("period_end", 30, "business_day", "due")],
    r"DISP 1\.5: close of 3rd business day .*": [("received", 3, "business_day", "due")],
    r"DISP 1\.6\.2AR 15/35 business days": [
        ("received", 15, "business_day", "due15"),
        ("received", 35, "business_day", "due35"),
    ],
    r"DISP 1\.6\.2 eight weeks": [("received", 8, "week", "due")],
}


@reader("uk")
def test_uk(england, shared_file, shared_rows):
    rows = groups(shared_file(TERMS))["uk"]
    for row in rows:
        (asked,) = (terms for rule, terms in UK.items() if re.fullmatch(rule, row["rule"]))
        for start, amount, unit, due in asked:
            answer = reckon(row[start], amount=amount, unit=unit, calendar=england)
            assert answer.due.isoformat() == row[due], row
    shared_rows(TERMS, len(rows), "uk")


def test_every_group_of_vectors_has_a_reader(shared_file):
    assert set(groups(shared_file(TERMS))) == READERS
    named = set(json.loads(shared_file(BUSINESS).read_text("utf-8")))
    assert named == {"_source", "holidays", "makeup_workdays", "workdays_per_year", "cases"}


def test_the_other_transcription_names_the_same_days(shared_file, shared_rows):
    """Days off and make-up days one by one; it lists eight plain weekend days as well."""
    calendar = accord.calendar.business_calendar("CN")
    file = json.loads(shared_file(BUSINESS).read_text("utf-8"))
    off = [date.fromisoformat(day) for year in file["holidays"].values() for day in year]
    worked = [date.fromisoformat(day) for year in file["makeup_workdays"].values() for day in year]
    kinds = [str(calendar.kind(day).name) for day in off]
    assert set(kinds) == {"HOLIDAY", "WEEKEND"}
    assert kinds.count("WEEKEND") == 8
    assert {str(calendar.kind(day).name) for day in worked} == {"MAKE_UP_WORKING"}
    shared_rows(BUSINESS, len(off), "holidays")
    shared_rows(BUSINESS, len(worked), "makeup_workdays")


# --- procedures.md §0.1 and the vectors of each procedure -----------------------------------------


def chinese(*days_off: str, worked: tuple[str, ...] = ()) -> BusinessCalendar:
    year = {
        "year": 2026,
        "notices": ["a calendar of the test"],
        "known_on": "2025-12-31",
        "known_on_status": "unverified",
        "days_off": list(days_off),
        "working_days": list(worked),
    }
    file = {"id": "T", "edition": "t", "weekend": [5, 6], "years": [year]}
    return BusinessCalendar.from_json(json.dumps(file).encode())


def test_v1_thirty_days_from_the_end_of_january():
    assert reckon("2026-01-31", amount=30, roll="forward").due == date(2026, 3, 2)


def test_v2_one_month_rests_on_the_make_up_saturday():
    assert reckon("2026-01-31", amount=1, unit="month", roll="forward").due == date(2026, 2, 28)
    plain = reckon("2026-01-31", amount=1, unit="month", roll="forward", calendar=chinese())
    assert (plain.raw, plain.due) == (date(2026, 2, 28), date(2026, 3, 2))


def test_v3_three_calendars_give_three_answers():
    statutory = chinese("2026-05-01", "2026-05-02")
    answers = [
        reckon("2026-04-27", amount=7, unit="business_day", calendar=calendar).due.isoformat()
        for calendar in (chinese(), statutory, "CN")
    ]
    assert answers == ["2026-05-06", "2026-05-07", "2026-05-09"]


PROCEDURES = [
    # procedures.md, the vector at the end of each procedure; calendar days do not roll there.
    ("1 FINRA: answer", "2026-03-10", 45, "calendar_day", "none", "2026-04-24"),
    ("1 FINRA: lists after the answer", "2026-04-24", 20, "calendar_day", "none", "2026-05-14"),
    ("2 FOS: eight weeks", "2026-01-05", 8, "week", "none", "2026-03-02"),
    ("3 AFCA: no complaint before", "2026-01-05", 30, "calendar_day", "none", "2026-02-04"),
    ("3 AFCA: the balance of 15 days", "2026-01-20", 15, "calendar_day", "none", "2026-02-04"),
    ("5 FDRC: the gate opens after", "2026-01-05", 60, "calendar_day", "none", "2026-03-06"),
    ("6 confirmation", "2026-01-31", 30, "calendar_day", "forward", "2026-03-02"),
]


@pytest.mark.parametrize("row", PROCEDURES, ids=lambda row: row[0])
def test_the_vectors_of_the_eight_procedures(row):
    _, start, amount, unit, roll, due = row
    assert reckon(start, amount=amount, unit=unit, roll=roll).due.isoformat() == due


# ../shared/regulators/RETURNS.md, notes on the data files.
@pytest.mark.parametrize(
    ("start", "known", "due"),
    [
        ("2020-01-16", "2020-01-20", "2020-01-31"),
        ("2020-01-16", "2020-01-28", "2020-02-03"),
        ("2019-04-17", "2019-03-21", "2019-05-02"),
        ("2019-04-17", "2019-03-22", "2019-05-05"),
    ],
)
def test_what_was_known_on_a_day_gives_the_date_of_that_day(start, known, due):
    calendar = accord.calendar.business_calendar("CN").as_known_on(date.fromisoformat(known))
    assert reckon(start, amount=15, roll="forward", calendar=calendar).due.isoformat() == due


def test_from_25_december_of_the_last_known_year_answers_are_provisional():
    assert not reckon("2026-12-09", amount=15, roll="forward").provisional
    late = reckon("2026-12-10", amount=15, roll="forward")
    assert (late.due, late.provisional) == (date(2026, 12, 25), True)


# --- any country of the package -------------------------------------------------------------------


def test_hong_kong_short_periods_and_gale_days():
    """Cap. 1 s. 71(1): six days or fewer leave general holidays out; a gale day is none either."""
    pytest.importorskip("holidays")
    how = {"years": range(2025, 2028), "weekend": [6]}
    plain = from_holidays("HK", **how)
    gale = from_holidays("HK", **how, closed=[date(2026, 9, 18)], id="HK gale")
    start, six, seven = "2026-09-11", {"amount": 6}, {"amount": 7}
    short = {"business_up_to": 6, "roll": "forward"}
    assert reckon(start, **six, **short, calendar=plain).due == date(2026, 9, 18)
    assert reckon(start, **six, **short, calendar=gale).due == date(2026, 9, 19)
    assert reckon(start, **seven, **short, calendar=plain).due == date(2026, 9, 18)
    assert reckon(start, **seven, **short, calendar=gale).due == date(2026, 9, 19)


def test_the_packages_days_are_the_editions_days():
    holidays = pytest.importorskip("holidays")
    for country, subdivision in [("GB", "SCT"), ("US", "NY"), ("CN", None), ("AU", "NSW")]:
        calendar = from_holidays(country, subdivision=subdivision, years=range(2024, 2028))
        theirs = holidays.country_holidays(country, subdiv=subdivision, years=range(2023, 2029))
        day = date(2024, 1, 1)
        while day < date(2028, 1, 1):
            assert calendar.is_working(day) == theirs.is_working_day(day), (country, day)
            day += timedelta(1)


def test_a_market_stays_shut_on_make_up_days():
    pytest.importorskip("holidays")
    market = from_holidays("XNYS", financial=True, years=[2026], id="XNYS")
    assert market.id == "XNYS"
    assert not market.is_working(date(2026, 4, 3))  # Good Friday, no federal holiday


def test_a_country_the_package_does_not_know_is_refused():
    pytest.importorskip("holidays")
    with pytest.raises(accord.InputError, match="Atlantis"):
        from_holidays("Atlantis", years=[2026])
    with pytest.raises(accord.InputError):
        from_holidays("GB", years=[])


def test_frcp_counts_back_and_rolls_back(united_states):
    """FRCP 6(a)(5): counted back, a last day on a weekend goes on backwards."""
    answer = reckon(
        "2026-09-14", amount=7, direction="before", roll="backward", calendar=united_states
    )
    assert (answer.raw, answer.due) == (date(2026, 9, 7), date(2026, 9, 4))  # Labor Day, a weekend
    assert [step.code for step in answer.steps if step.code.startswith("roll")] == ["roll_back"] * 3
