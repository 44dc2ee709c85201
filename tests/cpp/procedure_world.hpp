// A small world for the tests of procedures: law from the tree, one case, its events folded in
// order.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "accord/casefile/evolve.hpp"
#include "accord/procedure/decide.hpp"
#include "tree_file.hpp"

namespace accord::procedure::testing {

/// A file of the tree without the newlines at its end.
inline std::string read_text(std::string_view path) {
    std::string text = base::testing::tree_file(path);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

inline calendar::Instant at(std::string_view text) {
    return calendar::Instant::parse(text);
}
inline calendar::Date day(std::string_view text) {
    return calendar::Date::parse(text);
}

inline calendar::Book calendars() {
    calendar::Book book;
    for (const std::string country : {"au", "cn", "gb", "hk", "us"}) {
        book.add(calendar::BusinessCalendar::from_json(
            read_text("python/accord/law/calendar_" + country + ".json")));
    }
    // China has kept one offset since 1991; the days of others are tested in winter.
    book.add(calendar::Zone{"Asia/Shanghai", {{0, 8 * 3600}}});
    book.add(calendar::Zone{"Asia/Hong_Kong", {{0, 8 * 3600}}});
    book.add(calendar::Zone{"America/New_York", {{0, -5 * 3600}}});
    book.add(calendar::Zone{"Australia/Sydney", {{0, 10 * 3600}}});
    book.add(calendar::Zone{"Europe/London", {{0, 0}}});
    return book;
}

inline Definition shipped(const std::string& name) {
    return Definition::from_json(read_text("tests/vectors/procedures/" + name + ".json"));
}

inline casefile::Filing filing() {
    casefile::Filing filing;
    casefile::Party claimant;
    claimant.key = 1;
    claimant.name = casefile::Personal{"甲"};
    claimant.role = "claimant";
    casefile::Party respondent;
    respondent.key = 2;
    respondent.kind = casefile::PartyKind::organisation;
    respondent.organisation = "丙银行";
    respondent.role = "respondent";
    filing.kind = "wrong_debit";
    filing.claims.push_back({money::Money::parse("50000.00 CNY"), "wrong_debit", "payment"});
    filing.parties = {claimant, respondent};
    return filing;
}

/// One case under one definition; every verb folds what was decided.
class World {
public:
    explicit World(Definition definition)
        : definition_(std::move(definition)), calendars_(calendars()) {}

    [[nodiscard]] Law law() const { return {definition_, calendars_, rules_}; }
    [[nodiscard]] const casefile::Case& c() const noexcept { return case_; }
    [[nodiscard]] const Happenings& last() const noexcept { return last_; }

    Decision file(casefile::Filing received, std::string_view when, std::vector<std::string> by) {
        return keep(from_filing(std::move(received), by, at(when), law()), by);
    }
    Decision act(Command command, std::string_view when) {
        advance_to(when);
        const auto by = command.by;
        return keep(decide(case_, command, at(when), law()), by);
    }
    Decision act(std::string_view action, std::vector<std::string> by, std::string_view when) {
        Command command;
        command.action = action;
        command.by = std::move(by);
        return act(command, when);
    }
    void advance_to(std::string_view when) {
        lapses_ = advance(case_, at(when), law());
        fold(lapses_, {});
    }
    void record(const Command& command, const casefile::When& occurred, std::string_view when) {
        advance_to(when);
        last_ =
            record_fact(case_, command, occurred, "内部规程 7", "officer:head", at(when), law());
        fold(last_, command.by);
    }
    Decision correct_field(std::string_view field, const rules::Value& now, std::string_view when) {
        advance_to(when);
        return keep(correct(case_, field, now, "typing error", at(when), law()), {});
    }
    [[nodiscard]] const Happenings& lapses() const noexcept { return lapses_; }
    [[nodiscard]] const casefile::Term& term(std::string_view id) const {
        const casefile::Term* term = casefile::find_term(case_, id);
        if (term == nullptr) throw std::runtime_error("no term " + std::string(id));
        return *term;
    }

private:
    Decision keep(Decision decision, const std::vector<std::string>& by) {
        if (auto* happenings = std::get_if<Happenings>(&decision)) {
            last_ = *happenings;
            fold(last_, by);
        }
        return decision;
    }
    void fold(const Happenings& happenings, const std::vector<std::string>& by) {
        for (const Happening& happening : happenings) {
            casefile::Event event;
            event.envelope.case_id.bytes[0] = 7;
            event.envelope.n = case_.version + 1;
            event.envelope.occurred = happening.occurred;
            event.envelope.by = by;
            event.body = happening.body;
            casefile::evolve(case_, event);
        }
    }

    Definition definition_;
    calendar::Book calendars_;
    rules::Book rules_;
    casefile::Case case_;
    Happenings last_;
    Happenings lapses_;
};

inline std::vector<std::string> kinds(const Happenings& happenings) {
    std::vector<std::string> kinds;
    for (const Happening& happening : happenings) {
        kinds.emplace_back(casefile::kind_of(happening.body));
    }
    return kinds;
}

inline bool is_done(const Decision& decision) {
    return std::holds_alternative<Happenings>(decision);
}

/// The refusal; an empty one where the command was accepted, so that a test's comparison shows it.
inline rules::Refusal refusal(const Decision& decision) {
    const auto* found = std::get_if<rules::Refusal>(&decision);
    return found == nullptr ? rules::Refusal{} : *found;
}

inline std::string clause_of(const rules::Refusal& refusal) {
    return refusal.clauses.empty() ? std::string() : refusal.clauses.front().id;
}

inline Command evidence(std::string item) {
    Command command;
    command.action = "add_evidence";
    command.evidence.emplace();
    command.evidence->item = std::move(item);
    command.evidence->kind = "document";
    command.evidence->source = "claimant";
    return command;
}

inline Command fact(std::string name, rules::Value value) {
    Command command;
    command.action = "state_fact";
    command.actor = "officer:desk";
    command.fact = casefile::Fact{std::move(name), std::move(value)};
    return command;
}

inline Command extend(std::string term, std::int64_t to) {
    Command command;
    command.action = "extend";
    command.by = {"officer:desk"};
    command.term = std::move(term);
    command.extend_to = to;
    return command;
}

}  // namespace accord::procedure::testing
