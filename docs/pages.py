"""Parts of the documentation made at build time, so that they can not drift from what runs."""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import accord
from _law import calendar, clauses, code_lists, fees, law_paths, parameters, rates, tables
from _markdown import ROOT, fence, table
from _procedures import shipped
from _settlement import rules_of_settlement

STUB = ROOT / "python" / "accord" / "_core.pyi"
NOTEBOOK = ROOT / "notebooks" / "01_first_case.ipynb"
ENGINE = ROOT / "cpp" / "accord"


@dataclass(frozen=True)
class Page:
    """A part: what makes it, and the files it is made from."""

    make: Callable[[], str]
    sources: list[Path] = field(default_factory=list)


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


# --- pages quoted and the command line ------------------------------------------------------------


def quoted(path: Path) -> Callable[[], str]:
    """A Markdown file of the tree without its title, the other headings one level down."""

    def make() -> str:
        inside, lines = False, []
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
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


def attributes(name: str) -> list[str]:
    """A native type's properties with their types, which only the stub file knows."""
    stub = ast.parse(STUB.read_text(encoding="utf-8")).body
    aliases = {
        node.target.id: ast.unparse(node.value)
        for node in stub
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value
    }
    found = [node for node in stub if isinstance(node, ast.ClassDef) and node.name == name]
    return [
        f"``{part.name}`` (``{spelled(ast.unparse(part.returns), aliases)}``)"
        for node in found
        for part in node.body
        if isinstance(part, ast.FunctionDef)
        and part.returns is not None
        and any(ast.unparse(mark) == "property" for mark in part.decorator_list)
    ]


def spelled(type_: str, aliases: dict[str, str]) -> str:
    """A type with the stub's own aliases spelled out."""
    return re.sub(r"\b_\w+", lambda match: aliases.get(match[0], match[0]), type_)


def reference() -> str:
    """One directive of autodoc for each public name, and one for each module of the face."""
    lines = []
    for name in accord.__all__:
        value = getattr(accord, name)
        if isinstance(value, type) and issubclass(value, Exception):
            lines += [f".. autoexception:: accord.{name}", ""]
        elif isinstance(value, type):
            lines += [f".. autoclass:: accord.{name}", "   :members:", ""]
            lines += [f"   Attributes: {', '.join(has)}.", ""] if (has := attributes(name)) else []
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
    "tables": Page(tables, law_paths()),
    "parameters": Page(parameters, law_paths()),
    "settlement": Page(
        rules_of_settlement,
        [*sorted((ROOT / "python/accord/settle").glob("*.py")), ROOT / "tests/rules.csv"],
    ),
    "calendar": Page(calendar, law_paths()),
    "code_lists": Page(code_lists, law_paths()),
    "procedures": Page(shipped, sorted((ROOT / "python/accord/procedures").glob("*.py"))),
    "engine": Page(quoted(ENGINE / "README.md"), [ENGINE / "README.md"]),
    "store": Page(quoted(ENGINE / "store" / "README.md"), [ENGINE / "store" / "README.md"]),
    "commands": Page(commands, sorted((ROOT / "python/accord/cli").glob("*.py"))),
    "reference": Page(reference, [STUB]),
}
