"""Tells the demo's story: each part does its share of the work and prints what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import accord
from accord.demo.plan import figure
from accord.demo.play import Moment, Stage
from accord.demo.words import say
from accord.text import words

if TYPE_CHECKING:
    from accord.cli.show import Screen

__all__ = ["Teller"]

_QUARTER = "2026Q1"
_SCHEMES = ("type", "subject", "nature", "content")
_TOLD = ("late_extension_refused", "extension_told_in_time", "irregular_fact", "correction")


class Teller:
    """The parts of the demo in their order; `made` collects what they wrote."""

    def __init__(self, stage: Stage, folder: Path, screen: Screen) -> None:
        self.stage = stage
        self.folder = folder
        self.screen = screen
        self.language = screen.language
        self.made: dict[str, Any] = {"docket": str(folder / "docket")}

    def say(self, code: str, **arguments: object) -> str:
        return say(code, self.language, **arguments)

    def words(self, section: str, code: str) -> str:
        return words("marks" if code == "unstated" else section, code, self.language)

    # --- intake, triage, procedure ----------------------------------------------------------------

    def intake_and_run(self) -> None:
        notable = {
            number: name
            for name, number in self.stage.plan.shows.items()
            if isinstance(number, int)
        }
        moments = list(self.stage.play())
        self._list_filings()
        self.screen.heading(self.say("run"))
        self.screen.table(
            [self.say(name) for name in ("number", "kind", "outcome")],
            [self._end(path) for path in self.stage.plan.paths],
        )
        self._tell_notable(moments, notable)
        self.made["cases"] = len(self.stage.ids)

    def _list_filings(self) -> None:
        cases = [self.stage.case(path["filing"]) for path in self.stage.plan.paths]
        kinds = {case.filing.kind for case in cases}
        self.screen.heading(self.say("intake"))
        self.screen.line(self.say("filings", n=len(cases), kinds=len(kinds)))
        columns = ("number", "kind", "schemes", "amount", "priority", "routes")
        self.screen.table(
            [self.say(name) for name in columns], [self._filing_row(case) for case in cases]
        )
        self.made["filings"], self.made["kinds"] = len(cases), len(kinds)

    def _filing_row(self, case: accord.Case) -> list[str]:
        classified = case.filing.classification
        schemes = " · ".join(self.words(scheme, getattr(classified, scheme)) for scheme in _SCHEMES)
        claimed = ", ".join(str(claim.amount) for claim in case.claims if claim.amount is not None)
        return [
            case.number,
            self.words("kind", case.filing.kind),
            schemes,
            claimed,
            self.words("priorities", case.priority),
            " ".join(self.words("routes", route) for route in case.routes),
        ]

    def _end(self, path: dict[str, Any]) -> list[str]:
        case = self.stage.case(path["filing"])
        outcome = self.words("outcomes", case.outcome) if case.final else self.say("open")
        return [case.number, path["title"], outcome]

    def _tell_notable(self, moments: list[Moment], notable: dict[int, str]) -> None:
        for number, name in notable.items():
            for line in self._notable(
                name, number, [m for m in moments if m.path["filing"] == number]
            ):
                self.screen.line(line)
        lapsed = self.stage.case(self.stage.plan.shows["lapse"])
        for term in lapsed.terms.values():
            if term.nature == "procedural" and term.state == "lapsed":
                self.screen.line(f"\n{self.say('lapse')} · {lapsed.number}")
                self.screen.line(str(term.why(language=self.language)))

    def _notable(self, name: str, number: int, moments: list[Moment]) -> list[str]:
        if name not in _TOLD:  # the others are told with the figures, and in the terms' own words
            return []
        case = self.stage.case(number)
        head = f"\n{self.say(name)} · {case.number}"
        if name == "late_extension_refused":
            refusals = [m.result for m in moments if isinstance(m.result, accord.Refusal)]
            late = [refusal for refusal in refusals if refusal.code == "extension_late"]
            return [head, *(refusal.words(self.language) for refusal in late)]
        if name == "extension_told_in_time":
            extended = [term for term in case.terms.values() if term.extended]
            return [head, *(str(term.why(language=self.language)) for term in extended)]
        if name == "irregular_fact":
            return [head, *(f"{i.clause} ({i.authorised_by})" for i in case.irregularities)]
        return [head, *(f"{c.field}: {c.was} → {c.now} ({c.reason})" for c in case.corrections)]

    # --- money ------------------------------------------------------------------------------------

    def figures(self) -> None:
        self.screen.heading(self.say("figures"))
        path_of_all = self.folder / "figures.txt"
        told = []
        for path in self.stage.plan.paths:
            for name in path.get("figures", {}):
                computed = figure(path, name)
                self.screen.line(f"\n{path['title']} · {name} = {computed.value}")
                lines = str(computed.why(language=self.language))
                self.screen.line(lines)
                told.append(f"{path['title']} · {name} = {computed.value}\n{lines}\n")
        path_of_all.write_text("\n".join(told), encoding="utf-8")
        self.screen.line(f"\n{self.say('agreed_note')}")
        self.screen.line(self.say("all_figures", n=len(told), path=path_of_all))
        self.made["figures"], self.made["figure_count"] = str(path_of_all), len(told)

    # --- papers, return, proof --------------------------------------------------------------------

    def papers(self) -> None:
        self.screen.heading(self.say("papers"))
        self.made["documents"] = []
        shows = self.stage.plan.shows
        for number in (0, 1, shows["agreed_between_bounds"]):
            case = self.stage.case(number)
            document = accord.documents.agreement(case, language="zh-Hans")
            for suffix in ("pdf", "docx"):
                file = self.folder / f"agreement-{number + 1:02d}.{suffix}"
                document.save(file)
                self.made["documents"].append(str(file))
                self.screen.line(f"{case.number}  {file}")

    def quarter(self) -> None:
        self.screen.heading(self.say("return"))
        quarter = accord.returns.cn_quarterly(self.stage.docket, period=_QUARTER).validated()
        self.screen.line(str(quarter))
        self.made["return"] = []
        for suffix in ("csv", "xlsx"):
            file = self.folder / f"{_QUARTER}.{suffix}"
            quarter.save(file)
            self.made["return"].append(str(file))

    def proof(self) -> None:
        self.screen.heading(self.say("proof"))
        checked = self.stage.docket.verify(deep=True)
        if not checked.ok:
            raise accord.StoreError("damaged", self.made["docket"], "; ".join(checked.faults))
        self.screen.line(self.say("holds", events=checked.events))
        self.screen.line(checked.checkpoint.rstrip())
        agreed = self.stage.case(self.stage.plan.shows["agreed_between_bounds"])
        proof = self.stage.docket.proof(agreed.last_seq)
        file = self.folder / "proof.json"
        proof.save(file)
        (self.folder / "checkpoint.txt").write_text(checked.checkpoint, encoding="utf-8")
        self.screen.line(self.say("proof_of", seq=agreed.last_seq))
        self.made |= {
            "events": checked.events,
            "proof": str(file),
            "checkpoint": checked.checkpoint,
        }

    def where(self) -> dict[str, Any]:
        self.screen.heading(self.say("where"))
        files = [
            *self.made["documents"],
            *self.made["return"],
            self.made["figures"],
            self.made["proof"],
        ]
        self.screen.line(f"{self.say('docket')}: {self.made['docket']}")
        for file in files:
            self.screen.line(f"  {file}")
        return self.made
