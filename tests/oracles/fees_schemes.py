"""Fees of the schemes of the UK, Hong Kong, Australia and Singapore, from their sheets as read.

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

# --- UK FOS ---------------------------------------------------------------------------------------

FOS = [("2025-04-01", LAST)]
# Payer -> free cases, full fee, reduced fee of 2025/26.
PAYERS = {"firm": (3, 650, 475), "professional_representative": (10, 250, 75)}


def fos_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        payer = random.choice(list(PAYERS))
        free = PAYERS[payer][0]
        cases = random.choice((0, 1, free - 1, free, free + 1, free + 2, random.randrange(5_000)))
        if random.random() < 0.004:
            cases = random.choice((141_000_000_000_000, 10**15, 2**62))
        row: Row = {"cases": cases, "on": within(random, [("2025-04-01", "2026-03-31")])}
        if payer != "firm" or random.random() < 0.6:
            row["payer"] = payer
        charged = max(0, cases - free)
        if random.random() < 0.7:
            row["reduced"] = random.choice((0, charged, charged // 2, charged // 3))
        if random.random() < 0.2:  # the proposal of 2026/27: accepted for firms alone
            row["on"] = random.choice(("2026-04-01", "2026-04-02", "2027-01-05"))
        elif random.random() < 0.1 and cases < 10**6:
            pick = random.randrange(4)
            if pick == 0:
                row["on"] = outside(random, FOS)
            elif pick == 1:
                row["cases"], row["reduced"] = -1, 0
            elif pick == 2:
                row["reduced"] = -1
            else:
                row["reduced"] = charged + 1
        found.append(row)
    return found


def fos_fees(row: Row) -> dict[str, int] | No:
    payer, cases, reduced = row.get("payer", "firm"), row["cases"], row.get("reduced", 0)
    free, full, low = PAYERS[payer]
    if cases < 0 or reduced < 0:
        return No("negative_count")
    if row["on"] < "2025-04-01":
        return No("not_in_force")
    if row["on"] >= "2026-04-01":
        if payer != "firm":
            return No("unverified_rule")
        full = 680
    charged = max(0, cases - free)
    if reduced > charged:
        return No("more_reduced_than_charged")
    return {
        "full_fees": (charged - reduced) * full * UNIT,
        "reduced_fees": reduced * low * UNIT,
    }


# --- Hong Kong FDRC -------------------------------------------------------------------------------

FDRC = [("2018-01-01", LAST)]
LIMIT = 1_000_000 * UNIT


def fdrc_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        units = amount(random, [0, 1, 200_000 * UNIT, 200_000 * UNIT, LIMIT], LIMIT)
        row: Row = {"amount": money(units, "HKD"), "on": within(random, FDRC)}
        row["party"] = random.choice(("claimant", "institution"))
        if random.random() < 0.8:
            row["track"] = random.choice(("mediation", "documents", "hearing"))
        if random.random() < 0.9:
            below = random.choice((1, 2, 5, 60))
            whole = random.choice((0, 4, 5, 6, 7, 13, 14, random.randrange(30)))
            hours = max(0, whole * below + random.choice((-1, 0, 0, 1)))
            if below == 1:
                hours = random.choice((whole, whole, whole, 1000, 10**6))
            row["hours"] = f"{hours}/{below}"
        if random.random() < 0.1 and units <= LIMIT:
            pick = random.randrange(5)
            if pick == 0:
                row["on"] = outside(random, FDRC)
            elif pick == 1:
                row["hours"] = random.choice(("-1/1", "-1/60"))
            elif pick == 2:
                row["amount"] = money(LIMIT + random.choice((1, 100, 10**9)), "HKD")
            else:
                spoil(random, row, "amount")
        found.append(row)
    return found


def fdrc_fees(row: Row) -> dict[str, int] | No:
    fault = money_fault(row, "amount", "HKD")
    if fault:
        return fault
    hours = Fraction(row.get("hours", "4/1"))
    if hours < 0:
        return No("negative_count")
    if not in_force(row["on"], FDRC):
        return No("not_in_force")
    units = minor(row["amount"])
    if units > LIMIT:
        return No("above_limit")
    small = units < 200_000 * UNIT
    claimant, institution, hour = (1_000, 5_000, 750) if small else (2_000, 10_000, 1_500)
    of_claimant, track = row["party"] == "claimant", row.get("track", "mediation")
    extra = -(-max(Fraction(0), hours - 4) // 1)  # a part of an hour is an hour
    fees = {
        "application_fee": 200 if of_claimant else 0,
        "mediation_fee": claimant if of_claimant else institution,
        "extended_time": min(extra * hour, (20_000 - claimant - institution) // 2),
        "documents_fee": 0,
        "hearing_fee": 12_500 if track == "hearing" else 0,
    }
    if track != "mediation":
        fees["documents_fee"] = 5_000 if of_claimant else 20_000
    return {part: int(fee) * UNIT for part, fee in fees.items()}


# --- Australia's AFCA -----------------------------------------------------------------------------

YEARS = [("2022-07-01", "2023-06-30"), ("2023-07-01", "2024-06-30")]
# Cents of a complaint in FY23 and FY24, without GST.
STAGES = {
    "registration_referral": (7_500, 8_016),
    "fast_track_case_management": (89_000, 95_123),
    "case_management": (174_500, 186_506),
    "fast_track_decision": (257_000, 274_682),
    "decision": (757_000, 809_082),
}
REGISTERED = [("2023-07-01", "2024-06-30"), ("2024-07-01", "2025-06-30")]
REGISTRATION = (37_555, 38_869)


def year(row: Row, years: list[tuple[str, str]]) -> int | None:
    return next((at for at, one in enumerate(years) if in_force(row["on"], [one])), None)


def taxed(row: Row, part: str, units: int) -> dict[str, int]:
    tax = rounded(Fraction(units, 10), way(row)) if row.get("gst", False) else 0
    return {part: units, "tax": tax}


def gst(random: Random) -> Row:
    return {"gst": random.random() < 0.7} if random.random() < 0.8 else {}


def afca_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row: Row = {"complaints": random.choice((0, 4, 5, 6, 7, 10, random.randrange(5_000)))}
        row |= {"stage": random.choice(list(STAGES)), "on": within(random, YEARS)}
        row |= gst(random) | rounding_of(random)
        if random.random() < 0.004:
            row["complaints"] = random.choice(HUGE)
        elif random.random() < 0.1:
            if random.random() < 0.6:
                row["on"] = outside(random, YEARS)
            else:
                row["complaints"] = -1
        found.append(row)
    return found


def afca_fees(row: Row) -> dict[str, int] | No:
    if row["complaints"] < 0:
        return No("negative_count")
    at = year(row, YEARS)
    if at is None:
        return No("not_in_force")
    return taxed(row, "complaint_fees", max(0, row["complaints"] - 5) * STAGES[row["stage"]][at])


def registration_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row: Row = {"on": within(random, REGISTERED)} | gst(random) | rounding_of(random)
        if random.random() < 0.1:
            row["on"] = outside(random, REGISTERED)
        found.append(row)
    return found


def registration_fees(row: Row) -> dict[str, int] | No:
    at = year(row, REGISTERED)
    if at is None:
        return No("not_in_force")
    return taxed(row, "registration_fee", REGISTRATION[at])


# --- Singapore's FIDReC ---------------------------------------------------------------------------

FIDREC = [("2005-08-31", LAST)]


def fidrec_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        on = within(random, [("2005-08-31", "2024-06-30"), ("2024-07-01", LAST)])
        limit = (150_000 if on >= "2024-07-01" else 100_000) * UNIT
        units = amount(random, [0, 100_000 * UNIT, 150_000 * UNIT, limit], 2 * limit)
        if units > limit and random.random() < 0.6:
            units = random.choice((limit, limit - 1, units % limit))
        row: Row = {"amount": money(units, "SGD"), "on": on}
        row["stage"] = random.choice(("mediation", "adjudication", "adjudication"))
        if random.random() < 0.8:
            row["scheme"] = random.choice(("standard", "nima"))
        if random.random() < 0.1 and units <= limit:
            if random.random() < 0.5:
                row["on"] = outside(random, FIDREC)
                row["amount"] = money(min(units, 10**7), "SGD")
            else:
                spoil(random, row, "amount")
        found.append(row)
    return found


def fidrec(row: Row) -> int | No:
    fault = money_fault(row, "amount", "SGD")
    if fault:
        return fault
    if not in_force(row["on"], FIDREC):
        return No("not_in_force")
    if minor(row["amount"]) > (150_000 if row["on"] >= "2024-07-01" else 100_000) * UNIT:
        return No("above_limit")
    if row["stage"] == "mediation":
        return 0
    return (250 if row.get("scheme") == "nima" else 50) * UNIT


ORACLES = {
    "fos_case_fee": Oracle(
        fos_rows,
        total_of(fos_fees),
        accept=("gb.fos.firm.full",),
        parts=parts_of(fos_fees),
        edges="free cases ± 1; all and one too many reduced; 2025-04-01, 2026-04-01 ± 1 day",
    ),
    "fdrc_fee": Oracle(
        fdrc_rows,
        total_of(fdrc_fees),
        parts=parts_of(fdrc_fees),
        edges="200,000 and 1,000,000 ± 0.01; whole hours ± a minute; where the most binds",
    ),
    "afca_fee": Oracle(
        afca_rows,
        total_of(afca_fees),
        parts=parts_of(afca_fees),
        edges="4 to 7 complaints; 30 June and 1 July; half cents of tax",
    ),
    "afca_registration_fee": Oracle(
        registration_rows,
        total_of(registration_fees),
        parts=parts_of(registration_fees),
        edges="30 June and 1 July; half a cent of tax",
        options={"figures": 6},
    ),
    "fidrec_fee": Oracle(
        fidrec_rows,
        fidrec,
        edges="the limits ± 0.01; 2024-07-01 ± 1 day",
        options={"figures": 3},
    ),
}
