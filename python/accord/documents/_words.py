"""Words of papers in three languages, and text made safe to print."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from accord.text import sections

__all__ = ["clean", "day_text", "paper_words"]

# Where a character would change how its neighbours are read, or can not be printed, its number is
# printed instead: nobody may hide one name behind another.
KEPT_FORMATS = "\u200c\u200d"  # joiners that names in some scripts need


@cache
def _read(language: str) -> dict[str, Any]:
    content = files("accord").joinpath("documents", "words", f"{language}.json").read_bytes()
    found: dict[str, Any] = json.loads(content)
    return found


def paper_words(language: str) -> dict[str, Any]:
    """The words of papers in one language."""
    sections(language)  # refuses a language that nobody speaks
    return _read(language)


def clean(text: str) -> str:
    """One line of text without controls: what can not be seen is shown by its number."""
    out = []
    for sign in text:
        kind = unicodedata.category(sign)
        if sign in "\t\n\r\v\f\u2028\u2029\x85":
            out.append(" ")
        elif kind in ("Cc", "Cf", "Co", "Cn", "Cs") and sign not in KEPT_FORMATS:
            out.append(f"[U+{ord(sign):04X}]")
        elif sign == "\ufffd":
            out.append("[U+FFFD]")
        else:
            out.append(sign)
    return " ".join("".join(out).split(" ")).strip()


def day_text(day: Any, language: str) -> str:
    """A day as a paper writes it: 2026年3月20日."""
    if language == "en":
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"
