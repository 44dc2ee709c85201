"""Days and terms outside a case: which days are worked, and when a term ends, with its steps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from accord import _core
from accord._core import BusinessCalendar, DayKind, Reckoning, is_additive, year_fraction
from accord.errors import InputError

__all__ = [
    "BusinessCalendar",
    "DayKind",
    "Reckoning",
    "business_calendar",
    "from_holidays",
    "is_additive",
    "reckon",
    "year_fraction",
]


def business_calendar(id: str = "CN") -> BusinessCalendar:
    """A calendar of the package by its id: "CN" knows holidays and make-up working days."""
    from accord.law import calendar_book

    return calendar_book().calendar(id)


def from_holidays(
    country: str,
    *,
    years: Iterable[int],
    subdivision: str | None = None,
    financial: bool = False,
    id: str | None = None,
    weekend: Sequence[int] | None = None,
    closed: Iterable[date] = (),
    known_on: date | None = None,
) -> BusinessCalendar:
    """An edition of any calendar of the `holidays` package (pip install accord[calendars]).

    `country` is a code such as "GB", with financial=True a market such as "XNYS"; `closed` adds
    days that the package can not know (a gale warning, a clerk's office that stayed shut);
    `weekend` names weekdays (Monday is 0) where an institution's differ from the country's. Days
    come from the package, so their status is secondary.

    >>> england = accord.calendar.from_holidays("GB", subdivision="ENG", years=range(2026, 2029))
    >>> england.id, england.is_working(datetime.date(2026, 12, 28))
    ('GB-ENG', False)
    """
    try:
        import holidays
    except ImportError as error:
        raise InputError("extra_missing", 'pip install "accord[calendars]"', "holidays") from error
    wanted = sorted(set(years))
    if not wanted:
        raise InputError("missing_argument", "years", "years")
    made = holidays.financial_holidays if financial else holidays.country_holidays
    try:
        # One year more: what is observed in December may belong to the year after.
        days = made(country, subdiv=subdivision, years=range(wanted[0], wanted[-1] + 2))
    except NotImplementedError as error:
        raise InputError("unknown_calendar", f"{country} {subdivision or ''}".strip()) from error
    rest = sorted(set(days.weekend) if weekend is None else set(weekend))
    off = {*days, *closed}
    worked = {day for day in getattr(days, "weekend_workdays", ()) if day.weekday() in rest}
    named = f"holidays {holidays.__version__}"
    edition = [_year(year, off - worked, worked, named, known_on) for year in wanted]
    name = id or "-".join(part for part in (country, subdivision) if part)
    file = {"id": name, "edition": named, "weekend": rest, "years": edition}
    return BusinessCalendar.from_json(json.dumps(file).encode())


def _year(
    year: int, off: set[date], worked: set[date], named: str, known_on: date | None
) -> dict[str, object]:
    """One year as a law file states it: what the package says, and that it says so."""
    announced = known_on or date(year, 1, 1) - timedelta(1)
    return {
        "year": year,
        "notices": [named],
        "known_on": announced.isoformat(),
        "known_on_status": "unverified",
        "days_off": sorted(day.isoformat() for day in off if day.year == year),
        "working_days": sorted(day.isoformat() for day in worked if day.year == year),
        "status": "secondary",
        "source": named,
    }


def reckon(
    trigger: date | datetime | _core.Instant | str,
    *,
    amount: int,
    unit: str = "calendar_day",
    roll: str = "none",
    count_trigger_day: bool = False,
    cut_off_minutes: int | None = None,
    zone: str = "Asia/Shanghai",
    calendar: str | BusinessCalendar = "CN",
    rest_days: str = "work_calendar",
    excluded: Sequence[tuple[int, str]] = (),
    direction: str = "after",
    business_up_to: int = 0,
) -> Reckoning:
    """A term's last day from its trigger; `.why()` tells the steps.

    `unit`: hour, calendar_day, business_day, clear_day, week, month, year; `roll`: none, forward or
    backward; `calendar`: an id of the package's, or an edition of your own; `excluded`: days that
    do not count, each with its reason; `direction`: after the trigger, or back from it ("before");
    `business_up_to`: periods of at most so many days count working days only.

    >>> accord.calendar.reckon("2026-02-13", amount=15, roll="forward").due
    datetime.date(2026, 2, 28)
    """
    from accord.law import calendar_book, transitions

    if isinstance(calendar, BusinessCalendar):
        book = _core.CalendarBook()
        book.add(calendar)
        book.add_zone(zone, transitions(zone))
        calendar = calendar.id
    else:
        book = calendar_book(zone)
    return book.reckon(
        trigger,
        amount=amount,
        unit=unit,
        roll=roll,
        count_trigger_day=count_trigger_day,
        cut_off_minutes=cut_off_minutes,
        zone=zone,
        calendar=calendar,
        rest_days=rest_days,
        excluded=excluded,
        direction=direction,
        business_up_to=business_up_to,
    )
