"""The Chinese font of a PDF: found on this machine, never replaced by another without a word."""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import cache
from typing import Any, BinaryIO

from accord.errors import InputError

__all__ = ["Font", "font_for"]

REGIONS = {"zh-Hans": "SC", "zh-Hant": "TC", "en": "SC"}
FAMILIES = ("Noto Serif CJK", "Source Han Serif", "Noto Sans CJK", "Source Han Sans")
# What Debian and Ubuntu call the fonts.
PACKAGE = "fonts-noto-cjk"
# They choose between forms of the character before them and have no form of their own.
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class Font:
    """A family, and which characters it can draw."""

    def __init__(self, family: str, path: str, index: int) -> None:
        self.family = family
        with open(path, "rb") as file:
            self._ranges = _covered(file, index)
        self._starts = [first for first, _ in self._ranges]

    def draws(self, sign: str) -> bool:
        code = ord(sign)
        if any(code in selectors for selectors in SELECTORS):
            return True
        at = bisect_right(self._starts, code) - 1
        return at >= 0 and code <= self._ranges[at][1]

    def drawn(self, text: str) -> str:
        """The text with each character that has no form in this font shown by its number."""
        return "".join(s if self.draws(s) else f"[U+{ord(s):04X}]" for s in text)


def _read(file: BinaryIO, at: int, form: str) -> tuple[Any, ...]:
    file.seek(at)
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _covered(file: BinaryIO, index: int) -> list[tuple[int, int]]:
    """Ranges of characters that the font's full Unicode table (format 12) maps to a form."""
    (tag,) = _read(file, 0, ">4s")
    start = _read(file, 12 + 4 * index, ">I")[0] if tag == b"ttcf" else 0
    (tables,) = _read(file, start + 4, ">H")
    for number in range(tables):
        name, _, offset, _ = _read(file, start + 12 + 16 * number, ">4sIII")
        if name == b"cmap":
            return _subtable(file, offset)
    return []


def _subtable(file: BinaryIO, cmap: int) -> list[tuple[int, int]]:
    (count,) = _read(file, cmap + 2, ">H")
    for number in range(count):
        _, _, offset = _read(file, cmap + 4 + 8 * number, ">HHI")
        (form,) = _read(file, cmap + offset, ">H")
        if form == 12:
            (groups,) = _read(file, cmap + offset + 12, ">I")
            file.seek(cmap + offset + 16)
            flat = struct.unpack(f">{3 * groups}I", file.read(12 * groups))
            pairs = zip(flat[0::3], flat[1::3], flat[2::3], strict=True)
            return sorted((first, last) for first, last, form_id in pairs if form_id)
    return []


def choose(fonts: list[Any], language: str) -> Any:
    """The first wanted family among those there are, in its regular weight."""
    region = REGIONS[language]
    for family in FAMILIES:
        for font in fonts:
            if font.family == f"{family} {region}" and font.weight == 400 and font.path:
                return font
    raise InputError("font_missing", PACKAGE, "fonts")


@cache
def installed() -> Any:
    """The fonts of this machine as Typst finds them: fontconfig's folders and the system's."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


@cache
def font_for(language: str) -> Font:
    """The font for a language; InputError names the package to install when there is none."""
    found = choose(installed().fonts(), language)
    return Font(found.family, found.path, found.index)
