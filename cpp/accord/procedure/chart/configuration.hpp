// The active stages of a chart as bits in document order: one word where the chart is small.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace accord::procedure::chart {

/// Place of a stage in document order (preorder of the tree): a stage's descendants follow it.
using Index = std::uint32_t;

constexpr std::size_t stages_max = 4'096;
constexpr std::size_t narrow_max = 64;

/// Bits [first, end) of a word; both at most 64.
[[nodiscard]] constexpr std::uint64_t word_range(Index first, Index end) noexcept {
    if (first >= end) return 0;
    const std::uint64_t below_end = end >= 64 ? ~0ULL : (1ULL << end) - 1;
    return below_end & ~((1ULL << first) - 1);
}

/// Up to 64 stages.
class Narrow {
public:
    static constexpr std::size_t capacity = narrow_max;

    constexpr Narrow() = default;
    explicit constexpr Narrow(std::uint64_t word) noexcept : word_(word) {}

    [[nodiscard]] constexpr std::uint64_t word() const noexcept { return word_; }
    [[nodiscard]] constexpr bool test(Index i) const noexcept { return (word_ >> i & 1) != 0; }
    constexpr void set(Index i) noexcept { word_ |= 1ULL << i; }
    constexpr void reset(Index i) noexcept { word_ &= ~(1ULL << i); }
    [[nodiscard]] constexpr bool none() const noexcept { return word_ == 0; }
    [[nodiscard]] constexpr bool any(Index first, Index end) const noexcept {
        return (word_ & word_range(first, end)) != 0;
    }
    /// Adds those of `other` that lie in [first, end).
    constexpr void add_range(const Narrow& other, Index first, Index end) noexcept {
        word_ |= other.word_ & word_range(first, end);
    }
    constexpr void add(const Narrow& other) noexcept { word_ |= other.word_; }
    constexpr void remove(const Narrow& other) noexcept { word_ &= ~other.word_; }
    constexpr void keep(const Narrow& other) noexcept { word_ &= other.word_; }
    template <class Visit>
    constexpr void each(Visit&& visit) const {
        for (std::uint64_t rest = word_; rest != 0; rest &= rest - 1) {
            visit(static_cast<Index>(std::countr_zero(rest)));
        }
    }
    template <class Visit>
    constexpr void each_backwards(Visit&& visit) const {
        for (std::uint64_t rest = word_; rest != 0;) {
            const auto i = static_cast<Index>(63 - std::countl_zero(rest));
            visit(i);
            rest &= ~(1ULL << i);
        }
    }
    constexpr bool operator==(const Narrow&) const = default;

private:
    std::uint64_t word_ = 0;
};

/// Up to 4,096 stages; lies where it is declared, so that nothing is allocated.
class Wide {
public:
    static constexpr std::size_t capacity = stages_max;

    [[nodiscard]] bool test(Index i) const noexcept { return (words_[i / 64] >> i % 64 & 1) != 0; }
    void set(Index i) noexcept { words_[i / 64] |= 1ULL << i % 64; }
    void reset(Index i) noexcept { words_[i / 64] &= ~(1ULL << i % 64); }
    [[nodiscard]] bool none() const noexcept { return *this == Wide{}; }
    [[nodiscard]] bool any(Index first, Index end) const noexcept {
        for (Index w = first / 64; w * 64 < end; ++w) {
            if ((words_[w] & range_in(w, first, end)) != 0) return true;
        }
        return false;
    }
    void add_range(const Wide& other, Index first, Index end) noexcept {
        for (Index w = first / 64; w * 64 < end; ++w) {
            words_[w] |= other.words_[w] & range_in(w, first, end);
        }
    }
    void add(const Wide& other) noexcept {
        for (std::size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
    }
    void remove(const Wide& other) noexcept {
        for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= ~other.words_[w];
    }
    void keep(const Wide& other) noexcept {
        for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
    }
    template <class Visit>
    void each(Visit&& visit) const {
        for (Index w = 0; w < words_.size(); ++w) {
            Narrow{words_[w]}.each([&](Index i) { visit(w * 64 + i); });
        }
    }
    template <class Visit>
    void each_backwards(Visit&& visit) const {
        for (auto w = static_cast<Index>(words_.size()); w-- > 0;) {
            Narrow{words_[w]}.each_backwards([&](Index i) { visit(w * 64 + i); });
        }
    }
    bool operator==(const Wide&) const = default;

private:
    static std::uint64_t range_in(Index word, Index first, Index end) noexcept {
        const Index base = word * 64;
        return word_range(first > base ? first - base : 0, end - base > 64 ? 64 : end - base);
    }
    std::array<std::uint64_t, stages_max / 64> words_{};
};

}  // namespace accord::procedure::chart
