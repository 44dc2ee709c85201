// What a caseload keeps of its cases, beside where they stand: marks, terms, and stated fields.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "accord/casefile/term.hpp"
#include "accord/procedure/caseload/plan.hpp"
#include "accord/procedure/caseload/wide_pages.hpp"
#include "accord/procedure/guard/source.hpp"

namespace accord::procedure::caseload {

/// A term of a case; one never started is pending and has order 0.
struct TermRow {
    std::int64_t over_from = 0;
    std::int32_t due = 0;
    std::int32_t trigger = 0;
    std::uint16_t order = 0;  // 1, 2, 3 … as terms were first started
    casefile::TermState state = casefile::TermState::pending;
};

/// A field that cases were given: one value for all, or one for each.
struct FieldColumn {
    guard::Type type = guard::Type::any;
    std::vector<std::int64_t> values;  // one, or one a case
    std::vector<std::uint8_t> known;   // empty: all are
    std::vector<std::uint32_t> units;  // of money; empty: none
    [[nodiscard]] bool is_uniform() const noexcept { return values.size() == 1; }
};
using Fields = std::map<std::string, FieldColumn, std::less<>>;

/// The rows of a caseload as guards see them.
class Table {
public:
    Table(const Plan& plan, std::size_t rows);
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;
    virtual ~Table() = default;

    [[nodiscard]] virtual bool is_in(std::uint32_t row, chart::Index stage) const noexcept = 0;
    [[nodiscard]] virtual std::vector<chart::Index> leaves(std::uint32_t row) const = 0;
    /// The final stage at the top that closed the case; none while it goes on.
    [[nodiscard]] virtual chart::Index closed_by(std::uint32_t row) const noexcept = 0;

    /// The latest moment at which something was decided or ran out.
    [[nodiscard]] virtual std::int64_t last_at(std::uint32_t row) const noexcept = 0;

    [[nodiscard]] std::size_t size() const noexcept { return rows_; }
    [[nodiscard]] bool has_mark(std::uint32_t row, std::uint32_t mark) const noexcept {
        return (marks_[row * mark_words_ + mark / 64] >> mark % 64 & 1) != 0;
    }
    [[nodiscard]] const TermRow& term(std::uint32_t row, TermIndex t) const noexcept {
        return terms_[row * term_count_ + t];
    }
    [[nodiscard]] const Plan& plan() const noexcept { return plan_; }

    Fields fields;
    WideVector<std::int32_t> filed_on;  // the local day of the opening

protected:
    void set_mark(std::uint32_t row, std::uint32_t mark) noexcept {
        marks_[row * mark_words_ + mark / 64] |= 1ULL << mark % 64;
    }
    void clear_mark(std::uint32_t row, std::uint32_t mark) noexcept {
        marks_[row * mark_words_ + mark / 64] &= ~(1ULL << mark % 64);
    }

    const Plan& plan_;
    std::size_t rows_;
    std::size_t mark_words_;
    std::size_t term_count_;
    WideVector<std::uint64_t> marks_;
    WideVector<TermRow> terms_;
};

}  // namespace accord::procedure::caseload
