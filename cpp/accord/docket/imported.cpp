// A public response status (CFPB export) in the words of the case's procedure.
#include "accord/docket/imported.hpp"

#include <algorithm>

namespace accord::docket {
namespace {

/// "Closed with explanation" → "closed_with_explanation".
std::string code_of(std::string_view words) {
    std::string code;
    for (const char c : words) {
        if (c >= 'A' && c <= 'Z') {
            code += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            code += c;
        } else if (!code.empty() && code.back() != '_') {
            code += '_';
        }
    }
    return code;
}

bool meets(const procedure::TermDefinition& term, std::string_view action) {
    return std::find(term.met_by.begin(), term.met_by.end(), action) != term.met_by.end();
}

/// The first term falling due that the source's "timely" speaks of; the others are met by the
/// answer alone.
const casefile::Term* first_due(const casefile::Case& c) {
    const casefile::Term* first = nullptr;
    for (const casefile::Term& term : c.terms) {
        if (term.state != casefile::TermState::running) continue;
        if (first == nullptr || term.reckoning.due < first->reckoning.due) first = &term;
    }
    return first;
}

}  // namespace

void add_facts(const intake::Outcome& outcome, std::vector<casefile::Fact>& facts) {
    if (!outcome.response.empty()) facts.push_back({"company_response", code_of(outcome.response)});
    if (outcome.timely) facts.push_back({"timely", *outcome.timely});
    if (outcome.disputed) facts.push_back({"consumer_disputed", *outcome.disputed});
}

procedure::Happenings imported(const casefile::Case& c, const intake::Outcome& outcome,
                               const procedure::Definition& definition) {
    procedure::Happenings happenings;
    if (outcome.response.empty()) return happenings;
    const std::string code = code_of(outcome.response);
    const bool is_closed = code.starts_with("closed");
    const std::string_view action = is_closed ? "respond" : code == "in_progress" ? "interim" : "";
    const procedure::Action* act = action.empty() ? nullptr : definition.action(action);
    const casefile::When unknown = casefile::NotKnown{};
    if (act != nullptr) happenings.push_back({unknown, casefile::Acted{act->id, 0, {}}});

    const casefile::Term* first = first_due(c);
    for (const casefile::Term& term : c.terms) {
        const procedure::TermDefinition* rule = definition.term(term.id);
        if (rule == nullptr || term.state != casefile::TermState::running) continue;
        const bool is_late = &term == first && outcome.timely == false;
        if (is_late) {
            happenings.push_back(
                {unknown, casefile::TermLapsed{term.reckoning.due, true, term.id}});
        } else if (act != nullptr && meets(*rule, act->id)) {
            happenings.push_back({unknown, casefile::TermMet{act->id, true, term.id, unknown}});
        }
    }
    if (act == nullptr || !act->leads_on()) return happenings;
    const procedure::Stage* stage = definition.stage(act->leads_to());
    const bool is_final = stage != nullptr && stage->is_final;
    happenings.push_back({unknown, casefile::StageEntered{is_final, std::string(act->leads_to())}});
    if (is_final) happenings.push_back({unknown, casefile::Closed{code}});
    return happenings;
}

}  // namespace accord::docket
