"""Fees of mainland courts, from 诉讼费用交纳办法 (Order 481) and 民诉法解释 201 and 206 alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random

from tests.oracles import No, Oracle, Row, amount, minor, money

YUAN = 100
# Over, and per mille of what is over: article 13(1).
PROPERTY = [
    (10_000, 25),
    (100_000, 20),
    (200_000, 15),
    (500_000, 10),
    (1_000_000, 9),
    (2_000_000, 8),
    (5_000_000, 7),
    (10_000_000, 6),
    (20_000_000, 5),
]
ENFORCEMENT = [(10_000, 15), (500_000, 10), (5_000_000, 5), (10_000_000, 1)]
PRESERVATION = [(1_000, 10), (100_000, 5)]
DIVORCE = [(200_000, 5)]
PERSONALITY = [(50_000, 10), (100_000, 5)]
KINDS = {
    "divorce": (50, 300),
    "personality": (100, 500),
    "other_non_property": (50, 100),
    "intellectual_property": (500, 1_000),
    "jurisdiction_objection": (50, 100),
}
FLAT = {"labour": 10, "administrative": 50, "administrative_special": 100}
TRACKS = ("ordinary", "mediated_or_withdrawn", "simple_procedure", "counterclaim_or_joined")
ROUNDINGS = ("half_up", "half_even", "half_down", "up", "down", "ceiling", "floor")
DAYS = ("2007-04-01", "2013-06-30", "2024-02-29", "2026-01-16")
MOST = 2**63 - 1


def rounded(value: Fraction, rounding: str) -> int:
    """Whole units by a rounding's name, as Python's decimal means it."""
    floor = value.numerator // value.denominator
    rest = value - floor
    if rest == 0:
        return floor
    if rounding in ("floor", "ceiling"):
        return floor + (rounding == "ceiling")
    away = rounding == "up" or rest > Fraction(1, 2)
    if rounding in ("half_up", "half_down", "half_even", "up", "down"):
        if value < 0:
            return -rounded(-value, rounding)
        if rest == Fraction(1, 2):
            away = rounding in ("half_up", "up") or (rounding == "half_even" and floor % 2 == 1)
        return floor + (away and rounding != "down")
    raise ValueError(rounding)


def fit(units: int) -> int | No:
    return units if -MOST - 1 <= units <= MOST else No("overflow")


def slices(units: int, scale: list[tuple[int, int]], flat: int) -> Fraction:
    """Minor units of a fee: the flat sum and each slice's part; an upper end stays below."""
    fee = Fraction(flat * YUAN)
    ends = [over * YUAN for over, _ in scale[1:]] + [None]
    for (over, per_mille), end in zip(scale, ends, strict=True):
        over *= YUAN
        if units > over:
            fee += Fraction((min(units, end) if end else units) - over) * per_mille / 1000
    return fee


def property_fee(units: int) -> Fraction:
    return slices(units, PROPERTY, 50)


def share(row: Row) -> Fraction:
    return Fraction(1) if row.get("track", "ordinary") == "ordinary" else Fraction(1, 2)


def checked(row: Row, *names: str) -> No | None:
    """The checks that every fee makes: the book on its day, then its amounts."""
    if row["on"] < "2007-04-01":
        return No("not_in_force")
    for name in names:
        if name in row:
            if minor(row[name]) < 0:
                return No("negative_amount")
            if not row[name].endswith("CNY"):
                return No("currency_mismatch")
    return None


# --- rows -----------------------------------------------------------------------------------------


def edges(scale: list[tuple[int, int]]) -> list[int]:
    return [0, 1, MOST] + [over * YUAN for over, _ in scale]


def ties(random: Random) -> int:
    """2.5 % of an odd multiple of 20 fen above 10,000 yuan ends in half a fen."""
    return 1_000_000 + 20 * (2 * random.randrange(200_000) + 1)


def units(random: Random, scale: list[tuple[int, int]]) -> int:
    if random.random() < 0.15:
        return ties(random)
    found = amount(random, edges(scale), 4 * 10**11)
    return min(found, MOST) if random.random() < 0.98 else MOST


def base(random: Random) -> Row:
    row: Row = {"on": random.choice(DAYS)}
    if random.random() < 0.03:
        row["on"] = random.choice(("2007-03-31", "2007-04-01"))
    if random.random() < 0.3:
        row["rounding"] = random.choice(ROUNDINGS)
    return row


def faulty(random: Random, units_: int) -> str:
    if random.random() < 0.03:
        return random.choice((money(-1), money(100, "USD")))
    return money(units_)


def one(name: str, scale: list[tuple[int, int]], tracks: tuple[str, ...] = ()) -> Callable:
    def rows(random: Random, n: int) -> list[Row]:
        found = []
        for _ in range(n):
            row = base(random) | {name: faulty(random, units(random, scale))}
            if tracks:
                row["track"] = random.choice(tracks)
            found.append(row)
        return found

    return rows


def flat_rows(random: Random, n: int) -> list[Row]:
    """A fee that hangs on its day alone: every day is as good as another."""
    first = ["2007-03-30", "2007-03-31", "2007-04-01", "2007-04-02"]
    return [{"on": random.choice([*DAYS, *first])} for _ in range(n)]


# --- the rules ------------------------------------------------------------------------------------


def court_fee(row: Row, name: str = "claim") -> int | No:
    fault = checked(row, name)
    if fault:
        return fault
    return fit(rounded(property_fee(minor(row[name])) * share(row), row.get("rounding", "half_up")))


def appeal_fee(row: Row) -> int | No:
    return court_fee(row, "appealed")


def several_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        claims = [units(random, PROPERTY) // 4 for _ in range(random.choice((1, 2, 2, 3, 5)))]
        row = base(random) | {"claims": [{"amount": money(one)} for one in claims]}
        row["track"] = random.choice(TRACKS)
        if random.random() < 0.03:
            row["claims"] = []
        elif random.random() < 0.04 and sum(claims) <= MOST:
            random.choice(row["claims"])["amount"] = random.choice((money(-1), money(100, "USD")))
        found.append(row)
    return found


def several(row: Row) -> int | No:
    if not row["claims"]:
        return No("no_claims")
    for claim in row["claims"]:
        fault = checked(row | claim, "amount")
        if fault:
            return fault
    total = sum(minor(claim["amount"]) for claim in row["claims"])
    if total > MOST:
        return No("overflow")
    return court_fee(row | {"claim": money(total)})


def kind_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        kind = random.choice([*KINDS, *FLAT])
        row = base(random) | {"kind": kind}
        low, high = KINDS.get(kind, (50, 50))
        if random.random() < (0.85 if kind in KINDS else 0.05):
            row["province_fee"] = money(
                random.choice((low, high, (low + high) // 2)) * YUAN
                + random.choice((0, 0, 0, 0, -1, 1))
            )
        if kind in ("divorce", "personality", "intellectual_property"):
            if random.random() < 0.6:
                row["amount"] = money(units(random, PERSONALITY + DIVORCE))
                if kind == "intellectual_property" and random.random() < 0.9:
                    row.pop("province_fee", None)
        elif random.random() < 0.04:
            row["amount"] = "1.00 CNY"
        if kind != "jurisdiction_objection" or random.random() < 0.1:
            row["track"] = random.choice(TRACKS)
        if random.random() < 0.06 and not isinstance(kind_fee(row), No):
            name = random.choice(("amount", "province_fee", "province"))
            if name == "province":  # no province's figures are in the book
                row.pop("province_fee", None)
                row["province"] = "beijing"
            elif name in row:
                row[name] = random.choice((money(-1), money(6_000, "USD")))
        found.append(row)
    return found


def kind_fee(row: Row) -> int | No:
    kind = row["kind"]
    given = minor(row["amount"]) if "amount" in row else None
    fee = row.get("province_fee", row.get("province"))
    takes_amount = kind in ("divorce", "personality", "intellectual_property")
    if given is not None and not takes_amount:
        return No("not_for_this_kind")
    if fee is not None and (
        kind in FLAT or (kind == "intellectual_property" and given is not None)
    ):
        return No("not_for_this_kind")
    if kind == "jurisdiction_objection" and row.get("track", "ordinary") != "ordinary":
        return No("not_for_this_kind")
    if (
        fee is None
        and kind in KINDS
        and not (kind == "intellectual_property" and given is not None)
    ):
        return No("needs_argument")
    fault = checked(row, "amount", "province_fee")
    if fault:
        return fault
    if "province" in row:
        return No("unknown_rule")
    if kind in FLAT:
        exact = Fraction(FLAT[kind] * YUAN)
    elif kind == "intellectual_property" and given is not None:
        exact = property_fee(given)
    else:
        low, high = KINDS[kind]
        if not low * YUAN <= minor(fee) <= high * YUAN:
            return No("outside_range")
        scale = {"divorce": DIVORCE, "personality": PERSONALITY}.get(kind)
        exact = minor(fee) + (slices(given, scale, 0) if scale and given is not None else 0)
    return fit(rounded(Fraction(exact) * share(row), row.get("rounding", "half_up")))


def change_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        before, after = units(random, PROPERTY), units(random, PROPERTY)
        if random.random() < 0.1:
            after = before
        when = random.choice(("increase", "decrease_before_end_of_investigation", "later"))
        if random.random() < 0.9 and (when == "increase") != (after >= before):
            before, after = after, before
        row = base(random) | {"before": money(before), "after": money(after), "when": when}
        row["track"] = random.choice(TRACKS)
        if random.random() < 0.04 and not isinstance(change(row), No):
            name = random.choice(("before", "after"))
            row[name] = random.choice((money(-1), money(minor(row[name]), "USD")))
        found.append(row)
    return found


def change(row: Row) -> int | No:
    fault = checked(row, "before", "after")
    if fault:
        return fault
    before, after = minor(row["before"]), minor(row["after"])
    if row["when"] == "increase" and after < before:
        return No("not_an_increase")
    if row["when"] != "increase" and after > before:
        return No("not_a_decrease")
    if row["when"] == "later":
        return 0
    old, new = court_fee(row, "before"), court_fee(row, "after")
    assert isinstance(old, int)
    assert isinstance(new, int)
    return fit(new - old)


def claim_rows(random: Random, n: int) -> list[Row]:
    found = []
    joints = [int(property_fee(over * YUAN)) for over, _ in PROPERTY]
    for _ in range(n):
        row = base(random) | {"track": random.choice(TRACKS)}
        half = row["track"] != "ordinary"
        fee = amount(random, [5_000, *joints], 10**9)
        row["fee"] = faulty(random, max(0, fee // 2 if half else fee))
        found.append(row)
    return found


def claim_of(row: Row) -> int | No:
    fault = checked(row, "fee")
    if fault:
        return fault
    full = Fraction(minor(row["fee"])) / share(row)
    if full < 50 * YUAN:
        return No("below_least_fee")
    if full == 50 * YUAN:
        return 10_000 * YUAN
    for over, per_mille in reversed(PROPERTY):
        below = property_fee(over * YUAN)
        if below < full:
            exact = over * YUAN + (full - below) * 1000 / per_mille
            return fit(rounded(exact, row.get("rounding", "half_up")))
    raise AssertionError(full)


def success_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = base(random) | {"costs": faulty(random, units(random, PROPERTY) // 2)}
        way = random.random()
        if way < 0.5:
            share_ = random.choice((0, 1, 3, 10, 20, 25, 33, 50, 100))
            row["claimant_share"] = f"{share_}%" if random.random() < 0.9 else f"{share_ + 101}%"
        elif way < 0.95:
            claimed = units(random, PROPERTY)
            row["claimed"] = money(claimed)
            row["awarded"] = money(random.choice((0, claimed, claimed // 3, claimed // 2)))
            if random.random() < 0.05:
                row["awarded"] = money(min(claimed + 1, MOST))
            elif random.random() < 0.05:
                name = random.choice(("claimed", "awarded"))
                row[name] = random.choice((money(-1), money(minor(row[name]), "USD")))
        if random.random() < 0.03:
            row["claimed"] = "1.00 CNY"
        found.append(row)
    return found


def success(row: Row) -> tuple[int, int] | No:
    """What the claimant and the respondent bear."""
    if row["on"] < "2007-04-01":
        return No("not_in_force")
    if minor(row["costs"]) < 0:
        return No("negative_amount")
    by_share = "claimant_share" in row
    if by_share and ("claimed" in row or "awarded" in row):
        return No("not_for_this_kind")
    if by_share:
        part = Fraction(int(row["claimant_share"][:-1]), 100)
        if part > 1:
            return No("share_out_of_range")
    elif "claimed" not in row or "awarded" not in row:
        return No("needs_argument")
    else:
        claimed, awarded = minor(row["claimed"]), minor(row["awarded"])
        if claimed < 0 or awarded < 0:
            return No("negative_amount")
        if row["claimed"][-3:] != row["awarded"][-3:]:
            return No("currency_mismatch")
        if claimed == 0:
            return No("zero_amount")
        if awarded > claimed:
            return No("awarded_above_claimed")
        part = 1 - Fraction(awarded, claimed)
    costs = minor(row["costs"])
    claimant = rounded(costs * part, row.get("rounding", "half_up"))
    return claimant, costs - claimant


def success_total(row: Row) -> int | No:
    found = success(row)
    return found if isinstance(found, No) else sum(found)


def success_parts(row: Row) -> dict[str, int]:
    found = success(row)
    assert not isinstance(found, No)
    return {"borne_by_claimant": found[0], "borne_by_respondent": found[1]}


def enforcement_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = base(random)
        if random.random() < 0.85:
            row["amount"] = faulty(random, units(random, ENFORCEMENT))
        if "amount" not in row or random.random() < 0.03:
            row["set_fee"] = money(random.choice((5_000, 50_000, 20_000, 4_999, 50_001)))
            if "amount" not in row and random.random() < 0.1:
                row["set_fee"] = random.choice((money(-1), money(20_000, "USD")))
        if random.random() < 0.03:
            row.pop("set_fee", None)
        found.append(row)
    return found


def enforcement(row: Row) -> int | No:
    if "amount" in row and "set_fee" in row:
        return No("not_for_this_kind")
    if "amount" not in row and "set_fee" not in row:
        return No("needs_argument")
    fault = checked(row, "amount", "set_fee")
    if fault:
        return fault
    if "amount" in row:
        exact = slices(minor(row["amount"]), ENFORCEMENT, 50)
        return fit(rounded(exact, row.get("rounding", "half_up")))
    fee = minor(row["set_fee"])
    return fee if 5_000 <= fee <= 50_000 else No("outside_range")


def preservation_rows(random: Random, n: int) -> list[Row]:
    found = one("amount", [*PRESERVATION, (896_000, 0)])(random, n)
    for row in found:
        if random.random() < 0.05:
            row.pop("amount")
    return found


def preservation(row: Row) -> int | No:
    fault = checked(row, "amount")
    if fault:
        return fault
    if "amount" not in row:
        return 30 * YUAN
    exact = min(slices(minor(row["amount"]), PRESERVATION, 30), Fraction(5_000 * YUAN))
    return fit(rounded(exact, row.get("rounding", "half_up")))


def payment_order(row: Row) -> int | No:
    fault = checked(row, "claim")
    if fault:
        return fault
    return fit(rounded(property_fee(minor(row["claim"])) / 3, row.get("rounding", "half_up")))


def bankruptcy(row: Row) -> int | No:
    fault = checked(row, "estate")
    if fault:
        return fault
    exact = min(property_fee(minor(row["estate"])) / 2, Fraction(300_000 * YUAN))
    return fit(rounded(exact, row.get("rounding", "half_up")))


def flat(yuan: int) -> Callable[[Row], int | No]:
    return lambda row: checked(row) or yuan * YUAN


def in_order(oracle: Oracle) -> Oracle:
    """No text says which of two faults is told: a day out of force is a row's only one."""

    def rows(random: Random, n: int) -> list[Row]:
        found = oracle.rows(random, n)
        for row in found:
            if row["on"] < "2007-04-01" and isinstance(oracle.expected(row | {"on": DAYS[3]}), No):
                row["on"] = DAYS[3]
        return found

    return replace(oracle, rows=rows)


SLICES = "slice ends ± 0.01; half cents; zero; the largest amount; the first day in force"
ORACLES = {
    "court_fee": Oracle(one("claim", PROPERTY, TRACKS), court_fee, edges=SLICES),
    "court_fee_several": Oracle(several_rows, several, edges=SLICES + "; no claims"),
    "court_fee_kind": Oracle(kind_rows, kind_fee, edges="ends of a province's range ± 0.01"),
    "appeal_fee": Oracle(one("appealed", PROPERTY, TRACKS[:2]), appeal_fee, edges=SLICES),
    "court_fee_change": Oracle(change_rows, change, edges="equal claims; " + SLICES),
    "court_fee_claim": Oracle(claim_rows, claim_of, edges="fees at slice ends ± 0.01; the least"),
    "costs_by_success": Oracle(
        success_rows, success_total, parts=success_parts, edges="nothing and all awarded; zero"
    ),
    "enforcement_fee": Oracle(enforcement_rows, enforcement, edges=SLICES),
    "preservation_fee": Oracle(preservation_rows, preservation, edges="896,000 ± 0.01; " + SLICES),
    "payment_order_fee": Oracle(one("claim", PROPERTY), payment_order, edges=SLICES),
    "bankruptcy_fee": Oracle(one("estate", PROPERTY), bankruptcy, edges="the cap; " + SLICES),
    "public_summons_fee": Oracle(
        flat_rows, flat(100), edges="the first day in force", options={"constant": True}
    ),
    "set_aside_fee": Oracle(
        flat_rows, flat(400), edges="the first day in force", options={"constant": True}
    ),
}
ORACLES = {name: in_order(oracle) for name, oracle in ORACLES.items()}
