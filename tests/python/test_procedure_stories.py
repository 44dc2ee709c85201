"""Golden stories of the shipped procedures: act by act, what was refused, and every last day."""

from __future__ import annotations

import accord
import pytest
from accord.procedure import diff
from accord.procedures import uk_fos

from tests.python._stories import day, story

# --- the Financial Ombudsman Service ------------------------------------------------------------


def test_fos_a_firm_is_silent_for_eight_weeks_and_the_ombudsman_decides(tmp_path):
    with story(tmp_path, "Europe/London") as tell:
        tell.file("2026-01-05", uk_fos, amount="9000.00 GBP", facts={"occurred": day("2024-06-03")})
        assert tell.due("final_response") == day("2026-03-02")
        assert tell.due("summary") == day("2026-01-08")
        assert tell.due("outer") == day("2030-06-03")
        tell("2026-01-06", "officer:desk", "acknowledge")

        # Eight weeks are not over, and the firm does not consent.
        early = tell.refused("2026-03-02", "claimant", "refer_to_service")
        assert (early.code, early.clause) == ("guard", "DISP 2.8.1R")
        assert early.earliest == day("2026-03-03")
        tell.later("2026-03-03")
        assert tell.is_("final_response") == "lapsed"
        tell("2026-03-03", "claimant", "refer_to_service")

        tell("2026-03-10", "case_handler", "take_up")
        tell("2026-05-11", "case_handler", "assess")
        assert tell.due("reply") == day("2026-05-25")
        tell("2026-05-20", "officer:desk", "ask_ombudsman")
        # The decision says until when the claimant may accept it.
        bare = tell.refused("2026-07-01", "ombudsman", "decide")
        assert (bare.code, bare.missing) == ("guard", ("fact:accept_by",))
        tell.state("2026-07-01", "accept_by", day("2026-07-31"))
        tell("2026-07-01", "ombudsman", "decide")
        assert tell.due("accept_decision") == day("2026-07-31")
        assert tell.refused("2026-07-02", "officer:desk", "accept_decision").code == "wrong_role"
        tell("2026-07-30", "claimant", "accept_decision")
        assert tell.due("pay") == day("2026-08-27")
        tell("2026-08-20", "officer:desk", "pay")
        assert (tell.case.stage, tell.case.outcome) == ("performed", "performed")


def test_fos_silence_after_a_final_decision_binds_nobody(tmp_path):
    with story(tmp_path, "Europe/London") as tell:
        tell.file("2026-01-05", uk_fos, amount=None, facts={"occurred": day("2024-06-03")})
        tell("2026-01-08", "officer:desk", "resolve_early")
        assert tell.due("refer") == day("2026-07-08")
        tell("2026-02-02", "claimant", "refer_to_service")
        tell("2026-02-09", "case_handler", "take_up")
        tell("2026-03-09", "case_handler", "assess")
        tell("2026-03-16", "claimant", "ask_ombudsman")
        tell.state("2026-04-01", "accept_by", day("2026-05-01"))
        tell("2026-04-01", "ombudsman", "decide")
        tell.later("2026-05-02")
        assert (tell.case.stage, tell.case.outcome) == ("not_bound", "not_accepted")
        assert tell.refused("2026-05-02", "claimant", "accept_decision").code == "wrong_stage"


def test_fos_six_months_and_six_or_three_years_unless_excused(tmp_path):
    with story(tmp_path / "late", "Europe/London") as tell:
        tell.file("2026-01-05", uk_fos, facts={"occurred": day("2024-06-03")})
        tell("2026-01-20", "officer:desk", "respond")
        assert tell.due("refer") == day("2026-07-20")
        late = tell.refused("2026-07-21", "claimant", "refer_to_service")
        assert (late.code, late.clause) == ("guard", "DISP 2.8.2R(1)")
        tell("2026-07-22", "ombudsman", "find_exceptional")
        tell("2026-07-23", "claimant", "refer_to_service")
        assert tell.case.stage == "jurisdiction"
    with story(tmp_path / "old", "Europe/London") as tell:
        facts = {"occurred": day("2018-06-03"), "aware": day("2019-02-01")}
        tell.file("2026-01-05", uk_fos, facts=facts)
        assert tell.due("outer") == day("2024-06-03")
        tell("2026-01-20", "officer:desk", "respond")
        old = tell.refused("2026-02-02", "claimant", "refer_to_service")
        assert (old.code, old.clause) == ("guard", "DISP 2.8.2R(2)")
        tell("2026-02-03", "officer:desk", "consent_to_referral")
        tell("2026-02-03", "claimant", "refer_to_service")
    with story(tmp_path / "aware", "Europe/London") as tell:
        facts = {"occurred": day("2018-06-03"), "aware": day("2024-02-01")}
        tell.file("2026-01-05", uk_fos, facts=facts)
        assert tell.due("outer") == day("2027-02-01")
        tell("2026-01-20", "officer:desk", "respond")
        tell("2026-02-02", "claimant", "refer_to_service")


def test_fos_a_payment_complaint_has_fifteen_working_days_or_thirty_five(tmp_path):
    with story(tmp_path, "Europe/London") as tell:
        tell.file("2026-01-05", uk_fos, facts={"occurred": day("2025-11-03"), "payment": True})
        assert tell.due("payment_response") == day("2026-01-26")
        longer = {"term": "payment_response", "to": 35}
        bare = tell.refused("2026-01-12", "officer:desk", "extend", told="claimant", **longer)
        assert (bare.code, bare.clause) == ("guard", "DISP 1.6.2AR")
        tell("2026-01-12", "officer:desk", "hold")
        assert tell.refused("2026-01-12", "officer:desk", "extend", **longer).code == "told_missing"
        tell("2026-01-12", "officer:desk", "extend", told="claimant", **longer)
        assert tell.due("payment_response") == day("2026-02-23")
        assert tell.refused("2026-02-23", "claimant", "refer_to_service").earliest == day(
            "2026-02-24"
        )
        tell.later("2026-02-24")
        tell("2026-02-24", "claimant", "refer_to_service")


def test_fos_an_early_resolution_has_three_working_days(tmp_path):
    with story(tmp_path, "Europe/London") as tell:
        tell.file("2026-01-05", uk_fos, facts={"occurred": day("2025-11-03")})
        late = tell.refused("2026-01-09", "officer:desk", "resolve_early")
        assert (late.code, late.clause) == ("term_lapsed", "DISP 1.5.1R")
        tell("2026-01-09", "officer:desk", "respond")
        tell("2026-01-12", "claimant", "refer_to_service")
        tell(
            "2026-01-13", ("claimant", "officer:desk"), "settle", amount=accord.Money("900.00 GBP")
        )
        assert tell.case.outcome == "settlement"


def test_an_institution_sets_what_the_law_read_leaves_open(tmp_path):
    own = uk_fos.adapted(version="2026.1-own", reply_days=21)
    assert str(diff(uk_fos, own)).splitlines() == [
        "~ version: 2026.1 → 2026.1-own",
        "~ parameters reply_days value: 14 → 21",
    ]
    with story(tmp_path, "Europe/London") as tell:
        tell.file("2026-01-05", own, facts={"occurred": day("2024-06-03")})
        tell("2026-01-06", "officer:desk", "consent_to_referral")
        tell("2026-01-06", "claimant", "refer_to_service")
        tell("2026-01-07", "case_handler", "take_up")
        tell("2026-05-11", "case_handler", "assess")
        assert tell.due("reply") == day("2026-06-01")
    with pytest.raises(ValueError, match="no parameter 'days'"):
        uk_fos.adapted(version="own", days=21)
    with pytest.raises(ValueError, match="another version"):
        uk_fos.adapted(version=uk_fos.version, reply_days=21)
    with pytest.raises(TypeError, match="another kind"):
        uk_fos.adapted(version="own", reply_days="21")
