"""Oracles of shares: fault, joint debts, ranks, one payment over many debts.

民法典 177, 178, 519, 560, 592, 1172, 1173; 企业破产法 43, 113; 民诉法解释 508.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracles import Row, day, minor
from tests.oracles._whole import (
    MOST,
    Stop,
    currency,
    dated,
    finished,
    negative,
    rated,
    rounded,
    subject,
    units_of,
    way,
    written,
    wrong,
)
from tests.oracles.claims import (
    CLAIMS_FAULTS,
    Divided,
    amounts,
    claimed,
    estate_for,
    huge,
    in_proportion,
    listed,
    one_of,
    over_one,
    place,
)
from tests.oracles.guarantee import TIMED, share_of, within


def weights(rows: list[Row]) -> list[Fraction]:
    """Plain numbers from 0 on; alike where nobody has one."""
    given = [row.get("share") for row in rows]
    if all(text is None for text in given):
        return [Fraction(1)] * len(rows)
    if any(text is None for text in given):
        raise Stop("weight_missing")
    found = [rated(text) for text in given]
    if any(unit or value < 0 for value, unit in found):
        raise Stop("bad_weight")
    if not any(value for value, _ in found):
        raise Stop("no_weight")
    return [value for value, _ in found]


# 民法典 177, 592, 1172, 1173: who was at fault bears his part.


def fault_shares(row: Row) -> tuple[int, list[int]]:
    loss = subject(row, "loss")
    borne = loss * (1 - within(row.get("own_share") or "0%"))
    value = rounded(borne, way(row))
    debtors = row.get("debtors") or []
    if not debtors:
        return value, [value]
    by = weights(debtors)
    return value, place(over_one([borne * weight / sum(by) for weight in by]), value)


def weight_of(random: Random) -> str:
    chance = random.random()
    if chance < 0.4:
        return random.choice(("0%", "1/1", "50%", "30%", "20%", "5/1", "3/1", "2/1", "1/3", "250%"))
    return f"{random.randrange(10_001) / 100:.2f}%"


def weighted(random: Random, count: int) -> list[Row]:
    """Rows with weights, or all without."""
    if random.random() < 0.25:
        return [{} for _ in range(count)]
    alike = weight_of(random) if random.random() < 0.3 else None
    rows: list[Row] = [{"share": alike or weight_of(random)} for _ in range(count)]
    if not any(rated(row["share"])[0] for row in rows):
        rows[-1]["share"] = "1/1"
    return rows


def weight_fault(rows: str) -> Callable[[Random, Row], None]:
    """One weight missing, all of them zero, or one that is no weight."""

    def fault(random: Random, row: Row) -> None:
        found = row.get(rows) or []
        for debtor in found:
            debtor["share"] = random.choice(("1/1", "40%"))
            debtor.pop("paid", None)  # one fault at a time
        kind = random.randrange(3)
        if kind == 0:
            for debtor in found:
                debtor["share"] = "0%"
        elif kind == 1 and len(found) > 1:
            del random.choice(found)["share"]
        elif found:
            random.choice(found)["share"] = random.choice(("-1%", "-1/3", "50% per year"))

    return fault


def fault_rows(random: Random, n: int) -> list[Row]:
    return [fault_row(random) for _ in range(n)]


def fault_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    own = share_of(random)
    row: Row = {"loss": written(units_of(random, 1 - within(own)), kind)}
    if random.random() < 0.7:
        row["own_share"] = own
    if random.random() < 0.8:
        row["debtors"] = weighted(random, random.choice((1, 2, 2, 3, 3, 4, 7)))
    return finished(random, row, FAULT_FAULTS)


FAULT_FAULTS = [negative("loss"), wrong("own_share", *TIMED), *[weight_fault("debtors")] * 3]


# 民法典 178, 519: what those who paid too much claim back from the others.


def joint_liability(row: Row) -> tuple[int, list[int]]:
    amount, debtors = subject(row, "amount"), listed(row, "debtors")
    paid = amounts(debtors, "paid", row["amount"][-3:])
    by = weights(debtors)
    if sum(paid) > amount:
        raise Stop("paid_above_amount")
    shares = [amount * weight / sum(by) for weight in by]
    solvent = [not debtor.get("insolvent") for debtor in debtors]
    able = sum((weight for weight, pays in zip(by, solvent, strict=True) if pays), Fraction(0))
    unpayable = Fraction(0)
    for at, pays in enumerate(solvent):
        if not pays and paid[at] < shares[at]:
            unpayable += shares[at] - paid[at]
            shares[at] = Fraction(paid[at])
    if able:
        for at, pays in enumerate(solvent):
            shares[at] += unpayable * by[at] / able if pays else 0
    over = [units - share for units, share in zip(paid, shares, strict=True)]
    excess, unpaid = sum(max(more, 0) for more in over), sum(max(-more, 0) for more in over)
    if not unpaid:
        return 0, [0] * len(debtors)
    value = rounded(Fraction(excess), way(row))
    return value, place(
        over_one([excess * max(-more, 0) / Fraction(unpaid) for more in over]), value
    )


def joint_rows(random: Random, n: int) -> list[Row]:
    return [joint_row(random) for _ in range(n)]


def joint_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    amount = units_of(random)
    debtors = weighted(random, random.choice((1, 2, 3, 3, 3, 4, 6)))
    left, by = amount, weights(debtors)
    for debtor, weight in zip(debtors, by, strict=True):
        share = int(amount * weight / sum(by))
        if random.random() < 0.6:  # all of it, his own share or a cent beside it, or any part
            paid = random.choice((left, share, share + 1, share - 1, random.randrange(left + 1)))
            paid = min(left, max(0, paid))
            debtor["paid"], left = written(paid, kind), left - paid
        if random.random() < 0.3:
            debtor["insolvent"] = random.random() < 0.85
    if random.random() < 0.05:
        more = minor(debtors[0].get("paid") or "0 CNY") + left + 1
        debtors[0]["paid"] = written(min(MOST, more), kind)
    return finished(random, {"amount": written(amount, kind), "debtors": debtors}, JOINT_FAULTS)


JOINT_FAULTS = [
    negative("amount"),
    one_of("debtors", {"paid": "-0.01 CNY"}, {"paid": "1.00 EUR"}),
    wrong("debtors", []),
    *[weight_fault("debtors")] * 3,
]


# 企业破产法 43, 113; 民诉法解释 508: ranks in order, in proportion where one runs short.


def waterfall(row: Row) -> tuple[int, list[int]]:
    estate, claims = subject(row, "estate"), listed(row, "claims")
    owing = amounts(claims, "amount", row["estate"][-3:])
    if any(claim["rank"] < 1 for claim in claims):
        raise Stop("not_positive")
    left, paid = estate, [0] * len(claims)
    for rank in sorted({claim["rank"] for claim in claims}):
        inside = [at for at, claim in enumerate(claims) if claim["rank"] == rank]
        asked = [owing[at] for at in inside]
        placed = asked if sum(asked) <= left else in_proportion(asked, left)
        for at, units in zip(inside, placed, strict=True):
            paid[at] = units
        left -= sum(placed)
    return estate - left, paid


def waterfall_rows(random: Random, n: int) -> list[Row]:
    return [waterfall_row(random) for _ in range(n)]


def waterfall_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    claims = huge(random, claimed(random, random.choice((1, 2, 3, 4, 6, 9))))
    ranks = [random.choice((1, 2, 3, 4, 5, 5, 5)) for _ in claims]
    ends = [sum(c for c, r in zip(claims, ranks, strict=True) if r <= top) for top in range(1, 6)]
    row: Row = {
        "estate": written(min(MOST, estate_for(random, claims, ends)), kind),
        "claims": [
            {"amount": written(claim, kind), "rank": rank}
            for claim, rank in zip(claims, ranks, strict=True)
        ],
    }
    if random.random() < 0.6:
        row["basis"] = random.choice(("bankruptcy", "participation", "agreed"))
    if random.random() < 0.1:
        random.choice([*CLAIMS_FAULTS, one_of("claims", {"rank": 0}, {"rank": -1})])(random, row)
    return row


# 民法典 560: one payment, several debts.


def order_of_debts(row: Row) -> tuple[int, list[int]]:
    left, debts = subject(row, "payment"), listed(row, "debts")
    kind, on = row["payment"][-3:], dated(row["on"])
    owing, secured = amounts(debts, "amount", kind), amounts(debts, "security", kind)
    burdens = [rated(debt.get("burden") or "0% per year") for debt in debts]
    if any(unit != "year" for _, unit in burdens):
        raise Stop("rate_unit")
    groups: dict[tuple[Any, ...], list[int]] = {}
    for at, debt in enumerate(debts):
        due = dated(debt["due"])
        key = (1, due > on, secured[at], -burdens[at][0], due)
        groups.setdefault((0, at) if debt.get("named") else key, []).append(at)
    paid = [0] * len(debts)
    payment = left
    for key in sorted(groups):
        inside = groups[key]
        asked = [owing[at] for at in inside]
        placed = asked if sum(asked) <= left else in_proportion(asked, left)
        for at, units in zip(inside, placed, strict=True):
            paid[at] = units
        left -= sum(placed)
    return payment - left, paid


def debt_rows(random: Random, n: int) -> list[Row]:
    return [debt_row(random) for _ in range(n)]


def debt_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    on = day(random, date(2021, 1, 1), date(2026, 6, 30), [date(2023, 8, 31)])
    claims = huge(random, claimed(random, random.choice((1, 2, 3, 4, 5))))
    ladder, debts = [0], []
    for claim in claims:  # few different values, so that debts tie in most respects
        due = on + timedelta(days=random.choice((-400, -1, 0, 1, 1, 90)))
        debt: Row = {"amount": written(claim, kind), "due": due.isoformat()}
        if random.random() < 0.5:
            debt["security"] = written(random.choice((0, 1, 10_000, 10_001)), kind)
        if random.random() < 0.5:
            debt["burden"] = random.choice(
                ("0% per year", "5% per year", "1/20 per year", "5.01% per year", "15.4% per year")
            )
        if random.random() < 0.25:
            debt["named"] = random.random() < 0.7
        ladder.append(ladder[-1] + claim)
        debts.append(debt)
    payment = min(MOST, estate_for(random, claims, ladder))
    row: Row = {"payment": written(payment, kind), "on": on.isoformat(), "debts": debts}
    if random.random() < 0.08:
        random.choice(DEBT_FAULTS)(random, row)
    return row


DEBT_FAULTS = [
    negative("payment"),
    one_of("debts", {"amount": "-0.01 CNY"}, {"amount": "1.00 EUR"}),
    one_of("debts", {"security": "-0.01 CNY"}, {"security": "1.00 EUR"}),
    one_of("debts", {"burden": "5%"}, {"burden": "0.05% per day"}, {"burden": "1% per month"}),
    wrong("debts", []),
]


ORACLES = {
    "fault_shares": Divided(fault_shares).oracle(
        fault_rows, "own share 0 and 1; weights of zero, alike, none; half cents; largest sum"
    ),
    "joint_liability": Divided(joint_liability).oracle(
        joint_rows, "paid at the own share ± 0.01 and in full; insolvent ones; all insolvent"
    ),
    "waterfall": Divided(waterfall).oracle(
        waterfall_rows, "estate at the end of each rank ± 0.01; equal and zero claims; largest sum"
    ),
    "order_of_debts": Divided(order_of_debts).oracle(
        debt_rows, "due on the day ± 1; equal in all; payment at the end of each debt ± 0.01"
    ),
}
