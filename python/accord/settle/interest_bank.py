"""Mainland China: bank loans in default and credit cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = [
    "card_interest",
    "card_late_charge",
    "loan_compound_interest",
    "loan_penalty_interest",
    "overdue_loan_interest",
]

Row = Mapping[str, object] | Sequence[object]


def loan_penalty_interest(
    principal: Money,
    *,
    contract_rate: Rate,
    uplift: Rate,
    start: date | str,
    end: date | str,
    kind: str = "overdue",
    made: date | str | None = None,
    day_count: str = "ACT/360",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Penalty interest on a bank loan: contract rate × uplift (银发〔2003〕251号).

    `kind`: overdue (uplift 1.3 to 1.5) or misuse (1.5 to 2); outside is refused, and so is a loan
    `made` before 2004. The contract rate is per year, without a day count. Rounded once.

    >>> print(accord.settle.loan_penalty_interest("200000 CNY", contract_rate="5% per year",
    ...           uplift="3/2", start="2025-06-01", end="2025-07-01").value)
    1250.00 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "contract_rate": contract_rate,
        "uplift": uplift,
        "start": start,
        "end": end,
        "kind": kind,
        "made": made,
        "day_count": day_count,
        "rounding": rounding,
    }
    return money("loan_penalty_interest", given, book, accept)


def loan_compound_interest(
    unpaid_interest: Money,
    *,
    contract_rate: Rate,
    uplift: Rate,
    start: date | str,
    end: date | str,
    kind: str = "overdue",
    made: date | str | None = None,
    day_count: str = "ACT/360",
    settled: Iterable[date | str] = (),
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Compound interest on interest unpaid, at the penalty rate (银发〔2003〕251号).

    It grows on each day in `settled` (结息日), which the contract names, ascending inside the
    period; the interest of each run is rounded as it is booked.

    >>> print(accord.settle.loan_compound_interest("3000 CNY", contract_rate="5% per year",
    ...           uplift="3/2", start="2025-06-01", end="2025-07-01").value)
    18.75 CNY
    """
    given: dict[str, object] = {
        "unpaid_interest": unpaid_interest,
        "contract_rate": contract_rate,
        "uplift": uplift,
        "start": start,
        "end": end,
        "kind": kind,
        "made": made,
        "day_count": day_count,
        "settled": settled,
        "rounding": rounding,
    }
    return money("loan_compound_interest", given, book, accept)


def overdue_loan_interest(
    principal: Money,
    *,
    series: str,
    uplift: Rate,
    start: date | str,
    end: date | str,
    spread: Rate = "0% per year",
    made: date | str | None = None,
    repriced: str = "annually",
    payments: Iterable[Row] = (),
    costs: Money | None = None,
    day_count: str = "ACT/360",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What is owed at `end` on a loan overdue since `start`, payments set off (民法典 561).

    Interest at (series on the repricing day + spread) × uplift; an uplift of 1 asks for no penalty,
    others lie within 银发〔2003〕251号. `repriced`: annually (each 1 January), anniversary or never
    (both from `made`). `payments`: rows of date and amount, against costs, interest, principal in
    turn. Interest is rounded once between two payments; a year whose rate is not yet fixed is
    provisional.

    >>> owed = accord.settle.overdue_loan_interest("500000 CNY", series="cn.lpr.1y",
    ...     spread="1.55% per year", uplift="3/2", start="2025-02-28", end="2026-01-16",
    ...     payments=[("2025-06-30", "20000 CNY")])
    >>> print(owed.value)
    510845.99 CNY
    """
    given: dict[str, object] = {
        "principal": principal,
        "series": series,
        "uplift": uplift,
        "start": start,
        "end": end,
        "spread": spread,
        "made": made,
        "repriced": repriced,
        "payments": payments,
        "costs": costs,
        "day_count": day_count,
        "rounding": rounding,
    }
    return money("overdue_loan_interest", given, book, accept)


def card_interest(
    charges: Iterable[Row],
    *,
    rate: Rate,
    until: date | str,
    payments: Iterable[Row] = (),
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Full-balance interest of a credit card whose interest-free time is lost.

    `charges`: rows of posted and amount, without fees; `payments`: rows of paid and amount. The
    balance at each day's end, from the first posting to `until`, both counted, at a rate per day:
    within cap and floor of 银发〔2016〕111号 for postings to the end of 2020, then as agreed.

    >>> print(accord.settle.card_interest([("2025-03-30", "1000 CNY")], rate="0.05% per day",
    ...           until="2025-05-05", payments=[("2025-04-23", "100 CNY")]).value)
    17.85 CNY
    """
    given: dict[str, object] = {
        "charges": charges,
        "rate": rate,
        "until": until,
        "payments": payments,
        "rounding": rounding,
    }
    return money("card_interest", given, book, accept)


def card_late_charge(
    minimum: Money,
    *,
    on: date | str,
    paid: Money | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """The charge (违约金) on the part of a card's minimum payment that was not paid.

    Its share is usual practice, not verified: accept "cn.card.late_charge_share" by name, or give
    a book with the contract's own.

    >>> print(accord.settle.card_late_charge("100 CNY", on="2025-04-24",
    ...           accept="cn.card.late_charge_share").value)
    5.00 CNY
    """
    given: dict[str, object] = {
        "minimum": minimum,
        "on": on,
        "paid": paid,
        "rounding": rounding,
    }
    return money("card_late_charge", given, book, accept)
