"""How the command line prints: tables and progress for people, one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from accord.text import sections

__all__ = ["Screen"]

# Columns where the output is no terminal: a log or a file.
WIDTH = 160


class Screen:
    """Where a command's answer goes; with `as_json` nothing but that one document."""

    def __init__(self, language: str, as_json: bool) -> None:
        sections(language)  # an unknown language is refused before anything is done
        self.language = language
        self.as_json = as_json
        self._out = Console(highlight=False, soft_wrap=True)
        if not self._out.is_terminal:
            self._out = Console(highlight=False, soft_wrap=True, width=WIDTH)
        self._notes = Console(stderr=True, highlight=False)

    def answer(self, data: Any) -> None:
        """The answer as JSON; call it last, and only with `as_json`."""
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")

    def line(self, text: str = "") -> None:
        if not self.as_json:
            self._out.print(text, markup=False)

    def heading(self, text: str) -> None:
        if not self.as_json:
            self._out.print(f"\n{text}", style="bold", markup=False)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        if self.as_json:
            return
        table = Table(box=None, pad_edge=False, header_style="dim")
        for column in columns:
            table.add_column(column, no_wrap=True, overflow="ellipsis")
        for row in rows:
            # Text, never markup: what a case says must not steer a terminal.
            table.add_row(*(_plain(cell) for cell in row))
        self._out.print(table, markup=False)

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """A bar on stderr that shows itself after a second; `update(done)`, both in bytes."""
        if self.as_json or not self._notes.is_terminal:
            yield lambda done: None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self._notes, transient=True) as bar:
            task = bar.add_task(label, total=total)
            yield lambda done: bar.update(task, completed=done)


def _plain(cell: object) -> Any:
    from rich.text import Text

    return Text("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in str(cell)))
