// Waits and stays, the last day set by who may, a missed term restored, a parcel that came back.
#include "accord/procedure/term/standing_terms.hpp"

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/roles.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using calendar::Date;
using casefile::TermState;
using casefile::Wait;
using casefile::When;
using rules::Refusal;

void require(const std::string& argument, const char* name) {
    if (argument.empty()) base::fail_input("missing_argument", name, name);
}

std::optional<Refusal> refuse_by(const Context& context, const std::vector<std::string>& by,
                                 const base::Clause& clause) {
    return refuse_role(context, RoleDemand{by, false, false, clause, clause});
}

// --- waits ---------------------------------------------------------------------------------------

bool is_stay(const Context& context) {
    return context.command.action == "stay";
}

Wait wait_of(const Context& context) {
    const Command& command = context.command;
    Wait wait;
    wait.name = is_stay(context) ? "stay" : command.wait;
    wait.of = command.of;
    wait.reason = command.reason;
    if (is_stay(context)) wait.scope = command.scope.empty() ? "case" : command.scope;
    wait.term = command.term;
    wait.waiting_for = command.waiting_for;
    return wait;
}

/// The wait that is meant: by its number, or the latest open one of its name.
const Wait* wait_meant(const Context& context) {
    const Command& command = context.command;
    const std::string& name = command.wait;
    for (auto wait = context.c.waits.rbegin(); wait != context.c.waits.rend(); ++wait) {
        if (!casefile::is_open(*wait)) continue;
        if (command.number != 0 ? wait->number == command.number : name == wait->name)
            return &*wait;
    }
    return nullptr;
}

}  // namespace

const TermDefinition& term_meant(const Context& context) {
    const TermDefinition* term = context.law.definition.term(context.command.term);
    if (term == nullptr) base::fail_input("unknown_term", context.command.term, "term");
    return *term;
}

const casefile::Term* case_term_meant(const Context& context) {
    const Command& command = context.command;
    return command.of.empty() ? casefile::find_term(context.c, command.term)
                              : casefile::find_term(context.c, command.term, command.of);
}

Refusal refuse_term(const Context& context, std::string_view code, const TermDefinition& term,
                    const base::Clause& clause) {
    Refusal refusal =
        refuse(code, context.command.action, clause.id.empty() ? term.clause : clause);
    refusal.details = {{"term", term.id}};
    return refusal;
}

std::optional<Refusal> refuse_wait(const Context& context) {
    const Wait wait = wait_of(context);
    require(wait.name, "kind");
    if (is_stay(context)) require(wait.reason, "reason");
    if (!wait.term.empty()) {
        const TermDefinition& term = term_meant(context);
        const WaitRule* rule = term.wait(wait.name);
        if (rule == nullptr) {
            Refusal refusal = refuse_term(context, "wait_unknown", term, term.clause);
            refusal.details.emplace_back("wait", wait.name);
            return refusal;
        }
    }
    for (const TermDefinition& term : context.law.definition.terms) {
        const WaitRule* rule = rule_for(term, wait.of, wait);
        if (rule == nullptr || rule->by.empty()) continue;
        const base::Clause& clause = rule->clause.id.empty() ? term.clause : rule->clause;
        if (auto refusal = refuse_by(context, rule->by, clause)) return refusal;
    }
    return std::nullopt;
}

void wait_consequences(const Context& context, const When& occurred, Draft& draft) {
    open_wait(draft, wait_of(context), occurred);
}

std::optional<Refusal> refuse_resume(const Context& context) {
    if (context.command.number == 0) require(context.command.wait, "kind");
    const Wait* wait = wait_meant(context);
    if (wait != nullptr) return std::nullopt;
    Refusal refusal = refuse("not_waiting", context.command.action);
    refusal.details = {{"wait", context.command.wait}};
    return refusal;
}

void resume_consequences(const Context& context, const When& occurred, Draft& draft) {
    const Wait* wait = wait_meant(context);
    if (wait == nullptr) base::fail_input("unknown_item", context.command.wait, "kind");
    end_wait(draft, Wait{*wait}, occurred);
}

// --- the last day set ----------------------------------------------------------------------------

std::optional<Refusal> refuse_setting(const Context& context) {
    const TermDefinition& term = term_meant(context);
    if (!context.command.due) base::fail_input("missing_argument", "due", "due");
    require(context.command.reason, "reason");
    if (!term.override_by) return refuse_term(context, "not_settable", term, term.clause);
    if (auto refusal = refuse_by(context, term.override_by->by, term.override_by->clause))
        return refusal;
    const casefile::Term* known = case_term_meant(context);
    const bool ended =
        known != nullptr && known->state != TermState::running && known->state != TermState::paused;
    if (!ended) return std::nullopt;
    return refuse_term(context, "term_ended", term, term.override_by->clause);
}

void setting_consequences(const Context& context, const When& occurred, Draft& draft) {
    const TermDefinition& definition = term_meant(context);
    const Date due = *context.command.due;
    const casefile::Term* term = case_term_meant(context);
    casefile::Reckoning reckoning;
    if (term != nullptr) reckoning = term->reckoning;
    const std::string was = term == nullptr ? std::string() : reckoning.due.text();
    if (term == nullptr) reckoning.trigger = context.today;
    reckoning.steps.push_back({"set", due, was});
    reckoning.raw = reckoning.due = due;
    reckoning.due_at.reset();
    reckoning.provisional = false;
    if (term == nullptr) {
        casefile::TermStarted started;
        started.nature = definition.nature;
        if (!definition.clause.id.empty()) started.clauses.push_back(definition.clause);
        started.of = context.command.of;
        started.reckoning = std::move(reckoning);
        started.term = definition.id;
        draft.add(occurred, std::move(started));
        follow_term(draft, {definition.id, context.command.of}, occurred);
        return;
    }
    casefile::TermMoved moved;
    moved.because = context.command.reason;
    moved.of = term->of;
    moved.reason = "set";
    moved.reckoning = std::move(reckoning);
    move_term(draft, definition, std::move(moved), occurred);
}

// --- a missed term restored (民事诉讼法 86)
// --------------------------------------------------------

namespace {

/// The last day on which restoration can be asked for.
Date ask_until(const Context& context, const TermDefinition& term) {
    calendar::TermRule rule = term.rule;
    rule.amount = term.restore->amount;
    rule.unit = term.restore->unit;
    return calendar::reckon(rule, *context.command.ended, context.law.calendars).due;
}

}  // namespace

std::optional<Refusal> refuse_restoration(const Context& context) {
    const TermDefinition& term = term_meant(context);
    if (!context.command.ended) base::fail_input("missing_argument", "ended", "ended");
    require(context.command.reason, "reason");
    if (!term.restore) return refuse_term(context, "not_restorable", term, term.clause);
    if (auto refusal = refuse_by(context, term.restore->by, term.restore->clause)) return refusal;
    const casefile::Term* known = case_term_meant(context);
    if (known == nullptr || known->state != TermState::lapsed)
        return refuse_term(context, "not_lapsed", term, term.restore->clause);
    const Date last = ask_until(context, term);
    const Date today = context.law.calendars.zone(term.rule.zone).date_of(context.at);
    if (today <= last) return std::nullopt;
    Refusal refusal = refuse_term(context, "restore_late", term, term.restore->clause);
    refusal.details.emplace_back("due", last.text());
    return refusal;
}

void restoration_consequences(const Context& context, const When& occurred, Draft& draft) {
    const TermDefinition& definition = term_meant(context);
    const casefile::Term* term = case_term_meant(context);
    if (term == nullptr) base::fail_input("term_not_started", definition.id, "term");
    if (!context.command.due && !(definition.restore && context.command.ended))
        base::fail_input("missing_argument", "due", "due");
    const Date due = context.command.due ? *context.command.due : ask_until(context, definition);
    casefile::Reckoning reckoning = term->reckoning;
    reckoning.steps.push_back({"restored", due, reckoning.due.text()});
    reckoning.raw = reckoning.due = due;
    reckoning.due_at.reset();
    const TermName name{definition.id, term->of};
    draft.add(occurred, casefile::LapseWithdrawn{"restored", name.id, name.of});
    casefile::TermMoved moved;
    moved.because = context.command.reason;
    moved.of = name.of;
    moved.reason = "restored";
    moved.reckoning = std::move(reckoning);
    move_term(draft, definition, std::move(moved), occurred);
}

// --- a parcel that came back ---------------------------------------------------------------------

namespace {

const casefile::Service* service_meant(const Context& context) {
    const auto& asked = context.command.service;
    if (!asked) return nullptr;
    const auto& services = context.c.services;
    for (auto service = services.rbegin(); service != services.rend(); ++service) {
        if (!std::holds_alternative<casefile::NotKnown>(service->returned)) continue;
        if (service->recipient != asked->recipient) continue;
        if (!asked->action.empty() && service->action != asked->action) continue;
        if (!asked->document.empty() && service->document != asked->document) continue;
        return &*service;
    }
    return nullptr;
}

}  // namespace

std::optional<Refusal> refuse_returned(const Context& context) {
    const auto& asked = context.command.service;
    if (!asked || asked->recipient.empty())
        base::fail_input("missing_argument", "recipient", "recipient");
    if (service_meant(context) != nullptr) return std::nullopt;
    Refusal refusal = refuse("not_served", context.command.action);
    refusal.details = {{"recipient", asked->recipient}};
    return refusal;
}

void returned_consequences(const Context& context, const When& occurred, Draft& draft) {
    const casefile::Service* service = service_meant(context);
    if (service == nullptr) base::fail_input("unknown_item", "recipient", "recipient");
    draft.add(occurred,
              casefile::ServiceReturned{service->action, service->document, service->recipient});
    if (!service->action.empty())
        end_terms_after_service(draft, service->action, service->recipient, occurred);
}

}  // namespace accord::procedure
