"""Golden stories of arbitration and other schemes abroad, act by act."""

from __future__ import annotations

from accord import Money
from accord.procedures import au_afca, hk_fdrc, us_aaa, us_finra

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
        assert tell.due("answer_claim", "respondent.1") == day("2026-04-24")
        assert tell.due("answer_claim", "respondent.2") == day("2026-04-26")
        assert tell.due("answer_claim", "respondent.3") == day("2026-04-30")
        # Lists follow the last of them, even if it is extended.
        assert tell.due("lists") == day("2026-05-20")
        tell("2026-04-20", "respondent.1", "respond")
        tell("2026-04-21", "officer:desk", "set_term", term="answer_claim", of="respondent.3",
             due=day("2026-05-15"), reason="agreed in writing")  # fmt: skip
        assert tell.due("answer_claim", "respondent.3") == day("2026-05-15")
        assert tell.due("lists") == day("2026-05-20")
        tell.later("2026-04-27")
        assert tell.is_("answer_claim", "respondent.2") == "lapsed"
        assert tell.is_("answer_claim", "respondent.1") == "met"


def test_finra_a_claim_above_a_hundred_thousand_is_heard_awarded_and_paid(tmp_path):
    with story(tmp_path, "America/New_York") as tell:
        facts = {"occurred": day("2018-05-01")}
        tell.file("2026-03-10", us_finra, amount="250000.00 USD", facts=facts)
        tell("2026-03-10", "officer:desk", "send_claim")
        tell("2026-03-10", "officer:desk", "serve", document="claim", recipient="respondent")
        assert tell.due("answer_claim", "respondent") == day("2026-04-24")
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


# --- Hong Kong ------------------------------------------------------------------------------------


def test_fdrc_the_gate_opens_after_sixty_days_and_the_claimant_alone_opts_for_arbitration(tmp_path):
    both = ("claimant", "firm")
    with story(tmp_path, "Asia/Hong_Kong") as tell:
        facts = {"purchased": day("2024-06-03")}
        tell.file("2026-01-05", hk_fdrc, amount="199999.00 HKD", facts=facts)
        assert tell.due("gate") == day("2026-03-06")
        early = tell.refused("2026-03-06", "claimant", "apply")
        assert early.clause == "FDRC FAQ: final written reply, or 60 days"
        assert early.earliest == day("2026-03-07")
        tell("2026-03-07", "claimant", "apply")
        tell("2026-03-20", "officer:desk", "accept")
        assert tell.refused("2026-03-23", "officer:desk", "appoint_mediator").code == "guard"
        tell("2026-03-23", both, "agree_to_mediate")
        tell("2026-03-30", "officer:desk", "appoint_mediator")
        tell("2026-04-15", both, "extend_session")
        tell("2026-04-15", "mediator", "certify_failure")
        assert tell.due("opt_in") == day("2026-06-14")
        assert tell.refused("2026-04-16", "firm", "opt_arbitration").code == "wrong_role"
        tell("2026-05-04", "claimant", "opt_arbitration")
        tell("2026-05-11", "officer:desk", "appoint_arbitrator")
        assert tell.due("firm_submits") == day("2026-06-01")
        tell("2026-05-28", "claimant", "claimant_submits")
        tell("2026-06-01", "firm", "firm_submits")
        assert tell.due("award") == day("2026-07-01")
        tell("2026-06-29", "arbitrator", "award")
        assert tell.case.outcome == "award"


def test_fdrc_limits_yield_to_the_consent_of_both(tmp_path):
    both = ("claimant", "firm")
    with story(tmp_path, "Asia/Hong_Kong") as tell:
        facts = {"purchased": day("2023-06-03"), "aware": day("2023-06-03")}
        tell.file("2026-01-05", hk_fdrc, amount="1000000.01 HKD", facts=facts)
        tell("2026-01-20", "firm", "respond")
        late = tell.refused("2026-01-21", "claimant", "apply")
        assert late.clause == "FDRC FAQ: 24 months"
        tell("2026-01-22", both, "consent_extended")
        tell("2026-01-22", "claimant", "apply")
        tell("2026-02-02", "officer:desk", "accept")
        tell("2026-02-02", both, "agree_to_mediate")
        tell("2026-02-09", "officer:desk", "appoint_mediator")
        tell("2026-02-20", "mediator", "certify_failure")
        tell.later("2026-04-22")
        assert tell.case.outcome == "failed"


# --- Australia ------------------------------------------------------------------------------------


def test_afca_what_is_left_of_the_firms_own_days(tmp_path):
    with story(tmp_path / "none", "Australia/Sydney") as tell:
        facts = {"own_handling": "none", "complaint_kind": "ordinary", "aware": day("2025-01-05")}
        tell.file("2026-01-05", au_afca, amount="9000.00 AUD", facts=facts)
        tell("2026-01-05", "officer:desk", "refer_to_firm")
        assert tell.due("response_ordinary") == day("2026-02-04")
    with story(tmp_path / "running", "Australia/Sydney") as tell:
        facts |= {"own_handling": "running", "began": day("2026-01-05")}
        tell.file("2026-01-20", au_afca, amount="9000.00 AUD", facts=facts)
        tell("2026-01-20", "officer:desk", "refer_to_firm")
        assert tell.due("response_ordinary") == day("2026-02-04")
        tell.later("2026-02-05")
        assert tell.case.stage == "managing"
    with story(tmp_path / "done", "Australia/Sydney") as tell:
        facts = {"own_handling": "done", "complaint_kind": "hardship", "aware": day("2025-01-05"),
                 "responded": day("2024-01-19")}  # fmt: skip
        tell.file("2026-01-20", au_afca, amount="9000.00 AUD", facts=facts)
        late = tell.refused("2026-01-20", "officer:desk", "refer_to_firm")
        assert late.clause == "AFCA Rules B.4: two and six years"
        tell("2026-01-21", "officer:desk", "find_exceptional")
        tell("2026-01-21", "officer:desk", "refer_to_firm")
        assert tell.due("response_done") == day("2026-02-11")


def test_afca_a_determination_binds_once_accepted_and_nobody_sues_meanwhile(tmp_path):
    with story(tmp_path / "accepted", "Australia/Sydney") as tell:
        facts = {"own_handling": "none", "complaint_kind": "hardship", "aware": day("2025-01-05")}
        tell.file("2026-01-05", au_afca, amount="9000.00 AUD", facts=facts)
        standstill = tell.refused("2026-01-06", "firm", "recover_debt")
        assert (standstill.code, standstill.clause) == ("guard", "AFCA Rules A.7")
        tell("2026-01-06", "officer:desk", "refer_to_firm")
        assert tell.due("response_hardship") == day("2026-01-27")
        tell("2026-01-20", "firm", "respond")
        tell("2026-01-21", "officer:desk", "expedite")
        tell("2026-03-02", "ombudsman", "decide")
        assert tell.due("accept_decision") == day("2026-04-01")
        tell("2026-04-01", "claimant", "accept_decision")
        tell("2026-04-20", "firm", "pay")
        assert tell.case.outcome == "performed"
    with story(tmp_path / "trustee", "Australia/Sydney") as tell:
        facts |= {"complaint_kind": "trustee"}
        tell.file("2026-01-05", au_afca, amount="9000000.00 AUD", facts=facts)
        tell("2026-01-06", "officer:desk", "refer_to_firm")
        assert tell.due("response_trustee") == day("2026-02-20")
        tell("2026-02-20", "firm", "respond")
        tell("2026-03-02", "officer:desk", "assess")
        tell("2026-03-20", "claimant", "ask_ombudsman")
        tell("2026-05-04", "ombudsman", "decide")
        assert tell.case.stage == "complying"
        assert tell.due("appeal") == day("2026-06-01")


# --- the AAA's consumer cases ---------------------------------------------------------------------


def test_aaa_a_small_claim_on_documents_and_a_claim_not_answered_is_denied(tmp_path):
    with story(tmp_path, "America/New_York") as tell:
        tell.file("2026-01-05", us_aaa, amount="25000.00 USD", facts={})
        bare = tell.refused("2026-01-06", "officer:desk", "send_claim")
        assert (bare.code, bare.missing) == ("guard", ("fact:clause_registered",))
        tell.state("2026-01-06", "clause_registered", True)
        tell("2026-01-06", "officer:desk", "send_claim")
        assert tell.due("answer_claim") == day("2026-01-20")
        tell.later("2026-01-21")
        assert tell.case.stage == "appointing"
        tell("2026-02-02", "officer:desk", "appoint")
        alone = tell.refused("2026-02-10", "arbitrator", "hold_hearing")
        assert alone.clause == ("AAA Consumer Arbitration Rules (2025): documents only, 25,000 USD")
        tell("2026-03-02", "arbitrator", "close_record")
        assert tell.due("award_on_documents") == day("2026-03-16")
        tell("2026-03-10", "arbitrator", "award")
        assert tell.due("correction") == day("2026-03-30")


def test_aaa_a_larger_claim_is_heard_after_ninety_days_for_a_court(tmp_path):
    with story(tmp_path, "America/New_York") as tell:
        tell.file("2026-01-05", us_aaa, amount="25000.01 USD", facts={"clause_registered": True})
        tell("2026-01-06", "respondent", "seek_ruling")
        assert tell.due("ruling") == day("2026-04-06")
        tell.later("2026-04-07")
        assert tell.case.stage == "demanded"
        tell("2026-04-07", "officer:desk", "send_claim")
        tell("2026-04-15", "respondent", "respond")
        tell("2026-04-15", "respondent", "ask_small_claims")
        tell("2026-04-20", "officer:desk", "appoint")
        assert tell.refused("2026-05-01", "arbitrator", "close_record").code == "guard"
        tell("2026-06-01", "arbitrator", "hold_hearing")
        tell("2026-06-01", "arbitrator", "close_record")
        assert tell.due("award") == day("2026-07-01")
        tell("2026-06-30", "arbitrator", "award", amount=Money("9000.00 USD"))
