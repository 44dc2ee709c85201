"""What the oracles of loans share: rates, rounding, level payments, the chain of months, rows.

Written from the text of the rules: whole numbers and exact fractions, nothing of the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import gcd
from random import Random
from typing import Any

from tests.oracles import No, Row

MOST = 2**63 - 1
ROUNDINGS = ("half_up", "half_even", "half_down", "up", "down", "ceiling", "floor")
DIGITS = {"JPY": 0}

PER_YEAR = (
    "4.9% per year", "5.4% per year", "3.85% per year", "12% per year", "24% per year",
    "6% per year", "15.4% per year", "0% per year", "5.537% per year", "1/3 per year",
    "36% per year", "0.000001% per year", "4.3% per year", "10% per year", "1200% per year",
)  # fmt: skip
PER_MONTH = (
    "0.5% per month", "1% per month", "2% per month", "0% per month", "1/7 per month",
    "0.40833% per month", "100% per month", "1/400 per month",
)  # fmt: skip
BAD_UNITS = ("4.35%", "0.02% per day", "4.9% per year ACT/365", "4.9% per year 30/360")
NEGATIVE = ("-1% per year", "-1/3 per month")


class Denied(Exception):
    """The rule gives no figure, for this reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def no_figure(rule: Callable[[Row], Any]) -> Callable[[Row], Any]:
    """The rule with a Denied turned into No."""

    def answer(row: Row) -> Any:
        try:
            return rule(row)
        except Denied as denied:
            return No(denied.code)

    return answer


# Money, rates and rounding


def text(units: int, currency: str = "CNY") -> str:
    """Minor units as a text: two digits, or none for the yen."""
    if DIGITS.get(currency, 2) == 0:
        return f"{units} {currency}"
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(units) // 100}.{abs(units) % 100:02d} {currency}"


def units_of(given: str) -> int:
    """The minor units of a text."""
    return int(given[: given.index(" ")].replace(".", ""))


def same_currency(row: Row, subject: str, *names: str) -> None:
    """Every amount stands in the currency of the subject."""
    currency = row[subject][-3:]
    if any(row.get(name) is not None and row[name][-3:] != currency for name in names):
        raise Denied("currency_mismatch")


@cache
def parsed(given: str) -> tuple[Fraction, str]:
    """A rate's number and its unit ("", "month", "year", "day" or "year ACT/365" …)."""
    found = re.fullmatch(r"(-?[0-9./]+)(%?)(?: per (.+))?", given)
    assert found, given
    return Fraction(found[1]) / (100 if found[2] else 1), found[3] or ""


@cache
def monthly(given: str, plain: bool = False) -> tuple[int, int]:
    """The rate of a month as a fraction a/b; a `plain` rate may do without a unit."""
    value, unit = parsed(given)
    if unit not in ("year", "month") and not (plain and unit == ""):
        raise Denied("rate_unit")
    if value < 0:
        raise Denied("negative_rate")
    value = value / 12 if unit == "year" else value
    return value.numerator, value.denominator


def rounded(above: int, below: int, how: str = "half_up") -> int:
    """above/below (below > 0) to a whole number by one of the seven names."""
    if how == "half_up" and above >= 0:
        return (2 * above + below) // (2 * below)
    whole, rest = divmod(abs(above), below)
    if how == "half_up":
        more = 2 * rest >= below
    elif how == "half_down":
        more = 2 * rest > below
    elif how == "half_even":
        more = 2 * rest > below or (2 * rest == below and whole % 2 == 1)
    elif how == "up":
        more = rest > 0
    elif how == "down":
        more = False
    elif how == "ceiling":
        more = rest > 0 and above > 0
    else:
        more = rest > 0 and above < 0
    whole += more
    return whole if above >= 0 else -whole


def fits(*values: int) -> None:
    """A figure is an int64 of minor units."""
    if any(abs(value) > MOST for value in values):
        raise Denied("overflow")


def level_share(rate: tuple[int, int], months: int) -> tuple[int, int]:
    """level(1, i, m) = i(1+i)^m / ((1+i)^m − 1) as a fraction; 1/m at no interest."""
    a, b = rate
    if a == 0:
        return 1, months
    grown = (a + b) ** months
    return a * grown, b * (grown - b**months)


shares = cache(level_share)


def level(balance: int, rate: tuple[int, int], months: int, how: str) -> int:
    """The level payment, exact and then rounded once."""
    above, below = shares(rate, months) if months < 61 else level_share(rate, months)
    return rounded(balance * above, below, how)


# The chain of months


@dataclass
class Chain:
    """What each month brings; index 0 is the time before the first month of the run."""

    interest: list[int]
    principal: list[int]
    balance: list[int]
    instalment: list[int]  # p in force (the principal share q under equal_principal)

    def payment(self, month: int) -> int:
        return self.interest[month] + self.principal[month]


Changes = Sequence[tuple[int, tuple[int, int]]]


def changes_of(given: list[Row] | None) -> Changes:
    """The rows of changes, checked: from the second month, strictly ascending."""
    found = []
    before = 1
    for one in given or []:
        found.append((one["month"], monthly(one["rate"])))
        if one["month"] <= before:
            raise Denied("changes_out_of_order")
        before = one["month"]
    return found


def rate_at(month: int, rate: tuple[int, int], changes: Changes) -> tuple[int, int]:
    """The rate in force in a month."""
    for start, changed in changes:
        if start <= month:
            rate = changed
    return rate


def chain(
    balance: int,
    rate: tuple[int, int],
    months: int,
    changes: Changes = (),
    *,
    method: str = "equal_instalment",
    how: str = "half_up",
    kept: int | None = None,
    given: list[int] | None = None,
    every: bool = False,
) -> Chain:
    """The chain of cents over `months`, `rate` from the first one.

    `kept` is an instalment (or principal share) already agreed, which the first month keeps;
    `given` the instalments of all months, none reckoned anew; `every` reckons each month anew.
    """
    level_method = method == "equal_instalment"
    p = -1 if kept is None else kept
    if kept is None and not level_method:
        p = rounded(balance, months, how)
    interests, principals, balances, instalments = [0], [0], [balance], [0]
    starts = dict(changes)
    for k in range(1, months + 1):
        changed = starts.get(k)
        if changed is not None:
            rate = changed
        interest = rounded(balance * rate[0], rate[1], how)
        if level_method:
            if given is not None:
                p = given[k]
            elif changed is not None or p < 0 or every:
                p = level(balance, rate, months - k + 1, how)
            part = p - interest
        else:
            part = rounded(balance, months - k + 1, how) if every else p
        if k == months or part > balance:
            part = balance
        elif part < 0:
            part = 0
        balance -= part
        interests.append(interest)
        principals.append(part)
        balances.append(balance)
        instalments.append(p)
    return Chain(interests, principals, balances, instalments)


def later(changes: Changes, after: int) -> Changes:
    """The changes of the months after `after` + 1, counted from there."""
    return [(month - after, rate) for month, rate in changes if month > after + 1]


# What a row of a loan says, checked in the order of the text


@dataclass
class Loan:
    """A loan's terms."""

    principal: int
    rate: tuple[int, int]
    months: int
    changes: Changes
    method: str
    how: str

    def chain(self) -> Chain:
        return chain(
            self.principal, self.rate, self.months, self.changes, method=self.method, how=self.how
        )


def loan_of(
    row: Row,
    rates: tuple[str, ...] = ("rate",),
    months: tuple[str, ...] = ("months",),
    month: tuple[str, int, int] | None = None,
) -> Loan:
    """principal, rates, months, the month counted (name, least, how far below n), changes."""
    principal = units_of(row["principal"])
    if principal < 0:
        raise Denied("negative_amount")
    found = [monthly(row[name]) for name in rates if row.get(name) is not None]
    for name in months:
        if not 1 <= row[name] <= 1200:
            raise Denied("months_out_of_range")
    if month:
        name, least, short = month
        if not least <= row.get(name, 1) <= row["months"] - short:
            raise Denied("month_out_of_range")
    return Loan(
        principal,
        found[0],
        row["months"],
        changes_of(row.get("changes")),
        row.get("method", "equal_instalment"),
        row.get("rounding", "half_up"),
    )


# Rows


def tie(random: Random, above: int, below: int, most: int = 10**12) -> int:
    """P for which P·above/below lies on a half, or as near to one as P ≤ most can come."""
    near = Fraction(above, below)
    if near.denominator > most:
        near = near.limit_denominator(random.choice((10**5, 10**8, 10**11, most)))
    c, d = near.numerator, near.denominator
    if c == 0 or d == 1:
        return random.randrange(1, 1000)
    start = d // 2 * pow(c, -1, d) % d
    return start + d * random.randrange(max(1, min(1000, most // d)))


def pick_rate(random: Random) -> str:
    """A rate per year or month, at times with digits of its own."""
    chance = random.random()
    if chance < 0.6:
        return random.choice(PER_YEAR)
    if chance < 0.8:
        return random.choice(PER_MONTH)
    return f"{random.randrange(1, 3000) / 100:.2f}% per year"


def pick_months(random: Random) -> int:
    """Mostly short; the edges 1, 2, 12, 60, 360, and 1200 now and then."""
    chance = random.random()
    if chance < 0.4:
        return random.choice((1, 2, 3, 6, 12, 24, 59, 60))
    if chance < 0.97:
        return random.randrange(1, 61)
    return 1200 if chance > 0.999 else random.choice((240, 359, 360))


def pick_principal(random: Random, rate: str, months: int) -> int:
    """A principal: round, small, large, and ones whose interest or level payment is a tie."""
    chance = random.random()
    if chance < 0.15:
        return random.choice((0, 1, 2, 99, 100, 101, months - 1, months, months + 1))
    if chance < 0.3:
        return tie(random, *monthly(rate))
    if chance < 0.45:
        return tie(random, *shares(monthly(rate), min(months, 60)))
    if chance < 0.5 and months % 2 == 0:
        return months // 2 + months * random.randrange(10**6)
    if chance < 0.65:
        return random.choice((100_000_000, 60_000_000, 12_000_000, 5_500_000, 1_500_000))
    return random.randrange(1, random.choice((1000, 10**6, 10**9, 10**11)))


def pick_changes(random: Random, months: int) -> list[Row]:
    """Changes of the rate: on the second and last month, on neighbours, beyond the end."""
    most = min(months + 2, 1200)
    size = min(random.choice((0, 1, 1, 1, 2, 2, 3)), most - 1)
    if size <= 0:
        return []
    starts = sorted(random.sample(range(2, most + 1), size))
    if random.random() < 0.2:
        starts = [starts[0]] if random.random() < 0.5 or months < 3 else [months - 1, months]
        starts = [max(2, start) for start in starts][: 1 if starts[-1] <= 2 else 2]
    return [{"month": start, "rate": pick_rate(random)} for start in starts]


def pick_loan(random: Random, changes: str | None = None) -> Row:
    """principal, rate, months, and the options at times."""
    rate, months = pick_rate(random), pick_months(random)
    currency = "CNY" if random.random() < 0.97 else random.choice(("USD", "JPY"))
    row: Row = {
        "principal": text(pick_principal(random, rate, months), currency),
        "rate": rate,
        "months": months,
    }
    if random.random() < 0.6:
        row["method"] = random.choice(("equal_instalment", "equal_instalment", "equal_principal"))
    if random.random() < 0.3:
        row["rounding"] = random.choice(ROUNDINGS)
    if changes and random.random() < 0.4:
        row[changes] = pick_changes(random, months)
    return row


Fault = tuple[str, list[Any]]
PRINCIPAL: Fault = ("principal", ["-0.01 CNY", "-100.00 CNY"])
MONTHS: Fault = ("months", [0, -1, 1201])


def rate_fault(name: str = "rate") -> Fault:
    return (name, [*BAD_UNITS, *NEGATIVE])


def changes_fault(name: str = "changes") -> Fault:
    rows = [
        [(1, "4.9% per year")],
        [(0, "4.9% per year")],
        [(5, "4.9% per year"), (5, "4% per year")],
        [(9, "4.9% per year"), (8, "4% per year")],
        [(1199, "4.9% per year"), (1199, "4% per year")],
        *([(2, bad)] for bad in (*BAD_UNITS, *NEGATIVE)),
        [(2, "4.9% per year"), (3, "-1% per year")],
    ]
    return (name, [[{"month": m, "rate": r} for m, r in one] for one in rows])


def spoil(random: Random, row: Row, ordered: Sequence[Fault], rest: Sequence[Fault] = ()) -> Row:
    """Now and then a fault: one, or two of those whose order the text fixes."""
    chance = random.random()
    if chance < 0.05:
        for name, values in random.sample(ordered, random.choice((1, 1, 1, min(2, len(ordered))))):
            row[name] = random.choice(values)
    elif chance < 0.08 and rest:
        name, values = random.choice(rest)
        row[name] = random.choice(values)
    return row


def lowest(above: int, below: int) -> tuple[int, int]:
    """A fraction in its lowest terms."""
    common = gcd(above, below)
    return above // common, below // common
