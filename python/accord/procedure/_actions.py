"""The builder's part for actions: what someone may do, from where to where, under which guard."""

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


class ActionsPart(Sheet):
    """Procedure.action and what an action requires."""

    def action(
        self,
        id: str,
        move: Move | Stages | None = None,
        *,
        moves: Iterable[Move | Stages] = (),
        start: Stages | None = None,
        by: str | Iterable[str] = (),
        all_of: bool = False,
        special_authority: bool = False,
        authority_clause: Any = None,
        guard: Expression | None = None,
        evidence: str | Iterable[str] = (),
        within: str | None = None,
        service: str | Iterable[str] = (),
        document: str | None = None,
        effect: str | None = None,
        agreement: str | None = None,
        raises: str | Iterable[str] = (),
        decides: str | Iterable[str] = (),
        tasks: Iterable[Json] = (),
        discretionary: bool = False,
        repeat: bool = True,
        stay_safe: bool = False,
        clause: Any = None,
    ) -> None:
        """What someone may do: from where to where, who, under which guard, served on whom.

        Several `moves` lead to different stages, each under its own guard; in a case with tracks
        every track makes its own.
        """
        self._writable()
        made_of(Stages, start=start)
        made_of((Move, Stages), move=move)
        made_of(bool, discretionary=discretionary, repeat=repeat, stay_safe=stay_safe)
        ways = [move_row(way) for way in moves]
        if start is not None and (move is not None or ways):
            raise ValueError("the opening action has no stage to come from")
        if move is not None and ways:
            raise ValueError("an action has one move, or a list of moves")
        members = {
            "id": name(id),
            "start": start.names[0] if start is not None else None,
            **move_json(move),
            "moves": ways,
            "by": self._known_roles(by),
            "all_of": all_of,
            "special_authority": special_authority,
            "authority_clause": clause_json(authority_clause),
            "guard": guard_json(guard),
            "evidence": [{"item": item} for item in names(evidence)],
            "within": within,
            "serve": self._known_roles(service),
            "document": document,
            "effect": "agreement" if agreement else effect,
            "agreement": agreement,
            "raises": names(raises),
            "decides": names(decides),
            "tasks": self._known_tasks(tasks),
            "discretionary": discretionary,
            "stay_safe": stay_safe,
            "clause": clause_json(clause),
        }
        once = {} if repeat else {"repeat": False}
        self._add("actions", {**full(members), **once})

    def requires(
        self, action: str, *items: str, kind: str | None = None, clause: Any = None
    ) -> None:
        """What must be in the file before an action: items by name, or any of a kind."""
        self._writable()
        found = next((row for row in self._lists["actions"] if row["id"] == action), None)
        if found is None:
            raise ValueError(f"no action {action!r} so far")
        wanted = [{"item": name(item)} for item in items] + ([{"kind": name(kind)}] if kind else [])
        if not wanted:
            raise ValueError("requires() names items or a kind")
        rows = [full({**want, "clause": clause_json(clause)}) for want in wanted]
        found.setdefault("evidence", []).extend(rows)


def move_row(way: Move | Stages) -> Json:
    made_of((Move, Stages), moves=way)
    if way is None:
        raise TypeError("a move is made of stages: a >> b")
    return move_json(way)
