"""One call of a rule: the arguments by name, the package's rule book unless another is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accord import _core
from accord.errors import InputError

Money = _core.Money | str
Rate = _core.Rate | str


def book_of(book: _core.RuleBook | None) -> _core.RuleBook:
    """The book given, or the one that ships with the package."""
    if book is not None:
        return book
    from accord.law import rule_book

    return rule_book()


def calendars_of(calendars: _core.CalendarBook | None) -> _core.CalendarBook:
    """The calendars given, or those that ship with the package."""
    if calendars is not None:
        return calendars
    from accord.law import calendar_book

    return calendar_book()


def price(value: object) -> object:
    """A price as the engine reads it: the text of a Money; anything else goes as it was given."""
    return str(value) if isinstance(value, _core.Money) else value


def _choices(parameters: Iterable[Mapping[str, Any]], name: str, given: str) -> tuple[str, ...]:
    """The names that an argument, or a field of its rows, takes; none where it takes `given`."""
    for parameter in parameters:
        if parameter["name"] == name and given not in parameter["choices"]:
            return tuple(parameter["choices"])
        if found := _choices(parameter["fields"], name, given):
            return found
    return ()


def note_choices(rule: str, error: InputError) -> None:
    """Notes beside an error over an unknown name the names that there are."""
    if error.code != "unknown_name":
        return
    described = next(one for one in _core.rules() if one["name"] == rule)
    if known := _choices(described["parameters"], error.where, error.subject):
        error.add_note(f"one of: {', '.join(known)}")


def reckon(
    rule: str,
    arguments: Mapping[str, object],
    book: _core.RuleBook | None,
    accept: str | Iterable[str],
) -> _core.Explained | _core.Answer | _core.Estimate | _core.Refusal:
    """What the engine answers; None stands for an optional argument that was left out."""
    try:
        return _core.reckon(rule, book_of(book), dict(arguments), accept)
    except InputError as error:
        note_choices(rule, error)
        raise


def money(
    rule: str,
    arguments: Mapping[str, object],
    book: _core.RuleBook | None,
    accept: str | Iterable[str],
) -> _core.Explained | _core.Refusal:
    """A rule that yields money."""
    return reckon(rule, arguments, book, accept)  # type: ignore[return-value]


def answer(
    rule: str,
    arguments: Mapping[str, object],
    book: _core.RuleBook | None,
    accept: str | Iterable[str],
) -> _core.Answer | _core.Refusal:
    """A rule that yields a date, a rate, a count, a flag or a code."""
    return reckon(rule, arguments, book, accept)  # type: ignore[return-value]


def last_day(
    rule: str,
    arguments: Mapping[str, object],
    book: _core.RuleBook | None,
    accept: str | Iterable[str],
    calendars: _core.CalendarBook | None,
) -> _core.Answer | _core.Refusal:
    """A rule that yields the last day of a period, and asks a calendar where it falls."""
    try:
        return _core.reckon(  # type: ignore[return-value]
            rule, book_of(book), dict(arguments), accept, calendars_of(calendars)
        )
    except InputError as error:
        note_choices(rule, error)
        raise
