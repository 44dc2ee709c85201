"""Every argument of every settlement rule refuses the wrong kinds, and each face is as declared.

The rules are read from the engine's own table, so a new one is tested without a word here.
"""

from __future__ import annotations

import inspect
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from accord import _core, settle

RULES = {rule["name"]: rule for rule in _core.rules()}
INEXACT = [1.0, float("nan"), Decimal(1), Fraction(1), 1 + 0j]
NUMBERS = [*INEXACT, True, 1, None]
WRONG: dict[str, list[Any]] = {
    "money": NUMBERS,
    "rate": NUMBERS,
    "date": NUMBERS,
    "count": [*INEXACT, True, None, "1"],
    "flag": [*INEXACT, 0, 1, None, "yes"],
    "choice": [*NUMBERS, b"x"],
    "text": [*NUMBERS, b"x"],
    "rows": [*NUMBERS, "x", b"x", {}, [object()]],
}
RIGHT: dict[str, Any] = {
    "money": "1.00 CNY",
    "rate": "1/3",
    "date": "2026-01-16",
    "count": 1,
    "flag": True,
    "text": "cn.lpr.1y",
    "rows": [],
}


def right(parameter: dict[str, Any]) -> Any:
    if parameter["kind"] == "choice":
        return parameter["choices"][0]
    return RIGHT[parameter["kind"]]


def call(name: str, changed: dict[str, Any]) -> Any:
    first, *others = RULES[name]["parameters"]
    given = {p["name"]: right(p) for p in others if p["required"]} | changed
    subject = given.pop(first["name"], right(first))
    return getattr(settle, name)(subject, **given)


def wrong(parameter: dict[str, Any]) -> list[Any]:
    may_be_none = not parameter["required"] and parameter["default"] is None
    return [bad for bad in WRONG[parameter["kind"]] if not (bad is None and may_be_none)]


def one_field(parameter: dict[str, Any], field: dict[str, Any], bad: Any) -> list[dict[str, Any]]:
    row = {f["name"]: right(f) for f in parameter["fields"] if f["required"]}
    return [row | {field["name"]: bad}]


@pytest.mark.parametrize("name", sorted(RULES))
def test_wrong_kinds_are_type_errors(name):
    passed = 0
    for parameter in RULES[name]["parameters"]:
        for bad in wrong(parameter):
            with pytest.raises(TypeError):
                call(name, {parameter["name"]: bad})
            passed += 1
        for field in parameter["fields"]:
            for bad in wrong(field):
                with pytest.raises(TypeError):
                    call(name, {parameter["name"]: one_field(parameter, field, bad)})
                passed += 1
    assert passed >= 5


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_face_is_as_the_table_declares(name):
    signature = inspect.signature(getattr(settle, name))
    declared = RULES[name]["parameters"]
    wanted = [p["name"] for p in declared] + ["book", "accept"]
    wanted += ["calendars"] if RULES[name]["calendars"] else []
    assert sorted(signature.parameters) == sorted(wanted)
    for place, parameter in enumerate(declared):
        found = signature.parameters[parameter["name"]]
        assert (found.kind is found.KEYWORD_ONLY) == (place > 0), parameter["name"]
        assert (found.default is found.empty) == parameter["required"], parameter["name"]
        if parameter["default"] is not None:
            shown = str(found.default)
            shown = shown.lower() if isinstance(found.default, bool) else shown
            assert shown == parameter["default"], parameter["name"]
    assert set(settle.__all__) - {"Instalment", "batch", "schedule"} == set(RULES)


def test_other_names_and_missing_arguments_are_input_errors():
    from accord import InputError

    book = _core.RuleBook([])
    with pytest.raises(InputError) as unknown:
        _core.reckon("court_fee", book, {"claim": "1.00 CNY", "claimed": "1.00 CNY"}, ())
    assert (unknown.value.code, unknown.value.subject) == ("unknown_argument", "claimed")
    with pytest.raises(InputError) as missing:
        _core.reckon("court_fee", book, {"claim": "1.00 CNY"}, ())
    assert (missing.value.code, missing.value.subject) == ("needs_argument", "on")
    with pytest.raises(InputError) as rule:
        _core.reckon("no_such_rule", book, {}, ())
    assert rule.value.code == "unknown_rule"


def test_an_unknown_name_is_told_the_names_there_are():
    from accord import InputError

    with pytest.raises(InputError) as argument:
        settle.court_fee("1.00 CNY", on="2026-01-16", track="halved")
    (note,) = argument.value.__notes__
    assert note.startswith("one of: ordinary, mediated_or_withdrawn, ")
    with pytest.raises(InputError) as field:
        settle.limitation("2022-05-01", events=[("2024-03-01", "suit")])
    assert field.value.__notes__ == ["one of: interruption, suspension_start, suspension_end"]
    arrow = pytest.importorskip("pyarrow")
    with pytest.raises(InputError) as column:
        settle.batch.court_fee(arrow.table({"claim": ["1.00 CNY"]}), on="2026-01-16", track="x")
    assert column.value.__notes__ == argument.value.__notes__
