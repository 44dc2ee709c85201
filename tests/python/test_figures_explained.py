"""Every rule's figure explains itself in words, HTML and JSON, and opens from a row of columns.

The rows are those of the oracles; here it is not the figure that is looked at but its why.
"""

from __future__ import annotations

import json
import re
import zlib
from html import unescape
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import accord
import pytest
from accord import _core, _formulas, settle
from accord.text import LANGUAGES, sections

from tests.oracles import No, Row

ORACLES = {
    name: oracle
    for path in sorted((Path(__file__).parent.parent / "oracles").glob("*.py"))
    if not path.stem.startswith("_")
    for name, oracle in import_module(f"tests.oracles.{path.stem}").ORACLES.items()
}
ENGINE = Path(__file__).parents[2] / "cpp" / "accord"
RULES = {rule["name"]: rule for rule in _core.rules() if rule["name"] in ORACLES}
FIGURES = 6


def ask(name: str, row: Row) -> Any:
    given = dict(row)
    subject = RULES[name]["parameters"][0]["name"]
    first = [given.pop(subject)] if subject in given else []
    return getattr(settle, name)(*first, **given, accept=ORACLES[name].accept)


def answered(name: str) -> list[tuple[Row, Any]]:
    """Some rows that have a figure, with it."""
    rows = ORACLES[name].rows(Random(zlib.crc32(name.encode())), 200)
    kept = [row for row in rows if not isinstance(ORACLES[name].expected(row), No)]
    return [(row, ask(name, row)) for row in kept[:FIGURES]]


def whole(line: accord.Line) -> list[accord.Line]:
    return [line, *(below for child in line.lines for below in whole(child))]


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_why_is_whole(name):
    for _, figure in answered(name):
        line = figure.line
        for each in whole(line):
            assert each.label
            assert each.rule
            addends = [below for below in each.lines if below.role == "addend"]
            if addends and isinstance(figure, accord.Explained):
                assert sum(below.count for below in addends) == each.count
        assert line.inputs
        if isinstance(figure, accord.Explained):
            assert (line.count, line.unit) == (figure.value.minor, figure.value.currency)
        # What the rule book gave is named by its clause, and every clause has a status.
        clauses = [clause for each in whole(line) for clause in each.clauses]
        assert not figure.used or clauses
        assert line.status in ("official", "secondary", "unverified")


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_why_is_said_in_words_html_and_json(name):
    for _, figure in answered(name):
        said = {language: figure.why(language) for language in LANGUAGES}
        assert len({str(why).splitlines()[-1] for why in said.values()}) == len(LANGUAGES)
        for why in said.values():
            assert len(str(why).splitlines()) == len(whole(figure.line)) + 1
            # A code that has no words would show its underscore.
            assert all("_" not in below.label for below in (why, *why.lines))
            html = why._repr_html_()
            assert html.count("<tr>") >= len(whole(figure.line))
            assert why.amount in html
        read = json.loads(figure.line.json)
        # A count from 2^53 on is a text there.
        assert int(read["a"]) == figure.line.count
        assert (read["l"], read["r"]) == (figure.line.label, figure.line.rule)


def calculated(why: accord.Why) -> list[accord.Why]:
    return [each for each in (why, *(w for b in why.lines for w in calculated(b))) if each.formula]


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_figure_states_its_formula_and_where_its_law_was_read(name):
    for _, figure in answered(name):
        assert _formulas.code(figure.line) == name
        for language in LANGUAGES:
            why = figure.why(language)
            text, html, tree = str(why), unescape(why._repr_html_()), json.loads(why.json)
            assert why.formula == sections(language)["formulas"][name] == tree["formula"]
            for each in calculated(why):
                assert f"= {each.formula}" in text
                assert f"= {each.formula}" in html
            for source in {each.source for each in whole(figure.line) if each.source}:
                assert text.count(f" {source}]") == 1
                assert f" {source}</small>" in html
        assert json.loads(figure.line.json).keys().isdisjoint({"formula"})


ESTIMATES = {
    "random_arrival_sampled": lambda: settle.random_arrival_sampled(
        "100 CNY", claims=["60 CNY", "90 CNY"], claimant=1, samples=100
    ),
    "simulate_award": lambda: settle.simulate_award(
        [{"chance": "60%", "low": "10 CNY", "high": "20 CNY"}], samples=100
    ),
}


@pytest.mark.parametrize("name", sorted(ESTIMATES))
def test_an_estimate_states_its_formula(name):
    figure = ESTIMATES[name]()
    assert _formulas.code(figure.line) == name
    for language in LANGUAGES:
        assert sections(language)["formulas"][name] in str(figure.why(language))


def test_every_rule_has_a_formula_and_no_formula_is_left_over():
    names = {rule["name"] for rule in _core.rules()}
    assert names == _formulas.NAMES == set(RULES) | set(ESTIMATES)
    spoken = "\n".join(path.read_text(encoding="utf-8") for path in ENGINE.rglob("*.[ch]pp"))
    literals = set(re.findall(r'"([a-z][a-z_0-9.]*)"', spoken))
    for language in LANGUAGES:
        formulas = sections(language)["formulas"]
        assert names <= formulas.keys()
        assert all(formulas.values())
        left_over = {
            code
            for code in formulas.keys() - names
            for part in code.split(":")
            if part not in literals and not part.startswith("net_")
        }
        assert not left_over
    # The engine writes the codes that a rule's figure is found by; a division puts two together.
    for own in _formulas.RULES:
        rule, label = own.split(":")
        assert {rule, rule.removeprefix("apportion.")} & literals
        assert label in literals


def test_a_comparison_has_no_formula():
    low, high = (settle.court_fee(claim, on="2026-01-16") for claim in ("20000 CNY", "90000 CNY"))
    why = accord.explain.diff(low, high).why("en")
    assert low.why("en").lines[0].formula
    assert not calculated(why)


@pytest.mark.parametrize("name", sorted(RULES))
def test_two_figures_differ_by_parts_that_add_up(name):
    figures = [figure for _, figure in answered(name) if isinstance(figure, accord.Explained)]
    for before, after in pairwise(figures):
        if before.value.currency != after.value.currency:
            continue
        found = accord.explain.diff(before, after)
        assert found.value == after.value - before.value
        for each in whole(found.line):
            addends = [below.count for below in each.lines if below.role == "addend"]
            assert not addends or sum(addends) == each.count


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_row_of_columns_opens_with_the_same_figure(name):
    pa = pytest.importorskip("pyarrow")
    listed = {p["name"] for p in RULES[name]["parameters"] if p["kind"] == "rows"}
    for row, figure in answered(name):
        constants = {key: value for key, value in row.items() if key in listed}
        columns = {key: [value] for key, value in row.items() if key not in listed}
        frame = pa.table(columns or {"rounding": ["half_up"]})
        accept = ORACLES[name].accept
        table = getattr(settle.batch, name)(frame, **constants, accept=accept)
        opened = table.row(0)
        assert opened == figure
        assert opened.line.json == figure.line.json
        assert opened.used == figure.used
        (cell,) = pa.table(table).to_pylist()
        assert cell["error"] is None
        if isinstance(figure, accord.Explained):
            assert cell["minor"] == figure.value.minor
        assert (cell["status"], cell["provisional"]) == (
            figure.line.status,
            figure.line.is_provisional(),
        )


@pytest.mark.parametrize(
    ("valued", "clause"), [("agreed", "保险法 55(1)"), ("actual", "保险法 55(2)")]
)
def test_the_value_that_measures_a_loss_is_named_by_its_clause(valued, clause):
    figure = settle.indemnity(
        "110000.00 CNY", sum_insured="120000.00 CNY", value="100000.00 CNY", valued=valued
    )
    assert str(figure.value) == "100000.00 CNY"
    (above,) = [line for line in figure.line.lines if line.label == "loss_above_value"]
    assert clause in [named.id for named in above.clauses]
