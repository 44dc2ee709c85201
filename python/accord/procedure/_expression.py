"""Guards as Python expressions: operators build the JSON that the engine evaluates.

>>> from accord.procedure import f
>>> (f.case.urgency == "urgent").json
{'op': 'eq', 'args': [{'field': 'case.urgency'}, {'text': 'urgent'}]}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from accord.procedure._guard import (
    Expression,
    Field,
    Json,
    clause_json,
    duration,
    expression,
    operation,
    set_of,
)

__all__ = ["Expression", "Field", "Json", "Root", "clause_json", "expression", "f", "operation"]

COLLECTIONS = ("parties", "evidence", "terms", "services", "claims", "acts", "tasks", "offers")


class Root:
    """Where every guard begins."""

    __slots__ = ()

    # --- fields -----------------------------------------------------------------------------------

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
        """A term by its id: `f.term.answer.due`, its `.state` and the day it `.started`."""
        return Field({"field": "term"})

    @property
    def item(self) -> Field:
        """One of what `count`, `any` and `all` go through: `f.item.role`."""
        return Field({"field": "item"})

    @property
    def today(self) -> Expression:
        """The day of the decision where the procedure is at home."""
        return Expression({"field": "today"})

    @property
    def now(self) -> Expression:
        """The moment of the decision."""
        return Expression({"field": "now"})

    # --- what has happened ------------------------------------------------------------------------

    def has(self, item: str | None = None, *, kind: str | None = None) -> Expression:
        """An item of evidence ("contract"), or any of a kind, is in the file."""
        if (item is None) == (kind is None):
            raise ValueError("has() takes an item of evidence or a kind")
        return Expression({"has": item if kind is None else {"kind": kind}})

    def done(self, action: str) -> Expression:
        """The action was done at least once: `f.done("hearing")`."""
        return Expression({"done": named(action)})

    def in_stage(self, stage: Any) -> Expression:
        """The case stands in the stage or in one within it."""
        return Expression({"in_stage": named(stage)})

    def milestone(self, id: str) -> Expression:
        """The milestone was reached."""
        return Expression({"milestone": named(id)})

    def open(self, wait: str) -> Expression:
        """A wait of that kind is open: `f.open("stay")`."""
        return Expression({"open": named(wait)})

    # --- over several -----------------------------------------------------------------------------

    def count(self, of: str, where: Any = None) -> Expression:
        """How many there are, or how many of which something holds.

        >>> f.count("parties", f.item.role == "respondent") >= 2
        f.count('parties', f.item.role == 'respondent') >= 2
        """
        return over("count", of, where)

    def any(self, of: str, where: Any = None) -> Expression:
        """One of them at least, of which it holds: `f.any("terms", f.item.state == "lapsed")`."""
        return over("any", of, where)

    def all(self, of: str, where: Any) -> Expression:
        """Each of them: `f.all("services", f.item.method == "post")`; so too where none are."""
        return over("all", of, where)

    def in_(self, value: Any, values: Any) -> Expression:
        """A text is in a set: `f.in_("claimant", f.item.by)`, `f.in_(f.case.kind, ["a", "b"])`."""
        return expression(value).is_in(values)

    # --- literals ---------------------------------------------------------------------------------

    def money(self, text: str) -> Expression:
        """An amount: `f.money("1000.00 CNY")`; TypeError for anything but text."""
        if not isinstance(text, str):
            raise TypeError('money is written as text: f.money("1000.00 CNY")')
        return Expression({"money": text})

    def date(self, text: str) -> Expression:
        """A day: `f.date("2026-03-01")`; ValueError for what is no ISO date."""
        return Expression({"date": datetime.date.fromisoformat(text).isoformat()})

    def instant(self, text: str) -> Expression:
        """A moment with its offset: `f.instant("2026-03-01T09:30+08:00")`."""
        if datetime.datetime.fromisoformat(text).tzinfo is None:
            raise ValueError(f"a moment needs its offset: {text}")
        return Expression({"instant": text})

    def set(self, values: Iterable[str]) -> Expression:
        """A set of texts: `f.item.by == f.set(["claimant", "respondent"])`."""
        return set_of(values)

    def value(self, value: Any) -> Expression:
        """A plain value, where something must hang on it: `f.value(True).because("规则 1")`."""
        return expression(value)

    def hours(self, amount: Any) -> Expression:
        """A length that a moment moves by: `f.now - f.hours(24)`."""
        return duration("hours", amount)

    def days(self, amount: Any) -> Expression:
        """A length in calendar days: `f.term.answer.due + f.days(5)`."""
        return duration("days", amount)

    def months(self, amount: Any) -> Expression:
        """A length in months: the corresponding day, or the month's last."""
        return duration("months", amount)

    def years(self, amount: Any) -> Expression:
        """A length in years."""
        return duration("years", amount)


def named(value: Any) -> str:
    """A name as text, or what the builder gave for it: a stage."""
    names = getattr(value, "names", None)
    if isinstance(names, tuple) and len(names) == 1:
        value = names[0]
    if not isinstance(value, str):
        raise TypeError(f"named by its id: {value!r}")
    return value


def over(word: str, of: str, where: Any) -> Expression:
    if of not in COLLECTIONS:
        raise ValueError(f"a case has several {', '.join(COLLECTIONS)}: {of!r}")
    condition = {} if where is None else {"where": expression(where).json}
    return Expression({word: {"of": of, **condition}})


f = Root()
