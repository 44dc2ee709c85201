// What follows from an act or from silence: service, terms met and started, a stage, the end.
#pragma once

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// Everything that follows from an action of the definition, in order: acted, its effects, served,
/// terms met, stage entered, terms started, and when the stage is final the end of the case.
void action_consequences(const Context& context, const Action& action,
                         const casefile::When& occurred, Draft& draft);
void enter_stage(Draft& draft, std::string_view stage, const casefile::When& occurred);
/// Terms that end with the case are waived, and the case is closed, if the stage is final.
void close_if_final(Draft& draft, std::string_view stage, const casefile::When& occurred);

}  // namespace accord::procedure
