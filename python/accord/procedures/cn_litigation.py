"""cn.litigation: a civil suit followed from filing to enforcement; the court conducts it.

立案、受理、审理 (举证、质证、辩论)、判决、上诉、执行, with the terms that a party must know.
"""

from __future__ import annotations

from accord.procedure import Clause, Procedure, Stages, f

# A rule stands on as few lines as it is read in.
# fmt: off

FILING = Clause("民事诉讼法 (2023) 126", "official")
PLEADINGS = Clause("民事诉讼法 (2023) 128", "official")
ORDINARY = Clause("民事诉讼法 (2023) 152", "official")
SIMPLE = Clause("民事诉讼法 (2023) 164, 168", "official")
EXCLUDED = Clause("民诉法解释 (2022) 243", "official")
APPEAL = Clause("民事诉讼法 (2023) 171", "official")
SECOND = Clause("民事诉讼法 (2023) 183", "official")
RESTORATION = Clause("民事诉讼法 (2023) 86", "official")
ENFORCEMENT = Clause("民事诉讼法 (2023) 250", "official")
# Numbers of these articles from memory; their content is the ordinary course of a trial.
TRIAL = Clause("民事诉讼法 (2023): 开庭审理、举证质证、辩论", "unverified")
MEDIATION = Clause("民事诉讼法 (2023): 法院调解", "unverified")
BOTH = ("claimant", "respondent")


def made() -> Procedure:
    p = Procedure("cn.litigation", version="2026.1", calendar="CN", effective="2024-01-01",
                  number="〔{year}〕诉讼字第{ordinal:4}号")
    for id in (*BOTH, "court"):
        p.role(id)
    p.fact("court_track", "text")
    p.fact("performance_ends", "date")
    first_instance(p)
    appeal(p)
    enforcement(p)
    return p


def first_instance(p: Procedure) -> None:
    """Seven days to file the case, five to serve it, fifteen for each respondent to answer."""
    filed, pleading, trial, judged = p.stages("filed", "pleading", "trial", "judged")
    evidence, examination, argument = p.stages("evidence", "examination", "argument",
                                               within=trial)
    rejected, withdrawn, ordered = p.stages(
        "rejected", "withdrawn", "ordered",
        final={"rejected": "rejected", "withdrawn": "withdrawn", "ordered": "mediation_order"})
    p.action("sue", start=filed, by="claimant", document="statement_of_claim", clause=FILING)
    p.action("accept", filed >> pleading, by="court",
             guard=f.facts.court_track.is_in(["ordinary", "simple", "small"]).because(FILING),
             service="claimant", document="acceptance_notice", clause=FILING)
    p.action("reject_filing", filed >> rejected, by="court", service="claimant",
             document="ruling", clause=FILING)
    # Sent to each respondent; when each received it is noted as its service.
    p.action("send_claim", pleading, by="court", document="statement_of_claim", clause=PLEADINGS)
    p.action("defend", pleading, by="respondent", within="defence", service="claimant",
             document="defence", clause=PLEADINGS)
    p.action("open_trial", pleading >> trial, by="court", service=BOTH,
             document="hearing_notice", clause=TRIAL)
    p.action("begin_examination", evidence >> examination, by="court", clause=TRIAL)
    p.action("begin_argument", examination >> argument, by="court", clause=TRIAL)
    p.action("issue_mediation_order", (pleading | trial) >> ordered, by="court",
             service=BOTH, document="mediation_order", clause=MEDIATION)
    p.action("withdraw", (filed | pleading | trial) >> withdrawn, by="claimant", clause=TRIAL)
    p.action("judge", argument >> judged, by="court", service=BOTH, document="judgment",
             effect="decision", clause=ORDINARY)
    p.term("filing", after="sue", days=7, met_by=("accept", "reject_filing"), rolls="forward",
           clause=FILING)
    p.term("send", after="accept", days=5, met_by="send_claim", rolls="forward", clause=PLEADINGS)
    p.term("defence", after="send_claim", after_service_on="respondent", service="each", days=15,
           met_by="defend", rolls="forward", clause=PLEADINGS,
           restore=p.restoration(by="court", days=10, clause=RESTORATION))
    ends = ("judge", "issue_mediation_order", "withdraw")
    waits = [p.wait(kind, effect="exclude", by="court", clause=EXCLUDED)
             for kind in ("announcement", "appraisal", "settlement_talks")]
    for id, track, months, longest, clause in (
        ("judgment_ordinary", "ordinary", 6, 12, ORDINARY),
        ("judgment_simple", "simple", 3, 4, SIMPLE),
        ("judgment_small", "small", 2, 3, SIMPLE),
    ):
        p.term(id, after="accept", months=months, when=f.facts.court_track == track, met_by=ends,
               waits=waits, extend=[p.extension(months=longest, by="court", clause=clause)],
               clause=clause)


def appeal(p: Procedure) -> None:
    """Fifteen days for each side from its own receipt; a judgment on a small claim is final."""
    judged, second_instance = Stages("judged"), p.stages("second_instance")
    effective = p.stages("effective", final={"effective": "judgment"})
    is_small = f.facts.court_track == "small"
    for side, appeals in (("claimant", "claimant_appeals"), ("respondent", "respondent_appeals")):
        p.action(appeals, judged >> second_instance, by=side, within=appeals, document="appeal",
                 clause=APPEAL)
        p.term(appeals, after="judge", after_service_on=side, days=15, nature="preclusion",
               when=~is_small, met_by=appeals, rolls="forward", clause=APPEAL)
    running = f.any("terms", f.item.id.is_in(["claimant_appeals", "respondent_appeals"])
                    & (f.item.state == "running"))
    for id, lapse in (("not_appealed", "lapsed.claimant_appeals"),
                      ("nobody_appealed", "lapsed.respondent_appeals")):
        p.react(id, judged >> effective, on=lapse, when=~running, clause=APPEAL)
    p.react("small_claim", judged >> effective, when=is_small, clause=SIMPLE)
    p.action("judge_appeal", second_instance >> effective, by="court", service=BOTH,
             document="judgment", effect="decision", clause=SECOND)
    p.action("withdraw_appeal", second_instance >> effective, by=BOTH, clause=SECOND)
    p.term("second_judgment", after=("claimant_appeals", "respondent_appeals"), months=3,
           met_by=("judge_appeal", "withdraw_appeal"),
           override=p.setting(by="court", clause=SECOND), clause=SECOND)


def enforcement(p: Procedure) -> None:
    """Two years from the last day of the performance period."""
    effective, ordered = Stages("effective"), Stages("ordered")
    p.action("apply_enforcement", effective | ordered, by=BOTH, within="enforce",
             clause=ENFORCEMENT)
    p.action("notify_enforcement", effective | ordered, by="court",
             guard=f.done("apply_enforcement"), service="respondent",
             document="enforcement_notice", clause=ENFORCEMENT)
    p.action("close_enforcement", effective | ordered, by="court",
             guard=f.done("apply_enforcement"), document="ruling", clause=ENFORCEMENT)
    p.term("enforce", after_fact="performance_ends", years=2, nature="limitation",
           met_by="apply_enforcement", rolls="forward", ends_with_case=False, clause=ENFORCEMENT)


cn_litigation = made()
