"""Importing a file of complaints: blocks are read here, rows are taken in by the engine."""

from __future__ import annotations

import os
from builtins import open as open_file
from collections import Counter
from collections.abc import Callable, Iterator

from accord import _core
from accord._core import Progress
from accord.errors import InputError

__all__ = ["Imported", "Progress", "run_import"]

BLOCK_BYTES = 1024 * 1024
MAPPINGS = {"cfpb": "mapping_cfpb.json"}


class Imported:
    """What became of the rows: filed, rejected, known or changed; findings say where and why."""

    __module__ = "accord"
    __slots__ = ("changed", "filed", "findings", "known", "rejected", "rows", "warnings")

    def __init__(self, done: _core.Progress, findings: tuple[_core.Finding, ...]) -> None:
        self.rows = done.rows
        self.filed = done.filed
        self.rejected = done.rejected
        self.known = done.known
        self.changed = done.changed
        self.findings = findings
        self.warnings = sum(1 for finding in findings if finding.severity == "warning")

    def by_rule(self) -> dict[str, int]:
        """How often each rule found something."""
        return dict(Counter(finding.rule for finding in self.findings).most_common())

    def __repr__(self) -> str:
        return (
            f"Imported(rows={self.rows}, filed={self.filed}, rejected={self.rejected}, "
            f"known={self.known}, changed={self.changed}, warnings={self.warnings})"
        )

    def _repr_html_(self) -> str:
        from accord._html import html

        return html(self)


def _blocks(source: str | os.PathLike[str] | bytes, size: int) -> Iterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), size):
            yield source[start : start + size]
        return
    with open_file(os.fspath(source), "rb") as file:
        while block := file.read(size):
            yield block


def _mapping(format: str) -> _core.Mapping:
    if format not in MAPPINGS:
        return _core.Mapping()
    from accord.law import read

    return _core.Mapping(read(MAPPINGS[format]))


def run_import(
    handle: _core.DocketHandle,
    source: str | os.PathLike[str] | bytes,
    format: str,
    law: str,
    batch: int,
    progress: Callable[[_core.Progress], object] | None,
    mapping: _core.Mapping | None,
    name: str | None,
    block: int,
) -> Imported:
    """Feeds the blocks; an exception takes back the batch that was not yet durable."""
    if progress is not None and not callable(progress):
        raise TypeError(f"progress is called, it is not {type(progress).__name__!r}")
    if isinstance(block, bool) or not hasattr(block, "__index__"):
        raise TypeError(f"a count is an int, not {type(block).__name__!r}")
    if block < 1:
        raise InputError("not_positive", "block")
    run = handle.begin_import(
        format=format,
        law=law,
        mapping=_mapping(format) if mapping is None else mapping,
        source=format if name is None else name,
        batch=batch,
    )
    try:
        for piece in _blocks(source, block):
            reached = run.feed(piece)
            if progress is not None:
                progress(reached)
        done = run.finish()
        if progress is not None:
            progress(done)
        return Imported(done, run.findings)
    finally:
        run.close()
