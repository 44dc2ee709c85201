"""Guards as Python expressions: operators build the JSON that the engine evaluates.

>>> from accord.procedure import f
>>> (f.case.urgency == "urgent").json
{'op': 'eq', 'args': [{'field': 'case.urgency'}, {'text': 'urgent'}]}
"""

from __future__ import annotations

import datetime
from typing import Any

Json = dict[str, Any]

STATUSES = ("official", "secondary", "unverified")


def clause_json(clause: Any) -> Json | None:
    """A clause is its text, (text, status), a Clause, or None; text alone counts as unverified."""
    if clause is None:
        return None
    if isinstance(clause, str):
        clause = (clause, "unverified")
    try:
        text, status = clause
    except (TypeError, ValueError):
        raise ValueError(f"a clause is its text, or its text and status: {clause!r}") from None
    if not isinstance(text, str) or not text:
        raise ValueError("a clause needs its text")
    if status not in STATUSES:
        raise ValueError(f"a clause's status is one of {', '.join(STATUSES)}: {status!r}")
    return {"id": text, "status": status}


class Expression:
    """A typed expression over a case; compare with ==, <=, …, join with `&`, `|`, `~`."""

    __hash__ = None  # type: ignore[assignment]
    __slots__ = ("_json",)

    def __init__(self, json: Json) -> None:
        self._json = json

    @property
    def json(self) -> Json:
        """The expression as the definition holds it."""
        return self._json

    def because(self, clause: Any) -> Expression:
        """The same expression under its own clause, which a refusal then quotes."""
        return Expression({**self.json, "clause": clause_json(clause)})

    def __eq__(self, other: object) -> Expression:  # type: ignore[override]
        return operation("eq", self, other)

    def __ne__(self, other: object) -> Expression:  # type: ignore[override]
        return operation("ne", self, other)

    def __lt__(self, other: object) -> Expression:
        return operation("lt", self, other)

    def __le__(self, other: object) -> Expression:
        return operation("le", self, other)

    def __gt__(self, other: object) -> Expression:
        return operation("gt", self, other)

    def __ge__(self, other: object) -> Expression:
        return operation("ge", self, other)

    def __and__(self, other: object) -> Expression:
        return operation("and", self, other)

    def __or__(self, other: object) -> Expression:
        return operation("or", self, other)

    def __invert__(self) -> Expression:
        return operation("not", self)

    def __bool__(self) -> bool:
        raise TypeError("a guard has no truth value here: join with & | ~, not and, or, not")

    def __repr__(self) -> str:
        return f"<guard {text_of(self.json)}>"


class Field(Expression):
    """A field of the case by its path: f.case.amount, f.facts.complex, f.term.answer.due."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Field:
        if name.startswith("_"):
            raise AttributeError(name)
        return Field({"field": f"{self._json['field']}.{name}"})


class Root:
    """Where every guard begins."""

    __slots__ = ()

    @property
    def case(self) -> Field:
        """A field of the case: `f.case.amount`."""
        return Field({"field": "case"})

    @property
    def facts(self) -> Field:
        """A stated fact by its name: `f.facts.complex`."""
        return Field({"field": "facts"})

    @property
    def filing(self) -> Field:
        """A field of what was received: `f.filing.classification.nature`."""
        return Field({"field": "filing"})

    @property
    def term(self) -> Field:
        """A term by its id: `f.term.answer.due`."""
        return Field({"field": "term"})

    @property
    def today(self) -> Expression:
        """The day of the decision where the procedure is at home."""
        return Expression({"field": "today"})

    def has(self, item: str | None = None, *, kind: str | None = None) -> Expression:
        """An item of evidence ("contract"), or any of a kind, is in the file."""
        if (item is None) == (kind is None):
            raise ValueError("has() takes an item of evidence or a kind")
        return Expression({"has": item if kind is None else {"kind": kind}})

    def money(self, text: str) -> Expression:
        """An amount: `f.money("1000.00 CNY")`; TypeError for anything but text."""
        if not isinstance(text, str):
            raise TypeError('money is written as text: f.money("1000.00 CNY")')
        return Expression({"money": text})

    def date(self, text: str) -> Expression:
        """A day: `f.date("2026-03-01")`; ValueError for what is no ISO date."""
        return Expression({"date": datetime.date.fromisoformat(text).isoformat()})


f = Root()


def expression(value: Any) -> Expression:
    """A Python value as a literal. A float has no exact meaning here and is refused."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool):
        return Expression({"bool": value})
    if isinstance(value, int):
        return Expression({"integer": value})
    if isinstance(value, str):
        return Expression({"text": value})
    if isinstance(value, datetime.datetime):
        raise TypeError("a guard compares days: pass a date")
    if isinstance(value, datetime.date):
        return Expression({"date": value.isoformat()})
    if hasattr(value, "minor") and hasattr(value, "currency") and hasattr(value, "decimal"):
        return Expression({"money": f"{value.decimal} {value.currency}"})
    raise TypeError(f"not a value a guard can hold: {value!r}")


def operation(op: str, *args: Any) -> Expression:
    """An operator over its arguments; a chain of the same `and` or `or` is one operation."""
    parts = [expression(arg).json for arg in args]
    if op in ("and", "or"):
        parts = [inner for part in parts for inner in opened(op, part)]
    return Expression({"op": op, "args": parts})


def opened(op: str, part: Json) -> list[Json]:
    """a & b & c is one conjunction of three; one under its own clause stays whole."""
    if part.get("op") == op and "clause" not in part:
        return list(part["args"])
    return [part]


SIGNS = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "and": "&",
    "or": "|",
}


def text_of(json: Json) -> str:
    """The expression as one would type it."""
    if "field" in json:
        return str(json["field"])
    if "has" in json:
        return f"has({json['has']!r})"
    if json.get("op") == "not":
        return f"~{text_of(json['args'][0])}"
    if "op" in json:
        sign = f" {SIGNS[json['op']]} "
        return f"({sign.join(text_of(arg) for arg in json['args'])})"
    return repr(next(value for name, value in json.items() if name != "clause"))
