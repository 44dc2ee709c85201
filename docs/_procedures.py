"""The shipped procedures as tables, printed from their definitions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from _markdown import table
from accord import procedures
from accord.text import words

SHIPPED = (procedures.cn_complaint, procedures.cn_mediation, procedures.us_cfpb)


def both(section: str, code: str) -> str:
    """A code with its words in Chinese."""
    said = words(section, code, "zh-Hans")
    return f"`{code}`" if said == code else f"`{code}` {said}"


def all_of(section: str, codes: Iterable[str]) -> str:
    return ", ".join(both(section, code) for code in codes)


def clause_of(row: dict[str, Any]) -> str:
    clause = row.get("clause")
    return f"{clause['id']} ({clause['status']})" if clause else ""


def guard(json: dict[str, Any]) -> str:
    """A guard as its author would type it."""
    if "field" in json:
        return str(json["field"])
    if "op" in json:
        signs = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
        sign = signs.get(json["op"], json["op"])
        return f" {sign} ".join(guard(part) for part in json["args"])
    return str(next(iter(json.values())))


def length(row: dict[str, Any], unit: str) -> str:
    return f"{row['amount']} {words('values', unit, 'en')}"


def extensions(term: dict[str, Any]) -> str:
    said = []
    for row in term.get("extensions", ()):
        text = f"to {length(row, term['unit'])} in all"
        if "when" in row:
            text += f", where `{guard(row['when'])}`"
        if "approved_by" in row:
            text += ", approved by " + " or ".join(f"`{role}`" for role in row["approved_by"])
        if "told" in row:
            text += ", " + ", ".join(f"`{role}`" for role in row["told"]) + " told"
        said.append(text)
    return "; ".join(said)


def trigger(term: dict[str, Any]) -> str:
    if "after_fact" in term:
        return f"the fact `{term['after_fact']}`"
    return " or ".join(f"`{action}`" for action in term["after"])


def move(action: dict[str, Any]) -> str:
    if "start" in action:
        return f"opens in `{action['start']}`"
    start = ", ".join(f"`{stage}`" for stage in action["from"])
    return f"{start} → `{action['to']}`" if "to" in action else f"stays in {start}"


def procedure(definition: Any) -> str:
    tree = json.loads(definition.json)
    stages = ((both("stages", s["id"]), s.get("outcome", "")) for s in tree["stages"])
    actions = (
        (both("actions", a["id"]), move(a), all_of("roles", a["by"]),
         " together" if a.get("all_of") else "", clause_of(a))
        for a in tree["actions"]
    )  # fmt: skip
    terms = (
        (both("terms", t["id"]), words("natures", t["nature"], "en"), trigger(t),
         length(t, t["unit"]), t.get("roll", "none"), ", ".join(f"`{a}`" for a in t["met_by"]),
         f"`{guard(t['when'])}`" if "when" in t else "", extensions(t), clause_of(t))
        for t in tree["terms"]
    )  # fmt: skip
    effective = tree.get("effective", "not stated")
    return "\n".join(
        (
            f"### `{tree['id']}`\n",
            f"Version {tree['version']}, in force from {effective}, calendar {tree['calendar']}, "
            f"days of {tree['zone']}. Definition: SHA-256 `{definition.hash[:16]}…`.\n",
            table(("stage", "outcome"), stages),
            table(("action", "from → to", "by", "", "clause"), actions),
            table(
                ("term", "nature", "after", "length", "roll", "met by", "only where",
                 "extension", "clause"),
                terms,
            ),
        )
    )  # fmt: skip


def shipped() -> str:
    return "\n".join(procedure(definition) for definition in SHIPPED)
