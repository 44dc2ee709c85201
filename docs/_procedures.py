"""The shipped procedures as tables, printed from their definitions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from _markdown import table
from accord import procedures
from accord.procedure import Expression, Procedure
from accord.text import words

SHIPPED = [made for made in vars(procedures).values() if isinstance(made, Procedure)]


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
    return repr(Expression(without_clauses(json)))


def without_clauses(json: Any) -> Any:
    """A guard alone: its clauses have a column of their own."""
    if isinstance(json, dict):
        return {name: without_clauses(part) for name, part in json.items() if name != "clause"}
    return [without_clauses(part) for part in json] if isinstance(json, list) else json


def said(value: Any) -> str:
    """A number, or the parameter that holds it."""
    return f"`{value['parameter']}`" if isinstance(value, dict) else str(value)


def length(row: dict[str, Any], unit: str) -> str:
    return f"{said(row['amount'])} {words('values', unit, 'en')}" if "amount" in row else ""


def extensions(term: dict[str, Any]) -> str:
    rows = []
    for row in term.get("extensions", ()):
        text = f"to {length(row, term['unit'])} in all"
        if "when" in row:
            text += f", where `{guard(row['when'])}`"
        if "approved_by" in row:
            text += ", approved by " + " or ".join(f"`{role}`" for role in row["approved_by"])
        if "told" in row:
            text += ", " + ", ".join(f"`{role}`" for role in row["told"]) + " told"
        rows.append(text)
    return "; ".join(rows)


def trigger(term: dict[str, Any]) -> str:
    if "clocks" in term:
        clocks = (f"{trigger(row)} {length(row, row['unit'])}" for row in term["clocks"])
        return f"the {term['choose']} of " + ", ".join(clocks)
    if "after_fact" in term:
        way = "before" if term.get("direction") == "before" else ""
        return f"{way} the fact `{term['after_fact']}`".strip()
    if "after_stage" in term:
        return f"entering `{term['after_stage']}`"
    if "after_term" in term:
        return f"the last day of `{term['after_term']['term']}`"
    text = " or ".join(f"`{action}`" for action in term["after"])
    if "after_service_on" in term:
        text += f", served on {term.get('service', '')} `{term['after_service_on']}`"
    return text.replace("  ", " ")


def way(row: dict[str, Any]) -> str:
    """From where to where, under which guard of its own."""
    start = ", ".join(f"`{stage}`" for stage in row.get("from", ())) or "any stage"
    end = row.get("to")
    ends = [end] if isinstance(end, str) else end or []
    text = (
        f"{start} → " + ", ".join(f"`{stage}`" for stage in ends) if ends else f"stays in {start}"
    )
    return f"{text} where `{guard(row['when'])}`" if "when" in row else text


def move(action: dict[str, Any]) -> str:
    if "start" in action:
        return f"opens in `{action['start']}`"
    return "; ".join(way(row) for row in action.get("moves", [action]))


def guarded(row: dict[str, Any], name: str) -> str:
    return f"`{guard(row[name])}`" if name in row else ""


def procedure(definition: Any) -> str:
    tree = json.loads(definition.json)
    stages = (
        (both("stages", s["id"]), s.get("within", ""), s.get("outcome", "")) for s in tree["stages"]
    )
    actions = (
        (both("actions", a["id"]), move(a), all_of("roles", a.get("by", ())),
         " together" if a.get("all_of") else "", guarded(a, "guard"), clause_of(a))
        for a in tree["actions"]
    )  # fmt: skip
    reactions = (
        (r["id"], r.get("on", "at once"), way(r), clause_of(r)) for r in tree.get("reactions", ())
    )
    terms = (
        (both("terms", t["id"]), words("natures", t["nature"], "en"), trigger(t),
         length(t, t.get("unit", "")), t.get("roll", "none"),
         ", ".join(f"`{a}`" for a in t.get("met_by", ())), guarded(t, "when"), extensions(t),
         clause_of(t))
        for t in tree.get("terms", ())
    )  # fmt: skip
    parameters = (
        (f"`{p['id']}`", value(p["value"]), clause_of(p)) for p in tree.get("parameters", ())
    )
    effective = tree.get("effective", "not stated")
    return "\n".join(
        (
            f"### `{tree['id']}`\n",
            f"Version {tree['version']}, in force from {effective}, calendar {tree['calendar']}, "
            f"days of {tree['zone']}. Definition: SHA-256 `{definition.hash[:16]}…`.\n",
            table(("stage", "within", "outcome"), stages),
            table(("action", "from → to", "by", "", "where", "clause"), actions),
            *part(("of itself", "on", "from → to", "clause"), reactions),
            *part(
                ("term", "nature", "after", "length", "roll", "met by", "only where",
                 "extension", "clause"),
                terms,
            ),
            *part(("parameter", "value", "clause"), parameters),
        )
    )  # fmt: skip


def value(given: Any) -> str:
    """A parameter's value: a plain number, or a literal."""
    return str(next(iter(given.values()))) if isinstance(given, dict) else str(given)


def part(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    """A table that has rows."""
    found = list(rows)
    return [table(heads, found)] if found else []


def shipped() -> str:
    return "\n".join(procedure(definition) for definition in SHIPPED)
