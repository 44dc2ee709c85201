"""The page of rules, printed from the law files that the engine reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from _markdown import ROOT, table
from accord import law


def law_paths() -> list[Path]:
    return sorted((ROOT / "python" / "accord" / "law").glob("*.json"))


def clauses() -> str:
    rows = law.document("clauses_cn.json")["clauses"]
    heads = ("clause", "what it is about", "law", "status", "source")
    return table(heads, ((r["id"], r["title"], r["law"], r["status"], r["source"]) for r in rows))


def of_sort(member: str) -> Iterator[dict[str, Any]]:
    """Every entry of one sort, over all law files."""
    for path in law_paths():
        yield from law.document(path.name).get(member, ())


def heading(entry: dict[str, Any]) -> str:
    clause = entry["clause"]
    until = f" to {entry['effective_to']}" if "effective_to" in entry else ""
    dated = f", in force from {entry['effective_from']}{until}" if "effective_from" in entry else ""
    said = f"{clause['id']} ({clause['status']}){dated}. Source: {entry['source']}."
    title = f": {entry['title']}" if "title" in entry else ""
    return f"### `{entry['id']}`{title}\n\n{said} {entry.get('note', '')}\n"


def rates() -> str:
    parts = []
    for series in of_sort("series"):
        parts.append(heading(series))
        points = ((p["from"], p["rate"], p["status"]) for p in series["points"])
        parts.append(f"Known until {series['known_until']}; what lies later is provisional.\n")
        parts.append(table(("in force from", "rate", "status"), points))
    return "\n".join(parts)


def fees() -> str:
    parts = []
    for scale in of_sort("scales"):
        parts.append(heading(scale))
        slices = ((s["over"], s["base"], s["rate"]) for s in scale["slices"])
        parts.append(table(("above", "fee up to there", "and of what is above"), slices))
    return "\n".join(parts)


def tables() -> str:
    parts = []
    for found in of_sort("tables"):
        parts.append(heading(found))
        inputs = [entry["name"] for entry in found["inputs"]]
        outputs = [entry["name"] for entry in found["outputs"]]
        rows = (row["when"] + row["then"] for row in found["rows"])
        parts.append(table(inputs + outputs, rows))
    return "\n".join(parts)


def parameters() -> str:
    rows = (
        (f"`{p['id']}`", p.get("title", ""), p["value"], p["clause"]["id"], p["clause"]["status"],
         p["effective_from"], p.get("effective_to", ""), p["source"])
        for p in of_sort("parameters")
    )  # fmt: skip
    heads = ("parameter", "title", "value", "clause", "status", "from", "to", "source")
    return table(heads, rows)


def calendar() -> str:
    document = law.document("calendar_cn.json")
    statutory = document["statutory"]
    rows = (
        (y["year"], len(y["days_off"]), len(y["working_days"]), y["known_on"],
         y["known_on_status"], y["status"])
        for y in document["years"]
    )  # fmt: skip
    heads = ("year", "days off", "make-up working days", "known on", "which is", "days are")
    return "\n".join(
        (
            document["note"] + "\n",
            f"Where no notice is known, the days of {statutory['clause']} ({statutory['status']}) "
            "are taken, and the answer is provisional.\n",
            table(heads, rows),
        )
    )


def code_lists() -> str:
    rows = (
        (f"`{t['id']}`", t["title"]["zh-Hans"], t["title"]["en"], len(t["codes"]), t["status"],
         t["source"])
        for t in law.document("classification.json")["lists"]
    )  # fmt: skip
    return table(("list", "中文", "English", "codes", "status", "source"), rows)
