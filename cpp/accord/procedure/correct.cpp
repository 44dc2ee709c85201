// A typing error put right: the corrected event, then every term that rested on the old value.
#include "accord/casefile/correction.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/consequences.hpp"
#include "accord/procedure/draft.hpp"
#include "accord/procedure/gates.hpp"
#include "accord/procedure/opening.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using casefile::TermState;
using casefile::When;
using rules::Value;

constexpr std::string_view facts_prefix = "facts.";
constexpr std::string_view reason_code = "corrected";

std::optional<When> as_when(const Value& value) {
    if (const auto* day = std::get_if<calendar::Date>(&value)) return When{*day};
    if (const auto* at = std::get_if<calendar::Instant>(&value)) return When{*at};
    return std::nullopt;
}

Value as_set(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return rules::TextSet{std::move(words)};
}

[[noreturn]] void wrong_type(std::string_view field, std::string_view type) {
    base::fail_input("wrong_type", std::string(field), std::string(type));
}

/// A day of receipt may become a moment; nothing else changes its type by a correction.
void check_type(std::string_view field, const Value& was, const Value& now, const Draft& draft) {
    if (field == "received") {
        const auto received = as_when(now);
        if (!received) wrong_type(field, "date");
        casefile::Filing filing;
        filing.received = *received;
        (void)opening_moment(filing, draft.at(), draft.law());
        return;
    }
    if (field.starts_with("claims.") && !std::holds_alternative<money::Money>(now)) {
        wrong_type(field, "money");
    }
    if (!rules::is_unknown(was) && was.index() != now.index())
        wrong_type(field, rules::type_name(was));
    if (rules::is_unknown(now)) wrong_type(field, "known");
}

std::vector<std::string> issued_documents(const casefile::Case& c) {
    std::vector<std::string> names;
    for (const casefile::Issued& issued : c.documents) {
        if (!contains(names, issued.document)) names.push_back(issued.document);
    }
    return names;
}

casefile::Corrected corrected(const casefile::Case& c, std::string_view field,
                              std::string_view reason) {
    casefile::Corrected event;
    event.documents = issued_documents(c);
    event.field = field;
    event.reason = reason;
    event.was = rules::Unknown{};
    event.now = rules::Unknown{};
    return event;
}

/// The term anew from `trigger`: moved when it stands on the old one, started when it could not
/// before.
void rest_anew(Draft& draft, const TermDefinition& definition, const When& was,
               const When& trigger) {
    const casefile::Term* term = casefile::find_term(draft.base(), definition.id);
    if (term == nullptr) {
        start_term(draft, definition, trigger, draft.at());
        return;
    }
    const auto before = reckon_term(definition.rule, term->amount, was, draft.law());
    if (!before || before->trigger != term->reckoning.trigger) return;
    if (term->state == TermState::waived) return;
    auto reckoning = reckon_anew(definition, *term, trigger, draft.law());
    if (!reckoning || *reckoning == term->reckoning) return;
    casefile::TermMoved moved;
    if (!term->changes.empty()) {
        const auto first = reckon_first(definition, *term, trigger, draft.law());
        if (first && first->due != term->original) moved.original = first->due;
    }
    moved.of = term->of;
    moved.reason = reason_code;
    moved.reckoning = std::move(*reckoning);
    move_term(draft, definition, std::move(moved), draft.at());
}

/// The clocks of a term that run from what was corrected.
template <class Fits>
void clocks_anew(Draft& draft, const TermDefinition& definition, const When& trigger, Fits fits) {
    const std::vector<const Clock*> clocks = leaves(definition);
    for (std::size_t i = 0; i < clocks.size(); ++i) {
        if (!fits(clocks[i]->anchor)) continue;
        start_clock(draft, definition, static_cast<std::int64_t>(i), trigger, reason_code,
                    draft.at());
    }
}

void after_received(Draft& draft, const When& trigger) {
    const Definition& definition = draft.law().definition;
    for (const TermDefinition& term : definition.terms) {
        const auto fits = [&](const Anchor& anchor) {
            return is_triggered_by(anchor, definition.opening().id);
        };
        clocks_anew(draft, term, trigger, fits);
        if (fits(term)) rest_anew(draft, term, draft.base().filed_on, trigger);
    }
}

void after_fact(Draft& draft, std::string_view name, const Value& was, const Value& now) {
    const auto trigger = as_when(now);
    if (!trigger) return;
    for (const TermDefinition& term : draft.law().definition.terms) {
        clocks_anew(draft, term, *trigger,
                    [&](const Anchor& anchor) { return anchor.after_fact == name; });
        if (term.after_fact != name) continue;
        rest_anew(draft, term, as_when(was).value_or(When{casefile::NotKnown{}}), *trigger);
    }
}

/// Terms of the opening that apply only to some filings: they begin or fall away with the new
/// value.
void after_condition(Draft& draft) {
    const Definition& definition = draft.law().definition;
    for (const TermDefinition& term : definition.terms) {
        if (!term.when || !is_triggered_by(term, definition.opening().id)) continue;
        const TermState state = draft.state_of(term.id);
        const Value holds = evaluate(*term.when, draft.scope());
        const bool* known = std::get_if<bool>(&holds);
        const bool applies = known != nullptr && *known;
        if (applies && state == TermState::pending && !draft.base().is_final) {
            start_term(draft, term, draft.now().filed_on, draft.at());
        } else if (!applies && state == TermState::running) {
            draft.add(draft.at(), casefile::TermWaived{std::string(reason_code), term.id, {}});
        }
    }
}

/// S4: priority and departments follow from severity and urgency, so they follow their correction.
void after_triage(Draft& draft, std::string_view reason) {
    const casefile::Case& c = draft.now();
    const Triage triage = triage_of(c.filing, draft.law().definition);
    casefile::Corrected priority = corrected(draft.base(), "priority", reason);
    priority.was = c.priority;
    priority.now = triage.priority;
    casefile::Corrected routes = corrected(draft.base(), "routes", reason);
    routes.was = as_set(c.routes);
    routes.now = as_set(triage.routes);
    const bool routes_differ = routes.was != routes.now;
    if (triage.priority != c.priority) draft.add(draft.at(), std::move(priority));
    if (routes_differ) draft.add(draft.at(), std::move(routes));
}

Decision nothing_to_correct(std::string_view field) {
    rules::Refusal refusal = refuse("nothing_to_correct", "correct");
    refusal.details = {{"field", std::string(field)}};
    return refusal;
}

bool is_organisation_name(const casefile::Case& c, const casefile::Personal* personal) {
    for (const casefile::Party& party : c.filing.parties) {
        if (&party.name == personal) return party.kind == casefile::PartyKind::organisation;
    }
    return false;
}

Decision correct_personal(Draft& draft, std::string_view field, const casefile::Personal& was,
                          std::uint32_t key, const Value& now, std::string_view reason) {
    const auto* text = std::get_if<std::string>(&now);
    if (text == nullptr) wrong_type(field, "text");
    if (was.readable && was.value == *text) return nothing_to_correct(field);
    casefile::Corrected event = corrected(draft.base(), field, reason);
    event.key = key;
    event.now_personal = casefile::Personal{*text};
    draft.add(draft.at(), std::move(event));
    return draft.take();
}

}  // namespace

Decision correct(const casefile::Case& c, std::string_view field, const Value& now,
                 std::string_view reason, calendar::Instant at, const Law& law) {
    Command command;
    command.action = "correct";
    const Context context = context_of(c, command, at, law);
    Draft draft{c, at, law, {}};
    std::uint32_t key = 0;
    const casefile::Personal* personal = casefile::find_personal(c, field, key);
    // An organisation's name is no personal field; its party is another one, not a typing error.
    if (is_organisation_name(c, personal))
        base::fail_input("unknown_field", std::string(field), "field");
    if (personal == nullptr && !casefile::correctable(c, field)) {
        base::fail_input("unknown_field", std::string(field), "field");
    }
    if (auto refusal = refuse_order(context)) return *refusal;
    if (personal != nullptr) return correct_personal(draft, field, *personal, key, now, reason);

    const Value was = *casefile::correctable(c, field);
    check_type(field, was, now, draft);
    if (was == now) return nothing_to_correct(field);
    casefile::Corrected event = corrected(c, field, reason);
    event.was = was;
    event.now = now;
    draft.add(at, std::move(event));
    if (field == "received") after_received(draft, *as_when(now));
    if (field.starts_with(facts_prefix))
        after_fact(draft, field.substr(facts_prefix.size()), was, now);
    if (field == "severity" || field == "urgency") after_triage(draft, reason);
    after_condition(draft);
    react(draft, at);
    return draft.take();
}

}  // namespace accord::procedure
