"""The demo's filings and paths as data, and what their figures and arguments come to.

The form of both files is described in `accord/demo_data/README.md`.
"""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

import accord
from accord import procedures
from accord.procedure import Procedure

__all__ = ["Plan", "figure"]

# The argument that each rule takes first.
_SUBJECTS = {
    "agreed_indemnity": "agreed",
    "court_fee": "claim",
    "indemnity": "loss",
    "interest": "principal",
    "series_interest": "principal",
    "wrong_debit": "amount",
}
_PROCEDURES = {"cn.complaint": procedures.cn_complaint, "cn.mediation": procedures.cn_mediation}


class Plan:
    """Thirty filings, and for each what is done with it and when."""

    def __init__(self) -> None:
        here = files("accord") / "demo_data"
        self.lines = here.joinpath("filings.jsonl").read_text(encoding="utf-8").splitlines()
        document = json.loads(here.joinpath("paths.json").read_bytes())
        self.until: str = document["until"]
        self.shows: dict[str, Any] = document["shows"]
        self.paths: list[dict[str, Any]] = document["paths"]

    def filing(self, number: int) -> accord.Filing:
        """One filing, read as strictly as anybody's."""
        return accord.Filing.from_json(
            self.lines[number].encode(), f"filings.jsonl line {number + 1}"
        )

    def moments(self) -> list[tuple[str, dict[str, Any], dict[str, Any] | None]]:
        """(when, path, step) in order of time; the filing itself has no step."""
        moments: list[tuple[str, dict[str, Any], dict[str, Any] | None]] = []
        for path in self.paths:
            moments.append((path["file"]["at"], path, None))
            moments += [(step["at"], path, step) for step in path["steps"]]
        return sorted(moments, key=lambda moment: moment[0])

    @staticmethod
    def procedure(path: dict[str, Any]) -> Procedure:
        return _PROCEDURES[path["procedure"]]


def figure(path: dict[str, Any], name: str) -> accord.Explained:
    """A figure of a path, computed by its rule."""
    plan = path["figures"][name]
    args = dict(plan["args"])
    first = args.pop(_SUBJECTS[plan["rule"]])
    computed: accord.Explained = getattr(accord.settle, plan["rule"])(first, **args)
    return computed


def arguments(path: dict[str, Any], step: dict[str, Any]) -> dict[str, Any]:
    """A step's arguments as the verbs take them."""
    args = dict(step.get("args", {}))
    if isinstance(args.get("amount"), dict):
        args["amount"] = figure(path, args["amount"]["figure"])
    if "content" in args:
        args["content"] = args["content"].encode()
    return args


def value(given: Any) -> Any:
    """A typed value: {"instant": …}, {"date": …}, or the thing itself."""
    if not isinstance(given, dict):
        return given
    ((sort, text),) = given.items()
    return accord.Instant(text) if sort == "instant" else date.fromisoformat(text)
