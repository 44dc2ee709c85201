// The floor of procedures over columns: the same cases, events, guards and terms by bare C++ loops
// over tables, with the same bytes and hashes where they are asked for, and nothing else.
//
// Usage: procedure_floor CASE FOLDER PASSES. The folder holds columns as raw little-endian numbers,
// written by bench_procedure.py; reading them is not timed. Prints what its answers add up to, and
// then how many events, days or terms a second.
//   guarded   order, at (of a frame "go", then of one "back"), due (last day by day), start (the
//             first moment of each day)
//   hashed    the same, each act with the bytes of its events and a SHA-256 of each
//   business  from, n, worked (index by day's index), before (worked days by day's index)
//   holiday   trigger, due, changed (days)
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string folder;

template <class T>
std::vector<T> column(const char* name) {
    std::ifstream file{folder + "/" + name, std::ios::binary | std::ios::ate};
    if (!file) {
        std::fprintf(stderr, "procedure_floor: no column %s\n", name);
        std::exit(1);
    }
    std::vector<T> values(static_cast<std::size_t>(file.tellg()) / sizeof(T));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(T)));
    return values;
}

/// A pass says what its answers add up to; `units` is how much work it is.
struct Work {
    double units = 0;
    std::function<std::int64_t()> pass;
};

// --- guarded acts, and their bytes ---------------------------------------------------------------

constexpr std::int64_t never = INT64_MAX;
constexpr std::size_t ahead = 24;

/// All that a case is, in 32 bytes.
struct Row {
    std::int64_t last_at = 0;
    std::int64_t over_from = never;
    std::int32_t due = 0;
    std::int32_t filed_on = 0;
    std::int32_t amount = 500'00;
    std::uint8_t stage = 0;
};

class Leaves {
public:
    Leaves() : context_(EVP_MD_CTX_new()), algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)) {}
    ~Leaves() {
        EVP_MD_CTX_free(context_);
        EVP_MD_free(algorithm_);
    }
    Leaves(const Leaves&) = delete;
    Leaves& operator=(const Leaves&) = delete;

    /// One event: what never differs as it is, and the numbers of its own.
    void add(std::string_view body, std::uint32_t row, std::uint64_t number, std::int64_t at) {
        const std::size_t first = bytes_.size();
        bytes_ += R"({"algorithms":"SHA-256/AES-256-GCM/Ed25519","body":)";
        bytes_ += body;
        bytes_ += R"(,"case":"c_aaaaaaaaaaaaaaaaaaaa)";
        for (int i = 0; i < 6; ++i) bytes_ += "abcdefghijklmnopqrstuvwxyz234567"[row >> 5 * i & 31];
        bytes_ += R"(","kind":"stage_entered","law":")";
        bytes_ += law_;
        bytes_ += R"(","n":)";
        digits(static_cast<std::int64_t>(number));
        bytes_ += R"(,"occurred":[)";
        digits(at);
        bytes_ += R"(,0],"recorded_at":)";
        digits(at);
        bytes_ += R"(,"v":1})";
        std::array<unsigned char, 32> leaf;
        EVP_DigestInit_ex2(context_, algorithm_, nullptr);
        EVP_DigestUpdate(context_, "", 1);
        EVP_DigestUpdate(context_, bytes_.data() + first, bytes_.size() - first);
        EVP_DigestFinal_ex(context_, leaf.data(), nullptr);
        leaves_.push_back(leaf);
    }
    [[nodiscard]] std::size_t take() {
        const std::size_t count = leaves_.size();
        bytes_.clear();
        leaves_.clear();
        return count;
    }

private:
    void digits(std::int64_t number) {
        std::array<char, 24> text;
        const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
        bytes_.append(text.data(), end);
    }

    EVP_MD_CTX* context_;
    EVP_MD* algorithm_;
    std::string law_ = std::string(64, '0');
    std::string bytes_;
    std::vector<std::array<unsigned char, 32>> leaves_;
};

class Acts {
public:
    explicit Acts(bool hashes)
        : order_(column<std::uint32_t>("order")),
          at_{column<std::int64_t>("go"), column<std::int64_t>("back")},
          due_(column<std::int32_t>("due")),
          start_(column<std::int64_t>("start")),
          rows_(order_.size()),
          hashes_(hashes) {}

    [[nodiscard]] double units() const { return 2.0 * static_cast<double>(order_.size()); }

    std::int64_t pass() {
        std::int64_t sum = 0;
        for (Row& row : rows_) row = {};
        for (const std::uint8_t stage : {std::uint8_t{0}, std::uint8_t{1}}) {
            for (std::size_t i = 0; i < order_.size(); ++i) {
                if (i + ahead < order_.size()) __builtin_prefetch(&rows_[order_[i + ahead]], 1);
                sum += act(order_[i], stage, at_[stage][i]);
            }
        }
        if (hashes_) sum += static_cast<std::int64_t>(leaves_.take());
        return sum;
    }

private:
    std::int64_t act(std::uint32_t at_row, std::uint8_t stage, std::int64_t at) {
        Row& row = rows_[at_row];
        if (at < row.last_at || row.stage != stage || at >= row.over_from) return 0;
        const auto day = static_cast<std::size_t>((at - start_.front()) / 86'400'000'000);
        if (stage == 0 && (row.amount > 1'000'00 || static_cast<std::int32_t>(day) < row.filed_on))
            return 0;
        row.last_at = at;
        row.stage ^= 1;
        row.due = stage == 0 ? due_[day] : row.due;
        row.over_from = stage == 0 ? start_[static_cast<std::size_t>(row.due) + 1] : never;
        if (hashes_) write(at_row, stage, at);
        return row.due;
    }
    void write(std::uint32_t row, std::uint8_t stage, std::int64_t at) {
        const std::uint64_t number = stage == 0 ? 3 : 6;
        leaves_.add(stage == 0 ? R"({"action":"go"})" : R"({"action":"back"})", row, number, at);
        leaves_.add(R"({"is_final":false,"stage":"b"})", row, number + 1, at);
        leaves_.add(stage == 0 ? started_ : met_, row, number + 2, at);
    }

    std::vector<std::uint32_t> order_;
    std::array<std::vector<std::int64_t>, 2> at_;
    std::vector<std::int32_t> due_;
    std::vector<std::int64_t> start_;
    std::vector<Row> rows_;
    bool hashes_;
    Leaves leaves_;
    std::string started_ =
        R"({"amount":15,"nature":"procedural","reckoning":{"calendar_edition":"2026.1","due":)"
        R"("2026-03-17","raw":"2026-03-17","steps":[{"code":"trigger","date":"2026-03-02",)"
        R"("detail":"2026-03-02T08:00:00+00:00"},{"code":"day_zero","date":"2026-03-03",)"
        R"("detail":"excluded"},{"code":"count","date":"2026-03-17","detail":"15 calendar_day"}],)"
        R"("trigger":"2026-03-02"},"term":"answer"})";
    std::string met_ = R"({"by":"back","term":"answer","when":[1772640000000000,0]})";
};

Work acts(bool hashes) {
    auto all = std::make_shared<Acts>(hashes);
    return {all->units(), [all] { return all->pass(); }};
}

// --- days and terms ------------------------------------------------------------------------------

Work business() {
    const auto from = column<std::int32_t>("from");
    const auto n = column<std::int32_t>("n");
    const auto worked = column<std::int32_t>("worked");
    const auto before = column<std::int32_t>("before");
    std::vector<std::int32_t> out(from.size());
    return {static_cast<double>(from.size()), [=]() mutable {
                for (std::size_t i = 0; i < from.size(); ++i) {
                    const auto day = static_cast<std::size_t>(from[i]) + 1;
                    out[i] = worked[static_cast<std::size_t>(before[day] + n[i] - 1)];
                }
                std::int64_t sum = 0;
                for (const std::int32_t day : out) sum += day;
                return sum;
            }};
}

Work holiday() {
    const auto trigger = column<std::int32_t>("trigger");
    const auto due = column<std::int32_t>("due");
    const auto changed = column<std::int32_t>("changed");
    return {static_cast<double>(trigger.size()), [=] {
                std::int64_t touched = 0;
                for (std::size_t i = 0; i < trigger.size(); ++i) {
                    for (const std::int32_t day : changed) {
                        if (day < trigger[i] || day > due[i]) continue;
                        ++touched;
                        break;
                    }
                }
                return touched;
            }};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 1;
    const std::string_view name = argv[1];
    folder = argv[2];
    const int passes = std::atoi(argv[3]);
    const Work work = name == "guarded"    ? acts(false)
                      : name == "hashed"   ? acts(true)
                      : name == "business" ? business()
                                           : holiday();
    std::int64_t sum = work.pass();
    const auto start = std::chrono::steady_clock::now();
    for (int pass = 0; pass < passes; ++pass) sum = work.pass();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    std::printf("%lld %.1f\n", static_cast<long long>(sum), work.units * passes / spent.count());
    return 0;
}
