"""Misrepresentation on a securities market: base date, base price and an investor's loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from accord import _core
from accord.settle._call import Money, Rate, answer, money, price

__all__ = ["base_date", "base_price", "misrepresentation_loss"]

Rows = Iterable[Mapping[str, Any] | Sequence[Any]]


def base_date(
    days: Rows,
    *,
    disclosed: date | str,
    tradable_shares: int | None = None,
    judged: date | str | None = None,
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """The day on which a misrepresentation's loss ends (虚假陈述规定(2022) 26).

    `days` are trading days with date and volume (then `tradable_shares` is needed) or turnover.
    From disclosure on, which is trading day 1, the day when all tradable shares have changed hands,
    not before the 10th and not after the 30th. `judged` is the day whose law is asked, where
    disclosure was before 2022-01-22. Raises InputError("too_few_days", "days_out_of_order",
    "bad_turnover", "volume_and_turnover", "no_tradable_shares", "needs_argument").

    >>> days = [{"date": f"2024-09-{day:02}", "turnover": "14%"}
    ...         for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]
    >>> print(accord.settle.base_date(days, disclosed="2024-09-02").value)
    2024-09-13
    """
    given = {
        "days": days,
        "disclosed": disclosed,
        "tradable_shares": tradable_shares,
        "judged": judged,
    }
    return answer("base_date", given, book, accept)


def base_price(
    closes: Rows,
    *,
    disclosed: date | str,
    base_date: date | str,
    ex_rights: Rows = (),
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Answer | _core.Refusal:
    """The plain mean of the closes from disclosure to the base date (虚假陈述规定(2022) 26).

    The answer is an exact price in words, "7.40 CNY" or "22/3 CNY", to be handed on unrounded.
    Closes before an ex-rights day (date, factor, dividend) are restated (29). Raises
    InputError("no_closes", "day_twice", "end_before_start", "dividend_above_price").

    >>> closes = [("2024-09-02", "8.00 CNY"), ("2024-09-03", "7.80 CNY"), ("2024-09-04", "7 CNY")]
    >>> accord.settle.base_price(closes, disclosed="2024-09-02", base_date="2024-09-04").value
    '7.60 CNY'
    """
    given = {
        "closes": closes,
        "disclosed": disclosed,
        "base_date": base_date,
        "ex_rights": ex_rights,
    }
    return answer("base_price", given, book, accept)


def misrepresentation_loss(
    trades: Rows,
    *,
    implemented: date | str,
    disclosed: date | str,
    base_date: date | str,
    base_price: Money | str,
    case: str = "up",
    method: str = "moving_weighted",
    held_before: int = 0,
    earlier_shares: str = "first_sold",
    risk_share: Rate = "0%",
    risk_method: str = "stated",
    index_fall: Rate | None = None,
    stock_fall: Rate | None = None,
    other_share: Rate = "0%",
    other_cause: str = "other",
    commission: Rate = "0%",
    stamp_duty: Rate = "0%",
    ex_rights: Rows = (),
    judged: date | str | None = None,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """An investor's loss by misrepresentation, without interest (虚假陈述规定(2022) 25, 27-31, 34).

    `trades` of all accounts: date, side "buy" or "sell", quantity, price; days in any order, those
    of one day in their own. A buy on the day of disclosure is out, a sale on it is in. `case`: "up"
    lured into buying, "down" into selling. `method` is "moving_weighted", "actual_cost",
    "weighted", "fifo_weighted" or "fifo_actual" (its definition is unverified). Sales take the
    shares held earlier first (`held_before` and trades before the statement) unless
    `earlier_shares` is "last_sold". Other causes come off the loss (31): `risk_share` as
    stated, or by "relative_proportion" of `index_fall` to `stock_fall` (unverified), and
    `other_share` for `other_cause`. Commission and duty are on what is left; rounded once.

    Raises InputError("sold_more_than_held", "end_before_start", "bad_price", "bad_quantity",
    "bad_factor", "dividend_above_price", "not_for_method", "shares_above_one", "no_stock_fall").
    Refuses with "unverified_rule".

    >>> trades = [("2024-05-06", "buy", 1000, "10.00 CNY"), ("2024-07-01", "buy", 1000, "12 CNY"),
    ...           ("2024-08-01", "sell", 500, "10.40 CNY"), ("2024-09-03", "sell", 600, "8 CNY")]
    >>> print(accord.settle.misrepresentation_loss(trades, implemented="2024-03-04",
    ...           disclosed="2024-09-02", base_date="2024-09-13", base_price="7.40 CNY",
    ...           risk_share="20%", commission="0.03%", stamp_duty="0.05%").value)
    4035.23 CNY
    """
    given = {
        "trades": trades,
        "implemented": implemented,
        "disclosed": disclosed,
        "base_date": base_date,
        "base_price": price(base_price),
        "case": case,
        "method": method,
        "held_before": held_before,
        "earlier_shares": earlier_shares,
        "risk_share": risk_share,
        "risk_method": risk_method,
        "index_fall": index_fall,
        "stock_fall": stock_fall,
        "other_share": other_share,
        "other_cause": other_cause,
        "commission": commission,
        "stamp_duty": stamp_duty,
        "ex_rights": ex_rights,
        "judged": judged,
        "rounding": rounding,
    }
    return money("misrepresentation_loss", given, book, accept)
