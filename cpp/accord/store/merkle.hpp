// The Merkle tree of RFC 9162 over the journal's rows: compact range, proofs, and their checks.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/hash.hpp"

namespace accord::store {

/// SHA-256(0x00 ‖ row).
[[nodiscard]] base::Digest leaf_hash(std::string_view row);
/// SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] base::Digest node_hash(const base::Digest& left, const base::Digest& right);

/// Subtrees are kept in tiles of eight levels, as C2SP tlog-tiles cuts them.
inline constexpr unsigned tile_height = 8;
inline constexpr std::uint64_t tile_width = 256;

/// The roots of the complete subtrees that cover leaves [0, size): enough to append and to name the
/// root, so opening a log costs nothing, whatever its size.
class CompactRange {
public:
    /// Told of each complete subtree whose height is a multiple of 8: level = height / 8.
    using TileSink = std::function<void(unsigned level, std::uint64_t index, const base::Digest&)>;

    CompactRange() = default;
    /// `frontier` as frontier() gave it. Throws Error(store, "damaged") when its length is wrong.
    CompactRange(std::uint64_t size, std::string_view frontier);

    void push(const base::Digest& leaf, const TileSink& sink);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] base::Digest root() const;
    /// The roots, largest subtree first, 32 bytes each.
    [[nodiscard]] std::string frontier() const;

private:
    std::uint64_t size_ = 0;
    std::vector<base::Digest> roots_;  // largest first
};

/// The root of the complete subtree of 2^height leaves that starts at leaf index << height.
using NodeSource = std::function<base::Digest(unsigned height, std::uint64_t index)>;

/// MTH of leaves [begin, end), with `begin` a multiple of the largest power of two below its
/// length.
[[nodiscard]] base::Digest range_hash(std::uint64_t begin, std::uint64_t end,
                                      const NodeSource& node);
/// RFC 9162 2.1.3.1. Requires index < size.
[[nodiscard]] std::vector<base::Digest> inclusion_path(std::uint64_t index, std::uint64_t size,
                                                       const NodeSource& node);
/// RFC 9162 2.1.4.1. Requires 1 ≤ old_size ≤ size; empty when they are equal.
[[nodiscard]] std::vector<base::Digest> consistency_path(std::uint64_t old_size, std::uint64_t size,
                                                         const NodeSource& node);

/// RFC 9162 2.1.3.2. Hashes of other than 32 bytes (an empty leaf hash among them) are refused.
[[nodiscard]] bool check_inclusion(std::uint64_t index, std::uint64_t size, std::string_view leaf,
                                   std::span<const std::string> path, std::string_view root);
/// RFC 9162 2.1.4.2. Size 0 is refused on either side: an empty log vouches for nothing, and every
/// log would extend it.
[[nodiscard]] bool check_consistency(std::uint64_t old_size, std::uint64_t size,
                                     std::string_view old_root, std::string_view root,
                                     std::span<const std::string> path);

/// How C2SP tlog-tiles cuts a tree: at each level the number of full tiles and the partial one's
/// width.
struct TileLevel {
    std::uint64_t full = 0;
    unsigned partial = 0;
    bool operator==(const TileLevel&) const = default;
};
[[nodiscard]] std::vector<TileLevel> tile_levels(std::uint64_t size);
/// "x001/x234/067" for 1234067.
[[nodiscard]] std::string tile_index_path(std::uint64_t index);

/// A C2SP note body: origin, size and base64 root, each on a line.
[[nodiscard]] std::string checkpoint_text(std::string_view origin, std::uint64_t size,
                                          const base::Digest& root);

}  // namespace accord::store
