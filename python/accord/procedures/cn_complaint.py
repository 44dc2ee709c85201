"""cn.complaint: a bank or insurer handles a customer's complaint itself (协商).

It ends in a decision notice (处理决定) or a settlement (和解协议), never in a 调解协议: that needs
a body that stands between the parties. The statutory term of the 2020 measures runs beside the
institution's own targets; a target that is missed warns, it breaks no law.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, f
from accord.procedures._triage import TRIAGE

# Read in a news agency's copy, not on the ministry's page. The measures do not say whether a last
# day that is no working day rolls forward, so the roll is a parameter.
MEASURES = Clause("银行业保险业消费投诉处理管理办法 (2020)", "secondary")
# A representative concludes a settlement only with special authority; from memory.
SPECIAL_AUTHORITY = Clause("民事诉讼法 (2023) 62", "unverified")
# Targets of the institution by class of complaint, not law: both are kept, the earliest warns.
SERVICE = Clause("机构服务目标: 投诉处理时限", "secondary")
URGENT_SERVICE = Clause("机构服务目标: 紧急投诉 1 小时回复, 一般投诉 24 小时方案", "secondary")


def make_cn_complaint(*, rolls: str | None = None) -> Procedure:
    """The procedure with the statutory term as the measures read (None), or rolling "forward"."""
    version = "2026.1" if rolls is None else f"2026.1-rolls-{rolls}"
    p = Procedure(
        "cn.complaint",
        version=version,
        calendar="CN",
        effective="2020-03-01",
        number="〔{year}〕诉字第{ordinal:4}号",
    )
    p.role("claimant")
    p.role("institution", actors=("officer",))
    p.role("respondent", actors=("institution", "officer"))  # the institution itself
    p.fact("complex", "bool")
    actions(p)
    statutory_term(p, rolls)
    targets(p)
    p.triage(TRIAGE)
    return p


def actions(p: Procedure) -> None:
    """S9a: take in, acknowledge, investigate, propose; decide, settle or see it withdrawn."""
    handling, answered, settled, withdrawn = p.stages(
        "handling",
        "answered",
        "settled",
        "withdrawn",
        final={"answered": "decision_notice", "settled": "settlement", "withdrawn": "withdrawn"},
    )
    p.action("complain", start=handling, by="claimant", clause=MEASURES)
    p.action(
        "acknowledge",
        handling,
        by="institution",
        service="claimant",
        document="acknowledgement",
        clause=SERVICE,
    )
    p.action("investigate", handling, by="institution", clause=SERVICE)
    p.action(
        "propose",
        handling,
        by="institution",
        service="claimant",
        document="proposal",
        effect="offer",
        clause=SERVICE,
    )
    p.action(
        "notify",
        handling >> answered,
        by="institution",
        service="claimant",
        document="decision_notice",
        effect="decision",
        clause=MEASURES,
    )
    p.action(
        "settle",
        handling >> settled,
        by=("claimant", "respondent"),
        all_of=True,
        special_authority=True,
        authority_clause=SPECIAL_AUTHORITY,
        document="settlement_agreement",
        agreement="settlement",
        clause=MEASURES,
    )
    p.action("withdraw", handling >> withdrawn, by="claimant", clause=MEASURES)


def statutory_term(p: Procedure, rolls: str | None) -> None:
    """15 days from receipt; 30 where complex; 60 with approval, and the claimant told."""
    p.term(
        "answer",
        after="complain",
        days=15,
        nature="procedural",
        met_by=("notify", "settle"),
        rolls=rolls,
        extend=[
            p.extension(days=30, by="institution", when=f.case.complex, clause=MEASURES),
            p.extension(
                days=60,
                by="institution",
                approved_by=("superior_body", "hq_executive"),
                told="claimant",
                clause=MEASURES,
            ),
        ],
        on_lapse_task="answer_overdue",
        clause=MEASURES,
    )


def targets(p: Procedure) -> None:
    """S5: the same day, three and five working days; one hour when urgent, else 24 hours."""
    p.term(
        "classify",
        after="complain",
        days=1,
        day_zero="included",
        nature="target",
        met_by="acknowledge",
        clause=SERVICE,
    )
    p.term(
        "investigate",
        after="complain",
        business_days=3,
        nature="target",
        met_by="investigate",
        clause=SERVICE,
    )
    p.term(
        "resolve",
        after="complain",
        business_days=5,
        nature="target",
        met_by=("notify", "settle"),
        clause=SERVICE,
    )
    p.term(
        "urgent_reply",
        after="complain",
        hours=1,
        nature="target",
        when=f.case.urgency == "urgent",
        met_by=("acknowledge", "propose", "notify", "settle"),
        clause=URGENT_SERVICE,
    )
    p.term(
        "solution",
        after="complain",
        hours=24,
        nature="target",
        when=f.case.urgency == "ordinary",
        met_by=("propose", "notify", "settle"),
        clause=URGENT_SERVICE,
    )


cn_complaint = make_cn_complaint()
