// Filings as JSON and JSON Lines: what is taken, what is printed again, and what is refused and
// where.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/intake/code.hpp"
#include "accord/intake/intake.hpp"
#include "tree_file.hpp"

namespace accord::intake {
namespace {

constexpr std::string_view full = R"({
 "received": "2026-03-02T09:30:00+08:00", "channel": "telephone", "kind": "wrong_debit",
 "product": "活期存款", "business": "debit_card", "cause": "fund_security", "branch": "分行甲",
 "severity": "high", "urgency": "urgent",
 "classification": {"type": "technical_fault", "subject": "bank", "nature": "operation",
                    "content": "amount", "causes": ["technical_fault", "poor_communication"]},
 "parties": [{"role": "claimant", "kind": "person", "name": "申请人甲", "contact": "13800000000",
              "address": "某市", "tags": "Older American"},
             {"role": "respondent", "kind": "organisation", "organisation": "银行甲"}],
 "claims": [{"amount": "50000 CNY", "ground": "wrong_debit"}, {"relief": "apology"}],
 "narrative": "账户被错误扣款。\n第二行",
 "facts": {"complex": true, "days": 12, "debited": {"date": "2025-09-01"},
           "rate": {"rate": "0.35% per year 30/360"},
           "loss": {"money": "50000.00 CNY"},
           "told": {"instant": "2026-03-01T10:00:00+08:00"},
           "papers": {"set": ["statement", "contract"]},
           "fault": {"unknown": "missing:expert"}, "note": "x"},
 "external_ids": [{"source": "hotline", "number": "8812"}]})";

constexpr std::string_view least = R"({"parties":[{"role":"claimant","kind":"person"}]})";

std::string with(std::string_view from, std::string_view to) {
    std::string text(full);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(IntakeJson, AFullFilingIsRead) {
    const casefile::Filing filing = filing_from_json(full, "complaint.json");
    EXPECT_EQ(filing.received, casefile::When{calendar::Instant::parse("2026-03-02T09:30+08:00")});
    EXPECT_EQ(filing.branch, "分行甲");
    EXPECT_EQ(filing.classification.causes,
              (std::vector<std::string>{"technical_fault", "poor_communication"}));
    ASSERT_EQ(filing.parties.size(), 2U);
    EXPECT_EQ(filing.parties[0].name, casefile::Personal("申请人甲"));
    EXPECT_TRUE(filing.parties[1].organisation == "银行甲" && !filing.parties[1].name.present);
    ASSERT_EQ(filing.claims.size(), 2U);
    EXPECT_EQ(filing.claims[0].amount, money::Money::parse("50000.00 CNY"));
    EXPECT_EQ(filing.claims[0].relief, "payment");
    EXPECT_EQ(filing.claims[1].amount, std::nullopt);
    ASSERT_EQ(filing.facts.size(), 9U);
    EXPECT_EQ(filing.facts[0].name, "complex");
    EXPECT_EQ(filing.facts[0].value, rules::Value{true});
    EXPECT_EQ(filing.facts[1].value, rules::Value{std::int64_t{12}});
    EXPECT_EQ(filing.facts[2].value, rules::Value{calendar::Date::parse("2025-09-01")});
    EXPECT_EQ(filing.facts[3].value, rules::Value{rules::Unknown{"missing:expert"}});
    EXPECT_EQ(filing.facts[6].value, (rules::Value{rules::TextSet{{"contract", "statement"}}}));
}

TEST(IntakeJson, PrintedFilingsAreReadBackAlike) {
    for (const std::string_view text : {full, least}) {
        const casefile::Filing filing = filing_from_json(text, "x");
        const std::string printed = filing_to_json(filing);
        EXPECT_EQ(filing_from_json(printed, "x"), filing);
        EXPECT_EQ(filing_to_json(filing_from_json(printed, "x")), printed);
    }
    EXPECT_EQ(filing_to_json(filing_from_json(least, "x")),
              std::string(R"({"parties":[{"kind":"person","role":"claimant"}]})"));
}

TEST(IntakeJson, WhatIsSealedFromThisReaderIsNotPrinted) {
    casefile::Filing filing = filing_from_json(full, "x");
    filing.narrative.readable = false;
    filing.parties[0].name.readable = false;
    const std::string printed = filing_to_json(filing);
    EXPECT_EQ(printed.find("申请人甲"), std::string::npos);
    EXPECT_EQ(printed.find("narrative"), std::string::npos);
}

TEST(IntakeJson, ASubjectMayBeNamed) {
    const std::string id = base::print_id('s', base::Id{{1, 2, 3}});
    const casefile::Filing filing = filing_from_json(
        R"({"parties":[{"role":"claimant","kind":"person","subject":")" + id + R"("}]})", "x");
    EXPECT_EQ(filing.parties[0].subject, (base::Id{{1, 2, 3}}));
    EXPECT_EQ(filing_from_json(filing_to_json(filing), "x"), filing);
}

struct Fault {
    std::string json, code, subject, where;
};

void expect_refused(const Fault& fault) {
    try {
        (void)filing_from_json(fault.json, "complaint.json");
        ADD_FAILURE() << fault.code << " " << fault.json.substr(0, 300);
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::input) << error.what();
        EXPECT_EQ(error.code(), fault.code) << error.what();
        if (!fault.subject.empty()) {
            EXPECT_EQ(error.subject(), fault.subject) << error.what();
        }
        if (!fault.where.empty()) {
            EXPECT_EQ(error.where(), fault.where) << error.what();
        }
        EXPECT_LE(std::string(error.what()).size(), 1000U);
    }
}

TEST(IntakeJson, UnknownMembersAreRefusedAtTheirPlace) {
    const Fault faults[] = {
        {with("\"channel\"", "\"chanel\""), "unknown_member", "chanel", "complaint.json"},
        {with("\"content\"", "\"kontent\""), "unknown_member", "kontent",
         "complaint.json/classification"},
        {with("\"contact\"", "\"phone\""), "unknown_member", "phone", "complaint.json/parties/0"},
        {with("\"relief\"", "\"remedy\""), "unknown_member", "remedy", "complaint.json/claims/1"},
        {with("\"number\"", "\"no\""), "unknown_member", "no", "complaint.json/external_ids/0"},
        {with("\"organisation\": \"银行甲\"", "\"organisation\": \"银行甲\", \"name\": \"x\""),
         "unknown_member", "name", "complaint.json/parties/1"},
        {with("\"name\": \"申请人甲\"", "\"organisation\": \"申请人甲\""), "unknown_member",
         "organisation", "complaint.json/parties/0"},
    };
    for (const Fault& fault : faults) expect_refused(fault);
}

TEST(IntakeJson, WrongTypesAndCodesAreRefusedAtTheirPlace) {
    const Fault faults[] = {
        {"[]", "wrong_type", "", ""},
        {"{}", "missing_member", "parties", "complaint.json"},
        {R"({"parties":[]})", "missing_member", "parties", "complaint.json/parties"},
        {R"({"parties":{}})", "wrong_type", "parties", "complaint.json/parties"},
        {R"({"parties":[1]})", "wrong_type", "", "complaint.json/parties/0"},
        {R"({"parties":[{"kind":"person"}]})", "missing_member", "role",
         "complaint.json/parties/0"},
        {R"({"parties":[{"role":"claimant"}]})", "missing_member", "kind",
         "complaint.json/parties/0"},
        {with("\"person\"", "\"robot\""), "unknown_name", "kind", "complaint.json/parties/0/kind"},
        {with("\"telephone\"", "\"Telephone\""), "bad_code", "channel", "complaint.json/channel"},
        {with("\"telephone\"", "7"), "wrong_type", "channel", "complaint.json/channel"},
        {with("\"telephone\"", "null"), "wrong_type", "channel", "complaint.json/channel"},
        {with("\"telephone\"", "\"\""), "bad_code", "channel", "complaint.json/channel"},
        {with("\"high\"", "\"dreadful\""), "unknown_name", "severity", "complaint.json/severity"},
        {with("\"urgent\"", "\"soon\""), "unknown_name", "urgency", "complaint.json/urgency"},
        {with("\"technical_fault\", \"poor", "\"技术\", \"poor"), "bad_code", "causes",
         "complaint.json/classification/causes/0"},
        {with("\"分行甲\"", "\"\""), "missing_member", "branch", ""},
        {with("true", "null"), "wrong_type", "complex", "complaint.json/facts/complex"},
        {with("true", "[]"), "wrong_type", "complex", ""},
        {with("true", "{}"), "wrong_type", "complex", ""},
        {with("true", R"({"money":"1 CNY","date":"2026-01-01"})"), "wrong_type", "complex", ""},
        {with("true", R"({"colour":"red"})"), "wrong_type", "complex", ""},
        {with(R"(["statement", "contract"])", R"(["a","a"])"), "repeated", "papers",
         "complaint.json/facts/papers"},
        {with("\"complex\"", "\"Complex!\""), "bad_code", "facts", ""},
    };
    for (const Fault& fault : faults) expect_refused(fault);
}

TEST(IntakeJson, MoneyAndTimeAreReadStrictly) {
    const Fault faults[] = {
        {with("50000 CNY", "50000 XYZ"), "unknown_currency", "amount",
         "complaint.json/claims/0/amount"},
        {with("50000 CNY", "-1 CNY"), "negative_amount", "amount",
         "complaint.json/claims/0/amount"},
        {with("50000 CNY", "99999999999999999999 CNY"), "overflow", "amount",
         "complaint.json/claims/0/amount"},
        {with("\"50000 CNY\"", "50000"), "wrong_type", "amount", "complaint.json/claims/0/amount"},
        {with("2026-03-02T09:30:00+08:00", "2026-03-02T09:30:00"), "naive_time", "received",
         "complaint.json/received"},
        {with("2026-03-02T09:30:00+08:00", "2026-02-30"), "bad_date", "received",
         "complaint.json/received"},
        {with("2026-03-02T09:30:00+08:00", "2026-02-28T25:00Z"), "bad_time", "received",
         "complaint.json/received"},
        {with("2025-09-01", "1 September"), "bad_date", "debited", "complaint.json/facts/debited"},
        {with("2026-03-01T10:00:00+08:00", "2026-03-01T10:00"), "naive_time", "told",
         "complaint.json/facts/told"},
    };
    for (const Fault& fault : faults) expect_refused(fault);
}

TEST(IntakeJson, HostileTextIsRefused) {
    const std::string five_megabytes(std::size_t{5} << 20, 'x');
    const Fault faults[] = {
        {with("申请人甲", five_megabytes), "too_long", "name", "complaint.json/parties/0/name"},
        {with("分行甲", std::string(5000, 'x')), "too_long", "branch", "complaint.json/branch"},
        {with("第二行", "\\u0000"), "has_nul", "narrative", "complaint.json/narrative"},
        {with("\"8812\"", "\"\""), "missing_member", "number", "complaint.json/external_ids/0"},
    };
    for (const Fault& fault : faults) expect_refused(fault);
    // What no parser of ours may take: a lone surrogate, bad UTF-8, a doubled name, depth, floats,
    // no end.
    std::string deep = with("true", std::string(10000, '[') + std::string(10000, ']'));
    for (const std::string& json :
         {with("第二行", "\\ud800"), with("第二行", "\xED\xA0\x80"), with("第二行", "\xFF"),
          with("\"product\"", "\"channel\""), deep, with("12", "1.5"), with("12", "1e400"),
          with("12", "9007199254740993"), std::string("{\"parties\":["), std::string()}) {
        try {
            (void)filing_from_json(json, "x");
            ADD_FAILURE() << json.substr(0, 200);
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::input) << error.what();
        }
    }
}

TEST(IntakeJson, ListsAreBounded) {
    std::string parties;
    for (int i = 0; i < 1001; ++i) parties += R"({"role":"claimant","kind":"person"},)";
    parties.pop_back();
    expect_refused(
        {R"({"parties":[)" + parties + "]}", "too_many", "parties", "complaint.json/parties"});
}

TEST(IntakeJson, TheShapeOfACode) {
    for (const std::string_view good : {"a", "debit_card", "cn.mediation", "x-1", "a9"})
        EXPECT_TRUE(is_code(good));
    for (const std::string_view bad : {"", "A", "9a", "_a", "a b", "é", "a/b", "\xE4\xBD\xA0"})
        EXPECT_FALSE(is_code(bad));
    EXPECT_TRUE(is_code(std::string(64, 'a')));
    EXPECT_FALSE(is_code(std::string(65, 'a')));
}

// --- JSON Lines
// -----------------------------------------------------------------------------------

std::vector<Row> read_lines(std::string_view bytes, std::size_t block) {
    std::vector<Row> rows;
    JsonLinesReader reader;
    const auto take = [&](Row&& row) { rows.push_back(std::move(row)); };
    for (std::size_t at = 0; at < bytes.size(); at += block)
        reader.feed(bytes.substr(at, block), take);
    reader.finish(take);
    EXPECT_EQ(reader.records(), rows.size());
    return rows;
}

TEST(IntakeJsonLines, ABadLineIsARejectedRowAndTheOthersStand) {
    const std::string good = R"({"parties":[{"role":"claimant","kind":"person"}],)"
                             R"("external_ids":[{"source":"a","number":"7"}]})";
    const std::string text =
        "\xEF\xBB\xBF" + good + "\r\n\n{\"partys\":1}\n  \n" + std::string(least) + "\nnonsense\n" +
        std::string(
            "{\"parties\":[{\"role\":\"claimant\",\"kind\":\"person\",\"name\":\"\xFF\"}]}\n") +
        good;
    for (const std::size_t block : {std::size_t{1}, std::size_t{2}, std::size_t{13}, text.size()}) {
        const std::vector<Row> rows = read_lines(text, block);
        ASSERT_EQ(rows.size(), 6U);
        const std::vector<bool> taken{true, false, true, false, false, true};
        const std::vector<std::uint64_t> lines{1, 3, 5, 6, 7, 8};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_EQ(rows[i].filing.has_value(), taken[i]) << i;
            EXPECT_EQ(rows[i].findings.empty(), taken[i]) << i;
            EXPECT_EQ(rows[i].line, lines[i]);
            EXPECT_EQ(rows[i].record, i + 1);
        }
        EXPECT_EQ(rows[0].external_id, "7");
        EXPECT_EQ(rows[1].findings[0].rule, "unknown_member");
        EXPECT_EQ(rows[1].findings[0].field, "partys");
        EXPECT_EQ(rows[1].findings[0].severity, Severity::rejected);
        EXPECT_EQ(rows[0].fingerprint, rows[5].fingerprint);
        EXPECT_FALSE(same_row(rows[0].fingerprint, rows[2].fingerprint));
    }
}

TEST(IntakeJsonLines, ALineThatNeverEndsIsRefused) {
    const std::string text = "\n" + std::string(std::size_t{9} << 20, ' ');
    for (const std::size_t block : {std::size_t{1} << 16, text.size()}) {
        try {
            (void)read_lines(text, block);
            ADD_FAILURE();
        } catch (const base::Error& error) {
            EXPECT_EQ(error.code(), "line_too_long");
            EXPECT_EQ(error.where(), "line 2");
        }
    }
}

TEST(IntakeJsonLines, OurOwnFilingsAreAllTakenIn) {
    const std::string bytes = base::testing::tree_file("python/accord/demo_data/filings.jsonl");
    const std::vector<Row> rows = read_lines(bytes, 4096);
    EXPECT_GE(rows.size(), 24U);
    for (const Row& row : rows) {
        ASSERT_TRUE(row.filing.has_value())
            << row.line << " " << row.findings.at(0).rule << " " << row.findings.at(0).found;
        EXPECT_EQ(filing_from_json(filing_to_json(*row.filing), "x"), *row.filing);
    }
}

}  // namespace
}  // namespace accord::intake
