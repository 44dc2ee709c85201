// The rule book: what the law files hold on a day, and every fault of a law file by its place.
#include <gtest/gtest.h>

#include "accord/base/error.hpp"
#include "settlement_law.hpp"

namespace accord::rules {
namespace {

using calendar::Date;
using testing_law::law;
using testing_law::law_text;

Date day(std::string_view text) {
    return Date::parse(text);
}

std::string fault(const std::string& json) {
    Book book;
    try {
        book.add_json(json);
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::input);
        EXPECT_TRUE(book.ids().empty()) << "a file is taken whole or not at all";
        EXPECT_TRUE(book.hash().empty());
        return error.code() + " " + error.subject() + " " + error.where();
    }
    return "accepted";
}

// PRC loan prime rate as published, 2019-08-20 to 2026-02-24 (two public lists that agree; the
// private-lending ceiling examples of 15.4 % and 12.4 % rest on the 2020-04-20 and 2024-10-21
// values).
struct RateRow {
    const char* on;
    const char* one_year;
    const char* five_years;
};

TEST(RulesBook, ARateHoldsFromItsPublicationDay) {
    for (const RateRow& row : std::initializer_list<RateRow>{{"2019-08-20", "4.25%", "4.85%"},
                                                             {"2019-09-19", "4.25%", "4.85%"},
                                                             {"2019-09-20", "4.2%", "4.85%"},
                                                             {"2020-05-01", "3.85%", "4.65%"},
                                                             {"2022-05-19", "3.7%", "4.6%"},
                                                             {"2022-05-20", "3.7%", "4.45%"},
                                                             {"2024-02-29", "3.45%", "3.95%"},
                                                             {"2024-03-01", "3.45%", "3.95%"},
                                                             {"2024-11-01", "3.1%", "3.6%"},
                                                             {"2025-05-19", "3.1%", "3.6%"},
                                                             {"2025-05-20", "3%", "3.5%"},
                                                             {"2026-02-24", "3%", "3.5%"}}) {
        SCOPED_TRACE(row.on);
        const auto rate = [](const char* text) {
            return money::Rate::parse(std::string{text} + " per year");
        };
        EXPECT_EQ(law().series("cn.lpr.1y").at(day(row.on)).rate, rate(row.one_year));
        EXPECT_EQ(law().series("cn.lpr.5y").at(day(row.on)).rate, rate(row.five_years));
    }
    EXPECT_THROW((void)law().series("cn.lpr.1y").at(day("2019-08-19")), base::Error);
}

TEST(RulesBook, ASeriesSaysUntilWhenItIsKnownAndHowSurely) {
    const RateSeries& series = law().series("cn.lpr.1y");
    EXPECT_EQ(series.known_until, day("2026-03-19"));
    EXPECT_EQ(series.points.size(), 13U);  // 15 changes, two of the over-5-year rate alone
    EXPECT_EQ(law().series("cn.lpr.5y").points.size(), 12U);
    for (const RatePoint& point : series.points) EXPECT_EQ(point.status, base::Status::secondary);
    EXPECT_EQ(series.jurisdiction, "CN");
}

TEST(RulesBook, AScaleIsInForceFromItsFirstDay) {
    const FeeScale& scale = law().scale("cn.court.property", day("2007-04-01"));
    EXPECT_EQ(scale.clause, (base::Clause{"诉讼费用交纳办法 13(1)", base::Status::official}));
    EXPECT_EQ(scale.slices.size(), 10U);
    try {
        (void)law().scale("cn.court.property", day("2007-03-31"));
        FAIL() << "the Measures were not in force";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.code(), "not_in_force");
        EXPECT_EQ(error.where(), "2007-03-31");
    }
    EXPECT_THROW((void)law().scale("cn.court.labour", day("2026-01-01")), base::Error);
    EXPECT_THROW((void)law().series("cn.lpr.3y"), base::Error);
    EXPECT_EQ(law().parameter("cn.court.mediated_share", day("2026-01-01")).value, "1/2");
    EXPECT_EQ(law().find_parameter("cn.court.halving_limit", day("2022-04-09")), nullptr);
    EXPECT_NE(law().find_parameter("cn.court.halving_limit", day("2022-04-10")), nullptr);
    EXPECT_EQ(law().find_parameter("no.such", day("2022-04-10")), nullptr);
}

std::string parameter(const char* from, const char* to, const char* value) {
    std::string text = R"({"id":"x.share","clause":{"id":"c 1","status":"official"},"source":"s",)";
    text += std::string{R"("effective_from":")"} + from + "\"";
    if (*to != '\0') text += std::string{R"(,"effective_to":")"} + to + "\"";
    return text + R"(,"value":")" + value + "\"}";
}

std::string file(const std::string& body) {
    return R"({"id":"x","edition":"1",)" + body + "}";
}

TEST(RulesBook, TheVersionThatBeganLastHolds) {
    Book book;
    // Given out of order, the last of them ended: versions keep their days, not their places.
    book.add_json(file(R"("parameters":[)" + parameter("2020-01-01", "2022-12-31", "new") + "," +
                       parameter("2010-01-01", "", "old") + "]"));
    EXPECT_EQ(book.parameter("x.share", day("2019-12-31")).value, "old");
    EXPECT_EQ(book.parameter("x.share", day("2020-01-01")).value, "new");
    EXPECT_EQ(book.parameter("x.share", day("2022-12-31")).value, "new");
    EXPECT_EQ(book.parameter("x.share", day("2023-01-01")).value, "old");
    EXPECT_THROW((void)book.parameter("x.share", day("2009-12-31")), base::Error);
    EXPECT_EQ(book.ids(), std::vector<std::string>{"x.share"});
}

TEST(RulesBook, TheHashIsOfTheFilesInOrder) {
    const std::string a = law_text("fees_cn.json");
    const std::string b = law_text("rates_cn.json");
    Book ab;
    ab.add_json(a);
    ab.add_json(b);
    Book ba;
    ba.add_json(b);
    ba.add_json(a);
    EXPECT_EQ(ab.hash().size(), 64U);
    EXPECT_NE(ab.hash(), ba.hash());
    Book again;
    again.add_json(a);
    again.add_json(b);
    EXPECT_EQ(ab.hash(), again.hash());
    EXPECT_EQ(ab.ids(), ba.ids());
    EXPECT_TRUE(Book{}.hash().empty());
}

TEST(RulesBook, TheSameRuleTwiceIsAnError) {
    Book book;
    book.add_json(law_text("fees_cn.json"));
    const std::string before = book.hash();
    EXPECT_THROW(book.add_json(law_text("fees_cn.json")), base::Error);
    EXPECT_EQ(book.hash(), before);
}

std::string series(const std::string& points, const char* known = "2020-12-31") {
    return file(
        R"("series":[{"id":"s","jurisdiction":"CN","clause":{"id":"c","status":"secondary"},)"
        R"("source":"s","known_until":")" +
        std::string{known} + R"(","points":[)" + points + "]}]");
}

std::string scale(const std::string& slices) {
    return file(
        R"("scales":[{"id":"f","jurisdiction":"CN","clause":{"id":"c","status":"official"},)"
        R"("source":"s","effective_from":"2020-01-01","slices":[)" +
        slices + "]}]");
}

TEST(RulesBook, FaultsOfALawFileAreNamedByTheirPlace) {
    const std::string first = R"({"over":"0.00 CNY","base":"50.00 CNY","rate":"0%"})";
    const std::string p2020 = R"({"from":"2020-01-01","rate":"4% per year","status":"secondary"})";
    const std::pair<std::string, std::string> table[] = {
        {file(R"("bogus":[])"), "unknown_member bogus "},
        {R"({"edition":"1"})", "missing_member id "},
        {file(R"("parameters":[{"id":"x"}])"), "missing_member clause /parameters/0"},
        {file(R"("parameters":[)" + parameter("2020-13-01", "", "v") + "]"),
         "bad_date 2020-13-01 /parameters/0/effective_from"},
        {file(R"("parameters":[)" + parameter("2020-01-02", "2020-01-01", "v") + "]"),
         "ends_before_it_begins x.share /parameters/0"},
        {file(R"("parameters":[)" + parameter("2020-01-01", "", "") + "]"),
         "empty_text value /parameters/0/value"},
        {file(R"("parameters":[)" + parameter("2020-01-01", "", "a") + "," +
              parameter("2020-01-01", "", "b") + "]"),
         "duplicate x.share /parameters/1"},
        {series(""), "no_points  /series/0"},
        {series(p2020 + "," + p2020), "not_ascending 2020-01-01 /series/0/points/1"},
        {series(p2020, "2019-12-31"), "known_until_too_early s /series/0/known_until"},
        {series(R"({"from":"2020-01-01","rate":"4%","status":"secondary"})"),
         "rate_unit 4% /series/0/points/0/rate"},
        {series(R"({"from":"2020-01-01","rate":"4% per year ACT/365","status":"secondary"})"),
         "rate_unit 4% per year ACT/365 /series/0/points/0/rate"},
        {series(R"({"from":"2020-01-01","rate":"4% per year","status":"rumour"})"),
         "unknown_status rumour /series/0/points/0/status"},
        {scale(""), "no_slices  /scales/0"},
        {scale(R"({"over":"1.00 CNY","base":"50.00 CNY","rate":"0%"})"),
         "first_slice_not_zero 1.00 CNY /scales/0/slices/0"},
        {scale(first + R"(,{"over":"100.00 CNY","base":"51.00 CNY","rate":"1%"})"),
         "base_does_not_join 51.00 CNY /scales/0/slices/1"},
        {scale(first + R"(,{"over":"0.00 CNY","base":"50.00 CNY","rate":"1%"})"),
         "not_ascending 0.00 CNY /scales/0/slices/1"},
        {scale(first + R"(,{"over":"100.00 USD","base":"50.00 CNY","rate":"1%"})"),
         "currency_mismatch 100.00 USD /scales/0/slices/1"},
        {scale(R"({"over":"0.00 CNY","base":"50.00 CNY","rate":"-1%"})"),
         "negative 0.00 CNY /scales/0/slices/0"},
    };
    for (const auto& [json, expected] : table) {
        SCOPED_TRACE(json);
        EXPECT_EQ(fault(json), expected);
    }
    EXPECT_EQ(fault(scale(first)), "accepted");
    EXPECT_EQ(fault(series(p2020)), "accepted");
}

}  // namespace
}  // namespace accord::rules
