"""The quarter: every cell recounted from the events alone, its checks, and the files it becomes."""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import accord
import pytest
from accord import returns
from accord.demo.plan import Plan
from accord.demo.play import Stage
from accord.procedures import cn_complaint, cn_mediation, us_cfpb
from accord.returns import _spec
from accord.text import LANGUAGES

from tests.python import _dockets

CHINA = ZoneInfo("Asia/Shanghai")
DIMENSIONS = ("channel", "business", "cause", "branch")


# --- another way to count: the events of each case, and nothing else ----------------------------


@dataclass
class Told:
    """One case as its events tell it."""

    id: str
    codes: dict[str, str]
    received: date | None
    repeat: bool
    closed: date | None = None
    final: bool = False
    late: bool = False
    extended: bool = False


def china_day(when: accord.Instant | date | None) -> date | None:
    if isinstance(when, accord.Instant):
        moment = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=when.micros)
        return moment.astimezone(CHINA).date()
    return when


def told(id: str, events: Iterable[accord.Event]) -> Told:
    case: Told | None = None
    natures: dict[str, str] = {}
    lapsed: dict[str, date] = {}
    for event in events:
        body = event.body
        if event.kind == "filed":
            filing = body["filing"]
            facts = {fact["name"]: fact.get("value") for fact in filing.get("facts", ())}
            codes = {name: filing.get(name) or "unstated" for name in DIMENSIONS}
            case = Told(id, codes, china_day(event.occurred), facts.get("repeat") is True)
        assert case is not None
        if event.kind == "fact_stated" and body["fact"]["name"] == "repeat":
            case.repeat = body["fact"].get("value") is True
        elif event.kind == "corrected":
            field, now = body["field"], body.get("now")
            if field == "received":
                case.received = china_day(now)
            elif field == "facts.repeat":
                case.repeat = now is True
            elif field in DIMENSIONS:
                case.codes[field] = now
        elif event.kind == "term_started":
            natures[body["term"]] = body["nature"]
            lapsed.pop(body["term"], None)
        elif event.kind == "term_extended":
            case.extended = True
        elif event.kind == "term_lapsed":
            lapsed[body["term"]] = body["due"]
        elif event.kind in ("term_met", "term_waived", "lapse_withdrawn"):
            lapsed.pop(body["term"], None)
        elif event.kind == "closed":
            case.final, case.closed = True, china_day(event.occurred)
    assert case is not None
    case.late = any(
        natures[term] == "procedural" and (case.closed is None or due <= case.closed)
        for term, due in lapsed.items()
    )
    return case


def quarter_days(name: str) -> tuple[date, date]:
    year, number = int(name[:4]), int(name[5])
    first = date(year, 3 * number - 2, 1)
    after = date(year + (number == 4), 3 * number % 12 + 1, 1)
    return first, after - timedelta(days=1)


def recount(cases: list[Told], name: str) -> dict[str, set[str]]:
    """The cases of each measure, case by case."""
    first, last = quarter_days(name)
    found: dict[str, set[str]] = {measure: set() for measure in _spec.load("cn_quarterly").measures}
    for case in cases:
        assert case.received is not None
        end = case.received if case.final and case.closed is None else case.closed
        days = (case.received, end or date.max)
        if days[0] < first <= days[1]:
            found["opening"].add(case.id)
        if first <= days[0] <= last:
            found["received"].add(case.id)
            if case.repeat:
                found["repeat"].add(case.id)
        if first <= days[1] <= last:
            found["closed"].add(case.id)
            if not case.late:
                found["on_time"].add(case.id)
            if case.extended:
                found["extended"].add(case.id)
        if days[0] <= last < days[1]:
            found["closing"].add(case.id)
    return found


def compared(docket: accord.Docket, ids: Iterable[str], name: str) -> tuple[int, int]:
    """Compares every cell of every row with the recount; returns (cells, cases in them)."""
    cases = [told(id, docket.events(id)) for id in ids]
    wanted = recount(cases, name)
    by_id = {case.id: case for case in cases}
    quarter = returns.cn_quarterly(docket, period=name).validated()
    cells = inside = 0
    seen: set[tuple[str, ...]] = set()
    for _, row in quarter.rows():
        for measure, cell in row.items():
            expected = {
                id
                for id in wanted[measure]
                if all(by_id[id].codes[name_] == code for name_, code in cell.where.items())
            }
            assert set(cell.cases) == expected, (measure, dict(cell.where))
            assert len(cell.cases) == cell.value == len(expected)
            cells, inside = cells + 1, inside + cell.value
        seen.add(tuple(sorted(next(iter(row.values())).where.items())))
    # No row is missing: each code of a case of the quarter has one.
    concerned = set().union(*wanted.values())
    for id in concerned:
        codes = by_id[id].codes
        assert tuple(sorted(codes.items())) in seen
        assert all(((dimension, codes[dimension]),) in seen for dimension in DIMENSIONS)
    return cells, inside


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[accord.Docket, list[str]]]:
    stage = Stage(tmp_path_factory.mktemp("returns") / "docket", Plan())
    for _ in stage.play():
        pass
    with stage.docket as docket:
        yield docket, list(stage.ids.values())


@pytest.mark.parametrize("name", ["2025Q3", "2025Q4", "2026Q1", "2026Q2"])
def test_every_cell_of_the_demo_is_recounted(demo, name: str):
    docket, ids = demo
    cells, inside = compared(docket, ids, name)
    print(f"{name}: {cells} cells, {inside} cases in them")
    assert cells >= 7
    assert (inside > 0) == (name != "2025Q3")


def test_the_quarter_of_the_demo(demo):
    docket, _ = demo
    quarter = returns.cn_quarterly(docket, period="2026Q1").validated()
    count = {measure: quarter.cell("total", measure).value for measure in quarter.spec.measures}
    assert count == {
        "opening": 3,
        "received": 27,
        "closed": 27,
        "closing": 3,
        "on_time": 26,
        "extended": 1,
        "repeat": 2,
    }
    assert quarter.faults == ()
    assert quarter.due == date(2026, 4, 15)


# --- small dockets by chance --------------------------------------------------------------------

STEPS = ("extend", "correct", "repeat", "end")
BRANCHES = ("分行甲", "分行乙", "=cmd|' /C calc'!A1", "unstated")


def day_text(day: date, hour: int) -> str:
    return f"{day.isoformat()}T{hour:02}:00+08:00"


def scattered(folder: Path, seed: int, size: int) -> tuple[accord.Docket, list[str]]:
    """Cases of two quarters and a half, with everything that changes a count."""
    chance = random.Random(seed)
    clock = _dockets.Clock("2025-11-01T00:00+08:00")
    docket = _dockets.opened(folder, clock)
    plans: list[tuple[str, int, str]] = []
    start = date(2025, 11, 3)
    for number in range(size):
        day = start + timedelta(days=chance.randrange(200))
        plans.append((day_text(day, chance.randrange(8, 12)), number, "file"))
        for action in chance.sample(STEPS, chance.randrange(1, 5)):
            later = day + timedelta(days=chance.randrange(1, 40))
            plans.append((day_text(later, chance.randrange(13, 18)), number, action))
    ids: dict[int, str] = {}
    for at, number, action in sorted(plans):
        clock.now = at
        if action == "file":
            ids[number] = random_filing(docket, chance, at)
        else:
            random_step(docket, chance, ids[number], action, at)
    docket.advance(at=clock.now)
    return docket, list(ids.values())


def random_filing(docket: accord.Docket, chance: random.Random, at: str) -> str:
    received = accord.Instant(at).datetime - timedelta(hours=chance.choice((0, 1, 30, 200)))
    filing = _dockets.filing(
        received=accord.Instant(received),
        channel=chance.choice(("telephone", "email", "unstated")),
        business=chance.choice(("loan", "debit_card", "other")),
        cause=chance.choice(("pricing", "disclosure", "other")),
        branch=chance.choice(BRANCHES),
        facts={"repeat": chance.random() < 0.3},
    )
    procedure = chance.choice((cn_complaint, cn_mediation))
    outcome = docket.file(filing, procedure=procedure, at=at)
    if procedure is cn_mediation:
        docket.act(outcome.case, "accept", by="body", at=at)
    return outcome.case.id


def random_step(
    docket: accord.Docket, chance: random.Random, id: str, action: str, at: str
) -> None:
    """One step; what is refused then is simply not done, as in an office."""
    case = docket.case(id)
    complaint = case.procedure == "cn.complaint"
    if action == "repeat":
        value = chance.random() < 0.5
        docket.act(id, "state_fact", by="officer", at=at, name="repeat", value=value)
    elif action == "correct":
        field = chance.choice(("branch", "received", "channel"))
        received = accord.Instant(case.filing.received.datetime - timedelta(days=35))
        value = {"branch": "分行丙", "channel": "letter", "received": received}[field]
        docket.correct(id, field, value, reason="录入笔误")
    elif action == "extend":
        about = {"told": ("claimant",), "approved_by": "hq_executive"} if complaint else {}
        by = "institution" if complaint else ("claimant", "respondent")
        term = "answer" if complaint else "mediate"
        docket.act(id, "extend", by=by, at=at, term=term, to=60, **about)
    elif complaint:
        name = chance.choice(("notify", "settle", "withdraw"))
        by = {"notify": "institution", "settle": ("claimant", "respondent")}
        docket.act(id, name, by=by.get(name, "claimant"), at=at)
    else:
        name = chance.choice(("agree", "fail", "withdraw"))
        by = {"fail": "body", "agree": ("claimant", "respondent")}
        docket.act(id, name, by=by.get(name, "claimant"), at=at)


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_of_random_dockets_is_recounted(tmp_path: Path, seed: int):
    docket, ids = scattered(tmp_path, seed, 60)
    with docket:
        done = [
            compared(docket, ids, name)
            for name in ("2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")
        ]
        print(f"seed {seed}: {sum(cells for cells, _ in done)} cells")
        assert sum(inside for _, inside in done) > 300
        quarter = returns.cn_quarterly(docket, period="2026Q1")
        assert 0 < quarter.cell("total", "on_time").value < quarter.cell("total", "closed").value
        assert quarter.cell("total", "extended").value
        assert quarter.cell("total", "repeat").value


def test_the_parties_own_window_makes_no_case_late(tmp_path: Path):
    clock = _dockets.Clock("2026-01-05T09:00+08:00")
    with _dockets.opened(tmp_path, clock) as docket:
        case = _dockets.filed(docket, received="2026-01-05T08:00+08:00")
        docket.act(case, "accept", by="body", at=clock.now)
        clock.now = "2026-01-20T09:00+08:00"
        docket.act(case, "agree", by=("claimant", "respondent"), at=clock.now)
        clock.now = "2026-03-31T18:00+08:00"
        assert docket.advance(at=clock.now) == 1
        assert docket.case(case.id).terms["confirm"].state == "lapsed"
        quarter = returns.cn_quarterly(docket, period="2026Q1").validated()
        assert quarter.cell("total", "on_time").cases == (case.id,)


def test_cases_of_other_regimes_are_left_out_and_counted(tmp_path: Path):
    clock = _dockets.Clock("2026-02-05T09:00+08:00")
    with _dockets.opened(tmp_path, clock) as docket:
        _dockets.filed(docket, received="2026-02-05T08:00+08:00")
        filing = _dockets.filing(facts={"sent": date(2026, 2, 4)}, received="2026-02-04")
        assert docket.file(filing, procedure=us_cfpb, at=clock.now)
        quarter = returns.cn_quarterly(docket, period="2026Q1").validated()
        assert quarter.cell("total", "received").value == 1
        assert quarter.left_out == 1
        assert quarter.data()["left_out"] == 1


@pytest.mark.parametrize(
    ("received", "name"),
    [
        ("2025-12-31T16:00:00+00:00", "2026Q1"),
        ("2025-12-31T15:59:59+00:00", "2025Q4"),
        ("2026-01-01T00:30:00+09:00", "2025Q4"),
    ],
)
def test_days_are_those_of_china(tmp_path: Path, received: str, name: str):
    with _dockets.opened(tmp_path, _dockets.Clock("2026-01-02T09:00+08:00")) as docket:
        case = _dockets.filed(docket, received=received)
        quarter = returns.cn_quarterly(docket, period=name).validated()
        assert quarter.cell("total", "received").cases == (case.id,)


# --- cells by name ------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ["debit card", "debit_card", "Debit Card", "借记卡", "借記卡"])
@pytest.mark.parametrize("measure", ["received", "本期收到"])
def test_a_cell_is_found_by_code_or_word(demo, row: str, measure: str):
    docket, _ = demo
    cell = returns.cn_quarterly(docket, period="2026Q1").cell(row, measure)
    assert cell.value == len(cell.cases) == 2
    assert all(docket.case(id).filing.business == "debit_card" for id in cell.cases)
    assert "北京时间" in cell.definition
    assert all(number.startswith("〔2026〕") for number in cell.numbers)


def test_cells_across_dimensions_and_labels_that_two_share(demo):
    docket, _ = demo
    quarter = returns.cn_quarterly(docket, period="2026Q1")
    both = quarter.cell(measure="received", business="payment", channel="电话", branch="分行甲")
    assert all(docket.case(id).filing.branch == "分行甲" for id in both.cases)
    assert both.value >= 1
    assert quarter.cell("合计", "closing").value == quarter.cell("Total", "期末未结").value == 3
    assert quarter.cell("treasury", "received").value == 0  # in the list, with no case
    with pytest.raises(accord.InputError) as raised:
        quarter.cell("other", "received")
    assert "business=other" in raised.value.subject
    assert quarter.cell("other", "received", dimension="cause").value == 0
    for row, measure in (("no such", "received"), ("debit card", "no such")):
        with pytest.raises(accord.InputError):
            quarter.cell(row, measure)
    with pytest.raises(accord.InputError):
        quarter.cell(measure="received", planet="Mars")


@pytest.mark.parametrize(
    "period", ["2026", "2026Q0", "2026Q5", "2026q1", "0000Q1", "26Q1", "2026Q1 ", "２026Q1", ""]
)
def test_a_period_that_is_none(demo, period: str):
    with pytest.raises(accord.InputError):
        returns.cn_quarterly(demo[0], period=period)


@pytest.mark.parametrize("period", ["0001Q1", "9999Q4"])
def test_the_first_and_the_last_quarter(demo, period: str):
    quarter = returns.cn_quarterly(demo[0], period=period)
    assert quarter.validated().cell("total", "received").value == 0


# --- checks -------------------------------------------------------------------------------------


def head(ordinal: int, /, **changes: Any) -> SimpleNamespace:
    """A head as find() gives it."""
    given: dict[str, Any] = {
        "id": f"c_{ordinal}",
        "number": f"〔2026〕诉字第{ordinal:04}号",
        "procedure": "cn.complaint",
        "filed": date(2026, 1, 10),
        "closed": None,
        "final": False,
        "last_seq": ordinal,
        "channel": "telephone",
        "business": "loan",
        "cause": "pricing",
        "branch": "分行甲",
        "on_time": True,
        "extended": False,
        "repeat": False,
    }
    return SimpleNamespace(**given | changes)


def quarter_of(*heads: SimpleNamespace) -> returns.Return:
    spec = _spec.load("cn_quarterly")
    return returns.Return(spec, list(heads), _spec.period_of("2026Q1"))


def refused(quarter: returns.Return) -> returns.ReturnError:
    with pytest.raises(returns.ReturnError) as raised:
        quarter.validated()
    assert isinstance(raised.value, accord.InputError)
    return raised.value


def test_a_case_without_a_day_of_receipt_stops_the_return():
    error = refused(quarter_of(head(1), head(2, filed=None)))
    assert (error.rule, error.cases) == ("received_unknown", ("c_2",))
    assert "收到日不明" in error.words("zh-Hans")


def test_a_case_closed_before_it_was_received_unbalances_the_stock():
    error = refused(quarter_of(head(1), head(2, closed=date(2025, 12, 1), final=True)))
    rules = {fault.rule: fault for fault in error.faults}
    assert error.rule == "closed_before_received"
    assert rules["balance"].cases == ("c_2",)
    assert "期末未结" in rules["balance"].cell


def test_identities_are_never_used_twice():
    error = refused(quarter_of(head(1), head(2, number=head(1).number)))
    assert (error.rule, error.cell) == ("id_reused", head(1).number)
    assert error.cases == ("c_1", "c_2")


def test_a_case_closed_on_an_unknown_day_is_flagged_and_counted_where_it_was_received():
    quarter = quarter_of(head(1, final=True), head(2)).validated()
    assert [(f.rule, f.severity, f.cases) for f in quarter.faults] == [
        ("closed_unknown", "warning", ("c_1",))
    ]
    assert quarter.cell("total", "closed").cases == ("c_1",)
    assert quarter.cell("total", "closing").cases == ("c_2",)
    assert "办结日不明" in str(quarter)
    assert (
        "unknown day"
        in returns.cn_quarterly.__globals__["load"]("cn_quarterly").row("closed")["definition"][
            "en"
        ]
    )


def test_codes_outside_their_list_are_shown_and_flagged():
    quarter = quarter_of(head(1, business="moon_travel"), head(2, channel="")).validated()
    assert [(f.rule, f.cell) for f in quarter.faults] == [("unlisted_code", "business=moon_travel")]
    assert quarter.cell("moon_travel", "received").value == 1
    assert quarter.cell("未说明", "received", dimension="channel").value == 1


def test_each_check_across_cells_can_fail():
    """The cells are bent after they were counted; the check must see it."""
    for rule, bend in (
        ("once", lambda q: q._rows.append(q._rows[1])),
        ("once", lambda q: q._rows.pop()),
        ("within", lambda q: q._rows[0][1].update(on_time=q._rows[0][1]["received"])),
        ("carried_over", lambda q: q._rows[0][1].update(opening=q._rows[0][1]["received"])),
        ("balance", lambda q: q._rows[0][1].update(closing=q._rows[0][1]["closed"])),
    ):
        quarter = quarter_of(head(1), head(2), head(3, filed=date(2025, 12, 1)))
        list(quarter.rows())
        bend(quarter)
        assert rule in {fault.rule for fault in refused(quarter).faults}, rule


# --- the specification and the files ------------------------------------------------------------


def test_the_specification_speaks_all_languages():
    spec = _spec.load("cn_quarterly")

    def missing(value: Any, path: str) -> list[str]:
        if isinstance(value, list):
            return [m for inner in value for m in missing(inner, path)]
        if not isinstance(value, dict):
            return []
        if set(value) & set(LANGUAGES):
            return [] if all(value.get(language) for language in LANGUAGES) else [path]
        return [m for name, inner in value.items() for m in missing(inner, f"{path}.{name}")]

    assert not missing(spec.json, "")
    for row in spec.json["measures"]:
        assert set(row["label"]) == set(row["definition"]) == set(LANGUAGES)
    assert len(spec.hash) == 64


def test_the_csv_says_what_the_return_says(demo, tmp_path: Path):
    quarter = returns.cn_quarterly(demo[0], period="2026Q1").validated()
    quarter.save(tmp_path / "2026Q1.csv")
    content = (tmp_path / "2026Q1.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert lines[0] == [
        *("分组", "受理渠道", "业务类别", "投诉原因", "机构", "期初未结", "本期收到", "本期办结"),
        *("期末未结", "按期办结", "延期办结", "重复投诉"),
    ]
    assert lines[1] == ["合计", "", "", "", "", "3", "27", "27", "3", "26", "1", "2"]
    assert len(lines) == 1 + len(list(quarter.rows()))
    assert ["业务类别", "", "借记卡", "", ""] in [line[:5] for line in lines]


def test_a_name_that_is_a_formula_is_made_harmless(tmp_path: Path):
    risky = ("=1+1", "+1", "-1", "@x", "\tx", "\rx")
    quarter = quarter_of(*(head(n, branch=name) for n, name in enumerate(risky)))
    quarter.save(tmp_path / "q.csv")
    text = (tmp_path / "q.csv").read_bytes().decode("utf-8-sig")
    found = {line[4] for line in csv.reader(io.StringIO(text, newline=""))}
    assert {"'" + name for name in risky if name != "\rx"} <= found
    assert "\ufffdx" in found  # a carriage return shows as what can not be shown
    openpyxl = pytest.importorskip("openpyxl")
    quarter.save(tmp_path / "q.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "q.xlsx").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert not str(cell.value).startswith(("=", "+", "@", "\t")), cell.coordinate


def test_the_workbook_opens_every_number_into_its_cases(demo, tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    quarter = returns.cn_quarterly(demo[0], period="2026Q1").validated()
    quarter.save(tmp_path / "one.xlsx")
    quarter.save(tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.sheetnames == ["汇总", "交叉", "案件清单", "口径"]
    listed: dict[tuple[str, ...], set[str]] = {}
    for line in book["案件清单"].iter_rows(min_row=2, values_only=True):
        *where, measure, number, id = (value or "" for value in line)
        assert number.startswith("〔")
        listed.setdefault((*where, measure), set()).add(id)
    for group, row in quarter.rows():
        for measure, cell in row.items():
            name = quarter.spec.name(measure, "zh-Hans")
            key = (quarter.group(group), *quarter.labels(row), name)
            assert listed.get(key, set()) == set(cell.cases)
    total = next(line for line in book["汇总"].iter_rows(values_only=True) if line[0] == "合计")
    assert total[5:] == (3, 27, 27, 3, 26, 1, 2)


def test_without_openpyxl_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(accord.InputError) as raised:
        quarter_of(head(1)).save(tmp_path / "q.xlsx")
    assert 'pip install "accord[returns]"' in str(raised.value)
    assert not list(tmp_path.iterdir())
    with pytest.raises(accord.InputError):
        quarter_of(head(1)).save(tmp_path / "q.ods")


def test_data_is_plain_and_printing_reads_well(demo):
    docket, _ = demo
    quarter = returns.cn_quarterly(docket, period="2026Q1")
    data = json.loads(json.dumps(quarter.data()))
    assert data["rows"][0]["counts"]["received"] == len(data["rows"][0]["cases"]["received"]) == 27
    assert data["spec_sha256"] == quarter.spec.hash
    for language in LANGUAGES:
        said = returns.cn_quarterly(docket, period="2026Q1", language=language)
        assert said.spec.json["title"][language] in str(said)
        assert said.spec.name("closing", language) in said._repr_html_()
    page = quarter_of(head(1, branch="<script>alert(1)</script>"))._repr_html_()
    assert "<script>" not in page
    assert "<details>" in page
    with pytest.raises(accord.InputError):
        returns.cn_quarterly(docket, period="2026Q1", language="fr")
