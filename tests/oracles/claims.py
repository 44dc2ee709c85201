"""Oracles of the claims problem: its five rules, and the same in whole units.

Written from the definitions. Shares are whole numbers over one denominator, so that nothing is
rounded before the units are placed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from math import factorial, lcm
from random import Random
from typing import Any

from tests.oracles import Oracle, Row, minor
from tests.oracles._whole import (
    MOST,
    Stop,
    answering,
    currency,
    foreign,
    negative,
    owed,
    subject,
    written,
    wrong,
)

Shares = tuple[list[int], int]  # numerators over one denominator
MOST_ARRIVALS = 8


def place(parts: Shares, total: int) -> list[int]:
    """Each part floored; what is left, one each to the largest remainders, ties to the earlier."""
    numbers, below = parts
    placed = [number // below for number in numbers]
    order = sorted(range(len(numbers)), key=lambda at: (-(numbers[at] % below), at))
    for at in order[: total - sum(placed)]:
        placed[at] += 1
    return placed


def over_one(parts: Sequence[Fraction]) -> Shares:
    below = lcm(*(part.denominator for part in parts))
    return [part.numerator * (below // part.denominator) for part in parts], below


def amounts(rows: list[Row], name: str, kind: str) -> list[int]:
    return [owed(row, name, kind) or 0 for row in rows]


def listed(row: Row, name: str) -> list[Row]:
    rows = row.get(name) or []
    if not rows:
        raise Stop("no_rows")
    return rows


class Divided:
    """A rule that divides: the figure and the units of each row, reckoned once for both."""

    def __init__(self, reckon: Callable[[Row], tuple[int, list[int]]]) -> None:
        self.reckon = reckon
        self.last: tuple[Row, tuple[int, list[int]]] | None = None
        self.expected = answering(lambda row: self.of(row)[0])

    def of(self, row: Row) -> tuple[int, list[int]]:
        if self.last is None or self.last[0] is not row:
            self.last = None
            self.last = (row, self.reckon(row))
        return self.last[1]

    def shares(self, row: Row) -> list[int]:
        return self.of(row)[1]

    def oracle(self, rows: Callable[[Random, int], list[Row]], edges: str) -> Oracle:
        return Oracle(rows, self.expected, shares=self.shares, edges=edges)


def one_of(rows: str, *changes: dict[str, Any]) -> Callable[[Random, Row], None]:
    """A fault in one of the rows; where there are none, one is made of two."""

    def fault(random: Random, row: Row) -> None:
        found = row.get(rows) or []
        if found:
            random.choice(found).update(random.choice(changes))

    return fault


def in_proportion(claims: list[int], estate: int) -> list[int]:
    whole = sum(claims)
    return place(([claim * estate for claim in claims], whole), estate)


def claimed(random: Random, count: int) -> list[int]:
    """Claims of one size: zeros, equal ones, a cent apart, or any."""
    size = random.choice((3, 10, 100, 10**4, 10**6, 10**9, 10**12))
    first = random.randrange(size + 1)
    return [
        random.choice(
            (first, first, first + 1, random.randrange(size + 1), random.randrange(size + 1), 0)
        )
        for _ in range(count)
    ]


def estate_for(random: Random, claims: list[int], bends: Sequence[int] = ()) -> int:
    """Nothing, half, all, the places where the rule bends, each a cent beside; or any."""
    whole = sum(claims)
    chance = random.random()
    if chance < 0.5:
        edge = random.choice((0, whole, whole // 2, (whole + 1) // 2, *bends))
        return max(0, edge + random.choice((-1, 0, 1)))
    return random.randrange(whole + 1 + (whole // 4 if chance < 0.6 else 0))


def huge(random: Random, claims: list[int]) -> list[int]:
    """Rarely, claims as large as money can be."""
    if random.random() < 0.004:
        return [MOST - random.randrange(3), *claims[1:]]
    return claims


def bends_of(claims: list[int]) -> list[int]:
    """Estates at which another claim is paid off, or another loses all."""
    found, paid = [], 0
    order = sorted(claims)
    for at, claim in enumerate(order):
        found.append(paid + claim * (len(order) - at))
        paid += claim
        found.append(sum(max(0, other - claim) for other in order))
    return found + [bend // 2 for bend in found]


CLAIMS_FAULTS = [
    negative("estate"),
    one_of("claims", {"amount": "-0.01 CNY"}, {"amount": "1.00 EUR"}),
    wrong("claims", []),
]


# The claims problem: an estate that does not suffice.


def proportional(claims: list[int], estate: int) -> Shares:
    return [claim * estate for claim in claims], sum(claims)


def equal_awards(claims: list[int], estate: int) -> Shares:
    """min(c, λ) with the sum of the estate."""
    left, order = estate, sorted(claims)
    for at, claim in enumerate(order):
        many = len(order) - at
        if claim * many > left:
            return [min(claim * many, left) for claim in claims], many
        left -= claim
    return claims, 1


def equal_losses(claims: list[int], estate: int) -> Shares:
    """max(0, c − λ) with the sum of the estate: the largest k claims reach above λ."""
    order = sorted(claims, reverse=True)
    many, above = 0, 0
    for claim in order:  # λ = (sum of the first k − estate) / k, and the next claim is no larger
        if many and (above - estate) >= claim * many:
            break
        many, above = many + 1, above + claim
    return [max(0, claim * many - (above - estate)) for claim in claims], many


def talmudic(claims: list[int], estate: int) -> Shares:
    """Half the claims by equal awards, or the same for what is lost."""
    whole = sum(claims)
    if 2 * estate <= whole:
        halves, below = equal_awards(claims, 2 * estate)
        return halves, 2 * below
    halves, below = equal_awards(claims, 2 * (whole - estate))
    return [claim * 2 * below - half for claim, half in zip(claims, halves, strict=True)], 2 * below


@cache
def coalitions(count: int) -> list[tuple[int, int]]:
    """By the members before him: how many orders have exactly these."""
    ways = [factorial(k) * factorial(max(0, count - k - 1)) for k in range(count + 1)]
    return [(members, ways[members.bit_count()]) for members in range(1 << count)]


def arrivals(claims: list[int], estate: int) -> Shares:
    """The mean over all orders of min(c, what those before left)."""
    count = len(claims)
    left = [estate] * (1 << count)
    for members in range(1, 1 << count):
        last = members & -members
        left[members] = max(0, left[members ^ last] - claims[last.bit_length() - 1])
    # left[] by single steps is max(0, estate − sum), whatever the order of its members.
    shares = [0] * count
    for members, ways in coalitions(count):
        rest = left[members]
        if rest:
            for at, claim in enumerate(claims):
                if not members >> at & 1:
                    shares[at] += ways * min(claim, rest)
    return shares, factorial(count)


CLAIMS_RULES: dict[str, Callable[[list[int], int], Shares]] = {
    "proportional": proportional,
    "constrained_equal_awards": equal_awards,
    "constrained_equal_losses": equal_losses,
    "talmud": talmudic,
    "random_arrival": arrivals,
}


def divides(name: str) -> Callable[[Row], tuple[int, list[int]]]:
    rule = CLAIMS_RULES[name]

    def reckon(row: Row) -> tuple[int, list[int]]:
        estate, rows = subject(row, "estate"), listed(row, "claims")
        claims = amounts(rows, "amount", row["estate"][-3:])
        if name == "random_arrival" and len(rows) > MOST_ARRIVALS:
            raise Stop("too_many_claims")
        if name == "talmud":
            holders = [1 if one.get("weight") is None else one["weight"] for one in rows]
            if any(many < 1 for many in holders):
                raise Stop("not_positive")
            claims = [claim * many for claim, many in zip(claims, holders, strict=True)]
        if estate >= sum(claims):
            return sum(claims), claims
        return estate, place(rule(claims, estate), estate)

    return reckon


def claims_rows(name: str) -> Callable[[Random, int], list[Row]]:
    counts = (1, 2, 3, 3, 4, 5, 8) if name == "random_arrival" else (1, 2, 3, 3, 4, 5, 9)

    def one(random: Random) -> Row:
        kind = currency(random, "CNY")
        claims = huge(random, claimed(random, random.choice(counts)))
        rows: list[Row] = [{"amount": written(claim, kind)} for claim in claims]
        if name == "talmud" and random.random() < 0.5:
            for at, row in enumerate(rows):
                if random.random() < 0.7:
                    row["weight"] = random.choice((1, 1, 2, 3, 10, 97))
                    claims[at] *= row["weight"]
        estate = min(MOST, estate_for(random, claims, bends_of(claims)))
        made: Row = {"estate": written(estate, kind), "claims": rows}
        if random.random() < 0.08:
            faults = [*CLAIMS_FAULTS]
            if name == "talmud":
                faults.append(one_of("claims", {"weight": 0}, {"weight": -2}))
            if name == "random_arrival":
                faults.append(wrong("claims", [{"amount": written(100, kind)}] * 9))
            random.choice(faults)(random, made)
        return made

    return lambda random, n: [one(random) for _ in range(n)]


# Whole units: what is left over goes to the largest remainders, or to the largest claims.


def whole_units(parts: Shares, total: int, claims: list[int], leftover: str) -> list[int]:
    numbers, below = parts
    placed = [number // below for number in numbers]
    broken = [at for at, number in enumerate(numbers) if number % below]
    if leftover == "largest_claim":
        broken.sort(key=lambda at: (-claims[at], at))
    else:
        broken.sort(key=lambda at: (-(numbers[at] % below), at))
    for at in broken[: total - sum(placed)]:
        placed[at] += 1
    return placed


def integer_shares(row: Row) -> tuple[int, list[int]]:
    estate, rows = subject(row, "estate"), listed(row, "claims")
    kind = row["estate"][-3:]
    unit = 1 if kind == "JPY" else 100
    if row.get("unit") is not None:
        if row["unit"][-3:] != kind:
            raise Stop("currency_mismatch")
        unit = minor(row["unit"])
        if unit <= 0:
            raise Stop("not_positive")
    claims = [claim // unit for claim in amounts(rows, "amount", kind)]
    whole = sum(claims)
    estate = min(estate // unit, whole)
    rule, leftover = row.get("rule") or "proportional", row.get("leftover") or "largest_remainder"
    if estate == whole:
        placed = claims
    elif rule == "constrained_equal_losses" or (rule == "talmud" and 2 * estate > whole):
        numbers, below = CLAIMS_RULES[rule](claims, estate)
        losses = [claim * below - number for claim, number in zip(claims, numbers, strict=True)]
        lost = whole_units((losses, below), whole - estate, claims, leftover)
        placed = [claim - loss for claim, loss in zip(claims, lost, strict=True)]
    else:
        placed = whole_units(CLAIMS_RULES[rule](claims, estate), estate, claims, leftover)
    return estate * unit, [units * unit for units in placed]


def integer_rows(random: Random, n: int) -> list[Row]:
    return [integer_row(random) for _ in range(n)]


def integer_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    unit = 1 if kind == "JPY" else 100
    row: Row = {}
    if random.random() < 0.3:
        unit = random.choice((1, 5, 50, 99, 100, 10_000))
        row["unit"] = written(unit, kind)
    units = claimed(random, random.choice((1, 2, 3, 3, 4, 6)))
    claims = [claim * unit + random.choice((0, 0, 1, unit // 2, unit - 1)) for claim in units]
    claims = huge(random, claims)
    estate = estate_for(random, units, bends_of(units)) * unit
    row["estate"] = written(min(MOST, estate + random.choice((0, 0, 1, unit - 1))), kind)
    row["claims"] = [{"amount": written(claim, kind)} for claim in claims]
    if random.random() < 0.85:
        row["rule"] = random.choice(list(CLAIMS_RULES)[:4])
    if random.random() < 0.6:
        row["leftover"] = random.choice(("largest_remainder", "largest_claim"))
    if random.random() < 0.1:
        faults = [*CLAIMS_FAULTS, wrong("unit", f"0.00 {kind}"), foreign("unit")]
        random.choice(faults if kind != "JPY" else CLAIMS_FAULTS)(random, row)
    return row


CLAIM_EDGES = "estate 0, half, all, where a claim is paid off, each ± 0.01; equal and zero claims"

ORACLES = {
    **{
        name: Divided(divides(name)).oracle(claims_rows(name), CLAIM_EDGES) for name in CLAIMS_RULES
    },
    "integer_shares": Divided(integer_shares).oracle(
        integer_rows, "parts of a unit; estate where a claim is paid off ± 1 unit; ties; both forms"
    ),
}
