// Lookups that refuse what was not verified and remember what was used.
#include "accord/settlement/law.hpp"

#include <algorithm>
#include <utility>

#include "accord/settlement/arguments.hpp"

namespace accord::settlement {

void refuse(std::string code, base::Clause clause,
            std::vector<std::pair<std::string, std::string>> details) {
    rules::Refusal refusal;
    refusal.code = std::move(code);
    refusal.clauses = {std::move(clause)};
    refusal.details = std::move(details);
    throw Refused{std::move(refusal)};
}

Law::Law(const rules::Book& book, std::vector<std::string> accepted,
         const calendar::Book* calendars)
    : book_(&book), calendars_(calendars), accepted_(accepted.begin(), accepted.end()) {}

void Law::admit(std::string_view id, const std::string& hash, const base::Clause& clause) const {
    if (clause.status == base::Status::unverified && !accepted_.contains(id)) {
        refuse("unverified_rule", clause, {{"rule", std::string{id}}});
    }
    const bool known = std::any_of(used_.begin(), used_.end(), [&](const Used& used) {
        return used.id == id && used.hash == hash;
    });
    if (!known) used_.push_back({std::string{id}, hash, clause.status});
}

const rules::RateSeries& Law::series(std::string_view id) const {
    const rules::RateSeries& found = book_->series(id);
    admit(id, found.hash, found.clause);
    return found;
}

const rules::FeeScale& Law::scale(std::string_view id, calendar::Date on) const {
    const rules::FeeScale& found = book_->scale(id, on);
    admit(id, found.hash, found.clause);
    return found;
}

const rules::Parameter& Law::parameter(std::string_view id, calendar::Date on) const {
    const rules::Parameter& found = book_->parameter(id, on);
    admit(id, found.hash, found.clause);
    return found;
}

const rules::DecisionTable& Law::table(std::string_view id, calendar::Date on) const {
    const rules::DecisionTable& found = book_->table(id, on);
    admit(id, found.hash, found.clause);
    return found;
}

const rules::TableRow* Law::decide(std::string_view id, calendar::Date on,
                                   std::span<const rules::Value> given) const {
    const std::vector<const rules::TableRow*> rows = table(id, on).decide(given);
    return rows.empty() ? nullptr : rows.front();
}

money::Money Law::money(std::string_view id, calendar::Date on) const {
    return money::Money::parse(parameter(id, on).value);
}

money::Rate Law::rate(std::string_view id, calendar::Date on) const {
    return money::Rate::parse(parameter(id, on).value);
}

std::int64_t Law::count(std::string_view id, calendar::Date on) const {
    const std::string& text = parameter(id, on).value;
    return std::get<std::int64_t>(read_argument(required(std::string{id}, Kind::count), text));
}

}  // namespace accord::settlement
