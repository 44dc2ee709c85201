"""Settlement figures against an oracle in exact fractions, which knows the clauses alone.

About half of the examples stand on an edge: the end of a slice, the day of a new rate, 29 February,
a figure that lies exactly between two cents.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import accord
import pytest
from accord import settle
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.vectors import oracle_settlement as oracle

FIRST_DAY = oracle.LPR[0][0]


def money(minor: int) -> str:
    sign, minor = ("-", -minor) if minor < 0 else ("", minor)
    return f"{sign}{minor // 100}.{minor % 100:02d} CNY"


def yuan(minor: int) -> Fraction:
    return Fraction(minor, 100)


SLICE_ENDS = [oracle.COURT_FIRST_SLICE_END] + [end for end, _ in oracle.COURT_SLICES if end]
edge_claims = st.builds(
    lambda end, offset: end * 100 + offset, st.sampled_from(SLICE_ENDS), st.integers(-1, 1)
)
# Fees that end in half a cent: 2.5 % of an odd multiple of 0.20 yuan, and half of such a fee.
tie_claims = st.builds(lambda n: 1_000_000 + 20 * n, st.integers(0, 400_000))
plain_claims = st.integers(0, 10**11)
claims = st.one_of(edge_claims, tie_claims, plain_claims, plain_claims)

leap_days = st.sampled_from([date(2020, 2, 29), date(2024, 2, 29)])
rate_days = st.builds(
    lambda row, offset: row[0] + timedelta(days=offset),
    st.sampled_from(oracle.LPR),
    st.integers(-1, 1),
)
late_days = st.builds(lambda n: oracle.LPR_KNOWN_UNTIL + timedelta(days=n), st.integers(-1, 2))
plain_days = st.dates(FIRST_DAY, date(2026, 12, 31))
days = st.one_of(leap_days, rate_days, late_days, plain_days, plain_days, plain_days)
month_ends = st.sampled_from([date(2024, 1, 31), date(2024, 2, 29), date(2025, 2, 28)])
periods = st.tuples(days | month_ends, days | month_ends).map(sorted)

amounts = st.one_of(st.sampled_from([0, 1, 99, 100, 10**8]), st.integers(0, 10**12))
FACTORS = {"1/1": Fraction(1), "3/2": Fraction(3, 2), "400%": Fraction(4), "130%": Fraction(13, 10)}
# Hundredths of a per cent.
rates = st.one_of(st.sampled_from([0, 1, 35, 300, 365, 3650]), st.integers(0, 3600))
shares = st.one_of(st.sampled_from([0, 1, 5000, 3333, 9999, 10000]), st.integers(0, 10000))


@given(claims, st.sampled_from(["ordinary", "mediated_or_withdrawn", "simple_procedure"]))
@example(51084599, "mediated_or_withdrawn")
@example(51249315, "mediated_or_withdrawn")  # half of the rounded fee would be a cent less
def test_court_fee(claim, track):
    expected = oracle.court_fee(yuan(claim), halved=track != "ordinary")
    result = settle.court_fee(money(claim), on="2026-01-16", track=track)
    assert result.value.minor == oracle.cents(expected)


@given(amounts, rates, periods, st.sampled_from(["ACT/365", "ACT/360", "30/360", None]))
def test_simple_interest(principal, rate, period, basis):
    start, end = period
    unit = f"per year {basis}" if basis else "per day"
    if basis is None:
        rate = rate % 10  # a daily rate is small
    expected = oracle.interest(yuan(principal), Fraction(rate, 10_000), start, end, basis=basis)
    result = settle.interest(
        money(principal),
        rate=f"{rate // 100}.{rate % 100:02d}% {unit}",
        start=start.isoformat(),
        end=end.isoformat(),
    )
    assert result.value.minor == oracle.cents(expected)


@given(
    amounts,
    periods,
    st.sampled_from(["1y", "5y"]),
    st.sampled_from([365, 360]),
    st.booleans(),
    st.sampled_from(list(FACTORS)),
)
@example(10**8, [date(2019, 8, 20), date(2025, 8, 20)], "1y", 365, True, "1/1")
@example(10**8, [date(2025, 5, 19), date(2025, 5, 20)], "1y", 365, True, "1/1")
def test_series_interest(principal, period, tenor, per_year, both_ends, multiple):
    start, end = period
    assume(start >= FIRST_DAY)
    expected = oracle.lpr_interest(
        yuan(principal),
        start,
        end,
        per_year=per_year,
        tenor=tenor,
        both_ends=both_ends,
        multiple=FACTORS[multiple],
    )
    result = settle.series_interest(
        money(principal),
        series=f"cn.lpr.{tenor}",
        start=start.isoformat(),
        end=end.isoformat(),
        day_count=f"ACT/{per_year}",
        both_ends=both_ends,
        multiple=multiple,
    )
    assert result.value.minor == oracle.cents(expected)


def deductible(kind, absolute, share, minimum=None):
    """The deductible as arguments: an amount, or a share whose minimum is the amount beside it."""
    if kind == "none":
        return {}
    if kind == "absolute":
        return {"deductible": money(absolute)}
    share_only = {"deductible_share": f"{share // 100}.{share % 100:02d}%"}
    return share_only if minimum is None else share_only | {"deductible": money(minimum)}


@st.composite
def losses(draw):
    value = draw(st.integers(1, 10**10))
    near = st.sampled_from([value - 1, value, value + 1])
    sum_insured = draw(near | st.integers(0, 2 * value))
    loss = draw(near | st.integers(0, value))
    kind = draw(st.sampled_from(["none", "absolute", "percentage"]))
    absolute = draw(st.sampled_from([0, loss, loss + 1]) | st.integers(0, value))
    share = draw(shares)
    minimum = draw(st.none() | st.integers(0, value))
    return value, sum_insured, loss, kind, absolute, share, minimum


@given(losses(), st.booleans())
@example((12_500_000, 10_000_000, 6_000_000, "percentage", 0, 2000, None), True)
@example((12_500_000, 10_000_000, 6_000_000, "absolute", 200_000, 0, None), True)
def test_indemnity(facts, clause_binds):
    value, sum_insured, loss, kind, absolute, share, minimum = facts
    minimum = minimum if kind == "percentage" else None
    expected = oracle.indemnity(
        sum_insured=yuan(sum_insured),
        value=yuan(value),
        loss=yuan(loss),
        absolute=yuan(absolute) if kind == "absolute" else None,
        share=Fraction(share, 10_000) if kind == "percentage" else None,
        minimum=None if minimum is None else yuan(minimum),
        clause_binds=clause_binds,
    )
    result = settle.indemnity(
        sum_insured=money(sum_insured),
        value=money(value),
        loss=money(loss),
        clause_binds=clause_binds,
        **deductible(kind, absolute, share, minimum),
    )
    assert result.value.minor == oracle.cents(expected)


@given(losses(), st.sampled_from(["below", "lower", "upper", "above"]))
@example((10_000_000, 10_000_000, 10_000_000, "percentage", 0, 2000, None), "lower")
def test_an_agreed_sum_lies_within_its_bounds(facts, place):
    value, sum_insured, loss, kind, absolute, share, _ = facts
    exact = {
        binds: oracle.indemnity(
            sum_insured=yuan(sum_insured),
            value=yuan(value),
            loss=yuan(loss),
            absolute=yuan(absolute) if kind == "absolute" else None,
            share=Fraction(share, 10_000) if kind == "percentage" else None,
            clause_binds=binds,
        )
        for binds in (True, False)
    }
    lower, upper = oracle.cents(exact[True]), oracle.cents(exact[False])
    agreed = {"below": lower - 1, "lower": lower, "upper": upper, "above": upper + 1}[place]
    arguments = {
        "sum_insured": money(sum_insured),
        "value": money(value),
        "loss": money(loss),
        "agreed": money(agreed),
        **deductible(kind, absolute, share),
    }
    if place in ("below", "above"):
        with pytest.raises(accord.InputError) as caught:
            settle.agreed_indemnity(**arguments)
        is_negative = agreed < 0  # a fault of its own, told before any range
        assert caught.value.code == ("negative_amount" if is_negative else "agreed_outside_range")
    else:
        assert settle.agreed_indemnity(**arguments).value.minor == agreed


@given(amounts, rates, periods, st.sampled_from(["ACT/365", "ACT/360", "30/360"]), shares)
@example(5_000_000, 35, [date(2025, 9, 1), date(2026, 3, 1)], "30/360", 2000)
def test_wrong_debit(amount, rate, period, basis, own_fault):
    start, end = period
    refund, lost = oracle.wrong_debit(
        yuan(amount),
        Fraction(rate, 10_000),
        start,
        end,
        basis=basis,
        own_fault=Fraction(own_fault, 10_000),
    )
    result = settle.wrong_debit(
        money(amount),
        rate=f"{rate // 100}.{rate % 100:02d}% per year {basis}",
        start=start.isoformat(),
        end=end.isoformat(),
        own_fault=f"{own_fault // 100}.{own_fault % 100:02d}%",
    )
    assert result.value.minor == refund + lost
