"""Worked examples: interest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import accord
from accord import settle

from tests.vectors.worked._figures import ON, after, exact, number, part


def doubled(debt: str, start: str, end: str, **more: Any) -> Any:
    return settle.delayed_performance_interest(
        debt, instrument="judgment", start=start, end=end, **more
    )


def lpr(multiple: str = "1/1", **more: Any) -> Any:
    period = {"start": "2026-01-01", "end": "2026-04-11"} | more
    return settle.series_interest("1000000.00 CNY", series="cn.lpr.1y", multiple=multiple, **period)


def six_years(**more: Any) -> Any:
    return lpr(start="2019-08-20", end="2025-08-20", **more)


def set_off_in_enforcement() -> dict[str, Fraction]:
    left = settle.set_off(
        "1005000.00 CNY",
        principal="1000000.00 CNY",
        doubled="17500.00 CNY",
        order="enforcement",
    )
    return {
        "to_judgment_debt": 1_000_000 - part(left, "principal_left"),
        "to_doubled_interest": 17_500 - part(left, "doubled_left"),
        "doubled_unpaid": part(left, "doubled_left"),
    }


def set_off_in_contract() -> dict[str, Fraction]:
    left = settle.set_off(
        "100000.00 CNY",
        costs="8000.00 CNY",
        interest="30000.00 CNY",
        principal="500000.00 CNY",
    )
    return {
        "costs": 8_000 - part(left, "costs_left"),
        "interest": 30_000 - part(left, "interest_left"),
        "principal": 500_000 - part(left, "principal_left"),
        "principal_left": part(left, "principal_left"),
    }


def dollars() -> dict[str, Fraction]:
    end = after("2026-01-01", 60)
    return {
        "usd": number(doubled("100000.00 USD", "2026-01-01", end)),
        "rmb": number(doubled("100000.00 USD", "2026-01-01", end, convert_rate="71/10")),
    }


def whole_loan_case() -> dict[str, Fraction | str]:
    general = settle.interest(
        "500000.00 CNY", rate="6% per year ACT/365", start="2024-01-01", end="2025-03-31"
    )
    to_filing = settle.interest(
        "500000.00 CNY", rate="6% per year ACT/365", start="2024-01-01", end="2024-06-01"
    )
    claim = accord.Money("500000.00 CNY") + to_filing.value
    enforced = accord.Money("500000.00 CNY") + general.value
    term = after("2024-10-08", 10)
    return {
        "general_interest_days": Fraction(general.line.inputs["days"]),
        "general_interest": number(general),
        "deadline": term,
        "doubled_days": Fraction((date(2025, 3, 31) - date.fromisoformat(term)).days),
        "doubled_interest": number(doubled("500000.00 CNY", term, "2025-03-31")),
        "claim_at_filing": Fraction(str(claim).split(" ")[0]),
        "acceptance_fee_full": number(settle.court_fee(claim, on="2024-06-01")),
        "acceptance_fee_halved": number(
            settle.court_fee(claim, on="2024-06-01", track="simple_procedure")
        ),
        "enforcement_base": Fraction(str(enforced).split(" ")[0]),
        "enforcement_fee": number(settle.enforcement_fee(enforced, on="2025-03-31")),
    }


INTEREST: dict[str, Callable[[], Any]] = {
    "INT-CN-1": lambda: number(doubled("1000000.00 CNY", "2026-01-01", "2026-04-11")),
    "INT-CN-2": lambda: number(
        doubled("1000000.00 CNY", "2026-01-01", "2026-04-11", both_ends=True)
    ),
    "INT-CN-3": lambda: {
        "days": [61, 61],
        "doubled": number(
            doubled(
                "1000000.00 CNY",
                "2024-03-01",
                "2024-07-01",
                payments=[("2024-05-01", "300000.00 CNY")],
            )
        ),
    },
    "INT-CN-4": set_off_in_enforcement,
    "INT-CN-5": set_off_in_contract,
    "INT-CN-6": dollars,
    "INT-LPR-1": lambda: number(lpr()),
    "INT-LPR-2": lambda: number(lpr("3/2")),
    "INT-FIX-1": lambda: number(
        settle.interest(
            "1000000.00 CNY", rate="3.65% per year ACT/365", start="2024-01-01", end="2025-01-01"
        )
    ),
    "INT-LPR-3": lambda: {
        "interest_exact": exact(six_years()),
        "interest": number(six_years()),
        "segments": len(six_years().line.lines),
    },
    "INT-LPR-4": lambda: number(six_years(day_count="ACT/360")),
    "INT-LPR-5": lambda: number(six_years(both_ends=True)),
    "INT-LPR-6": lambda: settle.lending_cap("2021-01-04", lender="natural_person").value,
    "INT-LPR-7": lambda: settle.lending_cap("2024-11-01", lender="natural_person").value,
    "INT-LPR-9": lambda: number(
        settle.rollover_ceiling(
            "300000.00 CNY",
            lender="natural_person",
            formed="2020-09-01",
            start="2020-09-01",
            end="2023-09-01",
            day_count="30/360",
        )
    ),
    "CASE-CN-1": whole_loan_case,
    "DEP-1": lambda: (
        number(settle.deposit("100000.00 CNY", defaulter="receiver", on=ON, unperformed="40%"))
        - 100_000
    ),
}
