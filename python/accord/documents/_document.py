"""A paper made from a case: its text, its PDF, its Word file, and the record that it was issued."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord._core import Case, Head, Instant, Outcome, Refusal
from accord.documents._pack import write
from accord.errors import InputError

if TYPE_CHECKING:
    from accord._arguments import AnyCase, Moment
    from accord.docket import Docket

__all__ = ["Document", "issue"]


class Document:
    """What a paper says, and the files it becomes. The same case gives the same bytes."""

    __module__ = "accord.documents"
    __slots__ = ("_made", "case", "content", "kind", "language", "number", "version")

    def __init__(self, kind: str, content: dict[str, Any], case: Case, made: int) -> None:
        self.kind = kind
        self.content = content
        self.language: str = content["language"]
        self.case = case.id
        self.number = case.number
        self.version = case.version
        self._made = made

    @property
    def text(self) -> str:
        """The whole paper as lines of text."""
        content = self.content
        lines = [content["title"], content["number"], content["to"]]
        for section in content["sections"]:
            lines += ["", section["title"], *section["lines"]]
        lines += ["", content["place"]]
        for sign in content["signatures"]:
            lines.append(f"{sign['label']} {sign['name']}  {content['date_label']}")
        for annex in content["annexes"]:
            lines += ["", annex["title"], "\t".join(annex["columns"])]
            for row in annex["rows"]:
                first, *rest = row["cells"]
                lines.append("\t".join(("  " * row["depth"] + first, *rest)))
            lines += annex["notes"]
        return "\n".join(lines) + "\n"

    def pdf(self) -> bytes:
        """For those who serve it."""
        from accord.documents._pdf import pdf

        return pdf(self.content, self._made)

    def docx(self) -> bytes:
        """For those who edit it."""
        from accord.documents._word import docx

        return docx(self.content, self._made)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write `.pdf`, `.docx` or `.txt`, whole or not at all."""
        target = Path(path)
        if target.suffix == ".pdf":
            content = self.pdf()
        elif target.suffix == ".docx":
            content = self.docx()
        elif target.suffix == ".txt":
            content = self.text.encode()
        else:
            raise InputError("unknown_format", target.suffix, str(target))
        write(target, content)

    def __repr__(self) -> str:
        return f"Document({self.kind!r}, {self.number or self.case!r}, {self.language!r})"

    def _repr_html_(self) -> str:
        from html import escape

        from accord._core import mask_numbers

        rows = "".join(
            f"<h4>{escape(section['title'])}</h4>"
            + "".join(f"<p>{escape(mask_numbers(line))}</p>" for line in section["lines"])
            for section in self.content["sections"]
        )
        title, number = escape(self.content["title"]), escape(self.content["number"])
        return f"<div><h3>{title}</h3><p>{number}</p>{rows}</div>"


def issue(
    docket: Docket,
    case: AnyCase,
    document: Document,
    *,
    at: Moment | Instant | None = None,
    file: bytes | None = None,
) -> Outcome | Refusal:
    """Record that a paper was issued: its kind, language, version of the case, and SHA-256.

    The hash is that of the PDF, or of `file`, the bytes that really went out.
    """
    from accord.docket import Docket

    for name, value, wanted in (
        ("docket", docket, Docket),
        ("case", case, (Case, Head, str)),
        ("document", document, Document),
        ("file", file, (bytes, type(None))),
    ):
        if not isinstance(value, wanted):
            raise TypeError(f"{name} can not be of type {type(value).__name__!r}")
    moment = None if at is None else Instant(at)  # before a page is set
    id = case if isinstance(case, str) else case.id
    if id != document.case:
        raise InputError("other_case", document.case, id)
    content = document.pdf() if file is None else file
    return docket.act(
        id,
        "issue_document",
        at=moment,
        document=document.kind,
        language=document.language,
        digest=hashlib.sha256(content).hexdigest(),
        version=document.version,
    )
