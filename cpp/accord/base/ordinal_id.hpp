// Identities that need no index: a dense ordinal enciphered under the docket's secret.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "accord/base/id.hpp"

namespace accord::base {

/// One AES block over (label ‖ ordinal): looks like 128 random bits, is the same for ever, and
/// opens back to its ordinal, so that no table of random keys has to map it (such an index costs a
/// factor of ten at a million cases). A forged identity passes with a chance of 2^-64.
class OrdinalCipher {
public:
    /// `secret` of any length; the AES-256 key is HMAC-SHA-256(secret, "accord.identity.v1").
    explicit OrdinalCipher(std::string_view secret);
    ~OrdinalCipher();
    OrdinalCipher(OrdinalCipher&&) noexcept;
    OrdinalCipher& operator=(OrdinalCipher&&) noexcept;
    /// `label` keeps the kinds apart: 'c' case, 's' subject, 'p' party, 'e' evidence …
    [[nodiscard]] Id seal(char label, std::uint64_t ordinal) const;
    [[nodiscard]] std::optional<std::uint64_t> open(char label, const Id& id) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace accord::base
