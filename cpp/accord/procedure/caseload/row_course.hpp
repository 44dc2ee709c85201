// What follows from an act or from silence: the macrostep, terms, milestones, the end, contracts.
#pragma once

#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/caseload/engine.hpp"

namespace accord::procedure::caseload {

// --- the decision as it was found ----------------------------------------------------------------

template <class Set>
void RowEngine<Set>::remember() {
    head_base_ = head();
    std::copy_n(marks_.begin() + static_cast<long>(row_ * mark_words_), mark_words_,
                marks_base_.begin());
    std::copy_n(terms_.begin() + static_cast<long>(row_ * term_count_), term_count_,
                terms_base_.begin());
    news_.clear();
    ended_ = none;
    terms_touched_ = false;
    if (plan_.stages_count) seen_ = {};
    if (log_ != nullptr) log_->begin(row_, at_);
}

template <class Set>
void RowEngine<Set>::restore() {
    head() = head_base_;
    std::copy_n(marks_base_.begin(), mark_words_,
                marks_.begin() + static_cast<long>(row_ * mark_words_));
    std::copy_n(terms_base_.begin(), term_count_,
                terms_.begin() + static_cast<long>(row_ * term_count_));
    if (log_ != nullptr) log_->drop();
}

template <class Set>
void RowEngine<Set>::mark_act(ActionIndex a, std::uint32_t row) noexcept {
    const ActionPlan& plan = plan_.actions[a];
    if (plan.mark != none) set_mark(row, plan.mark);
    for (const std::uint32_t o : plan.pays) clear_mark(row, plan_.obligations[o].mark);
    for (const std::uint32_t o : plan.owed) set_mark(row, plan_.obligations[o].mark);
}

template <class Set>
void RowEngine<Set>::begin_again(chart::Run<Set>& run) const {
    run.active = heads_[row_].active;
    run.is_closed = chart::detail::has_final_top(chart_, run.active);
}

template <class Set>
void RowEngine<Set>::begin(chart::Run<Set>& run) const {
    begin_again(run);
    run.queue.clear();
    run.enabled.count = 0;
}

// --- what the macrostep asks and tells -----------------------------------------------------------

template <class Set>
bool RowEngine<Set>::is_held_back(const chart::Transition& transition) const noexcept {
    return std::any_of(
        plan_.obligations.begin(), plan_.obligations.end(), [&](const ObligationPlan& obligation) {
            return has_mark(row_, obligation.mark) &&
                   std::any_of(obligation.stages.begin(), obligation.stages.end(),
                               [&](chart::Index i) {
                                   return heads_[row_].active.test(i) &&
                                          i >= transition.exit_first && i < transition.exit_end;
                               });
        });
}

template <class Set>
bool RowEngine<Set>::holds(std::uint32_t t) {
    const chart::Transition& transition = chart_.transitions[t];
    if (transition.owner == chart::Owner::lapse) return true;
    if (choosing_ != nullptr && transition.owner == chart::Owner::action) {
        const auto& whens = choosing_->whens;
        for (std::size_t w = 0; w < whens.size(); ++w) {
            if (whens[w] == t) return when_answers_[w][choice_] != 0;
        }
    }
    if (transition.owner == chart::Owner::reaction && is_held_back(transition)) return false;
    return asks(plan_.when[t]);
}

template <class Set>
void RowEngine<Set>::settle(const Set& before, const Set& after) {
    if (before == after) {
        entered_ = {};
        return;
    }
    head().active = after;
    ended_ = none;
    if (chart::detail::has_final_top(chart_, after))
        after.each([&](chart::Index i) { ended_ = chart_.is_leaf(i) ? i : ended_; });
    Set entered = entered_;
    if (!chart_.has_effects) {
        entered = after;
        entered.remove(before);
    }
    entered_ = {};
    if (log_ != nullptr) write_turn(before, after, entered);
    if (plan_.stages_count) {
        seen_.add(entered);
        const std::vector<chart::Index> all = leaves(row_);
        seen_.set(chart_.deepest_around(all));
    }
    if (!plan_.stages_matter) return;
    entered.each([&](chart::Index i) {
        for (const TermIndex t : plan_.stages[i].starts) start_at(t, occurred_);
    });
    entered.each([&](chart::Index i) {
        if (plan_.stages[i].milestone != none)
            reach(plan_.stages[i].milestone, plan_.stages[i].reached);
    });
}

template <class Set>
std::size_t RowEngine<Set>::TurnHash::operator()(const Turn& turn) const noexcept {
    std::uint64_t hash = 0;
    for (const Set* set : {&turn.before, &turn.after, &turn.entered}) {
        set->each([&](chart::Index i) { hash = (hash ^ i) * 0x9e3779b97f4a7c15ULL; });
        hash = (hash ^ hash >> 32) * 0x9e3779b97f4a7c15ULL;
    }
    return hash;
}

template <class Set>
void RowEngine<Set>::write_turn(const Set& before, const Set& after, const Set& entered) {
    const auto [turn, is_new] =
        turns_.try_emplace(Turn{before, after, entered}, static_cast<std::uint32_t>(turns_.size()));
    log_->entered(turn->second, [&] {
        casefile::StageEntered event;
        std::vector<chart::Index> active;
        after.each([&](chart::Index i) {
            if (chart_.is_leaf(i)) active.push_back(i);
        });
        event.is_final = chart::detail::has_final_top(chart_, after);
        event.stage = chart_.names[chart_.deepest_around(active)];
        std::vector<std::string> left;
        Set gone = before;
        Set stayed = after;
        stayed.remove(entered);
        gone.remove(stayed);
        gone.each_backwards([&](chart::Index i) { left.push_back(chart_.names[i]); });
        std::vector<std::string> come;
        entered.each([&](chart::Index i) { come.push_back(chart_.names[i]); });
        const bool is_one = active.size() == 1;
        if (!is_one) {
            for (const chart::Index i : active) event.stages.push_back(chart_.names[i]);
        }
        if (!is_one || left.size() > 1 || come.size() != 1 || come.front() != event.stage) {
            event.left = std::move(left);
            event.entered = std::move(come);
        }
        return event;
    });
}

template <class Set>
void RowEngine<Set>::hear(chart::Run<Set>& run) {
    if (has_reactions_) {
        for (const chart::EventIndex event : news_) run.queue.push(event);
    }
    news_.clear();
}

template <class Set>
void RowEngine<Set>::reach(std::uint32_t mark, chart::EventIndex event) {
    if (has_mark(row_, mark)) return;
    set_mark(row_, mark);
    if (log_ != nullptr) log_->reached(mark);
    if (event != chart::no_event) news_.push_back(event);
}

template <class Set>
bool RowEngine<Set>::reach_milestones() {
    bool any = false;
    for (const MilestonePlan& milestone : plan_.milestones) {
        if (has_mark(row_, milestone.mark)) continue;
        const auto is_done = [&](std::uint32_t mark) { return has_mark(row_, mark); };
        if (milestone.has_after &&
            std::none_of(milestone.after.begin(), milestone.after.end(), is_done))
            continue;
        if (!asks(milestone.when)) continue;
        reach(milestone.mark, milestone.reached);
        any = true;
    }
    return any;
}

template <class Set>
void RowEngine<Set>::rest(chart::Run<Set>& run) {
    if (!has_reactions_) {
        run.queue.clear();
        if (plan_.milestones.empty()) return;
    }
    if (!(run.active == head().active)) begin_again(run);
    Guards guards{*this};
    Sink sink{*this};
    for (bool has_more = true; has_more;) {
        hear(run);
        if (has_reactions_ && !chart::rest(chart_, guards, run, sink))
            base::fail_procedure("no_rest", plan_.definition->id, "/reactions");
        has_more = reach_milestones();
        hear(run);
        has_more |= !run.queue.empty();
    }
}

/// The term that runs and was first started next after this one; none where no other does.
template <class Set>
TermIndex RowEngine<Set>::next_open(std::uint16_t last) const noexcept {
    TermIndex found = none;
    for (TermIndex t = 0; t < term_count_; ++t) {
        const TermRow& row = term(row_, t);
        if (!is_running_or_paused(row.state) || row.order <= last) continue;
        if (found == none || row.order < term(row_, found).order) found = t;
    }
    return found;
}

template <class Set>
void RowEngine<Set>::close_if_ended() {
    if (ended_ == none) return;
    std::uint16_t last = 0;
    for (TermIndex waived = next_open(last); waived != none; waived = next_open(last)) {
        last = term_now(waived).order;
        if (!plan_.terms[waived].ends_with_case) continue;
        term_now(waived).state = casefile::TermState::waived;
        if (log_ != nullptr) log_->waived(waived);
        terms_touched_ = true;
    }
    head().closed = static_cast<std::uint16_t>(ended_);
    if (log_ != nullptr) log_->closed(ended_);
}

// --- a decision ----------------------------------------------------------------------------------

template <class Set>
bool RowEngine<Set>::keeps_contracts(ActionIndex a, std::size_t i) {
    for (std::size_t c = 0; c < plan_.contracts.size(); ++c) {
        const ContractPlan& contract = plan_.contracts[c];
        const bool is_new = i == none;
        const bool held_before = is_new || kept_before_[c][i] != 0;
        if (is_concerned(contract, is_new ? none : a, held_before) && !asks(contract.holds))
            return false;
    }
    return true;
}

template <class Set>
Answer RowEngine<Set>::finish(ActionIndex a, std::size_t i) {
    const ActionPlan& plan = plan_.actions[a];
    aim(live_.rows[i], live_.at[i]);
    remember();
    mark_act(a, row_);
    begin(run_);
    Guards guards{*this};
    Sink sink{*this};
    choosing_ = &plan;
    choice_ = i;
    chart::select(chart_, plan.event, guards, run_);
    choosing_ = nullptr;
    if (plan.has_whens && run_.enabled.count == 0) {
        restore();
        return Answer::guard;
    }
    if (!plan_.obligations.empty() && is_owed(a, row_)) {
        restore();
        return Answer::obligation_pending;
    }
    if (log_ != nullptr) {
        log_->acted(a);
        log_->served(a);
    }
    if (!plan.meets.empty()) meet_terms(plan, a);
    hear(run_);
    if (run_.enabled.count > 0) chart::microstep(chart_, run_, sink);
    start_terms(plan);
    rest(run_);
    close_if_ended();
    if (!plan_.contracts.empty() && !keeps_contracts(a, i)) {
        restore();
        return Answer::contract;
    }
    head().last_at = std::max(head().last_at, at_);
    tidy();
    if (log_ != nullptr) log_->keep();
    return Answer::done;
}

template <class Set>
void RowEngine<Set>::open(const Block& block, std::span<Answer> out) {
    const ActionPlan& plan = plan_.actions[plan_.opening];
    live_.count = 0;
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
        out[i] = Answer::wrong_stage;
        if (!heads_[block.rows[i]].active.none()) continue;
        filed_on[block.rows[i]] = home_->day_of(block.at[i]);
        out[i] = Answer::done;
        live_.put(block.rows[i], block.at[i], i);
    }
    ask_guard(plan.guard, out);
    Sink sink{*this};
    for (std::size_t i = 0; i < live_.count; ++i) {
        aim(live_.rows[i], live_.at[i]);
        remember();
        if (plan_.filed != none) set_mark(row_, plan_.filed);
        begin(run_);
        chart::enter_opening(chart_, run_, sink);
        for (const TermIndex t : plan.starts) start_at(t, occurred_);
        start_facts(at_);
        rest(run_);
        close_if_ended();
        if (!keeps_contracts(plan_.opening, none)) {
            restore();
            out[live_.places[i]] = Answer::contract;
            continue;
        }
        head().last_at = at_;
        tidy();
        // Before these stand that it was filed, and its number.
        if (log_ != nullptr) log_->skip(plan_.definition->number_rule.empty() ? 1 : 2);
    }
}

}  // namespace accord::procedure::caseload
