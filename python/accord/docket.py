"""The docket as Python holds it: a dozen verbs over the native handle.

The handle works; here a clock is asked, law handed over, evidence read, a day made a moment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from accord import _core
from accord._arguments import AnyCase, Definition, Moment, Names, definition_of, filter_of
from accord._keys import key_of_environment
from accord._moved import recalendar
from accord.errors import InputError
from accord.importing import BLOCK_BYTES, Imported, run_import

__all__ = ["Docket", "Imported", "open"]


class Docket:
    """The store of all cases of one institution. The only mutable thing a user holds."""

    __module__ = "accord"
    __slots__ = ("_clock", "_handle", "_laws", "_path", "_zones", "actor")

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        actor: str,
        clock: Callable[[], Moment] | None = None,
        create: bool = True,
        read_only: bool = False,
        master_key: bytes | None = None,
    ) -> None:
        self._path = os.fspath(path)
        self._clock = clock
        self._laws: dict[str, str] = {}
        self._zones: dict[str, str] = {}
        self.actor = actor
        self._handle = _core.DocketHandle(
            self._path,
            actor=actor,
            create=create,
            read_only=read_only,
            master_key=key_of_environment() if master_key is None else master_key,
            now=None if clock is None else _core.Instant(clock()).micros,
        )

    # --- writing ----------------------------------------------------------------------------------

    def file(
        self,
        filing: _core.Filing,
        *,
        procedure: Definition,
        at: Moment | None = None,
        on: date | str | None = None,
        key: str | None = None,
        by: Names = "claimant",
    ) -> _core.Outcome | _core.Refusal:
        """Open a case on a filing, pinned to a procedure and the law of today's package."""
        law = self._law(procedure)
        moment = self._at(at, on, law=law)
        return self._handle.file(filing, law=law, at=moment, by=by, key=key)

    def act(
        self,
        case: AnyCase,
        action: str,
        *,
        by: Names = (),
        at: Moment | None = None,
        on: date | str | None = None,
        key: str | None = None,
        expected: int | None = None,
        **args: Any,
    ) -> _core.Outcome | _core.Refusal:
        """Do an action of the procedure, or a standing one; a Refusal says why not.

        Standing actions and their arguments: `Docket.arguments()`. `add_evidence` takes `file=` (a
        path) or `content=` (bytes), `name=`, `kind=`, `source=`, `item=`, `media_type=`. `expected`
        is the version of the case that was decided on.
        """
        moment = self._at(at, on, case=case)
        command = self._command(case, action, by, expected, args)
        return self._handle.act(case, command, at=moment, key=key)

    def record(
        self,
        case: AnyCase,
        event: str,
        *,
        occurred: Moment | date | None = None,
        irregular: str | None = None,
        authorised_by: str | None = None,
        by: Names = (),
        **args: Any,
    ) -> _core.Outcome | _core.Refusal:
        """Record what happened, even if it should not have; `irregular` names the clause broken."""
        self._tick()
        command = self._command(case, event, by, None, args)
        return self._handle.record(
            case, command, occurred=occurred, irregular=irregular, authorised_by=authorised_by
        )

    def correct(
        self, case: AnyCase, field: str, value: Any, *, reason: str
    ) -> _core.Outcome | _core.Refusal:
        """Put a typing error right; terms and figures that rest on it are reckoned anew."""
        self._tick()
        return self._handle.correct(case, field, value, reason=reason)

    def reveal(self, case: AnyCase, item: str, *, reason: str) -> str | bytes:
        """Record the access, then return the plain text, or the bytes of an item of evidence."""
        self._tick()
        value = self._handle.reveal(case, item, reason=reason)
        return value if item.startswith("evidence.") else value.decode()

    def advance(self, *, at: Moment | None = None, on: date | str | None = None) -> int:
        """Record every lapse due by then; returns how many."""
        return self._handle.advance(at=self._at(at, on))

    recalendar = recalendar

    def import_(
        self,
        source: str | os.PathLike[str] | bytes,
        *,
        format: str,
        procedure: Definition,
        batch: int = 1000,
        progress: Callable[[_core.Progress], object] | None = None,
        mapping: _core.Mapping | None = None,
        name: str | None = None,
        block: int = BLOCK_BYTES,
    ) -> Imported:
        """Take in a file of complaints; each batch is durable before `progress` hears of it.

        `format` is "cfpb" or "jsonl"; `name` is the source under whose ids rows are known again
        (default: the format). The file is read in blocks of that many bytes; `progress` hears of
        each, and must not use the docket.
        """
        self._tick()
        law = self._law(procedure)
        return run_import(self._handle, source, format, law, batch, progress, mapping, name, block)

    @contextmanager
    def batch(self) -> Iterator[Docket]:
        """Verbs inside are durable together at the block's end; an exception takes them back."""
        self._handle.begin_batch()
        try:
            yield self
            self._handle.end_batch()
        except BaseException:
            self._handle.abandon_batch()
            raise

    # --- reading ----------------------------------------------------------------------------------

    def case(self, id: AnyCase, *, actor: str | None = None) -> _core.Case:
        """A case as it is now; for another actor, with personal text masked."""
        if actor is not None and not isinstance(actor, str):
            raise TypeError(f"an actor is a str, not {type(actor).__name__!r}")
        found = self._handle.case(id)
        return found if actor is None or actor == self.actor else found.seen("masked")

    def find(self, **by: Any) -> list[_core.Head]:
        """Cases by procedure, stage, branch, business, cause, channel, kind, party, final, …"""
        return self._handle.find(filter_of(by))

    def count(self, *, by: str, **among: Any) -> dict[str, int]:
        """Number of cases by one dimension of their heads, among those found as by `find`."""
        return dict(self._handle.count(by, filter_of(among)))

    def due(self, *, until: date | str, at: Moment | None = None) -> list[_core.Due]:
        """Terms that run and end by then; those past say that no lapse is recorded yet."""
        return self._handle.due(until=until, at=self._at(at, None))

    def tasks(self, *, assignee: str | None = None) -> list[_core.OpenTask]:
        """Work not yet done, of all or of one assignee, by its day; undated work comes last."""
        return self._handle.tasks(assignee=assignee)

    def events(self, case: AnyCase) -> list[_core.Event]:
        """All that happened in a case, in order; personal text masked."""
        return self._handle.events(case)

    def options(
        self,
        case: AnyCase,
        *,
        by: Names = (),
        at: Moment | None = None,
        on: date | str | None = None,
    ) -> list[_core.Option]:
        """Every action of the procedure, each allowed or with its refusal: the "why not" page."""
        return self._handle.options(case, by=by, at=self._at(at, on, case=case))

    def verify(self, *, deep: bool = False) -> _core.Verification:
        """Recompute the log; `deep` refolds every case and compares the lists."""
        return self._handle.verify(deep=deep)

    def proof(self, seq: int | None = None) -> _core.Proof:
        """That an event (default: the last) stands in the log; `.save(path)` it."""
        return self._handle.proof(self._handle.last_seq() if seq is None else seq)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """A consistent copy into a new folder; the master key is not in it."""
        self._handle.backup(os.fspath(path))

    @staticmethod
    def arguments() -> dict[str, dict[str, str]]:
        """Standing actions and what each takes; "*" holds for every action."""
        return _core.action_arguments()

    # --- opening and closing ----------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the files; a batch that is open is taken back. Closing twice is no error."""
        self._handle.close()

    def __enter__(self) -> Docket:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Docket({self._path!r}, actor={self.actor!r})"

    # --- time, law and files ----------------------------------------------------------------------

    def _tick(self) -> _core.Instant:
        """The clock's now, told to the engine where the clock is Python's."""
        if self._clock is None:
            return _core.Instant(datetime.now().astimezone())
        now = _core.Instant(self._clock())
        self._handle.set_now(now.micros)
        return now

    def _at(
        self,
        at: Moment | None,
        on: date | str | None,
        *,
        law: str | None = None,
        case: AnyCase | None = None,
    ) -> _core.Instant:
        now = self._tick()
        if at is not None and on is not None:
            raise InputError("at_and_on", str(at), str(on))
        if on is None:
            return now if at is None else _core.Instant(at)
        from accord._moments import moment_on

        found = None if case is None else self._handle.case(case)
        law, last = (law, None) if found is None else (found.law, found.last_at)
        return moment_on(on, self._zone(law) if law else "Asia/Shanghai", last)

    def _zone(self, law: str) -> str:
        if law not in self._zones:
            self._zones[law] = _core.Definition(self._handle.definition(law)).zone
        return self._zones[law]

    def _law(self, procedure: Definition) -> str:
        from accord.law import law_files

        definition = definition_of(procedure)
        if definition not in self._laws:
            self._laws[definition] = self._handle.add_law(**law_files(definition))
        return self._laws[definition]

    def _command(
        self, case: AnyCase, action: str, by: Names, expected: int | None, args: dict[str, Any]
    ) -> _core.Command:
        if action == "add_evidence" and "evidence" not in args:
            from accord.evidence import described

            definition = self._handle.definition(self._handle.case(case).law)
            args = {"evidence": self._handle.store_evidence(case, **described(args, definition))}
        return _core.Command(action, by=by, expected=expected, args=args)


def open(
    path: str | os.PathLike[str],
    *,
    actor: str,
    clock: Callable[[], Moment] | None = None,
    create: bool = True,
    read_only: bool = False,
    master_key: bytes | None = None,
) -> Docket:
    """Open a docket folder, or make one. `clock` gives now (default: the machine's)."""
    return Docket(
        path, actor=actor, clock=clock, create=create, read_only=read_only, master_key=master_key
    )
