"""Golden stories of arbitration under the law of China, act by act."""

from __future__ import annotations

from accord.procedures import cietac_summary, cietac_summary_2017

from tests.python._stories import Story, day, story

BOTH = ("claimant", "respondent")


def accepted(tell: Story, procedure=cietac_summary, amount="3000000.00 CNY", year="2026", **more):
    """Applied for on 10 March with the clause, accepted on the 13th, received on the 16th."""
    tell.file(f"{year}-03-10", procedure, amount=amount, **more)
    add(tell, f"{year}-03-10", "arbitration_agreement")
    tell(f"{year}-03-13", "officer:desk", "accept")
    for number in range(1, len(tell.case.parties)):
        receipt = {"document": "arbitration_notice", "served": day(f"{year}-03-{15 + number}")}
        who = "respondent" if len(tell.case.parties) == 2 else f"respondent.{number}"
        tell(f"{year}-03-20", "officer:desk", "serve", recipient=who, **receipt)


def add(tell: Story, on: str, item: str) -> None:
    tell(on, "claimant", "add_evidence", content=b"%PDF", name=item, item=item, kind="document")


def test_a_summary_case_from_application_to_an_award_that_no_court_tries_again(tmp_path):
    with story(tmp_path) as tell:
        tell.file("2026-03-10", cietac_summary, amount="3000000.00 CNY")
        assert tell.due("acceptance") == day("2026-03-15")
        bare = tell.refused("2026-03-11", "officer:desk", "accept")
        assert (bare.code, bare.clause) == ("evidence_missing", "仲裁法 (2017) 16")
        add(tell, "2026-03-11", "arbitration_agreement")
        tell("2026-03-13", "officer:desk", "accept")
        # A Saturday; the fee is paid on the Monday after it.
        assert tell.due("fee") == day("2026-03-30")
        receipt = {"document": "arbitration_notice", "served": day("2026-03-16")}
        tell("2026-03-16", "officer:desk", "serve", recipient="respondent", **receipt)
        # Raw 5 April, Qingming and its day in lieu.
        assert tell.due("defence", "respondent") == day("2026-04-07")
        unpaid = tell.refused("2026-03-17", BOTH, "choose_arbitrator")
        assert (unpaid.code, unpaid.clause) == ("guard", "仲裁委员会仲裁收费办法 4")
        tell("2026-03-27", "claimant", "pay_fee")
        early = tell.refused("2026-03-28", "chairman", "appoint_arbitrator")
        assert (early.clause, early.earliest) == ("仲裁法 (2017) 32", day("2026-03-29"))
        tell("2026-03-30", "chairman", "appoint_arbitrator")
        assert tell.due("award") == day("2026-06-30")
        tell("2026-04-03", "respondent", "defend")
        tell("2026-04-07", "respondent", "counterclaim")
        tell("2026-04-08", "respondent", "object_jurisdiction")

        tell.state("2026-04-10", "first_hearing", day("2026-05-12"))
        assert tell.due("hearing_notice") == day("2026-04-27")
        tell("2026-04-20", "arbitrator", "notify_hearing")
        # Ten days of stay are not counted.
        tell(
            "2026-04-21", "officer:desk", "stay", reason="settlement talks", waiting_for="claimant"
        )
        assert tell.refused("2026-04-22", "arbitrator", "hold_hearing").code == "stayed"
        tell("2026-05-01", "officer:desk", "resume", kind="stay")
        assert tell.due("award") == day("2026-07-10")
        late = tell.refused("2026-05-08", "respondent", "ask_postponement")
        assert late.code == "guard"
        unheard = tell.refused("2026-05-11", "arbitrator", "award")
        assert unheard.code == "contract"
        tell("2026-05-12", "arbitrator", "hold_hearing")
        no_more = tell.refused("2026-05-13", "respondent", "object_jurisdiction")
        assert no_more.clause == "仲裁法 (2017) 20"
        tell("2026-05-13", "arbitrator", "close_hearings")
        tell("2026-06-15", "arbitrator", "award")
        assert (tell.case.stage, tell.case.outcome) == ("awarded", "award")

        assert tell.due("claimant_asks_correction") == day("2026-07-15")
        assert tell.due("respondent_asks_set_aside") == day("2026-09-15")
        merits = tell.refused("2026-06-16", "respondent", "sue")
        assert (merits.code, merits.clause) == ("guard", "仲裁法 (2017) 9")
        tell("2026-07-01", "claimant", "claimant_asks_correction")
        tell("2026-07-08", "arbitrator", "correct_award")
        late = tell.refused("2026-09-16", "respondent", "respondent_asks_set_aside")
        assert (late.code, late.clause) == ("term_lapsed", "仲裁法 (2025) 72")
        tell.state("2026-09-16", "performance_ends", day("2026-07-15"))
        assert tell.due("enforce") == day("2028-07-17")
        tell("2026-09-17", "claimant", "apply_enforcement")
        tell("2026-09-25", "court", "notify_enforcement")
        assert tell.due("non_enforcement") == day("2026-10-10")
        tell("2026-10-09", "respondent", "ask_non_enforcement")
        assert tell.due("non_enforcement_ruling") == day("2026-12-09")
        tell("2026-11-20", "court", "refuse_enforcement")
        tell("2026-11-21", "claimant", "sue")


def test_three_respondents_defend_each_in_his_own_time(tmp_path):
    with story(tmp_path) as tell:
        accepted(tell, respondents=3)
        assert tell.due("defence", "respondent.1") == day("2026-04-07")
        assert tell.due("defence", "respondent.2") == day("2026-04-07")
        assert tell.due("defence", "respondent.3") == day("2026-04-07")
        assert [t.raw for t in tell.case.terms.values() if t.id == "defence"] == [
            day("2026-04-05"),
            day("2026-04-06"),
            day("2026-04-07"),
        ]


def test_above_five_million_only_by_written_consent_and_under_it_unless_agreed_otherwise(tmp_path):
    with story(tmp_path / "above") as tell:
        tell.file("2026-03-10", cietac_summary, amount="5000000.01 CNY")
        add(tell, "2026-03-10", "arbitration_agreement")
        large = tell.refused("2026-03-11", "officer:desk", "accept")
        assert (large.code, large.clause) == (
            "guard",
            "中国国际经济贸易仲裁委员会仲裁规则 简易程序",
        )
        add(tell, "2026-03-12", "summary_consent")
        tell("2026-03-12", "officer:desk", "accept")
    with story(tmp_path / "otherwise") as tell:
        tell.file("2026-03-10", cietac_summary, amount="5000000.00 CNY")
        add(tell, "2026-03-10", "arbitration_agreement")
        add(tell, "2026-03-10", "ordinary_agreement")
        assert tell.refused("2026-03-11", "officer:desk", "accept").code == "guard"
        tell("2026-03-12", "officer:desk", "refuse_application")
        assert tell.case.outcome == "refused"


def test_an_unpaid_fee_counts_as_withdrawal(tmp_path):
    with story(tmp_path) as tell:
        accepted(tell)
        tell.later("2026-03-31")
        assert (tell.case.stage, tell.case.outcome) == ("withdrawn", "withdrawn")


def test_conciliation_ends_in_a_mediation_order_or_goes_back_to_the_hearing(tmp_path):
    with story(tmp_path) as tell:
        accepted(tell)
        tell("2026-03-20", "claimant", "pay_fee")
        tell("2026-03-24", BOTH, "choose_arbitrator")
        assert tell.due("award") == day("2026-06-24")
        tell("2026-04-01", BOTH, "begin_conciliation")
        assert tell.case.stage == "conciliating"
        tell("2026-04-10", "respondent", "end_conciliation")
        assert tell.case.stage == "examining"
        tell("2026-04-20", BOTH, "begin_conciliation")
        bare = tell.refused("2026-04-21", "arbitrator", "issue_mediation_order")
        assert (bare.code, bare.missing) == ("guard", ())
        tell("2026-04-22", BOTH, "settle")
        tell("2026-04-23", "arbitrator", "issue_mediation_order")
        assert tell.case.outcome == "mediation_order"
        assert tell.is_("award") == "met"


def test_a_challenge_before_the_hearing_or_on_what_is_learned_later(tmp_path):
    with story(tmp_path) as tell:
        accepted(tell)
        tell("2026-03-20", "claimant", "pay_fee")
        tell("2026-03-24", BOTH, "choose_arbitrator")
        tell("2026-04-01", "respondent", "challenge")
        tell("2026-04-08", "chairman", "replace_arbitrator")
        assert tell.case.stage == "composing"
        assert tell.due("choice") == day("2026-04-23")
        tell("2026-04-20", BOTH, "choose_anew")
        assert tell.due("award") == day("2026-07-20")
        tell("2026-05-12", "arbitrator", "hold_hearing")
        late = tell.refused("2026-05-13", "respondent", "challenge")
        assert (late.clause, late.missing) == ("仲裁法 (2017) 34-37", ("fact:later_ground",))
        tell.state("2026-05-14", "later_ground", True)
        tell("2026-05-14", "respondent", "challenge")


def test_a_case_of_the_law_of_2017_has_six_months_to_ask_for_setting_aside(tmp_path):
    with story(tmp_path) as tell:
        accepted(tell, cietac_summary_2017, year="2025")
        tell("2025-03-20", "claimant", "pay_fee")
        tell("2025-03-24", BOTH, "choose_arbitrator")
        tell("2025-04-01", BOTH, "agree_papers")
        tell("2025-06-20", "arbitrator", "award")
        assert tell.due("respondent_asks_set_aside") == day("2025-12-22")
        tell("2025-12-22", "respondent", "respondent_asks_set_aside")
        assert tell.due("set_aside_ruling") == day("2026-02-22")
        tell("2026-02-10", "court", "set_aside")
        refused = tell.refused("2026-02-11", "claimant", "apply_enforcement")
        assert (refused.code, refused.clause) == ("guard", "仲裁法 (2017) 58-61")
        tell("2026-02-11", "claimant", "sue")
