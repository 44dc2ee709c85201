// What the floors of settlement share: columns from files, fresh cells, division, nulls.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
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

/// What comes out: a figure and a state for each row: 0 known, 1 provisional, 2 none, 3 a unit too
/// low perhaps, which exact arithmetic has to decide.
struct Out {
    explicit Out(std::size_t rows, std::size_t part_count = 0)
        : minor(std::make_unique_for_overwrite<std::int64_t[]>(rows)),
          state(std::make_unique_for_overwrite<std::uint8_t[]>(rows)),
          size(rows) {
        for (std::size_t i = 0; i < part_count; ++i) {
            parts.push_back(std::make_unique_for_overwrite<std::int64_t[]>(rows));
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
    std::unique_ptr<std::int64_t[]> minor;
    std::unique_ptr<std::uint8_t[]> state;
    std::vector<std::unique_ptr<std::int64_t[]>> parts;
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

inline void strike_nulls(const std::vector<std::uint8_t>& bits, std::size_t rows,
                         std::uint8_t* state) {
    for (std::size_t row = 0; row < rows; row += 8) {
        if (bits[row >> 3] == 0xff) continue;
        for (std::size_t i = row; i < std::min(row + 8, rows); ++i) {
            if (is_null(bits, i)) state[i] = 2;
        }
    }
}

using Pass = std::function<Out()>;
struct Work {
    double units = 0;  // of one pass
    Pass pass;
};

}  // namespace settlement_floor
