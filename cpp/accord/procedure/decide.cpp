// Decides a command: the gates in order, then what follows; and the "why not" page of every action.
#include "accord/procedure/decide.hpp"

#include "accord/base/error.hpp"
#include "accord/procedure/consequences.hpp"
#include "accord/procedure/draft.hpp"
#include "accord/procedure/duties.hpp"
#include "accord/procedure/gates.hpp"
#include "accord/procedure/standing.hpp"

namespace accord::procedure {
namespace {

std::optional<rules::Refusal> refuse_command(const Context& context, const Action* action) {
    return action == nullptr ? refuse_standing(context) : refuse_action(context, *action);
}

}  // namespace

Decision decide(const casefile::Case& c, const Command& command, calendar::Instant at,
                const Law& law) {
    const Action* action = law.definition.action(command.action);
    if (action == nullptr && !is_standing(command.action)) {
        base::fail_input("unknown_action", command.action, "action");
    }
    const Context context = context_of(c, command, at, law);
    if (auto refusal = refuse_order(context)) return *refusal;
    if (auto refusal = refuse_command(context, action)) return *refusal;
    Draft draft{c, at, law, context.holders};
    if (action == nullptr) {
        standing_consequences(context, at, draft);
        react(draft, at);
    } else {
        action_consequences(context, *action, at, draft);
    }
    auto broken = broken_contracts(draft, command.action);
    if (!broken.empty()) return std::move(broken.front());
    return draft.take();
}

std::vector<Option> options(const casefile::Case& c, const std::vector<std::string>& by,
                            std::string_view actor, calendar::Instant at, const Law& law) {
    std::vector<Option> options;
    options.reserve(law.definition.actions.size());
    for (const Action& action : law.definition.actions) {
        Command command;
        command.action = action.id;
        command.by = by;
        command.actor = actor;
        const Context context = context_of(c, command, at, law);
        auto refusal = refuse_order(context);
        if (!refusal) refusal = refuse_action(context, action);
        options.push_back({action.id, std::move(refusal)});
    }
    return options;
}

}  // namespace accord::procedure
