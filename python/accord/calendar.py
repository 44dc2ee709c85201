"""Days and terms outside a case: which days are worked, and when a term ends, with its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from accord import _core
from accord._core import BusinessCalendar, DayKind, Reckoning, is_additive, year_fraction

__all__ = [
    "BusinessCalendar",
    "DayKind",
    "Reckoning",
    "business_calendar",
    "is_additive",
    "reckon",
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
    calendar: str = "CN",
    rest_days: str = "work_calendar",
    excluded: Sequence[tuple[int, str]] = (),
) -> Reckoning:
    """A term's last day from its trigger; `.why()` tells the steps.

    `unit`: hour, calendar_day, business_day, clear_day, week, month, year; `roll`: none or forward;
    `excluded`: days that do not count, each with its reason.
    """
    from accord.law import calendar_book

    return calendar_book(zone).reckon(
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
    )
