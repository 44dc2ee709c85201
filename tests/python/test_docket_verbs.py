"""The two lists of verbs, each through its public face: what it answers, what it keeps."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import accord
import pytest
from accord.procedures import cn_complaint, cn_mediation

from tests.python._dockets import PERSON, Clock, filed, filing, opened

VERIFY = Path(__file__).resolve().parents[1] / "verify" / "verify_proof.py"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def docket(tmp_path, clock):
    with opened(tmp_path, clock) as docket:
        yield docket


def kinds(docket: accord.Docket, case: accord.Case) -> list[str]:
    return [event.kind for event in docket.events(case)]


# --- writing --------------------------------------------------------------------------------------


def test_file_opens_a_numbered_case_under_its_procedure_and_law(docket):
    case = filed(docket)
    assert (case.number, case.stage, case.version) == ("〔2026〕调字第0001号", "applied", 3)
    assert (case.procedure, case.procedure_version) == ("cn.mediation", cn_mediation.version)
    assert case.law.startswith("l_")
    assert kinds(docket, case) == ["filed", "numbered", "stage_entered"]
    assert filed(docket).number == "〔2026〕调字第0002号"


def test_act_moves_the_case_and_a_refusal_leaves_it(docket):
    case = filed(docket)
    refused = docket.act(case, "accept", by="claimant")
    assert not refused
    assert (refused.code, refused.missing) == ("wrong_role", ("role:mediation_body",))
    assert docket.case(case).version == case.version
    done = docket.act(case, "accept", by="mediation_body")
    assert done.case.stage == "mediating"
    assert [service.recipient for service in done.case.services] == ["claimant", "respondent"]
    assert done.case.terms["mediate"].due == date(2026, 4, 1)


def test_act_on_an_older_version_is_refused(docket):
    case = filed(docket)
    docket.act(case, "accept", by="mediation_body")
    stale = docket.act(case, "withdraw", by="claimant", expected=case.version)
    assert stale.code == "stale"
    assert docket.case(case).stage == "mediating"
    assert docket.act(case, "withdraw", by="claimant", expected=8).case.stage == "withdrawn"


def test_record_keeps_an_irregular_fact_with_its_clause_and_who_answered_for_it(docket, clock):
    case = docket.file(filing(), procedure=cn_complaint).case
    clock.now = "2026-03-04T09:00+08:00"
    done = docket.record(
        case,
        "settle",  # both must, and only one did
        by="claimant",
        occurred=accord.Instant("2026-03-03T15:00+08:00"),
        irregular="银行业保险业消费投诉处理管理办法 (2020)",
        authorised_by="officer:head",
        amount="1.00 CNY",
    )
    assert done, done
    (noted,) = done.case.irregularities
    assert (noted.clause, noted.authorised_by) == (
        "银行业保险业消费投诉处理管理办法 (2020)",
        "officer:head",
    )
    assert str(done.case.acts[-1].occurred) == "2026-03-03T15:00:00+08:00"
    assert done.events[0].recorded_at == accord.Instant("2026-03-04T09:00+08:00")


def test_correct_shows_the_new_value_and_keeps_both(docket):
    case = docket.file(filing(), procedure=cn_complaint).case
    before = case.terms["answer"].due
    done = docket.correct(
        case, "received", accord.Instant("2026-02-27T09:00+08:00"), reason="录入笔误"
    )
    (correction,) = done.case.corrections
    assert str(correction.was) == "2026-03-02T09:00:00+08:00"
    assert str(correction.now) == "2026-02-27T09:00:00+08:00"
    assert correction.reason == "录入笔误"
    assert str(done.case.filing.received) == str(correction.now)
    assert (before, done.case.terms["answer"].due) == (date(2026, 3, 17), date(2026, 3, 14))


def test_reveal_records_who_read_what_and_why_and_then_answers(docket):
    case = filed(docket)
    docket.act(case, "add_evidence", content=b"%PDF", name="contract.pdf", kind="document")
    assert docket.reveal(case, "parties.0.name", reason="to call back") == "申请人甲"
    told = docket.reveal(case, "narrative", reason="to read it")
    assert told.startswith("卡号 6222021234567890123")
    assert docket.reveal(case, "evidence.0", reason="to read it") == b"%PDF"
    accesses = [event for event in docket.events(case) if event.kind == "accessed"]
    assert [event.body for event in accesses] == [
        {"item": "parties.0.name", "reason": "to call back"},
        {"item": "narrative", "reason": "to read it"},
        {"item": "evidence.0", "reason": "to read it"},
    ]
    assert {event.actor for event in accesses} == {"officer:intake"}


def test_reveal_of_what_is_not_there_records_nothing(docket):
    case = filed(docket)
    with pytest.raises(accord.InputError, match="unknown_item"):
        docket.reveal(case, "parties.9.name", reason="to call back")
    assert "accessed" not in kinds(docket, case)


def test_advance_records_each_lapse_once_and_hands_out_its_task(docket, clock):
    case = filed(docket)
    docket.act(case, "accept", by="mediation_body")
    clock.now = "2026-05-06T10:00+08:00"
    (row,) = docket.due(until="2026-04-30")
    assert (row.state, row.due) == ("lapsed_not_recorded", date(2026, 4, 1))
    assert (docket.advance(), docket.advance()) == (1, 0)
    assert docket.due(until="2026-04-30") == []
    found = docket.case(case)
    assert found.terms["mediate"].state == "lapsed"
    (task,) = found.tasks
    assert (task.name, task.reason, task.done) == ("mediation_overdue", "mediate", False)


def test_a_batch_is_kept_whole_or_not_at_all(docket):
    with docket.batch():
        first = filed(docket)
        docket.act(first, "accept", by="mediation_body")
    assert docket.case(first).stage == "mediating"
    size = docket.proof().size

    def broken() -> None:
        with docket.batch():
            filed(docket)
            docket.act(first, "no_such_action")

    with pytest.raises(accord.InputError):
        broken()
    assert docket.proof().size == size
    assert len(docket.find()) == 1
    assert filed(docket).number == "〔2026〕调字第0002号"  # a number taken back leaves no gap


def test_import_takes_lines_in_and_knows_them_again(docket):
    lines = "\n".join(
        filing(branch=branch, external_ids=[{"source": "crm", "number": branch}]).json()
        for branch in ("branch-a", "branch-b")
    ).encode()
    heard: list[int] = []

    def progress(done: object) -> None:
        heard.append(done.rows)  # type: ignore[attr-defined]

    first = docket.import_(lines, format="jsonl", procedure=cn_complaint, progress=progress)
    assert (first.rows, first.filed, first.rejected, first.known) == (2, 2, 0, 0)
    assert heard[-1] == 2
    again = docket.import_(lines, format="jsonl", procedure=cn_complaint)
    assert (again.rows, again.filed, again.known, again.changed) == (2, 0, 2, 0)
    changed = lines.replace(b'"high"', b'"low"', 1)
    third = docket.import_(changed, format="jsonl", procedure=cn_complaint)
    assert (third.rows, third.known, third.changed) == (2, 1, 1)
    assert len(docket.find()) == 2


# --- reading --------------------------------------------------------------------------------------


def test_case_shows_another_actor_no_personal_text(docket):
    case = filed(docket)
    assert docket.case(case).parties[0].name == "申请人甲"
    seen = docket.case(case, actor="officer:other")
    assert (seen.parties[0].name, seen.parties[0].contact) == ("申**", "138****8000")
    assert "6222021234567890123" not in str(seen.filing.narrative)
    assert seen.claims == case.claims


def test_find_and_count_answer_alike(docket):
    filings = (("branch-a", "pricing"), ("branch-a", "contract"), ("branch-b", "pricing"))
    for branch, cause in filings:
        filed(docket, branch=branch, cause=cause)
    docket.act(docket.find(branch="branch-b")[0], "accept", by="mediation_body")
    assert docket.count(by="branch") == {"branch-a": 2, "branch-b": 1}
    assert docket.count(by="cause", branch="branch-a") == {"contract": 1, "pricing": 1}
    assert docket.count(by="stage") == {"applied": 2, "mediating": 1}
    for by in ("procedure", "stage", "branch", "business", "cause", "channel", "kind"):
        for value, number in docket.count(by=by).items():
            assert len(docket.find(**{by: value})) == number, (by, value)
    assert len(docket.find(limit=2)) == 2
    assert docket.find(final=True) == []


def test_heads_say_what_a_list_needs(docket):
    case = docket.act(filed(docket), "accept", by="mediation_body").case
    (head,) = docket.find()
    assert (head.id, head.number, head.version) == (case.id, case.number, case.version)
    assert (head.next_term, head.next_due) == ("mediate", date(2026, 4, 1))
    assert (str(head.claimed), head.agreed, head.final) == ("50000.00 CNY", None, False)
    assert (head.priority, head.filed) == ("high", date(2026, 3, 2))
    docket.act(case, "agree", by=("claimant", "respondent"), amount="40000.00 CNY")
    (head,) = docket.find(final=True)
    assert (head.outcome, str(head.agreed)) == ("mediation_agreement", "40000.00 CNY")
    assert (head.closed, head.on_time) == (date(2026, 3, 2), True)


def test_due_lists_running_terms_up_to_a_day(docket):
    case = docket.act(filed(docket), "accept", by="mediation_body").case
    assert docket.due(until="2026-03-31") == []
    (row,) = docket.due(until="2026-04-01")
    assert (row.case, row.number) == (case.id, case.number)
    assert (row.term, row.nature, row.state) == ("mediate", "procedural", "running")


def test_tasks_are_the_open_work_of_all_cases_by_day(docket):
    first, second = filed(docket), filed(docket)
    for case, name, assignee, due in (
        (first, "call_back", "officer:a", None),
        (first, "read_contract", "officer:b", "2026-03-09"),
        (second, "triage", "officer:a", "2026-03-04"),
    ):
        given = {"name": name, "assignee": assignee} | ({"due": due} if due else {})
        assert docket.act(case, "assign_task", by="mediation_body", **given)
    assert [row.name for row in docket.tasks()] == ["triage", "read_contract", "call_back"]
    row, undated = docket.tasks(assignee="officer:a")
    assert (row.case, row.case_number, row.number) == (second.id, second.number, 1)
    assert (row.assignee, row.due, undated.due) == ("officer:a", date(2026, 3, 4), None)
    docket.act(second, "finish_task", number=row.number, by="mediation_body")
    assert [row.name for row in docket.tasks(assignee="officer:a")] == ["call_back"]
    assert docket.tasks(assignee="officer:nobody") == []


def test_events_are_the_whole_history_in_order(docket):
    case = docket.act(filed(docket), "accept", by="mediation_body").case
    events = docket.events(case)
    assert [event.n for event in events] == list(range(1, case.version + 1))
    assert {event.case for event in events} == {case.id}
    assert {event.law for event in events} == {case.law}
    assert "申请人甲" not in repr([event.body for event in events])


def test_options_answer_for_every_action_with_its_reason(docket):
    case = filed(docket)
    options = {option.action: option for option in docket.options(case, by="claimant")}
    assert list(options) == [row["id"] for row in json.loads(cn_mediation.json)["actions"]]
    assert options["withdraw"].allowed
    assert options["withdraw"].refusal is None
    refused = options["refer"].refusal
    assert (refused.code, refused.missing) == (
        "evidence_missing",
        ("evidence:statement", "evidence:contract"),
    )
    assert options["agree"].refusal.code == "wrong_stage"


def test_verify_counts_events_and_keys_and_agrees_with_the_proof(docket):
    filed(docket)
    checked = docket.verify(deep=True)
    assert (checked.ok, checked.faults) == (True, ())
    proof = docket.proof()
    assert (checked.events, checked.root) == (proof.size, proof.root)
    assert checked.checkpoint == proof.checkpoint


def test_backup_is_a_docket_of_its_own_without_the_master_key(docket, tmp_path, clock):
    case = filed(docket)
    docket.backup(tmp_path / "copy")
    filed(docket)
    assert not (tmp_path / "copy.key").exists()
    key = (tmp_path / "docket.key").read_bytes()
    (tmp_path / "copy.key").write_bytes(key)
    (tmp_path / "copy.key").chmod(0o600)
    with accord.open(tmp_path / "copy", actor="officer:audit", clock=clock, create=False) as copy:
        assert [head.id for head in copy.find()] == [case.id]
        assert copy.case(case.id).parties[0].name == "申请人甲"
        assert copy.verify(deep=True).ok


# --- proofs, by a program that knows nothing of ours ----------------------------------------------


def verified(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-S", "-E", str(VERIFY), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture
def proof(docket, tmp_path) -> Path:
    """Of the third event of many, saved."""
    for _ in range(5):
        docket.act(filed(docket), "accept", by="mediation_body")
    path = tmp_path / "proof.json"
    docket.proof(7).save(path)
    return path


def test_a_saved_proof_holds_for_each_event(docket, proof, tmp_path):
    assert verified(proof).stdout.startswith("holds: ")
    checkpoint = tmp_path / "checkpoint.txt"
    checkpoint.write_text(docket.verify().checkpoint, encoding="utf-8")
    assert verified(proof, checkpoint).returncode == 0
    sys.path.insert(0, str(VERIFY.parent))
    try:
        from verify_proof import check
    finally:
        sys.path.pop(0)
    for seq in range(1, docket.proof().size + 1):
        assert check(json.loads(docket.proof(seq).json()))


def flipped(text: str, at: int) -> str:
    data = bytearray(base64.b64decode(text))
    data[at] ^= 1
    return base64.b64encode(bytes(data)).decode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda p: p | {"row": flipped(p["row"], len(p["row"]) // 3)},
        lambda p: p | {"row": flipped(p["row"], -1)},
        lambda p: p | {"path": [flipped(p["path"][0], 0), *p["path"][1:]]},
        lambda p: p | {"path": p["path"][:-1]},
        lambda p: p | {"path": [*p["path"], p["path"][0]]},
        lambda p: p | {"index": p["index"] + 1},
        lambda p: p | {"size": p["size"] + 1},
        lambda p: p | {"origin": p["origin"] + "x"},
        lambda p: p | {"checkpoint": p["checkpoint"].replace("\n", "\n1", 1)},
    ],
    ids=["row", "end", "path", "short", "long", "index", "size", "origin", "checkpoint"],
)
def test_a_proof_with_one_thing_changed_does_not_hold(proof, spoil):
    changed = spoil(json.loads(proof.read_text(encoding="utf-8")))
    proof.write_text(json.dumps(changed), encoding="utf-8")
    done = verified(proof)
    assert done.returncode == 1
    assert "does not hold" in done.stderr


def test_a_proof_of_another_docket_does_not_hold(proof, tmp_path):
    with accord.open(tmp_path / "other", actor="officer:intake", clock=Clock()) as other:
        filed(other)
        checkpoint = tmp_path / "other.txt"
        checkpoint.write_text(other.verify().checkpoint, encoding="utf-8")
    assert verified(proof, checkpoint).returncode == 1


def test_the_verifier_is_short_and_knows_nothing_of_ours():
    source = VERIFY.read_text(encoding="utf-8")
    assert source.count("\n") <= 90
    assert "import accord" not in source
    assert "from accord" not in source


def test_cases_are_found_by_an_organisation_in_any_role(tmp_path):
    """The projection of parties: by the name as filed; a person's is sealed and finds nothing."""
    with opened(tmp_path) as docket:
        first = filed(docket)
        other = [PERSON, {"role": "respondent", "kind": "organisation", "organisation": "银行乙"}]
        second = filed(docket, parties=other)
        assert [head.id for head in docket.find(party="银行甲")] == [first.id]
        assert [head.id for head in docket.find(party="银行乙", final=False)] == [second.id]
        assert docket.find(party="申请人甲") == []
        assert docket.count(by="stage", party="银行乙") == {"applied": 1}
