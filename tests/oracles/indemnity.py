"""Oracles of insurance: the indemnity and what goes with it.

保险法 55 (value, sum insured, proportion, premium back), 56 (several insurers), 57(2) (costs of
mitigation), 59 (salvage), 60 (recourse against a third party); 保险法解释二 9 (clauses not pointed
out do not bind).
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, minor
from tests.oracles._price import changed, placed, share
from tests.oracles._whole import (
    MOST,
    Stop,
    answering,
    currency,
    finished,
    foreign,
    negative,
    owed,
    parting,
    rounded,
    subject,
    units_of,
    way,
    written,
    wrong,
)

# The indemnity, 55, 57(2), 59, 60(2).

OPTIONAL = ("deductible", "mitigation", "salvage", "received")
SHARES = ("0%", "15%", "1/3", "100%", "12.5%", "0.01%")


def running(row: Row, binds: bool) -> tuple[Fraction, int]:
    """What is owed for the loss itself, exactly, and the costs of mitigation on top."""
    loss = subject(row, "loss")
    kind = row["loss"][-3:]
    insured, value = owed(row, "sum_insured", kind), owed(row, "value", kind)
    deductible, mitigation, salvage, received = (owed(row, name, kind, None) for name in OPTIONAL)
    how = row.get("deductible_kind") or "absolute"
    if value == 0:
        raise Stop("no_value")
    if row.get("deductible_share") is not None and how != "absolute":
        raise Stop("not_for_method")
    part = None if row.get("deductible_share") is None else share(row["deductible_share"])
    if how != "absolute" and deductible is None:
        raise Stop("no_deductible_amount")
    if salvage is not None and loss < value:
        raise Stop("salvage_without_total_loss")
    measured, valid = min(loss, value), min(insured, value)
    average = row.get("average")
    if average is None or average:
        owes = Fraction(measured * valid, value)
    else:
        owes = Fraction(min(measured, valid))
    off = Fraction(deductible or 0)
    if part is not None:
        off = max(owes * part, off)
    elif how == "relative_reached":
        off = Fraction(0) if owes >= deductible else owes
    elif how == "relative_exceeded":
        off = Fraction(0) if owes > deductible else owes
    if binds:
        owes -= min(off, owes)
    owes -= min(owes, Fraction((salvage or 0) * valid, value))
    owes -= min(owes, received or 0)
    return owes, min(mitigation or 0, valid)


def indemnity_of(row: Row, binds: bool) -> int:
    owes, mitigation = running(row, binds)
    units = rounded(owes, way(row)) + mitigation
    if units > MOST:
        raise Stop("overflow")
    return units


def indemnity(row: Row) -> int:
    return indemnity_of(row, row.get("clause_binds") is not False)


def indemnity_parts(row: Row) -> dict[str, int]:
    indemnity(row)
    return {"mitigation": running(row, True)[1]}


def beside(random: Random, units: int) -> int:
    return max(0, min(MOST, units + random.choice((-1, 0, 0, 1))))


def insured_row(random: Random) -> Row:
    """A loss with its sum and value; deductibles beside what they are measured by."""
    kind = currency(random, "CNY")
    value = max(1, units_of(random))
    if random.random() < 0.3:
        value = random.choice((1, 2, 3, 400, 500, 20_000_000, 50_000_000))
    insured = random.choice(
        (value, beside(random, value), value // 2, value * 7 // 8, value // 3, 0, value * 2)
    )
    loss = random.choice((0, 1, value, beside(random, value), value * 2, beside(random, insured)))
    if random.random() < 0.5:
        loss = random.randrange(value + 1)
    insured, loss = min(insured, MOST), min(loss, MOST)
    row: Row = {
        "loss": written(loss, kind),
        "sum_insured": written(insured, kind),
        "value": written(value, kind),
    }
    if random.random() < 0.3:
        row["valued"] = random.choice(("actual", "agreed"))
    if random.random() < 0.3:
        row["average"] = random.random() < 0.3
    owes = min(loss, value) * min(insured, value) // value
    if row.get("average") is False:
        owes = min(loss, value, insured)
    if random.random() < 0.6:
        level = random.choice((0, owes, owes, owes + 1, owes // 2, 50_000))
        row["deductible"] = written(beside(random, level), kind)
        if random.random() < 0.5:
            row["deductible_kind"] = random.choice(
                ("absolute", "relative_reached", "relative_exceeded")
            )
    # A share of a proportion of the largest sums is beyond the engine's 128 bits, and an error.
    if random.random() < 0.35 and "deductible_kind" not in row and value < 10**15:
        row["deductible_share"] = random.choice(SHARES)
    if random.random() < 0.3:
        level = random.choice((0, 100, insured, value, random.randrange(value + 1)))
        row["mitigation"] = written(beside(random, level), kind)
    if random.random() < 0.5 and loss >= value:
        level = random.choice((0, value, value // 10, random.randrange(value + 1)))
        row["salvage"] = written(beside(random, level), kind)
    if random.random() < 0.3:
        level = random.choice((0, owes, owes // 2, random.randrange(value + 1)))
        row["received"] = written(beside(random, level), kind)
    return row


def halves(random: Random, row: Row) -> None:
    """Sum and value whose proportion of the loss ends in half a cent."""
    value = 2 * random.choice((1, 2, 4, 5, 50, 1000, 10**6))
    odd = 2 * random.randrange(value // 2) + 1
    kind = row["loss"][-3:]
    row |= {
        "value": written(value, kind),
        "sum_insured": written(value // 2, kind),
        "loss": written(min(odd, value), kind),
    }
    row.pop("salvage", None)


def relative_without_amount(random: Random, row: Row) -> None:
    row.pop("deductible", None)
    row.pop("deductible_share", None)
    row["deductible_kind"] = random.choice(("relative_reached", "relative_exceeded"))


def share_of_relative(random: Random, row: Row) -> None:
    kind = row["loss"][-3:]
    row |= {"deductible_kind": "relative_reached", "deductible_share": "15%"}
    row.setdefault("deductible", written(100, kind))


def salvage_of_part(random: Random, row: Row) -> None:
    kind, value = row["loss"][-3:], minor(row["value"])
    row |= {"loss": written(value - 1, kind), "salvage": written(random.choice((0, 1)), kind)}


def no_value(random: Random, row: Row) -> None:
    row["value"] = written(0, row["loss"][-3:])


FAULTS = [
    *(negative(name) for name in ("loss", "sum_insured", "value", *OPTIONAL)),
    *(foreign(name) for name in ("sum_insured", "value", *OPTIONAL)),
    wrong("deductible_share", "100.01%", "-1/3", "5% per year"),
    no_value,
    relative_without_amount,
    share_of_relative,
    salvage_of_part,
]


def indemnity_rows(random: Random, n: int) -> list[Row]:
    made = []
    for _ in range(n):
        row = insured_row(random)
        if random.random() < 0.2:
            halves(random, row)
        if random.random() < 0.3:
            row["clause_binds"] = random.random() < 0.4
        made.append(finished(random, row, FAULTS))
    return made


# An indemnity agreed upon, and one to be expected, 解释二 9.


def agreed_rows(random: Random, n: int) -> list[Row]:
    faults = [negative("agreed"), foreign("agreed"), *FAULTS]
    made = []
    for _ in range(n):
        row = insured_row(random)
        if random.random() < 0.2:
            halves(random, row)
        if random.random() < 0.3:
            row["rounding"] = random.choice(("half_up", "down", "up", "half_even"))
        try:
            ends = sorted(indemnity_of(row, binds) for binds in (True, False))
        except Stop:
            ends = [0, 0]
        agreed = random.choice((ends[0], ends[1], random.randrange(ends[0], ends[1] + 1)))
        if random.random() < 0.12:
            agreed = random.choice((max(0, ends[0] - 1), min(MOST, ends[1] + 1)))
        row["agreed"] = written(agreed, row["loss"][-3:])
        chosen = row.get("rounding")
        finished(random, row, faults)
        row.pop("rounding", None)
        if chosen:
            row["rounding"] = chosen
        made.append(row)
    return made


def agreed_indemnity(row: Row) -> int:
    agreed = subject(row, "agreed")
    owed(row, "agreed", row["loss"][-3:])
    low, high = sorted(indemnity_of(row, binds) for binds in (True, False))
    if not low <= agreed <= high:
        raise Stop("agreed_outside_range")
    return agreed


def expected_rows(random: Random, n: int) -> list[Row]:
    faults = [wrong("binds_chance", "100.01%", "-0.01%", "3/2", "60% per year"), *FAULTS]
    made = []
    for _ in range(n):
        row = insured_row(random)
        row["binds_chance"] = random.choice(("0%", "100%", "60%", "1/2", "1/2", "1/3", "99.99%"))
        made.append(finished(random, row, faults))
    return made


def expected_exactly(row: Row) -> dict[str, Fraction]:
    subject(row, "loss")
    chance = share(row["binds_chance"])
    return {
        "outcome_clause_binds": chance * indemnity_of(row, True),
        "outcome_clause_not_binding": (1 - chance) * indemnity_of(row, False),
    }


def indemnity_expected(row: Row) -> int:
    return rounded(sum(expected_exactly(row).values()), way(row))


def expected_parts(row: Row) -> dict[str, int]:
    parts = expected_exactly(row)
    return placed(parts, rounded(sum(parts.values()), way(row)))


# Premium back for what is above the value, 55(3).


def premium_rows(random: Random, n: int) -> list[Row]:
    faults = [
        *(negative(name) for name in ("premium", "sum_insured", "value")),
        *(foreign(name) for name in ("sum_insured", "value")),
        lambda random, row: row.update(value=written(0, row["premium"][-3:])),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        value = max(1, units_of(random))
        insured = random.choice(
            (beside(random, value), value * 2, value * 4, value * 6 // 5, value // 2, 0)
        )
        insured = min(MOST, insured)
        tied = Fraction(max(0, insured - value), insured) if insured else None
        row: Row = {
            "premium": written(units_of(random, tied), kind),
            "sum_insured": written(insured, kind),
            "value": written(value, kind),
        }
        made.append(finished(random, row, faults))
    return made


def premium_refund(row: Row) -> int:
    premium = subject(row, "premium")
    kind = row["premium"][-3:]
    insured, value = owed(row, "sum_insured", kind), owed(row, "value", kind)
    if value == 0:
        raise Stop("no_value")
    if insured <= value:
        return 0
    return rounded(Fraction(premium * (insured - value), insured), way(row))


# Several insurers, 56.


def insurers_rows(random: Random, n: int) -> list[Row]:
    faults = [
        *(negative(name) for name in ("loss", "value")),
        foreign("value"),
        changed("insurers", sum_insured="-0.01 CNY"),
        changed("insurers", sum_insured="100.00 EUR"),
        lambda random, row: row.update(value=written(0, row["loss"][-3:])),
        lambda random, row: row.update(
            insurers=[{"sum_insured": written(0, row["loss"][-3:])}] * random.choice((1, 3))
        ),
        wrong("insurers", []),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        count = random.choice((1, 2, 2, 3, 3, 4, 7))
        sums = [units_of(random) for _ in range(count)]
        if random.random() < 0.4:
            sums = [random.choice((0, 1, 3, 100, 8_000_000, 10_000_000)) for _ in range(count)]
        if random.random() < 0.2:
            sums = [sums[0]] * count
        if not any(sums):
            sums[-1] = 1
        total = min(MOST, sum(sums))
        loss = random.choice((0, 1, beside(random, total), beside(random, sums[0]), total // 2 + 1))
        if random.random() < 0.4:
            loss = random.randrange(total + 1)
        row: Row = {
            "loss": written(min(MOST, loss), kind),
            "insurers": [{"sum_insured": written(units, kind)} for units in sums],
        }
        if random.random() < 0.6:
            row["method"] = random.choice(("sums_insured", "independent_liability"))
        if random.random() < 0.5:
            level = random.choice((total, loss, sums[0], total * 2, total // 3))
            row["value"] = written(max(1, beside(random, level)), kind)
            if level > 10**15:  # parts of parts of the largest sums are beyond 128 bits
                row.pop("method", None)
        made.append(finished(random, row, faults, 0.1))
    return made


def by_insurer(row: Row) -> list[Fraction]:
    loss = subject(row, "loss")
    kind = row["loss"][-3:]
    value = owed(row, "value", kind, None)
    if not row["insurers"]:
        raise Stop("no_insurers")
    sums = [owed(one, "sum_insured", kind) for one in row["insurers"]]
    if value == 0:
        raise Stop("no_value")
    if not any(sums):
        raise Stop("no_sum_insured")
    measured = loss
    if value is not None:
        sums, measured = [min(one, value) for one in sums], min(loss, value)
    whole = sum(sums)
    if row.get("method") != "independent_liability":
        total = Fraction(min(loss, whole))
        if value is not None:
            total = measured * min(Fraction(1), Fraction(whole, value))
        return [total * one / whole for one in sums]
    if value is None:
        liable = [Fraction(min(loss, one)) for one in sums]
    else:
        liable = [Fraction(measured * one, value) for one in sums]
    all_liable = sum(liable)
    if all_liable > measured:
        return [measured * one / all_liable for one in liable]
    return liable


def contribution(row: Row) -> int:
    return rounded(sum(by_insurer(row)), way(row))


def contribution_shares(row: Row) -> list[int]:
    parts = {str(at): part for at, part in enumerate(by_insurer(row))}
    return list(placed(parts, rounded(sum(parts.values()), way(row))).values())


# Recourse against a third party, 60.


def recourse_rows(random: Random, n: int) -> list[Row]:
    faults = [
        *(negative(name) for name in ("paid", "loss", "recovered")),
        *(foreign(name) for name in ("loss", "recovered")),
        lambda random, row: row.update(
            paid=written(min(MOST, minor(row["loss"]) + 1), row["loss"][-3:])
        ),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        loss = units_of(random)
        paid = random.choice((0, loss, loss // 2, loss * 7 // 10, max(0, loss - 1)))
        if random.random() < 0.4:
            paid = random.randrange(loss + 1)
        row: Row = {"paid": written(paid, kind), "loss": written(loss, kind)}
        if random.random() < 0.8:
            level = random.choice(
                (0, loss, loss - paid, paid, loss * 2, random.randrange(loss + 1))
            )
            row["recovered"] = written(beside(random, level), kind)
        if random.random() < 0.75:
            row["order"] = random.choice(("insured_first", "in_proportion", "insurer_first"))
        made.append(finished(random, row, faults, 0.1))
    return made


def subrogation_parts(row: Row) -> dict[str, int]:
    paid = subject(row, "paid")
    kind = row["paid"][-3:]
    loss = owed(row, "loss", kind)
    got = min(owed(row, "recovered", kind, loss), loss)
    if paid > loss:
        raise Stop("paid_above_loss")
    order = row.get("order") or "insured_first"
    if order == "insured_first":
        insurer = min(paid, max(0, got - (loss - paid)))
    elif order == "insurer_first":
        insurer = min(paid, got)
    else:
        insurer = rounded(Fraction(got * paid, loss), way(row)) if loss else 0
    return {"insurer": insurer, "insured_keeps": got - insurer}


def subrogation(row: Row) -> int:
    return subrogation_parts(row)["insurer"]


def insured_keeps(row: Row) -> dict[str, int]:
    return {"insured_keeps": subrogation_parts(row)["insured_keeps"]}


ORACLES = {
    "indemnity": Oracle(
        indemnity_rows,
        answering(indemnity),
        parts=parting(indemnity_parts),
        edges="loss, sum, value and deductible ± 0.01; total loss; half cents; the largest sum",
    ),
    "agreed_indemnity": Oracle(
        agreed_rows,
        answering(agreed_indemnity),
        edges="both ends of the range ± 0.01; no range at all; the faults of an indemnity",
    ),
    "indemnity_expected": Oracle(
        expected_rows,
        answering(indemnity_expected),
        parts=parting(expected_parts),
        edges="chance 0, 1/2, 1; half cents; deductible ± 0.01",
    ),
    "premium_refund": Oracle(
        premium_rows,
        answering(premium_refund),
        edges="sum insured = value ± 0.01; half cents; the largest sum",
    ),
    "contribution": Oracle(
        insurers_rows,
        answering(contribution),
        shares=contribution_shares,
        edges="loss at all sums and at one ± 0.01; no sum; equal remainders; value ± 0.01",
    ),
    "subrogation": Oracle(
        recourse_rows,
        answering(subrogation),
        parts=parting(insured_keeps),
        edges="recovered at the uncovered loss, paid and loss ± 0.01; nothing; half cents",
    ),
}
