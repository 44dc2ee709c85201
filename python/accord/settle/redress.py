"""Redress abroad: the look-back of securities, payment protection, commission, benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = [
    "benchmark_redress",
    "commission_redress",
    "fos_award",
    "plan_of_allocation_loss",
    "ppi_redress",
    "pslra_loss",
]

Row = Mapping[str, object] | Sequence[object]


def pslra_loss(
    purchase_price: Money,
    *,
    claimed: Money,
    shares: int,
    disseminated: date | str,
    closes: Iterable[Row],
    sold: date | str | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Loss on shares in the United States under the 90-day limit (15 USC 78u-4(e)).

    Per share the lesser of what is `claimed` and the purchase price less the mean close of the 90
    days that begin on the day the truth came out, or to the day of the sale. `closes`: rows of date
    and close; days outside the period are not counted.

    >>> print(accord.settle.pslra_loss("50 USD", claimed="20 USD", shares=1000,
    ...           disseminated="2025-03-03", sold="2025-03-05",
    ...           closes=[("2025-03-03", "40 USD"), ("2025-03-04", "42 USD"),
    ...                   ("2025-03-05", "44 USD")]).value)
    8000.00 USD
    """
    given: dict[str, object] = {
        "purchase_price": purchase_price,
        "claimed": claimed,
        "shares": shares,
        "disseminated": disseminated,
        "closes": closes,
        "sold": sold,
        "rounding": rounding,
    }
    return money("pslra_loss", given, book, accept)


def plan_of_allocation_loss(
    purchase_price: Money,
    *,
    shares: int,
    inflation_bought: Money,
    inflation_sold: Money | None = None,
    sale_price: Money | None = None,
    disseminated: date | str | None = None,
    closes: Iterable[Row] = (),
    sold: date | str | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The usual plan of allocation: the least of three differences per share, never below zero.

    Inflation at purchase less at sale; purchase less sale price; purchase price less the mean
    close of the look-back. What is not given does not count.

    >>> print(accord.settle.plan_of_allocation_loss("50 USD", shares=100,
    ...           inflation_bought="12 USD", sale_price="45 USD").value)
    500.00 USD
    """
    given: dict[str, object] = {
        "purchase_price": purchase_price,
        "shares": shares,
        "inflation_bought": inflation_bought,
        "inflation_sold": inflation_sold,
        "sale_price": sale_price,
        "disseminated": disseminated,
        "closes": closes,
        "sold": sold,
        "rounding": rounding,
    }
    return money("plan_of_allocation_loss", given, book, accept)


def ppi_redress(
    instalment: Money,
    *,
    instalment_without: Money,
    instalments: int,
    first: date | str,
    settled: date | str,
    steps: str = "months",
    claim: Money | None = None,
    taxed: bool = True,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Redress on payment protection insurance: refund, interest, less tax and a claim paid.

    Every instalment's difference back, 8 % simple on each since its day, by whole `steps` of months
    or by days; 20 % tax off the interest alone unless not `taxed`.

    >>> print(accord.settle.ppi_redress("110 GBP", instalment_without="95 GBP", instalments=36,
    ...           first="2020-01-01", settled="2024-12-01").value)
    659.52 GBP
    """
    given: dict[str, object] = {
        "instalment": instalment,
        "instalment_without": instalment_without,
        "instalments": instalments,
        "first": first,
        "settled": settled,
        "steps": steps,
        "claim": claim,
        "taxed": taxed,
        "rounding": rounding,
    }
    return money("ppi_redress", given, book, accept)


def commission_redress(
    premium: Money,
    *,
    commission: Money,
    on: date | str,
    profit_share: Money | None = None,
    historic_interest: Money | None = None,
    paid: date | str | None = None,
    claim: Money | None = None,
    taxed: bool = True,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Redress on undisclosed commission (DISP App 3.7A).

    Commission and profit share above half of the premium, with historic interest on that; 8 %
    simple on both from `paid` to `on`, where given, less tax; less a claim paid.

    >>> print(accord.settle.commission_redress("1000 GBP", commission="670 GBP",
    ...           profit_share="30 GBP", on="2024-08-22").value)
    200.00 GBP
    """
    given: dict[str, object] = {
        "premium": premium,
        "commission": commission,
        "on": on,
        "profit_share": profit_share,
        "historic_interest": historic_interest,
        "paid": paid,
        "claim": claim,
        "taxed": taxed,
        "rounding": rounding,
    }
    return money("commission_redress", given, book, accept)


def fos_award(
    award: Money,
    *,
    act: date | str,
    referred: date | str,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The binding part of an award of the UK ombudsman: at most the limit of two dates (DISP 3.7).

    The limit hangs on the day of the `act` complained of and the day it was `referred`; what lies
    above it can only be recommended (part above_limit). From 2025-04-01 the limit is from memory:
    accept "uk.fos.award_limit" by name.

    >>> print(accord.settle.fos_award("500000 GBP", act="2021-05-04", referred="2024-06-03").value)
    430000.00 GBP
    """
    given: dict[str, object] = {"award": award, "act": act, "referred": referred}
    return money("fos_award", given, book, accept)


def benchmark_redress(
    capital: Money,
    *,
    actual_value: Money,
    index_growth: Rate,
    bond_growth: Rate,
    on: date | str,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Loss of an unsuitable investment: its value by the benchmark less its actual value.

    Half grows with an index, half with fixed-rate bonds; the halves are from memory: accept
    "uk.fos.benchmark_index_share" by name.

    >>> print(accord.settle.benchmark_redress("20000 GBP", actual_value="19500 GBP",
    ...           index_growth="28%", bond_growth="9%", on="2025-01-01",
    ...           accept="uk.fos.benchmark_index_share").value)
    4200.00 GBP
    """
    given: dict[str, object] = {
        "capital": capital,
        "actual_value": actual_value,
        "index_growth": index_growth,
        "bond_growth": bond_growth,
        "on": on,
        "rounding": rounding,
    }
    return money("benchmark_redress", given, book, accept)
