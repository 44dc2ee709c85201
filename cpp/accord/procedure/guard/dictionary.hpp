// Texts and sets of texts as numbers, so that a block compares integers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace accord::procedure::guard {

/// Grows only; a number keeps its text for ever. Not to be grown while somebody else reads it.
class Dictionary {
public:
    [[nodiscard]] std::int64_t intern(std::string_view text);
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view text) const;
    /// A set of texts, given in any order and more than once.
    [[nodiscard]] std::int64_t intern_set(std::span<const std::string> items);

    /// By sorted numbers of its texts, each once.
    [[nodiscard]] std::optional<std::int64_t> find_set(const std::vector<std::int64_t>& set) const;

    [[nodiscard]] const std::string& text(std::int64_t number) const;
    /// Sorted numbers of texts.
    [[nodiscard]] std::span<const std::int64_t> set(std::int64_t number) const;
    [[nodiscard]] std::int64_t size() const noexcept {
        return static_cast<std::int64_t>(texts_.size());
    }

private:
    std::map<std::string, std::int64_t, std::less<>> numbers_;
    std::vector<const std::string*> texts_;
    std::map<std::vector<std::int64_t>, std::int64_t> set_numbers_;
    std::vector<const std::vector<std::int64_t>*> sets_;
};

}  // namespace accord::procedure::guard
