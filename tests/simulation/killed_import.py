"""The child of the killed import: prints each acknowledged count, until somebody kills it."""

from __future__ import annotations

import sys

import accord
from accord.procedures import us_cfpb

if __name__ == "__main__":
    folder, source = sys.argv[1:3]
    with accord.open(folder, actor="officer:import") as docket:

        def acknowledge(reached: accord.importing.Progress) -> None:
            print(reached.filed + reached.known, flush=True)

        docket.import_(
            source,
            format="cfpb",
            procedure=us_cfpb,
            batch=200,
            progress=acknowledge,
            block=64 * 1024,
        )
    print("done", flush=True)
