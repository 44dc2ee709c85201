"""The command line: `accord demo import case due return verify`."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Entry point; without the extra a line says what to install."""
    try:
        import rich
        import typer
    except ImportError as error:
        sys.exit(f"accord: {error.name} is not installed; run: pip install 'accord[cli]'")
    del rich, typer
    from accord.cli.app import run

    sys.exit(run())
