// Law sets that a calendar's new edition puts in the place of others.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "accord/docket/state.hpp"

namespace accord::docket {

/// Every succession that the docket's law holds.
void read_successors(State& state);
/// The same set with the edition added, kept in the docket as its successor; the set itself where
/// it does not know that calendar, or knows the edition already.
[[nodiscard]] std::shared_ptr<const LawSet> succeed(State& state, store::Store::Write& write,
                                                    const std::shared_ptr<const LawSet>& set,
                                                    const std::string& calendar);
/// The sets that nothing has taken the place of.
[[nodiscard]] std::vector<std::shared_ptr<const LawSet>> newest_sets(State& state);

}  // namespace accord::docket
