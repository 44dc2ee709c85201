"""Oracles of loans: instalments, schedules, balances, months to repay, due dates.

From the text alone: the level payment P·i·(1+i)^n / ((1+i)^n − 1) in whole numbers, the chain of
cents month by month, and the corresponding day of a later month (民法典 202).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, day
from tests.oracles._loan import (
    MONTHS,
    PRINCIPAL,
    Chain,
    Denied,
    Loan,
    chain,
    changes_fault,
    fits,
    level_share,
    loan_of,
    lowest,
    monthly,
    no_figure,
    pick_loan,
    pick_months,
    pick_principal,
    pick_rate,
    rate_at,
    rate_fault,
    rounded,
    shares,
    spoil,
    text,
    tie,
    units_of,
)

HUGE = 9 * 10**18


# instalment


@no_figure
def instalment(row: Row) -> int:
    """One instalment of the unrounded plan, or its principal or interest, rounded once."""
    loan = loan_of(row, month=("month", 1, 0))
    month, part = row.get("month", 1), row.get("part", "total")
    p, n, (a, b) = loan.principal, loan.months, loan.rate
    if loan.method == "equal_principal":
        interest = (p * (n - month + 1) * a, n * b)  # (P − (m−1)P/n)·i
        principal = (p, n)
        total = (p * (b + (n - month + 1) * a), n * b)
    elif a == 0:
        interest, principal, total = (0, 1), (p, n), (p, n)
    else:
        # With u = 1 + i, the balance before month m times i is P·i·(u^n − u^(m−1)) / (u^n − 1),
        # and what the level payment leaves of it is P·i·u^(m−1) / (u^n − 1).
        u, start = (a + b) ** n, (a + b) ** (month - 1) * b ** (n - month + 1)
        below = b * (u - b**n)
        interest = (p * a * (u - start), below)
        principal = (p * a * start, below)
        total = (p * a * u, below)
    above, below = {"total": total, "principal": principal, "interest": interest}[part]
    value = rounded(above, below, loan.how)
    fits(value)
    return value


def instalment_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = pick_loan(random)
        months = row["months"]
        if random.random() < 0.7:
            row["month"] = random.choice((1, 2, months, months - 1, random.randrange(months) + 1))
            row["month"] = max(1, min(row["month"], months))
        if random.random() < 0.6:
            row["part"] = random.choice(("total", "principal", "interest"))
        if random.random() < 0.1 and months <= 60:
            share = instalment_share(row)
            row["principal"] = text(tie(random, *share))
        if random.random() < 0.01:
            row["principal"] = text(random.choice((2**63 - 1, 2**63 - 2, HUGE)))
        found.append(
            spoil(
                random,
                row,
                [PRINCIPAL, rate_fault(), MONTHS, ("month", [0, -1, months + 1, 1201])],
            )
        )
    return found


def instalment_share(row: Row) -> tuple[int, int]:
    """The exact part of an instalment of a loan of 1, for building ties."""
    (a, b), n, month = monthly(row["rate"]), row["months"], row.get("month", 1)
    part = row.get("part", "total")
    if row.get("method") == "equal_principal" or a == 0:
        left = Fraction((n - month + 1) * a, n * b)
        share = {"interest": left, "principal": Fraction(1, n)}.get(part, left + Fraction(1, n))
        return share.numerator, share.denominator
    u, start = (a + b) ** n, (a + b) ** (month - 1) * b ** (n - month + 1)
    above = {"interest": u - start, "principal": start}.get(part, u)
    return lowest(a * above, b * (u - b**n))


# loan_schedule


def scheduled(loan: Loan, residue: str) -> Chain:
    """The chain by what becomes of the cents that do not divide."""
    p, n, how = loan.principal, loan.months, loan.how
    if residue == "each":
        return chain(p, loan.rate, n, loan.changes, method=loan.method, how=how, every=True)
    plain = loan.chain()
    if residue == "last":
        return plain
    if loan.method == "equal_principal":
        share = p // n  # down, whatever the rounding
        balances, interests, principals = [p], [0], [0]
        for k in range(1, n + 1):
            a, b = rate_at(k, loan.rate, loan.changes)
            interests.append(rounded(balances[-1] * a, b, how))
            principals.append(p - (n - 1) * share if k == 1 else share)
            balances.append(balances[-1] - principals[-1])
        return Chain(interests, principals, balances, principals)
    if n == 1:
        return plain
    left_over = plain.payment(n) - plain.instalment[n]
    above, below = left_over, 1
    for k in range(2, n + 1):
        a, b = rate_at(k, loan.rate, loan.changes)
        above *= b
        below *= a + b
    given = list(plain.instalment)
    given[1] += rounded(above, below, how)
    return chain(p, loan.rate, n, loan.changes, how=how, given=given)


@no_figure
def loan_schedule(row: Row) -> int:
    """The interest of the chain."""
    found = scheduled(loan_of(row), row.get("residue", "last"))
    value = sum(found.interest)
    fits(value)
    return value


def loan_schedule_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = pick_loan(random, changes="changes")
        if random.random() < 0.6:
            row["residue"] = random.choice(("last", "first", "first", "each"))
        if row.get("residue") == "each" and row["months"] > 360:
            row["months"] = 360  # each month a level payment of its own: long in whole numbers
        if random.random() < 0.3:
            row["first_due"] = day(random, date(2000, 1, 1), date(2030, 12, 31), FIRSTS).isoformat()
        if random.random() < 0.005:
            row["principal"], row["rate"] = (
                text(HUGE),
                random.choice(("0% per year", "36% per year")),
            )
            row["months"] = 120
            row.pop("changes", None)
        found.append(spoil(random, row, [PRINCIPAL, rate_fault(), MONTHS, changes_fault()]))
    return found


FIRSTS = [date(2019, 1, 31), date(2019, 2, 28), date(2020, 12, 30), date(2024, 3, 1)]


# unrounded_loan_interest


@no_figure
def unrounded_loan_interest(row: Row) -> int:
    """n·level − P, or P·i·(n+1)/2."""
    loan = loan_of(row)
    p, n, (a, b) = loan.principal, loan.months, loan.rate
    if loan.method == "equal_principal":
        value = rounded(p * a * (n + 1), 2 * b, loan.how)
    else:
        above, below = level_share(loan.rate, n)
        value = rounded(p * (n * above - below), below, loan.how)
    fits(value)
    return value


def unrounded_loan_interest_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = pick_loan(random)
        a, b = monthly(row["rate"])
        months = row["months"]
        if random.random() < 0.15 and months <= 60:
            if row.get("method") == "equal_principal":
                share = (a * (months + 1), 2 * b)
            else:
                above, below = shares((a, b), months)
                share = (months * above - below, below)
            row["principal"] = text(tie(random, *share))
        if random.random() < 0.01:
            row["principal"] = text(random.choice((2**63 - 1, HUGE)))
        found.append(spoil(random, row, [PRINCIPAL, rate_fault(), MONTHS]))
    return found


# loan_balance


def exact_balance(loan: Loan, after: int) -> tuple[int, int]:
    """The balance of the unrounded plan, a fraction; every change begins an exact plan anew."""
    p, n = loan.principal, loan.months
    if loan.method == "equal_principal":
        return p * (n - after), n
    above, below = p, 1
    starts = [(1, loan.rate), *(one for one in loan.changes if one[0] <= after)]
    for at, (start, (a, b)) in enumerate(starts):
        end = starts[at + 1][0] - 1 if at + 1 < len(starts) else after
        left, paid = n - start + 1, end - start + 1
        if a == 0:
            above, below = above * (left - paid), below * left
        else:  # (u^left − u^paid) / (u^left − 1)
            u, w = (a + b) ** left, b**left
            above, below = above * (u - (a + b) ** paid * b ** (left - paid)), below * (u - w)
    return above, below


@no_figure
def loan_balance(row: Row) -> int:
    """The balance after so many instalments, of the chain or of the unrounded plan."""
    loan = loan_of(row, month=("after", 0, 0))
    if row.get("mode", "cent") == "unrounded":
        value = rounded(*exact_balance(loan, row["after"]), loan.how)
    else:
        value = loan.chain().balance[row["after"]]
    fits(value)
    return value


def loan_balance_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = pick_loan(random, changes="changes")
        months = row["months"]
        row["after"] = random.choice((0, 1, months - 1, months, random.randrange(months + 1)))
        if random.random() < 0.7:
            row["mode"] = random.choice(("cent", "unrounded", "unrounded"))
        if row.get("mode") == "unrounded" and months <= 60 and random.random() < 0.3:
            share = exact_balance(Loan(1, monthly(row["rate"]), months, [], "", ""), row["after"])
            row["principal"] = text(tie(random, *share))
        found.append(
            spoil(
                random,
                row,
                [
                    PRINCIPAL,
                    rate_fault(),
                    MONTHS,
                    ("after", [-1, months + 1, 1201]),
                    changes_fault(),
                ],
            )
        )
    return found


# months_to_repay


@no_figure
def months_to_repay(row: Row) -> int:
    """The months in which a payment pays the principal off."""
    balance = units_of(row["principal"])
    if balance < 0:
        raise Denied("negative_amount")
    a, b = monthly(row["rate"])
    payment = units_of(row["payment"])
    if row["payment"][-3:] != row["principal"][-3:]:
        raise Denied("currency_mismatch")
    if payment < 0:
        raise Denied("negative_amount")
    how = row.get("rounding", "half_up")
    months = 0
    while balance > 0:
        interest = rounded(balance * a, b, how)
        if payment <= interest or months == 1200:
            raise Denied("never_repaid")
        balance += interest - payment
        months += 1
    return months


def months_to_repay_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        rate, months = pick_rate(random), pick_months(random)
        principal = pick_principal(random, rate, months)
        a, b = monthly(rate)
        first = principal * a // b
        chance = random.random()
        if chance < 0.5:  # the level payment and its neighbours: months or one more
            above, below = shares((a, b), min(months, 60))
            payment = principal * above // below + random.choice((-1, 0, 1, 2))
        elif chance < 0.65:  # about the first month's interest
            payment = first + random.choice((0, 1, 2, 3))
        elif chance < 0.7:
            payment = random.choice((0, principal, principal + first, principal + first + 1))
        elif chance < 0.73:  # 1200 months and the ones beside it, at no interest
            rate, payment = "0% per year", random.randrange(1, 1000)
            principal = 1200 * payment + random.choice((-payment, -1, 0, 1))
        else:
            payment = first + random.randrange(1, principal // 12 + 10)
        currency = "CNY" if random.random() < 0.97 else random.choice(("USD", "JPY"))
        row: Row = {
            "principal": text(principal, currency),
            "rate": rate,
            "payment": text(max(0, payment), currency),
        }
        if random.random() < 0.3:
            row["rounding"] = random.choice(
                ("half_up", "half_even", "half_down", "up", "down", "ceiling", "floor")
            )
        found.append(
            spoil(
                random,
                row,
                [PRINCIPAL, rate_fault()],
                [("payment", [text(-1, currency), "1.00 EUR"])],
            )
        )
    return found


# instalment_date


def add_months(start: date, months: int) -> date:
    """The corresponding day, else the last one of the month."""
    place = start.year * 12 + start.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@no_figure
def instalment_date(row: Row) -> str:
    """The day so many months on (民法典 202)."""
    if not 0 <= row["months"] <= 1200:
        raise Denied("month_out_of_range")  # a count from 0, as `after` is
    return add_months(date.fromisoformat(row["start"]), row["months"]).isoformat()


def instalment_date_rows(random: Random, n: int) -> list[Row]:
    ends = [date(2019, 1, 31), date(2023, 8, 31), date(2000, 2, 29), date(2099, 12, 31)]
    found = []
    for _ in range(n):
        start = day(random, date(1950, 1, 1), date(2150, 12, 31), ends)
        months = random.choice((0, 1, 12, 13, 48, 1199, 1200, random.randrange(1201)))
        row = {"start": start.isoformat(), "months": months}
        found.append(spoil(random, row, [("months", [-1, 1201, 100_000])]))
    return found


ORACLES: dict[str, Oracle] = {
    "instalment": Oracle(
        instalment_rows,
        instalment,
        edges="first and last month; ties and near-ties of each part; 2^63; 1, 360, 1200 months",
    ),
    "loan_schedule": Oracle(
        loan_schedule_rows,
        loan_schedule,
        edges="changes in month 2, n, n + 1; residue last, first, each; principal below the months",
    ),
    "unrounded_loan_interest": Oracle(
        unrounded_loan_interest_rows,
        unrounded_loan_interest,
        edges="ties and near-ties of the sum; no interest; 1, 360, 1200 months; 2^63",
    ),
    "loan_balance": Oracle(
        loan_balance_rows,
        loan_balance,
        edges="after 0, 1, n − 1, n; changes at and beyond it; ties of the exact balance",
    ),
    "months_to_repay": Oracle(
        months_to_repay_rows,
        months_to_repay,
        edges="the level payment ± a cent; the first interest and a cent more; 1200 months ± 1",
    ),
    "instalment_date": Oracle(
        instalment_date_rows,
        instalment_date,
        edges="month ends, 29 February ± 1 day, 0, 1, 12, 48, 1200 months and beyond",
    ),
}
