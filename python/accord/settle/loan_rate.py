"""What credit costs a year, and what payments are worth at a rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from accord import _core
from accord.settle._call import Money, Rate, answer, money

__all__ = [
    "effective_annual_rate",
    "future_value",
    "internal_rate",
    "nominal_annual_rate",
    "present_value",
]

Flows = Sequence[Mapping[str, object] | tuple[int, Money]]


def _credit(
    amount: Money,
    flows: Flows | None,
    payment: Money | None,
    periods: int | None,
    fee: Money | None,
) -> dict[str, object]:
    return {
        "amount": amount,
        "flows": flows,
        "payment": payment,
        "periods": periods,
        "fee": fee,
    }


def effective_annual_rate(
    amount: Money,
    *,
    flows: Flows | None = None,
    payment: Money | None = None,
    periods: int | None = None,
    fee: Money | None = None,
    per_year: int = 12,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """(1 + j)^per_year − 1, where j makes what is paid back worth what was received.

    Paid back is a `payment` in each of `periods`, or `flows`: rows of period and amount. A `fee`
    is paid at the start. Rounded down to twelve decimals; the lines state the bracket, which is
    certified by exact signs. InputError: flows_or_payment, nothing_received, flows_below_amount.

    >>> print(accord.settle.effective_annual_rate("12000.00 CNY", payment="1072.00 CNY",
    ...                                           periods=12).value)
    13.8417850663%
    """
    given = _credit(amount, flows, payment, periods, fee) | {"per_year": per_year}
    return answer("effective_annual_rate", given, book, accept)


def nominal_annual_rate(
    amount: Money,
    *,
    flows: Flows | None = None,
    payment: Money | None = None,
    periods: int | None = None,
    fee: Money | None = None,
    per_year: int = 12,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """per_year × j, "per year": the simple annual rate beside `effective_annual_rate`.

    >>> print(accord.settle.nominal_annual_rate("12000.00 CNY", payment="1072.00 CNY",
    ...                                         periods=12).value)
    13.0342242811% per year
    """
    given = _credit(amount, flows, payment, periods, fee) | {"per_year": per_year}
    return answer("nominal_annual_rate", given, book, accept)


def internal_rate(
    amount: Money,
    *,
    flows: Flows | None = None,
    payment: Money | None = None,
    periods: int | None = None,
    fee: Money | None = None,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """j itself, the rate of one period, as `effective_annual_rate` takes its arguments.

    >>> print(accord.settle.internal_rate("3500.00 USD", flows=[(10, "10000.00 USD")]).value)
    11.069085371%
    """
    return answer("internal_rate", _credit(amount, flows, payment, periods, fee), book, accept)


def present_value(
    payment: Money,
    *,
    rate: Rate,
    months: int,
    final: Money | None = None,
    due: str = "end",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What equal payments, and a `final` one beside the last, are worth at the start.

    A rate without a unit is one per period; payments fall at the "end" or "start" of periods.

    >>> print(accord.settle.present_value("12000.00 USD", rate="7%", months=20).value)
    127128.17 USD
    """
    given: dict[str, object] = {
        "payment": payment,
        "rate": rate,
        "months": months,
        "final": final,
        "due": due,
        "rounding": rounding,
    }
    return money("present_value", given, book, accept)


def future_value(
    payment: Money,
    *,
    rate: Rate,
    months: int,
    initial: Money | None = None,
    due: str = "end",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What equal payments, and an `initial` sum, have grown to at the end.

    >>> print(accord.settle.future_value("2000.00 USD", rate="7.5%", months=20).value)
    86609.36 USD
    """
    given: dict[str, object] = {
        "payment": payment,
        "rate": rate,
        "months": months,
        "initial": initial,
        "due": due,
        "rounding": rounding,
    }
    return money("future_value", given, book, accept)
