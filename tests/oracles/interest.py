"""Oracles of interest at a stated, a published and a compounded rate.

The start day counts, the end day does not; with both ends it counts once, at the rate that holds
on it. A published rate holds from its own day on. One rounding of the figure, unless interest is
rounded as each period ends. Default on a sale: 买卖合同解释 18(4).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random

from tests.oracles import No, Oracle, Row, amount, minor, money
from tests.oracles._rates import (
    CARRIED,
    CHANGES,
    LAST,
    MOST,
    ONE,
    PLAIN,
    SERIES,
    TENORS,
    UNKNOWN_FROM,
    OutOfRange,
    add_months,
    fraction,
    how,
    one_day,
    parsed,
    pieces,
    rate_on,
    read,
    rounded,
    span,
)

S = date(2019, 8, 20)  # the loan prime rate stands in the benchmark's place
LEAP_EDGES = [date(y, m, d) for y in (2019, 2020, 2023, 2024) for m, d in ((1, 1), (2, 28), (3, 1))]
MONTH_ENDS = [date(2021, 1, 31), date(2021, 12, 31), date(2022, 2, 28), date(2023, 8, 31)]
CENTS = [0, 1, 100, 300, 500, 700, 100_000, 100_100, 100_000_000]
YEARLY = (
    "2.5%",
    "6%",
    "3.85%",
    "0.35%",
    "0%",
    "24%",
    "1/3",
    "7.123456%",
    "18.25%",
    "4.9%",
    "-1.5%",
)


def minus(random: Random, row: Row, subject: str) -> Row:
    """A few rows owe less than nothing, a few are as large as an amount can be, or not in yuan."""
    kind = random.random()
    if kind < 0.012:
        row[subject] = money(-random.randrange(1, 10**6))
    elif kind < 0.022:
        row[subject] = money(MOST - random.randrange(2))
    elif kind < 0.032:
        row[subject] = money(minor(row[subject]), random.choice(("USD", "HKD")))
    return row


def figure(value: Fraction, row: Row) -> int | No:
    units = rounded(value, row.get("rounding", "half_up"))
    return units if -MOST - 1 <= units <= MOST else No("overflow")


def refused(row: Row, subject: str, first: str = "start") -> No | None:
    """What every rule asks of its amount and of its two days."""
    if minor(row[subject]) < 0:
        return No("negative_amount")
    if row["end"] < row[first]:
        return No("end_before_start")
    return None


def unreadable(rate: str) -> bool:
    """The text names a basis that only `day_count` can name."""
    return parsed(rate)[2] not in ("", *CARRIED)


def days(row: Row, first: str = "start") -> tuple[date, date]:
    return date.fromisoformat(row[first]), date.fromisoformat(row["end"])


def tied(random: Random, row: Row) -> None:
    """0.5 % of an odd number of yuan: half a cent."""
    row["principal"] = money(100 * (2 * random.randrange(10**6) + 1))
    start = date.fromisoformat(row["start"])
    last = 1 if row.get("both_ends") else 0
    if random.random() < 0.5:
        row |= {"rate": "2.5% per year", "day_count": "ACT/365"}
        row["end"] = (start + (73 - last) * ONE).isoformat()
    else:
        row |= {"rate": random.choice(("6%", "-6%")) + " per year ACT/360"}
        row["end"] = (start + (30 - last) * ONE).isoformat()
        row.pop("day_count", None)


# --- interest -------------------------------------------------------------------------------


def interest_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        start, end = span(random, date(1996, 1, 1), date(2032, 1, 1), LEAP_EDGES + MONTH_ENDS)
        row = {"principal": money(amount(random, CENTS)), "start": start.isoformat()}
        row["end"] = end.isoformat()
        if random.random() < 0.4:
            row["both_ends"] = random.random() < 0.8
        rate = random.choice(YEARLY)
        kind = random.random()
        if kind < 0.15:
            row["rate"] = random.choice(("0.0175%", "0.05%", "1/9999", "-0.01%")) + " per day"
            if random.random() < 0.1:
                row["day_count"] = random.choice(PLAIN)  # no basis to a daily rate
        elif kind < 0.35:
            basis = random.choice(CARRIED if random.random() < 0.95 else PLAIN)
            row["rate"] = f"{rate} per year {basis}"
            if random.random() < 0.3:
                row["day_count"] = basis if random.random() < 0.8 else random.choice(PLAIN)
        elif kind < 0.94:
            row |= {"rate": f"{rate} per year", "day_count": random.choice(PLAIN)}
        elif kind < 0.97:
            row["rate"] = f"{rate} per year"  # by no basis
        else:
            row["rate"] = random.choice(("2%", "1/100", "1% per month"))
            if random.random() < 0.5:
                row["day_count"] = "ACT/365"
        if random.random() < 0.15:
            tied(random, row)
        if random.random() < 0.01:
            row["day_count"] = random.choice(("ACT/365F", "ACT/ACT ICMA", "act/365"))
        if random.random() < 0.01:
            row["end"] = LAST.isoformat()
        rows.append(how(random, minus(random, row, "principal")))
    return rows


def interest(row: Row) -> int | No:
    wrong = refused(row, "principal")
    if unreadable(row["rate"]):
        return No("bad_rate")
    named = row.get("day_count")
    if named and named not in PLAIN:
        return No("day_count_needs_more" if named == "ACT/ACT ICMA" else "unknown_name")
    if wrong:
        return wrong
    start, end = days(row)
    rate, unit, basis = parsed(row["rate"])
    both = row.get("both_ends", False)
    if unit == "day":
        if named:
            return No("rate_unit")
        return figure(minor(row["principal"]) * rate * ((end - start).days + both), row)
    if unit != "year" or (basis and named and named != basis) or not (basis or named):
        return No("rate_unit")
    basis = basis or named
    try:
        time = fraction(basis, start, end) + (one_day(basis, end) if both else 0)
    except OutOfRange:
        return No("date_out_of_range")
    return figure(minor(row["principal"]) * rate * time, row)


# --- series_interest ------------------------------------------------------------------------

SERIES_EDGES = {
    name: [*CHANGES[name][-12:], CHANGES[name][0], UNKNOWN_FROM[name]] for name in SERIES
}
# A publication that leaves the rate as it was: no segment begins there.
SAME = [date(2005, 3, 17), date(2008, 10, 27), date(2019, 10, 21)]


def series_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        name = random.choice(("cn.lpr.1y", "cn.lpr.1y", "cn.lpr.5y", *SERIES))
        first = CHANGES[name][0]
        if random.random() > 0.04:
            first = max(first, date(1990, 8, 21) if random.random() < 0.9 else first)
        else:
            first -= 40 * ONE
        last = date(2027, 1, 1) if name.startswith("cn.lpr") else date(2020, 1, 1)
        edges = [one for one in (*SERIES_EDGES[name], *SAME) if one >= first]
        start, end = span(random, first, last, edges)
        row = {"principal": money(amount(random, CENTS)), "series": name}
        row |= {"start": start.isoformat(), "end": end.isoformat()}
        if random.random() < 0.7:
            row["day_count"] = random.choice(("ACT/365", "ACT/360", *PLAIN))
        if random.random() < 0.4:
            row["both_ends"] = random.random() < 0.8
        if random.random() < 0.3:
            row["multiple"] = random.choice(("13/10", "150%", "4/1", "0/1", "1/3"))
        if random.random() < 0.3:
            row["spread"] = random.choice(("0.5%", "-0.25%", "0%", "-9%")) + " per year"
        if random.random() < 0.15:  # 0.6 % of an odd multiple of 2.50: half a cent
            row = {"principal": money(250 * (2 * random.randrange(10**6) + 1))}
            row |= {"series": "cn.lpr.1y", "start": "2025-05-20", "end": "2025-08-01"}
            if random.random() < 0.5:
                row |= {"both_ends": True, "end": "2025-07-31"}
        kind = random.random()
        if kind < 0.01:
            row["day_count"] = "ACT/365F"
        elif kind < 0.02:
            row["series"] = "cn.lpr.2y"
        elif kind < 0.03:
            row |= random.choice(
                ({"multiple": "-1/1"}, {"multiple": "150% per year"}, {"spread": "0.5%"})
            )
        rows.append(how(random, minus(random, row, "principal")))
    return rows


def series_interest(row: Row) -> int | No:
    basis = row.get("day_count", "ACT/365")
    if basis not in PLAIN:
        return No("unknown_name")
    name = row["series"]
    if name not in SERIES:
        return No("unknown_rule")
    wrong = refused(row, "principal")
    if wrong:
        return wrong
    start, end = days(row)
    multiple, per, _ = parsed(row.get("multiple", "1/1"))
    if multiple < 0 or per or parsed(row.get("spread", "0% per year"))[1] != "year":
        return No("rate_unit")
    if rate_on(name, start) is None:
        return No("before_series")
    both = row.get("both_ends", False)
    total = by_pieces(name, basis, start, end, both, parsed(row.get("spread", "0%"))[0])
    if isinstance(total, No):
        return total
    return figure(minor(row["principal"]) * total * multiple, row)


def by_pieces(
    name: str, basis: str, start: date, end: date, both: bool, spread: Fraction = Fraction(0)
) -> Fraction | No:
    """Rate times time over the segments of a series, the end day at the rate that holds on it."""
    total = Fraction(0)
    for opens, closes in pieces(name, start, end):
        if not read(name, opens):
            return No("unverified_rule")
        total += (rate_on(name, opens) + spread) * fraction(basis, opens, closes)
    if both:
        if not read(name, end):
            return No("unverified_rule")
        total += (rate_on(name, end) + spread) * one_day(basis, end)
    return total


# --- compound_interest ----------------------------------------------------------------------

MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}


def compound_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        every = random.choice(tuple(MONTHS))
        most = 3000 if random.random() < 0.2 else 900
        edges = LEAP_EDGES + MONTH_ENDS
        start, end = span(random, date(2015, 1, 1), date(2032, 1, 1), edges, most)
        if random.random() < 0.3 and start <= end:  # the corresponding day and its neighbours
            months = MONTHS[every] * random.randrange(1, 9)
            end = add_months(start, months) + random.choice((-1, 0, 1)) * ONE
        row = {"principal": money(amount(random, CENTS)), "start": start.isoformat()}
        row["end"] = end.isoformat()
        if every != "year" or random.random() < 0.5:
            row["every"] = every
        if random.random() < 0.4:
            row["both_ends"] = random.random() < 0.8
        if random.random() < 0.5:
            row["round_each"] = random.random() < 0.9
        rate = random.choice([one for one in YEARLY if not one.startswith("-")])
        kind = random.random()
        if kind < 0.2:
            basis = random.choice(CARRIED if random.random() < 0.95 else PLAIN)
            row["rate"] = f"{rate} per year {basis}"
            if random.random() < 0.3:
                row["day_count"] = basis if random.random() < 0.8 else random.choice(PLAIN)
        elif kind < 0.94:
            row |= {"rate": f"{rate} per year", "day_count": random.choice(PLAIN)}
        elif kind < 0.96:
            row["rate"] = f"{rate} per year"
        else:
            row["rate"] = random.choice(("2%", "0.05% per day", "1% per month", "-1% per year"))
            row["day_count"] = "ACT/365"
        kind = random.random()
        if kind < 0.15:  # one month of 30/360 at 6 %: half a cent
            row |= {"principal": money(100 * (2 * random.randrange(10**6) + 1)), "every": "month"}
            row |= {"rate": "6% per year 30/360", "start": "2023-03-15", "end": "2023-04-15"}
            row.pop("day_count", None)
        elif kind < 0.152:
            row |= {"start": "2000-02-29", "end": "2200-03-01", "every": "month"}
            row |= {"rate": "1% per year 30/360", "round_each": True}
            row["end"] = random.choice(("2200-02-28", "2200-03-31", "2200-03-28"))
            row.pop("day_count", None)
        elif kind < 0.158:
            row["end"] = LAST.isoformat()
            row["start"] = random.choice(("9997-12-31", "9999-12-31", "9995-02-28"))
        rows.append(how(random, minus(random, row, "principal")))
    return rows


def compound_interest(row: Row) -> int | No:
    wrong = refused(row, "principal")
    if unreadable(row["rate"]):
        return No("bad_rate")
    if wrong:
        return wrong
    start, end = days(row)
    rate, unit, basis = parsed(row["rate"])
    named = row.get("day_count")
    if unit != "year" or rate < 0 or not (basis or named) or (basis and named and basis != named):
        return No("rate_unit")
    basis = basis or named
    months = MONTHS[row.get("every", "year")]
    bounds = [start]
    while True:
        try:
            after = add_months(start, months * len(bounds))
        except ValueError:  # after the year 9999
            break
        if after > end:
            break
        bounds.append(after)
    if len(bounds) - 1 > 2400:
        return No("too_many_periods")
    times = [fraction(basis, *two) for two in pairwise(bounds)]
    try:
        last = one_day(basis, end) if row.get("both_ends", False) else 0
    except OutOfRange:
        return No("date_out_of_range")
    times.append(fraction(basis, bounds[-1], end) + last)
    principal = minor(row["principal"])
    if row.get("round_each", False):
        balance = principal
        for time in times:
            balance += rounded(balance * rate * time, row.get("rounding", "half_up"))
        earned = balance - principal
    else:
        above, below = principal, 1
        for time in times:
            factor = 1 + rate * time
            above, below = above * factor.numerator, below * factor.denominator
        growth = Fraction(above - principal * below, below)
        earned = rounded(growth, row.get("rounding", "half_up"))
    # What is owed with its interest is an amount of money too.
    return earned if principal + earned <= MOST else No("overflow")


# --- contract_default_interest --------------------------------------------------------------

SALE_EDGES = [S, date(2015, 10, 24), date(2008, 10, 27), date(2005, 3, 17), date(2020, 4, 20)]
SALE_EDGES += [date(2024, 10, 21), date(2025, 5, 20), UNKNOWN_FROM["cn.lpr.1y"], date(1999, 10, 1)]


def default_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        first = date(1999, 10, 1) if random.random() < 0.9 else date(1990, 8, 21)
        if random.random() < 0.02:
            first = random.choice((date(1988, 12, 1), date(1990, 8, 19)))
        edges = [one for one in SALE_EDGES if one >= first]
        start, end = span(random, first, date(2026, 12, 1), edges, 4000)
        row = {"amount": money(amount(random, CENTS)), "defaulted": start.isoformat()}
        row["end"] = end.isoformat()
        kind = random.random()
        if kind < 0.9:
            row["uplift"] = random.choice(("30%", "50%", "40%", "1/3", "31.25%", "3/10", "1/2"))
        elif kind < 0.96:
            row["uplift"] = random.choice(("29.99%", "50.01%", "0%", "-30%", "1/1"))
        else:
            row["uplift"] = random.choice(("30% per year", "0.4% per month"))
        if random.random() < 0.6:
            row["tenor"] = random.choice(TENORS)
        if random.random() < 0.6:
            row["lpr"] = random.choice(("at_default", "each_day"))
        if random.random() < 0.6:
            row["day_count"] = random.choice(("ACT/360", *PLAIN))
        if random.random() < 0.4:
            row["both_ends"] = random.random() < 0.8
        if random.random() < 0.1:  # 73 days at 3 % and 50 % more: 0.9 % of odd 5.00
            row = {"amount": money(500 * (2 * random.randrange(10**6) + 1)), "uplift": "50%"}
            row |= {"defaulted": "2025-06-01", "end": "2025-08-13"}
        if random.random() < 0.01:
            row[random.choice(("tenor", "lpr"))] = "1y"
        rows.append(how(random, minus(random, row, "amount")))
    return rows


def contract_default_interest(row: Row) -> int | No:
    if "1y" in (row.get("tenor"), row.get("lpr")):
        return No("unknown_name")
    wrong = refused(row, "amount", "defaulted")
    if wrong:
        return wrong
    uplift, unit, _ = parsed(row["uplift"])
    if unit:
        return No("rate_unit")
    start, end = days(row, "defaulted")
    if end < date(1999, 10, 1):
        return No("not_in_force")
    if not Fraction(3, 10) <= uplift <= Fraction(1, 2):
        return No("uplift_out_of_range")
    basis = row.get("day_count", "ACT/365")
    both = row.get("both_ends", False)
    benchmark = "cn.pboc." + row.get("tenor", "gt_6m_le_1y")
    total = Fraction(0)
    if start < S:
        if rate_on(benchmark, start) is None:
            return No("before_series")
        part = by_pieces(benchmark, basis, start, min(end, S), both and end < S)
        if isinstance(part, No):
            return part
        total += part
    if end >= S:
        opens = max(start, S)
        if row.get("lpr", "at_default") == "each_day":
            total += by_pieces("cn.lpr.1y", basis, opens, end, both)
        else:
            time = fraction(basis, opens, end) + (one_day(basis, end) if both else 0)
            total += rate_on("cn.lpr.1y", opens) * time
    return figure(minor(row["amount"]) * total * (1 + uplift), row)


ORACLES = {
    "interest": Oracle(
        interest_rows,
        interest,
        edges="same day; whole years ± 1 day; 29 February; month ends; each unit of a rate; ties",
    ),
    "series_interest": Oracle(
        series_rows,
        series_interest,
        edges="each day of a rate ± 1; a rate published unchanged; end of knowledge ± 1; ties",
    ),
    "compound_interest": Oracle(
        compound_rows,
        compound_interest,
        edges="corresponding day ± 1; month ends; the last day alone; 2400 periods ± 1; ties",
    ),
    "contract_default_interest": Oracle(
        default_rows,
        contract_default_interest,
        edges="2019-08-20 ± 1 day; each day of a rate ± 1; uplift at and beside 30% and 50%; ties",
    ),
}
