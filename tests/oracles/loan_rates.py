"""Oracles of rates of credit and of values: annual rates, present and future value.

From the text alone: values as exact fractions, and the one rate that makes what is paid back worth
what was received, found to ninety digits and cut to twelve.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from random import Random
from typing import Any

import accord

from tests.oracles import Oracle, Row
from tests.oracles._loan import (
    ROUNDINGS,
    Denied,
    Fault,
    fits,
    monthly,
    no_figure,
    pick_months,
    pick_principal,
    pick_rate,
    rate_fault,
    rounded,
    same_currency,
    spoil,
    text,
    tie,
    units_of,
)

Rows = Callable[[Random, int], list[Row]]

# present_value, future_value


def value_of(row: Row, name: str) -> tuple[int, int, tuple[int, int], int]:
    """payment, the other amount `name`, the rate of a period, the number of periods: checked."""
    payment = units_of(row["payment"])
    if payment < 0:
        raise Denied("negative_amount")
    rate = monthly(row["rate"], plain=True)
    if not 1 <= row["months"] <= 1200:
        raise Denied("months_out_of_range")
    same_currency(row, "payment", name)
    other = 0 if row.get(name) is None else units_of(row[name])
    if other < 0:
        raise Denied("negative_amount")
    return payment, other, rate, row["months"]


def present_share(rate: tuple[int, int], n: int, due: str) -> tuple[int, int]:
    """The worth at the start of a payment of 1 in each of n periods: (1 − v^n)/i, or more by i."""
    a, b = rate
    if a == 0:
        return n, 1
    grown = (a + b) ** n
    above, below = b * (grown - b**n), a * grown
    return (above * (a + b), below * b) if due == "start" else (above, below)


@no_figure
def present_value(row: Row) -> int:
    """Σ payment·v^k + final·v^n, rounded once."""
    payment, final, rate, n = value_of(row, "final")
    above, below = present_share(rate, n, row.get("due", "end"))
    above *= payment
    if final:
        a, b = rate
        grown = (a + b) ** n
        above, below = above * grown + final * b**n * below, below * grown
    value = rounded(above, below, row.get("rounding", "half_up"))
    fits(value)
    return value


def future_share(rate: tuple[int, int], n: int, due: str) -> tuple[int, int]:
    """The worth at the end of 1 in each of n periods: ((1+i)^n − 1)/i, or more by i."""
    a, b = rate
    if a == 0:
        return n, 1
    above, below = b * ((a + b) ** n - b**n), a * b**n
    return (above * (a + b), below * b) if due == "start" else (above, below)


@no_figure
def future_value(row: Row) -> int:
    """initial·(1+i)^n + Σ payment·(1+i)^k, rounded once."""
    payment, initial, rate, n = value_of(row, "initial")
    above, below = future_share(rate, n, row.get("due", "end"))
    above *= payment
    if initial:
        a, b = rate
        above, below = above * b**n + initial * (a + b) ** n * below, below * b**n
    value = rounded(above, below, row.get("rounding", "half_up"))
    fits(value)
    return value


PLAIN = ("7%", "7.5%", "0%", "1/3", "0.4%", "100%", "0.01%")


def value_rows(name: str) -> Rows:
    """Rows of present_value (name "final") or future_value ("initial")."""
    share = present_share if name == "final" else future_share

    def rows(random: Random, n: int) -> list[Row]:
        found = []
        for _ in range(n):
            rate = random.choice(PLAIN) if random.random() < 0.3 else pick_rate(random)
            months = pick_months(random)
            payment = pick_principal(random, "1% per month", months)
            currency = "CNY" if random.random() < 0.97 else random.choice(("USD", "JPY"))
            row: Row = {"rate": rate, "months": months}
            if random.random() < 0.5:
                row["due"] = random.choice(("end", "start"))
            if random.random() < 0.3 and months <= 60:
                above, below = share(monthly(rate, True), months, row.get("due", "end"))
                payment = tie(random, above, below, 10**10)
            if random.random() < 0.005:
                rate, payment = row["rate"], random.choice((2**63 - 1, 9 * 10**18))
            row["payment"] = text(payment, currency)
            if random.random() < 0.5:
                other = random.choice((0, 1, 100, 10**6, random.randrange(10**9)))
                row[name] = text(other, currency)
            if random.random() < 0.3:
                row["rounding"] = random.choice(ROUNDINGS)
            found.append(
                spoil(
                    random,
                    row,
                    [
                        ("payment", ["-0.01 CNY"]),
                        ("rate", [bad for bad in rate_fault()[1] if bad != "4.35%"] + ["-1%"]),
                        ("months", [0, -1, 1201]),
                    ],
                    [(name, [text(-1, currency), "1.00 EUR"])],
                )
            )
        return found

    return rows


# internal_rate, nominal_annual_rate, effective_annual_rate

DIGITS = 90
CELL = Decimal("1E-12")
BORDER = Decimal("1E-48")
MOST_RATE = 9_000_000
PerPeriod = Callable[[Fraction], Fraction | None]


def flows_of(row: Row, annual: bool) -> tuple[int, dict[int, int]]:
    """What was received, and what is paid back in each period: checked."""
    amount = units_of(row["amount"])
    fee = 0 if row.get("fee") is None else units_of(row["fee"])
    same_currency(row, "amount", "fee", "payment")
    given = row.get("flows")
    if (given is None) == (row.get("payment") is None):
        raise Denied("flows_or_payment")
    flows: dict[int, int] = {}
    if given is None:
        payment = units_of(row["payment"])
        if min(payment, amount, fee) < 0:
            raise Denied("negative_amount")
        if row.get("periods") is None:
            raise Denied("needs_argument")
        if not 1 <= row["periods"] <= 1200:
            raise Denied("months_out_of_range")
        flows = dict.fromkeys(range(1, row["periods"] + 1), payment)
    else:
        for one in given:
            if one["amount"][-3:] != row["amount"][-3:]:
                raise Denied("currency_mismatch")
            if units_of(one["amount"]) < 0:
                raise Denied("negative_amount")
            if not 0 <= one["period"] <= 1200:
                raise Denied("month_out_of_range")
            flows[one["period"]] = flows.get(one["period"], 0) + units_of(one["amount"])
        if min(amount, fee) < 0:
            raise Denied("negative_amount")
    if annual and not 1 <= row.get("per_year", 12) <= 366:
        raise Denied("count_out_of_range")
    received = amount - fee - flows.pop(0, 0)
    if received <= 0:
        raise Denied("nothing_received")
    if sum(flows.values()) < received:
        raise Denied("flows_below_amount")
    return received, flows


def discount(received: int, flows: dict[int, int]) -> Decimal:
    """x = 1/(1+j) of received = Σ F_t·x^t: Newton's steps from 1, which only ever come down to x.

    The sum is convex and rises with x ≥ 0, and at x = 1 it is not below what was received.
    """
    last = max(t for t, units in flows.items() if units)
    rows = [flows.get(t, 0) for t in range(last, 0, -1)]

    def step(x: Any, rows: list[Any], received: Any) -> Any:
        value, slope = x - x, x - x
        for units in rows:
            slope = slope * x + value
            value = value * x + units
        slope = slope * x + value  # the sum is value·x, its slope (value)' x + value
        return x - (value * x - received) / slope

    near, previous = 1.0, 2.0
    plain = [float(units) for units in rows]
    for _ in range(20_000):
        if abs(near - previous) <= 1e-14 * near:
            break
        previous, near = near, step(near, plain, float(received))
    x: Decimal = Decimal(near)
    exact = [Decimal(units) for units in rows]
    for _ in range(12):
        previous_x, x = x, step(x, exact, Decimal(received))
        if abs(x - previous_x) < Decimal("1E-50") * x:
            return x
    raise AssertionError("no convergence")


def cut(rate: Decimal, period: PerPeriod, received: int, flows: dict[int, int]) -> str:
    """Down to twelve decimals.

    A rate within 10^-48 of a border is on the border, unless the border's rate per period is a
    number of at most 48 decimals: then the exact sign there tells whether the rate lies below it.
    """
    if rate - MOST_RATE > BORDER:
        raise Denied("overflow")
    near = rate.quantize(CELL, rounding=ROUND_HALF_EVEN)
    if abs(near - rate) > BORDER:
        near = rate.quantize(CELL, rounding=ROUND_FLOOR)
    else:
        j = period(Fraction(near))
        if j is not None and worth(1 / (1 + j), flows) < received:
            near -= CELL
    return f"{near:f}"


def worth(v: Fraction, flows: dict[int, int]) -> Fraction:
    """Σ F_t·v^t, exactly."""
    total = Fraction(0)
    for t in range(max(flows), 0, -1):
        total = (total + flows.get(t, 0)) * v
    return total


def of_48_decimals(j: Fraction) -> Fraction | None:
    return j if (j * 10**48).denominator == 1 else None


def root(border: Fraction, per_year: int) -> Fraction | None:
    """The j of at most 48 decimals with (1 + j)^per_year = 1 + border, if there is one."""
    one = Decimal(border.numerator) / Decimal(border.denominator) + 1
    j = Fraction((one ** (Decimal(1) / per_year) - 1).quantize(BORDER, rounding=ROUND_HALF_EVEN))
    if (1 + j).denominator ** per_year > 10**12 or (1 + j) ** per_year != 1 + border:
        return None
    return j


def percent(number: str, unit: str = "") -> str:
    """A rate as the library writes it, from its number."""
    value = Fraction(number)
    return str(accord.Rate(f"{value.numerator}/{value.denominator}{unit}"))


def rate_rule(kind: str) -> Callable[[Row], Any]:
    """The rule of one of the three rates."""

    def rule(row: Row) -> str:
        received, flows = flows_of(row, kind != "internal")
        per_year = row.get("per_year", 12)
        with localcontext(Context(prec=DIGITS)):
            x = discount(received, flows)
            if kind == "internal":
                return percent(cut(1 / x - 1, of_48_decimals, received, flows))
            if kind == "nominal":
                nominal = per_year * (1 / x - 1)
                cell = cut(nominal, lambda r: of_48_decimals(r / per_year), received, flows)
                return percent(cell, " per year")
            effective = x**-per_year - 1
            return percent(cut(effective, lambda r: root(r, per_year), received, flows))

    return no_figure(rule)


def credit(random: Random) -> tuple[int, Row]:
    """An amount in minor units, and what is paid back as `payment` or `flows`."""
    amount = random.choice((100, 10_000, 350_000, 1_200_000, random.randrange(1, 10**9)))
    chance = random.random()
    if chance < 0.5:
        periods = pick_months(random)
        if periods > 360:
            periods = random.choice((1, 360, 1200)) if random.random() < 0.3 else 60
        share = -(-amount // periods)
        payment = random.choice(
            (share, share, share + 1, share + share // 10, random.randrange(share, 3 * share + 2))
        )
        if random.random() < 0.05:
            payment = random.choice((amount, 2 * amount, 4 * amount, 1000 * amount))
        return amount, {"payment": payment, "periods": periods}
    if chance < 0.65:  # an exact rate, so that it stands on a border
        n = random.choice((1, 2, 3))
        step = random.choice((Fraction(1, 10), Fraction(1, 100), Fraction(1, 4), Fraction(1)))
        amount = step.denominator**n * random.randrange(1, 100)
        paid = amount * (1 + step) ** n
        assert paid.denominator == 1
        off = random.choice((0, 0, -1, 1))
        return amount, {"flows": [(n, max(amount, int(paid) + off))]}
    if chance < 0.66:  # 9,000,000 and a cent beside it, where the period is a year
        amount = random.choice((1, 100, 10_000))
        return amount, {"flows": [(1, amount * (MOST_RATE + 1) + random.choice((-1, 0, 1)))]}
    size = random.choice((1, 2, 3, 5, 12))
    flows = []
    for _ in range(size):
        period = random.choice((1, 2, 12, random.randrange(1, 61), random.randrange(0, 61)))
        flows.append((period, random.randrange(0, 2 * amount // size + 2)))
    if random.random() < 0.9:
        missing = amount - sum(units for period, units in flows if period)
        missing += sum(units for period, units in flows if not period)
        flows.append((random.choice((1, 12, 36, 60)), max(0, missing + random.choice((-1, 0, 1)))))
        if random.random() < 0.5:
            flows.append((random.choice((1, 2, 24)), random.randrange(amount)))
    if random.random() < 0.03:
        flows.append((1200, random.randrange(10 * amount)))
    random.shuffle(flows)
    return amount, {"flows": flows}


def rate_rows(annual: bool) -> Rows:
    """Rows of the three rates; those of a year take `per_year`."""

    def rows(random: Random, n: int) -> list[Row]:
        found = []
        for _ in range(n):
            currency = "CNY" if random.random() < 0.97 else random.choice(("USD", "JPY"))
            amount, back = credit(random)
            row: Row = {"amount": text(amount, currency)}
            if "flows" in back:
                row["flows"] = [
                    {"period": t, "amount": text(units, currency)} for t, units in back["flows"]
                ]
            else:
                row["payment"] = text(back["payment"], currency)
                row["periods"] = back["periods"]
            if random.random() < 0.3:
                fee = random.choice((0, 1, amount // 100, amount // 10))
                if random.random() < 0.05:
                    fee = random.choice((amount, amount + 1, amount - 1))
                row["fee"] = text(fee, currency)
            if annual and random.random() < 0.5:
                row["per_year"] = random.choice((1, 2, 4, 12, 24, 52, 365, 366))
            found.append(spoil(random, row, [random.choice(faults(row, currency, annual))]))
        return found

    return rows


def faults(row: Row, currency: str, annual: bool) -> list[Fault]:
    """What a row of a rate can have wrong, one at a time."""
    one = {"period": 1, "amount": text(100, currency)}
    found: list[Fault] = [
        ("amount", [text(-1, currency), text(0, currency)]),
        ("fee", [text(-1, currency), "1.00 EUR"]),
    ]
    if annual:
        found.append(("per_year", [0, -1, 367]))
    if "payment" in row:
        found += [
            ("payment", [text(-1, currency), "1.00 EUR", None, text(0, currency)]),
            ("periods", [0, -1, 1201, None]),
            ("flows", [[one]]),
        ]
    else:
        found.append(
            (
                "flows",
                [
                    None,
                    [*row["flows"], {"period": -1, "amount": one["amount"]}],
                    [*row["flows"], {"period": 1201, "amount": one["amount"]}],
                    [*row["flows"], {"period": 1, "amount": text(-1, currency)}],
                    [*row["flows"], {"period": 1, "amount": "1.00 EUR"}],
                ],
            )
        )
        found.append(("payment", [text(100, currency)]))
    return found


RATE_EDGES = (
    "no interest and a cent more; exact rates on a border and a cent off; period 0; fee = amount"
)

ORACLES: dict[str, Oracle] = {
    "present_value": Oracle(
        value_rows("final"),
        present_value,
        edges="ties and near-ties; end, start; no interest; 1, 360, 1200 periods; a final amount",
    ),
    "future_value": Oracle(
        value_rows("initial"),
        future_value,
        edges="ties and near-ties; end and start; no interest; overflow; an initial amount",
    ),
    "effective_annual_rate": Oracle(
        rate_rows(True),
        rate_rule("effective"),
        edges=RATE_EDGES + "; 9,000,000",
    ),
    "nominal_annual_rate": Oracle(
        rate_rows(True),
        rate_rule("nominal"),
        edges=RATE_EDGES,
    ),
    "internal_rate": Oracle(
        rate_rows(False),
        rate_rule("internal"),
        edges=RATE_EDGES,
    ),
}
