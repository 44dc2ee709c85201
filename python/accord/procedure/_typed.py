"""A guard's JSON as one would type it in Python: evaluated again, it is the same guard."""

from __future__ import annotations

import keyword
from typing import Any

# Sign and how tightly it binds, as Python has them.
SIGNS = {
    "eq": ("==", 1),
    "ne": ("!=", 1),
    "lt": ("<", 1),
    "le": ("<=", 1),
    "gt": (">", 1),
    "ge": (">=", 1),
    "or": ("|", 2),
    "and": ("&", 3),
    "add": ("+", 4),
    "sub": ("-", 4),
}
NOT = 5
WHOLE = 6  # a name, a call, a literal

METHODS = {"because", "is_in", "json"}
LITERALS = ("text", "integer", "bool")
MARKS = ("done", "milestone", "in_stage", "open")
LOOPS = ("count", "any", "all")


def text_of(json: dict[str, Any]) -> str:
    """The expression as one would type it."""
    text, tightness = typed(json)
    if "clause" in json:
        clause = json["clause"]
        known = clause["status"] != "unverified"
        quoted = repr((clause["id"], clause["status"]) if known else clause["id"])
        text = f"{text if tightness == WHOLE else f'({text})'}.because({quoted})"
    return text


def within(json: dict[str, Any], tightness: int) -> str:
    """The same, in parentheses where the operator around it binds as tightly."""
    text = text_of(json)
    return text if "clause" in json or typed(json)[1] > tightness else f"({text})"


def typed(json: dict[str, Any]) -> tuple[str, int]:
    if "op" in json:
        return operation(json["op"], json["args"])
    if "field" in json:
        return field(json["field"]), WHOLE
    if "has" in json:
        what = json["has"]
        asked = f"kind={what['kind']!r}" if isinstance(what, dict) else repr(what)
        return f"f.has({asked})", WHOLE
    for mark in MARKS:
        if mark in json:
            return f"f.{mark}({json[mark]!r})", WHOLE
    for loop in LOOPS:
        if loop in json:
            where = json[loop].get("where")
            condition = "" if where is None else f", {text_of(where)}"
            return f"f.{loop}({json[loop]['of']!r}{condition})", WHOLE
    return literal(json), WHOLE


def operation(op: str, args: list[dict[str, Any]]) -> tuple[str, int]:
    if op == "not":
        return f"~{within(args[0], NOT - 1)}", NOT
    if op == "in":
        values = args[1].get("set")
        if values is None or "clause" in args[1]:
            return f"f.in_({text_of(args[0])}, {text_of(args[1])})", WHOLE
        if any(name in args[0] for name in LITERALS):
            return f"f.in_({text_of(args[0])}, {values!r})", WHOLE
        return f"{within(args[0], WHOLE - 1)}.is_in({values!r})", WHOLE
    sign, tightness = SIGNS[op]
    # a - b + c is (a - b) + c: the first operand of a sum needs no parentheses.
    first = within(args[0], tightness - 1 if op in ("add", "sub") else tightness)
    rest = [within(arg, tightness) for arg in args[1:]]
    return f" {sign} ".join([first, *rest]), tightness if rest else WHOLE


def field(path: str) -> str:
    root, *names = path.split(".")
    text = f"f.{root}"
    for name in names:
        plain = name.isidentifier() and not keyword.iskeyword(name) and name not in METHODS
        text += f".{name}" if plain and not name.startswith("_") else f"[{name!r}]"
    return text


def literal(json: dict[str, Any]) -> str:
    name, value = next((name, value) for name, value in json.items() if name != "clause")
    if name == "parameter":
        return f"<parameter {value}>"
    if isinstance(value, dict) and "parameter" in value:
        return f"<parameter {value['parameter']}>"
    if name == "duration":
        unit, amount = next(iter(value.items()))
        shown = f"<parameter {amount['parameter']}>" if isinstance(amount, dict) else repr(amount)
        return f"f.{unit}({shown})"
    if name == "set":
        return f"f.set({value!r})"
    # With a clause, plain text and numbers need something to hang it on.
    if name in LITERALS:
        return f"f.value({value!r})" if "clause" in json else repr(value)
    return f"f.{name}({value!r})"
