"""cn.securities.mediation: an investor and a securities firm or an issuer before a mediation body.

Three ways: a firm has committed itself beforehand to accept recommendations up to a cap
(小额速调); ordinary mediation; in mass disputes, cases that follow a pilot judgment.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f
from accord.procedures._confirmation import (
    BOTH,
    ENTRUSTED,
    FILED,
    court_terms,
    effect,
    entrusted,
)

# A rule stands on as few lines as it is read in.
# fmt: off

# The 2025 rules of a mediation body, read in an article about them.
BODY = Clause("证券期货纠纷调解规则 (2025): 分流", "secondary")
COMMITMENT = Clause("小额速调合作协议、小额速调规则", "secondary")
INVESTOR = Clause("证券法 (2019) 94", "official")
CONSENT = Clause("深圳证券期货业纠纷调解中心调解规则 4", "secondary")
ASSOCIATION = Clause("中国证券业协会证券纠纷调解规则 17-20", "secondary")
PILOT = Clause("法〔2018〕305号 14-17", "secondary")
AGREEMENT = Clause("人民调解法 31", "official")
SPECIAL_AUTHORITY = Clause("民事诉讼法 (2023) 62", "unverified")
# Not read or left to each body and firm: the cap, the days to answer, the body's own period.
OPEN = Clause("小额速调合作协议: 限额、答辩期限; 调解机构规则: 调解期限", "unverified")


def make_cn_securities_mediation() -> Procedure:
    p = Procedure("cn.securities.mediation", version="2026.1", calendar="CN",
                  effective="2025-01-01", number="〔{year}〕证调字第{ordinal:4}号")
    for id, actors in (("claimant", ()), ("respondent", ()), ("mediation_body", "body"),
                       ("mediator", ()), ("court", ()), ("third_party", ())):
        p.role(id, actors=actors)
    for id, type in (("committed", "bool"), ("ordinary_investor", "bool"), ("entrusted", "text"),
                     ("recommended", "money"), ("pilot_effective", "date"),
                     ("third_party_knew", "date"), ("last_instalment", "date")):
        p.fact(id, type)
    applied, quick, recommended, mediating, waiting = p.stages(
        "applied", "quick", "recommended", "mediating", "waiting")
    agreed, failed, no_effect, declined, withdrawn, refused = p.stages(
        "agreed", "failed", "no_effect", "declined", "withdrawn", "refused",
        final={"agreed": "mediation_agreement", "failed": "failed", "no_effect": "no_effect",
               "declined": "declined", "withdrawn": "withdrawn", "refused": "refused"})
    application(p, applied, mediating, declined, refused)
    commitment(p, applied, quick, recommended, mediating, agreed, no_effect)
    mediation(p, mediating, agreed, failed)
    pilot(p, applied, mediating, waiting, failed)
    own = ~f.done("accept_entrusted") & ~f.done("follow_pilot")
    effect(p, agreed, own=own, after=("agree", "sign"))
    p.action("withdraw", (applied | quick | recommended | mediating | waiting) >> withdrawn,
             by="claimant", clause=ASSOCIATION)
    p.action("register", agreed | failed | no_effect | withdrawn | refused, by="mediation_body",
             clause=ASSOCIATION)
    p.term("register", after=("agree", "sign", "fail", "refuse", "firm_refuses", "withdraw"),
           business_days=10, met_by="register", ends_with_case=False, clause=ASSOCIATION)
    return p


def application(p: Procedure, applied: Stages, mediating: Stages, declined: Stages,
                refused: Stages) -> None:
    """Both sides consent; a firm may not refuse an ordinary investor; a court may entrust."""
    p.action("apply", start=applied, by=(*BOTH, "court"), document="application", clause=CONSENT)
    p.action("consent", applied, by="respondent", clause=CONSENT)
    p.action("accept", applied >> mediating, by="mediation_body",
             guard=(f.done("consent") | f.facts.ordinary_investor).because(CONSENT), service=BOTH,
             document="acceptance_notice", clause=BODY)
    p.action("accept_entrusted", applied >> mediating, by="mediation_body",
             guard=entrusted(),
             service=BOTH, document="acceptance_notice", clause=ENTRUSTED)
    p.action("decline", applied >> declined, by="mediation_body", service="claimant",
             document="refusal_notice", clause=BODY)
    p.action("refuse", (applied | mediating) >> refused, by="claimant", clause=ASSOCIATION)
    p.action("firm_refuses", applied >> refused, by="respondent",
             guard=(~f.facts.ordinary_investor).because(INVESTOR), clause=INVESTOR)


def commitment(p: Procedure, applied: Stages, quick: Stages, recommended: Stages,
               mediating: Stages, agreed: Stages, no_effect: Stages) -> None:
    """小额速调: one mediator recommends on papers; the investor alone makes it an agreement."""
    cap = p.parameter("cap", f.money("50000.00 CNY"), clause=OPEN)
    within_cap = f.facts.recommended <= cap
    p.action("accept_quick", applied >> quick, by="mediation_body",
             guard=f.facts.committed.because(COMMITMENT)
             & (f.case.amount <= cap).because(COMMITMENT),
             service=BOTH, document="acceptance_notice", clause=COMMITMENT)
    p.action("answer", quick, by="respondent", service="claimant", document="answer",
             clause=COMMITMENT)
    p.action("recommend", quick >> recommended, by="mediator",
             guard=within_cap.because(COMMITMENT), service=BOTH, document="recommendation",
             clause=COMMITMENT)
    # Above the cap the firm is not bound: the case goes on as an ordinary one.
    p.action("leave_quick", quick >> mediating, by="mediator",
             guard=(f.facts.recommended > cap).because(COMMITMENT), service=BOTH,
             document="notice", clause=COMMITMENT)
    p.action("sign", recommended >> agreed, by="claimant", within="sign",
             document="mediation_agreement", agreement="mediation_agreement", clause=COMMITMENT)
    p.action("reject", recommended >> no_effect, by="claimant", clause=COMMITMENT)
    p.react("not_signed", recommended >> no_effect, on="lapsed.sign", clause=COMMITMENT)
    answer = p.parameter("answer_days", 5, clause=OPEN)
    p.term("answer_claim", after="accept_quick", business_days=answer, met_by="answer",
           nature="target",
           clause=OPEN)
    p.term("recommend", after="accept_quick", business_days=7, met_by=("recommend", "leave_quick"),
           on_lapse_task="recommendation_overdue", clause=COMMITMENT)
    p.term("sign", after="recommend", after_service_on="claimant", business_days=10,
           met_by=("sign", "reject"), clause=COMMITMENT)


def mediation(p: Procedure, mediating: Stages, agreed: Stages, failed: Stages) -> None:
    """A mediator without interest; the body's own period, or the court's where it entrusted."""
    p.action("appoint_mediator", mediating, by="mediation_body", service=BOTH,
             document="appointment", clause=ASSOCIATION)
    p.action("challenge", mediating, by=BOTH, document="challenge", clause=ASSOCIATION)
    p.action("replace_mediator", mediating, by="mediation_body", guard=f.done("challenge"),
             service=BOTH, document="appointment", clause=ASSOCIATION)
    p.action("agree", mediating >> agreed, by=BOTH, all_of=True, special_authority=True,
             authority_clause=SPECIAL_AUTHORITY, document="mediation_agreement",
             agreement="mediation_agreement", clause=AGREEMENT)
    p.action("fail", mediating >> failed, by=("mediator", "mediation_body"), service=BOTH,
             document="failure_notice", clause=ASSOCIATION)
    ends = ("agree", "fail", "refuse", "withdraw")
    own = p.parameter("own_days", 20, clause=OPEN)
    p.term("mediate", after="appoint_mediator", business_days=own, met_by=ends, nature="target",
           on_lapse_task="mediation_overdue", clause=OPEN)
    court_terms(p, after=("accept_entrusted", "follow_pilot"), ends=ends)


def pilot(p: Procedure, applied: Stages, mediating: Stages, waiting: Stages,
          failed: Stages) -> None:
    """Cases of a series wait for the pilot judgment, then follow its method, agreed or judged."""
    p.action("await_pilot", (applied | mediating) >> waiting, by="court", document="order",
             clause=PILOT)
    is_effective = (f.facts.pilot_effective <= f.today).because(PILOT)
    p.action("follow_pilot", waiting >> mediating, by="mediation_body",
             guard=is_effective & entrusted(), service=BOTH, document="acceptance_notice",
             clause=ENTRUSTED)
    p.action("judge_by_pilot", failed, by="court",
             guard=is_effective & f.facts.entrusted.is_in(FILED).because(PILOT), service=BOTH,
             document="judgment", effect="decision", clause=PILOT)


cn_securities_mediation = make_cn_securities_mediation()
