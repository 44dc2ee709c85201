"""What others do with the same rows: numpy in float64, a decimal loop, QuantLib, numpy-financial.

Each takes a Work and how many of its rows, does them, and answers with its figures in minor units,
or with None where it rounds nothing to compare.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import numpy as np

from tests.bench._settlement_data import CHARGED, COMPENSATORY, PLAN, RIGHT, Work

UNIT = Decimal(1)


def half_up(value: np.ndarray) -> np.ndarray:
    return np.sign(value) * np.floor(np.abs(value) + 0.5)


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def prefix_sums(work: Work) -> tuple[int, list[Fraction]]:
    """The first day of the series, and the sum of all rates before each day from it on."""
    points, rates = work.columns["points"], work.extra["rates"]
    first = int(points[0])
    at, sums = 0, [Fraction(0)]
    for day in range(first, work.extra["known"] + 400):
        while at + 1 < len(points) and points[at + 1] <= day:
            at += 1
        sums.append(sums[-1] + rates[at])
    return first, sums


# --- interest over a series -----------------------------------------------------------------------


def numpy_interest(work: Work, rows: int) -> np.ndarray:
    first, sums = prefix_sums(work)
    table = np.array([float(s) for s in sums])
    principal = work.columns["principal"][:rows]
    start = work.columns["start"][:rows] - first
    end = work.columns["end"][:rows] - first
    fine = work.extra["valid"][:rows] & (principal >= 0) & (start >= 0) & (end >= start)
    fine &= end < len(table)
    spread = table[np.where(fine, end, 0)] - table[np.where(fine, start, 0)]
    figure = np.floor(principal * spread / 365 + 0.5)
    return np.where(fine, figure, -1).astype(np.int64)


def decimal_interest(work: Work, rows: int) -> np.ndarray:
    first, sums = prefix_sums(work)
    table = [decimal(s) for s in sums]
    names = ("principal", "start", "end")
    columns = [work.columns[name][:rows].tolist() for name in names]
    figures = []
    for principal, start, end, valid in zip(
        *columns, work.extra["valid"][:rows].tolist(), strict=True
    ):
        if not valid or principal < 0 or start < first or end < start:
            figures.append(-1)
            continue
        exact = Decimal(principal) * (table[end - first] - table[start - first]) / 365
        figures.append(int(exact.quantize(UNIT, ROUND_HALF_UP)))
    return np.array(figures)


def quantlib_interest(work: Work, rows: int) -> np.ndarray:
    """One InterestRate a publication, compounded over each segment of the period."""
    import QuantLib as ql

    offset = ql.Date(1, 1, 1970).serialNumber()
    points = [int(p) + offset for p in work.columns["points"]]
    dates = [ql.Date(p) for p in points]
    rates = [
        ql.InterestRate(float(rate), ql.Actual365Fixed(), ql.Simple, ql.Annual)
        for rate in work.extra["rates"]
    ]
    figures = []
    for i in range(rows):
        if not work.extra["valid"][i]:
            figures.append(-1)
            continue
        start = ql.Date(int(work.columns["start"][i]) + offset)
        end = ql.Date(int(work.columns["end"][i]) + offset)
        total = 0.0
        for k, rate in enumerate(rates):
            low = max(start, dates[k])
            high = min(end, dates[k + 1]) if k + 1 < len(dates) else end
            if low < high:
                total += rate.compoundFactor(low, high) - 1
        figures.append(int(work.columns["principal"][i] * total + 0.5))
    return np.array(figures)


# --- the court fee --------------------------------------------------------------------------------


def numpy_court_fee(work: Work, rows: int) -> np.ndarray:
    over, base, rate = (work.columns[name] for name in ("over", "base", "rate"))
    claim, on = work.columns["claim"][:rows], work.columns["on"][:rows]
    fine = work.extra["valid"][:rows] & (claim >= 0) & (on >= work.columns["in_force"][0])
    at = np.maximum(np.searchsorted(over, claim) - 1, 0)
    figure = np.floor(base[at] + (claim - over[at]) * (rate[at] / 1000) + 0.5)
    return np.where(fine, figure, -1).astype(np.int64)


def decimal_court_fee(work: Work, rows: int) -> np.ndarray:
    over, base, rate = (work.columns[name].tolist() for name in ("over", "base", "rate"))
    shares = [Decimal(r) / 1000 for r in rate]
    figures = []
    for claim, valid in zip(
        work.columns["claim"][:rows].tolist(), work.extra["valid"][:rows].tolist(), strict=True
    ):
        if not valid or claim < 0:
            figures.append(-1)
            continue
        at = max(bisect_left(over, claim) - 1, 0)
        exact = base[at] + (claim - over[at]) * shares[at]
        figures.append(int(exact.quantize(UNIT, ROUND_HALF_UP)))
    return np.array(figures)


# --- loans ----------------------------------------------------------------------------------------


def numpy_level(balance: np.ndarray, rate: float, left: np.ndarray) -> np.ndarray:
    return half_up(balance * rate / (1 - (1 + rate) ** -left.astype(np.float64)))


def numpy_chain(
    chain: dict[int, Fraction], principal: np.ndarray, months: np.ndarray, last: int
) -> tuple[np.ndarray, np.ndarray]:
    """Payments of months 1 to `last` (a row each) and balances after them."""
    balance = principal.astype(np.float64)
    payments, balances = np.zeros((last, len(principal))), np.zeros((last + 1, len(principal)))
    balances[0] = balance
    rate, level = 0.0, balance
    for month in range(1, last + 1):
        if month in chain:
            rate = float(chain[month])
            level = numpy_level(balance, rate, np.maximum(months - month + 1, 1))
        interest = half_up(balance * rate)
        share = np.clip(level - interest, 0, balance)
        share = np.where(month >= months, balance, share)
        balance = balance - share
        payments[month - 1] = np.where(month <= months, share + interest, 0)
        balances[month] = balance
    return payments, balances


def numpy_loan_chain(work: Work, rows: int) -> np.ndarray:
    principal, months = (work.columns[name][:rows] for name in ("principal", "months"))
    payments, _ = numpy_chain(PLAN, principal, months, int(months.max()))
    return (payments.sum(axis=0) - principal).astype(np.int64)


def numpy_financial_chain(work: Work, rows: int) -> None:
    """The interest part of every month of the unrounded plan."""
    import numpy_financial as npf

    principal, months = (work.columns[name][:rows] for name in ("principal", "months"))
    per = np.arange(1, int(months[0]) + 1)
    npf.ipmt(float(PLAN[1]), per[None, :], int(months[0]), principal[:, None]).sum(axis=1)


def quantlib_loan_chain(work: Work, rows: int) -> None:
    """An amortising bond a loan: its unrounded cash flows."""
    import QuantLib as ql

    start, calendar = ql.Date(1, 1, 2020), ql.NullCalendar()
    term, monthly = ql.Period(int(work.columns["months"][0]), ql.Months), ql.Period(ql.Monthly)
    schedule = ql.Schedule(
        start,
        calendar.advance(start, term),
        monthly,
        calendar,
        ql.Unadjusted,
        ql.Unadjusted,
        ql.DateGeneration.Backward,
        False,
    )
    basis, rate = ql.Thirty360(ql.Thirty360.BondBasis), float(PLAN[1]) * 12
    for principal in work.columns["principal"][:rows].tolist():
        notionals = ql.sinkingNotionals(term, ql.Monthly, rate, principal)
        bond = ql.AmortizingFixedRateBond(0, notionals, schedule, [rate], basis)
        sum(flow.amount() for flow in bond.cashflows())


def decimal_chain(
    chain: dict[int, Fraction], principal: int, months: int, last: int
) -> tuple[list[int], int]:
    """A month's rate has no end in decimals, so that the interest is divided last."""
    balance, level, payments = Decimal(principal), Decimal(0), []
    by, of = Decimal(0), Decimal(1)
    for month in range(1, last + 1):
        if month in chain:
            by, of = (Decimal(number) for number in chain[month].as_integer_ratio())
            rate = by / of
            exact = balance * rate / (1 - (1 + rate) ** -(months - month + 1))
            level = exact.quantize(UNIT, ROUND_HALF_UP)
        interest = (balance * by / of).quantize(UNIT, ROUND_HALF_UP)
        share = balance if month == months else min(max(level - interest, Decimal(0)), balance)
        balance -= share
        payments.append(int(share + interest))
    return payments, int(balance)


def decimal_loan_chain(work: Work, rows: int) -> np.ndarray:
    with localcontext(prec=40):
        figures = []
        for i in range(rows):
            principal, months = (int(work.columns[name][i]) for name in ("principal", "months"))
            figures.append(sum(decimal_chain(PLAN, principal, months, months)[0]) - principal)
    return np.array(figures)


def due_days(first_due: np.ndarray, month: int, redress: int) -> np.ndarray:
    """Days from the month's due date to the redress, the day of the month kept where it exists."""
    due = first_due.astype("datetime64[D]")
    begin = due.astype("datetime64[M]")
    day = (due - begin.astype("datetime64[D]")).astype(np.int64)
    at = begin + (month - 1)
    length = ((at + 1).astype("datetime64[D]") - at.astype("datetime64[D]")).astype(np.int64)
    return redress - (at.astype("datetime64[D]").astype(np.int64) + np.minimum(day, length - 1))


def numpy_overcharge(work: Work, rows: int) -> np.ndarray:
    names = ("principal", "months", "paid_months", "first_due")
    principal, months, paid, due = (work.columns[name][:rows] for name in names)
    last, redress = int(paid.max()), int(work.columns["as_of"][0])
    charged, charged_left = numpy_chain(CHARGED, principal, months, last)
    right, right_left = numpy_chain(RIGHT, principal, months, last)
    total, unit_days = np.zeros(rows), np.zeros(rows)
    for month in range(1, last + 1):
        over = np.where(month <= paid, charged[month - 1] - right[month - 1], 0)
        total += over
        unit_days += over * due_days(due, month, redress)
    each = np.arange(rows)
    total += charged_left[paid, each] - right_left[paid, each]
    return (total + half_up(unit_days * float(COMPENSATORY))).astype(np.int64)


def decimal_overcharge(work: Work, rows: int) -> np.ndarray:
    redress, figures = int(work.columns["as_of"][0]), []
    with localcontext(prec=40):
        by, of = (Decimal(number) for number in COMPENSATORY.as_integer_ratio())
        for i in range(rows):
            principal, months, paid = (
                int(work.columns[name][i]) for name in ("principal", "months", "paid_months")
            )
            charged, charged_left = decimal_chain(CHARGED, principal, months, paid)
            right, right_left = decimal_chain(RIGHT, principal, months, paid)
            due, total, unit_days = work.columns["first_due"][i : i + 1], 0, 0
            for month in range(1, paid + 1):
                over = charged[month - 1] - right[month - 1]
                total += over
                unit_days += over * int(due_days(due, month, redress)[0])
            interest = (unit_days * by / of).quantize(UNIT, ROUND_HALF_UP)
            figures.append(total + charged_left - right_left + int(interest))
    return np.array(figures)


# --- misrepresentation ----------------------------------------------------------------------------


def numpy_misrepresentation(work: Work, rows: int) -> np.ndarray:
    """All investors' first trades at once, then all second ones, and so on."""
    offsets, names = work.columns["offsets"][: rows + 1], ("date", "side", "quantity", "price")
    implemented, disclosed, base_date = (int(d) for d in work.columns["days"])
    base, left, of = (int(t) for t in work.columns["terms"])
    earlier, window, later, cost, gone = (np.zeros(rows) for _ in range(5))
    for place in range(int(np.diff(offsets).max())):
        at = np.minimum(offsets[:-1] + place, len(work.columns["date"]) - 1)
        day, side, quantity, price = (work.columns[name][at] for name in names)
        quantity = np.where((offsets[:-1] + place < offsets[1:]) & (day <= base_date), quantity, 0)
        buys = np.where(side == 0, quantity, 0)
        before, after = day < implemented, day >= disclosed
        opened = np.where(before | after, 0, buys)
        earlier += np.where(before, buys, 0)
        later += np.where(after, buys, 0)
        window += opened
        cost += opened * price
        sold = quantity - buys
        first = np.minimum(earlier, sold)
        second = np.minimum(window, sold - first)
        earlier -= first
        later -= sold - first - second
        share = np.divide(second, window, out=np.zeros(rows), where=window > 0)
        cost -= np.where(after, 0, cost * share)
        gone += np.where(after, second * price, 0)
        window -= second
    return half_up(np.maximum(cost - gone - base * window, 0) * left / of).astype(np.int64)


def decimal_misrepresentation(work: Work, rows: int) -> np.ndarray:
    offsets, names = work.columns["offsets"], ("date", "side", "quantity", "price")
    columns = [work.columns[name][: offsets[rows]].tolist() for name in names]
    implemented, disclosed, base_date = (int(d) for d in work.columns["days"])
    base, left, of = (int(t) for t in work.columns["terms"])
    figures = []
    for row in range(rows):
        earlier = window = after = gone = 0
        average = Decimal(0)
        for i in range(offsets[row], offsets[row + 1]):
            day, side, quantity, price = (column[i] for column in columns)
            if day > base_date:
                break
            if side == 1:
                first = min(earlier, quantity)
                second = min(window, quantity - first)
                earlier, window = earlier - first, window - second
                if day >= disclosed:
                    after, gone = after + second, gone + second * price
            elif day < implemented:
                earlier += quantity
            elif day < disclosed:
                average = (average * window + price * quantity) / (window + quantity)
                window += quantity
        loss = max(average * (window + after) - gone - base * window, Decimal(0))
        figures.append(int((loss * left / of).quantize(UNIT, ROUND_HALF_UP)))
    return np.array(figures)
