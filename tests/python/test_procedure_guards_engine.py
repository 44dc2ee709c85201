"""Guards of Python in the engine: every form loads, and a refusal tells clause, lack and day."""

from __future__ import annotations

import accord
import pytest
from accord import _core
from accord.procedure import Procedure, f

from tests.python._dockets import Clock, filing, opened


def procedure(guard: object) -> Procedure:
    p = Procedure("t.guards", version="1")
    open_, over = p.stages("open", "over", final="over")
    p.fact("n", "integer")
    p.fact("agreed", "bool")
    p.fact("sold_on", "date")
    p.action("begin", start=open_, by="claimant")
    p.action("hear", open_, by="claimant")
    p.action("end", open_ >> over, by="claimant", guard=guard, clause=("规则 9", "official"))
    p.term("answer", after="begin", days=15, nature="procedural", clause="规则 1")
    return p


GUARDS = [
    f.case.kind.is_in(["wrong_debit", "unfreeze"]),
    f.any("acts", f.in_("claimant", f.item.by)),
    f.today >= f.term.answer.due + f.days(5),
    f.today - f.facts.sold_on > 30,
    f.now >= f.instant("2026-03-02T09:30+08:00"),
    f.now - f.hours(24) > f.instant("2026-03-01T00:00Z"),
    f.facts.n + 1 <= 10 - f.facts.n,
    f.case.amount - f.money("1.00 CNY") < f.money("5.00 CNY") + f.money("6.00 CNY"),
    f.count("parties", f.item.role == "respondent") >= 2,
    f.any("terms", (f.item.state == "running") & (f.item.due < f.today)),
    f.all("services", f.item.on <= f.today) & f.done("hear"),
    f.any("offers", f.item.expires < f.today) | f.in_stage("open") | f.open("stay"),
    f.any("tasks", ~f.item.done) == f.facts.agreed,
    f.any("claims", f.item.amount > f.money("1.00 CNY")) & f.any("evidence", f.item.size > 0),
]


@pytest.mark.parametrize("guard", GUARDS, ids=repr)
def test_every_form_loads(guard):
    definition = _core.Definition(procedure(guard).json.encode())
    assert definition.id == "t.guards"


@pytest.mark.parametrize(
    ("guard", "code", "pointer"),
    [
        (f.facts.n <= f.money("1.00 CNY"), "type_mismatch", ""),
        (f.today + f.hours(1) > f.today, "type_mismatch", "/args/0"),
        (f.count("acts", f.facts.n) > 1, "type_mismatch", "/args/0/count/where"),
        (f.any("parties", f.item.name == "甲"), "personal_field", "/any/where/args/0/field"),
        (f.has("a") & (f.facts.none == 1), "unknown_fact", "/args/1/args/0/field"),
    ],
    ids=repr,
)
def test_what_does_not_fit_is_named_by_its_place(guard, code, pointer):
    with pytest.raises(accord.ProcedureError) as caught:
        _core.Definition(procedure(guard).json.encode())
    assert caught.value.code == code
    assert caught.value.where.endswith(f"/guard{pointer}")


def test_a_refusal_tells_the_clause_the_lack_and_the_earliest_day(tmp_path):
    guard = (
        (f.today >= f.term.answer.due + f.days(5)).because(("规则 2", "official"))
        & f.done("hear").because(("规则 3", "official"))
        & (f.facts.n + 1 >= 2).because(("规则 4", "official"))
    )
    with opened(tmp_path, Clock("2026-03-03T09:30+08:00")) as docket:
        made = docket.file(
            filing(), procedure=procedure(guard), by="claimant", at="2026-03-02T09:30+08:00"
        )
        case = made.case
        refused = docket.act(case, "end", by="claimant", at="2026-03-03T09:30+08:00")
        assert not refused
        assert refused.code == "guard"
        assert [clause.id for clause in refused.clauses] == ["规则 2", "规则 3", "规则 4"]
        assert "fact:n" in refused.missing
        assert refused.earliest is None  # time alone does not hold a hearing
