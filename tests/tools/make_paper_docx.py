"""Makes the Word template of a paper, python/accord/documents/templates/paper.docx.

Run it after a change: `python tests/tools/make_paper_docx.py`. The tests make it anew and compare.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

PLACE = "python/accord/documents/templates/paper.docx"
# Fonts that Word has; on a machine without them it takes its own for Chinese.
LATIN, CHINESE = "Times New Roman", "SimSun"


def paragraph(document: Any, text: str, *, size: float = 11, bold: bool = False) -> Any:
    made = document.add_paragraph()
    run = made.add_run(text)
    run.bold = bold
    run.font.size = Pt(size)
    return made


def styled(document: Any) -> None:
    """A4, margins, and one font for every run that names none."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    normal = document.styles["Normal"]
    normal.font.name = LATIN
    normal.font.size = Pt(11)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), CHINESE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    document.styles["Footer"].font.size = Pt(8.5)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.35


def field(run: Any, code: str) -> None:
    """A field that Word works out: the page, the number of pages."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)


def footer(document: Any) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, code in (
        ("{{ footer }}  {{ page[0] }}", "PAGE"),
        ("{{ page[1] }}", "NUMPAGES"),
        ("{{ page[2] }}", ""),
    ):
        run = line.add_run(text)
        run.font.size = Pt(8.5)
        if code:
            field(run, code)


def body(document: Any) -> None:
    title = paragraph(document, "{{ title }}", size=18, bold=True)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph(document, "{{ number }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph(document, "{%p if to %}")
    paragraph(document, "{{ to }}")
    paragraph(document, "{%p endif %}")
    paragraph(document, "{%p for section in sections %}")
    heading = paragraph(document, "{{ section.title }}", bold=True)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(8)
    paragraph(document, "{%p for line in section.lines %}")
    line = paragraph(document, "{{ line }}")
    line.paragraph_format.first_line_indent = Pt(22)
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph(document, "{%p endfor %}")
    paragraph(document, "{%p endfor %}")


def signatures(document: Any) -> None:
    place = paragraph(document, "{{ place }}")
    place.paragraph_format.space_before = Pt(18)
    paragraph(document, "{%p for sign in signatures %}")
    label = paragraph(document, "{{ sign.label }}____________________  {{ sign.name }}")
    label.paragraph_format.space_before = Pt(14)
    label.paragraph_format.keep_with_next = True
    paragraph(document, "{{ date_label }}____________________")
    paragraph(document, "{%p endfor %}")


def annex(document: Any, columns: int, widths: tuple[float, ...]) -> None:
    """A table of so many columns, for the annexes that have them; its head repeats on each page."""
    paragraph(document, f"{{%p for annex in annexes if annex.columns|length == {columns} %}}")
    heading = paragraph(document, "{{ annex.title }}", bold=True)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(16)
    table = document.add_table(rows=4, cols=columns)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    texts = [[f"{{{{ annex.columns[{i}] }}}}" for i in range(columns)]]
    texts.append(["{%tr for row in annex.rows %}"])
    texts.append([f"{{{{ row.cells[{i}] }}}}" for i in range(columns)])
    texts[2][0] = "{{ '\u3000' * row.depth }}" + texts[2][0]
    texts.append(["{%tr endfor %}"])
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
        for cell, text in zip(row.cells, cells, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(8)
            run.bold = row is table.rows[0] or text.startswith("{{ annex")
            form = cell.paragraphs[0].paragraph_format
            form.line_spacing = 1.1
            form.space_before = form.space_after = Pt(2)
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    paragraph(document, "{%p for note in annex.notes %}")
    paragraph(document, "{{ note }}", size=8.5)
    paragraph(document, "{%p endfor %}")
    paragraph(document, "{%p endfor %}")


def template() -> bytes:
    """The whole file, as python-docx writes it."""
    document = Document()
    styled(document)
    body(document)
    signatures(document)
    annex(document, 4, (4.0, 3.2, 4.0, 4.6))
    annex(document, 3, (6.3, 6.0, 3.5))
    footer(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    from accord.documents._pack import steady

    target = Path(sys.argv[1] if len(sys.argv) > 1 else PLACE)
    target.write_bytes(steady(template()))
