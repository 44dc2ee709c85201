"""Claims on an estate that is too small: the classical methods of dividing it."""

from __future__ import annotations

from collections.abc import Iterable

from accord import _core
from accord.settle._call import Money, money, reckon

Rows = Iterable[object]

__all__ = [
    "constrained_equal_awards",
    "constrained_equal_losses",
    "integer_shares",
    "proportional",
    "random_arrival",
    "random_arrival_sampled",
    "talmud",
]


def proportional(
    estate: Money,
    *,
    claims: Rows,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Each claim × estate / claims; the cents left over by largest remainder.

    >>> paid = accord.settle.proportional("400 CNY", claims=["100 CNY", "200 CNY", "300 CNY"])
    >>> [line.amount for line in paid.why("en").lines]
    ['66.67 CNY', '133.33 CNY', '200.00 CNY']
    """
    given = {
        "estate": estate,
        "claims": claims,
    }
    return money("proportional", given, book, accept)


def constrained_equal_awards(
    estate: Money,
    *,
    claims: Rows,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The same for all, but to none more than the claim.

    >>> paid = accord.settle.constrained_equal_awards(
    ...     "400 CNY", claims=["100 CNY", "200 CNY", "300 CNY"])
    >>> [line.amount for line in paid.why("en").lines]
    ['100.00 CNY', '150.00 CNY', '150.00 CNY']
    """
    given = {
        "estate": estate,
        "claims": claims,
    }
    return money("constrained_equal_awards", given, book, accept)


def constrained_equal_losses(
    estate: Money,
    *,
    claims: Rows,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The same loss for all, but to none more than the claim.

    >>> paid = accord.settle.constrained_equal_losses(
    ...     "500 CNY", claims=["100 CNY", "200 CNY", "300 CNY"])
    >>> [line.amount for line in paid.why("en").lines]
    ['66.67 CNY', '166.67 CNY', '266.66 CNY']
    """
    given = {
        "estate": estate,
        "claims": claims,
    }
    return money("constrained_equal_losses", given, book, accept)


def talmud(
    estate: Money,
    *,
    claims: Rows,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Equal awards up to half of each claim, beyond it equal losses.

    `claims` are rows of amount and weight: so many holders with a claim of that amount each.

    >>> paid = accord.settle.talmud("400 CNY", claims=["100 CNY", "200 CNY", "300 CNY"])
    >>> [line.amount for line in paid.why("en").lines]
    ['50.00 CNY', '125.00 CNY', '225.00 CNY']
    """
    given = {
        "estate": estate,
        "claims": claims,
    }
    return money("talmud", given, book, accept)


def random_arrival(
    estate: Money,
    *,
    claims: Rows,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """First come, first served, in the exact mean over all orders; up to 8 claims.

    >>> paid = accord.settle.random_arrival("400 CNY", claims=["100 CNY", "200 CNY", "300 CNY"])
    >>> [line.amount for line in paid.why("en").lines]
    ['66.67 CNY', '116.67 CNY', '216.66 CNY']
    """
    given = {
        "estate": estate,
        "claims": claims,
    }
    return money("random_arrival", given, book, accept)


def random_arrival_sampled(
    estate: Money,
    *,
    claims: Rows,
    claimant: int,
    samples: int = 100_000,
    seed: int = 1,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Estimate | _core.Refusal:
    """The mean share of one claimant (1 is the first) over sampled orders: an Estimate.

    2 to 100,000,000 samples. `error` is the standard error of the mean: value ± 1.96 errors holds
    the exact share for about 95 seeds in 100. A seed has one estimate.

    >>> shares = accord.settle.random_arrival_sampled(
    ...     "10 CNY", claims=["2 CNY", "4 CNY", "7 CNY", "8 CNY"], claimant=4)
    >>> abs(shares.value - 383.33) < 4 * shares.error
    True
    """
    given = {
        "estate": estate,
        "claims": claims,
        "claimant": claimant,
        "samples": samples,
        "seed": seed,
    }
    return reckon("random_arrival_sampled", given, book, accept)  # type: ignore[return-value]


def integer_shares(
    estate: Money,
    *,
    claims: Rows,
    rule: str = "proportional",
    leftover: str = "largest_remainder",
    unit: Money | None = None,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Shares in whole units (one major unit, unless `unit` says otherwise) by any exact method.

    Estate and claims are cut to whole units first. `leftover` says who gets the units left:
    "largest_remainder" or "largest_claim"; where the method reckons losses, the losses left.

    >>> paid = accord.settle.integer_shares("121 CNY", claims=["100.50 CNY", "300 CNY", "200 CNY"],
    ...     rule="constrained_equal_awards", leftover="largest_claim")
    >>> [line.amount for line in paid.why("en").lines]
    ['40.00 CNY', '41.00 CNY', '40.00 CNY']
    """
    given = {
        "estate": estate,
        "claims": claims,
        "rule": rule,
        "leftover": leftover,
        "unit": unit,
    }
    return money("integer_shares", given, book, accept)
