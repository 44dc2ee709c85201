"""au.afca: a complaint lodged with the Australian authority, its standstill, a determination.

The firm answers in 21, 30 or 45 days, or in what is left of them where its own handling has begun;
until the case is closed it neither sues nor collects. A determination binds once the complaining
side accepts it; of a superannuation trustee it binds at once.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f, move

# A rule stands on as few lines as it is read in.
# fmt: off

HANDLING = Clause("ASIC RG 271: maximum timeframes", "official")
REFERRAL = Clause("AFCA: process, referral to the firm", "official")
TIME = Clause("AFCA Rules B.4: two and six years", "secondary")
JURISDICTION = Clause("AFCA Rules A.4, B, C", "official")
LIMITS = Clause("AFCA: monetary limits from 2024-01-01", "official")
STANDSTILL = Clause("AFCA Rules A.7", "official")
MANAGEMENT = Clause("AFCA Rules A.9, A.12", "official")
DETERMINATION = Clause("AFCA Rules A.14", "official")
ACCEPTANCE = Clause("AFCA Rules A.15", "official")
SYSTEMIC = Clause("AFCA Rules A.17-18", "official")
# From memory: days to supply papers, to reply to a view, to appeal on law.
MEMORY = Clause("AFCA Operational Guidelines: days to reply; Federal Court appeal", "unverified")
BOTH = ("claimant", "firm")
# Of each kind of complaint: its days, its term with the firm, and what is left after referral.
KINDS = {
    "ordinary": (30, "handling_ordinary", "response_ordinary"),
    "trustee": (45, "handling_trustee", "response_trustee"),
    "hardship": (21, "handling_hardship", "response_hardship"),
}


def made() -> Procedure:
    p = Procedure("au.afca", version="2026.1", calendar="AU", zone="Australia/Sydney",
                  effective="2024-01-01")
    for id, actors in (("claimant", ()), ("firm", ("respondent",)), ("case_handler", "officer"),
                       ("ombudsman", ())):
        p.role(id, actors=actors)
    # own_handling: "none", "running" since a day, or "done" with a response of a day.
    for id, type in (("own_handling", "text"), ("complaint_kind", "text"), ("began", "date"),
                     ("responded", "date"), ("aware", "date")):
        p.fact(id, type)
    registration(p)
    management(p)
    determination(p)
    return p


def registration(p: Procedure) -> None:
    """Lodged in time and within the limits, referred to the firm, whose answer may close it."""
    lodged, referred, managing = p.stages("lodged", "referred", "managing")
    settled, excluded = p.stages("settled", "excluded",
                                 final={"settled": "settlement", "excluded": "excluded"})
    own, kind = f.facts.own_handling, f.facts.complaint_kind
    in_time = (own.is_in(["none", "running"])
               | (f.case.filed_on <= f.facts.responded + f.years(2)))
    in_time &= f.case.filed_on <= f.facts.aware + f.years(6)
    small = (kind == "trustee") | (f.case.amount <= f.money("1263000.00 AUD"))
    p.action("lodge", start=lodged, by="claimant", clause=REFERRAL)
    p.action("find_exceptional", lodged, by="case_handler", clause=TIME)
    p.action("refer_to_firm", lodged >> referred, by="case_handler",
             guard=(in_time | f.done("find_exceptional")).because(TIME) & small.because(LIMITS)
             & kind.is_in(KINDS).because(HANDLING),
             service="firm", document="referral_notice", clause=REFERRAL)
    p.action("respond", referred >> managing, by="firm", service="claimant",
             document="final_response", clause=REFERRAL)
    p.react("unanswered", referred >> managing, on="unanswered", clause=REFERRAL)
    p.action("settle", (referred | managing | Stages("assessed")) >> settled, by=BOTH, all_of=True,
             document="settlement_agreement", agreement="settlement", clause=REFERRAL)
    p.action("exclude", (lodged | referred | managing) >> excluded, by="case_handler",
             service=BOTH, document="exclusion_letter", clause=JURISDICTION)
    # From lodgement until the end, unless the authority consents.
    p.action("consent_recovery", by="case_handler", clause=STANDSTILL)
    consent = f.done("consent_recovery").because(STANDSTILL)
    p.action("recover_debt", by="firm", guard=consent, clause=STANDSTILL)
    p.action("sue", by="firm", guard=consent, clause=STANDSTILL)
    for name, (days, handling, response) in KINDS.items():
        p.term(handling, after_fact="began", days=days, when=kind == name, met_by="respond",
               clause=HANDLING)
        p.term(response, after="refer_to_firm", days=days, carry_over=handling,
               when=(own != "done") & (kind == name), met_by="respond",
               on_lapse_raise="unanswered", clause=REFERRAL)
    p.term("response_done", after="refer_to_firm", days=21, when=own == "done", met_by="respond",
           on_lapse_raise="unanswered", clause=REFERRAL)


def management(p: Procedure) -> None:
    """Papers, conciliation, a view on the merits; the urgent goes straight to a determination."""
    managing = Stages("managing")
    assessed, determining = p.stages("assessed", "determining")
    p.action("ask_papers", managing, by="case_handler", service="firm", document="request",
             clause=MANAGEMENT)
    p.action("supply_papers", managing, by=BOTH, clause=MANAGEMENT)
    p.action("conciliate", managing, by="case_handler", discretionary=True, clause=MANAGEMENT)
    p.action("assess", managing >> assessed, by="case_handler", service=BOTH,
             document="assessment", clause=MANAGEMENT)
    p.action("expedite", managing >> determining, by="case_handler",
             guard=(f.facts.complaint_kind == "hardship").because(MANAGEMENT), clause=MANAGEMENT)
    p.action("ask_ombudsman", assessed >> determining, by=BOTH, clause=MANAGEMENT)
    papers = p.parameter("papers_days", 21, clause=MEMORY)
    reply = p.parameter("reply_days", 30, clause=MEMORY)
    p.term("papers", after="ask_papers", days=papers, nature="target", met_by="supply_papers",
           clause=MEMORY)
    p.term("reply", after="assess", days=reply, nature="target",
           met_by=("ask_ombudsman", "settle"), clause=MEMORY)


def determination(p: Procedure) -> None:
    """Accepted within thirty days of receipt it binds the firm; not accepted, nobody."""
    determining = Stages("determining")
    determined, complying = p.stages("determined", "complying")
    not_bound, performed = p.stages("not_bound", "performed",
                                    final={"not_bound": "not_accepted", "performed": "performed"})
    trustee = f.facts.complaint_kind == "trustee"
    p.action("decide", by="ombudsman", service=BOTH, document="determination", effect="decision",
             moves=[move(determining >> complying, when=trustee),
                    move(determining >> determined, when=~trustee)], clause=DETERMINATION)
    p.action("accept_decision", determined >> complying, by="claimant", within="accept_decision",
             document="release", clause=ACCEPTANCE)
    p.action("reject", determined >> not_bound, by="claimant", clause=ACCEPTANCE)
    p.react("silent", determined >> not_bound, on="lapsed.accept_decision", clause=ACCEPTANCE)
    p.action("appeal_law", complying, by=BOTH, within="appeal", guard=trustee.because(MEMORY),
             clause=MEMORY)
    p.action("pay", complying >> performed, by="firm", document="receipt", clause=ACCEPTANCE)
    p.action("refer_systemic", by="case_handler", clause=SYSTEMIC)
    p.term("accept_decision", after="decide", after_service_on="claimant", days=30,
           when=~trustee, met_by=("accept_decision", "reject"), clause=ACCEPTANCE)
    appeal = p.parameter("appeal_days", 28, clause=MEMORY)
    p.term("appeal", after="decide", after_service_on="firm", days=appeal, nature="preclusion",
           when=trustee, met_by="appeal_law", clause=MEMORY)


au_afca = made()
