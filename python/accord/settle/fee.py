"""Fees of mainland courts: acceptance of a case, appeal, change of the claim, costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = [
    "appeal_fee",
    "costs_by_success",
    "court_fee",
    "court_fee_change",
    "court_fee_claim",
    "court_fee_kind",
    "court_fee_several",
]

Day = date | str


def court_fee(
    claim: Money,
    *,
    on: Day,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Acceptance fee of a property case (诉讼费用交纳办法 13(1)).

    `track`: "ordinary", "mediated_or_withdrawn", "simple_procedure" or "counterclaim_or_joined";
    each of the last three halves the fee, and it is halved once only (15, 16, 18; 民诉法解释 206).
    The Measures hold no rounding rule: `rounding` is a stated policy.

    >>> print(accord.settle.court_fee("510845.99 CNY", on="2026-01-16").value)
    8908.46 CNY
    """
    given = {"claim": claim, "on": on, "track": track, "rounding": rounding}
    return money("court_fee", given, book, accept)


def court_fee_several(
    claims: Iterable[object],
    *,
    on: Day,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Acceptance fee of several property claims: added up, then the scale once (民诉法解释 201).

    >>> claims = ["60000.00 CNY", "40000.00 CNY"]
    >>> print(accord.settle.court_fee_several(claims, on="2026-01-16").value)
    2300.00 CNY
    """
    given = {"claims": claims, "on": on, "track": track, "rounding": rounding}
    return money("court_fee_several", given, book, accept)


def court_fee_kind(
    kind: str,
    *,
    on: Day,
    amount: Money | None = None,
    province_fee: Money | None = None,
    province: str | None = None,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Acceptance fee of a case that is no plain property case (诉讼费用交纳办法 13(2) to 13(6)).

    `kind`: divorce, personality, other_non_property, intellectual_property, labour, administrative,
    administrative_special (trademark, patent, maritime), jurisdiction_objection. Provinces pick a
    figure inside a range: give it as `province_fee`, or `province` where the book has its entry. A
    figure outside the range is refused ("outside_range").

    >>> fee = accord.settle.court_fee_kind("divorce", amount="500000 CNY", province_fee="300 CNY",
    ...                                    on="2026-01-16")
    >>> print(fee.value)
    1800.00 CNY
    """
    given = {
        "kind": kind,
        "on": on,
        "amount": amount,
        "province_fee": province_fee,
        "province": province,
        "track": track,
        "rounding": rounding,
    }
    return money("court_fee_kind", given, book, accept)


def appeal_fee(
    appealed: Money,
    *,
    on: Day,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Fee of an appeal, on the part of the judgment that is appealed (诉讼费用交纳办法 17).

    >>> print(accord.settle.appeal_fee("100000.00 CNY", on="2026-01-16").value)
    2300.00 CNY
    """
    given = {"appealed": appealed, "on": on, "track": track, "rounding": rounding}
    return money("appeal_fee", given, book, accept)


def court_fee_change(
    before: Money,
    *,
    after: Money,
    when: str,
    on: Day,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What is topped up or refunded when a claim changes (诉讼费用交纳办法 21).

    `when`: "increase", "decrease_before_end_of_investigation", or "later" (no refund). A refund is
    negative.

    >>> print(accord.settle.court_fee_change("100000 CNY", after="50000 CNY", on="2026-01-16",
    ...                                      when="decrease_before_end_of_investigation").value)
    -1250.00 CNY
    """
    given = {
        "before": before,
        "after": after,
        "when": when,
        "on": on,
        "track": track,
        "rounding": rounding,
    }
    return money("court_fee_change", given, book, accept)


def court_fee_claim(
    fee: Money,
    *,
    on: Day,
    track: str = "ordinary",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The claim whose acceptance fee this is: the scale read the other way round.

    A fee of 50 yuan is that of any claim up to 10,000, which is then the answer.

    >>> print(accord.settle.court_fee_claim("13800.00 CNY", on="2026-01-16").value)
    1000000.00 CNY
    """
    given = {"fee": fee, "on": on, "track": track, "rounding": rounding}
    return money("court_fee_claim", given, book, accept)


def costs_by_success(
    costs: Money,
    *,
    on: Day,
    claimant_share: Rate | None = None,
    claimed: Money | None = None,
    awarded: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Costs divided by degree of success (诉讼费用交纳办法 29: at the court's discretion).

    Either `claimant_share`, or `claimed` and `awarded`: the claimant then bears the part that was
    not awarded. Parts: borne_by_claimant, borne_by_respondent.

    >>> shared = accord.settle.costs_by_success("9000.00 CNY", on="2026-01-16",
    ...                                         claimed="300000 CNY", awarded="200000 CNY")
    >>> [line.amount for line in shared.why("en").lines]
    ['3000.00 CNY', '6000.00 CNY']
    """
    given = {
        "costs": costs,
        "on": on,
        "claimant_share": claimant_share,
        "claimed": claimed,
        "awarded": awarded,
        "rounding": rounding,
    }
    return money("costs_by_success", given, book, accept)
