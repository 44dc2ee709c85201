// Rules of banks, cards, courts abroad and redress, asked as their table says, from texts.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/settlement/rule.hpp"
#include "tree_file.hpp"

namespace accord::settlement::abroad_testing {

using Texts = std::vector<std::pair<std::string, std::string>>;
using RowTexts = std::map<std::string, std::vector<std::vector<std::string>>>;

inline const rules::Book& abroad_book() {
    static const rules::Book book = [] {
        rules::Book made;
        for (const char* name :
             {"rates_cn", "interest_bank", "rates_uk", "rates_us", "rates_hk", "redress_uk"}) {
            made.add_json(
                base::testing::tree_file(std::string{"python/accord/law/"} + name + ".json"));
        }
        return made;
    }();
    return book;
}

/// The rule's answer to texts by name; rows are lists of texts in the order of their fields.
inline Result ask(const std::string& name, const Texts& given, const RowTexts& rows = {},
                  std::vector<std::string> accepted = {}) {
    const Rule& rule = find_rule(name);
    std::vector<Argument> values(rule.parameters.size());
    std::size_t taken = 0;
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
        const Parameter& parameter = rule.parameters[i];
        for (const auto& [key, text] : given) {
            if (key != parameter.name) continue;
            values[i] = read_argument(parameter, text);
            ++taken;
        }
        const auto found = rows.find(parameter.name);
        if (found == rows.end()) continue;
        std::vector<Arguments> read;
        for (const std::vector<std::string>& row : found->second) {
            std::vector<Argument> fields;
            for (std::size_t k = 0; k < row.size(); ++k) {
                fields.push_back(read_argument(parameter.fields[k], row[k]));
            }
            read.push_back(complete(parameter.fields, std::move(fields)));
        }
        values[i] = std::move(read);
        ++taken;
    }
    EXPECT_EQ(taken, given.size() + rows.size()) << name << ": an argument of no such name";
    return reckon(rule, complete(rule.parameters, std::move(values)),
                  Law{abroad_book(), std::move(accepted)});
}

/// The figure; a refusal becomes an empty figure and a failure.
inline Explained figure(const Result& result) {
    if (const auto* found = std::get_if<Explained>(&result)) return *found;
    const auto* refusal = std::get_if<rules::Refusal>(&result);
    ADD_FAILURE() << (refusal == nullptr ? "no money" : refusal->code);
    return {money::Money::parse("0 CNY"), {}};
}

/// The money, "refused: <code>" or "error: <code>".
inline std::string said(const std::string& name, const Texts& given, const RowTexts& rows = {},
                        std::vector<std::string> accepted = {}) {
    try {
        const Result result = ask(name, given, rows, std::move(accepted));
        if (const auto* refusal = std::get_if<rules::Refusal>(&result)) {
            return "refused: " + refusal->code;
        }
        return figure(result).value.text();
    } catch (const base::Error& error) {
        return "error: " + error.code();
    }
}

/// `given` with one value changed or added.
inline Texts with(Texts given, const std::string& name, const std::string& text) {
    for (auto& [key, value] : given) {
        if (key != name) continue;
        value = text;
        return given;
    }
    given.emplace_back(name, text);
    return given;
}

/// Labels and minor units of the lines right under one.
inline std::vector<std::pair<std::string, std::int64_t>> lines_of(const base::Line& line) {
    std::vector<std::pair<std::string, std::int64_t>> found;
    for (const base::Line& child : line.lines) found.emplace_back(child.label, child.amount.count);
    return found;
}

inline std::string input_of(const base::Line& line, std::string_view name) {
    for (const auto& [key, value] : line.inputs) {
        if (key == name) return value;
    }
    return "(none)";
}

using Lines = std::vector<std::pair<std::string, std::int64_t>>;

}  // namespace accord::settlement::abroad_testing
