// A decision in the making: the case before it, and the events it has come to so far.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure/decide.hpp"

namespace accord::procedure {

/// What every gate and consequence looks at.
struct Context {
    const casefile::Case& c;
    const Command& command;
    calendar::Instant at;
    calendar::Date today;  // local day of `at` in the definition's zone
    const Law& law;
    std::vector<std::string> holders;  // whose act it is: the command's `by`, or the actor
};
[[nodiscard]] Context context_of(const casefile::Case& c, const Command& command,
                                 calendar::Instant at, const Law& law);
[[nodiscard]] calendar::Date local_day(calendar::Instant at, const Law& law);

/// What a guard sees of a case at a moment.
[[nodiscard]] Scope scope_of(const casefile::Case& c, calendar::Instant at, const Law& law);
/// Collects happenings. The case after them is folded only when a guard asks for it, and a term's
/// state is read off the events, so that plain decisions copy no case.
class Draft {
public:
    Draft(const casefile::Case& base, calendar::Instant at, const Law& law,
          std::vector<std::string> by)
        : base_(base), at_(at), law_(law), by_(std::move(by)) {}

    void add(const casefile::When& occurred, casefile::Body body);
    [[nodiscard]] const casefile::Case& base() const noexcept { return base_; }
    /// The case with the events so far.
    [[nodiscard]] const casefile::Case& now();
    /// The state of the latest term of that id, the events so far taken in; pending when never
    /// started.
    /// The active leaves, the events so far taken in; and whether the case stands at its end.
    [[nodiscard]] std::vector<std::string> stages() const;
    [[nodiscard]] bool is_final() const noexcept;
    /// Events since the last call: what reactions hear of.
    [[nodiscard]] std::span<const Happening> unheard() noexcept;
    [[nodiscard]] casefile::TermState state_of(std::string_view term,
                                               std::string_view of = {}) const;
    /// Every term the case has or the events start, each once, in order.
    [[nodiscard]] std::vector<TermName> term_names() const;
    /// Whose act it is.
    [[nodiscard]] const std::vector<std::string>& by() const noexcept { return by_; }
    /// The number a task opened now would get.
    [[nodiscard]] std::uint32_t next_task() const noexcept;
    [[nodiscard]] std::uint64_t next_n() const noexcept {
        return base_.version + happenings_.size() + 1;
    }
    /// What a guard sees of the case with the events so far.
    [[nodiscard]] Scope scope() { return scope_of(now(), at_, law_); }
    [[nodiscard]] calendar::Instant at() const noexcept { return at_; }
    [[nodiscard]] calendar::Date today() const { return local_day(at_, law_); }
    [[nodiscard]] const Law& law() const noexcept { return law_; }
    [[nodiscard]] Happenings take() { return std::move(happenings_); }
    [[nodiscard]] const Happenings& happenings() const noexcept { return happenings_; }
    void reserve(std::size_t count) { happenings_.reserve(count); }

private:
    const casefile::Case& base_;
    calendar::Instant at_;
    const Law& law_;
    std::vector<std::string> by_;
    Happenings happenings_;
    std::optional<casefile::Case> folded_;
    std::size_t folded_count_ = 0;
    std::size_t heard_ = 0;
};

/// An identity within a case: the same case, kind and place in the log give the same.
[[nodiscard]] base::Id id_in_case(const casefile::Case& c, std::string_view kind, std::uint64_t n);
/// An item as handed in, with what the case gives it: identity, number, whose key seals its text.
[[nodiscard]] casefile::Evidence complete(const Context& context, casefile::Evidence evidence,
                                          std::uint64_t n);
[[nodiscard]] casefile::Offer complete(const Context& context, casefile::Offer offer);

[[nodiscard]] bool contains(const std::vector<std::string>& list, std::string_view word) noexcept;
/// Whether "respondent.2" or "respondent" is of the role "respondent".
[[nodiscard]] bool is_of_role(std::string_view who, std::string_view role) noexcept;
/// A refusal with what failed; a clause without an id is left out.
[[nodiscard]] rules::Refusal refuse(std::string_view code, std::string_view action,
                                    const base::Clause& clause = {});

}  // namespace accord::procedure
