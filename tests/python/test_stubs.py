"""The stubs kept by hand name exactly what the native module has, class by class."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from accord import _core

STUB = Path(__file__).resolve().parents[2] / "python" / "accord" / "_core.pyi"
TREE = ast.parse(STUB.read_text(encoding="utf-8"))
CLASSES = {node.name: node for node in TREE.body if isinstance(node, ast.ClassDef)}
PUBLIC = [name for name in CLASSES if not name.startswith("_")]


def members(node: ast.ClassDef) -> set[str]:
    """Names a class of the stub has, those of its bases in the stub among them."""
    found = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
    found |= {
        target.id
        for item in node.body
        if isinstance(item, ast.Assign)
        for target in item.targets
        if isinstance(target, ast.Name)
    }
    for base in node.bases:
        if isinstance(base, ast.Name) and base.id in CLASSES:
            found |= members(CLASSES[base.id])
    return found


def plain(names: set[str]) -> set[str]:
    """Public names, and the two of ours that notebooks and our own HTML call."""
    ours = {"_asdict", "_repr_html_"}
    return {name for name in names if name in ours or not name.startswith("_")}


def test_the_module_and_its_stub_have_the_same_names():
    functions = {node.name for node in TREE.body if isinstance(node, ast.FunctionDef)}
    native = {name for name in vars(_core) if not name.startswith("_")}
    assert functions | set(PUBLIC) == native


@pytest.mark.parametrize("name", PUBLIC)
def test_a_class_and_its_stub_have_the_same_members(name):
    native = getattr(_core, name)
    assert plain(members(CLASSES[name])) == plain(set(vars(native)))
    assert native.__module__ == "accord"


@pytest.mark.parametrize("name", PUBLIC)
def test_members_have_no_empty_promise(name):
    native = getattr(_core, name)
    operators = {m for m in members(CLASSES[name]) if m.startswith("__") and m != "__init__"}
    assert all(hasattr(native, member) for member in operators)
