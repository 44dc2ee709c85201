"""Every public callable and parameter, found by signature, refuses the wrong kinds of number.

A parameter that the table does not classify fails the test; the number of callables, parameters and
wrong values passed is printed.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import accord
import pytest
from accord._arguments import FILTERS
from accord.procedures import cn_complaint, cn_mediation

from tests.python._dockets import Clock, fields, filed, filing, opened

MODULES = (
    "accord",
    "accord.explain",
    "accord.law",
    "accord.calendar",
    "accord.documents",
    "accord.returns",
    "accord.procedures",
)


class FloatLike:
    """A number of somebody else's: it can become a float and is none."""

    def __float__(self) -> float:
        return 1.0

    def __repr__(self) -> str:
        return "FloatLike()"  # the same in every worker, since tests are named by it


class IndexLike:
    """An integer of somebody else's, which is an honest count."""

    def __init__(self, value: int = 1) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


def numpy_numbers() -> list[object]:
    try:
        numpy = importlib.import_module("numpy")
    except ModuleNotFoundError:
        return []
    return [numpy.float64(1), numpy.float32(1), numpy.bool_(True), numpy.array([1.5])]


INEXACT = [1.0, float("nan"), float("inf"), FloatLike(), Decimal(1), Fraction(1), 1 + 0j]
NUMBERS = [*INEXACT, *numpy_numbers(), True, 1, IndexLike(), None]
WRONG: dict[str, list[Any]] = {
    "money": NUMBERS,
    "rate": NUMBERS,
    "figure": NUMBERS,
    "date": NUMBERS,
    "instant": NUMBERS,
    "when": NUMBERS,
    "text": [*NUMBERS, b"x"],
    "object": NUMBERS,  # a case, a filing, a path, a procedure, a function
    "texts": [*NUMBERS, b"x", [1], [True], [None]],
    "count": [*INEXACT, *numpy_numbers(), True, None, "1"],
    "counts": [*NUMBERS, [1.0], [True], [Decimal(1)], [FloatLike()], [None]],
    "exclusions": [*NUMBERS, [(1.0, "x")], [(True, "x")], [(1, 2)]],
    "flag": [*INEXACT, *numpy_numbers(), 0, 1, IndexLike(), None, "yes"],
    "fact": [*INEXACT, *numpy_numbers(), IndexLike(), None],
    "decimal": [1.0, float("nan"), FloatLike(), Fraction(1), *numpy_numbers(), True, 1, None],
}

# What each parameter takes; a name that means another thing in one callable stands with it.
KINDS = {
    "text": "text currency rounding unit roll zone calendar rest_days id track day_count series"
    " language actor action event field reason item key irregular authorised_by format name where"
    " sight assignee body manner payer place decision facts reasons period rolls measure row"
    " convention"
    " dimension country subdivision direction",
    "texts": "by",
    "money": "money principal claim loss sum_insured deductible agreed total",
    "rate": "share rate own_fault deductible_share multiple spread",
    "figure": "",
    "date": "start end on day after up_to until ref_start ref_end maturity known_on",
    "instant": "at moment",
    "when": "trigger occurred",
    "count": "minor n amount cut_off_minutes batch block seq expected limit days business_up_to",
    "counts": "weights years weekend",
    "exclusions": "excluded",
    "flag": "end_of_month both_ends clause_binds count_trigger_day create read_only deep financial",
    "object": "path clock case filing procedure progress mapping source book json line fields"
    " master_key docket document file definition entries before edition from_ now due rule rules"
    " closed",
}
BY_NAME = {name: kind for kind, names in KINDS.items() for name in names.split()}
BY_PLACE = {
    "accord.Money.of:amount": "decimal",
    "accord.explain.diff:after": "object",
    "accord.Docket.correct:value": "fact",
    "accord.calendar.last_days:trigger": "object",
    "accord.calendar.last_days:excluded": "object",
    "accord.calendar.moved_terms:trigger": "object",
    "accord.calendar.moved_terms:excluded": "object",
    "accord.calendar.working_days_between:after": "object",
    "accord.calendar.working_days_between:up_to": "object",
    "accord.Docket.case:id": "object",
    "accord.Docket.count:by": "text",
    "accord.Filing.read:path": "object",
    "accord.documents.decision_notice:amount": "money",
    "accord.returns.Return.labels:row": "object",
}
# These take anything more by name; what is discussed one by one below.
OPEN_ENDED = {
    "accord.Docket.act",
    "accord.Docket.record",
    "accord.Docket.find",
    "accord.Docket.count",
    "accord.returns.Return.cell",
}

# What our own functions make and nobody else: their constructors are no part of the face.
MADE_BY_US = {
    "accord.documents.Document",
    "accord.returns.Cell",
    "accord.returns.Fault",
    "accord.returns.Return",
}


# Where None is an answer of its own, not a missing one.
NONE_IS_MEANT = {"accord.procedures.make_cn_mediation:rolls"}
# The builder of procedures refuses what is not meant with ValueError, before the engine sees it.
BUILDERS = "accord.procedures."


@dataclass
class Parameter:
    name: str
    positional_only: bool
    keyword_only: bool
    required: bool
    optional: bool  # None stands for "not given"


@dataclass
class Callable_:
    place: str
    call: Callable[..., Any]
    parameters: list[Parameter]
    open_ended: bool = False
    values: dict[str, Any] = field(default_factory=dict)


# --- finding them ---------------------------------------------------------------------------------

SIGNATURE = re.compile(r"^(?:\d+\. )?\w+\((?P<inside>.*)\)(?: -> .*)?$")


def split_arguments(inside: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, sign in enumerate(inside):
        depth += sign in "[(" or -(sign in "])")
        if sign == "," and depth == 0:
            parts.append(inside[start:position].strip())
            start = position + 1
    return [part for part in [*parts, inside[start:].strip()] if part]


def native_parameters(doc: str, has_self: bool) -> list[Parameter]:
    match = SIGNATURE.match(doc.split("\n")[0])
    assert match, f"no signature in {doc!r}"
    found, keyword_only = [], False
    for part in split_arguments(match["inside"])[int(has_self) :]:
        if part == "*":
            keyword_only = True
            continue
        name, _, rest = part.partition(":")
        kind, _, default = rest.partition(" = ")
        optional = default == "None" or kind.strip().endswith("None")
        found.append(Parameter(name.strip(), False, keyword_only, not default, optional))
    return found


def python_parameters(call: Callable[..., Any]) -> tuple[list[Parameter], bool]:
    found, open_ended = [], False
    for parameter in inspect.signature(call).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            open_ended = True
            continue
        found.append(
            Parameter(
                parameter.name,
                parameter.kind == parameter.POSITIONAL_ONLY,
                parameter.kind == parameter.KEYWORD_ONLY,
                parameter.default is parameter.empty,
                parameter.default is None,
            )
        )
    return found, open_ended


def is_native(value: object) -> bool:
    return type(value).__name__ in ("builtin_function_or_method", "instancemethod") or (
        type(value).__name__.startswith("pybind11")
    )


def is_slot(value: object) -> bool:
    return type(value).__name__ == "wrapper_descriptor"


def members(cls: type) -> Iterator[tuple[str, object]]:
    """Public methods and static methods of a class, and its constructor."""
    for name, value in vars(cls).items():
        if name == "__init__" or (not name.startswith("_") and not isinstance(value, property)):
            yield name, value


def described(place: str, call: Callable[..., Any], has_self: bool) -> Callable_:
    doc = inspect.getdoc(call) or ""
    if is_native(call) or SIGNATURE.match(doc.split("\n")[0]):
        return Callable_(place, call, native_parameters(doc, has_self))
    parameters, open_ended = python_parameters(call)
    return Callable_(place, call, parameters, open_ended)


def of_class(place: str, cls: type, instance: object | None) -> Iterator[Callable_]:
    for name, value in members(cls):
        if isinstance(value, property) or not (callable(value) or isinstance(value, staticmethod)):
            continue
        if name == "__init__" and place in MADE_BY_US:
            continue
        if name == "__init__":
            doc = inspect.getdoc(cls.__init__) or ""
            if not SIGNATURE.match(doc.split("\n")[0]) and is_slot(cls.__init__):
                continue  # it has no constructor
            found = described(place, cls.__init__, True)
            found.call = cls
            yield found
        elif isinstance(value, staticmethod):
            yield described(f"{place}.{name}", getattr(cls, name), False)
        elif instance is not None:
            found = described(f"{place}.{name}", value, True)
            found.call = getattr(instance, name)
            yield found


def public(instances: dict[type, object]) -> Iterator[Callable_]:
    seen: set[object] = set()
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        for name in module.__all__:
            if name in accord._MODULES:
                continue  # a module is walked where it is listed
            value = getattr(module, name)
            place = f"{module_name}.{name}"
            if isinstance(value, ModuleType) or not callable(value) or value in seen:
                continue
            seen.add(value)
            if isinstance(value, type):
                if not issubclass(value, BaseException) and name != "DayKind":
                    yield from of_class(place, value, instances.get(value))
            else:
                yield described(place, value, False)


# --- calling them ---------------------------------------------------------------------------------


def kind_of(place: str, name: str) -> str | None:
    return BY_PLACE.get(f"{place}:{name}") or BY_NAME.get(name)


def done(outcome: accord.Outcome | accord.Refusal) -> accord.Case:
    assert outcome, outcome
    return outcome.case


@pytest.fixture
def docket(tmp_path):
    """Three cases: the newest open, one that ended in an agreement, one in a decision."""
    both = ("claimant", "respondent")
    with opened(tmp_path, Clock("2026-03-02T12:00+08:00")) as docket:
        case = done(docket.act(filed(docket), "accept", by="mediation_body"))
        done(docket.act(case, "agree", by=both, amount="1.00 CNY"))
        case = done(docket.file(filing(), procedure=cn_complaint))
        done(docket.act(case, "notify", by="institution"))
        filed(docket)
        yield docket


def case_in(docket: accord.Docket, stage: str) -> accord.Case:
    return docket.case(docket.find(stage=stage)[0])


@pytest.fixture
def instances(docket) -> dict[type, object]:
    case = case_in(docket, "applied")
    figure = accord.settle.court_fee("1 CNY", on="2026-01-16")
    refusal = docket.act(case, "refer", by="claimant")
    calendar = accord.calendar.business_calendar()
    found: list[object] = [
        docket,
        accord.Money("1 CNY"),
        accord.Rate("1/3"),
        case,
        figure,
        figure.line,
        figure.why(),
        refusal,
        calendar,
        accord.calendar.reckon("2026-03-02", amount=1),
        filing(),
        docket.proof(),
        accord.documents.agreement(case_in(docket, "agreed")),
        accord.returns.cn_quarterly(docket, period="2026Q1"),
    ]
    found.append(next(iter(case_in(docket, "agreed").terms.values())))
    return {type(value): value for value in found}


def samples(docket: accord.Docket) -> dict[str, Any]:
    """A right value for each parameter that a call can not do without."""
    case = case_in(docket, "applied")
    agreed = case_in(docket, "agreed")
    line = accord.settle.court_fee("1 CNY", on="2026-01-16").line
    by_kind = {
        "money": "1.00 CNY",
        "rate": "0.35% per year 30/360",
        "date": "2026-01-16",
        "instant": "2026-03-02T10:00+08:00",
        "when": "2026-03-02",
        "text": "x",
        "texts": "claimant",
        "count": 1,
        "counts": [1],
        "flag": True,
        "decimal": Decimal(1),
        "fact": "x",
    }
    by_name = {
        "currency": "CNY",
        "case": case,
        "id": case,
        "filing": filing(),
        "procedure": cn_mediation,
        "action": "withdraw",
        "event": "withdraw",
        "source": b"",
        "format": "jsonl",
        "line": line,
        "fields": fields(),
        "json": filing().json(),
        "total": accord.Money("1 CNY"),
        "rounding": "half_up",
        "share": "20%",
        "series": "cn.lpr.1y",
        "path": "absent",
        "by": "stage",
        "docket": docket,
        "document": accord.documents.agreement(agreed),
        "period": "2026Q1",
        "money": accord.Money("1 CNY"),
        "name": "total",
        "accord.documents.agreement:case": agreed,
        "accord.documents.decision_notice:case": case_in(docket, "answered"),
        "accord.documents.issue:case": agreed,
    }
    return by_kind | {name if ":" in name else f":{name}": v for name, v in by_name.items()}


def arguments_for(target: Callable_, right: dict[str, Any]) -> dict[str, Any]:
    given = {}
    for parameter in target.parameters:
        if parameter.required:
            kind = kind_of(target.place, parameter.name)
            names = (f"{target.place}:{parameter.name}", f":{parameter.name}", kind or "")
            given[parameter.name] = next((right[name] for name in names if name in right), None)
    return given


def refuses(target: Callable_, given: dict[str, Any]) -> str | None:
    """Nothing when a TypeError was raised; otherwise what happened instead."""
    try:
        result = target.call(**given)
    except TypeError:
        return None
    except ValueError as error:
        if target.place.startswith(BUILDERS):
            return None
        return f"{type(error).__name__}: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"accepted, {result!r:.80}"


def wrong_values(place: str, kind: str, parameter: Parameter) -> list[Any]:
    optional = parameter.optional or f"{place}:{parameter.name}" in NONE_IS_MEANT
    return [bad for bad in WRONG[kind] if not (bad is None and optional)]


def check(target: Callable_, parameter: Parameter, right: dict[str, Any]) -> tuple[int, list[str]]:
    kind = kind_of(target.place, parameter.name)
    if kind is None:
        return 0, [f"{target.place}: the parameter {parameter.name} is not classified"]
    faults = []
    wrong = wrong_values(target.place, kind, parameter)
    for bad in wrong:
        given = arguments_for(target, right) | {parameter.name: bad}
        instead = refuses(target, given)
        if instead:
            faults.append(f"{target.place}({parameter.name}={bad!r}): {instead}")
    return len(wrong), faults


def test_every_parameter_refuses_the_wrong_kinds(docket, instances, capsys):
    right = samples(docket)
    size = docket.proof().size
    callables = parameters = passed = 0
    faults: list[str] = []
    for target in public(instances):
        callables += 1
        if target.open_ended and target.place not in OPEN_ENDED:
            faults.append(f"{target.place} takes anything by name and is not listed")
        for parameter in target.parameters:
            parameters += 1
            count, found = check(target, parameter, right)
            passed += count
            faults += found
    with capsys.disabled():
        print(f"\nboundary: {callables} callables, {parameters} parameters, {passed} wrong values")
    assert not faults, "\n".join(faults)
    assert docket.proof().size == size, "a refused call wrote something"
    assert callables >= 40
    assert parameters >= 100


def test_every_argument_of_every_action_refuses_the_wrong_kinds(docket, capsys):
    case = case_in(docket, "applied")
    size = docket.proof().size
    kinds = {"item": "text", "evidence": "object"}
    passed, faults = 0, []
    for action, arguments in docket.arguments().items():
        for name, sort in arguments.items():
            kind = kinds.get(sort, sort)
            for bad in WRONG[kind]:
                if kind == "when" and bad is None:
                    continue  # the day is not known
                target = Callable_(f"act({action!r})", docket.act, [])
                verb = "agree" if action == "*" else action
                instead = refuses(target, {"case": case, "action": verb, name: bad})
                passed += 1
                if instead:
                    faults.append(f"act({verb!r}, {name}={bad!r}): {instead}")
    for name in ("file", "content", "item", "kind", "source", "media_type", "name"):
        for bad in WRONG["object"]:
            given = {} if name in ("file", "content") else {"content": b"x"}
            target = Callable_("act('add_evidence')", docket.act, [])
            if bad is None and name in ("item", "media_type"):
                continue  # then it is taken from the file's name
            call = {"case": case, "action": "add_evidence", **given, name: bad}
            passed += 1
            instead = refuses(target, call)
            if instead:
                faults.append(f"add_evidence({name}={bad!r}): {instead}")
    with capsys.disabled():
        print(f"\nboundary: {passed} wrong values to the arguments of actions")
    assert not faults, "\n".join(faults)
    assert docket.proof().size == size


def test_what_cases_are_found_by_refuses_the_wrong_kinds(docket):
    faults = []
    for name, kind in FILTERS.items():
        for bad in WRONG[kind]:
            if bad is None:
                continue  # not asked for
            for target in (
                Callable_("find", docket.find, []),
                Callable_("count", lambda **by: docket.count(by="stage", **by), []),
            ):
                instead = refuses(target, {name: bad})
                if instead:
                    faults.append(f"{target.place}({name}={bad!r}): {instead}")
    assert not faults, "\n".join(faults)
    with pytest.raises(TypeError):
        docket.find(colour="red")


@pytest.mark.parametrize("bad", [bad for bad in NUMBERS if not isinstance(bad, FloatLike)])
def test_operators_refuse_numbers(bad):
    money, rate = accord.Money("1 CNY"), accord.Rate("1/3")
    for left, right in ((money, bad), (bad, money), (rate, bad), (bad, rate)):
        for operator in (
            lambda a, b: a + b,
            lambda a, b: a - b,
            lambda a, b: a * b,
            lambda a, b: a / b,
            lambda a, b: a < b,
        ):
            with pytest.raises(TypeError):
                operator(left, right)
    for convert in (int, float):
        with pytest.raises(TypeError):
            convert(money)


def test_a_count_is_an_int_or_has_an_index():
    calendar = accord.calendar.business_calendar()
    expected = calendar.add_working_days("2026-03-02", 3)
    assert calendar.add_working_days("2026-03-02", IndexLike(3)) == expected
    assert accord.Money.from_minor(IndexLike(5), "CNY").minor == 5


def test_names_in_messages_are_those_users_import():
    with pytest.raises(TypeError, match=r"'accord\.Money'"):
        accord.Money("1 CNY") + 1
    assert "_core" not in (accord.Money.__doc__ or "") + repr(accord.Case)
    assert "accord.Money" in (accord.allocate.__doc__ or "")
    assert "accord::" not in "".join(inspect.getdoc(value) or "" for value in vars(accord).values())
