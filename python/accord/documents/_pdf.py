"""A paper as PDF, set by Typst from our template; its words come as data and are never parsed."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from accord.errors import InputError

__all__ = ["pdf"]


@cache
def _template() -> bytes:
    return files("accord").joinpath("documents", "templates", "paper.typ").read_bytes()


def _drawn(value: Any, font: Any) -> Any:
    """The content with every character that the font has no form for shown by its number."""
    if isinstance(value, str):
        return font.drawn(value)
    if isinstance(value, dict):
        return {name: _drawn(inner, font) for name, inner in value.items()}
    if isinstance(value, list):
        return [_drawn(inner, font) for inner in value]
    return value


def pdf(content: dict[str, Any], made: int) -> bytes:
    """The bytes of the PDF; `made` (seconds since 1970) is the time it carries."""
    try:
        import typst
    except ImportError as error:
        raise InputError("extra_missing", 'pip install "accord[documents]"', "typst") from error
    from accord.documents._fonts import font_for, installed

    font = font_for(content["language"])
    data = _drawn(content, font) | {"font": font.family}
    return bytes(
        typst.compile(
            _template(),
            font_paths=installed(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            timestamp=made,
        )
    )
