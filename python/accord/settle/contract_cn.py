"""Mainland China: what a contract in default costs by law: delay, penalty, deposit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord import _core
from accord.settle._call import Money, Rate, money

__all__ = ["contract_default_interest", "deposit", "penalty_presumption"]


def contract_default_interest(
    amount: Money,
    *,
    defaulted: date | str,
    end: date | str,
    uplift: Rate,
    tenor: str = "gt_6m_le_1y",
    lpr: str = "at_default",
    day_count: str = "ACT/365",
    both_ends: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """Loss by late payment of a price where no penalty was agreed (买卖合同解释 18(4)).

    To 2019-08-19 the PBOC benchmark of `tenor` (le_6m, gt_6m_le_1y, gt_1y_le_3y, gt_3y_le_5y,
    gt_5y), from 2019-08-20 the one-year LPR, each × (1 + `uplift`); an uplift outside 30–50 % is
    refused. `lpr`: the quotation "at_default", kept, or that of "each_day".

    >>> print(accord.settle.contract_default_interest(
    ...     "200000.00 CNY", defaulted="2024-01-02", end="2024-04-01", uplift="30%").value)
    2211.78 CNY
    """
    given: dict[str, object] = {
        "amount": amount,
        "defaulted": defaulted,
        "end": end,
        "uplift": uplift,
        "tenor": tenor,
        "lpr": lpr,
        "day_count": day_count,
        "both_ends": both_ends,
        "rounding": rounding,
    }
    return money("contract_default_interest", given, book, accept)


def penalty_presumption(
    penalty: Money,
    *,
    loss: Money,
    on: date | str,
    bad_faith: bool = False,
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """A penalty without what lies above 130 % of the loss, presumed too high (合同编通则解释 65).

    A party in default in bad faith is not heard with it: the penalty stands.

    >>> print(accord.settle.penalty_presumption("200000.00 CNY", loss="100000.00 CNY",
    ...                                         on="2026-01-16").value)
    130000.00 CNY
    """
    given: dict[str, object] = {
        "penalty": penalty,
        "loss": loss,
        "on": on,
        "bad_faith": bad_faith,
        "rounding": rounding,
    }
    return money("penalty_presumption", given, book, accept)


def deposit(
    deposit: Money,
    *,
    defaulter: str,
    on: date | str,
    price: Money | None = None,
    unperformed: Rate = "1/1",
    rounding: str = "half_up",
    book: _core.RuleBook | None = None,
    accept: str | Iterable[str] = (),
) -> _core.Explained | _core.Refusal:
    """What the receiver of a deposit owes back (民法典 586–588, 合同编通则解释 68(2)).

    `defaulter`: the payer loses it, the receiver returns it twofold; above a fifth of the `price`
    it is no deposit, and after performance in part it counts for the share `unperformed`.

    >>> print(accord.settle.deposit("100000.00 CNY", defaulter="receiver", on="2026-01-16",
    ...                             unperformed="40%").value)
    140000.00 CNY
    """
    given: dict[str, object] = {
        "deposit": deposit,
        "defaulter": defaulter,
        "on": on,
        "price": price,
        "unperformed": unperformed,
        "rounding": rounding,
    }
    return money("deposit", given, book, accept)
