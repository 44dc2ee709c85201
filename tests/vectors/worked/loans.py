"""Worked examples: loans."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import accord
from accord import settle

from tests.vectors.worked._figures import cny, number, part


def loan(principal: str, rate: str, months: int) -> dict[str, Any]:
    return {"principal": cny(principal), "rate": rate, "months": months}


def instalment(of_loan: dict[str, Any], **more: Any) -> Any:
    return settle.instalment(**of_loan, **more)


MORTGAGE = loan("1000000", "4.9% per year", 360)


def equal_principal() -> dict[str, Fraction]:
    method = {"method": "equal_principal"}
    return {
        "first_2dp": number(instalment(MORTGAGE, **method)),
        "last_2dp": number(instalment(MORTGAGE, month=360, **method)),
        "total_interest_2dp": number(settle.unrounded_loan_interest(**MORTGAGE, **method)),
    }


def schedule() -> list[list[Any]]:
    result = settle.loan_schedule(**loan("120000", "6% per year", 12))
    rows = []
    for month in [month for run in result.line.lines if run.lines for month in run.lines]:
        given = month.inputs
        cells = [
            given["payment"],
            given["principal"],
            str(accord.Money.from_minor(month.count, "CNY")),
            given["balance"],
        ]
        rows.append([int(given["month"]), *[cell.split(" ")[0] for cell in cells]])
    return rows


def overcharged() -> Any:
    return settle.overcharge_redress(
        "1000000.00 CNY",
        charged_rate="5.4% per year",
        right_rate="4.9% per year",
        months=360,
        paid_months=24,
    )


def lower_end(amount: str, flows: list[tuple[int, str]]) -> Fraction:
    """The lower end of the rate's bracket, which is 10^-12 wide."""
    line = settle.internal_rate(amount, flows=flows).line
    return Fraction(line.inputs["lower"].removesuffix("%")) / 100


def charged(rate: str) -> Fraction:
    return number(settle.loan_balance("1000000.00 CNY", rate=rate, months=360, after=24))


LOANS: dict[str, Callable[[], Any]] = {
    "LN-2": lambda: {
        "balance_2dp": number(settle.loan_balance(**MORTGAGE, after=12, mode="unrounded"))
    },
    "LN-3": equal_principal,
    "LN-4": lambda: {"payment_2dp": number(instalment(loan("600000", "5.537% per year", 240)))},
    "LN-6": lambda: {"pmt": -number(instalment(loan("15000", "0% per year", 60)))},
    "LN-7": lambda: {
        "ppmt": -number(instalment(loan("55000", "10% per year", 60), part="principal"))
    },
    "LN-9": lambda: {"pv": -number(settle.present_value("12000.00 CNY", rate="7%", months=20))},
    "LN-10": lambda: {"fv": number(settle.future_value("2000.00 CNY", rate="7.5%", months=20))},
    "LN-13": lambda: {"rate": lower_end("3500.00 CNY", [(10, "10000.00 CNY")])},
    "LN-15": lambda: {"rows": schedule()},
    "LN-16": lambda: {
        "charged_payment": number(instalment(loan("1000000", "5.4% per year", 360))),
        "correct_payment": number(instalment(MORTGAGE)),
        "overpaid_instalments_total": part(overcharged(), "overpaid_instalments"),
        "charged_balance": charged("5.4% per year"),
        "correct_balance": charged("4.9% per year"),
        "balance_difference": part(overcharged(), "balance_difference"),
        "redress_before_interest": number(overcharged()),
    },
}
