// The written names of the casefile's enumerations, in the order of their values.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "accord/base/error.hpp"
#include "accord/casefile/case.hpp"

namespace accord::casefile {

template <class Enum>
struct Names;

template <>
struct Names<PartyKind> {
    static constexpr std::array<std::string_view, 2> values{"person", "organisation"};
};
template <>
struct Names<AuthorityScope> {
    static constexpr std::array<std::string_view, 2> values{"general", "special"};
};
template <>
struct Names<OfferState> {
    static constexpr std::array<std::string_view, 4> values{"open", "accepted", "rejected",
                                                            "lapsed"};
};
template <>
struct Names<TermState> {
    static constexpr std::array<std::string_view, 6> values{"pending", "running", "paused",
                                                            "met",     "lapsed",  "waived"};
};

template <class Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value) noexcept {
    return Names<Enum>::values[static_cast<std::size_t>(value)];
}

/// Throws Error(input, "unknown_name", text).
template <class Enum>
[[nodiscard]] Enum from_name(std::string_view text) {
    const auto& values = Names<Enum>::values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] == text) return static_cast<Enum>(i);
    }
    base::fail_input("unknown_name", std::string(text));
}

}  // namespace accord::casefile
