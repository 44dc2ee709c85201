"""Zone transitions as data, computed from zoneinfo: the engine reads no zone files."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

_FIRST = int(datetime(1970, 1, 1, tzinfo=UTC).timestamp())
_BEYOND = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
# Shorter than the time between any two changes of a zone, so that none hides between two looks.
_STEP = 5 * 86_400


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    assert offset is not None
    return offset.days * 86_400 + offset.seconds


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first second in (before, after] with the later offset."""
    offset = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


@cache
def _computed(name: str) -> tuple[tuple[int, int], ...]:
    zone = ZoneInfo(name)
    offset = _offset(zone, _FIRST)
    found = [(_FIRST * 1_000_000, offset)]
    before = _FIRST
    while before < _BEYOND - 1:
        after = min(before + _STEP, _BEYOND - 1)
        # Two changes may lie between two looks: go on from each, not from the end of the step.
        while _offset(zone, after) != offset:
            before = _change(zone, before, after)
            offset = _offset(zone, before)
            found.append((before * 1_000_000, offset))
        before = after
    return tuple(found)


def transitions(name: str) -> list[tuple[int, int]]:
    """(UTC microseconds, offset in seconds) from which each offset holds, 1970 to 2099.

    The first pair's offset holds before it, too. An unknown name raises zoneinfo's
    ZoneInfoNotFoundError (a KeyError).
    """
    return list(_computed(name))
