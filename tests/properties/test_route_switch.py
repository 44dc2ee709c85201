"""A stated switch point, put back in, makes the two routes worth the same to the last fraction.

Random routes of the oracle; the nets at the switch are reckoned there in fractions of any size, and
by the rule itself wherever the switch point can be written as a rate or as money.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import accord
import pytest
from accord import settle

from tests.oracles import Row, minor
from tests.oracles.guarantee import within
from tests.oracles.range import gain_and_cost, route_rows

ROWS = 400
WRITABLE = 2**63  # numerators and denominators of a rate stay below


def answered(row: Row) -> accord.Answer | None:
    given = dict(row)
    try:
        return settle.route(given.pop("amount"), **given)
    except (accord.InputError, accord.MoneyError):
        return None


def lines_of(answer: accord.Answer) -> dict[str, dict[str, str]]:
    """The inputs of each route's line by its name."""
    return {
        line.label.removeprefix("net_"): dict(line.inputs)
        for line in answer.line.lines
        if line.label.startswith("net_")
    }


def switches(answer: accord.Answer, label: str) -> list[dict[str, str]]:
    return [dict(line.inputs) for line in answer.line.lines if line.label == label]


def units(text: str) -> Fraction:
    """Minor units of an exact figure, "1023/7 CNY" or "12.5 CNY"."""
    return Fraction(text.removesuffix(" CNY")) * 100


class Routes:
    """The routes of a row by name, with their nets in exact minor units."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.by_name = {one["route"]: one for one in row["routes"]}
        self.claim = minor(row["amount"])

    def net(
        self, name: str, claim: int | Fraction | None = None, chance: Fraction | None = None
    ) -> Fraction:
        one = self.by_name[name]
        gain, cost = gain_and_cost(self.row, one, self.claim if claim is None else claim)
        return (within(one["chance"]) if chance is None else chance) * gain - cost

    def with_chance(self, name: str, chance: str) -> Row:
        routes = [
            {**one, "chance": chance} if one["route"] == name else one for one in self.row["routes"]
        ]
        return {**self.row, "routes": routes}

    def chances(self, best: str) -> Iterator[tuple[str, str, Fraction]]:
        """Every chance of one at which the recommended route and another are worth the same."""
        for other in self.by_name:
            for moved, still in ((best, other), (other, best)) if other != best else ():
                gain, cost = gain_and_cost(self.row, self.by_name[moved], self.claim)
                if gain:
                    chance = (self.net(still) + cost) / gain
                    if 0 <= chance <= 1:
                        yield other, moved, chance


def cases(seed: int) -> Iterator[tuple[Routes, accord.Answer]]:
    for row in route_rows(Random(seed), ROWS):
        answer = answered(row)
        if answer is not None:
            yield Routes(row), answer


@pytest.mark.parametrize("seed", range(3))
def test_a_stated_chance_makes_the_two_routes_equal(seed):
    found: Counter[str] = Counter()
    for routes, answer in cases(seed):
        for stated in switches(answer, "switch_chance"):
            other, moved = stated["other_route"], stated["chance_of"]
            assert stated["recommended"] == answer.value
            still = other if moved == answer.value else answer.value
            chance = Fraction(stated["chance"])
            assert 0 <= chance <= 1
            net = routes.net(still)
            assert routes.net(moved, chance=chance) == net == units(stated["exact"])
            found["stated"] += 1
            if max(chance.numerator, chance.denominator) < WRITABLE:
                written = f"{chance.numerator}/{chance.denominator}"
                put_back = answered(routes.with_chance(moved, written))
                nets = lines_of(put_back)
                assert nets[moved]["exact"] == nets[still]["exact"] == stated["exact"]
                found["put back"] += 1
    assert found["stated"] > 500
    assert found["put back"] > 400


@pytest.mark.parametrize("seed", range(3))
def test_every_chance_between_nothing_and_certainty_is_stated(seed):
    for routes, answer in cases(seed):
        stated = [
            (one["other_route"], one["chance_of"], Fraction(one["chance"]))
            for one in switches(answer, "switch_chance")
        ]
        assert sorted(stated) == sorted(routes.chances(answer.value)), routes.row


@pytest.mark.parametrize("seed", range(3))
def test_a_stated_amount_makes_the_two_routes_equal(seed):
    found: Counter[str] = Counter()
    for routes, answer in cases(seed):
        best = answer.value
        for stated in switches(answer, "switch_amount"):
            amount, other = units(stated["amount"]), stated["other_route"]
            assert stated["recommended"] == best
            assert amount >= 0
            net = routes.net(best, claim=amount)
            assert net == routes.net(other, claim=amount) == units(stated["exact"]), routes.row
            found["stated"] += 1
            if amount.denominator == 1:
                text = f"{amount.numerator // 100}.{amount.numerator % 100:02d} CNY"
                nets = lines_of(answered({**routes.row, "amount": text}))
                assert nets[best]["exact"] == nets[other]["exact"] == stated["exact"]
                found["put back"] += 1
    assert found["stated"] > 150
    assert found["put back"] > 0


def test_the_story_of_a_round_amount():
    """Half a claim by mediation at no cost, or all of it by a suit of 1,000: equal at 2,000."""
    routes: list[dict[str, Any]] = [
        {"route": "mediation", "award_share": "50%", "cost": "0 CNY"},
        {"route": "court", "award_share": "100%", "cost": "1000 CNY", "fee": "0 CNY"},
    ]
    same = {"chance": "100%", "days": 0, "collected": "100%", "fee_bearer": "claimant"}
    answer = settle.route(
        "3000 CNY",
        on="2025-03-03",
        discount="0% per year",
        routes=[{**one, **same} for one in routes],
    )
    assert answer.value == "court"
    (stated,) = switches(answer, "switch_amount")
    assert stated["amount"] == "2000.00 CNY"
    assert stated["exact"] == "1000.00 CNY"
