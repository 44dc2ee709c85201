"""Worked examples: loss, indemnity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from accord import settle

from tests.vectors.worked._figures import cny, exact, number, part, shares

TRADES = [
    ("2020-01-06", "buy", 100, "3.00 CNY"),
    ("2020-01-07", "buy", 300, "3.20 CNY"),
    ("2020-01-08", "sell", 200, "3.10 CNY"),
    ("2020-01-09", "buy", 100, "3.10 CNY"),
    ("2020-01-10", "sell", 100, "3.40 CNY"),
]


def misled(trades: list[tuple[str, str, int, str]], base_price: str, **more: Any) -> Any:
    return settle.misrepresentation_loss(
        trades,
        implemented="2020-01-02",
        disclosed="2020-06-01",
        base_date="2020-07-10",
        base_price=base_price,
        judged="2022-03-01",
        **more,
    )


def average(method: str) -> Fraction:
    """The average buy price, from the loss of the 200 shares held at a base price of nothing."""
    return exact(misled(TRADES, "0 CNY", method=method)) / 200


def sold_and_held() -> dict[str, Fraction]:
    result = misled(
        [
            ("2020-01-06", "buy", 1200, "12.40 CNY"),
            ("2020-06-02", "sell", 300, "9.10 CNY"),
            ("2020-06-03", "sell", 200, "8.95 CNY"),
        ],
        "9.06 CNY",
    )
    below = {line.label: Fraction(line.count, 100) for line in result.line.lines[0].lines}
    return {
        "sell_avg": Fraction("12.40") - below["loss_sold"] / 500,
        "loss_sold": below["loss_sold"],
        "loss_held": below["loss_held"],
        "total": number(result),
    }


def insured(loss: str, total: str, value: str, **more: Any) -> Fraction:
    return number(settle.indemnity(cny(loss), sum_insured=cny(total), value=cny(value), **more))


def franchise(loss: str, kind: str) -> Fraction:
    return insured(loss, "100000", "100000", deductible="500.00 CNY", deductible_kind=kind)


def contributed(loss: str, sums: list[str], **more: Any) -> Any:
    return settle.contribution(cny(loss), insurers=[cny(one) for one in sums], **more)


def alone() -> dict[str, Fraction]:
    result = contributed(
        "30000", ["20000", "40000"], value="100000.00 CNY", method="independent_liability"
    )
    first, second = shares(result)
    return {
        "A": first,
        "B": second,
        "total": number(result),
        "insured_bears": 30_000 - number(result),
    }


def over_insured() -> dict[str, Fraction]:
    refund = settle.premium_refund("600.00 CNY", sum_insured="120000.00 CNY", value="100000.00 CNY")
    return {
        "payable_cap": insured("120000", "120000", "100000"),
        "premium_refund": number(refund),
    }


def card_theft() -> dict[str, Fraction]:
    result = settle.wrong_debit(
        "50000.00 CNY",
        rate="0.35% per year 30/360",
        start="2025-09-01",
        end="2026-03-01",
        own_fault="20%",
    )
    return {"principal": part(result, "principal"), "interest": part(result, "interest")}


LOSS: dict[str, Callable[[], Any]] = {
    "MIS-1": lambda: average("actual_cost"),
    "MIS-4": lambda: average("moving_weighted"),
    "MIS-6": lambda: exact(misled(TRADES, "2.50 CNY", method="actual_cost")),
    "MIS-12": sold_and_held,
    "INS-1": lambda: insured("10000", "100000", "200000"),
    "INS-2": lambda: insured("20000", "350000", "400000"),
    "INS-3": lambda: insured("60000", "300000", "500000"),
    "INS-5": lambda: franchise("400", "absolute"),
    "INS-6": lambda: franchise("1100", "absolute"),
    "INS-7": lambda: franchise("1100", "relative_reached"),
    "INS-9": lambda: franchise("500", "relative_reached"),
    "INS-11": lambda: shares(contributed("30000", ["20000", "40000"], value="60000.00 CNY")),
    "INS-12": alone,
    "INS-13": lambda: dict(
        zip(
            ("first", "second"),
            shares(contributed("120000", ["100000", "200000"], value="200000.00 CNY")),
            strict=True,
        )
    ),
    "INS-15": lambda: shares(
        contributed("90000", ["80000", "100000"], method="independent_liability")
    ),
    "INS-16": lambda: shares(contributed("90000", ["80000", "100000"])),
    "INS-17": lambda: {
        "insurer": number(settle.subrogation("70000.00 CNY", loss="100000.00 CNY")),
        "insured": 100_000 - number(settle.subrogation("70000.00 CNY", loss="100000.00 CNY")),
    },
    "INS-18": lambda: insured("70000", "100000", "100000", received="20000.00 CNY"),
    "INS-20": over_insured,
    "BANK-1": card_theft,
}
