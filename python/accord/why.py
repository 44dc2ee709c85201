"""Reckonings in words: trees of lines, terms step by step, refusals and findings."""

from __future__ import annotations

from accord._core import Line, Money
from accord.errors import MoneyError
from accord.text import has, plain, sections, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from accord._core import Finding, Reckoning, Refusal, Term

__all__ = ["Why", "finding", "printed", "reckoning", "refusal", "term"]


def printed(count: int, unit: str) -> str:
    """An amount as people read it: minor units of a currency as money, anything else as it is."""
    try:
        return str(Money.from_minor(count, unit))
    except MoneyError:
        return f"{count} {unit}"


def one_line(text: str) -> str:
    """Text of others within a line: it forges no line of ours and steers no terminal."""
    return plain(" ".join(text.splitlines()))


def _has_clause(line: Line) -> bool:
    return bool(line.clauses) or any(_has_clause(below) for below in line.lines)


class Why:
    """A figure's tree of lines in the words of one language. str() draws the tree."""

    __module__ = "accord"
    __slots__ = ("_compares", "language", "line")

    def __init__(self, line: Line, language: str = "zh-Hans") -> None:
        if not isinstance(line, Line):
            raise TypeError(f"a why is made of a Line, not {type(line).__name__!r}")
        sections(language)  # an unknown language is refused here, not when it is printed
        self.line = line
        self.language = language
        self._compares = line.label == "difference"

    @property
    def lines(self) -> tuple[Why, ...]:
        """The lines below, in the same language."""
        below = tuple(Why(line, self.language) for line in self.line.lines)
        for why in below:
            why._compares |= self._compares
        return below

    @property
    def status(self) -> str:
        """The weakest status of any clause in the tree."""
        return self.line.status

    @property
    def provisional(self) -> bool:
        """Whether anything in the tree rests on a rate or day not yet known."""
        return self.line.is_provisional()

    @property
    def json(self) -> str:
        """Canonical JSON of the tree, each line that is calculated with its "formula" in words."""
        from json import dumps, loads

        tree = self._state(loads(self.line.json))
        return dumps(tree, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @property
    def label(self) -> str:
        """What this line is, in the language of this why."""
        return words("lines", self.line.label, self.language)

    @property
    def amount(self) -> str:
        """The line's amount with its unit: money, or days."""
        return printed(self.line.count, self.line.unit)

    @property
    def formula(self) -> str:
        """How the line is calculated, by the names of its inputs; empty for what was given.

        The difference of two figures is no formula's result: a comparison has none.
        """
        from accord._formulas import formula

        return "" if self._compares else formula(self.line, self.language)

    @property
    def source(self) -> str:
        """Where the rate, scale or clause was read, as the rule book has it."""
        return self.line.source

    @property
    def clause(self) -> str:
        """The clauses of this line, each with its status unless it was read in the law."""
        names = []
        for clause in self.line.clauses:
            said = f" [{self._say('statuses', clause.status)}]"
            names.append(clause.id + ("" if clause.status == "official" else said))
        return "; ".join(names)

    @property
    def inputs(self) -> str:
        """What the line was reckoned from, each named."""
        shown = [
            f"{self._say('inputs', name)} {self._say('values', value)}"
            for name, value in self.line.inputs.items()
        ]
        return ", ".join(shown)

    def text(self) -> str:
        """One line, whatever was put in: label, amount, formula, what went in, clause, source."""
        return self._row(set())

    def _row(self, told: set[str]) -> str:
        """The line as text; a source that was told above is not told again."""
        parts = [f"{self.label}  {self.amount}"]
        if self.line.role == "note":
            parts[0] = f"({parts[0]})"
        if self.formula:
            parts.append(f"= {self.formula}")
        if self.inputs:
            parts.append(self.inputs)
        if self.clause:
            parts.append(f"《{self.clause}》" if self.language != "en" else f"<{self.clause}>")
        if self.source and self.source not in told:
            told.add(self.source)
            parts.append(f"[{self._say('marks', 'read_in')} {self.source}]")
        if self.line.provisional:
            parts.append(self._say("marks", "provisional"))
        return one_line("  ".join(parts))

    def _weakest(self) -> str:
        """The weakest status in words; a tree that rests on no clause says so."""
        if not _has_clause(self.line):
            return self._say("marks", "no_clause")
        return self._say("statuses", self.status)

    def _say(self, section: str, code: str) -> str:
        return words(section, code, self.language) if has(section, code, self.language) else code

    def _state(self, node: dict[str, Any]) -> dict[str, Any]:
        """The JSON of a line and of those below, with their formulas."""
        if self.formula:
            node["formula"] = self.formula
        for why, below in zip(self.lines, node.get("z", ()), strict=True):
            why._state(below)
        return node

    def _draw(self, before: str, rows: list[str], told: set[str]) -> None:
        below = self.lines
        for number, line in enumerate(below, 1):
            is_last = number == len(below)
            rows.append(f"{before}{'└─ ' if is_last else '├─ '}{line._row(told)}")
            line._draw(before + ("   " if is_last else "│  "), rows, told)

    def __str__(self) -> str:
        told: set[str] = set()
        rows = [self._row(told)]
        self._draw("", rows, told)
        rows.append(f"{self._say('marks', 'weakest')} {self._weakest()}")
        return "\n".join(rows)

    def __repr__(self) -> str:
        return str(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Why):
            return NotImplemented
        return self.line == other.line and self.language == other.language

    def __hash__(self) -> int:
        return hash((self.line, self.language))

    def _repr_html_(self) -> str:
        from accord._html import html

        return html(self)


# --- terms --------------------------------------------------------------------------------------


def _detail(detail: str, language: str) -> str:
    """ "15 calendar_day" or "holiday 2026-02-21": each word that has words is said."""
    parts = [words("values", part, language) if part else part for part in detail.split(" ")]
    return " ".join(parts)


def reckoning(value: Reckoning, language: str = "zh-Hans") -> str:
    """How a last day was reached, one step a line."""
    rows = []
    for step in value.steps:
        said = words("steps", step.code, language, detail=_detail(step.detail, language))
        rows.append(f"{step.date}  {said}")
    if value.calendar_edition:
        rows.append(words("steps", "calendar", language, detail=value.calendar_edition))
    return "\n".join(rows)


def term(value: Term, language: str = "zh-Hans") -> str:
    """A term's name, last day and state, its steps, and its clause."""
    name = words("terms", value.id, language)
    if value.of:
        role, _, number = value.of.partition(".")
        name += f" · {words('roles', role, language)}{f' {number}' if number else ''}"
    state = words("states", value.state, language)
    nature = words("natures", value.nature, language)
    rows = [words("marks", "term", language, name=name, nature=nature, due=value.due, state=state)]
    if value.state == "met" and value.met_on is None:
        rows.append(f"  {words('marks', 'met_unknown', language)}")
    elif value.state == "met":
        rows.append(f"  {words('marks', 'met_on', language, when=value.met_on)}")
    if value.source_says:
        rows.append(f"  {words('marks', 'source_says', language)}")
    if value.paused_since is not None:
        rows.append(f"  {words('marks', 'paused_since', language, when=value.paused_since)}")
    if value.original != value.due:
        rows.append(f"  {words('marks', 'original', language, due=value.original)}")
    rows += [f"  {row}" for row in reckoning(value.reckoning, language).split("\n") if row]
    for clause in value.clauses:
        status = words("statuses", clause.status, language)
        rows.append(f"  {words('marks', 'clause', language)} {clause.id} [{status}]")
    if value.provisional:
        rows.append(f"  {words('marks', 'provisional', language)}")
    return "\n".join(rows)


# --- refusals and findings ----------------------------------------------------------------------


MISSING_SECTIONS = {
    "evidence": "evidence",
    "evidence_kind": "evidence",
    "stage": "stages",
    "fact": "facts",
    "authority": "values",
}


def _missing(what: str, language: str) -> str:
    sort, _, name = what.partition(":")
    if not name:
        return words("values", sort, language)
    section = MISSING_SECTIONS.get(sort, "roles")
    return words("missing", sort, language, name=words(section, name, language))


def refusal(value: Refusal, language: str = "zh-Hans") -> str:
    """Why something may not be done: what, by which clause, what is missing, from when it may."""
    action = words("actions", value.action, language)
    rows = [one_line(words("refusals", value.code, language, action=action, **value.details))]
    clauses = one_line("; ".join(clause.id for clause in value.clauses))
    if clauses:
        rows.append(f"{words('marks', 'clause', language)} {clauses}")
    if value.missing:
        listed = ", ".join(_missing(what, language) for what in value.missing)
        rows.append(f"{words('marks', 'missing', language)} {listed}")
    if value.earliest is not None:
        rows.append(f"{words('marks', 'earliest', language)} {value.earliest}")
    return "\n".join(rows)


def finding(value: Finding, language: str = "zh-Hans") -> str:
    """A fault in what came in, with its record and line."""
    severity = words("findings", value.severity, language)
    said = words("findings", value.rule, language, field=value.field, found=value.found)
    place = words("marks", "place", language, record=value.record, line=value.line)
    return f"{severity}: {said} ({place})"
