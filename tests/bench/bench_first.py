"""The first benchmark: complaints taken in, beside bare C++ and an event-sourcing library.

Floor: the same rows sealed, hashed and written to files of the same kind with the same syncs.
Peer: `eventsourcing` on SQLite, which stores as many events a complaint in batches of the same
size with a full sync each; it seals nothing and keeps no tree.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench._harness import ROOT, Case, bench, program_rate

ROWS = 50_000
PEER_ROWS = 5_000
BATCH = 1_000
SHARED = Path(os.environ.get("ACCORD_SHARED_DIR") or ROOT.parent / "shared")

PEER = """
import sys, time, uuid
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteAggregateRecorder, SQLiteDatastore
path, rows, events, batch, size = sys.argv[1], *map(int, sys.argv[2:])
store = SQLiteDatastore(path)
recorder = SQLiteAggregateRecorder(store)
recorder.create_table()
state = b"x" * size
start = time.perf_counter()
for first in range(0, rows, batch):
    recorder.insert_events([
        StoredEvent(originator_id=name, originator_version=n, topic="complaint", state=state)
        for name in (uuid.uuid4() for _ in range(batch)) for n in range(1, events + 1)
    ])
print(rows / (time.perf_counter() - start))
"""


def export(target: Path, rows: int) -> None:
    """The real export of 2014 repeated with new ids."""
    lines = (SHARED / "data/cfpb/cfpb_2014_14col.csv").read_text(encoding="utf-8").split("\n")
    body = lines[1:8340]
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write(lines[0] + "\n")
        for number in range(rows):
            row = body[number % len(body)]
            out.write(f"{70_000_000 + number}{row[row.index(',') :]}\n")


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def ours(source: Path, parent: Path) -> float:
    import accord
    from accord.procedures import us_cfpb

    with scratch(parent) as folder:
        docket = accord.open(folder / "docket", actor="officer:bench")
        start = time.perf_counter()
        done = docket.import_(source, format="cfpb", procedure=us_cfpb, batch=BATCH)
        docket.close()
        return done.filed / (time.perf_counter() - start)


def floor(finished: Path, parent: Path) -> float:
    with scratch(parent) as folder:
        return program_rate("first_floor", str(finished), str(folder / "floor"), str(BATCH))()


def peer(events: int, size: int, parent: Path) -> float:
    with scratch(parent) as folder:
        arguments = [str(folder / "peer.sqlite"), *map(str, (PEER_ROWS, events, BATCH, size))]
        done = subprocess.run(
            [sys.executable, "-c", PEER, *arguments], capture_output=True, text=True, check=True
        )
        return float(done.stdout)


def main() -> None:
    import accord
    from accord.procedures import us_cfpb

    parent = ROOT / "build" / "bench"
    parent.mkdir(parents=True, exist_ok=True)
    with scratch(parent) as folder:
        source, finished = folder / "complaints.csv", folder / "finished"
        export(source, ROWS)
        with accord.open(finished, actor="officer:bench") as docket:
            docket.import_(source, format="cfpb", procedure=us_cfpb, batch=BATCH)
            log = docket.verify().events
        events = round(log / ROWS)
        size = (finished / "journal.sqlite").stat().st_size // log
        rows = bench(
            "first",
            [
                Case(
                    case="import complaints",
                    unit="complaints/s",
                    ours=lambda: ours(source, parent),
                    peer=lambda: peer(events, size, parent),
                    peer_name="eventsourcing (SQLite, seals nothing)",
                    floor=lambda: floor(finished, parent),
                )
            ],
        )
    row = rows[0]
    print(
        json.dumps(
            {"of_the_floor": round(row["ours"] / row["floor"], 3), "events": events, "bytes": size}
        )
    )


if __name__ == "__main__":
    main()
