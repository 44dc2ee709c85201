"""The page of rules, printed from the law files that the engine reads."""

from __future__ import annotations

from pathlib import Path

from _markdown import ROOT, table
from accord import law


def law_paths() -> list[Path]:
    return sorted((ROOT / "python" / "accord" / "law").glob("*.json"))


def clauses() -> str:
    rows = law.document("clauses_cn.json")["clauses"]
    heads = ("clause", "what it is about", "law", "status", "source")
    return table(heads, ((r["id"], r["title"], r["law"], r["status"], r["source"]) for r in rows))


def rates() -> str:
    parts = []
    for series in law.document("rates_cn.json")["series"]:
        clause = series["clause"]
        parts.append(f"### `{series['id']}`: {series['title']}\n")
        parts.append(f"{clause['id']} ({clause['status']}). Source: {series['source']}.\n")
        if note := series.get("note"):
            parts.append(note + "\n")
        points = ((p["from"], p["rate"], p["status"]) for p in series["points"])
        parts.append(table(("in force from", "rate", "status"), points))
    return "\n".join(parts)


def fees() -> str:
    document = law.document("fees_cn.json")
    parts = []
    for scale in document["scales"]:
        clause = scale["clause"]
        parts.append(f"### `{scale['id']}`: {scale['title']}\n")
        parts.append(
            f"{clause['id']} ({clause['status']}), in force from {scale['effective_from']}. "
            f"Source: {scale['source']}. {scale['note']}\n"
        )
        slices = ((s["over"], s["base"], s["rate"]) for s in scale["slices"])
        parts.append(table(("above", "fee up to there", "and of what is above"), slices))
    rows = (
        (p["id"], p["title"], p["value"], p["clause"]["id"], p["clause"]["status"],
         p["effective_from"], p["source"])
        for p in document["parameters"]
    )  # fmt: skip
    parts.append("### Parameters\n")
    heads = ("parameter", "title", "value", "clause", "status", "in force from", "source")
    parts.append(table(heads, rows))
    return "\n".join(parts)


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
