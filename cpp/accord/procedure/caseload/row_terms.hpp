// The terms of the row under way: started, met, moved, lapsed, as the life of terms has it.
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include "accord/procedure/caseload/engine.hpp"

namespace accord::procedure::caseload {

template <class Set>
void RowEngine<Set>::start_at(TermIndex t, calendar::Instant moment) {
    if (asks(plan_.terms[t].when)) start_term(t, clocks_[t].from_moment(moment.micros()), moment);
}

template <class Set>
void RowEngine<Set>::start_term(TermIndex t, const LastDay& last, const casefile::When& trigger) {
    const TermRow& base = terms_base_[t];
    if (base.order != 0) {
        if (last.trigger < base.trigger) return move_term(t, last, trigger, "learned_late");
        if (last.trigger == base.trigger && base.state != casefile::TermState::waived) return;
    }
    TermRow& row = term_now(t);
    if (is_running_or_paused(row.state)) return;
    row.over_from = last.over_from;
    row.due = last.due;
    row.trigger = last.trigger;
    row.state = casefile::TermState::running;
    if (row.order == 0) row.order = ++head().started;
    terms_touched_ = true;
    // One trigger day comes of two days where an act was too late for its own: not one pattern.
    const bool is_plain = !plan_.definition->terms[t].rule.cut_off_minutes;
    if (log_ != nullptr) log_->started(t, trigger, is_plain ? last.trigger : -1);
}

template <class Set>
void RowEngine<Set>::move_term(TermIndex t, const LastDay& last, const casefile::When& trigger,
                               std::string_view reason) {
    TermRow& row = term_now(t);
    if (log_ != nullptr) log_->moved(t, trigger, reason);
    const bool over = at_ >= last.over_from;
    row.over_from = last.over_from;
    row.due = last.due;
    row.trigger = last.trigger;
    terms_touched_ = true;
    if (row.state == casefile::TermState::running && over) {
        lapse(t);
    } else if (row.state == casefile::TermState::lapsed && !over) {
        row.state = casefile::TermState::running;
        if (log_ != nullptr) log_->withdrawn(t, reason);
    }
}

/// Facts that were stated of the case before it was opened.
template <class Set>
void RowEngine<Set>::start_facts(std::int64_t opened) {
    for (TermIndex t = 0; t < term_count_; ++t) {
        if (plan_.terms[t].after_fact.empty()) continue;
        const auto found = fields.find("facts." + plan_.terms[t].after_fact);
        if (found == fields.end()) continue;
        const FieldColumn& column = found->second;
        const std::size_t place = column.is_uniform() ? 0 : row_;
        if (!column.known.empty() && column.known[place] == 0) continue;
        const std::int64_t value = column.values[place];
        if (!asks(plan_.terms[t].when)) continue;
        if (column.type == guard::Type::instant)
            start_term(t, clocks_[t].from_moment(value), calendar::Instant{value});
        if (column.type != guard::Type::date) continue;
        const calendar::Date day{static_cast<std::int32_t>(value)};
        if (clocks_[t].in_hours() && value == home_->day_of(opened)) {
            start_term(t, clocks_[t].from_moment(opened), calendar::Instant{opened});
        } else {
            start_term(t, clocks_[t].from_day(day.days()), day);
        }
    }
}

template <class Set>
void RowEngine<Set>::meet_terms(const ActionPlan& plan, ActionIndex a) {
    const auto is_first = [&](TermIndex x, TermIndex y) {
        return terms_base_[x].order < terms_base_[y].order;
    };
    std::array<TermIndex, 64> few;
    std::vector<TermIndex> many;
    std::span<TermIndex> order{few.data(), plan.meets.size()};
    if (plan.meets.size() > few.size()) {
        many = plan.meets;
        order = many;
    } else {
        std::copy(plan.meets.begin(), plan.meets.end(), few.begin());
    }
    if (order.size() > 1) std::stable_sort(order.begin(), order.end(), is_first);
    for (const TermIndex t : order) {
        TermRow& row = term_now(t);
        if (terms_base_[t].order == 0 || !is_running_or_paused(row.state)) continue;
        if (at_ >= row.over_from && row.state == casefile::TermState::running) {
            lapse(t);
            continue;
        }
        row.state = casefile::TermState::met;
        terms_touched_ = true;
        if (log_ != nullptr) log_->met(t, a);
        if (plan_.terms[t].met != chart::no_event) news_.push_back(plan_.terms[t].met);
    }
    if (head().active == run_.active) return;
    // A lapse has moved the case meanwhile.
    begin(run_);
    Guards guards{*this};
    chart::select(chart_, plan_.actions[a].event, guards, run_);
}

template <class Set>
void RowEngine<Set>::start_terms(const ActionPlan& plan) {
    for (const TermIndex t : plan.starts) start_at(t, occurred_);
    for (const TermIndex t : plan.restarts) {
        if (term_now(t).state == casefile::TermState::running)
            move_term(t, clocks_[t].from_moment(occurred_.micros()), occurred_, "interrupted");
    }
    for (const TermIndex t : plan.serves) start_at(t, occurred_);
}

template <class Set>
void RowEngine<Set>::lapse(TermIndex t) {
    TermRow& row = term_now(t);
    const std::int64_t end = clocks_[t].in_hours() ? row.over_from - 1 : row.over_from;
    row.state = casefile::TermState::lapsed;
    terms_touched_ = true;
    head().last_at = std::max(head().last_at, end);
    const chart::Index ended = std::exchange(ended_, none);
    const calendar::Instant occurred = std::exchange(occurred_, clocks_[t].stated(end));
    if (log_ != nullptr) {
        log_->occurs(occurred_);
        log_->lapsed(t, row.due);
    }
    begin(lapse_run_);
    hear(lapse_run_);
    Guards guards{*this};
    Sink sink{*this};
    const TermPlan& plan = plan_.terms[t];
    if (plan.lapsed != chart::no_event) {
        chart::select(chart_, plan.lapsed, guards, lapse_run_);
        if (lapse_run_.enabled.count > 0) chart::microstep(chart_, lapse_run_, sink);
    }
    if (plan.raises != chart::no_event) lapse_run_.queue.push(plan.raises);
    rest(lapse_run_);
    close_if_ended();
    ended_ = ended;
    occurred_ = occurred;
    if (log_ != nullptr) log_->occurs(occurred_);
}

/// In the order of their ends; of the same moment in that of the definition.
template <class Set>
void RowEngine<Set>::lapse_all(std::uint32_t row, std::int64_t at) {
    aim(row, at);
    remember();
    std::vector<TermIndex> over;
    for (TermIndex t = 0; t < term_count_; ++t) {
        const TermRow& term = term_now(t);
        if (term.state == casefile::TermState::running && at >= term.over_from) over.push_back(t);
    }
    const auto end = [&](TermIndex t) {
        return terms_base_[t].over_from - (clocks_[t].in_hours() ? 1 : 0);
    };
    std::stable_sort(over.begin(), over.end(),
                     [&](TermIndex a, TermIndex b) { return end(a) < end(b); });
    if (log_ != nullptr && !plan_.contracts.empty()) {
        for (std::size_t c = 0; c < plan_.contracts.size(); ++c) {
            const ContractPlan& contract = plan_.contracts[c];
            kept_before_[c][0] = contract.is_general && asks(contract.holds) ? 1 : 0;
        }
    }
    for (const TermIndex t : over) {
        if (term_now(t).state == casefile::TermState::running) lapse(t);
    }
    tidy();
    if (log_ == nullptr) return;
    if (!plan_.contracts.empty()) note_broken(clocks_[over.back()].stated(end(over.back())));
    log_->keep();
}

/// What a lapse breaks is noted, as of its last event.
template <class Set>
void RowEngine<Set>::note_broken(calendar::Instant last) {
    log_->occurs(last);
    const std::uint64_t of = log_->last_number();
    for (std::uint32_t c = 0; c < plan_.contracts.size(); ++c) {
        if (is_concerned(plan_.contracts[c], none, kept_before_[c][0] != 0) &&
            !asks(plan_.contracts[c].holds))
            log_->broken(c, of);
    }
}

template <class Set>
void RowEngine<Set>::tidy() {
    if (!terms_touched_) return;
    std::int64_t next = never;
    for (TermIndex t = 0; t < term_count_; ++t) {
        const TermRow& row = term_now(t);
        if (row.state == casefile::TermState::running) next = std::min(next, row.over_from);
    }
    head().next_over = next;
}

}  // namespace accord::procedure::caseload
