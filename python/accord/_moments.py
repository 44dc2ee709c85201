"""A day as a moment: what `on=` means where a verb needs to know when."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from accord._core import Instant

__all__ = ["moment_on"]


def moment_on(on: date | str, zone_name: str, last: Instant | None) -> Instant:
    """The day's first moment in a zone, or the last act of a case where that was on the same day.

    A day says no more than that; the later of the two keeps a day's acts in the order they came.
    """
    day = date.fromisoformat(on) if isinstance(on, str) else on
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"a date is a datetime.date or its text, not {type(on).__name__!r}")
    zone = ZoneInfo(zone_name)
    if last is not None and last.datetime.astimezone(zone).date() == day:
        return last
    return Instant(datetime.combine(day, time(), zone))
