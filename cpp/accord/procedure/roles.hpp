// Who may act: roles held by whose act it is, and an agent's authority.
#pragma once

#include <optional>
#include <string_view>

#include "accord/procedure/draft.hpp"

namespace accord::procedure {

/// A demand on the roles of those who act.
struct RoleDemand {
    const std::vector<std::string>& by;  // empty: anybody
    bool all_of = false;
    bool special_authority = false;
    const base::Clause& clause;            // of the demand
    const base::Clause& authority_clause;  // of the special authority; otherwise `clause`
};

/// "agent:claimant" and "agent:claimant:who" act for the claimant; empty: acts for nobody else.
[[nodiscard]] std::string_view party_of_agent(std::string_view holder) noexcept;
/// "claimant" is the role itself; "officer:intake" holds the role whose actors list "officer".
[[nodiscard]] bool holds(const Definition& definition, std::string_view holder,
                         std::string_view role);
/// "wrong_role": somebody who acts holds none of the roles, or a role that must join in is missing.
[[nodiscard]] std::optional<rules::Refusal> refuse_role(const Context& context,
                                                        const RoleDemand& demand);
/// "no_authority": an agent who is not appointed, not now, or not with 特别授权 where it is
/// demanded.
[[nodiscard]] std::optional<rules::Refusal> refuse_authority(const Context& context,
                                                             const RoleDemand& demand);

}  // namespace accord::procedure
