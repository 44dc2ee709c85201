// What happened although it should not have: its consequences without its gates, flagged for
// readers.
#include "accord/base/error.hpp"
#include "accord/procedure/consequences.hpp"
#include "accord/procedure/draft.hpp"
#include "accord/procedure/duties.hpp"
#include "accord/procedure/standing.hpp"

namespace accord::procedure {
namespace {

void check_not_later(const casefile::When& occurred, calendar::Instant at, const Law& law) {
    const auto* moment = std::get_if<calendar::Instant>(&occurred);
    const auto* day = std::get_if<calendar::Date>(&occurred);
    const bool later =
        (moment != nullptr && *moment > at) || (day != nullptr && *day > local_day(at, law));
    if (later) base::fail_input("occurred_later", casefile::print(occurred), "occurred");
}

}  // namespace

Happenings record_fact(const casefile::Case& c, const Command& command,
                       const casefile::When& occurred, std::string_view irregular_clause,
                       std::string_view authorised_by, calendar::Instant at, const Law& law) {
    const Action* action = law.definition.action(command.action);
    if (action == nullptr && !is_standing(command.action)) {
        base::fail_input("unknown_action", command.action, "action");
    }
    if (action != nullptr && action->starts)
        base::fail_input("already_filed", command.action, "action");
    check_not_later(occurred, at, law);
    const Context context = context_of(c, command, at, law);
    Draft draft{c, at, law, context.holders};
    casefile::IrregularityNoted noted;
    noted.authorised_by = authorised_by;
    noted.clause = irregular_clause;
    const std::uint64_t irregular = draft.next_n() + 1;
    noted.of = irregular;
    draft.add(occurred, std::move(noted));
    if (action == nullptr) {
        standing_consequences(context, occurred, draft);
        react(draft, occurred);
    } else {
        action_consequences(context, *action, occurred, draft);
    }
    note_broken(draft, authorised_by, irregular, occurred);
    return draft.take();
}

}  // namespace accord::procedure
