"""`import accord` is cheap: at most 30 ms beyond Python's own start, and nothing heavy with it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time

import pytest

BOUND_SECONDS = 0.030
RUNS = 15
HEAVY = (
    "dataclasses",
    "duckdb",
    "matplotlib",
    "numpy",
    "pandas",
    "polars",
    "pyarrow",
    "rich",
    "typer",
    "typst",
)


def run_seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


@pytest.mark.alone
def test_import_takes_no_more_than_its_bound():
    run_seconds("import accord")  # writes the bytecode, warms the disk's cache
    pairs = [(run_seconds("pass"), run_seconds("import accord")) for _ in range(RUNS)]
    own = [loaded - bare for bare, loaded in pairs]
    # The machine only ever adds time, so the best run is nearest to what the import itself costs.
    best = min(loaded for _, loaded in pairs) - min(bare for bare, _ in pairs)
    print(f"import accord: best {best * 1e3:.1f} ms, median {statistics.median(own) * 1e3:.1f} ms")
    assert best <= BOUND_SECONDS


def test_nothing_heavy_is_imported():
    code = "import accord, json, sys; print(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    loaded = set(json.loads(done.stdout))
    assert "accord._core" in loaded
    assert not [name for name in HEAVY if name in loaded]
    lazy = {"accord.docket", "accord.settle", "accord.why", "accord._html", "accord.law"}
    assert not lazy & loaded


def test_lazy_names_are_there_when_they_are_asked_for():
    import accord

    for name in ("Docket", "Why", "open", "settle", "calendar", "procedure", "procedures"):
        assert getattr(accord, name) is not None
    with pytest.raises(AttributeError):
        accord.no_such_name  # noqa: B018
