// Heads and due rows from a case.
#include "accord/projection/head.hpp"

namespace accord::projection {
namespace {

std::string claimed_total(const casefile::Case& c) {
    std::optional<money::Money> total;
    for (const casefile::Claim& claim : c.filing.claims) {
        if (!claim.amount) continue;
        if (total && total->currency() != claim.amount->currency()) return {};
        total = total ? *total + *claim.amount : *claim.amount;
    }
    return total ? total->text() : std::string();
}

bool is_true(const casefile::Fact* fact) {
    if (fact == nullptr) return false;
    const auto* value = std::get_if<bool>(&fact->value);
    return value != nullptr && *value;
}

/// Whether a procedural term ran out while the case was open. What runs on after the end, such as
/// the window to have an agreement confirmed, is the parties' and makes no handling late.
bool is_late(const Head& head, const casefile::Term& term) {
    if (term.nature != "procedural" || term.state != casefile::TermState::lapsed) return false;
    return !head.closed || term.reckoning.due <= *head.closed;
}

void fill_terms(Head& head, const casefile::Case& c) {
    for (const casefile::Term& term : c.terms) {
        head.extended |= term.extended > 0;
        if (is_late(head, term)) head.on_time = false;
        if (term.state != casefile::TermState::running) continue;
        if (!head.next_due || term.reckoning.due < *head.next_due) {
            head.next_due = term.reckoning.due;
            head.next_term = casefile::term_name(term.id, term.of);
        }
    }
}

}  // namespace

Head head_of(const casefile::Case& c, std::uint64_t ordinal, const calendar::Zone& zone) {
    Head head;
    head.id = c.id;
    head.ordinal = ordinal;
    head.version = c.version;
    head.last_seq = c.last_seq;
    head.number = c.number;
    head.procedure = c.procedure;
    head.stage = c.stage;
    head.outcome = c.outcome;
    head.branch = c.filing.branch;
    head.business = c.filing.business;
    head.cause = c.filing.cause;
    head.channel = c.filing.channel;
    head.kind = c.filing.kind;
    head.priority = c.priority;
    head.is_final = c.is_final;
    head.filed = casefile::day_of(c.filed_on, zone);
    head.closed = casefile::day_of(c.closed_on, zone);
    head.repeat = is_true(casefile::find_fact(c, "repeat"));
    head.claimed = claimed_total(c);
    if (c.agreement && c.agreement->amount) head.agreed = c.agreement->amount->text();
    fill_terms(head, c);
    return head;
}

std::vector<DueRow> due_of(const casefile::Case& c, std::uint64_t ordinal) {
    std::vector<DueRow> rows;
    for (const casefile::Term& term : c.terms) {
        if (term.state != casefile::TermState::running) continue;
        rows.push_back({ordinal, casefile::term_name(term.id, term.of), term.nature,
                        term.reckoning.due, term.reckoning.provisional});
    }
    return rows;
}

}  // namespace accord::projection
