"""Code lists, the CFPB mapping and the demo's filings agree with each other and their sources."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT / "python" / "accord" / "law"
DEMO = ROOT / "python" / "accord" / "demo_data"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
STATUSES = {"official", "secondary", "unverified"}

CLASSIFICATION: dict[str, Any] = json.loads((LAW / "classification.json").read_text("utf-8"))
LISTS: dict[str, dict[str, Any]] = {each["id"]: each for each in CLASSIFICATION["lists"]}
CODES = {name: {code["code"] for code in each["codes"]} for name, each in LISTS.items()}
MAPPING: dict[str, Any] = json.loads((LAW / "mapping_cfpb.json").read_text("utf-8"))
FILINGS = [json.loads(line) for line in (DEMO / "filings.jsonl").read_text("utf-8").splitlines()]
PLAN: dict[str, Any] = json.loads((DEMO / "paths.json").read_text("utf-8"))

# 金融服務與客戶糾紛解決 §1(1) and §1.1: the four schemes, in the source's own words (zh-Hans).
SCHEMES = {
    "type": ["服务质量", "产品责任", "技术故障", "信息披露"],
    "subject": ["银行", "证券公司", "保险公司", "信托公司"],
    "nature": ["合同纠纷", "操作纠纷", "服务纠纷", "理赔纠纷"],
    "content": ["交易金额", "收益分配", "费用收取", "信息披露"],
}


def test_the_four_schemes_have_the_codes_of_the_source():
    for name, words in SCHEMES.items():
        assert [code["zh-Hans"] for code in LISTS[name]["codes"]] == words


def test_the_causes_are_the_ten_of_the_source():
    # §1(2): four; §1.2: six.
    assert len(CODES["causes"]) == 10


@pytest.mark.parametrize("name", LISTS)
def test_every_code_has_its_words_in_three_languages(name):
    codes = LISTS[name]["codes"]
    assert codes
    for entry in (LISTS[name]["title"], CLASSIFICATION["unstated"], *codes):
        for language in LANGUAGES:
            assert entry[language].strip() == entry[language] != ""
        assert re.search("[\u4e00-\u9fff]", entry["zh-Hans"])
        assert not re.search("[\u4e00-\u9fff]", entry["en"])
    assert len({code["code"] for code in codes}) == len(codes)
    for language in LANGUAGES:
        assert len({code[language] for code in codes}) == len(codes), language


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_its_source_and_how_surely_it_was_read(name):
    entry = LISTS[name]
    assert entry["source"]
    assert entry["status"] in STATUSES
    for code in entry["codes"]:
        assert re.fullmatch("[a-z][a-z0-9_]{0,63}", code["code"])
        assert code.get("status", entry["status"]) in STATUSES
        assert code.get("parent") is None or code["parent"] in CODES[name]


def test_no_numeric_code_of_the_standard_is_made_up():
    # JR/T 0169-2018: the numeric code of each item was not read.
    for name in ("business", "cause", "business_channel"):
        assert "not read" in LISTS[name]["note"]
        assert not any(code["code"].isdigit() for code in LISTS[name]["codes"])


# --- the mapping ----------------------------------------------------------------------------------


def test_the_mapping_uses_listed_codes_and_says_that_it_is_our_own():
    assert MAPPING["status"] == "unverified"
    for row in MAPPING["rows"]:
        assert row["code"] in CODES[row["scheme"]], row


def test_every_product_and_channel_that_was_read_is_mapped(shared_file, shared_rows):
    name = "regulators/cfpb_schema.json"
    schema = json.loads(shared_file(name).read_text("utf-8"))
    products = [p for era in schema["products"].values() for p in era["values"]]
    channels = schema["enums"]["Submitted via"]["values"]
    shared_rows(name, len(products) + len(channels), "values")
    known = {(row["field"], row["value"].lower()) for row in MAPPING["rows"]}
    for product in products:
        assert ("product", product.lower()) in known
    for channel in channels:
        assert ("submitted_via", channel.lower()) in known


def test_every_mapped_issue_was_read_in_a_row(shared_file, shared_rows):
    name = "regulators/cfpb_taxonomy_observed.json"
    taxonomy = json.loads(shared_file(name).read_text("utf-8"))
    products = [product for era in taxonomy["eras"].values() for product in era.values()]
    issues = {issue for product in products for issue in product["issues"] if issue}
    shared_rows(name, len(issues), "issues")
    for row in MAPPING["rows"]:
        assert row["field"] != "issue" or row["value"] in issues, row


# --- the demo's filings ---------------------------------------------------------------------------


def amounts(filing: dict[str, Any]) -> list[str]:
    return [claim["amount"] for claim in filing["claims"] if "amount" in claim]


def test_there_are_enough_filings_of_enough_kinds():
    assert len(FILINGS) >= 28
    assert len({filing["kind"] for filing in FILINGS}) >= 10
    assert {filing["classification"]["subject"] for filing in FILINGS} == CODES["subject"]
    assert len({filing["channel"] for filing in FILINGS}) >= 5


@pytest.mark.parametrize("number", range(len(FILINGS)))
def test_a_filing_uses_listed_codes_and_is_classified_on_all_four_schemes(number):
    filing = FILINGS[number]
    for name in ("kind", "business", "cause", "channel", "severity", "urgency"):
        assert filing[name] in CODES[name]
    classification = filing["classification"]
    assert set(classification) >= {"type", "subject", "nature", "causes"}
    for name, code in classification.items():
        for each in code if isinstance(code, list) else [code]:
            assert each in CODES[name]
    for claim in filing["claims"]:
        assert claim["relief"] in CODES["relief"]
        assert claim["ground"] in CODES["kind"]
    for party in filing["parties"]:
        assert party["role"] in CODES["role"]


def test_no_two_filings_claim_the_same_amount():
    claimed = [amount for filing in FILINGS for amount in amounts(filing)]
    assert len(claimed) == len(set(claimed))


def test_no_two_paths_have_the_same_steps_and_amounts():
    assert [path["filing"] for path in PLAN["paths"]] == list(range(len(FILINGS)))
    shapes = set()
    for path in PLAN["paths"]:
        steps = tuple((s["do"], s.get("action"), s.get("refused")) for s in path["steps"])
        settled = [s.get("args", {}).get("amount") for s in path["steps"] if s["do"] == "act"]
        claimed = tuple(amounts(FILINGS[path["filing"]]))
        shapes.add((path["procedure"], steps, json.dumps([settled, path.get("figures")]), claimed))
    assert len(shapes) == len(FILINGS)


def test_steps_go_forward_in_time():
    for path in PLAN["paths"]:
        moments = [path["file"]["at"], *(step["at"] for step in path["steps"]), PLAN["until"]]
        assert moments == sorted(set(moments)), path["title"]
        assert FILINGS[path["filing"]]["received"] <= path["file"]["at"]


def test_a_repeat_names_a_customer_of_an_earlier_line():
    def customer(filing: dict[str, Any]) -> str:
        (number,) = [i["number"] for i in filing["external_ids"] if i["source"] == "customer"]
        return number

    seen: set[str] = set()
    for filing in FILINGS:
        repeat = filing.get("facts", {}).get("repeat", False)
        assert (customer(filing) in seen) is repeat
        seen.add(customer(filing))


def test_numbers_of_persons_are_plainly_made_up():
    text = "\n".join(json.dumps(filing, ensure_ascii=False) for filing in FILINGS)
    identities = re.findall(r"(?<!\d)\d{18}(?!\d)", text)
    assert len(identities) >= 8
    assert all(number.startswith("000000") for number in identities)
    telephones = re.findall(r"(?<!\d)1\d{2} ?\d{4} ?\d{4}(?!\d)", text)
    assert telephones
    assert all(number.startswith("138 0000 00") for number in telephones)
