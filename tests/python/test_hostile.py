"""Hostile input: an error of the tree that names the place, and nothing half-written."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import accord
import pytest
from accord.procedures import cn_mediation

from tests.python import _dockets

CLAIMANT = {"role": "claimant", "kind": "person"}
FILES = ("journal.sqlite", "keys.sqlite")


def refused(data: bytes, where: str = "evil.json") -> accord.AccordError:
    with pytest.raises(accord.AccordError) as caught:
        accord.Filing.from_json(data, where)
    assert isinstance(caught.value, accord.InputError | accord.MoneyError)
    assert caught.value.code
    return caught.value


def filing_with(**members: object) -> bytes:
    base = {"received": "2026-03-02", "channel": "online", "parties": [CLAIMANT], "claims": []}
    return json.dumps(base | members, ensure_ascii=False).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (filing_with(claims=[{"amount": "92233720368547758.08 CNY"}]), "overflow"),
        (filing_with(claims=[{"amount": "1.00 XXQ"}]), "unknown_currency"),
        (filing_with(claims=[{"amount": "1.001 CNY"}]), "inexact"),
        (filing_with(claims=[{"amount": 1.5}]), "not_an_integer"),
        (filing_with(received="2026-03-02T09:30:00"), "naive_time"),
        (filing_with(received="2026-02-30"), "bad_date"),
        (filing_with(narrative="x" * 5_000_000), "too_long"),
        (filing_with(parties=[CLAIMANT | {"name": "名" * 5_000_000}]), "too_long"),
        (b'{"narrative": "\\ud800"}', "bad_json"),
        (filing_with(narrative="\ud800"), "not_utf8"),
        (filing_with(unheard_of=1), "unknown_member"),
        (b"[" * 10_000 + b"]" * 10_000, "too_deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "too_deep"),
        (b'{"channel":"online","channel":"letter"}', "repeated_name"),
        (b"\x00\x01\x02", "bad_json"),
        (b"", "bad_json"),
    ],
)
def test_a_filing_that_is_not_one(data, code):
    assert refused(data).code == code


def test_the_error_names_file_field_and_rule():
    error = refused(filing_with(claims=[{"amount": "1.001 CNY"}]), "complaint.json")
    assert "complaint.json" in error.where
    assert "claims/0/amount" in error.where


@pytest.mark.parametrize(
    "zone", ["", "2026-03-02 09:30", "2026-03-02T09:30:00", "yesterday", "25:00"]
)
def test_a_moment_without_its_offset_is_no_moment(zone):
    with pytest.raises(accord.InputError):
        accord.Instant(zone)


def test_a_naive_datetime_is_refused():
    from datetime import datetime

    with pytest.raises(accord.InputError) as caught:
        # That it has no zone is the point.
        accord.Instant(datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001
    assert caught.value.code == "naive_time"


def test_money_at_its_edges():
    most = accord.Money("92233720368547758.07 CNY")
    with pytest.raises(accord.MoneyError):
        most + accord.Money("0.01 CNY")
    with pytest.raises(accord.MoneyError):
        accord.Money("1.00 CNY") + accord.Money("1.00 USD")
    with pytest.raises(accord.MoneyError):
        accord.settle.court_fee(most, on="2026-01-16").value + most


@pytest.mark.parametrize(
    "name", ["../../escape", "/etc/passwd", "a/../../b", "..", "x\x00y", "\u202egnp.exe"]
)
def test_an_evidence_name_is_no_path(name, tmp_path):
    """The vault is addressed by hash: a name is text, sealed, and leads nowhere."""
    with _dockets.opened(tmp_path) as docket:
        case = _dockets.filed(docket)
        before = {path for path in tmp_path.parent.rglob("*") if "docket" not in path.parts}
        about = {"kind": "document", "source": "claimant", "item": "x"}
        if "\x00" in name:
            with pytest.raises(accord.InputError):
                docket.act(case, "add_evidence", content=b"x", name=name, **about)
        else:
            docket.act(case, "add_evidence", content=b"x", name=name, **about)
        after = {path for path in tmp_path.parent.rglob("*") if "docket" not in path.parts}
        assert before == after
        assert docket.verify(deep=True).ok


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_database_that_is_not_ours(tmp_path):
    """Somebody else's folder is refused and left as it was."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    database = sqlite3.connect(folder / "journal.sqlite")  # theirs, made by the test
    with database:
        database.execute("CREATE TABLE note(text)")
        database.execute("INSERT INTO note VALUES('mine')")
    database.close()
    before = tree(folder)
    with pytest.raises(accord.StoreError):
        accord.open(folder, actor="officer:x")
    assert tree(folder) == before


@pytest.mark.parametrize("name", FILES)
def test_files_of_noise_and_cut_files_are_refused(name, tmp_path):
    with _dockets.opened(tmp_path) as docket:
        _dockets.filed(docket)
    path = tmp_path / "docket" / name
    whole = path.read_bytes()
    for bad in (os.urandom(4096), whole[: len(whole) // 2], b""):
        path.write_bytes(bad)
        with pytest.raises(accord.StoreError):
            _dockets.opened(tmp_path).verify()
    path.write_bytes(whole)


def test_a_failed_verb_leaves_nothing_behind(tmp_path):
    with _dockets.opened(tmp_path) as docket:
        case = _dockets.filed(docket)
        before = docket.verify()
        attempts = [
            lambda: docket.act(case, "no_such_action"),
            lambda: docket.act(case, "state_fact", name="x", value=1.5),
            lambda: docket.act(case, "assess_figure", figure="claim", amount=1.5),
            lambda: docket.act("c_" + "a" * 26, "refer"),
            lambda: docket.act(case, "refer", at="2999-01-01T00:00+08:00"),
            lambda: docket.correct(case, "no.such.field", "x", reason="y"),
            lambda: docket.reveal(case, "parties.0.name", reason=""),
            lambda: docket.file(_dockets.filing(), procedure=cn_mediation, key="k" * 5_000_000),
        ]
        for number, attempt in enumerate(attempts):
            print("attempt", number)
            with pytest.raises((accord.AccordError, TypeError)):
                attempt()
        after = docket.verify(deep=True)
        assert after.ok
        assert (after.events, after.checkpoint) == (before.events, before.checkpoint)


def test_a_rejected_line_does_not_stop_the_others(tmp_path):
    lines = [
        filing_with(),
        b"{",
        filing_with(received="never"),
        filing_with(narrative="\ud800"),
        b"[" * 10_000,
    ]
    with _dockets.opened(tmp_path) as docket:
        done = docket.import_(
            b"\n".join([*lines, filing_with()]), format="jsonl", procedure=cn_mediation
        )
        assert (done.rows, done.filed, done.rejected) == (6, 2, 4)
        assert [f.line for f in done.findings if f.severity == "rejected"] == [2, 3, 4, 5]
        assert docket.verify(deep=True).ok
