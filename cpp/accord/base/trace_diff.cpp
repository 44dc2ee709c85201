// The difference of two trees of lines, as a tree that adds up.
#include "accord/base/trace_diff.hpp"

#include <algorithm>
#include <utility>

#include "accord/base/error.hpp"

namespace accord::base {
namespace {

std::int64_t subtract(std::int64_t a, std::int64_t b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a, b, &difference)) fail_money("overflow");
    return difference;
}

std::vector<const Line*> addends(const Line& line) {
    std::vector<const Line*> found;
    for (const Line& below : line.lines) {
        if (below.role == LineRole::addend) found.push_back(&below);
    }
    return found;
}

const std::string* input(const Line& line, const std::string& name) {
    for (const auto& [known, text] : line.inputs) {
        if (known == name) return &text;
    }
    return nullptr;
}

/// "old → new" for each input that changed, "–" where a side does not have it.
std::vector<std::pair<std::string, std::string>> changes(const Line& before, const Line& after) {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& [name, text] : after.inputs) {
        const std::string* old = input(before, name);
        if (old == nullptr || *old != text) {
            found.emplace_back(name, (old == nullptr ? "–" : *old) + " → " + text);
        }
    }
    for (const auto& [name, text] : before.inputs) {
        if (input(after, name) == nullptr) found.emplace_back(name, text + " → –");
    }
    return found;
}

Line negated(Line line) {
    line.amount.count = subtract(0, line.amount.count);
    for (Line& below : line.lines) below = negated(std::move(below));
    return line;
}

Line alone(Line line, const char* side) {
    line.inputs.emplace_back("stands_only", side);
    return line;
}

/// The first line of `from` under the same label and rule, taken out of it; null if there is none.
const Line* take(std::vector<const Line*>& from, const Line& wanted) {
    const auto found = std::find_if(from.begin(), from.end(), [&](const Line* line) {
        return line->label == wanted.label && line->rule == wanted.rule &&
               line->amount.unit == wanted.amount.unit;
    });
    if (found == from.end()) return nullptr;
    const Line* line = *found;
    from.erase(found);
    return line;
}

Line compare(const Line& before, const Line& after);

/// Only where both sides are sums do the parts explain the whole.
void add_parts(Line& result, const Line& before, const Line& after) {
    std::vector<const Line*> old = addends(before);
    const std::vector<const Line*> now = addends(after);
    if (old.empty() || now.empty()) return;
    for (const Line* line : now) {
        const Line* same = take(old, *line);
        if (same == nullptr) {
            result.lines.push_back(alone(*line, "after"));
        } else if (*same != *line) {
            result.lines.push_back(compare(*same, *line));
        }
    }
    for (const Line* line : old) result.lines.push_back(alone(negated(*line), "before"));
}

Line compare(const Line& before, const Line& after) {
    if (before.amount.unit != after.amount.unit) {
        fail_money("currency_mismatch", before.amount.unit, after.amount.unit);
    }
    Line result;
    result.label = after.label;
    result.rule = after.rule;
    result.clauses = after.clauses;
    result.source = after.source;
    result.provisional = before.provisional || after.provisional;
    result.amount = {subtract(after.amount.count, before.amount.count), after.amount.unit};
    result.inputs = changes(before, after);
    add_parts(result, before, after);
    return result;
}

}  // namespace

Line diff(const Line& before, const Line& after) {
    Line result = compare(before, after);
    result.label = "difference";
    check_sums(result);
    return result;
}

}  // namespace accord::base
