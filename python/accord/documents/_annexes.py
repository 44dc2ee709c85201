"""The annexes of a paper: how its amount came about, and the law it rests on with its status."""

from __future__ import annotations

from typing import Any

from accord._core import Case, Figure, Line, Money
from accord.documents._words import clean
from accord.errors import MoneyError
from accord.text import has, words
from accord.why import Why

__all__ = ["law_annex", "why_annex"]


def _amount(count: int, unit: str) -> str:
    """An amount as a table shows it: 80,000.00 CNY."""
    try:
        money = Money.from_minor(count, unit)
    except MoneyError:
        return f"{count} {unit}"
    return f"{money.decimal:,.{money.digits}f} {money.currency}"


def _rows(why: Why, depth: int = 0) -> list[dict[str, Any]]:
    """One row a line; what is not added up stands in brackets, as it does on a screen."""
    shown = _amount(why.line.count, why.line.unit)
    is_note = why.line.role == "note"
    label = f"({why.label})" if is_note else why.label
    cells = [label, f"({shown})" if is_note else shown, why.inputs, _clauses(why)]
    rows = [{"depth": depth, "cells": [clean(cell) for cell in cells]}]
    for line in why.lines:
        rows += _rows(line, depth + 1)
    return rows


def _clauses(why: Why) -> str:
    said = [
        f"{clause.id} [{words('statuses', clause.status, why.language)}]"
        for clause in why.line.clauses
    ]
    rule = why.line.rule
    return "; ".join(said) if said else rule


def why_annex(
    amount: Money, figure: Figure | None, kind: str, say: dict[str, Any], language: str
) -> dict[str, Any]:
    """The tree of an amount; without a formula one line says who settled on it."""
    notes = []
    why = None if figure is None else figure.why(language)
    if why is None:
        who = "decided" if kind == "decision_notice" else "agreed"
        shown = _amount(amount.minor, amount.currency)
        clause, status, _ = say["basis"][kind][0]
        if kind == "mediation_agreement":
            clause, status, _ = say["basis"]["settlement"][0]
        cited = f"{clause} [{words('statuses', status, language)}]"
        cells = [say[f"{who}_line"], shown, say[f"{who}_inputs"], cited]
        rows = [{"depth": 0, "cells": cells}]
        notes.append(say["why_note"].format(status=words("statuses", status, language)))
    else:
        rows = _rows(why)
        notes.append(say["why_note"].format(status=words("statuses", why.status, language)))
        if why.provisional:
            notes.append(say["why_provisional"])
    return {
        "title": say["labels"]["why"],
        "columns": say["columns"]["why"],
        "rows": rows,
        "notes": notes,
    }


def _cited(line: Line) -> list[tuple[str, str, str]]:
    """Each clause of a tree with the label of the line that names it."""
    found = [(clause.id, clause.status, line.label) for clause in line.clauses]
    for below in line.lines:
        found += _cited(below)
    return found


def law_annex(
    case: Case, figure: Figure | None, kind: str, say: dict[str, Any], language: str
) -> dict[str, Any]:
    """Every clause the paper, its amount and the case's terms rest on, with its status."""

    def said(section: str, code: str) -> str:
        return words(section, code, language) if has(section, code, language) else code

    cited = [tuple(row) for row in say["basis"][kind]]
    if figure is not None and figure.line is not None:
        for id, status, label in _cited(figure.line):
            cited.append((id, status, say["figure_use"].format(line=said("lines", label))))
    for term in case.all_terms:
        if term.nature == "target":
            continue  # the institution's own goal, no law
        for clause in term.clauses:
            use = say["term_use"].format(term=said("terms", term.id))
            cited.append((clause.id, clause.status, use))
    used: dict[tuple[str, str], list[str]] = {}
    for id, status, use in cited:
        uses = used.setdefault((id, status), [])
        if use not in uses:
            uses.append(use)
    rows = [
        {"depth": 0, "cells": [clean(id), say["separator"].join(uses), said("statuses", status)]}
        for (id, status), uses in used.items()
    ]
    return {
        "title": say["labels"]["law"],
        "columns": say["columns"]["law"],
        "rows": rows,
        "notes": [say["law_note"]],
    }
