"""The builder's part for what follows of itself or must: reactions, milestones, duties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accord.procedure._expression import Expression, Json, clause_json
from accord.procedure._parts import (
    Move,
    Stages,
    full,
    guard_json,
    made_of,
    move_json,
    name,
    names,
)
from accord.procedure._sheet import Sheet


class ReactionsPart(Sheet):
    """Procedure.react, milestone, obligation, contract."""

    def react(
        self,
        id: str,
        move: Move | Stages | None = None,
        *,
        on: str | None = None,
        when: Expression | None = None,
        internal: bool = False,
        raises: str | Iterable[str] = (),
        tasks: Iterable[Json] = (),
        clause: Any = None,
    ) -> None:
        """A move that nobody makes: on an event, or as soon as `when` holds.

        Events are an action, `done.<stage>`, `lapsed.<term>`, `met.<term>`, `reached.<milestone>`,
        `stated.<fact>`, and every name that something raises.

        >>> from accord.procedure import Procedure
        >>> p = Procedure("example", version="1")
        >>> hearing, closed = p.stages("hearing", "closed", final="closed")
        >>> p.react("close", hearing >> closed, on="done.hearing")
        """
        self._writable()
        made_of((Move, Stages), move=move)
        made_of(bool, internal=internal)
        members = {
            "id": name(id),
            "on": name(on) if on is not None else None,
            **move_json(move),
            "when": guard_json(when),
            "internal": internal,
            "raises": names(raises),
            "tasks": self._known_tasks(tasks),
            "clause": clause_json(clause),
        }
        self._add("reactions", full(members))

    def milestone(
        self,
        id: str,
        *,
        after: str | Iterable[str] = (),
        when: Expression | None = None,
        clause: Any = None,
    ) -> None:
        """Recorded once: after one of some acts, or when its guard comes to hold."""
        self._writable()
        members = {"after": names(after), "when": guard_json(when), "clause": clause_json(clause)}
        self._add("milestones", full({"id": name(id), **members}))

    def obligation(
        self,
        id: str,
        *,
        of: str,
        after: str | Iterable[str],
        met_by: str | Iterable[str],
        blocks: str | Stages | Iterable[str | Stages],
        clause: Any = None,
    ) -> None:
        """What a role owes after an act; until it is done, some acts and leaving some stages wait.

        >>> from accord.procedure import Procedure
        >>> p = Procedure("example", version="1")
        >>> p.obligation("answer", of="respondent", after="ask", met_by="answer", blocks="decide")
        """
        self._writable()
        members = {
            "id": name(id),
            "of": self._known_roles(of)[0],
            "after": names(after),
            "met_by": names(met_by),
            "blocks": [*blocked(blocks)],
            "clause": clause_json(clause),
        }
        self._add("obligations", full(members))

    def contract(
        self,
        id: str,
        holds: Expression,
        *,
        action: str | None = None,
        stage: Stages | None = None,
        clause: Any = None,
    ) -> None:
        """What must hold when an action is done, a stage is entered, or (neither named) always."""
        self._writable()
        made_of(Stages, stage=stage)
        if holds is None:
            raise TypeError("a contract says what must hold")
        members = {
            "id": name(id),
            "action": name(action) if action is not None else None,
            "stage": stage.names[0] if stage is not None else None,
            "holds": guard_json(holds),
            "clause": clause_json(clause),
        }
        self._add("contracts", full(members))


def blocked(things: str | Stages | Iterable[str | Stages]) -> Iterable[str]:
    """Actions by their names; a stage stands for leaving it."""
    for thing in [things] if isinstance(things, (str, Stages)) else things:
        if isinstance(thing, Stages):
            yield from (f"stage:{stage}" for stage in thing.names)
        else:
            yield name(thing)
