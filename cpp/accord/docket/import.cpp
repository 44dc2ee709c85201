// Imports: rows of a file become cases in batches, each batch durable before it is acknowledged.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/docket/imported.hpp"
#include "accord/docket/state.hpp"

namespace accord::docket {

/// Findings kept for the report: past this many only their number grows.
constexpr std::size_t findings_max = 100'000;
/// The lists never run further ahead of the journal than they hold in memory.
constexpr std::uint64_t batch_max = 16'384;

struct Docket::Import::State {
    State(docket::State& the_docket, std::shared_ptr<const LawSet> the_law,
          std::string_view the_source, std::uint64_t the_batch)
        : docket(the_docket), law(std::move(the_law)), source(the_source), batch(the_batch) {
        // Whose act an imported filing is: the first role that may open a case (empty: anybody).
        const std::vector<std::string>& openers = law->definition.opening().by;
        if (!openers.empty()) by = {openers.front()};
    }

    /// The write is opened with the first row of a batch and closed by its commit.
    store::Store::Write& write() {
        if (!open) {
            open.emplace(docket.store->begin_write());
            docket.catch_up();
        }
        return *open;
    }

    /// Runs over rows, and leaves no write open: other verbs come between two blocks.
    template <class Body>
    void whole(Body body) {
        if (docket.batch) base::fail_input("batch_open", "import");
        try {
            body();
            commit();
        } catch (...) {
            open.reset();  // takes back what is not durable; the lists catch up by themselves
            throw;
        }
    }

    void commit() {
        if (!open) return;
        open->commit();
        open.reset();
        durable = count;
        in_batch = 0;
    }

    void take(intake::Row&& row) {
        ++count.rows;
        for (intake::Finding& finding : row.findings) {
            if (findings.size() < findings_max) findings.push_back(std::move(finding));
        }
        if (!row.filing) {
            ++count.rejected;
            return;
        }
        const std::string key = key_of(row);
        if (!key.empty()) {
            if (const auto known = docket.projection->key(std::string_view(key).substr(0, 16))) {
                note_known(row,
                           intake::same_row(known->fingerprint, std::string_view(key).substr(16)));
                return;
            }
        }
        file(std::move(row), key);
        ++count.filed;
        if (++in_batch >= batch) commit();
    }

    std::string key_of(const intake::Row& row) const {
        if (row.external_id.empty()) return {};
        // Part by part, so that the same row in another column layout is known again.
        const std::string& secret = docket.store->secret();
        const auto hmac = [&](std::string_view part) { return base::hmac_sha256(secret, part); };
        return docket.key_of(source + '\n' + row.external_id, {}).substr(0, 16) +
               intake::keyed(row.fingerprint, hmac);
    }

    void note_known(const intake::Row& row, bool unchanged) {
        ++(unchanged ? count.known : count.changed);
        if (unchanged || findings.size() >= findings_max) return;
        findings.push_back(
            {intake::Severity::warning, "changed", "", row.record, row.line, row.external_id});
    }

    void file(intake::Row&& row, const std::string& key) {
        const calendar::Instant at(docket.now());
        add_facts(row.outcome, row.filing->facts);
        procedure::Decision decision =
            procedure::from_filing(std::move(*row.filing), by, at, law->law());
        if (auto* refusal = std::get_if<rules::Refusal>(&decision)) {
            base::fail_input("import_refused", refusal->code,
                             "record " + std::to_string(row.record));
        }
        store::Store::Write& journal = write();
        docket.ensure_law(journal, *law);
        OpenCase c;
        c.is_new = true;
        c.ordinal = journal.new_case_ordinal();
        c.value.id = docket.cipher->seal('c', c.ordinal);
        const Act act{by, key.empty() ? std::string() : base::base64(key), law->id};
        (void)docket.append(journal, c, std::move(std::get<procedure::Happenings>(decision)), act);
        procedure::Happenings outcome = imported(c.value, row.outcome, law->definition);
        if (!outcome.empty())
            (void)docket.append(journal, c, std::move(outcome), {{}, {}, law->id});
        if (!key.empty())
            docket.projection->put_key({key.substr(0, 16), key.substr(16), c.ordinal});
        docket.publish(c, *law);
    }

    void close(Progress& progress) {
        commit();
        store::Store::Write& journal = write();
        const auto signed_of = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
        casefile::Imported event;
        event.rows = signed_of(count.rows);
        event.filed = signed_of(count.filed);
        event.rejected = signed_of(count.rejected);
        event.known = signed_of(count.known);
        event.changed = signed_of(count.changed);
        event.digest = base::hex(base::view(digest.finish()));
        event.source = source;
        docket.append_own(journal, std::move(event));
        commit();
        docket.projection->flush();
        progress.done = true;
    }

    docket::State& docket;
    std::shared_ptr<const LawSet> law;
    std::string source;
    std::uint64_t batch;
    std::vector<std::string> by;
    std::optional<intake::CfpbReader> cfpb;
    std::optional<intake::JsonLinesReader> lines;
    intake::Mapping mapping;
    base::Sha256 digest;
    std::optional<store::Store::Write> open;
    ImportCount count;
    ImportCount durable;
    std::uint64_t in_batch = 0;
    std::vector<intake::Finding> findings;
};

Docket::Import::Import(std::unique_ptr<State> state) : state_(std::move(state)) {}
Docket::Import::~Import() = default;

Progress Docket::Import::feed(std::string_view block) {
    const std::lock_guard lock(state_->docket.mutex);
    const auto take = [this](intake::Row&& row) { state_->take(std::move(row)); };
    state_->whole([&] {
        state_->digest.update(block);
        if (state_->cfpb) {
            state_->cfpb->feed(block, take);
        } else {
            state_->lines->feed(block, take);
        }
    });
    return {state_->durable, false};
}

Progress Docket::Import::finish() {
    const std::lock_guard lock(state_->docket.mutex);
    const auto take = [this](intake::Row&& row) { state_->take(std::move(row)); };
    Progress progress;
    state_->whole([&] {
        if (state_->cfpb) {
            state_->cfpb->finish(take);
        } else {
            state_->lines->finish(take);
        }
        state_->close(progress);
    });
    progress.count = state_->count;
    return progress;
}

const std::vector<intake::Finding>& Docket::Import::findings() const noexcept {
    return state_->findings;
}

std::unique_ptr<Docket::Import> Docket::begin_import(std::string_view format, std::string_view law,
                                                     const intake::Mapping& mapping,
                                                     std::string_view source, std::uint64_t batch) {
    const std::lock_guard lock(state_->mutex);
    state_->check_writable();
    if (state_->batch) base::fail_input("batch_open", "import");
    if (batch == 0) base::fail_input("not_positive", "batch");
    auto state = std::make_unique<Import::State>(*state_, state_->law_now(law), source,
                                                 std::min(batch, batch_max));
    state->mapping = mapping;
    if (format == "cfpb") {
        state->cfpb.emplace(state->mapping);
    } else if (format == "jsonl") {
        state->lines.emplace();
    } else {
        base::fail_input("unknown_format", std::string(format), "format");
    }
    return std::unique_ptr<Import>(new Import(std::move(state)));
}

}  // namespace accord::docket
