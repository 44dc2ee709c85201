"""Oracles of the base day and the base price of a misrepresentation on the PRC's markets.

法释〔2022〕2号 art 26, and closes before an ex-rights day in the terms of the base day (29).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import No, Oracle, Row, day, minor
from tests.oracles._price import (
    DIGITS,
    FAULTS_OF_EVENTS,
    adjusted,
    changed,
    events_until,
    ex_rights,
    shown,
)
from tests.oracles._whole import (
    MOST,
    Stop,
    currency,
    dated,
    early,
    finished,
    rated,
    shifted,
    written,
    wrong,
)

RULES_FROM, PRACTICE_FROM = date(2022, 1, 22), date(2003, 2, 1)
FIRST_DAY, LAST_DAY = 10, 30


# The base day, 26.


def turnovers(random: Random, days: int) -> tuple[list[Row], int | None]:
    """The turnover of each day, all of it reached on a chosen day or just missed there."""
    reached = random.choice((1, 7, 9, 10, 11, 18, 29, 30, 31, 35, random.randrange(1, 40)))
    over = random.choice((0, 0, 1, -1, 1000))
    if random.random() < 0.5:  # volumes of so many tradable shares
        shares = random.choice((997, 10**6, 123_456_789, 10**12))
        if random.random() < 0.01:
            shares = MOST
        whole, name = shares, "volume"
    else:  # in ten-thousandths, or in parts of an odd whole
        shares = random.choice((None, None, 1000))
        whole, name = random.choice((10_000, 10_000, 21, 3 * 7 * 11 * 13)), "turnover"
    usual = whole // reached
    parts = [usual] * days
    if reached <= days:
        parts[reached - 1] = max(0, whole - usual * (reached - 1) + over)
    if random.random() < 0.3 and usual > 2:  # the same sum by uneven days
        for at in range(0, min(reached, days) - 1, 2):
            if at + 1 < min(reached, days) - 1:
                moved = random.randrange(usual)
                parts[at], parts[at + 1] = parts[at] - moved, parts[at + 1] + moved
    rows: list[Row] = []
    for part in parts:
        if name == "volume":
            rows.append({"volume": min(part, MOST)})
        elif whole == 10_000:
            rows.append({"turnover": f"{part // 100}.{part % 100:02d}%"})
        else:
            rows.append({"turnover": f"{part}/{whole}"})
    if name == "volume" and whole == 10**6 and random.random() < 0.3:  # both kinds side by side
        at = random.randrange(days)
        rows[at] = {"turnover": f"{parts[at]}/{whole}"}
    return rows, shares


def one_of(row: Row, random: Random) -> Row:
    """One of the days that count."""
    within = [one for one in row["days"] if one["date"] >= row["disclosed"]]
    return random.choice(within or row["days"] or [{}])


def without_figure(random: Random, row: Row) -> None:
    one = one_of(row, random)
    one.pop("volume", None)
    one.pop("turnover", None)


def below_zero(random: Random, row: Row) -> None:
    one = one_of(row, random)
    if "volume" in one:
        one["volume"] = -1 - random.randrange(1000)
    else:
        one["turnover"] = random.choice(("-0.01%", "-1/3", "5% per year", "0.1% per day"))


def out_of_order(random: Random, row: Row) -> None:
    if len(row["days"]) > 1:
        at = random.randrange(1, len(row["days"]))
        row["days"][at]["date"] = shifted(row["days"][at - 1]["date"], -random.choice((0, 1)))


def shares_missing(random: Random, row: Row) -> None:
    row.pop("tradable_shares", None)


def shares_nought(random: Random, row: Row) -> None:
    if any("volume" in one for one in row["days"]):
        row["tradable_shares"] = random.choice((0, -1, -1000))


def both_figures(random: Random, row: Row) -> None:
    one = one_of(row, random)
    one |= {"volume": one.get("volume", 5), "turnover": one.get("turnover", "5%")}


def base_date_rows(random: Random, n: int) -> list[Row]:
    faults = [
        without_figure,
        both_figures,
        below_zero,
        out_of_order,
        shares_missing,
        shares_nought,
        wrong("judged", "2022-01-21", "2003-02-01"),
        wrong("days", []),
    ]
    made = []
    for _ in range(n):
        first = date(2021, 10, 1) if random.random() < 0.3 else RULES_FROM
        disclosed = day(random, first, date(2026, 6, 1), [RULES_FROM])
        days = random.choice((8, 9, 10, 11, 18, 25, 29, 30, 31, 32, 35, 40, 40, 40))
        rows, shares = turnovers(random, days)
        on = disclosed + timedelta(days=random.choice((0, 0, 0, 1, 3)))
        for one in rows:
            one["date"] = on.isoformat()
            on += timedelta(days=random.choice((1, 1, 1, 1, 3, 10)))
        for before in range(random.choice((0, 0, 1, 2, 5))):
            earlier = {"turnover": "60%", "date": shifted(disclosed.isoformat(), -1 - before)}
            if "volume" in rows[-1]:
                earlier = {"volume": rows[-1]["volume"] * 5 % 2**62, "date": earlier["date"]}
            rows.insert(0, earlier)
        row: Row = {"days": rows, "disclosed": disclosed.isoformat()}
        if shares is not None:
            row["tradable_shares"] = shares
        if random.random() < (0.9 if disclosed < RULES_FROM else 0.2):
            row["judged"] = random.choice(("2022-01-22", "2022-01-23", "2024-02-29"))
        finished(random, row, faults)
        row.pop("rounding", None)
        made.append(row)
    return made


def turnover_of(one: Row, shares: int | None) -> Fraction:
    volume, rate = one.get("volume"), one.get("turnover")
    if volume is None and rate is None:
        raise Stop("needs_argument")
    if volume is not None and rate is not None:
        raise Stop("volume_and_turnover")
    if rate is not None:
        value, unit = rated(rate)
        if unit or value < 0:
            raise Stop("bad_turnover")
        return value
    if volume < 0:
        raise Stop("bad_turnover")
    if shares is None:
        raise Stop("needs_argument")
    return Fraction(volume, shares)


def base_date(row: Row) -> str:
    if dated(row.get("judged") or row["disclosed"]) < RULES_FROM:
        raise Stop("not_in_force")
    shares = row.get("tradable_shares")
    if shares is not None and shares <= 0:
        raise Stop("no_tradable_shares")
    previous, total, reached = "", Fraction(0), None
    trading: list[str] = []
    for one in row["days"]:
        if one["date"] <= previous:
            raise Stop("days_out_of_order")
        previous = one["date"]
        turnover = turnover_of(one, shares)
        if one["date"] < row["disclosed"]:
            continue
        trading.append(one["date"])
        if reached is None:
            total += turnover
            reached = len(trading) if total >= 1 else None
    asked = LAST_DAY if reached is None else min(max(reached, FIRST_DAY), LAST_DAY)
    if len(trading) < asked:
        raise Stop("too_few_days")
    return trading[asked - 1]


# The base price, 26(4), 29.


def cents(random: Random) -> int:
    return random.choice((0, 1, 100, 999)) if random.random() < 0.1 else random.randrange(1, 20_000)


def close_twice(random: Random, row: Row) -> None:
    if row["closes"]:
        row["closes"].insert(random.randrange(9), dict(random.choice(row["closes"])))


def base_price_rows(random: Random, n: int) -> list[Row]:
    faults = [
        *FAULTS_OF_EVENTS,
        close_twice,
        close_twice,
        changed("closes", close="-0.01 CNY"),
        changed("closes", close="7.00 EUR"),
        early("base_date", "disclosed"),
        wrong("closes", []),
        lambda random, row: row.update(base_date=row["disclosed"], disclosed=row["base_date"]),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        disclosed = day(random, date(2019, 1, 1), date(2026, 6, 1), [RULES_FROM])
        length = random.choice((0, 1, 13, 17, 41, 60))
        start, last = disclosed.isoformat(), shifted(disclosed.isoformat(), length)
        count = random.choice((1, 2, 3, 4, 7, 8, 10, 16, 18, 30))
        offsets = {random.randrange(length + 1) for _ in range(count)}
        offsets |= set(random.sample((-1, 0, 1, length, length + 1), random.randrange(4)))
        days = list(offsets)
        if random.random() < 0.02:
            days = [-1, length + 1]
        random.shuffle(days)
        most = 2**62 if random.random() < 0.005 else 0
        closes = [
            {"date": shifted(start, at), "close": written(most or cents(random), kind)}
            for at in days
        ]
        row: Row = {"closes": closes, "disclosed": start, "base_date": last}
        if random.random() < 0.4:
            on = [start, shifted(start, 1), last, shifted(last, -1), shifted(last, 1)]
            row["ex_rights"] = ex_rights(random, on, kind)
        finished(random, row, faults)
        row.pop("rounding", None)
        made.append(row)
    return made


def base_price(row: Row) -> str:
    first, last = dated(row["disclosed"]), dated(row["base_date"])
    if last < first:
        raise Stop("end_before_start")
    within = [one for one in row["closes"] if first <= dated(one["date"]) <= last]
    if not within:
        raise Stop("no_closes")
    kind = within[0]["close"][-3:]
    events = events_until(row, last, kind)
    seen, total = set(), Fraction(0)
    for one in within:
        if minor(one["close"]) < 0:
            raise Stop("negative_amount")
        if one["close"][-3:] != kind:
            raise Stop("currency_mismatch")
        if one["date"] in seen:
            raise Stop("day_twice")
        seen.add(one["date"])
        total += adjusted(events, dated(one["date"]), Fraction(minor(one["close"])))[0]
    return shown(total / len(seen) / 10 ** DIGITS[kind], kind)


def in_words(reckon: Callable[[Row], str]) -> Callable[[Row], str | No]:
    """The answer of a rule that yields no money, or No(code) where the reckoning stopped."""

    def expected(row: Row) -> str | No:
        try:
            return reckon(row)
        except Stop as stop:
            return No(stop.code)

    return expected


ORACLES = {
    "base_date": Oracle(
        base_date_rows,
        in_words(base_date),
        edges="all of it on day 7, 9, 10, 11, 18, 29, 30, 31, never; a share more or less; too few",
    ),
    "base_price": Oracle(
        base_price_rows,
        in_words(base_price),
        edges="closes on both ends ± 1 day; events on both ends ± 1; means that end and do not",
    ),
}
