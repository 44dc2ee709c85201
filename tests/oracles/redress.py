"""Oracles of losses on securities in the United States and of redress in the United Kingdom.

15 USC 78u-4(e) with the usual plan of allocation; PPI redress and DISP App 3.7A; the Financial
Ombudsman's benchmark.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, day, minor
from tests.oracles._whole import (
    MOST,
    Stop,
    add_months,
    after,
    answering,
    currency,
    dated,
    early,
    finished,
    foreign,
    negative,
    owed,
    parting,
    plain,
    rounded,
    shifted,
    subject,
    units_of,
    way,
    written,
    wrong,
)

LOOK_BACK_FROM, LOOK_BACK_DAYS = date(1995, 12, 22), 90
REDRESS_FROM, COMMISSION_FROM = date(2001, 12, 1), date(2017, 8, 29)
TAX_FROM = date(2008, 4, 6)
EIGHT, TAX = Fraction(8, 100), Fraction(1, 5)


# 15 USC 78u-4(e): the mean of the closes of 90 days.


def share_price(random: Random) -> int:
    return random.choice((0, 1, 100)) if random.random() < 0.1 else random.randrange(1, 20_000)


def look_back(random: Random, kind: str, *, sold: float) -> Row:
    """The day of dissemination, closes in and around the window, and at times the day of sale."""
    first = date(1995, 6, 1) if random.random() < 0.15 else LOOK_BACK_FROM
    start = day(random, first, date(2026, 6, 1), [LOOK_BACK_FROM])
    row: Row = {"disseminated": start.isoformat()}
    offsets = {random.randrange(-3, 100) for _ in range(random.randrange(1, 9))}
    if random.random() < 0.5:
        offsets |= {random.choice((-1, 0, 1, 88, 89, 90))}
    if random.random() < sold:
        after_days = random.choice((0, 1, 30, 88, 89, 90, 200))
        row["sold"] = shifted(row["disseminated"], after_days)
        offsets |= {after_days + random.choice((-1, 0, 1))}
    if random.random() < 0.03:
        offsets = {-1, 90}
    days = list(offsets)
    random.shuffle(days)
    row["closes"] = [
        {"date": shifted(row["disseminated"], at), "close": written(share_price(random), kind)}
        for at in days
    ]
    return row


def close_twice(random: Random, row: Row) -> None:
    if row.get("closes"):
        row["closes"].insert(
            random.randrange(len(row["closes"]) + 1), dict(random.choice(row["closes"]))
        )


def close_fault(text: str):
    def fault(random: Random, row: Row) -> None:
        if row.get("closes"):
            random.choice(row["closes"])["close"] = text

    return fault


FAULTS_OF_CLOSES = [
    close_twice,
    close_fault("-0.01 USD"),
    close_fault("12.00 EUR"),
    wrong("shares", -1, -500),
]


def mean_close(row: Row, kind: str) -> Fraction:
    """The plain mean of the closes dated in the window, which a sale cuts short."""
    start = dated(row["disseminated"])
    last = start + timedelta(days=LOOK_BACK_DAYS - 1)
    if row.get("sold"):
        last = min(last, dated(row["sold"]))
    seen, within = set(), []
    for one in row["closes"]:
        close = owed(one, "close", kind)
        if one["date"] in seen:
            raise Stop("close_twice")
        seen.add(one["date"])
        if start <= dated(one["date"]) <= last:
            within.append(close)
    if not within:
        raise Stop("no_closes")
    return Fraction(sum(within), len(within))


def share_count(random: Random) -> int:
    if random.random() < 0.3:
        return random.choice((0, 1, 2, 3, 100, 1000))
    if random.random() < 0.005:
        return 2**62
    return random.randrange(random.choice((100, 10**6)))


def pslra_rows(random: Random, n: int) -> list[Row]:
    faults = [
        *FAULTS_OF_CLOSES,
        negative("purchase_price"),
        negative("claimed"),
        foreign("claimed"),
        early("sold", "disseminated"),
        wrong("closes", []),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "USD")
        row: Row = {
            "purchase_price": written(share_price(random) + random.randrange(5000), kind),
            "claimed": written(share_price(random), kind),
            "shares": share_count(random),
            **look_back(random, kind, sold=0.4),
        }
        made.append(finished(random, row, faults))
    return made


def counted(row: Row) -> int:
    if row["shares"] < 0:
        raise Stop("negative_count")
    return row["shares"]


def pslra_loss(row: Row) -> int:
    price = subject(row, "purchase_price")
    kind = row["purchase_price"][-3:]
    claimed = owed(row, "claimed", kind)
    shares = counted(row)
    start = dated(row["disseminated"])
    if start < LOOK_BACK_FROM:
        raise Stop("not_in_force")
    if row.get("sold") and dated(row["sold"]) < start:
        raise Stop("sold_before_dissemination")
    loss = min(claimed, price - mean_close(row, kind))
    return rounded(max(Fraction(0), loss * shares), way(row))


def plan_rows(random: Random, n: int) -> list[Row]:
    names = ("inflation_bought", "inflation_sold", "sale_price")
    faults = [
        *FAULTS_OF_CLOSES,
        *(negative(name) for name in ("purchase_price", *names)),
        *(foreign(name) for name in names),
        lambda random, row: row.pop("disseminated", None),
        lambda random, row: row.pop("disseminated", None),
        wrong("closes", []),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "USD")
        price = share_price(random)
        bought = random.randrange(price + 1)
        row: Row = {
            "purchase_price": written(price, kind),
            "shares": share_count(random),
            "inflation_bought": written(bought, kind),
        }
        if random.random() < 0.6:
            sold = bought + random.choice((-1, 0, 1, -bought, -(bought // 2)))
            row["inflation_sold"] = written(max(0, sold), kind)
        if random.random() < 0.5:
            sale = max(0, price - bought + random.choice((-1, 0, 1, 50, -50)))
            row["sale_price"] = written(sale, kind)
        if random.random() < 0.7:
            row |= look_back(random, kind, sold=0.4)
            if random.random() < 0.1:
                row["sold"] = shifted(row["disseminated"], -random.choice((1, 30)))
        elif random.random() < 0.3:
            row["disseminated"] = "2020-02-29"
        made.append(finished(random, row, faults))
    return made


def plan_of_allocation_loss(row: Row) -> int:
    price = subject(row, "purchase_price")
    kind = row["purchase_price"][-3:]
    bought = owed(row, "inflation_bought", kind)
    inflation_sold = owed(row, "inflation_sold", kind)
    sale_price = owed(row, "sale_price", kind, None)
    shares = counted(row)
    losses = [Fraction(bought - inflation_sold)]
    if sale_price is not None:
        losses.append(Fraction(price - sale_price))
    if row.get("closes"):
        if row.get("disseminated") is None:
            raise Stop("needs_argument")
        start = dated(row["disseminated"])
        if not row.get("sold") or dated(row["sold"]) >= start:
            if start < LOOK_BACK_FROM:
                raise Stop("not_in_force")
            losses.append(price - mean_close(row, kind))
    return rounded(max(Fraction(0), min(losses)) * shares, way(row))


# PPI redress; DISP App 3.7A.


def ppi_rows(random: Random, n: int) -> list[Row]:
    faults = [
        *(negative(name) for name in ("instalment", "instalment_without", "claim")),
        *(foreign(name) for name in ("instalment_without", "claim")),
        wrong("instalments", -1, -36),
        wrong("instalments", 1201, 5000),
        lambda random, row: row.update(
            instalment_without=written(
                min(MOST, minor(row["instalment"]) + 1 + random.randrange(99)),
                row["instalment"][-3:],
            )
        ),
        lambda random, row: row.update(settled=shifted(row["settled"], -20_000)),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "GBP")
        count = random.choice((0, 1, 2, 12, 36, 60)) if random.random() < 0.5 else 0
        count = count or random.randrange(40)
        if random.random() < 0.005:
            count = 1200
        first = day(
            random,
            date(1998, 1, 1),
            date(2020, 1, 1),
            [date(2010, 1, 31), date(2011, 8, 31), date(2012, 1, 30)],
        )
        last = add_months(first, max(0, count - 1))
        floor = REDRESS_FROM if random.random() < 0.2 else TAX_FROM
        settled = last if random.random() < 0.2 else after(random, last)
        if random.random() < 0.2:  # the corresponding day of a later month ± 1 day
            settled = add_months(first, count + random.randrange(40))
            settled += timedelta(days=random.choice((-1, 0, 1)))
        if settled < floor and random.random() < 0.9:
            settled = floor + timedelta(days=random.choice((-1, 0, 1, 40)))
        difference = units_of(random, Fraction(1, 150)) if random.random() < 0.5 else 0
        difference = difference or random.randrange(5000)
        without = random.randrange(min(100_000, MOST - difference + 1))
        row: Row = {
            "instalment": written(without + difference, kind),
            "instalment_without": written(without, kind),
            "instalments": count,
            "first": first.isoformat(),
            "settled": max(settled, last).isoformat(),
        }
        if random.random() < 0.6:
            row["steps"] = random.choice(("months", "days"))
        if random.random() < 0.4:
            row["taxed"] = random.random() < 0.5
        if random.random() < 0.4:
            row["claim"] = written(units_of(random), kind)
        made.append(finished(random, row, faults))
    return made


def taken_off(row: Row, kind: str, parts: dict[str, int], on: date, claim: int | None) -> None:
    """Tax on the interest, then a claim set off as far as the rest reaches."""
    if "interest" in parts and row.get("taxed", True):
        if on < TAX_FROM:
            raise Stop("not_in_force")
        parts["tax"] = -rounded(parts["interest"] * TAX, way(row))
    if claim is not None:
        parts["claim"] = -min(claim, sum(parts.values()))


def ppi_parts(row: Row) -> dict[str, int]:
    instalment = subject(row, "instalment")
    kind = row["instalment"][-3:]
    difference = instalment - owed(row, "instalment_without", kind)
    claim = owed(row, "claim", kind, None)
    if difference < 0:
        raise Stop("instalment_below")
    count = counted({"shares": row["instalments"]})
    if count > 1200:
        raise Stop("too_many_instalments")
    first, settled = dated(row["first"]), dated(row["settled"])
    if count and settled < add_months(first, count - 1):
        raise Stop("settled_before_last")
    if settled < REDRESS_FROM:
        raise Stop("not_in_force")
    if row.get("steps") == "days":
        days = sum((settled - add_months(first, k)).days for k in range(count))
        age = Fraction(days, 365)
    else:
        months = 12 * (settled.year - first.year) + settled.month - first.month + 1
        while count and add_months(first, months) > settled:
            months -= 1
        age = Fraction(sum(months - k for k in range(count)), 12)
    parts = {
        "refund": difference * count,
        "interest": rounded(difference * EIGHT * age, way(row)),
    }
    if sum(parts.values()) > MOST:
        raise Stop("overflow")
    taken_off(row, kind, parts, settled, claim)
    return parts


def ppi_redress(row: Row) -> int:
    return sum(ppi_parts(row).values())


def commission_rows(random: Random, n: int) -> list[Row]:
    names = ("commission", "profit_share", "historic_interest", "claim")
    faults = [
        negative("premium"),
        *(negative(name) for name in names),
        *(foreign(name) for name in names),
        early("paid", "on"),
        lambda random, row: row.update(paid=shifted(row["on"], 1)),
        lambda random, row: row.update(paid=shifted(row["on"], 700)),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "GBP")
        first = date(2016, 9, 1) if random.random() < 0.15 else COMMISSION_FROM
        on = day(random, first, date(2027, 1, 1), [COMMISSION_FROM])
        premium = units_of(random)
        half = premium // 2
        above = random.randrange(half + 1)
        commission = max(0, half + random.choice((-1, 0, 1, 2, above, above, above)))
        row: Row = {"premium": written(premium, kind), "on": on.isoformat()}
        if random.random() < 0.5:
            part = random.randrange(commission + 1)
            row["profit_share"] = written(part, kind)
            commission -= part
        row["commission"] = written(commission, kind)
        if random.random() < 0.5:
            row["historic_interest"] = written(units_of(random), kind)
        if random.random() < 0.6:
            row["paid"] = shifted(row["on"], -random.choice((0, 1, 365, 366, 1000, 4000)))
        if random.random() < 0.4:
            row["taxed"] = random.random() < 0.5
        if random.random() < 0.4:
            row["claim"] = written(units_of(random), kind)
        made.append(finished(random, row, faults))
    return made


def commission_parts(row: Row) -> dict[str, int]:
    premium = subject(row, "premium")
    kind = row["premium"][-3:]
    commission = owed(row, "commission", kind)
    profit_share = owed(row, "profit_share", kind)
    historic = owed(row, "historic_interest", kind, None)
    claim = owed(row, "claim", kind, None)
    on = dated(row["on"])
    paid = dated(row["paid"]) if row.get("paid") else None
    if paid is not None and paid > on:
        raise Stop("end_before_start")
    if on < COMMISSION_FROM:
        raise Stop("not_in_force")
    excess = max(Fraction(0), commission + profit_share - Fraction(premium, 2))
    parts = {"excess": rounded(excess, way(row))}
    if historic is not None:
        parts["historic_interest"] = historic if parts["excess"] else 0
    base = sum(parts.values())
    if base > MOST:
        raise Stop("overflow")
    if paid is not None:
        parts["interest"] = rounded(base * EIGHT * (on - paid).days / 365, way(row))
        if base + parts["interest"] > MOST:
            raise Stop("overflow")
    taken_off(row, kind, parts, on, claim)
    return parts


def commission_redress(row: Row) -> int:
    return sum(commission_parts(row).values())


# The Financial Ombudsman's benchmark: half grows with the index, half with the bond.


def growth(random: Random) -> str:
    if random.random() < 0.3:
        return random.choice(("0%", "-100%", "-99.99%", "28%", "9%", "1/3", "-1/2", "150%"))
    return f"{random.randrange(-9000, 20_000) / 100:.2f}%"


def benchmark_rows(random: Random, n: int) -> list[Row]:
    bad = ("-100.01%", "-2/1", "5% per year", "0.05% per day")
    faults = [
        negative("capital"),
        negative("actual_value"),
        foreign("actual_value"),
        wrong("index_growth", *bad),
        wrong("bond_growth", *bad),
    ]
    made = []
    for _ in range(n):
        kind = currency(random, "GBP")
        first = date(2001, 6, 1) if random.random() < 0.15 else REDRESS_FROM
        row: Row = {"index_growth": growth(random), "bond_growth": growth(random)}
        factor = (2 + plain(row["index_growth"]) + plain(row["bond_growth"])) / 2
        capital = units_of(random, factor)
        fair = int(capital * factor)
        actual = fair + random.choice((-1, 0, 1, 2)) if random.random() < 0.3 else fair // 2
        row |= {
            "capital": written(capital, kind),
            "actual_value": written(min(MOST, max(0, actual)), kind),
            "on": day(random, first, date(2027, 1, 1), [REDRESS_FROM]).isoformat(),
        }
        made.append(finished(random, row, faults))
    return made


def benchmark_redress(row: Row) -> int:
    capital = subject(row, "capital")
    actual = owed(row, "actual_value", row["capital"][-3:])
    index, bond = plain(row["index_growth"]), plain(row["bond_growth"])
    if index < -1 or bond < -1:
        raise Stop("rate_unit")
    if dated(row["on"]) < REDRESS_FROM:
        raise Stop("not_in_force")
    half = Fraction(1, 2)
    fair = rounded(capital * (half * (1 + index) + half * (1 + bond)), way(row))
    return max(0, fair - actual)


ORACLES = {
    "pslra_loss": Oracle(
        pslra_rows,
        answering(pslra_loss),
        edges="first and 90th day of the window ± 1; sale ± 1 day; 1995-12-22 ± 1; half cents",
    ),
    "plan_of_allocation_loss": Oracle(
        plan_rows,
        answering(plan_of_allocation_loss),
        edges="differences at 0 ± 0.01; window and sale ± 1 day; sold before; half cents",
    ),
    "ppi_redress": Oracle(
        ppi_rows,
        answering(ppi_redress),
        parts=parting(ppi_parts),
        edges="0, 1, 1200, 1201 instalments; month ends; corresponding day ± 1; claim; half pence",
    ),
    "commission_redress": Oracle(
        commission_rows,
        answering(commission_redress),
        parts=parting(commission_parts),
        edges="half of the premium ± 0.01; half pence; 2017-08-29 ± 1 day; claim above the rest",
    ),
    "benchmark_redress": Oracle(
        benchmark_rows,
        answering(benchmark_redress),
        accept=("uk.fos.benchmark_index_share",),
        edges="growth of -100% and just below; actual value ± 0.01; 2001-12-01 ± 1 day; half pence",
    ),
}
