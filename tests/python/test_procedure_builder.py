"""The builder of procedures: what it emits, what it refuses at once, and the ones that ship."""

from __future__ import annotations

import datetime
import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest
from accord import procedures
from accord.procedure import Clause, Procedure, extension, f
from accord.procedures import (
    cn_complaint,
    cn_mediation,
    make_cn_complaint,
    make_cn_mediation,
)

VECTORS = Path(__file__).resolve().parent.parent / "vectors" / "procedures"
SHIPPED = {
    name: made for name, made in vars(procedures).items() if isinstance(made, Procedure)
} | {"cn_complaint_forward": make_cn_complaint(rolls="forward")}


def design_example() -> Procedure:
    """The example of the design, letter by letter."""
    p = Procedure("cn.bank-complaint", version="2026.1", calendar="CN", effective="2026-03-01")
    handling, answered = p.stages("handling", "answered", final="answered")

    p.action("complain", start=handling, by="claimant")
    p.action(
        "notify",
        handling >> answered,
        by="institution",
        service="claimant",
        document="decision_notice",
    )
    p.term(
        "answer",
        after="complain",
        days=15,
        nature="procedural",
        met_by="notify",
        rolls=None,
        extend=[
            p.extension(days=30, when=f.case.complex),
            p.extension(days=60, approved_by=("superior_body", "hq_executive"), told="claimant"),
        ],
        clause="银行业保险业消费投诉处理管理办法 (2020)",
    )
    return p


def parts(p: Procedure, part: str) -> dict[str, dict]:
    return {row["id"]: row for row in json.loads(p.json)[part]}


def test_the_example_of_the_design_emits_its_definition():
    p = design_example()
    assert json.loads(p.json) == {
        "id": "cn.bank-complaint",
        "version": "2026.1",
        "effective": "2026-03-01",
        "calendar": "CN",
        "zone": "Asia/Shanghai",
        "roles": [
            {"id": "claimant"},
            {"id": "institution"},
            {"id": "superior_body"},
            {"id": "hq_executive"},
        ],
        "stages": [
            {"id": "handling"},
            {"id": "answered", "final": True, "outcome": "answered"},
        ],
        "actions": [
            {"id": "complain", "start": "handling", "by": ["claimant"]},
            {
                "id": "notify",
                "from": ["handling"],
                "to": "answered",
                "by": ["institution"],
                "serve": ["claimant"],
                "document": "decision_notice",
            },
        ],
        "terms": [
            {
                "id": "answer",
                "nature": "procedural",
                "after": ["complain"],
                "amount": 15,
                "unit": "calendar_day",
                "met_by": ["notify"],
                "extensions": [
                    {"amount": 30, "when": {"field": "case.complex"}},
                    {
                        "amount": 60,
                        "approved_by": ["superior_body", "hq_executive"],
                        "told": ["claimant"],
                    },
                ],
                "clause": {
                    "id": "银行业保险业消费投诉处理管理办法 (2020)",
                    "status": "unverified",
                },
            }
        ],
    }


def test_json_is_canonical_and_the_hash_is_its():
    p = design_example()
    again = json.dumps(
        json.loads(p.json), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert p.json == again
    assert p.hash == hashlib.sha256(p.json.encode()).hexdigest()
    assert p.hash == design_example().hash


def test_a_procedure_that_was_read_changes_no_more():
    p = design_example()
    assert p.hash
    with pytest.raises(ValueError, match="changes no more"):
        p.action("withdraw", by="claimant")
    with pytest.raises(ValueError, match="changes no more"):
        p.stages("late")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_vectors_are_what_the_shipped_procedures_emit(name):
    """The engine's tests read these files; this one keeps them the builder's own words."""
    assert (VECTORS / f"{name}.json").read_text(encoding="utf-8") == SHIPPED[name].json + "\n"
    hashes = dict(line.split() for line in (VECTORS / "hashes.txt").read_text().splitlines())
    assert hashes == {name: procedure.hash for name, procedure in SHIPPED.items()}


def test_every_rule_that_ships_names_its_law_and_status():
    for procedure in SHIPPED.values():
        tree = json.loads(procedure.json)
        for row in [*tree.get("reactions", ()), *tree["actions"], *tree.get("terms", ())]:
            assert row["clause"]["id"]
            assert row["clause"]["status"] in ("official", "secondary", "unverified")


def test_targets_are_never_procedural_and_the_measures_are():
    natures = {id: term["nature"] for id, term in parts(cn_complaint, "terms").items()}
    assert natures.pop("answer") == "procedural"
    assert natures.pop("apply_review") == "preclusion"
    assert natures.pop("answer_review") == "procedural"
    assert set(natures) == {
        "classify",
        "investigate",
        "resolve",
        "urgent_reply",
        "solution",
        "supplement",
    }
    assert set(natures.values()) == {"target"}


def test_a_negotiation_never_ends_in_a_mediation_agreement():
    assert parts(cn_complaint, "actions")["settle"]["agreement"] == "settlement"
    assert parts(cn_mediation, "actions")["agree"]["agreement"] == "mediation_agreement"


def test_variants_differ_in_their_parameter_and_version():
    assert "roll" not in parts(cn_complaint, "terms")["answer"]
    assert parts(make_cn_complaint(rolls="forward"), "terms")["answer"]["roll"] == "forward"
    assert make_cn_complaint(rolls="forward").version != cn_complaint.version
    longer = make_cn_mediation(days=45, rolls=None)
    assert parts(longer, "terms")["mediate"]["amount"] == 45
    assert longer.version != cn_mediation.version
    assert make_cn_mediation().hash == cn_mediation.hash


# --- expressions ----------------------------------------------------------------------------------


class Amount:
    """Looks like the engine's Money as far as a guard needs."""

    minor = 100
    currency = "CNY"
    decimal = Decimal("1.00")


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        (f.case.complex, {"field": "case.complex"}),
        (f.facts.loan, {"field": "facts.loan"}),
        (f.term.answer.state == "met", ("eq", {"field": "term.answer.state"}, {"text": "met"})),
        (
            f.case.amount <= f.money("1.00 CNY"),
            ("le", {"field": "case.amount"}, {"money": "1.00 CNY"}),
        ),
        (f.case.amount < Amount(), ("lt", {"field": "case.amount"}, {"money": "1.00 CNY"})),
        (f.facts.count != 3, ("ne", {"field": "facts.count"}, {"integer": 3})),
        (f.facts.seen == True, ("eq", {"field": "facts.seen"}, {"bool": True})),  # noqa: E712
        (
            f.today >= datetime.date(2026, 3, 2),
            ("ge", {"field": "today"}, {"date": "2026-03-02"}),
        ),
        (f.today > f.date("2026-03-02"), ("gt", {"field": "today"}, {"date": "2026-03-02"})),
        (f.has("contract"), {"has": "contract"}),
        (f.has(kind="document"), {"has": {"kind": "document"}}),
        (~f.case.complex, ("not", {"field": "case.complex"})),
        (
            f.has("a") & f.has("b") & f.has("c"),
            ("and", {"has": "a"}, {"has": "b"}, {"has": "c"}),
        ),
        (
            f.has("a") | (f.has("b") & f.has("c")),
            ("or", {"has": "a"}, {"op": "and", "args": [{"has": "b"}, {"has": "c"}]}),
        ),
    ],
    ids=repr,
)
def test_operators_build_expressions(guard, expected):
    if isinstance(expected, tuple):
        expected = {"op": expected[0], "args": list(expected[1:])}
    assert guard.json == expected


def test_a_conjunct_under_its_own_clause_stays_whole():
    inner = (f.has("a") & f.has("b")).because(("规则 3", "official"))
    guard = inner & f.has("c")
    assert guard.json["args"][0]["clause"] == {"id": "规则 3", "status": "official"}
    assert len(guard.json["args"]) == 2


def test_expressions_have_no_truth_value_and_print_as_typed():
    with pytest.raises(TypeError, match="join with &"):
        bool(f.case.complex)
    with pytest.raises(TypeError, match="join with &"):
        _ = f.case.complex and f.has("contract")
    text = repr((f.case.urgency == "urgent") & ~f.has("contract"))
    assert text == "(f.case.urgency == 'urgent') & ~f.has('contract')"


MOMENT = datetime.datetime(2026, 3, 2)  # noqa: DTZ001


@pytest.mark.parametrize("value", [1.5, None, Decimal("1"), b"x", MOMENT])
def test_a_guard_holds_no_inexact_or_strange_value(value):
    with pytest.raises(TypeError):
        _ = f.facts.count == value


# --- misuse ---------------------------------------------------------------------------------------


def started() -> tuple[Procedure, object, object]:
    p = Procedure("t.misuse", version="1")
    a, b = p.stages("a", "b", final="b")
    p.action("begin", start=a, by="claimant")
    return p, a, b


MISUSES = {
    "a name with capitals": lambda p, a, b: p.action("Begin", a),
    "an action twice": lambda p, a, b: p.action("begin", a >> b),
    "a stage twice": lambda p, a, b: p.stages("a"),
    "a final stage that is none": lambda p, a, b: p.stages("c", final="d"),
    "an opening that comes from somewhere": lambda p, a, b: p.action("x", a >> b, start=a),
    "two ends": lambda p, a, b: p.action("x", a >> (a | b)),
    "two lengths": lambda p, a, b: p.term("t", after="begin", days=1, weeks=1),
    "no length": lambda p, a, b: p.term("t", after="begin"),
    "an unknown unit": lambda p, a, b: p.term("t", after="begin", fortnights=1),
    "zero days": lambda p, a, b: p.term("t", after="begin", days=0),
    "a roll backward": lambda p, a, b: p.term("t", after="begin", days=1, rolls="back"),
    "an extension in another unit": lambda p, a, b: p.term(
        "t", after="begin", days=1, extend=[extension(months=1)]
    ),
    "a strange status": lambda p, a, b: p.action("x", a, clause=("规则", "sure")),
    "an empty clause": lambda p, a, b: p.action("x", a, clause=""),
    "a requirement of nothing": lambda p, a, b: p.requires("begin"),
    "a requirement of an action unknown": lambda p, a, b: p.requires("end", "paper"),
    "a fact of two types": lambda p, a, b: (p.fact("x", "bool"), p.fact("x", "text")),
    "an hour that is none": lambda p, a, b: p.term("t", after="begin", days=1, cut_off="25:00"),
    "a triage cell twice": lambda p, a, b: p.triage([("*", "*", "x", ()), ("*", "*", "y", ())]),
    "has nothing": lambda p, a, b: f.has(),
}


@pytest.mark.parametrize("what", sorted(MISUSES))
def test_plain_misuse_is_refused_at_once(what):
    with pytest.raises(ValueError):
        MISUSES[what](*started())


@pytest.mark.parametrize("days", [True, 1.0, "15", None])
def test_a_length_is_a_whole_number(days):
    p, _, _ = started()
    with pytest.raises(TypeError):
        p.term("t", after="begin", days=days)


def test_what_is_not_said_is_left_out_and_what_is_said_is_kept():
    p, a, b = started()
    p.role("office", actors=("officer", "institution"))
    p.action("end", (a | b) >> b, by=("office", "claimant"), evidence="statement")
    p.requires("end", "contract", kind="testimony", clause=Clause("规则 5", "official"))
    p.term(
        "wait",
        after="begin",
        business_days=2,
        day_zero="included",
        cut_off="00:00",
        rest_days="announced_only",
        after_service_on="claimant",
        ends_with_case=False,
        on_lapse_stage=b,
        clause="规则 6",
    )
    end = parts(p, "actions")["end"]
    law = {"id": "规则 5", "status": "official"}
    assert end["evidence"] == [
        {"item": "statement"},
        {"item": "contract", "clause": law},
        {"kind": "testimony", "clause": law},
    ]
    assert end["from"] == ["a", "b"]
    wait = parts(p, "terms")["wait"]
    assert wait["cut_off"] == 0
    assert wait["ends_with_case"] is False
    assert wait["day_zero"] == "included"
    assert wait["rest_days"] == "announced_only"
    assert wait["on_lapse_stage"] == "b"
    assert not {"roll", "zone", "calendar", "when", "extensions"} & wait.keys()
    assert parts(p, "roles")["office"]["actors"] == ["officer", "institution"]
