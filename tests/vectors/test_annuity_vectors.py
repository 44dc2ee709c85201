"""Every row of the annuity vectors and of their schedule, reckoned with the published digits."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import accord
import pytest

settle = accord.settle
VECTORS = "rules/annuity_vectors.json"
SCHEDULE = "rules/loan_schedule_LN-15.csv"
Row = dict[str, Any]


def loan(row: Row) -> Row:
    """The arguments of a row as a rule takes them; a rate may have its make-up beside it."""
    inputs = row["inputs"]
    rate = Fraction(inputs["annual_rate"].split(" ")[0])
    return {
        "principal": f"{inputs['principal']}.00 CNY",
        "rate": f"{rate.numerator}/{rate.denominator} per year",
        "months": inputs["months"],
    }


def figure(result: Any) -> str:
    return str(result.value.decimal)


def scaled(amount: str) -> str:
    """An amount in units of 10^-14, as the minor units of a currency that has none."""
    return f"{int(amount) * 10**14} JPY"


def near(result: Any, published: str) -> bool:
    """To the last of 14 decimals: a figure that no currency prints, reckoned in smaller units."""
    return abs(result.value.minor - Fraction(published) * 10**14) <= Fraction(1, 2)


def balance(row: Row) -> None:
    result = settle.loan_balance(**loan(row), after=row["inputs"]["paid"], mode="unrounded")
    assert figure(result) == row["expected"]["balance_2dp"]


def equal_principal(row: Row) -> None:
    given = loan(row) | {"method": "equal_principal"}
    expected = row["expected"]
    assert figure(settle.instalment(**given)) == expected["first_2dp"]
    assert figure(settle.instalment(**given, month=given["months"])) == expected["last_2dp"]
    assert figure(settle.unrounded_loan_interest(**given)) == expected["total_interest_2dp"]


def level(row: Row) -> None:
    assert figure(settle.instalment(**loan(row))) == row["expected"]["payment_2dp"]


def no_rate(row: Row) -> None:
    inputs = row["inputs"]
    result = settle.instalment(f"{inputs['pv']} CNY", rate="0% per year", months=inputs["n"])
    assert -result.value.minor == int(row["expected"]["pmt"]) * 100  # a spreadsheet pays out


def principal_part(row: Row) -> None:
    inputs = row["inputs"]
    result = settle.instalment(
        scaled(inputs["pv"]), rate="1/120 per month", months=inputs["n"], part="principal"
    )
    assert inputs["rate"] == "0.1/12"
    assert near(result, row["expected"]["ppmt"].removeprefix("-"))


def present(row: Row) -> None:
    # 127,128.17 in units of 10^-13: those of 10^-14 are more than 64 bits hold.
    inputs = row["inputs"]
    result = settle.present_value(
        f"{int(inputs['pmt']) * 10**13} JPY", rate="7%", months=inputs["n"]
    )
    published = Fraction(row["expected"]["pv"].removeprefix("-")) * 10**13
    assert abs(result.value.minor - published) <= Fraction(1, 2)


def future(row: Row) -> None:
    inputs = row["inputs"]
    result = settle.future_value(
        scaled(inputs["pmt"].removeprefix("-")), rate="7.5%", months=inputs["n"]
    )
    assert near(result, row["expected"]["fv"])


def periods(row: Row) -> None:
    """No rule asks for a part of a period: the whole numbers on either side are told."""
    payment = f"{row['inputs']['pmt'].removeprefix('-')} USD"
    before = int(Fraction(row["expected"]["nper"]))
    reached = [
        settle.future_value(payment, rate="7.5%", months=months).value.minor
        for months in (before, before + 1)
    ]
    assert reached[0] < int(row["inputs"]["fv"]) * 100 < reached[1]


def one_flow(row: Row) -> None:
    """The published digits are those at which an iteration stopped, right to eleven decimals.

    The root itself is (10/3.5)^(1/10) - 1, so the bounds are checked by raising them to the tenth.
    """
    inputs = row["inputs"]
    result = settle.internal_rate(
        f"{inputs['pv'].removeprefix('-')} USD", flows=[(inputs["n"], f"{inputs['fv']} USD")]
    )
    lower, upper = (
        Fraction(result.line.inputs[name].removesuffix("%")) / 100 for name in ("lower", "upper")
    )
    assert upper - lower == Fraction(1, 10**12)
    assert (1 + lower) ** 10 <= Fraction(10000, 3500) < (1 + upper) ** 10
    assert abs(lower - Fraction(row["expected"]["rate"])) < Fraction(1, 10**11)


def dates(row: Row) -> None:
    expected = dict(row["expected"])
    asked = [(row["inputs"]["start"], 1, expected.pop("plus1"))]
    for name, day in expected.items():  # "2023-11-30 plus3"
        start, _, months = name.partition(" plus")
        asked.append((start, int(months), day))
    for start, months, day in asked:
        assert settle.instalment_date(start, months=months).value.isoformat() == day


def told(months: list[Any]) -> list[list[Any]]:
    return [
        [
            month.month,
            *(
                str(amount.decimal)
                for amount in (month.payment, month.principal, month.interest, month.balance)
            ),
        ]
        for month in months
    ]


def whole_cents(row: Row) -> None:
    assert told(settle.schedule(**loan(row))) == row["expected"]["rows"]


def overcharge(row: Row) -> None:
    inputs, expected = row["inputs"], row["expected"]
    result = settle.overcharge_redress(
        f"{inputs['principal']}.00 CNY",
        charged_rate="5.4% per year",
        right_rate="4.9% per year",
        months=inputs["months"],
        paid_months=inputs["elapsed"],
    )
    assert (inputs["charged_rate"], inputs["correct_rate"]) == ("0.054", "0.049")
    instalments, balances = result.line.lines
    assert figure(result) == expected["redress_before_interest"]
    assert Fraction(instalments.count, 100) == Fraction(expected["overpaid_instalments_total"])
    assert Fraction(balances.count, 100) == Fraction(expected["balance_difference"])
    assert instalments.lines[0].inputs["charged"] == expected["charged_payment"] + " CNY"
    assert instalments.lines[0].inputs["right"] == expected["correct_payment"] + " CNY"
    assert balances.inputs["charged"] == expected["charged_balance"] + " CNY"
    assert balances.inputs["right"] == expected["correct_balance"] + " CNY"


RECKONED: dict[str, Callable[[Row], None]] = {
    "LN-2": balance,
    "LN-3": equal_principal,
    "LN-4": level,
    "LN-6": no_rate,
    "LN-7": principal_part,
    "LN-9": present,
    "LN-10": future,
    "LN-11": periods,
    "LN-13": one_flow,
    "LN-14": dates,
    "LN-15": whole_cents,
    "LN-16": overcharge,
}


def test_every_row_is_reckoned(shared_file, shared_rows):
    rows = json.loads(shared_file(VECTORS).read_text("utf-8"))
    assert {row["id"] for row in rows} == set(RECKONED)
    shared_rows(VECTORS, len(rows))


@pytest.mark.parametrize("name", RECKONED)
def test_a_row(name, shared_file):
    rows = json.loads(shared_file(VECTORS).read_text("utf-8"))
    RECKONED[name](next(row for row in rows if row["id"] == name))


def test_the_schedule_month_by_month(shared_file, shared_rows):
    with shared_file(SCHEDULE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    months = settle.schedule("120000.00 CNY", rate="6% per year", months=12)
    wanted = [
        [int(row["period"]), row["payment"], row["principal"], row["interest"], row["balance"]]
        for row in rows
    ]
    assert told(months) == wanted
    shared_rows(SCHEDULE, len(rows))
