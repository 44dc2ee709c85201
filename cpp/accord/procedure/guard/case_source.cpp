// Reads a case's own fields for a guard; what is missing is unknown.
#include "accord/procedure/guard/case_source.hpp"

#include <algorithm>

#include "accord/casefile/names.hpp"
#include "accord/procedure/guard/case_texts.hpp"
#include "accord/procedure/guard/slot.hpp"

namespace accord::procedure::guard {

using casefile::Case;

namespace {

[[nodiscard]] bool is_waiting(const Case& c, std::string_view kind) {
    return std::any_of(c.waits.begin(), c.waits.end(), [&](const casefile::Wait& wait) {
        return casefile::is_open(wait) && wait.name == kind;
    });
}

[[nodiscard]] bool is_reached(const Case& c, std::string_view id) {
    return std::any_of(c.milestones.begin(), c.milestones.end(),
                       [&](const casefile::Reached& milestone) { return milestone.id == id; });
}

/// One of the active stages is it, or lies within it.
[[nodiscard]] bool is_active(const Case& c, std::string_view id, const StageTree* tree) {
    const auto is_it = [&](std::string_view stage) {
        return stage == id || (tree != nullptr && tree->is_within(stage, id));
    };
    return is_it(c.stage) || std::any_of(c.stages.begin(), c.stages.end(), is_it);
}

}  // namespace

calendar::Date day_of(calendar::Instant at, const calendar::Zone* zone) {
    if (zone != nullptr) return zone->date_of(at);
    constexpr std::int64_t micros_of_minute = 60'000'000;
    constexpr std::int64_t micros_of_day = micros_of_minute * 24 * 60;
    const std::int64_t local = at.micros() + at.offset_minutes() * micros_of_minute;
    const std::int64_t day = local / micros_of_day - (local % micros_of_day < 0 ? 1 : 0);
    return calendar::Date{static_cast<std::int32_t>(day)};
}

CaseSource::CaseSource(const Program& program, const Scope& scope)
    : memory_(inline_.data(), inline_.size()), program_(program), scope_(scope), texts_(&memory_) {}

Cells CaseSource::cells(std::size_t number, Rows) {
    std::pmr::polymorphic_allocator<> allocator(&memory_);
    Cell* cell = allocator.allocate_object<Cell>();
    *cell = read(program_.fields[number]);
    Cells cells;
    cells.values = &cell->value;
    cells.unit = cell->unit;
    cells.reason = cell->reason;
    cells.known = cell->known != 0 ? nullptr : &cell->known;
    cells.uniform = true;
    return cells;
}

CaseSource::Cell CaseSource::read(const Field& field) {
    const Case& c = scope_.c;
    const auto flag = [](bool is_set) { return Cell{is_set ? 1 : 0}; };
    switch (field.kind) {
        case FieldKind::today: return {scope_.today.days()};
        case FieldKind::now: return {scope_.at.micros()};
        case FieldKind::amount: return amount_claimed();
        case FieldKind::filed_on: return day(c.filed_on);
        case FieldKind::text: return stated(case_texts[field.number].read(c));
        case FieldKind::fact: return fact(field.name, field.type);
        case FieldKind::term_due:
        case FieldKind::term_started: {
            const casefile::Term* term = casefile::find_term(c, field.name);
            if (term == nullptr) return {0, 0, 0};
            const auto& reckoning = term->reckoning;
            return {(field.kind == FieldKind::term_due ? reckoning.due : reckoning.trigger).days()};
        }
        case FieldKind::term_state: {
            const casefile::Term* term = casefile::find_term(c, field.name);
            return {number_of(
                casefile::name_of(term == nullptr ? casefile::TermState::pending : term->state))};
        }
        case FieldKind::has: return flag(has(field.name));
        case FieldKind::done:
            return flag(std::any_of(c.acts.begin(), c.acts.end(), [&](const casefile::Act& act) {
                return act.action == field.name;
            }));
        case FieldKind::milestone: return flag(is_reached(c, field.name));
        case FieldKind::in_stage: return flag(is_active(c, field.name, scope_.stages));
        case FieldKind::open: return flag(is_waiting(c, field.name));
        case FieldKind::item: break;
    }
    return {0, 0, 0};
}

CaseSource::Cell CaseSource::amount_claimed() const {
    std::optional<money::Money> sum;
    for (const casefile::Claim& claim : scope_.c.filing.claims) {
        if (!claim.amount) continue;
        if (!sum) {
            sum = claim.amount;
            continue;
        }
        if (sum->currency() != claim.amount->currency()) return {0, 0, 0, reason::currency_differs};
        std::int64_t minor = 0;
        if (__builtin_add_overflow(sum->minor(), claim.amount->minor(), &minor))
            return {0, 0, 0, reason::overflow};
        sum = money::Money{minor, sum->currency()};
    }
    if (!sum) return {0, 0, 0};
    return {sum->minor(), unit_of(sum->currency())};
}

CaseSource::Cell CaseSource::fact(std::string_view name, Type type) {
    const casefile::Fact* found = casefile::find_fact(scope_.c, name);
    if (found == nullptr || rules::is_unknown(found->value)) return {0, 0, 0};
    return value(found->value, type);
}

CaseSource::Cell CaseSource::value(const rules::Value& value, Type type) {
    const Type own = guard::type_of(value);
    const bool is_rate = std::holds_alternative<money::Rate>(value);
    if (is_rate || (type != Type::any && type != own)) return {0, 0, 0, reason::types_differ};
    Cell cell;
    if (const auto* flag = std::get_if<bool>(&value)) cell.value = *flag ? 1 : 0;
    if (const auto* number = std::get_if<std::int64_t>(&value)) cell.value = *number;
    if (const auto* text = std::get_if<std::string>(&value)) cell.value = number_of(*text);
    if (const auto* date = std::get_if<calendar::Date>(&value)) cell.value = date->days();
    if (const auto* at = std::get_if<calendar::Instant>(&value)) cell.value = at->micros();
    if (const auto* set = std::get_if<rules::TextSet>(&value)) cell = texts(set->items);
    if (const auto* money = std::get_if<money::Money>(&value)) {
        cell.value = money->minor();
        cell.unit = unit_of(money->currency());
    }
    if (type == Type::any) cell.unit = tagged(own, cell.unit);
    return cell;
}

CaseSource::Cell CaseSource::stated(std::string_view text) {
    if (text.empty() || text == "unstated") return {0, 0, 0};
    return {number_of(text)};
}

CaseSource::Cell CaseSource::texts(const std::vector<std::string>& items) {
    std::vector<std::int64_t> set;
    for (const std::string& item : items) set.push_back(number_of(item));
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    // One number for equal sets, so that they compare equal.
    if (const auto named = program_.texts->find_set(set)) return {*named};
    const auto known = std::find(sets_.begin(), sets_.end(), set);
    const auto place = known - sets_.begin();
    if (known == sets_.end()) sets_.push_back(std::move(set));
    return {-1 - place};
}

CaseSource::Cell CaseSource::day(const casefile::When& when) const {
    if (const auto* date = std::get_if<calendar::Date>(&when)) return {date->days()};
    if (const auto* at = std::get_if<calendar::Instant>(&when))
        return {day_of(*at, scope_.zone).days()};
    return {0, 0, 0};
}

std::int64_t CaseSource::number_of(std::string_view text) {
    if (const auto known = program_.texts->find(text)) return *known;
    // Not a text the guard names. Numbers below zero are this case's own.
    const auto known = std::find(texts_.begin(), texts_.end(), text);
    const auto place = known - texts_.begin();
    if (known == texts_.end()) texts_.push_back(text);
    return -1 - place;
}

std::string_view CaseSource::text(std::int64_t number) const {
    if (number < 0) return texts_[static_cast<std::size_t>(-1 - number)];
    return program_.texts->text(number);
}

std::span<const std::int64_t> CaseSource::set(std::int64_t number) const {
    if (number < 0) return sets_[static_cast<std::size_t>(-1 - number)];
    return program_.texts->set(number);
}

bool CaseSource::has(std::string_view what) const {
    constexpr std::string_view kind = "kind:";
    const bool of_kind = what.starts_with(kind);
    if (of_kind) what.remove_prefix(kind.size());
    const auto& evidence = scope_.c.evidence;
    return std::any_of(evidence.begin(), evidence.end(), [&](const casefile::Evidence& item) {
        return of_kind ? item.kind == what : item.item == what;
    });
}

}  // namespace accord::procedure::guard
