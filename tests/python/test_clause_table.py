"""Every clause of the mainland that a law file or a figure names stands in the table of clauses.

One row of each rule's oracle is asked, so the test covers every rule that has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import accord
import pytest
from accord import _core, law, settle

from tests.oracles import Oracle

TABLE = {row["id"]: row["status"] for row in law.document("clauses_cn.json")["clauses"]}
HAN = re.compile("[\u4e00-\u9fff]")  # laws of the mainland are named in their own words
ORACLES: dict[str, Oracle] = {}
for path in sorted((Path(__file__).parents[1] / "oracles").glob("[a-z]*.py")):
    ORACLES |= import_module(f"tests.oracles.{path.stem}").ORACLES
SUBJECTS = {rule["name"]: rule["parameters"][0]["name"] for rule in _core.rules()}


def of_files() -> Iterator[tuple[str, str, str]]:
    """Every clause of every law file: the file, its id, its status."""

    def inside(value: Any) -> Iterator[dict[str, str]]:
        if isinstance(value, dict):
            clause = value.get("clause")
            if isinstance(clause, dict):
                yield clause
            for below in value.values():
                yield from inside(below)
        elif isinstance(value, list):
            for below in value:
                yield from inside(below)

    for name in law.names():
        for clause in inside(law.document(name)):
            yield name, clause["id"], clause["status"]


def of_line(line: accord.Line) -> Iterator[accord.Clause]:
    yield from line.clauses
    for below in line.lines:
        yield from of_line(below)


def clauses_of(name: str, oracle: Oracle) -> set[accord.Clause]:
    """What a handful of the oracle's rows name; a row that is an error names nothing."""
    found: set[accord.Clause] = set()
    accept = {"accept": oracle.accept} if oracle.accept else {}
    for row in oracle.rows(Random(name), 20):
        given = dict(row)
        subject = SUBJECTS[name]
        first = [given.pop(subject)] if subject in given else []
        try:
            result = getattr(settle, name)(*first, **given, **accept)
        except (accord.InputError, accord.MoneyError):
            continue
        if isinstance(result, accord.Refusal):
            found.update(result.clauses)
        elif hasattr(result, "line"):
            found.update(of_line(result.line))
    return found


def test_the_table_is_sorted_and_names_each_clause_once():
    ids = [row["id"] for row in law.document("clauses_cn.json")["clauses"]]
    assert ids == sorted(set(ids))


def test_every_clause_of_every_law_file_is_in_the_table():
    found = {one for one in of_files() if HAN.search(one[1])}
    assert len(found) > 60
    assert not sorted(one for one in found if TABLE.get(one[1]) != one[2])


def as_table(clause: accord.Clause) -> bool:
    strength = ("unverified", "secondary", "official")
    stated = TABLE.get(clause.id)
    return stated is not None and strength.index(str(clause.status)) <= strength.index(stated)


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_every_clause_of_a_figure_is_in_the_table(name):
    """A figure may name a clause at a weaker status (a rate not read), never at a stronger one."""
    named = clauses_of(name, ORACLES[name])
    wrong = {
        (clause.id, str(clause.status))
        for clause in named
        if HAN.search(clause.id) and not as_table(clause)
    }
    assert not wrong
