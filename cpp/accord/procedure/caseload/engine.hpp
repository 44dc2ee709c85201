// One case's decision over columns: the gates, the macrostep and the terms, as `decide` has them.
#pragma once

#include <array>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "accord/procedure/caseload/caseload.hpp"
#include "accord/procedure/caseload/source.hpp"
#include "accord/procedure/chart/macrostep.hpp"

namespace accord::procedure::caseload {

[[nodiscard]] constexpr bool is_running_or_paused(casefile::TermState state) noexcept {
    return state == casefile::TermState::running || state == casefile::TermState::paused;
}

template <class Set>
class RowEngine final : public Engine {
public:
    RowEngine(const Plan& plan, const Law& law, std::size_t cases);

    void open(const Block& block, std::span<Answer> out) override;
    void act(ActionIndex action, const Block& block, std::span<Answer> out) override;
    void advance(const Block& block) override;
    void bind() override;
    void write(Log* log) override { log_ = log; }

    [[nodiscard]] bool is_in(std::uint32_t row, chart::Index stage) const noexcept override {
        return heads_[row].active.test(stage);
    }
    [[nodiscard]] std::vector<chart::Index> leaves(std::uint32_t row) const override;
    [[nodiscard]] chart::Index closed_by(std::uint32_t row) const noexcept override {
        return heads_[row].closed == not_closed ? none : heads_[row].closed;
    }
    [[nodiscard]] std::int64_t last_at(std::uint32_t row) const noexcept override {
        return heads_[row].last_at;
    }

private:
    static constexpr std::uint16_t not_closed = 0xffff;
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    static constexpr std::size_t block_max = guard::block_rows_max;

    struct Head {
        Set active;
        std::int64_t last_at = std::numeric_limits<std::int64_t>::min();
        std::int64_t next_over = never;  // the first moment after some term's last day
        std::uint16_t started = 0;       // terms ever
        std::uint16_t closed = not_closed;
    };
    /// What the macrostep asks and tells, of the row under way.
    struct Guards {
        RowEngine& engine;
        bool holds(std::uint32_t t) { return engine.holds(t); }
    };
    struct Sink {
        static constexpr bool sees_stages = false;
        RowEngine& engine;
        void leave(chart::Index) noexcept {}
        void take(std::uint32_t) noexcept {}
        void enter(chart::Index i) noexcept { engine.entered_.set(i); }
        void raise(chart::EventIndex) noexcept {}
        void settle(const Set& before, const Set& after) { engine.settle(before, after); }
    };
    /// Rows that the gates so far have let through.
    struct Live {
        std::array<std::uint32_t, block_max> rows;
        std::array<std::int64_t, block_max> at;
        std::array<std::uint16_t, block_max> places;
        std::size_t count = 0;
        [[nodiscard]] Block block() const noexcept {
            return {{rows.data(), count}, {at.data(), count}};
        }
        void put(std::uint32_t row, std::int64_t moment, std::size_t place) noexcept {
            rows[count] = row;
            at[count] = moment;
            places[count++] = static_cast<std::uint16_t>(place);
        }
        /// Keeps what `keeps`; the others get this answer.
        template <class Keeps>
        void filter(Answer otherwise, std::span<Answer> out, Keeps keeps) {
            std::size_t kept = 0;
            for (std::size_t i = 0; i < count; ++i) {
                if (!keeps(i)) {
                    out[places[i]] = otherwise;
                    continue;
                }
                rows[kept] = rows[i];
                at[kept] = at[i];
                places[kept++] = places[i];
            }
            count = kept;
        }
    };

    /// Asks for a row's memory before it is needed: rows come in any order. (Out of line it would
    /// have no effect that a compiler keeps.)
    [[gnu::always_inline]] void fetch(std::uint32_t row) const noexcept {
        __builtin_prefetch(heads_.data() + row);
        if (mark_words_ > 0) __builtin_prefetch(marks_.data() + row * mark_words_);
        if (term_count_ == 0) return;
        const TermRow* const terms = terms_.data() + row * term_count_;
        __builtin_prefetch(terms);
        if (term_count_ > 2) __builtin_prefetch(terms + term_count_ - 1);
    }
    static constexpr std::size_t rows_ahead = 24;

    // --- gates (engine.cpp)
    [[nodiscard]] Answer first_gates(ActionIndex a, std::uint32_t row, std::int64_t at) const;
    void ask_evidence(const ActionPlan& plan, std::span<Answer> out);
    void ask_guard(std::uint32_t program, std::span<Answer> out);
    void ask_whens(ActionIndex a);
    void ask_contracts();
    [[nodiscard]] bool is_owed(ActionIndex a, std::uint32_t row) const noexcept;

    // --- what follows (course.cpp)
    [[nodiscard]] Answer finish(ActionIndex a, std::size_t i);
    void meet_terms(const ActionPlan& plan, ActionIndex a);
    void start_terms(const ActionPlan& plan);
    void remember();
    void restore();
    void mark_act(ActionIndex a, std::uint32_t row) noexcept;
    void lapse_all(std::uint32_t row, std::int64_t at);
    void lapse(TermIndex t);
    void start_term(TermIndex t, const LastDay& last, const casefile::When& trigger);
    void start_at(TermIndex t, calendar::Instant moment);
    void start_facts(std::int64_t opened);
    void move_term(TermIndex t, const LastDay& last, const casefile::When& trigger,
                   std::string_view reason);
    void rest(chart::Run<Set>& run);
    bool reach_milestones();
    void reach(std::uint32_t mark, chart::EventIndex event);
    void hear(chart::Run<Set>& run);
    void close_if_ended();
    [[nodiscard]] TermIndex next_open(std::uint16_t last) const noexcept;
    void tidy();
    void note_broken(calendar::Instant last);
    [[nodiscard]] bool is_concerned(const ContractPlan& contract, ActionIndex done,
                                    bool held_before) const noexcept {
        if (contract.is_general) return held_before;
        return (done != none && contract.action == done) ||
               (contract.stage != none && seen_.test(contract.stage));
    }
    [[nodiscard]] bool keeps_contracts(ActionIndex a, std::size_t i);
    void settle(const Set& before, const Set& after);
    [[nodiscard]] bool holds(std::uint32_t t);
    [[nodiscard]] bool is_held_back(const chart::Transition& transition) const noexcept;
    [[nodiscard]] bool asks(std::uint32_t program) {
        return program == none || guards_[program]->holds(row_, at_);
    }
    void begin(chart::Run<Set>& run) const;
    /// Where a lapse has moved the case meanwhile; what is queued stays.
    void begin_again(chart::Run<Set>& run) const;
    void aim(std::uint32_t row, std::int64_t at) noexcept {
        row_ = row;
        at_ = at;
        occurred_ = calendar::Instant{at};
    }
    void write_turn(const Set& before, const Set& after, const Set& entered);
    [[nodiscard]] Head& head() noexcept { return heads_[row_]; }
    [[nodiscard]] TermRow& term_now(TermIndex t) noexcept { return terms_[row_ * term_count_ + t]; }

    const chart::Chart& chart_;
    const Law& law_;
    bool has_reactions_;
    WideVector<Head> heads_;
    std::vector<Set> from_;  // of each action
    std::map<std::string, std::unique_ptr<Days>, std::less<>> days_;
    const Days* home_ = nullptr;  // of the definition's zone
    std::vector<TermClock> clocks_;
    std::vector<std::unique_ptr<RowGuard>> guards_;

    Live live_;
    std::vector<std::vector<std::uint8_t>> when_answers_;  // of each of the action's `when`
    std::vector<std::vector<std::uint8_t>> kept_before_;   // of each general contract
    std::vector<std::uint64_t> marks_before_;

    // The row under way.
    std::uint32_t row_ = 0;
    std::int64_t at_ = 0;         // what guards see
    calendar::Instant occurred_;  // when what follows is taken to happen
    chart::Run<Set> run_;
    chart::Run<Set> lapse_run_;
    Set entered_;
    Set seen_;  // stages entered in this decision, for contracts
    chart::Index ended_ = none;
    bool terms_touched_ = false;
    std::vector<chart::EventIndex> news_;  // what reactions have not heard of
    // While an action is chosen: its guards' answers, of this place.
    const ActionPlan* choosing_ = nullptr;
    std::size_t choice_ = 0;
    // Changes of configuration by number: their events are written once.
    struct Turn {
        Set before;
        Set after;
        Set entered;
        bool operator==(const Turn&) const = default;
    };
    struct TurnHash {
        std::size_t operator()(const Turn& turn) const noexcept;
    };
    std::unordered_map<Turn, std::uint32_t, TurnHash> turns_;
    Log* log_ = nullptr;
    // As the decision found it.
    Head head_base_;
    std::vector<std::uint64_t> marks_base_;
    std::vector<TermRow> terms_base_;
};

}  // namespace accord::procedure::caseload
