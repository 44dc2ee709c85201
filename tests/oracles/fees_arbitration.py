"""Fees of arbitration bodies, from their schedules as read; figures typed in from those alone.

A row has at most one fault: no schedule says which of two is told.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import No, Oracle, Row, amount, minor, money
from tests.oracles._fee_tables import (
    LAST,
    MOST,
    UNIT,
    by_slices,
    currency_of,
    ends,
    in_force,
    outside,
    rounding_of,
    tie,
    way,
    within,
)
from tests.oracles.fees import fit, rounded

# Body -> currency, days of its schedules (first and last), scales of its fees by their part.
BODIES: dict[str, tuple[str, list[tuple[str, str]], dict[str, str]]] = {
    "cietac_foreign": ("CNY", [("2015-01-01", "2023-12-31")], {"amount_fee": "cietac_foreign"}),
    "cietac_domestic": (
        "CNY",
        [("2015-01-01", "2023-12-31")],
        {"acceptance_fee": "cietac_acceptance", "handling_fee": "cietac_handling"},
    ),
    "cietac_financial": ("CNY", [("2015-01-01", LAST)], {}),
    "cietac_handling_2005": (
        "CNY",
        [("2005-05-01", "2014-12-31")],
        {"handling_fee": "cietac_handling_2005"},
    ),
    "bac": (
        "CNY",
        [("2004-03-01", "2019-08-31")],
        {"acceptance_fee": "bac_acceptance", "handling_fee": "bac_handling"},
    ),
    "shiac": ("CNY", [("2015-01-01", "2023-12-31")], {"amount_fee": "shiac"}),
    "scia": ("CNY", [("2021-09-14", LAST)], {"amount_fee": "scia"}),
    "shenzhen": (
        "CNY",
        [("2015-01-01", "2021-09-13")],
        {"acceptance_fee": "shenzhen_acceptance", "handling_fee": "shenzhen_handling"},
    ),
    "cmac": (
        "CNY",
        [("2015-01-01", LAST)],
        {"acceptance_fee": "cmac_acceptance", "handling_fee": "cmac_handling"},
    ),
    "shenyang": ("CNY", [("2015-01-01", LAST)], {"acceptance_fee": "shenyang_acceptance"}),
    "state_council_least": (
        "CNY",
        [("1995-09-01", LAST)],
        {"acceptance_fee": "state_council_least"},
    ),
    "state_council_most": ("CNY", [("1995-09-01", LAST)], {"acceptance_fee": "state_council_most"}),
    "hkiac": (
        "HKD",
        [("2013-11-01", "2018-10-31"), ("2024-06-01", LAST)],
        {"administration_fee": "hkiac_2013"},
    ),
    "hkiac_arbitrator": ("HKD", [("2013-11-01", LAST)], {"arbitrator_fee": "hkiac_arbitrator"}),
    "siac": ("SGD", [("2016-08-01", "2024-12-31")], {"administration_fee": "siac"}),
    "siac_arbitrator": (
        "SGD",
        [("2016-08-01", "2024-12-31")],
        {"arbitrator_fee": "siac_arbitrator"},
    ),
    "icc_administration": (
        "USD",
        [("2012-01-01", "2016-12-31"), ("2017-01-01", LAST)],
        {"administration_fee": "icc_2012"},
    ),
    "icc_arbitrator_least": ("USD", [("2012-01-01", LAST)], {}),
    "icc_arbitrator_most": ("USD", [("2012-01-01", LAST)], {}),
}
REGISTRATION = {"cietac_foreign": 10_000, "shiac": 10_000, "scia": 10_000, "hkiac": 8_000}
SHENYANG_HANDLING = [(200_000, 3_000), (500_000, 5_000), (1_000_000, 7_000), (5_000_000, 8_000)]
# Schedules that were read up to an amount only.
READ_UP_TO = {"cietac_handling_2005": 20_000_000, "siac_arbitrator": 100_000}
# The published fees at USD 1,000,000; the slices of the two are not accepted here.
ICC_PUBLISHED = {"icc_arbitrator_least": 14_627, "icc_arbitrator_most": 64_130}
ACCEPTED = (
    "hk.hkiac.arbitrator",
    "hk.hkiac.arbitrator.most",
    "int.icc.administration",
    "int.icc.administration.most",
)
TAXES = ("0%", "7%", "8%", "9%", "7.00025%", "8.12325%", "0.5%", "1/3", "100%")


# --- arbitration_fee ------------------------------------------------------------------------------


def units_of(random: Random, body: str) -> int:
    _, _, scales = BODIES[body]
    limit = READ_UP_TO.get(body)
    if limit:
        near = limit * UNIT
        if random.random() < 0.9:
            name = next(iter(scales.values()))
            found = tie(random, name) if random.random() < 0.3 else amount(random, ends(name), near)
            return found if found <= near else near
        return near + random.choice((0, 1, 100, 10**9))
    if body == "bac" and random.random() < 0.4:  # the simple procedure's slice and its half cents
        edge = random.choice((500_000, 1_000_000)) * UNIT + random.choice((-1, 0, 1))
        cut = 500_000 * UNIT + 100 * random.randrange(500_001)
        return random.choice((edge, cut, 500_000 * UNIT + random.randrange(50_000_000)))
    if body.startswith("icc_arbitrator") or (body.startswith("icc") and random.random() < 0.1):
        return 10**8 + random.choice((0, 0, 0, 0, 0, 0, 0, 0, -1, 1))
    edges = [0, 10**8, 10**8]
    for name in scales.values():
        edges += ends(name)
        if random.random() < 0.25:
            return tie(random, name)
    if body == "shenyang":
        edges += [over * UNIT for over, _ in SHENYANG_HANDLING]
    if body == "cietac_foreign":  # the least fee, and where the most binds
        edges += [250_000 * UNIT, 3_167_777_777_78]
    if body == "icc_administration":
        edges += [49_857_723_577]  # the most of 2017 binds before the last slice ends
    if body == "hkiac_arbitrator":
        edges += [40_366_400_000_00]
    return min(amount(random, edges, 10**13), MOST) if random.random() < 0.985 else MOST


def fee_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        body = random.choice(list(BODIES))
        currency, windows, _ = BODIES[body]
        units = units_of(random, body)
        row: Row = {"amount": money(units, currency), "body": body, "on": within(random, windows)}
        row |= rounding_of(random)
        if body == "bac" and random.random() < 0.6:
            row["procedure"] = random.choice(("simple", "simple", "ordinary"))
        if body == "siac" and random.random() < 0.7:
            row["filing_tax"] = random.choice(TAXES)
        if random.random() < 0.1 and not isinstance(arbitration_fee(row), No):
            fault(random, row, body, windows)
        found.append(row)
    return found


def fault(random: Random, row: Row, body: str, windows: list[tuple[str, str]]) -> None:
    pick = random.randrange(5)
    if pick == 0:
        row["on"] = outside(random, windows)
    elif pick == 1:
        row["amount"] = money(random.choice((-1, -(10**9))), currency_of(row["amount"]))
    elif pick == 2:
        row["amount"] = money(minor(row["amount"]), "EUR")
    elif pick == 3:
        if body != "bac":
            row["procedure"] = "simple"
    elif body == "siac":
        row["filing_tax"] = "-1%"
    else:
        row["filing_tax"] = random.choice(("7%", "0%"))


def fees_of(row: Row) -> dict[str, int] | No:
    """Each fee of the body in minor units, rounded by itself."""
    body, on = row["body"], row["on"]
    currency, windows, scales = BODIES[body]
    tax = Fraction(row.get("filing_tax", "0%").rstrip("%"))
    tax = tax / 100 if row.get("filing_tax", "0%").endswith("%") else tax
    if row.get("procedure") == "simple" and body != "bac":
        return No("not_for_this_kind")
    if tax != 0 and body != "siac":
        return No("not_for_this_kind")
    if tax < 0:
        return No("share_out_of_range")
    if minor(row["amount"]) < 0:
        return No("negative_amount")
    if currency_of(row["amount"]) != currency:
        return No("currency_mismatch")
    if not in_force(on, windows):
        return No("not_in_force")
    units = minor(row["amount"])
    if body == "cietac_financial" or (body in ICC_PUBLISHED and units != 10**8):
        return No("unverified_rule")
    if body in READ_UP_TO and units > READ_UP_TO[body] * UNIT:
        return No("not_in_schedule")
    fees: dict[str, int] = {}
    if body in REGISTRATION:
        fees["registration_fee"] = REGISTRATION[body] * UNIT
    if body == "siac":
        fees["filing_fee"] = rounded(2_000 * UNIT * (1 + tax), way(row))
    for part, name in scales.items():
        fees[part] = rounded(exact_fee(row, name, units), way(row))
    if body in ICC_PUBLISHED:
        fees["arbitrator_fee"] = ICC_PUBLISHED[body] * UNIT
    if body == "shenyang":
        bands = [fee for up_to, fee in SHENYANG_HANDLING if units <= up_to * UNIT]
        fees["handling_fee"] = (bands[0] if bands else 10_000) * UNIT
    return fees


def exact_fee(row: Row, name: str, units: int) -> Fraction:
    body, on = row["body"], row["on"]
    if body == "hkiac" and on >= "2024-06-01":
        name = "hkiac_2024"
    if body == "icc_administration":
        late = on >= "2017-01-01"
        published = 23_335 if late else 21_715
        if units == 10**8:
            return Fraction(published * UNIT)
        most = 150_000 if late else 113_215
        return min(by_slices("icc_2017" if late else name, units), Fraction(most * UNIT))
    fee = by_slices(name, units)
    if body == "bac" and row.get("procedure") == "simple":
        middle = 500_000 * UNIT
        if middle < units <= 1_000_000 * UNIT:
            below = by_slices(name, middle)
            return below + (fee - below) / 2
    if body in ("cietac_foreign", "shiac", "scia"):
        fee = max(fee, Fraction(10_000 * UNIT))
    if body == "cietac_foreign":
        fee = min(fee, Fraction(15_000_000 * UNIT))
    if body == "hkiac_arbitrator":
        fee = min(fee, Fraction(12_574_000 * UNIT))
    return fee


def arbitration_fee(row: Row) -> int | No:
    fees = fees_of(row)
    return fees if isinstance(fees, No) else fit(sum(fees.values()))


def arbitration_parts(row: Row) -> dict[str, int]:
    fees = fees_of(row)
    assert not isinstance(fees, No)
    return fees


# --- arbitration_refund ---------------------------------------------------------------------------


def refund_rows(random: Random, n: int) -> list[Row]:
    windows = [("1995-09-01", LAST)]
    found = []
    for _ in range(n):
        units = amount(random, [0, 1, 4_000, 10_000, 1_855_000, MOST], 10**10)
        stage = random.choice(("before_tribunal", "after_tribunal", "deemed_withdrawn"))
        if random.random() < 0.4:
            stage = "after_tribunal"
        row: Row = {"fee": money(min(units, MOST)), "stage": stage, "on": within(random, windows)}
        row |= rounding_of(random)
        if stage == "after_tribunal":
            row["share"] = random.choice(("0%", "100%", "50%", "1/2", "25%", "1/3", "33.33%"))
        if random.random() < 0.1:
            pick = random.randrange(3)
            if pick == 0:
                row["on"] = outside(random, windows)
            elif pick == 1:
                row["fee"] = money(-1 - random.randrange(10**6))
            elif stage != "after_tribunal":
                row["share"] = random.choice(("50%", "100%"))
            elif random.random() < 0.5:
                row["share"] = random.choice(("100.01%", "-1%", "3/2"))
            else:
                row.pop("share")
        found.append(row)
    return found


def share_of(text: str) -> Fraction:
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def arbitration_refund(row: Row) -> int | No:
    after = row["stage"] == "after_tribunal"
    if "share" in row and not after:
        return No("not_for_this_kind")
    if after and "share" not in row:
        return No("needs_argument")
    if after and not 0 <= share_of(row["share"]) <= 1:
        return No("share_out_of_range")
    if minor(row["fee"]) < 0:
        return No("negative_amount")
    if row["on"] < "1995-09-01":
        return No("not_in_force")
    if not after:
        return minor(row["fee"]) if row["stage"] == "before_tribunal" else 0
    return rounded(minor(row["fee"]) * share_of(row["share"]), way(row))


ORACLES = {
    "arbitration_fee": Oracle(
        fee_rows,
        arbitration_fee,
        accept=ACCEPTED,
        parts=arbitration_parts,
        edges="slice ends ± 0.01; half cents; first and last day of each schedule ± 1; where the"
        " least and the most bind; USD 1,000,000 ± 0.01; the largest amount",
    ),
    "arbitration_refund": Oracle(
        refund_rows, arbitration_refund, edges="shares 0 and 1; half cents; 1995-09-01 ± 1 day"
    ),
}
