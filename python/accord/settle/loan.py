"""Loans: instalments, the schedule month by month, and what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, answer, money

__all__ = [
    "Instalment",
    "instalment",
    "instalment_date",
    "loan_balance",
    "loan_schedule",
    "months_to_repay",
    "schedule",
    "unrounded_loan_interest",
]

Changes = Sequence[Mapping[str, object] | tuple[int, Rate]]


def instalment(
    principal: Money,
    *,
    rate: Rate,
    months: int,
    method: str = "equal_instalment",
    month: int = 1,
    part: str = "total",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The instalment of a month under the formula, or its "principal" or "interest", rounded once.

    The rate is "… per year" (a twelfth each month) or "… per month". InputError: rate_unit,
    negative_rate, months_out_of_range, month_out_of_range, negative_amount.

    >>> print(accord.settle.instalment("1000000.00 CNY", rate="4.9% per year", months=360).value)
    5307.27 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "months": months,
        "method": method,
        "month": month,
        "part": part,
        "rounding": rounding,
    }
    return money("instalment", given, book, accept)


def loan_schedule(
    principal: Money,
    *,
    rate: Rate,
    months: int,
    method: str = "equal_instalment",
    residue: str = "last",
    changes: Changes = (),
    first_due: date | str | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The interest of the whole loan, each month's rounded, with a line for every month.

    `changes` are rows of month and rate: from that month on the loan bears that rate and the
    payment is recomputed. The cents that equal payments leave over are carried by the "last"
    instalment, by the "first" as far as whole units can, or by "each" month anew.

    >>> plan = accord.settle.loan_schedule("120000.00 CNY", rate="6% per year", months=12)
    >>> print(plan.value)
    3935.66 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "months": months,
        "method": method,
        "residue": residue,
        "changes": changes,
        "first_due": first_due,
        "rounding": rounding,
    }
    return money("loan_schedule", given, book, accept)


@dataclass(frozen=True)
class Instalment:
    """One month of a schedule; the balance is what is left after the payment."""

    month: int
    due: date | None
    payment: _core.Money
    principal: _core.Money
    interest: _core.Money
    balance: _core.Money


def _instalment(month: _core.Line) -> Instalment:
    stated = month.inputs
    due = stated.get("due")
    return Instalment(
        int(stated["month"]),
        None if due is None else date.fromisoformat(due),
        _core.Money(stated["payment"]),
        _core.Money(stated["principal"]),
        _core.Money.from_minor(month.count, month.unit),
        _core.Money(stated["balance"]),
    )


def schedule(principal: Money, **how: object) -> list[Instalment]:
    """The months of `loan_schedule`, asked with the same arguments, as a list of records.

    A view of one loan: over columns there is only batch.loan_schedule.

    >>> rows = accord.settle.schedule("120000.00 CNY", rate="6% per year", months=12)
    >>> print(rows[-1].payment, rows[-1].balance)
    10327.99 CNY 0.00 CNY
    """
    plan = loan_schedule(principal, **how)  # type: ignore[arg-type]
    lines = plan.line.lines  # type: ignore[union-attr]  # a schedule is never refused
    segments = [line for line in lines if line.label == "loan_segment"]
    return [_instalment(month) for segment in segments for month in segment.lines]


def unrounded_loan_interest(
    principal: Money,
    *,
    rate: Rate,
    months: int,
    method: str = "equal_instalment",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The interest of the whole loan under the formula, rounded once at the end.

    Calculators print this figure; a bank that books whole cents each month comes to that of
    `loan_schedule`.

    >>> print(accord.settle.unrounded_loan_interest("1000000.00 CNY", rate="4.9% per year",
    ...                                             months=360).value)
    910616.19 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "months": months,
        "method": method,
        "rounding": rounding,
    }
    return money("unrounded_loan_interest", given, book, accept)


def loan_balance(
    principal: Money,
    *,
    rate: Rate,
    months: int,
    after: int,
    method: str = "equal_instalment",
    mode: str = "cent",
    changes: Changes = (),
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What is owed after so many instalments: to the "cent" each month, or "unrounded".

    >>> print(accord.settle.loan_balance("1000000.00 CNY", rate="4.9% per year", months=360,
    ...                                  after=12, mode="unrounded").value)
    984978.41 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "months": months,
        "after": after,
        "method": method,
        "mode": mode,
        "changes": changes,
        "rounding": rounding,
    }
    return money("loan_balance", given, book, accept)


def months_to_repay(
    principal: Money,
    *,
    rate: Rate,
    payment: Money,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """The months in which a fixed payment pays a loan off, the last one with what is left.

    InputError "never_repaid" where the payment is within a month's interest, or takes over 1200.

    >>> accord.settle.months_to_repay("120000.00 CNY", rate="6% per year",
    ...                               payment="10327.97 CNY").value
    13
    """
    given: dict[str, object] = {
        "principal": principal,
        "rate": rate,
        "payment": payment,
        "rounding": rounding,
    }
    return answer("months_to_repay", given, book, accept)


def instalment_date(
    start: date | str,
    *,
    months: int,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """The corresponding day so many months later, else that month's last day (民法典 202).

    >>> print(accord.settle.instalment_date("2023-11-30", months=3).value)
    2024-02-29
    """
    return answer("instalment_date", {"start": start, "months": months}, book, accept)
