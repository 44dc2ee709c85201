"""The procedures, events and terms that the benchmark of procedures runs on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from accord import Money
from accord.procedure import Procedure, Rehearsal, f

OPENED = "2026-03-02T08:00:00+08:00"
FIRST = np.datetime64("2026-03-03T00:00:00", "us")  # UTC
AMOUNT = Money("500.00 CNY")
DAY = 86_400_000_000
REGIONS = ("x", "y", "z")
# A frame of events is spread over five days; the next begins six days later.
SPREAD_DAYS, STEP_DAYS, TURNS = 5, 6, 90


def flat() -> Procedure:
    p = Procedure("bench.flat", version="1")
    a, b, end = p.stages("a", "b", "end", final="end")
    p.action("file", start=a)
    p.action("go", a >> b)
    p.action("back", b >> a)
    p.action("close", (a | b) >> end)
    return p


def guarded() -> Procedure:
    """Two conjuncts, and a term of 15 days that the holiday rolls: started by one, met by other."""
    p = Procedure("bench.guarded", version="1")
    a, b, end = p.stages("a", "b", "end", final="end")
    p.action("file", start=a)
    in_time = f.today >= f.case.filed_on
    p.action("go", a >> b, guard=(f.case.amount <= f.money("1000 CNY")) & in_time)
    p.action("back", b >> a)
    p.action("close", (a | b) >> end)
    return _terms(p, True)


def _terms(p: Procedure, wanted: bool) -> Procedure:
    if wanted:
        p.term("answer", after="go", days=15, rolls="forward", met_by="back")
    return p


def _nested(terms: bool) -> Procedure:
    p = Procedure("bench.nested", version="1")
    one = p.stage("one")
    left, right = p.stages("left", "right", within=one)
    a, b = p.stage("a", within=left), p.stage("b", within=right)
    end = p.stages("end", final="end")
    p.action("file", start=one)
    p.action("go", a >> b)
    p.action("back", b >> a)
    p.action("close", one >> end)
    return _terms(p, terms)


def _parallel(terms: bool) -> Procedure:
    p = Procedure("bench.parallel", version="1", conflicts="definition_order")
    everything = p.stage("all")
    moves: dict[str, list[Any]] = {"go": [], "back": []}
    for region in p.tracks(*REGIONS, within=everything):
        name = region.names[0]
        off, on = p.stages(f"off{name}", f"on{name}", within=region)
        moves["go"].append(off >> on)
        moves["back"].append(on >> off)
    end = p.stages("end", final="end")
    p.action("file", start=everything)
    for event, several in moves.items():
        p.action(event, moves=several)
    p.action("close", everything >> end)
    return _terms(p, terms)


def nested() -> Procedure:
    return _nested(terms=False)


def parallel() -> Procedure:
    return _parallel(terms=False)


def nested_with_terms() -> Procedure:
    return _nested(terms=True)


def parallel_with_terms() -> Procedure:
    return _parallel(terms=True)


SHAPES = {"flat": flat, "guarded": guarded, "nested": nested, "parallel": parallel}
LEAVES = {
    "flat": ({"a"}, {"b"}),
    "guarded": ({"a"}, {"b"}),
    "nested": ({"a"}, {"b"}),
    "parallel": ({f"off{r}" for r in REGIONS}, {f"on{r}" for r in REGIONS}),
}


def rehearsal(make: Callable[[], Procedure], n: int = 1, *, hashed: bool = False) -> Rehearsal:
    return Rehearsal(make(), n, at=OPENED, fields={"case.amount": AMOUNT}, hashed=hashed)


class Batch:
    """A caseload and the frames of events that go through it, every case once in each.

    Cases come in no order, as they do in a week's acts; moments rise from frame to frame. When the
    calendar's years are over, all cases are opened anew.
    """

    def __init__(self, make: Callable[[], Procedure], cases: int, *, hashed: bool = False) -> None:
        self.cases, self.make, self.hashed = cases, make, hashed
        self.order = np.random.default_rng(20_260_302).permutation(cases).astype(np.uint32)
        self.codes = np.zeros(cases, np.int8)
        self.seconds = np.arange(cases, dtype=np.int64) * (SPREAD_DAYS * 86_400) // cases
        self.turn = TURNS  # of this life
        self.rehearsal: Rehearsal

    def frame(self) -> pa.Table:
        """All "go", then all "back"; the first of a life comes with cases that are just opened."""
        if self.turn == TURNS:
            self.rehearsal = rehearsal(self.make, self.cases, hashed=self.hashed)
            self.turn = 0
        first = int(FIRST.astype(np.int64)) + self.turn * STEP_DAYS * DAY
        at = pa.array(first + self.seconds * 1_000_000, pa.timestamp("us", tz="UTC"))
        action = pa.DictionaryArray.from_arrays(self.codes, ["go", "back"][self.turn % 2 :])
        self.turn += 1
        return pa.table({"case": pa.array(self.order), "action": action, "at": at})


def terms(rows: int) -> dict[str, np.ndarray]:
    """Open terms of 2026: when they began, by which rule, and days to add."""
    random = np.random.default_rng(20_260_302)
    first = int((np.datetime64("2026-01-05") - np.datetime64("1970-01-01")).astype(int))
    return {
        "trigger": (first + random.integers(0, 300, rows)).astype(np.int32),
        "rule": random.integers(0, len(RULES), rows).astype(np.int32),
        "n": random.integers(1, 30, rows).astype(np.int32),
    }


RULES = [
    {"amount": 15, "unit": "calendar_day", "roll": "forward"},
    {"amount": 10, "unit": "business_day"},
    {"amount": 1, "unit": "month", "roll": "forward"},
    {"amount": 60, "unit": "calendar_day", "roll": "forward"},
    {"amount": 6, "unit": "month", "roll": "forward"},
]
