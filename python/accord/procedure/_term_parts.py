"""What a term is written with: anchors, clocks, waits, who may set its last day or restore it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from accord.procedure._expression import Json, clause_json
from accord.procedure._parts import Parameter, Stages, full, length, made_of, minutes, name, names

EFFECTS = ("pause", "restart", "exclude", "none")
SERVICES = ("each", "last", "sending")
ANCHOR = (
    "after",
    "after_service_on",
    "service",
    "after_fact",
    "after_stage",
    "after_term",
    "even_if_extended",
)


class Clock(NamedTuple):
    """One of several clocks of a term, as JSON."""

    json: Json


class WaitRule(NamedTuple):
    """What one kind of wait does to a term's clock, as JSON."""

    json: Json


class Setting(NamedTuple):
    """Who may set a term's last day against the reckoning, as JSON."""

    json: Json


class Restoration(NamedTuple):
    """How long after the obstacle a missed term may be restored, and by whom, as JSON."""

    json: Json


def one_of(said: str, value: Any, *choices: str) -> str:
    if value not in choices:
        raise ValueError(f"{said} is one of {', '.join(choices)}: {value!r}")
    return str(value)


def length_json(amount: Mapping[str, Any], *, the_day: bool = False) -> tuple[str, Json]:
    """The unit, and the members that state the length; of a fact days=0 is its very day."""
    if the_day and dict(amount) == {"days": 0} and amount["days"] is not False:
        return "calendar_day", {"amount": 0, "unit": "calendar_day"}
    unit, count = length(amount)
    return unit, {"amount": count, "unit": unit}


def anchor_json(
    *,
    after: str | Iterable[str],
    after_service_on: str | None,
    service: str | None,
    after_fact: str | None,
    after_stage: Stages | str | None,
    after_term: str | None,
    even_if_extended: bool,
) -> Json:
    """What a term or a clock runs from."""
    if service is not None:
        one_of("service", service, *SERVICES)
    if isinstance(after_stage, Stages):
        if len(after_stage.names) != 1:
            raise ValueError("a term runs from one stage")
        after_stage = after_stage.names[0]
    other: Json | None = None
    if even_if_extended and after_term is None:
        raise ValueError("only a term that runs from another's last day is so even if extended")
    if after_term is not None:
        other = {"term": name(after_term)}
        if even_if_extended:
            other["due"] = "original"
    return {
        "after": names(after),
        "after_service_on": after_service_on,
        "service": service,
        "after_fact": after_fact,
        "after_stage": after_stage,
        "after_term": other,
    }


def days_json(given: Mapping[str, Any]) -> Json:
    """How days are counted: what is as it always is stays unsaid."""
    cut_off = given["cut_off"]
    short = given.get("business_up_to")
    if short is not None and (isinstance(short, bool) or not isinstance(short, int)):
        raise TypeError(f"business_up_to is a whole number of days: {short!r}")
    day_zero = given.get("day_zero", "excluded")
    direction = given.get("direction", "after")
    return {
        "roll": given["rolls"],
        "rest_days": given["rest_days"],
        "day_zero": "" if day_zero == "excluded" else day_zero,
        "cut_off": minutes(cut_off) if cut_off is not None else None,
        "zone": given["zone"],
        "calendar": given["calendar"],
        "direction": "" if direction == "after" else one_of("direction", direction, "before"),
        "business_up_to": short,
    }


def waits_json(waits: Mapping[str, str] | Sequence[WaitRule]) -> list[Json]:
    """{"stay": "pause"}, or rules with who may and the clause."""
    if isinstance(waits, Mapping):
        return [wait_rule(kind, effect=effect).json for kind, effect in waits.items()]
    for rule in waits:
        made_of(WaitRule, waits=rule)
    return [rule.json for rule in waits]


def clock(
    *,
    after: str | Iterable[str] = (),
    after_service_on: str | None = None,
    service: str | None = None,
    after_fact: str | None = None,
    after_stage: Stages | str | None = None,
    after_term: str | None = None,
    even_if_extended: bool = False,
    rolls: str | None = None,
    rest_days: str | None = None,
    cut_off: str | None = None,
    zone: str | None = None,
    calendar: str | None = None,
    clocks: Sequence[Clock] = (),
    choose: str | None = None,
    **amount: int | Parameter,
) -> Clock:
    """One of a term's clocks, or a choice between clocks: p.clock(after_fact="aware", years=3)."""
    made_of(bool, even_if_extended=even_if_extended)
    if clocks:
        for each in clocks:
            made_of(Clock, clocks=each)
        chosen = one_of("choose", choose, "earlier", "later")
        return Clock({"clocks": [each.json for each in clocks], "choose": chosen})
    anchor = anchor_json(
        after=after,
        after_service_on=after_service_on,
        service=service,
        after_fact=after_fact,
        after_stage=after_stage,
        after_term=after_term,
        even_if_extended=even_if_extended,
    )
    _, how_long = length_json(amount, the_day=after_fact is not None)
    days = {
        "rolls": rolls,
        "rest_days": rest_days,
        "cut_off": cut_off,
        "zone": zone,
        "calendar": calendar,
    }
    return Clock({**full({**anchor, **days_json(days)}), **how_long})


def wait_rule(
    kind: str, *, effect: str, by: str | Iterable[str] = (), clause: Any = None
) -> WaitRule:
    """What a wait of this kind does to the clock: pause, restart, exclude or none."""
    members = {
        "kind": name(kind),
        "effect": one_of("effect", effect, *EFFECTS),
        "by": names(by),
        "clause": clause_json(clause),
    }
    return WaitRule(full(members))


def setting(*, by: str | Iterable[str] = (), clause: Any = None) -> Setting:
    """Who may set the term's last day, with a reason on record."""
    return Setting(full({"by": names(by), "clause": clause_json(clause)}))


def restoration(
    *, by: str | Iterable[str] = (), clause: Any = None, **amount: int | Parameter
) -> Restoration:
    """A missed term may be restored within so long (days=10) after the obstacle is gone."""
    _, how_long = length_json(amount)
    return Restoration({**how_long, **full({"by": names(by), "clause": clause_json(clause)})})
