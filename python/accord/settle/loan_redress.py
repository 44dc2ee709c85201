"""Loans that leave their schedule: paid back early, run anew, or charged at the wrong rate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money
from accord.settle.loan import Changes

__all__ = ["early_repayment", "overcharge_redress", "reschedule"]


def early_repayment(
    principal: Money,
    *,
    rate: Rate,
    months: int,
    after: int,
    amount: Money | None = None,
    keep: str = "term",
    charge: Money | None = None,
    charge_rate: Rate = "0%",
    method: str = "equal_instalment",
    changes: Changes = (),
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The interest saved by paying `amount` (default: all) right after an instalment, less charges.

    What stays is the "term", with a lower instalment, or the "instalment", over fewer months. The
    agreement's charge is a sum, a share of the amount, or both. InputError: amount_above_balance,
    month_out_of_range, share_out_of_range.

    >>> print(accord.settle.early_repayment("120000.00 CNY", rate="6% per year", months=12,
    ...                                     after=6, charge_rate="1%").value)
    461.15 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "months": months,
        "after": after,
        "amount": amount,
        "keep": keep,
        "charge": charge,
        "charge_rate": charge_rate,
        "method": method,
        "changes": changes,
        "rounding": rounding,
    }
    return money("early_repayment", given, book, accept)


def reschedule(
    principal: Money,
    *,
    rate: Rate,
    months: int,
    after: int,
    new_months: int,
    new_rate: Rate | None = None,
    added: Money | None = None,
    method: str = "equal_instalment",
    changes: Changes = (),
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What a new term adds in interest: the balance, with `added` made principal, runs anew.

    The new instalment stands among the lines. Without `new_rate` the rate in force goes on.

    >>> print(accord.settle.reschedule("120000.00 CNY", rate="6% per year", months=12, after=6,
    ...                                new_months=12).value)
    927.15 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "months": months,
        "after": after,
        "new_months": new_months,
        "new_rate": new_rate,
        "added": added,
        "method": method,
        "changes": changes,
        "rounding": rounding,
    }
    return money("reschedule", given, book, accept)


def overcharge_redress(
    principal: Money,
    *,
    charged_rate: Rate,
    right_rate: Rate,
    months: int,
    paid_months: int,
    method: str = "equal_instalment",
    charged_changes: Changes = (),
    right_changes: Changes = (),
    compensatory_rate: Rate | None = None,
    first_due: date | str | None = None,
    as_of: date | str | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Redress for a loan charged at the wrong rate: overpaid instalments, balance, interest.

    The loan is re-amortised month by month as it should have run; a month that was charged too
    little counts against. With `compensatory_rate` (per day, or per year ACT/365 or ACT/360), which
    needs `first_due` and `as_of`, each month's difference bears simple interest from its due date
    to `as_of`, summed exactly and rounded once. InputError: needs_argument, end_before_start,
    rate_unit, changes_out_of_order.

    >>> print(accord.settle.overcharge_redress("1000000.00 CNY", charged_rate="5.4% per year",
    ...                                        right_rate="4.9% per year", months=360,
    ...                                        paid_months=24).value)
    9989.55 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "charged_rate": charged_rate,
        "right_rate": right_rate,
        "months": months,
        "paid_months": paid_months,
        "method": method,
        "charged_changes": charged_changes,
        "right_changes": right_changes,
        "compensatory_rate": compensatory_rate,
        "first_due": first_due,
        "as_of": as_of,
        "rounding": rounding,
    }
    return money("overcharge_redress", given, book, accept)
