// Every clause that a figure names stands in the table of clauses, with the same status.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "accord/base/json.hpp"
#include "accord/settlement/fee/court.hpp"
#include "accord/settlement/indemnity/indemnity.hpp"
#include "accord/settlement/interest/simple.hpp"
#include "accord/settlement/loss/wrong_debit.hpp"
#include "settlement_law.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;
using money::Rate;
using testing_law::law;

std::map<std::string, base::Status> clause_table() {
    const base::Json root = base::parse_json(testing_law::law_text("clauses_cn.json"), "clauses");
    std::map<std::string, base::Status> table;
    for (const base::Json& row :
         base::as_array(base::member(base::as_object(root, ""), "clauses", ""), "")) {
        const base::JsonObject& object = base::as_object(row, "");
        table.emplace(
            base::as_text(base::member(object, "id", ""), ""),
            base::status_from_text(base::as_text(base::member(object, "status", ""), "")));
    }
    return table;
}

void collect(const base::Line& line, std::set<base::Clause>& found) {
    found.insert(line.clauses.begin(), line.clauses.end());
    for (const base::Line& child : line.lines) collect(child, found);
}

TEST(SettlementClauses, EveryClauseNamedIsInTheTable) {
    const Date start = Date::parse("2025-01-01");
    const Date end = Date::parse("2025-07-01");
    const Money amount = Money::parse("90000.00 CNY");
    const Money value = Money::parse("80000.00 CNY");
    const Money small = Money::parse("70000.00 CNY");
    const Deductible deductible{DeductibleKind::percentage, std::nullopt, Rate::parse("20%")};
    const SeriesInterest series{amount, &law().series("cn.lpr.1y"), start, end};

    std::set<base::Clause> found;
    collect(court_fee_property(amount, end, law(), CourtTrack::mediated_or_withdrawn).why, found);
    collect(court_fee_property(amount, end, law(), CourtTrack::simple_procedure).why, found);
    collect(series_interest(series).why, found);
    collect(
        wrong_debit({amount, Rate::parse("0.35% per year 30/360"), start, end, Rate::parse("20%")})
            .why,
        found);
    collect(agreed_indemnity({amount, value, amount, deductible}, Money::parse("70000 CNY")).why,
            found);
    collect(indemnity({small, value, small, deductible}).why, found);

    const std::map<std::string, base::Status> table = clause_table();
    for (const base::Clause& clause : found) {
        SCOPED_TRACE(clause.id);
        ASSERT_TRUE(table.contains(clause.id));
        EXPECT_EQ(table.at(clause.id), clause.status);
    }
    EXPECT_EQ(found.size(), 15U);
}

}  // namespace
}  // namespace accord::settlement
