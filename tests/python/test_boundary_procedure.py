"""The builder of procedures: no parameter takes the wrong kinds of number as far as a docket.

What the builder lets pass, the engine refuses when it compiles the definition.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import accord
import pytest
from accord import _core
from accord.procedure import Procedure, extension, f
from accord.procedure._parts import UNITS

from tests.python.test_boundary import FloatLike, numpy_numbers

INEXACT = [1.5, float("nan"), Decimal("1.5"), Fraction(3, 2), FloatLike(), *numpy_numbers()]
FLAGS = {
    "all_of",
    "special_authority",
    "ends_with_case",
    "discretionary",
    "repeat",
    "stay_safe",
    "internal",
    "gaps",
}
COUNTS = {"business_up_to"}
GUARDS = {"guard", "when", "holds"}  # True is a guard that always holds
# A right call of each method; one argument of it is then replaced.
CALLS: dict[str, dict[str, Any]] = {
    "role": {"id": "officer"},
    "fact": {"id": "complex", "type": "bool"},
    "action": {"id": "go"},
    "requires": {"action": "finish", "kind": "document"},
    "term": {"id": "answer", "after": "begin", "days": 15},
    "triage": {"rows": [("high", "urgent", "first", "legal")]},
    "stages": {},
    "react": {"id": "follow", "on": "stated.x", "when": f.case.kind == "x"},
    "milestone": {"id": "reached", "after": "begin"},
    "obligation": {
        "id": "reply",
        "of": "claimant",
        "after": "begin",
        "met_by": "finish",
        "blocks": "finish",
    },
    "contract": {"id": "sound", "holds": f.case.kind == "x"},
    "table": {
        "id": "size",
        "inputs": {"case.amount": "CNY"},
        "outputs": "size",
        "rows": [("-", "small")],
    },
}


def drafted(**head: Any) -> Procedure:
    given = {"id": "x.test", "version": "1"} | head
    p = Procedure(given.pop("id"), **given)
    start, end = p.stages("start", "end", final="end")
    p.role("claimant")
    p.action("begin", start=start, by="claimant", clause=("rule 1", "unverified"))
    p.action("finish", start >> end, by="claimant", clause=("rule 1", "unverified"))
    return p


def compiled(p: Procedure) -> _core.Definition:
    return _core.Definition(p.json)


def with_term(p: Procedure, **term: Any) -> _core.Definition:
    p.term("answer", after="begin", **term)
    return compiled(p)


def with_extension(p: Procedure, **given: Any) -> _core.Definition:
    return with_term(p, days=15, extend=[extension(**given, days=30)])


def with_guard(p: Procedure, guard: Any) -> _core.Definition:
    p.action("go", guard=guard)
    return compiled(p)


def parameters(call: Callable[..., Any]) -> list[str]:
    found = inspect.signature(call).parameters.values()
    return [p.name for p in found if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]


def test_the_draft_is_sound():
    assert compiled(drafted()).stages == {"start": False, "end": True}
    assert with_term(drafted(), days=15).terms == ("answer",)
    assert with_extension(drafted(), told="claimant").terms == ("answer",)
    assert "go" in with_guard(drafted(), f.case.amount > accord.Money("1 CNY")).actions


@pytest.mark.parametrize("method", sorted(CALLS))
def test_no_parameter_of_the_builder_takes_a_wrong_number(method):
    faults, passed = [], 0
    for name in parameters(getattr(Procedure, method)):
        if name == "self":
            continue
        wrong = [*INEXACT, 1] if name in FLAGS | GUARDS else [*INEXACT, True, 1]
        if name in COUNTS:
            wrong = [*INEXACT, True]
        for bad in wrong:
            passed += 1
            p = drafted()
            try:
                getattr(p, method)(**{**CALLS[method], name: bad})
                compiled(p)
            except (TypeError, ValueError):
                continue
            faults.append(f"{method}({name}={bad!r})")
    assert passed > 0
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["id", "version", "calendar", "zone", "effective", "number"])
@pytest.mark.parametrize("bad", [*INEXACT, True, 1], ids=repr)
def test_no_parameter_of_a_procedure_takes_a_number(name, bad):
    with pytest.raises((TypeError, ValueError)):
        compiled(drafted(**{name: bad}))


@pytest.mark.parametrize("unit", sorted(UNITS))
@pytest.mark.parametrize("bad", [*INEXACT, True, "15", None, 0, -1, 2**63], ids=repr)
def test_a_length_is_a_whole_number_above_zero(unit, bad):
    with pytest.raises((TypeError, ValueError)):
        extension(**{unit: bad})
    with pytest.raises((TypeError, ValueError)):
        with_term(drafted(), **{unit: bad})


@pytest.mark.parametrize("name", parameters(extension))
@pytest.mark.parametrize("bad", INEXACT, ids=repr)
def test_no_parameter_of_an_extension_takes_a_wrong_number(name, bad):
    with pytest.raises((TypeError, ValueError)):
        with_extension(drafted(), **{name: bad})


@pytest.mark.parametrize("bad", [*INEXACT, True, 1, None], ids=repr)
def test_a_guard_holds_exact_values_only(bad):
    with pytest.raises((TypeError, ValueError)):
        f.money(bad)
    with pytest.raises((TypeError, ValueError)):
        f.date(bad)
    if bad is not True and bad != 1:
        with pytest.raises(TypeError):
            f.case.amount > bad  # noqa: B015


def test_a_comparison_of_money_with_an_integer_is_unsound():
    with pytest.raises(accord.ProcedureError):
        with_guard(drafted(), f.case.amount > 1)
