"""What guards are made of: expressions that Python's operators join, and literals."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from accord.procedure._typed import text_of

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
    """A typed expression over a case; compare with ==, <=, …, reckon with + and -, join with
    `&`, `|`, `~`. It prints as one would type it.

    >>> from accord.procedure import f
    >>> f.today >= f.term.answer.due + f.days(5)
    f.today >= f.term.answer.due + f.days(5)
    """

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
        return Expression({**self._json, "clause": clause_json(clause)})

    def is_in(self, values: Any) -> Expression:
        """The text is one of some: `f.case.kind.is_in(["wrong_debit", "wrong_credit"])`, or of a
        field that is a set."""
        values = values if isinstance(values, Expression) else set_of(values)
        return operation("in", self, values)

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

    def __add__(self, other: object) -> Expression:
        return operation("add", self, other)

    def __radd__(self, other: object) -> Expression:
        return operation("add", other, self)

    def __sub__(self, other: object) -> Expression:
        return operation("sub", self, other)

    def __rsub__(self, other: object) -> Expression:
        return operation("sub", other, self)

    def __and__(self, other: object) -> Expression:
        return operation("and", self, other)

    def __or__(self, other: object) -> Expression:
        return operation("or", self, other)

    def __invert__(self) -> Expression:
        return operation("not", self)

    def __bool__(self) -> bool:
        raise TypeError("a guard has no truth value here: join with & | ~, not and, or, not")

    def __contains__(self, value: object) -> bool:
        raise TypeError("ask with is_in() or f.in_(): Python's `in` gives no guard")

    def __repr__(self) -> str:
        return text_of(self._json)


class Field(Expression):
    """A field of the case by its path: f.case.amount, f.facts.complex, f.term.answer.due. A name
    that is also a method's is written f.facts["json"]."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Field:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Field:
        if not isinstance(name, str):
            raise TypeError(f"a field is named by text: {name!r}")
        return Field({"field": f"{self._json['field']}.{name}"})


def set_of(values: Iterable[str]) -> Expression:
    """A literal set of texts, in order and each once."""
    if isinstance(values, str):
        raise TypeError(f'a set of texts is written ["a", "b"]: {values!r}')
    items = list(values)
    for item in items:
        if not isinstance(item, str):
            raise TypeError(f"a set holds texts: {item!r}")
    return Expression({"set": sorted(set(items))})


def duration(unit: str, amount: Any) -> Expression:
    """A length of time in one unit; the amount may be a parameter of the procedure."""
    named = parameter_json(amount)
    if named is None and (isinstance(amount, bool) or not isinstance(amount, int)):
        raise TypeError(f"{unit} is a whole number: {amount!r}")
    return Expression({"duration": {unit: named or amount}})


def length_of(value: datetime.timedelta) -> Expression:
    """A timedelta as days where it is whole days, as hours where it is whole hours."""
    hours, rest = divmod(value, datetime.timedelta(hours=1))
    if rest:
        raise ValueError(f"a guard counts whole hours, days, months and years: {value}")
    return duration("hours", hours) if hours % 24 else duration("days", hours // 24)


def parameter_json(value: Any) -> Json | None:
    """What stands for a parameter of the procedure: anything whose `parameter` is its id."""
    id = None if isinstance(value, Expression) else getattr(value, "parameter", None)
    return {"parameter": id} if isinstance(id, str) else None


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
    if isinstance(value, set | frozenset):
        return set_of(value)
    if isinstance(value, datetime.timedelta):
        return length_of(value)
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise TypeError("a moment needs its offset: a datetime with tzinfo, or pass a date")
        return Expression({"instant": value.isoformat()})
    if isinstance(value, datetime.date):
        return Expression({"date": value.isoformat()})
    if (named := parameter_json(value)) is not None:
        return Expression(named)
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
