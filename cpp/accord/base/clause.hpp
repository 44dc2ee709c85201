// Where a rule comes from in law, and how surely it was read.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace accord::base {

/// official: read in the law or an official page; secondary: read in a copy, a calculator, a law
/// firm's note; unverified: from memory, or sources in conflict. Ordered: the greater the weaker.
enum class Status { official, secondary, unverified };

struct Clause {
    std::string id;  // as a lawyer writes it: "诉讼费用交纳办法 13(1)"
    Status status = Status::unverified;
    auto operator<=>(const Clause&) const = default;
};

[[nodiscard]] std::string_view to_text(Status status) noexcept;
/// Throws Error(input, "unknown_status", text).
[[nodiscard]] Status status_from_text(std::string_view text);
[[nodiscard]] constexpr Status weakest(Status a, Status b) noexcept {
    return a < b ? b : a;
}

}  // namespace accord::base
