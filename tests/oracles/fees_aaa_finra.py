"""Fees of the AAA, its international centre and FINRA, by band, from their sheets as read.

A row has at most one fault: no sheet says which of two is told.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import No, Oracle, Row, amount, minor, money
from tests.oracles._fee_tables import (
    HUGE,
    LAST,
    UNIT,
    Band,
    band,
    in_force,
    money_fault,
    outside,
    parts_of,
    rounding_of,
    spoil,
    total_of,
    way,
    within,
)
from tests.oracles.fees import rounded

# --- AAA and ICDR ---------------------------------------------------------------------------------

AAA = {
    "commercial": [("2018-01-01", LAST)],
    "commercial_older": [("2009-01-01", "2017-12-31")],
    "bcdr_2010": [("2010-01-01", LAST)],
}
# Up to, initial fee, final fee; above 10,000,000 a share of the excess comes on top, to a cap.
OLDER = [(1_000_000, 5_000, 6_200), (10_000_000, 7_000, 7_700), (None, 10_000, 12_500)]
BCDR = [
    (10_000, 775, 200),
    (75_000, 975, 300),
    (150_000, 1_850, 750),
    (300_000, 2_800, 1_250),
    (500_000, 4_350, 1_750),
    (1_000_000, 6_200, 2_500),
    (5_000_000, 8_200, 3_250),
    (10_000_000, 10_200, 4_000),
    (None, 12_800, 6_000),
]
AAA_EDGES = [0, 75_000, 500_000, 560_000_000, 532_000_000, *(up or 0 for up, _, _ in BCDR)]


def aaa_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        schedule = random.choice(list(AAA))
        units = amount(random, [edge * UNIT for edge in AAA_EDGES], 6 * 10**10)
        if random.random() < 0.25:  # half a cent of a hundredth of a per cent
            units = 10**9 + 5_000 * (2 * random.randrange(10**6) + 1)
        if schedule == "commercial_older" and units <= 500_000 * UNIT and random.random() < 0.8:
            units += 500_000 * UNIT + 1
        if schedule == "commercial" and random.random() < 0.7:
            units = random.choice((units % 7_500_000, 7_499_999, 7_500_000, 0, 1))
        row: Row = {"amount": money(units, "USD"), "schedule": schedule}
        row["on"] = within(random, AAA[schedule])
        row |= rounding_of(random)
        if random.random() < 0.6:
            row["arbitrators"] = random.choice((1, 3)) if schedule == "commercial_older" else 1
        if random.random() < 0.1 and not isinstance(aaa_fees(row), No):
            pick = random.randrange(3)
            if pick == 0:
                row["on"] = outside(random, AAA[schedule])
            elif pick == 1:
                spoil(random, row, "amount")
            else:
                row["arbitrators"] = random.choice((3, 3, 0, 2, -1))
        found.append(row)
    return found


def aaa_fees(row: Row) -> dict[str, int] | No:
    schedule, arbitrators = row["schedule"], row.get("arbitrators", 1)
    if arbitrators not in (1, 3):
        return No("arbitrators_one_or_three")
    if arbitrators == 3 and schedule != "commercial_older":
        return No("not_for_this_kind")
    fault = money_fault(row, "amount", "USD")
    if fault:
        return fault
    if not in_force(row["on"], AAA[schedule]):
        return No("not_in_force")
    units = minor(row["amount"])
    if schedule == "commercial":
        below = units < 75_000 * UNIT
        return {"initial_fee": 92_500, "final_fee": 80_000} if below else No("unverified_rule")
    if schedule == "commercial_older" and units <= 500_000 * UNIT:
        return No("not_in_schedule")
    table = OLDER if schedule == "commercial_older" else BCDR
    up_to, initial, final = next(r for r in table if r[0] is None or units <= r[0] * UNIT)
    first, last = initial * UNIT, final * UNIT
    if up_to is None:
        excess = Fraction(units - 10_000_000 * UNIT, 10_000)
        first = min(first + rounded(excess, way(row)), 65_000 * UNIT)
    if arbitrators == 3:
        first, last = max(first, 4_000 * UNIT), max(last, 3_500 * UNIT)
    return {"initial_fee": first, "final_fee": last}


INDIVIDUAL = [("2020-01-01", "2024-12-31")]  # what a business pays from 2025 was not read


def individual_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row: Row = {"filed_by": random.choice(("individual", "business"))}
        row["on"] = within(random, INDIVIDUAL)
        if random.random() < 0.8:
            row["arbitrators"] = random.choice((1, 3))
        if random.random() < 0.08:
            row["on"] = outside(random, INDIVIDUAL)
        elif random.random() < 0.05:
            row["arbitrators"] = random.choice((0, 2, 4, -1))
        found.append(row)
    return found


def individual_fees(row: Row) -> dict[str, int] | No:
    arbitrators = row.get("arbitrators", 1)
    if arbitrators not in (1, 3):
        return No("arbitrators_one_or_three")
    if not in_force(row["on"], INDIVIDUAL):
        return No("not_in_force")
    if row["filed_by"] == "individual":
        business = 300 if arbitrators == 1 else 425
        return {"individual_fee": 200 * UNIT, "business_fee": business * UNIT}
    return {"individual_fee": 0, "business_fee": (500 if arbitrators == 1 else 625) * UNIT}


def refund_rows(random: Random, n: int) -> list[Row]:
    windows = AAA["commercial_older"]
    found = []
    for _ in range(n):
        units = amount(random, [0, 50_000, 100_000, 66_667, 500_000, 2**63 - 1], 10**9)
        days = random.choice((0, 5, 6, 30, 31, 60, 61, random.randrange(100)))
        row: Row = {"fee": money(min(units, 2**63 - 1), "USD"), "days": days}
        row["on"] = within(random, windows)
        row |= rounding_of(random)
        if random.random() < 0.1:
            pick = random.randrange(4)
            if pick == 0:
                row["on"] = outside(random, windows)
            elif pick == 1:
                row["days"] = -1
            else:
                spoil(random, row, "fee")
        found.append(row)
    return found


def older_refund(row: Row) -> int | No:
    fault = money_fault(row, "fee", "USD")
    if fault:
        return fault
    if row["days"] < 0:
        return No("negative_count")
    if not in_force(row["on"], AAA["commercial_older"]):
        return No("not_in_force")
    shares = [(5, Fraction(1)), (30, Fraction(1, 2)), (60, Fraction(1, 4))]
    share = next((part for up_to, part in shares if row["days"] <= up_to), Fraction(0))
    fee = minor(row["fee"])
    return min(rounded(fee * share, way(row)), max(0, fee - 500 * UNIT))


# --- FINRA ----------------------------------------------------------------------------------------

_FILING: list[Band] = [
    (1_000, 50),
    (2_500, 75),
    (5_000, 175),
    (10_000, 325),
    (25_000, 425),
    (50_000, 600),
    (100_000, 975),
    (500_000, 1_425),
]
FILING = {
    "current": [*_FILING, (1_000_000, 1_740), (5_000_000, 2_025), (None, 2_300)],
    "earlier": [*_FILING, (1_000_000, 1_725), (5_000_000, 2_000), (None, 2_250)],
}
NO_MONEY = {"current": 1_600, "earlier": 1_575}
ONE: list[Band] = [(2_500, 50), (5_000, 125), (10_000, 250), (None, 450)]
THREE: list[Band] = [
    (50_000, 600),
    (100_000, 750),
    (500_000, 1_125),
    (1_000_000, 1_325),
    (5_000_000, 1_435),
    (None, 1_575),
]
SURCHARGE: list[Band] = [
    (5_000, 150),
    (10_000, 325),
    (25_000, 450),
    (50_000, 750),
    (100_000, 1_100),
    (250_000, 1_700),
    (500_000, 2_025),
    (1_000_000, 2_625),
    (5_000_000, 3_200),
    (10_000_000, 3_850),
    (None, 4_325),
]
FINRA = [("2007-04-16", LAST)]
FINRA_EDGES = [1] + [up * UNIT for up, _ in [*FILING["current"], *SURCHARGE] if up]


def finra_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row: Row = {"arbitrators": random.choice((1, 3)), "on": within(random, FINRA)}
        if random.random() < 0.9:
            units = max(1, amount(random, FINRA_EDGES, 3 * 10**9))
            if row["arbitrators"] == 3 and units <= 2_500_000 and random.random() < 0.8:
                units += 2_500_000
            row["amount"] = money(units, "USD")
        row["sessions"] = random.choice((0, 1, 2, 4, random.randrange(60)))
        if random.random() < 0.003:
            row["sessions"] = random.choice(HUGE)
        if random.random() < 0.7:
            row["schedule"] = random.choice(("current", "earlier"))
        plain = row["sessions"] < min(HUGE) and not isinstance(finra_fees(row), No)
        if plain and random.random() < 0.1:
            finra_fault(random, row)
        found.append(row)
    return found


def finra_fault(random: Random, row: Row) -> None:
    pick = random.randrange(5)
    if pick == 0:
        row["on"] = outside(random, FINRA)
    elif pick == 1:
        row["sessions"] = -1
    elif pick == 2:
        row["arbitrators"] = random.choice((0, 2, 4, -3))
    elif "amount" in row and pick == 3:
        row["amount"] = money(0, "USD")
        row["arbitrators"] = 1
    elif "amount" in row:
        spoil(random, row, "amount")


def finra_fees(row: Row) -> dict[str, int] | No:
    arbitrators, sessions = row["arbitrators"], row["sessions"]
    schedule = row.get("schedule", "current")
    if arbitrators not in (1, 3):
        return No("arbitrators_one_or_three")
    if sessions < 0:
        return No("negative_count")
    fault = money_fault(row, "amount", "USD") if "amount" in row else None
    if fault:
        return fault
    if not in_force(row["on"], FINRA):
        return No("not_in_force")
    if "amount" not in row:
        filing, surcharge = NO_MONEY[schedule], 2_000
        session = 450 if arbitrators == 1 else 1_150
    else:
        units = minor(row["amount"])
        if units == 0:
            return No("zero_amount")
        if arbitrators == 3 and units <= 25_000 * UNIT:
            return No("not_in_schedule")
        filing, surcharge = band(FILING[schedule], units), band(SURCHARGE, units)
        session = band(ONE if arbitrators == 1 else THREE, units)
    fees = {"filing_fee": filing, "hearing_fee": sessions * session, "member_surcharge": surcharge}
    return {part: fee * UNIT for part, fee in fees.items()}


ORACLES = {
    "aaa_icdr_fee": Oracle(
        aaa_rows,
        total_of(aaa_fees),
        parts=parts_of(aaa_fees),
        edges="band ends ± 0.01; half cents; where the most binds; days of the sheets ± 1",
    ),
    "aaa_individual_fee": Oracle(
        individual_rows,
        total_of(individual_fees),
        parts=parts_of(individual_fees),
        edges="0 to 4 arbitrators; 2020-01-01 and 2024-12-31 ± 1 day",
        options={"figures": 2},
    ),
    "aaa_older_refund": Oracle(
        refund_rows,
        older_refund,
        edges="0, 5, 6, 30, 31, 60, 61 days; the part never refunded ± 0.01; half cents",
    ),
    "finra_fees": Oracle(
        finra_rows,
        total_of(finra_fees),
        parts=parts_of(finra_fees),
        edges="band ends ± 0.01; no sessions; 0.01; 25,000 ± 0.01 with three arbitrators",
    ),
}
