"""The builder of procedures: what an author types becomes the definition that the engine runs.

The engine checks a definition as a whole (ProcedureError names the place); here only what is
plainly not meant is refused at once, where the author's own line is on the stack.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.procedure._expression import Expression, Json, clause_json
from accord.procedure._parts import (
    Extension,
    Move,
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

ROLE_LISTS = ("by", "approved_by", "told")


class Procedure:
    """A forum's rules as data. Written line by line; read (`json`, `hash`), it changes no more."""

    def __init__(
        self,
        id: str,
        *,
        version: str,
        calendar: str = "CN",
        zone: str = "Asia/Shanghai",
        effective: str | None = None,
        number: str | None = None,
    ) -> None:
        self.id = name(id)
        self.version = version
        self._head = {"calendar": calendar, "zone": zone, "effective": effective, "number": number}
        self._lists: dict[str, list[Json]] = {
            part: [] for part in ("stages", "actions", "terms", "triage")
        }
        self._roles: dict[str, list[str]] = {}
        self._facts: dict[str, str] = {}
        self._json: str | None = None

    extension = staticmethod(extension)

    # --- what an author writes --------------------------------------------------------------------

    def role(self, id: str, *, actors: str | Iterable[str] = ()) -> None:
        """A role, and whose ids hold it: actors="officer" lets "officer:intake" act in it."""
        self._writable()
        self._roles.setdefault(name(id), []).extend(names(actors))

    def stages(self, *ids: str, final: Any = ()) -> Any:
        """Stages in order; `final` names those that end a case, or maps them to their outcomes."""
        self._writable()
        outcomes = final if isinstance(final, Mapping) else {end: end for end in names(final)}
        if unknown := set(outcomes) - set(ids):
            raise ValueError(f"final stages that are not stages: {sorted(unknown)}")
        for id in names(ids):
            ending = {"final": True, "outcome": name(outcomes[id])} if id in outcomes else {}
            self._add("stages", {"id": id, **ending})
        made = tuple(Stages(id) for id in ids)
        return made if len(made) != 1 else made[0]

    def fact(self, id: str, type: str) -> None:
        """A fact that guards may read as f.facts.ID, with its type."""
        self._writable()
        if self._facts.setdefault(name(id), type) != type:
            raise ValueError(f"the fact {id} has two types")

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

    def triage(self, rows: Iterable[tuple[str, str, str, str | Iterable[str]]]) -> None:
        """Severity × urgency → priority and departments; "*" stands for any code."""
        self._writable()
        for severity, urgency, priority, routes in rows:
            row = {"severity": severity, "urgency": urgency, "priority": name(priority)}
            self._add("triage", {**row, "routes": names(routes)}, ("severity", "urgency"))

    # --- what the engine reads --------------------------------------------------------------------

    @property
    def json(self) -> str:
        """The definition, canonical (RFC 8785). From now on the procedure is immutable."""
        if self._json is None:
            roles = [full({"id": id, "actors": actors}) for id, actors in self._roles.items()]
            head = {"id": self.id, "version": self.version, **self._head}
            tree = full({**head, "roles": roles, **self._lists, "facts": self._facts or None})
            self._json = json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return self._json

    @property
    def hash(self) -> str:
        """SHA-256 of the definition's JSON, in hex."""
        return hashlib.sha256(self.json.encode()).hexdigest()

    def __repr__(self) -> str:
        return f"<Procedure {self.id} {self.version}>"

    def _writable(self) -> None:
        if self._json is not None:
            raise ValueError(f"{self!r} has been read and changes no more: write a new version")

    def _add(self, part: str, row: Json, key: tuple[str, ...] = ("id",)) -> None:
        if any(all(row[k] == known[k] for k in key) for known in self._lists[part]):
            raise ValueError(f"twice in {part}: {', '.join(row[k] for k in key)}")
        self._lists[part].append(row)

    def _known_roles(self, roles: str | Iterable[str]) -> list[str]:
        """A role that is named is known; role() adds who holds it."""
        for role in names(roles):
            self._roles.setdefault(role, [])
        return names(roles)
