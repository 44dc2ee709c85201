"""Between insurers and after payment: contribution, subrogation, premium on a void sum."""

from __future__ import annotations

from collections.abc import Iterable

from accord import _core
from accord.settle._call import Money, money

__all__ = ["contribution", "premium_refund", "subrogation"]


def contribution(
    loss: Money,
    *,
    insurers: Iterable[Money],
    method: str = "sums_insured",
    value: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What several insurers of one risk bear, a line each in order (保险法 56).

    `insurers` are their sums insured; shared by them as the law has it, or by what each would owe
    alone ("independent_liability"). With a `value`, a sum below it is subject to average. Raises
    InputError("no_insurers", "no_sum_insured", "no_value", "negative_amount").

    >>> shares = accord.settle.contribution("90000.00 CNY",
    ...     insurers=["80000.00 CNY", "100000.00 CNY"], method="independent_liability")
    >>> [line.amount for line in shares.why().lines]
    ['42352.94 CNY', '47647.06 CNY']
    """
    given = {
        "loss": loss,
        "insurers": insurers,
        "method": method,
        "value": value,
        "rounding": rounding,
    }
    return money("contribution", given, book, accept)


def subrogation(
    paid: Money,
    *,
    loss: Money,
    recovered: Money | None = None,
    order: str = "insured_first",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What an insurer gets of a recovery from a third party, at most what it paid (保险法 60).

    The insured keeps the claim for what was not indemnified, and is served first unless `order` is
    "in_proportion" or "insurer_first": the law gives no order. `recovered` left out is the whole
    loss. Raises InputError("paid_above_loss", "negative_amount").

    >>> print(accord.settle.subrogation("70000.00 CNY", loss="100000.00 CNY").value)
    70000.00 CNY
    """
    given = {
        "paid": paid,
        "loss": loss,
        "recovered": recovered,
        "order": order,
        "rounding": rounding,
    }
    return money("subrogation", given, book, accept)


def premium_refund(
    premium: Money,
    *,
    sum_insured: Money,
    value: Money,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The premium on a sum insured above the value, which is void so far (保险法 55(3)).

    In proportion: an assumption, for the law says "corresponding". Raises InputError("no_value",
    "negative_amount").

    >>> print(accord.settle.premium_refund("600.00 CNY", sum_insured="120000.00 CNY",
    ...                                    value="100000.00 CNY").value)
    100.00 CNY
    """
    given = {
        "premium": premium,
        "sum_insured": sum_insured,
        "value": value,
        "rounding": rounding,
    }
    return money("premium_refund", given, book, accept)
