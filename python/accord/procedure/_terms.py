"""The builder's part for terms: trigger, length, roll, waits, extensions, what silence does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.procedure._expression import Expression, Json, clause_json
from accord.procedure._parts import (
    Extension,
    Parameter,
    Stages,
    extension,
    full,
    guard_json,
    made_of,
    name,
    names,
)
from accord.procedure._sheet import Sheet
from accord.procedure._term_parts import (
    ANCHOR,
    Clock,
    Restoration,
    Setting,
    WaitRule,
    anchor_json,
    clock,
    days_json,
    length_json,
    one_of,
    restoration,
    setting,
    wait_rule,
    waits_json,
)

ROLE_LISTS = ("by", "approved_by", "told")
ROLLS = (None, "forward", "backward")


class TermsPart(Sheet):
    """Procedure.term and what a term is written with."""

    extension = staticmethod(extension)
    clock = staticmethod(clock)
    wait = staticmethod(wait_rule)
    setting = staticmethod(setting)
    restoration = staticmethod(restoration)

    def term(
        self,
        id: str,
        *,
        after: str | Iterable[str] = (),
        after_service_on: str | None = None,
        service: str | None = None,
        after_fact: str | None = None,
        after_stage: Stages | str | None = None,
        after_term: str | None = None,
        even_if_extended: bool = False,
        clocks: Sequence[Clock] = (),
        choose: str | None = None,
        carry_over: str | None = None,
        restarts: str | Iterable[str] = (),
        waits: Mapping[str, str] | Sequence[WaitRule] = (),
        nature: str = "procedural",
        met_by: str | Iterable[str] = (),
        rolls: str | None = None,
        rest_days: str | None = None,
        day_zero: str = "excluded",
        cut_off: str | None = None,
        zone: str | None = None,
        calendar: str | None = None,
        direction: str = "after",
        business_up_to: int | None = None,
        when: Expression | None = None,
        extend: Sequence[Extension] = (),
        override: Setting | None = None,
        restore: Restoration | None = None,
        reminders: Sequence[int] = (),
        on_lapse_stage: Stages | None = None,
        on_lapse_task: str | None = None,
        on_lapse_raise: str | None = None,
        ends_with_case: bool = True,
        clause: Any = None,
        **amount: int | Parameter,
    ) -> None:
        """A period: what starts it, its length (days=15), its roll, waits, what silence does.

        It runs from an act (`after`), from service of that act's paper (`after_service_on` a role,
        `service`: "each" for himself, the "last" of them, or the "sending"), from a fact, a stage,
        or another term's last day (`even_if_extended`: as first reckoned). Several `clocks` with
        `choose` "earlier" or "later" stand in place of one. `waits` says what each kind of wait
        does to the clock: {"appraisal": "pause", "customer_papers": "exclude"}.

        >>> p = accord.procedure.Procedure("own.fast-track", version="1")
        >>> p.role("respondent")
        >>> filed, done = p.stages("filed", "done", final="done")
        >>> p.action("apply", start=filed)
        >>> p.action("send", filed >> done, service="respondent", document="notice")
        >>> p.term("answer", after="send", after_service_on="respondent", service="each", days=15,
        ...        waits={"stay": "pause"}, reminders=[3])
        """
        given = {part: value for part, value in locals().items() if part not in ("self", "id")}
        self._writable()
        self._add("terms", self._term_json(id, given))

    def _term_json(self, id: str, given: Mapping[str, Any]) -> Json:
        made_of(Stages, on_lapse_stage=given["on_lapse_stage"])
        made_of(bool, **{flag: given[flag] for flag in ("ends_with_case", "even_if_extended")})
        made_of(Setting, override=given["override"])
        made_of(Restoration, restore=given["restore"])
        if given["rolls"] not in ROLLS:
            raise ValueError("a term rolls forward, backward, or not at all (None)")
        unit, how_long = self._length(id, given)
        for longer in given["extend"]:
            made_of(Extension, extend=longer)
        if any(longer.unit != unit for longer in given["extend"]):
            raise ValueError(f"the term {id} is extended in another unit than its own")
        waits = waits_json(given["waits"])
        self._know_roles(given, waits)
        written = full(
            {
                "id": name(id),
                "nature": name(given["nature"]),
                **anchor_json(**{part: given[part] for part in ANCHOR}),
                **how_long,
                **days_json(given),
                "carry_over": given["carry_over"],
                "restarts": names(given["restarts"]),
                "waits": waits,
                "met_by": names(given["met_by"]),
                "when": guard_json(given["when"]),
                "extensions": [longer.json for longer in given["extend"]],
                "restore": None if given["restore"] is None else given["restore"].json,
                "reminders": list(given["reminders"]),
                "on_lapse_stage": given["on_lapse_stage"] and given["on_lapse_stage"].names[0],
                "on_lapse_task": given["on_lapse_task"],
                "on_lapse_raise": given["on_lapse_raise"],
                "clause": clause_json(given["clause"]),
            }
        )
        # An override by anybody is an empty object, which says something all the same.
        if given["override"] is not None:
            written["override"] = given["override"].json
        return written if given["ends_with_case"] else {**written, "ends_with_case": False}

    def _know_roles(self, given: Mapping[str, Any], waits: Sequence[Json]) -> None:
        parts = [longer.json for longer in given["extend"]]
        parts += [part.json for part in (given["override"], given["restore"]) if part is not None]
        for part in [*parts, *waits]:
            for said in ROLE_LISTS:
                self._known_roles(part.get(said, ()))
        self._known_roles(names(given["after_service_on"] or ()))

    @staticmethod
    def _length(id: str, given: Mapping[str, Any]) -> tuple[str | None, Json]:
        clocks, choose, amount = given["clocks"], given["choose"], given["amount"]
        if not clocks:
            if choose is not None:
                raise ValueError(f"the term {id} has one clock, so there is none to choose")
            return length_json(amount, the_day=given["after_fact"] is not None)
        if amount:
            raise ValueError(f"the clocks of the term {id} have lengths of their own")
        for each in clocks:
            made_of(Clock, clocks=each)
        chosen = one_of("choose", choose, "earlier", "later")
        return None, {"clocks": [each.json for each in clocks], "choose": chosen}
