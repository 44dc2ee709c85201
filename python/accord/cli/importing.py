"""An import with a bar: bytes stand for rows, since nobody knows the rows beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import accord
from accord.cli.show import Screen
from accord.importing import BLOCK_BYTES, Imported

__all__ = ["import_file"]


def import_file(
    docket: accord.Docket, source: Path, format: str, procedure: Any, batch: int, screen: Screen
) -> Imported:
    """Imports `source`; the bar appears on a terminal only."""
    size = source.stat().st_size
    fed = 0
    with screen.progress(source.name, size) as update:

        def progress(_: Any) -> None:
            nonlocal fed
            fed = min(size, fed + BLOCK_BYTES)
            update(fed)

        return docket.import_(
            source, format=format, procedure=procedure, batch=batch, progress=progress
        )
