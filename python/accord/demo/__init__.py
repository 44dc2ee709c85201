"""The main job, whole: complaints in, cases run, money explained, papers, a return, a proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accord.cli.show import Screen

__all__ = ["run_demo"]


def run_demo(*, complaints: Path | None, out: Path | None, screen: Screen) -> dict[str, Any]:
    """Runs the demo into a fresh folder; returns what was made, by name."""
    from accord.demo.plan import Plan
    from accord.demo.play import Stage
    from accord.demo.tell import Teller

    folder = fresh_folder(out)
    stage = Stage(folder / "docket", Plan())
    with stage.docket:
        teller = Teller(stage, folder, screen)
        teller.intake_and_run()
        teller.figures()
        teller.papers()
        teller.quarter()
        teller.proof()
        if complaints is not None:
            from accord.demo.complaints import take_in

            teller.made["complaints"] = take_in(folder / "complaints", complaints, screen)
        return teller.where()


def fresh_folder(out: Path | None) -> Path:
    """`out`, which must be empty, or the first of accord-demo, accord-demo-2 … that is free."""
    from accord.errors import InputError

    if out is not None:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise InputError("folder_not_empty", str(out), "--out")
        out.mkdir(parents=True, exist_ok=True)
        return out
    number = 1
    while True:
        folder = Path("accord-demo" if number == 1 else f"accord-demo-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder
