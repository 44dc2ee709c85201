"""us.finra: a customer's claim against a member firm, arbitrated by FINRA; mediation runs beside.

One respondent or several are served, each with an answer term of his own; lists of neutrals are
struck and ranked; a panel hears, or decides on papers; the award is final and paid in 30 days.
"""

from __future__ import annotations

from typing import Any

from accord.procedure import Clause, Procedure, Stages, f, move

# A rule stands on as few lines as it is read in.
# fmt: off

TRACKS = Clause("FINRA 12401, 12800", "official")
ELIGIBLE = Clause("FINRA 12206", "secondary")
ANSWER = Clause("FINRA 12303", "official")
EXTENSION = Clause("FINRA 12207", "secondary")
LISTS = Clause("finra.org: arbitrator selection", "official")
SIMPLIFIED = Clause("finra.org: simplified arbitrations", "official")
EXCHANGE = Clause("FINRA 12514", "secondary")
EXPLAINED = Clause("FINRA 12904(g)", "secondary")
AWARD = Clause("FINRA 12904", "secondary")
# From memory: how many days to cure, reply, return lists, meet and produce.
MEMORY = Clause("FINRA 12307, 12304, 12403-12407, 12500, 12506", "unverified")
PAYMENT = Clause("FINRA IM-12000", "official")
SUSPENSION = Clause("finra.org: expedited suspension (9554)", "official")
MEDIATION = Clause("finra.org: mediation", "official")
# From memory.
NOTICE = Clause("FINRA 9554: 21 days", "unverified")
BOTH = ("claimant", "respondent")


def make_us_finra() -> Procedure:
    p = Procedure("us.finra", version="2026.1", calendar="US", zone="America/New_York",
                  effective="2024-03-04")
    for role in (*BOTH, "panel", "mediator"):
        p.role(role)
    p.role("director", actors="officer")
    facts = {"occurred": "date", "first_hearing": "date", "track": "text"}
    for id, type in (facts | {"non_monetary": "bool", "undisclosed": "bool"}).items():
        p.fact(id, type)
    p.table("track", {"case.amount": "USD"}, "track",
            [("<= 50000.00 USD", "simplified"), ("(50000.00 USD..100000.00 USD]", "one"),
             ("> 100000.00 USD", "three")], clause=TRACKS)
    filed, proceedings = p.stages("filed", "proceedings")
    arbitration, mediation = p.tracks("arbitration", "mediation", within=proceedings)
    answering, ranking, preparing, heard, deliberating = p.stages("answering", "ranking",
        "preparing", "heard", "deliberating", within=arbitration)
    awarded = p.stages("awarded")
    claim(p, filed, proceedings)
    answers(p, answering, ranking)
    panel(p, ranking, preparing, heard)
    dismissal(p, preparing)
    hearing(p, preparing, heard, deliberating)
    award(p, deliberating, awarded)
    beside(p, mediation, proceedings)
    payment(p, awarded)
    return p


def claim(p: Procedure, filed: Stages, proceedings: Stages) -> None:
    """The claim comes in, is cured where deficient, and is served or declined."""
    declined = p.stages("declined", final="declined")
    p.action("apply_arbitration", start=filed, by="claimant", clause=TRACKS)
    p.action("find_deficient", filed, by="director", **sent("deficiency_notice", "claimant"),
             clause=MEMORY)
    p.action("cure", filed, by="claimant", clause=MEMORY)
    p.obligation("cure", of="claimant", after="find_deficient", met_by="cure",
                 blocks=["send_claim", "send_unspecified"], clause=MEMORY)
    p.action("decline", filed >> declined, by="director", service="claimant", clause=TRACKS)
    # Sent to each respondent; when each received it is noted as its service.
    for id, decides, guard in (
        ("send_claim", "track", None),
        ("send_unspecified", (), f.facts.non_monetary.because(MEMORY)),
    ):
        p.action(id, filed >> proceedings, by="director", guard=guard, decides=decides,
                 document="claim", clause=TRACKS)
    cure = p.parameter("cure_days", 30, clause=MEMORY)
    p.term("cure", after="find_deficient", days=cure, met_by="cure", clause=MEMORY)


def answers(p: Procedure, answering: Stages, ranking: Stages) -> None:
    """Each respondent answers within 45 days of receipt; lists follow the last day to answer."""
    p.action("respond", answering, by="respondent", **sent("answer", "claimant"), clause=ANSWER)
    p.action("counterclaim", answering, by="respondent", **sent("counterclaim", "claimant"),
             clause=ANSWER)
    p.action("reply", answering | ranking, by="claimant", document="reply", clause=MEMORY)
    p.action("send_lists", answering >> ranking, by="director", **sent("neutral_list"),
             clause=LISTS)
    p.term("answer_claim", after=("send_claim", "send_unspecified"), after_service_on="respondent",
           service="each", days=45, met_by="respond",
           override=p.setting(by="director", clause=EXTENSION), on_lapse_task="answer_overdue",
           clause=ANSWER)
    reply = p.parameter("reply_days", 20, clause=MEMORY)
    p.term("reply_counterclaim", after="counterclaim", days=reply, met_by="reply", clause=MEMORY)
    # About 20 days after the last answer is due, even if it was extended.
    p.term("lists", after_term="answer_claim", even_if_extended=True, days=20, nature="target",
           met_by="send_lists", clause=LISTS)


def panel(p: Procedure, ranking: Stages, preparing: Stages, heard: Stages) -> None:
    """Lists are struck and ranked by each side; one not returned in time accepts everybody."""
    for side, id in (("claimant", "claimant_ranks"), ("respondent", "respondent_ranks")):
        p.action(id, ranking, by=side, document="ranked_list", clause=LISTS)
    p.action("ask_disclosure", ranking, by=BOTH, clause=LISTS)
    p.action("object_disclosure", ranking, by=BOTH, within="objection", clause=LISTS)
    p.action("forward_disclosure", ranking, by="director", clause=LISTS)
    open_lists = f.any(
        "terms",
        f.item.id.is_in(["claimant_ranks", "respondent_ranks"]) & (f.item.state == "running"),
    )
    p.action("appoint", ranking >> preparing, by="director", guard=(~open_lists).because(MEMORY),
             **sent("appointment"), clause=LISTS)
    p.action("challenge", preparing | heard, by=BOTH, document="challenge", clause=MEMORY)
    p.action("remove", by="director", guard=f.done("challenge"),
             moves=[preparing >> ranking, move(heard >> ranking, when=f.facts.undisclosed)],
             clause=MEMORY)
    rank = p.parameter("rank_days", 20, clause=MEMORY)
    for id in ("claimant_ranks", "respondent_ranks"):
        task = "list_not_returned"
        p.term(id, after="send_lists", days=rank, met_by=id, on_lapse_task=task, clause=MEMORY)
    p.term("objection", after="ask_disclosure", days=10, met_by="object_disclosure", clause=LISTS)
    p.term("forward", after="object_disclosure", days=5, met_by="forward_disclosure", clause=LISTS)


def dismissal(p: Procedure, preparing: Stages) -> None:
    """Six years: only after an answer, 90 days before the hearing, and by all of the panel."""
    dismissed = p.stages("dismissed", final="dismissed")
    in_time = f.today <= f.facts.first_hearing - f.days(90)
    fresh = ~f.done("deny_dismissal")
    p.action("move_to_dismiss", preparing, by="respondent",
             guard=(f.done("respond") & in_time & fresh).because(ELIGIBLE),
             **sent("motion", "claimant"), clause=ELIGIBLE)
    p.action("oppose", preparing, by="claimant", service="respondent", clause=ELIGIBLE)
    p.action("reply_motion", preparing, by="respondent", clause=ELIGIBLE)
    p.action("deny_dismissal", preparing, by="panel", guard=f.done("move_to_dismiss"),
             clause=ELIGIBLE)
    late = f.case.filed_on > f.facts.occurred + f.years(6)
    p.action("dismiss", preparing >> dismissed, by="panel",
             guard=f.done("move_to_dismiss").because(ELIGIBLE) & fresh & late.because(ELIGIBLE),
             **sent("order"), clause=ELIGIBLE)
    p.term("oppose", after="move_to_dismiss", days=30, met_by="oppose", clause=ELIGIBLE)
    p.term("reply_motion", after="oppose", days=5, met_by="reply_motion", clause=ELIGIBLE)


def hearing(p: Procedure, preparing: Stages, heard: Stages, deliberating: Stages) -> None:
    """A hearing with its dates counted back; small claims on papers unless one is asked for."""
    small = f.facts.track == "simplified"
    asked = f.done("ask_hearing") | f.done("ask_special_hearing")
    before = f.facts.first_hearing
    p.action("prehearing_conference", preparing, by="panel", document="order", clause=MEMORY)
    p.action("exchange", preparing, by=BOTH, document="exhibits", clause=EXCHANGE)
    p.action("ask_hearing", preparing, by="claimant", guard=small, clause=SIMPLIFIED)
    p.action("ask_special_hearing", preparing, by="claimant", guard=small, clause=SIMPLIFIED)
    p.action("ask_telephone", preparing, by=BOTH,
             guard=f.done("ask_special_hearing") & (f.today <= before - f.days(60)),
             clause=SIMPLIFIED)
    p.action("ask_explained", preparing, by=BOTH, all_of=True,
             guard=(~small & (f.today <= before - f.days(20))).because(EXPLAINED),
             clause=EXPLAINED)
    sessions = f.count("acts", f.item.action == "hold_session")
    p.action("hold_session", by="panel",
             moves=[move(preparing >> heard, when=f.done("send_unspecified") | ~small | asked),
                    move(heard, when=~f.done("ask_special_hearing") | (sessions <= 2))],
             clause=SIMPLIFIED)
    papers = (small & ~asked).because(SIMPLIFIED)
    p.action("close_record", by="panel",
             moves=[heard >> deliberating, move(preparing >> deliberating, when=papers)],
             clause=AWARD)
    p.contract("heard_or_on_papers", f.done("hold_session") | papers, action="award", clause=AWARD)
    conference = p.parameter("conference_days", 30, clause=MEMORY)
    p.term("conference", after="appoint", days=conference, nature="target",
           met_by="prehearing_conference", clause=MEMORY)
    p.term("exchange", after_fact="first_hearing", days=20, direction="before", met_by="exchange",
           clause=EXCHANGE)


def award(p: Procedure, deliberating: Stages, awarded: Stages) -> None:
    p.action("award", deliberating >> awarded, by="panel", **sent("award"), effect="decision",
             clause=AWARD)
    p.term("award", after="close_record", business_days=30, nature="target", met_by="award",
           clause=AWARD)


def sent(document: str, to: str | tuple[str, ...] = BOTH) -> dict[str, Any]:
    """A paper, and on whom it is served."""
    return {"document": document, "service": to}


def beside(p: Procedure, mediation: Stages, proceedings: Stages) -> None:
    """Mediation at any time, in a track of its own: the arbitration goes on unless stayed."""
    idle, mediating = p.stages("not_mediating", "mediating", within=mediation)
    settled = p.stages("settled", final={"settled": "settlement"})
    p.action("begin_mediation", idle >> mediating, by=BOTH, all_of=True, clause=MEDIATION)
    p.action("end_mediation", mediating >> idle, by=(*BOTH, "mediator"), clause=MEDIATION)
    p.action("settle", proceedings >> settled, by=BOTH, all_of=True,
             document="settlement_agreement", agreement="settlement", clause=MEDIATION)


def payment(p: Procedure, awarded: Stages) -> None:
    """Paid in 30 days of receipt, or a notice of suspension with its four defences."""
    noticed, contested = p.stages("noticed", "contested")
    paid, excused, suspended = p.stages("paid", "excused", "suspended",
                                        final=("paid", "excused", "suspended"))
    owing = awarded | noticed | contested
    p.action("pay", owing, by="respondent", document="receipt", clause=PAYMENT)
    p.action("confirm_paid", owing >> paid, by="claimant", clause=PAYMENT)
    unpaid = f.any("terms", (f.item.id == "pay") & (f.item.state == "lapsed"))
    p.action("notify_suspension", awarded >> noticed, by="director", guard=unpaid,
             **sent("suspension_notice", "respondent"), clause=SUSPENSION)
    p.action("raise_defence", noticed >> contested, by="respondent", clause=SUSPENSION)
    p.action("uphold_defence", contested >> excused, by="panel", clause=SUSPENSION)
    p.action("reject_defence", contested >> suspended, by="panel", clause=SUSPENSION)
    p.react("not_defended", noticed >> suspended, on="lapsed.notice", clause=SUSPENSION)
    p.term("pay", after="award", after_service_on="respondent", service="each", days=30,
           met_by="pay", waits={"vacatur": "pause"}, on_lapse_task="payment_overdue",
           clause=PAYMENT)
    notice = p.parameter("notice_days", 21, clause=NOTICE)
    p.term("notice", after="notify_suspension", days=notice, met_by="raise_defence",
           clause=SUSPENSION)


us_finra = make_us_finra()
