// One overload for each kind of event: what it changes in the case.
#include "accord/casefile/evolve.hpp"

#include <algorithm>

#include "accord/casefile/correction.hpp"
#include "accord/casefile/term_changes.hpp"

namespace accord::casefile {
namespace {

/// What an overload needs to know of the event besides its body.
struct Folding {
    Case& c;
    const Envelope& envelope;

    void operator()(const Filed& e) const {
        c.id = envelope.case_id;
        c.law = envelope.law;
        c.filing = e.filing;
        c.priority = e.priority;
        c.procedure = e.procedure;
        c.procedure_version = e.procedure_version;
        c.routes = e.routes;
        c.filed_on = envelope.occurred;
        c.facts = e.filing.facts;
        std::sort(c.facts.begin(), c.facts.end(),
                  [](const Fact& a, const Fact& b) { return a.name < b.name; });
        remember_act("filed");
    }
    void operator()(const Numbered& e) const { c.number = e.text; }
    void operator()(const PartyJoined& e) const { c.filing.parties.push_back(e.party); }
    void operator()(const AgentAppointed& e) const { c.agents.push_back(e.agent); }
    void operator()(const AgentRevoked& e) const {
        for (Agent& agent : c.agents) agent.revoked |= agent.id == e.agent;
    }
    void operator()(const ClaimMade& e) const { c.filing.claims.push_back(e.claim); }
    void operator()(const EvidenceAdded& e) const { c.evidence.push_back(e.evidence); }
    void operator()(const EvidenceAssessed& e) const {
        for (Evidence& item : c.evidence) {
            if (item.id == e.evidence) item.checked = e.checked;
        }
    }
    void operator()(const FactStated& e) const {
        Corrected as_correction;
        as_correction.field = "facts." + e.fact.name;
        as_correction.now = e.fact.value;
        apply(c, as_correction);
    }
    void operator()(const Acted& e) const { remember_act(e.action); }
    void operator()(const StageEntered& e) const {
        c.stage = e.stage;
        c.is_final = e.is_final;
        if (e.stages.empty()) {
            c.stages.assign(1, e.stage);
        } else {
            c.stages = e.stages;
        }
    }
    void operator()(const MilestoneReached& e) const {
        c.milestones.push_back({e.milestone, envelope.n, envelope.occurred});
    }
    void operator()(const TermStarted& e) const { c.terms.push_back(started(e, envelope.n)); }
    void operator()(const TermExtended& e) const { change(e.term, e.of, e); }
    void operator()(const TermMoved& e) const { change(e.term, e.of, e); }
    void operator()(const TermMet& e) const { change(e.term, e.of, e); }
    void operator()(const TermLapsed& e) const { change(e.term, e.of, e); }
    void operator()(const LapseWithdrawn& e) const { change(e.term, e.of, e); }
    void operator()(const TermWaived& e) const { change(e.term, e.of, e); }
    void operator()(const TermPaused& e) const {
        change(e.term, e.of, e, envelope.occurred);
        for (Wait& wait : c.waits) {
            if (wait.number == e.wait) wait.stops.push_back(term_name(e.term, e.of));
        }
    }
    void operator()(const TermResumed& e) const { change(e.term, e.of, e); }
    void operator()(const WaitOpened& e) const { c.waits.push_back(e.wait); }
    void operator()(const WaitEnded& e) const {
        for (Wait& wait : c.waits) {
            if (wait.number == e.number) wait.ended = envelope.occurred;
        }
    }
    void operator()(const ServiceReturned& e) const {
        for (auto service = c.services.rbegin(); service != c.services.rend(); ++service) {
            const bool is_it = service->action == e.action && service->recipient == e.recipient;
            if (!is_it || !std::holds_alternative<NotKnown>(service->returned)) continue;
            service->returned = envelope.occurred;
            break;
        }
    }
    void operator()(const Served& e) const { c.services.push_back(e.service); }
    void operator()(const TaskOpened& e) const { c.tasks.push_back(e.task); }
    void operator()(const TaskDone& e) const {
        for (Task& task : c.tasks) task.done |= task.number == e.number;
    }
    void operator()(const OfferMade& e) const { c.offers.push_back(e.offer); }
    void operator()(const OfferAnswered& e) const {
        for (Offer& offer : c.offers) {
            if (offer.number == e.number) offer.state = e.state;
        }
    }
    void operator()(const FigureAssessed& e) const {
        const auto same = [&](const Figure& figure) { return figure.name == e.figure.name; };
        const auto at = std::find_if(c.figures.begin(), c.figures.end(), same);
        if (at != c.figures.end()) {
            *at = e.figure;
        } else {
            c.figures.push_back(e.figure);
        }
    }
    void operator()(const Agreed& e) const { c.agreement = e.agreement; }
    void operator()(const DocumentIssued& e) const { c.documents.push_back(e.issued); }
    void operator()(const IrregularityNoted& e) const {
        c.irregularities.push_back({e.clause, e.authorised_by, e.of});
    }
    void operator()(const Corrected& e) const {
        apply(c, e);
        c.corrections.push_back(e);
    }
    void operator()(const Accessed&) const {}
    void operator()(const Closed& e) const {
        c.outcome = e.outcome;
        c.closed_on = envelope.occurred;
    }
    // The docket's own events belong to no case.
    void operator()(const LawAdded&) const {}
    void operator()(const Imported&) const {}

private:
    void remember_act(std::string action) const {
        c.acts.push_back({std::move(action), envelope.by, envelope.n, envelope.occurred});
    }
    template <class... Event>
    void change(std::string_view id, std::string_view of, const Event&... event) const {
        if (Term* term = find_term(c, id, of)) apply_to(*term, event...);
    }

public:
    Folding(Case& the_case, const Envelope& the_envelope) : c(the_case), envelope(the_envelope) {}
};

}  // namespace

void evolve(Case& c, const Event& event) {
    std::visit(Folding{c, event.envelope}, event.body);
    c.version = event.envelope.n;
    c.recorded_at = event.envelope.recorded_at;
    if (const auto* at = std::get_if<calendar::Instant>(&event.envelope.occurred)) {
        c.last_at = std::max(c.last_at, *at);
    }
}

}  // namespace accord::casefile
