"""Stages within stages, tracks, reactions, duties, tables: written in Python, run in a docket."""

from __future__ import annotations

import json

import accord
import pytest
from accord import _core
from accord.procedure import Procedure, diff, f, move, task
from accord.procedures import cn_complaint, cn_mediation, make_cn_complaint

from tests.python import _dockets

RULE = ("rule 1", "unverified")


def two_questions(version: str = "1", *, days: int = 10) -> Procedure:
    """Liability and quantum at once; found both, the tribunal decides by the amount."""
    p = Procedure("x.tribunal", version=version)
    p.role("claimant")
    p.role("tribunal", actors="officer")
    hearing = p.stages("hearing")
    liability, quantum = p.tracks("liability", "quantum", within=hearing)
    open_l = p.stages("liability_open", within=liability)
    found_l = p.stage("liability_found", within=liability, final=True)
    open_q = p.stages("quantum_open", within=quantum)
    found_q = p.stage("quantum_found", within=quantum, final=True)
    deliberating = p.stage("deliberating", milestone="heard")
    small, large = p.stages(
        "small_award", "award", final={"small_award": "award", "award": "award"}
    )
    p.fact("size", "text")
    limit = p.parameter("limit", accord.Money("50000.00 CNY"), clause=RULE)
    p.table(
        "size",
        {"case.amount": "CNY"},
        "size",
        [("<= 50000.00 CNY", "small"), ("> 50000.00 CNY", "large")],
    )
    p.action("file", start=hearing, by="claimant", guard=f.case.amount <= limit)
    p.action("find_liability", open_l >> found_l, by="tribunal", clause=RULE)
    p.action(
        "find_quantum",
        open_q >> found_q,
        by="tribunal",
        tasks=[task("draft", assignee="tribunal", joint="claimant", due="draft")],
    )
    p.action("ask", by="tribunal")
    p.action("answer", by="claimant", repeat=False, discretionary=True)
    p.action(
        "decide",
        by="tribunal",
        decides="size",
        moves=[
            move(deliberating >> small, when=f.facts.size == "small", clause=RULE),
            move(deliberating >> large, when=f.facts.size == "large", clause=RULE),
        ],
    )
    p.react("deliberate", hearing >> deliberating, on="done.hearing", raises="sitting_over")
    p.milestone("asked", after="ask")
    p.obligation("reply", of="claimant", after="ask", met_by="answer", blocks=[open_l, "decide"])
    p.contract("in_yuan", f.case.amount <= f.money("90000.00 CNY"), action="decide", clause=RULE)
    p.term("draft", after="find_quantum", days=p.parameter("days", days, clause=RULE))
    return p


def test_the_engine_takes_what_the_builder_writes():
    definition = _core.Definition(two_questions().json.encode())
    assert definition.stages["hearing"] is False
    assert definition.hash == two_questions().hash
    rows = {row["id"]: row for row in json.loads(two_questions().json)["stages"]}
    assert rows["hearing"] == {"id": "hearing", "tracks": True}
    assert rows["liability_found"] == {
        "id": "liability_found",
        "within": "liability",
        "final": True,
    }


def test_a_case_stands_in_every_track_and_goes_on_when_all_are_done(tmp_path):
    with _dockets.opened(tmp_path) as docket:
        case = docket.file(_dockets.filing(), procedure=two_questions()).case
        assert case.stage == "hearing"
        assert case.stages == ("liability_open", "quantum_open")
        case = docket.act(case, "ask", by="tribunal").case
        assert [reached.id for reached in case.milestones] == ["asked"]
        refusal = docket.act(case, "find_liability", by="tribunal")
        assert not refusal
        assert (refusal.code, refusal.missing) == ("obligation_pending", ("action:answer",))
        case = docket.act(case, "answer", by="claimant").case
        assert docket.act(case, "answer", by="claimant").code == "already_done"
        case = docket.act(case, "find_liability", by="tribunal").case
        assert case.stages == ("liability_found", "quantum_open")
        case = docket.act(case, "find_quantum", by="tribunal").case
        assert case.stages == ("deliberating",)
        assert case.tasks[0].joint == ("claimant",)
        assert str(case.tasks[0].due) == "2026-03-12"
        case = docket.act(case, "decide", by="tribunal").case
        assert (case.stage, case.outcome) == ("small_award", "award")
        assert case.facts["size"] == "small"
        assert docket.verify(deep=True)


def test_an_event_says_what_was_left_and_entered(tmp_path):
    with _dockets.opened(tmp_path) as docket:
        case = docket.file(_dockets.filing(), procedure=two_questions()).case
        case = docket.act(case, "find_quantum", by="tribunal").case
        first, second = (e for e in docket.events(case) if e.kind == "stage_entered")
        assert first.body["entered"][0] == "hearing"
        assert second.body["left"] == ("quantum_open",)
        assert second.body["stages"] == ("liability_open", "quantum_found")


def test_a_parameter_stands_where_a_value_does():
    tree = json.loads(two_questions().json)
    assert tree["actions"][0]["guard"]["args"][1] == {"parameter": "limit"}
    assert tree["terms"][0]["amount"] == {"parameter": "days"}
    with pytest.raises(ValueError, match="between"):
        two_questions(days=0)


def test_two_moves_that_may_both_be_made_do_not_load():
    p = Procedure("x.two", version="1")
    a, b, c = p.stages("a", "b", "c", final=("b", "c"))
    p.action("open", start=a)
    p.action("go", moves=[a >> b, move(a >> c, when=f.case.kind == "x")])
    with pytest.raises(accord.ProcedureError) as caught:
        _core.Definition(p.json.encode())
    assert (caught.value.code, caught.value.where) == ("ambiguous", "/actions/1/moves/1")


def test_stages_of_several_tracks_are_entered_together():
    p = Procedure("x.both", version="1")
    a = p.stages("a")
    both = p.stages("both")
    left, right = p.tracks("left", "right", within=both)
    p.stages("l1", "l2", within=left)
    _, r2 = p.stages("r1", "r2", within=right)
    p.action("open", start=a)
    p.action("go", a >> (left & r2))
    assert json.loads(p.json)["actions"][1]["to"] == ["left", "r2"]
    with pytest.raises(ValueError, match="several tracks"):
        p.action("wrong", a >> (left | right))


# --- definitions without Python, and what changed between two -------------------------------------


def test_a_definition_is_read_back_as_it_was_written(tmp_path):
    read = Procedure.from_json(cn_mediation.json)
    assert (read.id, read.version, read.hash) == (
        cn_mediation.id,
        cn_mediation.version,
        cn_mediation.hash,
    )
    path = tmp_path / "own.json"
    path.write_text(json.dumps(json.loads(cn_complaint.json), indent=1), encoding="utf-8")
    assert Procedure.load(path).hash == cn_complaint.hash
    with pytest.raises(ValueError, match="changes no more"):
        read.stages("other")
    with pytest.raises(accord.ProcedureError):
        Procedure.from_json("{}")


def test_a_difference_names_what_changed_and_how():
    assert str(diff(make_cn_complaint(), make_cn_complaint(rolls="forward"))) == (
        "~ version: 2026.1 → 2026.1-rolls-forward\n+ terms answer roll: forward"
    )
    changed = two_questions("2", days=20)
    changed_lines = str(diff(two_questions(), changed)).splitlines()
    assert changed_lines == ["~ version: 1 → 2", "~ parameters days value: 10 → 20"]


def test_a_difference_shows_guards_as_they_are_typed_and_rows_that_came_and_went():
    def drafted(version, **guard):
        p = Procedure("x.one", version=version)
        a, b = p.stages("a", "b", final="b")
        p.action("open", start=a)
        p.action("close", a >> b, **guard)
        return p

    was, now = drafted("1"), drafted("2", guard=f.case.kind == "x")
    now.action("wait", by="officer")
    lines = str(diff(was, now)).splitlines()
    assert "+ actions close guard: f.case.kind == 'x'" in lines
    assert "+ actions wait: by officer" in lines
    assert "- actions wait" in str(diff(now, was)).splitlines()
    assert not diff(was, was)
    assert "<table>" in diff(was, now)._repr_html_()
