"""Simulated figures: one per seed to the last bit, and as near the exact mean as they state.

The exact means and variances are reckoned here in fractions: of random arrival by all orders, or by
counting the claimants who come before; of an award in closed form from its ranges.
"""

from __future__ import annotations

import struct
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import permutations
from math import factorial, fsum, sqrt
from statistics import fmean
from typing import Any

import accord
import pytest
from accord import settle
from accord.settle import batch

pa = pytest.importorskip("pyarrow")

SEEDS, SAMPLES = 200, 2_000
Moments = tuple[Fraction, Fraction]  # mean and variance of one draw, in minor units


def money(cents: int) -> str:
    return f"{'-' * (cents < 0)}{abs(cents) // 100}.{abs(cents) % 100:02d} CNY"


def moments(chances: list[tuple[Fraction, Fraction, Fraction]]) -> Moments:
    """From the chance, mean and mean square of each part; the chance left over is of nothing."""
    mean = sum((chance * first for chance, first, _ in chances), Fraction())
    return mean, sum((chance * second for chance, _, second in chances), Fraction()) - mean**2


def moments_of_award(award: list[tuple[str, int, int, int | None]]) -> Moments:
    parts = []
    for text, low, high, peak in award:
        chance = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
        if peak is None:
            mean, variance = Fraction(low + high, 2), Fraction((high - low) ** 2, 12)
        else:
            mean = Fraction(low + peak + high, 3)
            squares = low**2 + peak**2 + high**2 - low * peak - low * high - peak * high
            variance = Fraction(squares, 18)
        parts.append((chance, mean, variance + mean**2))
    return moments(parts)


def moments_by_all_orders(estate: int, claims: tuple[int, ...], claimant: int) -> Moments:
    paid, orders = Counter[int](), factorial(len(claims))
    for order in permutations(range(len(claims))):
        before = order[: order.index(claimant - 1)]
        left = max(0, estate - sum(claims[i] for i in before))
        paid[min(left, claims[claimant - 1])] += 1
    return moments([(Fraction(n, orders), Fraction(x), Fraction(x * x)) for x, n in paid.items()])


@cache
def moments_by_counting(estate: int, claims: tuple[int, ...], claimant: int) -> Moments:
    """However many claimants: k others before this one with a sum of s, k! (n-1-k)! / n! each."""
    ways = Counter({(0, 0): 1})
    for claim in claims[: claimant - 1] + claims[claimant:]:
        ways += Counter({(k + 1, s + claim): n for (k, s), n in ways.items()})
    count, parts = len(claims), []
    for (k, s), n in ways.items():
        chance = Fraction(n * factorial(k) * factorial(count - 1 - k), factorial(count))
        share = Fraction(min(max(0, estate - s), claims[claimant - 1]))
        parts.append((chance, share, share**2))
    return moments(parts)


AWARDS: dict[str, list[tuple[str, int, int, int | None]]] = {
    "one range": [("60%", 8_000_000, 12_000_000, None)],
    "peak inside": [("100%", 0, 90_000, 60_000)],
    "peak at the low end": [("100%", 100, 90_000, 100)],
    "peak at the high end": [("100%", 100, 90_000, 90_000)],
    "all or nothing": [("1/3", 50_000, 50_000, 50_000)],
    "thirds": [("1/3", 0, 1, None), ("1/3", 500, 501, None), ("1/3", 900, 1_500, 1_000)],
    "costs as well": [
        ("30%", -50_000, -10_000, -25_000),
        ("1/7", -1, 99_999, None),
        ("25%", 100_000, 100_000, None),
        ("0%", 10**12, 10**13, None),
    ],
}
NINE = (700, 800, 900, 1_000, 1_100, 1_200, 1_300, 1_400, 1_500)
ARRIVALS: dict[str, tuple[int, tuple[int, ...], int]] = {
    "textbook, last": (1_000, (200, 400, 700, 800), 4),
    "two alike": (101, (101, 101), 2),
    "the middle of seven": (50_001, (9_999, 20_000, 1, 30_003, 0, 7_777, 12_345), 4),
    "the first of eight": (4_000, (3_000, 100, 200, 400, 800, 1_600, 50, 2_500), 1),
}
MANY: dict[str, tuple[int, tuple[int, ...], int]] = {
    "nine": (5_000, NINE, 9),
    "thirty": (20_000, NINE * 3 + (50, 50, 5_000), 30),
}
Case = tuple[str, dict[str, Any], Moments]  # rule, what it is asked, exact moments


def outcomes(award: list[tuple[str, int, int, int | None]]) -> list[dict[str, str]]:
    return [
        {"chance": chance, "low": money(low), "high": money(high)}
        | ({} if peak is None else {"likely": money(peak)})
        for chance, low, high, peak in award
    ]


def arrival(estate: int, claims: tuple[int, ...], claimant: int) -> dict[str, Any]:
    return {"estate": money(estate), "claims": list(map(money, claims)), "claimant": claimant}


CASES: dict[str, Case] = {
    f"award, {name}": ("simulate_award", {"outcomes": outcomes(one)}, moments_of_award(one))
    for name, one in AWARDS.items()
} | {
    f"arrival, {name}": ("random_arrival_sampled", arrival(*one), moments_by_counting(*one))
    for name, one in (ARRIVALS | MANY).items()
}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def of_one(rule: str, asked: dict[str, Any], **how: int) -> accord.Estimate:
    subject, *others = asked
    return getattr(settle, rule)(asked[subject], **{name: asked[name] for name in others}, **how)


def columns(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.table({name: pa.array([row[name] for row in rows]) for name in rows[0]})


def in_bytes(table: accord.Table) -> list[bytes]:
    read = pa.table(table)
    assert read["error"].null_count == len(read)
    figures = (read[name].to_pylist() for name in ("value", "standard_error"))
    return [struct.pack("<2d", *row) for row in zip(*figures, strict=True)]


@every_case
def test_another_seed_has_another_estimate(case):
    rule, asked, _ = case
    assert len({of_one(rule, asked, seed=seed, samples=999).value for seed in range(50)}) > 10


@pytest.mark.parametrize("rule", ["simulate_award", "random_arrival_sampled"])
def test_a_seed_has_one_estimate_in_every_byte(rule):
    rows = [
        asked | {"seed": seed, "samples": samples}
        for seed in (1, 0, 7, -7, 2**63 - 1, 1)
        for samples in (2, 3, 999)
        for of_rule, asked, _ in CASES.values()
        if of_rule == rule
    ]
    expected = []
    for row in rows:
        one, again = of_one(rule, row), of_one(rule, row)
        assert one == again
        assert (one.seed, one.samples, one.unit) == (row["seed"], row["samples"], "CNY")
        assert abs(one.line.count - one.value) <= 0.5
        expected.append(struct.pack("<2d", one.value, one.error))
    frame, by_columns = columns(rows), getattr(batch, rule)
    parted = pa.concat_tables([frame.slice(0, 11), frame.slice(11)])
    for threads in (1, 2):
        assert in_bytes(by_columns(frame, threads=threads)) == expected
        assert in_bytes(by_columns(frame.slice(5, 40), threads=threads)) == expected[5:45]
        assert in_bytes(by_columns(parted, threads=threads)) == expected


@pytest.mark.parametrize(
    ("case", "value", "error"),
    [
        ("award, costs as well", "0x1.5f52a61207e7fp+14", "0x1.95bf48e7bb799p+10"),
        ("arrival, thirty", "0x1.70cb333333330p+11", "0x1.22643bd3f5b02p+6"),
    ],
)
def test_the_estimate_of_a_seed_is_that_of_plain_python(case, value, error):
    """Drawn, ordered and averaged in Python's own numbers by the published generator."""
    found = of_one(*CASES[case][:2], seed=20_250_101, samples=1_000)
    assert (found.value.hex(), found.error.hex()) == (value, error)


@every_case
def test_the_exact_mean_is_within_the_stated_error_as_often_as_stated(case):
    rule, asked, exact = case
    mean, variance = map(float, exact)
    rows = [asked | {"seed": seed, "samples": SAMPLES} for seed in range(1, SEEDS + 1)]
    found = pa.table(getattr(batch, rule)(columns(rows)))
    values, errors = found["value"].to_pylist(), found["standard_error"].to_pylist()
    off = [abs(value - mean) / error for value, error in zip(values, errors, strict=True)]
    assert 0.88 <= fmean(one <= 1.96 for one in off) <= 0.995
    assert 0.56 <= fmean(one <= 1 for one in off) <= 0.80  # 68.3 % by the normal law
    assert max(off) < 5
    # All seeds together are 400,000 draws: a mean a little wrong shows here.
    assert abs(fmean(values) - mean) < 4 * sqrt(variance / SAMPLES / SEEDS)
    spread = sqrt(fmean((value - mean) ** 2 for value in values))
    assert spread == pytest.approx(sqrt(variance / SAMPLES), rel=0.2)


@every_case
@pytest.mark.parametrize("samples", [100, 1_000, 10_000, 100_000])
def test_the_error_falls_with_the_root_of_the_samples(case, samples):
    rule, asked, (_, variance) = case
    error = of_one(rule, asked, seed=11, samples=samples).error
    assert error * sqrt(samples) == pytest.approx(sqrt(variance), rel=3 / sqrt(samples))


def test_two_samples_that_differ_are_half_their_difference_off():
    asked = arrival(100, (100, 100), 1)
    found = [of_one("random_arrival_sampled", asked, seed=n, samples=2) for n in range(50)]
    assert {(one.value, one.error) for one in found} == {(0, 0), (50, 50), (100, 0)}


def test_what_is_certain_has_no_error():
    share = of_one("random_arrival_sampled", arrival(900, (200, 300), 2), samples=10)
    assert (share.value, share.error) == (300, 0)
    award = settle.simulate_award(outcomes([("100%", 77, 77, 77)]), samples=10)
    assert (award.value, award.error) == (77, 0)
    most = money(2**63 - 1)  # as a double one more than the largest sum
    found = settle.random_arrival_sampled(most, claims=[most, "0 CNY"], claimant=1, samples=10)
    assert found.line.count == 2**63 - 1


@pytest.mark.parametrize(("estate", "claims", "_"), (ARRIVALS | MANY).values())
def test_the_shares_of_a_seed_add_up_to_the_estate(estate, claims, _):
    for sum_of_estate in (0, estate, sum(claims) - 1, sum(claims) + 1):
        paid = min(sum_of_estate, sum(claims))
        asked = [arrival(sum_of_estate, claims, n + 1) for n in range(len(claims))]
        shares = [of_one("random_arrival_sampled", one, samples=300) for one in asked]
        assert fsum(one.value for one in shares) == pytest.approx(paid, abs=1e-6)
        for one, claim in zip(shares, claims, strict=True):
            assert 0 <= one.value <= min(claim, sum_of_estate)
        if len(claims) <= 8:
            exact = settle.random_arrival(money(sum_of_estate), claims=asked[0]["claims"])
            lines = [line.count for line in exact.line.lines]
            assert sum(lines) == exact.value.minor == paid
            for n, line in enumerate(lines, 1):
                assert abs(moments_by_counting(sum_of_estate, claims, n)[0] - line) < 1


@pytest.mark.parametrize("one", ARRIVALS.values(), ids=ARRIVALS)
def test_counting_who_comes_before_is_trying_all_orders(one):
    assert moments_by_counting(*one) == moments_by_all_orders(*one)


GIVEN = {
    "simulate_award": {"outcomes": outcomes(AWARDS["thirds"])},
    "random_arrival_sampled": arrival(1_000, (200, 400), 1),
}
every_rule = pytest.mark.parametrize(("rule", "asked"), GIVEN.items())


@every_rule
def test_samples_are_from_two_to_a_hundred_million(rule, asked):
    for samples in (wrong := [0, 1, -1, 100_000_001, 2**63 - 1, -(2**63)]):
        with pytest.raises(accord.InputError) as caught:
            of_one(rule, asked, samples=samples)
        assert (caught.value.code, caught.value.where) == ("out_of_range", "samples")
    frame = columns([asked | {"samples": samples} for samples in (2, *wrong, 3)])
    found = pa.table(getattr(batch, rule)(frame, seed=5, threads=2))
    assert found["error"].to_pylist() == [None, *["out_of_range"] * 6, None]
    assert found["error_where"].to_pylist() == [None, *["samples"] * 6, None]
    assert found["value"].to_pylist()[1:-1] == [None] * 6
    assert found["value"][7].as_py() == of_one(rule, asked, samples=3, seed=5).value


@pytest.mark.parametrize("name", ["samples", "seed"])
@every_rule
def test_samples_and_seeds_are_whole_numbers(rule, asked, name):
    for value in (1.5, "7", True, None):
        with pytest.raises(TypeError, match="a count is an int"):
            of_one(rule, asked, **{name: value})
    with pytest.raises(accord.InputError, match="integer_too_large"):
        of_one(rule, asked, **{name: 2**63})
    with pytest.raises(TypeError, match=name):
        getattr(batch, rule)(columns([asked | {name: 2.0}]))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"claimant": 3}, "out_of_range"),
        ({"claims": []}, "no_rows"),
        ({"claims": ["-0.01 CNY"]}, "negative_amount"),
        ({"claims": ["1 CNY", "1 USD"]}, "currency_mismatch"),
        ({"estate": "-0.01 CNY"}, "negative_amount"),
        ({"outcomes": outcomes([("51%", 1, 2, None)] * 2)}, "chances_above_one"),
        ({"outcomes": outcomes([("5% per year", 1, 2, None)])}, "share_out_of_range"),
        ({"outcomes": outcomes([("5%", 2, 1, None)])}, "range_reversed"),
        ({"outcomes": outcomes([("5%", 1, 2, 3)])}, "out_of_range"),
        ({"outcomes": [{"chance": "5%", "low": "1 CNY", "high": "2 USD"}]}, "currency_mismatch"),
    ],
)
def test_unsound_input(changed, code):
    rule = "simulate_award" if "outcomes" in changed else "random_arrival_sampled"
    with pytest.raises((accord.InputError, accord.MoneyError)) as caught:
        of_one(rule, GIVEN[rule] | changed, samples=10)
    assert caught.value.code == code
