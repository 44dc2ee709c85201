"""The builder of procedures: what an author types becomes the definition that the engine runs.

The engine checks a definition as a whole (ProcedureError names the place); here only what is
plainly not meant is refused at once, where the author's own line is on the stack.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from accord.procedure._actions import ActionsPart
from accord.procedure._expression import Json
from accord.procedure._parts import Stages, full, name, names
from accord.procedure._terms import TermsPart


class Procedure(ActionsPart, TermsPart):
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
