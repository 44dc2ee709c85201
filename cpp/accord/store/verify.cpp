// Verification: everything a row, a column or a counter says is computed again from the rows.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/store/state.hpp"

namespace accord::store {

namespace {

constexpr std::size_t faults_max = 1000;

/// What is known of a case after the rows seen so far; indexed by its dense number.
struct CaseSeen {
    base::Id id;
    std::uint64_t last_seq = 0;
    std::uint64_t n = 0;
};

class Checker {
public:
    Checker(Connection& reader, const LogState& log, VerifyReport& report)
        : reader_(reader), log_(log), report_(report) {}

    void rows();
    void laws();
    void structure();

    void fault(std::string_view code, std::string_view place) {
        if (report_.faults.size() == faults_max) report_.faults.emplace_back("more_faults");
        if (report_.faults.size() > faults_max) return;
        report_.faults.push_back(std::string(code).append(":").append(place));
    }
    void fault(std::string_view code, std::uint64_t place) { fault(code, std::to_string(place)); }

private:
    void row(const Row& row);
    void place(const Row& row);
    void place_in_case(const Row& row, const HeadFacts& facts);
    void check_tile(unsigned level, std::uint64_t index, const base::Digest& hash);

    Connection& reader_;
    const LogState& log_;
    VerifyReport& report_;
    CompactRange tree_;
    std::vector<CaseSeen> cases_{1};  // number 0 is no case
    std::uint64_t last_own_ = 0;
    std::uint64_t tiles_ = 0;
    std::string leaf_input_;
    Frame frame_;
};

void Checker::check_tile(unsigned level, std::uint64_t index, const base::Digest& hash) {
    ++tiles_;
    base::Digest stored{};
    try {
        stored = reader_.tile(level, index);
    } catch (const base::Error&) {
        stored = {};
    }
    if (stored != hash) fault("tile_differs", std::to_string(level) + "/" + std::to_string(index));
}

void Checker::place_in_case(const Row& row, const HeadFacts& facts) {
    base::Id id;
    try {
        id = base::parse_id('c', facts.case_text);
    } catch (const base::Error&) {
        return fault("head_damaged", row.seq);
    }
    if (row.previous == 0) {
        if (row.case_ordinal != cases_.size() || facts.n != 1) fault("case_differs", row.seq);
        cases_.push_back({id, row.seq, facts.n});
        return;
    }
    if (row.case_ordinal == 0 || row.case_ordinal >= cases_.size()) {
        return fault("case_differs", row.seq);
    }
    CaseSeen& seen = cases_[row.case_ordinal];
    if (seen.id != id) fault("case_differs", row.seq);
    if (seen.last_seq != row.previous) fault("previous_differs", row.seq);
    if (seen.n + 1 != facts.n) fault("version_differs", row.seq);
    seen.last_seq = row.seq;
    seen.n = facts.n;
}

void Checker::place(const Row& row) {
    HeadFacts facts;
    if (!read_head(frame_.head, facts)) return fault("head_damaged", row.seq);
    if (!facts.case_text.empty()) return place_in_case(row, facts);
    if (row.case_ordinal != 0) fault("case_differs", row.seq);
    if (row.previous != last_own_) fault("previous_differs", row.seq);
    last_own_ = row.seq;
}

void Checker::row(const Row& row) {
    if (row.seq != tree_.size() + 1) fault("seq_differs", row.seq);
    leaf_input_.assign(1, '\0').append(row.bytes);
    tree_.push(base::sha256(leaf_input_),
               [this](unsigned level, std::uint64_t index, const base::Digest& hash) {
                   check_tile(level, index, hash);
               });
    if (!parse_frame(row.bytes, frame_)) return fault("frame_damaged", row.seq);
    if (frame_.seq != row.seq) fault("seq_differs", row.seq);
    for (const FrameField& field : frame_.fields) {
        if (field.owner >= log_.next_key) fault("owner_unknown", row.seq);
    }
    place(row);
}

void Checker::rows() {
    try {
        reader_.scan(0, INT64_MAX, [&](const Row& read) {
            row(read);
            return true;
        });
    } catch (const base::Error& failure) {
        if (failure.code() != "damaged") throw;
        fault("journal_damaged", failure.subject());
    }
    report_.events = tree_.size();
    report_.root = tree_.root();
    if (tree_.size() != log_.tree.size()) fault("size_differs", tree_.size());
    if (tree_.frontier() != log_.tree.frontier()) fault("frontier_differs", tree_.size());
    if (log_.next_case != cases_.size()) fault("counter_differs", "next_case");
    if (log_.last_own != last_own_) fault("counter_differs", "last_own");
}

void Checker::laws() {
    const std::vector<std::string> hashes = reader_.law_hashes();
    report_.laws = hashes.size();
    if (hashes.size() != log_.laws) fault("counter_differs", "laws");
    for (const std::string& hash : hashes) {
        std::string bytes;
        const bool there = reader_.law(hash, bytes);
        const base::Digest digest = base::sha256(bytes);
        const bool length = hash.size() == 16 || hash.size() == 32;
        if (!there || !length || !base::view(digest).starts_with(hash)) {
            fault("law_differs", law_text(hash));
        }
    }
}

void Checker::structure() {
    SQLite::Database& database = reader_.database();
    guarded("journal.sqlite", [&] {
        if (number(database, "SELECT min(seq) < 1 FROM event") != 0) fault("seq_differs", "0");
        if (static_cast<std::uint64_t>(number(database, "SELECT count(*) FROM tile")) != tiles_) {
            fault("counter_differs", "tiles");
        }
        // Pages a look-up walks through and a scan does not: the inner ones of the trees.
        SQLite::Statement check(database, "PRAGMA quick_check(10)");
        while (check.executeStep()) {
            const std::string found = check.getColumn(0).getString();
            if (found != "ok") fault("journal_damaged", found);
        }
    });
}

void check_blobs(const Vault& vault, const std::vector<std::string>& addresses,
                 VerifyReport& report, Checker& checker) {
    std::vector<std::string> named = addresses;
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    for (const std::string& address : named) {
        try {
            (void)vault.get(address);
            ++report.blobs;
        } catch (const base::Error& failure) {
            checker.fault(failure.code() == "damaged" ? "blob_differs" : failure.code(), address);
        }
    }
    for (const std::string& found : vault.list()) {
        if (!std::binary_search(named.begin(), named.end(), found)) {
            report.notes.push_back("blob_orphan:" + found);
        }
    }
}

}  // namespace

VerifyReport Store::verify(const std::vector<std::string>& blob_addresses) const {
    const State& state = *state_;
    state.check_process();
    VerifyReport report;
    Journal::Lease reader = state_->journal.read();
    const LogState log = reader->state();
    Checker checker(*reader, log, report);
    checker.rows();
    const auto damage_is_fault = [&](auto&& step) {
        try {
            step();
        } catch (const base::Error& failure) {
            if (failure.code() != "damaged") throw;
            checker.fault("journal_damaged", failure.subject());
        }
    };
    damage_is_fault([&] { checker.laws(); });
    damage_is_fault([&] { checker.structure(); });
    damage_is_fault([&] {
        Keys::Survey survey = state.keys.survey(static_cast<std::uint32_t>(log.next_key - 1));
        report.keys = survey.whole;
        report.destroyed_keys = std::move(survey.destroyed);
        for (const std::string& fault : survey.faults) report.faults.push_back(fault);
    });
    check_blobs(state.vault, blob_addresses, report, checker);
    report.checkpoint = checkpoint_text(state.origin(), report.events, report.root);
    return report;
}

}  // namespace accord::store
