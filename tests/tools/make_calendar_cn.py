"""Writes python/accord/law/calendar_cn.json from the transcribed State Council notices.

Run from the repository: python -m tests.tools.make_calendar_cn [folder of the yearly files]
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
LAW = ROOT / "python" / "accord" / "law" / "calendar_cn.json"
SOURCE = ROOT.parent / "shared" / "data" / "calendar_cn"
# The day on which the source's newest year was found empty.
EDITION = "2026-08-07"
TRANSCRIPT = "NateScarlet/holiday-cn@d4e53bf2"

# The source holds a year's final state. What the first notice of a revised year said is the
# source's own earlier state, transcribed before the revision: the days to take out of the final
# state, and the make-up working day that the revision took back.
FIRST_STATE: dict[int, tuple[str, list[str], list[str]]] = {
    2015: (
        "NateScarlet/holiday-cn@679f766a",
        ["2015-09-03", "2015-09-04", "2015-09-05", "2015-09-06"],
        [],
    ),
    2019: (
        "NateScarlet/holiday-cn@ef175409",
        ["2019-04-28", "2019-05-02", "2019-05-03", "2019-05-04", "2019-05-05"],
        [],
    ),
    2020: (
        "NateScarlet/holiday-cn@be07ee7c",
        ["2020-01-31", "2020-02-01", "2020-02-02", "2020-02-03"],
        ["2020-02-01"],
    ),
}

WHOLE_DATE = re.compile(r"/(\d{4})-(\d{2})/(\d{2})/")


def date_in(address: str) -> date | None:
    """The day an address names; 202310 is a month, not a day."""
    found = WHOLE_DATE.search(address)
    return date(*map(int, found.groups())) if found else None


def known_on(year: int, address: str, *, revision: bool) -> tuple[str, str]:
    """When a notice became known, and how surely.

    A first notice counts from the day in its address if that is before the year (the archive's
    addresses of the first years are later than the years themselves), otherwise from 31 December
    before, unverified. A revision counts from the day in its address.
    """
    day = date_in(address)
    if day and (revision or day.year < year):
        return day.isoformat(), "secondary"
    return date(year - 1, 12, 31).isoformat(), "unverified"


def notice(
    year: int, papers: list[str], days: dict[str, bool], known: tuple[str, str], source: str
) -> dict[str, Any]:
    return {
        "year": year,
        "notices": papers,
        "known_on": known[0],
        "known_on_status": known[1],
        "days_off": sorted(day for day, off in days.items() if off),
        "working_days": sorted(day for day, off in days.items() if not off),
        "status": "secondary",
        "source": source,
    }


def notices_of(file: dict[str, Any]) -> list[dict[str, Any]]:
    """A year's notices in order: one, or the first state and the revised one."""
    year, papers = file["year"], file["papers"]
    final = {day["date"]: day["isOffDay"] for day in file["days"]}
    if (year in FIRST_STATE) != (len(papers) > 1) or len(papers) > 2:
        raise ValueError(f"{year}: {len(papers)} notices, but no table of what each said")
    first = known_on(year, papers[0], revision=False)
    if year not in FIRST_STATE:
        return [notice(year, papers, final, first, TRANSCRIPT)]
    source, not_yet, taken_back = FIRST_STATE[year]
    before = {day: off for day, off in final.items() if day not in not_yet}
    before |= dict.fromkeys(taken_back, False)
    revised = known_on(year, papers[1], revision=True)
    return [
        notice(year, papers[:1], before, first, source),
        notice(year, papers, final, revised, TRANSCRIPT),
    ]


def calendar(folder: Path) -> dict[str, Any]:
    files = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("2*.json"))]
    return {
        "id": "CN",
        "edition": EDITION,
        "weekend": [5, 6],
        "note": (
            "Days off and make-up working days of the State Council's yearly notices. Plain"
            " weekends joined to a holiday are not listed. Days of December that a notice reaches"
            " back into stand in the year of the notice. A year revised in its course stands"
            " twice; the entry known last replaces the other."
        ),
        # Read in the decree of 2024; the lunar holidays have no fixed date.
        "statutory": {
            "clause": "全国年节及纪念日放假办法 (2024-11-10) 2",
            "known_on": "2024-11-10",
            "status": "secondary",
            "days": ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"],
        },
        "years": [entry for file in files if file["days"] for entry in notices_of(file)],
    }


def text_of(value: dict[str, Any]) -> str:
    """JSON with one line per member and lists of days on one line each, so that diffs are read."""
    years = value["years"]
    frame = json.dumps({**value, "years": []}, ensure_ascii=False, indent=1, sort_keys=True)
    rows = []
    for entry in years:
        members = ",\n   ".join(
            f"{json.dumps(name)}: {json.dumps(entry[name], ensure_ascii=False)}" for name in entry
        )
        rows.append("  {" + members + "}")
    return frame.replace('"years": []', '"years": [\n' + ",\n".join(rows) + "\n ]") + "\n"


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    LAW.write_text(text_of(calendar(source)), encoding="utf-8", newline="\n")
