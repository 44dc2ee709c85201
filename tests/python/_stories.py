"""Tells a case act by act: who did what on which day, what was refused, until when what runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import accord
from accord.procedure import Procedure

from tests.python import _dockets

ZONES = {"Asia/Shanghai", "Asia/Hong_Kong", "Australia/Sydney", "Europe/London", "America/New_York"}


class Story:
    """One case in a docket of its own. Acts of one day follow each other by an hour."""

    def __init__(self, docket: accord.Docket, clock: _dockets.Clock, zone: str) -> None:
        self.docket = docket
        self._clock = clock
        self._zone = ZoneInfo(zone)
        self._last: datetime | None = None
        self.case: accord.Case

    def file(
        self,
        day: str,
        procedure: Procedure,
        *,
        amount: str | None = "50000.00 CNY",
        respondents: int = 1,
        others: tuple[str, ...] = (),
        by: str = "claimant",
        **changes: Any,
    ) -> accord.Case | accord.Refusal:
        """Opens the case with a filing received on that day."""
        moment = self._moment(day)
        banks = [{**_dockets.BANK, "organisation": f"银行{n}"} for n in range(1, respondents + 1)]
        more = [{**_dockets.PERSON, "role": role} for role in others]
        claims = [{"ground": "loss"} | ({"amount": accord.Money(amount)} if amount else {})]
        given = {
            "received": moment.isoformat(),
            "parties": [_dockets.PERSON, *banks, *more],
            "claims": claims,
            "facts": {},
        }
        outcome = self.docket.file(
            _dockets.filing(**given | changes), procedure=procedure, at=moment.isoformat(), by=by
        )
        if isinstance(outcome, accord.Outcome):
            self.case = outcome.case
        return outcome.case if isinstance(outcome, accord.Outcome) else outcome

    def __call__(self, day: str, by: str | tuple[str, ...], action: str, **args: Any) -> Any:
        """Somebody does something, and may."""
        outcome = self._act(day, by, action, **args)
        assert isinstance(outcome, accord.Outcome), (action, outcome.words("en"), outcome.clauses)
        self.case = outcome.case
        return self.case

    def state(self, day: str, name: str, value: Any) -> None:
        """The office states a fact."""
        self(day, "officer:desk", "state_fact", name=name, value=value)

    def refused(
        self, day: str, by: str | tuple[str, ...], action: str, **args: Any
    ) -> accord.Refusal:
        """Somebody would do something, and may not; the case stays as it was."""
        outcome = self._act(day, by, action, **args)
        assert isinstance(outcome, accord.Refusal), action
        for language in ("zh-Hans", "zh-Hant", "en"):
            assert outcome.words(language)
        self.case = self.docket.case(self.case)
        return outcome

    def later(self, day: str) -> accord.Case:
        """Nothing is done until that day; what runs out by then has run out."""
        self.docket.advance(at=self._moment(day).isoformat())
        self.case = self.docket.case(self.case)
        return self.case

    def due(self, term: str, of: str = "") -> date:
        """The last day of a term, of one of several recipients where it has several."""
        found = [row for row in self.case.terms.values() if (row.id, row.of) == (term, of)]
        assert len(found) == 1, (term, of, list(self.case.terms))
        return found[0].due

    def is_(self, term: str, of: str = "") -> str:
        """The state of a term."""
        return next(row.state for row in self.case.terms.values() if (row.id, row.of) == (term, of))

    def _act(self, day: str, by: str | tuple[str, ...], action: str, **args: Any) -> Any:
        moment = self._moment(day)
        return self.docket.act(self.case, action, by=by, at=moment.isoformat(), **args)

    def _moment(self, day: str) -> datetime:
        moment = datetime.combine(date.fromisoformat(day), time(9), self._zone)
        if self._last is not None and moment <= self._last:
            moment = self._last + timedelta(minutes=10)
            assert moment.date() == date.fromisoformat(day), "a story goes forward"
        self._last = moment
        self._clock.now = moment.isoformat()
        return moment


@contextmanager
def story(folder: Path, zone: str = "Asia/Shanghai") -> Iterator[Story]:
    """A story, whose record verifies when it is told."""
    assert zone in ZONES
    folder.mkdir(exist_ok=True)
    clock = _dockets.Clock("2020-01-01T09:00+08:00")
    with _dockets.opened(folder, clock) as docket:
        yield Story(docket, clock, zone)
        assert docket.verify(deep=True).faults == ()


def day(text: str) -> date:
    """A day as terms say it."""
    return date.fromisoformat(text)
