// Writes down what follows from an act: the order of events here is the order of the log.
#include "accord/procedure/consequences.hpp"

#include <algorithm>

#include "accord/base/check.hpp"
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
bool was_overtaken(const Context& context, const Stage& target, const When& occurred) {
    if (context.c.is_final && !target.is_final) return true;
    return std::any_of(context.c.acts.begin(), context.c.acts.end(), [&](const casefile::Act& act) {
        const Action* action = context.law.definition.action(act.action);
        if (action == nullptr || action->to.empty()) return false;
        return happened_before(occurred, act.occurred, context.law);
    });
}

}  // namespace

void enter_stage(Draft& draft, std::string_view id, const When& occurred) {
    const Stage* stage = draft.law().definition.stage(id);
    ACCORD_CHECK(stage != nullptr);
    draft.add(occurred, casefile::StageEntered{stage->is_final, stage->id});
    start_terms_after_stage(draft, id, occurred);
}

void close_if_final(Draft& draft, std::string_view id, const When& occurred) {
    const Stage* stage = draft.law().definition.stage(id);
    if (stage == nullptr || !stage->is_final) return;
    waive_open_terms(draft, "case_closed", occurred);
    draft.add(occurred, casefile::Closed{stage->outcome});
}

void action_consequences(const Context& context, const Action& action, const When& occurred,
                         Draft& draft) {
    casefile::Acted acted;
    acted.action = action.id;
    acted.key = context.c.filing.owner_key();
    acted.note = casefile::Personal{context.command.note};
    draft.add(occurred, std::move(acted));
    add_effects(context, action, occurred, draft);
    add_service(context, action, occurred, draft);
    meet_terms(draft, action.id, occurred);

    const Stage* target = context.law.definition.stage(action.to);
    const bool enters = target != nullptr && (action.to != context.c.stage) &&
                        !was_overtaken(context, *target, occurred);
    if (enters) enter_stage(draft, action.to, occurred);
    start_terms_after(draft, action.id, occurred);
    for (const std::string& recipient : action.serve) {
        start_terms_after_service(draft, action.id, recipient, occurred, occurred);
    }
    if (context.command.fact) start_terms_after_fact(draft, *context.command.fact, occurred);
    if (enters) close_if_final(draft, action.to, occurred);
}

}  // namespace accord::procedure
