// The tree is read into places, its chances filled up, and reckoned from the root down.
#include "accord/settlement/range/tree.hpp"

#include <map>
#include <utility>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/apportion/claims.hpp"
#include "accord/settlement/exact.hpp"
#include "accord/settlement/range/fraction.hpp"

namespace accord::settlement {
namespace {

struct Node {
    const Outcome* outcome = nullptr;
    std::vector<std::size_t> children;
    Fraction chance = 1;
    Fraction own;      // reach × value
    Fraction subtree;  // with everything below
    Fraction reach;
};

using Places = std::map<std::string, std::size_t, std::less<>>;

Places places_of(std::span<const Outcome> outcomes) {
    Places places;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (!places.emplace(outcomes[i].node, i).second) {
            base::fail_input("duplicate", outcomes[i].node, "node");
        }
    }
    return places;
}

/// Joins the nodes and gives the root's place.
std::size_t join(std::span<const Outcome> outcomes, std::vector<Node>& nodes) {
    const Places places = places_of(outcomes);
    std::optional<std::size_t> root;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        nodes[i].outcome = &outcomes[i];
        if (!outcomes[i].parent) {
            if (root) base::fail_input("one_root", outcomes[i].node);
            root = i;
            continue;
        }
        const auto found = places.find(*outcomes[i].parent);
        if (found == places.end()) base::fail_input("unknown_parent", *outcomes[i].parent);
        nodes[found->second].children.push_back(i);
    }
    if (!root) base::fail_input("one_root", outcomes.front().node);
    return *root;
}

void fill_chances(std::vector<Node>& nodes, const Node& parent) {
    Fraction left = 1;
    std::optional<std::size_t> open;
    for (const std::size_t child : parent.children) {
        const Outcome& outcome = *nodes[child].outcome;
        if (!outcome.chance) {
            if (open) base::fail_input("chance_missing", outcome.node);
            open = child;
            continue;
        }
        require_share(*outcome.chance, "chance");
        nodes[child].chance = fraction(*outcome.chance);
        left -= nodes[child].chance;
    }
    if (left < 0) base::fail_input("chances_above_one", parent.outcome->node);
    if (open) nodes[*open].chance = left;
}

/// Chances, reach and values from here down; `seen` counts the nodes that hang together.
void reckon_from(std::vector<Node>& nodes, std::size_t at, const Fraction& reach, std::size_t depth,
                 std::size_t& seen) {
    if (depth > tree_depth_max) base::fail_input("too_deep", nodes[at].outcome->node);
    ++seen;
    fill_chances(nodes, nodes[at]);
    Node& node = nodes[at];
    node.reach = reach;
    if (node.outcome->value) node.own = reach * fraction(*node.outcome->value);
    node.subtree = node.own;
    for (const std::size_t child : node.children) {
        reckon_from(nodes, child, reach * nodes[child].chance, depth + 1, seen);
        node.subtree += nodes[child].subtree;
    }
}

money::Currency currency_of(std::span<const Outcome> outcomes) {
    std::optional<money::Currency> currency;
    for (const Outcome& outcome : outcomes) {
        if (!outcome.value) continue;
        if (!currency) currency = outcome.value->currency();
        require_currency(*outcome.value, *currency);
    }
    if (!currency) base::fail_input("needs_argument", "value");
    return *currency;
}

base::Line node_line(const std::vector<Node>& nodes, std::size_t at, const money::Money& amount) {
    const Node& node = nodes[at];
    base::Line result = line("outcome", "range.decision_tree", amount);
    result.inputs = {{"node", node.outcome->node},
                     {"chance", print(node.chance)},
                     {"reach", print(node.reach)},
                     {"exact", print(node.subtree, amount.currency())}};
    if (node.outcome->value) result.inputs.emplace_back("value", node.outcome->value->text());
    if (node.children.empty()) return result;

    std::vector<Fraction> parts;
    if (node.outcome->value) parts.push_back(node.own);
    for (const std::size_t child : node.children) parts.push_back(nodes[child].subtree);
    const std::vector<std::int64_t> units = place_units(parts, amount.minor());
    std::size_t next = 0;
    if (node.outcome->value) {
        result.lines.push_back(
            line("outcome_value", "range.decision_tree", {units[next++], amount.currency()}));
    }
    for (const std::size_t child : node.children) {
        result.lines.push_back(node_line(nodes, child, {units[next++], amount.currency()}));
    }
    return result;
}

}  // namespace

Explained decision_tree(std::span<const Outcome> outcomes, money::Rounding rounding) {
    require_rows(outcomes.size(), "outcomes");
    if (outcomes.size() > tree_outcomes_max) {
        base::fail_input("too_many", std::to_string(outcomes.size()), "outcomes");
    }
    const money::Currency currency = currency_of(outcomes);
    std::vector<Node> nodes(outcomes.size());
    const std::size_t root = join(outcomes, nodes);
    if (outcomes[root].chance && *outcomes[root].chance != money::Rate{1, 1}) {
        base::fail_input("one_root", outcomes[root].chance->text(), "chance");
    }
    std::size_t seen = 0;
    reckon_from(nodes, root, 1, 1, seen);
    // A ring of parents hangs on no root, so that its nodes are never reached.
    if (seen != nodes.size()) base::fail_input("tree_cycle", std::to_string(nodes.size() - seen));

    const money::Money value{round(nodes[root].subtree, rounding), currency};
    base::Line why = node_line(nodes, root, value);
    why.label = "expected_value";
    why.inputs.emplace_back("rounding", std::string{money::to_text(rounding)});
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
