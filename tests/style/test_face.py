"""The face in order: public names listed and sorted, notebooks without outputs and short."""

from __future__ import annotations

import importlib
import json
import re
import types

import pytest

from tests.style import _tree as tree

CELL_LINES_MAX = 15
NOTEBOOKS = tree.under("notebooks", suffix=(".ipynb",))
PACKAGE = tree.ROOT / "python" / "accord" / "__init__.py"


@pytest.mark.skipif(not PACKAGE.is_file(), reason="there is no package yet")
def test_all_lists_every_public_name_in_order():
    accord = importlib.import_module("accord")
    listed = list(accord.__all__)
    assert listed == sorted(set(listed))
    missing = [name for name in listed if not hasattr(accord, name)]
    assert not missing
    unlisted = {
        name
        for name, value in vars(accord).items()
        if not name.startswith("_")
        and name not in ("annotations", "TYPE_CHECKING")
        and not isinstance(value, types.ModuleType)
    } - set(listed)
    assert not unlisted


PUBLIC = ("", ".calendar", ".documents", ".procedure", ".returns", ".settle", ".text", ".why")


def described(module: types.ModuleType) -> dict[str, object]:
    """What a module gives to its users, and the public members of its classes that are Python's."""
    found: dict[str, object] = {}
    listed = getattr(module, "__all__", [n for n in vars(module) if not n.startswith("_")])
    for name in listed:
        value = getattr(module, name)
        if isinstance(value, types.FunctionType | types.BuiltinFunctionType | type):
            found[name] = value
        if isinstance(value, type) and "_pybind11_conduit_v1_" not in vars(value):
            for member, inner in vars(value).items():
                if not member.startswith("_") and isinstance(
                    inner, types.FunctionType | staticmethod | classmethod | property
                ):
                    found[f"{name}.{member}"] = inner
    return found


@pytest.mark.skipif(not PACKAGE.is_file(), reason="there is no package yet")
@pytest.mark.parametrize("part", PUBLIC)
def test_every_public_name_says_what_it_is(part):
    found = described(importlib.import_module(f"accord{part}"))
    assert found
    silent = [name for name, value in found.items() if not (value.__doc__ or "").strip()]
    assert not silent


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_clean_and_short(path):
    cells = json.loads(tree.text(path))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    for cell, source in zip(cells, sources, strict=True):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            assert source.count("\n") < CELL_LINES_MAX, source
            assert not re.search(r"\bsqlite3\b", source)
    assert cells[0]["cell_type"] == "markdown"
    assert re.search(r"[.。]", sources[0])
    last = [s for c, s in zip(cells, sources, strict=True) if c["cell_type"] == "code"][-1]
    assert re.search(r"^assert ", last, re.MULTILINE)
