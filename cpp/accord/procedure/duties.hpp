// What a definition demands beside single acts: obligations that block, contracts that must hold.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "accord/procedure/chart/chart.hpp"
#include "accord/procedure/course.hpp"

namespace accord::procedure {

[[nodiscard]] bool is_reached(const Draft& draft, std::string_view milestone);
/// One of the actions is on the record or in the draft.
[[nodiscard]] bool is_done(const Draft& draft, const std::vector<std::string>& actions);
/// "obligation_pending": the action, or a stage that the moves chosen would leave, is blocked until
/// somebody has done what he owes.
[[nodiscard]] std::optional<rules::Refusal> refuse_obligation(const Context& context,
                                                              const Action& action,
                                                              const Course& course);
/// A reaction would leave a stage that an obligation keeps the case in.
[[nodiscard]] bool is_held_back(const Draft& draft, const chart::Transition& transition);
/// Contracts that the draft breaks, in the order of the definition, each as a refusal "contract".
[[nodiscard]] std::vector<rules::Refusal> broken_contracts(Draft& draft, std::string_view action);
/// Notes each broken contract as an irregularity of the event `of`.
void note_broken(Draft& draft, std::string_view authorised_by, std::uint64_t of,
                 const casefile::When& occurred);

}  // namespace accord::procedure
