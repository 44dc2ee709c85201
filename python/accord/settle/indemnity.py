"""What an insurer owes on a loss: as reckoned, as agreed, and as expected."""

from __future__ import annotations

from collections.abc import Iterable

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = ["agreed_indemnity", "indemnity", "indemnity_expected"]


def indemnity(
    loss: Money,
    *,
    sum_insured: Money,
    value: Money,
    valued: str = "actual",
    deductible: Money | None = None,
    deductible_share: Rate | None = None,
    deductible_kind: str = "absolute",
    average: bool = True,
    mitigation: Money | None = None,
    salvage: Money | None = None,
    received: Money | None = None,
    clause_binds: bool = True,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What an insurer owes on a loss: average, then the deductible (保险法 55, 17).

    The value is the one at the loss, or `valued` "agreed". An amount beside a share is the share's
    minimum. `deductible_kind` is "absolute", or "relative_reached" (达到) or "relative_exceeded"
    (超过): nothing below the threshold, the whole above it. `average` False: a first-loss sum. A
    clause not pointed out and explained does not bind; the statutory average stays. Then come off
    the insurer's part of the `salvage` that the insured keeps after a total loss (59) and what was
    `received` from a third party (60); the cost of `mitigation` goes on top, up to the sum insured
    (57). Raises InputError("no_value", "no_deductible_amount", "not_for_method",
    "share_out_of_range", "salvage_without_total_loss", "negative_amount").

    >>> print(accord.settle.indemnity("60000.00 CNY", sum_insured="100000.00 CNY",
    ...                               value="125000.00 CNY", deductible_share="20%").value)
    38400.00 CNY
    """
    given = {
        "loss": loss,
        "sum_insured": sum_insured,
        "value": value,
        "valued": valued,
        "deductible": deductible,
        "deductible_share": deductible_share,
        "deductible_kind": deductible_kind,
        "average": average,
        "mitigation": mitigation,
        "salvage": salvage,
        "received": received,
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
    valued: str = "actual",
    deductible: Money | None = None,
    deductible_share: Rate | None = None,
    deductible_kind: str = "absolute",
    average: bool = True,
    mitigation: Money | None = None,
    salvage: Money | None = None,
    received: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """A sum the parties agreed, beside the figures with the clause binding and not binding.

    Raises InputError("agreed_outside_range"), and as `indemnity`.

    >>> print(accord.settle.agreed_indemnity("80000.00 CNY", loss="100000.00 CNY",
    ...           sum_insured="100000.00 CNY", value="100000.00 CNY", deductible_share="20%").value)
    80000.00 CNY
    """
    given = {
        "agreed": agreed,
        "loss": loss,
        "sum_insured": sum_insured,
        "value": value,
        "valued": valued,
        "deductible": deductible,
        "deductible_share": deductible_share,
        "deductible_kind": deductible_kind,
        "average": average,
        "mitigation": mitigation,
        "salvage": salvage,
        "received": received,
        "rounding": rounding,
    }
    return money("agreed_indemnity", given, book, accept)


def indemnity_expected(
    loss: Money,
    *,
    sum_insured: Money,
    value: Money,
    binds_chance: Rate,
    valued: str = "actual",
    deductible: Money | None = None,
    deductible_share: Rate | None = None,
    deductible_kind: str = "absolute",
    average: bool = True,
    mitigation: Money | None = None,
    salvage: Money | None = None,
    received: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The expected indemnity where it is open whether the clause binds (保险法 17).

    `binds_chance` times the one outcome and the rest times the other, both shown: an expected
    value, exact, and no outcome itself. Raises as `indemnity`.

    >>> print(accord.settle.indemnity_expected("100000.00 CNY", sum_insured="100000.00 CNY",
    ...           value="100000.00 CNY", deductible_share="20%", binds_chance="60%").value)
    88000.00 CNY
    """
    given = {
        "loss": loss,
        "sum_insured": sum_insured,
        "value": value,
        "valued": valued,
        "deductible": deductible,
        "deductible_share": deductible_share,
        "deductible_kind": deductible_kind,
        "average": average,
        "mitigation": mitigation,
        "salvage": salvage,
        "received": received,
        "binds_chance": binds_chance,
        "rounding": rounding,
    }
    return money("indemnity_expected", given, book, accept)
