// Writes down what follows from an act: the order of events here is the order of the log.
#include "accord/procedure/consequences.hpp"

#include <algorithm>

#include "accord/procedure/decided.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using casefile::When;

void add_figure(const Context& context, const Action& action, const When& occurred, Draft& draft) {
    const Command& command = context.command;
    if (!command.amount || !command.why) return;
    std::string name = command.figure;
    if (name.empty()) name = action.effect == Effect::agreement ? "agreed" : action.id;
    draft.add(occurred, casefile::FigureAssessed{{command.amount, std::move(name), command.why}});
}

void add_agreement(const Context& context, const Action& action, const When& occurred,
                   Draft& draft) {
    const Command& command = context.command;
    casefile::Agreement agreement;
    agreement.amount = command.amount;
    agreement.by = context.holders;
    agreement.kind = action.agreement_kind;
    agreement.perform_by = command.perform_by;
    agreement.remedies = command.remedies;
    draft.add(occurred, casefile::Agreed{std::move(agreement)});
}

void add_effects(const Context& context, const Action& action, const When& occurred, Draft& draft) {
    const Command& command = context.command;
    if (command.evidence) {
        draft.add(occurred,
                  casefile::EvidenceAdded{complete(context, *command.evidence, draft.next_n())});
    }
    if (command.fact) draft.add(occurred, casefile::FactStated{*command.fact});
    add_figure(context, action, occurred, draft);
    if (action.effect == Effect::agreement) add_agreement(context, action, occurred, draft);
    if (action.effect == Effect::offer) {
        draft.add(occurred, casefile::OfferMade{
                                complete(context, command.offer.value_or(casefile::Offer{}))});
    }
}

void add_service(const Context& context, const Action& action, const When& occurred, Draft& draft) {
    const std::string& method = context.command.method;
    for (const std::string& recipient : action.serve) {
        casefile::Service service;
        service.action = action.id;
        service.document = action.document;
        service.method = method.empty() ? "electronic" : method;
        service.recipient = recipient;
        service.served = occurred;
        draft.add(occurred, casefile::Served{std::move(service)});
    }
}

bool happened_before(const When& a, const When& b, const Law& law) {
    const auto* left = std::get_if<calendar::Instant>(&a);
    const auto* right = std::get_if<calendar::Instant>(&b);
    if (left != nullptr && right != nullptr) return *left < *right;
    const auto& zone = law.calendars.zone(law.definition.zone);
    const auto left_day = casefile::day_of(a, zone);
    const auto right_day = casefile::day_of(b, zone);
    return left_day && right_day && *left_day < *right_day;
}

/// A fact learned late never reorders history: what moved the case on after it decides the stage.
bool was_overtaken(const Context& context, const When& occurred) {
    return std::any_of(context.c.acts.begin(), context.c.acts.end(), [&](const casefile::Act& act) {
        const Action* action = context.law.definition.action(act.action);
        if (action == nullptr || !action->leads_on()) return false;
        return happened_before(occurred, act.occurred, context.law);
    });
}

/// An irregular act never takes a closed case back.
bool would_reopen(const Context& context, const Action& action) {
    if (!context.c.is_final) return false;
    const Stage* target = context.law.definition.stage(action.leads_to());
    return target != nullptr && !target->is_final;
}

void make_moves(const Context& context, const Action& action, const When& occurred,
                Course& course) {
    if (was_overtaken(context, occurred)) return;
    course.choose_again(action);
    if (course.has_chosen()) {
        course.move();
    } else if (!would_reopen(context, action)) {
        course.force(action);
    }
}

}  // namespace

void close_if_ended(Draft& draft, const Course& course, const When& occurred) {
    const Stage* stage = course.ended();
    if (stage == nullptr) return;
    waive_open_terms(draft, "case_closed", occurred);
    draft.add(occurred, casefile::Closed{stage->outcome});
}

void react(Draft& draft, const When& occurred) {
    Course course{draft, occurred};
    course.rest();
    close_if_ended(draft, course, occurred);
}

void add_act(const Context& context, const Action& action, const When& occurred, Draft& draft) {
    casefile::Acted acted;
    acted.action = action.id;
    acted.key = context.c.filing.owner_key();
    acted.note = casefile::Personal{context.command.note};
    draft.add(occurred, std::move(acted));
    add_effects(context, action, occurred, draft);
}

void action_consequences(const Context& context, const Action& action, const When& occurred,
                         Draft& draft) {
    add_act(context, action, occurred, draft);
    (void)decide_tables(context, action, occurred, draft);
    Course course{draft, occurred};
    course.choose(action);
    add_service(context, action, occurred, draft);
    meet_terms(draft, action.id, occurred);
    make_moves(context, action, occurred, course);
    start_terms_after(draft, action.id, occurred);
    for (const std::string& recipient : action.serve) {
        start_terms_after_service(draft, action.id, recipient, occurred, occurred);
    }
    if (context.command.fact) start_terms_after_fact(draft, *context.command.fact, occurred);
    open_tasks(draft, action.tasks, action.id, occurred);
    course.rest();
    close_if_ended(draft, course, occurred);
}

}  // namespace accord::procedure
