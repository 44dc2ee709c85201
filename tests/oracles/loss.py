"""Oracles of a sum wrongly debited and of a sum told in another currency.

银行卡规定 (法释〔2021〕10号) 13: what a bank and others pay back is together at most the loss.
诉讼费用交纳办法 55 has claims in a foreign currency told at the rate of a day.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, day
from tests.oracles._price import DIGITS, price, share
from tests.oracles._whole import (
    MOST,
    Fault,
    Stop,
    after,
    answering,
    currency,
    dated,
    early,
    finished,
    foreign,
    negative,
    owed,
    part_of_year,
    parting,
    rated,
    rounded,
    shifted,
    subject,
    units_of,
    way,
    written,
    wrong,
)

# A wrong debit.

RATES = (
    "0.35% per year ACT/360",
    "0.35% per year ACT/365",
    "1.5% per year 30/360",
    "3.45% per year ACT/365",
    "0.05% per day",
    "1/2000 per day",
    "0% per year ACT/365",
)


def interest(units: int, row: Row) -> int:
    """Simple interest from the first day, the last not counted, rounded once."""
    start, end = dated(row["start"]), dated(row["end"])
    if end < start:
        raise Stop("end_before_start")
    value, unit = rated(row["rate"])
    if unit in ("", "year", "month"):
        raise Stop("rate_unit")
    if unit == "day":
        time = Fraction((end - start).days)
    else:
        time = part_of_year(unit.removeprefix("year").strip(), start, end)
    return rounded(units * value * time, way(row))


def debit_rows(random: Random, n: int) -> list[Row]:
    faults = [
        *(negative(name) for name in ("amount", "recovered", "ex_gratia")),
        *(foreign(name) for name in ("recovered", "ex_gratia")),
        early("end", "start"),
        wrong("rate", "5% per year", "0.5% per month", "5%"),
        wrong("own_fault", "100.01%", "-0.01%", "3/2", "20% per year"),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        start = day(random, date(2015, 1, 1), date(2026, 1, 1), [date(2021, 5, 25)])
        row: Row = {
            "rate": random.choice(RATES),
            "start": start.isoformat(),
            "end": after(random, start).isoformat(),
        }
        factor = None
        if random.random() < 0.6:
            row["own_fault"] = random.choice(("0%", "20%", "50%", "12.5%", "1/3", "100%", "99.99%"))
            factor = 1 - share(row["own_fault"])
        if factor is None or factor.denominator % 2:
            factor = None
            if random.random() < 0.5:  # half a cent of interest on the whole
                row |= {"rate": "0.05% per day", "end": shifted(row["start"], 30)}
                factor = Fraction(15, 1000)
        units = units_of(random, factor)
        row["amount"] = written(units, kind)
        if random.random() < 0.5:  # beside what the other sources leave of the loss
            whole = units + interest(units, row) if units < 10**15 else units
            own = units - int(units * (1 - share(row.get("own_fault"))))
            got = random.choice((0, own, own, whole, whole // 2, random.randrange(whole + 1)))
            got += random.choice((-1, 0, 1, 0))
            row["recovered"] = written(min(MOST, max(0, got)), kind)
        if random.random() < 0.4:
            row["ex_gratia"] = written(random.choice((0, 1, 100_000, units)), kind)
        made.append(finished(random, row, faults))
    return made


def debit_parts(row: Row) -> dict[str, int]:
    amount = subject(row, "amount")
    kind = row["amount"][-3:]
    recovered = owed(row, "recovered", kind, None)
    ex_gratia = owed(row, "ex_gratia", kind)
    refund = rounded(amount * (1 - share(row.get("own_fault"))), way(row))
    parts = {"principal": refund, "interest": interest(refund, row)}
    liability = sum(parts.values())
    if liability > MOST:
        raise Stop("overflow")
    value = liability
    if recovered is not None:
        whole = amount + interest(amount, row)
        if whole > MOST:
            raise Stop("overflow")
        value = max(0, min(liability, whole - recovered))
    return parts | {"recovered": value - liability, "ex_gratia": ex_gratia}


def wrong_debit(row: Row) -> int:
    parts = debit_parts(row)
    return sum(parts.values()) - parts["ex_gratia"]


# Another currency.

PRICES = ("7.1002", "7.4125", "593/80", "0.05", "0.048721", "1/3", "1", "100.005", "0.5", "6.5")


def exchange_rows(random: Random, n: int) -> list[Row]:
    faults: list[Fault] = [
        negative("amount"),
        wrong("rate", "0 CNY", "0.00 CNY", "0/5 CNY", "7.1", "-7.1 CNY", "7/0 CNY", "seven CNY"),
        wrong("rate", "7.1 ZZZ", "7.1 QQQ"),
        wrong("per", 0, -1, -100),
        wrong("source", ""),
        lambda random, row: row.update(rate="1.5 " + row["amount"][-3:]),
    ]
    made = []
    for _ in range(n):
        target = random.choice(("CNY", "CNY", "CNY", "HKD", "JPY", "KWD", "USD"))
        kinds = [kind for kind in ("USD", "EUR", "JPY", "KWD", "CNY") if kind != target]
        kind = random.choice(kinds)
        row: Row = {
            "rate": f"{random.choice(PRICES)} {target}",
            "on": day(random, date(2010, 1, 1), date(2026, 1, 1), []).isoformat(),
            "source": random.choice(("中国外汇交易中心", "central parity", "SAFE")),
        }
        if random.random() < 0.3:
            number = random.randrange(1, 10 ** random.choice((1, 4, 9, 12)))
            row["rate"] = f"{number / 10_000:.4f} {target}"
            if not float(row["rate"].split()[0]):
                row["rate"] = f"0.0001 {target}"
        if random.random() < 0.5:
            row["per"] = random.choice((1, 1, 100, 100, 1000, 7))
        units = units_of(random, unit_rate(row, kind))
        if units > 10**14 and random.random() < 0.9:
            units //= 10**6
        number = str(units).zfill(DIGITS[kind] + 1)
        cut = len(number) - DIGITS[kind]
        row["amount"] = f"{number[:cut]}.{number[cut:]}".rstrip(".") + f" {kind}"
        made.append(finished(random, row, faults, 0.1))
    return made


def unit_rate(row: Row, kind: str) -> Fraction:
    """Minor units of the target for one minor unit of the amount's currency."""
    per = row.get("per")
    if per is not None and per <= 0:
        raise Stop("bad_quantity")
    value, _ = price(row["rate"])
    return value / (per or 1) / 10 ** DIGITS[kind]


def exchange(row: Row) -> int:
    units = subject(row, "amount")
    kind = row["amount"][-3:]
    value, target = price(row["rate"])
    if target == kind:
        raise Stop("same_currency")
    if value == 0:
        raise Stop("bad_price")
    factor = unit_rate(row, kind)
    if not row["source"]:
        raise Stop("needs_argument")
    return rounded(units * factor, way(row))


ORACLES = {
    "wrong_debit": Oracle(
        debit_rows,
        answering(wrong_debit),
        parts=parting(debit_parts),
        edges="recovered at the own share and the whole ± 0.01; fault 0, 1; half cents; no days",
    ),
    "exchange": Oracle(
        exchange_rows,
        answering(exchange),
        edges="currencies of 0, 2 and 3 digits; per 1, 7, 100; exact halves; the largest sum",
    ),
}
