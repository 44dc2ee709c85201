"""What a mediation agreement becomes: a mediation order, a confirmed agreement, or a contract.

Filed already, the court issues a 调解书. Not filed, both sides may ask the court to confirm within
30 days; until it has, or the agreement is notarised, the agreement is a contract to sue on.
"""

from __future__ import annotations

from accord.procedure import Clause, Expression, Procedure, Stages, f

# A rule stands on as few lines as it is read in.
# fmt: off

ENTRUSTED = Clause("最高人民法院关于人民法院特邀调解的规定 27", "official")
ORDER = Clause("民诉法 100", "unverified")
CONTRACT = Clause("人民调解法 31", "official")
CONFIRMATION = Clause("民诉法 205", "official")
RULING = Clause("最高人民法院关于人民调解协议司法确认程序的若干规定 4, 5", "official")
SPECIAL = Clause("民诉法 187", "official")
REFUSAL = Clause("民诉法解释 355, 358", "official")
OBJECTION = Clause("民诉法解释 (2022): 确认裁定的异议", "official")
ENFORCEMENT = Clause("民诉法 250", "official")
DEED = Clause("上海浦东商事调解规定 (2024) 20", "official")
BOTH = ("claimant", "respondent")
FILED = ["ordinary", "summary"]
STAGES = ["before_filing", *FILED]


def entrusted() -> Expression:
    """A court entrusted the case, before filing it or after."""
    return f.facts.entrusted.is_in(STAGES).because(ENTRUSTED)


def court_terms(p: Procedure, *, after: tuple[str, ...], ends: tuple[str, ...]) -> None:
    """30 days before filing, 15 or 7 after; appraisal is not counted; both sides may extend."""
    for id, how, days in (("mediate_before_filing", "before_filing", 30),
                          ("mediate_ordinary", "ordinary", 15), ("mediate_summary", "summary", 7)):
        p.term(id, after=after, days=days, when=f.facts.entrusted == how, met_by=ends,
               waits={"appraisal": "exclude"}, on_lapse_task="mediation_overdue",
               extend=[p.extension(days=2 * days, by=BOTH, all_of=True, clause=ENTRUSTED)],
               clause=ENTRUSTED)


def effect(p: Procedure, agreed: Stages, *, own: Expression, after: tuple[str, ...]) -> None:
    """The order, the confirmation, the deed; `own`: the body's own case, which no court filed."""
    is_filed = f.facts.entrusted.is_in(FILED)
    p.action("issue_mediation_order", agreed, by="court", guard=is_filed.because(ORDER),
             service=BOTH, document="mediation_order", clause=ORDER)
    p.action("apply_confirmation", agreed, by=BOTH, all_of=True, within="confirm",
             guard=(own | ~is_filed).because(CONFIRMATION), document="confirmation_application",
             clause=CONFIRMATION)
    p.action("notarise", agreed, by=BOTH, all_of=True, document="notarised_deed", clause=DEED)
    p.term("confirm", after=after, days=30, met_by="apply_confirmation", rolls="forward",
           ends_with_case=False, clause=CONFIRMATION)
    p.milestone("enforceable", after=("issue_mediation_order", "confirm", "notarise"),
                clause=CONFIRMATION)
    confirmation(p, agreed)
    objections(p, agreed)
    performance(p, agreed)


def confirmation(p: Procedure, agreed: Stages) -> None:
    """The court accepts in 3 days and decides in 15, or 25; it hears both and charges nothing."""
    applied = f.done("apply_confirmation").because(CONFIRMATION)
    accepted = f.done("accept_confirmation").because(RULING)
    p.action("accept_confirmation", agreed, by="court", guard=applied, service=BOTH,
             document="acceptance_notice", clause=RULING)
    p.action("decline_confirmation", agreed, by="court", guard=applied, service=BOTH,
             document="ruling", clause=REFUSAL)
    p.action("confirm", agreed, by="court", guard=accepted, service=BOTH, document="ruling",
             clause=CONFIRMATION)
    p.action("refuse_confirmation", agreed, by="court", guard=accepted, service=BOTH,
             document="ruling", clause=REFUSAL)
    p.term("accept_confirmation", after="apply_confirmation", days=3,
           met_by=("accept_confirmation", "decline_confirmation"), ends_with_case=False,
           clause=RULING)
    p.term("confirmation_ruling", after="accept_confirmation", days=15,
           met_by=("confirm", "refuse_confirmation"), ends_with_case=False,
           extend=[p.extension(days=25, by="court", clause=RULING)], clause=RULING)
    p.term("special_procedure", after="accept_confirmation", days=30,
           met_by=("confirm", "refuse_confirmation"), ends_with_case=False,
           override=p.setting(by="court", clause=SPECIAL), clause=SPECIAL)


def objections(p: Procedure, agreed: Stages) -> None:
    """A party within 15 days of receipt, a third party within six months of knowing."""
    confirmed = f.done("confirm").because(OBJECTION)
    for side, objects in (("claimant", "claimant_objects"), ("respondent", "respondent_objects")):
        p.action(objects, agreed, by=side, within=objects, guard=confirmed, clause=OBJECTION)
        p.term(objects, after="confirm", after_service_on=side, days=15, met_by=objects,
               nature="preclusion", rolls="forward", ends_with_case=False, clause=OBJECTION)
    p.action("third_party_objects", agreed, by="third_party", within="third_party_objects",
             guard=confirmed, clause=OBJECTION)
    p.term("third_party_objects", after_fact="third_party_knew", months=6, nature="preclusion",
           met_by="third_party_objects", ends_with_case=False, clause=OBJECTION)
    objected = f.done("claimant_objects") | f.done("respondent_objects")
    objected |= f.done("third_party_objects")
    p.action("revoke_confirmation", agreed, by="court", guard=objected.because(OBJECTION),
             service=BOTH, document="ruling", clause=OBJECTION)


def performance(p: Procedure, agreed: Stages) -> None:
    """Performed; or enforced within two years where enforceable, and else sued on as a contract."""
    lives = f.milestone("enforceable") & ~f.done("revoke_confirmation")
    p.action("perform", agreed, by=BOTH, document="receipt", clause=CONTRACT)
    p.action("apply_enforcement", agreed, by=BOTH, within="enforce", guard=lives.because(CONTRACT),
             clause=ENFORCEMENT)
    p.action("sue_on_agreement", agreed, by=BOTH, guard=(~lives).because(CONTRACT),
             clause=CONTRACT)
    p.term("enforce", after_fact="last_instalment", years=2, nature="limitation", rolls="forward",
           met_by="apply_enforcement", ends_with_case=False, clause=ENFORCEMENT)
