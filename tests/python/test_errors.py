"""The tree of errors: classes, codes, words in three languages; refusals are values, not errors."""

from __future__ import annotations

import pickle
from datetime import datetime

import accord
import pytest
from accord.text import LANGUAGES, sections

from tests.python._dockets import Clock, fields, filed, filing, opened

TREE = {
    accord.InputError: ValueError,
    accord.MoneyError: ArithmeticError,
    accord.ProcedureError: ValueError,
    accord.StoreError: OSError,
    accord.AccessError: PermissionError,
    accord.Refused: Exception,
    accord.InternalError: Exception,
}


@pytest.mark.parametrize("cls", TREE, ids=lambda cls: cls.__name__)
def test_the_tree(cls):
    assert issubclass(cls, accord.AccordError)
    assert issubclass(cls, TREE[cls])
    assert cls.__module__ == "accord"


@pytest.mark.parametrize("cls", [cls for cls in TREE if cls is not accord.Refused])
def test_an_error_carries_its_fields_through_a_pickle(cls):
    error = pickle.loads(pickle.dumps(cls("busy", "docket", "here")))
    assert type(error) is cls
    assert (error.code, error.subject, error.where) == ("busy", "docket", "here")


def raised(broken):
    with pytest.raises(accord.AccordError) as caught:
        broken()
    return caught.value


def test_codes_subjects_and_places_come_from_the_engine():
    error = raised(lambda: accord.Money("12 XYZ"))
    assert isinstance(error, accord.MoneyError)
    assert (error.code, error.subject) == ("unknown_currency", "XYZ")
    error = raised(lambda: filing(chanel="telephone"))
    assert isinstance(error, accord.InputError)
    assert (error.code, error.subject) == ("unknown_member", "chanel")
    assert "filing" in error.where


def test_a_naive_datetime_is_refused():
    for naive in (datetime(2026, 3, 2, 9, 30), "2026-03-02T09:30"):  # noqa: DTZ001
        assert raised(lambda naive=naive: accord.Instant(naive)).code == "naive_time"


def test_an_error_says_itself_in_three_languages():
    error = raised(lambda: accord.Money("12 XYZ"))
    said = {error.words(language) for language in LANGUAGES}
    assert len(said) == 3
    assert all("XYZ" in words for words in said)
    assert str(error) == "There is no such currency: XYZ [unknown_currency]"
    assert raised(lambda: error.words("fr")).code == "unknown_language"


def test_every_language_has_words_for_the_same_codes():
    first, *others = (sections(language) for language in LANGUAGES)
    for other in others:
        assert {name: set(rows) for name, rows in other.items()} == {
            name: set(rows) for name, rows in first.items()
        }
    assert all(text for rows in first.values() for text in rows.values())


# --- hostile input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"narrative": "\ud800"}, "not_utf8"),
        ({"narrative": "a\0b"}, "has_nul"),
        ({"product": "n" * 5 * 1024 * 1024}, "too_long"),
        ({"received": "2026-03-02T09:30"}, "naive_time"),
        ({"received": "2026-02-30"}, "bad_date"),
        ({"claims": [{"amount": "1.00 XYZ"}]}, "unknown_currency"),
        ({"claims": [{"amount": "92233720368547758.08 CNY"}]}, "overflow"),
        ({"claims": [{"amount": "-1.00 CNY"}]}, "negative_amount"),
        ({"claims": [{"amount": 5}]}, "wrong_type"),
    ],
)
def test_a_hostile_filing_is_named_by_its_fault(changes, code):
    assert raised(lambda: filing(**changes)).code == code


def test_json_ten_thousand_deep_is_refused():
    assert raised(lambda: accord.Filing.from_json("[" * 10_000)).code == "too_deep"
    assert raised(lambda: accord.Filing.from_json('{"a":1.5}')).code in (
        "not_an_integer",
        "bad_json",
    )


def test_a_filing_names_the_file_it_came_from(tmp_path):
    path = tmp_path / "complaint.json"
    path.write_text('{"parties": [], "colour": "red"}', encoding="utf-8")
    error = raised(lambda: accord.Filing.read(path))
    assert "complaint.json" in error.where
    with pytest.raises(FileNotFoundError):
        accord.Filing.read(tmp_path / "absent.json")


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    folder = tmp_path / "docket"
    folder.mkdir()
    (folder / "journal.sqlite").write_bytes(b"not a database" * 100)
    error = raised(lambda: opened(tmp_path))
    assert isinstance(error, accord.StoreError)
    assert (folder / "journal.sqlite").read_bytes() == b"not a database" * 100


def test_nothing_is_written_by_what_is_refused_or_malformed(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        before = docket.proof().size
        raised(lambda: docket.act(case, "no_such_action"))
        raised(lambda: docket.act(case, "add_evidence", content=b"x", file="x"))
        raised(lambda: docket.file(filing(), procedure=Broken(), key="k"))
        assert not docket.act(case, "agree", by=("claimant", "respondent"), amount="1.00 CNY")
        assert docket.proof().size == before
        assert docket.verify(deep=True).ok


def test_a_name_that_climbs_leaves_no_file_outside_the_docket(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        name = "../../../escaped.txt"
        outcome = docket.act(case, "add_evidence", content=b"x", name=name, item=name)
        assert outcome.case.evidence[0].item == name
        assert docket.reveal(case, "evidence.0", reason="check") == b"x"
    assert {path.name for path in tmp_path.iterdir()} <= {"docket", "docket.key"}
    assert not list(tmp_path.rglob("escaped*"))


class Broken:
    json = '{"id": "x"}'


# --- refusals -------------------------------------------------------------------------------------


def test_a_refusal_is_falsy_and_raises_when_asked_for_its_case(tmp_path):
    with opened(tmp_path) as docket:
        case = filed(docket)
        refusal = docket.act(case, "refer", by="claimant")
        assert not refusal
        assert (refusal.code, refusal.action) == ("evidence_missing", "refer")
        assert refusal.missing == ("evidence:statement", "evidence:contract")
        assert refusal.clause
        for name in ("case", "value", "events"):
            with pytest.raises(accord.Refused) as caught:
                getattr(refusal, name)
            assert caught.value.refusal == refusal
        said = {refusal.words(language) for language in LANGUAGES}
        assert len(said) == 3
        assert "补正" in refusal.words()


def test_a_closed_docket_says_so(tmp_path):
    docket = opened(tmp_path)
    docket.close()
    docket.close()
    assert raised(lambda: docket.find()).code == "closed"
    assert raised(lambda: filed(docket)).code == "closed"


def test_one_key_stands_for_one_content(tmp_path):
    from accord.procedures import cn_mediation

    with opened(tmp_path) as docket:
        first = docket.file(filing(), procedure=cn_mediation, key="hotline-1")
        again = docket.file(filing(), procedure=cn_mediation, key="hotline-1")
        assert again.replayed
        assert again.case == first.case
        other = filing(kind="fee_dispute")
        error = raised(lambda: docket.file(other, procedure=cn_mediation, key="hotline-1"))
        assert (type(error), error.code) == (accord.InputError, "key_reused")


def test_a_moment_and_a_day_are_not_given_together(tmp_path):
    clock = Clock("2026-03-05T18:00+08:00")
    with opened(tmp_path, clock) as docket:
        case = filed(docket)
        both = {"at": "2026-03-05T12:00+08:00", "on": "2026-03-05"}
        assert raised(lambda: docket.options(case, **both)).code == "at_and_on"
        late = raised(lambda: docket.options(case, at="2026-03-05T18:00"))
        assert late.code == "naive_time"
        future = {"at": "2026-03-06T00:00+08:00", "by": "claimant"}
        assert raised(lambda: docket.act(case, "withdraw", **future)).code == "in_the_future"


def test_fields_of_a_dict_keep_their_types():
    facts = {"due": accord.Money("1 CNY"), "share": accord.Rate("1/3"), "names": {"b", "a"}}
    read = {fact.name: fact.value for fact in filing(facts=facts).facts}
    assert read == {**facts, "names": frozenset({"a", "b"})}
    with pytest.raises(TypeError):
        accord.Filing.of(fields(facts={"share": 0.5}))
