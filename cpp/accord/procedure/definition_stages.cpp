// Reads the stages of a definition.
#include "accord/procedure/definition_parts.hpp"

namespace accord::procedure {

Stage read_stage(const Reader& at) {
    at.only({"id", "final", "outcome", "within", "tracks", "initial", "raises_on_entry",
             "raises_on_exit", "milestone", "clause"});
    Stage stage;
    stage.id = at.at("id").name();
    stage.is_final = at.flag("final", false);
    stage.outcome = at.name_or_empty("outcome");
    stage.within = at.name_or_empty("within");
    stage.has_tracks = at.flag("tracks", false);
    stage.initial = at.name_or_empty("initial");
    stage.raises_on_entry = at.name_list("raises_on_entry");
    stage.raises_on_exit = at.name_list("raises_on_exit");
    stage.milestone = at.name_or_empty("milestone");
    stage.clause = at.clause_or_empty("clause");
    if (stage.is_final && stage.outcome.empty()) stage.outcome = stage.id;
    return stage;
}

}  // namespace accord::procedure
