"""Measures us, a peer and a floor in alternating runs and writes build/bench/NAME.json."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS_MIN = 7

# One run: does the work and says how much per second, or how long, in the case's unit.
Run = Callable[[], float]


@dataclass(frozen=True)
class Case:
    """One comparison: what we do, what another product does, what bare C or C++ does."""

    case: str
    unit: str
    ours: Run
    peer: Run | None = None
    peer_name: str | None = None
    floor: Run | None = None
    lower_is_better: bool = False


def rate(work: Callable[[], object], count: int) -> Run:
    """A run that does `work`, which handles `count` things, and answers with things per second."""

    def run() -> float:
        start = time.perf_counter()
        work()
        return count / (time.perf_counter() - start)

    return run


def program_rate(name: str, *arguments: str) -> Run:
    """A run of the floor tests/bench/NAME.cpp, which prints its rate as its last word."""
    path = ROOT / "build" / "bench-cpp" / name

    def run() -> float:
        done = subprocess.run([path, *arguments], capture_output=True, text=True, check=True)
        return float(done.stdout.split()[-1])

    return run


def commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def measure(case: Case, runs: int) -> dict[str, object]:
    """Runs all sides in turn, so that a slow minute of the machine falls on each of them."""
    sides = {"ours": case.ours, "peer": case.peer, "floor": case.floor}
    present = {name: run for name, run in sides.items() if run is not None}
    figures: dict[str, list[float]] = {name: [] for name in present}
    for run in present.values():
        run()  # warm: caches, imports, files
    for turn in range(runs):
        order = list(present.items())
        for name, run in order if turn % 2 == 0 else reversed(order):
            figures[name].append(run())
    middle = {name: statistics.median(values) for name, values in figures.items()}
    row: dict[str, object] = {
        "case": case.case,
        "unit": case.unit,
        "ours": middle["ours"],
        "peer": middle.get("peer"),
        "peer_name": case.peer_name,
        "floor": middle.get("floor"),
        "ratio": middle["ours"] / middle["peer"] if "peer" in middle else None,
        "runs": runs,
        "min": min(figures["ours"]),
        "max": max(figures["ours"]),
        "commit": commit(),
    }
    if case.lower_is_better:
        row["lower_is_better"] = True
    return row


def cell(value: object) -> str:
    return "-" if value is None else f"{value:,.4g}" if isinstance(value, float) else str(value)


def show(rows: list[dict[str, object]]) -> None:
    columns = ["case", "unit", "ours", "peer", "peer_name", "floor", "ratio", "min", "max"]
    table = [columns, *[[cell(row[column]) for column in columns] for row in rows]]
    widths = [max(len(line[i]) for line in table) for i in range(len(columns))]
    for line in table:
        print("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)))


def bench(name: str, cases: list[Case], runs: int = RUNS_MIN) -> list[dict[str, object]]:
    """Measures every case, prints a table, and writes build/bench/NAME.json."""
    if runs < RUNS_MIN:
        raise ValueError(f"a median of {runs} runs says too little; at least {RUNS_MIN}")
    rows = [measure(case, runs) for case in cases]
    path = ROOT / "build" / "bench" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    show(rows)
    print(f"written: {path.relative_to(ROOT)}")
    return rows
