"""What a paper says, as plain data: PDF, Word and text are made of the same sentences."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from accord._core import Case, Evidence, Figure, Instant, Money, Party, mask_numbers
from accord.documents._amount import amount_in_figures, amount_in_words
from accord.documents._annexes import law_annex, why_annex
from accord.documents._words import clean, day_text, paper_words
from accord.text import has, words

__all__ = ["Writer"]

ZONE = ZoneInfo("Asia/Shanghai")
NUMERALS = "一二三四五六七八九十"


def day_of(when: Instant | date | None) -> date | None:
    """The day of a moment in China; a day is itself, the unknown stays unknown."""
    return when.datetime.astimezone(ZONE).date() if isinstance(when, Instant) else when


class Writer:
    """Builds the sections of one paper in one language."""

    def __init__(self, case: Case, language: str) -> None:
        self.case = case
        self.language = language
        self.words = paper_words(language)
        self.sections: list[dict[str, Any]] = []

    # --- small words ------------------------------------------------------------------------------

    def say(self, word: str, **values: object) -> str:
        template: str = self.words[word]
        return template.format_map({name: str(value) for name, value in values.items()})

    def code(self, section: str, code: str) -> str:
        return words(section, code, self.language) if has(section, code, self.language) else code

    def day(self, day: date) -> str:
        return day_text(day, self.language)

    def listed(self, parts: list[str]) -> str:
        separator: str = self.words["separator"]
        return separator.join(parts)

    def name(self, party: Party) -> str:
        return clean(party.organisation or party.name or "") or self.words["unnamed"]

    def role(self, role: str) -> str:
        return self.code("roles", role)

    def party(self, role: str) -> str:
        """ "申请人申请人甲": a party by role and name."""
        found = [p for p in self.case.parties if p.role == role]
        names = self.listed([self.name(party) for party in found]) or self.words["unnamed"]
        gap = " " if self.language == "en" else ""
        return f"{self.role(role)}{gap}{names}"

    def money(self, word: str, money: Money, **values: object) -> str:
        figures = amount_in_figures(money, language=self.language)
        said = amount_in_words(money, language=self.language)
        return self.say(word, figures=figures, words=said, **values)

    def section(self, label: str, lines: list[str], *, numbered: bool = False) -> None:
        """One section under the next number; nothing where there is nothing to say."""
        if not lines:
            return
        if self.language == "en":  # a role may open a sentence
            lines = [line[:1].upper() + line[1:] for line in lines]
        place = len(self.sections)
        title = self.words["labels"][label]
        mark = f"{place + 1}. " if self.language == "en" else f"{NUMERALS[place]}、"
        if numbered and len(lines) > 1:
            lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
        self.sections.append({"title": mark + title, "lines": lines})

    # --- sections ---------------------------------------------------------------------------------

    def parties(self) -> None:
        lines = []
        for party in self.case.parties:
            gap = " " if self.language == "en" else ""
            parts = [self.say("party", role=self.role(party.role), name=self.name(party))]
            if party.address:
                parts.append(self.say("party_address", address=clean(party.address)))
            if party.contact:
                parts.append(self.say("party_contact", contact=clean(party.contact)))
            lines.append(gap.join(parts))
        self.section("parties", lines)

    def agents(self, on: date | None) -> None:
        lines = []
        for agent in self.case.agents:
            is_over = agent.to is not None and on is not None and agent.to < on
            if agent.revoked or is_over:
                continue
            span = self.say("agent_from", day=self.day(agent.from_)) if agent.from_ else ""
            span += self.say("agent_to", day=self.day(agent.to)) if agent.to else ""
            name = clean(agent.name or "") or self.words["unnamed"]
            scope = self.code("values", agent.scope)
            role = self.role(agent.party)
            lines.append(self.say("agent", role=role, name=name, scope=scope, span=span))
        self.section("agents", lines)

    def facts(self, established: str) -> None:
        filing = self.case.filing
        who = {role: self.party(role) for role in ("claimant", "respondent")}
        received = day_of(filing.received)
        subject = self.code("kind", filing.kind) if filing.kind else self.code("business", "other")
        if received is None:
            lines = [self.say("matter_undated", subject=subject, **who)]
        else:
            lines = [self.say("matter", day=self.day(received), subject=subject, **who)]
        if filing.narrative:
            text = clean(mask_numbers(filing.narrative))
            lines.append(self.say("told", claimant=self.role("claimant"), text=text))
        if established:
            lines.append(self.say("established", text=clean(mask_numbers(established))))
        classes = self._classes()
        if classes:
            lines.append(self.say("classes", classes=self.listed(classes)))
        items = [
            self.say(
                "evidence_item",
                item=self._item(item),
                checked=self.code("evidence", item.checked),
            )
            for item in self.case.evidence
        ]
        if items:
            lines.append(self.say("evidence", items=self.listed(items)))
        self.section("facts", lines)

    def _item(self, item: Evidence) -> str:
        """An item by its words; one that has none by its kind and its own name."""
        if has("evidence", item.item, self.language):
            return words("evidence", item.item, self.language)
        return clean(f"{self.code('evidence', item.kind)} {item.item}")

    def _classes(self) -> list[str]:
        stated = self.case.filing.classification
        codes = [(name, getattr(stated, name)) for name in ("type", "nature", "content")]
        codes += [("causes", code) for code in stated.causes]
        return [self.code(name, code) for name, code in codes if code != "unstated"]

    def claims(self) -> None:
        lines = []
        for claim in self.case.claims:
            relief = clean(self.code("relief", claim.relief))
            if claim.amount is None:
                lines.append(self.say("claim_other", relief=relief))
            else:
                lines.append(self.money("claim_money", claim.amount, relief=relief))
        self.section("claims", lines or [self.words["no_claims"]], numbered=True)

    # --- the whole --------------------------------------------------------------------------------

    def content(
        self,
        kind: str,
        *,
        to: str = "",
        place: str = "",
        signatures: list[dict[str, str]],
        amount: Money | None,
        figure: Figure | None,
    ) -> dict[str, Any]:
        """Everything a template shows, as strings, lists and dicts."""
        number = self.say("number", number=clean(self.case.number or self.case.id))
        title = self.words["titles"][kind]
        annexes = []
        if amount is not None:
            annexes.append(why_annex(amount, figure, kind, self.words, self.language))
        annexes.append(law_annex(self.case, figure, kind, self.words, self.language))
        for place_, annex in enumerate(annexes, 1):
            mark = str(place_) if self.language == "en" else NUMERALS[place_ - 1]
            annex["title"] = self.say("annex", place=mark, title=annex["title"])
        return {
            "kind": kind,
            "language": self.language,
            "lang": "en" if self.language == "en" else "zh",
            "region": {"zh-Hans": "CN", "zh-Hant": "TW", "en": "GB"}[self.language],
            "title": title,
            "number": number,
            "to": to,
            "sections": self.sections,
            "place": self.say("place", place=clean(place)),
            "signatures": signatures,
            "date_label": self.words["date"],
            "annexes": annexes,
            "footer": self.say("footer", title=title, number=clean(self.case.number)),
            "page": self.words["page"],
        }
