"""Zone transitions handed to the engine are zoneinfo's, for every moment looked at."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import accord
import pytest
from accord import _core, _zones

ZONES = [
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
]


@pytest.mark.parametrize("name", ZONES)
def test_offsets_are_zoneinfos_at_random_moments(name):
    table = _zones.transitions(name)
    assert table[0][0] == 0
    assert [at for at, _ in table] == sorted({at for at, _ in table})
    chance = random.Random(name)
    moments = [chance.randrange(4_102_444_800) for _ in range(3_000)]
    # A change is seen at its second, and not a second before.
    moments += [at // 1_000_000 + shift for at, _ in table[1:] for shift in (-1, 0)]
    for second in moments:
        offset = [offset for at, offset in table if at <= second * 1_000_000][-1]
        seen = datetime.fromtimestamp(second, ZoneInfo(name)).utcoffset()
        assert timedelta(seconds=offset) == seen


@pytest.mark.parametrize("name", ZONES)
def test_the_engine_finds_the_local_day(name):
    book = _core.CalendarBook()
    book.add_zone(name, _zones.transitions(name))
    chance = random.Random(name)
    for _ in range(300):
        moment = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(
            minutes=chance.randrange(40 * 525_960)
        )
        answer = book.reckon(moment, amount=1, zone=name)
        assert answer.trigger == moment.astimezone(ZoneInfo(name)).date()
        assert answer.due == answer.trigger + timedelta(1)


def test_shanghai_had_summer_time_from_1986_to_1991_and_none_since():
    table = _zones.transitions("Asia/Shanghai")
    assert len(table) == 13
    assert {offset for _, offset in table} == {28_800, 32_400}
    assert datetime.fromtimestamp(table[-1][0] / 1_000_000, UTC).date() == date(1991, 9, 14)


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(KeyError):
        _zones.transitions("Asia/Nowhere")
    with pytest.raises(accord.InputError) as caught:
        accord.calendar.reckon("2026-03-02T09:30+08:00", amount=1, zone="Asia/Nowhere")
    assert caught.value.code == "unknown_zone"
