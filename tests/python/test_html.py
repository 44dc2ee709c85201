"""What is printed: every value has HTML and a repr, all is escaped, nobody's numbers show."""

from __future__ import annotations

import re

import accord
import pytest

from tests.python._dockets import BANK, PERSON, Clock, filed, filing, opened

CARD = "6222021234567890123"
IDENTITY = "110101199003070018"
SECRETS = ("申请人甲", "13800138000", CARD, IDENTITY, "某市某路")


@pytest.fixture
def docket(tmp_path):
    with opened(tmp_path, Clock("2026-03-02T12:00+08:00")) as docket:
        yield docket


@pytest.fixture
def printed(docket):
    """One of each class that a notebook may show."""
    case = filed(docket)
    added = docket.act(case, "add_evidence", content=b"x", name=f"{CARD}.pdf", item="statement")
    docket.act(case, "accept", by="mediation_body")
    case = docket.case(case)
    figure = accord.settle.court_fee("51000 CNY", on="2026-01-16")
    return [
        case,
        added,
        case.filing,
        case.parties[0],
        case.claims[0],
        case.evidence[0],
        *docket.events(case),
        *docket.find(),
        *docket.due(until="2027-01-01"),
        *docket.options(case),
        *case.terms.values(),
        docket.act(case, "refer", by="claimant"),
        docket.verify(),
        docket.proof(),
        figure,
        figure.line,
        figure.why(),
        accord.Money("1 CNY"),
        accord.Rate("1/3"),
        accord.Instant("2026-03-02T09:30+08:00"),
        accord.calendar.reckon("2026-03-02", amount=15),
    ]


def test_everything_has_html_and_nothing_personal_shows(printed):
    classes = set()
    for value in printed:
        classes.add(type(value).__name__)
        for text in (value._repr_html_(), repr(value), str(value)):
            assert text
            assert not [secret for secret in SECRETS if secret in text], (value, text)
    assert len(classes) >= 20


def test_the_values_themselves_hold_what_was_filed(docket):
    case = filed(docket)
    assert case.parties[0].name == "申请人甲"
    assert CARD in case.filing.narrative
    masked = case.seen("masked")
    assert masked.parties[0].name == "申**"
    assert CARD not in masked.filing.narrative
    assert case.seen("none").parties[0].name is None
    assert docket.case(case, actor="officer:other").parties[0].name == "申**"
    assert docket.reveal(case, "parties.0.name", reason="a letter") == "申请人甲"
    assert docket.events(case)[-1].kind == "accessed"


def test_names_and_texts_are_escaped(docket):
    attack = "<script>alert(1)</script>"
    parties = [PERSON | {"name": attack}, BANK | {"organisation": attack}]
    case = filed(docket, parties=parties, branch=attack, product=attack, narrative=attack)
    for value in (case, case.filing, *docket.events(case), *case.parties):
        assert "<script" not in value._repr_html_()


def test_a_case_shows_its_terms_and_its_number(docket):
    case = filed(docket)
    docket.act(case, "accept", by="mediation_body")
    html = docket.case(case)._repr_html_()
    for word in ("〔2026〕调字第0001号", "调解期限", "进行中", "调解中", "银行甲"):
        assert word in html
    assert len(re.findall("<table", html)) == len(re.findall("</table>", html))


def test_a_why_prints_as_a_tree_in_three_languages():
    refund = accord.settle.wrong_debit(
        "50000.00 CNY",
        rate="0.35% per year 30/360",
        start="2025-09-01",
        end="2026-03-01",
        own_fault="20%",
    )
    assert str(refund.value) == "40070.00 CNY"
    said = {language: str(refund.why(language)) for language in ("zh-Hans", "zh-Hant", "en")}
    assert "误扣款返还" in said["zh-Hans"]
    assert "誤扣款返還" in said["zh-Hant"]
    assert "Own fault" in said["en"]
    for text in said.values():
        assert all(amount in text for amount in ("40000.00 CNY", "70.00 CNY", "-10000.00 CNY"))
        assert "民法典 592" in text
    why = refund.why("en")
    assert [line.amount for line in why.lines] == ["40000.00 CNY", "70.00 CNY"]
    assert (why.status, why.provisional) == ("official", False)
    assert why.json.startswith("{")
    heads = {"zh-Hans": "计算依据", "zh-Hant": "計算依據", "en": "inputs"}
    statuses = {"zh-Hans": "官方来源", "zh-Hant": "官方來源", "en": "read in the law"}
    for language in heads:
        html = refund.why(language)._repr_html_()
        for said in (heads, statuses):
            assert [other for other in said if said[other] in html] == [language]


def test_a_term_says_how_it_was_reckoned(docket):
    case = filed(docket)
    term = docket.act(case, "accept", by="mediation_body").case.terms["mediate"]
    assert str(term.due) == "2026-04-01"
    assert "30 日" in term.why()
    assert "30 calendar days" in term.why("en")
    assert term.clauses[0].id in term.why()
    rolled = accord.calendar.reckon("2026-02-06", amount=15, roll="forward")
    assert str(rolled.raw) == "2026-02-21"
    assert rolled.due > rolled.raw
    assert "holiday" in rolled.why("en")


def test_filings_print_their_own_json():
    first = filing()
    assert accord.Filing.from_json(first.json()) == first
    assert hash(accord.Filing.from_json(first.json())) == hash(first)
