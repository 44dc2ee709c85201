// Identity, card, account and telephone numbers in running text, found by shape and blotted out.
#include <algorithm>
#include <vector>

#include "accord/base/text.hpp"

namespace accord::base {
namespace {

constexpr std::size_t digits_min = 7;          // the shortest telephone number
constexpr std::size_t grouped_digits_min = 4;  // "100 200 300" is a row of figures, not a number
constexpr std::size_t id_size = 28;            // of print_id
constexpr std::size_t amount_digits_max = 12;  // more before a point is no amount of money

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || is_upper(c);
}
constexpr bool is_joint(char c) noexcept {
    return c == ' ' || c == '-';
}

char at(std::string_view text, std::size_t i) noexcept {
    return i < text.size() ? text[i] : '\0';
}

/// Digits in one piece: [from, to) of the text.
struct Group {
    std::size_t from = 0;
    std::size_t to = 0;
    [[nodiscard]] std::size_t size() const noexcept { return to - from; }
};
using Groups = std::vector<Group>;
using Range = std::pair<std::size_t, std::size_t>;  // of groups, [first, second)

Group read_group(std::string_view text, std::size_t from) noexcept {
    std::size_t to = from;
    while (is_digit(at(text, to))) ++to;
    return {from, to};
}

/// Groups from `from` on with one or two joints between them.
Groups read_groups(std::string_view text, std::size_t from) {
    Groups groups{read_group(text, from)};
    for (;;) {
        std::size_t next = groups.back().to;
        while (next < groups.back().to + 2 && is_joint(at(text, next))) ++next;
        if (next == groups.back().to || !is_digit(at(text, next))) return groups;
        groups.push_back(read_group(text, next));
    }
}

int number(std::string_view text, const Group& group) noexcept {
    int value = 0;
    for (std::size_t i = group.from; i < group.to; ++i) value = value * 10 + (text[i] - '0');
    return value;
}

bool is_year(std::string_view text, const Group& group) noexcept {
    return group.size() == 4 && number(text, group) >= 1900 && number(text, group) < 2100;
}

bool hyphen_joins(std::string_view text, const Group& a, const Group& b) noexcept {
    return b.from == a.to + 1 && text[a.to] == '-';
}

/// How many groups from `i` on are a date ("2026-03-02") or a span of years ("2024-2026").
std::size_t date_size(std::string_view text, const Groups& groups, std::size_t i) noexcept {
    if (i + 1 >= groups.size() || !is_year(text, groups[i])) return 0;
    if (i > 0 && hyphen_joins(text, groups[i - 1], groups[i])) return 0;
    const Group& month = groups[i + 1];
    if (!hyphen_joins(text, groups[i], month)) return 0;
    const auto ends_at = [&](std::size_t last) {
        return last + 1 == groups.size() || !hyphen_joins(text, groups[last], groups[last + 1]);
    };
    if (is_year(text, month)) return ends_at(i + 1) ? 2 : 0;
    if (month.size() != 2 || number(text, month) < 1 || number(text, month) > 12) return 0;
    if (i + 2 == groups.size() || !hyphen_joins(text, month, groups[i + 2])) return 0;
    const Group& day = groups[i + 2];
    const bool is_day = day.size() == 2 && number(text, day) >= 1 && number(text, day) <= 31;
    return is_day && ends_at(i + 2) ? 3 : 0;
}

/// Mainland mobile numbers: an export that reads "13800138000.00" does not make one an amount.
bool is_mobile(std::string_view text, const Group& group) noexcept {
    return group.size() == 11 && text[group.from] == '1' && text[group.from + 1] >= '3';
}

bool starts_at(std::string_view text, std::size_t from, std::string_view word) noexcept {
    return from <= text.size() && text.substr(from).starts_with(word);
}

bool ends_at(std::string_view text, std::size_t to, std::string_view word) noexcept {
    return text.substr(0, to).ends_with(word);
}

/// "1234567.89", "¥1234567", "1234567元", "1234567 CNY", and the decimals of "1.2345678". Thousands
/// set apart by commas never come in pieces long enough to be taken for a number.
bool is_amount(std::string_view text, const Group& group) noexcept {
    if (group.size() > amount_digits_max || is_mobile(text, group)) return false;
    const std::size_t to = group.to;
    if (at(text, to) == '.') {
        const std::size_t decimals = read_group(text, to + 1).size();
        if (decimals >= 1 && decimals <= 4) return true;
    }
    if (group.from >= 2 && text[group.from - 1] == '.') {
        std::size_t whole = 0;
        while (whole < 5 && whole + 2 <= group.from && is_digit(text[group.from - 2 - whole]))
            ++whole;
        if (whole >= 1 && whole <= 4) return true;
    }
    for (const std::string_view mark : {"¥", "￥"}) {
        if (ends_at(text, group.from, mark)) return true;
    }
    for (const std::string_view mark : {"元", "万元", " 元", " 万元"}) {
        if (starts_at(text, to, mark)) return true;
    }
    return at(text, to) == ' ' && is_upper(at(text, to + 1)) && is_upper(at(text, to + 2)) &&
           is_upper(at(text, to + 3)) && !is_letter(at(text, to + 4));
}

/// "第20260001234号", and identities as the engine prints them (base32 may hold a run of digits).
bool is_reference(std::string_view text, const Group& group) noexcept {
    if (ends_at(text, group.from, "第") && starts_at(text, group.to, "号")) return true;
    const auto in_word = [&](std::size_t i) {
        return is_digit(at(text, i)) || is_letter(at(text, i)) || at(text, i) == '_';
    };
    std::size_t from = group.from;
    std::size_t to = group.to;
    while (from > 0 && to - from <= id_size && in_word(from - 1)) --from;
    while (to - from <= id_size && in_word(to)) ++to;
    return to - from == id_size && is_letter(text[from]) && text[from + 1] == '_';
}

/// The final X of an 18-character identity number.
std::size_t check_letter(std::string_view text, const Group& last) noexcept {
    const char c = at(text, last.to);
    return (c == 'X' || c == 'x') && !is_letter(at(text, last.to + 1)) ? 1 : 0;
}

/// Blots out the characters of a run of groups but the first 3 and the last 4 (2 of a short
/// number).
void blot(std::string& out, std::string_view text, const Groups& groups, Range range) {
    std::vector<std::size_t> places;
    std::size_t longest = 0;
    for (std::size_t g = range.first; g < range.second; ++g) {
        longest = std::max(longest, groups[g].size());
        for (std::size_t i = groups[g].from; i < groups[g].to; ++i) places.push_back(i);
    }
    const Group& last = groups[range.second - 1];
    if (check_letter(text, last) == 1) places.push_back(last.to);
    if (places.size() < digits_min || longest < grouped_digits_min) return;
    if (range.second - range.first == 1 && (is_amount(text, last) || is_reference(text, last)))
        return;
    const std::size_t kept_last = places.size() >= 11 ? 4 : 2;
    for (std::size_t i = 3; i + kept_last < places.size(); ++i) out[places[i]] = '*';
}

}  // namespace

std::string mask_numbers(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        const Groups groups = read_groups(text, i);
        std::size_t from = 0;
        for (std::size_t g = 0; g < groups.size();) {
            const std::size_t dates = date_size(text, groups, g);
            if (dates > 0 && g > from) blot(out, text, groups, {from, g});
            g += std::max<std::size_t>(dates, 1);
            if (dates > 0) from = g;
        }
        if (from < groups.size()) blot(out, text, groups, {from, groups.size()});
        i = groups.back().to;
    }
    return out;
}

}  // namespace accord::base
