"""Calendars of any country or market of the `holidays` package, as editions of our own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from accord._core import BusinessCalendar
from accord.errors import InputError


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
    _check_kinds((country, subdivision, id), financial, known_on)
    try:
        import holidays
    except ImportError as error:
        raise InputError("extra_missing", 'pip install "accord[calendars]"', "holidays") from error
    wanted, shut = sorted(set(_whole(years))), list(closed)
    for day in shut:
        if not isinstance(day, date):
            raise TypeError(f"closed days are dates: {day!r}")
    given = None if weekend is None else _whole(weekend)
    if not wanted:
        raise InputError("missing_argument", "years", "years")
    made = holidays.financial_holidays if financial else holidays.country_holidays
    try:
        # One year more: what is observed in December may belong to the year after.
        days = made(country, subdiv=subdivision, years=range(wanted[0], wanted[-1] + 2))
    except NotImplementedError as error:
        raise InputError("unknown_calendar", f"{country} {subdivision or ''}".strip()) from error
    rest = sorted(set(days.weekend if given is None else given))
    off = {*days, *shut}
    worked = {day for day in getattr(days, "weekend_workdays", ()) if day.weekday() in rest}
    package = f"holidays {holidays.__version__}"
    edition = [_year(year, off - worked, worked, package, known_on) for year in wanted]
    name = id or "-".join(part for part in (country, subdivision) if part)
    file = {"id": name, "edition": package, "weekend": rest, "years": edition}
    return BusinessCalendar.from_json(json.dumps(file).encode())


def _check_kinds(texts: tuple[object, ...], financial: object, known_on: object) -> None:
    for place, text in enumerate(texts):
        if not isinstance(text, str) and (place == 0 or text is not None):
            raise TypeError(f"a country, a subdivision and an id are texts: {text!r}")
    if not isinstance(financial, bool):
        raise TypeError(f"financial is True or False: {financial!r}")
    if known_on is not None and not isinstance(known_on, date):
        raise TypeError(f"known_on is a date: {known_on!r}")


def _whole(numbers: Iterable[int]) -> list[int]:
    """Whole numbers, and nothing that only looks like one."""
    found = list(numbers)
    for number in found:
        if isinstance(number, bool) or not isinstance(number, int):
            raise TypeError(f"years and weekdays are whole numbers: {number!r}")
    return found


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
