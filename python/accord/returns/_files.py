"""A return as CSV or XLSX: text that a spreadsheet would run as a formula is made harmless."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.errors import InputError
from accord.text import plain

if TYPE_CHECKING:
    from accord.returns._return import Return

__all__ = ["csv_text", "harmless", "save", "xlsx_bytes"]

# The wide forms count as the narrow ones where a spreadsheet speaks Chinese or Japanese.
RISKY = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    clean = plain(text)
    return "'" + clean if clean.startswith(RISKY) else clean


def _heads(of: Return) -> list[str]:
    spec, language = of.spec, of.language
    names = (*spec.dimensions, *spec.measures)
    return [spec.say("group", language), *(spec.name(name, language) for name in names)]


def _lines(of: Return) -> Iterator[tuple[str, list[str | int]]]:
    for group, row in of.rows():
        said = [harmless(label) for label in of.labels(row)]
        yield group, [of.group(group), *said, *(cell.value for cell in row.values())]


def csv_text(of: Return) -> str:
    """Every row of the return under one head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_heads(of))
    writer.writerows(line for _, line in _lines(of))
    return out.getvalue()


def xlsx_bytes(of: Return) -> bytes:
    """A workbook: summary, combinations, the cases of every cell, definitions."""
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise InputError("extra_missing", 'pip install "accord[returns]"', "openpyxl") from error
    book = Workbook()
    say = of.spec.say
    summary = book.active
    summary.title = say("summary", of.language)
    summary.append([of.spec.json["title"][of.language]])
    for pair in of.facts():
        summary.append([harmless(text) for text in pair])
    summary.append([])
    head_at = summary.max_row + 1
    summary.append(_heads(of))
    for group, line in _lines(of):
        if group != "cross":
            summary.append(line)
    _dress(summary, head_at)
    cross = book.create_sheet(say("cross", of.language))
    cross.append(_heads(of))
    for group, line in _lines(of):
        if group == "cross":
            cross.append(line)
    _dress(cross, 1)
    _case_sheet(of, book.create_sheet(say("cases", of.language)))
    _definition_sheet(of, book.create_sheet(say("definitions", of.language)))
    out = io.BytesIO()
    book.save(out)
    from accord.documents._pack import steady

    return steady(out.getvalue())


def _case_sheet(of: Return, sheet: Any) -> None:
    """One line for each case in each cell: filter it to open a number."""
    spec, language = of.spec, of.language
    names = (spec.name(name, language) for name in spec.dimensions)
    said = (spec.say(word, language) for word in ("measure", "number", "case"))
    sheet.append([spec.say("group", language), *names, *said])
    for group, row in of.rows():
        labels = [harmless(label) for label in of.labels(row)]
        for measure, cell in row.items():
            for number, id in zip(cell.numbers, cell.cases, strict=True):
                name = spec.name(measure, language)
                sheet.append([of.group(group), *labels, name, harmless(number), id])
    _dress(sheet, 1)
    sheet.auto_filter.ref = sheet.dimensions


def _definition_sheet(of: Return, sheet: Any) -> None:
    spec, language = of.spec, of.language
    sheet.append([spec.say("measure", language), spec.say("definition", language)])
    for measure in spec.measures:
        said = spec.row(measure)["definition"][language]
        sheet.append([spec.name(measure, language), said])
    for name in ("filter", "blank_or_zero"):
        sheet.append([spec.say(name, language), spec.json[name]["definition"][language]])
    for fault in of.faults:
        sheet.append([spec.say("finding", language), harmless(fault.words(language))])
    _dress(sheet, 1, wide="B")


def _dress(sheet: Any, head_at: int, wide: str = "") -> None:
    """Bold head, frozen below it, columns wide enough for what stands in them."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for cell in sheet[head_at]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(row=1, column=1).font = Font(bold=True)
    sheet.freeze_panes = f"A{head_at + 1}"
    from accord.returns._return import _width

    for number, column in enumerate(sheet.iter_cols(min_row=head_at), 1):
        letter = get_column_letter(number)
        longest = max(_width(str(cell.value)) for cell in column if cell.value is not None)
        sheet.column_dimensions[letter].width = 90 if letter == wide else min(longest + 3, 34)
        for cell in column[1:]:
            cell.alignment = Alignment(wrap_text=letter == wide, vertical="top")


def save(of: Return, path: str | os.PathLike[str]) -> None:
    """Write the file its ending names, whole or not at all."""
    from accord.documents._pack import write

    target = Path(path)
    if target.suffix == ".csv":
        content = csv_text(of).encode("utf-8-sig")
    elif target.suffix == ".xlsx":
        content = xlsx_bytes(of)
    else:
        raise InputError("unknown_format", target.suffix, str(target))
    write(target, content)
