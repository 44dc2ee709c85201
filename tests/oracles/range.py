"""Oracles of the range of a settlement: where the parties meet, expected values, the best route.

Arithmetic without law of its own, but for the court scale (诉讼费用交纳办法 13(1), 14(3), 15).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from random import Random

from tests.oracles import No, Oracle, Row, amount, day, minor
from tests.oracles._whole import (
    MOST,
    Stop,
    answering,
    currency,
    finished,
    foreign,
    negative,
    owed,
    parting,
    rated,
    rounded,
    subject,
    units_of,
    way,
    written,
    wrong,
)
from tests.oracles.claims import listed, one_of
from tests.oracles.guarantee import TIMED, share_of, within
from tests.vectors import oracle_settlement

SCALE_FROM = date(2007, 4, 1)
DEEPEST = 64  # levels, the root being the first


# Where the parties meet: the claimant's floor and the respondent's ceiling.


def bounds(row: Row) -> tuple[Fraction, Fraction]:
    award, kind = subject(row, "award"), row["award"][-3:]
    own = owed(row, "claimant_cost", kind) or 0
    other = owed(row, "respondent_cost", kind) or 0
    chance = within(row["chance"])
    feared = within(row["respondent_chance"]) if row.get("respondent_chance") else chance
    if (row.get("costs_rule") or "each_own") == "each_own":
        return chance * award - own, feared * award + other
    costs = own + other
    return chance * award - (1 - chance) * costs, feared * (award + costs)


def zopa(row: Row) -> int:
    floor, ceiling = bounds(row)
    width = rounded(ceiling - floor, way(row))
    lines = [*zopa_parts(row).values()]
    if row.get("respondent_chance"):  # what the two chances lie apart
        lines.append(width - minor(row["claimant_cost"]) - minor(row["respondent_cost"]))
    if any(abs(units) > MOST for units in lines):
        raise Stop("overflow")  # a line that is no money leaves no figure
    return width


def zopa_parts(row: Row) -> dict[str, int]:
    floor, ceiling = bounds(row)
    return {"floor": rounded(floor, way(row)), "ceiling": rounded(ceiling, way(row))}


def zopa_rows(random: Random, n: int) -> list[Row]:
    return [zopa_row(random) for _ in range(n)]


def zopa_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    chance = share_of(random)
    award = units_of(random, within(chance))
    row: Row = {"award": written(award, kind), "chance": chance}
    for name in ("claimant_cost", "respondent_cost"):
        row[name] = written(random.choice((0, 1, award // 10, random.randrange(10**7))), kind)
    if random.random() < 0.5:
        row["respondent_chance"] = random.choice((chance, share_of(random)))
    if random.random() < 0.6:
        row["costs_rule"] = random.choice(("each_own", "loser_pays", "loser_pays"))
    return finished(random, row, ZOPA_FAULTS)


ZOPA_FAULTS = [
    *(negative(name) for name in ("award", "claimant_cost", "respondent_cost")),
    *(foreign(name) for name in ("claimant_cost", "respondent_cost")),
    *(wrong(name, *TIMED) for name in ("chance", "respondent_chance")),
]


# A tree of outcomes: what each node is worth, times the chance that it is reached.


def decision_tree(row: Row) -> int:
    rows = listed(row, "outcomes")
    nodes = {one["node"]: one for one in rows}
    roots = [one for one in rows if one.get("parent") is None]
    if len(nodes) != len(rows):
        raise Stop("duplicate")
    if any(one.get("parent") not in (None, *nodes) for one in rows):
        raise Stop("unknown_parent")
    if len(roots) != 1 or within(roots[0].get("chance") or "100%") != 1:
        raise Stop("one_root")
    chances = chances_of(rows)
    reach: dict[str, tuple[Fraction, int]] = {roots[0]["node"]: (Fraction(1), 1)}
    for one in rows:
        reached(one["node"], nodes, chances, reach)
    values = [one for one in rows if one.get("value") is not None]
    if not values:
        raise Stop("needs_argument")
    if len({one["value"][-3:] for one in values}) > 1:
        raise Stop("currency_mismatch")
    return rounded(sum(reach[one["node"]][0] * minor(one["value"]) for one in values), way(row))


def chances_of(rows: list[Row]) -> dict[str, Fraction]:
    """By node; one child of a parent may take what its brothers leave."""
    found: dict[str, Fraction] = {}
    children: dict[str, list[Row]] = {}
    for one in rows:
        if one.get("parent") is not None:
            children.setdefault(one["parent"], []).append(one)
    for brothers in children.values():
        without = [one for one in brothers if one.get("chance") is None]
        if len(without) > 1:
            raise Stop("chance_missing")
        given = Fraction(0)
        for one in brothers:
            if one not in without:
                found[one["node"]] = within(one["chance"])
                given += found[one["node"]]
        if given > 1:
            raise Stop("chances_above_one")
        for one in without:
            found[one["node"]] = 1 - given
    return found


def reached(
    node: str,
    nodes: dict[str, Row],
    chances: dict[str, Fraction],
    reach: dict[str, tuple[Fraction, int]],
) -> None:
    way_up = [node]
    while way_up[-1] not in reach:
        if len(way_up) > len(nodes):
            raise Stop("tree_cycle")
        way_up.append(nodes[way_up[-1]]["parent"])
    chance, depth = reach[way_up[-1]]
    for below in reversed(way_up[:-1]):
        chance, depth = chance * chances[below], depth + 1
        if depth > DEEPEST:
            raise Stop("too_deep")
        reach[below] = chance, depth


def outcome_chances(random: Random, count: int) -> list[str | None]:
    """Chances of brothers: to the brim, or not, or one left to take the rest."""
    if random.random() < 0.2:
        found: list[str | None] = [f"1/{count}"] * count
    else:
        ends = sorted(random.randrange(10_001) for _ in range(count))
        steps = [after - before for before, after in zip([0, *ends], ends, strict=False)]
        if random.random() < 0.3:
            steps[-1] += 10_000 - ends[-1]
        found = [f"{step / 100:.2f}%" for step in steps]
    if random.random() < 0.5:
        found[random.randrange(count)] = None
    return found


def tree_rows(random: Random, n: int) -> list[Row]:
    return [tree_row(random) for _ in range(n)]


def tree_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    root: Row = {"node": "start"}
    if random.random() < 0.2:
        root["chance"] = random.choice(("100%", "1/1"))
    rows, leaves = [root], ["start"]
    for _ in range(random.choice((0, 1, 1, 2, 3, 4))):
        parent = leaves.pop(random.randrange(len(leaves)))
        for chance in outcome_chances(random, random.choice((1, 2, 2, 3))):
            one: Row = {"node": f"n{len(rows)}", "parent": parent}
            if chance is not None:
                one["chance"] = chance
            rows.append(one)
            leaves.append(one["node"])
    if random.random() < 0.02:  # the deepest tree there may be, or one step more
        parent = leaves[0]
        for step in range(DEEPEST - random.choice((0, 1, 1, 2, 9)) - 8 * (parent != "start")):
            chance = random.choice(("100%", "1/2", "99.99%", "1/7"))
            rows.append({"node": f"d{step}", "parent": parent, "chance": chance})
            parent = f"d{step}"
    for one in rows:
        if random.random() < 0.6 or one is rows[-1]:
            units = units_of(random)
            if len(rows) > 1:  # each node has a line, which must be money as well
                units = min(units, 10**15)
            one["value"] = written(units * random.choice((1, 1, -1)), kind)
    random.shuffle(rows)
    faulty = 0.14 if len(rows) < DEEPEST // 2 else 0.0
    return finished(random, {"outcomes": rows}, TREE_FAULTS, faulty)


def tree_fault(random: Random, row: Row) -> None:
    rows = row["outcomes"]
    root = next(one for one in rows if one.get("parent") is None)
    extra: list[list[Row]] = [
        [{"node": "second"}],
        [{"node": "start", "parent": "start", "chance": "0%"}],
        [{"node": "lost", "parent": "nowhere"}],
        [{"node": "x", "parent": "y"}, {"node": "y", "parent": "x"}],
        [{"node": "own", "parent": "own"}],
        [
            {"node": "u", "parent": "v"},
            {"node": "v", "parent": "deep"},
            {"node": "deep", "parent": "start", "chance": "0%"},
            {"node": "v2", "parent": "deep"},
            {"node": "v3", "parent": "deep"},
        ],
        [
            {"node": "p", "parent": "start", "chance": "100%"},
            {"node": "q", "parent": "start", "chance": "0.01%"},
        ],
        [{"node": "neg", "parent": "start", "chance": random.choice(TIMED)}],
        [
            {"node": "odd", "parent": "start", "chance": "0%", "value": "1.00 EUR"},
            {"node": "odd2", "parent": "odd", "value": "1.00 USD"},
        ],
    ]
    kind = random.randrange(len(extra) + 2)
    if kind < len(extra):
        rows.extend(extra[kind])
    elif kind == len(extra):
        root["chance"] = random.choice(("99.99%", "0%", "1/2"))
    else:
        for one in rows:
            one.pop("value", None)


TREE_FAULTS = [tree_fault]


# The best route: what each is expected to bring, today's money.


@lru_cache(maxsize=100_000)
def court_fee(units: int | Fraction) -> Fraction:
    return oracle_settlement.court_fee(Fraction(units) / 100) * 100


ROUTE_FEES = {
    "court": Fraction(1),
    "court_mediation": Fraction(1, 2),
    "payment_order": Fraction(1, 3),
}
ROUTES = (
    "negotiation",
    "mediation",
    "arbitration",
    "court",
    "court_mediation",
    "payment_order",
    "administrative_complaint",
)


def route_fee(claim: int | Fraction, one: Row, kind: str, on: date) -> Fraction:
    given = owed(one, "fee", kind, None)
    if given is not None:
        return Fraction(given)
    if one["route"] == "arbitration":
        raise Stop("needs_argument")
    if one["route"] not in ROUTE_FEES:
        return Fraction(0)
    if on < SCALE_FROM:
        raise Stop("not_in_force")
    return court_fee(claim) * ROUTE_FEES[one["route"]]


def gain_and_cost(row: Row, one: Row, claim: int | Fraction) -> tuple[Fraction, Fraction]:
    """What a route brings on a claim where it succeeds, and what it takes in any case."""
    kind = row["amount"][-3:]
    fee = route_fee(claim, one, kind, date.fromisoformat(row["on"]))
    cost = owed(one, "cost", kind) or 0
    if one["days"] < 0:
        raise Stop("negative_days")
    rate, _ = rated(row["discount"])
    worth = 1 / (1 + rate * one["days"] / 365)
    gain = claim * within(one.get("award_share") or "100%") * within(one["collected"]) * worth
    if one["fee_bearer"] == "loser":
        return gain + fee, cost + fee
    return gain, cost + (fee if one["fee_bearer"] == "claimant" else fee / 2)


def nets(row: Row) -> dict[str, Fraction]:
    claim, rows = subject(row, "amount"), listed(row, "routes")
    rate, unit = rated(row["discount"])
    if unit not in ("year", "year ACT/365") or rate < 0:
        raise Stop("rate_unit")
    found: dict[str, Fraction] = {}
    for one in rows:
        if one["route"] in found:
            raise Stop("duplicate")
        gain, cost = gain_and_cost(row, one, claim)
        found[one["route"]] = within(one["chance"]) * gain - cost
    return found


def route_parts(row: Row) -> dict[str, int]:
    return {f"net_{name}": rounded(net) for name, net in nets(row).items()}


def route(row: Row) -> str | No:
    try:
        found = nets(row)
        route_parts(row)
    except Stop as stop:
        return No(stop.code)
    return max(found, key=lambda name: found[name])


def route_rows(random: Random, n: int) -> list[Row]:
    return [route_row(random) for _ in range(n)]


SLICE_ENDS = [
    100 * end
    for end in [oracle_settlement.COURT_FIRST_SLICE_END]
    + [s[0] or 0 for s in oracle_settlement.COURT_SLICES]
]


def route_row(random: Random) -> Row:
    claim = amount(random, [*SLICE_ENDS, 0, 10_000_000])
    on = day(random, SCALE_FROM, date(2026, 6, 30), [SCALE_FROM])
    picked = random.sample(ROUTES, random.choice((1, 2, 2, 3, 4, 7)))
    row: Row = {
        "amount": written(claim, "CNY"),
        "on": on.isoformat(),
        "discount": random.choice(
            (
                "0% per year",
                "5% per year",
                "3.65% per year ACT/365",
                f"{random.randrange(3000) / 100:.2f}% per year",
            )
        ),
        "routes": [one_route(random, name, claim) for name in picked],
    }
    if len(picked) > 1 and random.random() < 0.15:  # routes that are worth the same
        twin = {**row["routes"][0], "fee": written(random.randrange(1000), "CNY")}
        row["routes"] = [{**twin, "route": name} for name in picked]
    if random.random() < 0.1:
        random.choice(ROUTE_FAULTS)(random, row)
    return row


def one_route(random: Random, name: str, claim: int) -> Row:
    one: Row = {
        "route": name,
        "chance": share_of(random),
        "cost": written(random.choice((0, 1, claim // 20, random.randrange(10**6))), "CNY"),
        "days": random.choice((0, 1, 30, 365, 366, random.randrange(2000))),
        "collected": share_of(random),
        "fee_bearer": random.choice(("loser", "claimant", "half")),
    }
    if random.random() < 0.4:
        one["award_share"] = share_of(random)
    if name == "arbitration" or random.random() < 0.3:
        one["fee"] = written(random.choice((0, 1, random.randrange(10**6))), "CNY")
    return one


def twice(random: Random, row: Row) -> None:
    row["routes"].append(dict(random.choice(row["routes"])))


def no_fee(random: Random, row: Row) -> None:
    row["routes"] = [one_route(random, "arbitration", 100)]
    del row["routes"][0]["fee"]


def before_the_scale(random: Random, row: Row) -> None:
    """Before the Measures there is no scale; a fee that is given needs none."""
    row["on"] = random.choice(("2007-03-31", "2001-01-01"))


ROUTE_FAULTS = [
    negative("amount"),
    one_of("routes", {"cost": "-0.01 CNY"}, {"cost": "1.00 EUR"}),
    one_of("routes", {"fee": "-0.01 CNY"}, {"fee": "1.00 EUR"}),
    one_of("routes", *({name: text} for name in ("chance", "collected") for text in TIMED)),
    one_of("routes", *({"award_share": text} for text in TIMED)),
    one_of("routes", {"days": -1}, {"days": -365}),
    wrong("discount", "5%", "5% per month", "0.01% per day", "5% per year ACT/360", "-1% per year"),
    wrong("routes", []),
    twice,
    no_fee,
    before_the_scale,
]


ORACLES = {
    "zopa": Oracle(
        zopa_rows,
        answering(zopa),
        parts=parting(zopa_parts),
        edges="chances 0, 1 and alike; costs of nothing; no zone; half cents; the largest sum",
    ),
    "decision_tree": Oracle(
        tree_rows,
        answering(decision_tree),
        edges="chances to the brim and 0.01% above; the rest; 64 and 65 levels; costs; half cents",
    ),
    "route": Oracle(
        route_rows,
        route,
        parts=parting(route_parts),
        edges="slice ends ± 0.01; 0, 365, 366 days; chances 0 and 1; routes of equal worth",
    ),
}
