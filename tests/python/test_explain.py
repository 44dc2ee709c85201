"""Two figures compared: the parts of every difference add up, whatever the rule."""

from __future__ import annotations

import doctest

import accord
import accord.explain
import pytest
from accord import settle

LOAN = {"principal": "300000.00 CNY", "months": 60, "paid_months": 30}


def check(line: accord.Line) -> None:
    addends = [below for below in line.lines if below.role == "addend"]
    if addends:
        assert sum(below.count for below in addends) == line.count
    for below in line.lines:
        check(below)


PAIRS = {
    "court_fee": (
        settle.court_fee("510845.99 CNY", on="2026-01-16"),
        settle.court_fee("90000.00 CNY", on="2026-01-16", track="simple_procedure"),
    ),
    "series": (
        settle.series_interest(
            "1000000 CNY", series="cn.lpr.1y", start="2020-01-01", end="2025-01-01"
        ),
        settle.series_interest(
            "1000000 CNY", series="cn.lpr.5y", start="2021-01-01", end="2026-01-01"
        ),
    ),
    "redress": (
        settle.overcharge_redress(charged_rate="5.4% per year", right_rate="4.9% per year", **LOAN),
        settle.overcharge_redress(charged_rate="5.4% per year", right_rate="4.8% per year", **LOAN),
    ),
}


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_parts_add_up_to_the_difference(name):
    before, after = PAIRS[name]
    found = accord.explain.diff(before, after)
    assert found.value == after.value - before.value
    assert found.line.label == "difference"
    assert found.line.lines
    check(found.line)
    assert accord.explain.diff(after, before).value.minor == -found.value.minor
    same = accord.explain.diff(before, before)
    assert same.value.minor == 0
    assert not same.line.lines


def test_what_changed_is_said():
    before, after = PAIRS["redress"]
    assert "→" in str(accord.explain.diff(before, after).why(language="en"))


def test_only_figures_of_one_currency_are_compared():
    before, _ = PAIRS["court_fee"]
    dollars = settle.interest(
        "1 USD", rate="1% per year ACT/365", start="2025-01-01", end="2025-01-02"
    )
    with pytest.raises(accord.MoneyError):
        accord.explain.diff(before, dollars)
    for bad in (1.0, True, None, "1.00 CNY", before.value):
        with pytest.raises(TypeError):
            accord.explain.diff(before, bad)


def test_the_example_runs():
    result = doctest.testmod(accord.explain, extraglobs={"accord": accord})
    assert (result.attempted, result.failed) == (4, 0)
