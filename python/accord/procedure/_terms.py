"""The builder's part for terms: trigger, length, roll, extensions, what silence does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from accord.procedure._expression import Expression, clause_json
from accord.procedure._parts import (
    Extension,
    Stages,
    extension,
    full,
    guard_json,
    length,
    made_of,
    minutes,
    name,
    names,
)
from accord.procedure._sheet import Sheet

ROLE_LISTS = ("by", "approved_by", "told")


class TermsPart(Sheet):
    """Procedure.term and what a term is written with."""

    extension = staticmethod(extension)

    def term(
        self,
        id: str,
        *,
        after: str | Iterable[str] = (),
        after_service_on: str | None = None,
        after_fact: str | None = None,
        nature: str = "procedural",
        met_by: str | Iterable[str] = (),
        rolls: str | None = None,
        rest_days: str | None = None,
        day_zero: str = "excluded",
        cut_off: str | None = None,
        zone: str | None = None,
        calendar: str | None = None,
        when: Expression | None = None,
        extend: Sequence[Extension] = (),
        on_lapse_stage: Stages | None = None,
        on_lapse_task: str | None = None,
        ends_with_case: bool = True,
        clause: Any = None,
        **amount: int,
    ) -> None:
        """A period: trigger, length (days=15), roll, what meets it, what silence does."""
        self._writable()
        made_of(Stages, on_lapse_stage=on_lapse_stage)
        made_of(bool, ends_with_case=ends_with_case)
        unit, count = length(amount)
        for longer in extend:
            made_of(Extension, extend=longer)
        if any(longer.unit != unit for longer in extend):
            raise ValueError(f"the term {id} is extended in another unit than its own")
        if rolls not in (None, "forward"):
            raise ValueError("a term rolls forward, or not at all (None)")
        named = [longer.json.get(part, ()) for longer in extend for part in ROLE_LISTS]
        for roles in [*named, names(after_service_on or ())]:
            self._known_roles(roles)
        members = {
            "id": name(id),
            "nature": name(nature),
            "after": names(after),
            "after_service_on": after_service_on,
            "after_fact": after_fact,
            "amount": count,
            "unit": unit,
            "roll": rolls,
            "rest_days": rest_days,
            "day_zero": "" if day_zero == "excluded" else day_zero,
            "cut_off": minutes(cut_off) if cut_off is not None else None,
            "zone": zone,
            "calendar": calendar,
            "met_by": names(met_by),
            "when": guard_json(when),
            "extensions": [longer.json for longer in extend],
            "on_lapse_stage": on_lapse_stage.names[0] if on_lapse_stage is not None else None,
            "on_lapse_task": on_lapse_task,
            "clause": clause_json(clause),
        }
        ending = {} if ends_with_case else {"ends_with_case": False}
        self._add("terms", {**full(members), **ending})
