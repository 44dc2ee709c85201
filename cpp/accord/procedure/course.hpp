// A case's way through its chart: what moves it, written down as events of a draft.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// Runs the macrostep of one act, lapse or opening over the case as the draft has it by now. Each
/// microstep that changes what is active is one StageEntered.
class Course {
public:
    Course(Draft& draft, const casefile::When& occurred) : draft_(draft), occurred_(occurred) {}

    /// What the opening action enters.
    void open();
    /// The moves of an action that the case now allows; asked after the act's own facts are in the
    /// draft and before its terms are met.
    void choose(const Action& action);
    /// Looks again where a lapse has moved the case meanwhile.
    void choose_again(const Action& action);
    /// Takes what was chosen.
    void move();
    /// An act recorded though it should not have been: its first move with a target is made from
    /// wherever the case stands.
    void force(const Action& action);
    /// A term ran out: its stage, or what reacts to its silence.
    void lapse(const TermDefinition& term);
    /// Reactions to what happened so far, and milestones, until nothing follows any more. Throws
    /// Error(procedure, "no_rest", id) when that never comes.
    void rest();

    [[nodiscard]] bool has_chosen() const noexcept { return !chosen_.empty(); }
    /// What was chosen leaves this stage.
    [[nodiscard]] bool would_leave(std::string_view stage) const;
    /// The final stage at the top that was entered; nothing while the case goes on.
    [[nodiscard]] const Stage* ended() const noexcept { return ended_; }

private:
    template <class Set>
    class Sink;
    template <class Set>
    class Guards;

    template <class Do>
    void run(Do&& what);
    template <class Set, class Do>
    void run_in(Do&& what);
    void settle(std::vector<std::string> left, std::vector<std::string> entered,
                const std::vector<chart::Index>& leaves, bool is_final);
    [[nodiscard]] bool holds(const chart::Transition& transition);
    void hear();
    bool reach_milestones();
    void reach(const std::string& milestone, const base::Clause& clause);
    [[nodiscard]] const Definition& definition() const noexcept { return draft_.law().definition; }

    Draft& draft_;
    casefile::When occurred_;
    std::vector<chart::EventIndex> queue_;  // internal events not yet answered
    std::vector<std::uint32_t> chosen_;
    std::vector<std::string> chosen_at_;  // what was active when they were
    std::vector<std::uint32_t> taken_;    // reactions of the microstep under way
    const Stage* ended_ = nullptr;
};

/// Whether a stage is one of these active leaves or around one of them.
[[nodiscard]] bool is_in_stage(const std::vector<std::string>& leaves, const Definition& definition,
                               std::string_view stage);
/// The tasks of an action or a reaction, opened in order.
void open_tasks(Draft& draft, const std::vector<TaskRule>& tasks, std::string_view reason,
                const casefile::When& occurred);

}  // namespace accord::procedure
