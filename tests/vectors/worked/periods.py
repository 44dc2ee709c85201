"""Worked examples: periods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import accord
from accord import settle


def last_day(trigger: str, amount: int, unit: str, roll: str) -> str:
    return accord.calendar.reckon(trigger, amount=amount, unit=unit, roll=roll).due.isoformat()


def days_between() -> dict[str, int]:
    calendar = accord.calendar.business_calendar()
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(1, 30)]
    return {"calendar": len(days), "working": sum(calendar.is_working(day) for day in days)}


PERIODS: dict[str, Callable[[], Any]] = {
    "PER-1": lambda: last_day("2026-09-01", 15, "calendar_day", "none"),
    "PER-2": lambda: last_day("2026-09-18", 15, "calendar_day", "forward"),
    "PER-4": lambda: last_day("2023-08-31", 6, "month", "none"),
    "PER-5": days_between,
    "CAT-D-1": lambda: Fraction(
        accord.calendar.year_fraction("2002-09-30", "2019-01-01", day_count="ACT/365")[0]
    ),
    "LN-14": lambda: {
        "plus1": settle.instalment_date("2026-01-31", months=1).value.isoformat(),
        "2023-11-30 plus3": settle.instalment_date("2023-11-30", months=3).value.isoformat(),
        "2026-12-15 plus1": settle.instalment_date("2026-12-15", months=1).value.isoformat(),
    },
}
