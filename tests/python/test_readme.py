"""The example of both READMEs runs exactly as it is printed, and prints what its comments say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")

# What the example's own text supposes: one wrong debit, and two papers as any file may be.
COMPLAINT = {
    "received": "2026-03-02T09:20:00+08:00",
    "channel": "telephone",
    "kind": "wrong_debit",
    "business": "debit_card",
    "cause": "facilities_systems",
    "branch": "分行甲",
    "parties": [
        {"role": "claimant", "kind": "person", "name": "申请人甲"},
        {"role": "respondent", "kind": "organisation", "organisation": "银行甲"},
    ],
    "claims": [{"amount": "50000.00 CNY", "relief": "payment", "ground": "wrong_debit"}],
    "narrative": "2025年9月1日，我的借记卡被系统重复扣款五万元。",
}


def examples(readme: str) -> list[str]:
    """The Python blocks of a README: a first case, and one figure or a million."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / readme).read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    return blocks


def example(readme: str) -> str:
    return examples(readme)[0]


@pytest.mark.parametrize("readme", READMES)
def test_the_example_runs_as_written(readme: str, tmp_path: Path) -> None:
    (tmp_path / "complaint.json").write_text(
        json.dumps(COMPLAINT, ensure_ascii=False), encoding="utf-8"
    )
    for name in ("statement.pdf", "contract.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7\n" + name.encode())
    done = subprocess.run(
        [sys.executable, "-c", example(readme)], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    refused, printed = done.stdout.splitlines()[0], done.stdout
    assert "contract" in refused  # the statement is there, the contract is what is missing
    assert "2026-04-07" in printed  # 30 days from 5 March, and 4 to 6 April are 清明节
    assert "40070.00 CNY" in printed
    for amount in ("40000.00 CNY", "70.00 CNY"):
        assert amount in printed
    assert re.search(r"c_[a-z2-7]{26}", printed)  # the cell opened into its case
    assert (tmp_path / "agreement.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "2026Q1.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("readme", READMES)
def test_the_example_over_columns_runs_as_written(readme: str) -> None:
    pytest.importorskip("polars", reason="needs the extra [frames]")
    done = subprocess.run(
        [sys.executable, "-c", examples(readme)[1]], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "8908.46 CNY" in done.stdout
    assert "890846" in done.stdout


def test_both_readmes_print_the_same_examples() -> None:
    """Their code is the same; their comments are each in its language."""

    def code(readme: str) -> list[str]:
        return [re.sub(r"\s*#.*", "", line) for line in "\n".join(examples(readme)).splitlines()]

    assert code("README.md") == code("README.zh-CN.md")


def test_both_readmes_name_the_same_commands_and_folders() -> None:
    named = [
        sorted(re.findall(r"`([a-z./_-]*/)`|`accord ([a-z]+)`", (ROOT / readme).read_text("utf-8")))
        for readme in READMES
    ]
    assert named[0]
    assert named[0] == named[1]
    headings = [(ROOT / r).read_text("utf-8").count("\n## ") for r in READMES]
    assert headings[0] == headings[1]
