// The gates of an action, a block of cases at a time.
#include "accord/procedure/caseload/engine.hpp"

#include <algorithm>

#include "accord/procedure/caseload/row_course.hpp"
#include "accord/procedure/caseload/row_terms.hpp"

namespace accord::procedure::caseload {

template <class Set>
RowEngine<Set>::RowEngine(const Plan& plan, const Law& law, std::size_t cases)
    : Engine(plan, cases),
      chart_(plan.definition->chart),
      law_(law),
      has_reactions_(!plan.definition->reactions.empty()),
      heads_(cases),
      marks_base_(mark_words_),
      terms_base_(term_count_) {
    const Definition& definition = *plan.definition;
    const auto days_of = [&](const std::string& zone) -> const Days& {
        auto& days = days_[zone];
        if (days == nullptr) days = std::make_unique<Days>(law.calendars.zone(zone));
        return *days;
    };
    home_ = &days_of(definition.zone);
    for (const TermDefinition& term : definition.terms)
        clocks_.emplace_back(term.rule, days_of(term.rule.zone), law);
    std::size_t whens = 0;
    for (const ActionPlan& action : plan.actions) {
        Set from;
        for (const chart::Index stage : action.from) from.set(stage);
        from_.push_back(from);
        whens = std::max(whens, action.whens.size());
    }
    when_answers_.assign(whens, std::vector<std::uint8_t>(block_max));
    kept_before_.assign(plan.contracts.size(), std::vector<std::uint8_t>(block_max));
    marks_before_.resize(block_max * mark_words_);
    bind();
}

template <class Set>
void RowEngine<Set>::bind() {
    guards_.clear();
    const std::size_t width = std::clamp<std::size_t>(size(), 1, block_max);
    for (const auto& program : plan_.programs)
        guards_.push_back(std::make_unique<RowGuard>(program, *this, *home_, width));
}

template <class Set>
std::vector<chart::Index> RowEngine<Set>::leaves(std::uint32_t row) const {
    std::vector<chart::Index> leaves;
    heads_[row].active.each([&](chart::Index i) {
        if (chart_.is_leaf(i)) leaves.push_back(i);
    });
    return leaves;
}

// --- gates ---------------------------------------------------------------------------------------

/// What needs no guard: the order of time, the stage, whether it was done before.
template <class Set>
Answer RowEngine<Set>::first_gates(ActionIndex a, std::uint32_t row, std::int64_t at) const {
    const Head& head = heads_[row];
    // A case whose opening was refused is none.
    if (head.active.none()) return Answer::guard;
    if (at < head.last_at) return Answer::out_of_order;
    const ActionPlan& plan = plan_.actions[a];
    Set from = head.active;
    from.keep(from_[a]);
    const bool from_anywhere =
        plan.from_anywhere && !chart::detail::has_final_top(chart_, head.active);
    if (from.none() && !from_anywhere) return Answer::wrong_stage;
    if (!plan.repeats && has_mark(row, plan.mark)) return Answer::already_done;
    return Answer::done;
}

template <class Set>
void RowEngine<Set>::ask_evidence(const ActionPlan& plan, std::span<Answer> out) {
    for (const std::string& key : plan.evidence) {
        const auto found = fields.find(key);
        const FieldColumn* column = found == fields.end() ? nullptr : &found->second;
        live_.filter(Answer::evidence_missing, out, [&](std::size_t i) {
            if (column == nullptr) return false;
            const std::size_t place = column->is_uniform() ? 0 : live_.rows[i];
            return column->values[place] != 0;
        });
    }
}

template <class Set>
void RowEngine<Set>::ask_guard(std::uint32_t program, std::span<Answer> out) {
    if (program == none || live_.count == 0) return;
    std::array<std::uint8_t, block_max> holds;
    guards_[program]->holds(live_.block(), {holds.data(), live_.count});
    live_.filter(Answer::guard, out, [&](std::size_t i) { return holds[i] != 0; });
}

/// The guards of the action's own moves look at the case with the act done.
template <class Set>
void RowEngine<Set>::ask_whens(ActionIndex a) {
    const ActionPlan& plan = plan_.actions[a];
    if (plan.whens.empty() || live_.count == 0) return;
    const std::size_t words = mark_words_;
    for (std::size_t i = 0; i < live_.count; ++i) {
        const std::uint64_t* const from = marks_.data() + live_.rows[i] * words;
        std::copy(from, from + words, marks_before_.begin() + static_cast<long>(i * words));
        mark_act(a, live_.rows[i]);
    }
    for (std::size_t w = 0; w < plan.whens.size(); ++w)
        guards_[plan_.when[plan.whens[w]]]->holds(live_.block(),
                                                  {when_answers_[w].data(), live_.count});
    for (std::size_t i = 0; i < live_.count; ++i) {
        const auto from = marks_before_.begin() + static_cast<long>(i * words);
        std::copy(from, from + static_cast<long>(words), marks_.data() + live_.rows[i] * words);
    }
}

/// What always must hold and did not before does not stop a case for ever.
template <class Set>
void RowEngine<Set>::ask_contracts() {
    for (std::size_t c = 0; c < plan_.contracts.size() && live_.count > 0; ++c) {
        if (plan_.contracts[c].is_general)
            guards_[plan_.contracts[c].holds]->holds(live_.block(),
                                                     {kept_before_[c].data(), live_.count});
    }
}

/// An obligation holds the action back, or what was chosen would leave a stage it keeps.
template <class Set>
bool RowEngine<Set>::is_owed(ActionIndex a, std::uint32_t row) const noexcept {
    const auto& pays = plan_.actions[a].pays;
    for (std::uint32_t o = 0; o < plan_.obligations.size(); ++o) {
        const ObligationPlan& obligation = plan_.obligations[o];
        const bool is_pending =
            (marks_base_[obligation.mark / 64] >> obligation.mark % 64 & 1) != 0;
        if (!is_pending || std::find(pays.begin(), pays.end(), o) != pays.end()) continue;
        const auto& blocked = plan_.actions[a].blocked_by;
        if (std::find(blocked.begin(), blocked.end(), o) != blocked.end()) return true;
        for (const chart::Index stage : obligation.stages) {
            if (!heads_[row].active.test(stage)) continue;
            for (std::uint32_t k = 0; k < run_.enabled.count; ++k) {
                const auto& transition = chart_.transitions[run_.enabled.transition[k]];
                if (stage >= transition.exit_first && stage < transition.exit_end) return true;
            }
        }
    }
    return false;
}

template <class Set>
void RowEngine<Set>::act(ActionIndex a, const Block& block, std::span<Answer> out) {
    const ActionPlan& plan = plan_.actions[a];
    live_.count = 0;
    const std::size_t count = block.rows.size();
    for (std::size_t i = 0; i < std::min(count, rows_ahead); ++i) fetch(block.rows[i]);
    for (std::size_t i = 0; i < count; ++i) {
        if (i + rows_ahead < count) fetch(block.rows[i + rows_ahead]);
        const std::uint32_t row = block.rows[i];
        if (block.at[i] >= heads_[row].next_over) lapse_all(row, block.at[i]);
        out[i] = first_gates(a, row, block.at[i]);
        if (out[i] == Answer::done) live_.put(row, block.at[i], i);
    }
    if (!plan.evidence.empty()) ask_evidence(plan, out);
    ask_guard(plan.guard, out);
    if (plan.within != none) {
        live_.filter(Answer::term_lapsed, out, [&](std::size_t i) {
            const TermRow& within = term(live_.rows[i], plan.within);
            const bool is_over =
                within.state == casefile::TermState::running && live_.at[i] >= within.over_from;
            return within.state != casefile::TermState::lapsed && !is_over;
        });
    }
    if (plan.has_whens) ask_whens(a);
    if (!plan_.contracts.empty()) ask_contracts();
    for (std::size_t i = 0; i < live_.count; ++i) out[live_.places[i]] = finish(a, i);
}

template <class Set>
void RowEngine<Set>::advance(const Block& block) {
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
        if (block.at[i] >= heads_[block.rows[i]].next_over) lapse_all(block.rows[i], block.at[i]);
    }
}

template class RowEngine<chart::Narrow>;
template class RowEngine<chart::Wide>;

std::unique_ptr<Engine> engine_for(const Plan& plan, const Law& law, std::size_t cases) {
    if (plan.definition->chart.is_narrow())
        return std::make_unique<RowEngine<chart::Narrow>>(plan, law, cases);
    return std::make_unique<RowEngine<chart::Wide>>(plan, law, cases);
}

}  // namespace accord::procedure::caseload
