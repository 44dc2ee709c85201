"""Oracle of the limit of an award of the Financial Ombudsman, DISP 3.7, by two days."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.oracles import Oracle, Row, day, minor
from tests.oracles._whole import (
    MOST,
    Stop,
    answering,
    dated,
    early,
    finished,
    foreign,
    negative,
    parting,
    written,
)

FIRST, SPLIT = date(2001, 12, 1), date(2019, 4, 1)
# The last day of referral, the pounds for acts from 1 April 2019, and those for earlier acts.
LIMITS = [
    (date(2019, 3, 31), 150_000, 150_000),
    (date(2020, 3, 31), 350_000, 160_000),
    (date(2022, 3, 31), 355_000, 160_000),
    (date(2023, 3, 31), 375_000, 170_000),
    (date(2024, 3, 31), 415_000, 190_000),
    (date(2025, 3, 31), 430_000, 195_000),
    (date.max, 445_000, 200_000),
]
DAYS = [last for last, _, _ in LIMITS[:-1]] + [SPLIT, FIRST]


def limit(act: date, referred: date) -> int:
    """Pence."""
    for last, later, earlier in LIMITS:
        if referred <= last:
            return 100 * (later if act >= SPLIT else earlier)
    raise AssertionError(referred)


def award_rows(random: Random, n: int) -> list[Row]:
    faults = [negative("award"), foreign("award"), early("referred", "act")]
    made = []
    for _ in range(n):
        first = date(2001, 1, 1) if random.random() < 0.1 else FIRST
        referred = day(random, first, date(2027, 1, 1), [at + timedelta(days=1) for at in DAYS])
        if random.random() < 0.6:
            referred = day(random, SPLIT, date(2026, 6, 1), DAYS)
        if random.random() < 0.05:
            referred = day(random, date(2001, 6, 1), date(2002, 6, 1), [FIRST])
        act = day(random, date(2001, 1, 1), referred, [SPLIT, SPLIT, referred])
        units = limit(act, referred) + random.choice((-1, 0, 1, 100, -100))
        if random.random() < 0.5:
            units = random.choice((0, 1, MOST, random.randrange(10**8), random.randrange(10**8)))
        row: Row = {
            "award": written(units, "GBP"),
            "act": act.isoformat(),
            "referred": referred.isoformat(),
        }
        finished(random, row, faults, 0.1)
        row.pop("rounding", None)
        made.append(row)
    return made


def award_parts(row: Row) -> dict[str, int]:
    award, act, referred = minor(row["award"]), dated(row["act"]), dated(row["referred"])
    if award < 0:
        raise Stop("negative_amount")
    if referred < act:
        raise Stop("end_before_start")
    if referred < FIRST:
        raise Stop("not_in_force")
    if not row["award"].endswith("GBP"):
        raise Stop("currency_mismatch")
    return {"above_limit": -max(0, award - limit(act, referred))}


def fos_award(row: Row) -> int:
    return minor(row["award"]) + award_parts(row)["above_limit"]


ORACLES = {
    "fos_award": Oracle(
        award_rows,
        answering(fos_award),
        accept=("uk.fos.award_limit",),
        parts=parting(award_parts),
        edges="the limit ± a penny; each 31 March and 1 April; acts of 2019-04-01 ± 1 day",
    ),
}
