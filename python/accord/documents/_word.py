"""A paper as Word, for those who edit it: our template, filled with data that is escaped."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from accord.documents._pack import steady
from accord.errors import InputError

__all__ = ["docx"]

# The filler undoes these pairs in whatever it filled in; a joiner in between keeps them as typed.
UNDONE = ("{_{", "}_}", "{_%", "%_}")
JOINER = "\u2060"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _kept(value: Any) -> Any:
    """The content with nothing in it that the filler would take for its own."""
    if isinstance(value, str):
        for pair in UNDONE:
            value = value.replace(pair, pair[:2] + JOINER + pair[2])
        return value
    if isinstance(value, dict):
        return {name: _kept(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_kept(inner) for inner in value]
    return value


def docx(content: dict[str, Any], made: int) -> bytes:
    """The bytes of the Word file; `made` (seconds since 1970) is the time it carries."""
    try:
        from docxtpl import DocxTemplate
    except ImportError as error:
        raise InputError("extra_missing", 'pip install "accord[documents]"', "docxtpl") from error
    template = files("accord").joinpath("documents", "templates", "paper.docx").read_bytes()
    paper = DocxTemplate(io.BytesIO(template))
    paper.render(_kept(content), autoescape=True)
    if content["language"] == "zh-Hant":
        # Which forms of a character, and of punctuation, a font shows.
        for language in paper.get_docx().styles.element.iter(f"{WORD}lang"):
            language.set(f"{WORD}eastAsia", "zh-TW")
    out = io.BytesIO()
    paper.save(out)
    stamp = datetime.fromtimestamp(made, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return steady(out.getvalue(), stamp)
