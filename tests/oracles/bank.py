"""Oracles of overdue bank loans.

银发〔2003〕251号 (penalty rates of loans from 2004-01-01), 民法典 561 (costs, interest, principal).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from random import Random

from tests.oracles import Oracle, Row, day, minor
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
    part_of_year,
    parting,
    payment_fault,
    plain,
    rated,
    rounded,
    shifted,
    subject,
    units_of,
    way,
    written,
    wrong,
)
from tests.vectors.oracle_settlement import LPR

LOAN_FROM = date(2004, 1, 1)
UPLIFTS = {
    "overdue": (Fraction(13, 10), Fraction(15, 10)),
    "misuse": (Fraction(15, 10), Fraction(2)),
}
DAY_COUNTS = ("ACT/360", "ACT/365", "30/360")
NOT_PLAIN = ("150% per year", "0.05% per day", "3/2 per year")

# 金融机构人民币贷款基准利率, one to three years; that of 1990-03-21 is not verified.
BENCHMARK = """
1989-02-01 12.78, 1990-03-21 10.80, 1990-08-21 10.08, 1991-04-21 9.00, 1993-05-15 10.80,
1993-07-11 12.24, 1995-01-01 12.96, 1995-07-01 13.50, 1996-05-01 13.14, 1996-08-23 10.98,
1997-10-23 9.36, 1998-03-25 9.00, 1998-07-01 7.11, 1998-12-07 6.66, 1999-06-10 5.94,
2002-02-21 5.49, 2004-10-29 5.76, 2006-04-28 6.03, 2006-08-19 6.30, 2007-03-18 6.57,
2007-05-19 6.75, 2007-07-21 7.02, 2007-08-22 7.20, 2007-09-15 7.47, 2007-12-21 7.56,
2008-09-16 7.29, 2008-10-09 7.02, 2008-10-30 6.75, 2008-11-27 5.67, 2008-12-23 5.40,
2010-10-20 5.60, 2010-12-26 5.85, 2011-02-09 6.10, 2011-04-06 6.40, 2011-07-07 6.65,
2012-06-08 6.40, 2012-07-06 6.15, 2014-11-22 6.00, 2015-03-01 5.75, 2015-05-11 5.50,
2015-06-28 5.25, 2015-08-26 5.00, 2015-10-24 4.75
"""
UNVERIFIED_FROM = date(1990, 3, 21)
SERIES = {
    "cn.lpr.1y": [(since, Fraction(one) / 100) for since, one, _ in LPR],
    "cn.lpr.5y": [(since, Fraction(five) / 100) for since, _, five in LPR],
    "cn.pboc.gt_1y_le_3y": [
        (date.fromisoformat(since), Fraction(rate) / 100)
        for since, rate in (point.split() for point in BENCHMARK.split(","))
    ],
}


@lru_cache(maxsize=200_000)
def series_on(series: str, on: date) -> Fraction:
    points = [(since, rate) for since, rate in SERIES[series] if since <= on]
    if not points:
        raise Stop("before_series")
    since, rate = points[-1]
    if since == UNVERIFIED_FROM:
        raise Stop("unverified_rule")
    return rate


# 251号: the penalty rate.


def uplift_text(random: Random, kind: str) -> str:
    low, high = UPLIFTS[kind]
    chance = random.random()
    if chance < 0.5:
        return random.choice(
            (f"{low * 100}%", f"{high * 100}%", f"{high.numerator}/{high.denominator}")
        )
    return f"{random.randrange(int(low * 1000), int(high * 1000) + 1) / 10:.1f}%"


def penalty(row: Row, name: str) -> tuple[int, date, date, Fraction]:
    """The base, the days and the penalty rate, once everything is lawful."""
    base = subject(row, name)
    start, end = dated(row["start"]), dated(row["end"])
    if end < start:
        raise Stop("end_before_start")
    rate, uplift = annual(row["contract_rate"]), plain(row["uplift"])
    made = dated(row["made"]) if row.get("made") else start
    if made > start:
        raise Stop("made_after_start")
    if made < LOAN_FROM:
        raise Stop("loan_before_rule")
    low, high = UPLIFTS[row.get("kind") or "overdue"]
    if not low <= uplift <= high:
        raise Stop("penalty_uplift_outside")
    return base, start, end, rate * uplift


def counting(row: Row) -> str:
    return row.get("day_count") or "ACT/360"


def penalty_row(random: Random, name: str) -> Row:
    kind = random.choice(("overdue", "overdue", "misuse"))
    first = date(2003, 6, 1) if random.random() < 0.15 else LOAN_FROM
    edges = [LOAN_FROM, date(2023, 1, 31), date(2023, 3, 31)]
    start = day(random, first, date(2027, 1, 1), edges)
    row: Row = {
        "contract_rate": annual_rate(random),
        "uplift": uplift_text(random, kind),
        "start": start.isoformat(),
        "end": after(random, start).isoformat(),
    }
    if kind == "misuse" or random.random() < 0.3:
        row["kind"] = kind
    if random.random() < 0.5:
        row["made"] = shifted(row["start"], -random.choice((0, 1, 366, 1500)))
    if random.random() < 0.6:
        row["day_count"] = random.choice(DAY_COUNTS)
    factor = rated(row["contract_rate"])[0] * plain(row["uplift"])
    factor *= part_of_year(counting(row), start, dated(row["end"]))
    return {name: written(units_of(random, factor), currency(random, "CNY")), **row}


FAULTS_OF_PENALTY = [
    early("end", "start"),
    wrong("contract_rate", *NOT_ANNUAL),
    wrong("uplift", *NOT_PLAIN),
    wrong("uplift", "129.99%", "150.01%", "200.01%", "149.99%", "100%", "0%"),
    wrong("uplift", "1299/1000", "1501/1000", "2001/1000", "1499/1000"),
    lambda random, row: row.update(made=shifted(row["start"], random.choice((1, 300)))),
    wrong("made", "2003-12-31", "1999-01-01"),
]


def penalty_rows(random: Random, n: int) -> list[Row]:
    faults = [negative("principal"), *FAULTS_OF_PENALTY]
    return [finished(random, penalty_row(random, "principal"), faults) for _ in range(n)]


def loan_penalty_interest(row: Row) -> int:
    base, start, end, rate = penalty(row, "principal")
    return rounded(base * rate * part_of_year(counting(row), start, end), way(row))


def bad_settled(random: Random, row: Row) -> None:
    start, end = row["start"], row["end"]
    inside = shifted(start, 10)
    row["settled"] = random.choice(
        ([start], [end], [shifted(end, 1)], [shifted(start, -1)], [inside] * 2, [inside, start])
    )


def compound_rows(random: Random, n: int) -> list[Row]:
    faults = [negative("unpaid_interest"), *FAULTS_OF_PENALTY, bad_settled, bad_settled]
    made = []
    for _ in range(n):
        row = penalty_row(random, "unpaid_interest")
        start, end = dated(row["start"]), dated(row["end"])
        days = (end - start).days
        if days > 1 and random.random() < 0.8:
            places = {random.randrange(1, days) for _ in range(random.randrange(9))}
            if random.random() < 0.3:
                places |= {random.choice((1, days - 1))}
            if random.random() < 0.5:  # month by month
                turns = (add_months(start, k) for k in range(1, 13))
                places = {(turn - start).days for turn in turns if turn < end}
            row["settled"] = [shifted(row["start"], place) for place in sorted(places)]
            if random.random() < 0.5:
                row["settled"] = [{"date": one} for one in row["settled"]]
        made.append(finished(random, row, faults))
    return made


def loan_compound_interest(row: Row) -> int:
    base, start, end, rate = penalty(row, "unpaid_interest")
    turn, owing = start, base
    for one in row.get("settled") or []:
        settled = dated(one["date"] if isinstance(one, dict) else one)
        if not turn < settled < end:
            raise Stop("bad_settlement_day")
        turn = settled
    turn = start
    for one in [*(row.get("settled") or []), row["end"]]:
        settled = dated(one["date"] if isinstance(one, dict) else one)
        owing += rounded(owing * rate * part_of_year(counting(row), turn, settled), way(row))
        turn = settled
        if owing > MOST:
            raise Stop("overflow")
    return owing - base


# What is owed of an overdue loan, its rate repriced, payments set off (民法典 561).


def overdue_row(random: Random) -> Row:
    if random.random() < 0.8:
        series = random.choice(("cn.lpr.1y", "cn.lpr.5y"))
        first = date(2019, 1, 1) if random.random() < 0.1 else date(2020, 1, 1)
        edges = [since for since, _, _ in LPR[3:]]
        start = day(random, first, date(2026, 6, 1), edges)
    else:
        series = "cn.pboc.gt_1y_le_3y"
        first = date(1988, 6, 1) if random.random() < 0.3 else LOAN_FROM
        edges = [LOAN_FROM, date(1991, 1, 1), date(1990, 3, 21)]
        start = day(random, first, date(2019, 6, 1), edges)
    end = min(after(random, start), start + timedelta(days=2500))
    lawful = start >= LOAN_FROM and random.random() < 0.7
    kind = currency(random, "CNY")
    row: Row = {
        "principal": written(units_of(random), kind),
        "series": series,
        "uplift": uplift_text(random, "overdue") if lawful else "100%",
        "start": start.isoformat(),
        "end": end.isoformat(),
    }
    if random.random() < 0.6:
        hundredths = random.choice((0, 1, 155, -100, random.randrange(-300, 500)))
        row["spread"] = f"{hundredths / 100:.2f}% per year"
    repriced = random.choice(("annually", "annually", "anniversary", "never"))
    if repriced != "annually" or random.random() < 0.3:
        row["repriced"] = repriced
    if repriced != "annually" or random.random() < 0.4:
        before = random.choice((0, 1, 30, 200, 366, 900))
        row["made"] = max(shifted(row["start"], -before), "1989-02-01")
        if row["made"] > row["start"]:
            row["made"] = row["start"]
        if repriced == "anniversary" and random.random() < 0.3:
            row["made"] = max(f"{start.year - 1}-02-28", "1989-02-28")
            if start.year % 4 == 1:
                row["made"] = f"{start.year - 1}-02-29"
    if random.random() < 0.6:
        row["day_count"] = random.choice(DAY_COUNTS)
    if random.random() < 0.4:
        row["costs"] = written(units_of(random), kind)
    if random.random() < 0.7:
        days = (end - start).days
        turns = [(turn - start).days for turn in (date(start.year + 1, 1, 1),) if turn <= end]
        row["payments"] = [
            {
                "date": shifted(row["start"], random.choice((0, days, *turns))),
                "amount": written(1 + units_of(random) % 10**12, kind),
            }
            if random.random() < 0.4
            else {
                "date": shifted(row["start"], random.randrange(days + 1)),
                "amount": written(1 + random.randrange(minor(row["principal"]) // 2 + 2), kind),
            }
            for _ in range(random.randrange(5))
        ]
    elif random.random() < 0.7:  # one time of interest, so that a tie can be built
        with suppress(Stop):
            factor = borne_over(row, start, end, dated(row["made"]) if row.get("made") else None)
            row["principal"] = written(units_of(random, factor), kind)
    return row


def outside(random: Random, row: Row) -> None:
    if row.get("payments"):
        days = random.choice((shifted(row["start"], -1), shifted(row["end"], 1)))
        random.choice(row["payments"])["date"] = days


def without_made(random: Random, row: Row) -> None:
    row.pop("made", None)
    row["repriced"] = random.choice(("anniversary", "never"))


def overdue_rows(random: Random, n: int) -> list[Row]:
    faults = [
        negative("principal"),
        negative("costs"),
        foreign("costs"),
        early("end", "start"),
        wrong("uplift", *NOT_PLAIN),
        wrong("spread", "1% per year ACT/360", "0.01% per day", "1%", "-40% per year"),
        wrong("uplift", "100.01%", "99.99%", "129.99%", "150.01%", "0%", "2/1"),
        wrong("made", "2003-12-31", "1999-01-01"),
        lambda random, row: row.update(made=shifted(row["start"], random.choice((1, 300)))),
        without_made,
        outside,
        payment_fault(amount="0.00 CNY"),
        payment_fault(amount="-5.00 CNY"),
        payment_fault(amount="5.00 EUR"),
        wrong("series", "uk.boe.base_rate"),
    ]
    return [finished(random, overdue_row(random), faults, 0.12) for _ in range(n)]


def repricing_days(row: Row, start: date, end: date, made: date | None) -> list[date]:
    """The days inside (start, end) on which the rate is fixed anew."""
    repriced = row.get("repriced") or "annually"
    if repriced == "never":
        return []
    if repriced == "annually":
        days = [date(year, 1, 1) for year in range(start.year, end.year + 1)]
    else:
        count = 12 * (end.year - made.year + 1)
        days = [add_months(made, months) for months in range(0, count, 12)]
    return [one for one in days if start < one < end]


def fixing_day(row: Row, on: date, made: date | None) -> date:
    repriced = row.get("repriced") or "annually"
    if repriced == "never":
        return made
    if repriced == "annually":
        first = date(on.year, 1, 1)
        return max(first, made) if made else first
    years = on.year - made.year
    turn = add_months(made, 12 * years)
    return turn if turn <= on else add_months(made, 12 * (years - 1))


def rate_fixed(row: Row, on: date) -> Fraction:
    if row["series"] == "uk.boe.base_rate":  # an entry that is not verified, whatever the day
        raise Stop("unverified_rule")
    rate = series_on(row["series"], on) + rated(row.get("spread") or "0% per year")[0]
    if rate < 0:
        raise Stop("rate_unit")
    return rate * plain(row["uplift"])


def borne_over(row: Row, start: date, end: date, made: date | None) -> Fraction:
    """What one unit of principal bears from one day to another."""
    borne, turn = Fraction(0), start
    cuts = [*repricing_days(row, start, end, made), end] if start < end else []
    for following in cuts:
        rate = rate_fixed(row, fixing_day(row, turn, made))
        borne += rate * part_of_year(counting(row), turn, following)
        turn = following
    return borne


def overdue_parts(row: Row) -> dict[str, int]:
    principal = subject(row, "principal")
    kind = row["principal"][-3:]
    costs = owed(row, "costs", kind)
    start, end = dated(row["start"]), dated(row["end"])
    payments = row.get("payments") or []
    if end < start:
        raise Stop("end_before_start")
    uplift = plain(row["uplift"])
    annual(row.get("spread") or "0% per year", below_zero=True)
    made = dated(row["made"]) if row.get("made") else None
    if made and made > start:
        raise Stop("made_after_start")
    if not made and (row.get("repriced") or "annually") != "annually":
        raise Stop("needs_argument")
    if uplift != 1:
        if (made or start) < LOAN_FROM:
            raise Stop("loan_before_rule")
        if not UPLIFTS["overdue"][0] <= uplift <= UPLIFTS["overdue"][1]:
            raise Stop("penalty_uplift_outside")
    for one in payments:
        if one["amount"][-3:] != kind:
            raise Stop("currency_mismatch")
        if not start <= dated(one["date"]) <= end:
            raise Stop("payment_outside_period")
        if minor(one["amount"]) <= 0:
            raise Stop("not_positive")
    interest, turn = 0, start
    if start == end:
        rate_fixed(row, fixing_day(row, start, made))
    ordered = sorted(payments, key=lambda one: one["date"])
    for one in [*ordered, {"date": row["end"], "amount": None}]:
        until = dated(one["date"])
        interest += rounded(principal * borne_over(row, turn, until, made), way(row))
        turn = until
        if one["amount"] is None:
            continue
        paid = minor(one["amount"])
        for_costs = min(costs, paid)
        for_interest = min(interest, paid - for_costs)
        for_principal = min(principal, paid - for_costs - for_interest)
        costs -= for_costs
        interest -= for_interest
        principal -= for_principal
    return {"costs": costs, "interest": interest, "principal": principal}


def overdue_loan_interest(row: Row) -> int:
    return sum(overdue_parts(row).values())


ORACLES = {
    "loan_penalty_interest": Oracle(
        penalty_rows,
        answering(loan_penalty_interest),
        edges="uplift at and beside each end; 2004-01-01 ± 1 day; month ends by 30/360; half cents",
    ),
    "loan_compound_interest": Oracle(
        compound_rows,
        answering(loan_compound_interest),
        edges="settled days at and beside both ends, twice, in disorder; none; half cents of a run",
    ),
    "overdue_loan_interest": Oracle(
        overdue_rows,
        answering(overdue_loan_interest),
        parts=parting(overdue_parts),
        edges="payments on both ends and on 1 January; overpaid; 29 February; each LPR day ± 1",
    ),
}
