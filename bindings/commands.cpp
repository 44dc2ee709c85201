// The table of arguments, each with the caster that reads it and the field of the command it fills.
#include "commands.hpp"

#include <limits>
#include <span>
#include <string_view>

#include "views.hpp"

namespace accord::bindings {
namespace {

using procedure::Command;

struct Argument {
    std::string_view action;  // "*": any action
    std::string_view name;
    const char* kind;  // what the boundary test passes wrong ones of
    void (*take)(Command&, py::handle);
};

template <class T>
T& made(std::optional<T>& part) {
    if (!part) part.emplace();
    return *part;
}

std::uint32_t ordinal(py::handle source) {
    const std::int64_t value = to_count(source).value;
    if (value < 0 || value > std::numeric_limits<std::uint32_t>::max())
        base::fail_input("out_of_range", "number");
    return static_cast<std::uint32_t>(value);
}

std::uint64_t version(py::handle source) {
    const std::int64_t value = to_count(source).value;
    if (value < 0) base::fail_input("out_of_range", "version");
    return static_cast<std::uint64_t>(value);
}

void take_amount(Command& c, py::handle v) {
    FigureLike figure = to_figure(v);
    c.amount = figure.value;
    c.why = std::move(figure.why);
}

constexpr Argument evidence_arguments[] = {
    {"add_evidence", "evidence", "evidence",
     [](Command& c, py::handle v) {
         if (!py::isinstance<casefile::Evidence>(v)) refuse_type("evidence is an Evidence", v);
         c.evidence = v.cast<casefile::Evidence>();
     }},
    {"assess_evidence", "item", "item",
     [](Command& c, py::handle v) { c.item = to_item(v).value; }},
    {"assess_evidence", "checked", "text",
     [](Command& c, py::handle v) { c.checked = to_text(v).value; }},
    {"state_fact", "name", "text",
     [](Command& c, py::handle v) { made(c.fact).name = to_text(v).value; }},
    {"state_fact", "value", "fact",
     [](Command& c, py::handle v) { made(c.fact).value = to_value(v); }},
};

constexpr Argument term_arguments[] = {
    {"extend", "term", "text", [](Command& c, py::handle v) { c.term = to_text(v).value; }},
    {"extend", "to", "count", [](Command& c, py::handle v) { c.extend_to = to_count(v).value; }},
    {"extend", "approved_by", "text",
     [](Command& c, py::handle v) { c.approved_by = to_text(v).value; }},
    {"extend", "told", "texts", [](Command& c, py::handle v) { c.told = to_texts(v).value; }},
    {"extend", "of", "text", [](Command& c, py::handle v) { c.of = to_text(v).value; }},
    {"wait", "kind", "text", [](Command& c, py::handle v) { c.wait = to_text(v).value; }},
    {"wait", "waiting_for", "text",
     [](Command& c, py::handle v) { c.waiting_for = to_text(v).value; }},
    {"wait", "reason", "text", [](Command& c, py::handle v) { c.reason = to_text(v).value; }},
    {"wait", "term", "text", [](Command& c, py::handle v) { c.term = to_text(v).value; }},
    {"wait", "of", "text", [](Command& c, py::handle v) { c.of = to_text(v).value; }},
    {"stay", "reason", "text", [](Command& c, py::handle v) { c.reason = to_text(v).value; }},
    {"stay", "scope", "text", [](Command& c, py::handle v) { c.scope = to_text(v).value; }},
    {"stay", "waiting_for", "text",
     [](Command& c, py::handle v) { c.waiting_for = to_text(v).value; }},
    {"stay", "term", "text", [](Command& c, py::handle v) { c.term = to_text(v).value; }},
    {"resume", "kind", "text", [](Command& c, py::handle v) { c.wait = to_text(v).value; }},
    {"resume", "number", "count", [](Command& c, py::handle v) { c.number = ordinal(v); }},
    {"set_term", "term", "text", [](Command& c, py::handle v) { c.term = to_text(v).value; }},
    {"set_term", "of", "text", [](Command& c, py::handle v) { c.of = to_text(v).value; }},
    {"set_term", "due", "date", [](Command& c, py::handle v) { c.due = to_date(v); }},
    {"set_term", "reason", "text", [](Command& c, py::handle v) { c.reason = to_text(v).value; }},
    {"restore", "term", "text", [](Command& c, py::handle v) { c.term = to_text(v).value; }},
    {"restore", "of", "text", [](Command& c, py::handle v) { c.of = to_text(v).value; }},
    {"restore", "ended", "date", [](Command& c, py::handle v) { c.ended = to_date(v); }},
    {"restore", "due", "date", [](Command& c, py::handle v) { c.due = to_date(v); }},
    {"restore", "reason", "text", [](Command& c, py::handle v) { c.reason = to_text(v).value; }},
};

constexpr Argument agent_arguments[] = {
    {"appoint_agent", "party", "text",
     [](Command& c, py::handle v) { made(c.agent).party = to_text(v).value; }},
    {"appoint_agent", "scope", "text",
     [](Command& c, py::handle v) {
         made(c.agent).scope = casefile::from_name<casefile::AuthorityScope>(to_text(v).value);
     }},
    {"appoint_agent", "name", "text",
     [](Command& c, py::handle v) { made(c.agent).name = casefile::Personal(to_text(v).value); }},
    {"appoint_agent", "from_", "date",
     [](Command& c, py::handle v) { made(c.agent).from = to_date(v); }},
    {"appoint_agent", "to", "date",
     [](Command& c, py::handle v) { made(c.agent).to = to_date(v); }},
    {"revoke_agent", "item", "item", [](Command& c, py::handle v) { c.item = to_item(v).value; }},
};

constexpr Argument offer_arguments[] = {
    {"offer", "amount", "money",
     [](Command& c, py::handle v) { made(c.offer).amount = to_money(v).value; }},
    {"offer", "conditions", "text",
     [](Command& c, py::handle v) {
         made(c.offer).conditions = casefile::Personal(to_text(v).value);
     }},
    {"offer", "expires", "date",
     [](Command& c, py::handle v) { made(c.offer).expires = to_date(v); }},
    {"answer_offer", "number", "count", [](Command& c, py::handle v) { c.number = ordinal(v); }},
    {"answer_offer", "accept", "flag",
     [](Command& c, py::handle v) { c.accept = to_flag(v).value; }},
    {"claim", "amount", "money",
     [](Command& c, py::handle v) { made(c.claim).amount = to_money(v).value; }},
    {"claim", "ground", "text",
     [](Command& c, py::handle v) { made(c.claim).ground = to_text(v).value; }},
    {"claim", "relief", "text",
     [](Command& c, py::handle v) { made(c.claim).relief = to_text(v).value; }},
    {"assess_figure", "figure", "text",
     [](Command& c, py::handle v) { c.figure = to_text(v).value; }},
    {"assess_figure", "amount", "figure", &take_amount},
};

constexpr Argument office_arguments[] = {
    {"assign_task", "name", "text",
     [](Command& c, py::handle v) { made(c.task).name = to_text(v).value; }},
    {"assign_task", "assignee", "text",
     [](Command& c, py::handle v) { made(c.task).assignee = to_text(v).value; }},
    {"assign_task", "due", "date", [](Command& c, py::handle v) { made(c.task).due = to_date(v); }},
    {"assign_task", "reason", "text",
     [](Command& c, py::handle v) { made(c.task).reason = to_text(v).value; }},
    {"finish_task", "number", "count", [](Command& c, py::handle v) { c.number = ordinal(v); }},
    {"issue_document", "document", "text",
     [](Command& c, py::handle v) { made(c.issued).document = to_text(v).value; }},
    {"issue_document", "language", "text",
     [](Command& c, py::handle v) { made(c.issued).language = to_text(v).value; }},
    {"issue_document", "digest", "text",
     [](Command& c, py::handle v) { made(c.issued).digest = to_text(v).value; }},
    {"issue_document", "version", "count",
     [](Command& c, py::handle v) { made(c.issued).version = version(v); }},
    {"serve", "action", "text",
     [](Command& c, py::handle v) { made(c.service).action = to_text(v).value; }},
    {"serve", "document", "text",
     [](Command& c, py::handle v) { made(c.service).document = to_text(v).value; }},
    {"serve", "recipient", "text",
     [](Command& c, py::handle v) { made(c.service).recipient = to_text(v).value; }},
    {"serve", "method", "text",
     [](Command& c, py::handle v) { made(c.service).method = to_text(v).value; }},
    {"returned", "action", "text",
     [](Command& c, py::handle v) { made(c.service).action = to_text(v).value; }},
    {"returned", "document", "text",
     [](Command& c, py::handle v) { made(c.service).document = to_text(v).value; }},
    {"returned", "recipient", "text",
     [](Command& c, py::handle v) { made(c.service).recipient = to_text(v).value; }},
    {"serve", "served", "when",
     [](Command& c, py::handle v) { made(c.service).served = to_when(v); }},
};

constexpr Argument any_arguments[] = {
    {"*", "note", "text", [](Command& c, py::handle v) { c.note = to_text(v).value; }},
    {"*", "amount", "figure", &take_amount},
    {"*", "perform_by", "date", [](Command& c, py::handle v) { c.perform_by = to_date(v); }},
    {"*", "remedies", "texts", [](Command& c, py::handle v) { c.remedies = to_texts(v).value; }},
    {"*", "method", "text", [](Command& c, py::handle v) { c.method = to_text(v).value; }},
};

constexpr std::span<const Argument> tables[] = {evidence_arguments, term_arguments,
                                                agent_arguments,    offer_arguments,
                                                office_arguments,   any_arguments};

const Argument* find_argument(std::string_view action, std::string_view name) {
    for (const std::span<const Argument> table : tables) {
        for (const Argument& argument : table) {
            if (argument.name == name && (argument.action == action || argument.action == "*")) {
                return &argument;
            }
        }
    }
    return nullptr;
}

}  // namespace

Command command_from(const Text& action, const Texts& by, const std::optional<Count>& expected,
                     const py::dict& args) {
    Command command;
    command.action = action.value;
    command.by = by.value;
    if (expected) {
        if (expected->value < 0) base::fail_input("out_of_range", "expected");
        command.expected_version = static_cast<std::uint64_t>(expected->value);
    }
    for (const auto& [key, value] : args) {
        const std::string name = to_text(key).value;
        const Argument* argument = find_argument(action.value, name);
        if (argument == nullptr) {
            throw py::type_error("the action '" + action.value + "' takes no argument '" + name +
                                 "'");
        }
        argument->take(command, value);
    }
    return command;
}

py::dict action_arguments() {
    py::dict actions;
    for (const std::span<const Argument> table : tables) {
        for (const Argument& argument : table) {
            const py::str action(argument.action.data(), argument.action.size());
            if (!actions.contains(action)) actions[action] = py::dict();
            actions[action][py::str(argument.name.data(), argument.name.size())] = argument.kind;
        }
    }
    return actions;
}

}  // namespace accord::bindings
