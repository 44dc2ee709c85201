"""Papers: exact sentences in PDF and Word, amounts in words, fonts, hostile names, the record."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import accord
import pytest
from accord import documents
from accord.documents import _fonts, _words
from accord.procedures import cn_complaint, cn_mediation
from accord.text import LANGUAGES

from tests.python import _dockets

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(documents.__file__).parent

docx = pytest.importorskip("docx")
pytest.importorskip("typst")
pytest.importorskip("docxtpl")


# What stands at the foot of a page, between two pages' sentences.
FOOTER = re.compile(r"\f?(.*第 ?\d+ ?页.*|\w+[ \u3000]+〔.*号 *)$")


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def squeezed(text: str) -> str:
    """Text without blanks and line ends, which a page sets as it likes."""
    return re.sub(r"\s+", "", text)


def pdf_text(content: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(content)
    command = [tool("pdftotext"), "paper.pdf", "-"]
    text = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout.decode()
    return squeezed("\n".join(line for line in text.split("\n") if not FOOTER.match(line)))


def word_text(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in paper.paragraphs]
    lines += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return squeezed("\n".join(lines))


def fire(folder: Path, **changes: Any) -> tuple[accord.Docket, accord.Case]:
    """The house fire of 100,000, mediated and agreed at 80,000."""
    given = {"kind": "house_fire", "claims": [{"amount": "100000.00 CNY"}]} | changes
    docket = _dockets.opened(folder, _dockets.Clock("2026-04-30T10:00+08:00"))
    case = docket.file(
        _dockets.filing(**given), procedure=cn_mediation, at="2026-03-02T10:00+08:00"
    ).case
    docket.act(case, "accept", by="body", at="2026-03-04T09:00+08:00")
    agent = {"party": "claimant", "scope": "special", "name": "代理人甲", "from_": "2026-03-05"}
    docket.act(case, "appoint_agent", by="claimant", at="2026-03-05T09:00+08:00", **agent)
    agreed = accord.settle.agreed_indemnity(
        "80000.00 CNY",
        loss="100000.00 CNY",
        sum_insured="100000.00 CNY",
        value="100000.00 CNY",
        deductible_share="20%",
    )
    done = docket.act(
        case,
        "agree",
        by=("claimant", "respondent"),
        at="2026-03-20T16:30+08:00",
        amount=agreed,
        perform_by="2026-03-30",
        remedies=("apology",),
    )
    return docket, done.case


def complaint(folder: Path, action: str, **args: Any) -> tuple[accord.Docket, accord.Case]:
    docket = _dockets.opened(folder, _dockets.Clock("2026-04-30T10:00+08:00"))
    case = docket.file(_dockets.filing(), procedure=cn_complaint, at="2026-03-02T10:00+08:00").case
    by = "institution" if action == "notify" else ("claimant", "respondent")
    return docket, docket.act(case, action, by=by, at="2026-03-06T16:00+08:00", **args).case


MEDIATED = (
    "调解协议",
    "案号：〔2026〕调字第0001号",
    "申请人：申请人甲。地址：某市某路 1 号。联系方式：13800138000。",
    "被申请人：银行甲。",
    "申请人的代理人：代理人甲，特别授权，自2026年3月5日起。",
    "被申请人银行甲向申请人申请人甲支付人民币80,000.00元（大写：人民币捌万元整）。",
    "其他补救措施：赔礼道歉。",
    "履行期限：2026年3月30日之前（含当日）。",
    "履行方式：银行转账。",
    "本协议经调解达成，是调解协议，具有合同效力，双方应当按照约定履行（人民调解法第三十一条）。",
    "双方可以自本协议生效之日起三十日内，共同向有管辖权的人民法院申请司法确认"
    "（民事诉讼法第二百零五条）。",
    "未经司法确认，本协议不能直接申请强制执行。",
    "按本案记录，申请司法确认的最后一日为2026年4月20日。",
    "2026年3月20日，经某调解中心主持调解，双方自愿就上述事项达成一致。",
    "签署地点：某市",
    "附件一　金额的由来",
    "以上各项中最弱的来源：官方来源。",
    "附件二　法律依据",
)
OPTIONS = {"manner": "银行转账", "place": "某市", "body": "某调解中心"}


def test_a_mediation_agreement_says_the_same_in_pdf_and_word(tmp_path: Path):
    _, case = fire(tmp_path)
    paper = documents.agreement(case, **OPTIONS)
    assert paper.kind == "mediation_agreement"
    for text in (pdf_text(paper.pdf(), tmp_path), word_text(paper.docx()), squeezed(paper.text)):
        for sentence in MEDIATED:
            assert squeezed(sentence) in text, sentence
        assert "和解协议" not in text
        # Numbers of cards and identity papers are masked, also in what the claimant told.
        assert "6222021234567890123" not in text
        assert "110101199003070018" not in text
        assert "\ufffd" not in text


def test_the_annexes_name_rules_clauses_amounts_and_status(tmp_path: Path):
    _, case = fire(tmp_path)
    why, law = documents.agreement(case).content["annexes"]
    cells = [row["cells"] for row in why["rows"]]
    assert cells[0][:2] == ["约定赔款", "80,000.00 CNY"]
    assert ["双方约定金额", "80,000.00 CNY"] in [row[:2] for row in cells]
    assert ["(条款不生效时的赔款)", "(100,000.00 CNY)"] in [row[:2] for row in cells]
    assert any("保险法 17(2) [官方来源]" in row[3] for row in cells)
    listed = {row["cells"][0]: row["cells"][2] for row in law["rows"]}
    assert listed["人民调解法 31"] == listed["民诉法 205"] == listed["民法典 5"] == "官方来源"
    assert listed["调解机构规则: 调解期限"] == "未经核实"


def test_a_settlement_is_no_mediation_agreement(tmp_path: Path):
    _, case = complaint(tmp_path, "settle", amount=accord.Money("800.00 CNY"))
    paper = documents.agreement(case)
    assert paper.kind == "settlement_agreement"
    text = pdf_text(paper.pdf(), tmp_path)
    assert "和解协议" in text
    assert "支付人民币800.00元（大写：人民币捌佰元整）。" in text
    assert squeezed("本协议由双方自行协商达成，未经调解机构主持，是和解协议，具有合同效力") in text
    assert "调解协议" not in text
    assert "司法确认" not in text
    (why, _) = paper.content["annexes"]
    assert why["rows"][0]["cells"] == [
        "双方约定金额",
        "800.00 CNY",
        "双方约定，不经公式计算",
        "民法典 5 [官方来源]",
    ]


def test_a_decision_that_brings_its_figure_explains_it(tmp_path: Path):
    refund = accord.settle.wrong_debit(
        "50000.00 CNY", rate="0.35% per year 30/360", start="2025-09-01", end="2026-03-01"
    )
    _, case = complaint(tmp_path, "notify", amount=refund)
    paper = documents.decision_notice(case, decision="退还。", reasons="重复扣款。")
    assert "决定金额：人民币50,087.50元（大写：人民币伍万零捌拾柒元伍角）。" in paper.text
    why, _ = paper.content["annexes"]
    assert why["rows"][0]["cells"][:2] == ["误扣款返还", "50,087.50 CNY"]
    assert len(why["rows"]) > 2
    other = documents.decision_notice(
        case, decision="退还。", reasons="重复扣款。", amount=accord.Money("1.00 CNY")
    )
    assert [row["cells"][0] for row in other.content["annexes"][0]["rows"]] == ["机构决定金额"]


@pytest.mark.parametrize(
    ("payer", "said"),
    [
        ("claimant", "申请人申请人甲向被申请人银行甲支付人民币800.00元"),
        ("", "双方确认本案金额为人民币800.00元（大写：人民币捌佰元整）。"),
    ],
)
def test_who_pays_is_said_only_where_it_is_known(tmp_path: Path, payer: str, said: str):
    _, case = complaint(tmp_path, "settle", amount=accord.Money("800.00 CNY"))
    assert said in documents.agreement(case, payer=payer).text


def test_a_decision_notice_has_reasons_and_the_ways_that_stay_open(tmp_path: Path):
    _, case = complaint(tmp_path, "notify")
    paper = documents.decision_notice(
        case,
        decision="退还收费。",
        reasons="没有公示。\n没有约定。",
        amount=accord.Money("1260.00 CNY"),
    )
    text = pdf_text(paper.pdf(), tmp_path)
    for sentence in (
        "致：申请人甲",
        "已于2026年3月6日作出处理决定",
        "决定金额：人民币1,260.00元（大写：人民币壹仟贰佰陆拾元整）。",
        "没有公示。",
        "1.核查：对处理决定有异议的，可以自收到本通知之日起三十日内",
        "2.调解：",
        "3.仲裁：双方有仲裁协议的",
        "4.诉讼：可以向有管辖权的人民法院起诉。",
    ):
        assert squeezed(sentence) in text, sentence
        assert squeezed(sentence) in word_text(paper.docx()), sentence
    assert "未经核实" in text
    why, _ = paper.content["annexes"]
    assert why["rows"][0]["cells"][0] == "机构决定金额"
    assert len(documents.decision_notice(case, decision="x", reasons="y").content["annexes"]) == 1
    for missing in ({"decision": "x", "reasons": " "}, {"decision": "", "reasons": "x"}):
        with pytest.raises(accord.InputError) as raised:
            documents.decision_notice(case, **missing)
        assert raised.value.code == "missing_argument"


def test_a_paper_that_the_case_does_not_bear_is_refused(tmp_path: Path):
    docket = _dockets.opened(tmp_path)
    case = _dockets.filed(docket)
    for make, code in (
        (lambda: documents.agreement(case), "no_agreement"),
        (lambda: documents.decision_notice(case, decision="x", reasons="y"), "no_decision"),
    ):
        with pytest.raises(accord.InputError) as raised:
            make()
        assert raised.value.code == code
        assert raised.value.words("zh-Hans") != code
    with pytest.raises(TypeError):
        documents.agreement(case.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_sets_whole_pages(tmp_path: Path, language: str):
    _, case = fire(tmp_path)
    paper = documents.agreement(case, language=language)
    content = paper.pdf()
    (tmp_path / "paper.pdf").write_bytes(content)
    listed = subprocess.run(
        [tool("pdffonts"), "paper.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    region = "tc" if language == "zh-Hant" else "sc"
    assert listed
    for line in listed:
        assert re.search(rf"CJK{region}", line), line
        assert line.split()[-5:-3] == ["yes", "yes"], line  # embedded, a subset
    assert "[U+" not in pdf_text(content, tmp_path)
    # A form that a font lacks is drawn as an empty box, though its text can still be read out.
    font = _fonts.font_for(language)
    assert not [sign for sign in paper.text if sign not in "\n\t" and not font.draws(sign)]
    if language == "zh-Hant":
        assert "調解協議" in paper.text
        assert "捌萬元整" in paper.text
    if language == "en":
        assert "Renminbi yuan eighty thousand only" in paper.text
    with pytest.raises(accord.InputError):
        documents.agreement(case, language="fr")


def test_the_same_case_gives_the_same_bytes(tmp_path: Path):
    _, case = fire(tmp_path)
    one, two = documents.agreement(case), documents.agreement(case)
    assert one.pdf() == two.pdf()
    assert one.docx() == two.docx()
    with zipfile.ZipFile(io.BytesIO(one.docx())) as package:
        assert b"2026-03-20T08:30:00Z" in package.read("docProps/core.xml")
    assert re.search(rb"D:20260320", one.pdf())


HOSTILE = (
    '#eval("1") $x^2$ *粗* _斜_ `码` <b>&amp;</b> "引" \'q\' \\ @ref // {{ 7*7 }} {% if %} {_{ }_}'
)


def test_a_hostile_name_comes_out_as_typed(tmp_path: Path):
    person = _dockets.PERSON | {"name": HOSTILE}
    _, case = fire(tmp_path, parties=[person, _dockets.BANK])
    paper = documents.agreement(case)
    wanted = squeezed(HOSTILE)
    assert wanted in squeezed(paper.text)
    assert wanted in pdf_text(paper.pdf(), tmp_path)
    assert wanted in word_text(paper.docx()).replace("\u2060", "")


def test_what_can_not_be_seen_is_shown_by_its_number(tmp_path: Path):
    person = _dockets.PERSON | {"name": "甲\u202e乙\u2066丙\x07丁\U0001f600"}
    _, case = fire(tmp_path, parties=[person, _dockets.BANK])
    paper = documents.agreement(case)
    assert "甲[U+202E]乙[U+2066]丙[U+0007]丁" in paper.text
    assert "甲[U+202E]乙[U+2066]丙[U+0007]丁[U+1F600]" in pdf_text(paper.pdf(), tmp_path)
    assert "甲[U+202E]乙[U+2066]丙[U+0007]丁\U0001f600" in word_text(paper.docx())
    assert "\u202e" not in paper.text


def test_what_a_font_draws_is_read_from_the_font():
    font = _fonts.font_for("zh-Hans")
    assert all(font.draws(sign) for sign in "捌萬〔〕。，A1￥𠀋")
    assert not any(font.draws(sign) for sign in "\U0001f600\u0e01\ue000\u0600")
    assert font.drawn("甲\u0e01乙") == "甲[U+0E01]乙"
    chosen = [f for f in _fonts.installed().fonts() if f.family == font.family]
    for sign in "捌\U0001f600":  # fontconfig's own reading of the same file
        command = [tool("fc-list"), f":charset={ord(sign):x}", "file"]
        listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert (f"{chosen[0].path}:" in listed) == font.draws(sign)


def test_without_a_chinese_font_the_package_is_named():
    with pytest.raises(accord.InputError) as raised:
        _fonts.choose([], "zh-Hans")
    assert raised.value.code == "font_missing"
    assert raised.value.subject == "fonts-noto-cjk"
    assert "fonts-noto-cjk" in str(raised.value)


def test_no_other_font_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import typst

    bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    monkeypatch.setattr(_fonts, "installed", lambda: bare)
    _fonts.font_for.cache_clear()
    _, case = fire(tmp_path)
    try:
        with pytest.raises(accord.AccordError) as raised:
            documents.agreement(case).save(tmp_path / "paper.pdf")
    finally:
        _fonts.font_for.cache_clear()
    assert raised.value.code == "font_missing"
    assert not (tmp_path / "paper.pdf").exists()


@pytest.mark.parametrize(("module", "method"), [("typst", "pdf"), ("docxtpl", "docx")])
def test_a_missing_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, method: str
):
    _, case = fire(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(accord.InputError) as raised:
        getattr(documents.agreement(case), method)()
    assert 'pip install "accord[documents]"' in str(raised.value)


def test_issuing_records_the_hash_of_what_went_out(tmp_path: Path):
    docket, case = fire(tmp_path)
    paper = documents.agreement(case)
    paper.save(tmp_path / "agreement.pdf")
    issued = documents.issue(docket, case, paper, at="2026-03-21T09:00+08:00").case.documents[-1]
    assert issued.digest == hashlib.sha256((tmp_path / "agreement.pdf").read_bytes()).hexdigest()
    assert issued.document == "mediation_agreement"
    assert issued.language == "zh-Hans"
    assert issued.version == case.version
    with pytest.raises(accord.InputError) as raised:
        documents.issue(docket, _dockets.filed(docket), paper)
    assert raised.value.code == "other_case"


def test_only_known_files_are_written(tmp_path: Path):
    _, case = fire(tmp_path)
    for name in ("paper.odt", "paper"):
        with pytest.raises(accord.InputError):
            documents.agreement(case).save(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["docket", "docket.key"]


def test_printing_a_paper_shows_no_numbers(tmp_path: Path):
    _, case = fire(tmp_path)
    paper = documents.agreement(case)
    assert "申请人甲" not in repr(paper)
    assert "13800138000" not in paper._repr_html_()


# --- words --------------------------------------------------------------------------------------


def shape(value: Any) -> Any:
    """A tree of words without the words: names, lengths, and which arguments are used."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return sorted(re.findall(r"\{(\w+)\}", value))


def test_all_languages_say_everything():
    read = {language: _words.paper_words(language) for language in LANGUAGES}
    assert shape(read["zh-Hans"]) == shape(read["zh-Hant"]) == shape(read["en"])

    def empty(value: Any, path: str) -> list[str]:
        if isinstance(value, dict):
            return [e for name, inner in value.items() for e in empty(inner, f"{path}.{name}")]
        if isinstance(value, list) and not path.endswith(".page"):
            return [e for inner in value for e in empty(inner, path)]
        return [] if value else [path]

    assert not [fault for language in LANGUAGES for fault in empty(read[language], language)]


def test_every_clause_a_paper_names_has_one_status():
    known = json.loads((FOLDER.parent / "law" / "clauses_cn.json").read_bytes())["clauses"]
    official = {row["id"]: row["status"] for row in known}
    bases = [_words.paper_words(language)["basis"] for language in LANGUAGES]
    for kind in bases[0]:
        cited = [[row[:2] for row in basis[kind]] for basis in bases]
        assert cited[0] == cited[1] == cited[2]
        for clause, status in cited[0]:
            assert status == official.get(clause, status), clause
            # What is not in the law file was not read there.
            assert clause in official or status != "official", clause


# --- the Word template --------------------------------------------------------------------------


def test_the_word_template_is_the_one_its_script_makes():
    path = ROOT / "tests" / "tools" / "make_paper_docx.py"
    spec = importlib.util.spec_from_file_location("make_paper_docx", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    stored = FOLDER / "templates" / "paper.docx"
    with (
        zipfile.ZipFile(stored) as old,
        zipfile.ZipFile(io.BytesIO(script.template())) as new,
    ):
        for name in ("word/document.xml", "word/footer1.xml", "word/styles.xml"):
            assert old.read(name) == new.read(name), name


@pytest.mark.long
def test_libreoffice_reads_the_same_from_the_word_file(tmp_path: Path):
    soffice = tool("soffice")
    _, case = fire(tmp_path)
    documents.agreement(case, **OPTIONS).save(tmp_path / "paper.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "paper.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    text = pdf_text((tmp_path / "paper.pdf").read_bytes(), tmp_path)
    for sentence in MEDIATED:
        assert squeezed(sentence) in text, sentence


# --- amounts ------------------------------------------------------------------------------------

# Those marked * are the examples of 支付结算办法, annex 1; the others follow its rules.
AMOUNTS = [
    ("0.00 CNY", "人民币零元整"),
    ("0.01 CNY", "人民币壹分"),
    ("0.10 CNY", "人民币壹角"),
    ("0.25 CNY", "人民币贰角伍分"),
    ("1.00 CNY", "人民币壹元整"),
    ("1.05 CNY", "人民币壹元零伍分"),
    ("10.00 CNY", "人民币壹拾元整"),
    ("10.50 CNY", "人民币壹拾元零伍角"),
    ("15.00 CNY", "人民币壹拾伍元整"),
    ("100.10 CNY", "人民币壹佰元零壹角"),
    ("325.04 CNY", "人民币叁佰贰拾伍元零肆分"),  # *
    ("1001.00 CNY", "人民币壹仟零壹元整"),
    ("1010.00 CNY", "人民币壹仟零壹拾元整"),
    ("1100.00 CNY", "人民币壹仟壹佰元整"),
    ("1409.50 CNY", "人民币壹仟肆佰零玖元伍角"),  # *
    ("1680.32 CNY", "人民币壹仟陆佰捌拾元零叁角贰分"),  # *
    ("6007.14 CNY", "人民币陆仟零柒元壹角肆分"),  # *
    ("10000.00 CNY", "人民币壹万元整"),
    ("10001.00 CNY", "人民币壹万零壹元整"),
    ("16409.02 CNY", "人民币壹万陆仟肆佰零玖元零贰分"),  # *
    ("80000.00 CNY", "人民币捌万元整"),
    ("100000.00 CNY", "人民币壹拾万元整"),
    ("100500.00 CNY", "人民币壹拾万零伍佰元整"),
    ("107000.53 CNY", "人民币壹拾万柒仟元零伍角叁分"),  # *
    ("500462.39 CNY", "人民币伍拾万零肆佰陆拾贰元叁角玖分"),
    ("1000000.00 CNY", "人民币壹佰万元整"),
    ("10000000.00 CNY", "人民币壹仟万元整"),
    ("99999999.99 CNY", "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ("100000000.00 CNY", "人民币壹亿元整"),
    ("100000001.00 CNY", "人民币壹亿零壹元整"),
    ("100010000.00 CNY", "人民币壹亿零壹万元整"),
    ("110000000.00 CNY", "人民币壹亿壹仟万元整"),
    ("101000000.05 CNY", "人民币壹亿零壹佰万元零伍分"),
    ("1000000000000.00 CNY", "人民币壹万亿元整"),
    ("1000000000001.00 CNY", "人民币壹万亿零壹元整"),
    ("100.00 USD", "美元壹佰元整"),
    ("5000 JPY", "日元伍仟元整"),
    ("1.005 KWD", "科威特第纳尔壹元零伍厘"),
    ("1.250 KWD", "科威特第纳尔壹元贰角伍分"),
]


@pytest.mark.parametrize(("amount", "said"), AMOUNTS)
def test_an_amount_in_capital_numerals(amount: str, said: str):
    assert documents.amount_in_words(accord.Money(amount)) == said


VALUES = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}


def counted(said: str) -> int:
    """Minor units of 人民币 in words, read back by another way than they were written."""
    whole, _, rest = said.removeprefix("人民币").removesuffix("整").rpartition("元")
    total = section = part = 0
    figure = 0
    for sign in whole:
        if sign in VALUES:
            figure = VALUES[sign]
        elif sign in "拾佰仟":
            section += figure * {"拾": 10, "佰": 100, "仟": 1000}[sign]
            figure = 0
        elif sign == "万":
            part, section, figure = part + (section + figure) * 10**4, 0, 0
        else:
            total, part, section, figure = (total + part + section + figure) * 10**8, 0, 0, 0
    minor = (total + part + section + figure) * 100
    for value, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖])([角分])", rest):
        minor += VALUES[value] * (10 if unit == "角" else 1)
    return minor


def test_amounts_read_back():
    import random

    chance = random.Random(205)
    for _ in range(20_000):
        minor = chance.randrange(10 ** chance.randrange(1, 17))
        if chance.random() < 0.5:  # many zeros
            digits = [d if chance.random() < 0.4 else "0" for d in str(minor)]
            minor = int("".join(digits))
        said = documents.amount_in_words(accord.Money.from_minor(minor, "CNY"))
        assert counted(said) == minor, said
        assert "零零" not in said
        assert not said.endswith("零")


def test_amounts_in_other_languages_and_wrong_ones():
    money = accord.Money("500462.39 CNY")
    assert documents.amount_in_words(money, language="zh-Hant") == (
        "人民幣伍拾萬零肆佰陸拾貳元參角玖分"
    )
    assert documents.amount_in_words(money, language="en") == (
        "Renminbi yuan five hundred thousand four hundred and sixty-two and 39/100 only"
    )
    assert documents.amount_in_figures(money) == "人民币500,462.39元"
    with pytest.raises(accord.MoneyError):
        documents.amount_in_words(accord.Money("-1.00 CNY"))
    for wrong in (1, 1.0, "1.00 CNY", None):
        with pytest.raises(TypeError):
            documents.amount_in_words(wrong)
