"""The builder of guards: each form's JSON, how it prints, and what is refused at once."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from types import SimpleNamespace

import pytest
from accord.procedure import Expression, Procedure, f
from hypothesis import given
from hypothesis import strategies as st

DAY = {"field": "today"}
KIND = {"field": "case.kind"}
ROLE = {"field": "item.role"}
BY = {"field": "item.by"}
DUE = {"field": "term.answer.due"}

FORMS = [
    ("f.case.kind.is_in(['b', 'a'])", {"op": "in", "args": [KIND, {"set": ["a", "b"]}]}),
    ("f.in_('claimant', f.item.by)", {"op": "in", "args": [{"text": "claimant"}, BY]}),
    ("f.in_(f.case.kind, {'a'})", {"op": "in", "args": [KIND, {"set": ["a"]}]}),
    ("f.today >= f.term.answer.due + f.days(5)",
     {"op": "ge", "args": [DAY, {"op": "add", "args": [DUE, {"duration": {"days": 5}}]}]}),
    ("f.today - f.months(1)", {"op": "sub", "args": [DAY, {"duration": {"months": 1}}]}),
    ("f.today - f.term.answer.due", {"op": "sub", "args": [DAY, DUE]}),
    ("f.now + f.hours(24)", {"op": "add", "args": [{"field": "now"}, {"duration": {"hours": 24}}]}),
    ("f.facts.n + 1", {"op": "add", "args": [{"field": "facts.n"}, {"integer": 1}]}),
    ("10 - f.facts.n", {"op": "sub", "args": [{"integer": 10}, {"field": "facts.n"}]}),
    ("1 + f.facts.n", {"op": "add", "args": [{"integer": 1}, {"field": "facts.n"}]}),
    ("f.count('parties', f.item.role == 'respondent')",
     {"count": {"of": "parties", "where": {"op": "eq", "args": [ROLE, {"text": "respondent"}]}}}),
    ("f.count('acts')", {"count": {"of": "acts"}}),
    ("f.any('terms', f.item.due < f.today)",
     {"any": {"of": "terms", "where": {"op": "lt", "args": [{"field": "item.due"}, DAY]}}}),
    ("f.all('tasks', f.item.done)", {"all": {"of": "tasks", "where": {"field": "item.done"}}}),
    ("f.done('hearing')", {"done": "hearing"}),
    ("f.in_stage('oral')", {"in_stage": "oral"}),
    ("f.milestone('admitted')", {"milestone": "admitted"}),
    ("f.open('stay')", {"open": "stay"}),
    ("f.instant('2026-03-02T09:30+08:00')", {"instant": "2026-03-02T09:30+08:00"}),
    ("f.item.by == f.set(['a'])", {"op": "eq", "args": [BY, {"set": ["a"]}]}),
    ("f.facts['json']", {"field": "facts.json"}),
    ("f.term['first.answer'].due", {"field": "term.first.answer.due"}),
    ("f.value(True).because('规则 1')",
     {"bool": True, "clause": {"id": "规则 1", "status": "unverified"}}),
    ("f.years(2)", {"duration": {"years": 2}}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), FORMS, ids=[typed for typed, _ in FORMS])
def test_each_form_has_its_json_and_prints_as_typed(typed, expected):
    guard = eval(typed, {"f": f})
    assert guard.json == expected
    assert eval(repr(guard), {"f": f}).json == expected


def test_what_is_printed_is_what_one_would_type():
    guard = (f.case.amount <= f.money("50000.00 CNY")) & ~f.has(kind="document")
    assert repr(guard) == "(f.case.amount <= f.money('50000.00 CNY')) & ~f.has(kind='document')"
    under = guard.because(("规则 3", "official")) | (f.today - f.term.answer.due > 5)
    assert repr(under) == (
        "((f.case.amount <= f.money('50000.00 CNY')) & ~f.has(kind='document'))"
        ".because(('规则 3', 'official')) | (f.today - f.term.answer.due > 5)"
    )
    assert repr(f.facts.a - (f.facts.b - 1) + 2) == "f.facts.a - (f.facts.b - 1) + 2"


# --- whatever is built prints as what builds it ---------------------------------------------------

NAMES = st.sampled_from(["a", "b", "json", "is_in", "class", "x-y"])
NUMBERS = st.integers(0, 9) | NAMES.map(lambda name: f.facts[name])
DAYS = st.sampled_from([f.today, f.term.answer.due, f.item.due, f.date("2026-03-02")])


def sums(inner):
    def join(pair):
        return pair[0] + pair[1] if pair[2] else pair[0] - pair[1]

    return st.tuples(NAMES.map(lambda name: f.facts[name]), inner, st.booleans()).map(join)


INTEGERS = st.recursive(NUMBERS, sums, max_leaves=4)
CLAUSES = st.sampled_from(["规则 1", ("规则 2", "official"), ("it's", "secondary")])
CONDITIONS = st.one_of(
    st.tuples(NAMES, INTEGERS).map(lambda pair: f.facts[pair[0]] <= pair[1]),
    st.tuples(DAYS, st.integers(1, 99)).map(lambda pair: f.today > pair[0] + f.days(pair[1])),
    st.sampled_from([f.has("x"), f.has(kind="y"), f.done("z"), f.in_stage("s"), f.open("w")]),
    st.lists(NAMES, max_size=3).map(f.case.kind.is_in),
    NAMES.map(lambda name: f.in_(name, f.item.by)),
)


def joined(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda pair: pair[0] & pair[1]),
        pairs.map(lambda pair: pair[0] | pair[1]),
        pairs.map(lambda pair: pair[0] == pair[1]),
        inner.map(lambda guard: ~guard),
        inner.map(lambda guard: f.any("acts", guard)),
        inner.map(lambda guard: f.count("offers", guard) > 1),
        st.tuples(inner, CLAUSES).map(lambda pair: pair[0].because(pair[1])),
    )


@given(st.recursive(CONDITIONS, joined, max_leaves=8))
def test_evaluating_what_is_printed_gives_the_guard_again(guard):
    assert eval(repr(guard), {"f": f}).json == guard.json


# --- Python's own values --------------------------------------------------------------------------


def test_pythons_own_times_and_sets_are_literals():
    moment = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
    assert (f.now >= moment).json["args"][1] == {"instant": "2026-03-02T09:30:00+00:00"}
    assert (f.today + datetime.timedelta(days=5)).json == (f.today + f.days(5)).json
    assert (f.now - datetime.timedelta(hours=30)).json == (f.now - f.hours(30)).json
    assert (f.item.by == {"b", "a"}).json["args"][1] == {"set": ["a", "b"]}


def test_a_stage_of_the_builder_names_itself():
    p = Procedure("t.guards", version="1")
    oral, _ = p.stages("oral", "over", final="over")
    assert f.in_stage(oral).json == {"in_stage": "oral"}
    with pytest.raises(TypeError):
        f.in_stage(p)


def test_a_parameter_stands_where_a_value_does():
    cure = SimpleNamespace(parameter="cure_days")
    limit = SimpleNamespace(parameter="limit")
    assert f.days(cure).json == {"duration": {"days": {"parameter": "cure_days"}}}
    guard = f.case.amount <= limit
    assert guard.json["args"][1] == {"parameter": "limit"}
    assert repr(guard) == "f.case.amount <= <parameter limit>"
    assert repr(f.days(cure)) == "f.days(<parameter cure_days>)"


NAIVE = datetime.datetime(2026, 3, 2)  # noqa: DTZ001
WRONG_KINDS = {
    "a float": lambda: f.facts.n == 1.5,
    "None": lambda: f.facts.n == None,  # noqa: E711
    "a Decimal": lambda: f.facts.n + Decimal("1"),
    "bytes": lambda: f.case.kind == b"x",
    "a moment without its offset": lambda: f.now > NAIVE,
    "a text for a set": lambda: f.case.kind.is_in("abc"),
    "a set of numbers": lambda: f.case.kind.is_in([1]),
    "days that are true": lambda: f.days(True),
    "days that are text": lambda: f.days("5"),
    "half a day": lambda: f.days(0.5),
    "an action that is none": lambda: f.done(None),
    "Python's in": lambda: "claimant" in f.item.by,
    "a number for a name": lambda: f.facts[1],
    "Python's and": lambda: f.case.complex and f.done("x"),
    "money as a number": lambda: f.money(1),
}
WRONG_VALUES = {
    "a list that a case has not": lambda: f.count("party"),
    "half an hour": lambda: f.now + datetime.timedelta(minutes=30),
    "a moment as text without its offset": lambda: f.instant("2026-03-02T09:30"),
    "no date": lambda: f.date("2026-02-30"),
}


@pytest.mark.parametrize("what", WRONG_KINDS)
def test_what_is_no_value_of_a_guard_is_a_type_error(what):
    with pytest.raises(TypeError):
        WRONG_KINDS[what]()


@pytest.mark.parametrize("what", WRONG_VALUES)
def test_what_can_not_be_meant_is_a_value_error(what):
    with pytest.raises(ValueError):
        WRONG_VALUES[what]()


def test_guards_are_compared_by_their_json_and_never_hashed():
    assert isinstance(f.case.kind == f.case.kind, Expression)
    with pytest.raises(TypeError):
        hash(f.case.kind)
    assert json.loads(json.dumps((f.today >= f.date("2026-03-02")).json))
