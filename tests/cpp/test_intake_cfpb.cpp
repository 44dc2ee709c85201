// Rows of the CFPB export: layouts, dates, findings, fingerprints, and the real files with their
// counts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/base/file.hpp"
#include "accord/intake/intake.hpp"
#include "accord/intake/us_date.hpp"
#include "tree_file.hpp"

namespace accord::intake {
namespace {

constexpr std::string_view header14 =
    "Complaint ID,Product,Sub-product,Issue,Sub-issue,State,ZIP code,Submitted via,Date received,"
    "Date sent to company,Company,Company response,Timely response?,Consumer disputed?\n";
constexpr std::string_view header18 =
    "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,"
    "Company public response,Company,State,ZIP code,Tags,Consumer consent provided?,Submitted via,"
    "Date sent to company,Company response to consumer,Timely response?,Consumer "
    "disputed?,Complaint ID\n";
constexpr std::string_view header16 =
    "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,"
    "Company public response,Company,State,ZIP code,Tags,Submitted via,"
    "Date sent to company,Company response to consumer,Timely response?,Complaint ID\n";
constexpr std::string_view header_v2 =
    "date_received,product,sub_product,issue,sub_issue,consumer_narrative,company_public_response,"
    "company,state,zip_code,tag,consent_status,submitted_via,date_sent_to_company,"
    "company_response_to_consumer,timely_response,consumer_disputed,public_id,event_tag\n";

const Mapping& mapping() {
    static const Mapping table =
        Mapping::from_json(base::testing::tree_file("python/accord/law/mapping_cfpb.json"));
    return table;
}

std::vector<Row> read(std::string_view bytes, std::size_t block = std::size_t{1} << 16) {
    std::vector<Row> rows;
    CfpbReader reader(mapping());
    const auto take = [&](Row&& row) { rows.push_back(std::move(row)); };
    for (std::size_t at = 0; at < bytes.size(); at += block)
        reader.feed(bytes.substr(at, block), take);
    reader.finish(take);
    EXPECT_EQ(reader.records(), rows.size());
    return rows;
}

Row one(std::string_view header, std::string_view row) {
    std::vector<Row> rows = read(std::string(header) + std::string(row));
    EXPECT_EQ(rows.size(), 1U);
    return rows.empty() ? Row{} : std::move(rows[0]);
}

std::vector<std::string> rules_of(const Row& row) {
    std::vector<std::string> rules;
    for (const Finding& finding : row.findings) rules.push_back(finding.rule);
    return rules;
}
using Rules = std::vector<std::string>;

const casefile::Fact* fact(const casefile::Filing& filing, std::string_view name) {
    const auto found = std::find_if(filing.facts.begin(), filing.facts.end(),
                                    [&](const casefile::Fact& each) { return each.name == name; });
    return found == filing.facts.end() ? nullptr : &*found;
}

calendar::Date day(std::string_view iso) {
    return calendar::Date::parse(iso);
}

constexpr std::string_view row14 =
    "1114245,Debt collection,Medical,Disclosure verification of debt,Not given enough info to "
    "verify debt,"
    "FL,32219,Web,11/12/2014,11/13/2014,\"Company Alpha, Inc.\",Closed with explanation,Yes,\r\n";

TEST(IntakeCfpb, ARowBecomesAFiling) {
    const Row row = one(header14, row14);
    ASSERT_TRUE(row.filing.has_value());
    EXPECT_EQ(rules_of(row), Rules{});
    EXPECT_EQ(row.external_id, "1114245");
    EXPECT_EQ(row.record, 1U);
    EXPECT_EQ(row.line, 2U);
    EXPECT_EQ(row.fingerprint.size(), 16U);
    const casefile::Filing& filing = *row.filing;
    EXPECT_EQ(filing.received, casefile::When{day("2014-11-12")});
    EXPECT_EQ(filing.channel, "online");
    EXPECT_EQ(filing.kind, "debt_collection");
    EXPECT_EQ(filing.product, "Debt collection");
    EXPECT_EQ(filing.business, "debt_collection");
    EXPECT_EQ(filing.cause, "collection_method");
    EXPECT_EQ(filing.branch, "unstated");
    EXPECT_EQ(filing.classification.type, "disclosure");
    EXPECT_EQ(filing.classification.subject, "unstated");
    EXPECT_EQ(filing.classification.nature, "unstated");
    EXPECT_EQ(filing.classification.content, "disclosure");
    EXPECT_EQ(filing.external_ids, (std::vector<casefile::ExternalId>{{"1114245", "cfpb"}}));
    EXPECT_FALSE(filing.narrative.present);

    ASSERT_EQ(filing.parties.size(), 2U);
    EXPECT_EQ(filing.parties[0].role, "claimant");
    EXPECT_EQ(filing.parties[0].address, casefile::Personal("32219"));
    EXPECT_FALSE(filing.parties[0].name.present);
    EXPECT_FALSE(filing.parties[0].tags.present);
    EXPECT_EQ(filing.parties[1].role, "respondent");
    EXPECT_EQ(filing.parties[1].kind, casefile::PartyKind::organisation);
    EXPECT_EQ(filing.parties[1].organisation, "Company Alpha, Inc.");

    ASSERT_NE(fact(filing, "sent"), nullptr);
    EXPECT_EQ(fact(filing, "sent")->value, rules::Value{day("2014-11-13")});
    EXPECT_EQ(fact(filing, "state")->value, rules::Value{std::string("FL")});
    EXPECT_EQ(fact(filing, "sub_product")->value, rules::Value{std::string("Medical")});
    EXPECT_TRUE(std::is_sorted(filing.facts.begin(), filing.facts.end(),
                               [](const auto& a, const auto& b) { return a.name < b.name; }));
    EXPECT_EQ(row.outcome.response, "Closed with explanation");
    EXPECT_EQ(row.outcome.timely, true);
    EXPECT_EQ(row.outcome.disputed, std::nullopt);
}

TEST(IntakeCfpb, EveryLayoutGivesTheSameFiling) {
    const Row first = one(header18,
                          "2019-09-24,Mortgage,VA mortgage,Struggling to pay mortgage,,\"Line "
                          "one.\nLine \"\"two\"\".\","
                          ",Company Beta,PA,152XX,Older American,Consent provided,Phone,2019-09-25,"
                          "In progress,Yes,N/A,300\n");
    ASSERT_TRUE(first.filing.has_value());
    EXPECT_EQ(first.filing->narrative, casefile::Personal("Line one.\nLine \"two\"."));
    EXPECT_EQ(first.filing->parties[0].tags, casefile::Personal("Older American"));
    const Row v2 = one(
        header_v2,
        "9/24/19,Mortgage,VA mortgage,Struggling to pay mortgage,,\"Line one.\nLine \"\"two\"\".\","
        ",Company Beta,PA,152XX,Older American,Consent provided,Phone,9/25/19,"
        "In progress,Yes,N/A,300,\n");
    const Row narrow =
        one(header16,
            "2019-09-24,Mortgage,VA mortgage,Struggling to pay mortgage,,"
            "\"Line one.\nLine \"\"two\"\".\",,Company Beta,PA,152XX,Older American,Phone,"
            "2019-09-25,In progress,Yes,300\n");
    EXPECT_EQ(v2.filing, first.filing);
    EXPECT_EQ(narrow.filing, first.filing);
    EXPECT_EQ(v2.fingerprint, first.fingerprint);
    EXPECT_NE(narrow.fingerprint, first.fingerprint);  // it can not know of "disputed"
    EXPECT_TRUE(same_row(first.fingerprint, narrow.fingerprint));
    EXPECT_TRUE(same_row(narrow.fingerprint, v2.fingerprint));
    const Row old =
        one(header14,
            "300,Mortgage,VA mortgage,Struggling to pay mortgage,,PA,152XX,Phone,09/24/2019,"
            "09/25/2019,Company Beta,In progress,Yes,\n");
    EXPECT_TRUE(same_row(first.fingerprint, old.fingerprint));
    EXPECT_EQ(rules_of(old), Rules{});
}

TEST(IntakeCfpb, AChangeOfAnyComparedColumnIsSeen) {
    const std::vector<std::string> before{
        "2019-09-24", "Mortgage",   "VA mortgage",   "Struggling to pay mortgage",
        "sub",        "narrative",  "public",        "Company Beta",
        "PA",         "15200",      "Servicemember", "Consent provided",
        "Phone",      "2019-09-25", "In progress",   "Yes",
        "N/A",        "300"};
    const auto line = [](const std::vector<std::string>& fields) {
        std::string text;
        for (const std::string& field : fields) text += field + ",";
        text.back() = '\n';
        return text;
    };
    const Row row = one(header18, line(before));
    for (std::size_t i = 0; i < before.size(); ++i) {
        std::vector<std::string> after = before;
        if (i == 0)
            after[i] = "2019-09-23";
        else if (i == 13)
            after[i] = "2019-09-26";
        else if (i == 16)
            after[i] = "No";
        else
            after[i] += "x";
        const Row changed = one(header18, line(after));
        ASSERT_TRUE(changed.filing.has_value()) << i;
        // Consent (11) says nothing about the dispute; it is the one column that takes no part.
        EXPECT_EQ(same_row(row.fingerprint, changed.fingerprint), i == 11) << i;
    }
    EXPECT_TRUE(same_row(row.fingerprint, one(header18, line(before)).fingerprint));
    EXPECT_FALSE(same_row(row.fingerprint, ""));
}

TEST(IntakeCfpb, FingerprintsUnderASecretAreComparedAlike) {
    const auto hmac = [](std::string_view bytes) { return base::hmac_sha256("secret", bytes); };
    const auto other = [](std::string_view bytes) { return base::hmac_sha256("another", bytes); };
    const std::string wide =
        one(header18, "2019-09-24,Mortgage,,,,told,,A,PA,1,,,Web,2019-09-25,Closed,Yes,N/A,3\n")
            .fingerprint;
    const std::string later =
        one(header18, "2019-09-24,Mortgage,,,,more,,A,PA,1,,,Web,2019-09-25,Closed,Yes,N/A,3\n")
            .fingerprint;
    const std::string narrow =
        one(header14, "3,Mortgage,,,,PA,1,Web,09/24/2019,9/25/19,A,Closed,Yes,\n").fingerprint;
    EXPECT_TRUE(same_row(keyed(wide, hmac), keyed(narrow, hmac)));
    EXPECT_TRUE(same_row(keyed(later, hmac), keyed(narrow, hmac)));
    EXPECT_FALSE(same_row(keyed(wide, hmac), keyed(later, hmac)));
    EXPECT_FALSE(same_row(keyed(wide, hmac), keyed(wide, other)));
    EXPECT_EQ(keyed(wide, hmac).size(), 16U);
}

TEST(IntakeCfpb, DatesInThreeForms) {
    EXPECT_EQ(us_date("11/13/2014"), day("2014-11-13"));
    EXPECT_EQ(us_date("2019-09-24"), day("2019-09-24"));
    EXPECT_EQ(us_date("9/4/19"), day("2019-09-04"));
    EXPECT_EQ(us_date("02/29/2016"), day("2016-02-29"));
    for (const std::string_view bad :
         {"", "02/29/2015", "13/01/2014", "1/1/1", "1/1/014", "2014-1-1", "2014-13-01",
          "11/13/2014 ", "1/2", "a/b/c", "//", "11/13/20144", "+1/1/2014", "0/1/14"}) {
        EXPECT_EQ(us_date(bad), std::nullopt) << bad;
    }
}

std::string with14(std::string_view from, std::string_view to) {
    std::string row(row14);
    const std::size_t at = row.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return row.replace(at, from.size(), to);
}

TEST(IntakeCfpb, RowsThatAreRejected) {
    const struct {
        std::string row;
        std::string rule, field, found;
    } cases[] = {
        {"1,Mortgage,x\n", "field_count", "", "3 of 14"},
        {with14("1114245", " "), "missing_id", "Complaint ID", ""},
        {with14("11/12/2014", "31/12/2014"), "bad_date", "Date received", "31/12/2014"},
        {with14("11/13/2014", ""), "bad_date", "Date sent to company", ""},
        {with14("Medical", "\"Med\"ical"), "bad_quoting", "Consumer disputed?", "*"},
        {with14("Medical", "\"Medical"), "bad_quoting", "", "*"},
        {with14("Medical", "Med\xFFical"), "not_utf8", "Sub-product", ""},
        {with14("Medical", "Med\xED\xA0\x80"), "not_utf8", "Sub-product", ""},
        {with14("Medical", std::string("Med\0ical", 8)), "has_nul", "Sub-product", ""},
        {with14("Medical", std::string(std::size_t{5} << 20, 'x')), "too_long", "Sub-product", ""},
    };
    for (const auto& each : cases) {
        const std::vector<Row> rows = read(std::string(header14) + each.row + std::string(row14));
        ASSERT_FALSE(rows.empty());
        EXPECT_FALSE(rows[0].filing.has_value()) << each.rule;
        ASSERT_EQ(rows[0].findings.size(), 1U) << each.rule;
        const Finding& finding = rows[0].findings[0];
        EXPECT_EQ(finding.severity, Severity::rejected);
        EXPECT_EQ(finding.rule, each.rule);
        EXPECT_EQ(finding.record, 1U);
        EXPECT_EQ(finding.line, 2U);
        if (each.found != "*") {
            EXPECT_EQ(finding.found, each.found);
        }
        if (!each.field.empty()) {
            EXPECT_EQ(finding.field, each.field);
        }
        EXPECT_LE(finding.found.size(), 200U);
    }
}

TEST(IntakeCfpb, TheRowAfterABadOneStands) {
    const std::vector<Row> rows = read(std::string(header14) + "1,Mortgage\n" +
                                       with14("Medical", "\xFF") + std::string(row14));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_FALSE(rows[0].filing || rows[1].filing);
    EXPECT_TRUE(rows[2].filing.has_value());
    EXPECT_EQ(rows[2].line, 4U);
}

TEST(IntakeCfpb, AQuoteThatIsNeverClosedTakesTheRestOfTheFileWithIt) {
    const std::vector<Row> rows =
        read(std::string(header14) + std::string(row14) + "5,\"Mortgage,x\n" + "6,y\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(rows[0].filing.has_value());
    EXPECT_EQ(rules_of(rows[1]), Rules{"never_closed"});
    EXPECT_EQ(rows[1].findings[0].line, 3U);
}

TEST(IntakeCfpb, RowsWithWarningsAreTakenIn) {
    const struct {
        std::string row;
        Rules rules;
    } cases[] = {
        {with14("11/12/2014", "11/14/2014"), {"sent_before_received"}},
        {with14("Closed with explanation", "Closed by magic"), {"unknown_value"}},
        {with14("Closed with explanation", ""), {"missing_value"}},
        {with14(",Web,", ",Pigeon,"), {"unknown_value"}},
        {with14("Debt collection", "Debt Collection"), {"product_case"}},
        {with14("Debt collection", "Perpetual motion"), {"unknown_value"}},
        {with14("Closed with explanation", "Untimely response"), {"untimely_but_timely"}},
        {with14("Closed with explanation,Yes", "Untimely response,No"), {}},
        {with14("Closed with explanation,Yes", "Closed with explanation,No"), {}},
        {with14(",Yes,\r", ",Maybe,\r"), {"unknown_value"}},
        {with14(",Yes,\r", ",Yes,Perhaps\r"), {"unknown_value"}},
        {with14(",Yes,\r", ",Yes,Yes\r"), {}},
        {with14("11/12/2014,11/13/2014,\"Company Alpha, Inc.\",Closed with explanation,Yes,",
                "04/23/2017,04/23/2017,A,Closed,Yes,Yes"),
         {}},
        {with14("11/12/2014,11/13/2014,\"Company Alpha, Inc.\",Closed with explanation,Yes,",
                "04/24/2017,04/24/2017,A,Closed,Yes,Yes"),
         {"disputed_after_2017_04"}},
        {with14("\"Company Alpha, Inc.\"", " "), {"missing_value"}},
    };
    for (const auto& each : cases) {
        const Row row = one(header14, each.row);
        EXPECT_TRUE(row.filing.has_value()) << each.row;
        EXPECT_EQ(rules_of(row), each.rules) << each.row;
        for (const Finding& finding : row.findings) EXPECT_EQ(finding.severity, Severity::warning);
    }
    const Row folded = one(header14, with14("Debt collection", "DEBT collection"));
    EXPECT_EQ(folded.filing->product, "Debt collection");
    EXPECT_TRUE(same_row(folded.fingerprint, one(header14, row14).fingerprint));
}

TEST(IntakeCfpb, WhatWasFoundIsCutAndMasked) {
    const Row row =
        one(header14, with14(",Web,", ",call 13800000000 " + std::string(400, 'x') + ","));
    ASSERT_EQ(row.findings.size(), 1U);
    EXPECT_LE(row.findings[0].found.size(), 200U);
    EXPECT_EQ(row.findings[0].found.find("13800000000"), std::string::npos);
    const Row chinese = one(header14, with14(
                                          ",Web,", "," + std::string("a") + [] {
                                              std::string text;
                                              for (int i = 0; i < 100; ++i) text += "\xE4\xBD\xA0";
                                              return text;
                                          }() + ","));
    ASSERT_EQ(chinese.findings.size(), 1U);
    EXPECT_EQ(chinese.findings[0].found.size(), 199U);  // 1 + 66 × 3: no character is cut in two
}

TEST(IntakeCfpb, ColumnsWeDoNotKnowAreTold) {
    const std::vector<Row> rows = read("Weather," + std::string(header14) + "rain," +
                                       std::string(row14) + "snow," + std::string(row14));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rules_of(rows[0]), Rules{"unknown_column"});
    EXPECT_EQ(rows[0].findings[0].field, "Weather");
    EXPECT_EQ(rules_of(rows[1]), Rules{});
}

TEST(IntakeCfpb, AHeaderWeDoNotKnowIsRefused) {
    const struct {
        std::string text, subject;
    } cases[] = {
        {"date_received,product,issue,state,date_sent_to_company\n", "Complaint ID"},
        {"", "Complaint ID"},
        {std::string(header14.substr(0, header14.size() - 1)) + ",Product\n", "Product"},
        {"\xFF\xFE,x\n", "Complaint ID"},
    };
    for (const auto& each : cases) {
        try {
            (void)read(each.text);
            ADD_FAILURE() << each.text;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::input);
            EXPECT_EQ(error.code(), "unknown_header");
            EXPECT_EQ(error.subject(), each.subject);
        }
    }
}

TEST(IntakeCfpb, ALineOfTenMegabytesIsRefused) {
    const std::string text =
        std::string(header14) + with14("Medical", std::string(std::size_t{10} << 20, 'x'));
    for (const std::size_t block : {std::size_t{1} << 16, text.size()}) {
        try {
            (void)read(text, block);
            ADD_FAILURE();
        } catch (const base::Error& error) {
            EXPECT_EQ(error.code(), "line_too_long");
            EXPECT_EQ(error.where(), "line 2");
        }
    }
}

TEST(IntakeMapping, TablesAreRead) {
    const Mapping small = Mapping::from_json(
        R"({"source":"x","rows":[)"
        R"({"field":"issue","value":" Late Fee","scheme":"content","code":"fees"},)"
        R"({"field":"issue","value":" Late Fee","scheme":"causes","code":"a"},)"
        R"({"field":"issue","value":" Late Fee","scheme":"causes","code":"b"}]})");
    const auto found = small.codes.find({"issue", "late fee"});
    ASSERT_NE(found, small.codes.end());
    EXPECT_EQ(found->second.size(), 3U);
    EXPECT_EQ(mapping().labels.at({"product", "consumer loan"}), "Consumer Loan");
}

TEST(IntakeMapping, FaultyTablesAreRefused) {
    const auto code_of = [](std::string_view json) -> std::string {
        try {
            (void)Mapping::from_json(json);
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::input);
            return error.code();
        }
        return "taken";
    };
    EXPECT_EQ(code_of(R"({"source":"x"})"), "missing_member");
    EXPECT_EQ(code_of(R"({"rows":{}})"), "wrong_type");
    EXPECT_EQ(code_of(R"({"rows":[{"field":"a","value":"b","scheme":"business"}]})"),
              "missing_member");
    EXPECT_EQ(code_of(R"({"rows":[{"field":"a","value":"b","scheme":"colour","code":"c"}]})"),
              "unknown_scheme");
    EXPECT_EQ(code_of(R"({"rows":[{"field":"a","value":"b","scheme":"type","code":"C"}]})"),
              "bad_code");
    EXPECT_EQ(code_of(R"({"rows":[{"field":"a","value":"b","scheme":"type","code":"c","d":1}]})"),
              "unknown_member");
    EXPECT_EQ(code_of(R"({"rows":[{"field":"a","value":"b","scheme":"type","code":"c"},)"
                      R"({"field":"a","value":"b","scheme":"type","code":"d"}]})"),
              "repeated");
    EXPECT_EQ(code_of(R"({"rows":[{"field":"a","value":"b","scheme":"type","code":"c"},)"
                      R"({"field":"a","value":"B","scheme":"kind","code":"d"}]})"),
              "repeated");
}

// --- real files
// -----------------------------------------------------------------------------------

std::filesystem::path shared_file(const char* name) {
    const char* folder = std::getenv("ACCORD_SHARED_DIR");
    const std::filesystem::path root =
        folder != nullptr ? folder
                          : std::filesystem::path(ACCORD_TEST_ROOT).parent_path() / "shared";
    return root / name;
}

bool is_required() {
    const char* required = std::getenv("ACCORD_SHARED");
    return required != nullptr && std::string_view(required) == "required";
}

std::map<std::string, int> count_rules(const std::vector<Row>& rows) {
    std::map<std::string, int> counts;
    for (const Row& row : rows) {
        for (const Finding& finding : row.findings) ++counts[finding.rule];
    }
    return counts;
}

class IntakeCfpbFile : public ::testing::Test {
protected:
    void load(const char* name) {
        const std::filesystem::path path = shared_file(name);
        if (std::filesystem::is_regular_file(path)) {
            bytes = base::read_file(path, std::size_t{1} << 30);
            return;
        }
        if (is_required()) FAIL() << "shared file is missing: " << name;
        GTEST_SKIP() << "needs a shared file that this clone does not have: " << name;
    }
    std::string bytes;
};

TEST_F(IntakeCfpbFile, Of2014With14Columns) {
    load("data/cfpb/cfpb_2014_14col.csv");
    if (bytes.empty()) return;
    const std::vector<Row> rows = read(bytes);
    EXPECT_EQ(rows.size(), 8340U);
    RecordProperty("shared_rows data/cfpb/cfpb_2014_14col.csv", static_cast<int>(rows.size()));
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(),
                            [](const Row& row) { return row.filing.has_value(); }),
              8339);
    const Finding& last = rows.back().findings.at(0);
    EXPECT_EQ(last.severity, Severity::rejected);
    EXPECT_EQ(last.rule, "field_count");
    EXPECT_EQ(last.record, 8340U);
    EXPECT_EQ(last.line, 8341U);
    EXPECT_EQ(last.found, "13 of 14");
    const auto late = [](const Row& row) { return row.outcome.timely == false; };
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(), late), 161);
    const auto untimely = [](const Row& row) {
        return row.outcome.response == "Untimely response";
    };
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(), untimely), 97);
    const auto disputed = [](const Row& row) { return row.outcome.disputed == true; };
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(), disputed), 1047);
    // "Consumer loan" in this export, "Consumer Loan" in the source's list.
    EXPECT_EQ(count_rules(rows),
              (std::map<std::string, int>{{"field_count", 1}, {"product_case", 363}}));
    for (const Row& row : rows) {
        if (row.filing) {
            EXPECT_NE(row.filing->channel, "unstated");
        }
    }
}

TEST_F(IntakeCfpbFile, Of2019With18ColumnsAndNarratives) {
    load("data/cfpb/cfpb_2019_18col_narratives.csv");
    if (bytes.empty()) return;
    const std::vector<Row> rows = read(bytes);
    EXPECT_EQ(rows.size(), 268U);
    RecordProperty("shared_rows data/cfpb/cfpb_2019_18col_narratives.csv",
                   static_cast<int>(rows.size()));
    std::size_t told = 0, of_many_lines = 0, longest = 0;
    for (const Row& row : rows) {
        ASSERT_TRUE(row.filing.has_value());
        const std::string& narrative = row.filing->narrative.value;
        told += row.filing->narrative.present ? 1 : 0;
        of_many_lines += narrative.find('\n') != std::string::npos ? 1 : 0;
        longest = std::max(longest, narrative.size());
    }
    EXPECT_EQ(told, 101U);
    EXPECT_EQ(of_many_lines, 43U);
    EXPECT_EQ(longest, 21928U);
    EXPECT_EQ(count_rules(rows), (std::map<std::string, int>{}));
    EXPECT_EQ(rows.back().line,
              1U + static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n')));
}

TEST_F(IntakeCfpbFile, GivesTheSameRowsInBlocksOfAnySize) {
    load("data/cfpb/cfpb_2019_18col_narratives.csv");
    if (bytes.empty()) return;
    const std::vector<Row> whole = read(bytes, bytes.size());
    for (const std::size_t block :
         {std::size_t{1}, std::size_t{7}, std::size_t{997}, std::size_t{65536}}) {
        const std::vector<Row> rows = read(bytes, block);
        ASSERT_EQ(rows.size(), whole.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_EQ(rows[i].filing, whole[i].filing);
            EXPECT_EQ(rows[i].fingerprint, whole[i].fingerprint);
            EXPECT_EQ(rows[i].line, whole[i].line);
        }
    }
}

TEST_F(IntakeCfpbFile, TheRegulatorsOwnTestFilesOf18And19ColumnsSayTheSame) {
    load("data/cfpb/FIXTURE_v1-public_18col_ANONYMISED.csv");
    if (bytes.empty()) return;
    const std::vector<Row> v1 = read(bytes);
    load("data/cfpb/FIXTURE_v2-public_19col_ANONYMISED.csv");
    if (bytes.empty()) return;
    const std::vector<Row> v2 = read(bytes);
    ASSERT_EQ(v1.size(), v2.size());
    ASSERT_GT(v1.size(), 10U);
    for (std::size_t i = 0; i < v1.size(); ++i) {
        ASSERT_TRUE(v1[i].filing.has_value());
        EXPECT_EQ(v1[i].fingerprint, v2[i].fingerprint);
    }
}

}  // namespace
}  // namespace accord::intake
