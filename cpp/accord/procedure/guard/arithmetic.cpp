// Sums and differences over a block; what overflows, or leaves the calendar, is unknown.
#include <algorithm>
#include <chrono>
#include <cstring>

#include "accord/procedure/guard/slot.hpp"

namespace accord::procedure::guard {
namespace {

[[nodiscard]] bool is_day(std::int64_t days) noexcept {
    return days >= calendar::first_date.days() && days <= calendar::last_date.days();
}

bool add_days(std::int64_t day, std::int64_t amount, std::int64_t& out) noexcept {
    return is_day(day) && !__builtin_add_overflow(day, amount, &out) && is_day(out);
}

/// The corresponding day; a month without that day ends on its last day (民法典 202).
bool add_months(std::int64_t day, std::int64_t amount, std::int64_t& out) {
    if (!is_day(day)) return false;
    namespace chrono = std::chrono;
    const chrono::year_month_day from{chrono::sys_days{chrono::days{day}}};
    const std::int64_t month =
        std::int64_t{int{from.year()}} * 12 + unsigned{from.month()} - 1 + amount;
    if (month < 12 || month >= std::int64_t{10'000} * 12) return false;
    const chrono::year year{static_cast<int>(month / 12)};
    const chrono::month of_year{static_cast<unsigned>(month % 12) + 1};
    const chrono::day last =
        chrono::year_month_day_last{year, chrono::month_day_last{of_year}}.day();
    const chrono::year_month_day to{year, of_year, std::min(from.day(), last)};
    out = chrono::sys_days{to}.time_since_epoch().count();
    return true;
}

/// Runs `sum` over the rows where both are known; what it fails on is an overflow.
template <class Sum>
void each(Slot& slot, const Cells& a, const Cells& b, Reason clash, std::size_t rows,
          const Scratch& scratch, Sum sum) {
    const bool uniform = a.uniform && b.uniform;
    if (uniform) rows = 1;
    Buffers& out = slot.fresh();
    std::int64_t* values = scratch(out.values);
    std::uint8_t* known = scratch(out.known);
    Reason* reasons = scratch.with_reasons ? scratch(out.reasons) : nullptr;
    const bool has_units = clash != reason::none;
    std::uint32_t* units = has_units ? scratch(out.units) : nullptr;
    const auto unit_at = [](const Cells& cells, std::size_t row) {
        return cells.units != nullptr ? cells.units[cells.uniform ? 0 : row] : cells.unit;
    };
    for (std::size_t i = 0; i < rows; ++i) {
        Reason why = reason::none;
        bool fits = false;
        values[i] = 0;
        if (!is_known(a, i)) {
            why = reason_of(a, i);
        } else if (!is_known(b, i)) {
            why = reason_of(b, i);
        } else if (has_units && unit_at(a, i) != unit_at(b, i)) {
            why = clash;
        } else {
            fits = sum(a.values[a.uniform ? 0 : i], b.values[b.uniform ? 0 : i], values[i]);
            if (!fits) why = reason::overflow;
        }
        known[i] = fits;
        if (reasons != nullptr) reasons[i] = why;
        if (units != nullptr) units[i] = unit_at(a, i);
    }
    slot.cells = {};
    slot.cells.values = values;
    slot.cells.known = std::memchr(known, 0, rows) == nullptr ? nullptr : known;
    slot.cells.reasons = reasons;
    slot.cells.units = units;
    slot.cells.uniform = uniform;
}

}  // namespace

void calculate(Opcode op, Slot& slot, const Slot& other, std::size_t rows, const Scratch& scratch) {
    const Cells a = slot.cells;
    const Cells b = other.cells;
    const bool is_money = op == Opcode::add_money || op == Opcode::sub_money;
    const Reason clash = is_money ? reason::currency_differs : reason::none;
    if (op == Opcode::add || op == Opcode::add_money) {
        each(slot, a, b, clash, rows, scratch,
             [](std::int64_t x, std::int64_t y, std::int64_t& out) {
                 return !__builtin_add_overflow(x, y, &out);
             });
    } else {
        each(slot, a, b, clash, rows, scratch,
             [](std::int64_t x, std::int64_t y, std::int64_t& out) {
                 return !__builtin_sub_overflow(x, y, &out);
             });
    }
}

void shift(Opcode op, std::int64_t amount, Slot& slot, std::size_t rows, const Scratch& scratch) {
    const Cells a = slot.cells;
    Cells by;
    by.values = &amount;
    by.uniform = true;
    if (op == Opcode::shift_days) {
        each(slot, a, by, reason::none, rows, scratch, add_days);
    } else if (op == Opcode::shift_months) {
        each(slot, a, by, reason::none, rows, scratch, add_months);
    } else {
        each(slot, a, by, reason::none, rows, scratch,
             [](std::int64_t x, std::int64_t y, std::int64_t& out) {
                 return !__builtin_add_overflow(x, y, &out);
             });
    }
}

}  // namespace accord::procedure::guard
