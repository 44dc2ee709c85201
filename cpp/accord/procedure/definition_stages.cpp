// Reads the stages of a definition.
#include "accord/procedure/definition_parts.hpp"

namespace accord::procedure {

Stage read_stage(const Reader& at) {
    at.only({"id", "final", "outcome"});
    Stage stage{at.at("id").name(), at.flag("final", false), at.name_or_empty("outcome")};
    if (stage.is_final && stage.outcome.empty()) stage.outcome = stage.id;
    return stage;
}

}  // namespace accord::procedure
