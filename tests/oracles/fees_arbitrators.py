"""Fees of arbitrators in an emergency and by the hour, from the schedules as read.

A row has at most one fault: no schedule says which of two is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracles import No, Oracle, Row, minor, money
from tests.oracles._fee_tables import (
    LAST,
    UNIT,
    currency_of,
    outside,
    rounding_of,
    way,
    within,
)
from tests.oracles.fees import fit, rounded

# --- emergency_arbitrator_fee ---------------------------------------------------------------------

# Body -> currency and, by first day, the fee of the application.
EMERGENCY = {
    "hkiac": ("HKD", "2013-11-01", 250_000),
    "icc": ("USD", "2012-01-01", 40_000),
    "siac": ("SGD", "2016-08-01", 5_000),
    "cietac": ("CNY", "2015-01-01", 30_000),
    "scia": ("CNY", "2021-09-14", 10_000),
    "bac": ("CNY", "2019-09-01", 10_000),
    "lcia": ("GBP", "2020-10-01", 10_000),
}


def emergency_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        body = random.choice([*EMERGENCY, "scia", "bac", "bac"])
        windows = [(EMERGENCY[body][1], LAST)]
        row: Row = {"body": body, "on": within(random, windows)}
        if body == "lcia" and random.random() < 0.5:
            row["on"] = random.choice(("2023-11-30", "2023-12-01", "2023-12-02", "2020-10-01"))
        if body in ("scia", "bac"):
            if random.random() < 0.9:
                row["measures"] = random.choice((1, 1, 2, 3, 10, 1 + random.randrange(1000)))
            if random.random() < 0.003:
                row["measures"] = random.choice((10**14, 2**62, 46_116_860_184_268))
        elif random.random() < 0.3:
            row["measures"] = 1
        if body == "bac":
            least = 20_000 * UNIT
            low = -1 if row.get("measures", 1) < 10**6 else 0  # one fault: too many measures alone
            row["arbitrator_fee"] = money(
                least + random.choice((0, 0, 1, low, random.randrange(10**8)))
            )
        plain = row.get("measures", 1) < 10**6 and not isinstance(emergency(row), No)
        if plain and random.random() < 0.12:
            emergency_fault(random, row, body, windows)
        found.append(row)
    return found


def emergency_fault(random: Random, row: Row, body: str, windows: list[tuple[str, str]]) -> None:
    pick = random.randrange(4)
    if pick == 0:
        row["on"] = outside(random, windows)
    elif pick == 1:
        row["measures"] = random.choice((0, -1))
    elif body == "bac":
        row["arbitrator_fee"] = random.choice((money(-1), money(3_000_000, "USD"), None))
        if row["arbitrator_fee"] is None:
            row.pop("arbitrator_fee")
    elif pick == 2:
        row["arbitrator_fee"] = money(2_000_000, EMERGENCY[body][0])
    elif body != "scia":
        row["measures"] = 2


def emergency_fees(row: Row) -> dict[str, int] | No:
    body, measures = row["body"], row.get("measures", 1)
    _, first, fee = EMERGENCY[body]
    if measures < 1:
        return No("no_measures")
    if measures > 1 and body not in ("scia", "bac"):
        return No("not_for_this_kind")
    if "arbitrator_fee" in row and body != "bac":
        return No("not_for_this_kind")
    if body == "bac":
        if "arbitrator_fee" not in row:
            return No("needs_argument")
        if minor(row["arbitrator_fee"]) < 0:
            return No("negative_amount")
        if currency_of(row["arbitrator_fee"]) != "CNY":
            return No("currency_mismatch")
    if row["on"] < first:
        return No("not_in_force")
    fees = {"application_fee": fee * UNIT}
    if body in ("scia", "bac"):
        fees["further_measures"] = 2_000 * UNIT * (measures - 1)
    if body == "bac":
        fees["arbitrator_fee"] = minor(row["arbitrator_fee"])
        if fees["arbitrator_fee"] < 20_000 * UNIT:
            return No("outside_range")
    if body == "lcia":
        late = row["on"] >= "2023-12-01"
        fees["application_fee"] = (10_000 if late else 9_000) * UNIT
        fees["arbitrator_fee"] = (25_000 if late else 22_000) * UNIT
    return fees


def emergency(row: Row) -> int | No:
    fees = emergency_fees(row)
    return fees if isinstance(fees, No) else fit(sum(fees.values()))


def emergency_parts(row: Row) -> dict[str, int]:
    fees = emergency_fees(row)
    assert not isinstance(fees, No)
    # A body that counts no measures has no such part.
    return {part: units for part, units in fees.items() if units or part != "further_measures"}


# --- lcia_costs -----------------------------------------------------------------------------------

HOURLY = {"tribunal": (250, 650), "secretary": (100, 250)}
SECRETARIAT = (300, 285, 220, 190)
LCIA = [("2023-12-01", LAST)]


def hours_of(random: Random) -> str:
    if random.random() < 0.05:
        return "0/1"
    below = random.choice((1, 1, 1, 2, 4, 10, 60))
    return f"{random.randrange(1, 300) if random.random() < 0.97 else 10**6}/{below}"


def time_rows(random: Random, group: str, n: int) -> list[dict[str, Any]]:
    found = []
    for _ in range(n):
        if group == "secretariat":
            rate = random.choice(SECRETARIAT) * UNIT
        else:
            low, high = HOURLY[group]
            rate = random.choice((low * UNIT, high * UNIT, low * UNIT + 1, high * UNIT - 1))
            if random.random() < 0.6:
                rate = random.randrange(low * UNIT, high * UNIT + 1)
        found.append({"hours": hours_of(random), "rate": money(rate, "GBP")})
    return found


def lcia_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row: Row = {
            "tribunal": time_rows(random, "tribunal", random.choice((1, 1, 3, 3, 2, 0))),
            "on": within(random, LCIA),
        } | rounding_of(random)
        if random.random() < 0.5:
            row["secretary"] = time_rows(random, "secretary", random.choice((0, 1, 2)))
        if random.random() < 0.6:
            row["secretariat"] = time_rows(random, "secretariat", random.choice((0, 1, 2, 4)))
        if random.random() < 0.1:
            lcia_fault(random, row)
        elif random.random() < 0.004 and row["tribunal"]:
            row["tribunal"][0]["hours"] = random.choice(("100000000000000/1", "400000000000000/1"))
        found.append(row)
    return found


def lcia_fault(random: Random, row: Row) -> None:
    group = random.choice(
        [name for name in ("tribunal", "secretary", "secretariat") if name in row]
    )
    if not row[group]:
        row["on"] = "2023-11-30"
        return
    pick, one = random.randrange(4), random.choice(row[group])
    if pick == 0:
        row["on"] = random.choice(("2023-11-30", "2019-06-03"))
    elif pick == 1:
        one["hours"] = random.choice(("-1/1", "-1/60"))
    elif pick == 2:
        one["rate"] = one["rate"].replace("GBP", "USD")
    else:
        low, high = HOURLY.get(group, (190, 300))
        rate = random.choice((low * UNIT - 1, high * UNIT + 1))
        if group == "secretariat" and random.random() < 0.5:
            rate = random.choice((28_501, 25_000))
        one["rate"] = money(rate, "GBP")


def each(row: Row) -> Iterator[tuple[str, Fraction, str]]:
    for group in ("tribunal", "secretary", "secretariat"):
        for one in row.get(group, []):
            yield group, Fraction(one["hours"]), one["rate"]


def lcia_fees(row: Row) -> dict[str, int] | No:
    sums = dict.fromkeys(("tribunal", "secretary", "secretariat"), Fraction(0))
    if row["on"] < "2023-12-01":
        return No("not_in_force")
    for group, hours, rate in each(row):
        if hours < 0:
            return No("negative_count")
        if currency_of(rate) != "GBP":
            return No("currency_mismatch")
        low, high = HOURLY.get(group, (0, 0))
        fits = low * UNIT <= minor(rate) <= high * UNIT
        if not (
            fits or (group == "secretariat" and minor(rate) in [r * UNIT for r in SECRETARIAT])
        ):
            return No("outside_range")
        sums[group] += hours * minor(rate)
    fees = {"registration_fee": 1_950 * UNIT}
    fees |= {f"{group}_fees": rounded(units, way(row)) for group, units in sums.items()}
    fees["overheads"] = rounded(sums["tribunal"] / 20, way(row))
    return fees


def lcia(row: Row) -> int | No:
    fees = lcia_fees(row)
    return fees if isinstance(fees, No) else fit(sum(fees.values()))


def lcia_parts(row: Row) -> dict[str, int]:
    fees = lcia_fees(row)
    assert not isinstance(fees, No)
    # A group without rows has no line; overheads stand on the tribunal's.
    given = {"registration_fee"} | {f"{group}_fees" for group, _, _ in each(row)}
    given |= {"overheads"} if row["tribunal"] else set()
    return {part: units for part, units in fees.items() if part in given}


ORACLES = {
    "emergency_arbitrator_fee": Oracle(
        emergency_rows,
        emergency,
        parts=emergency_parts,
        edges="0, 1, 2 measures; the arbitrator's least ± 0.01; 2023-12-01 ± 1 day",
    ),
    "lcia_costs": Oracle(
        lcia_rows,
        lcia,
        parts=lcia_parts,
        edges="ends of the hourly ranges ± 0.01; half pence; no rows; 2023-12-01 ± 1 day",
    ),
}
