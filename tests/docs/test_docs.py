"""The documentation builds without a warning, and its generated parts say what runs."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sphinx", reason="needs the extra [dev]")
pytest.importorskip("myst_parser", reason="needs the extra [dev]")
pytest.importorskip("nbclient", reason="needs the extra [notebook]")

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages; a warning is an error."""
    built = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", DOCS]
    done = subprocess.run(
        [*command, built], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0, done.stderr
    return built


def said(site: Path, page: str) -> str:
    """A page's text without its markup."""
    html = (site / page).read_text(encoding="utf-8")
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_no_mark_is_left_unfilled(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    assert [p.name for p in pages if "generated:" in p.read_text(encoding="utf-8")] == []


def test_the_tutorial_shows_every_cell_and_what_it_printed(site: Path) -> None:
    page = said(site, "tutorial.html")
    notebook = json.loads((ROOT / "notebooks/01_first_case.ipynb").read_bytes())
    code = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    lines = [line.strip() for cell in code for line in cell["source"]]
    assert [line for line in lines if line not in page] == []
    for printed in ("evidence_missing", "40070.00 CNY", "末日顺延判断：节假日 2026-04-06"):
        assert printed in page


def test_the_pages_of_the_law_hold_every_row_of_its_files(site: Path) -> None:
    page = said(site, "rules.html")
    for row in json.loads((ROOT / "python/accord/law/clauses_cn.json").read_bytes())["clauses"]:
        assert row["id"] in page
    for series in json.loads((ROOT / "python/accord/law/rates_cn.json").read_bytes())["series"]:
        assert series["id"] in page
        assert [p["from"] for p in series["points"] if p["from"] not in page] == []


def test_the_page_of_settlement_holds_every_rule_its_arguments_and_its_law(site: Path) -> None:
    from accord import _core
    from accord.text import words

    page = said(site, "settlement.html").replace("’", "'")
    with (ROOT / "tests/rules.csv").open(encoding="utf-8", newline="") as file:
        clauses = {line["rule"]: line["clause"] for line in csv.DictReader(file)}
    for rule in _core.rules():
        assert rule["name"] in page
        formula = words("formulas", rule["name"], "en")
        assert f"Formula: {formula}." in page, rule["name"]
        assert f"Law: {clauses[rule['name']]}." in page, rule["name"]
        names = [parameter["name"] for parameter in rule["parameters"]]
        assert [name for name in names if name not in page] == [], rule["name"]
    assert page.count(">>> ") >= len(clauses)


def test_the_page_of_procedures_holds_every_action_and_term(site: Path) -> None:
    from accord import procedures

    page = said(site, "procedures.html")
    for definition in (procedures.cn_complaint, procedures.cn_mediation, procedures.us_cfpb):
        tree = json.loads(definition.json)
        assert tree["id"] in page
        names = [row["id"] for part in ("actions", "terms", "stages") for row in tree[part]]
        assert [name for name in names if name not in page] == []


def test_the_code_on_the_page_of_procedures_runs(tmp_path: Path) -> None:
    import accord

    page = (DOCS / "procedures.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    lines = (ROOT / "python/accord/demo_data/filings.jsonl").read_bytes().splitlines()
    with accord.open(tmp_path / "docket", actor="officer:intake") as docket:
        names: dict[str, Any] = {
            "docket": docket,
            "filing": accord.Filing.from_json(lines[0], "filings.jsonl"),
        }
        for block in blocks:
            exec(compile(block, "procedures.md", "exec"), names)
    refused = {option.action: option.refusal.code for option in names["options"] if not option}
    assert refused == {"complain": "wrong_stage", "notify": "evidence_missing"}
    assert names["case"].terms["answer"].due.isoformat() == "2026-03-17"


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    import accord

    page = (site / "api.html").read_text(encoding="utf-8")
    absent = [
        name
        for name in accord.__all__
        if callable(getattr(accord, name)) and f'id="accord.{name}"' not in page
    ]
    assert absent == []


def test_every_decision_is_listed_and_has_its_three_parts(site: Path) -> None:
    decisions = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    for path in decisions:
        assert path.stem in index
        assert (site / "decisions" / f"{path.stem}.html").is_file()
        text = path.read_text(encoding="utf-8")
        headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path.name
