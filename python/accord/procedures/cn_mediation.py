"""cn.mediation: a lawfully set-up body mediates (调解); its product is the 调解协议, a contract.

Apply, accept (or refer with the papers), mediate, agree or fail. The agreement binds as a contract;
it can be enforced only once a court has confirmed it, for which both sides apply within 30 days.
Where the case was filed already and a court entrusted it, the court issues a 调解书 instead.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f
from accord.procedures._confirmation import BOTH, ENTRUSTED, court_terms, effect, entrusted
from accord.procedures._triage import TRIAGE

# Voluntary: either side may refuse at any time. Read in a copy of the law.
MEDIATION_LAW = Clause("人民调解法 17, 23, 26", "secondary")
AGREEMENT = Clause("人民调解法 31", "official")
# How long a body takes over its own cases is its own rule; 30 days is what courts give the bodies
# they entrust (最高人民法院关于人民法院特邀调解的规定 27), taken over here as a parameter.
BODY_RULE = Clause("调解机构规则: 调解期限", "unverified")
BODY_PAPERS = Clause("调解机构规则: 申请材料", "unverified")
SPECIAL_AUTHORITY = Clause("民事诉讼法 (2023) 62", "unverified")
MEDIATOR = Clause("人民法院在线调解规则 10-12", "official")
SHAM = Clause("人民法院在线调解规则: 虚假调解", "secondary")


def make_cn_mediation(*, days: int = 30, rolls: str | None = "forward") -> Procedure:
    """The procedure with a body's own period, and whether a last day off rolls forward."""
    own = days != 30 or rolls != "forward"
    p = Procedure(
        "cn.mediation",
        version=f"2026.1-{days}-{rolls or 'none'}" if own else "2026.1",
        calendar="CN",
        effective="2011-01-01",
        number="〔{year}〕调字第{ordinal:4}号",
    )
    p.role("mediation_body", actors="body")
    p.role("mediator")
    p.role("court")
    p.role("third_party")
    p.fact("entrusted", "text")
    p.fact("third_party_knew", "date")
    p.fact("last_instalment", "date")
    actions(p)
    terms(p, days, rolls)
    p.triage(TRIAGE)
    return p


def actions(p: Procedure) -> None:
    """S10: application, acceptance, agreement or failure; what may follow an agreement."""
    applied, mediating, agreed, failed, refused, withdrawn, stopped = p.stages(
        "applied",
        "mediating",
        "agreed",
        "failed",
        "refused",
        "withdrawn",
        "stopped",
        final={
            "agreed": "mediation_agreement",
            "failed": "failed",
            "refused": "refused",
            "withdrawn": "withdrawn",
            "stopped": "stopped",
        },
    )
    p.action("apply", start=applied, by=(*BOTH, "mediation_body"), clause=MEDIATION_LAW)
    p.action(
        "accept",
        applied >> mediating,
        by="mediation_body",
        service=BOTH,
        document="acceptance_notice",
        clause=BODY_RULE,
    )
    p.action("refer", applied >> mediating, by="claimant", clause=BODY_PAPERS)
    p.requires("refer", "statement", "contract", clause=BODY_PAPERS)
    p.action(
        "agree",
        mediating >> agreed,
        by=BOTH,
        all_of=True,
        special_authority=True,
        authority_clause=SPECIAL_AUTHORITY,
        document="mediation_agreement",
        agreement="mediation_agreement",
        clause=AGREEMENT,
    )
    p.action(
        "fail",
        mediating >> failed,
        by=("mediator", "mediation_body"),
        service=BOTH,
        document="failure_notice",
        clause=MEDIATION_LAW,
    )
    p.action("refuse", (applied | mediating) >> refused, by=BOTH, clause=MEDIATION_LAW)
    p.action("withdraw", (applied | mediating) >> withdrawn, by=BOTH, clause=MEDIATION_LAW)
    p.action(
        "stop",
        mediating >> stopped,
        by=("mediator", "mediation_body"),
        service=BOTH,
        document="notice",
        clause=SHAM,
    )
    opening(p, applied, mediating)
    effect(p, agreed, own=~f.done("accept_entrusted"), after=("agree",))


def opening(p: Procedure, applied: Stages, mediating: Stages) -> None:
    """What is missing is asked for once and holds the acceptance up; who mediates, and who not."""
    p.action(
        "ask_supplement",
        applied,
        by="mediation_body",
        repeat=False,
        service="claimant",
        document="supplement_notice",
        clause=BODY_PAPERS,
    )
    p.action("supplement", applied, by="claimant", clause=BODY_PAPERS)
    p.obligation(
        "supplement",
        of="claimant",
        after="ask_supplement",
        met_by="supplement",
        blocks=["accept", "accept_entrusted"],
        clause=BODY_PAPERS,
    )
    p.action(
        "accept_entrusted",
        applied >> mediating,
        by="mediation_body",
        guard=entrusted(),
        service=BOTH,
        document="acceptance_notice",
        clause=ENTRUSTED,
    )
    p.action("choose_mediator", mediating, by=BOTH, all_of=True, clause=MEDIATOR)
    p.action("appoint_mediator", mediating, by=("mediation_body", "court"), clause=MEDIATOR)
    p.action("challenge", mediating, by=BOTH, document="challenge", clause=MEDIATOR)
    p.term(
        "supplement",
        after="ask_supplement",
        days=p.parameter("supplement_days", 15, clause=BODY_PAPERS),
        nature="target",
        met_by="supplement",
        on_lapse_task="supplement_missing",
        clause=BODY_PAPERS,
    )


def terms(p: Procedure, days: int, rolls: str | None) -> None:
    """The body's period to mediate, and the window in which both may ask a court to confirm."""
    p.term(
        "mediate",
        after=("accept", "refer"),
        days=days,
        nature="procedural",
        met_by=("agree", "fail", "refuse", "withdraw"),
        rolls=rolls,
        extend=[p.extension(days=2 * days, by=BOTH, all_of=True, clause=BODY_RULE)],
        on_lapse_task="mediation_overdue",
        clause=BODY_RULE,
    )
    # Where a court entrusted the case its own days run from the acceptance.
    court_terms(p, after=("accept_entrusted",), ends=("agree", "fail", "refuse", "withdraw"))


cn_mediation = make_cn_mediation()
