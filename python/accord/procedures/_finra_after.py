"""us.finra beside and after the arbitration: mediation at any time, payment, suspension."""

from __future__ import annotations

from typing import Any

from accord.procedure import Clause, Procedure, Stages, f

PAYMENT = Clause("FINRA IM-12000", "official")
SUSPENSION = Clause("finra.org: expedited suspension (9554)", "official")
MEDIATION = Clause("finra.org: mediation", "official")
# From memory.
NOTICE = Clause("FINRA 9554: 21 days", "unverified")
BOTH = ("claimant", "respondent")


def sent(document: str, to: str | tuple[str, ...] = BOTH) -> dict[str, Any]:
    """A paper, and on whom it is served."""
    return {"document": document, "service": to}


def beside(p: Procedure, mediation: Stages, proceedings: Stages) -> None:
    """Mediation at any time, in a track of its own: the arbitration goes on unless stayed."""
    idle, mediating = p.stages("not_mediating", "mediating", within=mediation)
    settled = p.stages("settled", final={"settled": "settlement"})
    p.action("begin_mediation", idle >> mediating, by=BOTH, all_of=True, clause=MEDIATION)
    p.action("end_mediation", mediating >> idle, by=(*BOTH, "mediator"), clause=MEDIATION)
    p.action(
        "settle",
        proceedings >> settled,
        by=BOTH,
        all_of=True,
        document="settlement_agreement",
        agreement="settlement",
        clause=MEDIATION,
    )


def payment(p: Procedure, awarded: Stages) -> None:
    """Paid in 30 days of receipt, or a notice of suspension with its four defences."""
    noticed, contested = p.stages("noticed", "contested")
    paid, excused, suspended = p.stages(
        "paid", "excused", "suspended", final=("paid", "excused", "suspended")
    )
    owing = awarded | noticed | contested
    p.action("pay", owing, by="respondent", document="receipt", clause=PAYMENT)
    p.action("confirm_paid", owing >> paid, by="claimant", clause=PAYMENT)
    unpaid = f.any("terms", (f.item.id == "pay") & (f.item.state == "lapsed"))
    p.action(
        "notify_suspension",
        awarded >> noticed,
        by="director",
        guard=unpaid,
        **sent("suspension_notice", "respondent"),
        clause=SUSPENSION,
    )
    p.action("raise_defence", noticed >> contested, by="respondent", clause=SUSPENSION)
    p.action("uphold_defence", contested >> excused, by="panel", clause=SUSPENSION)
    p.action("reject_defence", contested >> suspended, by="panel", clause=SUSPENSION)
    p.react("not_defended", noticed >> suspended, on="lapsed.notice", clause=SUSPENSION)
    p.term(
        "pay",
        after="award",
        after_service_on="respondent",
        service="each",
        days=30,
        met_by="pay",
        waits={"vacatur": "pause"},
        on_lapse_task="payment_overdue",
        clause=PAYMENT,
    )
    notice = p.parameter("notice_days", 21, clause=NOTICE)
    p.term(
        "notice", after="notify_suspension", days=notice, met_by="raise_defence", clause=SUSPENSION
    )
