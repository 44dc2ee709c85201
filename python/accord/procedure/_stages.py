"""The builder's part for stages: one after another, within each other, in tracks at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accord.procedure._expression import Json, clause_json
from accord.procedure._parts import Stages, full, made_of, name, names
from accord.procedure._sheet import Sheet


class StagesPart(Sheet):
    """Procedure.stages, one stage with all that may be said of it, and tracks."""

    def stages(self, *ids: str, within: Stages | None = None, final: Any = ()) -> Any:
        """Stages in order; `final` names those that end a case, or maps them to their outcomes.

        `within` another stage they are its children: the first is entered with it, and one of them
        is active as long as it is.
        """
        self._writable()
        outcomes = final if isinstance(final, Mapping) else {end: end for end in names(final)}
        if unknown := set(outcomes) - set(ids):
            raise ValueError(f"final stages that are not stages: {sorted(unknown)}")
        parent = one(within)
        for id in names(ids):
            ending = {"final": True, "outcome": name(outcomes[id])} if id in outcomes else {}
            self._add("stages", full({"id": id, "within": parent, **ending}))
        made = tuple(Stages(id) for id in ids)
        return made if len(made) != 1 else made[0]

    def stage(
        self,
        id: str,
        *,
        within: Stages | None = None,
        initial: str | None = None,
        final: bool = False,
        outcome: str | None = None,
        on_entry: str | Iterable[str] = (),
        on_exit: str | Iterable[str] = (),
        milestone: str | None = None,
        clause: Any = None,
    ) -> Stages:
        """One stage: the child it begins with, what it raises, the milestone that entering it is.

        >>> from accord.procedure import Procedure
        >>> p = Procedure("example", version="1")
        >>> p.stage("hearing", initial="opening", on_entry="hearing_began")
        hearing
        """
        self._writable()
        made_of(bool, final=final)
        members = {
            "id": name(id),
            "within": one(within),
            "initial": name(initial) if initial is not None else None,
            "final": final,
            "outcome": name(outcome) if outcome is not None else None,
            "raises_on_entry": names(on_entry),
            "raises_on_exit": names(on_exit),
            "milestone": name(milestone) if milestone is not None else None,
            "clause": clause_json(clause),
        }
        self._add("stages", full(members))
        return Stages(id)

    def tracks(self, *ids: str, within: Stages) -> Any:
        """Stages within another that run at once: it is done when each of them is.

        >>> from accord.procedure import Procedure
        >>> p = Procedure("example", version="1")
        >>> hearing = p.stages("hearing")
        >>> p.tracks("liability", "quantum", within=hearing)
        (liability, quantum)
        """
        self._writable()
        made_of(Stages, within=within)
        parent = self._stage_row(one(within))
        if not ids:
            raise ValueError("tracks are named")
        parent["tracks"] = True
        return self.stages(*ids, within=within)

    def _stage_row(self, id: str | None) -> Json:
        found = next((row for row in self._lists["stages"] if row["id"] == id), None)
        if found is None:
            raise ValueError(f"no stage {id!r} so far")
        return found


def one(stages: Stages | None) -> str | None:
    """The name of a single stage."""
    if stages is None:
        return None
    made_of(Stages, within=stages)
    if len(stages.names) != 1:
        raise ValueError(f"one stage is meant, not {stages!r}")
    return stages.names[0]
