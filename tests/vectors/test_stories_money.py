"""The money and the last days of the three stories of ../shared/reference/stories.md, to the cent.

F1 a bank loan with a joint guarantor; F2 a house fire and a deductible clause; F3 misrepresentation
with a pilot judgment and parallel cases.
"""

from __future__ import annotations

from typing import Any

import accord
from accord import settle

# --- F1: contract 2024-03-01, one-year LPR + 155 bp repriced each 1 January, overdue x 1.5 ---

LOAN = {
    "series": "cn.lpr.1y",
    "spread": "1.55% per year",
    "start": "2025-02-28",
    "made": "2024-03-01",
    "repriced": "annually",
}
PAID = [("2025-06-30", "20000.00 CNY")]


def owed(uplift: str, end: str, **more: Any) -> accord.Explained:
    result = settle.overdue_loan_interest("500000.00 CNY", uplift=uplift, end=end, **LOAN | more)
    assert isinstance(result, accord.Explained)
    return result


def parts(result: accord.Explained) -> dict[str, str]:
    return {
        line.label: str(accord.Money.from_minor(line.count, "CNY"))
        for line in result.line.lines
        if line.role == "addend"
    }


def test_f1_the_claim_with_the_overdue_uplift():
    before = owed("3/2", "2025-06-30")
    assert str(before.value) == "511818.75 CNY"  # 500,000 x 6.975 % / 360 x 122
    claim = owed("3/2", "2026-01-16", payments=PAID)
    assert parts(claim)["principal"] == "491818.75 CNY"
    assert parts(claim)["interest"] == "19027.24 CNY"
    assert str(claim.value) == "510845.99 CNY"
    to_new_year = owed("3/2", "2026-01-01", payments=PAID)
    assert parts(to_new_year)["interest"] == "17628.63 CNY"
    assert "1398.61" in str(claim.why(language="en"))


def test_f1_trap_of_the_year_of_365_days():
    """ACT/365 throughout: 18,760.41; a cent more where each segment is rounded by itself."""
    trap = owed("3/2", "2026-01-16", payments=PAID, day_count="ACT/365")
    assert parts(trap)["principal"] == "491656.85 CNY"
    assert parts(trap)["interest"] == "18760.41 CNY"


def test_f1_the_proposal_without_the_uplift():
    assert str(owed("1/1", "2025-06-30").value) == "507879.17 CNY"
    proposal = owed("1/1", "2026-01-16", payments=PAID)
    assert parts(proposal)["principal"] == "487879.17 CNY"
    assert parts(proposal)["interest"] == "12583.22 CNY"
    assert str(proposal.value) == "500462.39 CNY"
    waived = accord.Money("510845.99 CNY") - proposal.value
    assert str(waived) == "10383.60 CNY"


def test_f1_fees_of_the_routes():
    claim, on = "510845.99 CNY", "2026-01-16"
    assert str(settle.court_fee(claim, on=on).value) == "8908.46 CNY"
    mediated = settle.court_fee(claim, on=on, track="mediated_or_withdrawn")
    assert str(mediated.value) == "4454.23 CNY"
    assert str(settle.payment_order_fee(claim, on=on).value) == "2969.49 CNY"


def test_f1_the_guarantee_binds_lapses_or_is_general():
    joint = {"mode": "joint", "accept": GUARANTEE}
    demand = {"kind": "demand", "against": "guarantor"}
    agreed = settle.guarantee_claim(
        "2025-02-28", period_months=36, acts=[demand | {"date": "2025-07-10"}], **joint
    )
    assert agreed.value.isoformat() == "2028-02-28"
    assert agreed.provisional  # 2028 is not announced
    none_agreed = settle.guarantee_claim("2025-02-28", on="2025-03-03", **joint)
    assert none_agreed.value.isoformat() == "2025-08-28"
    assert not none_agreed.provisional
    late = settle.guarantee_claim("2025-02-28", acts=[demand | {"date": "2025-09-01"}], **joint)
    assert not late
    assert late.code == "guarantee_lapsed"
    assert "692" in late.clause
    general = settle.guarantee_claim(
        "2025-02-28",
        acts=[{"kind": "mediation", "against": "debtor", "date": "2025-03-10"}],
        on="2025-09-01",
        accept=GUARANTEE,
    )
    assert not general
    assert general.details["lapse"] == "民法典 693(1)"


GUARANTEE = [
    entry["id"]
    for entry in accord.law.rule_book().entries
    if entry["id"].startswith(("cn.guarantee", "cn.limitation", "cn.period"))
]


def test_f1_limitation_interrupted_by_the_application():
    last = settle.limitation(
        "2025-02-28",
        events=[{"date": "2025-11-20", "kind": "interruption"}],
        accept=GUARANTEE,
    )
    assert last.value.isoformat() == "2028-11-20"
    assert last.provisional


def test_f1_doubled_interest_needs_a_confirmed_agreement():
    period = {"start": "2026-04-30", "end": "2026-06-09"}
    confirmed = settle.delayed_performance_interest(
        "200000.00 CNY", instrument="confirmed_agreement", **period
    )
    assert str(confirmed.value) == "1400.00 CNY"
    recourse = settle.recourse("200000.00 CNY", interest=confirmed.value, accept=GUARANTEE)
    assert str(recourse.value) == "201400.00 CNY"
    refused = settle.delayed_performance_interest(
        "200000.00 CNY", instrument="mediation_agreement", **period
    )
    assert not refused
    assert refused.code == "not_enforceable_instrument"


# --- F2: sum insured and value 100,000, deductible 20 %, total loss ---


def insured(loss: str, **more: Any) -> str:
    given = {"sum_insured": "100000.00 CNY", "value": "100000.00 CNY"} | more
    return str(settle.indemnity(loss, **given).value)


def test_f2_the_clause_binds_or_does_not():
    loss, share = "100000.00 CNY", {"deductible_share": "20%"}
    assert insured(loss, **share) == "80000.00 CNY"
    assert insured(loss, clause_binds=False, **share) == "100000.00 CNY"
    expected = settle.indemnity_expected(
        loss,
        sum_insured="100000.00 CNY",
        value="100000.00 CNY",
        binds_chance="60%",
        **share,
    )
    assert str(expected.value) == "88000.00 CNY"
    agreed = settle.agreed_indemnity(
        "80000.00 CNY", loss=loss, sum_insured="100000.00 CNY", value="100000.00 CNY", **share
    )
    assert "equals_lower_bound" in agreed.line.json


def test_f2_the_fee_on_what_is_in_dispute():
    dispute, on = "20000.00 CNY", "2026-03-20"
    assert str(settle.court_fee(dispute, on=on).value) == "300.00 CNY"
    mediated = settle.court_fee(dispute, on=on, track="mediated_or_withdrawn")
    assert str(mediated.value) == "150.00 CNY"


def test_f2_average_comes_before_the_deductible():
    under = {"value": "125000.00 CNY"}
    loss = "60000.00 CNY"
    assert insured(loss, **under) == "48000.00 CNY"
    assert insured(loss, deductible_share="20%", **under) == "38400.00 CNY"
    assert insured(loss, deductible_share="20%", clause_binds=False, **under) == "48000.00 CNY"
    assert insured(loss, deductible="2000.00 CNY", **under) == "46000.00 CNY"  # not 46,400


# --- F3: misrepresentation ---

DISCLOSED = "2024-09-02"
TRADING_DAYS = [
    "2024-09-02",
    "2024-09-03",
    "2024-09-04",
    "2024-09-05",
    "2024-09-06",
    "2024-09-09",
    "2024-09-10",
    "2024-09-11",
    "2024-09-12",
    "2024-09-13",
]
CLOSES = ["8.00", "7.80", "7.60", "7.50", "7.40", "7.30", "7.20", "7.10", "7.05", "7.05"]


def test_f3_base_date_and_base_price():
    base = settle.base_date(
        [{"date": day, "turnover": "1/8"} for day in TRADING_DAYS], disclosed=DISCLOSED
    )
    assert base.value.isoformat() == "2024-09-13"  # full on day 8, so day 10
    price = settle.base_price(
        [
            {"date": day, "close": f"{close} CNY"}
            for day, close in zip(TRADING_DAYS, CLOSES, strict=True)
        ],
        disclosed=DISCLOSED,
        base_date=base.value,
    )
    assert price.value == "7.40 CNY"


A = [
    ("2024-05-06", "buy", 1000, "10.00 CNY"),
    ("2024-07-01", "buy", 1000, "12.00 CNY"),
    ("2024-08-01", "sell", 500, "10.40 CNY"),
    ("2024-09-03", "sell", 600, "8.00 CNY"),
]
B = [("2024-09-02", "buy", 500, "8.20 CNY")]
C = [
    ("2024-05-06", "buy", 400, "10.00 CNY"),
    ("2024-08-01", "sell", 200, "10.50 CNY"),
    ("2024-06-03", "buy", 600, "11.00 CNY"),
    ("2024-09-10", "sell", 200, "7.50 CNY"),
]
PILOT = {
    "implemented": "2024-03-04",
    "disclosed": DISCLOSED,
    "base_date": "2024-09-13",
    "base_price": "7.40 CNY",
    "risk_share": "20%",
    "commission": "0.03%",
    "stamp_duty": "0.05%",
}


def lost(trades: list[tuple[str, str, int, str]], **more: Any) -> str:
    return str(settle.misrepresentation_loss(trades, **PILOT | more).value)


def test_f3_the_parallel_cases_by_the_pilots_method():
    assert lost(A) == "4035.23 CNY"
    assert lost(A, method="actual_cost") == "4275.42 CNY"
    assert lost(B) == "0.00 CNY"  # a buy on the day of disclosure is out (27, 34)
    assert lost(C) == "2033.63 CNY"
    unmerged = accord.Money(lost([C[0], C[1]])) + accord.Money(lost([C[2], C[3]]))
    assert str(unmerged) == "2129.70 CNY"  # what two accounts taken apart would give, wrongly
    total = accord.Money(lost(A)) + accord.Money(lost(B)) + accord.Money(lost(C))
    assert str(total) == "6068.86 CNY"


def test_f3_limitation_of_an_investor_who_has_not_filed():
    last = settle.limitation(DISCLOSED, accept=GUARANTEE)
    assert last.value.isoformat() == "2027-09-02"
    assert last.provisional  # 2027 is not announced
    assert "provisional" in str(last.why(language="en"))
