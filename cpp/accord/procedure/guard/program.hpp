// A guard as a flat program over slots, one step an operation on a whole block of rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/procedure/guard/dictionary.hpp"
#include "accord/procedure/guard/fields.hpp"

namespace accord::procedure::guard {

/// Why a value is not known, as a number: one of these, or first_missing + the field's place in
/// Program::fields.
using Reason = std::uint16_t;
namespace reason {
inline constexpr Reason none = 0;
inline constexpr Reason overflow = 1;
inline constexpr Reason currency_differs = 2;
inline constexpr Reason types_differ = 3;
inline constexpr Reason not_ordered = 4;
inline constexpr Reason first_missing = 16;
}  // namespace reason

enum class Opcode : std::uint8_t {
    load,        // n: field
    constant,    // n: literal
    unknown,     // n: reason; as truths
    to_truths,   // whole numbers 0 and 1 into truths
    any_truths,  // a fact of undeclared type into truths
    to_cells,    // truths into whole numbers
    not_,
    and_,  // to, b: folds b into to
    or_,
    compare,        // n: Comparison
    compare_money,  // currencies must agree
    compare_any,    // types must agree, and currencies
    add,
    sub,
    add_money,
    sub_money,
    shift_days,    // n: amount
    shift_months,  // n: amount
    shift_micros,  // n: amount
    in_constant,   // n: set
    in_set,        // b: a set of each row
    broadcast,     // of the case's slot b to the items of the row
    loop,          // n: loop
    conjunct       // n: which
};
enum class Comparison : std::uint8_t { eq, ne, lt, le, gt, ge };

struct Step {
    Opcode op;
    std::uint16_t to = 0;
    std::uint16_t b = 0;
    std::uint32_t n = 0;
};

enum class Quantifier : std::uint8_t { count, any, all };

/// What runs over the items of a collection. Loops do not nest: an inner one can not see the outer
/// item, so it is worked out once for the case and broadcast.
struct Loop {
    Quantifier quantifier = Quantifier::any;
    Collection of = Collection::parties;
    std::vector<Step> steps;  // leave truths in slot 0; empty: every item counts
};

struct Constant {
    std::int64_t value = 0;
    std::uint32_t unit = 0;  // currency
};

/// A part of the guard that must hold for the whole to hold, by its place in the tree: the indexes
/// of the arguments that lead there.
using NodePath = std::vector<std::uint16_t>;

struct Program {
    Type type = Type::boolean;  // of the answer, in slot 0
    std::vector<Step> steps;
    std::vector<Loop> loops;
    std::vector<Field> fields;  // of the case and of items
    std::vector<Constant> constants;
    std::vector<std::int64_t> amounts;
    std::vector<std::vector<std::int64_t>> sets;  // sorted numbers of texts
    std::vector<NodePath> conjuncts;
    std::uint16_t slots = 1;
    std::uint16_t item_slots = 1;
    bool reads_time = false;
    std::shared_ptr<Dictionary> texts;

    [[nodiscard]] std::string reason_text(Reason reason) const;
};

/// Never fails: what does not fit together is unknown, "types_differ". Facts of undeclared type
/// take the type of what they are compared with. `texts` is where the guard's texts get their
/// numbers: one for all columns of a caseload, the program's own otherwise.
[[nodiscard]] std::shared_ptr<const Program> compile(
    const Expression& expression,
    const std::vector<std::pair<std::string, std::string>>* facts = nullptr,
    std::shared_ptr<Dictionary> texts = nullptr);

[[nodiscard]] std::uint32_t unit_of(money::Currency currency) noexcept;
[[nodiscard]] money::Currency currency_of(std::uint32_t unit);

}  // namespace accord::procedure::guard
