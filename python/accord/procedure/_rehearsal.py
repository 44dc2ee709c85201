"""Cases rehearsed in memory, one or a million: the same decisions as a docket's, without a record.

>>> from accord.procedures import cn_complaint
>>> r = Rehearsal(cn_complaint, on="2026-03-02")
>>> r.act("notify", at="2026-03-16T10:00+08:00"), r.stage()
(True, 'answered')
>>> r.act("notify", at="2026-03-17T10:00+08:00")
'wrong_stage'
>>> r.terms()["answer"]
('met', datetime.date(2026, 3, 17))
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from accord import _core
from accord._arguments import Definition, Moment, definition_of
from accord._moments import moment_on

__all__ = ["Answers", "Rehearsal"]

CODES = _core.Caseload._codes()


class Answers(Sequence[Any]):
    """Event by event True, or the code of the refusal."""

    def __init__(self, answers: bytes) -> None:
        self._answers = answers

    def __len__(self) -> int:
        return len(self._answers)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return Answers(self._answers[at])
        return self._answers[at] == 0 or CODES[self._answers[at]]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Answers):
            return self._answers == other._answers
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._answers)

    @property
    def counts(self) -> dict[str, int]:
        """How many events were done, and how many refused by each code."""
        found = Counter(self._answers)
        return {code: found[place] for place, code in enumerate(CODES) if found[place]}

    def __repr__(self) -> str:
        said = ", ".join(f"{count} {code}" for code, count in self.counts.items())
        return f"<Answers: {said or 'none'}>"


class Rehearsal(_core.Caseload):
    """`n` cases of a procedure, opened at once; whoever acts holds the role that may.

    `on` is the day or `at` the moment of opening; `fields` is what guards, evidence and terms ask
    of the cases, one value for all or a list with one for each: {"case.amount": Money("500 CNY"),
    "facts.complex": [True, False], "has:contract": True}.

    A case here has one party in each role and no waits, and what counts items one by one (a guard
    over all parties, a term of alternative clocks, a decision table) raises ProcedureError at once.

    `hashed` writes every event into memory, byte for byte as a record's codec does, with its Merkle
    leaf (RFC 9162): `events()` gives them, `forget()` drops them. The opening's own are not among
    them.

    `act` does one action of one case: True, or the refusal's code. Left out, `at` is the moment of
    the case's last act.
    """

    def __init__(
        self,
        procedure: Definition,
        n: int = 1,
        *,
        on: date | str | None = None,
        at: Moment | None = None,
        fields: Mapping[str, Any] | None = None,
        hashed: bool = False,
    ) -> None:
        definition = definition_of(procedure)
        tree = json.loads(definition)
        if (on is None) == (at is None):
            raise TypeError("a rehearsal opens on a day or at a moment: on= or at=")
        zone = tree.get("zone", "Asia/Shanghai")
        moment = at if at is not None else moment_on(on, zone, None)  # type: ignore[arg-type]
        book = _book(zone, tree)
        super().__init__(definition.encode(), book, n, dict(fields or {}), moment, hashed)

    def state(self, fields: Mapping[str, Any]) -> None:
        """States fields anew: what guards and evidence ask from now on."""
        for key, values in fields.items():
            self._state(key, values)

    def run(self, events: Any, *, block: int = 1_024) -> Answers:
        """Acts many cases at once: a frame of the columns case, action and at.

        Any frame of Arrow columns will do (a pyarrow table, a polars or pandas frame): `case`
        counts from 0, `action` is text or a dictionary of it, `at` a timestamp with a zone. Each
        case's events are taken in the order they stand; `block` is how many are decided together.
        """
        return Answers(self._run(events, block))

    def __repr__(self) -> str:
        stages = ", ".join(f"{count} {stage}" for stage, count in self.counts().items())
        return f"<Rehearsal of {len(self)}: {stages}>"


def _book(zone: str, tree: dict[str, Any]) -> _core.CalendarBook:
    """The package's calendars, with the zones that the definition names."""
    from accord.law import calendar_book, transitions

    book = calendar_book(zone)
    for other in {term["zone"] for term in tree.get("terms", ()) if "zone" in term} - {zone}:
        book.add_zone(other, transitions(other))
    return book
