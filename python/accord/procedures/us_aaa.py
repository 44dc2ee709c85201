"""us.aaa.consumer: a claim against a business under its registered clause (rules of May 2025).

A claim of up to 25,000 dollars is decided on documents unless both sides agree, or the arbitrator
finds, that a hearing is necessary; a claim not answered counts as denied.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f, move

# A rule stands on as few lines as it is read in.
# fmt: off

# The rules themselves could not be read; law firms' notes about them were.
CLAUSE = Clause("AAA Consumer Arbitration Rules (2025): clause registry", "secondary")
STAY = Clause("AAA Consumer Arbitration Rules (2025): 90 days for a court's ruling", "secondary")
SMALL_CLAIMS = Clause("AAA Consumer Arbitration Rules (2025): small claims court", "secondary")
DOCUMENTS = Clause("AAA Consumer Arbitration Rules (2025): documents only, 25,000 USD", "secondary")
MEDIATION = Clause("AAA Consumer Mediation Procedures (2025)", "secondary")
HEARING = Clause("AAA Consumer Arbitration Rules (2025) R-22", "secondary")
# From memory: days to answer, to object, to award, to ask for a correction.
MEMORY = Clause("AAA Consumer Arbitration Rules: days of each step", "unverified")
BOTH = ("claimant", "respondent")


def made() -> Procedure:
    p = Procedure("us.aaa.consumer", version="2026.1", calendar="US", zone="America/New_York",
                  effective="2025-05-01")
    for id, actors in (("claimant", ()), ("respondent", ()), ("manager", "officer"),
                       ("arbitrator", ()), ("mediator", ())):
        p.role(id, actors=actors)
    p.fact("clause_registered", "bool")
    p.fact("hearing_needed", "bool")
    demand(p)
    tribunal(p)
    decision(p)
    return p


def demand(p: Procedure) -> None:
    """A registered clause and a complete demand; a court's ruling, or small claims court, first."""
    demanded, stayed, answering = p.stages("demanded", "stayed", "answering")
    declined, moved, settled = p.stages(
        "declined", "moved_to_court", "settled",
        final={"declined": "declined", "moved_to_court": "moved_to_court", "settled": "settlement"})
    appointing = Stages("appointing")
    p.action("apply_arbitration", start=demanded, by="claimant", document="claim", clause=CLAUSE)
    p.action("find_deficient", demanded, by="manager", service="claimant",
             document="deficiency_notice", clause=CLAUSE)
    p.action("cure", demanded, by="claimant", clause=CLAUSE)
    p.obligation("cure", of="claimant", after="find_deficient", met_by="cure",
                 blocks="send_claim", clause=CLAUSE)
    p.action("send_claim", demanded >> answering, by="manager",
             guard=f.facts.clause_registered.because(CLAUSE), service="respondent",
             document="claim", clause=CLAUSE)
    p.action("decline", demanded >> declined, by="manager", service=BOTH,
             document="refusal_notice", clause=CLAUSE)
    p.action("seek_ruling", demanded >> stayed, by=BOTH, clause=STAY)
    p.action("note_ruling", stayed >> demanded, by="manager", clause=STAY)
    p.react("no_ruling", stayed >> demanded, on="lapsed.ruling", clause=STAY)
    p.term("ruling", after="seek_ruling", days=90, met_by="note_ruling",
           override=p.setting(by="arbitrator", clause=STAY), clause=STAY)
    p.action("ask_small_claims", answering | appointing, by="respondent", clause=SMALL_CLAIMS)
    p.action("agree_small_claims", (answering | appointing) >> moved, by="claimant",
             guard=f.done("ask_small_claims"), clause=SMALL_CLAIMS)
    p.action("respond", answering >> appointing, by="respondent", service="claimant",
             document="answer", clause=MEMORY)
    p.react("silent", answering >> appointing, on="lapsed.answer_claim", clause=MEMORY)
    p.action("begin_mediation", answering | appointing, by=BOTH, all_of=True, clause=MEDIATION)
    p.action("settle", (answering | appointing | Stages("preparing")) >> settled, by=BOTH,
             all_of=True, document="settlement_agreement", agreement="settlement",
             clause=MEDIATION)
    answer = p.parameter("answer_days", 14, clause=MEMORY)
    p.term("answer_claim", after="send_claim", after_service_on="respondent", days=answer,
           met_by="respond", clause=MEMORY)


def tribunal(p: Procedure) -> None:
    appointing, preparing = p.stages("appointing", "preparing")
    moved = Stages("moved_to_court")
    p.action("appoint", appointing >> preparing, by="manager", service=BOTH,
             document="appointment", clause=MEMORY)
    p.action("challenge", preparing, by=BOTH, within="objection", document="challenge",
             clause=MEMORY)
    p.action("remove", preparing >> appointing, by="manager", guard=f.done("challenge"),
             clause=MEMORY)
    p.action("order_small_claims", preparing >> moved, by="arbitrator",
             guard=f.done("ask_small_claims"), service=BOTH, document="order", clause=SMALL_CLAIMS)
    objection = p.parameter("objection_days", 14, clause=MEMORY)
    p.term("objection", after="appoint", days=objection, met_by="challenge", clause=MEMORY)


def decision(p: Procedure) -> None:
    """On documents up to 25,000 dollars; one side alone can not force a hearing."""
    preparing, deliberating = Stages("preparing"), p.stages("deliberating")
    awarded = p.stages("awarded", final={"awarded": "award"})
    small = f.case.amount <= f.money("25000.00 USD")
    p.action("agree_hearing", preparing, by=BOTH, all_of=True, clause=DOCUMENTS)
    wanted = f.done("agree_hearing") | f.facts.hearing_needed
    p.action("submit", preparing, by=BOTH, document="statement", clause=DOCUMENTS)
    p.action("hold_hearing", preparing, by="arbitrator",
             guard=(~small | wanted).because(DOCUMENTS), document="record", clause=HEARING)
    p.action("close_record", by="arbitrator",
             moves=[move(preparing >> deliberating, when=f.done("hold_hearing") | small)],
             clause=DOCUMENTS)
    p.action("award", deliberating >> awarded, by="arbitrator", service=BOTH, document="award",
             effect="decision", clause=MEMORY)
    p.action("ask_correction", awarded, by=BOTH, within="correction", clause=MEMORY)
    heard = f.done("hold_hearing")
    on_papers = p.parameter("documents_award_days", 14, clause=MEMORY)
    after_hearing = p.parameter("hearing_award_days", 30, clause=MEMORY)
    correction = p.parameter("correction_days", 20, clause=MEMORY)
    p.term("award_on_documents", after="close_record", days=on_papers, when=~heard,
           nature="target", met_by="award", clause=MEMORY)
    p.term("award", after="close_record", days=after_hearing, when=heard, nature="target",
           met_by="award", clause=MEMORY)
    p.term("correction", after="award", days=correction, nature="preclusion",
           met_by="ask_correction", ends_with_case=False, clause=MEMORY)


us_aaa = made()
