"""Values outlive what they came from: a case without its docket, a part without its case."""

from __future__ import annotations

import gc
import weakref

import accord
import pytest

from tests.python._dockets import filed, opened


def test_a_case_outlives_its_docket(tmp_path):
    docket = opened(tmp_path)
    case = filed(docket)
    docket.act(case, "add_evidence", content=b"x", name="contract.pdf")
    case = docket.case(case)
    events = docket.events(case)
    proof = docket.proof()
    docket.close()
    del docket
    gc.collect()
    assert case.stage == "applied"
    assert case.parties[0].name == "申请人甲"
    assert case.evidence[0].item == "contract"
    assert [event.kind for event in events][:2] == ["filed", "numbered"]
    assert proof.size == proof.index + 1
    assert str(case.filing.claims[0].amount) == "50000.00 CNY"


def test_a_part_outlives_its_case(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        party, filing, facts = case.parties[0], case.filing, case.facts
        del case
    gc.collect()
    assert party.role == "claimant"
    assert filing.kind == "wrong_debit"
    assert facts["debited_on"] == "2025-09-01"


def test_an_unclosed_docket_closes_when_it_is_dropped(tmp_path):
    docket = opened(tmp_path)
    case_id = filed(docket).id
    del docket
    gc.collect()
    with opened(tmp_path) as docket:
        assert docket.case(case_id).id == case_id


def test_a_why_outlives_its_figure():
    figure = accord.settle.court_fee("51000 CNY", on="2026-01-16")
    why = figure.why("en")
    lines = why.lines
    del figure, why
    gc.collect()
    assert [line.label for line in lines] == ["Slice of the scale"] * len(lines)


def test_values_of_ours_can_not_be_changed(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        for value, name in ((case, "stage"), (case.parties[0], "name"), (case.filing, "kind")):
            with pytest.raises(AttributeError):
                setattr(value, name, "x")
        with pytest.raises(TypeError):
            case.facts["new"] = 1
        with pytest.raises(TypeError):
            case.terms["new"] = 1


def test_a_value_is_equal_to_its_twin_and_hashes_alike(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        twin = docket.case(case.id)
        assert twin == case
        assert hash(twin) == hash(case)
        for name in ("parties", "claims", "acts", "filing"):
            a, b = getattr(case, name), getattr(twin, name)
            if name != "acts":
                assert a == b
                assert hash(a) == hash(b)
        assert len({case, twin}) == 1


def test_python_made_values_are_collected(tmp_path):
    with opened(tmp_path) as docket:
        why = accord.settle.court_fee("51000 CNY", on="2026-01-16").why()
        assert docket.actor == "officer:intake"

        class Watched:
            pass

        watched = Watched()
        watched.why = why
        gone = weakref.ref(watched)
        del watched
        gc.collect()
        assert gone() is None
