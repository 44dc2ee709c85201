"""The settlement rules one by one: from the engine's own table and the face's docstrings."""

from __future__ import annotations

import csv
import inspect
from typing import Any

from _markdown import ROOT, fence, table
from accord import _core, settle, text

AREAS = {
    "interest": "Interest",
    "fee": "Fees",
    "loan": "Loans",
    "loss": "Loss and redress",
    "indemnity": "Indemnity",
    "guarantee": "Guarantee and limitation",
    "apportion": "Apportionment",
    "range": "Range and route",
}


def rules_of_settlement() -> str:
    with (ROOT / "tests" / "rules.csv").open(encoding="utf-8", newline="") as file:
        tested = {line["rule"]: line for line in csv.DictReader(file)}
    parts = []
    area = ""
    for rule in _core.rules():
        if rule["area"] != area:
            area = rule["area"]
            parts.append(f"## {AREAS[area]}\n")
        parts.append(one(rule, tested.get(rule["name"], {})))
    return "\n".join(parts)


def one(rule: dict[str, Any], tested: dict[str, str]) -> str:
    said = inspect.getdoc(getattr(settle, rule["name"])) or ""
    words, _, example = said.partition(">>>")
    rows = (
        (f"`{p['name']}`", kind(p), "required" if p["required"] else p["default"] or "")
        for p in rule["parameters"]
    )
    columns = [f"`{part}_minor`" for part in rule["parts"]]
    if rule["shares"]:
        columns.append("`shares_minor`")
    parts = [
        f"### `{rule['name']}`\n",
        words.strip() + "\n",
        table(("argument", "kind", "default"), rows),
    ]
    parts.insert(2, f"Formula: {text.words('formulas', rule['name'], 'en')}.\n")
    if columns:
        parts.append(f"Columns of its own over a frame: {', '.join(columns)}.\n")
    if example:
        parts.append(fence("pycon", f">>>{example}".rstrip()))
    if tested:
        parts.append(f"Law: {tested['clause']}. Tested against `{tested['oracle']}`.\n")
    return "\n".join(parts)


def kind(parameter: dict[str, Any]) -> str:
    if parameter["kind"] == "choice":
        return " · ".join(f"`{choice}`" for choice in parameter["choices"])
    if parameter["kind"] == "rows":
        return "rows of " + ", ".join(f"`{field['name']}`" for field in parameter["fields"])
    return str(parameter["kind"])
