"""cn.supervision: a supervisor investigates an institution; a penalty and rectification run beside.

Warning, fine or revoked licence (警告、罚款、吊销许可证) after notice and a hearing; an order to
put things right has a day of its own; what was decided is published.
"""

from __future__ import annotations

from typing import Any

from accord.procedure import Clause, Procedure, Stages, f

# A rule stands on as few lines as it is read in.
# fmt: off

# The source names the course; of the law neither articles nor days were read.
LAW = Clause("银行业监督管理法、保险法、证券法: 监督管理措施与行政处罚", "unverified")
PENALTY = Clause("行政处罚法: 告知、陈述申辩、听证、决定、缴款", "unverified")
RECTIFICATION = Clause("监管机构责令改正决定", "unverified")
PUBLICATION = Clause("行政处罚信息公开规定", "unverified")


def made() -> Procedure:
    p = Procedure("cn.supervision", version="2026.1", calendar="CN",
                  number="〔{year}〕监字第{ordinal:4}号")
    for id, actors in (("supervisor", "officer"), ("institution", ("respondent",)),
                       ("claimant", ())):
        p.role(id, actors=actors)
    p.fact("rectify_by", "date")
    investigation, supervising = p.stages("investigation", "supervising")
    penalty, rectification = p.tracks("penalty", "rectification", within=supervising)
    no_case, closed = p.stages("no_case", "closed", final=("no_case", "closed"))
    p.action("open_investigation", start=investigation, by=("supervisor", "claimant"), clause=LAW)
    p.action("investigate", investigation, by="supervisor", clause=LAW)
    p.action("drop", investigation >> no_case, by="supervisor", service="institution",
             document="notice", clause=LAW)
    p.action("notify_penalty", investigation >> supervising, by="supervisor",
             guard=f.done("investigate").because(LAW), service="institution",
             document="penalty_notice", clause=PENALTY)
    decide(p, penalty)
    rectify(p, rectification)
    p.react("close", supervising >> closed, on="done.supervising", clause=LAW)
    p.action("publish", supervising | closed, by="supervisor",
             guard=f.milestone("penalty_decided").because(PUBLICATION), clause=PUBLICATION)
    return p


def decide(p: Procedure, penalty: Stages) -> None:
    """The institution is heard before it is punished; a fine is paid in time or costs more."""
    hearing, fined = p.stages("notified", "fined", within=penalty)
    done = p.stage("penalty_done", within=penalty, final=True)
    p.action("state_defence", hearing, by="institution", clause=PENALTY)
    p.action("ask_hearing", hearing, by="institution", within="ask_hearing", clause=PENALTY)
    p.action("hold_hearing", hearing, by="supervisor", guard=f.done("ask_hearing"),
             document="record", clause=PENALTY)
    p.obligation("hearing", of="supervisor", after="ask_hearing", met_by="hold_hearing",
                 blocks=["warn", "fine", "revoke_licence"], clause=PENALTY)
    heard = (f.done("state_defence") | f.done("hold_hearing")
             | (f.today > f.term.ask_hearing.due)).because(PENALTY)
    decision: dict[str, Any] = {"by": "supervisor", "guard": heard, "service": "institution",
                                "document": "penalty_decision", "effect": "decision",
                                "clause": PENALTY}
    p.action("warn", hearing >> done, **decision)
    p.action("fine", hearing >> fined, **decision)
    p.action("revoke_licence", hearing >> done, **decision)
    p.action("spare", hearing >> done, by="supervisor", service="institution", document="notice",
             clause=PENALTY)
    p.action("pay", fined >> done, by="institution", document="receipt", clause=PENALTY)
    p.milestone("penalty_decided", after=("warn", "fine", "revoke_licence"), clause=PENALTY)
    ask = p.parameter("ask_hearing_days", 5, clause=PENALTY)
    pay = p.parameter("pay_days", 15, clause=PENALTY)
    p.term("ask_hearing", after="notify_penalty", after_service_on="institution",
           business_days=ask, met_by="ask_hearing", clause=PENALTY)
    p.term("pay", after="fine", days=pay, met_by="pay", on_lapse_task="surcharge", clause=PENALTY)


def rectify(p: Procedure, rectification: Stages) -> None:
    """Ordered to put things right by a day; confirmed, or ordered again."""
    idle, ordered = p.stages("not_ordered", "rectifying", within=rectification)
    done = p.stage("rectified", within=rectification, final=True)
    p.action("order_rectification", (idle | ordered) >> ordered, by="supervisor",
             guard=(f.facts.rectify_by > f.today).because(RECTIFICATION), service="institution",
             document="rectification_order", clause=RECTIFICATION)
    p.action("need_no_rectification", idle >> done, by="supervisor", clause=RECTIFICATION)
    p.action("submit_rectification", ordered, by="institution", document="statement",
             clause=RECTIFICATION)
    p.action("confirm_rectification", ordered >> done, by="supervisor",
             guard=f.done("submit_rectification").because(RECTIFICATION), clause=RECTIFICATION)
    p.term("rectify", after_fact="rectify_by", days=0, met_by="submit_rectification",
           on_lapse_task="rectification_overdue", clause=RECTIFICATION)


cn_supervision = made()
