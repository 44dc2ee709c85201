"""A killed import: what was acknowledged is there, the log holds, a rerun doubles nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import accord
import pytest
from accord.procedures import us_cfpb

CHILD = Path(__file__).with_name("killed_import.py")
KILLS = 20


@pytest.fixture(scope="module")
def export(shared_file, tmp_path_factory) -> tuple[Path, int]:
    """The real export repeated with new ids, long enough that an import lasts at least 5 s."""
    lines = shared_file("data/cfpb/cfpb_2014_14col.csv").read_text(encoding="utf-8").split("\n")
    header, rows = lines[0], lines[1:8340]
    path = tmp_path_factory.mktemp("export") / "repeated.csv"
    count = 100_000
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(header + "\n")
        for number in range(count):
            row = rows[number % len(rows)]
            out.write(f"{50_000_000 + number}{row[row.index(',') :]}\n")
    return path, count


def killed_at(folder: Path, source: Path, acknowledged: int) -> int:
    """Runs the child until it has acknowledged that many rows, then kills it; what it had said."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), str(source)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    said = 0
    with child:
        for line in child.stdout:
            if line.strip() == "done":
                pytest.fail("the import ended before it was killed")
            said = int(line)
            if said >= acknowledged:
                child.kill()
                break
        # What it still managed to say before it died was acknowledged, too.
        for line in child.stdout:
            if line.strip().isdigit():
                said = int(line)
    return said


def test_twenty_kills_lose_nothing_and_double_nothing(export, tmp_path, record_property):
    source, count = export
    chance = random.Random(20260301)
    marks = sorted(chance.randrange(500, count * 9 // 10) for _ in range(KILLS))
    folder = tmp_path / "docket"
    filed_before = 0
    for mark in marks:
        said = killed_at(folder, source, mark)
        with accord.open(folder, actor="officer:audit") as docket:
            there = sum(docket.count(by="procedure").values())
            assert there >= said, f"{said} acknowledged, {there} there"
            assert there >= filed_before
            assert docket.verify().ok
            filed_before = there
    with accord.open(folder, actor="officer:import") as docket:
        done = docket.import_(source, format="cfpb", procedure=us_cfpb)
        assert done.filed == count - filed_before
        assert done.known == filed_before
        assert sum(docket.count(by="procedure").values()) == count
        assert docket.verify().ok
    record_property("kills", KILLS)
    print(f"{KILLS} kills at {marks[0]}…{marks[-1]} rows; {count} cases, none lost, none doubled")
