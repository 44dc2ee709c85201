"""Money and rates at the boundary: exact, immutable, printed with their currency's digits."""

from __future__ import annotations

import copy
import pickle
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import accord
import pytest
from accord import Instant, Money, Rate
from hypothesis import given
from hypothesis import strategies as st

minors = st.integers(-(2**62), 2**62)


@pytest.mark.parametrize(
    ("text", "minor", "printed"),
    [
        ("1234.56 CNY", 123456, "1234.56 CNY"),
        ("-3 JPY", -3, "-3 JPY"),
        ("50000 CNY", 5_000_000, "50000.00 CNY"),
        ("0.001 BHD", 1, "0.001 BHD"),  # ISO 4217: three digits
        ("-0.05 EUR", -5, "-0.05 EUR"),
    ],
)
def test_money_is_read_and_printed(text, minor, printed):
    money = Money(text)
    assert (money.minor, str(money)) == (minor, printed)
    assert repr(money) == f"Money('{printed}')"
    assert Money.from_minor(minor, money.currency) == money


@given(minors, st.sampled_from(["CNY", "JPY", "BHD"]))
def test_parse_undoes_print(minor, currency):
    money = Money.from_minor(minor, currency)
    assert Money(str(money)) == money
    assert Money.of(money.decimal, currency) == money
    assert money.decimal == Decimal(minor).scaleb(-money.digits)


@given(minors, minors)
def test_sums_are_those_of_integers(a, b):
    total = Money.from_minor(a, "CNY") + Money.from_minor(b, "CNY")
    assert total.minor == a + b
    assert (total - Money.from_minor(b, "CNY")).minor == a
    assert (Money.from_minor(a, "CNY") < Money.from_minor(b, "CNY")) == (a < b)
    assert (-Money.from_minor(a, "CNY")).minor == -a


def test_a_decimal_comes_through_its_text():
    assert Money.of(Decimal("2.7"), "CNY").minor == 270
    assert Money.of(Decimal("1E+2"), "CNY").minor == 10_000
    assert Money.of("12.50", "EUR").minor == 1250
    with pytest.raises(accord.MoneyError, match="inexact"):
        Money.of(Decimal("0.005"), "CNY")


@pytest.mark.parametrize("bad", [Decimal("NaN"), Decimal("Infinity"), "", "1,000", "1e3", "１.00"])
def test_a_decimal_must_be_a_plain_number(bad):
    with pytest.raises(accord.InputError) as caught:
        Money.of(bad, "CNY")
    assert caught.value.code == "bad_money"


def test_currencies_do_not_mix():
    with pytest.raises(accord.MoneyError) as caught:
        Money("1 CNY") + Money("1 EUR")
    assert caught.value.code == "currency_mismatch"
    with pytest.raises(accord.MoneyError):
        Money("1 CNY") < Money("1 EUR")  # noqa: B015
    assert Money("1 CNY") != Money("1 EUR")
    assert Money("1 CNY") != "1.00 CNY"


def test_overflow_is_an_error_and_wraps_nowhere():
    most = Money.from_minor(2**63 - 1, "CNY")
    for broken in (lambda: most + Money("0.01 CNY"), lambda: Money("92233720368547758.08 CNY")):
        with pytest.raises(accord.MoneyError) as caught:
            broken()
        assert caught.value.code == "overflow"
    with pytest.raises(accord.InputError, match="integer_too_large"):
        Money.from_minor(2**63, "CNY")


ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**4), st.sampled_from(sorted(ROUNDINGS)))
def test_a_share_rounds_as_decimal_does(minor, hundredths, name):
    share = f"{hundredths // 100}.{hundredths % 100:02d}%"
    exact = Decimal(minor) * Decimal(hundredths) / Decimal(10_000)
    expected = int(exact.quantize(Decimal(1), rounding=ROUNDINGS[name]))
    assert Money.from_minor(minor, "CNY").times(share, rounding=name).minor == expected


def test_a_product_needs_a_named_rounding():
    with pytest.raises(TypeError):
        Money("1 CNY") * Rate("20%")
    with pytest.raises(TypeError):
        Money("1 CNY").times("20%")
    with pytest.raises(accord.InputError, match="unknown_rounding"):
        Money("1 CNY").times("20%", rounding="bankers")


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_allocation_loses_no_cent(minor, weights):
    shares = accord.allocate(Money.from_minor(minor, "CNY"), weights=weights)
    assert sum(share.minor for share in shares) == minor
    assert len(shares) == len(weights)


@pytest.mark.parametrize(
    "text", ["20%", "0.0175% per day", "4.35% per year ACT/365", "0.35% per year 30/360", "1/3"]
)
def test_rates_print_as_they_are_read(text):
    assert str(Rate(text)) == text
    assert Rate(text) == Rate(str(Rate(text)))


@pytest.mark.parametrize(
    "value", [Money("1.50 CNY"), Rate("1/3"), Instant("2026-03-02T09:30:00.5+08:00")]
)
def test_values_copy_pickle_and_hash(value):
    for twin in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert twin == value
        assert hash(twin) == hash(value)
        assert str(twin) == str(value)
    with pytest.raises(AttributeError):
        value.currency = "EUR"
    assert type(value).__module__ == "accord"


@pytest.mark.parametrize("cls", [Money, Rate, Instant, accord.Filing, accord.Case, accord.Refusal])
def test_no_python_class_stands_below_a_native_one(cls):
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Mine", (cls,), {})
