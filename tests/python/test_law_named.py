"""S27 over the whole demo: every rule, term, action, refusal and paper names its law and status."""

from __future__ import annotations

import json
from collections.abc import Iterator

import accord
import pytest
from accord.demo.plan import Plan, figure
from accord.demo.play import Stage

PLAN = Plan()
STATUSES = ("official", "secondary", "unverified")
# What the parties agreed, what happened, and the arithmetic of a rate they gave: no law says these.
FACTS = {"agreed_indemnity", "debited", "loss"}
AGREED_RATE = "interest.simple"
FIGURES = [(path["filing"], name) for path in PLAN.paths for name in path.get("figures", {})]


@pytest.fixture(scope="module")
def played(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Stage, list[accord.Refusal]]]:
    """The demo's cases, and what was refused on the way."""
    stage = Stage(tmp_path_factory.mktemp("law") / "docket", PLAN)
    with stage.docket:
        refusals = [moment.result for moment in stage.play() if not moment.result]
        yield stage, refusals


@pytest.fixture(scope="module")
def cases(played) -> list[accord.Case]:
    stage, _ = played
    return [stage.case(number) for number in range(len(PLAN.paths))]


def named(clauses: tuple[accord.Clause, ...]) -> bool:
    return bool(clauses) and all(c.id.strip() and c.status in STATUSES for c in clauses)


def lines(line: accord.Line) -> Iterator[accord.Line]:
    yield line
    for below in line.lines:
        yield from lines(below)


@pytest.mark.parametrize(("number", "name"), FIGURES)
def test_every_line_of_a_figure_names_its_rule_and_its_law(number, name):
    computed = figure(PLAN.paths[number], name)
    for line in lines(computed.line):
        assert line.rule, line.label
        if line.label not in FACTS and line.rule != AGREED_RATE:
            assert named(line.clauses), (line.label, line.rule)


def test_a_figure_without_a_law_says_so_and_has_only_an_agreed_rate():
    silent = []
    for number, name in FIGURES:
        computed = figure(PLAN.paths[number], name)
        if not any(line.clauses for line in lines(computed.line)):
            silent.append(computed)
    assert silent
    for computed in silent:
        assert {line.rule for line in lines(computed.line)} == {AGREED_RATE}
        assert "不涉及条款" in str(computed.why())


def test_every_term_names_its_clause_and_status(cases):
    terms = [term for case in cases for term in case.all_terms]
    assert len(terms) > 100
    for term in terms:
        assert named(term.clauses), term.id
        assert all(clause.id in term.why() for clause in term.clauses)


def test_every_action_that_was_done_names_its_clause(cases):
    for path, case in zip(PLAN.paths, cases, strict=True):
        actions = {
            row["id"]: row["clause"] for row in json.loads(PLAN.procedure(path).json)["actions"]
        }
        own = [act.action for act in case.acts if act.action in actions]
        assert own
        for action in own:
            assert actions[action]["id"]
            assert actions[action]["status"] in STATUSES


def test_every_refusal_names_its_clause(played):
    _, refusals = played
    assert {refusal.code for refusal in refusals} >= {"evidence_missing", "extension_late"}
    for refusal in refusals:
        assert refusal.clause, refusal
        assert named(refusal.clauses), refusal
        assert refusal.clause in refusal.words()


def papers(cases: list[accord.Case]) -> Iterator[accord.documents.Document]:
    for case in cases:
        if case.agreement is not None:
            yield accord.documents.agreement(case, language="zh-Hans")
        elif case.outcome == "decision_notice":
            yield accord.documents.decision_notice(
                case, language="zh-Hans", decision="维持原处理。", reasons="依合同约定。"
            )


def test_every_paper_names_its_law_with_its_status(cases):
    pytest.importorskip("typst", reason="needs the extra accord[documents]")
    texts = [paper.text for paper in papers(cases)]
    texts = [text() if callable(text) else text for text in texts]
    assert len(texts) >= 20
    for text in texts:
        basis = text.split("法律依据", 1)[1]
        rows = [row.split("\t") for row in basis.splitlines() if row.count("\t") == 2][1:]
        assert rows
        for clause, purpose, status in rows:
            assert clause
            assert purpose
            assert status in ("官方来源", "二手来源", "未经核实")


def test_the_return_names_the_rule_that_it_is_due_under(played):
    stage, _ = played
    quarter = accord.returns.cn_quarterly(stage.docket, period="2026Q1")
    assert "机构报送时限: 季后 10 个工作日" in str(quarter)


def test_every_case_stands_on_four_schemes_and_has_its_causes(cases):
    for case in cases:
        classified = case.filing.classification
        for scheme in ("type", "subject", "nature", "content"):
            assert getattr(classified, scheme) not in ("", None)
        assert classified.causes
        assert case.priority != "unstated"
        assert case.routes
