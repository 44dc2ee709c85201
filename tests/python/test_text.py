"""Words by code: every code that the engine can speak has words in each of the three languages."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import accord
import pytest
from accord import procedures
from accord.procedure import Procedure
from accord.text import FOLDERS, LANGUAGES, has, sections, words

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINE = ROOT / "cpp" / "accord"


def engine_text(*folders: str) -> str:
    """The engine's sources without comments; a code is a string literal in them."""
    texts = []
    for folder in folders or ("*",):
        for path in sorted(ENGINE.glob(f"{folder}/**/*.[ch]pp")):
            texts.append(re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8")))
    return "\n".join(texts)


def codes(pattern: str, *folders: str) -> set[str]:
    return set(re.findall(pattern, engine_text(*folders)))


def without_words(section: str, wanted: set[str]) -> list[str]:
    return sorted(
        f"{language}: {section}.{code}"
        for language in LANGUAGES
        for code in wanted
        if not has(section, code, language)
    )


CODE = r'"([a-z][a-z_0-9]*)"'


def test_errors_have_words():
    found = codes(rf"fail_(?:input|money|procedure|store|access)\(\s*{CODE}")
    found |= codes(rf"ErrorKind::\w+,\s*{CODE}")
    found |= codes(rf"\bfail\(\s*{CODE}", "procedure")
    assert len(found) > 100
    assert not without_words("errors", found)


def test_refusals_have_words():
    found = codes(rf"\brefuse\(\s*{CODE}") | codes(rf"\brefuse_(?:term|longer)\(\w+,\s*{CODE}")
    assert {"wrong_stage", "stale", "told_missing"} <= found
    assert not without_words("refusals", found)


def test_lines_and_their_inputs_have_words():
    found = codes(rf"\b(?:line|bound)\(\s*{CODE}", "settlement")
    found |= codes(rf"\blabel = {CODE}", "settlement")
    for pair in re.findall(rf"\bline\([\w.]+ \? {CODE} : {CODE}", engine_text("settlement")):
        found |= set(pair)
    assert {"court_fee", "wrong_debit", "deductible", "deductible_without_effect"} <= found
    assert not without_words("lines", found)
    inputs = codes(rf"inputs\.emplace_back\(\s*{CODE}", "settlement")
    for block in re.findall(r"inputs = \{(.*?)\};", engine_text("settlement"), re.DOTALL):
        inputs |= set(re.findall(rf"\{{{CODE},", block))
    assert {"principal", "own_fault", "after_average"} <= inputs
    assert not without_words("inputs", inputs)


def test_steps_of_a_reckoning_have_words():
    found = codes(rf"\btell\(\s*{CODE}", "calendar") | codes(rf"push_back\(\{{{CODE}", "calendar")
    assert {"trigger", "count", "roll"} <= found
    assert not without_words("steps", found)


def test_findings_have_words():
    found = codes(rf"\bwarn\(row, {CODE}", "intake") | {"changed", "warning", "rejected"}
    found |= {"field_count", "bad_quoting", "never_closed", "not_utf8", "has_nul", "too_long"}
    found |= {"missing_id", "bad_date", "missing_value"}
    assert not without_words("findings", found)


SHIPPED = [made for made in vars(procedures).values() if isinstance(made, Procedure)]


@pytest.mark.parametrize("procedure", SHIPPED, ids=lambda p: p.id)
def test_shipped_procedures_have_words(procedure):
    definition = json.loads(procedure.json)
    wanted: dict[str, set[str]] = {
        "stages": {stage["id"] for stage in definition["stages"]},
        "outcomes": {stage["outcome"] for stage in definition["stages"] if stage.get("outcome")},
        "actions": {action["id"] for action in definition["actions"]},
        "terms": {term["id"] for term in definition.get("terms", ())},
        "natures": {term["nature"] for term in definition.get("terms", ())},
        "roles": {role["id"] for role in definition["roles"]},
        "facts": set(definition.get("facts", {})),
    }
    actions = definition["actions"]
    wanted["documents"] = {action["document"] for action in actions if action.get("document")}
    wanted["evidence"] = {
        required[sort]
        for action in actions
        for required in action.get("evidence", ())
        for sort in ("item", "kind")
        if sort in required
    }
    missing = [row for section, found in wanted.items() for row in without_words(section, found)]
    assert not missing


def test_standing_actions_have_words():
    assert not without_words("actions", set(accord.Docket.arguments()) - {"*"})


def test_states_and_statuses_have_words():
    states = {"pending", "running", "paused", "met", "lapsed", "waived", "lapsed_not_recorded"}
    assert not without_words("states", states | {"open", "accepted", "rejected"})
    assert not without_words("statuses", {"official", "secondary", "unverified"})


def test_the_code_lists_of_a_filing_speak_too():
    assert words("channel", "telephone", "en") == "telephone"
    assert words("kind", "house_fire", "zh-Hans") != "house_fire"


def test_languages_name_the_same_arguments():
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for section, rows in sections("en").items():
        for code, text in rows.items():
            for language in LANGUAGES:
                other = words(section, code, language, **{name: "" for name in named(text)})
                assert other is not None
                assert named(sections(language)[section][code]) == named(text), (section, code)


# A nature of DESIGN's word list that an institution's own procedure may name; none of ours has it.
SPOKEN_BY_OTHERS = {("natures", "preclusive")}


def test_a_code_is_said_in_one_way():
    """Words of one code in two files would depend on which of them is read last."""
    text = ROOT / "python/accord/text"
    said: dict[tuple[str, str], list[str]] = {}
    for path in sorted(path for folder in FOLDERS for path in (text / folder).iterdir()):
        for section, rows in json.loads(path.read_bytes()).items():
            for code, texts in rows.items():
                assert said.setdefault((section, code), texts) == texts, (path.name, section, code)
    for column, language in enumerate(LANGUAGES):
        own = json.loads((text / f"{language}.json").read_bytes())
        for (section, code), texts in said.items():
            assert own.get(section, {}).get(code, texts[column]) == texts[column], (section, code)


def test_no_words_are_left_of_codes_that_nobody_speaks():
    spoken = set()
    for folder in ("cpp", "bindings", "python"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".cpp", ".hpp", ".py", ".json"} and path.stem not in LANGUAGES:
                source = path.read_text(encoding="utf-8")
                spoken |= set(re.findall(r"""["']([\w.-]+):?["']""", source))
    dead = {
        (section, code)
        for section in json.loads((ROOT / "python/accord/text/en.json").read_bytes())
        for code in sections("en")[section]
        if code not in spoken
    }
    assert dead == SPOKEN_BY_OTHERS


def test_what_has_no_words_is_shown_as_it_is():
    assert words("stages", "our_own_stage", "en") == "our_own_stage"
    assert words("errors", "new_code", "en", subject="x") == "new_code: x"


def test_traditional_words_are_traditional():
    assert words("errors", "no_such_case", "zh-Hant", subject="c_1").startswith("沒有此案件")
    assert words("errors", "no_such_case", "zh-Hans", subject="c_1").startswith("没有此案件")
