// The façade: a dozen verbs over the layers. The only mutable thing a user holds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "accord/casefile/sight.hpp"
#include "accord/intake/intake.hpp"
#include "accord/procedure/decide.hpp"
#include "accord/projection/projection.hpp"
#include "accord/store/store.hpp"

namespace accord::docket {

struct State;  // what an open docket holds

using CasePtr = std::shared_ptr<const casefile::Case>;

/// What a verb appended, and the case after it.
struct Written {
    CasePtr value;
    std::vector<casefile::Event> events;
    bool replayed = false;  // the same idempotency key and content came before
};
using Result = std::variant<Written, rules::Refusal>;

struct Settings {
    std::string actor;  // "officer:intake"
    bool create = true;
    bool read_only = false;
    std::string master_key;
    /// Microseconds since 1970 UTC; the docket asks it once per verb.
    std::function<std::int64_t()> clock;
};

/// The set of law a case is pinned to, given as bytes; the docket keeps them by hash.
struct LawFiles {
    std::string definition;              // a procedure's JSON
    std::vector<std::string> rules;      // rule book files
    std::vector<std::string> calendars;  // business calendar files
    std::vector<std::string> zones;      // {"name","transitions":[[micros,offset_seconds],…]}
};

using Head = projection::Head;

/// A term that runs: for the due list.
struct Due {
    base::Id case_id;
    std::string number, term, nature, state;  // state: "running", or "lapsed, not yet recorded"
    calendar::Date due;
    bool provisional = false;
};

/// A term that a calendar's new edition changed: both days, and the roles that must hear of it
/// (none where the day is the same and only no longer provisional).
struct MovedTerm {
    base::Id case_id;
    std::string number, term;
    calendar::Date was, now;
    bool was_provisional = false, provisional = false;
    std::vector<std::string> tell;
};

/// A task of some case that is not done: for the queue.
struct OpenTask {
    base::Id case_id;
    std::string case_number;
    std::uint32_t number = 0;  // within the case: what `finish_task` takes
    std::string name, assignee;
    std::optional<calendar::Date> due;
};

using Filter = projection::Filter;

struct ImportCount {
    std::uint64_t rows = 0, filed = 0, rejected = 0, known = 0, changed = 0;
};

struct Progress {
    ImportCount count;
    bool done = false;
};

class Docket {
public:
    static std::unique_ptr<Docket> open(const std::filesystem::path& folder, Settings settings);
    ~Docket();

    /// Compiles and keeps a law set; returns its hash. Adding the same bytes again changes nothing.
    std::string add_law(const LawFiles& files);
    /// The definition's canonical JSON of a law set.
    [[nodiscard]] std::string definition(std::string_view law) const;

    // --- writing
    // ----------------------------------------------------------------------------------
    Result file(casefile::Filing filing, std::string_view law, calendar::Instant at,
                const std::vector<std::string>& by, std::string_view key);
    Result act(const base::Id& id, procedure::Command command, calendar::Instant at,
               std::string_view key);
    Result record(const base::Id& id, procedure::Command command, const casefile::When& occurred,
                  std::string_view irregular, std::string_view authorised_by);
    Result correct(const base::Id& id, std::string_view field, const rules::Value& now,
                   std::string_view reason);
    /// Appends the access, then returns the plain value of an item ("parties.0.name",
    /// "evidence.1").
    std::string reveal(const base::Id& id, std::string_view item, std::string_view reason);
    /// Records every lapse up to `at`; returns how many.
    std::uint64_t advance(calendar::Instant at);
    /// A calendar's new edition (a late holiday): it decides from now on for every case, and the
    /// terms it changes move, both days on record.
    std::vector<MovedTerm> recalendar(const std::string& calendar, calendar::Instant at);
    /// Puts bytes into the vault under the claimant's key of a case, for an `add_evidence`.
    casefile::Evidence store_evidence(const base::Id& id, std::string_view bytes,
                                      casefile::Evidence about);
    /// Verbs until `end_batch` are durable together at its return; `abandon_batch` takes them back.
    void begin_batch();
    void end_batch();
    void abandon_batch();

    /// An import in progress: blocks of a file in, batches of cases out.
    class Import {
    public:
        ~Import();
        /// Takes a block; each full batch is durable before this returns.
        Progress feed(std::string_view block);
        Progress finish();
        [[nodiscard]] const std::vector<intake::Finding>& findings() const noexcept;

    private:
        friend class Docket;
        struct State;
        explicit Import(std::unique_ptr<State> state);
        std::unique_ptr<State> state_;
    };
    /// `format`: "cfpb" or "jsonl". `batch`: cases per commit.
    std::unique_ptr<Import> begin_import(std::string_view format, std::string_view law,
                                         const intake::Mapping& mapping, std::string_view source,
                                         std::uint64_t batch);

    // --- reading
    // ----------------------------------------------------------------------------------
    [[nodiscard]] CasePtr get(const base::Id& id) const;  // Error(input,"no_such_case")
    [[nodiscard]] std::vector<casefile::Event> events(const base::Id& id) const;
    [[nodiscard]] std::vector<Head> find(const Filter& filter) const;
    [[nodiscard]] std::vector<Due> due(calendar::Date until, calendar::Instant at) const;
    /// Open tasks of all cases, or of one assignee, in the order of their days.
    [[nodiscard]] std::vector<OpenTask> tasks(const std::optional<std::string>& assignee) const;
    [[nodiscard]] std::vector<procedure::Option> options(const base::Id& id,
                                                         const std::vector<std::string>& by,
                                                         calendar::Instant at) const;
    /// Cases by one dimension of Head ("branch", "stage" …): value → number of cases.
    [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> count(
        std::string_view by, const Filter& filter) const;
    [[nodiscard]] store::VerifyReport verify(bool deep) const;
    [[nodiscard]] store::Proof proof(std::uint64_t seq) const;
    [[nodiscard]] std::uint64_t last_seq() const;
    void backup(const std::filesystem::path& target) const;
    void close();

private:
    Docket();
    std::unique_ptr<State> state_;
};

}  // namespace accord::docket
