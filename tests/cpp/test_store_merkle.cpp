// The tree against its definition, the published probes, and the tile arithmetic of C2SP.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "accord/base/file.hpp"
#include "accord/base/json.hpp"
#include "accord/store/merkle.hpp"

namespace accord::store {
namespace {

using base::Digest;

const CompactRange::TileSink no_tiles = [](unsigned, std::uint64_t, const Digest&) {};

Digest leaf_of(std::uint64_t i) {
    return leaf_hash("leaf " + std::to_string(i));
}

/// Nodes straight from the definition: no tiles, no storage.
Digest node_of(unsigned height, std::uint64_t index) {
    if (height == 0) return leaf_of(index);
    return node_hash(node_of(height - 1, 2 * index), node_of(height - 1, 2 * index + 1));
}

std::vector<std::string> texts(const std::vector<Digest>& path) {
    std::vector<std::string> out;
    for (const Digest& hash : path) out.emplace_back(base::view(hash));
    return out;
}

Digest root_of(std::uint64_t size) {
    CompactRange range;
    for (std::uint64_t i = 0; i < size; ++i) range.push(leaf_of(i), no_tiles);
    return range.root();
}

TEST(StoreMerkle, EveryProofOfEverySmallTreeHoldsAndNoOther) {
    constexpr std::uint64_t most = 33;
    std::vector<Digest> roots;
    for (std::uint64_t size = 0; size <= most; ++size) roots.push_back(root_of(size));
    for (std::uint64_t size = 1; size <= most; ++size) {
        EXPECT_EQ(range_hash(0, size, node_of), roots[size]);
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto path = texts(inclusion_path(index, size, node_of));
            for (std::uint64_t claimed = 0; claimed < size; ++claimed) {
                EXPECT_EQ(check_inclusion(claimed, size, base::view(leaf_of(index)), path,
                                          base::view(roots[size])),
                          claimed == index);
            }
        }
        for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
            const auto path = texts(consistency_path(old_size, size, node_of));
            for (std::uint64_t claimed = 0; claimed <= size; ++claimed) {
                EXPECT_EQ(check_consistency(claimed, size, base::view(roots[claimed]),
                                            base::view(roots[size]), path),
                          claimed == old_size)
                    << claimed << " " << old_size << " " << size;
            }
        }
    }
}

TEST(StoreMerkle, EmptyLogsAndEmptyHashesVouchForNothing) {
    const Digest empty = base::sha256(std::string_view{});
    const Digest one = root_of(1);
    EXPECT_EQ(CompactRange().root(), empty);
    EXPECT_FALSE(check_consistency(0, 1, base::view(empty), base::view(one), {}));
    EXPECT_FALSE(check_consistency(0, 0, base::view(empty), base::view(empty), {}));
    EXPECT_FALSE(check_inclusion(0, 0, base::view(one), {}, base::view(empty)));
    EXPECT_FALSE(check_inclusion(0, 1, "", {}, base::view(one)));
    EXPECT_FALSE(check_inclusion(0, 1, base::view(one), {}, ""));
    EXPECT_TRUE(check_inclusion(0, 1, base::view(one), {}, base::view(one)));
}

TEST(StoreMerkle, FrontierCarriesTheTreeOnAndTilesAreReportedOnce) {
    CompactRange whole;
    CompactRange carried;
    std::map<std::pair<unsigned, std::uint64_t>, Digest> tiles;
    for (std::uint64_t i = 0; i < 66000; ++i) {
        const Digest leaf = leaf_of(i);
        whole.push(leaf, [&](unsigned level, std::uint64_t index, const Digest& hash) {
            EXPECT_TRUE(tiles.emplace(std::pair{level, index}, hash).second);
        });
        if (i % 1000 == 0) carried = CompactRange(carried.size(), carried.frontier());
        carried.push(leaf, no_tiles);
    }
    EXPECT_EQ(whole.root(), carried.root());
    EXPECT_EQ(tiles.size(), 66000U / 256 + 66000U / 65536);
    EXPECT_EQ(tiles.at({1, 3}), node_of(8, 3));
    CompactRange upper;
    for (std::uint64_t i = 0; i < 256; ++i) upper.push(tiles.at({1, i}), no_tiles);
    EXPECT_EQ(tiles.at({2, 0}), upper.root());
}

// --- shared vectors
// -------------------------------------------------------------------------------

std::filesystem::path shared_file(const char* name) {
    const char* folder = std::getenv("ACCORD_SHARED_DIR");
    const std::filesystem::path root =
        folder != nullptr ? folder
                          : std::filesystem::path(ACCORD_TEST_ROOT).parent_path() / "shared";
    return root / "vectors" / name;
}

/// Sets `text` to a shared file's; fails or skips the test when there is none.
void load_shared(const char* name, std::string& text) {
    const std::filesystem::path path = shared_file(name);
    if (std::filesystem::is_regular_file(path)) {
        text = base::read_file(path, 1 << 20);
        return;
    }
    const char* required = std::getenv("ACCORD_SHARED");
    if (required != nullptr && std::string_view(required) == "required") {
        FAIL() << "shared file is missing: " << name;
    }
    GTEST_SKIP() << "needs a shared file that this clone does not have: " << name;
}

std::string from_hex(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        out.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
    }
    return out;
}

/// The probes' indices reach 2^64 − 1, which is no JSON integer to our parser.
std::string quote_large_integers(std::string_view json) {
    constexpr std::string_view digits = "0123456789";
    std::string out;
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t end = std::min(json.find_first_not_of(digits, at), json.size());
        const bool is_large = end - at > 15 && out.ends_with(": ");
        if (is_large) out.push_back('"');
        out.append(json.substr(at, std::max<std::size_t>(end - at, 1)));
        if (is_large) out.push_back('"');
        at = std::max(end, at + 1);
    }
    return out;
}

class StoreMerkleShared : public ::testing::Test {
protected:
    void load(const char* name) {
        load_shared(name, text_);
        if (text_.empty()) return;
        json_ = base::parse_json(quote_large_integers(text_), name);
    }
    [[nodiscard]] const base::JsonArray& list(std::string_view name) const {
        return base::as_array(base::member(base::as_object(json_, ""), name, ""), "");
    }
    static std::uint64_t count(const base::JsonObject& row, std::string_view name) {
        const base::Json& value = base::member(row, name, "");
        if (!value.is_string()) return static_cast<std::uint64_t>(base::as_integer(value, ""));
        return std::stoull(std::string(base::as_text(value, "")));
    }
    static std::string bytes(const base::JsonObject& row, std::string_view name) {
        const base::Json& value = base::member(row, name, "");
        return value.is_null() ? std::string() : base::unbase64(base::as_text(value, ""));
    }
    static std::vector<std::string> path(const base::JsonObject& row) {
        std::vector<std::string> out;
        const base::Json& proof = base::member(row, "proof", "");
        if (proof.is_null()) return out;
        for (const base::Json& hash : base::as_array(proof, "")) {
            out.push_back(base::unbase64(base::as_text(hash, "")));
        }
        return out;
    }

    std::string text_;
    base::Json json_;
};

TEST_F(StoreMerkleShared, InclusionProbes) {
    load("merkle_rfc6962_probes.json");
    if (HasFatalFailure() || IsSkipped()) return;
    int accepted = 0;
    RecordProperty("shared_rows vectors/merkle_rfc6962_probes.json",
                   static_cast<int>(list("inclusion").size() + list("consistency").size()));
    ASSERT_EQ(list("inclusion").size(), 65U);
    for (const base::Json& probe : list("inclusion")) {
        const base::JsonObject& row = base::as_object(probe, "");
        const bool holds = check_inclusion(count(row, "leafIdx"), count(row, "treeSize"),
                                           bytes(row, "leafHash"), path(row), bytes(row, "root"));
        EXPECT_NE(holds, base::as_bool(base::member(row, "wantErr", ""), ""))
            << base::as_text(base::member(row, "_file", ""), "");
        accepted += holds ? 1 : 0;
    }
    EXPECT_EQ(accepted, 6);
}

TEST_F(StoreMerkleShared, ConsistencyProbes) {
    load("merkle_rfc6962_probes.json");
    if (HasFatalFailure() || IsSkipped()) return;
    int accepted = 0;
    ASSERT_EQ(list("consistency").size(), 65U);
    for (const base::Json& probe : list("consistency")) {
        const base::JsonObject& row = base::as_object(probe, "");
        const bool holds = check_consistency(count(row, "size1"), count(row, "size2"),
                                             bytes(row, "root1"), bytes(row, "root2"), path(row));
        EXPECT_NE(holds, base::as_bool(base::member(row, "wantErr", ""), ""))
            << base::as_text(base::member(row, "_file", ""), "");
        accepted += holds ? 1 : 0;
    }
    EXPECT_EQ(accepted, 5);
}

TEST_F(StoreMerkleShared, CanonicalFile) {
    load("merkle_rfc6962_canonical.json");
    if (HasFatalFailure() || IsSkipped()) return;
    std::vector<Digest> leaves;
    std::vector<Digest> roots = {CompactRange().root()};
    CompactRange range;
    for (const base::Json& input : list("leaf_inputs_hex")) {
        leaves.push_back(leaf_hash(from_hex(base::as_text(input, ""))));
        range.push(leaves.back(), no_tiles);
        roots.push_back(range.root());
    }
    ASSERT_EQ(list("roots_by_size").size(), roots.size());
    for (std::size_t i = 0; i < roots.size(); ++i) {
        EXPECT_EQ(base::hex(base::view(roots[i])), base::as_text(list("roots_by_size")[i], ""));
    }
    const NodeSource node = [&](unsigned height, std::uint64_t index) {
        CompactRange part;
        for (std::uint64_t i = index << height; i < (index + 1) << height; ++i) {
            part.push(leaves.at(i), no_tiles);
        }
        return part.root();
    };
    const auto expect_path = [&](const base::JsonObject& row, const std::vector<Digest>& made) {
        const base::JsonArray& wanted = base::as_array(base::member(row, "proof", ""), "");
        ASSERT_EQ(made.size(), wanted.size());
        for (std::size_t i = 0; i < made.size(); ++i) {
            EXPECT_EQ(base::hex(base::view(made[i])), base::as_text(wanted[i], ""));
        }
    };
    const std::size_t proofs = list("inclusion").size() + list("consistency").size();
    RecordProperty("shared_rows vectors/merkle_rfc6962_canonical.json", static_cast<int>(proofs));
    EXPECT_EQ(proofs, 72U);
    for (const base::Json& entry : list("inclusion")) {
        const base::JsonObject& row = base::as_object(entry, "");
        expect_path(row, inclusion_path(count(row, "index"), count(row, "size"), node));
    }
    for (const base::Json& entry : list("consistency")) {
        const base::JsonObject& row = base::as_object(entry, "");
        expect_path(row, consistency_path(count(row, "size1"), count(row, "size2"), node));
    }
}

TEST_F(StoreMerkleShared, RootsOfLargerTrees) {
    load("merkle_rfc6962_canonical.json");
    if (HasFatalFailure() || IsSkipped()) return;
    std::map<std::uint64_t, std::string> wanted;
    for (const base::Json& entry : list("data_index_roots")) {
        const base::JsonObject& row = base::as_object(entry, "");
        wanted[count(row, "size")] = base::as_text(base::member(row, "root", ""), "");
    }
    CompactRange range;
    std::size_t seen = 0;
    for (std::uint64_t size = 0; size <= wanted.rbegin()->first; ++size) {
        if (const auto at = wanted.find(size); at != wanted.end()) {
            EXPECT_EQ(base::hex(base::view(range.root())), at->second) << size;
            ++seen;
        }
        range.push(leaf_hash("data: " + std::to_string(size)), no_tiles);
    }
    EXPECT_EQ(seen, 30U);
}

TEST_F(StoreMerkleShared, TileArithmetic) {
    load("tlog_tiles.json");
    if (HasFatalFailure() || IsSkipped()) return;
    const base::JsonObject& computed =
        base::as_object(base::member(base::as_object(json_, ""), "computed", ""), "");
    RecordProperty("shared_rows vectors/tlog_tiles.json", static_cast<int>(computed.size()));
    EXPECT_EQ(computed.size(), 10U);
    for (const auto& [size, levels] : computed) {
        const std::vector<TileLevel> made = tile_levels(std::stoull(std::string(size)));
        const base::JsonArray& wanted = base::as_array(levels, "");
        ASSERT_EQ(made.size(), wanted.size()) << size;
        for (std::size_t i = 0; i < made.size(); ++i) {
            const base::JsonObject& row = base::as_object(wanted[i], "");
            EXPECT_EQ(made[i].full, count(row, "full")) << size << " " << i;
            EXPECT_EQ(made[i].partial, count(row, "partial_width")) << size << " " << i;
        }
    }
    EXPECT_EQ(tile_index_path(1234067), "x001/x234/067");
    EXPECT_EQ(tile_index_path(5), "005");
}

/// The note body of C2SP checkpoints: origin, size, root, each on a line.
TEST(StoreMerkle, CheckpointText) {
    EXPECT_EQ(checkpoint_text("example.com/log", 0, CompactRange().root()),
              "example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

}  // namespace
}  // namespace accord::store
