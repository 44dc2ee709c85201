// Cells of a case as typed values.
#pragma once

#include "accord/procedure/guard/case_source.hpp"
#include "accord/procedure/guard/machine.hpp"

namespace accord::procedure::guard {

/// The program of a guard, compiled now for a part of one.
[[nodiscard]] std::shared_ptr<const Program> program_of(const Expression& expression);
/// How wide a machine should be for one case: items run in the same blocks.
[[nodiscard]] std::size_t width_for_case(const Program& program) noexcept;
[[nodiscard]] rules::Value value_of(const Cells& cells, Type type, const Program& program,
                                    const CaseSource& source);
[[nodiscard]] rules::Value answer_of(const Machine& machine, const Program& program,
                                     const CaseSource& source);

}  // namespace accord::procedure::guard
