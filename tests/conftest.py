"""What every test may use: shared files with their counts, golden files, and the --long switch."""

from __future__ import annotations

import csv
import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ACCORD_SHARED_DIR") or ROOT.parent / "shared")
GOLDEN = ROOT / "tests" / "golden"
COUNTS = ROOT / "tests" / "shared_counts.csv"

# The same examples on every machine and run: a red test must be red for everybody.
settings.register_profile("short", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("long", derandomize=True, deadline=None, max_examples=2000)

# (file, what) -> rows read in this run; of the workers too, once they are done.
rows_read: pytest.StashKey[dict[tuple[str, str], int]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("accord")
    group.addoption("--long", action="store_true", help="run the tests marked long, too")
    group.addoption("--update-golden", action="store_true", help="rewrite the golden files")


def wants_long(config: pytest.Config) -> bool:
    return bool(config.getoption("--long")) or os.environ.get("ACCORD_LONG") == "1"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[rows_read] = {}
    settings.load_profile("long" if wants_long(config) else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if wants_long(config):
        return
    skip = pytest.mark.skip(reason="long: runs with --long or ACCORD_LONG=1")
    for item in items:
        # The marker, not the keyword: a parameter that is called "long" is no long test.
        if item.get_closest_marker("long") is not None:
            item.add_marker(skip)


# --- shared files -------------------------------------------------------------------------------


def absent(what: str) -> None:
    """Skips in a user's clone; fails where the shared files are promised."""
    if os.environ.get("ACCORD_SHARED") == "required":
        pytest.fail(f"shared file is missing: {what}", pytrace=False)
    pytest.skip(f"needs a shared file that this clone does not have: {what}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the repository (or ACCORD_SHARED_DIR)."""
    if not SHARED.is_dir():
        absent(".")
    return SHARED


@pytest.fixture(scope="session")
def shared_file() -> Callable[[str], Path]:
    """`shared_file("data/cfpb/x.csv")`: the path of a file that is there."""

    def find(name: str) -> Path:
        if not (SHARED / name).is_file():
            absent(name)
        return SHARED / name

    return find


@pytest.fixture(scope="session")
def expected_rows() -> dict[tuple[str, str], int]:
    with COUNTS.open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["what"]): int(row["rows"]) for row in csv.DictReader(file)}


@pytest.fixture
def shared_rows(
    pytestconfig: pytest.Config, expected_rows: dict[tuple[str, str], int]
) -> Callable[..., None]:
    """`shared_rows("data/cfpb/x.csv", n)`: notes what was read and compares it with the table."""

    def note(name: str, rows: int, what: str = "rows") -> None:
        pytestconfig.stash[rows_read][name, what] = rows
        expected = expected_rows.get((name, what))
        if expected is None:
            pytest.fail(f"tests/shared_counts.csv has no line {name},{rows},{what}", pytrace=False)
        assert rows == expected, f"{name}: {rows} {what} read, the table says {expected}"

    return note


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:  # a worker hands its rows to the one that prints
        read = session.config.stash[rows_read]
        output["rows_read"] = [[name, what, rows] for (name, what), rows in read.items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    output = getattr(node, "workeroutput", None) or {}
    config: pytest.Config = node.config  # type: ignore[attr-defined]
    for name, what, rows in output.get("rows_read", []):
        config.stash[rows_read][name, what] = rows


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    read = config.stash[rows_read]
    if read and not hasattr(config, "workerinput"):
        terminalreporter.section("rows read of shared files")
        for (name, what), rows in sorted(read.items()):
            terminalreporter.write_line(f"{rows:>10,} {what:<12} {name}")


# --- golden files -------------------------------------------------------------------------------


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """`golden("why.txt", text)`: the text is as it was, or --update-golden writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        if not path.is_file():
            pytest.fail(f"no golden file {name}; --update-golden writes it", pytrace=False)
        before = path.read_text(encoding="utf-8")
        if text != before:
            lines = difflib.unified_diff(
                before.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm=""
            )
            pytest.fail("\n".join(lines), pytrace=False)

    return compare
