"""The six commands: help and answers in Chinese and English, JSON, one line for an error."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import accord
import pytest

from tests.python._dockets import filing

pytest.importorskip("typer", reason="needs the extra accord[cli]")
pytest.importorskip("typst", reason="needs the extra accord[documents]")
pytest.importorskip("openpyxl", reason="needs the extra accord[returns]")

COMMANDS = ("demo", "import", "case", "due", "return", "verify")
VERIFY = Path(__file__).resolve().parents[1] / "verify" / "verify_proof.py"
CHINESE = re.compile("[\u4e00-\u9fff]")
RUN = "from accord.cli import main; main()"


def run(*arguments: object, language: str = "en") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as its script starts it."""
    environment = {name: value for name, value in os.environ.items() if name[:3] != "LC_"}
    environment |= {"ACCORD_LANGUAGE": language, "COLUMNS": "160", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", RUN, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def answer(*arguments: object, language: str = "en") -> object:
    done = run(*arguments, "--json", language=language)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refused(done: subprocess.CompletedProcess[str], code: str) -> None:
    """One line on stderr, nothing on stdout, and no traceback."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("accord: ")
    assert f"[{code}]" in done.stderr


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `accord demo` leaves, told in English."""
    folder = tmp_path_factory.mktemp("cli") / "demo"
    done = run("demo", "--out", folder)
    assert done.returncode == 0, done.stderr
    (folder.parent / "told.txt").write_text(done.stdout, encoding="utf-8")
    return folder


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_in_chinese_and_english(command):
    chinese = run(command, "--help", language="zh-Hans").stdout
    english = run(command, "--help", language="en").stdout
    assert CHINESE.search(chinese)
    assert not CHINESE.search(english.replace("〔2026〕", ""))
    for text in (chinese, english):
        assert "--json" in text
        assert "--language" in text


def test_help_lists_the_commands_of_the_readme():
    text = run("--help").stdout
    assert all(re.search(rf"│ {name}\s", text) for name in COMMANDS)


# --- demo -----------------------------------------------------------------------------------------


def test_demo_tells_its_story_and_says_where_everything_is(out):
    told = (out.parent / "told.txt").read_text(encoding="utf-8")
    headings = ["Intake and triage", "Procedure, on a simulated clock", "Documents"]
    headings += ["The quarter's return", "Verification and proof", "Where everything is"]
    places = [told.index(heading) for heading in headings]
    assert places == sorted(places)
    for thing in ("a lapse", "an extension told in time", "a correction", "40070.00 CNY"):
        assert thing in told
    files = [line.strip() for line in told[places[-1] :].splitlines()[2:] if line.strip()]
    assert len(files) >= 9
    assert all(Path(file).is_file() for file in files)
    assert {Path(file).suffix for file in files} >= {".pdf", ".docx", ".csv", ".xlsx", ".json"}


def test_demo_speaks_chinese_and_answers_in_json(tmp_path):
    told = run("demo", "--out", tmp_path / "a", language="zh-Hans")
    assert told.returncode == 0, told.stderr
    assert all(text in told.stdout for text in ("一、受理与分流", "五、季度报表", "文件所在"))
    made = answer("demo", "--out", tmp_path / "b")
    assert (made["filings"], made["cases"]) == (30, 30)
    assert made["kinds"] >= 8
    assert all(Path(file).is_file() for file in (*made["documents"], *made["return"]))


def test_the_demos_proof_is_accepted_by_the_program_that_knows_nothing_of_ours(out):
    command = [sys.executable, "-S", "-E", VERIFY, out / "proof.json", out / "checkpoint.txt"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout.startswith("holds: ")


def test_demo_takes_a_file_of_complaints_in(tmp_path, shared_file):
    export = shared_file("data/cfpb/FIXTURE_v1-public_18col_ANONYMISED.csv")
    made = answer("demo", "--out", tmp_path / "demo", "--complaints", export)["complaints"]
    counted = sum(made[name] for name in ("filed", "rejected", "known", "changed"))
    assert made["rows"] == counted > 0
    assert made["cases"] == made["filed"] == made["met"] + made["lapsed"]


def test_demo_leaves_a_folder_that_is_not_empty(out):
    refused(run("demo", "--out", out), "folder_not_empty")


# --- import, case, due, return, verify ------------------------------------------------------------


@pytest.fixture(scope="module")
def docket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A docket that `accord import` made: two filings, one line that is none."""
    folder = tmp_path_factory.mktemp("cli-import")
    lines = [filing(branch="branch-b").json(), filing().json(), '{"channel": 5}']
    source = folder / "lines.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    form = ("--format", "jsonl", "--procedure", "cn_complaint")
    done = answer("import", folder / "docket", source, *form)
    assert (done["rows"], done["filed"], done["rejected"]) == (3, 2, 1)
    (finding,) = done["rejected_rows"]
    assert (finding["record"], finding["line"]) == (3, 3)
    return folder / "docket"


def test_import_says_in_words_what_it_rejected(tmp_path):
    source = tmp_path / "lines.jsonl"
    source.write_text("{}\n", encoding="utf-8")
    form = ("--format", "jsonl", "--procedure", "cn_complaint")
    english = run("import", tmp_path / "docket", source, *form)
    assert "rejected: " in english.stdout
    assert "(record 1, line 1)" in english.stdout
    chinese = run("import", tmp_path / "docket", source, *form, language="zh-Hans")
    assert "不予导入" in chinese.stdout


def test_import_of_a_file_that_is_not_there_makes_no_docket(tmp_path):
    done = run("import", tmp_path / "docket", tmp_path / "none.csv")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "docket").exists()


def test_case_by_its_number_with_terms_and_events(out):
    by_number = answer("case", out / "docket", "〔2026〕诉字第0001号")
    assert answer("case", out / "docket", by_number["id"]) == by_number
    assert by_number["terms"]["answer"] == {"state": "met", "due": "2026-01-20"}
    kinds = [event["kind"] for event in by_number["events"]]
    assert kinds[:2] == ["filed", "numbered"]
    assert [event["n"] for event in by_number["events"]] == list(range(1, len(kinds) + 1))
    told = run("case", out / "docket", by_number["id"]).stdout
    assert "15 calendar days" in told
    assert "15 日" in run("case", out / "docket", by_number["id"], language="zh-Hans").stdout


def test_due_lists_the_terms_that_run(docket):
    rows = answer("due", docket, "--until", "2030-01-01")
    assert {row["term"] for row in rows} >= {"answer", "investigate", "resolve"}
    assert {row["due"] for row in rows if row["term"] == "answer"} == {"2026-03-17"}
    assert answer("due", docket, "--until", "2026-03-01") == []
    assert "statutory" not in run("due", docket, "--until", "2026-03-01").stdout
    assert "投诉答复期限" in run("due", docket, "--until", "2030-01-01", language="zh-Hans").stdout


def test_return_prints_and_writes_the_quarter(out, tmp_path):
    quarter = answer("return", out / "docket", "2026Q1", "--out", tmp_path / "q.csv")
    total = quarter["rows"][0]["counts"]
    assert total["opening"] + total["received"] - total["closed"] == total["closing"]
    assert (tmp_path / "q.csv").is_file()
    assert CHINESE.search(run("return", out / "docket", "2026Q1", language="zh-Hans").stdout)


def test_verify_says_that_the_record_holds_or_where_not(out, docket):
    checked = answer("verify", out / "docket", "--deep")
    assert checked["ok"]
    assert checked["faults"] == []
    assert checked["checkpoint"] == (out / "checkpoint.txt").read_text(encoding="utf-8")
    assert "记录完整" in run("verify", docket, language="zh-Hans").stdout


# --- what goes wrong ------------------------------------------------------------------------------


def test_errors_are_one_line_and_exit_one(out, tmp_path):
    refused(run("case", out / "docket", "〔2026〕诉字第9999号"), "no_such_case")
    refused(run("verify", tmp_path / "none"), "not_found")
    refused(run("return", out / "docket", "2026Q9"), "bad_period")
    refused(run("due", out / "docket", "--until", "soon"), "bad_date")
    refused(run("due", out / "docket", "--language", "xx"), "unknown_language")
    assert not (tmp_path / "none").exists()


def test_an_unknown_command_or_option_exits_two():
    assert run("report").returncode == 2
    done = run("due", "x", "--nonsense")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_screen_shows_progress_on_a_terminal_only(capsys):
    from accord.cli.show import Screen

    with Screen("en", as_json=False).progress("lines", 10) as update:
        update(10)
    assert capsys.readouterr() == ("", "")
    with pytest.raises(accord.InputError):
        Screen("xx", as_json=False)
