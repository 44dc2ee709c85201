"""What ships is rehearsed as a docket decides it: random acts of every procedure, side by side."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import accord
import pytest
from accord import procedures
from accord.errors import ProcedureError
from accord.procedure import Procedure, Rehearsal

from tests.python._dockets import Clock, fields, opened

SHIPPED = {
    name: value
    for name in dir(procedures)
    if isinstance(value := getattr(procedures, name), Procedure)
}
# What they ask of a case that columns do not have; each says so at once.
BEYOND = {
    "au_afca": "carry_over",
    "cn_litigation": "count",
    "uk_fos": "clocks",
    "us_finra": "decides",
}
OPENED = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
# A docket asks who acts and with what papers in hand; a rehearsal does not.
ASKED_BY_A_DOCKET = {"wrong_role", "no_authority"}
TEXTS = ("kind", "channel", "business", "cause", "branch", "severity", "urgency")
VALUES: dict[str, Any] = {"bool": True, "date": date(2026, 3, 2), "integer": 3, "text": "other"}
VALUES["money"] = accord.Money("500 CNY")


def facts_of(tree: dict[str, Any], source: random.Random) -> dict[str, Any]:
    facts = {name: VALUES[type] for name, type in tree.get("facts", {}).items()}
    return {
        name: source.random() < 0.7 if isinstance(value, bool) else value
        for name, value in facts.items()
    }


def walk(folder: Path, procedure: Procedure, seed: int) -> dict[str, int]:
    """Random acts, one after another; how many of each answer."""
    source, clock, tree = random.Random(seed), Clock(OPENED.isoformat()), json.loads(procedure.json)
    facts = facts_of(tree, source)
    seen: dict[str, int] = {}
    given = fields(facts=facts, received=OPENED.isoformat())
    with opened(folder, clock) as docket:
        case = docket.file(accord.Filing.of(given), procedure=procedure).case
        stated = {f"facts.{name}": value for name, value in facts.items()}
        stated |= {f"case.{name}": given[name] for name in TEXTS}
        stated |= {"case.amount": accord.Money("50000.00 CNY"), "case.priority": case.priority}
        r = Rehearsal(procedure, at=OPENED, fields=stated)
        now = OPENED
        for _ in range(25):
            action = source.choice(tree["actions"])
            now += timedelta(hours=source.choice((0, 1, 30, 30, 200, 1_500)))
            clock.now = now.isoformat()
            roles = action.get("by", ["claimant"])
            by = roles if action.get("all_of") else roles[:1]
            outcome = docket.act(case, action["id"], by=by)
            said = True if outcome else outcome.code
            if said in ASKED_BY_A_DOCKET:
                r.advance(clock.now)
            else:
                assert r.act(action["id"], at=clock.now) == said, (action["id"], clock.now)
            after = docket.case(case)
            assert r.stages() == tuple(after.stages)
            terms = {term.id: (term.state, term.due) for term in after.terms.values()}
            assert r.terms() == terms
            seen[str(said)] = seen.get(str(said), 0) + 1
    return seen


@pytest.mark.parametrize("name", sorted(SHIPPED.keys() - BEYOND.keys()))
def test_a_rehearsal_goes_as_the_docket_does(name, tmp_path):
    seen: dict[str, int] = {}
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        for said, count in walk(folder, SHIPPED[name], seed).items():
            seen[said] = seen.get(said, 0) + count
    assert seen["True"] >= 6
    assert seen["wrong_stage"] >= 6


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_what_a_procedure_asks_beyond_columns_is_said(name):
    with pytest.raises(ProcedureError, match=BEYOND[name]):
        Rehearsal(SHIPPED[name], on="2026-03-02")
