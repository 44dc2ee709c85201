"""An oracle for settlement figures, written from the text of the rules and not from the engine.

Every function works in exact fractions of the currency's main unit and names its clause; the only
rounding is `cents`. It imports nothing of `accord` and was written before the engine's own code.

Clauses:
  court fee        诉讼费用交纳办法 (State Council Order 481, in force 2007-04-01) 13(1): slices
                   added up, an upper end belongs to its own slice; 15 and 16: half; 民诉法解释
                   (2022) 206: halved once only. The Measures hold no rounding rule.
  interest         start day counted, end day not (date difference); with both ends one day more,
                   once. A loan prime rate holds from its own publication day.
  wrong debit      民法典 592, 1173 (own fault lessens what is owed); 银行卡规定 (2021) 7:
                   principal, interest and loss, less the holder's share of fault.
  indemnity        保险法 (2015) 55: the value is the measure of the loss, a sum insured above it is
                   void in the excess, below it the loss is paid in the proportion sum / value; the
                   deductible comes after that. 17(2) and 解释二 9: a deductible that was not
                   pointed out and explained has no effect; the statutory proportion stays.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

# 诉讼费用交纳办法 13(1): (upper end of the slice in yuan, share of the part inside it). The first
# slice is 50 yuan a case, whatever lies inside it.
COURT_FIRST_SLICE_FEE = Fraction(50)
COURT_FIRST_SLICE_END = 10_000
COURT_SLICES = [
    (100_000, Fraction(25, 1000)),
    (200_000, Fraction(20, 1000)),
    (500_000, Fraction(15, 1000)),
    (1_000_000, Fraction(10, 1000)),
    (2_000_000, Fraction(9, 1000)),
    (5_000_000, Fraction(8, 1000)),
    (10_000_000, Fraction(7, 1000)),
    (20_000_000, Fraction(6, 1000)),
    (None, Fraction(5, 1000)),
]

# Days on which the 1-year or the over-5-year loan prime rate changed, in percent (secondary: two
# independent lists, and the rule that all 79 publication dates keep to).
LPR = [
    (date(2019, 8, 20), "4.25", "4.85"),
    (date(2019, 9, 20), "4.20", "4.85"),
    (date(2019, 11, 20), "4.15", "4.80"),
    (date(2020, 2, 20), "4.05", "4.75"),
    (date(2020, 4, 20), "3.85", "4.65"),
    (date(2021, 12, 20), "3.80", "4.65"),
    (date(2022, 1, 20), "3.70", "4.60"),
    (date(2022, 5, 20), "3.70", "4.45"),
    (date(2022, 8, 22), "3.65", "4.30"),
    (date(2023, 6, 20), "3.55", "4.20"),
    (date(2023, 8, 21), "3.45", "4.20"),
    (date(2024, 2, 20), "3.45", "3.95"),
    (date(2024, 7, 22), "3.35", "3.85"),
    (date(2024, 10, 21), "3.10", "3.60"),
    (date(2025, 5, 20), "3.00", "3.50"),
]
# The day before the publication after the last one read: a new one moves it, a new rate or not.
LPR_KNOWN_UNTIL = date(2026, 3, 19)


def cents(amount: Fraction) -> int:
    """The amount in hundredths, ties away from zero."""
    hundredths = abs(amount) * 100
    whole, rest = divmod(hundredths.numerator, hundredths.denominator)
    if 2 * rest >= hundredths.denominator:
        whole += 1
    return whole if amount >= 0 else -whole


def court_fee(claim: Fraction, *, halved: bool = False) -> Fraction:
    """诉讼费用交纳办法 13(1); 15 or 16 when `halved`, once (民诉法解释 206)."""
    fee = COURT_FIRST_SLICE_FEE
    lower = COURT_FIRST_SLICE_END
    for upper, share in COURT_SLICES:
        if claim > lower:
            top = claim if upper is None else min(claim, Fraction(upper))
            fee += (top - lower) * share
        if upper is not None:
            lower = upper
    return fee / 2 if halved else fee


def days_30_360(start: date, end: date) -> int:
    """30/360, bond basis: ISDA 2006 4.16(f)."""
    first = min(start.day, 30)
    last = 30 if end.day == 31 and first == 30 else end.day
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first


def years(basis: str, start: date, end: date, *, both_ends: bool) -> Fraction:
    """The part of a year between two days by a basis; the last day too, where both ends count."""
    extra = 1 if both_ends else 0
    if basis == "30/360":
        return Fraction(days_30_360(start, end) + extra, 360)
    per_year = {"ACT/365": 365, "ACT/360": 360}[basis]
    return Fraction((end - start).days + extra, per_year)


def interest(
    principal: Fraction,
    rate: Fraction,
    start: date,
    end: date,
    *,
    basis: str | None,
    both_ends: bool = False,
) -> Fraction:
    """Simple interest; `rate` is a plain fraction per year by `basis`, or per day without one."""
    if basis is None:
        return principal * rate * ((end - start).days + (1 if both_ends else 0))
    return principal * rate * years(basis, start, end, both_ends=both_ends)


def lpr_on(day: date, *, tenor: str = "1y") -> Fraction:
    """The rate published on or last before `day`."""
    column = {"1y": 1, "5y": 2}[tenor]
    known = [row[column] for row in LPR if row[0] <= day]
    if not known:
        raise ValueError("before the series")
    return Fraction(known[-1]) / 100


def lpr_interest(
    principal: Fraction,
    start: date,
    end: date,
    *,
    per_year: int,
    tenor: str = "1y",
    both_ends: bool = False,
    multiple: Fraction = Fraction(1),
    spread: Fraction = Fraction(0),
) -> Fraction:
    """Day by day, each at the rate of that day: without segments none can be wrong."""
    total = Fraction(0)
    day = start
    last = end if both_ends else end - timedelta(days=1)
    while day <= last:
        total += (lpr_on(day, tenor=tenor) + spread) * multiple
        day += timedelta(days=1)
    return principal * total / per_year


def wrong_debit(
    amount: Fraction,
    rate: Fraction,
    start: date,
    end: date,
    *,
    basis: str | None,
    own_fault: Fraction,
) -> tuple[int, int]:
    """Cents of the sum to be paid back, and of the interest lost on that sum as it is due.

    Two sums of money are owed, so each is rounded, once.
    """
    refund = cents(amount * (1 - own_fault))
    lost = interest(Fraction(refund, 100), rate, start, end, basis=basis)
    return refund, cents(lost)


def indemnity(
    *,
    sum_insured: Fraction,
    value: Fraction,
    loss: Fraction,
    absolute: Fraction | None = None,
    share: Fraction | None = None,
    minimum: Fraction | None = None,
    clause_binds: bool = True,
) -> Fraction:
    """保险法 55, then the deductible where it binds (17(2); 解释二 9)."""
    measured_loss = min(loss, value)
    valid_sum = min(sum_insured, value)
    after_average = measured_loss * valid_sum / value
    if not clause_binds:
        return after_average
    if absolute is not None:
        deductible = absolute
    elif share is not None:
        deductible = max(after_average * share, minimum or Fraction(0))
    else:
        deductible = Fraction(0)
    return max(after_average - deductible, Fraction(0))
