"""Rows of shared files that the GoogleTest binary read, checked against the same table of counts.

A C++ test notes them with RecordProperty("shared_rows data/cfpb/x.csv", rows); `./dev test` keeps
the binary's results in build/cpp/accord_tests.xml.
"""

from __future__ import annotations

import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

RESULTS = Path(__file__).resolve().parents[2] / "build" / "cpp" / "accord_tests.xml"


def noted(results: Path) -> dict[str, int]:
    """File -> rows, of every property named "shared_rows FILE"."""
    rows = {}
    for item in ElementTree.parse(results).iter("property"):
        kind, _, name = item.attrib["name"].partition(" ")
        if kind == "shared_rows":
            rows[name] = int(item.attrib["value"])
    return rows


def test_rows_read_by_googletest_are_those_of_the_table(shared_rows):
    required = os.environ.get("ACCORD_SHARED") == "required"
    rows = noted(RESULTS) if RESULTS.is_file() else {}
    if not rows and not required:
        pytest.skip("the GoogleTest binary has read no shared file here")
    assert rows, f"no shared file was read, says {RESULTS.name}"
    for name, count in rows.items():
        shared_rows(name, count)
