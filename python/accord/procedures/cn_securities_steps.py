"""cn.securities.steps: the five steps that a handbook gives for a securities dispute.

First contact, the firm's own handling, mediation, arbitration or court, enforcement. Its fourth
step lets who is unhappy with an award sue; that is shown and refused: an award is final.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, f

# A rule stands on as few lines as it is read in.
# fmt: off

HANDBOOK = Clause("金融服务与客户纠纷解决 3.2", "secondary")
INVESTOR = Clause("证券法 (2019) 94", "official")
AGREEMENT = Clause("仲裁法 (2017) 16", "official")
FINAL = Clause("仲裁法 (2017) 9", "official")
CONTRACT = Clause("人民调解法 31", "official")
ENFORCEMENT = Clause("民事诉讼法 (2023) 250", "official")
BOTH = ("claimant", "respondent")


def made() -> Procedure:
    p = Procedure("cn.securities.steps", version="2026.1", calendar="CN",
                  number="〔{year}〕证字第{ordinal:4}号")
    for id, actors in (("claimant", ()), ("respondent", ("institution", "officer")),
                       ("mediator", ()), ("arbitrator", ()), ("court", ())):
        p.role(id, actors=actors)
    contact, handling, mediating, choosing, arbitrating, trial = p.stages(
        "contact", "handling", "mediating", "choosing", "arbitrating", "trial")
    settled, awarded, judged = p.stages(
        "settled", "awarded", "judged",
        final={"settled": "settlement", "awarded": "award", "judged": "judgment"})
    p.action("complain", start=contact, by="claimant", clause=HANDBOOK)
    p.action("investigate", contact >> handling, by="respondent", clause=HANDBOOK)
    p.action("begin_mediation", (contact | handling) >> mediating, by=BOTH, clause=INVESTOR)
    p.action("fail", mediating >> choosing, by=(*BOTH, "mediator"), document="failure_notice",
             clause=HANDBOOK)
    p.action("settle", (contact | handling | mediating) >> settled, by=BOTH, all_of=True,
             document="settlement_agreement", agreement="settlement", clause=CONTRACT)
    # Either, never one after the other: an agreement to arbitrate shuts the court.
    clause = f.has("arbitration_agreement")
    p.action("apply_arbitration", choosing >> arbitrating, by=BOTH, document="application",
             clause=AGREEMENT)
    p.requires("apply_arbitration", "arbitration_agreement", clause=AGREEMENT)
    p.action("sue", choosing >> trial, by=BOTH, guard=(~clause).because(AGREEMENT),
             document="statement_of_claim", clause=AGREEMENT)
    p.action("award", arbitrating >> awarded, by="arbitrator", service=BOTH, document="award",
             effect="decision", clause=FINAL)
    p.action("judge", trial >> judged, by="court", service=BOTH, document="judgment",
             effect="decision", clause=HANDBOOK)
    p.action("set_aside", awarded, by="court", service=BOTH, document="ruling", clause=FINAL)
    p.action("sue_after_award", awarded, by=BOTH, guard=f.done("set_aside").because(FINAL),
             document="statement_of_claim", clause=FINAL)
    p.action("apply_enforcement", awarded | judged, by=BOTH, clause=ENFORCEMENT)
    p.action("supervise", awarded | judged | settled, by="respondent", clause=HANDBOOK)
    return p


cn_securities_steps = made()
