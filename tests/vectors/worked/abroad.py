"""Worked examples: abroad, banks and cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import accord
from accord import settle

from tests.vectors.worked._figures import ON, after, exact, number, of, part


def penalty_rate() -> Fraction:
    """A year of 360 days of a loan of 100 at the penalty rate is that rate in per cent."""
    return number(
        settle.loan_penalty_interest(
            "100.00 CNY",
            contract_rate="5% per year",
            uplift="3/2",
            start="2025-01-01",
            end=after("2025-01-01", 360),
        )
    )


def card() -> Fraction:
    return number(
        settle.card_interest(
            [("2026-03-30", "1000.00 CNY")],
            payments=[("2026-04-23", "100.00 CNY")],
            rate="0.05% per day",
            until="2026-05-05",
        )
    )


def county_court(debt: str, days: int) -> Fraction:
    return number(
        settle.uk_court_interest(of("GBP", debt), start="2025-01-06", end=after("2025-01-06", days))
    )


def bank_rate_average() -> dict[str, Fraction]:
    """The three runs of the example as an institution's own series."""
    start = date(2026, 1, 5)
    days = [start, start + timedelta(days=91), start + timedelta(days=182)]
    points = [
        {"from": day.isoformat(), "rate": f"{rate}% per year", "status": "official"}
        for day, rate in zip(days, ("4.5", "4.25", "4"), strict=True)
    ]
    series = {
        "id": "uk.boe.base_rate",
        "jurisdiction": "UK",
        "clause": {"id": "worked example", "status": "official"},
        "source": "rules/worked_examples.json UK-8",
        "known_until": "2026-12-31",
        "points": points,
    }
    end = after(start.isoformat(), 282)
    interest = settle.fos_interest(
        "10000.00 GBP",
        start=start,
        paid_by=end,
        referred=end,
        book=accord.law.override({"series": [series]}),
    )
    rate = exact(interest) * 365 / 282 / 10_000
    return {
        "avg_base_exact": rate * 100 - 1,
        "rate": Fraction(f"{float(rate * 100):.6f}"),
        "interest": number(interest),
    }


def payment_protection() -> dict[str, Fraction]:
    result = settle.ppi_redress(
        "110.00 GBP",
        instalment_without="95.00 GBP",
        instalments=36,
        first="2020-01-15",
        settled="2024-12-15",
    )
    return {
        "gross": part(result, "interest"),
        "net_of_20pct_tax": part(result, "interest") + part(result, "tax"),
    }


def taxed() -> dict[str, Fraction]:
    tax = number(settle.uk_tax_on_interest("767.47 GBP", on=ON))
    return {"tax": tax, "paid": Fraction("674.16") + Fraction("767.47") - tax}


ABROAD: dict[str, Callable[[], Any]] = {
    "INT-BK-1": penalty_rate,
    "INT-BK-4": lambda: number(
        settle.loan_compound_interest(
            "3000.00 CNY",
            contract_rate="5% per year",
            uplift="3/2",
            kind="overdue",
            start="2025-01-01",
            end="2025-01-31",
        )
    ),
    "INT-CC-1": card,
    "UK-4": lambda: county_court("1000", 25),
    "UK-5": lambda: county_court("3000", 100),
    "UK-6": lambda: county_court("2300", 60),
    "UK-8": bank_rate_average,
    "PPI-2": payment_protection,
    "PPI-3": taxed,
    "PPI-5": lambda: number(
        settle.commission_redress(
            "1000.00 GBP", commission="670.00 GBP", profit_share="30.00 GBP", on=ON, taxed=False
        )
    ),
    "PPI-6": lambda: number(
        settle.commission_redress(
            "0.00 GBP", commission="286.54 GBP", on=ON, claim="51.34 GBP", taxed=False
        )
    ),
    "US-1": lambda: number(
        settle.us_post_judgment_interest(
            "100000.00 USD",
            rate="5% per year",
            week="2024-12-30",
            judgment="2025-01-06",
            paid=after("2025-01-06", 200),
        )
    ),
    "PSLRA-1": lambda: {
        "cap_per_share": Fraction("50") - Fraction("38.25"),
        "award": number(
            settle.pslra_loss(
                "50.00 USD",
                claimed="20.00 USD",
                shares=1000,
                disseminated="2025-01-06",
                closes=[("2025-01-06", "38.00 USD"), ("2025-01-07", "38.50 USD")],
            )
        ),
    },
}
