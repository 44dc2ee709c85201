// What follows from an act or from silence: service, terms met and started, a stage, the end.
#pragma once

#include "accord/procedure/course.hpp"
#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// Everything that follows from an action of the definition, in order: acted, its effects, served,
/// terms met, stage entered, terms started, reactions, and when the stage is final the end of the
/// case.
void action_consequences(const Context& context, const Action& action,
                         const casefile::When& occurred, Draft& draft);
/// The act itself and what it brings into the case: evidence, facts, figures, an agreement.
void add_act(const Context& context, const Action& action, const casefile::When& occurred,
             Draft& draft);
/// Terms that end with the case are waived, and the case is closed, if the course came to its end.
void close_if_ended(Draft& draft, const Course& course, const casefile::When& occurred);
/// Reactions to what the draft holds so far, and the end of the case if they lead there.
void react(Draft& draft, const casefile::When& occurred);

}  // namespace accord::procedure
