"""Checks of a return in two stages: each case by itself, then across cells and quarters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.errors import InputError
from accord.returns._cells import Cell, Entry, members
from accord.returns._spec import Spec
from accord.text import sections

if TYPE_CHECKING:
    from accord.returns._return import Return

__all__ = ["Fault", "ReturnError", "faults"]


@dataclass(frozen=True)
class Fault:
    """A check that did not hold: its rule, the cell and the cases it is about."""

    rule: str
    severity: str
    cell: str
    cases: tuple[str, ...]
    spec: Spec

    __module__ = "accord.returns"

    def words(self, language: str = "zh-Hans") -> str:
        """What the check found, after its cell; InputError for an unknown language."""
        sections(language)  # refuses a language that nobody speaks
        said: str = self.spec.check(self.rule)["words"][language]
        return f"{self.cell}: {said}" if self.cell else said

    def __hash__(self) -> int:
        return hash((self.rule, self.cell, self.cases))

    def __repr__(self) -> str:
        return f"Fault({self.rule!r}, {self.severity!r}, {self.cell!r}, {len(self.cases)} cases)"


class ReturnError(InputError):
    """A return that may not go out: the first fault's rule, cell and cases; all in `.faults`."""

    __module__ = "accord.returns"

    def __init__(self, found: Iterable[Fault]) -> None:
        self.faults = tuple(found)
        first = self.faults[0]
        self.rule, self.cell, self.cases = first.rule, first.cell, first.cases
        super().__init__(first.rule, ", ".join(first.cases), first.cell)

    def words(self, language: str = "zh-Hans") -> str:
        """What every fault says, and the cases of the first."""
        said = "; ".join(fault.words(language) for fault in self.faults)
        return f"{said} ({self.subject})" if self.subject else said

    def __reduce__(self) -> tuple[object, ...]:
        return InputError, (self.code, self.subject, self.where)


def _fault(spec: Spec, rule: str, cell: str, cases: Iterable[str]) -> Fault:
    return Fault(rule, spec.check(rule)["severity"], cell, tuple(cases), spec)


def _of_cases(of: Return) -> Iterator[Fault]:
    """Stage 1: what a case says about itself."""
    spec = of.spec
    concerned = {entry.id for found in of.members.values() for entry in found}
    undated = [entry.id for entry in of.entries if entry.received is None]
    if undated:
        yield _fault(spec, "received_unknown", "", undated)
    dated = [entry for entry in of.entries if entry.id in concerned]
    reversed_ = [e.id for e in dated if e.received and e.closed and e.closed < e.received]
    if reversed_:
        yield _fault(spec, "closed_before_received", "", reversed_)
    unknown = [entry.id for entry in dated if entry.closed_unknown]
    if unknown:
        yield _fault(spec, "closed_unknown", "", unknown)
    for dimension in spec.dimensions:
        listed = spec.listed(dimension)
        if listed is None:
            continue
        found: dict[str, list[str]] = {}
        for entry in dated:
            if entry.codes[dimension] not in listed | {"unstated"}:
                found.setdefault(entry.codes[dimension], []).append(entry.id)
        for code, cases in sorted(found.items()):
            yield _fault(spec, "unlisted_code", f"{dimension}={code}", cases)
    yield from _twice(spec, of.entries)


def _twice(spec: Spec, entries: Iterable[Entry]) -> Iterator[Fault]:
    by_name: dict[str, list[str]] = {}
    for entry in entries:
        for name in {entry.id, entry.number} - {""}:
            by_name.setdefault(name, []).append(entry.id)
    for name, ids in sorted(by_name.items()):
        if len(ids) > 1:
            yield _fault(spec, "id_reused", name, ids)


def _unbalanced(spec: Spec, row: dict[str, Cell]) -> Iterator[Fault]:
    """Opening + received − closed = closing, and a part lies within its whole."""
    count = {measure: cell.value for measure, cell in row.items()}
    if count["opening"] + count["received"] - count["closed"] != count["closing"]:
        stock = Counter(row["opening"].cases) + Counter(row["received"].cases)
        stock.subtract(row["closed"].cases)
        stock.subtract(row["closing"].cases)
        odd = sorted(case for case, number in stock.items() if number)
        yield _fault(spec, "balance", row["closing"].title, odd)
    for measure in spec.measures:
        whole = spec.row(measure)["set"]
        outside = set(row[measure].cases) - set(row[whole].cases)
        if outside:
            yield _fault(spec, "within", row[measure].title, sorted(outside))


def _across(of: Return) -> Iterator[Fault]:
    """Stage 2: rows balance, dimensions are whole, and the last quarter joins this one."""
    spec = of.spec
    rows = [row for _, row in of.rows()]
    for row in rows:
        yield from _unbalanced(spec, row)
    total = rows[0]
    for group in (*spec.dimensions, "cross"):
        of_group = [row for name, row in of.rows() if name == group]
        for measure in spec.measures:
            counted = Counter(case for row in of_group for case in row[measure].cases)
            wanted = Counter(total[measure].cases)
            odd = sorted(
                case for case in counted | wanted if counted[case] != 1 or wanted[case] != 1
            )
            if odd:
                yield _fault(spec, "once", f"{group}: {measure}", odd)
    before = of.quarter.before
    if before is not None:
        closing = {entry.id for entry in members(spec, of.entries, before)["closing"]}
        odd = sorted(closing ^ set(total["opening"].cases))
        if odd:
            yield _fault(spec, "carried_over", total["opening"].title, odd)


def faults(of: Return) -> tuple[Fault, ...]:
    """Everything that does not hold, stage by stage."""
    return (*_of_cases(of), *_across(of))
