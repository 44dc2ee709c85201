// Columns go through in blocks: a block whose days all lie in the table takes look-ups alone.
#include "accord/calendar/term_columns.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <string>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/calendar/day_table.hpp"
#include "accord/calendar/term_count.hpp"

namespace accord::calendar {

namespace {

constexpr std::size_t block_rows = 4'096;
// Below this many rows a table costs more than it saves.
constexpr std::size_t table_rows_min = 8'192;
constexpr std::uint16_t beyond = std::numeric_limits<std::uint16_t>::max();

struct Range {
    std::int32_t low;
    std::int32_t high;
};

Range range_of(std::span<const std::int32_t> column) {
    Range range{std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
    for (const std::int32_t value : column) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

bool holds(const DayTable& table, Range days) {
    return table.index_of(days.low) < table.size() && table.index_of(days.high) < table.size();
}

void check_lengths(std::size_t a, std::size_t b) {
    if (a != b) base::fail_input("bad_length", std::to_string(b), std::to_string(a));
}

template <class Block>
void in_blocks(std::size_t rows, Block block) {
    for (std::size_t from = 0; from < rows; from += block_rows) {
        block(from, std::min(block_rows, rows - from));
    }
}

std::int32_t one_by_one(const BusinessCalendar& calendar, std::int32_t from, std::int64_t n) {
    return calendar.add_working_days(Date{from}, n).days();
}

}  // namespace

void add_working_days(const BusinessCalendar& calendar, std::span<const std::int32_t> from,
                      std::int64_t n, std::span<std::int32_t> out) {
    check_lengths(from.size(), out.size());
    if (from.size() < table_rows_min || n < 1) {
        for (std::size_t i = 0; i < from.size(); ++i) out[i] = one_by_one(calendar, from[i], n);
        return;
    }
    const DayTable table(calendar);
    // The n-th working day after each day of the table: one look-up a row.
    std::vector<std::uint16_t> nth(table.size(), beyond);
    std::uint32_t known = 0;  // days from the first on whose answer the table knows
    for (; known < table.size(); ++known) {
        const auto k = static_cast<std::uint64_t>(table.worked_before()[known + 1]) +
                       static_cast<std::uint64_t>(n) - 1;
        if (k >= table.worked().size()) break;
        nth[known] = table.worked()[k];
    }
    const std::int32_t first = table.first();
    in_blocks(from.size(), [&](std::size_t at, std::size_t rows) {
        const auto days = from.subspan(at, rows);
        const Range range = range_of(days);
        std::int32_t* const to = out.data() + at;
        if (table.index_of(range.low) < known && table.index_of(range.high) < known) {
            const std::uint16_t* const look_up = nth.data();
            for (std::size_t i = 0; i < rows; ++i) to[i] = first + look_up[days[i] - first];
        } else {
            for (std::size_t i = 0; i < rows; ++i) to[i] = one_by_one(calendar, days[i], n);
        }
    });
}

void add_working_days(const BusinessCalendar& calendar, std::span<const std::int32_t> from,
                      std::span<const std::int32_t> n, std::span<std::int32_t> out) {
    check_lengths(from.size(), n.size());
    check_lengths(from.size(), out.size());
    if (from.size() < table_rows_min) {
        for (std::size_t i = 0; i < from.size(); ++i) out[i] = one_by_one(calendar, from[i], n[i]);
        return;
    }
    const DayTable table(calendar);
    const std::int32_t first = table.first();
    const std::uint16_t* const before = table.worked_before().data() + 1;
    const std::uint16_t* const worked = table.worked().data();
    in_blocks(from.size(), [&](std::size_t at, std::size_t rows) {
        const auto days = from.subspan(at, rows);
        const auto counts = n.subspan(at, rows);
        const Range range = range_of(days);
        const Range count = range_of(counts);
        std::int32_t* const to = out.data() + at;
        const bool inside = holds(table, range) && count.low >= 1 &&
                            static_cast<std::uint64_t>(before[range.high - first]) +
                                    static_cast<std::uint64_t>(count.high) - 1 <
                                table.worked().size();
        if (inside) {
            for (std::size_t i = 0; i < rows; ++i) {
                to[i] = first + worked[before[days[i] - first] + counts[i] - 1];
            }
        } else {
            for (std::size_t i = 0; i < rows; ++i) to[i] = one_by_one(calendar, days[i], counts[i]);
        }
    });
}

void working_days_between(const BusinessCalendar& calendar, std::span<const std::int32_t> after,
                          std::span<const std::int32_t> up_to, std::span<std::int32_t> out) {
    check_lengths(after.size(), up_to.size());
    check_lengths(after.size(), out.size());
    const auto scalar = [&](std::size_t i) {
        out[i] = static_cast<std::int32_t>(
            calendar.working_days_between(Date{after[i]}, Date{up_to[i]}));
    };
    if (after.size() < table_rows_min) {
        for (std::size_t i = 0; i < after.size(); ++i) scalar(i);
        return;
    }
    const DayTable table(calendar);
    const std::int32_t first = table.first();
    const std::uint16_t* const before = table.worked_before().data() + 1;
    in_blocks(after.size(), [&](std::size_t at, std::size_t rows) {
        const auto starts = after.subspan(at, rows);
        const auto ends = up_to.subspan(at, rows);
        if (holds(table, range_of(starts)) && holds(table, range_of(ends))) {
            std::int32_t* const to = out.data() + at;
            for (std::size_t i = 0; i < rows; ++i) {
                to[i] = before[ends[i] - first] - before[starts[i] - first];
            }
        } else {
            for (std::size_t i = at; i < at + rows; ++i) scalar(i);
        }
    });
}

namespace {

enum class Way : std::uint8_t { days, working_days, months, other };

/// A rule ready for rows: which way it counts, by how much, and the tables it looks into.
struct Compiled {
    Way way = Way::other;
    bool consults_roll = false;
    bool included = false;     // the trigger day counts
    std::uint32_t amount = 0;  // days, working days or months
    const DayTable* table = nullptr;
    const std::uint16_t* rolled = nullptr;
};

Compiled compile(const TermRule& rule, const DayTable& table) {
    Compiled made;
    made.table = &table;
    made.rolled = table.rolled(rule.roll, rule.rest_days).data();
    made.consults_roll = rule.roll != Roll::none;
    made.included = rule.day_zero == DayZero::included;
    const std::int64_t first = made.included ? 1 : 0;
    std::int64_t amount = rule.amount;
    if (rule.direction == Direction::before) return made;
    if (counts_working_days(rule)) {
        if (rule.unit == Unit::clear_day || amount == 0) return made;
        made.way = Way::working_days;
    } else if (rule.unit == Unit::month || rule.unit == Unit::year) {
        made.way = Way::months;
        amount *= rule.unit == Unit::year ? 12 : 1;
    } else {
        made.way = Way::days;
        if (rule.unit == Unit::week) amount *= 7;
        amount += rule.unit == Unit::clear_day ? 1 : -first;
    }
    if (amount > beyond) made.way = Way::other;
    made.amount = static_cast<std::uint32_t>(amount);
    return made;
}

/// Where a row's reckoning stands, as indexes of the table; `raw` at least size(): not known here.
struct Standing {
    std::uint32_t raw;
    std::uint32_t from;  // the first day consulted; size() when none was
};

Standing months_on(const Compiled& rule, std::uint32_t at) {
    const DayTable& table = *rule.table;
    const std::uint32_t month = table.month()[at] + rule.amount;
    const auto& starts = table.month_start();
    if (month + 1 >= starts.size()) return {table.size(), table.size()};
    const std::uint32_t length = static_cast<std::uint32_t>(starts[month + 1] - starts[month]);
    const std::uint32_t day = table.day_of_month()[at];
    const std::uint32_t last = starts[month] + std::min(day, length) - 1;
    // Where the first day counts, the term ends a day before the corresponding one.
    return {rule.included && day <= length ? last - 1 : last, table.size()};
}

Standing working_days_on(const Compiled& rule, std::uint32_t at) {
    const DayTable& table = *rule.table;
    const std::uint32_t from = at + (rule.included ? 0 : 1);
    if (from >= table.size()) return {table.size(), table.size()};
    const std::size_t k = std::size_t{table.worked_before()[from]} + rule.amount - 1;
    if (k >= table.worked().size()) return {table.size(), table.size()};
    return {table.worked()[k], from};
}

template <Way way>
Standing counted(const Compiled& rule, std::uint32_t at) {
    if constexpr (way == Way::days) {
        return {at + rule.amount, rule.table->size()};
    } else if constexpr (way == Way::months) {
        return months_on(rule, at);
    } else {
        return working_days_on(rule, at);
    }
}

class Columns {
public:
    Columns(const TermColumns& terms, const Book& book) : terms_(terms), book_(book) {
        for (const TermRule& rule : terms.rules) {
            check(rule);
            if (rule.unit == Unit::hour) base::fail_input("moment_needed", "hour");
            const BusinessCalendar& calendar = book.calendar(rule.calendar);
            auto& table = tables_[rule.calendar];
            if (!table) table = std::make_unique<DayTable>(calendar);
            compiled_.push_back(compile(rule, *table));
        }
    }

    /// A block's rows rule by rule: within one rule no row takes another way than the one before.
    void reckon_block(std::size_t from, std::size_t rows, LastDays& out) {
        starts_.assign(compiled_.size() + 1, 0);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::uint16_t number = terms_.rule[from + i];
            if (number >= compiled_.size()) base::fail_input("bad_rule", std::to_string(number));
            ++starts_[number + 1];
        }
        for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
        order_.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            order_[starts_[terms_.rule[from + i]]++] = static_cast<std::uint16_t>(i);
        }
        std::size_t at = 0;
        for (std::size_t number = 0; number < compiled_.size(); ++number) {
            const std::span<const std::uint16_t> mine(order_.data() + at, starts_[number] - at);
            at = starts_[number];
            if (!mine.empty()) reckon_rule(compiled_[number], from, mine, out);
        }
    }

private:
    void reckon_rule(const Compiled& rule, std::size_t from, std::span<const std::uint16_t> rows,
                     LastDays& out) const {
        switch (rule.way) {
            case Way::days:
                for (const std::uint16_t i : rows) reckon_row<Way::days>(rule, from + i, out);
                return;
            case Way::months:
                for (const std::uint16_t i : rows) reckon_row<Way::months>(rule, from + i, out);
                return;
            case Way::working_days:
                for (const std::uint16_t i : rows) {
                    reckon_row<Way::working_days>(rule, from + i, out);
                }
                return;
            case Way::other:
                for (const std::uint16_t i : rows) ask(from + i, out);
                return;
        }
    }

    template <Way way>
    void reckon_row(const Compiled& rule, std::size_t row, LastDays& out) const {
        const DayTable& table = *rule.table;
        const std::uint32_t at = table.index_of(terms_.trigger[row]);
        const std::int32_t more = terms_.excluded.empty() ? 0 : terms_.excluded[row];
        if (at >= table.size() || more < 0) return ask(row, out);
        Standing standing = counted<way>(rule, at);
        if (more > 0 && !lengthen(rule, more, standing)) return ask(row, out);
        if (standing.raw >= table.size()) return ask(row, out);
        const std::uint32_t due = rule.rolled[standing.raw];
        if (due >= table.size()) return ask(row, out);
        out.due[row] = table.first() + static_cast<std::int32_t>(due);
        std::uint32_t from = standing.from;
        if (rule.consults_roll) from = std::min({from, standing.raw, due});
        if (from >= table.size()) return;
        const bool unsure = table.unsure_from()[from] <= std::max(due, standing.raw);
        out.state[row] = unsure ? RowState::provisional : RowState::final_day;
    }

    /// False where the table's days do not reach.
    static bool lengthen(const Compiled& rule, std::int32_t more, Standing& standing) {
        const DayTable& table = *rule.table;
        if (standing.raw >= table.size()) return false;
        if (rule.way != Way::working_days) {
            standing.raw += static_cast<std::uint32_t>(more);
            return standing.raw < table.size();
        }
        const std::size_t k = std::size_t{table.worked_before()[standing.raw + 1]} +
                              static_cast<std::size_t>(more) - 1;
        if (k >= table.worked().size()) return false;
        standing.raw = table.worked()[k];
        return true;
    }

    /// The scalar answer.
    void ask(std::size_t row, LastDays& out) const {
        try {
            std::vector<Exclusion> exclusions;
            if (!terms_.excluded.empty() && terms_.excluded[row] != 0)
                exclusions.push_back({terms_.excluded[row], {}});
            const Date trigger = date_checked(terms_.trigger[row]);
            const TermDue due = reckon(terms_.rules[terms_.rule[row]], trigger, book_, exclusions);
            out.due[row] = due.due.days();
            out.state[row] = due.provisional ? RowState::provisional : RowState::final_day;
        } catch (const base::Error&) {
            out.due[row] = 0;
            out.state[row] = RowState::error;
        }
    }

    const TermColumns& terms_;
    const Book& book_;
    std::map<std::string, std::unique_ptr<const DayTable>, std::less<>> tables_;
    std::vector<Compiled> compiled_;
    // Of one block: where each rule's rows begin, and the rows in the order of their rules.
    std::vector<std::size_t> starts_;
    std::vector<std::uint16_t> order_;
};

}  // namespace

LastDays last_days(const TermColumns& terms, const Book& book) {
    check_lengths(terms.trigger.size(), terms.rule.size());
    if (!terms.excluded.empty()) check_lengths(terms.trigger.size(), terms.excluded.size());
    Columns columns(terms, book);
    LastDays out;
    out.due.resize(terms.trigger.size());
    out.state.assign(terms.trigger.size(), RowState::final_day);
    in_blocks(terms.trigger.size(),
              [&](std::size_t from, std::size_t rows) { columns.reckon_block(from, rows, out); });
    return out;
}

}  // namespace accord::calendar
