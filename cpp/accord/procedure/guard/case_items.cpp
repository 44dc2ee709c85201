// Reads the items of a case's collections for a guard: open fields only.
#include "accord/casefile/names.hpp"
#include "accord/procedure/guard/case_source.hpp"

namespace accord::procedure::guard {

namespace {

std::size_t size_of(const casefile::Case& c, Collection of) noexcept {
    switch (of) {
        case Collection::parties: return c.filing.parties.size();
        case Collection::evidence: return c.evidence.size();
        case Collection::terms: return c.terms.size();
        case Collection::services: return c.services.size();
        case Collection::claims: return c.filing.claims.size();
        case Collection::acts: return c.acts.size();
        case Collection::tasks: return c.tasks.size();
        case Collection::offers: break;
    }
    return c.offers.size();
}

}  // namespace

const std::uint32_t* CaseSource::offsets(Collection of, Rows) {
    offsets_[1] = static_cast<std::uint32_t>(size_of(scope_.c, of));
    return offsets_;
}

Cells CaseSource::items(std::size_t number, Rows items) {
    const Field& field = program_.fields[number];
    std::pmr::polymorphic_allocator<> allocator(&memory_);
    auto* values = allocator.allocate_object<std::int64_t>(items.count);
    auto* units = allocator.allocate_object<std::uint32_t>(items.count);
    auto* reasons = allocator.allocate_object<Reason>(items.count);
    auto* known = allocator.allocate_object<std::uint8_t>(items.count);
    for (std::size_t i = 0; i < items.count; ++i) {
        const Cell cell = item(field, items.first + i);
        values[i] = cell.value;
        units[i] = cell.unit;
        reasons[i] = cell.reason;
        known[i] = cell.known;
    }
    return {values, known, reasons, units, 0, reason::none, false};
}

CaseSource::Cell CaseSource::item(const Field& field, std::size_t index) {
    const casefile::Case& c = scope_.c;
    switch (field.of) {
        case Collection::parties: return party(field.number, c.filing.parties[index]);
        case Collection::evidence: return evidence(field.number, c.evidence[index]);
        case Collection::terms: return term(field.number, c.terms[index]);
        case Collection::services: return service(field.number, c.services[index]);
        case Collection::claims: return claim(field.number, c.filing.claims[index]);
        case Collection::acts: return act(field.number, c.acts[index]);
        case Collection::tasks: return task(field.number, c.tasks[index]);
        case Collection::offers: break;
    }
    return offer(field.number, c.offers[index]);
}

// Each reads its fields in the order of the catalogue in fields.cpp.

CaseSource::Cell CaseSource::party(std::uint8_t number, const casefile::Party& party) {
    if (number == 0) return stated(casefile::name_of(party.kind));
    return stated(party.role);
}

CaseSource::Cell CaseSource::evidence(std::uint8_t number, const casefile::Evidence& evidence) {
    switch (number) {
        case 0: return stated(evidence.checked);
        case 1: return stated(evidence.item);
        case 2: return stated(evidence.kind);
        case 3: return stated(evidence.media_type);
        case 4: return {evidence.size};
        default: return stated(evidence.source);
    }
}

CaseSource::Cell CaseSource::term(std::uint8_t number, const casefile::Term& term) {
    switch (number) {
        case 0: return {term.reckoning.due.days()};
        case 1: return {term.extended};
        case 2: return stated(term.id);
        case 3: return stated(term.nature);
        case 4: return stated(term.of);
        case 5: return {term.original.days()};
        case 6: return {term.reckoning.provisional ? 1 : 0};
        case 7: return {term.reckoning.trigger.days()};
        default: return stated(casefile::name_of(term.state));
    }
}

CaseSource::Cell CaseSource::service(std::uint8_t number, const casefile::Service& service) {
    switch (number) {
        case 0: return stated(service.action);
        case 1: return stated(service.document);
        case 2: return stated(service.method);
        case 3: return day(service.served);
        default: return stated(service.recipient);
    }
}

CaseSource::Cell CaseSource::claim(std::uint8_t number, const casefile::Claim& claim) {
    if (number == 1) return stated(claim.ground);
    if (number == 2) return stated(claim.relief);
    if (!claim.amount) return {0, 0, 0};
    return {claim.amount->minor(), unit_of(claim.amount->currency())};
}

CaseSource::Cell CaseSource::act(std::uint8_t number, const casefile::Act& act) {
    if (number == 0) return stated(act.action);
    if (number == 1) return texts(act.by);
    return day(act.occurred);
}

CaseSource::Cell CaseSource::task(std::uint8_t number, const casefile::Task& task) {
    switch (number) {
        case 0: return stated(task.assignee);
        case 1: return {task.done ? 1 : 0};
        case 2: return task.due ? Cell{task.due->days()} : Cell{0, 0, 0};
        case 3: return stated(task.name);
        case 4: return {task.number};
        default: return stated(task.reason);
    }
}

CaseSource::Cell CaseSource::offer(std::uint8_t number, const casefile::Offer& offer) {
    switch (number) {
        case 0:
            if (!offer.amount) return {0, 0, 0};
            return {offer.amount->minor(), unit_of(offer.amount->currency())};
        case 1: return texts(offer.by);
        case 2: return offer.expires ? Cell{offer.expires->days()} : Cell{0, 0, 0};
        case 3: return {offer.number};
        default: return stated(casefile::name_of(offer.state));
    }
}

}  // namespace accord::procedure::guard
