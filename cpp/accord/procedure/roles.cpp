// Matches those who act with the roles a rule names, and checks what agents may do.
#include "accord/procedure/roles.hpp"

#include <algorithm>

namespace accord::procedure {
namespace {

constexpr std::string_view agent_prefix = "agent:";

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
    return text;
}

bool holds_any(const Context& context, std::string_view holder,
               const std::vector<std::string>& roles) {
    return std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
        return holds(context.law.definition, holder, role);
    });
}

bool is_held(const Context& context, std::string_view role) {
    return std::any_of(
        context.holders.begin(), context.holders.end(),
        [&](const std::string& holder) { return holds(context.law.definition, holder, role); });
}

/// An appointment that carries the act once its time has come.
bool carries(const casefile::Agent& agent, std::string_view party, bool special,
             calendar::Date today) {
    if (agent.party != party || agent.revoked) return false;
    if (special && agent.scope != casefile::AuthorityScope::special) return false;
    return !agent.to || today <= *agent.to;
}

}  // namespace

std::string_view party_of_agent(std::string_view holder) noexcept {
    if (!holder.starts_with(agent_prefix)) return {};
    holder.remove_prefix(agent_prefix.size());
    return holder.substr(0, holder.find(':'));
}

bool holds(const Definition& definition, std::string_view holder, std::string_view role) {
    if (const std::string_view party = party_of_agent(holder); !party.empty()) holder = party;
    const std::string_view prefix = holder.substr(0, holder.find(':'));
    if (is_of_role(prefix, role)) return true;
    const auto found = std::find_if(definition.roles.begin(), definition.roles.end(),
                                    [&](const Role& known) { return known.id == role; });
    if (found == definition.roles.end()) return false;
    return contains(found->actors, prefix) || contains(found->actors, holder);
}

std::optional<rules::Refusal> refuse_role(const Context& context, const RoleDemand& demand) {
    if (demand.by.empty()) return std::nullopt;
    std::vector<std::string> missing;
    if (demand.all_of) {
        // Others may sign beside them; each side that must, has to.
        for (const std::string& role : demand.by) {
            if (!is_held(context, role)) missing.push_back("role:" + role);
        }
        if (missing.empty()) return std::nullopt;
    } else {
        const auto fits = [&](const std::string& holder) {
            return holds_any(context, holder, demand.by);
        };
        const auto& holders = context.holders;
        if (!holders.empty() && std::all_of(holders.begin(), holders.end(), fits))
            return std::nullopt;
        for (const std::string& role : demand.by) missing.push_back("role:" + role);
    }
    rules::Refusal refusal = refuse("wrong_role", context.command.action, demand.clause);
    refusal.missing = std::move(missing);
    refusal.details = {{"by", joined(context.holders)}, {"roles", joined(demand.by)}};
    return refusal;
}

std::optional<rules::Refusal> refuse_authority(const Context& context, const RoleDemand& demand) {
    for (const std::string& holder : context.holders) {
        const std::string_view party = party_of_agent(holder);
        if (party.empty()) continue;
        std::optional<calendar::Date> earliest;
        bool is_carried = false;
        for (const casefile::Agent& agent : context.c.agents) {
            if (!carries(agent, party, demand.special_authority, context.today)) continue;
            is_carried |= !agent.from || *agent.from <= context.today;
            if (agent.from && (!earliest || *agent.from < *earliest)) earliest = agent.from;
        }
        if (is_carried) continue;
        const bool own_clause = demand.special_authority && !demand.authority_clause.id.empty();
        rules::Refusal refusal = refuse("no_authority", context.command.action,
                                        own_clause ? demand.authority_clause : demand.clause);
        refusal.missing = {demand.special_authority ? "authority:special" : "authority:general"};
        refusal.earliest = earliest;
        refusal.details = {{"party", std::string(party)}};
        return refusal;
    }
    return std::nullopt;
}

}  // namespace accord::procedure
