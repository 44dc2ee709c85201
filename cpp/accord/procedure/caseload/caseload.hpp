// Columns of many cases under one definition, acted on a block at a time: no record, no words.
//
// What is decided is what `decide` and `advance` decide of a case with one party in each role and
// no waits: the same stages, marks, milestones and terms, and a refusal's code. Whoever acts holds
// the role that may.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure/caseload/log.hpp"
#include "accord/procedure/caseload/table.hpp"
#include "accord/procedure/decide.hpp"

namespace accord::procedure::caseload {

/// Done, or why not. The order is that of names.
enum class Answer : std::uint8_t {
    done,
    wrong_stage,
    already_done,
    evidence_missing,
    guard,
    term_lapsed,
    obligation_pending,
    contract,
    out_of_order
};
/// "done", or the code of a refusal.
[[nodiscard]] std::string_view name_of(Answer answer) noexcept;
constexpr std::size_t answers_count = 9;

/// Which rows, and the moment of each in microseconds.
struct Block {
    std::span<const std::uint32_t> rows;
    std::span<const std::int64_t> at;
};

/// How one case moves; two widths of configuration share it.
class Engine : public Table {
public:
    using Table::Table;
    /// Opens rows that are not open; distinct rows, at most 1,024.
    virtual void open(const Block& block, std::span<Answer> out) = 0;
    /// Terms that have run out by then, then the action; distinct rows, at most 1,024.
    virtual void act(ActionIndex action, const Block& block, std::span<Answer> out) = 0;
    /// Only what silence brings.
    virtual void advance(const Block& block) = 0;
    /// From now on events are written too; null: no more. It must outlive the engine.
    virtual void write(Log* log) = 0;
    /// After fields were stated anew.
    virtual void bind() = 0;
};

class Caseload {
public:
    /// Throws as plan_of does, and Error(input, "unknown_calendar" | "unknown_zone") for a book
    /// that lacks what terms are reckoned by.
    Caseload(std::shared_ptr<const Definition> definition,
             std::shared_ptr<const calendar::Book> calendars, std::size_t cases);

    /// States a field of all cases ("case.amount", "facts.complex", "has:contract"): one value, or
    /// one for each. Throws Error(input, "unknown_field" | "bad_length", key).
    void state(const std::string& key, FieldColumn column);
    /// A number for a text that fields or guards name.
    [[nodiscard]] std::int64_t intern(std::string_view text) { return plan_.texts->intern(text); }

    /// Opens every case at that moment.
    void open(std::int64_t at);
    [[nodiscard]] Answer act(ActionIndex action, std::uint32_t row, std::int64_t at);
    /// Each case's events in the order they stand; cases are independent. `width` is how many are
    /// decided together.
    void run(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> actions,
             std::span<const std::int64_t> at, std::span<Answer> out,
             std::size_t width = guard::block_rows_max);
    void advance(std::uint32_t row, std::int64_t at);

    /// Keeps every event's canonical bytes and leaf in memory; before cases are opened. Throws as
    /// Log does.
    void keep_log();
    [[nodiscard]] Log* log() noexcept { return log_.get(); }

    [[nodiscard]] const Plan& plan() const noexcept { return plan_; }
    [[nodiscard]] const Table& table() const noexcept { return *engine_; }
    [[nodiscard]] std::size_t size() const noexcept { return engine_->size(); }
    /// The deepest stage around where the case stands; empty while it is not open.
    [[nodiscard]] std::string_view stage(std::uint32_t row) const;
    /// Throws Error(input, "unknown_action", id).
    [[nodiscard]] ActionIndex action(std::string_view id) const;

private:
    void check(std::uint32_t row) const;
    void run_block(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> actions,
                   std::span<const std::int64_t> at, std::span<Answer> out);

    std::shared_ptr<const calendar::Book> calendars_;
    Plan plan_;
    Law law_;
    std::unique_ptr<Log> log_;
    std::unique_ptr<Engine> engine_;
    WideVector<std::uint32_t> stamps_;  // the block that last named the row
    std::uint32_t stamp_ = 0;
};

/// The engine for a chart's width.
[[nodiscard]] std::unique_ptr<Engine> engine_for(const Plan& plan, const Law& law,
                                                 std::size_t cases);

}  // namespace accord::procedure::caseload
