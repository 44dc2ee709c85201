// Keeps each text once; the numbers are given in order of first appearance.
#include "accord/procedure/guard/dictionary.hpp"

#include <algorithm>

#include "accord/base/check.hpp"

namespace accord::procedure::guard {

std::int64_t Dictionary::intern(std::string_view text) {
    if (const auto known = find(text)) return *known;
    const auto [entry, added] = numbers_.emplace(std::string(text), size());
    texts_.push_back(&entry->first);
    return entry->second;
}

std::optional<std::int64_t> Dictionary::find(std::string_view text) const {
    const auto known = numbers_.find(text);
    if (known == numbers_.end()) return std::nullopt;
    return known->second;
}

std::int64_t Dictionary::intern_set(std::span<const std::string> items) {
    std::vector<std::int64_t> set;
    for (const std::string& item : items) set.push_back(intern(item));
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    const auto number = static_cast<std::int64_t>(sets_.size());
    const auto [entry, added] = set_numbers_.emplace(std::move(set), number);
    if (added) sets_.push_back(&entry->first);
    return entry->second;
}

std::optional<std::int64_t> Dictionary::find_set(const std::vector<std::int64_t>& set) const {
    const auto known = set_numbers_.find(set);
    if (known == set_numbers_.end()) return std::nullopt;
    return known->second;
}

const std::string& Dictionary::text(std::int64_t number) const {
    ACCORD_CHECK(number >= 0 && number < size());
    return *texts_[static_cast<std::size_t>(number)];
}

std::span<const std::int64_t> Dictionary::set(std::int64_t number) const {
    ACCORD_CHECK(number >= 0 && number < static_cast<std::int64_t>(sets_.size()));
    return *sets_[static_cast<std::size_t>(number)];
}

}  // namespace accord::procedure::guard
