"""The builder's part for actions: what someone may do, from where to where, under which guard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accord.procedure._expression import Expression, clause_json
from accord.procedure._parts import Move, Stages, full, guard_json, made_of, name, names
from accord.procedure._sheet import Sheet


class ActionsPart(Sheet):
    """Procedure.action and what an action requires."""

    def action(
        self,
        id: str,
        move: Move | Stages | None = None,
        *,
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
        clause: Any = None,
    ) -> None:
        """What someone may do: from where to where, who, under which guard, served on whom."""
        self._writable()
        made_of(Stages, start=start)
        made_of((Move, Stages), move=move)
        if start is not None and move is not None:
            raise ValueError("the opening action has no stage to come from")
        members = {
            "id": name(id),
            "start": start.names[0] if start is not None else None,
            "from": list(move.start if isinstance(move, Move) else move.names) if move else [],
            "to": move.end if isinstance(move, Move) else None,
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
            "clause": clause_json(clause),
        }
        self._add("actions", full(members))

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
