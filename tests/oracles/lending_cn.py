"""Oracles of private lending on the mainland: the cap, interest below it, loans rolled over.

民间借贷规定 24–31: four times the one-year LPR of the day the contract was formed; no interest
agreed, none owed; interest taken off in advance was not lent; overdue interest with all that is
owed beside it stays below the cap. 31: a loan from before 2020-08-20 keeps the old line, 24 % a
year, for the days before, and takes the cap of the day of suit for those from then on.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from random import Random

import accord

from tests.oracles import No, Oracle, Row, amount, minor, money
from tests.oracles._rates import (
    CHANGES,
    MOST,
    ONE,
    PLAIN,
    SERIES,
    add_months,
    fraction,
    how,
    one_day,
    parsed,
    span,
)
from tests.oracles.interest import CENTS, LEAP_EDGES, MONTH_ENDS, days, figure, unreadable
from tests.oracles.interest_cn import amounts

LPR = "cn.lpr.1y"
S = date(2020, 8, 20)  # the limit by the LPR takes effect
FIRST_LPR = date(2019, 8, 20)
OLD_FROM = date(2015, 9, 1)
OLD_LINE = Fraction(24, 100)
LENDERS = ("natural_person", "company")
LOCAL = (
    "small_loan",
    "guarantee",
    "regional_equity",
    "pawn",
    "leasing",
    "factoring",
    "local_asset_manager",
)
FORMED_EDGES = [S, S, OLD_FROM, FIRST_LPR, *CHANGES[LPR]]
ACCEPT = ("cn.lending.old_cap",)


@lru_cache(maxsize=50_000)
def prime(on: date) -> Fraction:
    """The one-year LPR of a day: the quotation of that day or the last before it."""
    return SERIES[LPR][bisect_right(CHANGES[LPR], on) - 1][1]


def lender_refused(lender: str) -> No | None:
    if lender == "licensed":
        return No("licensed_lender")
    return No("local_financial_organisation") if lender in LOCAL else None


def old_line(formed: date) -> Fraction | No:
    return OLD_LINE if formed >= OLD_FROM else No("before_interpretation")


def sued_wrong(row: Row) -> No | None:
    """A loan from before the limit needs the day of suit, not before the loan."""
    if date.fromisoformat(row["formed"]) >= S:
        return None
    if "sued" not in row:
        return No("needs_argument")
    return No("end_before_start") if row["sued"] < row["formed"] else None


# --- rows -----------------------------------------------------------------------------------


def day_formed(random: Random) -> date:
    kind = random.random()
    if kind < 0.35:
        return random.choice(FORMED_EDGES) + random.choice((-1, 0, 1)) * ONE
    if kind < 0.65:
        return S + random.randrange(2200) * ONE
    if kind < 0.96:
        return OLD_FROM + random.randrange((S - OLD_FROM).days) * ONE
    return OLD_FROM - random.randrange(1, 2000) * ONE


def day_sued(random: Random, formed: date) -> date:
    kind = random.random()
    if kind < 0.3:
        return max(formed, S + random.choice((-1, 0, 1)) * ONE)
    if kind < 0.5:
        return formed + random.randrange(0, 900) * ONE
    if kind < 0.6:
        return max(formed, random.choice(CHANGES[LPR]) + random.choice((-1, 0, 1)) * ONE)
    if kind < 0.63:
        return formed - random.choice((1, 1, 400)) * ONE
    return max(formed, S) + random.randrange(2200) * ONE


def loan(random: Random) -> Row:
    """Who lent, when the contract was formed and when the suit was brought."""
    formed = day_formed(random)
    kind = random.random()
    row: Row = {"lender": random.choice(LENDERS), "formed": formed.isoformat()}
    if kind < 0.02:
        row["lender"] = "licensed"
    elif kind < 0.05:
        row["lender"] = random.choice(LOCAL)
    elif kind < 0.055:
        row["lender"] = "bank"
    if random.random() < (0.97 if formed < S else 0.3):
        row["sued"] = max(day_sued(random, formed), formed if formed >= S else date.min).isoformat()
    return row


def lent(random: Random) -> tuple[Row, date, date]:
    """A loan with the time it bears interest, about the limit's day for many."""
    row = loan(random)
    formed = date.fromisoformat(row["formed"])
    edges = [one for one in (*FORMED_EDGES, *LEAP_EDGES, *MONTH_ENDS) if one >= formed] or [formed]
    start, end = span(random, formed, date(2030, 1, 1), edges, 2000)
    if random.random() < 0.5:
        length = (end - start).days
        start = formed + random.choice((0, 0, 1, 31)) * ONE
        end = start + length * ONE
    if formed < S and random.random() < 0.2:
        start = max(formed, S + random.choice((-1, -1, 0, 1)) * ONE)
        end = start + random.choice((0, 0, 1, 2, 30, 365)) * ONE
    if random.random() < 0.02:
        start = formed - ONE
    row |= {"start": start.isoformat(), "end": end.isoformat()}
    if random.random() < 0.7:
        row["day_count"] = random.choice(("ACT/365", "ACT/360", "30/360", *PLAIN))
    return row, start, end


def spoil(random: Random, row: Row, names: tuple[str, ...]) -> None:
    """A few rows with an amount below zero, in another currency, or as large as one can be."""
    kind = random.random()
    if kind < 0.015:
        row[random.choice(names)] = money(-random.randrange(1, 1000))
    elif kind < 0.025 and len(names) > 1:
        row[random.choice(names[1:])] = "77.00 USD"
    elif kind < 0.03:
        row["principal"] = money(random.randrange(1000, 10**9), "USD")


# --- lending_cap ----------------------------------------------------------------------------


def cap_rows(random: Random, n: int) -> list[Row]:
    return [loan(random) for _ in range(n)]


@lru_cache(maxsize=1000)
def yearly(rate: Fraction) -> str:
    return str(accord.Rate(f"{rate.numerator}/{rate.denominator} per year"))


def lending_cap(row: Row) -> str | No:
    if row["lender"] not in (*LENDERS, *LOCAL, "licensed"):
        return No("unknown_name")
    wrong = lender_refused(row["lender"]) or sued_wrong(row)
    if wrong:
        return wrong
    formed = date.fromisoformat(row["formed"])
    if formed >= S:
        return yearly(4 * prime(formed))
    sued = date.fromisoformat(row["sued"])
    if sued >= S:
        return yearly(4 * prime(sued))
    line = old_line(formed)
    return line if isinstance(line, No) else yearly(line)


# --- the cap by days ------------------------------------------------------------------------


@dataclass(frozen=True)
class Caps:
    """The cap of the days before the limit took effect, and of those from it on."""

    before: Fraction
    after: Fraction

    def on(self, one: date) -> Fraction:
        return self.before if one < S else self.after


def caps_of(row: Row, old_rules: bool) -> Caps | No:
    wrong = sued_wrong(row)
    if wrong:
        return wrong
    formed = date.fromisoformat(row["formed"])
    if formed >= S:
        return Caps(4 * prime(formed), 4 * prime(formed))
    if date.fromisoformat(row["sued"]) < S:
        line = old_line(formed)
        return line if isinstance(line, No) else Caps(line, line)
    new = 4 * prime(date.fromisoformat(row["sued"]))
    if not old_rules or date.fromisoformat(row["start"]) >= S:
        return Caps(new, new)
    line = old_line(formed)
    return line if isinstance(line, No) else Caps(line, new)


def runs(start: date, end: date, basis: str, cuts: list[date], both: bool) -> list:
    """The first day of each run and its part of a year; the end day too, if it counts."""
    if start == end:
        return [(end, one_day(basis, end))] if both else []  # no day counts, no run
    marks = [start, *sorted({one for one in cuts if start < one < end}), end]
    found = [(opens, fraction(basis, opens, closes)) for opens, closes in pairwise(marks)]
    return [*found, (end, one_day(basis, end))] if both else found


def loan_wrong(row: Row, names: tuple[str, ...]) -> No | None:
    if row["lender"] not in (*LENDERS, *LOCAL, "licensed"):
        return No("unknown_name")
    wrong = amounts(row, names)
    if wrong:
        return wrong
    if row["end"] < row["start"]:
        return No("end_before_start")
    if row["start"] < row["formed"]:
        return No("start_before_formed")
    return lender_refused(row["lender"])


# --- private_lending_interest ---------------------------------------------------------------

AMOUNTS = ("principal", "penalty", "deducted")
CONTRACT_RATES = (
    "6% per year",
    "12% per year",
    "15.4% per year",
    "15.39% per year",
    "15.41% per year",
    "14.8% per year",
    "24% per year",
    "24.01% per year",
    "36% per year",
    "1/7 per year",
    "0% per year",
    "1% per month",
    "2% per month",
    "3% per month",
    "77/6000 per month",
    "1/90 per month",
)


def contract_rate(random: Random, row: Row) -> str:
    kind = random.random()
    if kind < 0.1:
        return f"{random.choice(CONTRACT_RATES[:9])} {row.get('day_count', 'ACT/365')}"
    if kind < 0.115:
        return random.choice(CONTRACT_RATES[:9]) + random.choice((" ACT/360", " 30/360"))
    if kind < 0.13:
        return random.choice(("0.05% per day", "10%", "-1% per year", "-1% per month", "1/10"))
    formed = date.fromisoformat(row["formed"])
    if kind < 0.4 and formed >= FIRST_LPR:  # the cap, and a hundredth of a percent beside it
        cap = 4 * prime(formed) + random.choice((-1, 0, 1)) * Fraction(1, 10_000)
        return f"{cap.numerator}/{cap.denominator} per year"
    return random.choice(CONTRACT_RATES)


def lending_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        row, start, end = lent(random)
        row = {"principal": money(amount(random, CENTS)), **row}
        if random.random() < 0.8:
            row["rate"] = contract_rate(random, row)
        if random.random() < 0.65:
            row["defaulted"] = day_defaulted(random, start, end).isoformat()
        if random.random() < 0.3:
            row["overdue_rate"] = contract_rate(random, row)
        if random.random() < 0.4:
            row["both_ends"] = random.random() < 0.8
        if random.random() < 0.3:
            row["old_rules"] = random.random() < 0.3
        if random.random() < 0.25:
            principal = minor(row["principal"])
            part = random.choice((0, 1, principal // 10, principal // 3, principal))
            row["deducted"] = money(part + (random.random() < 0.05))
        if random.random() < 0.1:
            tied(random, row)
        if random.random() < (0.5 if "defaulted" in row else 0.02):
            row["penalty"] = money(penalty_of(random, row))
        spoil(random, row, AMOUNTS)
        if random.random() < 0.005:
            row = {**LARGE, "principal": money(MOST - random.randrange(2))}
            row["end"] = random.choice(("2022-01-01", "2029-01-01", "2031-06-01"))
        rows.append(how(random, row))
    return rows


LARGE: Row = {
    "lender": "company",
    "formed": "2021-01-01",
    "start": "2021-01-01",
    "rate": "16% per year",
    "day_count": "30E/360",
}


def day_defaulted(random: Random, start: date, end: date) -> date:
    kind = random.random()
    if kind < 0.35:
        return random.choice((start, end)) + random.choice((-1, 0, 0, 1)) * ONE
    if kind < 0.5:
        return random.choice((S, FIRST_LPR, *CHANGES[LPR])) + random.choice((-1, 0, 1)) * ONE
    if kind < 0.55:
        return start - random.randrange(1, 400) * ONE
    return start + random.randrange(max(1, (end - start).days)) * ONE


def tied(random: Random, row: Row) -> None:
    """0.5 % of an odd number of yuan: half a cent; 73 days at 2.5 %, or a month at 6 %."""
    row["principal"] = money(100 * (2 * random.randrange(10**6) + 1))
    start = date.fromisoformat(row["start"])
    for name in ("deducted", "defaulted", "overdue_rate", "both_ends"):
        row.pop(name, None)
    if random.random() < 0.5:
        row |= {"rate": "2.5% per year", "day_count": "ACT/365"}
        row["end"] = (start + 73 * ONE).isoformat()
    else:
        row |= {"rate": "0.5% per month", "day_count": "30E/360"}
        row["end"] = add_months(start, 1).isoformat()


def penalty_of(random: Random, row: Row) -> int:
    """Mostly about what the cap has room for."""
    found = lending_figures(row)
    if isinstance(found, No) or random.random() < 0.4:
        return amount(random, CENTS, 10**9)
    room = found[1]
    return max(0, room.numerator // room.denominator + random.choice((-1, 0, 1, 2, 10_000)))


def contract_wrong(row: Row) -> No | None:
    for name in ("rate", "overdue_rate"):
        if name in row:
            rate, unit, basis = parsed(row[name])
            if unit not in ("year", "month") or rate < 0:
                return No("rate_unit")
            if basis and basis != row.get("day_count", "ACT/365"):
                return No("rate_unit")
    return None


def agreed(row: Row, name: str) -> Fraction | None:
    if name not in row:
        return None
    rate, unit, _ = parsed(row[name])
    return 12 * rate if unit == "month" else rate


def lending_figures(row: Row) -> tuple[Fraction, Fraction] | No:
    """Interest in minor units, and what the cap leaves room for beside it; exact."""
    wrong = loan_wrong(row, AMOUNTS)
    if any(name in row and unreadable(row[name]) for name in ("rate", "overdue_rate")):
        return No("bad_rate") if row["lender"] != "bank" else No("unknown_name")
    if wrong:
        return wrong
    principal = minor(row["principal"]) - minor(row.get("deducted", "0.00 CNY"))
    if principal < 0:
        return No("deducted_above_principal")
    caps = caps_of(row, row.get("old_rules", True))
    if isinstance(caps, No):
        return caps
    wrong = contract_wrong(row)
    if wrong:
        return wrong
    start, end = days(row)
    both = row.get("both_ends", False)
    defaulted = date.fromisoformat(row["defaulted"]) if "defaulted" in row else None
    last = end if both else end - ONE
    if "penalty" in row and (defaulted is None or last < max(start, defaulted)):
        return No("penalty_without_default")  # no day counted is overdue
    rate, overdue = agreed(row, "rate"), agreed(row, "overdue_rate")
    cuts = [S] if caps.before != caps.after else []
    cuts += [defaulted] if defaulted else []
    owed = room = Fraction(0)
    for opens, time in runs(start, end, row.get("day_count", "ACT/365"), cuts, both):
        cap = caps.on(opens)
        if defaulted is None or opens < defaulted:
            owed += min(rate or Fraction(0), cap) * time
            continue
        if overdue is not None:
            applied = min(overdue, cap)
        elif rate is not None:
            applied = min(rate, cap)
        elif defaulted < FIRST_LPR:
            return No("before_series")
        else:
            applied = prime(defaulted)
        owed += applied * time
        room += (cap - applied) * time
    return principal * owed, principal * max(room, Fraction(0))


def private_lending_interest(row: Row) -> int | No:
    found = lending_figures(row)
    if isinstance(found, No):
        return found
    owed, room = found
    return figure(owed + min(Fraction(minor(row.get("penalty", "0.00 CNY"))), room), row)


# --- rollover_ceiling -----------------------------------------------------------------------


def rollover_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        row = lent(random)[0]
        row = {"principal": money(amount(random, CENTS)), **row}
        if random.random() < 0.1:  # a month at 12 % and 30E/360: 1 % of an odd number of 0.50
            row |= {"principal": money(50 * (2 * random.randrange(10**6) + 1))}
            row |= {"formed": "2025-06-01", "start": "2025-06-01", "day_count": "30E/360"}
            row["end"] = random.choice(("2025-07-01", "2025-12-01", "2026-06-01", "2026-09-01"))
        spoil(random, row, ("principal",))
        if random.random() < 0.01:
            row["principal"] = money(random.choice((MOST, MOST // 2, MOST - 1)))
            row |= {"formed": "2025-06-01", "start": "2025-06-01", "day_count": "30E/360"}
            row["end"] = random.choice(("2025-06-01", "2026-06-01", "2033-09-01", "2033-11-01"))
        rows.append(how(random, row))
    return rows


def rollover_ceiling(row: Row) -> int | No:
    wrong = loan_wrong(row, ("principal",))
    if wrong:
        return wrong
    caps = caps_of(row, True)
    if isinstance(caps, No):
        return caps
    cuts = [S] if caps.before != caps.after else []
    basis = row.get("day_count", "ACT/365")
    grown = sum(caps.on(opens) * time for opens, time in runs(*days(row), basis, cuts, False))
    return figure(minor(row["principal"]) * (1 + grown), row)


ORACLES = {
    "lending_cap": Oracle(
        cap_rows,
        lending_cap,
        accept=ACCEPT,
        edges="formed and sued on 2020-08-20, 2015-09-01 and each day of the LPR, ± 1 day",
        options={"figures": 10},  # nine quotations since the limit, and the old line
    ),
    "private_lending_interest": Oracle(
        lending_rows,
        private_lending_interest,
        accept=ACCEPT,
        edges="the cap ± 0.01%; 2020-08-20 and default ± 1 day; room for penalties ± 0.01; ties",
    ),
    "rollover_ceiling": Oracle(
        rollover_rows,
        rollover_ceiling,
        accept=ACCEPT,
        edges="2020-08-20 ± 1 day; same day; 29 February; half cents; half of the largest sum",
    ),
}
