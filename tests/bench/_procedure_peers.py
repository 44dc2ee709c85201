"""The same charts in other state machines of PyPI.

They are transitions, python-statemachine, sismic (LGPL-3: measured here, no part of what is
shipped) and xstate-statemachine.

LIBRARIES has, for each library and shape, what makes one machine: how it takes an event, by name or
by a function of its own, and which leaves are active. The shapes, each with the events "go" and
"back":

flat      a ⇄ b
guarded   a ⇄ b; "go" asks whether the machine's amount is at most a limit, and counts
nested    three levels: one.left.a ⇄ one.right.b, so two stages are left and two entered
parallel  three regions off ⇄ on, all moved by each event
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Send = Callable[[str], object]


@dataclass(frozen=True)
class Machine:
    """One machine; `go` and `back` where the library has a function for each event."""

    where: Callable[[], set[str]]
    send: Send | None = None
    go: Callable[[], object] | None = None
    back: Callable[[], object] | None = None

    def spin(self, rounds: int) -> None:
        """There and back again, `rounds` times."""
        if self.send is None:
            go, back = self.go, self.back
            assert go is not None
            assert back is not None
            for _ in range(rounds):
                go()
                back()
            return
        send = self.send
        for _ in range(rounds):
            send("go")
            send("back")


Make = Callable[[], Machine]

AMOUNT = 500_00
LIMIT = 1_000_00
REGIONS = ("x", "y", "z")


# --- transitions ----------------------------------------------------------------------------------


class Model:
    """What a machine of `transitions` moves."""

    state: Any

    def __init__(self) -> None:
        self.amount = AMOUNT
        self.count = 0

    def is_small(self) -> bool:
        return self.amount <= LIMIT

    def note(self) -> None:
        self.count += 1


def _leaves(state: Any) -> set[str]:
    if isinstance(state, list):
        return {leaf for part in state for leaf in _leaves(part)}
    return {state.rsplit("_", 1)[-1]}


def _transitions(machine: type, states: list[Any], moves: list[dict[str, Any]], first: str) -> Make:
    def make() -> Machine:
        model = Model()
        machine(
            model=model, states=states, transitions=moves, initial=first, auto_transitions=False
        )
        where = lambda: _leaves(model.state)  # noqa: E731
        return Machine(where, go=model.go, back=model.back)  # type: ignore[attr-defined]

    return make


def transitions_shapes() -> dict[str, Make]:
    from transitions import Machine as Flat
    from transitions.extensions import HierarchicalMachine as Nested

    def both(go: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"trigger": "go", "source": "a", "dest": "b", **go},
            {"trigger": "back", "source": "b", "dest": "a"},
        ]

    nested = [
        {
            "name": "one",
            "children": [
                {"name": "left", "children": ["a"], "initial": "a"},
                {"name": "right", "children": ["b"], "initial": "b"},
            ],
            "initial": "left",
        }
    ]
    regions = [
        {"name": r, "children": [f"off{r}", f"on{r}"], "initial": f"off{r}"} for r in REGIONS
    ]
    turns = [
        {"trigger": trigger, "source": f"all_{r}_{source}{r}", "dest": f"all_{r}_{dest}{r}"}
        for r in REGIONS
        for trigger, source, dest in (("go", "off", "on"), ("back", "on", "off"))
    ]
    there = [
        {"trigger": "go", "source": "one_left_a", "dest": "one_right_b"},
        {"trigger": "back", "source": "one_right_b", "dest": "one_left_a"},
    ]
    return {
        "flat": _transitions(Flat, ["a", "b"], both({}), "a"),
        "guarded": _transitions(
            Flat, ["a", "b"], both({"conditions": "is_small", "after": "note"}), "a"
        ),
        "nested": _transitions(Nested, nested, there, "one"),
        "parallel": _transitions(Nested, [{"name": "all", "parallel": regions}], turns, "all"),
    }


# --- python-statemachine --------------------------------------------------------------------------


def statemachine_shapes() -> dict[str, Make]:
    from statemachine import State, StateChart

    class Flat(StateChart):
        a = State(initial=True)
        b = State()
        go = a.to(b)
        back = b.to(a)

    class Guarded(StateChart):
        a = State(initial=True)
        b = State()
        go = a.to(b, cond="is_small", on="note")
        back = b.to(a)
        amount = AMOUNT
        count = 0

        def is_small(self) -> bool:
            return self.amount <= LIMIT

        def note(self) -> None:
            self.count += 1

    class Nested(StateChart):
        class one(State.Compound):
            class left(State.Compound):
                a = State(initial=True)

            class right(State.Compound):
                b = State(initial=True)

            go = left.a.to(right.b)
            back = right.b.to(left.a)

    class Parallel(StateChart):
        class all(State.Parallel):
            class x(State.Compound):
                offx = State(initial=True)
                onx = State()
                go = offx.to(onx)
                back = onx.to(offx)

            class y(State.Compound):
                offy = State(initial=True)
                ony = State()
                go = offy.to(ony)
                back = ony.to(offy)

            class z(State.Compound):
                offz = State(initial=True)
                onz = State()
                go = offz.to(onz)
                back = onz.to(offz)

    around = {"one", "left", "right", "all", *REGIONS}

    def maker(chart: type) -> Make:
        def make() -> Machine:
            machine = chart()
            return Machine(lambda: set(machine.configuration_values) - around, machine.send)

        return make

    shapes = {"flat": Flat, "guarded": Guarded, "nested": Nested, "parallel": Parallel}
    return {shape: maker(chart) for shape, chart in shapes.items()}


# --- sismic ---------------------------------------------------------------------------------------


def _sismic_states() -> dict[str, str]:
    regions = "".join(
        f"""
      - name: {r}
        initial: off{r}
        states:
          - name: off{r}
            transitions: [{{target: on{r}, event: go}}]
          - name: on{r}
            transitions: [{{target: off{r}, event: back}}]"""
        for r in REGIONS
    )
    return {
        "flat": """
    initial: a
    states:
      - name: a
        transitions: [{target: b, event: go}]
      - name: b
        transitions: [{target: a, event: back}]""",
        "guarded": """
    initial: a
    states:
      - name: a
        transitions: [{target: b, event: go, guard: amount <= limit, action: count += 1}]
      - name: b
        transitions: [{target: a, event: back}]""",
        "nested": """
    initial: left
    states:
      - name: left
        initial: a
        states:
          - name: a
            transitions: [{target: b, event: go}]
      - name: right
        initial: b
        states:
          - name: b
            transitions: [{target: a, event: back}]""",
        "parallel": f"""
    parallel states:{regions}""",
    }


def sismic_shapes() -> dict[str, Make]:
    from sismic.interpreter import Interpreter
    from sismic.io import import_from_yaml

    around = {"root", "left", "right", *REGIONS}

    def maker(states: str) -> Make:
        chart = import_from_yaml(f"""
statechart:
  name: bench
  preamble: |
    amount, limit, count = {AMOUNT}, {LIMIT}, 0
  root state:
    name: root{states}
""")

        def make() -> Machine:
            interpreter = Interpreter(chart)
            interpreter.execute_once()

            def send(event: str) -> None:
                interpreter.queue(event)
                interpreter.execute_once()

            return Machine(lambda: set(interpreter.configuration) - around, send)

        return make

    return {shape: maker(states) for shape, states in _sismic_states().items()}


# --- xstate-statemachine --------------------------------------------------------------------------


def xstate_shapes() -> dict[str, Make]:
    from xstate_statemachine import MachineLogic, SyncInterpreter, create_machine

    def is_small(context: dict[str, Any], event: Any) -> bool:
        return bool(context["amount"] <= LIMIT)

    def note(interpreter: Any, context: dict[str, Any], event: Any, definition: Any) -> None:
        context["count"] += 1

    def pair(a: str, b: str, **go: Any) -> dict[str, Any]:
        return {
            "initial": a,
            "states": {a: {"on": {"go": {"target": b, **go}}}, b: {"on": {"back": a}}},
        }

    nested = {
        "initial": "left",
        "states": {
            "left": {"initial": "a", "states": {"a": {"on": {"go": "#bench.right.b"}}}},
            "right": {"initial": "b", "states": {"b": {"on": {"back": "#bench.left.a"}}}},
        },
    }
    shapes = {
        "flat": pair("a", "b"),
        "guarded": pair("a", "b", guard="is_small", actions=["note"]),
        "nested": nested,
        "parallel": {
            "type": "parallel",
            "states": {r: pair(f"off{r}", f"on{r}") for r in REGIONS},
        },
    }

    def maker(shape: dict[str, Any]) -> Make:
        logic = MachineLogic(guards={"is_small": is_small}, actions={"note": note})
        machine = create_machine({"id": "bench", "context": {}, **shape}, logic=logic)
        machine.initial_context = {"amount": AMOUNT, "count": 0}

        def make() -> Machine:
            interpreter = SyncInterpreter(machine).start()

            def where() -> set[str]:
                return {id.rsplit(".", 1)[-1] for id in interpreter.current_state_ids}

            return Machine(where, interpreter.send)

        return make

    return {shape: maker(chart) for shape, chart in shapes.items()}


LIBRARIES: dict[str, Callable[[], dict[str, Make]]] = {
    "transitions": transitions_shapes,
    "python-statemachine": statemachine_shapes,
    "sismic": sismic_shapes,
    "xstate-statemachine": xstate_shapes,
}
