"""uk.fos: a firm answers a complaint; the Financial Ombudsman Service may then be asked.

The firm has eight weeks. Its answer, or their end, opens the way to the service, whose final
decision binds both sides if the claimant accepts it in time, and neither side if not.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f, move

SUMMARY = Clause("DISP 1.5.1R", "official")
EIGHT_WEEKS = Clause("DISP 1.6.2R", "official")
PAYMENTS = Clause("DISP 1.6.2AR", "official")
GATE = Clause("DISP 2.8.1R", "official")
SIX_MONTHS = Clause("DISP 2.8.2R(1)", "official")
SIX_YEARS = Clause("DISP 2.8.2R(2)", "official")
EXCEPTIONAL = Clause("DISP 2.8.2R(3)", "official")
# Of these only the headings were read.
JURISDICTION = Clause("DISP 2.2-2.8", "secondary")
DISMISSAL = Clause("DISP 3.3-3.4", "secondary")
DECISIONS = Clause("financial-ombudsman.org.uk: make decisions", "official")
BINDING = Clause("financial-ombudsman.org.uk: FAQ, complaints", "official")
# From memory: the handler sets the day in each letter; usual lengths stand here.
LETTERS = Clause("financial-ombudsman.org.uk: time to reply, time to pay", "unverified")
ACKNOWLEDGE = Clause("DISP 1.6.1R", "unverified")
BOTH = ("claimant", "firm")


def make_uk_fos() -> Procedure:
    p = Procedure(
        "uk.fos", version="2026.1", calendar="GB", zone="Europe/London", effective="2026-01-01"
    )
    p.role("claimant")
    p.role("firm", actors=("respondent", "institution", "officer"))
    p.role("case_handler")
    p.role("ombudsman")
    p.fact("occurred", "date")
    p.fact("aware", "date")
    p.fact("payment", "bool")
    p.fact("accept_by", "date")
    handling, answered, jurisdiction = p.stages("handling", "answered", "jurisdiction")
    firm(p, handling, answered, jurisdiction)
    service(p, jurisdiction)
    terms(p)
    return p


def firm(p: Procedure, handling: Stages, answered: Stages, jurisdiction: Stages) -> None:
    """The firm's own handling, and what opens the way to the service."""
    p.action("complain", start=handling, by="claimant", clause=EIGHT_WEEKS)
    p.action(
        "acknowledge",
        handling,
        by="firm",
        service="claimant",
        document="acknowledgement",
        clause=ACKNOWLEDGE,
    )
    p.action(
        "resolve_early",
        handling >> answered,
        by="firm",
        within="summary",
        service="claimant",
        document="summary_resolution",
        effect="decision",
        clause=SUMMARY,
    )
    p.action("hold", handling, by="firm", service="claimant", document="holding", clause=PAYMENTS)
    p.action(
        "respond",
        handling >> answered,
        by="firm",
        service="claimant",
        document="final_response",
        effect="decision",
        clause=EIGHT_WEEKS,
    )
    p.action("consent_to_referral", handling | answered, by="firm", clause=GATE)
    p.action("find_exceptional", answered, by="ombudsman", clause=EXCEPTIONAL)
    consent = f.done("consent_to_referral")
    over = f.today > f.term.final_response.due
    over |= f.today > f.term.payment_response.due
    excused = consent | f.done("find_exceptional")
    years = f.case.filed_on <= f.facts.occurred + f.years(6)
    years |= f.case.filed_on <= f.facts.aware + f.years(3)
    p.action(
        "refer_to_service",
        by="claimant",
        moves=[
            move(handling >> jurisdiction, when=(over | consent).because(GATE)),
            move(
                answered >> jurisdiction,
                when=((f.today <= f.term.refer.due) | excused).because(SIX_MONTHS),
            ),
        ],
        guard=(years | excused).because(SIX_YEARS),
        document="complaint_form",
        clause=GATE,
    )


def service(p: Procedure, jurisdiction: Stages) -> None:
    """The service looks, assesses, and settles or hands over to an ombudsman."""
    assessing, assessed, deciding = p.stages("assessing", "assessed", "deciding")
    settled, dismissed = p.stages(
        "settled", "dismissed", final={"settled": "settlement", "dismissed": "dismissed"}
    )
    p.action("take_up", jurisdiction >> assessing, by="case_handler", clause=JURISDICTION)
    p.action(
        "dismiss",
        (jurisdiction | assessing) >> dismissed,
        by=("case_handler", "ombudsman"),
        service=BOTH,
        document="jurisdiction_view",
        clause=DISMISSAL,
    )
    p.action(
        "ask_papers",
        assessing | deciding,
        by=("case_handler", "ombudsman"),
        discretionary=True,
        clause=DECISIONS,
    )
    p.action(
        "assess",
        assessing >> assessed,
        by="case_handler",
        service=BOTH,
        document="assessment",
        clause=DECISIONS,
    )
    p.action("ask_ombudsman", assessed >> deciding, by=BOTH, clause=DECISIONS)
    p.action(
        "settle",
        (jurisdiction | assessing | assessed | deciding) >> settled,
        by=BOTH,
        all_of=True,
        document="settlement_agreement",
        agreement="settlement",
        clause=DECISIONS,
    )
    decision(p, deciding)


def decision(p: Procedure, deciding: Stages) -> None:
    """The ombudsman decides; the claimant alone makes the decision binding."""
    decided, complying = p.stages("decided", "complying")
    not_bound, performed = p.stages(
        "not_bound", "performed", final={"not_bound": "not_accepted", "performed": "performed"}
    )
    p.action(
        "provisional_decision",
        deciding,
        by="ombudsman",
        service=BOTH,
        document="provisional_decision",
        discretionary=True,
        clause=LETTERS,
    )
    p.action(
        "decide",
        deciding >> decided,
        by="ombudsman",
        guard=(f.facts.accept_by > f.today).because(BINDING),
        service=BOTH,
        document="final_decision",
        effect="decision",
        clause=DECISIONS,
    )
    p.action(
        "accept_decision",
        decided >> complying,
        by="claimant",
        within="accept_decision",
        clause=BINDING,
    )
    p.action("reject", decided >> not_bound, by="claimant", clause=BINDING)
    p.react("silent", decided >> not_bound, on="lapsed.accept_decision", clause=BINDING)
    p.action("pay", complying >> performed, by="firm", document="receipt", clause=BINDING)


def terms(p: Procedure) -> None:
    """Three days, eight weeks, six months, six and three years, and the days of letters."""
    answers = ("respond", "resolve_early")
    p.term("summary", after="complain", business_days=3, met_by="resolve_early", clause=SUMMARY)
    p.term(
        "final_response",
        after="complain",
        weeks=8,
        met_by=answers,
        on_lapse_task="answer_overdue",
        clause=EIGHT_WEEKS,
    )
    p.term(
        "payment_response",
        after="complain",
        business_days=15,
        when=f.facts.payment,
        met_by=answers,
        extend=[
            p.extension(
                business_days=35, by="firm", when=f.done("hold"), told="claimant", clause=PAYMENTS
            )
        ],
        on_lapse_task="answer_overdue",
        clause=PAYMENTS,
    )
    p.term("refer", after=answers, months=6, met_by="refer_to_service", clause=SIX_MONTHS)
    p.term(
        "outer",
        clocks=[p.clock(after_fact="occurred", years=6), p.clock(after_fact="aware", years=3)],
        choose="later",
        met_by="refer_to_service",
        nature="preclusion",
        clause=SIX_YEARS,
    )
    reply = p.parameter("reply_days", 14, clause=LETTERS)
    p.term(
        "reply",
        after="assess",
        days=reply,
        nature="target",
        met_by=("ask_ombudsman", "settle"),
        override=p.setting(by=("case_handler", "ombudsman"), clause=LETTERS),
        clause=LETTERS,
    )
    # The day itself stands in the decision.
    p.term(
        "accept_decision",
        after_fact="accept_by",
        days=0,
        met_by=("accept_decision", "reject"),
        clause=BINDING,
    )
    p.term(
        "pay",
        after="accept_decision",
        days=p.parameter("pay_days", 28, clause=LETTERS),
        nature="target",
        met_by="pay",
        on_lapse_task="payment_overdue",
        clause=LETTERS,
    )


uk_fos = make_uk_fos()
