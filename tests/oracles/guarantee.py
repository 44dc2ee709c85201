"""Oracles of suretyship and of limitation: 民法典 188, 194, 195, 203, 392, 686, 692-695, 699, 700.

The figures of the law stand here as read in the Civil Code; before 2021-01-01 those of 担保法,
民法通则 and 民法总则, from memory, which is why those entries are accepted by name.

203 says of every period of civil law that, where its last day is a statutory rest day, the day
after the rest days is the last. So a last day is moved wherever one is reckoned, and an act, an
interruption, an obstacle or its last six months are judged by the day moved to; whether an agreed
period ends too early (692) is a matter of the days agreed. Rest days are weekends and announced
holidays, a make-up working day is none; days that no notice covers rest as far as is known.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

from tests.oracles import No, Oracle, Row, day
from tests.oracles._whole import (
    MOST,
    Stop,
    add_months,
    answering,
    currency,
    dated,
    finished,
    foreign,
    negative,
    owed,
    rated,
    rounded,
    subject,
    units_of,
    way,
    written,
    wrong,
)
from tests.vectors.oracle_terms import Days, read_days

CIVIL_CODE = date(2021, 1, 1)
SURETYSHIP_ACT, GENERAL_PROVISIONS = date(1995, 10, 1), date(2017, 10, 1)
PERIOD_MONTHS = 6  # 民法典 692
LIMITATION_YEARS, CEILING_YEARS, SUSPENSION_MONTHS = 3, 20, 6  # 民法典 188, 194
MONTH_ENDS = [date(2023, 8, 31), date(2024, 8, 29), date(2021, 8, 30), date(2022, 12, 31)]
CALENDAR = Path(__file__).parents[2] / "python/accord/law/calendar_cn.json"
TIMED = ("50% per year", "1/2 per month", "-0.01%", "100.01%", "2/1", "-1/3")


def within(text: str) -> Fraction:
    """A plain share from 0 to 1."""
    value, unit = rated(text)
    if unit or not 0 <= value <= 1:
        raise Stop("share_out_of_range")
    return value


def share_of(random: Random) -> str:
    chance = random.random()
    if chance < 0.35:
        return random.choice(("0%", "100%", "50%", "0.01%", "99.99%", "1/3", "2/3", "12.5%"))
    if chance < 0.5:
        below = random.choice((7, 64, 300, 997))
        return f"{random.randrange(below + 1)}/{below}"
    return f"{random.randrange(10_001) / 100:.2f}%"


# 民法典 203: the last day of a period.


@cache
def announced() -> Days:
    return read_days(CALENDAR)


@cache
def moved(day: date) -> date:
    """The day itself, or the one after the rest days that it begins or stands in."""
    while not announced().is_working(day):
        day += timedelta(1)
    return day


# 民法典 692 and 693: the period of suretyship, and what keeps it.


def surety_mode(row: Row) -> str:
    looked_up = dated(row.get("contract_on") or row["due"])
    if looked_up < SURETYSHIP_ACT:
        raise Stop("not_in_force")
    agreed = row.get("mode") or "not_agreed"
    if agreed != "not_agreed":
        return agreed
    return "general" if looked_up >= CIVIL_CODE else "joint"


def surety_end(row: Row) -> date:
    """The last day of the period: as agreed, or six months where none is or it is too early."""
    due, months, until = dated(row["due"]), row.get("period_months"), row.get("period_until")
    if months is not None and until is not None:
        raise Stop("two_periods")
    if months is not None and months < 1:
        raise Stop("not_positive")
    agreed = dated(until) if until else add_months(due, months) if months is not None else due
    return moved(agreed if agreed > due else add_months(due, PERIOD_MONTHS))


def keeps(act: Row, mode: str) -> bool:
    """Whether an act in time is the one that the law wants of this creditor."""
    kind, against = act["kind"], act.get("against") or "guarantor"
    withdrawn, served = act.get("withdrawn", False), act.get("served", False)
    if mode == "joint":
        if against != "guarantor":
            return False
        return kind == "demand" or (kind in ("suit", "arbitration") and (served or not withdrawn))
    return kind in ("suit", "arbitration", "enforcement") and against == "debtor" and not withdrawn


def guarantee_claim(row: Row) -> str | No:
    try:
        mode, until = surety_mode(row), surety_end(row)
    except Stop as stop:
        return No(stop.code)
    due, acts = dated(row["due"]), row.get("acts") or []
    if not any(due < dated(act["date"]) <= until and keeps(act, mode) for act in acts):
        known = [dated(act["date"]) for act in acts]
        known += [dated(row["on"])] if row.get("on") else []
        if known and max(known) > until:
            return No("guarantee_lapsed")
    return until.isoformat()


def act_rows(random: Random, row: Row) -> list[Row]:
    due, until = dated(row["due"]), surety_end(row)
    found = []
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        edge = random.choice((due, until)) + timedelta(days=random.choice((-1, 0, 1)))
        inside = due + timedelta(days=random.randrange((until - due).days + 200))
        act: Row = {
            "date": random.choice((edge, inside)).isoformat(),
            "kind": random.choice(
                ("demand", "suit", "suit", "arbitration", "enforcement", "mediation")
            ),
            "against": random.choice(("guarantor", "debtor")),
        }
        if random.random() < 0.3:
            act["withdrawn"] = random.random() < 0.8
        if random.random() < 0.3:
            act["served"] = random.random() < 0.8
        if random.random() < 0.05:
            del act["against"]
        found.append(act)
    return found


def claim_rows(random: Random, n: int) -> list[Row]:
    return [claim_row(random) for _ in range(n)]


def claim_row(random: Random) -> Row:
    edges = [CIVIL_CODE, date(1995, 10, 2), *MONTH_ENDS]
    first = SURETYSHIP_ACT if random.random() < 0.2 else date(2020, 6, 1)
    due = day(random, first, date(2026, 6, 30), edges)
    row: Row = {"due": due.isoformat()}
    if random.random() < 0.7:
        row["mode"] = random.choice(("not_agreed", "joint", "general"))
    chance = random.random()
    if chance < 0.3:
        row["period_months"] = random.choice((1, 2, 6, 12, 24, 36, 6))
    elif chance < 0.55:  # an end on or before the day of the debt counts as none
        offset = random.choice((-400, -1, 0, 1, 30, 181, 365, 730))
        row["period_until"] = (due + timedelta(days=offset)).isoformat()
    if random.random() < 0.85:
        row["acts"] = act_rows(random, row)
    if random.random() < 0.4:
        near = surety_end(row) + timedelta(days=random.choice((-40, -1, 0, 1, 60)))
        row["on"] = near.isoformat()
    if random.random() < 0.3:
        row["contract_on"] = day(random, SURETYSHIP_ACT, due, [CIVIL_CODE]).isoformat()
    if random.random() < 0.08:
        random.choice(CLAIM_FAULTS)(random, row)
    return row


def two_periods(random: Random, row: Row) -> None:
    row["period_months"], row["period_until"] = random.choice((1, 6)), "2026-12-31"


def no_period(random: Random, row: Row) -> None:
    row.pop("period_until", None)
    row["period_months"] = random.choice((0, -1, -6))


CLAIM_FAULTS = [two_periods, no_period, wrong("contract_on", "1995-09-30", "1990-01-01")]


# 民法典 392, 695(1), 699: what a guarantor answers for.


def guarantee_amount(row: Row) -> int:
    debt, kind = subject(row, "debt"), row["debt"][-3:]
    changed = owed(row, "changed_debt", kind, None)
    own_security = owed(row, "debtor_security", kind)
    part = within(row.get("share") or "100%")
    if dated(row["on"]) < CIVIL_CODE:
        raise Stop("not_in_force")
    base = debt
    if changed is not None:
        base = changed if row.get("consent") else min(debt, changed)
    if own_security and not row.get("order_agreed"):
        base -= min(base, own_security)
    return rounded(base * part, way(row))


def amount_rows(random: Random, n: int) -> list[Row]:
    return [amount_row(random) for _ in range(n)]


def near(random: Random, units: int) -> int:
    """An amount beside another, or one of its own."""
    if random.random() < 0.5:
        return min(MOST, max(0, units + random.choice((-1, 0, 1))))
    return units_of(random)


def amount_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    share = share_of(random) if random.random() < 0.6 else "100%"
    debt = units_of(random, within(share))
    on = day(random, CIVIL_CODE, date(2026, 6, 30), [CIVIL_CODE])
    row: Row = {"debt": written(debt, kind), "on": on.isoformat()}
    if share != "100%" or random.random() < 0.2:
        row["share"] = share
    base = debt
    if random.random() < 0.5:
        base = near(random, debt)
        row["changed_debt"] = written(base, kind)
    if random.random() < 0.4:
        row["consent"] = random.random() < 0.7
    if random.random() < 0.5:
        security = near(random, random.choice((base, debt)))
        row["debtor_security"] = written(random.choice((security, security // 2)), kind)
    if random.random() < 0.4:
        row["order_agreed"] = random.random() < 0.6
    return finished(random, row, AMOUNT_FAULTS)


AMOUNT_FAULTS = [
    negative("debt"),
    negative("changed_debt"),
    negative("debtor_security"),
    foreign("changed_debt"),
    foreign("debtor_security"),
    wrong("share", *TIMED),
    wrong("on", "2020-12-31", "2015-06-01"),
]


# 民法典 700: what the guarantor claims from the debtor.


def recourse(row: Row) -> int:
    paid, kind = subject(row, "paid"), row["paid"][-3:]
    interest, costs = owed(row, "interest", kind), owed(row, "costs", kind)
    bound, recovered = owed(row, "bound", kind, None), owed(row, "recovered", kind)
    left = paid + (interest or 0) + (costs or 0)
    if left > MOST:
        raise Stop("overflow")
    if bound is not None:
        left = min(left, bound)  # what was paid beyond it was paid of free will
    if (recovered or 0) > left:
        raise Stop("recovered_above_claim")
    return left - (recovered or 0)


def recourse_rows(random: Random, n: int) -> list[Row]:
    return [recourse_row(random) for _ in range(n)]


def recourse_row(random: Random) -> Row:
    kind = currency(random, "CNY")
    left = units_of(random)
    row: Row = {"paid": written(left, kind)}
    for name in ("interest", "costs"):
        if random.random() < 0.5:
            added = random.choice((0, 1, units_of(random)))
            row[name], left = written(added, kind), left + added
    if random.random() < 0.5:
        bound = near(random, left)
        row["bound"], left = written(bound, kind), min(left, bound)
    if random.random() < 0.5:
        back = random.choice((0, left - 1, left, left + 1, left // 2))
        row["recovered"] = written(min(MOST, max(0, back)), kind)
    if random.random() < 0.1:
        random.choice(RECOURSE_FAULTS)(random, row)
    return row


RECOURSE_FAULTS = [
    *(negative(name) for name in ("paid", "interest", "costs", "bound", "recovered")),
    *(foreign(name) for name in ("interest", "costs", "bound", "recovered")),
]


# 民法典 188, 194, 195: the last day of the limitation period.


def limitation(row: Row) -> str | No:
    try:
        return limitation_end(row).isoformat()
    except Stop as stop:
        return No(stop.code)


def limitation_end(row: Row) -> date:
    start = dated(row["start"])
    years = LIMITATION_YEARS if row.get("years") is None else row["years"]
    infringed = dated(row["infringed"]) if row.get("infringed") else start
    if start < GENERAL_PROVISIONS:
        raise Stop("not_in_force")
    if years < 1:
        raise Stop("not_positive")
    if infringed > start:
        raise Stop("end_before_start")
    events = [(dated(event["date"]), event["kind"]) for event in row.get("events") or []]
    days = [start, *(at for at, _ in events)]
    if days != sorted(days):
        raise Stop("not_ascending")
    end, since = moved(add_months(start, 12 * years)), None
    for at, kind in events:
        if kind == "interruption":
            if at <= end or (since is not None and since <= end):
                end = moved(add_months(at, 12 * years))
        elif (kind == "suspension_start") != (since is None):
            raise Stop("suspension_unmatched")
        elif kind == "suspension_start":
            since = at
        else:
            if since <= end and at > add_months(end, -SUSPENSION_MONTHS):
                end = moved(add_months(at, SUSPENSION_MONTHS))
            since = None
    if since is not None and since <= end:
        raise Stop("limitation_suspended")
    return min(end, moved(add_months(infringed, 12 * CEILING_YEARS)))


def event_rows(random: Random, start: date, years: int) -> list[Row]:
    """Events in order, often on the last day, six months before it, or a day beside either."""
    end, at, since, found = add_months(start, 12 * years), start, None, []
    for _ in range(random.choice((1, 1, 2, 2, 3, 4, 6))):
        edges = [end, moved(end), add_months(moved(end), -SUSPENSION_MONTHS), at, at]
        edge = random.choice(edges) + timedelta(days=random.choice((-1, 0, 1)))
        at = max(at, edge if random.random() < 0.5 else at + timedelta(random.randrange(1, 700)))
        if since is None:
            kind = random.choice(("interruption", "suspension_start", "suspension_start"))
        else:
            kind = random.choice(("interruption", "suspension_end", "suspension_end"))
        if kind == "interruption":
            end = add_months(at, 12 * years)
        elif kind == "suspension_end":
            end = max(end, add_months(at, SUSPENSION_MONTHS))
        since = {"suspension_start": at, "suspension_end": None}.get(kind, since)
        found.append({"date": at.isoformat(), "kind": kind})
    if since is not None and random.random() < 0.7:
        six_before = add_months(moved(end), -SUSPENSION_MONTHS)
        until = max(at, random.choice((at, end, moved(end), six_before)))
        until += timedelta(days=random.choice((0, 1, 40)))
        found.append({"date": until.isoformat(), "kind": "suspension_end"})
    return found


def limitation_rows(random: Random, n: int) -> list[Row]:
    return [limitation_row(random) for _ in range(n)]


def limitation_row(random: Random) -> Row:
    edges = [CIVIL_CODE, date(2017, 10, 2), *MONTH_ENDS]
    start = day(random, GENERAL_PROVISIONS, date(2026, 6, 30), edges)
    row: Row = {"start": start.isoformat()}
    years = LIMITATION_YEARS
    if random.random() < 0.35:
        years = row["years"] = random.choice((1, 2, 3, 4, 5, 19, 20, 21))
    if random.random() < 0.35:  # often so that the ceiling falls beside the end
        before = add_months(start, -12 * random.choice((0, 15, 17, 17, 19, 20)))
        before -= timedelta(days=random.choice((0, 0, 1, 2, 200)))
        row["infringed"] = before.isoformat()
    if random.random() < 0.65:
        row["events"] = event_rows(random, start, years)
    if random.random() < 0.08:
        random.choice(LIMITATION_FAULTS)(random, row)
    return row


def late_infringement(random: Random, row: Row) -> None:
    row["infringed"] = (dated(row["start"]) + timedelta(days=random.choice((1, 90)))).isoformat()


def event_before_start(random: Random, row: Row) -> None:
    before = dated(row["start"]) - timedelta(days=random.choice((1, 50)))
    row["events"] = [{"date": before.isoformat(), "kind": "interruption"}]


def events_in_disorder(random: Random, row: Row) -> None:
    later = [dated(row["start"]) + timedelta(days=days) for days in (51, 50)]
    row["events"] = [{"date": at.isoformat(), "kind": "interruption"} for at in later]


def suspension_unmatched(random: Random, row: Row) -> None:
    kind = random.choice(("suspension_start", "suspension_end"))
    row["events"] = [{"date": row["start"], "kind": kind}] * 2


def early_start(random: Random, row: Row) -> None:
    row.pop("infringed", None)
    row["start"] = random.choice(("2017-09-30", "2010-01-01"))


LIMITATION_FAULTS = [
    wrong("years", 0, -1),
    late_infringement,
    event_before_start,
    events_in_disorder,
    suspension_unmatched,
    early_start,
]


ORACLES = {
    "guarantee_claim": Oracle(
        claim_rows,
        guarantee_claim,
        accept=(
            "cn.guarantee.mode_not_agreed",
            "cn.guarantee.period_months_default",
            "cn.guarantee.act_general",
            "cn.guarantee.act_joint",
            "cn.period.rest_days",
        ),
        edges="day of the debt, last day, 2021-01-01 ± 1; rest days; month ends; 29 February",
    ),
    "guarantee_amount": Oracle(
        amount_rows,
        answering(guarantee_amount),
        edges="change and security at the debt ± 0.01; shares 0 and 1; half cents; largest sum",
    ),
    "recourse": Oracle(
        recourse_rows,
        answering(recourse),
        edges="bound and recovered at what is left ± 0.01; zero; the largest sum",
    ),
    "limitation": Oracle(
        limitation_rows,
        limitation,
        accept=(
            "cn.limitation.years",
            "cn.limitation.suspension_months",
            "cn.limitation.ceiling_years",
            "cn.period.rest_days",
        ),
        edges="last day, six months before it, 20 years ± 1; rest days; month ends; 29 February",
    ),
}
