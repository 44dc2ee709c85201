"""cn.cietac.summary: a sole arbitrator decides up to five million yuan, or more by written consent.

The award is final: what follows is correction, setting aside and enforcement, never a second suit
on the merits. The law revised in 2025 halves the time to ask for setting aside; cases filed before
it stay under the version of 2017.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f

# A rule stands on as few lines as it is read in.
# fmt: off

# The key features that the commission's own office publishes; the articles were not read.
RULES = Clause("中国国际经济贸易仲裁委员会仲裁规则 简易程序", "secondary")
# Articles of the law of 2017. Of the revision of 2025 only article 72 was seen, in a commentary.
AGREEMENT = Clause("仲裁法 (2017) 16", "official")
FINAL = Clause("仲裁法 (2017) 9", "official")
JURISDICTION = Clause("仲裁法 (2017) 20", "official")
ACCEPTANCE = Clause("仲裁法 (2017) 24", "official")
TRIBUNAL = Clause("仲裁法 (2017) 32", "official")
CHALLENGE = Clause("仲裁法 (2017) 34-37", "official")
CONCILIATION = Clause("仲裁法 (2017) 49-52", "official")
AWARD = Clause("仲裁法 (2017) 54, 57", "official")
CORRECTION = Clause("仲裁法 (2017) 56", "official")
COURT = Clause("仲裁法 (2017) 58-61", "official")
SET_ASIDE = {
    2017: Clause("仲裁法 (2017) 59", "official"),
    2025: Clause("仲裁法 (2025) 72", "secondary"),
}
FEE = Clause("仲裁委员会仲裁收费办法 4", "official")
ENFORCEMENT = Clause("民事诉讼法 (2023) 250", "official")
REFUSAL = Clause("最高人民法院关于人民法院办理仲裁裁决执行案件若干问题的规定 8, 12", "official")
# From memory: days to choose, to be told of a hearing and to ask for another day; papers alone.
MEMORY = Clause("中国国际经济贸易仲裁委员会仲裁规则: 选定、开庭通知、延期、书面审理", "unverified")
BOTH = ("claimant", "respondent")


def made(law: int) -> Procedure:
    p = Procedure("cn.cietac.summary", version="2026.1" if law == 2025 else "2024.1", calendar="CN",
                  effective="2026-03-01" if law == 2025 else "2024-01-01",
                  number="〔{year}〕仲字第{ordinal:4}号")
    for role in (*BOTH, "arbitrator", "chairman", "court"):
        p.role(role)
    p.role("institution", actors="officer")
    p.fact("later_ground", "bool")
    p.fact("first_hearing", "date")
    p.fact("performance_ends", "date")
    applied, defending, composing, sitting = p.stages("applied", "defending", "composing",
        "sitting")
    examining, conciliating = p.stages("examining", "conciliating", within=sitting)
    acceptance(p, applied, defending)
    defence(p, defending, defending | composing | sitting)
    tribunal(p, defending, composing, sitting)
    hearing(p, examining)
    conciliation(p, examining, conciliating)
    awarded = award(p, sitting)
    corrections(p, awarded, law)
    court(p, awarded)
    return p


def acceptance(p: Procedure, applied: Stages, defending: Stages) -> None:
    """Five days to accept or refuse; the fee in 15 days, or the application counts as withdrawn."""
    refused, withdrawn = p.stages("refused", "withdrawn", final=("refused", "withdrawn"))
    limit = f.case.amount <= f.money("5000000.00 CNY")
    consent = f.has("summary_consent")
    p.action("apply_arbitration", start=applied, by="claimant", document="application",
             clause=AGREEMENT)
    p.action("accept", applied >> defending, by="institution",
             guard=((limit & ~f.has("ordinary_agreement")) | consent).because(RULES),
             service="claimant", document="arbitration_notice", clause=ACCEPTANCE)
    p.requires("accept", "arbitration_agreement", clause=AGREEMENT)
    p.action("refuse_application", applied >> refused, by="institution", service="claimant",
             document="refusal_notice", clause=ACCEPTANCE)
    p.action("pay_fee", defending, by="claimant", clause=FEE)
    p.action("withdraw", (applied | defending) >> withdrawn, by="claimant", clause=CONCILIATION)
    p.react("fee_unpaid", defending >> withdrawn, on="lapsed.fee", clause=FEE)
    p.term("acceptance", after="apply_arbitration", days=5, met_by=("accept", "refuse_application"),
           on_lapse_task="acceptance_overdue", clause=ACCEPTANCE)
    p.term("fee", after="accept", days=15, met_by="pay_fee", rolls="forward", clause=FEE)


def defence(p: Procedure, defending: Stages, before_award: Stages) -> None:
    """Each respondent answers within 20 days of receiving the notice."""
    dismissed = p.stages("dismissed", final="dismissed")
    p.action("defend", before_award, by="respondent", service="claimant", document="defence",
             clause=RULES)
    p.action("counterclaim", before_award, by="respondent", within="defence", service="claimant",
             document="counterclaim", clause=RULES)
    p.action("object_jurisdiction", before_award, by=BOTH,
             guard=(~f.done("hold_hearing")).because(JURISDICTION), document="objection",
             clause=JURISDICTION)
    p.action("uphold_objection", before_award >> dismissed, by=("institution", "court"),
             guard=f.done("object_jurisdiction"), service=BOTH, document="order",
             clause=JURISDICTION)
    p.term("defence", after="accept", after_service_on="respondent", service="each", days=20,
           met_by="defend", rolls="forward", on_lapse_task="defence_overdue", clause=RULES)


def tribunal(p: Procedure, defending: Stages, composing: Stages, sitting: Stages) -> None:
    """Chosen together; where the parties do not agree in time, appointed by the chairman."""
    paid = f.done("pay_fee").because(FEE)
    overdue = (f.today > f.term.choice.due).because(TRIBUNAL)
    for stage, choose, appoint in (
        (defending, "choose_arbitrator", "appoint_arbitrator"),
        (composing, "choose_anew", "appoint_anew"),
    ):
        p.action(choose, stage >> sitting, by=BOTH, all_of=True, within="choice", guard=paid,
                 document="appointment", clause=TRIBUNAL)
        p.action(appoint, stage >> sitting, by="chairman", guard=paid & overdue, service=BOTH,
                 document="appointment", clause=TRIBUNAL)
    in_time = ~f.done("hold_hearing") | (f.facts.later_ground & ~f.done("close_hearings"))
    p.action("challenge", sitting, by=BOTH, guard=in_time.because(CHALLENGE), document="challenge",
             clause=CHALLENGE)
    p.action("replace_arbitrator", sitting >> composing, by="chairman", guard=f.done("challenge"),
             service=BOTH, document="order", clause=CHALLENGE)
    choice = p.parameter("choice_days", 15, clause=MEMORY)
    p.term("choice", after=("accept", "replace_arbitrator"), days=choice,
           met_by=("choose_arbitrator", "appoint_arbitrator", "choose_anew", "appoint_anew"),
           clause=MEMORY)


def hearing(p: Procedure, examining: Stages) -> None:
    """A hearing told beforehand, or papers alone where both sides agree."""
    notice = p.parameter("notice_days", 15, clause=MEMORY)
    postponement = p.parameter("postponement_days", 5, clause=MEMORY)
    in_time = f.today <= f.facts.first_hearing - f.days(postponement)
    p.action("notify_hearing", examining, by="arbitrator", service=BOTH, document="hearing_notice",
             clause=MEMORY)
    p.action("ask_postponement", examining, by=BOTH, guard=in_time.because(MEMORY), clause=MEMORY)
    p.action("agree_papers", examining, by=BOTH, all_of=True, clause=MEMORY)
    p.action("hold_hearing", examining, by="arbitrator", document="record", clause=RULES)
    p.action("close_hearings", examining, by="arbitrator", clause=RULES)
    p.term("hearing_notice", after_fact="first_hearing", days=notice, direction="before",
           met_by="notify_hearing", nature="target", clause=MEMORY)


def conciliation(p: Procedure, examining: Stages, conciliating: Stages) -> None:
    """With the consent of both at any time; failed, the case goes on where it stood."""
    conciliated = p.stages("conciliated", final={"conciliated": "mediation_order"})
    withdrawn = Stages("withdrawn")
    p.action("begin_conciliation", examining >> conciliating, by=BOTH, all_of=True,
             clause=CONCILIATION)
    p.action("end_conciliation", conciliating >> examining, by=(*BOTH, "arbitrator"),
             clause=CONCILIATION)
    p.action("settle", conciliating, by=BOTH, all_of=True, document="settlement_agreement",
             agreement="settlement", clause=CONCILIATION)
    settled = f.done("settle").because(CONCILIATION)
    p.action("issue_mediation_order", conciliating >> conciliated, by="arbitrator", guard=settled,
             service=BOTH, document="mediation_order", clause=CONCILIATION)
    p.action("withdraw_claim", conciliating >> withdrawn, by="claimant", guard=settled,
             clause=CONCILIATION)


def award(p: Procedure, sitting: Stages) -> Stages:
    """Three months from the tribunal's formation; a stay is not counted, the president extends."""
    awarded: Stages = p.stages("awarded", final={"awarded": "award"})
    heard = f.done("hold_hearing") | f.done("agree_papers") | f.done("settle")
    p.action("award", sitting >> awarded, by="arbitrator", service=BOTH, document="award",
             effect="decision", clause=AWARD)
    p.contract("heard_or_on_papers", heard, action="award", clause=RULES)
    p.term("award", after=("choose_arbitrator", "appoint_arbitrator"), months=3,
           restarts=("choose_anew", "appoint_anew"),
           met_by=("award", "issue_mediation_order"), waits={"stay": "exclude"},
           override=p.setting(by="chairman", clause=RULES), on_lapse_task="award_overdue",
           clause=RULES)
    return awarded


def corrections(p: Procedure, awarded: Stages, law: int) -> None:
    """Each side from its own receipt: 30 days to have slips corrected, months to ask the court."""
    months = 3 if law == 2025 else 6
    for side, ask, set_aside in (
        ("claimant", "claimant_asks_correction", "claimant_asks_set_aside"),
        ("respondent", "respondent_asks_correction", "respondent_asks_set_aside"),
    ):
        p.action(ask, awarded, by=side, within=ask, clause=CORRECTION)
        p.term(ask, after="award", after_service_on=side, days=30, met_by=ask,
               nature="preclusion", ends_with_case=False,
               clause=CORRECTION)
        p.action(set_aside, awarded, by=side, within=set_aside, clause=SET_ASIDE[law])
        p.term(set_aside, after="award", after_service_on=side, months=months, met_by=set_aside,
               nature="preclusion", rolls="forward", ends_with_case=False, clause=SET_ASIDE[law])
    asked = f.done("claimant_asks_correction") | f.done("respondent_asks_correction")
    p.action("correct_award", awarded, by="arbitrator", guard=asked, service=BOTH,
             document="correction", clause=CORRECTION)


def court(p: Procedure, awarded: Stages) -> None:
    """The court sets aside, enforces or refuses to; it never tries the merits of an award."""
    asked = f.done("claimant_asks_set_aside") | f.done("respondent_asks_set_aside")
    p.action("remit", awarded, by="court", guard=asked, clause=COURT)
    p.action("set_aside", awarded, by="court", guard=asked, service=BOTH, document="ruling",
             clause=COURT)
    p.action("keep_award", awarded, by="court", guard=asked, service=BOTH, document="ruling",
             clause=COURT)
    p.action("apply_enforcement", awarded, by=BOTH, within="enforce",
             guard=(~f.done("set_aside")).because(COURT), clause=ENFORCEMENT)
    p.action("notify_enforcement", awarded, by="court", guard=f.done("apply_enforcement"),
             service="respondent", document="enforcement_notice", clause=ENFORCEMENT)
    p.action("ask_non_enforcement", awarded, by="respondent", within="non_enforcement",
             guard=f.done("notify_enforcement"), clause=REFUSAL)
    p.action("refuse_enforcement", awarded, by="court", guard=f.done("ask_non_enforcement"),
             service=BOTH, document="ruling", clause=REFUSAL)
    freed = f.done("set_aside") | f.done("refuse_enforcement")
    p.action("sue", awarded, by=BOTH, guard=freed.because(FINAL), clause=FINAL)
    p.term("set_aside_ruling", after=("claimant_asks_set_aside", "respondent_asks_set_aside"),
           months=2, met_by=("set_aside", "keep_award"), ends_with_case=False, clause=COURT)
    p.term("non_enforcement_ruling", after="ask_non_enforcement", months=2,
           met_by="refuse_enforcement", ends_with_case=False, clause=REFUSAL)
    p.term("non_enforcement", after="notify_enforcement", after_service_on="respondent", days=15,
           met_by="ask_non_enforcement", rolls="forward", ends_with_case=False, clause=REFUSAL)
    p.term("enforce", after_fact="performance_ends", years=2, met_by="apply_enforcement",
           nature="limitation", rolls="forward", ends_with_case=False, clause=ENFORCEMENT)


cietac_summary = made(2025)
cietac_summary_2017 = made(2017)
