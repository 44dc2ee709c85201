"""Every notebook runs from its first cell to its last assertion, and keeps to the house's form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient", reason="needs the extra [notebook]")
nbformat = pytest.importorskip("nbformat", reason="needs the extra [notebook]")
pytest.importorskip("ipykernel", reason="needs the extra [notebook]")

NOTEBOOKS = Path(__file__).resolve().parent.parent.parent / "notebooks"
CELL_LINES_MAX = 15
SECONDS_MAX = 120


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def notebooks() -> list[Path]:
    found = sorted(NOTEBOOKS.glob("*.ipynb"))
    assert found, "there is no notebook"
    return found


each = pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)


@each
# The kernel's client closes its sockets after the loop is gone; that is not ours to mend.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_notebook_runs(path: Path, tmp_path: Path) -> None:
    notebook = read(path)
    nbclient.NotebookClient(
        notebook,
        timeout=SECONDS_MAX,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    assert all(cell.execution_count for cell in code(notebook))
    assert not list(tmp_path.iterdir()), "a notebook keeps its files in a folder of its own"


@each
def test_a_notebook_stores_no_output(path: Path) -> None:
    for cell in code(read(path)):
        assert cell.outputs == []
        assert cell.execution_count is None


@each
def test_a_cell_fits_the_screen(path: Path) -> None:
    for cell in code(read(path)):
        lines = cell.source.split("\n")
        assert len(lines) <= CELL_LINES_MAX, cell.source
        assert max(map(len, lines)) <= 100, cell.source


@each
def test_a_notebook_begins_with_a_sentence_and_ends_with_an_assertion(path: Path) -> None:
    notebook = read(path)
    title, sentence = notebook.cells[0].source.split("\n\n")[:2]
    assert title.startswith("# ")
    assert "\n" not in sentence
    assert len(re.findall(r"[.。](?:\s|$)", sentence)) == 1
    assert sentence[-1] in ".。"
    assert code(notebook)[-1].source.split("\n")[-1].startswith("assert ")
    assert notebook.cells[-1].cell_type == "code"


@each
def test_a_notebook_leaves_the_store_to_the_engine(path: Path) -> None:
    for cell in code(read(path)):
        assert not re.search(r"\bsqlite3\b", cell.source)


def test_the_first_case_does_what_the_readme_does() -> None:
    """Every verb of the README's example stands in the notebook, with its dates and amounts."""
    readme = (NOTEBOOKS.parent / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python", 1)[1].split("```", 1)[0]
    told = "\n".join(cell.source for cell in code(read(NOTEBOOKS / "01_first_case.ipynb")))
    wanted = set(re.findall(r"\b(?:docket|accord(?:\.\w+)?|quarter)\.(\w+)\(", example))
    wanted |= set(re.findall(r'"([^"\n]*\d[^"\n]*)"', example))
    assert len(wanted) > 15
    assert sorted(text for text in wanted if text not in told) == []
