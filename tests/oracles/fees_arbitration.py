"""Fees of arbitration bodies, from their schedules as read; figures typed in from those alone.

A row has at most one fault: no schedule says which of two is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracles import No, Oracle, Row, amount, minor, money
from tests.oracles._fee_tables import MOST, by_slices, ends, tie
from tests.oracles.fees import ROUNDINGS, fit, rounded

UNIT = 100  # minor units; every currency here has two digits
LAST = "9999-12-31"

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


def shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def within(random: Random, windows: list[tuple[str, str]]) -> str:
    """A day of the windows: half of the time their first or last, or a leap day."""
    first, last = random.choice(windows)
    last = min(last, "2030-12-31")
    edges = [first, last, shifted(first, 1), shifted(last, -1), "2012-02-29", "2020-02-29"]
    inside = [edge for edge in [*edges, "2024-02-29"] if first <= edge <= last]
    if random.random() < 0.5:
        return random.choice(inside)
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return shifted(first, random.randrange(span + 1))


def outside(random: Random, windows: list[tuple[str, str]]) -> str:
    """A day in none of the windows, mostly the next to one."""
    near = [shifted(first, -1) for first, _ in windows]
    near += [shifted(last, 1) for _, last in windows if last != LAST]
    found = [day for day in [*near, "1994-01-03"] if not in_force(day, windows)]
    return random.choice(found)


def in_force(day: str, windows: list[tuple[str, str]]) -> bool:
    return any(first <= day <= last for first, last in windows)


def rounding_of(random: Random) -> Row:
    return {"rounding": random.choice(ROUNDINGS)} if random.random() < 0.3 else {}


def way(row: Row) -> str:
    return row.get("rounding", "half_up")


def currency_of(text: str) -> str:
    return text.split(" ")[1]


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
            row["arbitrator_fee"] = money(
                least + random.choice((0, 0, 1, -1, random.randrange(10**8)))
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
