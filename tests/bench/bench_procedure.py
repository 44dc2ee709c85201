"""Procedures: one act at a time from Python, batches over columns, days and terms.

Single: `act` of a Rehearsal, no journal, beside the state machines of PyPI on the same shapes
(_procedure_peers.py); the clock stands still, since those have none. Batch: a frame of a million
events, every case once and in no order, read from Arrow and decided on one core, with guards and a
term started or met by each; beside numpy over the same columns and procedure_floor.cpp, the same
work by bare C++ loops over tables. "guarded batch hashed" counts events written: canonical bytes
and a Merkle leaf each, three for every act. Days and terms: columns of the calendar.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import accord
import numpy as np
import pyarrow as pa
from accord.calendar import BusinessCalendar, add_working_days, business_calendar, last_days
from accord.calendar import moved_terms as moved
from accord.procedure import Rehearsal

from tests.bench import _procedure_data as data
from tests.bench._harness import ROOT, Case, Run, bench
from tests.bench._procedure_peers import LIBRARIES, Machine
from tests.bench.bench_settlement import alone, repeated

SECONDS_MIN = 0.2  # of one run, in as many rounds as that takes
INSTANCES = 1_000
EPOCH = np.datetime64("1970-01-01")
MIDNIGHT = 16 * 3_600_000_000  # UTC, of a day's first moment in China

# --- one at a time --------------------------------------------------------------------------------


def timed(spin: Callable[[int], object], events: int) -> Run:
    """A run of as many rounds of `events` as take long enough to be measured."""

    def run() -> float:
        rounds = 1
        while True:
            start = time.perf_counter()
            spin(rounds)
            spent = time.perf_counter() - start
            if spent >= SECONDS_MIN:
                return events * rounds / spent
            rounds = max(rounds * 2, round(rounds * SECONDS_MIN / max(spent, 1e-6)))

    return run


def spun(r: Rehearsal) -> Callable[[int], None]:
    def spin(rounds: int) -> None:
        act = r.act
        for _ in range(rounds):
            act("go")
            act("back")

    return spin


def spun_instances(r: Rehearsal) -> Callable[[int], None]:
    def spin(rounds: int) -> None:
        act = r.act
        for _ in range(rounds):
            for i in range(len(r)):
                act("go", None, i)
                act("back", None, i)

    return spin


def peers_instances(machines: list[Machine]) -> Callable[[int], None]:
    def spin(rounds: int) -> None:
        for _ in range(rounds):
            for machine in machines:
                machine.spin(1)

    return spin


def check_shape(name: str, where: Callable[[], set[str]], spin: list[Callable[[], object]]) -> None:
    """A machine is where its shape says before and after each event."""
    there = data.LEAVES[name]
    for turn, act in enumerate(spin):
        if where() != there[turn % 2]:
            raise ValueError(f"{name} is at {where()}, not {there[turn % 2]}")
        act()


def singles() -> list[Case]:
    cases = []
    libraries = {name: shapes() for name, shapes in LIBRARIES.items()}
    for shape, make in data.SHAPES.items():
        r = data.rehearsal(make)
        check_shape(shape, lambda r=r: set(r.stages()), [lambda r=r: r.act("go")])
        r.act("back")
        for library, shapes in libraries.items():
            machine = shapes[shape]()
            go = machine.go or (lambda machine=machine: machine.send("go"))
            back = machine.back or (lambda machine=machine: machine.send("back"))
            check_shape(shape, machine.where, [go, back, go, back])
            cases.append(
                Case(
                    f"{shape} single",
                    "events/s",
                    alone(timed(spun(r), 2)),
                    alone(timed(machine.spin, 2)),
                    library,
                )
            )
    many = data.rehearsal(data.flat, INSTANCES)
    for library, shapes in libraries.items():
        machines = [shapes["flat"]() for _ in range(INSTANCES)]
        cases.append(
            Case(
                "instances single",
                "events/s",
                alone(timed(spun_instances(many), 2 * INSTANCES)),
                alone(timed(peers_instances(machines), 2 * INSTANCES)),
                library,
            )
        )
    return cases


# --- batches --------------------------------------------------------------------------------------


def batch_run(batch: data.Batch, *, events: bool = False) -> Run:
    """Acts a second, or events written; frames are made before the clock starts."""

    def run() -> float:
        spent, units = 0.0, 0
        while units == 0 or spent < SECONDS_MIN:
            for frame in (batch.frame(), batch.frame()):
                start = time.perf_counter()
                answers = batch.rehearsal.run(frame)
                spent += time.perf_counter() - start
                if answers.counts != {"done": batch.cases}:
                    raise ValueError(f"not all were done: {answers.counts}")
                units += batch.rehearsal.forget() if events else batch.cases
        return units / spent

    return run


def numpy_batch(batch: data.Batch) -> Run:
    """The same acts over columns of numpy: state, last day, when that is over, last act."""
    due, start = day_tables()
    stage = np.zeros(batch.cases, np.int8)
    last_at = np.zeros(batch.cases, np.int64)
    over_from = np.full(batch.cases, np.iinfo(np.int64).max)
    last_day = np.zeros(batch.cases, np.int32)
    amount = np.full(batch.cases, 500_00)
    filed_on = np.zeros(batch.cases, np.int32)

    def act(rows: np.ndarray, at: np.ndarray, turn: int) -> int:
        day = ((at - start[0]) // data.DAY).astype(np.int32)
        fine = (stage[rows] == turn) & (at >= last_at[rows]) & (at < over_from[rows])
        if turn == 0:
            fine &= (amount[rows] <= 1_000_00) & (day >= filed_on[rows])
        rows, at, day = rows[fine], at[fine], day[fine]
        stage[rows] = 1 - turn
        last_at[rows] = at
        if turn == 0:
            last_day[rows] = due[day]
            over_from[rows] = start[due[day] + 1]
        else:
            over_from[rows] = np.iinfo(np.int64).max
        return len(rows)

    other = data.Batch(data.flat, batch.cases)

    def run() -> float:
        spent, units = 0.0, 0
        while units == 0 or spent < SECONDS_MIN:
            for turn in (0, 1):
                frame = other.frame()
                if other.turn == 1:
                    last_at[:] = 0
                rows = frame["case"].to_numpy()
                at = frame["at"].cast(pa.int64()).to_numpy()
                begin = time.perf_counter()
                units += act(rows, at, turn)
                spent += time.perf_counter() - begin
        return units / spent

    return run


def day_tables(days: int = 600) -> tuple[np.ndarray, np.ndarray]:
    """By day from the first: the last day of a term of 15 days, and the day's first moment."""
    first = int((data.FIRST.astype("datetime64[D]") - EPOCH).astype(int))
    triggers = pa.array(np.arange(first, first + days, dtype=np.int32), pa.date32())
    rule = pa.array(np.zeros(days, np.int32))
    rules = [{"amount": 15, "unit": "calendar_day", "roll": "forward"}]
    due = numbers(last_days(triggers, rules=rules, rule=rule))
    start = (first + np.arange(days + 60, dtype=np.int64)) * data.DAY - (data.DAY - MIDNIGHT)
    return (due - first).astype(np.int32), start


def batches(cases: int, folder: Path) -> list[Case]:
    due, start = day_tables()
    guarded = data.Batch(data.guarded, cases)
    frames = [guarded.frame(), guarded.frame()]
    moments = {
        name: frame["at"].cast(pa.int64()).to_numpy()
        for name, frame in zip(("go", "back"), frames, strict=True)
    }
    columns = {"order": guarded.order, "due": due, "start": start, **moments}
    for frame in frames:
        guarded.rehearsal.run(frame)
    hashed = data.Batch(data.guarded, max(cases // 10, 1), hashed=True)
    return [
        Case(
            "guarded batch",
            "events/s",
            alone(batch_run(guarded)),
            alone(numpy_batch(guarded)),
            "numpy",
            floor("guarded", columns, folder / "guarded", 2 * cases),
        ),
        Case(
            "guarded batch hashed",
            "events/s",
            alone(batch_run(hashed, events=True)),
            floor=floor(
                "hashed",
                {**columns, "order": hashed.order}
                | {name: column[: hashed.cases] for name, column in moments.items()},
                folder / "hashed",
                2 * hashed.cases,
                per_unit=3,
            ),
        ),
        Case(
            "nested batch",
            "events/s",
            alone(batch_run(data.Batch(data.nested_with_terms, cases))),
        ),
        Case(
            "parallel batch",
            "events/s",
            alone(batch_run(data.Batch(data.parallel_with_terms, cases))),
        ),
    ]


# --- days and terms -------------------------------------------------------------------------------


def new_edition(*days_off: str) -> BusinessCalendar:
    """The package's calendar with two days off that a late notice adds in 2026."""
    file = json.loads(accord.law.read("calendar_cn.json"))
    year = next(dict(y) for y in file["years"] if y["year"] == 2026)
    year["known_on"] = "2026-03-05"
    year["days_off"] = sorted({*year["days_off"], *days_off})
    file["edition"] = "2026-03-05"
    return BusinessCalendar.from_json(json.dumps(file | {"years": [*file["years"], year]}))


def rest_days(calendar: BusinessCalendar) -> np.ndarray:
    days = np.arange(np.datetime64("2025-01-01"), np.datetime64("2028-01-01"))
    rests = [not calendar.is_working(day) for day in days.tolist()]
    return days[np.array(rests)]


def numpy_calendar(calendar: BusinessCalendar) -> np.busdaycalendar:
    """Every day is worked but those that are not: numpy knows no make-up working days."""
    return np.busdaycalendar(weekmask="1111111", holidays=rest_days(calendar))


def numpy_due(terms: dict[str, np.ndarray], calendar: np.busdaycalendar) -> np.ndarray:
    trigger = terms["trigger"].astype("datetime64[D]")
    due = np.empty_like(trigger)
    for place, rule in enumerate(data.RULES):
        here = terms["rule"] == place
        begin, amount = trigger[here], int(rule["amount"])
        if rule["unit"] == "business_day":
            due[here] = np.busday_offset(begin, amount, roll="backward", busdaycal=calendar)
            continue
        if rule["unit"] == "month":
            month = begin.astype("datetime64[M]")
            last = (month + amount + 1).astype("datetime64[D]") - 1
            day = (begin - month.astype("datetime64[D]")).astype(int)
            raw = np.minimum((month + amount).astype("datetime64[D]") + day, last)
        else:
            raw = begin + amount
        due[here] = np.busday_offset(raw, 0, roll="forward", busdaycal=calendar)
    return due


def numbers(days: object) -> np.ndarray:
    """A column of days as days since 1970."""
    return pa.array(days).cast(pa.int32()).to_numpy()


def floor(
    case: str, columns: dict[str, np.ndarray], folder: Path, units: int, per_unit: int = 1
) -> Run | None:
    """None where the floors were not built, which `./dev bench` does."""
    program = ROOT / "build" / "bench-cpp" / "procedure_floor"
    if not program.exists():
        return None
    folder.mkdir(parents=True)
    for name, values in columns.items():
        values.tofile(folder / name)

    def rate(passes: int) -> float:
        command = [program, case, folder, str(passes)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return float(done.stdout.split()[-1]) * per_unit

    passes = max(1, round(SECONDS_MIN * rate(1) / per_unit / units))
    return alone(lambda: rate(passes))


def business_day(rows: int, folder: Path) -> Case:
    calendar, terms = business_calendar(), data.terms(rows)
    days, n = pa.array(terms["trigger"], pa.date32()), pa.array(terms["n"])
    known = numpy_calendar(calendar)
    begin = terms["trigger"].astype("datetime64[D]")
    ours = numbers(add_working_days(calendar, days, n)).astype("datetime64[D]")
    theirs = np.busday_offset(begin, terms["n"], roll="backward", busdaycal=known)
    if (ours != theirs).any():
        raise ValueError("numpy counts other days")
    first = int(terms["trigger"].min())
    every = np.arange(first, first + 600).astype("datetime64[D]")
    works = ~np.isin(every, rest_days(calendar))
    columns = {
        "from": terms["trigger"] - first,
        "n": terms["n"],
        "worked": np.flatnonzero(works).astype(np.int32),
        "before": np.concatenate([[0], np.cumsum(works)]).astype(np.int32),
    }
    return Case(
        "business day",
        "days/s",
        alone(repeated(lambda: add_working_days(calendar, days, n), rows)),
        alone(
            repeated(
                lambda: np.busday_offset(begin, terms["n"], roll="backward", busdaycal=known), rows
            )
        ),
        "numpy busday",
        floor("business", columns, folder / "business", rows),
    )


def milliseconds(work: Callable[[], object]) -> Run:
    def run() -> float:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1_000

    return run


def term_cases(rows: int, folder: Path, notes: dict[str, Any]) -> list[Case]:
    before, now = business_calendar(), new_edition("2026-05-06", "2026-09-30")
    terms = data.terms(rows)
    trigger, rule = pa.array(terms["trigger"], pa.date32()), pa.array(terms["rule"])
    due = pa.array(last_days(trigger, rules=data.RULES, rule=rule))
    known, anew = numpy_calendar(before), numpy_calendar(now)
    was = numpy_due(terms, known)
    found = moved(before, now, data.RULES, rule, trigger, due)
    if (numbers(due).astype("datetime64[D]") != was).any():
        raise ValueError("numpy reckons other last days")
    if len(found) != int((numpy_due(terms, anew) != was).sum()):
        raise ValueError("numpy moves other terms")
    notes["holiday"] = f"{len(found)} of {rows} terms move ({len(found) / rows:.2%})"
    columns = {
        "trigger": terms["trigger"],
        "due": numbers(due),
        "changed": np.array(
            [int((np.datetime64(day) - EPOCH).astype(int)) for day in ("2026-05-06", "2026-09-30")],
            np.int32,
        ),
    }
    per_second = floor("holiday", columns, folder / "holiday", rows)
    return [
        Case(
            "mixed terms",
            "terms/s",
            alone(repeated(lambda: last_days(trigger, rules=data.RULES, rule=rule), rows)),
            alone(repeated(lambda: numpy_due(terms, known), rows)),
            "numpy busday",
        ),
        Case(
            "holiday",
            "ms",
            alone(milliseconds(lambda: moved(before, now, data.RULES, rule, trigger, due))),
            alone(milliseconds(lambda: (numpy_due(terms, anew) != was).nonzero())),
            "numpy busday",
            None if per_second is None else lambda: rows / per_second() * 1_000,
            lower_is_better=True,
        ),
    ]


def main(share: float = 1.0) -> list[dict[str, object]]:
    """`share` of the cases and rows: a test takes a few."""
    parent = ROOT / "build" / "bench"
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    count, notes = max(20, round(1_000_000 * share)), {}
    try:
        cases = [*singles(), *batches(count, folder), business_day(4 * count, folder)]
        cases += term_cases(count, folder, notes)
        rows = bench("procedure", cases)
    finally:
        shutil.rmtree(folder)
    best: dict[str, float] = {}
    for row in rows:
        if row["peer"] and not row.get("lower_is_better"):
            name = str(row["case"])
            best[name] = min(best.get(name, np.inf), float(row["ratio"]))  # type: ignore[arg-type]
    notes["times the best peer"] = {name: round(ratio, 1) for name, ratio in best.items()}
    print(json.dumps(notes, indent=1, ensure_ascii=False))
    return rows


if __name__ == "__main__":
    main()
