"""Oracles of delay in performance, set-off, penalties and deposits on the mainland.

迟延履行利息解释 (2014) 1–5, 7: the doubled part is 0.0175 % a day of the money debt unpaid on that
day, without its general interest. 民诉法解释 505: otherwise double the loss. 民法典 561: costs,
interest, principal; 迟延履行利息解释 4: the doubled part last. 合同编通则解释 65: a penalty above
130 % of the loss. 民法典 586–588, 合同编通则解释 68(2): the deposit, at most a fifth of the price.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from tests.oracles import No, Oracle, Row, amount, minor, money
from tests.oracles._rates import MOST, ONE, how, parsed, rounded, span
from tests.oracles.interest import CENTS, MONTH_ENDS, days, figure

CIVIL_CODE = date(2021, 1, 1)
NEGATIVE = No("negative_amount")
OTHER = No("currency_mismatch")


def currency(text: str) -> str:
    return text.rpartition(" ")[2]


def dated(random: Random, first: date) -> str:
    """A day of judgment: mostly later, about the day a rule takes effect, sometimes before it."""
    kind = random.random()
    if kind < 0.2:
        return (first + random.choice((-1, 0, 1)) * ONE).isoformat()
    if kind < 0.23:
        return (first - random.randrange(2000) * ONE).isoformat()
    return (first + random.randrange(2500) * ONE).isoformat()


def below(random: Random, most: int) -> int:
    """An amount up to another: none, all, a unit beside, or anything between."""
    return random.choice((0, 1, most, max(0, most - 1), most + 1, random.randrange(most + 1)))


# --- delayed_performance_interest -----------------------------------------------------------

IN_FORCE = date(2014, 8, 1)
DAILY = Fraction(175, 1_000_000)
ENFORCEABLE = (
    "judgment",
    "ruling",
    "award",
    "mediation_order",
    "payment_order",
    "notarised_instrument",
    "confirmed_agreement",
)
NOT_ENFORCEABLE = ("mediation_agreement", "settlement")
DELAY_EDGES = [IN_FORCE, date(2015, 1, 1), date(2019, 12, 31), date(2024, 3, 1), *MONTH_ENDS]


def cash(units: int, code: str) -> str:
    return f"{units} JPY" if code == "JPY" else money(units, code)


def within(random: Random, start: date, end: date) -> date:
    """A day of the period, its ends among them, rarely the day beside them."""
    if start >= end or random.random() < 0.3:
        picked = random.choice((start, end))
        return picked + random.choice((-1, 1)) * ONE if random.random() < 0.04 else picked
    return start + random.randrange((end - start).days + 1) * ONE


def payments_of(random: Random, start: date, end: date, debt: int, code: str) -> list[Row]:
    left, rows = debt, []
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        kind = random.random()
        part = left if kind < 0.1 else left // random.randrange(2, 9)
        if kind > 0.985:
            part = min(left + 1, MOST)
        elif kind > 0.97:
            part = random.choice((0, -1))
        elif part == 0:
            continue
        left = max(0, left - part)
        other = code if random.random() < 0.99 else "HKD"
        on = within(random, start, end).isoformat()
        rows.append({"date": on, "amount": cash(part, other)})
    random.shuffle(rows)
    return rows


def suspensions_of(random: Random, start: date, end: date) -> list[Row]:
    rows = []
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        first = start + random.randrange(-20, max(1, (end - start).days) + 20) * ONE
        if random.random() < 0.3:
            first = random.choice((start, end))
        length = random.choice((0, 1, 1, 10, 30, 90, 400))
        if random.random() < 0.01:
            length = -1
        row: Row = {"from": first.isoformat(), "to": (first + length * ONE).isoformat()}
        if random.random() < 0.5:
            row["requested_by_debtor"] = random.random() < 0.5
        rows.append(row)
    return rows


def delay_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        start, end = span(random, IN_FORCE, date(2030, 1, 1), DELAY_EDGES, 1500)
        if random.random() < 0.03:
            start = IN_FORCE - random.choice((1, 1, 400)) * ONE
        code = random.choice(("CNY",) * 17 + ("USD", "HKD", "JPY"))
        debt = amount(random, [*CENTS, 2_000_000, 20_000])
        if random.random() < 0.1:  # 20 days and an odd number of 10.00: half a cent
            debt, end = 1000 * (2 * random.randrange(10**6) + 1), start + 20 * ONE
        elif random.random() < 0.006:
            debt = random.choice((MOST, -1))
        row: Row = {"debt": cash(debt, code)}
        row["instrument"] = random.choice(ENFORCEABLE)
        row |= {"start": start.isoformat(), "end": end.isoformat()}
        if random.random() < 0.5 and debt >= 0:
            row["payments"] = payments_of(random, start, end, debt, code)
        if random.random() < 0.4:
            row["suspensions"] = suspensions_of(random, start, end)
        if random.random() < 0.2:
            accepted = random.choice((start, end, within(random, start, end)))
            row["bankruptcy_accepted"] = (accepted + random.choice((-1, 0, 0, 1)) * ONE).isoformat()
        if random.random() < 0.3:
            row["both_ends"] = random.random() < 0.8
        kind = random.random()
        if kind < 0.03:
            row["default_clause"] = True
        elif kind < 0.06:
            row |= {"instrument": "mediation_order", "default_clause": random.random() < 0.7}
        elif kind < 0.08:
            row["instrument"] = random.choice(NOT_ENFORCEABLE)
            row["default_clause"] = random.random() < 0.5
        elif kind < 0.085:
            row["instrument"] = "promise"
        if code != "CNY" and random.random() < 0.6:
            row["convert_rate"] = random.choice(("71/10", "0.0482/1", "7.1234%", "1/3", "713/100"))
            row["convert_rate"] = row["convert_rate"].replace("0.0482/1", "482/10000")
            if random.random() < 0.06:
                row["convert_rate"] = random.choice(("0/1", "-7/1", "7% per year"))
        elif random.random() < 0.01:
            row["convert_rate"] = "1/1"
        rows.append(how(random, row))
    return rows


def delayed(row: Row) -> int | No:
    if row["instrument"] not in (*ENFORCEABLE, *NOT_ENFORCEABLE):
        return No("unknown_name")
    debt, code = minor(row["debt"]), currency(row["debt"])
    start, end = days(row)
    wrong = (
        (debt < 0, "negative_amount"),
        (row["instrument"] in NOT_ENFORCEABLE, "not_enforceable_instrument"),
        (
            row.get("default_clause", False),
            "own_default_clause"
            if row["instrument"] == "mediation_order"
            else "default_clause_without_mediation_order",
        ),
        (end < start, "end_before_start"),
        (start < IN_FORCE, "before_interpretation"),
    )
    for holds, name in wrong:
        if holds:
            return No(name)
    converted = Fraction(1)
    if "convert_rate" in row:
        rate, unit, _ = parsed(row["convert_rate"])
        if code == "CNY":
            return No("convert_rate_without_foreign_debt")
        if unit or rate <= 0:
            return No("rate_unit")
        converted = rate * (100 if code == "JPY" else 1)  # fen of one unit of the debt
    paid: dict[date, int] = {}
    for payment in row.get("payments") or []:
        on, part = date.fromisoformat(payment["date"]), minor(payment["amount"])
        if currency(payment["amount"]) != code:
            return OTHER
        if part <= 0:
            return No("not_positive")
        if not start <= on <= end:
            return No("payment_outside_period")
        paid[on] = paid.get(on, 0) + part
    if sum(paid.values()) > debt:
        return No("payments_above_debt")
    halted = []
    for pause in row.get("suspensions") or []:
        opens, closes = date.fromisoformat(pause["from"]), date.fromisoformat(pause["to"])
        if closes < opens:
            return No("end_before_start")
        if not pause.get("requested_by_debtor", False):
            halted.append((opens, closes))
    accepted = row.get("bankruptcy_accepted")
    stop = end + ONE if row.get("both_ends", False) else end
    if accepted and date.fromisoformat(accepted) <= end:
        stop = date.fromisoformat(accepted)
    return figure(DAILY * converted * unpaid_days(debt, start, stop, paid, halted), row)


def unpaid_days(
    debt: int, start: date, stop: date, paid: dict[date, int], halted: list[tuple[date, date]]
) -> int:
    """The debt of each day counted, added up: nothing changes between two of these days."""
    marks = {start, stop, *paid}
    for pause in halted:
        marks.update(pause)
    steps = sorted(one for one in marks if start <= one <= stop)
    total = 0
    for opens, closes in pairwise(steps):
        if any(first <= opens < last for first, last in halted):
            continue
        owed = debt - sum(part for on, part in paid.items() if on <= opens)
        total += owed * (closes - opens).days
    return total


# --- non_money_delay ------------------------------------------------------------------------

DOUBLED_FROM = date(2015, 2, 4)


def non_money_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        row: Row = {"loss": money(amount(random, CENTS) + 2), "on": dated(random, DOUBLED_FROM)}
        kind = random.random()
        if kind < 0.3:
            row["loss"] = money(0)
            if random.random() < 0.85:
                row["court_amount"] = money(amount(random, CENTS))
        elif kind < 0.33:
            row["court_amount"] = money(amount(random, CENTS))
        elif kind < 0.345:
            row["loss"] = money(random.choice((-1, -500, MOST, MOST // 2, MOST // 2 + 1)))
        elif kind < 0.36:
            row |= {"loss": money(0), "court_amount": random.choice(("-0.01 CNY", "5.00 USD"))}
        elif kind < 0.38:
            row["loss"] = "12.34 USD"
        rows.append(how(random, row))
    return rows


def non_money_delay(row: Row) -> int | No:
    loss, set_by_court = minor(row["loss"]), row.get("court_amount")
    if loss < 0:
        return NEGATIVE
    if date.fromisoformat(row["on"]) < DOUBLED_FROM:
        return No("not_in_force")
    if set_by_court and currency(set_by_court) != currency(row["loss"]):
        return OTHER
    if set_by_court and minor(set_by_court) < 0:
        return NEGATIVE
    if loss and set_by_court:
        return No("court_amount_with_loss")
    if loss:
        return 2 * loss if 2 * loss <= MOST else No("overflow")
    return minor(set_by_court) if set_by_court else No("court_decides")


# --- set_off --------------------------------------------------------------------------------

DEBTS = ("costs", "interest", "principal", "doubled")


def set_off_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        order = random.choice((None, "contract", "enforcement", "enforcement"))
        owed = {name: amount(random, CENTS) for name in DEBTS}
        for name in ("costs", "interest", "doubled"):
            if random.random() < 0.3:
                del owed[name]
        if order != "enforcement" and random.random() < 0.95:
            owed["doubled"] = 0
            if random.random() < 0.7:
                del owed["doubled"]
        bounds, so_far = [0], 0
        for name in DEBTS:
            so_far += owed.get(name, 0)
            bounds.append(so_far)
        bound = random.choice(bounds)
        paid = max(0, bound + random.choice((-1, 0, 1)))
        if random.random() < 0.5:
            paid = random.randrange(so_far + so_far // 4 + 1)
        code = "CNY" if random.random() < 0.99 else "USD"
        row: Row = {"payment": money(paid, code)}
        row |= {name: money(units, code) for name, units in owed.items()}
        if order:
            row["order"] = order
        kind = random.random()
        if kind < 0.02:
            row[random.choice(("payment", *owed))] = "-0.01 " + code
        elif kind < 0.04:
            row[random.choice(tuple(owed))] = "3.00 HKD"
        elif kind < 0.05:
            row |= {"payment": money(random.choice((0, 5, 10**6)), code)}
            row |= {"principal": money(MOST, code), "interest": money(random.choice((0, 6)), code)}
        elif kind < 0.06:
            row["order"] = "alphabet"
        rows.append(row)
    return rows


def set_off(row: Row) -> int | No:
    parts = settled(row)
    if isinstance(parts, No):
        return parts
    left = sum(parts[f"{name}_left"] for name in DEBTS)
    return left if left <= MOST else No("overflow")


def settled(row: Row) -> dict[str, int] | No:
    """Each debt in its turn takes of the payment what it needs."""
    order = row.get("order", "contract")
    if order not in ("contract", "enforcement"):
        return No("unknown_name")
    code = currency(row["payment"])
    for name in ("payment", "principal", "costs", "interest", "doubled"):
        if name in row and currency(row[name]) != code:
            return OTHER
        if name in row and minor(row[name]) < 0:
            return NEGATIVE
    if order == "contract" and minor(row.get("doubled", "0.00 CNY")) > 0:
        return No("doubled_in_contract")
    rest = minor(row["payment"])
    parts: dict[str, int] = {}
    for name in DEBTS:
        owed = minor(row.get(name, "0.00 CNY"))
        parts[f"{name}_paid"] = min(rest, owed)
        parts[f"{name}_left"] = owed - parts[f"{name}_paid"]
        rest -= parts[f"{name}_paid"]
    return parts | {"surplus": rest}


def set_off_parts(row: Row) -> dict[str, int]:
    parts = settled(row)
    assert not isinstance(parts, No)
    return parts


# --- penalty_presumption --------------------------------------------------------------------


def penalty_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        loss = amount(random, [*CENTS, 5, 15, 1005])
        if random.random() < 0.2:  # an odd number of 0.05: half a cent
            loss = 5 * (2 * random.randrange(10**6) + 1)
        penalty = amount(random, CENTS)
        if random.random() < 0.6:
            penalty = max(0, loss * 13 // 10 + random.choice((-1, 0, 1, 2, 1000)))
        row: Row = {"penalty": money(penalty), "loss": money(loss), "on": dated(random, CIVIL_CODE)}
        if random.random() < 0.3:
            row["bad_faith"] = random.random() < 0.7
        faulty(random, row, ("penalty", "loss"))
        rows.append(how(random, row))
    return rows


def faulty(random: Random, row: dict[str, Any], names: tuple[str, ...]) -> None:
    """A few rows with an amount below zero, in another currency, or as large as one can be."""
    kind = random.random()
    if kind < 0.02:
        row[random.choice(names)] = money(-random.randrange(1, 1000))
    elif kind < 0.04:
        row[random.choice(names)] = "77.00 USD"
    elif kind < 0.05:
        row[random.choice(names)] = money(MOST)


def penalty_presumption(row: Row) -> int | No:
    wrong = amounts(row, ("penalty", "loss"))
    if wrong:
        return wrong
    if date.fromisoformat(row["on"]) < CIVIL_CODE:
        return No("not_in_force")
    penalty = minor(row["penalty"])
    if row.get("bad_faith", False):
        return penalty
    most = rounded(minor(row["loss"]) * Fraction(13, 10), row.get("rounding", "half_up"))
    return min(penalty, most)


def amounts(row: Row, names: tuple[str, ...]) -> No | None:
    """Each amount in its turn: the first one's currency, and not below zero."""
    for name in names:
        if name in row and currency(row[name]) != currency(row[names[0]]):
            return OTHER
        if name in row and minor(row[name]) < 0:
            return NEGATIVE
    return None


# --- deposit --------------------------------------------------------------------------------


def deposit_rows(random: Random, n: int) -> list[Row]:
    rows = []
    for _ in range(n):
        price = amount(random, [*CENTS, 5, 15, 1002, 1003])
        deposit = amount(random, CENTS)
        if random.random() < 0.5:
            deposit = max(0, price // 5 + random.choice((-1, 0, 1, 500)))
        row: Row = {"deposit": money(deposit), "defaulter": random.choice(("payer", "receiver"))}
        row["on"] = dated(random, CIVIL_CODE)
        if random.random() < 0.7:
            row["price"] = money(price)
        if random.random() < 0.6:
            shares = ("1/2", "1/3", "0/1", "1/1", "25%", "0.5%", "2/7", "100%", "1/2")
            row["unperformed"] = random.choice(shares)
        kind = random.random()
        if kind < 0.03:
            row["unperformed"] = random.choice(("101%", "-1/100", "2/1"))
        elif kind < 0.035:
            row["defaulter"] = "seller"
        faulty(random, row, ("deposit", "price"))
        rows.append(how(random, row))
    return rows


def deposit(row: Row) -> int | No:
    if row["defaulter"] not in ("payer", "receiver"):
        return No("unknown_name")
    share = parsed(row.get("unperformed", "1/1"))[0]
    wrong = amounts(row, ("deposit",))
    if not wrong and not 0 <= share <= 1:
        return No("share_out_of_range")
    wrong = wrong or amounts(row, ("deposit", "price"))
    if wrong:
        return wrong
    given = effective = minor(row["deposit"])
    rounding = row.get("rounding", "half_up")
    if "price" in row:
        if date.fromisoformat(row["on"]) < CIVIL_CODE:
            return No("not_in_force")
        effective = min(given, rounded(Fraction(minor(row["price"]), 5), rounding))
    penalty = rounded(effective * share, rounding)
    back = given + penalty if row["defaulter"] == "receiver" else given - penalty
    return back if back <= MOST else No("overflow")


ORACLES = {
    "delayed_performance_interest": Oracle(
        delay_rows,
        delayed,
        edges="payments on both ends, twice a day; overlapping pauses; 2014-08-01 ± 1 day; ties",
    ),
    "non_money_delay": Oracle(
        non_money_rows,
        non_money_delay,
        edges="no loss; 2015-02-04 ± 1 day; half of the largest sum ± 0.01",
    ),
    "set_off": Oracle(
        set_off_rows,
        set_off,
        parts=set_off_parts,
        edges="payment at the end of each debt ± 0.01; nothing owed; surplus; the largest sum",
    ),
    "penalty_presumption": Oracle(
        penalty_rows,
        penalty_presumption,
        edges="130% of the loss ± 0.01; half cents; 2021-01-01 ± 1 day; the largest sum",
    ),
    "deposit": Oracle(
        deposit_rows,
        deposit,
        edges="a fifth of the price ± 0.01; none and all unperformed; 2021-01-01 ± 1 day; ties",
    ),
}
