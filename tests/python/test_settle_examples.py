"""The example in every docstring of settle runs and prints what it says."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import accord
import pytest
from accord import _core, settle

MODULES = sorted(module.name for module in pkgutil.iter_modules(settle.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    module = import_module(f"accord.settle.{name}")
    if name == "batch":
        pytest.importorskip("polars", reason="needs the extra [frames]")
    result = doctest.testmod(module, extraglobs={"accord": accord})
    assert result.failed == 0


@pytest.mark.parametrize("name", sorted(rule["name"] for rule in _core.rules()))
def test_every_rule_has_an_example(name):
    said = getattr(settle, name).__doc__ or ""
    assert ">>> " in said, name
    assert len(said.split("\n\n")[0].split()) > 3, name
