"""What every part of the builder writes on: the lists of a definition, open until it is read."""

from __future__ import annotations

from collections.abc import Iterable

from accord.procedure._expression import Json
from accord.procedure._parts import made_of, names


class Sheet:
    """The rows of a definition by part. A part of the builder adds to it and reads no other."""

    _lists: dict[str, list[Json]]
    _roles: dict[str, list[str]]
    _json: str | None

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

    def _known_tasks(self, tasks: Iterable[Json]) -> list[Json]:
        """Tasks as task() makes them; the roles they name are known."""
        rows = list(tasks)
        for row in rows:
            made_of(dict, tasks=row)
            for role in ("assignee", "approver", "joint"):
                self._known_roles(row.get(role, ()))
        return rows
