// Cuts a column of events into blocks of distinct cases and hands them over action by action.
#include "accord/procedure/caseload/caseload.hpp"

#include <algorithm>
#include <array>

#include "accord/base/error.hpp"

namespace accord::procedure::caseload {
namespace {

constexpr std::size_t rows_ahead = 32;

const rules::Book& no_rules() {
    static const rules::Book book;
    return book;
}

}  // namespace

std::string_view name_of(Answer answer) noexcept {
    static constexpr std::array<std::string_view, answers_count> names{
        "done",        "wrong_stage",        "already_done", "evidence_missing", "guard",
        "term_lapsed", "obligation_pending", "contract",     "out_of_order"};
    return names[static_cast<std::size_t>(answer)];
}

Caseload::Caseload(std::shared_ptr<const Definition> definition,
                   std::shared_ptr<const calendar::Book> calendars, std::size_t cases)
    : calendars_(std::move(calendars)),
      plan_(plan_of(std::move(definition))),
      law_{*plan_.definition, *calendars_, no_rules()},
      engine_(engine_for(plan_, law_, cases)),
      stamps_(cases) {}

void Caseload::state(const std::string& key, FieldColumn column) {
    constexpr std::string_view has = "has:";
    constexpr std::string_view open = "open:";
    if (!key.starts_with(has) && !key.starts_with(open)) {
        const auto field = guard::field_of_case(key);
        if (!field) base::fail_input("unknown_field", key, "fields");
    }
    const bool fits = column.values.size() == 1 || column.values.size() == size();
    if (!fits) base::fail_input("bad_length", std::to_string(column.values.size()), key);
    engine_->fields.insert_or_assign(key, std::move(column));
    engine_->bind();
}

void Caseload::keep_log() {
    log_ = std::make_unique<Log>(plan_, law_, size());
    engine_->write(log_.get());
}

void Caseload::open(std::int64_t at) {
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t> moments(guard::block_rows_max, at);
    std::vector<Answer> answers(guard::block_rows_max);
    for (std::size_t first = 0; first < size(); first += guard::block_rows_max) {
        rows.clear();
        for (std::size_t row = first; row < std::min(first + guard::block_rows_max, size()); ++row)
            rows.push_back(static_cast<std::uint32_t>(row));
        engine_->open({rows, {moments.data(), rows.size()}}, {answers.data(), rows.size()});
    }
}

void Caseload::check(std::uint32_t row) const {
    if (row >= size()) base::fail_input("no_such_case", std::to_string(row), "case");
}

Answer Caseload::act(ActionIndex action, std::uint32_t row, std::int64_t at) {
    check(row);
    Answer answer = Answer::done;
    engine_->act(action, {{&row, 1}, {&at, 1}}, {&answer, 1});
    return answer;
}

void Caseload::advance(std::uint32_t row, std::int64_t at) {
    check(row);
    engine_->advance({{&row, 1}, {&at, 1}});
}

void Caseload::run(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> actions,
                   std::span<const std::int64_t> at, std::span<Answer> out, std::size_t width) {
    width = std::clamp<std::size_t>(width, 1, guard::block_rows_max);
    for (const std::uint32_t row : rows) check(row);
    for (const std::uint32_t action : actions) {
        if (action >= plan_.actions.size())
            base::fail_input("unknown_action", std::to_string(action), "action");
    }
    for (std::size_t first = 0; first < rows.size();) {
        if (++stamp_ == 0) {
            std::fill(stamps_.begin(), stamps_.end(), 0);
            stamp_ = 1;
        }
        std::size_t end = first;
        while (end < rows.size() && end - first < width && stamps_[rows[end]] != stamp_) {
            if (end + rows_ahead < rows.size())
                __builtin_prefetch(stamps_.data() + rows[end + rows_ahead], 1);
            stamps_[rows[end++]] = stamp_;
        }
        const std::size_t count = end - first;
        run_block(rows.subspan(first, count), actions.subspan(first, count),
                  at.subspan(first, count), out.subspan(first, count));
        first = end;
    }
}

void Caseload::run_block(std::span<const std::uint32_t> rows,
                         std::span<const std::uint32_t> actions, std::span<const std::int64_t> at,
                         std::span<Answer> out) {
    const auto other = [&](std::uint32_t action) { return action != actions.front(); };
    if (std::none_of(actions.begin(), actions.end(), other)) {
        engine_->act(actions.front(), {rows, at}, out);
        return;
    }
    std::array<std::uint16_t, guard::block_rows_max> order{};
    const std::size_t count = rows.size();
    for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::uint16_t>(i);
    std::stable_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](auto a, auto b) { return actions[a] < actions[b]; });
    std::array<std::uint32_t, guard::block_rows_max> some_rows{};
    std::array<std::int64_t, guard::block_rows_max> some_at{};
    std::array<Answer, guard::block_rows_max> some{};
    for (std::size_t i = 0; i < count;) {
        const std::uint32_t action = actions[order[i]];
        const std::size_t first = i;
        for (; i < count && actions[order[i]] == action; ++i) {
            some_rows[i - first] = rows[order[i]];
            some_at[i - first] = at[order[i]];
        }
        const std::size_t taken = i - first;
        engine_->act(action, {{some_rows.data(), taken}, {some_at.data(), taken}},
                     {some.data(), taken});
        for (std::size_t k = 0; k < taken; ++k) out[order[first + k]] = some[k];
    }
}

std::string_view Caseload::stage(std::uint32_t row) const {
    check(row);
    const std::vector<chart::Index> leaves = engine_->leaves(row);
    if (leaves.empty()) return {};
    const chart::Chart& chart = plan_.definition->chart;
    return chart.names[chart.deepest_around(leaves)];
}

ActionIndex Caseload::action(std::string_view id) const {
    const Action* found = plan_.definition->action(id);
    if (found == nullptr) base::fail_input("unknown_action", std::string(id), "action");
    return static_cast<ActionIndex>(found - plan_.definition->actions.data());
}

}  // namespace accord::procedure::caseload
