"""Ranges and routes: what a settlement may be worth, and which way to go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, answer, money, reckon

Rows = Iterable[object]

__all__ = [
    "decision_tree",
    "route",
    "simulate_award",
    "zopa",
]


def decision_tree(
    outcomes: Rows,
    *,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The expected value of a tree of outcomes, exact, rounded once.

    Rows of node, parent (none for the root), chance (given the parent; one child may leave it out
    and takes the rest) and value (got, or below zero spent, when the node is reached).

    >>> print(accord.settle.decision_tree([
    ...     {"node": "suit"}, {"node": "won", "parent": "suit", "chance": "40%",
    ...      "value": "1000000.00 CNY"}, {"node": "lost", "parent": "suit"}]).value)
    400000.00 CNY
    """
    given = {
        "outcomes": outcomes,
        "rounding": rounding,
    }
    return money("decision_tree", given, book, accept)


def route(
    amount: Money,
    *,
    on: date | str,
    discount: Rate,
    routes: Rows,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """The route worth most to the claimant, with the points at which the choice would turn.

    Rows of route ("negotiation", "mediation", "arbitration", "court", "court_mediation",
    "payment_order", "administrative_complaint"), chance, cost, days, collected (the share that can
    be enforced), fee_bearer ("loser", "claimant", "half"), award_share and fee. Nothing is assumed
    for them; fees of the court come from the rule book, that of an arbitration must be given. Its
    why() has each route's net value and the switch points: the chance or amount, among a line's
    inputs, at which the other route is worth as much.

    >>> print(accord.settle.route("510845.99 CNY", on="2026-01-16", discount="3% per year", routes=[
    ...     {"route": "court", "chance": "90%", "cost": "20000 CNY", "days": 365,
    ...      "collected": "80%", "fee_bearer": "loser"},
    ...     {"route": "mediation", "chance": "95%", "cost": "3000 CNY", "days": 60,
    ...      "collected": "90%", "fee_bearer": "half", "award_share": "98%"}]))
    mediation
    """
    given = {
        "amount": amount,
        "on": on,
        "discount": discount,
        "routes": routes,
    }
    return answer("route", given, book, accept)


def simulate_award(
    outcomes: Rows,
    *,
    samples: int = 100_000,
    seed: int = 1,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Estimate | _core.Refusal:
    """The mean of an award whose outcomes have ranges: an Estimate, never money.

    Rows of chance, low, high and likely (the peak, where there is one); the chance left to one is
    an award of nothing. 2 to 100,000,000 samples. `error` is the standard error of the mean:
    value ± 1.96 errors holds the exact mean for about 95 seeds in 100. A seed has one estimate.

    >>> award = accord.settle.simulate_award(
    ...     [{"chance": "60%", "low": "80000 CNY", "high": "120000 CNY"}])
    >>> abs(award.value - 6_000_000) < 4 * award.error
    True
    """
    given = {
        "outcomes": outcomes,
        "samples": samples,
        "seed": seed,
    }
    return reckon("simulate_award", given, book, accept)  # type: ignore[return-value]


def zopa(
    award: Money,
    *,
    chance: Rate,
    claimant_cost: Money,
    respondent_cost: Money,
    respondent_chance: Rate | None = None,
    costs_rule: str = "each_own",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The width of the zone of possible agreement; its floor and ceiling stand under it.

    >>> zone = accord.settle.zopa("500000 CNY", chance="60%", claimant_cost="60000 CNY",
    ...                           respondent_cost="80000 CNY")
    >>> [line.amount for line in zone.why("en").lines][-2:]
    ['240000.00 CNY', '380000.00 CNY']
    """
    given = {
        "award": award,
        "chance": chance,
        "claimant_cost": claimant_cost,
        "respondent_cost": respondent_cost,
        "respondent_chance": respondent_chance,
        "costs_rule": costs_rule,
        "rounding": rounding,
    }
    return money("zopa", given, book, accept)
