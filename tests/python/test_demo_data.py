"""The demo's own filings and paths: every step does in a docket what its file says it does."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import accord
import pytest
from accord.demo.plan import Plan, figure
from accord.demo.play import Stage

PLAN = Plan()
PATHS = PLAN.paths
RULES = {"interest", "series_interest", "court_fee", "wrong_debit", "indemnity", "agreed_indemnity"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[accord.Docket, list[str]]:
    """All paths in one docket, their steps in order of time; each step ends as its file says."""
    stage = Stage(tmp_path_factory.mktemp("demo") / "docket", PLAN)
    for moment in stage.play():
        refused = None if moment.result else moment.result.code
        expected = moment.step.get("refused") if moment.step else None
        assert refused == expected, (moment.path["filing"], moment.step, moment.result)
    return stage.docket, [stage.ids[number] for number in range(len(PATHS))]


def kinds(run: tuple[accord.Docket, list[str]], kind: str) -> list[tuple[int, accord.Event]]:
    docket, ids = run
    return [(n, e) for n, id in enumerate(ids) for e in docket.events(id) if e.kind == kind]


def test_every_path_ends_where_it_says(run):
    docket, ids = run
    for path in PATHS:
        case = docket.case(ids[path["filing"]])
        end = (case.stage, case.outcome or None)
        assert end == (path["end"]["stage"], path["end"]["outcome"]), path["title"]


def test_figures_are_what_the_file_says():
    seen = Counter(plan["rule"] for path in PATHS for plan in path.get("figures", {}).values())
    assert set(seen) == RULES, "every rule of the first depth is used"
    for path in PATHS:
        for name, plan in path.get("figures", {}).items():
            assert str(figure(path, name).value) == plan["value"], (path["title"], name)


def test_the_agreed_sum_is_no_formula_and_lies_between_its_bounds():
    agreed = figure(PATHS[PLAN.shows["agreed_between_bounds"]], "agreed")
    assert str(agreed.value) == "80000.00 CNY"
    why = agreed.why(language="zh-Hans")
    amounts = {line.line.label: line.amount for line in why.lines}
    assert amounts == {
        "agreed_sum": "80000.00 CNY",
        "bound_clause_binds": "70000.00 CNY",
        "bound_clause_not_binding": "100000.00 CNY",
    }
    assert why.lines[0].line.inputs["position"] == "between_bounds"


def test_one_lapse_of_a_statutory_term(run):
    docket, ids = run
    lapsed = [
        (n, term)
        for n, id in enumerate(ids)
        for term in docket.case(id).terms.values()
        if term.nature == "procedural" and term.state == "lapsed"
    ]
    assert [n for n, _ in lapsed] == [PLAN.shows["lapse"]]


def test_one_of_each_thing_that_the_demo_shows(run):
    shows = PLAN.shows
    assert [n for n, _ in kinds(run, "term_extended")] == [shows["extension_told_in_time"]]
    assert [n for n, _ in kinds(run, "irregularity_noted")] == [shows["irregular_fact"]]
    assert [n for n, _ in kinds(run, "corrected")] == [shows["correction"]]
    late = [p["filing"] for p in PATHS for s in p["steps"] if s.get("refused") == "extension_late"]
    assert late == [shows["late_extension_refused"]]


def test_a_correction_moves_the_term(run):
    docket, ids = run
    case = docket.case(ids[PLAN.shows["correction"]])
    assert case.terms["answer"].due == date(2026, 1, 23)


def test_the_quarter_has_stock_at_both_ends(run):
    docket, ids = run
    shows = PLAN.shows
    opening = [p["filing"] for p in PATHS if p["file"]["at"] < "2026-01-01"]
    assert opening == shows["opening_stock"]
    closing = [n for n, id in enumerate(ids) if not docket.case(id).final]
    assert closing == shows["closing_stock"]
    repeat = [
        n for n, line in enumerate(PLAN.lines) if json.loads(line).get("facts", {}).get("repeat")
    ]
    assert repeat == shows["repeat"]


def test_the_log_holds(run):
    docket, _ = run
    assert docket.verify(deep=True).ok
