"""A return as HTML for a notebook: every number opens into the numbers of its cases."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from accord.returns._cells import Cell

if TYPE_CHECKING:
    from accord.returns._return import Return

__all__ = ["html"]

STYLE = "text-align:{side};vertical-align:top;padding:2px 8px"


def _count(cell: Cell) -> str:
    if not cell.cases:
        return "0"
    listed = "<br>".join(escape(number) for number in cell.numbers)
    return f"<details><summary>{cell.value}</summary>{listed}</details>"


def html(value: Return) -> str:
    """The total and the rows of each dimension; combinations are in the files."""
    spec, language = value.spec, value.language
    left, right = STYLE.format(side="left"), STYLE.format(side="right")
    names = (spec.name(measure, language) for measure in spec.measures)
    heads = f'<th style="{left}"></th>' * 2
    heads += "".join(f'<th style="{right}">{escape(name)}</th>' for name in names)
    body = ""
    for group, row in value.rows():
        if group == "cross":
            continue
        said = "".join(value.labels(row))
        cells = "".join(f'<td style="{right}">{_count(cell)}</td>' for cell in row.values())
        first = f'<td style="{left}">{escape(value.group(group))}</td>'
        body += f'<tr>{first}<td style="{left}">{escape(said)}</td>{cells}</tr>'
    facts = "<br>".join(f"{escape(name)}: {escape(said)}" for name, said in value.facts())
    found = "".join(f"<li>{escape(fault.words(language))}</li>" for fault in value.faults)
    title = f"<caption><b>{escape(spec.json['title'][language])}</b></caption>"
    table = f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f"{table}<p>{facts}</p><ul>{found}</ul>"
