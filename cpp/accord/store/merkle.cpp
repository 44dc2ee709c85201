// Hashing and proofs of RFC 9162 section 2.1, written from its definitions.
#include "accord/store/merkle.hpp"

#include <bit>
#include <cstring>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::store {

namespace {

using base::Digest;

constexpr std::size_t digest_size = 32;

/// The largest power of two strictly below `width` (width ≥ 2).
std::uint64_t split_below(std::uint64_t width) {
    return std::bit_floor(width - 1);
}

Digest to_digest(std::string_view bytes) {
    Digest digest{};
    std::memcpy(digest.data(), bytes.data(), digest_size);
    return digest;
}

bool all_digests(std::span<const std::string> path) {
    for (const std::string& hash : path) {
        if (hash.size() != digest_size) return false;
    }
    return true;
}

void prove_consistency(std::uint64_t begin, std::uint64_t old_size, std::uint64_t size, bool whole,
                       const NodeSource& node, std::vector<Digest>& path) {
    if (old_size == size) {
        if (!whole) path.push_back(range_hash(begin, begin + size, node));
        return;
    }
    const std::uint64_t left = split_below(size);
    if (old_size <= left) {
        prove_consistency(begin, old_size, left, whole, node, path);
        path.push_back(range_hash(begin + left, begin + size, node));
    } else {
        prove_consistency(begin + left, old_size - left, size - left, false, node, path);
        path.push_back(range_hash(begin, begin + left, node));
    }
}

}  // namespace

Digest leaf_hash(std::string_view row) {
    return base::sha256({std::string_view("\0", 1), row});
}

Digest node_hash(const Digest& left, const Digest& right) {
    char bytes[1 + 2 * digest_size];
    bytes[0] = 0x01;
    std::memcpy(bytes + 1, left.data(), digest_size);
    std::memcpy(bytes + 1 + digest_size, right.data(), digest_size);
    return base::sha256(std::string_view(bytes, sizeof bytes));
}

CompactRange::CompactRange(std::uint64_t size, std::string_view frontier) : size_(size) {
    const auto count = static_cast<std::size_t>(std::popcount(size));
    if (frontier.size() != count * digest_size) base::fail_store("damaged", "frontier");
    roots_.reserve(64);
    for (std::size_t i = 0; i < count; ++i) {
        roots_.push_back(to_digest(frontier.substr(i * digest_size, digest_size)));
    }
}

void CompactRange::push(const Digest& leaf, const TileSink& sink) {
    Digest hash = leaf;
    ++size_;
    // As in binary addition: each bit of the old size that is carried away merges one subtree.
    const auto carries = static_cast<unsigned>(std::countr_zero(size_));
    for (unsigned height = 1; height <= carries; ++height) {
        hash = node_hash(roots_.back(), hash);
        roots_.pop_back();
        if (height % tile_height == 0) sink(height / tile_height, (size_ >> height) - 1, hash);
    }
    roots_.push_back(hash);
}

Digest CompactRange::root() const {
    if (roots_.empty()) return base::sha256(std::string_view{});
    Digest hash = roots_.back();
    for (std::size_t i = roots_.size() - 1; i > 0; --i) hash = node_hash(roots_[i - 1], hash);
    return hash;
}

std::string CompactRange::frontier() const {
    std::string bytes;
    bytes.reserve(roots_.size() * digest_size);
    for (const Digest& root : roots_) bytes.append(base::view(root));
    return bytes;
}

Digest range_hash(std::uint64_t begin, std::uint64_t end, const NodeSource& node) {
    const std::uint64_t width = end - begin;
    ACCORD_CHECK(width > 0);
    if (std::has_single_bit(width)) {
        const auto height = static_cast<unsigned>(std::countr_zero(width));
        return node(height, begin >> height);
    }
    const std::uint64_t left = split_below(width);
    return node_hash(range_hash(begin, begin + left, node), range_hash(begin + left, end, node));
}

std::vector<Digest> inclusion_path(std::uint64_t index, std::uint64_t size,
                                   const NodeSource& node) {
    ACCORD_CHECK(index < size);
    std::vector<Digest> siblings;  // from the root downwards
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end - begin > 1) {
        const std::uint64_t middle = begin + split_below(end - begin);
        if (index < middle) {
            siblings.push_back(range_hash(middle, end, node));
            end = middle;
        } else {
            siblings.push_back(range_hash(begin, middle, node));
            begin = middle;
        }
    }
    return {siblings.rbegin(), siblings.rend()};
}

std::vector<Digest> consistency_path(std::uint64_t old_size, std::uint64_t size,
                                     const NodeSource& node) {
    ACCORD_CHECK(old_size > 0 && old_size <= size);
    std::vector<Digest> path;
    prove_consistency(0, old_size, size, true, node, path);
    return path;
}

bool check_inclusion(std::uint64_t index, std::uint64_t size, std::string_view leaf,
                     std::span<const std::string> path, std::string_view root) {
    if (index >= size || leaf.size() != digest_size || root.size() != digest_size) return false;
    if (!all_digests(path)) return false;
    std::uint64_t first = index;
    std::uint64_t last = size - 1;
    Digest hash = to_digest(leaf);
    for (const std::string& sibling : path) {
        if (last == 0) return false;
        if ((first & 1) != 0 || first == last) {
            hash = node_hash(to_digest(sibling), hash);
            while ((first & 1) == 0 && first != 0) {
                first >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, to_digest(sibling));
        }
        first >>= 1;
        last >>= 1;
    }
    return last == 0 && base::view(hash) == root;
}

bool check_consistency(std::uint64_t old_size, std::uint64_t size, std::string_view old_root,
                       std::string_view root, std::span<const std::string> path) {
    if (old_size == 0 || old_size > size) return false;
    // One log and itself: nothing is hashed, the roots are only compared.
    if (old_size == size) return path.empty() && !root.empty() && old_root == root;
    if (old_root.size() != digest_size || root.size() != digest_size) return false;
    if (!all_digests(path)) return false;
    if (path.empty()) return false;

    // An old tree of a power of two leaves is itself a node of the new one, and is left out.
    const bool whole = std::has_single_bit(old_size);
    std::uint64_t first = old_size - 1;
    std::uint64_t last = size - 1;
    while ((first & 1) != 0) {
        first >>= 1;
        last >>= 1;
    }
    Digest old_hash = to_digest(whole ? old_root : std::string_view(path[0]));
    Digest new_hash = old_hash;
    for (std::size_t i = whole ? 0 : 1; i < path.size(); ++i) {
        if (last == 0) return false;
        const Digest sibling = to_digest(path[i]);
        if ((first & 1) != 0 || first == last) {
            old_hash = node_hash(sibling, old_hash);
            new_hash = node_hash(sibling, new_hash);
            while ((first & 1) == 0 && first != 0) {
                first >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, sibling);
        }
        first >>= 1;
        last >>= 1;
    }
    return last == 0 && base::view(old_hash) == old_root && base::view(new_hash) == root;
}

std::vector<TileLevel> tile_levels(std::uint64_t size) {
    std::vector<TileLevel> levels;
    for (; size > 0; size /= tile_width) {
        levels.push_back({size / tile_width, static_cast<unsigned>(size % tile_width)});
    }
    return levels;
}

std::string tile_index_path(std::uint64_t index) {
    const auto group = [](std::uint64_t value) {
        std::string digits = std::to_string(value);
        return std::string(3 - digits.size(), '0') + digits;
    };
    std::string path = group(index % 1000);
    for (index /= 1000; index > 0; index /= 1000) path = "x" + group(index % 1000) + "/" + path;
    return path;
}

std::string checkpoint_text(std::string_view origin, std::uint64_t size, const Digest& root) {
    std::string text(origin);
    text += '\n';
    text += std::to_string(size);
    text += '\n';
    text += base::base64(base::view(root));
    text += '\n';
    return text;
}

}  // namespace accord::store
