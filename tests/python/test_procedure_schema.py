"""The published schema takes every definition that ships; its members are the reader's own."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import accord.procedures
import jsonschema
import pytest
from accord import _core
from accord.procedure import Procedure

SCHEMA = json.loads(resources.files("accord.procedure").joinpath("schema.json").read_text("utf-8"))
ENGINE = Path(__file__).parents[2] / "cpp" / "accord" / "procedure"
VECTORS = Path(__file__).parents[1] / "vectors" / "procedures"
SHIPPED = {
    name: made
    for name in accord.procedures.__all__
    if isinstance(made := getattr(accord.procedures, name), Procedure)
}
# The reader's function → what the schema calls the row.
READERS = {
    "read_definition": None,
    "read_role": "role",
    "read_stage": "stage",
    "read_move": "move",
    "read_task": "task",
    "read_requirement": "requirement",
    "read_action": "action",
    "read_reaction": "reaction",
    "read_extension": "extension",
    "read_term": "term",
    "read_clock": "clock",
    "read_wait": "wait",
    "read_milestone": "milestone",
    "read_obligation": "obligation",
    "read_contract": "contract",
    "read_parameter": "parameter",
    "read_table": "table",
    "read_triage_row": "triage",
}


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_it_takes_every_shipped_procedure(name):
    validator().validate(json.loads(SHIPPED[name].json))


@pytest.mark.parametrize("path", sorted(VECTORS.glob("*.json")), ids=lambda path: path.stem)
def test_it_takes_every_definition_kept_as_a_file(path):
    validator().validate(json.loads(path.read_text("utf-8")))


def reader_members() -> dict[str, set[str]]:
    """Function by function of the reader, the members it takes."""
    found: dict[str, set[str]] = {}
    for path in [*sorted(ENGINE.glob("definition*.cpp")), ENGINE / "term" / "read_term.cpp"]:
        source = path.read_text("utf-8")
        for match in re.finditer(r"\bat\.only\(\{(.*?)\}\)", source, re.DOTALL):
            before = source[: match.start()]
            function = re.findall(r"^\w[\w:<>]* (read_\w+)\(const Reader& at", before, re.MULTILINE)
            members = set(re.findall(r'"(\w+)"', match[1]))
            found[function[-1]] = found.get(function[-1], set()) | members
    return found


def test_its_members_are_those_the_reader_takes():
    taken = reader_members()
    assert taken.keys() == READERS.keys()
    for function, row in READERS.items():
        listed = SCHEMA if row is None else SCHEMA["$defs"][row]
        assert set(listed["properties"]) == taken[function], function


def test_what_the_schema_refuses_the_engine_refuses():
    for change in ({"colour": "red"}, {"stages": [{"id": "open", "colour": "red"}]}):
        tree = {**json.loads(next(iter(SHIPPED.values())).json), **change}
        assert list(validator().iter_errors(tree))
        with pytest.raises(accord.ProcedureError) as caught:
            _core.Definition(json.dumps(tree).encode())
        assert caught.value.code == "unknown_member"
