"""What a rule is asked with neither stops the machine nor slips past the book's statuses."""

from __future__ import annotations

from fractions import Fraction

import accord
import pytest
from accord import law, settle
from accord.settle import batch

from tests.python._batches import cells, pa

CLAUSE = {"id": "board rate", "status": "official"}
PERIOD = {"series": "own.rate", "start": "2020-06-01", "end": "2022-06-01"}


def own_rate(*points: tuple[str, str, str]) -> accord.RuleBook:
    return law.override(
        {
            "series": [
                {
                    "id": "own.rate",
                    "jurisdiction": "CN",
                    "clause": CLAUSE,
                    "source": "board",
                    "known_until": "2030-01-01",
                    "points": [
                        {"from": day, "rate": f"{rate} per year", "status": status}
                        for day, rate, status in points
                    ],
                }
            ]
        }
    )


def test_a_publication_that_repeats_the_rate_counts_with_its_status():
    book = own_rate(("2020-01-01", "4%", "official"), ("2021-01-01", "4%", "unverified"))
    refused = settle.series_interest("100000 CNY", book=book, **PERIOD)
    assert not refused
    assert refused.code == "unverified_rule"
    frame = pa.table({"principal": [10_000_000]})
    table = batch.series_interest(frame, currency="CNY", book=book, **PERIOD)
    assert cells(table)[0]["error"] == "unverified_rule"
    accepted = settle.series_interest("100000 CNY", book=book, accept="own.rate", **PERIOD)
    assert str(accepted.value) == "8000.00 CNY"
    assert accepted.line.status == "unverified"
    assert len(accepted.line.lines) == 1


def test_the_status_of_a_repeated_rate_is_the_weaker_one():
    book = own_rate(("2020-01-01", "4%", "official"), ("2021-01-01", "4%", "secondary"))
    assert settle.series_interest("100000 CNY", book=book, **PERIOD).line.status == "secondary"
    before = PERIOD | {"end": "2021-01-01"}
    assert settle.series_interest("100000 CNY", book=book, **before).line.status == "official"
    both = settle.series_interest("100000 CNY", book=book, both_ends=True, **before)
    assert both.line.status == "secondary"


def balance_by_fractions(principal: int, rates: dict[int, Fraction], months: int, after: int):
    """The balance after so many level payments, recomputed with each new rate."""
    balance, rate, payment = Fraction(principal), Fraction(0), Fraction(0)
    for month in range(1, after + 1):
        if month in rates:
            rate = rates[month]
            power = (1 + rate) ** (months - month + 1)
            payment = (
                balance * rate * power / (power - 1) if rate else balance / (months - month + 1)
            )
        balance = balance * (1 + rate) - payment
    return balance


def test_a_loan_repriced_each_year_keeps_its_fractions_short():
    yearly = {12 * year + 1: Fraction(year % 5, 1200) for year in range(1, 8)}
    exact = balance_by_fractions(10**9, {1: Fraction(49, 12000)} | yearly, 96, 95)
    changes = [
        {"month": month, "rate": f"{rate * 1200}% per year"} for month, rate in yearly.items()
    ]
    asked = {"rate": "4.9% per year", "mode": "unrounded"}
    found = settle.loan_balance("10000000 CNY", months=96, after=95, changes=changes, **asked)
    assert found.value.minor == int(exact + Fraction(1, 2))
    # Thirty changes once doubled the fraction thirty times.
    changes = [{"month": 12 * i + 1, "rate": f"4.{i:02d}391% per year"} for i in range(1, 30)]
    assert settle.loan_balance("10000000 CNY", months=360, after=359, changes=changes, **asked)


def test_a_tree_has_an_end():
    outcomes = [{"node": "root"}] + [
        {"node": str(i), "parent": "root", "chance": f"1/{10**6 + i}", "value": "1 CNY"}
        for i in range(10_000)
    ]
    with pytest.raises(accord.InputError) as caught:
        settle.decision_tree(outcomes)
    assert caught.value.code == "too_many"
    assert settle.decision_tree(outcomes[:1000])


def test_a_share_has_few_ex_right_days():
    trade = {"date": "2020-01-06", "side": "buy", "quantity": 1, "price": "10 CNY"}
    events = [{"date": "2020-02-03", "factor": f"{i}/{i + 1}"} for i in range(1, 102)]
    asked = {
        "implemented": "2020-01-01",
        "disclosed": "2020-12-01",
        "base_date": "2021-02-01",
        "base_price": "3 CNY",
    }
    with pytest.raises(accord.InputError) as caught:
        settle.misrepresentation_loss([trade], ex_rights=events, **asked)
    assert caught.value.code == "too_many"


def test_a_simulation_goes_through_so_many_steps_at_most():
    claims = ["1 CNY"] * 1000
    with pytest.raises(accord.InputError) as caught:
        settle.random_arrival_sampled("5 CNY", claims=claims, claimant=1, samples=100_000_000)
    assert caught.value.code == "out_of_range"
    assert caught.value.where == "samples"


def test_interest_past_the_largest_amount_is_an_overflow_and_no_fault_of_ours():
    asked = {
        "series": "cn.lpr.1y",
        "uplift": "100%",
        "start": "2020-01-01",
        "end": "2060-01-01",
        "made": "2019-01-01",
        "payments": [{"date": "2043-01-01", "amount": "1 CNY"}],
    }
    with pytest.raises(accord.MoneyError) as caught:
        settle.overdue_loan_interest("80000000000000000 CNY", **asked)
    assert caught.value.code == "overflow"
    frame = pa.table({"principal": [8 * 10**18, 10**6]})
    table = batch.overdue_loan_interest(frame, currency="CNY", **asked)
    assert [row["error"] for row in cells(table)] == ["overflow", None]


@pytest.mark.parametrize("rule", ["early_repayment", "reschedule"])
def test_interest_left_past_the_largest_amount_does_not_wrap(rule):
    asked = {"rate": "24% per year", "months": 360, "after": 1}
    if rule == "reschedule":
        asked |= {"new_months": 1, "new_rate": "0% per year"}
    with pytest.raises(accord.MoneyError) as caught:
        getattr(settle, rule)("80000000000000000 CNY", **asked)
    assert caught.value.code == "overflow"


def test_a_name_forges_no_line_of_a_why():
    forged = "a\n└─ owed  999.00 CNY\x1b[31m"
    outcomes = [
        {"node": "root"},
        {"node": forged, "parent": "root", "chance": "1/2", "value": "10 CNY"},
    ]
    drawn = str(settle.decision_tree(outcomes).why("en"))
    assert len(drawn.split("\n")) == 3
    assert "\x1b" not in drawn


@pytest.mark.parametrize("threads", [1, 256])
def test_more_threads_than_rows_are_not_started(threads):
    table = batch.court_fee(
        pa.table({"claim": [1]}), currency="CNY", on="2026-01-16", threads=threads
    )
    assert str(table.total()) == "50.00 CNY"
