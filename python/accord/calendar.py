"""Days and terms outside a case: which days are worked, and when a term ends, with its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from accord import _core
from accord._core import (
    BusinessCalendar,
    DayKind,
    Reckoning,
    TermDays,
    add_working_days,
    is_additive,
    moved_terms,
    working_days_between,
    year_fraction,
)
from accord._holidays import from_holidays

__all__ = [
    "BusinessCalendar",
    "DayKind",
    "Reckoning",
    "TermDays",
    "add_working_days",
    "business_calendar",
    "from_holidays",
    "is_additive",
    "last_days",
    "moved_terms",
    "reckon",
    "working_days_between",
    "year_fraction",
]


def business_calendar(id: str = "CN") -> BusinessCalendar:
    """A calendar of the package by its id: "CN" knows holidays and make-up working days."""
    from accord.law import calendar_book

    return calendar_book().calendar(id)


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


def last_days(
    trigger: object,
    *,
    rules: Sequence[dict[str, Any]],
    rule: object,
    excluded: object = None,
    book: _core.CalendarBook | None = None,
) -> TermDays:
    """The last day of every row: `trigger` a column of days, `rule` which of the rules it follows.

    Columns are Arrow's, date32 or int32; a rule has the arguments of `reckon` (amount, unit, roll,
    rest_days, calendar, count_trigger_day). Each row is what `reckon` answers alone.
    """
    from accord.law import calendar_book

    return _core.last_days(book or calendar_book(), rules, rule, trigger, excluded)
