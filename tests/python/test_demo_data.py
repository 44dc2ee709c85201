"""The demo's own filings and paths: every step does in a docket what its file says it does."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import accord
import pytest
from accord.procedures import cn_complaint, cn_mediation

DATA = Path(accord.__file__).parent / "demo_data"
FILINGS = (DATA / "filings.jsonl").read_text(encoding="utf-8").splitlines()
PLAN: dict[str, Any] = json.loads((DATA / "paths.json").read_text(encoding="utf-8"))
PATHS = PLAN["paths"]
PROCEDURES = {"cn.complaint": cn_complaint, "cn.mediation": cn_mediation}
SUBJECTS = {"interest": "principal", "series_interest": "principal", "court_fee": "claim"}
SUBJECTS |= {"wrong_debit": "amount", "indemnity": "loss", "agreed_indemnity": "agreed"}


def figure(path: dict[str, Any], name: str) -> accord.Explained:
    plan = path["figures"][name]
    args = dict(plan["args"])
    first = args.pop(SUBJECTS[plan["rule"]])
    return getattr(accord.settle, plan["rule"])(first, **args)


def value(given: Any) -> Any:
    """A typed value of a path as the verbs take it."""
    if isinstance(given, dict):
        ((sort, text),) = given.items()
        return {"instant": accord.Instant, "date": date.fromisoformat}[sort](text)
    return given


def arguments(path: dict[str, Any], step: dict[str, Any]) -> dict[str, Any]:
    args = dict(step.get("args", {}))
    if isinstance(args.get("amount"), dict):
        args["amount"] = figure(path, args["amount"]["figure"])
    if "content" in args:
        args["content"] = args["content"].encode()
    return args


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[accord.Docket, list[str]]:
    """All paths in one docket, their steps in order of time on a simulated clock."""
    now = ["2025-12-01T00:00:00+08:00"]
    folder = tmp_path_factory.mktemp("demo") / "docket"
    docket = accord.open(folder, actor="officer:intake", clock=lambda: accord.Instant(now[0]))
    ids = [""] * len(PATHS)
    steps = [(path["file"]["at"], path, None) for path in PATHS]
    steps += [(step["at"], path, step) for path in PATHS for step in path["steps"]]
    for at, path, step in sorted(steps, key=lambda each: each[0]):
        now[0] = at
        number = path["filing"]
        if step is None:
            filing = accord.Filing.from_json(FILINGS[number].encode(), f"line {number + 1}")
            result = docket.file(
                filing, procedure=PROCEDURES[path["procedure"]], at=at, by=path["file"]["by"]
            )
            ids[number] = result.case.id
        elif step["do"] == "act":
            args = arguments(path, step)
            result = docket.act(ids[number], step["action"], by=step["by"], at=at, **args)
        elif step["do"] == "record":
            about = {key: step[key] for key in ("by", "irregular", "authorised_by")}
            about |= {"occurred": accord.Instant(step["occurred"]), **arguments(path, step)}
            result = docket.record(ids[number], step["event"], **about)
        else:
            result = docket.correct(
                ids[number], step["field"], value(step["value"]), reason=step["reason"]
            )
        refused = None if result else result.code
        expected = step.get("refused") if step else None
        assert refused == expected, (number, step, result)
    now[0] = PLAN["until"]
    docket.advance(at=PLAN["until"])
    return docket, ids


def kinds(run: tuple[accord.Docket, list[str]], kind: str) -> list[tuple[int, accord.Event]]:
    docket, ids = run
    return [(n, e) for n, id in enumerate(ids) for e in docket.events(id) if e.kind == kind]


def test_every_path_ends_where_it_says(run):
    docket, ids = run
    for path in PATHS:
        case = docket.case(ids[path["filing"]])
        end = (case.stage, case.outcome or None)
        assert end == (path["end"]["stage"], path["end"]["outcome"]), path["title"]


def test_figures_are_what_the_file_says():
    seen = Counter(plan["rule"] for path in PATHS for plan in path.get("figures", {}).values())
    assert set(seen) == set(SUBJECTS), "every rule of the first depth is used"
    for path in PATHS:
        for name, plan in path.get("figures", {}).items():
            assert str(figure(path, name).value) == plan["value"], (path["title"], name)


def test_the_agreed_sum_is_no_formula_and_lies_between_its_bounds():
    agreed = figure(PATHS[PLAN["shows"]["agreed_between_bounds"]], "agreed")
    assert str(agreed.value) == "80000.00 CNY"
    words = agreed.why(language="zh-Hans")
    assert "100000.00" in str(words).replace(",", "")
    assert "80000.00" in str(words).replace(",", "")


def test_one_lapse_of_a_statutory_term(run):
    docket, ids = run
    lapsed = [
        (n, term)
        for n, id in enumerate(ids)
        for term in docket.case(id).terms.values()
        if term.nature == "procedural" and term.state == "lapsed"
    ]
    assert [n for n, _ in lapsed] == [PLAN["shows"]["lapse"]]


def test_one_of_each_thing_that_the_demo_shows(run):
    shows = PLAN["shows"]
    assert [n for n, _ in kinds(run, "term_extended")] == [shows["extension_told_in_time"]]
    assert [n for n, _ in kinds(run, "irregularity_noted")] == [shows["irregular_fact"]]
    assert [n for n, _ in kinds(run, "corrected")] == [shows["correction"]]
    late = [p["filing"] for p in PATHS for s in p["steps"] if s.get("refused") == "extension_late"]
    assert late == [shows["late_extension_refused"]]


def test_a_correction_moves_the_term(run):
    docket, ids = run
    case = docket.case(ids[PLAN["shows"]["correction"]])
    assert case.terms["answer"].due == date(2026, 1, 23)


def test_the_quarter_has_stock_at_both_ends(run):
    docket, ids = run
    shows = PLAN["shows"]
    opening = [p["filing"] for p in PATHS if p["file"]["at"] < "2026-01-01"]
    assert opening == shows["opening_stock"]
    closing = [n for n, id in enumerate(ids) if not docket.case(id).final]
    assert closing == shows["closing_stock"]
    repeat = [
        n for n, line in enumerate(FILINGS) if json.loads(line).get("facts", {}).get("repeat")
    ]
    assert repeat == shows["repeat"]


def test_the_log_holds(run):
    docket, _ = run
    assert docket.verify(deep=True).ok
