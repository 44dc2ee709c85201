"""hk.fdrc: a complaint to a bank or broker in Hong Kong; mediation first, arbitration if claimed.

The centre hears a claim once the institution has replied or sixty days are over; a failed mediation
is certified, and the claimant alone may then go on to arbitration, whose award is final.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f

# A rule stands on as few lines as it is read in.
# fmt: off

TERMS = Clause("FDRC Terms of Reference (2018)", "official")
GATE = Clause("FDRC FAQ: final written reply, or 60 days", "official")
LIMIT = Clause("FDRC FAQ: HK$1,000,000", "official")
TIME = Clause("FDRC FAQ: 24 months", "official")
FEES = Clause("FDRC Schedule of Fees", "official")
CHOICE = Clause("FDRC FAQ: arbitration at the claimant's choice", "official")
# From memory, the last of them with little confidence.
MEMORY = Clause("FDRC Terms of Reference: days of each step", "unverified")
OPT_IN = Clause("FDRC Terms of Reference: notice to arbitrate", "unverified")
BOTH = ("claimant", "firm")


def made() -> Procedure:
    p = Procedure("hk.fdrc", version="2026.1", calendar="HK", zone="Asia/Hong_Kong",
                  effective="2018-07-01")
    for id, actors in (("claimant", ()), ("firm", ("respondent",)), ("case_officer", "officer"),
                       ("mediator", ()), ("arbitrator", ())):
        p.role(id, actors=actors)
    p.fact("purchased", "date")
    p.fact("aware", "date")
    gate(p)
    mediation(p)
    arbitration(p)
    return p


def gate(p: Procedure) -> None:
    """The institution's reply, or its silence of sixty days; the limits, or the consent of both."""
    handling, applied, accepted = p.stages("handling", "applied", "accepted")
    declined = p.stages("declined", final="declined")
    p.action("complain", start=handling, by="claimant", clause=GATE)
    p.action("respond", handling, by="firm", service="claimant", document="final_response",
             clause=GATE)
    p.action("consent_extended", handling | applied, by=BOTH, all_of=True, clause=TERMS)
    open_gate = f.done("respond") | (f.today > f.term.gate.due)
    in_time = f.today <= f.facts.purchased + f.months(24)
    in_time |= f.today <= f.facts.aware + f.months(24)
    consent = f.done("consent_extended")
    p.action("apply", handling >> applied, by="claimant",
             guard=open_gate.because(GATE) & (in_time | consent).because(TIME),
             document="application", clause=TERMS)
    small = f.case.amount <= f.money("1000000.00 HKD")
    p.action("accept", applied >> accepted, by="case_officer",
             guard=(small | consent).because(LIMIT), service=BOTH, document="acceptance_notice",
             clause=TERMS)
    p.action("decline", applied >> declined, by="case_officer", service="claimant",
             document="refusal_notice", clause=TERMS)
    p.term("gate", after="complain", days=60, nature="target", met_by="respond", clause=GATE)
    intake = p.parameter("intake_days", 21, clause=MEMORY)
    p.term("intake", after="apply", days=intake, nature="target", met_by=("accept", "decline"),
           clause=MEMORY)


def mediation(p: Procedure) -> None:
    """Four hours, longer if both pay for it; the mediator settles nothing himself."""
    accepted = Stages("accepted")
    mediating, certified = p.stages("mediating", "certified")
    settled = p.stages("settled", final={"settled": "settlement"})
    p.action("agree_to_mediate", accepted, by=BOTH, all_of=True, document="agreement_to_mediate",
             clause=TERMS)
    p.action("appoint_mediator", accepted >> mediating, by="case_officer",
             guard=f.done("agree_to_mediate").because(TERMS), service=BOTH, document="appointment",
             clause=TERMS)
    p.action("extend_session", mediating, by=BOTH, all_of=True, clause=FEES)
    p.action("settle", mediating >> settled, by=BOTH, all_of=True,
             document="settlement_agreement", agreement="settlement", clause=TERMS)
    p.action("certify_failure", mediating >> certified, by="mediator", service=BOTH,
             document="mediation_certificate", clause=TERMS)
    session = p.parameter("session_days", 21, clause=MEMORY)
    p.term("session", after="appoint_mediator", days=session, nature="target",
           met_by=("settle", "certify_failure"), clause=MEMORY)


def arbitration(p: Procedure) -> None:
    """On documents; a hearing costs more; final, but for a point of law."""
    certified, arbitrating = Stages("certified"), p.stages("arbitrating")
    awarded, failed = p.stages("awarded", "failed", final={"awarded": "award", "failed": "failed"})
    p.action("opt_arbitration", certified >> arbitrating, by="claimant", within="opt_in",
             service="firm", document="arbitration_notice", clause=CHOICE)
    p.react("not_opted", certified >> failed, on="lapsed.opt_in", clause=OPT_IN)
    p.action("appoint_arbitrator", arbitrating, by="case_officer", service=BOTH,
             document="appointment", clause=MEMORY)
    p.action("ask_hearing", arbitrating, by=BOTH, all_of=True, clause=FEES)
    for side, submits in (("claimant", "claimant_submits"), ("firm", "firm_submits")):
        p.action(submits, arbitrating, by=side, document="statement", clause=TERMS)
        days = p.parameter(f"{submits}_days", 21, clause=MEMORY)
        p.term(submits, after="appoint_arbitrator", days=days, nature="target", met_by=submits,
               clause=MEMORY)
    p.action("award", arbitrating >> awarded, by="arbitrator",
             guard=f.done("appoint_arbitrator").because(TERMS), service=BOTH, document="award",
             effect="decision", clause=TERMS)
    p.action("appeal_law", awarded, by=BOTH, clause=TERMS)
    opt_in = p.parameter("opt_in_days", 60, clause=OPT_IN)
    award = p.parameter("award_months", 1, clause=MEMORY)
    p.term("opt_in", after="certify_failure", after_service_on="claimant", days=opt_in,
           nature="preclusion", met_by="opt_arbitration", clause=OPT_IN)
    p.term("award", after="firm_submits", months=award, nature="target", met_by="award",
           clause=MEMORY)


hk_fdrc = made()
