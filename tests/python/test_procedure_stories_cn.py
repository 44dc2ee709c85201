"""Golden stories of a complaint to an institution and of mediation in China, act by act."""

from __future__ import annotations

from accord import Money
from accord.procedures import cn_complaint, cn_mediation

from tests.python._stories import Story, day, story

BOTH = ("claimant", "respondent")
DESK = "officer:desk"

# --- the institution's own handling ---------------------------------------------------------------


def test_papers_are_asked_for_and_supplied_while_the_term_runs_on(tmp_path):
    with story(tmp_path) as tell:
        tell.file("2026-02-06", cn_complaint)
        assert tell.due("answer") == day("2026-02-21")
        unasked = tell.refused("2026-02-06", "claimant", "supplement")
        assert (unasked.code, unasked.clause) == ("guard", "机构规则: 补充材料")
        tell("2026-02-07", DESK, "ask_supplement")
        assert tell.due("supplement") == day("2026-02-22")
        # Waiting for the customer's papers is listed; it stops no clock.
        tell("2026-02-07", DESK, "wait", kind="customer_papers", waiting_for="claimant", reason="x")
        (wait,) = tell.case.waits
        assert (wait.waiting_for, wait.open, wait.clock_stopped) == ("claimant", True, False)
        tell("2026-02-10", "claimant", "supplement")
        tell("2026-02-10", DESK, "resume", kind="customer_papers")
        assert tell.is_("supplement") == "met"
        assert tell.due("answer") == day("2026-02-21")
        # Once more: the loop may turn again.
        tell("2026-02-11", DESK, "ask_supplement")
        assert tell.due("supplement") == day("2026-02-26")
        tell.later("2026-02-27")
        assert [task.name for task in tell.case.tasks if "supplement" in task.name] == [
            "supplement_missing"
        ]


def test_time_for_an_appraisal_is_not_counted(tmp_path):
    with story(tmp_path) as tell:
        tell.file("2026-03-02", cn_complaint)
        tell("2026-03-04", DESK, "wait", kind="appraisal", waiting_for="appraiser", reason="loss")
        tell("2026-03-14", DESK, "resume", kind="appraisal")
        assert tell.due("answer") == day("2026-03-27")


def test_the_decision_is_reviewed_by_the_superior_body(tmp_path):
    with story(tmp_path / "reviewed") as tell:
        tell.file("2026-03-02", cn_complaint)
        tell("2026-03-16", DESK, "notify")
        assert tell.due("apply_review") == day("2026-04-15")
        early = tell.refused("2026-03-17", "superior_body", "answer_review")
        assert early.code == "guard"
        tell("2026-04-15", "claimant", "apply_review")
        assert tell.due("answer_review") == day("2026-06-14")
        assert tell.refused("2026-04-16", DESK, "answer_review").code == "wrong_role"
        tell("2026-05-20", "superior_body", "answer_review")
        assert tell.is_("answer_review") == "met"
        assert tell.case.outcome == "decision_notice"
    with story(tmp_path / "late") as tell:
        tell.file("2026-03-02", cn_complaint)
        tell("2026-03-16", DESK, "notify")
        late = tell.refused("2026-04-16", "claimant", "apply_review")
        assert (late.code, late.clause) == (
            "term_lapsed",
            "银行业保险业消费投诉处理管理办法 (2020): 核查申请与答复期限",
        )


def test_a_withdrawal_ends_the_case_the_same_day(tmp_path):
    with story(tmp_path) as tell:
        tell.file("2026-03-02", cn_complaint)
        tell("2026-03-05", "claimant", "withdraw")
        assert (tell.case.stage, str(tell.case.closed_on)[:10]) == ("withdrawn", "2026-03-05")
        assert tell.is_("answer") == "waived"
        assert tell.refused("2026-03-05", DESK, "notify").code == "wrong_stage"


def test_a_joint_complaint_names_at_most_five_representatives(tmp_path):
    with story(tmp_path) as tell:
        tell.file("2026-03-02", cn_complaint, facts={"representatives": 6})
        many = tell.refused("2026-03-02", "claimant", "name_representatives")
        assert (many.code, many.clause) == ("guard", "银行业保险业消费投诉处理管理办法 (2020)")
        tell.state("2026-03-03", "representatives", 5)
        tell("2026-03-03", "claimant", "name_representatives")


def test_fifteen_thirty_and_sixty_days(tmp_path):
    """Story F1: told on the day before the last, met by telling and not by deciding."""
    with story(tmp_path) as tell:
        tell.file("2025-11-03", cn_complaint, facts={"complex": True})
        assert tell.due("answer") == day("2025-11-18")
        tell("2025-11-17", DESK, "extend", term="answer", to=30)
        assert tell.due("answer") == day("2025-12-03")
        longest = {"term": "answer", "to": 60}
        bare = tell.refused("2025-11-18", DESK, "extend", **longest, told="claimant")
        assert (bare.code, bare.missing) == (
            "approval_missing",
            ("approval:superior_body", "approval:hq_executive"),
        )
        tell("2025-11-18", DESK, "extend", **longest, approved_by="superior_body", told="claimant")
        assert tell.due("answer") == day("2026-01-02")


# --- mediation and what its agreement becomes -----------------------------------------------------


def agreed(tell: Story, **facts: object) -> None:
    tell.file("2026-01-05", cn_mediation, facts=facts)
    tell("2026-01-08", "body:desk", "accept_entrusted" if facts else "accept")
    tell("2026-01-31", BOTH, "agree", amount=Money("40000.00 CNY"))


def test_papers_that_are_missing_hold_the_acceptance_up(tmp_path):
    with story(tmp_path) as tell:
        tell.file("2025-11-20", cn_mediation, by="respondent")
        tell("2025-11-21", "body:desk", "ask_supplement")
        held = tell.refused("2025-11-24", "body:desk", "accept")
        assert (held.code, held.missing) == ("obligation_pending", ("action:supplement",))
        tell("2025-11-25", "claimant", "supplement")
        tell("2025-11-26", "body:desk", "accept")
        once = tell.refused("2025-11-26", "body:desk", "ask_supplement")
        assert once.code == "wrong_stage"
        tell("2025-11-27", BOTH, "choose_mediator")
        tell("2025-11-28", "mediator", "stop")
        assert tell.case.outcome == "stopped"


def test_an_agreement_is_a_contract_until_a_court_confirms_it(tmp_path):
    with story(tmp_path) as tell:
        agreed(tell)
        # Thirty days from 31 January.
        assert tell.due("confirm") == day("2026-03-02")
        contract = tell.refused("2026-02-02", "claimant", "apply_enforcement")
        assert (contract.code, contract.clause) == ("guard", "人民调解法 31")
        assert contract.missing == ()
        unasked = tell.refused("2026-02-02", "court", "accept_confirmation")
        assert unasked.clause == "民诉法 205"
        tell("2026-03-02", BOTH, "apply_confirmation")
        assert tell.due("accept_confirmation") == day("2026-03-05")
        tell("2026-03-04", "court", "accept_confirmation")
        assert tell.due("confirmation_ruling") == day("2026-03-19")
        tell("2026-03-18", "court", "extend", term="confirmation_ruling", to=25)
        assert tell.due("confirmation_ruling") == day("2026-03-29")
        assert tell.due("special_procedure") == day("2026-04-03")
        tell("2026-03-25", "court", "confirm")
        assert [reached.id for reached in tell.case.milestones] == ["enforceable"]
        assert tell.due("respondent_objects") == day("2026-04-09")
        tell.state("2026-05-06", "last_instalment", day("2026-04-30"))
        assert tell.due("enforce") == day("2028-05-03")
        no_suit = tell.refused("2026-05-07", "claimant", "sue_on_agreement")
        assert (no_suit.code, no_suit.clause) == ("guard", "人民调解法 31")
        tell("2026-05-07", "claimant", "apply_enforcement")


def test_a_third_party_has_the_confirmation_revoked(tmp_path):
    with story(tmp_path) as tell:
        agreed(tell)
        tell("2026-02-10", BOTH, "apply_confirmation")
        tell("2026-02-12", "court", "accept_confirmation")
        tell("2026-02-26", "court", "confirm")
        tell.state("2026-06-01", "third_party_knew", day("2026-05-31"))
        assert tell.due("third_party_objects") == day("2026-11-30")
        late = tell.refused("2026-06-01", "respondent", "respondent_objects")
        assert late.code == "term_lapsed"
        tell("2026-06-02", "third_party", "third_party_objects")
        tell("2026-06-20", "court", "revoke_confirmation")
        assert tell.refused("2026-06-21", "claimant", "apply_enforcement").code == "guard"
        tell("2026-06-22", "claimant", "sue_on_agreement")


def test_an_application_after_thirty_days_is_refused_and_a_deed_will_do(tmp_path):
    with story(tmp_path) as tell:
        agreed(tell)
        late = tell.refused("2026-03-03", BOTH, "apply_confirmation")
        assert (late.code, late.clause) == ("term_lapsed", "民诉法 205")
        tell("2026-03-04", BOTH, "notarise")
        tell("2026-03-05", "claimant", "apply_enforcement")


def test_a_case_filed_already_gets_a_mediation_order_and_no_confirmation(tmp_path):
    with story(tmp_path / "filed") as tell:
        tell.file("2026-01-05", cn_mediation, facts={"entrusted": "summary"})
        tell("2026-01-08", "body:desk", "accept_entrusted")
        assert tell.due("mediate_summary") == day("2026-01-15")
        tell("2026-01-14", BOTH, "agree", amount=Money("40000.00 CNY"))
        filed = tell.refused("2026-01-15", BOTH, "apply_confirmation")
        assert (filed.code, filed.clause) == ("guard", "民诉法 205")
        tell("2026-01-15", "court", "issue_mediation_order")
        tell("2026-01-16", "claimant", "apply_enforcement")
    with story(tmp_path / "before filing") as tell:
        agreed(tell, entrusted="before_filing")
        assert tell.due("mediate_before_filing") == day("2026-02-07")
        refused = tell.refused("2026-02-02", "court", "issue_mediation_order")
        assert (refused.code, refused.clause) == ("guard", "民诉法 100")
        tell("2026-02-02", BOTH, "apply_confirmation")
