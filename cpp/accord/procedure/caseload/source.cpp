// Gathers what a guard reads: from stated columns, marks, terms, stages and the clock.
#include "accord/procedure/caseload/source.hpp"

#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/casefile/names.hpp"
#include "accord/procedure/guard/slot.hpp"

namespace accord::procedure::caseload {

using casefile::TermState;
using guard::Cells;
using guard::Field;
using guard::FieldKind;
using guard::Rows;
using guard::Type;

namespace {

constexpr std::int64_t zero = 0;
constexpr std::uint8_t not_known = 0;

Cells missing(guard::Reason why = guard::reason::none) noexcept {
    Cells cells;
    cells.values = &zero;
    cells.known = &not_known;
    cells.reason = why;
    cells.uniform = true;
    return cells;
}

Cells shared(const std::int64_t& value) noexcept {
    Cells cells;
    cells.values = &value;
    cells.uniform = true;
    return cells;
}

}  // namespace

Table::Table(const Plan& plan, std::size_t rows)
    : filed_on(rows),
      plan_(plan),
      rows_(rows),
      mark_words_(plan.mark_words()),
      term_count_(plan.terms.size()),
      marks_(rows * mark_words_),
      terms_(rows * term_count_) {}

RowSource::RowSource(const guard::Program& program, const Table& table, const Days& days)
    : table_(table), days_(days), texts_(program.texts) {
    bindings_.resize(program.fields.size());
    for (std::size_t i = 0; i < program.fields.size(); ++i) bind(program.fields[i], bindings_[i]);
    const Definition& definition = *table.plan().definition;
    for (const std::string& name : definition.chart.names)
        stage_texts_.push_back(texts_->intern(name));
    for (const chart::StageNode& node : definition.chart.stages)
        outcome_texts_.push_back(texts_->intern(definition.stages[node.definition].outcome));
    for (const TermState state : {TermState::pending, TermState::running, TermState::paused,
                                  TermState::met, TermState::lapsed, TermState::waived})
        state_texts_.push_back(texts_->intern(casefile::name_of(state)));
}

void RowSource::bind(const Field& field, Binding& binding) const {
    binding.field = &field;
    const auto found = table_.fields.find(field.key);
    if (found != table_.fields.end()) binding.column = &found->second;
    const Plan& plan = table_.plan();
    switch (field.kind) {
        case FieldKind::done:
        case FieldKind::milestone: binding.number = plan.mark(field.key); break;
        case FieldKind::term_due:
        case FieldKind::term_state:
        case FieldKind::term_started: {
            const TermDefinition* term = plan.definition->term(field.name);
            binding.number = term == nullptr
                                 ? none
                                 : static_cast<std::uint32_t>(term - plan.definition->terms.data());
            break;
        }
        case FieldKind::in_stage: {
            const chart::Index* stage = plan.definition->chart.stage(field.name);
            binding.number = stage == nullptr ? none : *stage;
            break;
        }
        case FieldKind::has:
        case FieldKind::open: binding.is_flag = true; break;
        default: break;
    }
}

template <class Value>
Cells RowSource::gather(Binding& binding, Rows rows, Value value) {
    if (binding.values.size() < rows.count) binding.values.resize(rows.count);
    for (std::size_t i = 0; i < rows.count; ++i)
        binding.values[i] = value(block_.rows[rows.first + i], rows.first + i);
    Cells cells;
    cells.values = binding.values.data();
    return cells;
}

Cells RowSource::cells(std::size_t number, Rows rows) {
    Binding& binding = bindings_[number];
    switch (binding.field->kind) {
        case FieldKind::today:
            return gather(binding, rows, [&](std::uint32_t, std::size_t i) {
                return std::int64_t{days_.day_of(block_.at[i])};
            });
        case FieldKind::now:
            return gather(binding, rows,
                          [&](std::uint32_t, std::size_t i) { return block_.at[i]; });
        case FieldKind::filed_on:
            if (binding.column != nullptr) return stated(binding, rows);
            return gather(binding, rows, [&](std::uint32_t row, std::size_t) {
                return std::int64_t{table_.filed_on[row]};
            });
        case FieldKind::done:
        case FieldKind::milestone:
            if (binding.number == none) return shared(zero);
            return gather(binding, rows, [&](std::uint32_t row, std::size_t) {
                return std::int64_t{table_.has_mark(row, binding.number) ? 1 : 0};
            });
        case FieldKind::in_stage:
            if (binding.number == none) return shared(zero);
            return gather(binding, rows, [&](std::uint32_t row, std::size_t) {
                return std::int64_t{table_.is_in(row, binding.number) ? 1 : 0};
            });
        case FieldKind::term_due:
        case FieldKind::term_state:
        case FieldKind::term_started: return of_term(binding, rows);
        case FieldKind::text:
            if (binding.field->key == "case.stage" || binding.field->key == "case.outcome")
                return of_stage(binding, rows);
            return stated(binding, rows);
        default: return stated(binding, rows);
    }
}

/// The deepest stage around where the case stands, or the outcome it was closed with.
Cells RowSource::of_stage(Binding& binding, Rows rows) {
    const bool is_outcome = binding.field->key == "case.outcome";
    const chart::Chart& chart = table_.plan().definition->chart;
    binding.known.resize(std::max(binding.known.size(), rows.count));
    Cells cells = gather(binding, rows, [&](std::uint32_t row, std::size_t i) {
        const chart::Index closed = table_.closed_by(row);
        binding.known[i - rows.first] = is_outcome && closed == none ? 0 : 1;
        if (is_outcome) return closed == none ? std::int64_t{0} : outcome_texts_[closed];
        const auto leaves = table_.leaves(row);
        return leaves.empty() ? std::int64_t{0} : stage_texts_[chart.deepest_around(leaves)];
    });
    cells.known = binding.known.data();
    return cells;
}

Cells RowSource::of_term(Binding& binding, Rows rows) {
    const FieldKind kind = binding.field->kind;
    if (binding.number == none)
        return kind == FieldKind::term_state ? shared(state_texts_.front()) : missing();
    if (kind == FieldKind::term_state) {
        return gather(binding, rows, [&](std::uint32_t row, std::size_t) {
            const TermState state = table_.term(row, binding.number).state;
            return state_texts_[static_cast<std::size_t>(state)];
        });
    }
    binding.known.resize(std::max(binding.known.size(), rows.count));
    Cells cells = gather(binding, rows, [&](std::uint32_t row, std::size_t i) {
        const TermRow& term = table_.term(row, binding.number);
        binding.known[i - rows.first] = term.order == 0 ? 0 : 1;
        return std::int64_t{kind == FieldKind::term_due ? term.due : term.trigger};
    });
    cells.known = binding.known.data();
    return cells;
}

Cells RowSource::stated(Binding& binding, Rows rows) {
    const FieldColumn* column = binding.column;
    if (column == nullptr) return binding.is_flag ? shared(zero) : missing();
    const Type wanted = binding.field->type;
    if (wanted != Type::any && wanted != column->type) return missing(guard::reason::types_differ);
    // Of a fact whose type nobody declared the type stands where the currency does.
    const std::uint32_t tag = wanted == Type::any ? guard::tagged(column->type) : 0;
    Cells cells;
    if (column->is_uniform()) {
        cells.values = column->values.data();
        cells.known = column->known.empty() ? nullptr : column->known.data();
        cells.unit = tag | (column->units.empty() ? 0 : column->units.front());
        cells.uniform = true;
        return cells;
    }
    cells =
        gather(binding, rows, [&](std::uint32_t row, std::size_t) { return column->values[row]; });
    cells.unit = tag;
    if (!column->known.empty()) {
        binding.known.resize(std::max(binding.known.size(), rows.count));
        for (std::size_t i = 0; i < rows.count; ++i)
            binding.known[i] = column->known[block_.rows[rows.first + i]];
        cells.known = binding.known.data();
    }
    if (!column->units.empty()) {
        binding.units.resize(std::max(binding.units.size(), rows.count));
        for (std::size_t i = 0; i < rows.count; ++i)
            binding.units[i] = tag | column->units[block_.rows[rows.first + i]];
        cells.units = binding.units.data();
    }
    return cells;
}

// A plan has no programs that count items one by one.
const std::uint32_t* RowSource::offsets(Collection, Rows) {
    static constexpr std::array<std::uint32_t, guard::block_rows_max + 1> no_items{};
    return no_items.data();
}

Cells RowSource::items(std::size_t, Rows) {
    return missing();
}

std::span<const std::int64_t> RowSource::set(std::int64_t number) const {
    return texts_->set(number);
}

}  // namespace accord::procedure::caseload
