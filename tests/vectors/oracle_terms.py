"""Terms counted by walking day by day from the text of 民法典 200-204, without the engine.

200  a term is counted by Gregorian years, months, days and hours.
201  counted by years, months or days, the first day does not count: counting begins on the next.
     Counted by hours, it begins at the moment stated.
202  by years or months, the corresponding day of the month in which it ends is its last day; where
     there is none, the last day of that month is.
203  where the last day is a statutory rest day, the day after the rest days end is the last day.
204  the law and the parties may provide otherwise: hence the parameters.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

ONE = timedelta(1)


@dataclass(frozen=True)
class Days:
    """Announced days; whatever is in neither set is a plain day of the week."""

    off: frozenset[date]
    make_up: frozenset[date]
    known: frozenset[int]
    statutory: frozenset[tuple[int, int]] = field(default=frozenset())

    def is_announced_off(self, day: date) -> bool:
        if day in self.make_up:
            return False
        unknown_later = day.year not in self.known and day.year > min(self.known)
        return day in self.off or (unknown_later and (day.month, day.day) in self.statutory)

    def is_working(self, day: date) -> bool:
        if self.is_announced_off(day):
            return False
        return day in self.make_up or day.isoweekday() < 6

    def is_provisional(self, day: date) -> bool:
        """A year nobody announced, or the end of December when the next year may still reach in."""
        late = day.month == 12 and day.day >= 25
        return day.year not in self.known or (late and day.year + 1 not in self.known)


def read_days(path: Path, known: date = date.max) -> Days:
    """The law file as known on a day; of a year announced twice, the announcement known last."""
    law = json.loads(path.read_text("utf-8"))
    entries: dict[int, dict] = {}
    for entry in law["years"]:
        when = date.fromisoformat(entry["known_on"])
        before = entries.get(entry["year"])
        if when <= known and (before is None or before["known_on"] < entry["known_on"]):
            entries[entry["year"]] = entry
    off, make_up = set(), set()
    for entry in sorted(entries.values(), key=lambda e: e["known_on"]):
        for text in entry["days_off"]:
            off.add(date.fromisoformat(text))
            make_up.discard(date.fromisoformat(text))
        for text in entry["working_days"]:
            make_up.add(date.fromisoformat(text))
            off.discard(date.fromisoformat(text))
    statutory = law.get("statutory")
    fixed = set()
    if statutory and date.fromisoformat(statutory["known_on"]) <= known:
        fixed = {(int(text[:2]), int(text[3:])) for text in statutory["days"]}
    return Days(frozenset(off), frozenset(make_up), frozenset(entries), frozenset(fixed))


@dataclass(frozen=True)
class Answer:
    raw: date
    due: date
    provisional: bool


def walk(start: date, count: int, counts: Callable[[date], bool]) -> date:
    """The day on which the count-th counting day after `start` is reached."""
    day = start
    while count > 0:
        day += ONE
        if counts(day):
            count -= 1
    return day


def corresponding(start: date, months: int) -> date:
    """202: month by month to the month in which it ends, then its day, or its last."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def last_day(
    start: date,
    amount: int,
    unit: str,
    days: Days,
    *,
    first_counts: bool = False,
    roll: bool = False,
    announced_only: bool = False,
    excluded: int = 0,
) -> Answer:
    """The term's last day: counted from `start`, lengthened, then carried over rest days."""
    # A first day that counts is a term that began on the day before (204).
    begin = start - ONE if first_counts else start
    match unit:
        case "calendar_day":
            raw = walk(begin, amount, lambda _: True)
        case "week":
            raw = walk(begin, 7 * amount, lambda _: True)
        case "clear_day":  # both ends left out: the day after the amount is over
            raw = walk(start, amount, lambda _: True) + ONE
        case "business_day":
            raw = walk(begin, amount, days.is_working)
        case "month" | "year":
            months = amount if unit == "month" else 12 * amount
            raw = corresponding(start, months)
            if first_counts and raw.day == start.day:
                raw -= ONE
        case _:
            raise ValueError(unit)
    raw = walk(raw, excluded, days.is_working if unit == "business_day" else lambda _: True)
    due = raw
    if roll:
        while days.is_announced_off(due) or (not announced_only and not days.is_working(due)):
            due += ONE
    consulted: list[date] = []
    if unit == "business_day":
        day = begin
        while day < raw:
            day += ONE
            consulted.append(day)
    if roll:
        consulted += [raw + ONE * i for i in range((due - raw).days + 1)]
    return Answer(raw, due, any(days.is_provisional(day) for day in consulted))


def last_moment(start: datetime, hours: int) -> datetime:
    """201: hours run from the moment stated; the caller's clock is UTC."""
    return start + timedelta(hours=hours)
