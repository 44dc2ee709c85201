// What a guard may look at: a case, the moment, and where the chart says the case stands.
#pragma once

#include <string_view>

#include "accord/calendar/instant.hpp"
#include "accord/casefile/case.hpp"

namespace accord::procedure {

/// How the stages of a definition lie within each other. The chart knows; a guard only asks.
class StageTree {
public:
    virtual ~StageTree() = default;
    /// `stage` is `ancestor` or lies within it, however deep.
    [[nodiscard]] virtual bool is_within(std::string_view stage,
                                         std::string_view ancestor) const = 0;

protected:
    StageTree() = default;
    StageTree(const StageTree&) = default;
    StageTree(StageTree&&) = default;
    StageTree& operator=(const StageTree&) = default;
    StageTree& operator=(StageTree&&) = default;
};

/// What a guard may look at.
struct Scope {
    const casefile::Case& c;
    calendar::Instant at;
    calendar::Date today;  // local day of `at`
    /// Without it a stage is active only by its own name.
    const StageTree* stages = nullptr;
    /// Where the procedure is at home. Without it a moment's day is that of the offset it was
    /// stated in.
    const calendar::Zone* zone = nullptr;
};

}  // namespace accord::procedure
