// Standing actions, one row each: what it needs, whether it is lawful now, what it leads to.
#include "accord/procedure/standing.hpp"

#include <algorithm>
#include <array>

#include "accord/base/error.hpp"
#include "accord/procedure/roles.hpp"
#include "accord/procedure/term/standing_terms.hpp"
#include "accord/procedure/term/terms.hpp"

namespace accord::procedure {
namespace {

using casefile::When;
using rules::Refusal;
using MaybeRefusal = std::optional<Refusal>;

template <class T>
const T& required(const std::optional<T>& argument, std::string_view name) {
    if (!argument) base::fail_input("missing_argument", std::string(name), std::string(name));
    return *argument;
}

// --- facts, evidence, claims ---------------------------------------------------------------------

MaybeRefusal may_add_evidence(const Context& context) {
    (void)required(context.command.evidence, "evidence");
    return std::nullopt;
}

void add_evidence(const Context& context, const When& occurred, Draft& draft) {
    const auto& evidence = required(context.command.evidence, "evidence");
    draft.add(occurred, casefile::EvidenceAdded{complete(context, evidence, draft.next_n())});
}

const casefile::Evidence& evidence_named(const Context& context) {
    for (const casefile::Evidence& item : context.c.evidence) {
        if (item.id == context.command.item) return item;
    }
    base::fail_input("unknown_item", base::print_id('e', context.command.item), "item");
}

MaybeRefusal may_assess_evidence(const Context& context) {
    (void)evidence_named(context);
    if (context.command.checked.empty()) base::fail_input("missing_argument", "checked", "checked");
    return std::nullopt;
}

void assess_evidence(const Context& context, const When& occurred, Draft& draft) {
    draft.add(occurred,
              casefile::EvidenceAssessed{context.command.checked, evidence_named(context).id});
}

MaybeRefusal may_state_fact(const Context& context) {
    const casefile::Fact& fact = required(context.command.fact, "fact");
    if (fact.name.empty()) base::fail_input("missing_argument", "name", "name");
    for (const auto& [name, type] : context.law.definition.facts) {
        if (name == fact.name && type != rules::type_name(fact.value)) {
            base::fail_input("wrong_type", fact.name, type);
        }
    }
    return std::nullopt;
}

void state_fact(const Context& context, const When& occurred, Draft& draft) {
    const casefile::Fact& fact = required(context.command.fact, "fact");
    draft.add(occurred, casefile::FactStated{fact});
    start_terms_after_fact(draft, fact, occurred);
}

MaybeRefusal may_claim(const Context& context) {
    (void)required(context.command.claim, "claim");
    return std::nullopt;
}

void claim(const Context& context, const When& occurred, Draft& draft) {
    draft.add(occurred, casefile::ClaimMade{required(context.command.claim, "claim")});
}

MaybeRefusal may_assess_figure(const Context& context) {
    if (context.command.figure.empty()) base::fail_input("missing_argument", "figure", "figure");
    (void)required(context.command.amount, "amount");
    return std::nullopt;
}

void assess_figure(const Context& context, const When& occurred, Draft& draft) {
    const Command& command = context.command;
    draft.add(occurred, casefile::FigureAssessed{{command.amount, command.figure, command.why}});
}

// --- agents --------------------------------------------------------------------------------------

MaybeRefusal may_appoint(const Context& context) {
    const casefile::Agent& agent = required(context.command.agent, "agent");
    if (casefile::find_party(context.c, agent.party) == nullptr) {
        base::fail_input("unknown_party", agent.party, "party");
    }
    if (agent.from && agent.to && *agent.to < *agent.from) {
        base::fail_input("bad_period", agent.from->text() + "," + agent.to->text(), "to");
    }
    return std::nullopt;
}

void appoint_agent(const Context& context, const When& occurred, Draft& draft) {
    casefile::Agent agent = required(context.command.agent, "agent");
    if (agent.id.empty()) agent.id = id_in_case(context.c, "agent", draft.next_n());
    if (agent.key == 0) {
        const casefile::Party* party = casefile::find_party(context.c, agent.party);
        agent.key = party == nullptr ? context.c.filing.owner_key() : party->key;
    }
    draft.add(occurred, casefile::AgentAppointed{std::move(agent)});
}

MaybeRefusal may_revoke(const Context& context) {
    for (const casefile::Agent& agent : context.c.agents) {
        if (agent.id != context.command.item) continue;
        if (!agent.revoked) return std::nullopt;
        return refuse("already_done", context.command.action);
    }
    base::fail_input("unknown_item", base::print_id('a', context.command.item), "item");
}

void revoke_agent(const Context& context, const When& occurred, Draft& draft) {
    draft.add(occurred, casefile::AgentRevoked{context.command.item});
}

// --- offers --------------------------------------------------------------------------------------

const base::Clause no_clause{{}, base::Status::official};

MaybeRefusal may_act_for(const Context& context, bool special) {
    static const std::vector<std::string> anybody;
    return refuse_authority(context, RoleDemand{anybody, false, special, no_clause, no_clause});
}

MaybeRefusal may_offer(const Context& context) {
    const Command& command = context.command;
    const bool has_conditions = command.offer && command.offer->conditions.present;
    const bool has_amount = command.amount || (command.offer && command.offer->amount);
    if (!has_conditions && !has_amount) base::fail_input("missing_argument", "amount", "amount");
    return may_act_for(context, true);
}

void offer(const Context& context, const When& occurred, Draft& draft) {
    draft.add(occurred, casefile::OfferMade{
                            complete(context, context.command.offer.value_or(casefile::Offer{}))});
}

const casefile::Offer& offer_numbered(const Context& context) {
    for (const casefile::Offer& known : context.c.offers) {
        if (known.number == context.command.number) return known;
    }
    base::fail_input("unknown_offer", std::to_string(context.command.number), "number");
}

MaybeRefusal may_answer(const Context& context) {
    const casefile::Offer& known = offer_numbered(context);
    if (known.state != casefile::OfferState::open)
        return refuse("already_done", context.command.action);
    if (known.expires && *known.expires < context.today) {
        Refusal refusal = refuse("offer_expired", context.command.action);
        refusal.details = {{"expires", known.expires->text()}};
        return refusal;
    }
    const auto made_it = [&](const std::string& holder) { return contains(known.by, holder); };
    if (std::any_of(context.holders.begin(), context.holders.end(), made_it)) {
        return refuse("wrong_role", context.command.action);
    }
    return may_act_for(context, context.command.accept);
}

void answer_offer(const Context& context, const When& occurred, Draft& draft) {
    const auto state =
        context.command.accept ? casefile::OfferState::accepted : casefile::OfferState::rejected;
    draft.add(occurred, casefile::OfferAnswered{offer_numbered(context).number, state});
}

// --- tasks and papers ----------------------------------------------------------------------------

MaybeRefusal may_assign(const Context& context) {
    const casefile::Task& task = required(context.command.task, "task");
    if (task.name.empty()) base::fail_input("missing_argument", "name", "name");
    return std::nullopt;
}

void assign_task(const Context& context, const When& occurred, Draft& draft) {
    casefile::Task task = required(context.command.task, "task");
    task.number = draft.next_task();
    task.done = false;
    draft.add(occurred, casefile::TaskOpened{std::move(task)});
}

MaybeRefusal may_finish(const Context& context) {
    for (const casefile::Task& task : context.c.tasks) {
        if (task.number != context.command.number) continue;
        if (!task.done) return std::nullopt;
        return refuse("already_done", context.command.action);
    }
    base::fail_input("unknown_task", std::to_string(context.command.number), "number");
}

void finish_task(const Context& context, const When& occurred, Draft& draft) {
    draft.add(occurred, casefile::TaskDone{context.command.number});
}

MaybeRefusal may_issue(const Context& context) {
    const casefile::Issued& issued = required(context.command.issued, "issued");
    if (issued.document.empty()) base::fail_input("missing_argument", "document", "document");
    return std::nullopt;
}

void issue_document(const Context& context, const When& occurred, Draft& draft) {
    casefile::Issued issued = required(context.command.issued, "issued");
    if (issued.version == 0) issued.version = context.c.version;
    draft.add(occurred, casefile::DocumentIssued{std::move(issued)});
}

MaybeRefusal may_serve(const Context& context) {
    const casefile::Service& service = required(context.command.service, "service");
    if (service.recipient.empty()) base::fail_input("missing_argument", "recipient", "recipient");
    return std::nullopt;
}

/// The act whose paper this is: the latest of the actions that issue that document.
std::string served_action(const Context& context, std::string_view document) {
    const auto& acts = context.c.acts;
    for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
        const Action* action = context.law.definition.action(act->action);
        if (action != nullptr && !document.empty() && action->document == document)
            return action->id;
    }
    return {};
}

void serve(const Context& context, const When& occurred, Draft& draft) {
    casefile::Service service = required(context.command.service, "service");
    if (service.action.empty()) service.action = served_action(context, service.document);
    if (service.method.empty()) {
        service.method = context.command.method.empty() ? "electronic" : context.command.method;
    }
    if (std::holds_alternative<casefile::NotKnown>(service.served)) service.served = occurred;
    draft.add(occurred, casefile::Served{service});
    if (!service.action.empty()) {
        start_terms_after_service(draft, service.action, service.recipient, service.served,
                                  occurred);
    }
}

// --- the table -----------------------------------------------------------------------------------

struct Standing {
    std::string_view name;
    bool after_end;  // may still be done when the case is closed
    MaybeRefusal (*refuse)(const Context&);
    void (*follow)(const Context&, const When&, Draft&);
};

constexpr std::array table{
    Standing{"add_evidence", false, may_add_evidence, add_evidence},
    Standing{"answer_offer", false, may_answer, answer_offer},
    Standing{"appoint_agent", true, may_appoint, appoint_agent},
    Standing{"assess_evidence", false, may_assess_evidence, assess_evidence},
    Standing{"assess_figure", false, may_assess_figure, assess_figure},
    Standing{"assign_task", true, may_assign, assign_task},
    Standing{"claim", false, may_claim, claim},
    Standing{"extend", true, refuse_extension, extension_consequences},
    Standing{"finish_task", true, may_finish, finish_task},
    Standing{"issue_document", true, may_issue, issue_document},
    Standing{"offer", false, may_offer, offer},
    Standing{"restore", true, refuse_restoration, restoration_consequences},
    Standing{"resume", true, refuse_resume, resume_consequences},
    Standing{"returned", true, refuse_returned, returned_consequences},
    Standing{"revoke_agent", true, may_revoke, revoke_agent},
    Standing{"serve", true, may_serve, serve},
    Standing{"set_term", true, refuse_setting, setting_consequences},
    Standing{"state_fact", true, may_state_fact, state_fact},
    Standing{"stay", false, refuse_wait, wait_consequences},
    Standing{"wait", false, refuse_wait, wait_consequences},
};

const Standing* find_standing(std::string_view action) noexcept {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Standing& row) { return row.name == action; });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace

bool is_standing(std::string_view action) noexcept {
    return find_standing(action) != nullptr;
}

bool is_reserved(std::string_view action) noexcept {
    // These came when definitions might already have actions of their own by the name: those keep
    // it, and their meaning.
    constexpr std::array later{"restore", "resume", "returned", "set_term", "stay", "wait"};
    return is_standing(action) && std::find(later.begin(), later.end(), action) == later.end();
}

std::optional<Refusal> refuse_standing(const Context& context) {
    const Standing* row = find_standing(context.command.action);
    if (row == nullptr) base::fail_input("unknown_action", context.command.action, "action");
    if (context.c.is_final && !row->after_end) {
        Refusal refusal = refuse("wrong_stage", context.command.action);
        refusal.details = {{"stage", context.c.stage}};
        return refusal;
    }
    return row->refuse(context);
}

void standing_consequences(const Context& context, const When& occurred, Draft& draft) {
    const Standing* row = find_standing(context.command.action);
    if (row == nullptr) base::fail_input("unknown_action", context.command.action, "action");
    row->follow(context, occurred, draft);
}

}  // namespace accord::procedure
