// A rule asked by its name with arguments as texts, as a person would write them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/rule.hpp"
#include "settlement_law.hpp"

namespace accord::settlement::testing {

using Texts = std::vector<std::pair<std::string, std::string>>;

/// Throws what the rule throws; rows cannot be written as text and stay empty.
inline Result ask(std::string_view name, const Texts& given,
                  std::vector<std::string> accepted = {}) {
    const Rule& rule = find_rule(name);
    std::vector<Argument> values(rule.parameters.size());
    std::size_t taken = 0;
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
        for (const auto& [argument, text] : given) {
            if (argument != rule.parameters[i].name) continue;
            values[i] = read_argument(rule.parameters[i], text);
            ++taken;
        }
    }
    EXPECT_EQ(taken, given.size()) << name;
    const Law law{testing_law::law(), std::move(accepted)};
    return reckon(rule, complete(rule.parameters, std::move(values)), law);
}

/// The figure or answer in print, "refused: code" for a lawful no.
inline std::string said(const Result& result) {
    if (const auto* money = std::get_if<Explained>(&result)) return money->value.text();
    if (const auto* answer = std::get_if<Answer>(&result)) return rules::print_value(answer->value);
    if (const auto* refusal = std::get_if<rules::Refusal>(&result))
        return "refused: " + refusal->code;
    return "an estimate";
}

/// What a rule says to these texts: as `said`, or "error: code" where it throws.
inline std::string told(std::string_view name, const Texts& given,
                        std::vector<std::string> accepted = {}) {
    try {
        return said(ask(name, given, std::move(accepted)));
    } catch (const base::Error& error) {
        return "error: " + error.code();
    }
}

/// The lines right under a figure as "label amount", in order; notes stand apart.
inline std::vector<std::string> parts_of(const Result& result) {
    std::vector<std::string> parts;
    for (const base::Line& child : std::get<Explained>(result).why.lines) {
        const money::Currency currency = std::get<Explained>(result).value.currency();
        if (child.role == base::LineRole::note) continue;
        parts.push_back(child.label + " " + money::Money{child.amount.count, currency}.text());
    }
    return parts;
}

/// The amount of the first line of that label anywhere under the figure, in minor units.
inline std::int64_t units_of(const base::Line& line, std::string_view label) {
    for (const base::Line& child : line.lines) {
        if (child.label == label) return child.amount.count;
    }
    ADD_FAILURE() << "no line " << label;
    return 0;
}

}  // namespace accord::settlement::testing
