"""Oracles of loans put right: early repayment, a new schedule, redress of an overcharge.

From the text alone: two chains of cents and what is between them, and simple interest on what was
overpaid each month, summed exactly and rounded once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, day
from tests.oracles._loan import (
    MONTHS,
    PRINCIPAL,
    Denied,
    Loan,
    chain,
    changes_fault,
    changes_of,
    fits,
    later,
    loan_of,
    no_figure,
    parsed,
    pick_changes,
    pick_loan,
    pick_months,
    pick_rate,
    rate_at,
    rate_fault,
    rounded,
    same_currency,
    spoil,
    text,
    tie,
    units_of,
)
from tests.oracles.loans import add_months

Parts = dict[str, int]


def after_of(random: Random, months: int) -> int:
    """A number of instalments paid: none, one, all but one, any."""
    return random.choice((0, 1 if months > 1 else 0, months - 1, random.randrange(months)))


# early_repayment


def paid_off_in(balance: int, share: int, rate: tuple[int, int], most: int, loan: Loan) -> int:
    """The months in which the instalment as it was pays the balance, at most `most`."""
    a, b = rate
    for month in range(1, most):
        part = share
        if loan.method == "equal_instalment":
            part = max(share - rounded(balance * a, b, loan.how), 0)
        balance -= min(part, balance)
        if balance == 0:
            return month
    return most


def early_parts(row: Row) -> Parts:
    """The interest saved and the charge (below zero) of repaying early."""
    loan = loan_of(row, month=("after", 0, 1))
    same_currency(row, "principal", "amount", "charge")
    after = row["after"]
    old = loan.chain()
    balance = old.balance[after]
    amount = balance if row.get("amount") is None else units_of(row["amount"])
    charge = 0 if row.get("charge") is None else units_of(row["charge"])
    if amount < 0 or charge < 0:
        raise Denied("negative_amount")
    if amount > balance:
        raise Denied("amount_above_balance")
    share, unit = parsed(row.get("charge_rate") or "0%")
    assert unit == ""
    if not 0 <= share <= 1:
        raise Denied("share_out_of_range")
    charge += rounded(amount * share.numerator, share.denominator, loan.how)
    rate = rate_at(after + 1, loan.rate, loan.changes)
    left = loan.months - after
    balance -= amount
    if balance == 0:
        interest = 0
    else:
        kept = None
        if row.get("keep", "term") == "instalment":
            kept = old.instalment[after + 1]
            left = paid_off_in(balance, kept, rate, left, loan)
        new = chain(
            balance,
            rate,
            left,
            later(loan.changes, after),
            method=loan.method,
            how=loan.how,
            kept=kept,
        )
        interest = sum(new.interest)
    saved = sum(old.interest[after + 1 :]) - interest
    fits(saved, charge, saved - charge)
    return {"interest_saved": saved, "break_charge": -charge}


@no_figure
def early_repayment(row: Row) -> int:
    """What repaying early saves, less the charge for it."""
    return sum(early_parts(row).values())


def early_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = pick_loan(random, changes="changes")
        if row["months"] > 360:
            row["months"] = 360
        months, currency = row["months"], row["principal"][-3:]
        row["after"] = after_of(random, months)
        within = True  # else the text leaves open which fault is told first
        if random.random() < 0.8:
            balance = chain_balance(row)
            amount = random.choice(
                (0, 1, balance, balance - 1, balance + 1, balance // 2, balance // 10)
            )
            if random.random() < 0.3:
                amount = random.randrange(balance + 1)
            within = amount <= balance
            row["amount"] = text(max(0, amount), currency)
        if random.random() < 0.8:
            row["keep"] = random.choice(("term", "instalment", "instalment"))
        if random.random() < 0.4:
            row["charge"] = text(random.choice((0, 1, 50_000, random.randrange(10**7))), currency)
        if random.random() < 0.4:
            row["charge_rate"] = random.choice(("0%", "0.5%", "1%", "3%", "100%", "1/3", "50%"))
        found.append(
            spoil(
                random,
                row,
                [
                    PRINCIPAL,
                    rate_fault(),
                    MONTHS,
                    ("after", [-1, months, months + 1]),
                    changes_fault(),
                ],
                [
                    ("amount", [text(-1, currency), "0.01 EUR"]),
                    ("charge", [text(-1, currency), "1.00 EUR"]),
                    ("charge_rate", ["100.01%", "-0.01%", "-1%"]),
                ]
                if within
                else [],
            )
        )
    return found


def chain_balance(row: Row) -> int:
    """The balance when the early repayment comes, for building amounts at it."""
    return loan_of(row).chain().balance[row["after"]]


# reschedule


def new_schedule_parts(row: Row) -> Parts:
    """The interest of the new schedule, and the old one's (below zero)."""
    rates = ("rate", "new_rate")
    loan = loan_of(row, rates, ("months", "new_months"), ("after", 0, 1))
    same_currency(row, "principal", "added")
    after = row["after"]
    added = 0 if row.get("added") is None else units_of(row["added"])
    if added < 0:
        raise Denied("negative_amount")
    old = loan.chain()
    rate = rate_at(after + 1, loan.rate, loan.changes)
    if row.get("new_rate") is not None:
        rate = loan_of({**row, "rate": row["new_rate"]}).rate
    new = chain(
        old.balance[after] + added, rate, row["new_months"], method=loan.method, how=loan.how
    )
    before, now = sum(old.interest[after + 1 :]), sum(new.interest)
    fits(before, now, now - before)
    return {"new_interest": now, "old_interest": -before}


@no_figure
def reschedule(row: Row) -> int:
    """The extra interest of a new schedule."""
    return sum(new_schedule_parts(row).values())


def reschedule_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = pick_loan(random, changes="changes")
        months, currency = row["months"], row["principal"][-3:]
        row["after"] = after_of(random, months)
        row["new_months"] = random.choice((1, 2, months - row["after"], pick_months(random)))
        if random.random() < 0.6:
            row["new_rate"] = pick_rate(random)
        if random.random() < 0.5:
            row["added"] = text(random.choice((0, 1, 100, random.randrange(10**8))), currency)
        found.append(
            spoil(
                random,
                row,
                [
                    PRINCIPAL,
                    rate_fault(random.choice(("rate", "new_rate"))),
                    (random.choice(("months", "new_months")), MONTHS[1]),
                    ("after", [-1, months, months + 1]),
                    changes_fault(),
                ],
                [("added", [text(-1, currency), "1.00 EUR"])],
            )
        )
    return found


# overcharge_redress


def per_day(given: str) -> Fraction:
    """The compensatory rate of a day."""
    value, unit = parsed(given)
    days = {"day": 1, "year ACT/365": 365, "year ACT/360": 360}.get(unit)
    if days is None:
        raise Denied("rate_unit")
    if value < 0:
        raise Denied("negative_rate")
    return value / days


def redress_parts(row: Row) -> Parts:
    """What was overpaid, what the balance is too high by, and the interest on what was overpaid."""
    loan = loan_of(row, ("charged_rate", "right_rate"), month=("paid_months", 0, 0))
    right_rate = loan_of({**row, "charged_rate": row["right_rate"]}, ("charged_rate",)).rate
    paid = row["paid_months"]
    charged_changes = changes_of(row.get("charged_changes"))
    right_changes = changes_of(row.get("right_changes"))
    c = per_day(row["compensatory_rate"]) if row.get("compensatory_rate") is not None else None
    dues: list[int] = []
    end = 0
    if c is not None:
        if row.get("first_due") is None or row.get("as_of") is None:
            raise Denied("needs_argument")
        first = date.fromisoformat(row["first_due"])
        end = date.fromisoformat(row["as_of"]).toordinal()
        dues = [add_months(first, k).toordinal() for k in range(paid)]
        if dues and dues[-1] > end:
            raise Denied("end_before_start")
    charged = replace(loan, changes=charged_changes).chain()
    right = replace(loan, rate=right_rate, changes=right_changes).chain()
    over = [charged.payment(k) - right.payment(k) for k in range(1, paid + 1)]
    parts = {
        "overpaid_instalments": sum(over),
        "balance_difference": charged.balance[paid] - right.balance[paid],
    }
    if c is not None:
        days = sum(d * (end - due) for d, due in zip(over, dues, strict=True))
        parts["compensatory_interest"] = rounded(days * c.numerator, c.denominator, loan.how)
    fits(*parts.values(), sum(parts.values()))
    return parts


@no_figure
def overcharge_redress(row: Row) -> int:
    """What puts a loan right that was charged at a rate too high."""
    return sum(redress_parts(row).values())


COMPENSATORY = (
    "0% per day", "0.02% per day", "1/20000 per day", "3.65% per year ACT/365",
    "3.6% per year ACT/360", "8% per year ACT/365", "1/3 per year ACT/360",
    "18.25% per year ACT/365",
)  # fmt: skip
FIRST_DUES = [date(2018, 1, 31), date(2019, 2, 28), date(2019, 12, 30), date(2020, 3, 29)]


def overcharge_rows(random: Random, n: int) -> list[Row]:
    found = []
    for _ in range(n):
        row = pick_loan(random)
        if row["months"] > 360:
            row["months"] = 360
        months, rate = row["months"], row.pop("rate")
        row["charged_rate"] = rate
        row["right_rate"] = rate if random.random() < 0.05 else pick_rate(random)
        paid = random.choice((0, 1, months - 1, months, random.randrange(months + 1)))
        row["paid_months"] = paid
        for name in ("charged_changes", "right_changes"):
            if random.random() < 0.25:
                row[name] = pick_changes(random, months)
        if random.random() < 0.6:
            row["compensatory_rate"] = random.choice(COMPENSATORY)
            first = day(random, date(2000, 1, 1), date(2030, 12, 31), FIRST_DUES)
            last = add_months(first, max(0, paid - 1))
            later_by = random.choice((-1, 0, 0, 1, 30, 365, random.randrange(4000)))
            row["first_due"] = first.isoformat()
            row["as_of"] = (last + timedelta(days=later_by)).isoformat()
            if random.random() < 0.03:
                del row[random.choice(("first_due", "as_of"))]
            elif random.random() < 0.1:
                as_tie(random, row)
        elif random.random() < 0.1:
            row["first_due"] = "2020-01-31"
        found.append(
            spoil(
                random,
                row,
                [
                    PRINCIPAL,
                    rate_fault(random.choice(("charged_rate", "right_rate"))),
                    MONTHS,
                    ("paid_months", [-1, months + 1, 1201]),
                    changes_fault(random.choice(("charged_changes", "right_changes"))),
                ],
                [
                    (
                        "compensatory_rate",
                        ["4.9%", "4.9% per year", "1% per month", "4% per year 30/360"],
                    )
                ]
                if "as_of" in row and "first_due" in row
                else [],
            )
        )
    return found


def as_tie(random: Random, row: Row) -> None:
    """One month, no interest right: the interest on d = P·i lies on a half, if it can."""
    row |= {"months": 1, "paid_months": 1, "charged_rate": "100% per month"}
    row |= {"right_rate": "0% per month", "first_due": "2020-02-29"}
    row["as_of"] = (date(2020, 2, 29) + timedelta(days=random.randrange(1, 800))).isoformat()
    for name in ("charged_changes", "right_changes"):
        row.pop(name, None)
    c = per_day(row["compensatory_rate"])
    days = date.fromisoformat(row["as_of"]).toordinal() - date(2020, 2, 29).toordinal()
    if c:
        share = c * days
        row["principal"] = text(tie(random, share.numerator, share.denominator))


ORACLES: dict[str, Oracle] = {
    "early_repayment": Oracle(
        early_rows,
        early_repayment,
        parts=early_parts,
        edges="nothing, a cent, the balance ± a cent; after 0, 1, n − 1; changes on the next month",
    ),
    "reschedule": Oracle(
        reschedule_rows,
        reschedule,
        parts=new_schedule_parts,
        edges="after 0, 1, n − 1; one month; the months left; nothing or a cent added; changes",
    ),
    "overcharge_redress": Oracle(
        overcharge_rows,
        overcharge_redress,
        parts=redress_parts,
        edges="0, 1, n − 1, n paid; as of the last due day ± 1; 29 and 31 dues; ties of interest",
    ),
}
