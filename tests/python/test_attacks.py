"""Attacks that once came through: changed files, broken batches, text that steers a screen."""

from __future__ import annotations

import os
import sqlite3
import threading
import unicodedata
from pathlib import Path

import accord
import pytest
from accord.procedures import cn_complaint, cn_mediation

from tests.python._dockets import BANK, PERSON, Clock, fields, filed, filing, opened
from tests.python.test_hostile import filing_with

STEERING = "\x1b]0;x\x07\x1b[31m\u202e<script>alert(1)</script>\u2066\x9b2J"
ROWS = b"\n".join(filing_with(facts={"row": number}) for number in range(60))


def taken_in(docket: accord.Docket, progress=None, block: int = 500) -> accord.docket.Imported:
    return docket.import_(
        ROWS, format="jsonl", procedure=cn_mediation, block=block, progress=progress
    )


# --- what stands open in the files ----------------------------------------------------------------


def test_a_file_name_is_not_written_open(tmp_path):
    """People name files after themselves; only a name the procedure speaks of says what it is."""
    secret = "某人甲身份证110101199003070018"
    with opened(tmp_path) as docket:
        case = filed(docket)
        docket.act(case, "add_evidence", content=b"x", name=f"{secret}.pdf")
        case = docket.act(case, "add_evidence", content=b"y", name="contract.pdf").case
        assert [item.item for item in case.evidence] == ["unnamed", "contract"]
        assert case.evidence[0].name == f"{secret}.pdf"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 6
    assert not [path for path in files if secret.encode() in path.read_bytes()]


def test_a_folder_that_was_open_to_all_is_closed(tmp_path):
    folder = tmp_path / "docket"
    folder.mkdir()
    folder.chmod(0o777)
    before = os.umask(0)
    try:
        with opened(tmp_path) as docket:
            filed(docket)
            modes = {path.name: path.stat().st_mode & 0o777 for path in folder.rglob("*")}
            assert folder.stat().st_mode & 0o777 == 0o700
            assert {mode for name, mode in modes.items() if "." in name} == {0o600}
    finally:
        os.umask(before)


# --- files changed behind our back ----------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM head WHERE ordinal=1",
        "UPDATE head SET last_seq=last_seq-1, version=version-1 WHERE ordinal=1",
        "UPDATE head SET stage='closed'",
        "UPDATE head SET procedure='x'",
        "UPDATE head SET ordinal=77 WHERE ordinal=1",
        "DELETE FROM due",
        "UPDATE due SET due=due+100",
        "UPDATE task SET done=1",
        "DELETE FROM party",
        "DELETE FROM key",
        "UPDATE key SET ordinal=1",
        "UPDATE counter SET last=last+5",
        "INSERT INTO meta VALUES('more', 1)",
    ],
)
def test_changed_lists_are_found_by_a_deep_verification(tmp_path, change):
    clock = Clock()
    with opened(tmp_path, clock) as docket:
        docket.file(filing(), procedure=cn_complaint, key="first")
        docket.file(filing(), procedure=cn_complaint, key="second")
        clock.now = "2026-03-09T09:30+08:00"
        docket.act(
            docket.find()[0].id, "assign_task", name="x", assignee="officer:y", by="institution"
        )
        assert docket.verify(deep=True).ok
    database = sqlite3.connect(tmp_path / "docket" / "derived.sqlite")
    with database:
        assert database.execute(change).rowcount > 0
    database.close()
    with opened(tmp_path, clock) as docket:
        assert not docket.verify(deep=True).ok


@pytest.mark.parametrize("spoilt", [os.urandom(9000), b"", b"SQLite format 3\x00" + bytes(4000)])
def test_lists_that_are_no_database_are_made_anew(tmp_path, spoilt):
    with opened(tmp_path) as docket:
        filed(docket)
        before = repr(docket.find())
    (tmp_path / "docket" / "derived.sqlite").write_bytes(spoilt)
    with opened(tmp_path, read_only=True, create=False) as docket:
        assert repr(docket.find()) == before
    with opened(tmp_path) as docket:
        assert repr(docket.find()) == before
        assert docket.verify(deep=True).ok


def test_a_reader_sees_what_a_killed_writer_left(tmp_path):
    """Read only, lists that lag behind the journal are caught up in memory."""
    child = os.fork()
    if child == 0:
        docket = opened(tmp_path)
        for _ in range(3):
            filed(docket)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    derived = tmp_path / "docket" / "derived.sqlite"
    for _ in range(2):
        before = derived.read_bytes() if derived.exists() else None
        with opened(tmp_path, read_only=True, create=False) as docket:
            assert len(docket.find()) == 3
            assert docket.count(by="stage") == {"applied": 3}
            assert docket.verify(deep=True).ok
        assert (derived.read_bytes() if derived.exists() else None) == before
        derived.unlink(missing_ok=True)


def test_a_key_that_was_taken_is_a_fault(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
    database = sqlite3.connect(tmp_path / "docket" / "keys.sqlite")
    with database:
        database.execute("UPDATE key SET wrapped=zeroblob(60) WHERE ordinal=1")
    database.close()
    with opened(tmp_path) as docket:
        assert docket.case(case).parties[0].name is None
        assert docket.verify().faults == ("key_destroyed:1",)


# --- batches, imports and threads -----------------------------------------------------------------


def test_an_error_caught_inside_a_batch_leaves_a_sound_log(tmp_path):
    """The lapses that came before the failed act stand once, and the next act follows them."""
    clock = Clock()
    with opened(tmp_path, clock) as docket:
        case = docket.file(filing(), procedure=cn_complaint).case
        clock.now = "2027-06-02T09:30+08:00"
        with docket.batch():
            with pytest.raises(accord.InputError):
                docket.act(case, "answer_offer", number=99, accept=True, by="claimant")
            assert docket.act(case, "add_evidence", content=b"x", name="x")
        events = docket.events(case)
        assert [event.n for event in events] == list(range(1, len(events) + 1))
        assert sum(event.kind == "term_lapsed" for event in events) == 5
        assert docket.verify(deep=True).ok


def test_a_law_that_came_with_an_abandoned_batch_is_handed_over_again(tmp_path):
    with opened(tmp_path) as docket:

        def broken() -> None:
            with docket.batch():
                filed(docket)
                raise KeyError("taken back")

        with pytest.raises(KeyError):
            broken()
        case = filed(docket)
    with opened(tmp_path) as docket:
        assert docket.find(limit=1)[0].id == case.id
        assert docket.options(case.id)
        assert docket.verify(deep=True).ok


def test_a_second_batch_inside_a_batch_takes_nothing_back(tmp_path):
    with opened(tmp_path) as docket:
        with docket.batch():
            filed(docket)
            with pytest.raises(accord.InputError), docket.batch():
                filed(docket)
            filed(docket)
        assert [head.number[-5:] for head in docket.find()] == ["0001号", "0002号"]
        assert docket.verify(deep=True).ok


@pytest.mark.parametrize("use", ["find", "file", "close", "verify"])
def test_a_docket_used_while_it_imports(tmp_path, use):
    """What `progress` does with the docket neither crashes nor loses rows nor doubles numbers."""
    docket = opened(tmp_path)
    uses = {
        "find": docket.find,
        "file": lambda: filed(docket),
        "close": docket.close,
        "verify": lambda: docket.verify(deep=True),
    }
    calls = 0

    def progress(_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            uses[use]()

    if use == "close":
        with pytest.raises(accord.StoreError, match="closed"):
            taken_in(docket, progress)
        docket = opened(tmp_path)
        assert 0 < len(docket.find()) < 60
    else:
        assert taken_in(docket, progress).filed == 60
        assert len(docket.find()) == 60 + (use == "file")
    numbers = [head.number for head in docket.find()]
    assert len(set(numbers)) == len(numbers)
    assert docket.verify(deep=True).ok
    docket.close()


def test_two_threads_one_imports_one_files(tmp_path):
    with opened(tmp_path) as docket:
        other = threading.Thread(target=lambda: [filed(docket) for _ in range(5)], daemon=True)

        def progress(_: object) -> None:
            if other.ident is None:
                other.start()

        assert taken_in(docket, progress).filed == 60
        other.join(30)
        assert not other.is_alive()
        numbers = [head.number for head in docket.find()]
        assert (len(numbers), len(set(numbers))) == (65, 65)
        assert docket.verify(deep=True).ok


def test_a_batch_takes_back_no_other_threads_verb(tmp_path):
    """What another thread files meanwhile waits for the block's end, and is its own."""
    with opened(tmp_path) as docket:
        other = threading.Thread(target=lambda: filed(docket), daemon=True)

        def broken() -> None:
            with docket.batch():
                filed(docket)
                other.start()
                other.join(0.2)
                assert other.is_alive()
                raise KeyError("taken back")

        with pytest.raises(KeyError):
            broken()
        other.join(30)
        assert not other.is_alive()
        assert [head.number[-5:] for head in docket.find()] == ["0001号"]
        assert docket.verify(deep=True).ok


# --- one key, one content -------------------------------------------------------------------------


def test_the_same_key_with_any_other_argument_is_refused(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        day = "2026-05-01"
        pairs = [
            ("appoint_agent", {"party": "claimant", "name": "甲"}, {"scope": "special"}),
            ("appoint_agent", {"party": "claimant", "name": "甲"}, {"to": day}),
            ("claim", {"amount": accord.Money("1.00 CNY")}, {"ground": "b"}),
            ("assign_task", {"name": "x", "assignee": "officer:y"}, {"due": day}),
            ("assign_task", {"name": "x", "assignee": "officer:y"}, {"reason": "z"}),
        ]
        for number, (action, args, more) in enumerate(pairs):
            key = f"key-{number}"
            assert docket.act(case, action, by="claimant", key=key, **args)
            assert docket.act(case, action, by="claimant", key=key, **args).replayed
            with pytest.raises(accord.InputError) as caught:
                docket.act(case, action, by="claimant", key=key, **args, **more)
            assert caught.value.code == "key_reused"
        docket.file(filing(), procedure=cn_mediation, key="file")
        with pytest.raises(accord.InputError):
            docket.file(filing(), procedure=cn_mediation, key="file", by="respondent")


def test_two_dockets_on_one_folder_do_not_act_twice_under_one_key(tmp_path):
    with opened(tmp_path) as one, opened(tmp_path) as two:
        case = filed(one)
        assert two.case(case.id).version == case.version
        fact = {"name": "x", "value": 1, "by": "claimant", "key": "once"}
        assert not one.act(case, "state_fact", **fact).replayed
        assert two.act(case.id, "state_fact", **fact).replayed


# --- text that steers -----------------------------------------------------------------------------


def steering(text: str) -> list[str]:
    kept = "\n\t"
    bidi = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    return [
        sign
        for sign in text
        if (unicodedata.category(sign) == "Cc" and sign not in kept)
        or unicodedata.bidirectional(sign) in bidi
    ]


def test_text_of_others_steers_no_screen(tmp_path):
    with opened(tmp_path) as docket:
        parties = [
            PERSON | {"name": STEERING, "address": STEERING},
            BANK | {"organisation": STEERING},
        ]
        case = filed(docket, parties=parties, product=STEERING, narrative=STEERING)
        values = [case, case.filing, *case.parties, *docket.events(case), docket.find()[0]]
        for value in values:
            assert not steering(repr(value))
            if hasattr(value, "_repr_html_"):
                assert not steering(value._repr_html_())
                assert "<script" not in value._repr_html_()


def test_an_error_about_hostile_text_steers_no_screen():
    for changes in ({"facts": {STEERING: 1}}, {"channel": STEERING}):
        with pytest.raises(accord.InputError) as caught:
            accord.Filing.of(fields(**changes))
        assert not steering(str(caught.value))
        assert not steering(repr(caught.value))


@pytest.mark.parametrize(
    "rule", ["{", "第{ordinal}号", "〔{year}〕", "{n:04d}", "\x1b{year}{ordinal}"]
)
def test_a_rule_that_would_number_two_cases_alike_does_not_load(rule):
    definition = cn_mediation.json.replace(
        "〔{year}〕调字第{ordinal:4}号", rule.replace("\x1b", "\\u001b")
    )
    assert definition != cn_mediation.json
    with pytest.raises(accord.ProcedureError) as caught:
        accord._core.Definition(definition)
    assert caught.value.code == "bad_number"


def test_formulas_in_wide_letters_are_harmless_too():
    from accord.returns._files import harmless

    for text in ("=1+1", "＝1+1", "＋1", "-2", "＠x", "\t=1", "\r=1"):
        assert harmless(text)[0] in "'\ufffd"


def test_paths_lead_nowhere(tmp_path: Path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        for forged in ("../x", "c_" + "a" * 26, case.id[:-1], case.id.upper(), "", "\x00"):
            with pytest.raises(accord.InputError):
                docket.case(forged)
