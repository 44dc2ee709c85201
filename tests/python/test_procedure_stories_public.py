"""Golden stories of what courts and supervisors in China do, act by act."""

from __future__ import annotations

from accord.procedures import cn_litigation, cn_supervision

from tests.python._stories import Story, day, story

BOTH = ("claimant", "respondent")


def served(tell: Story, track: str = "ordinary", respondents: int = 1) -> None:
    """Sued on 2 March, filed by the court on the 9th, received from the 13th on."""
    facts = {"court_track": track}
    tell.file("2026-03-02", cn_litigation, respondents=respondents, facts=facts)
    tell("2026-03-09", "court", "accept")
    tell("2026-03-12", "court", "send_claim")
    for number in range(respondents):
        receipt = {"document": "statement_of_claim", "served": day(f"2026-03-{13 + number}")}
        who = f"respondent.{number + 1}" if respondents > 1 else "respondent"
        tell("2026-03-16", "court", "serve", recipient=who, **receipt)


def judged(tell: Story) -> None:
    tell("2026-04-10", "court", "open_trial")
    tell("2026-04-10", "court", "begin_examination")
    tell("2026-04-10", "court", "begin_argument")
    tell("2026-05-20", "court", "judge")


def test_a_suit_from_filing_to_enforcement(tmp_path):
    with story(tmp_path) as tell:
        served(tell, respondents=3)
        assert tell.due("filing") == day("2026-03-09")
        assert tell.due("send") == day("2026-03-16")
        # Fifteen days for each: a Saturday goes on to Monday.
        assert tell.due("defence", "respondent.1") == day("2026-03-30")
        assert tell.due("defence", "respondent.2") == day("2026-03-30")
        assert tell.due("defence", "respondent.3") == day("2026-03-30")
        assert tell.due("judgment_ordinary") == day("2026-09-09")
        tell("2026-03-20", "respondent.1", "defend")
        tell.later("2026-03-31")
        missed = tell.refused("2026-03-31", "respondent.2", "defend")
        assert (missed.code, missed.clause) == ("term_lapsed", "民事诉讼法 (2023) 128")
        tell(
            "2026-03-31", "court", "wait", kind="appraisal", waiting_for="appraiser", reason="loss"
        )
        tell("2026-04-10", "court", "resume", kind="appraisal")
        assert tell.due("judgment_ordinary") == day("2026-09-19")
        judged(tell)
        assert tell.due("claimant_appeals") == day("2026-06-04")
        tell("2026-06-04", "respondent", "respondent_appeals")
        assert tell.case.stage == "second_instance"
        assert tell.due("second_judgment") == day("2026-09-04")
        tell("2026-08-31", "court", "judge_appeal")
        assert (tell.case.stage, tell.case.outcome) == ("effective", "judgment")
        tell.state("2026-08-31", "performance_ends", day("2026-09-30"))
        # Raw 30 September 2028, the eve of the holidays.
        assert tell.due("enforce") == day("2028-10-04")
        tell("2026-10-08", "claimant", "apply_enforcement")
        tell("2026-10-12", "court", "notify_enforcement")


def test_a_judgment_nobody_appeals_takes_effect_and_one_on_a_small_claim_at_once(tmp_path):
    with story(tmp_path / "ordinary") as tell:
        served(tell)
        judged(tell)
        assert tell.case.stage == "judged"
        late = tell.refused("2026-06-05", "claimant", "claimant_appeals")
        assert late.code == "wrong_stage"
        tell.later("2026-06-05")
        assert (tell.case.stage, tell.case.outcome) == ("effective", "judgment")
    with story(tmp_path / "small") as tell:
        served(tell, "small")
        assert tell.due("judgment_small") == day("2026-05-09")
        judged(tell)
        assert tell.case.stage == "effective"


def test_an_investigation_ends_in_a_fine_and_a_rectification_side_by_side(tmp_path):
    with story(tmp_path) as tell:
        tell.file("2026-03-02", cn_supervision, by="claimant")
        bare = tell.refused("2026-03-03", "officer:desk", "notify_penalty")
        assert bare.code == "guard"
        tell("2026-03-20", "officer:desk", "investigate")
        tell("2026-04-01", "officer:desk", "notify_penalty")
        assert tell.case.stages == ("notified", "not_ordered")
        early = tell.refused("2026-04-02", "officer:desk", "fine")
        assert (early.code, early.earliest) == ("guard", day("2026-04-10"))
        tell("2026-04-03", "institution", "ask_hearing")
        owed = tell.refused("2026-04-20", "officer:desk", "fine")
        assert owed.code == "obligation_pending"
        tell("2026-04-20", "officer:desk", "hold_hearing")
        unpublished = tell.refused("2026-04-21", "officer:desk", "publish")
        assert unpublished.clause == "行政处罚信息公开规定"
        tell("2026-04-27", "officer:desk", "fine")
        assert tell.due("pay") == day("2026-05-12")
        tell.state("2026-04-27", "rectify_by", day("2026-07-31"))
        tell("2026-04-27", "officer:desk", "order_rectification")
        assert tell.case.stages == ("fined", "rectifying")
        assert tell.due("rectify") == day("2026-07-31")
        tell("2026-05-06", "institution", "pay")
        assert tell.case.stages == ("penalty_done", "rectifying")
        tell("2026-07-20", "institution", "submit_rectification")
        tell("2026-08-03", "officer:desk", "confirm_rectification")
        assert (tell.case.stage, tell.case.outcome) == ("closed", "closed")
        tell("2026-08-10", "officer:desk", "publish")
