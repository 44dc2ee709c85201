"""What an insurer owes on a loss."""

from __future__ import annotations

from collections.abc import Iterable

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = ["agreed_indemnity", "indemnity"]


def indemnity(
    loss: Money,
    *,
    sum_insured: Money,
    value: Money,
    deductible: Money | None = None,
    deductible_share: Rate | None = None,
    clause_binds: bool = True,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What an insurer owes on a loss: average, then the deductible (保险法 55, 17).

    An amount beside a share is the share's minimum. A clause not pointed out and explained does
    not bind; the statutory average stays.

    >>> print(accord.settle.indemnity("60000.00 CNY", sum_insured="100000.00 CNY",
    ...                               value="125000.00 CNY", deductible_share="20%").value)
    38400.00 CNY
    """
    given = {
        "loss": loss,
        "sum_insured": sum_insured,
        "value": value,
        "deductible": deductible,
        "deductible_share": deductible_share,
        "clause_binds": clause_binds,
        "rounding": rounding,
    }
    return money("indemnity", given, book, accept)


def agreed_indemnity(
    agreed: Money,
    *,
    loss: Money,
    sum_insured: Money,
    value: Money,
    deductible: Money | None = None,
    deductible_share: Rate | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """A sum the parties agreed, beside the figures with the clause binding and not binding.

    >>> print(accord.settle.agreed_indemnity("80000.00 CNY", loss="100000.00 CNY",
    ...           sum_insured="100000.00 CNY", value="100000.00 CNY", deductible_share="20%").value)
    80000.00 CNY
    """
    given = {
        "agreed": agreed,
        "loss": loss,
        "sum_insured": sum_insured,
        "value": value,
        "deductible": deductible,
        "deductible_share": deductible_share,
        "rounding": rounding,
    }
    return money("agreed_indemnity", given, book, accept)
