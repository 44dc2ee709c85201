// The engine's one question: may this be done now, and what follows — or why not.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "accord/calendar/business.hpp"
#include "accord/casefile/case.hpp"
#include "accord/procedure/definition.hpp"
#include "accord/rules/refusal.hpp"
#include "accord/rules/rule_book.hpp"

namespace accord::procedure {

/// All that a decision may consult besides the case. No clock, store or registry is in reach.
struct Law {
    const Definition& definition;
    const calendar::Book& calendars;
    const rules::Book& rules;
};

/// What somebody wants to do. Standing actions ("add_evidence", "extend", "state_fact",
/// "appoint_agent", "revoke_agent", "offer", "answer_offer", "assign_task", "finish_task",
/// "assess_figure", "issue_document", "serve", "returned", "claim", "assess_evidence", "wait",
/// "stay", "resume", "set_term", "restore") are understood in every procedure.
struct Command {
    std::string action;
    std::vector<std::string> by;  // roles or "role:who"; empty: the actor
    std::string actor;
    std::optional<std::uint64_t> expected_version;
    // arguments, as far as the action takes them
    std::optional<money::Money> amount;
    std::optional<base::Line> why;
    std::optional<casefile::Evidence> evidence;
    std::optional<casefile::Fact> fact;
    std::optional<casefile::Agent> agent;
    std::optional<casefile::Offer> offer;
    std::optional<casefile::Task> task;
    std::optional<casefile::Issued> issued;
    std::optional<casefile::Service> service;
    std::optional<casefile::Claim> claim;
    std::optional<calendar::Date> perform_by;
    std::vector<std::string> remedies;
    std::string note;
    std::string term;  // extend
    std::int64_t extend_to = 0;
    std::string approved_by;
    std::vector<std::string> told;
    std::string method;        // of service
    std::string figure;        // name of a figure
    std::string checked;       // assess_evidence
    base::Id item;             // assess_evidence, revoke_agent
    std::uint32_t number = 0;  // answer_offer, finish_task
    bool accept = false;
    std::string wait;                     // wait, resume: its name
    std::string waiting_for;              // wait
    std::string reason;                   // wait, stay, set_term, restore
    std::string scope;                    // stay
    std::string of;                       // of a term that several recipients have
    std::optional<calendar::Date> due;    // set_term, restore
    std::optional<calendar::Date> ended;  // restore: the obstacle
};

/// A term of a case: the definition's name, and whose it is where each recipient has one.
struct TermName {
    std::string id;
    std::string of;
    bool operator==(const TermName&) const = default;
};

/// Bodies with the moment each is taken to have happened, in order.
struct Happening {
    casefile::When occurred;
    casefile::Body body;
};
using Happenings = std::vector<Happening>;
using Decision = std::variant<Happenings, rules::Refusal>;

/// Terms that run out up to `at`, in due order; the docket appends them first.
[[nodiscard]] Happenings advance(const casefile::Case& c, calendar::Instant at, const Law& law);
/// Pure: same arguments, same answer.
[[nodiscard]] Decision decide(const casefile::Case& c, const Command& command, calendar::Instant at,
                              const Law& law);
/// The opening: a filing becomes the first events of a case.
[[nodiscard]] Decision from_filing(casefile::Filing filing, const std::vector<std::string>& by,
                                   calendar::Instant at, const Law& law);

/// A new edition of a calendar came: terms whose reckoning it changes are moved. `law` holds the
/// new edition; what is decided by who may (set, restored) stays.
[[nodiscard]] Happenings recalendar(const casefile::Case& c, calendar::Instant at, const Law& law);
/// Who must hear that a term ends on another day: whose term it is, whom its service or its
/// extension told, whose act meets it; every party where the definition names none of them.
[[nodiscard]] std::vector<std::string> to_tell(const casefile::Case& c, const TermName& term,
                                               const Law& law);

struct Option {
    std::string action;
    std::optional<rules::Refusal> refusal;  // absent: allowed
};
/// Every action of the definition, in its order, each allowed or with its refusal.
[[nodiscard]] std::vector<Option> options(const casefile::Case& c,
                                          const std::vector<std::string>& by,
                                          std::string_view actor, calendar::Instant at,
                                          const Law& law);

/// What happened although nobody may have been allowed to do it: the action's consequences without
/// its gates; terms that the late fact touches are put right (lapse_withdrawn, term_moved,
/// term_met).
[[nodiscard]] Happenings record_fact(const casefile::Case& c, const Command& command,
                                     const casefile::When& occurred,
                                     std::string_view irregular_clause,
                                     std::string_view authorised_by, calendar::Instant at,
                                     const Law& law);
/// A typing error put right, with what follows for terms.
[[nodiscard]] Decision correct(const casefile::Case& c, std::string_view field,
                               const rules::Value& now, std::string_view reason,
                               calendar::Instant at, const Law& law);

}  // namespace accord::procedure
