"""Rehearsals: the same answers as a docket's, one at a time and over frames of events."""

from __future__ import annotations

import hashlib
import json
import random
import threading
from datetime import date, datetime, timedelta, timezone

import accord
import pyarrow as pa
import pytest
from accord.errors import InputError, ProcedureError
from accord.procedure import Answers, Procedure, Rehearsal, f
from accord.procedures import cn_complaint, cn_mediation, us_cfpb

from tests.python._dockets import Clock, filed, opened

CHINA = timezone(timedelta(hours=8))
OPENED = datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)


def guarded() -> Procedure:
    p = Procedure("t.guarded", version="1")
    p.role("claimant")
    p.fact("complex", "bool")
    open_, heard, closed = p.stages("open", "heard", "closed", final="closed")
    p.action("file", start=open_)
    p.action("hear", open_ >> heard, guard=f.case.amount <= f.money("1000 CNY"))
    p.action("back", heard >> open_, guard=f.facts.complex == True)  # noqa: E712
    p.action("close", heard >> closed, evidence="contract")
    p.term("hearing", after="file", days=10, met_by="hear")
    return p


def frame(cases, actions, moments, *, dictionary: bool = True) -> pa.Table:
    texts = pa.array(actions, pa.string())
    return pa.table(
        {
            "case": pa.array(cases, pa.int32()),
            "action": texts.dictionary_encode() if dictionary else texts,
            "at": pa.array(moments, pa.timestamp("us", tz="UTC")),
        }
    )


def test_one_case_one_act_at_a_time():
    r = Rehearsal(cn_complaint, on="2026-03-02")
    assert (r.stage(), r.stages(), len(r)) == ("handling", ("handling",), 1)
    assert r.terms()["answer"] == ("running", date(2026, 3, 17))
    assert r.act("notify", at=OPENED + timedelta(days=14)) is True
    assert r.stage() == "answered"
    assert r.terms()["answer"] == ("met", date(2026, 3, 17))
    assert r.act("notify") == "wrong_stage"
    assert r.act("withdraw", at=OPENED) == "out_of_order"


def test_silence_takes_its_course():
    r = Rehearsal(cn_complaint, on="2026-03-02")
    r.advance("2026-03-18T00:00+08:00")
    assert r.terms()["answer"][0] == "lapsed"


def test_a_docket_gives_the_same_answers(tmp_path):
    clock = Clock()
    ways = [
        [("refer", 1), ("accept", 2), ("accept", 3), ("refuse", 5), ("withdraw", 6)],
        [("accept", 0), ("fail", 9), ("apply_confirmation", 11), ("refuse", 40)],
        [("accept", 3), ("refuse", 45)],
    ]
    by = {"accept": "mediation_body", "fail": "mediation_body"}
    for number, way in enumerate(ways):
        clock.now = "2026-03-02T09:30+08:00"
        folder = tmp_path / str(number)
        folder.mkdir()
        with opened(folder, clock) as docket:
            case = filed(docket)
            r = Rehearsal(cn_mediation, at=clock.now)
            for action, days in way:
                clock.now = (OPENED + timedelta(days=days)).isoformat()
                outcome = docket.act(case, action, by=by.get(action, "claimant"))
                assert r.act(action, at=clock.now) == (True if outcome else outcome.code)
                now = docket.case(case)
                assert r.stage() == now.stage
                assert r.terms() == {t: (term.state, term.due) for t, term in now.terms.items()}


def test_fields_are_what_guards_and_evidence_ask():
    p = guarded()
    amounts = ["500 CNY", "1000 CNY", "1000.01 CNY", "1 USD", None]
    fields = {"case.amount": [m and accord.Money(m) for m in amounts], "facts.complex": True}
    r = Rehearsal(p, 5, at=OPENED, fields=fields)
    assert [r.act("hear", case=i) for i in range(5)] == [True, True, "guard", "guard", "guard"]
    assert r.act("close") == "evidence_missing"
    r.state({"has:contract": [True, False, True, True, True], "facts.complex": False})
    assert r.act("back", case=1) == "guard"
    assert [r.act("close", case=i) for i in range(2)] == [True, "evidence_missing"]
    assert r.counts() == {"open": 3, "heard": 1, "closed": 1}
    assert repr(r) == "<Rehearsal of 5: 3 open, 1 heard, 1 closed>"


def random_events(n: int, count: int, seed: int):
    source = random.Random(seed)
    now = [OPENED] * n
    actions = [a for a in ("hear", "back", "close") for _ in range(3)] + ["file"]
    for _ in range(count):
        case = source.randrange(n)
        now[case] += timedelta(hours=source.randrange(60))
        yield case, source.choice(actions), now[case]


@pytest.mark.parametrize("dictionary", [True, False])
def test_blocks_of_any_size_answer_as_one_at_a_time(dictionary):
    p = guarded()
    fields = {"case.amount": accord.Money("900 CNY"), "facts.complex": True}
    fields["has:contract"] = [i % 3 == 0 for i in range(50)]
    events = list(random_events(50, 2_000, 7))
    table = frame(*zip(*events, strict=True), dictionary=dictionary)
    single = Rehearsal(p, 50, at=OPENED, fields=fields)
    one_by_one = [single.act(action, at, case) for case, action, at in events]
    for block in (1, 33, 1_024):
        r = Rehearsal(p, 50, at=OPENED, fields=fields)
        answers = r.run(table, block=block)
        assert list(answers) == one_by_one
        assert r.counts() == single.counts()
        assert [r.terms(i) for i in range(50)] == [single.terms(i) for i in range(50)]
    assert set(answers.counts) == {"done", "wrong_stage", "evidence_missing"}
    assert sum(answers.counts.values()) == len(answers) == 2_000


def test_answers_are_a_sequence():
    answers = Answers(bytes([0, 1, 0]))
    assert (answers[0], answers[1], answers[-1]) == (True, "wrong_stage", True)
    assert list(answers[:2]) == [True, "wrong_stage"]
    assert answers == Answers(bytes([0, 1, 0]))
    assert answers != [True]
    assert len({answers, Answers(bytes([0, 1, 0]))}) == 1
    assert repr(answers) == "<Answers: 2 done, 1 wrong_stage>"
    assert repr(Answers(b"")) == "<Answers: none>"


def test_chunks_and_units_of_time_are_read():
    p = guarded()
    pieces = [frame([0], ["hear"], [OPENED]), frame([0], ["back"], [OPENED])]
    fields = {"case.amount": accord.Money("1 CNY"), "facts.complex": True}
    r = Rehearsal(p, at=OPENED, fields=fields)
    assert list(r.run(pa.concat_tables(pieces))) == [True, True]
    for unit in ("s", "ms", "ns"):
        table = pieces[0].set_column(
            2, "at", pieces[0]["at"].cast(pa.timestamp(unit, tz="Asia/Shanghai"))
        )
        assert list(Rehearsal(p, at=OPENED, fields=fields).run(table)) == [True]


def test_what_is_no_frame_of_events_is_refused():
    r = Rehearsal(guarded(), at=OPENED)
    good = frame([0], ["hear"], [OPENED])
    with pytest.raises(InputError, match="action"):
        r.run(good.drop_columns(["action"]))
    with pytest.raises(TypeError, match="case is a column of int64, not of utf8"):
        r.run(good.set_column(0, "case", pa.array(["0"])))
    with pytest.raises(TypeError, match="timestamps with a zone"):
        r.run(good.set_column(2, "at", pa.array([1])))
    with pytest.raises(InputError, match="no such case"):
        r.run(frame([1], ["hear"], [OPENED]))
    with pytest.raises(InputError, match="no such case"):
        r.run(frame([-1], ["hear"], [OPENED]))
    with pytest.raises(InputError, match="no such action"):
        r.run(frame([0], ["x"], [OPENED]))
    with pytest.raises(InputError):
        r.run(frame([None], ["hear"], [OPENED]))
    with pytest.raises(TypeError):
        r.run([1])
    assert r.stage() == "open"


def test_what_is_no_act_is_refused():
    r = Rehearsal(guarded(), at=OPENED)
    with pytest.raises(InputError, match="no such action"):
        r.act("x")
    with pytest.raises(TypeError):
        r.act(1)
    with pytest.raises(TypeError):
        r.act(["hear"])
    with pytest.raises(InputError, match="no such case"):
        r.act("hear", case=1)
    with pytest.raises(InputError):
        r.act("hear", at="2026-03-02T09:30")
    with pytest.raises(TypeError, match="on= or at="):
        Rehearsal(guarded())
    with pytest.raises(ValueError, match="n is a number"):
        Rehearsal(guarded(), 0, at=OPENED)
    with pytest.raises(InputError, match="no such field"):
        Rehearsal(guarded(), at=OPENED, fields={"case.name": "x"})
    with pytest.raises(InputError):
        Rehearsal(guarded(), 3, at=OPENED, fields={"facts.complex": [True, False]})
    with pytest.raises(TypeError, match="of one type"):
        Rehearsal(guarded(), 2, at=OPENED, fields={"facts.complex": [True, 1]})
    with pytest.raises(TypeError):
        Rehearsal(guarded(), at=OPENED, fields={"facts.complex": 1.5})


def test_what_columns_do_not_hold_is_refused_at_once():
    p = Procedure("t.counted", version="1")
    start, end = p.stages("start", "end", final="end")
    p.action("file", start=start)
    p.action("close", start >> end, guard=f.count("parties") >= 2)
    with pytest.raises(ProcedureError, match="count"):
        Rehearsal(p, on="2026-03-02")


def test_a_day_opens_at_its_first_moment_in_the_zone_of_the_procedure():
    r = Rehearsal(us_cfpb, on=date(2026, 3, 2), fields={"facts.sent": date(2026, 3, 1)})
    assert r.terms()["respond"] == ("running", date(2026, 3, 16))
    assert r.act("interim", at="2026-03-02T00:00-05:00") in (True, "wrong_stage")


def test_a_hashed_rehearsal_keeps_its_events_and_their_leaves():
    fields = {"case.amount": accord.Money("1 CNY"), "facts.complex": True}
    r = Rehearsal(guarded(), 2, at=OPENED, fields=fields, hashed=True)
    assert r.events() == []
    r.run(frame([0, 1, 0], ["hear", "hear", "back"], [OPENED] * 3))
    events = r.events()
    heads = [json.loads(event) for event, _ in events]
    assert [head["kind"] for head in heads] == ["acted", "term_met", "stage_entered"] * 2 + [
        "acted",
        "stage_entered",
    ]
    assert [head["n"] for head in heads] == [4, 5, 6, 4, 5, 6, 7, 8]
    assert len({head["case"] for head in heads}) == 2
    assert heads[0]["law"] == guarded().hash
    assert all(leaf == hashlib.sha256(b"\0" + event).digest() for event, leaf in events)
    assert r.forget() == 8
    assert r.events() == []
    assert Rehearsal(guarded(), at=OPENED).events() == []
    with pytest.raises(ProcedureError, match="effect"):
        Rehearsal(cn_mediation, at=OPENED, hashed=True)


def test_threads_take_turns():
    p = guarded()
    fields = {"case.amount": accord.Money("1 CNY"), "facts.complex": True}
    r = Rehearsal(p, 64, at=OPENED, fields=fields)
    events = [(i % 64, ("hear", "back")[i // 64 % 2], OPENED) for i in range(64 * 40)]
    table = frame(*zip(*events, strict=True))

    def work() -> None:
        for _ in range(5):
            r.run(table)
            for i in range(64):
                r.act("hear", case=i)
                r.act("back", case=i)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(r.counts().values()) == 64
