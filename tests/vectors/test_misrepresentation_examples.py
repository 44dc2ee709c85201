"""Every example of ../shared/rules/misrepresentation_examples.json, reckoned or exempt by name."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

import accord
import pytest

FILE = "rules/misrepresentation_examples.json"
EXEMPT = {
    "MIS-5": "last-in-first-out stands in the source for contrast; no court uses it",
    "PSLRA-4": "a rule in words without figures",
}
DAYS = {"implemented": "2024-03-04", "disclosed": "2024-09-02", "base_date": "2024-09-13"}


def bought_and_sold(texts: list[str]) -> list[tuple[str, str, int, str]]:
    """Trades "buy 100@3" in the order given, a day each from 1 April 2024 on."""
    read = [re.fullmatch(r"(buy|sell) (\d+)@([\d.]+)", text) for text in texts]
    return [
        (f"2024-04-{day:02}", found[1], int(found[2]), f"{found[3]} CNY")
        for day, found in enumerate(filter(None, read), 1)
    ]


def lots(text: str, side: str) -> list[str]:
    return [f"{side} {lot}" for lot in text.split(", ")]


def loss(trades: list[tuple[str, str, int, str]], **given: Any) -> accord.Explained:
    return accord.settle.misrepresentation_loss(trades, **DAYS, **given)


def average(trades: list[tuple[str, str, int, str]], method: str) -> Fraction:
    """The average price as the line of the shares kept names it."""
    line = loss(trades, base_price="0 CNY", method=method).line
    return Fraction(line.lines[0].lines[1].inputs["average_price"].removesuffix(" CNY"))


def actual_cost(inputs: dict[str, Any]) -> None:
    trades = bought_and_sold(lots(inputs["buys"], "buy") + lots(inputs["sells"], "sell"))
    assert average(trades, "actual_cost") == Fraction("3.05")


def moving(inputs: dict[str, Any]) -> None:
    assert average(bought_and_sold(inputs["trades"]), "moving_weighted") == Fraction(47, 15)


def held(inputs: dict[str, Any]) -> None:
    # An average of 3.05, which is 61/20, on what is held.
    assert Fraction(inputs["avg"]) == Fraction("3.05")
    trades = bought_and_sold([f"buy {inputs['held']}@3.05"])
    found = loss(trades, base_price=f"{inputs['base_price']} CNY", method="actual_cost")
    assert str(found.value) == "110.00 CNY"


def sold_and_held(inputs: dict[str, Any]) -> None:
    trades = bought_and_sold([f"buy 1200@{inputs['buy_avg']}"])
    for lot in inputs["sold"]:
        quantity, price = lot.split("@")
        trades.append(("2024-09-03", "sell", int(quantity), f"{price} CNY"))
    found = loss(trades, base_price=f"{inputs['base_price']} CNY")
    assert str(found.value) == "4018.00 CNY"
    sold, kept = found.line.lines[0].lines
    assert (sold.count, kept.count) == (168000, 233800)
    assert sold.inputs["average_price_after"] == "9.04 CNY"
    assert kept.inputs["quantity"] == inputs["held"]


def relative_proportion(inputs: dict[str, Any]) -> None:
    given = {
        "base_price": "0 CNY",
        "risk_method": "relative_proportion",
        "index_fall": f"{Fraction(inputs['index_fall'])}",
        "stock_fall": f"{Fraction(inputs['stock_fall'])}",
    }
    trades = bought_and_sold([f"buy 1@{inputs['loss']}"])
    refused = loss(trades, **given)  # the formula was not read anywhere
    assert not refused
    assert refused.code == "unverified_rule"
    found = loss(trades, **given, accept="cn.misrepresentation.relative_proportion")
    assert str(found.value) == "1205.40 CNY"
    assert found.why().status == "unverified"


def look_back(inputs: dict[str, Any]) -> None:
    found = accord.settle.pslra_loss(
        f"{inputs['purchase']} USD",
        claimed=f"{inputs['true_value_loss_claimed_per_share']} USD",
        shares=int(inputs["shares"]),
        disseminated="2025-03-03",
        closes=[("2025-03-03", f"{inputs['mean_90d']} USD")],
    )
    assert str(found.value) == "11750.00 USD"


RECKONED = {
    "MIS-1": actual_cost,
    "MIS-4": moving,
    "MIS-6": held,
    "MIS-12": sold_and_held,
    "MIS-14": relative_proportion,
    "PSLRA-1": look_back,
}


def test_every_example_is_reckoned_or_exempt_by_name(shared_file, shared_rows):
    rows = json.loads(shared_file(FILE).read_text("utf-8"))["examples"]
    shared_rows(FILE, len(rows), "examples")
    assert sorted(RECKONED | EXEMPT) == sorted(row["id"] for row in rows)
    assert not set(RECKONED) & set(EXEMPT)


@pytest.mark.parametrize("id", sorted(RECKONED))
def test_an_example(id, shared_file):
    rows = json.loads(shared_file(FILE).read_text("utf-8"))["examples"]
    RECKONED[id](next(row["inputs"] for row in rows if row["id"] == id))


# The averages of the other methods on the same trades, and 200 kept at a base price of 2.50.
@pytest.mark.parametrize(
    ("method", "wanted"),
    [
        ("actual_cost", "110.00 CNY"),
        ("weighted", "128.00 CNY"),
        ("fifo_weighted", "130.00 CNY"),
        ("moving_weighted", "126.67 CNY"),  # 126.00 where the average is rounded first
    ],
)
def test_the_method_moves_the_figure(method, wanted, shared_file):
    rows = json.loads(shared_file(FILE).read_text("utf-8"))["examples"]
    texts = next(row["inputs"]["trades"] for row in rows if row["id"] == "MIS-4")
    assert str(loss(bought_and_sold(texts), base_price="2.50 CNY", method=method).value) == wanted


def test_a_method_whose_formula_was_not_read_is_refused():
    trades = bought_and_sold(["buy 100@3"])
    refused = loss(trades, base_price="2.50 CNY", method="fifo_actual")
    assert not refused
    assert refused.code == "unverified_rule"
    accepted = "cn.misrepresentation.fifo_actual"
    found = loss(trades, base_price="2.50 CNY", method="fifo_actual", accept=accepted)
    assert str(found.value) == "50.00 CNY"
    assert found.why().status == "unverified"


def test_the_arguments_of_a_deduction_go_together():
    trades = bought_and_sold(["buy 100@3"])

    def code(**given: Any) -> str:
        with pytest.raises(accord.errors.InputError) as caught:
            loss(trades, base_price="2.50 CNY", **given)
        return caught.value.code

    both = {"risk_method": "relative_proportion", "index_fall": "10%"}
    assert code(index_fall="10%") == "not_for_method"
    assert code(**both) == "needs_argument"
    assert code(**both, stock_fall="20%", risk_share="1%") == "not_for_method"
    assert code(**both, stock_fall="0%") == "no_stock_fall"
    assert code(risk_share="60%", other_share="41%") == "shares_above_one"
    assert code(ex_rights=[("2024-05-06", "0%")]) == "bad_factor"
    assert code(ex_rights=[("2024-05-06", "100%", "x")]) == "bad_price"
