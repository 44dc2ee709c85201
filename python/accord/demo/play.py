"""Plays a plan in a docket on a simulated clock: every step through the public verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import accord
from accord.demo.plan import Plan, arguments, value

__all__ = ["Moment", "Stage"]


@dataclass(frozen=True)
class Moment:
    """One thing done: when, on which path, and what came of it."""

    at: str
    path: dict[str, Any]
    step: dict[str, Any] | None
    result: accord.Outcome | accord.Refusal


class Stage:
    """A docket with a clock that the plan's moments set; `ids`: case by number of filing."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.plan = plan
        self.now = plan.moments()[0][0]
        self.ids: dict[int, str] = {}
        self.docket = accord.open(
            folder, actor="officer:intake", clock=lambda: accord.Instant(self.now)
        )

    def play(self) -> Iterator[Moment]:
        """Does everything in order of time; then lapses up to the plan's end are recorded."""
        for at, path, step in self.plan.moments():
            self.now = at
            yield Moment(
                at, path, step, self._file(at, path) if step is None else self._do(path, step)
            )
        self.now = self.plan.until
        self.docket.advance(at=self.plan.until)

    def case(self, number: int) -> accord.Case:
        return self.docket.case(self.ids[number])

    def _file(self, at: str, path: dict[str, Any]) -> accord.Outcome | accord.Refusal:
        result = self.docket.file(
            self.plan.filing(path["filing"]),
            procedure=self.plan.procedure(path),
            at=at,
            by=path["file"]["by"],
            key=f"demo-{path['filing']}",
        )
        if result:
            self.ids[path["filing"]] = result.case.id
        return result

    def _do(self, path: dict[str, Any], step: dict[str, Any]) -> accord.Outcome | accord.Refusal:
        case = self.ids[path["filing"]]
        args = arguments(path, step)
        if step["do"] == "act":
            return self.docket.act(case, step["action"], by=step["by"], at=step["at"], **args)
        if step["do"] == "record":
            return self.docket.record(
                case,
                step["event"],
                occurred=accord.Instant(step["occurred"]),
                irregular=step["irregular"],
                authorised_by=step["authorised_by"],
                by=step["by"],
                **args,
            )
        return self.docket.correct(case, step["field"], value(step["value"]), reason=step["reason"])
