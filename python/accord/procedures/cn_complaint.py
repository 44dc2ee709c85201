"""cn.complaint: a bank or insurer handles a customer's complaint itself (协商).

It ends in a decision notice (处理决定) or a settlement (和解协议), never in a 调解协议: that needs
a body that stands between the parties. The statutory term of the 2020 measures runs beside the
institution's own targets; a target that is missed warns, it breaks no law. Missing papers are asked
for and supplied; the decision may be reviewed (核查); a withdrawal ends the case the same day.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f
from accord.procedures._triage import TRIAGE

# Read in a news agency's copy, not on the ministry's page. The measures do not say whether a last
# day that is no working day rolls forward, so the roll is a parameter.
MEASURES = Clause("银行业保险业消费投诉处理管理办法 (2020)", "secondary")
# From memory: how long to ask for a review and to answer it, and that time for an appraisal does
# not count. How long the customer has to supply papers is the institution's own rule.
REVIEW = Clause("银行业保险业消费投诉处理管理办法 (2020): 核查申请与答复期限", "unverified")
APPRAISAL = Clause("银行业保险业消费投诉处理管理办法 (2020): 鉴定、检测、评估期间", "unverified")
PAPERS = Clause("机构规则: 补充材料", "unverified")
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
    p.role("superior_body")
    p.fact("complex", "bool")
    p.fact("representatives", "integer")
    handling, answered = actions(p)
    papers(p, handling)
    review(p, answered)
    statutory_term(p, rolls)
    targets(p)
    p.triage(TRIAGE)
    return p


def actions(p: Procedure) -> tuple[Stages, Stages]:
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
    return handling, answered


def papers(p: Procedure, handling: Stages) -> None:
    """A joint complaint names at most five; what is missing is asked for, and comes or does not."""
    p.action(
        "name_representatives",
        handling,
        by="claimant",
        guard=(f.facts.representatives <= 5).because(MEASURES),
        document="authority",
        clause=MEASURES,
    )
    p.action(
        "ask_supplement",
        handling,
        by="institution",
        service="claimant",
        document="supplement_notice",
        clause=PAPERS,
    )
    asked = f.done("ask_supplement").because(PAPERS)
    p.action("supplement", handling, by="claimant", guard=asked, clause=PAPERS)
    p.term(
        "supplement",
        after="ask_supplement",
        days=p.parameter("supplement_days", 15, clause=PAPERS),
        nature="target",
        met_by="supplement",
        on_lapse_task="supplement_missing",
        clause=PAPERS,
    )


def review(p: Procedure, answered: Stages) -> None:
    """核查: who is not content asks the superior body, which answers in writing."""
    p.action(
        "apply_review",
        answered,
        by="claimant",
        within="apply_review",
        document="review_application",
        clause=REVIEW,
    )
    p.action(
        "answer_review",
        answered,
        by="superior_body",
        guard=f.done("apply_review").because(REVIEW),
        service="claimant",
        document="review_decision",
        clause=REVIEW,
    )
    p.term(
        "apply_review",
        after="notify",
        after_service_on="claimant",
        days=p.parameter("review_days", 30, clause=REVIEW),
        met_by="apply_review",
        nature="preclusion",
        ends_with_case=False,
        clause=REVIEW,
    )
    p.term(
        "answer_review",
        after="apply_review",
        days=p.parameter("review_answer_days", 60, clause=REVIEW),
        met_by="answer_review",
        ends_with_case=False,
        clause=REVIEW,
    )


def statutory_term(p: Procedure, rolls: str | None) -> None:
    """15 days from receipt; 30 where complex; 60 with approval, and the claimant told."""
    p.term(
        "answer",
        after="complain",
        days=15,
        nature="procedural",
        met_by=("notify", "settle"),
        rolls=rolls,
        waits=[
            p.wait("appraisal", effect="exclude", by="institution", clause=APPRAISAL),
            p.wait("customer_papers", effect="none", by="institution", clause=PAPERS),
        ],
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
