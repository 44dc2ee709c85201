"""Oracles of interest in the United Kingdom, the United States and Hong Kong.

County Courts Act 1984 s 69; the Financial Ombudsman's interest (8% simple for referrals to
2025-12-31, then the time-weighted Bank Rate plus one point up to the term for payment); income tax
of 20% on interest; 28 USC 1961; High Court Ordinance (Cap 4) ss 48, 49.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, day
from tests.oracles._whole import (
    MOST,
    NOT_ANNUAL,
    Stop,
    add_months,
    after,
    annual,
    annual_rate,
    answering,
    currency,
    dated,
    early,
    finished,
    foreign,
    negative,
    owed,
    parting,
    rounded,
    shifted,
    subject,
    units_of,
    way,
    written,
    wrong,
)

EIGHT = Fraction(8, 100)
UK_COURT_FROM = date(1993, 4, 1)
FOS_FROM, FOS_WEIGHTED_FROM = date(2001, 12, 1), date(2026, 1, 1)
UK_TAX_FROM = date(2008, 4, 6)
US_FROM = date(2000, 12, 21)
HK_RATE_FROM, HK_MARGIN_FROM = date(2010, 1, 1), date(2009, 1, 1)

# Bank Rate: the day from which it holds, and hundredths of a percent.
BANK_RATE = [
    (date(2016, 8, 4), 25),
    (date(2017, 11, 2), 50),
    (date(2018, 8, 2), 75),
    (date(2020, 3, 11), 25),
    (date(2020, 3, 19), 10),
    (date(2021, 12, 16), 25),
    (date(2022, 2, 3), 50),
    (date(2022, 3, 17), 75),
    (date(2022, 5, 5), 100),
    (date(2022, 6, 16), 125),
    (date(2022, 8, 4), 175),
    (date(2022, 9, 22), 225),
    (date(2022, 11, 3), 300),
    (date(2022, 12, 15), 350),
    (date(2023, 2, 2), 400),
    (date(2023, 3, 23), 425),
    (date(2023, 5, 11), 450),
    (date(2023, 6, 22), 500),
    (date(2023, 8, 3), 525),
    (date(2024, 8, 1), 500),
    (date(2024, 11, 7), 475),
    (date(2025, 2, 6), 450),
    (date(2025, 5, 8), 425),
    (date(2025, 8, 7), 400),
    (date(2025, 12, 18), 375),
]


def period(row: Row, first: str = "start", last: str = "end") -> tuple[date, date]:
    start, end = dated(row[first]), dated(row[last])
    if end < start:
        raise Stop("end_before_start")
    return start, end


def simple(random: Random, usual: str, first: date, edges: list[date]) -> Row:
    """Principal, start and end of simple interest, days over 365 (8% of it has no ties)."""
    start = day(random, first, date(2027, 1, 1), edges)
    return {
        "principal": written(units_of(random), currency(random, usual)),
        "start": start.isoformat(),
        "end": after(random, start).isoformat(),
    }


FAULTS_OF_SIMPLE = [negative("principal"), early("end", "start")]


# County Courts Act 1984 s 69.


def uk_court_rows(random: Random, n: int) -> list[Row]:
    edges = [UK_COURT_FROM]
    made = []
    for _ in range(n):
        first = date(1992, 6, 1) if random.random() < 0.2 else UK_COURT_FROM
        made.append(finished(random, simple(random, "GBP", first, edges), FAULTS_OF_SIMPLE))
    return made


def uk_court_interest(row: Row) -> int:
    principal = subject(row, "principal")
    start, end = period(row)
    if start < UK_COURT_FROM:
        raise Stop("not_in_force")
    return rounded(principal * EIGHT * (end - start).days / 365, way(row))


# The Financial Ombudsman's interest.


def bank_rate_days(start: date, end: date) -> int:
    """Hundredths of a percent times days of [start, end) at Bank Rate."""
    total = 0
    for at, (since, rate) in enumerate(BANK_RATE):
        until = BANK_RATE[at + 1][0] if at + 1 < len(BANK_RATE) else date.max
        total += rate * max(0, (min(end, until) - max(start, since)).days)
    return total


def fos_rate_of_time(row: Row) -> Fraction:
    """What one unit of principal bears, exactly."""
    start, paid_by = dated(row["start"]), dated(row["paid_by"])
    paid = dated(row["paid"]) if row.get("paid") else paid_by
    if paid_by < start or paid < start:
        raise Stop("end_before_start")
    referred = dated(row["referred"])
    if referred < FOS_FROM:
        raise Stop("not_in_force")
    if referred < FOS_WEIGHTED_FROM:
        return EIGHT * (paid - start).days / 365
    if start < BANK_RATE[0][0]:
        raise Stop("before_series")
    until = min(paid, paid_by)
    weighted = bank_rate_days(start, until) + 100 * (until - start).days
    late = max(0, (paid - paid_by).days)
    return Fraction(weighted, 10_000 * 365) + EIGHT * late / 365


def fos_rows(random: Random, n: int) -> list[Row]:
    edges = [since for since, _ in BANK_RATE]
    faults = [negative("principal"), early("paid_by", "start"), early("paid", "start")]
    made = []
    for _ in range(n):
        first = date(2015, 6, 1) if random.random() < 0.1 else BANK_RATE[0][0]
        start = day(random, first, date(2026, 6, 1), edges)
        row: Row = {
            "start": start.isoformat(),
            "paid_by": after(random, start).isoformat(),
            "referred": day(
                random,
                date(2001, 11, 1) if random.random() < 0.1 else date(2024, 1, 1),
                date(2027, 1, 1),
                [FOS_WEIGHTED_FROM, FOS_WEIGHTED_FROM, FOS_FROM],
            ).isoformat(),
        }
        if random.random() < 0.6:
            paid = shifted(row["paid_by"], random.choice((-40, -1, 0, 1, 30, 365)))
            row["paid"] = max(paid, row["start"])
        try:
            factor = fos_rate_of_time(row)
        except Stop:
            factor = None
        row = {"principal": written(units_of(random, factor), currency(random, "GBP")), **row}
        made.append(finished(random, row, faults))
    return made


def fos_interest(row: Row) -> int:
    return rounded(subject(row, "principal") * fos_rate_of_time(row), way(row))


# Income tax on interest.


def uk_tax_rows(random: Random, n: int) -> list[Row]:
    made = []
    for _ in range(n):
        kind = currency(random, "GBP")
        first = date(2007, 1, 1) if random.random() < 0.2 else UK_TAX_FROM
        on = day(random, first, date(2027, 1, 1), [UK_TAX_FROM])
        row: Row = {"interest": written(units_of(random), kind), "on": on.isoformat()}
        if random.random() < 0.6:
            row["refund"] = written(units_of(random), kind)
        made.append(
            finished(random, row, [negative("interest"), negative("refund"), foreign("refund")])
        )
    return made


def uk_tax_on_interest(row: Row) -> int:
    interest = subject(row, "interest")
    refund = owed(row, "refund", row["interest"][-3:])
    if dated(row["on"]) < UK_TAX_FROM:
        raise Stop("not_in_force")
    tax = rounded(Fraction(interest, 5), way(row))
    if refund + interest - tax > MOST:
        raise Stop("overflow")
    return tax


def after_tax(row: Row) -> dict[str, int]:
    tax = uk_tax_on_interest(row)
    return {
        "paid_after_tax": owed(row, "refund", row["interest"][-3:]) + subject(row, "interest") - tax
    }


# 28 USC 1961.


def us_rows(random: Random, n: int) -> list[Row]:
    faults = [negative("amount"), early("paid", "judgment"), wrong("rate", *NOT_ANNUAL)]
    made = []
    for _ in range(n):
        first = date(2000, 6, 1) if random.random() < 0.15 else US_FROM
        judgment = day(random, first, date(2027, 1, 1), [US_FROM, date(2024, 12, 31)])
        paid = after(random, judgment)
        if random.random() < 0.3:
            turn = add_months(judgment, 12 * random.randrange(1, 9))
            paid = turn + timedelta(days=random.choice((-1, 0, 1)))
        released = random.random() < 0.3
        monday = judgment - timedelta(days=judgment.weekday() + (14 if released else 7))
        week = monday + timedelta(days=random.randrange(7))
        if random.random() < 0.3:  # the ends of the week; one in two lies outside
            week = monday + timedelta(days=random.choice((-1, 0, 6, 7)))
        rate = annual_rate(random)
        first_end = min(paid, add_months(judgment, 12))
        factor = annual(rate) * (first_end - judgment).days / 365
        row: Row = {
            "amount": written(units_of(random, factor), currency(random, "USD")),
            "rate": rate,
            "week": week.isoformat(),
            "judgment": judgment.isoformat(),
            "paid": paid.isoformat(),
        }
        if released or random.random() < 0.3:
            row["on_release_day"] = released
        made.append(finished(random, row, faults, 0.1))
    return made


def us_post_judgment_interest(row: Row) -> int:
    base = amount = subject(row, "amount")
    judgment, paid = period(row, "judgment", "paid")
    rate = annual(row["rate"])
    if judgment < US_FROM:
        raise Stop("not_in_force")
    week = dated(row["week"])
    monday = judgment - timedelta(days=judgment.weekday())
    weeks = 2 if row.get("on_release_day") else 1
    if week - timedelta(days=week.weekday()) != monday - timedelta(days=7 * weeks):
        raise Stop("wrong_rate_week")
    turn, years = judgment, 1
    while (anniversary := add_months(judgment, 12 * years)) <= paid:
        base += rounded(base * rate * (anniversary - turn).days / 365, way(row))
        turn, years = anniversary, years + 1
        if base > MOST and turn < paid:  # what bears interest is an amount of money
            raise Stop("overflow")
    base += rounded(base * rate * (paid - turn).days / 365, way(row))
    return base - amount


# High Court Ordinance (Cap 4) ss 48, 49.


def hk_judgment_rows(random: Random, n: int) -> list[Row]:
    made = []
    for _ in range(n):
        first = date(2009, 6, 1) if random.random() < 0.2 else HK_RATE_FROM
        row = simple(random, "HKD", first, [HK_RATE_FROM, date(2016, 12, 31)])
        made.append(finished(random, row, FAULTS_OF_SIMPLE))
    return made


def hk_judgment_interest(row: Row) -> int:
    principal = subject(row, "principal")
    start, end = period(row)
    if start < HK_RATE_FROM:
        raise Stop("before_series")
    return rounded(principal * EIGHT * (end - start).days / 365, way(row))


def hk_prejudgment_rows(random: Random, n: int) -> list[Row]:
    faults = [*FAULTS_OF_SIMPLE, wrong("prime", *NOT_ANNUAL)]
    made = []
    for _ in range(n):
        first = date(2008, 6, 1) if random.random() < 0.2 else HK_MARGIN_FROM
        row = simple(random, "HKD", first, [HK_MARGIN_FROM])
        row["prime"] = annual_rate(random)
        if random.random() < 0.3:
            row["prime"] = random.choice(("5.25% per year", "5% per year", "21.5% per year"))
        days = (dated(row["end"]) - dated(row["start"])).days
        factor = (annual(row["prime"]) + Fraction(1, 100)) * days / 365
        row["principal"] = written(units_of(random, factor), row["principal"][-3:])
        made.append(finished(random, row, faults))
    return made


def hk_prejudgment_interest(row: Row) -> int:
    principal = subject(row, "principal")
    start, end = period(row)
    rate = annual(row["prime"]) + Fraction(1, 100)
    if start < HK_MARGIN_FROM:
        raise Stop("not_in_force")
    return rounded(principal * rate * (end - start).days / 365, way(row))


ORACLES = {
    "uk_court_interest": Oracle(
        uk_court_rows,
        answering(uk_court_interest),
        edges="1993-04-01 ± 1 day; same day; whole years ± 1 day; 29 February; the largest sum",
    ),
    "fos_interest": Oracle(
        fos_rows,
        answering(fos_interest),
        accept=("uk.boe.base_rate",),
        edges="each day of Bank Rate ± 1; referral on 2026-01-01 ± 1; term for payment ± 1; ties",
    ),
    "uk_tax_on_interest": Oracle(
        uk_tax_rows,
        answering(uk_tax_on_interest),
        parts=parting(after_tax),
        edges="2008-04-06 ± 1 day; cents; no refund; the largest sum",
    ),
    "us_post_judgment_interest": Oracle(
        us_rows,
        answering(us_post_judgment_interest),
        edges="anniversary ± 1 day; 29 February; ends of the week; day of publication; ties",
    ),
    "hk_judgment_interest": Oracle(
        hk_judgment_rows,
        answering(hk_judgment_interest),
        edges="2010-01-01 and 2016-12-31 ± 1 day; same day; 29 February; the largest sum",
    ),
    "hk_prejudgment_interest": Oracle(
        hk_prejudgment_rows,
        answering(hk_prejudgment_interest),
        edges="2009-01-01 ± 1 day; same day; 29 February; rates of every unit; ties",
    ),
}
