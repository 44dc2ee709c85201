"""Parts of the documentation made at build time, so that they can not drift from what runs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import accord
from accord import law, procedures
from accord.text import words

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "notebooks" / "01_first_case.ipynb"
ENGINE = ROOT / "cpp" / "accord"


@dataclass(frozen=True)
class Page:
    """A part: what makes it, and the files it is made from."""

    make: Callable[[], str]
    sources: list[Path] = field(default_factory=list)


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *([cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cell(value: object) -> str:
    return str(value if value is not None else "").replace("|", "\\|").replace("\n", " ")


def fence(language: str, text: str) -> str:
    return f"````{language}\n{text.rstrip()}\n````\n"


# --- the tutorial: the notebook, run --------------------------------------------------------------


def tutorial() -> str:
    """The notebook's cells with what each of them printed just now."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        resources = {"metadata": {"path": folder}}
        NotebookClient(notebook, timeout=120, resources=resources).execute()
    parts = []
    for cell_ in notebook.cells:
        if cell_.cell_type == "markdown":
            parts.append(cell_.source + "\n")
            continue
        parts.append(fence("python", cell_.source))
        said = "".join(printed(output) for output in cell_.outputs)
        if said.strip():
            parts.append(fence("text", said))
    return "\n".join(parts)


def printed(output: Any) -> str:
    """What an output says as text; of errors there are none, the run would have stopped."""
    if output.output_type == "stream":
        return str(output.text) if output.name == "stdout" else ""
    return str(output.data.get("text/plain", "")) + "\n"


# --- the law files --------------------------------------------------------------------------------


def law_paths() -> list[Path]:
    return sorted((ROOT / "python" / "accord" / "law").glob("*.json"))


def clauses() -> str:
    rows = law.document("clauses_cn.json")["clauses"]
    heads = ("clause", "what it is about", "law", "status", "source")
    return table(heads, ((r["id"], r["title"], r["law"], r["status"], r["source"]) for r in rows))


def rates() -> str:
    parts = []
    for series in law.document("rates_cn.json")["series"]:
        clause = series["clause"]
        parts.append(f"### `{series['id']}`: {series['title']}\n")
        parts.append(f"{clause['id']} ({clause['status']}). Source: {series['source']}.\n")
        if note := series.get("note"):
            parts.append(note + "\n")
        points = ((p["from"], p["rate"], p["status"]) for p in series["points"])
        parts.append(table(("in force from", "rate", "status"), points))
    return "\n".join(parts)


def fees() -> str:
    document = law.document("fees_cn.json")
    parts = []
    for scale in document["scales"]:
        clause = scale["clause"]
        parts.append(f"### `{scale['id']}`: {scale['title']}\n")
        parts.append(
            f"{clause['id']} ({clause['status']}), in force from {scale['effective_from']}. "
            f"Source: {scale['source']}. {scale['note']}\n"
        )
        slices = ((s["over"], s["base"], s["rate"]) for s in scale["slices"])
        parts.append(table(("above", "fee up to there", "and of what is above"), slices))
    rows = (
        (p["id"], p["title"], p["value"], p["clause"]["id"], p["clause"]["status"],
         p["effective_from"], p["source"])
        for p in document["parameters"]
    )  # fmt: skip
    parts.append("### Parameters\n")
    heads = ("parameter", "title", "value", "clause", "status", "in force from", "source")
    parts.append(table(heads, rows))
    return "\n".join(parts)


def calendar() -> str:
    document = law.document("calendar_cn.json")
    statutory = document["statutory"]
    rows = (
        (y["year"], len(y["days_off"]), len(y["working_days"]), y["known_on"],
         y["known_on_status"], y["status"])
        for y in document["years"]
    )  # fmt: skip
    heads = ("year", "days off", "make-up working days", "known on", "which is", "days are")
    return "\n".join(
        (
            document["note"] + "\n",
            f"Where no notice is known, the days of {statutory['clause']} ({statutory['status']}) "
            "are taken, and the answer is provisional.\n",
            table(heads, rows),
        )
    )


def code_lists() -> str:
    rows = (
        (f"`{t['id']}`", t["title"]["zh-Hans"], t["title"]["en"], len(t["codes"]), t["status"],
         t["source"])
        for t in law.document("classification.json")["lists"]
    )  # fmt: skip
    return table(("list", "中文", "English", "codes", "status", "source"), rows)


# --- procedures -----------------------------------------------------------------------------------

SHIPPED = (procedures.cn_complaint, procedures.cn_mediation, procedures.us_cfpb)


def both(section: str, code: str) -> str:
    """A code with its words in Chinese."""
    said = words(section, code, "zh-Hans")
    return f"`{code}`" if said == code else f"`{code}` {said}"


def all_of(section: str, codes: Iterable[str]) -> str:
    return ", ".join(both(section, code) for code in codes)


def clause_of(row: dict[str, Any]) -> str:
    clause = row.get("clause")
    return f"{clause['id']} ({clause['status']})" if clause else ""


def guard(json: dict[str, Any]) -> str:
    """A guard as its author would type it."""
    if "field" in json:
        return str(json["field"])
    if "op" in json:
        signs = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
        sign = signs.get(json["op"], json["op"])
        return f" {sign} ".join(guard(part) for part in json["args"])
    return str(next(iter(json.values())))


def length(row: dict[str, Any], unit: str) -> str:
    return f"{row['amount']} {words('values', unit, 'en')}"


def extensions(term: dict[str, Any]) -> str:
    said = []
    for row in term.get("extensions", ()):
        text = f"to {length(row, term['unit'])} in all"
        if "when" in row:
            text += f", where `{guard(row['when'])}`"
        if "approved_by" in row:
            text += ", approved by " + " or ".join(f"`{role}`" for role in row["approved_by"])
        if "told" in row:
            text += ", " + ", ".join(f"`{role}`" for role in row["told"]) + " told"
        said.append(text)
    return "; ".join(said)


def trigger(term: dict[str, Any]) -> str:
    if "after_fact" in term:
        return f"the fact `{term['after_fact']}`"
    return " or ".join(f"`{action}`" for action in term["after"])


def move(action: dict[str, Any]) -> str:
    if "start" in action:
        return f"opens in `{action['start']}`"
    start = ", ".join(f"`{stage}`" for stage in action["from"])
    return f"{start} → `{action['to']}`" if "to" in action else f"stays in {start}"


def procedure(definition: Any) -> str:
    import json

    tree = json.loads(definition.json)
    stages = ((both("stages", s["id"]), s.get("outcome", "")) for s in tree["stages"])
    actions = (
        (both("actions", a["id"]), move(a), all_of("roles", a["by"]),
         " together" if a.get("all_of") else "", clause_of(a))
        for a in tree["actions"]
    )  # fmt: skip
    terms = (
        (both("terms", t["id"]), words("natures", t["nature"], "en"), trigger(t),
         length(t, t["unit"]), t.get("roll", "none"), ", ".join(f"`{a}`" for a in t["met_by"]),
         f"`{guard(t['when'])}`" if "when" in t else "", extensions(t), clause_of(t))
        for t in tree["terms"]
    )  # fmt: skip
    effective = tree.get("effective", "not stated")
    return "\n".join(
        (
            f"### `{tree['id']}`\n",
            f"Version {tree['version']}, in force from {effective}, calendar {tree['calendar']}, "
            f"days of {tree['zone']}. Definition: SHA-256 `{definition.hash[:16]}…`.\n",
            table(("stage", "outcome"), stages),
            table(("action", "from → to", "by", "", "clause"), actions),
            table(
                ("term", "nature", "after", "length", "roll", "met by", "only where",
                 "extension", "clause"),
                terms,
            ),
        )
    )  # fmt: skip


def shipped() -> str:
    return "\n".join(procedure(definition) for definition in SHIPPED)


# --- pages quoted and the command line ------------------------------------------------------------


def quoted(path: Path) -> Callable[[], str]:
    """A Markdown file of the tree, its headings one level down."""

    def make() -> str:
        inside, lines = False, []
        for line in path.read_text(encoding="utf-8").splitlines():
            inside ^= line.startswith("```")
            lines.append(f"#{line}" if line.startswith("#") and not inside else line)
        return "\n".join(lines) + "\n"

    return make


def commands() -> str:
    import typer
    from accord.cli.app import app

    parts = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        rows = []
        for parameter in command.params:
            is_argument = parameter.param_type_name == "argument"
            said = parameter.name.upper() if is_argument else ", ".join(parameter.opts)
            rows.append((f"`{said}`", getattr(parameter, "help", "") or "", default(parameter)))
        parts.append(f"### `accord {name}`\n\n{command.help}.\n")
        parts.append(table(("argument or option", "what", "default"), rows))
    return "\n".join(parts)


def default(parameter: Any) -> str:
    if parameter.required:
        return "required"
    given = parameter.default
    return "" if given in (None, False, "") or callable(given) else f"`{given}`"


# --- the reference --------------------------------------------------------------------------------

MODULES = ("calendar", "settle", "procedure", "documents", "returns")


def reference() -> str:
    """One directive of autodoc for each public name, and one for each module of the face."""
    lines = []
    for name in accord.__all__:
        value = getattr(accord, name)
        if isinstance(value, type) and issubclass(value, Exception):
            lines += [f".. autoexception:: accord.{name}", ""]
        elif isinstance(value, type):
            lines += [f".. autoclass:: accord.{name}", "   :members:", ""]
        elif callable(value):
            lines += [f".. autofunction:: accord.{name}", ""]
    parts = ["## accord\n", fence("{eval-rst}", "\n".join(lines))]
    for name in MODULES:
        rst = f".. automodule:: accord.{name}\n   :members:\n   :imported-members:\n"
        parts += [f"## accord.{name}\n", fence("{eval-rst}", rst)]
    return "\n".join(parts)


PAGES = {
    "tutorial": Page(tutorial, [NOTEBOOK]),
    "clauses": Page(clauses, law_paths()),
    "rates": Page(rates, law_paths()),
    "fees": Page(fees, law_paths()),
    "calendar": Page(calendar, law_paths()),
    "code_lists": Page(code_lists, law_paths()),
    "procedures": Page(shipped, sorted((ROOT / "python/accord/procedures").glob("*.py"))),
    "engine": Page(quoted(ENGINE / "README.md"), [ENGINE / "README.md"]),
    "store": Page(quoted(ENGINE / "store" / "README.md"), [ENGINE / "store" / "README.md"]),
    "commands": Page(commands, sorted((ROOT / "python/accord/cli").glob("*.py"))),
    "reference": Page(reference),
}
