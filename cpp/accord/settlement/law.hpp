// The rule book as a rule may consult it: what is not verified only where it was accepted by name.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/calendar/business.hpp"
#include "accord/rules/refusal.hpp"
#include "accord/rules/rule_book.hpp"
#include "accord/settlement/used.hpp"

namespace accord::settlement {

/// A lawful "no" from deep inside a reckoning; `reckon` alone catches it and makes it a value.
struct Refused {
    rules::Refusal refusal;
};
/// Throws Refused. `details` are name → printed value, for the words.
[[noreturn]] void refuse(std::string code, base::Clause clause,
                         std::vector<std::pair<std::string, std::string>> details = {});

/// Lookups in a book. An entry that is unverified and not accepted by name throws Refused with the
/// code "unverified_rule" and the detail "rule"; unknown ids and days out of force throw as the
/// book does. What was looked up is remembered, each once, in the order of first use.
class Law {
public:
    /// `calendars` are for last days that fall on a rest day; both books outlive the law.
    explicit Law(const rules::Book& book, std::vector<std::string> accepted = {},
                 const calendar::Book* calendars = nullptr);

    [[nodiscard]] const rules::RateSeries& series(std::string_view id) const;
    [[nodiscard]] const rules::FeeScale& scale(std::string_view id, calendar::Date on) const;
    [[nodiscard]] const rules::Parameter& parameter(std::string_view id, calendar::Date on) const;
    [[nodiscard]] const rules::DecisionTable& table(std::string_view id, calendar::Date on) const;
    /// The row of a table that holds, null where none does; `given` in the order of its inputs.
    /// For a table whose policy gives one row.
    [[nodiscard]] const rules::TableRow* decide(std::string_view id, calendar::Date on,
                                                std::span<const rules::Value> given) const;
    /// A parameter's text read as money, rate or count.
    [[nodiscard]] money::Money money(std::string_view id, calendar::Date on) const;
    [[nodiscard]] money::Rate rate(std::string_view id, calendar::Date on) const;
    [[nodiscard]] std::int64_t count(std::string_view id, calendar::Date on) const;

    [[nodiscard]] const std::vector<Used>& used() const noexcept { return used_; }
    [[nodiscard]] const rules::Book& book() const noexcept { return *book_; }
    /// Null where none were given.
    [[nodiscard]] const calendar::Book* calendars() const noexcept { return calendars_; }
    /// Refuses an unverified entry as above; for lookups that the book itself answers.
    void admit(std::string_view id, const std::string& hash, const base::Clause& clause) const;

private:
    const rules::Book* book_;
    const calendar::Book* calendars_;
    std::set<std::string, std::less<>> accepted_;
    mutable std::vector<Used> used_;  // what was consulted is part of no answer's value
};

}  // namespace accord::settlement
