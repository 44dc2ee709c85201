"""Every rule over columns: a frame in, a Table out, by the names and arguments of accord.settle.

A frame is anything that speaks Arrow's PyCapsule interface (polars, pandas, pyarrow, DuckDB); its
columns are named as the arguments are, and what is the same in every row is given by keyword.

>>> import polars
>>> claims = polars.DataFrame({"claim": [51084599, -1]})
>>> table = accord.settle.batch.court_fee(claims, currency="CNY", on="2026-01-16")
>>> polars.DataFrame(table).select("minor", "currency", "error").rows()
[(890846, 'CNY', None), (None, None, 'negative_amount')]
>>> print(table.row(0).value)
8908.46 CNY
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

from accord import _core
from accord.errors import InputError
from accord.settle._call import book_of, calendars_of, note_choices

CELLS = {
    "money": "a column of int64 minor units or decimal128 (with `currency`), or texts",
    "rate": "texts",
    "date": "date32, timestamps without a zone at midnight, or texts",
    "count": "integers",
    "flag": "bool",
    "choice": "texts",
    "text": "texts",
    "rows": "lists of structs, or of one field's values",
}


def first_sentence(rule: str) -> str:
    """How the scalar function begins to describe itself."""
    scalar = getattr(importlib.import_module("accord.settle"), rule, None)
    text = (scalar.__doc__ or "").strip().split("\n\n")[0] if scalar is not None else ""
    return " ".join(text.split()) or f"The rule {rule}."


def described(parameter: dict[str, Any]) -> str:
    """One argument in a line: how it is given, what stands for it where it is left out."""
    words = f"{parameter['name']}: {parameter['kind']}, {CELLS[parameter['kind']]}"
    if parameter["choices"]:
        words += " (" + ", ".join(parameter["choices"]) + ")"
    if parameter["fields"]:
        words += " (" + ", ".join(field["name"] for field in parameter["fields"]) + ")"
    if parameter["default"] is not None:
        return words + f"; {parameter['default']} unless given"
    return words if parameter["required"] else words + "; may be left out"


class BatchRule:
    """One rule over the rows of a frame."""

    def __init__(self, rule: dict[str, Any]) -> None:
        self.rule = rule
        self.__name__: str = rule["name"]
        self.__qualname__: str = rule["name"]
        self.__module__ = __name__

    @property
    def __doc__(self) -> str:  # type: ignore[override]
        return "\n".join(
            [
                first_sentence(self.__name__),
                "",
                "Each argument is a column of that name or a keyword for all rows:",
                "",
                *(f"- {described(parameter)}" for parameter in self.rule["parameters"]),
                "",
                "A null is an argument left out. A row that can not be reckoned is an error cell:",
                "its code stands in `error`, and what it is about in `error_where`.",
            ]
        )

    def __repr__(self) -> str:
        return f"<accord.settle.batch.{self.__name__}>"

    def __call__(
        self,
        frame: object,
        *,
        currency: str | None = None,
        threads: int = 1,
        book: _core.RuleBook | None = None,
        accept: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        calendars: _core.CalendarBook | None = None,
        **constants: object,
    ) -> _core.Table:
        """Reckon every row of the frame.

        `currency` is that of money given as numbers, unless the frame has a column of that name;
        `ignore` names columns that are not for this rule; the figures do not depend on `threads`.
        `calendars` are for rules whose last days pass over rest days; no other rule takes them.
        """
        if currency is not None and any(
            parameter["name"] == "currency" for parameter in self.rule["parameters"]
        ):
            constants["currency"] = currency
        asked = (self.__name__, book_of(book), frame, constants, currency, threads, accept, ignore)
        days = (calendars_of(calendars),) if self.rule.get("calendars") else ()
        if calendars is not None and not days:
            constants["calendars"] = calendars
        try:
            return _core.reckon_columns(*asked, *days)
        except InputError as error:
            note_choices(self.__name__, error)
            raise


_RULES = {rule["name"]: BatchRule(rule) for rule in _core.rules()}

__all__ = sorted(_RULES)  # noqa: PLE0605


def __getattr__(name: str) -> BatchRule:
    if name in _RULES:
        return _RULES[name]
    raise AttributeError(f"module {__name__!r} has no rule {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
