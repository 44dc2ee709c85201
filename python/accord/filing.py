"""Filings from files and dicts: Python values become the texts that the engine reads strictly."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, datetime

from accord import _core
from accord.errors import InputError

__all__ = ["of", "read"]

BYTES_MAX = 16 * 1024 * 1024


def read(path: str | os.PathLike[str]) -> _core.Filing:
    """A filing from a JSON file; the error names file, field and rule."""
    name = os.fspath(path)
    with open(name, "rb") as file:
        content = file.read(BYTES_MAX + 1)
    if len(content) > BYTES_MAX:
        raise InputError("file_too_large", str(BYTES_MAX), name)
    return _core.Filing.from_json(content, os.path.basename(name))


def of(fields: Mapping[str, object]) -> _core.Filing:
    """A filing from a dict, whose money, rates, dates and moments may be values or texts."""
    if not isinstance(fields, Mapping):
        raise TypeError(f"a filing is made of a dict, not {type(fields).__name__!r}")
    return _core.Filing.from_json(json.dumps(_plain(fields), ensure_ascii=False), "filing")


def _plain(value: object, *, typed: bool = False) -> object:
    """A value as JSON; under "facts" each keeps its type."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v, typed=typed or k == "facts") for k, v in value.items()}
    if value is None or isinstance(value, bool | int | str):
        return value
    sort, text = _text(value)
    if sort:
        return {sort: text} if typed else text
    if isinstance(value, set | frozenset):
        return {"set": sorted(str(item) for item in value)}
    if isinstance(value, list | tuple):
        return [_plain(item, typed=typed) for item in value]
    raise TypeError(f"a filing has no place for {type(value).__name__!r}")


def _text(value: object) -> tuple[str, str]:
    if isinstance(value, _core.Money):
        return "money", str(value)
    if isinstance(value, _core.Rate):
        return "rate", str(value)
    if isinstance(value, _core.Instant | datetime):
        return "instant", str(_core.Instant(value))
    if isinstance(value, date):
        return "date", value.isoformat()
    return "", ""
