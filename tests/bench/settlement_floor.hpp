// What the floors of settlement share: columns from files, fresh cells, division, nulls.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace settlement_floor {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

inline std::string folder;

template <class T>
std::vector<T> column(const char* name) {
    std::ifstream file{folder + "/" + name, std::ios::binary | std::ios::ate};
    if (!file) {
        std::fprintf(stderr, "settlement_floor: no column %s\n", name);
        std::exit(1);
    }
    std::vector<T> values(static_cast<std::size_t>(file.tellg()) / sizeof(T));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(T)));
    return values;
}

/// Fresh memory that is not set to zero, in huge pages where it is large: in small ones, asking for
/// it would take longer than all the rest.
struct Free {
    void operator()(void* bytes) const noexcept { std::free(bytes); }
};
template <class T>
using Fresh = std::unique_ptr<T[], Free>;
template <class T>
Fresh<T> fresh(std::size_t count) {
    constexpr std::size_t page = std::size_t{1} << 21;
    const std::size_t size = (count * sizeof(T) / page + 1) * page;
    const bool large = count * sizeof(T) >= page / 2;
    void* const bytes = large ? std::aligned_alloc(page, size) : std::malloc(count * sizeof(T) + 1);
    if (bytes == nullptr) std::exit(1);
    if (large) (void)madvise(bytes, size, MADV_HUGEPAGE);
    return Fresh<T>{static_cast<T*>(bytes)};
}

/// What comes out: a figure and a state for each row: 0 known, 1 provisional, 2 none, 3 a unit too
/// low perhaps, which exact arithmetic has to decide.
struct Out {
    explicit Out(std::size_t rows, std::size_t part_count = 0)
        : minor(fresh<std::int64_t>(rows)), state(fresh<std::uint8_t>(rows)), size(rows) {
        for (std::size_t i = 0; i < part_count; ++i) {
            parts.push_back(fresh<std::int64_t>(rows));
        }
    }
    [[nodiscard]] std::int64_t sum() const {
        std::int64_t all = 0;
        for (std::size_t i = 0; i < size; ++i) all += state[i] == 2 ? 0 : minor[i];
        return all;
    }
    [[nodiscard]] std::int64_t undecided() const {
        return std::count(state.get(), state.get() + size, std::uint8_t{3});
    }
    Fresh<std::int64_t> minor;
    Fresh<std::uint8_t> state;
    std::vector<Fresh<std::int64_t>> parts;
    Fresh<std::uint8_t> validity;
    Fresh<std::uint8_t> provisional;
    Fresh<std::int16_t> codes;
    Fresh<std::int32_t> offsets;
    std::string names;
    std::size_t size;
};

/// Division by a number known at run time, half up, by one multiplication.
struct Divider {
    explicit Divider(std::uint64_t divisor)
        : added(divisor / 2),
          shift(static_cast<unsigned>(std::bit_width(divisor) - 1) - std::has_single_bit(divisor)) {
        multiplier = static_cast<std::uint64_t>((UnsignedWide{1} << (64 + shift)) / divisor + 1);
    }
    std::uint64_t operator()(std::uint64_t n) const {
        return static_cast<std::uint64_t>(UnsignedWide{n + added} * multiplier >> 64) >> shift;
    }
    std::uint64_t multiplier = 0;
    std::uint64_t added;
    unsigned shift;
};

inline bool is_null(const std::vector<std::uint8_t>& bits, std::size_t row) {
    return ((bits[row >> 3] >> (row & 7)) & 1) == 0;
}

/// The cells of a table in Arrow's layout, as ours has them: what is valid, what is provisional,
/// and for rows without a figure a code and the name of the column that is null.
inline void finish(Out& out, const std::vector<std::uint8_t>& valid, const std::string& name) {
    constexpr std::uint64_t each = 0x0101010101010101;
    constexpr std::uint64_t gather = 0x0102040810204080;  // byte i's lowest bit to bit 56 + i
    const std::size_t size = (out.size + 7) / 8;
    for (std::size_t row = 0; row < out.size; row += 8) {
        if (valid[row >> 3] == 0xff) continue;
        for (std::size_t i = row; i < std::min(row + 8, out.size); ++i) {
            if (is_null(valid, i)) out.state[i] = 2;
        }
    }
    out.validity = fresh<std::uint8_t>(size);
    out.provisional = fresh<std::uint8_t>(size);
    for (std::size_t at = 0; at < size; ++at) {
        std::uint64_t word = 0;
        std::memcpy(&word, &out.state[at * 8], std::min<std::size_t>(8, out.size - at * 8));
        out.validity[at] = static_cast<std::uint8_t>(((~(word >> 1) & each) * gather) >> 56);
        out.provisional[at] = static_cast<std::uint8_t>(((word & each) * gather) >> 56);
    }
    out.codes = fresh<std::int16_t>(out.size);
    out.offsets = fresh<std::int32_t>(out.size + 1);
    std::fill_n(out.codes.get(), out.size, std::int16_t{0});
    std::size_t row = 0;
    for (std::size_t i = 0; i < out.size; ++i) {
        if (i % 8 == 0 && out.validity[i >> 3] == 0xff) {
            i += 7;
            continue;
        }
        if (out.state[i] != 2) continue;
        std::fill(&out.offsets[row], &out.offsets[i] + 1,
                  static_cast<std::int32_t>(out.names.size()));
        out.codes[i] = 1;
        out.names += name;
        row = i + 1;
    }
    std::fill(&out.offsets[row], &out.offsets[out.size] + 1,
              static_cast<std::int32_t>(out.names.size()));
}

using Pass = std::function<Out()>;
struct Work {
    double units = 0;  // of one pass
    Pass pass;
};

}  // namespace settlement_floor
