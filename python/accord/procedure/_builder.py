"""The builder of procedures: what an author types becomes the definition that the engine runs.

The engine checks a definition as a whole (ProcedureError names the place); here only what is
plainly not meant is refused at once, where the author's own line is on the stack.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from accord import _core
from accord.procedure._actions import ActionsPart
from accord.procedure._expression import Json, expression
from accord.procedure._parts import full, name, names
from accord.procedure._reactions import ReactionsPart
from accord.procedure._stages import StagesPart
from accord.procedure._tables import TablesPart
from accord.procedure._terms import TermsPart

PARTS = (
    "stages",
    "actions",
    "reactions",
    "terms",
    "milestones",
    "obligations",
    "contracts",
    "parameters",
    "tables",
    "triage",
)


class Procedure(StagesPart, ActionsPart, ReactionsPart, TermsPart, TablesPart):
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
        conflicts: str | None = None,
    ) -> None:
        self.id = name(id)
        self.version = version
        if conflicts not in (None, "definition_order"):
            raise ValueError('conflicts are a fault, or decided by "definition_order"')
        self._head = {
            "calendar": calendar,
            "zone": zone,
            "effective": effective,
            "number": number,
            "conflicts": conflicts,
        }
        self._lists: dict[str, list[Json]] = {part: [] for part in PARTS}
        self._roles: dict[str, list[str]] = {}
        self._facts: dict[str, str] = {}
        self._json: str | None = None

    # --- what an author writes --------------------------------------------------------------------

    def role(self, id: str, *, actors: str | Iterable[str] = ()) -> None:
        """A role, and whose ids hold it: actors="officer" lets "officer:intake" act in it."""
        self._writable()
        self._roles.setdefault(name(id), []).extend(names(actors))

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

    @classmethod
    def from_json(cls, text: str | bytes) -> Procedure:
        """A procedure from its definition alone, however it was written.

        >>> from accord.procedures import us_cfpb
        >>> Procedure.from_json(us_cfpb.json).hash == us_cfpb.hash
        True
        """
        definition = _core.Definition(text if isinstance(text, bytes) else text.encode())
        made = cls(definition.id, version=definition.version)
        made._json = definition.json
        return made

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Procedure:
        """A procedure from a file with its definition (JSON)."""
        return cls.from_json(Path(path).read_bytes())

    def adapted(self, *, version: str, **values: Any) -> Procedure:
        """The same rules with an institution's own values of parameters, as a version of its own.

        >>> from accord.procedures import uk_fos
        >>> uk_fos.adapted(version="2026.1-own", reply_days=21)
        <Procedure uk.fos 2026.1-own>
        """
        if not isinstance(version, str):
            raise TypeError(f"a version is a text: {version!r}")
        tree = json.loads(self.json)
        if version == tree["version"]:
            raise ValueError("other values are another version")
        rows = {row["id"]: row for row in tree.get("parameters", ())}
        for id, value in values.items():
            if id not in rows:
                raise ValueError(f"no parameter {id!r}, there are {', '.join(sorted(rows))}")
            given = expression(value).json
            plain = given.get("integer", given)
            was = rows[id]["value"]
            if type(plain) is not type(was) or members(plain) != members(was):
                raise TypeError(f"the parameter {id} is another kind of value: {value!r}")
            rows[id]["value"] = plain
        return Procedure.from_json(json.dumps(tree | {"version": version}, ensure_ascii=False))

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


def members(value: Any) -> set[str]:
    """The kind of a literal that is no plain number."""
    return set(value) if isinstance(value, dict) else set()
