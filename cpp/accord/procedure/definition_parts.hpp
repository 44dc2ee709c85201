// The parts of a definition's reading: one function for each kind of row, and how lists are read.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "accord/procedure/definition.hpp"
#include "accord/procedure/reading.hpp"

namespace accord::procedure {

/// An expression under this member; nothing where it is absent.
[[nodiscard]] std::optional<Expression> read_guard(const Reader& at, std::string_view name);

template <class Read>
[[nodiscard]] auto read_list(const Reader& at, std::string_view name, Read read) {
    std::vector<decltype(read(at))> list;
    if (const auto found = at.find(name)) {
        for (const Reader& item : found->items()) list.push_back(read(item));
    }
    return list;
}

[[nodiscard]] Stage read_stage(const Reader& at);
[[nodiscard]] Action read_action(const Reader& at);
[[nodiscard]] Reaction read_reaction(const Reader& at);
[[nodiscard]] Milestone read_milestone(const Reader& at);
[[nodiscard]] Obligation read_obligation(const Reader& at);
[[nodiscard]] Contract read_contract(const Reader& at);
[[nodiscard]] Parameter read_parameter(const Reader& at);
/// A table as the rule book has them; what one says of itself may be left out here.
[[nodiscard]] OwnTable read_table(const Reader& at, const Definition& definition);
/// The definition with every {"parameter":"id"} replaced by its value.
[[nodiscard]] base::Json with_parameters(const base::Json& tree);
/// Zone and calendar are the definition's where the term names none.
[[nodiscard]] TermDefinition read_term(const Reader& at, const Definition& definition);

}  // namespace accord::procedure
