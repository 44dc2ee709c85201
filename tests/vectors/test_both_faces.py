"""Every rule: one case and columns give the same figure, and both what its text says.

The oracles in tests/oracles were written from the rules' texts. A rule without an oracle, or an
oracle without a rule, fails here, and so does a rule without its line in tests/rules.csv.
"""

from __future__ import annotations

import csv
import os
import zlib
from datetime import date
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import accord
import pytest
from accord import _core, settle

from tests.oracles import No, Oracle, Row

AREAS = sorted(
    path.stem
    for path in (Path(__file__).parent.parent / "oracles").glob("*.py")
    if not path.stem.startswith("_")
)
ORACLES: dict[str, Oracle] = {}
for area in AREAS:
    found = import_module(f"tests.oracles.{area}").ORACLES
    assert not set(found) & set(ORACLES), area
    ORACLES |= found

RULES = {rule["name"]: rule for rule in _core.rules()}
TABLE = Path(__file__).parent.parent / "rules.csv"


def answered(result: Any) -> int | str | No:
    """A result of the scalar face as an oracle would write it."""
    if isinstance(result, accord.Refusal):
        return No(result.code)
    if isinstance(result, accord.Explained):
        return result.value.minor
    value = result.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | str) else str(value)


def by_scalar(name: str, row: Row, oracle: Oracle) -> Any:
    subject = RULES[name]["parameters"][0]["name"]
    given = dict(row)
    accept = {"accept": oracle.accept} if oracle.accept else {}
    first = [given.pop(subject)] if subject in given else []
    try:
        return getattr(settle, name)(*first, **given, **accept)
    except (accord.InputError, accord.MoneyError) as error:
        return No(error.code)


def typed(parameter: dict[str, Any], values: list[Any]) -> Any:
    """A column as a frame would hold it: money in minor units, days as days, rows as lists."""
    import pyarrow as pa

    kind = parameter["kind"]
    if kind == "date":
        return pa.array([v and date.fromisoformat(v) for v in values], pa.date32())
    if kind == "count":
        return pa.array(values, pa.int64())
    if kind == "flag":
        return pa.array(values, pa.bool_())
    if kind == "rows":
        fields = parameter["fields"]
        plain = [(f["name"], _PLAIN.get(f["kind"], pa.string())) for f in fields]
        return pa.array(
            [v and [_record(fields, one) for one in v] if v else v for v in values],
            pa.list_(pa.struct(plain)),
        )
    return pa.array(values, pa.string())  # money with its currency, rates, codes


try:
    import pyarrow

    _PLAIN = {"date": pyarrow.date32(), "count": pyarrow.int64(), "flag": pyarrow.bool_()}
except ModuleNotFoundError:
    _PLAIN = {}


def _record(fields: list[dict[str, Any]], given: Any) -> dict[str, Any]:
    """One row of rows: a dict, the fields in order, or the bare value of a single field."""
    if not isinstance(given, dict):
        values = given if isinstance(given, list | tuple) else [given]
        given = dict(zip([f["name"] for f in fields], values, strict=False))
    dates = {f["name"] for f in fields if f["kind"] == "date"}
    return {
        name: date.fromisoformat(value) if name in dates and value else value
        for name, value in given.items()
    }


def by_batch(name: str, rows: list[Row], oracle: Oracle) -> Any:
    import pyarrow as pa

    columns = {
        parameter["name"]: typed(parameter, [row.get(parameter["name"]) for row in rows])
        for parameter in RULES[name]["parameters"]
        if any(parameter["name"] in row for row in rows)
    }
    accept = {"accept": oracle.accept} if oracle.accept else {}
    return pa.table(getattr(settle.batch, name)(pa.table(columns), **accept))


def cells(name: str, table: Any) -> list[int | str | No]:
    """The column of a batch as an oracle would write it."""
    column = "minor" if "minor" in table.column_names else "value"
    found: list[int | str | No] = []
    for value, error in zip(table[column].to_pylist(), table["error"].to_pylist(), strict=True):
        if error is not None:
            found.append(No(error))
        elif isinstance(value, bool):
            found.append("true" if value else "false")
        else:
            found.append(value.isoformat() if isinstance(value, date) else value)
    return found


def rows_of(name: str, n: int) -> list[Row]:
    seed = int(os.environ.get("ACCORD_SEED", "0")) + zlib.crc32(name.encode())
    return ORACLES[name].rows(Random(seed), n)


def agree(name: str, n: int, with_oracle: bool) -> None:
    oracle = ORACLES[name]
    rows = rows_of(name, n)
    table = by_batch(name, rows, oracle)
    batch = cells(name, table)
    differences = []
    for at, row in enumerate(rows):
        result = by_scalar(name, row, oracle)
        scalar = result if isinstance(result, No) else answered(result)
        wanted = oracle.expected(row) if with_oracle else scalar
        if not scalar == batch[at] == wanted:
            differences.append((row, {"rule": wanted, "scalar": scalar, "batch": batch[at]}))
        elif with_oracle and oracle.parts and not isinstance(scalar, No):
            for label, units in oracle.parts(row).items():
                if table[f"{label}_minor"][at].as_py() != units:
                    differences.append((row, {label: units, "batch": table[f"{label}_minor"][at]}))
        elif with_oracle and oracle.shares and not isinstance(scalar, No):
            shares = oracle.shares(row)
            if table["shares_minor"][at].as_py() != shares:
                differences.append((row, {"shares": shares}))
    assert not differences, f"{len(differences)} of {n}, first: {differences[:3]}"


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_a_rule_follows_its_text_in_both_faces(name):
    agree(name, 400, with_oracle=True)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(ORACLES))
def test_a_rule_follows_its_text_on_20_000_rows(name):
    agree(name, 20_000, with_oracle=True)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(ORACLES))
def test_both_faces_agree_on_200_000_rows(name):
    agree(name, 200_000, with_oracle=False)


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_rows_of_an_oracle_reach_figures_and_edges(name):
    """An oracle that answers "no" to nearly everything, or always alike, would prove nothing."""
    answers = [ORACLES[name].expected(row) for row in rows_of(name, 400)]
    figures = [a for a in answers if not isinstance(a, No)]
    assert len(figures) > 100, name
    if ORACLES[name].options.get("constant"):
        assert len(set(figures)) == 1
    elif "figures" in ORACLES[name].options:  # a sheet of a few figures
        assert len(set(figures)) == ORACLES[name].options["figures"]
    elif RULES[name]["yields"] not in ("flag", "text"):
        assert len(set(figures)) > min(20, len(figures) // 10), name


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_an_oracle_knows_every_part_and_the_shares_of_its_rule(name):
    """A part that the oracle does not name would be compared with nothing."""
    oracle, rule = ORACLES[name], RULES[name]
    named: set[str] = set()
    for row in rows_of(name, 200) if oracle.parts else ():
        if not isinstance(oracle.expected(row), No):
            named |= set(oracle.parts(row))
    assert named == set(rule["parts"])
    assert bool(oracle.shares) == rule["shares"]


def listed() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {line["rule"]: line for line in csv.DictReader(file)}


def test_the_table_of_rules_has_no_gap_in_either_direction():
    table = listed()
    assert sorted(table) == sorted(RULES)
    simulated = {name for name, rule in RULES.items() if rule["yields"] == "estimate"}
    assert sorted(ORACLES) == sorted(set(RULES) - simulated)
    for name, line in table.items():
        assert callable(getattr(settle, name))
        assert line["scalar"] == f"accord.settle.{name}"
        assert callable(getattr(settle.batch, name))
        assert line["batch"] == f"accord.settle.batch.{name}"
        assert all(line[column] for column in ("clause", "edges", "why")), name
        if name not in simulated:
            assert line["oracle"].startswith("tests/oracles/"), name
            module = line["oracle"].removeprefix("tests/oracles/").removesuffix(".py")
            assert name in import_module(f"tests.oracles.{module}").ORACLES
