"""Golden stories of securities disputes in China, act by act."""

from __future__ import annotations

from accord import Money
from accord.procedures import cn_securities_mediation, cn_securities_steps

from tests.python._stories import Story, day, story

BOTH = ("claimant", "respondent")


def quick(tell: Story, amount: str = "30000.00 CNY") -> None:
    tell.file("2026-04-20", cn_securities_mediation, amount=amount, facts={"committed": True})
    tell("2026-04-22", "body:desk", "accept_quick")


def test_a_small_claim_under_a_commitment_binds_the_firm_once_the_investor_signs(tmp_path):
    with story(tmp_path) as tell:
        quick(tell)
        # Seven working days over Labour Day, whose Saturday of 9 May is worked.
        assert tell.due("recommend") == day("2026-05-06")
        # The firm's silence stops nothing.
        tell.later("2026-05-04")
        assert tell.is_("answer_claim") == "lapsed"
        unknown = tell.refused("2026-05-05", "mediator", "recommend")
        assert (unknown.code, unknown.missing) == ("guard", ("fact:recommended",))
        tell.state("2026-05-05", "recommended", Money("24000.00 CNY"))
        tell("2026-05-06", "mediator", "recommend")
        assert tell.due("sign") == day("2026-05-19")
        assert tell.refused("2026-05-07", "respondent", "sign").code == "wrong_role"
        tell("2026-05-19", "claimant", "sign", amount=Money("24000.00 CNY"))
        assert (tell.case.stage, tell.case.outcome) == ("agreed", "mediation_agreement")
        assert tell.due("confirm") == day("2026-06-18")
        assert tell.due("register") == day("2026-06-02")
        tell("2026-05-20", "body:desk", "register")
        tell("2026-06-10", BOTH, "apply_confirmation")
        assert tell.due("accept_confirmation") == day("2026-06-13")
        tell("2026-06-12", "court", "accept_confirmation")
        assert tell.due("confirmation_ruling") == day("2026-06-27")
        tell("2026-06-20", "court", "confirm")
        assert [m.id for m in tell.case.milestones] == ["enforceable"]


def test_an_investor_who_does_not_sign_in_time_has_refused_and_nothing_binds(tmp_path):
    with story(tmp_path) as tell:
        quick(tell)
        tell.state("2026-05-05", "recommended", Money("24000.00 CNY"))
        tell("2026-05-06", "mediator", "recommend")
        tell.later("2026-05-20")
        assert (tell.case.stage, tell.case.outcome) == ("no_effect", "no_effect")
        assert tell.refused("2026-05-20", "claimant", "sign").code == "wrong_stage"


def test_above_the_cap_the_firm_is_not_bound(tmp_path):
    with story(tmp_path / "claim") as tell:
        tell.file("2026-04-20", cn_securities_mediation, amount="50000.01 CNY",
                  facts={"committed": True})  # fmt: skip
        refused = tell.refused("2026-04-22", "body:desk", "accept_quick")
        assert (refused.code, refused.clause) == ("guard", "小额速调合作协议、小额速调规则")
    with story(tmp_path / "recommendation") as tell:
        quick(tell, "50000.00 CNY")
        tell.state("2026-05-05", "recommended", Money("60000.00 CNY"))
        assert tell.refused("2026-05-05", "mediator", "recommend").code == "guard"
        tell("2026-05-05", "mediator", "leave_quick")
        assert tell.case.stage == "mediating"
    own = cn_securities_mediation.adapted(version="2026.1-own", cap=Money("100000.00 CNY"))
    with story(tmp_path / "own cap") as tell:
        tell.file("2026-04-20", own, amount="60000.00 CNY", facts={"committed": True})
        tell("2026-04-22", "body:desk", "accept_quick")


def test_a_firm_may_not_refuse_an_ordinary_investor(tmp_path):
    with story(tmp_path / "ordinary") as tell:
        facts = {"ordinary_investor": True}
        tell.file("2026-04-20", cn_securities_mediation, facts=facts)
        refused = tell.refused("2026-04-21", "respondent", "firm_refuses")
        assert (refused.code, refused.clause) == ("guard", "证券法 (2019) 94")
        tell("2026-04-22", "body:desk", "accept")
        tell("2026-04-23", "body:desk", "appoint_mediator")
        assert tell.due("mediate") == day("2026-05-25")
        tell("2026-05-20", "mediator", "fail")
        assert tell.case.outcome == "failed"
    with story(tmp_path / "professional") as tell:
        tell.file("2026-04-20", cn_securities_mediation, facts={"ordinary_investor": False})
        assert tell.refused("2026-04-22", "body:desk", "accept").code == "guard"
        tell("2026-04-22", "respondent", "firm_refuses")
        assert tell.case.outcome == "refused"


def test_parallel_cases_after_a_pilot_judgment(tmp_path):
    """Filed cases that a court entrusts: 15 days, extended; one agrees, one is judged."""
    facts = {"entrusted": "ordinary", "pilot_effective": day("2025-11-28")}
    procedure = cn_securities_mediation
    with story(tmp_path / "a") as tell:
        tell.file("2026-01-05", procedure, amount="4035.23 CNY", facts=facts, by="court")
        tell("2026-01-06", "body:desk", "accept_entrusted")
        assert tell.due("mediate_ordinary") == day("2026-01-21")
        alone = tell.refused("2026-01-15", "claimant", "extend", term="mediate_ordinary", to=30)
        assert alone.clause == "最高人民法院关于人民法院特邀调解的规定 27"
        tell("2026-01-15", BOTH, "extend", term="mediate_ordinary", to=30)
        assert tell.due("mediate_ordinary") == day("2026-02-05")
        tell("2026-01-20", BOTH, "agree", amount=Money("4035.23 CNY"))
        filed = tell.refused("2026-01-21", BOTH, "apply_confirmation")
        assert (filed.code, filed.clause) == ("guard", "民诉法 205")
        tell("2026-01-22", "court", "issue_mediation_order")
    with story(tmp_path / "c") as tell:
        tell.file("2026-01-05", procedure, amount="2033.63 CNY", facts=facts, by="court")
        tell("2026-01-06", "body:desk", "accept_entrusted")
        tell("2026-01-21", "mediator", "fail")
        tell("2026-03-02", "court", "judge_by_pilot")
        assert tell.case.outcome == "failed"
    with story(tmp_path / "b") as tell:
        tell.file("2026-01-05", procedure, amount="1.00 CNY", facts=facts, by="court")
        tell("2026-01-06", "body:desk", "accept_entrusted")
        tell("2026-01-12", "claimant", "withdraw")
        assert tell.due("register") == day("2026-01-26")


def test_a_case_of_a_series_waits_for_the_pilot_judgment(tmp_path):
    with story(tmp_path) as tell:
        facts = {"entrusted": "before_filing"}
        tell.file("2025-09-01", cn_securities_mediation, facts=facts)
        tell("2025-09-02", "court", "await_pilot")
        early = tell.refused("2025-10-01", "body:desk", "follow_pilot")
        assert (early.code, early.missing) == ("guard", ("fact:pilot_effective",))
        tell.state("2025-12-01", "pilot_effective", day("2025-11-28"))
        tell("2025-12-01", "body:desk", "follow_pilot")
        assert tell.due("mediate_before_filing") == day("2025-12-31")
        tell("2025-12-20", BOTH, "agree", amount=Money("4035.23 CNY"))
        tell("2026-01-19", BOTH, "apply_confirmation")


def test_a_handbooks_five_steps_end_with_the_award(tmp_path):
    """First contact, own handling, mediation, arbitration, enforcement; no court after an award."""
    with story(tmp_path) as tell:
        tell.file("2026-03-02", cn_securities_steps)
        tell("2026-03-03", "officer:desk", "investigate")
        tell("2026-03-10", "claimant", "begin_mediation")
        tell("2026-04-10", "mediator", "fail")
        bare = tell.refused("2026-04-13", "claimant", "apply_arbitration")
        assert (bare.code, bare.clause) == ("evidence_missing", "仲裁法 (2017) 16")
        tell("2026-04-13", "claimant", "add_evidence", content=b"%PDF", name="clause",
             item="arbitration_agreement", kind="document")  # fmt: skip
        agreed = tell.refused("2026-04-14", "claimant", "sue")
        assert (agreed.code, agreed.clause) == ("guard", "仲裁法 (2017) 16")
        tell("2026-04-14", "claimant", "apply_arbitration")
        tell("2026-08-03", "arbitrator", "award")
        final = tell.refused("2026-08-10", "claimant", "sue_after_award")
        assert (final.code, final.clause) == ("guard", "仲裁法 (2017) 9")
        tell("2026-08-20", "claimant", "apply_enforcement")
