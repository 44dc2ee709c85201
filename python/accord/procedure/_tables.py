"""The builder's part for decision tables and for the parameters an institution sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.procedure._expression import Json, clause_json, expression
from accord.procedure._parts import Parameter, full, made_of, name
from accord.procedure._sheet import Sheet

HITS = ("unique", "any", "priority", "first", "rule_order", "collect")
AGGREGATES = ("sum", "min", "max", "count")
KINDS = ("date", "count", "flag")


class TablesPart(Sheet):
    """Procedure.table and parameter."""

    def table(
        self,
        id: str,
        inputs: Mapping[str, Any],
        outputs: str | Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        hit: str = "unique",
        aggregate: str | None = None,
        gaps: bool = False,
        clause: Any = None,
    ) -> None:
        """A decision table: what some fields are decides some facts. An action `decides` by it.

        An input is a field's path with what it may be: a currency, a list of texts, "date", "count"
        or "flag". A row has one condition for each input ("-", "x | y", "<= 100.00 CNY", "[1..3]")
        and one text for each output. Gaps and rows that overlap against the hit policy do not load.

        >>> from accord.procedure import Procedure
        >>> p = Procedure("example", version="1")
        >>> p.table("track", {"case.amount": "CNY"}, "track",
        ...         [("<= 50000.00 CNY", "fast"), ("> 50000.00 CNY", "ordinary")])
        """
        self._writable()
        made_of(bool, gaps=gaps)
        if not isinstance(inputs, Mapping):
            raise TypeError(f"a table asks for fields: {inputs!r}")
        if hit not in HITS:
            raise ValueError(f"a hit policy is one of {', '.join(HITS)}: {hit!r}")
        if aggregate is not None and aggregate not in AGGREGATES:
            raise ValueError(f"rows are summed up as {', '.join(AGGREGATES)}: {aggregate!r}")
        asked = [input_json(field, kind) for field, kind in inputs.items()]
        wanted = [outputs] if isinstance(outputs, str) else list(outputs)
        members = {
            "id": name(id),
            "hit": hit,
            "aggregate": aggregate,
            "inputs": asked,
            "outputs": [{"name": name(output)} for output in wanted],
            "rows": [row_json(row, len(asked), len(wanted)) for row in rows],
            "gaps": gaps,
            "clause": clause_json(clause),
        }
        self._add("tables", full(members))

    def parameter(self, id: str, value: Any, *, clause: Any) -> Parameter:
        """A value an institution sets or that the law read leaves open, to put where one stands.

        >>> from accord.procedure import Procedure
        >>> p = Procedure("example", version="1")
        >>> cure = p.parameter("cure_days", 30, clause=("house rule 7", "unverified"))
        >>> p.term("cure", after="warn", days=cure)
        """
        self._writable()
        if clause is None:
            raise ValueError(f"the parameter {id} says where it comes from")
        literal = expression(value).json
        if "field" in literal or "op" in literal:
            raise TypeError(f"a parameter is a value: {value!r}")
        plain = literal.get("integer", literal)
        row = {"id": name(id), "value": plain, "clause": clause_json(clause)}
        self._add("parameters", row)
        return Parameter(name(id), plain if isinstance(plain, int) else None)


def input_json(path: str, kind: Any) -> Json:
    if not isinstance(path, str):
        raise TypeError(f"a table asks for fields by their paths: {path!r}")
    if isinstance(kind, str) and kind in KINDS:
        return {"name": path, "kind": kind}
    if isinstance(kind, str):
        return {"name": path, "kind": "money", "currency": kind}
    return {"name": path, "kind": "text", "values": [text for text in kind if checked(text)]}


def row_json(row: Sequence[str], inputs: int, outputs: int) -> Json:
    cells = [cell for cell in row if checked(cell)]
    if len(cells) != inputs + outputs:
        raise ValueError(f"a row has {inputs} conditions and {outputs} texts: {row!r}")
    return {"when": cells[:inputs], "then": cells[inputs:]}


def checked(text: Any) -> bool:
    if not isinstance(text, str) or not text:
        raise TypeError(f"a cell is a text: {text!r}")
    return True
