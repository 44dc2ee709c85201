"""Oracles of credit cards: 银发〔2016〕111号 and the notice of 2020-12-31 on their rates."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, day, minor
from tests.oracles._whole import (
    MOST,
    Stop,
    answering,
    currency,
    dated,
    finished,
    foreign,
    negative,
    owed,
    payment_fault,
    rated,
    rounded,
    shifted,
    subject,
    units_of,
    way,
    written,
    wrong,
)

CARD_FROM, CARD_FREE_FROM = date(2017, 1, 1), date(2021, 1, 1)
CARD_CAP = Fraction(5, 10_000)
CARD_FLOOR = CARD_CAP * 7 / 10
LATE_SHARE = Fraction(5, 100)


def card_rows(random: Random, n: int) -> list[Row]:
    in_rate = ("0.05% per day", "0.035% per day", "0.04% per day", "7/20000 per day")
    faults = [
        wrong("rate", "18.25% per year", "0.05%", "-0.01% per day", "1.5% per month"),
        wrong("rate", "0.0501% per day", "0.0349% per day", "0% per day"),
        wrong("charges", []),
        lambda random, row: row["charges"][-1].update(
            amount=random.choice(("0.00 CNY", "-1.00 CNY", "1.00 EUR"))
        ),
        lambda random, row: row["charges"][-1].update(posted=shifted(row["until"], 1)),
        payment_fault(amount="0.00 CNY"),
        payment_fault(amount="-1.00 CNY"),
        payment_fault(amount="7.00 EUR"),
        lambda random, row: (
            row["payments"][0].update(
                paid=random.choice(
                    (
                        shifted(min(one["posted"] for one in row["charges"]), -1),
                        shifted(row["until"], 1),
                    )
                )
            )
            if row.get("payments")
            else None
        ),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        low = date(2016, 10, 1) if random.random() < 0.15 else CARD_FROM
        first = day(random, low, date(2026, 1, 1), [CARD_FREE_FROM, CARD_FREE_FROM, CARD_FROM])
        days = random.choice((0, 1, 30, 36, 400))
        rate = random.choice(in_rate)
        if first >= CARD_FREE_FROM and random.random() < 0.4:
            rate = f"{random.randrange(1200) / 10_000:.4f}% per day"
        factor = rated(rate)[0] * (days + 1)
        charges = [{"posted": first.isoformat(), "amount": max(1, units_of(random, factor))}]
        for _ in range(random.choice((0, 0, 1, 2, 4))):
            at = first + timedelta(days=random.randrange(days + 1))
            charges.append({"posted": at.isoformat(), "amount": random.randrange(1, 10**7)})
        for one in charges:
            one["amount"] = written(one["amount"], kind)
        random.shuffle(charges)
        row: Row = {"charges": charges, "rate": rate, "until": shifted(first.isoformat(), days)}
        if random.random() < 0.6:
            row["payments"] = [
                {
                    "paid": shifted(
                        first.isoformat(), random.choice((0, days, random.randrange(days + 1)))
                    ),
                    "amount": random.choice(
                        (charges[0]["amount"], written(random.randrange(1, 10**6), kind))
                    ),
                }
                for _ in range(random.randrange(4))
            ]
        made.append(finished(random, row, faults))
    return made


def card_interest(row: Row) -> int:
    rate, unit = rated(row["rate"])
    if unit != "day" or rate < 0:
        raise Stop("rate_unit")
    if not row["charges"]:
        raise Stop("no_charges")
    kind = row["charges"][0]["amount"][-3:]
    until = dated(row["until"])
    changes: dict[date, int] = {}
    first = min(dated(one["posted"]) for one in row["charges"])
    for name, sign, rows in (
        ("posted", 1, row["charges"]),
        ("paid", -1, row.get("payments") or []),
    ):
        for one in rows:
            units, on = minor(one["amount"]), dated(one[name])
            if one["amount"][-3:] != kind:
                raise Stop("currency_mismatch")
            if units <= 0:
                raise Stop("not_positive")
            if sign > 0 and on > until:
                raise Stop("charge_after_end")
            if sign < 0 and not first <= on <= until:
                raise Stop("payment_outside_period")
            changes[on] = changes.get(on, 0) + sign * units
    if first < CARD_FROM:
        raise Stop("card_before_rule")
    if first < CARD_FREE_FROM and not CARD_FLOOR <= rate <= CARD_CAP:
        raise Stop("card_rate_outside")
    balance = borne = 0
    days = sorted(changes)
    for at, following in zip(days, [*days[1:], until + timedelta(days=1)], strict=True):
        balance += changes[at]
        if balance > MOST:  # an amount of money as any other
            raise Stop("overflow")
        borne += max(0, balance) * (following - at).days
    return rounded(borne * rate, way(row))


def late_charge_rows(random: Random, n: int) -> list[Row]:
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        least = units_of(random, LATE_SHARE)
        first = date(2016, 6, 1) if random.random() < 0.15 else CARD_FROM
        row: Row = {
            "minimum": written(least, kind),
            "on": day(random, first, date(2027, 1, 1), [CARD_FROM]).isoformat(),
        }
        if random.random() < 0.6:
            paid = random.choice((0, 1, least - 1, least, least + 1, least // 2, 20 * least))
            row["paid"] = written(min(MOST, max(0, paid)), kind)
        made.append(finished(random, row, [negative("minimum"), negative("paid"), foreign("paid")]))
    return made


def card_late_charge(row: Row) -> int:
    least = subject(row, "minimum")
    paid = owed(row, "paid", row["minimum"][-3:])
    if dated(row["on"]) < CARD_FROM:
        raise Stop("card_before_rule")
    return rounded(max(0, least - paid) * LATE_SHARE, way(row))


ORACLES = {
    "card_interest": Oracle(
        card_rows,
        answering(card_interest),
        edges="posted and paid on one day; paid in full; 2017-01-01, 2021-01-01; cap, floor; ties",
    ),
    "card_late_charge": Oracle(
        late_charge_rows,
        answering(card_late_charge),
        accept=("cn.card.late_charge_share",),
        edges="paid at the minimum ± 0.01; 2017-01-01 ± 1 day; half cents; the largest sum",
    ),
}
