"""Small dockets for tests: a filing, a clock that stands still until it is moved, one open case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import accord
from accord.procedures import cn_mediation

PERSON = {
    "role": "claimant",
    "kind": "person",
    "name": "申请人甲",
    "contact": "13800138000",
    "address": "某市某路 1 号",
}
BANK = {"role": "respondent", "kind": "organisation", "organisation": "银行甲"}


def fields(**changes: Any) -> dict[str, Any]:
    """A filing as a dict; changes replace its members."""
    filing: dict[str, Any] = {
        "received": "2026-03-02T09:00:00+08:00",
        "channel": "telephone",
        "kind": "wrong_debit",
        "business": "debit_card",
        "cause": "facilities_systems",
        "branch": "branch-a",
        "severity": "high",
        "urgency": "ordinary",
        "parties": [PERSON, BANK],
        "claims": [{"amount": accord.Money("50000.00 CNY"), "ground": "wrong_debit"}],
        "narrative": "卡号 6222021234567890123 被重复扣款,身份证 110101199003070018。",
        "facts": {"debited_on": "2025-09-01"},
    }
    return filing | changes


def filing(**changes: Any) -> accord.Filing:
    return accord.Filing.of(fields(**changes))


class Clock:
    """Says what it was set to."""

    def __init__(self, now: str = "2026-03-02T09:30+08:00") -> None:
        self.now = now

    def __call__(self) -> str:
        return self.now


def opened(folder: Path, clock: Clock | None = None, **settings: Any) -> accord.Docket:
    given: dict[str, Any] = {"actor": "officer:intake"} | settings
    return accord.open(folder / "docket", clock=clock or Clock(), **given)


def filed(docket: accord.Docket, **changes: Any) -> accord.Case:
    outcome = docket.file(filing(**changes), procedure=cn_mediation)
    assert isinstance(outcome, accord.Outcome)
    return outcome.case
