"""Settlement over columns, beside what others can do with the same rows and a bare C++ floor.

Ours: the batch face from Python, one thread on one core; a frame of pyarrow in, a table out.
Floor: settlement_floor.cpp, the same method over the same rows with the same checks and cells, on
that core; its sum must be ours.
Peers: numpy in float64 (prefix sums, or all rows month by month), a Python loop in `decimal`,
QuantLib (rates and bonds in doubles), numpy-financial (the unrounded plan in doubles). How many
of a peer's figures are off ours is printed below the table.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench import _settlement_data as data
from tests.bench import _settlement_peers as peers
from tests.bench._harness import ROOT, Case, Run, bench
from tests.bench._settlement_data import Work

SECONDS_MIN = 0.2  # of one run of ours or the floor, in as many passes as that takes
FIGURES = 1_000  # explained one by one
Peer = Callable[[Work, int], np.ndarray | None]


@dataclass(frozen=True)
class Subject:
    """A case, how many rows it has, and who else reckons how many of them."""

    name: str
    unit: str
    make: Callable[[int, np.random.Generator], Work]
    rows: int
    peers: dict[str, tuple[Peer, int]]


SUBJECTS = [
    Subject(
        "interest",
        "rows/s",
        data.interest,
        16_000_000,
        {
            "numpy float64": (peers.numpy_interest, 4_000_000),
            "decimal loop": (peers.decimal_interest, 100_000),
            "QuantLib": (peers.quantlib_interest, 10_000),
        },
    ),
    Subject(
        "court_fee",
        "rows/s",
        data.court_fee,
        16_000_000,
        {
            "numpy float64": (peers.numpy_court_fee, 4_000_000),
            "decimal loop": (peers.decimal_court_fee, 100_000),
        },
    ),
    Subject(
        "loan_chain",
        "loan-months/s",
        data.loan_chain,
        200_000,
        {
            "numpy float64": (peers.numpy_loan_chain, 10_000),
            "decimal loop": (peers.decimal_loan_chain, 100),
            "numpy-financial": (peers.numpy_financial_chain, 2_000),
            "QuantLib": (peers.quantlib_loan_chain, 100),
        },
    ),
    Subject(
        "overcharge",
        "loan-months/s",
        data.overcharge,
        200_000,
        {
            "numpy float64": (peers.numpy_overcharge, 10_000),
            "decimal loop": (peers.decimal_overcharge, 50),
        },
    ),
    Subject(
        "misrepresentation",
        "trades/s",
        data.misrepresentation,
        200_000,
        {
            "numpy float64": (peers.numpy_misrepresentation, 200_000),
            "decimal loop": (peers.decimal_misrepresentation, 2_000),
        },
    ),
]


def units_of(subject: Subject, work: Work, rows: int) -> int:
    """What a peer that takes the first rows alone has done."""
    if subject.name == "overcharge":
        return int(work.columns["paid_months"][:rows].sum())
    if subject.name == "misrepresentation":
        return int(work.columns["offsets"][rows])
    return work.units * rows // work.frame.num_rows


def repeated(work: Callable[[], object], units: int) -> Run:
    """A run of as many passes as take long enough to be measured."""

    def run() -> float:
        passes, start = 0, time.perf_counter()
        while True:
            work()
            passes += 1
            spent = time.perf_counter() - start
            if spent >= SECONDS_MIN:
                return units * passes / spent

    return run


def floor_output(case: str, folder: Path, passes: int) -> tuple[int, int, float]:
    """The sum of the floor's figures, how many may be a unit too low, and its rate."""
    program = ROOT / "build" / "bench-cpp" / "settlement_floor"
    done = subprocess.run(
        [program, case, folder, str(passes)], capture_output=True, text=True, check=True
    )
    total, undecided, rate = done.stdout.split()
    return int(total), int(undecided), float(rate)


def floor_of(subject: Subject, work: Work, folder: Path) -> Run | None:
    """None where the floors were not built, which `./dev bench` does."""
    if not (ROOT / "build" / "bench-cpp" / "settlement_floor").exists():
        return None
    work.write(folder / subject.name)
    total, undecided, rate = floor_output(subject.name, folder / subject.name, 1)
    ours = work.total()
    if not 0 <= ours - total <= undecided:
        raise ValueError(f"{subject.name}: the floor's figures add up to {total}, ours to {ours}")
    passes = max(1, round(SECONDS_MIN * rate / work.units))
    return lambda: floor_output(subject.name, folder / subject.name, passes)[2]


@contextmanager
def one_core() -> Iterator[None]:
    """This process and what it starts, on the last of its cores."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def alone(run: Run) -> Run:
    def pinned() -> float:
        with one_core():
            return run()

    return pinned


def cases_of(subject: Subject, work: Work, folder: Path) -> list[Case]:
    """Ours beside each peer, the floor in the first; and two threads beside one."""
    ours, floor = repeated(work.reckon, work.units), floor_of(subject, work, folder)
    cases = []
    for number, (name, (peer, rows)) in enumerate(subject.peers.items()):
        count = min(rows, work.frame.num_rows)

        def reckon(peer: Peer = peer, count: int = count) -> object:
            return peer(work, count)

        beside = floor if number == 0 else None
        units = units_of(subject, work, count)
        cases.append(
            Case(
                subject.name,
                subject.unit,
                alone(ours),
                alone(repeated(reckon, units)),
                name,
                alone(beside) if beside is not None else None,
            )
        )
    two = repeated(lambda: work.reckon(threads=2), work.units)
    cases.append(Case(f"{subject.name}, 2 threads", subject.unit, two, ours, "ours, 1 thread"))
    return cases


def off_ours(subject: Subject, work: Work) -> dict[str, str]:
    """How many of a peer's figures are not ours."""
    figures, said = work.figures(), {}
    for name, (peer, rows) in subject.peers.items():
        count = min(rows, len(figures))
        others = peer(work, count)
        if others is None:
            said[name] = "rounds nothing"
        else:
            said[name] = f"{int((others != figures[:count]).sum())} of {count} off"
    return said


def explained() -> float:
    """Microseconds for one court fee with its lines, best of three."""
    import accord

    claim = accord.Money("510845.99 CNY")
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(FIGURES):
            accord.settle.court_fee(claim, on="2026-01-16")
        best = min(best, time.perf_counter() - start)
    return best / FIGURES * 1e6


def main(share: float = 1.0) -> list[dict[str, object]]:
    """`share` of the rows: a test takes a few."""
    random = np.random.default_rng(20_260_302)
    parent = ROOT / "build" / "bench"
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    try:
        cases, notes = [], {}
        for subject in SUBJECTS:
            work = subject.make(max(50, int(subject.rows * share)), random)
            cases += cases_of(subject, work, folder)
            notes[subject.name] = off_ours(subject, work)
            if subject.name == "overcharge":
                months = work.columns["paid_months"]
                notes["ages in months"] = {
                    name: round(float(np.quantile(months, at)))
                    for name, at in {"least": 0, "median": 0.5, "most": 1}.items()
                } | {"mean": round(float(months.mean()))}
        cases.append(Case("one explained figure", "µs", alone(explained), lower_is_better=True))
        rows = bench("settlement", cases)
    finally:
        shutil.rmtree(folder)
    for row in rows:
        if row["floor"]:
            notes[str(row["case"])]["of the floor"] = f"{row['ours'] / row['floor']:.2f}"
    print(json.dumps(notes, indent=1, ensure_ascii=False))
    return rows


if __name__ == "__main__":
    main()
