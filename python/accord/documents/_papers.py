"""The papers themselves: 和解协议, 调解协议 and 处理决定通知书, each from a case as it stands.

A 和解协议 is made between the parties; a 调解协议 only through a body. The two are never mixed:
which one a case ends in is fixed by its procedure.
"""

from __future__ import annotations

from typing import Any

from accord._core import Case, Figure, Money
from accord.documents._content import Writer, day_of
from accord.documents._document import Document
from accord.documents._words import clean
from accord.errors import InputError

__all__ = ["agreement", "decision_notice"]

KINDS = {"settlement": "settlement_agreement", "mediation_agreement": "mediation_agreement"}


def _case(case: object) -> Case:
    if not isinstance(case, Case):
        raise TypeError(f"a document is made of a Case, not {type(case).__name__!r}")
    return case


def _texts(**given: object) -> None:
    for name, text in given.items():
        if not isinstance(text, str):
            raise TypeError(f"{name} is a str, not {type(text).__name__!r}")


def _made(case: Case) -> int:
    """Seconds since 1970 of the case's last act: the time a paper carries."""
    return case.last_at.micros // 1_000_000


def agreement(
    case: Case,
    *,
    language: str = "zh-Hans",
    facts: str = "",
    manner: str = "",
    payer: str | None = None,
    place: str = "",
    body: str = "",
) -> Document:
    """The agreement a case ended in: 和解协议 or 调解协议, as its procedure says.

    `facts` is what was established, `manner` how it is to be performed, `body` the mediation body.
    `payer` is the role that pays; by default the respondent where a payment was claimed, and where
    none was the paper states the sum without saying who pays.
    """
    writer = Writer(_case(case), language)
    _texts(facts=facts, manner=manner, place=place, body=body, payer="" if payer is None else payer)
    agreed = case.agreement
    if agreed is None:
        raise InputError("no_agreement", case.number or case.id, "agreement")
    if agreed.kind not in KINDS:
        raise InputError("unknown_document", agreed.kind, "agreement")
    day = day_of(case.closed_on)
    writer.parties()
    writer.agents(day)
    writer.facts(facts)
    writer.claims()
    mediated = agreed.kind == "mediation_agreement"
    body_name = clean(body) or writer.words["body"]
    writer.section("terms", _terms(writer, agreed, payer, manner), numbered=True)
    effect = list(writer.words["effect"][agreed.kind])
    confirm = case.terms.get("confirm")
    if mediated and confirm is not None:
        effect.append(writer.say("confirm_by", day=writer.day(confirm.due)))
    writer.section("effect", effect)
    copies = [writer.words["copies_mediated" if mediated else "copies"]]
    if day is not None:
        word = "closing_mediated" if mediated else "closing"
        copies.insert(0, writer.say(word, day=writer.day(day), body=body_name))
    writer.section("copies", copies)
    content = writer.content(
        agreed.kind,
        place=place,
        signatures=_signatures(writer, mediated, clean(body)),
        amount=agreed.amount,
        figure=_agreed_figure(case),
    )
    return Document(KINDS[agreed.kind], content, case, _made(case))


def _terms(writer: Writer, agreed: Any, payer: str | None, manner: str) -> list[str]:
    """Amount, date, manner and the remedies that are not money."""
    lines = []
    if agreed.amount is None:
        lines.append(writer.words["agreed_no_sum"])
    else:
        if payer is None:
            asked = any(claim.relief == "payment" for claim in writer.case.claims)
            payer = "respondent" if asked else ""
        if payer not in ("", "claimant", "respondent"):
            raise InputError("unknown_role", payer, "payer")
        if payer:
            payee = "claimant" if payer == "respondent" else "respondent"
            sides = {"payer": writer.party(payer), "payee": writer.party(payee)}
            lines.append(writer.money("agreed_pay", agreed.amount, **sides))
        else:
            lines.append(writer.money("agreed_sum", agreed.amount))
    if agreed.remedies:
        said = writer.listed([clean(writer.code("relief", code)) for code in agreed.remedies])
        lines.append(writer.say("remedies", remedies=said))
    if agreed.perform_by is None:
        lines.append(writer.words["perform_open"])
    else:
        lines.append(writer.say("perform_by", day=writer.day(agreed.perform_by)))
    stated = clean(manner)
    lines.append(writer.say("manner", manner=stated) if stated else writer.words["manner_open"])
    return lines


def _agreed_figure(case: Case) -> Figure | None:
    """The figure that was agreed, the last of that amount."""
    agreed = case.agreement
    if agreed is None or agreed.amount is None:
        return None
    found = [f for f in case.figures if f.name == "agreed" and f.amount == agreed.amount]
    return found[-1] if found else None


def _signatures(writer: Writer, mediated: bool, body: str) -> list[dict[str, str]]:
    labels = writer.words["sign"]
    signs = []
    for party in writer.case.parties:
        label = labels["party"].format(role=writer.role(party.role))
        signs.append({"label": label[:1].upper() + label[1:], "name": writer.name(party)})
    if mediated:
        signs += [{"label": labels["mediator"], "name": ""}]
        signs += [{"label": labels["body"], "name": body}]
    return signs


def decision_notice(
    case: Case,
    *,
    decision: str,
    reasons: str,
    amount: Money | None = None,
    language: str = "zh-Hans",
    facts: str = "",
    place: str = "",
) -> Document:
    """The 处理决定通知书 to the claimant: what was decided, why, and which ways stay open.

    A notice without a decision or without reasons is refused. `amount` is what was decided to be
    paid; by default the figure that came with the decision, with its reckoning.
    """
    writer = Writer(_case(case), language)
    if case.outcome != "decision_notice":
        raise InputError("no_decision", case.number or case.id, "decision_notice")
    _texts(facts=facts, place=place, decision=decision, reasons=reasons)
    for name, text in (("decision", decision), ("reasons", reasons)):
        if not clean(text):
            raise InputError("missing_argument", name, "decision_notice")
    day = day_of(case.closed_on)
    figure = _decided_figure(case)
    if amount is None:
        amount = None if figure is None else figure.amount
    elif figure is not None and figure.amount != amount:
        figure = None  # it explains another sum
    writer.parties()
    writer.facts(facts)
    writer.claims()
    number = clean(case.number or case.id)
    if day is None:
        lines = [writer.say("decided_undated", number=number)]
    else:
        lines = [writer.say("decided", number=number, day=writer.day(day))]
    lines.append(clean(decision))
    if amount is not None:
        lines.append(writer.money("decided_sum", amount))
    writer.section("decision", lines)
    writer.section("reasons", [clean(part) for part in reasons.split("\n") if clean(part)])
    writer.section("routes", list(writer.words["routes"]), numbered=True)
    claimants = [p for p in case.parties if p.role == "claimant"]
    to = writer.listed([writer.name(party) for party in claimants]) or writer.words["unnamed"]
    institution = [writer.name(p) for p in case.parties if p.role == "respondent"]
    content = writer.content(
        "decision_notice",
        to=writer.say("notice_to", name=to),
        place=place,
        signatures=[
            {"label": writer.words["sign"]["institution"], "name": writer.listed(institution)}
        ],
        amount=amount,
        figure=figure,
    )
    return Document("decision_notice", content, case, _made(case))


def _decided_figure(case: Case) -> Figure | None:
    """The figure that came with the decision itself: it bears the name of the act."""
    done = {act.action for act in case.acts}
    found = [f for f in case.figures if f.name in done and f.amount is not None]
    return found[-1] if found else None
