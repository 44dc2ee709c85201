// The fields a guard may read, of the case and of the items of its collections, with their types.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "accord/procedure/guard/syntax.hpp"

namespace accord::procedure::guard {

/// `any`: a stated fact whose type no definition declared.
enum class Type : std::uint8_t { any, boolean, integer, text, money, date, instant, set, duration };
/// "any" "bool" "integer" "text" "money" "date" "instant" "set" "duration".
[[nodiscard]] std::string_view name_of(Type type) noexcept;
/// The type of that name; `any` for another word.
[[nodiscard]] Type type_named(std::string_view name) noexcept;
[[nodiscard]] Type type_of(const rules::Value& literal) noexcept;

[[nodiscard]] std::string_view name_of(Collection of) noexcept;
[[nodiscard]] std::optional<Collection> collection_named(std::string_view name) noexcept;

enum class FieldKind : std::uint8_t {
    today,
    now,
    amount,
    filed_on,
    text,
    fact,
    term_due,
    term_state,
    term_started,
    has,
    done,
    milestone,
    in_stage,
    open,
    item
};

/// One thing a guard reads. `key` is how columns are named after it: "case.amount",
/// "facts.complex", "term.answer.due", "has:contract", "has:kind:document", "done:hearing",
/// "milestone:m", "in_stage:s", "open:stay", "parties.role". A value that is missing is "missing:"
/// and the key.
struct Field {
    FieldKind kind = FieldKind::today;
    Type type = Type::any;
    Collection of = Collection::parties;  // of an item
    std::uint8_t number = 0;              // which text of the case, which field of the item
    std::string key;
    std::string name;  // of the fact, term, evidence, action, milestone, stage or wait
};

/// A field of the case by its path; nothing for what a guard may not read.
[[nodiscard]] std::optional<Field> field_of_case(std::string_view path);
/// A field of an item ("item.role"), given what is counted over.
[[nodiscard]] std::optional<Field> field_of_item(Collection of, std::string_view path);
/// What has, done, milestone, in_stage and open read.
[[nodiscard]] Field field_of_mark(const Expression& expression);
[[nodiscard]] bool is_item_path(std::string_view path) noexcept;

struct ItemField {
    std::string_view name;
    Type type;
};
[[nodiscard]] std::span<const ItemField> item_fields(Collection of) noexcept;

}  // namespace accord::procedure::guard
