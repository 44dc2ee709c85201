"""Values as HTML for a notebook: pure functions, everything escaped, personal text masked."""

from __future__ import annotations

import html as markup
from collections.abc import Callable, Iterable
from typing import Any

from accord._core import mask_numbers
from accord.text import has, plain, words

__all__ = ["html"]

LANGUAGE = "zh-Hans"  # of the values that were not made in one
CELL = "text-align:left;vertical-align:top;padding:2px 8px"


def escape(text: str) -> str:
    return markup.escape(plain(text))


def _text(value: object) -> str:
    """Free text: escaped, with identity, card and telephone numbers masked."""
    return escape(mask_numbers(str(value)))


def _code(section: str, code: str, language: str = LANGUAGE) -> str:
    shown = words(section, code, language) if has(section, code, language) else code
    return f'<span title="{escape(code)}">{escape(shown)}</span>'


def _mark(code: str, language: str = LANGUAGE) -> str:
    return escape(words("marks", code, language))


def _exact(value: object) -> str:
    return "" if value is None else escape(str(value))


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], caption: str = "") -> str:
    top = "".join(f'<th style="{CELL}">{head}</th>' for head in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    head = f"<thead><tr>{top}</tr></thead>" if top else ""
    return f"<table>{title}{head}<tbody>{body}</tbody></table>"


def _pairs(rows: Iterable[tuple[str, str]], caption: str = "") -> str:
    return _table((), ((f"<b>{name}</b>", value) for name, value in rows if value), caption)


# --- by class -----------------------------------------------------------------------------------


def _inline(value: Any) -> str:
    return f"<code>{escape(str(value))}</code>"


def _small(text: str) -> str:
    return f'<br><small style="color:#555">{escape(text)}</small>' if text else ""


def _why(value: Any) -> str:
    rows: list[str] = []
    language = value.language
    told = {""}  # a source is told once

    def draw(why: Any, depth: int) -> None:
        label = escape(why.label)
        if why.line.role == "note":
            label = f"<i>{label}</i>"
        source = escape(why.clause)
        if why.line.provisional:
            source += f" <b>{_mark('provisional', language)}</b>"
        if why.source not in told:
            told.add(why.source)
            source += _small(f"{words('marks', 'read_in', language)} {why.source}")
        label += _small(f"= {why.formula}" if why.formula else "")
        indent = f'<div style="padding-left:{depth * 1.5}em">{label}</div>'
        cells = (
            indent,
            f'<code style="white-space:nowrap">{escape(why.amount)}</code>',
            escape(why.inputs),
            source,
        )
        rows.append("".join(f'<td style="{CELL}">{cell}</td>' for cell in cells))
        for line in why.lines:
            draw(line, depth + 1)

    draw(value, 0)
    heads = "".join(
        f'<th style="{CELL}">{_mark(name, language)}</th>'
        for name in ("line", "amount", "inputs", "source")
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    weakest = f"{_mark('weakest', language)} {escape(value._weakest())}"
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table><p>{weakest}</p>"


def _explained(value: Any) -> str:
    return _why(value.why(LANGUAGE))


def _answer(value: Any) -> str:
    """What is no money is not its root line's amount, so it stands above the lines."""
    return f"<p><b>{escape(str(value))}</b></p>{_explained(value)}"


def _line(value: Any) -> str:
    from accord.why import Why

    return _why(Why(value, LANGUAGE))


def _refusal(value: Any) -> str:
    said = "<br>".join(escape(row) for row in value.words(LANGUAGE).split("\n"))
    return f"<div><b>{_mark('refused')}</b> <code>{escape(value.code)}</code><br>{said}</div>"


def _term_row(term: Any) -> tuple[str, ...]:
    due = _exact(term.due) + (f" ({_mark('provisional')})" if term.provisional else "")
    source = "; ".join(escape(clause.id) for clause in term.clauses)
    return _code("terms", term.id), due, _code("states", term.state), source


def _terms(terms: Iterable[Any]) -> str:
    heads = [_mark(name) for name in ("name", "due", "state", "source")]
    rows = [_term_row(term) for term in terms]
    return _table(heads, rows, _mark("terms")) if rows else ""


def _term(value: Any) -> str:
    said = "<br>".join(escape(row) for row in value.why(LANGUAGE).split("\n"))
    return f"<div>{said}</div>"


def _party_row(party: Any) -> tuple[str, ...]:
    name = party.get("organisation") or party.get("name") or ""
    return _code("roles", party["role"]), _text(name)


def _case(value: Any) -> str:
    seen = value.seen("masked")
    top = [
        (_mark("case"), f"<code>{escape(seen.id)}</code> v{seen.version}"),
        (_mark("number"), _exact(seen.number)),
        (_mark("kind"), _code("kind", seen.filing.kind) if seen.filing.kind else ""),
        (_mark("stage"), _code("stages", seen.stage)),
        (_mark("outcome"), _code("outcomes", seen.outcome) if seen.outcome else ""),
        (_mark("priority"), _exact(seen.priority)),
        (_mark("claims"), "<br>".join(_claim(claim) for claim in seen.claims)),
        (_mark("evidence"), ", ".join(_code("evidence", item.item) for item in seen.evidence)),
        (_mark("figures"), "<br>".join(_figure(figure) for figure in seen.figures)),
    ]
    heads = [_mark("role"), _mark("name")]
    parties = _table(
        heads, [_party_row(party._asdict()) for party in value.parties], _mark("parties")
    )
    return _pairs(top) + parties + _terms(seen.all_terms)


def _claim(claim: Any) -> str:
    return f"{_code('relief', claim.relief)} {_exact(claim.amount)}"


def _figure(figure: Any) -> str:
    return f"{_text(figure.name)} {_exact(figure.amount)}"


def _outcome(value: Any) -> str:
    events = ", ".join(escape(event.kind) for event in value.events)
    return f"<p>{_mark('events')} {events}</p>{_case(value.case)}"


def _option(value: Any) -> str:
    name = _code("actions", value.action)
    return f"{name}: {_mark('allowed')}" if value else f"{name}{_refusal(value.refusal)}"


def _verification(value: Any) -> str:
    verdict = _mark("verified") if value.ok else _mark("faults")
    faults = "<br>".join(escape(fault) for fault in value.faults)
    note = escape(value.checkpoint)
    return f"<p><b>{verdict}</b> {value.events}</p><pre>{note}</pre><p>{faults}</p>"


def _finding(value: Any) -> str:
    return f"<div>{_text(value.words(LANGUAGE))}</div>"


def _fields(value: Any) -> str:
    """Any read-only value by its fields, as its repr shows them."""
    return _pairs(((escape(name), _plain(field)) for name, field in value._asdict().items()))


def _plain(field: Any) -> str:
    if isinstance(field, dict):
        return _pairs((escape(str(name)), _plain(inner)) for name, inner in field.items())
    if isinstance(field, tuple):
        return "<br>".join(_plain(inner) for inner in field)
    if isinstance(field, str):
        return _text(field)
    return _exact(field)


def _event(value: Any) -> str:
    caption = f"{value.n} {escape(value.kind)} {_exact(value.occurred)}"
    return _pairs(((escape(name), _plain(field)) for name, field in value.body.items()), caption)


def _as_printed(value: Any) -> str:
    return _inline(repr(value))


BY_CLASS: dict[str, Callable[[Any], str]] = {
    "Case": _case,
    "Clause": _inline,
    "Event": _event,
    "Answer": _answer,
    "Estimate": _answer,
    "Explained": _explained,
    "Finding": _finding,
    "Instant": _inline,
    "Line": _line,
    "Money": _inline,
    "Option": _option,
    "Outcome": _outcome,
    "Rate": _inline,
    "Refusal": _refusal,
    "Term": _term,
    "Verification": _verification,
    "Why": _why,
}


def html(value: Any) -> str:
    """A value of ours as HTML."""
    draw = BY_CLASS.get(type(value).__name__)
    if draw is None:
        draw = _fields if hasattr(value, "_asdict") else _as_printed
    return draw(value)
