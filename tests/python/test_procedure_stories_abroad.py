"""Golden stories of arbitration and other schemes abroad, act by act."""

from __future__ import annotations

from accord.procedures import us_finra

from tests.python._stories import day, story

# --- FINRA customer arbitration ------------------------------------------------------------------


def test_finra_three_respondents_are_served_on_three_days_and_have_three_answer_terms(tmp_path):
    with story(tmp_path, "America/New_York") as tell:
        facts = {"occurred": day("2024-05-01")}
        tell.file("2026-03-05", us_finra, amount="250000.00 USD", respondents=3, facts=facts)
        tell("2026-03-06", "officer:desk", "find_deficient")
        owed = tell.refused("2026-03-09", "officer:desk", "send_claim")
        assert (owed.code, owed.missing) == ("obligation_pending", ("action:cure",))
        tell("2026-03-09", "claimant", "cure")
        assert tell.is_("cure") == "met"
        tell("2026-03-10", "officer:desk", "send_claim")
        assert tell.case.facts["track"] == "three"
        assert tell.case.stages == ("answering", "not_mediating")
        for number, received in ((1, "2026-03-10"), (2, "2026-03-12"), (3, "2026-03-16")):
            receipt = {"document": "claim", "served": day(received)}
            tell("2026-03-16", "officer:desk", "serve", recipient=f"respondent.{number}", **receipt)
        assert tell.due("answer", "respondent.1") == day("2026-04-24")
        assert tell.due("answer", "respondent.2") == day("2026-04-26")
        assert tell.due("answer", "respondent.3") == day("2026-04-30")
        # Lists follow the last of them, even if it is extended.
        assert tell.due("lists") == day("2026-05-20")
        tell("2026-04-20", "respondent.1", "respond")
        tell("2026-04-21", "officer:desk", "set_term", term="answer", of="respondent.3",
             due=day("2026-05-15"), reason="agreed in writing")  # fmt: skip
        assert tell.due("answer", "respondent.3") == day("2026-05-15")
        assert tell.due("lists") == day("2026-05-20")
        tell.later("2026-04-27")
        assert tell.is_("answer", "respondent.2") == "lapsed"
        assert tell.is_("answer", "respondent.1") == "met"


def test_finra_a_claim_above_a_hundred_thousand_is_heard_awarded_and_paid(tmp_path):
    with story(tmp_path, "America/New_York") as tell:
        facts = {"occurred": day("2018-05-01")}
        tell.file("2026-03-10", us_finra, amount="250000.00 USD", facts=facts)
        tell("2026-03-10", "officer:desk", "send_claim")
        tell("2026-03-10", "officer:desk", "serve", document="claim", recipient="respondent")
        assert tell.due("answer", "respondent") == day("2026-04-24")
        assert tell.due("lists") == day("2026-05-14")
        tell("2026-04-24", "respondent", "respond")
        tell("2026-05-14", "officer:desk", "send_lists")
        tell("2026-05-20", "claimant", "ask_disclosure")
        assert tell.due("objection") == day("2026-05-30")
        tell("2026-06-01", "claimant", "claimant_ranks")
        # A list that is out may still come back; not returned in time, it accepts everybody.
        early = tell.refused("2026-06-03", "officer:desk", "appoint")
        assert early.code == "guard"
        tell.later("2026-06-04")
        assert tell.is_("respondent_ranks") == "lapsed"
        tell("2026-06-04", "officer:desk", "appoint")
        tell("2026-06-20", "panel", "prehearing_conference")
        tell.state("2026-06-20", "first_hearing", day("2026-11-09"))
        assert tell.due("exchange") == day("2026-10-20")

        # Mediation goes on beside the arbitration, and fails.
        tell("2026-07-01", ("claimant", "respondent"), "begin_mediation")
        assert tell.case.stages == ("preparing", "mediating")
        # Out of time? After an answer, ninety days before the hearing, once.
        tell("2026-07-02", "respondent", "move_to_dismiss")
        assert tell.due("oppose") == day("2026-08-01")
        tell("2026-07-30", "claimant", "oppose")
        assert tell.due("reply_motion") == day("2026-08-04")
        tell("2026-08-20", "panel", "deny_dismissal")
        again = tell.refused("2026-08-21", "respondent", "move_to_dismiss")
        assert (again.code, again.clause) == ("guard", "FINRA 12206")
        tell("2026-09-01", "mediator", "end_mediation")
        assert tell.refused("2026-09-01", "panel", "close_record").code == "guard"

        tell("2026-10-20", ("claimant", "respondent"), "ask_explained")
        late = tell.refused("2026-10-21", ("claimant", "respondent"), "ask_explained")
        assert late.clause == "FINRA 12904(g)"
        tell("2026-11-09", "panel", "hold_session")
        tell("2026-11-10", "panel", "hold_session")
        tell("2026-11-10", "panel", "close_record")
        tell("2026-12-15", "panel", "award")
        assert tell.due("pay", "respondent") == day("2027-01-14")
        tell("2027-01-10", "respondent", "pay")
        tell("2027-01-12", "claimant", "confirm_paid")
        assert (tell.case.stage, tell.case.outcome) == ("paid", "paid")


def test_finra_a_small_claim_is_decided_on_papers_unless_the_claimant_asks(tmp_path):
    def to_the_panel(tell):
        tell.file("2026-03-10", us_finra, amount="50000.00 USD", facts={})
        tell("2026-03-10", "officer:desk", "send_claim")
        assert tell.case.facts["track"] == "simplified"
        tell("2026-04-20", "respondent", "respond")
        tell("2026-05-14", "officer:desk", "send_lists")
        tell("2026-05-20", "claimant", "claimant_ranks")
        tell("2026-05-20", "respondent", "respondent_ranks")
        tell("2026-05-21", "officer:desk", "appoint")

    with story(tmp_path / "papers", "America/New_York") as tell:
        to_the_panel(tell)
        assert tell.refused("2026-06-01", "panel", "hold_session").code == "guard"
        tell("2026-07-01", "panel", "close_record")
        assert tell.due("award") == day("2026-08-12")
        tell("2026-08-03", "panel", "award")
    with story(tmp_path / "special", "America/New_York") as tell:
        to_the_panel(tell)
        tell("2026-06-01", "claimant", "ask_special_hearing")
        assert tell.refused("2026-06-02", "panel", "close_record").code == "guard"
        tell.state("2026-06-02", "first_hearing", day("2026-08-10"))
        late = tell.refused("2026-06-12", "respondent", "ask_telephone")
        assert late.clause == "finra.org: simplified arbitrations"
        tell("2026-08-10", "panel", "hold_session")
        tell("2026-08-10", "panel", "hold_session")
        third = tell.refused("2026-08-10", "panel", "hold_session")
        assert (third.code, third.clause) == ("guard", "finra.org: simplified arbitrations")


def test_finra_a_claim_out_of_time_is_dismissed_by_the_panel(tmp_path):
    def before_the_panel(tell, occurred):
        facts = {"occurred": day(occurred)}
        tell.file("2026-03-10", us_finra, amount="250000.00 USD", facts=facts)
        tell("2026-03-10", "officer:desk", "send_claim")
        tell("2026-03-10", "officer:desk", "serve", document="claim", recipient="respondent")
        tell("2026-04-24", "respondent", "respond")
        tell("2026-05-14", "officer:desk", "send_lists")
        tell.later("2026-06-04")
        tell("2026-06-04", "officer:desk", "appoint")
        tell.state("2026-06-04", "first_hearing", day("2026-11-09"))

    with story(tmp_path / "old", "America/New_York") as tell:
        before_the_panel(tell, "2020-03-09")
        assert tell.refused("2026-06-05", "panel", "dismiss").clause == "FINRA 12206"
        tell("2026-08-11", "respondent", "move_to_dismiss")
        tell("2026-09-20", "panel", "dismiss")
        assert (tell.case.stage, tell.case.outcome) == ("dismissed", "dismissed")
    with story(tmp_path / "six years to the day", "America/New_York") as tell:
        before_the_panel(tell, "2020-03-10")
        tell("2026-08-11", "respondent", "move_to_dismiss")
        refused = tell.refused("2026-09-20", "panel", "dismiss")
        assert (refused.code, refused.clause) == ("guard", "FINRA 12206")
    with story(tmp_path / "too near the hearing", "America/New_York") as tell:
        before_the_panel(tell, "2020-03-09")
        refused = tell.refused("2026-08-12", "respondent", "move_to_dismiss")
        assert (refused.code, refused.clause) == ("guard", "FINRA 12206")


def test_finra_an_unpaid_award_ends_in_suspension_unless_defended(tmp_path):
    with story(tmp_path, "America/New_York") as tell:
        tell.file("2026-03-10", us_finra, amount=None, facts={"non_monetary": True})
        unstated = tell.refused("2026-03-10", "officer:desk", "send_claim")
        assert unstated.code == "undecided"
        tell("2026-03-10", "officer:desk", "send_unspecified")
        tell("2026-03-10", "officer:desk", "serve", document="claim", recipient="respondent")
        tell("2026-05-14", "officer:desk", "send_lists")
        tell.later("2026-06-04")
        tell("2026-06-04", "officer:desk", "appoint")
        tell("2026-09-01", "panel", "hold_session")
        tell("2026-09-01", "panel", "close_record")
        tell("2026-09-10", "panel", "award")
        assert tell.due("pay", "respondent") == day("2026-10-10")
        early = tell.refused("2026-10-10", "officer:desk", "notify_suspension")
        assert early.code == "guard"
        tell.later("2026-10-11")
        tell("2026-10-12", "officer:desk", "notify_suspension")
        assert tell.due("notice") == day("2026-11-02")
        tell.later("2026-11-03")
        assert (tell.case.stage, tell.case.outcome) == ("suspended", "suspended")
