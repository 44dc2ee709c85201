"""The demo's last part: a CFPB export taken in, counted by what its rows say of the answer."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import accord
from accord.demo.words import say
from accord.procedures import us_cfpb
from accord.why import finding as words_of

if TYPE_CHECKING:
    from accord.cli.show import Screen

__all__ = ["take_in"]


def take_in(folder: Path, source: Path, screen: Screen) -> dict[str, Any]:
    """Imports `source` into a docket of its own, on the real clock, and checks the record."""
    from accord.cli.importing import import_file

    screen.heading(say("complaints", screen.language))
    with accord.open(folder, actor="officer:import") as docket:
        start = time.perf_counter()
        done = import_file(docket, source, "cfpb", us_cfpb, 1000, screen)
        seconds = time.perf_counter() - start
        counts = {
            name: getattr(done, name) for name in ("rows", "filed", "rejected", "known", "changed")
        }
        rate = round(done.rows / seconds)
        screen.line(say("rows", screen.language, **counts, rate=f"{rate:,}"))
        for finding in done.findings:
            if finding.severity == "rejected":
                screen.line(words_of(finding, screen.language))
        heads = docket.find(procedure="us.cfpb")
        checked = docket.verify()
        if not checked.ok:
            raise accord.StoreError("damaged", str(folder), "; ".join(checked.faults))
        timely = _answers(docket, heads)
        screen.line(say("timely", screen.language, **timely))
        screen.line(say("log_holds", screen.language, events=checked.events))
    return {
        "docket": str(folder),
        **counts,
        "cases": len(heads),
        **timely,
        "per_second": rate,
        "events": checked.events,
    }


def _answers(docket: accord.Docket, heads: list[accord.Head]) -> dict[str, int]:
    """What the source says of the first response: in time or not, and never given in time."""
    late = [head for head in heads if not head.on_time]
    answers = [docket.case(head.id).facts.get("company_response") for head in late]
    return {
        "met": len(heads) - len(late),
        "lapsed": len(late),
        "untimely": answers.count("untimely_response"),
    }
