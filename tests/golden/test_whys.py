"""What people read of a reckoning, whole: a figure of each rule and terms, three languages."""

from __future__ import annotations

from pathlib import Path

import accord
import pytest
from accord.demo.plan import Plan, figure
from accord.procedures import cn_complaint
from accord.why import Why

from tests.python._dockets import Clock, filing, opened

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
PLAN = Plan()
# One figure of each rule, the first that the demo computes under it.
FIRST = {
    plan["rule"]: (path, name)
    for path in reversed(PLAN.paths)
    for name, plan in reversed(path.get("figures", {}).items())
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", sorted(FIRST))
def test_a_figure_explains_itself(rule, language, golden):
    path, name = FIRST[rule]
    golden(f"why/{rule}.{language}.txt", f"{figure(path, name).why(language)}\n")


@pytest.mark.parametrize("rule", sorted(FIRST))
def test_a_figure_as_data(rule, golden):
    path, name = FIRST[rule]
    golden(f"why/{rule}.json", Why(figure(path, name).line).json + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_extended_term_explains_itself(language, golden, tmp_path: Path):
    with opened(tmp_path, Clock("2026-03-10T10:00+08:00")) as docket:
        case = docket.file(filing(), procedure=cn_complaint, at="2026-03-02T09:30+08:00").case
        told = {"term": "answer", "to": 60, "approved_by": "superior_body", "told": ("claimant",)}
        done = docket.act(case, "extend", by="institution", **told)
        assert done, done.words("en")
        golden(f"why/term.{language}.txt", f"{done.case.terms['answer'].why(language)}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rolled_day_explains_itself(language, golden):
    reckoned = accord.calendar.reckon("2026-02-06", amount=15, roll="forward")
    golden(f"why/rolled.{language}.txt", f"{reckoned.why(language)}\n")
