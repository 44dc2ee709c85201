// The earliest moment at which time alone makes a guard true: asked at each turn of a comparison.
#include <algorithm>
#include <functional>
#include <set>

#include "accord/procedure/guard/evaluate.hpp"
#include "accord/procedure/guard/value.hpp"

namespace accord::procedure {
namespace {

using Op = Expression::Op;
using calendar::Date;
using calendar::Instant;

constexpr std::int64_t micros_of_day = std::int64_t{24} * 3600 * 1'000'000;
constexpr std::int64_t moments_ahead = std::int64_t{400} * 366 * micros_of_day;

/// How a value changes as time goes on; days and moments never fall. Stepped: only where a
/// comparison inside it turns, as a count of items does.
enum class Course { constant, stepped, rises, falls, mixed };

Course opposite(Course course) noexcept {
    if (course == Course::rises) return Course::falls;
    return course == Course::falls ? Course::rises : course;
}
Course together(Course a, Course b) noexcept {
    if (a == Course::constant) return b;
    return b == Course::constant || a == b ? a : Course::mixed;
}

bool reads_time(const Expression& e) {
    if (e.op == Op::field) return e.name == "today" || e.name == "now";
    return std::any_of(e.args.begin(), e.args.end(), reads_time);
}

Course course_of(const Expression& e) {
    if (!reads_time(e)) return Course::constant;
    if (e.op == Op::field) return Course::rises;
    if (e.op == Op::add) return together(course_of(e.args[0]), course_of(e.args[1]));
    if (e.op == Op::sub) return together(course_of(e.args[0]), opposite(course_of(e.args[1])));
    return Course::stepped;
}

bool is_comparison(Op op) noexcept {
    return op >= Op::eq && op <= Op::ge;
}

bool is_loop(Op op) noexcept {
    return op == Op::count || op == Op::any || op == Op::all;
}

guard::Type type_of_side(const Expression& e) {
    return guard::compile(e)->type;
}

bool mentions(const Expression& e, std::string_view field) {
    if (e.op == Op::field) return e.name == field;
    return std::any_of(e.args.begin(), e.args.end(),
                       [&](const Expression& arg) { return mentions(arg, field); });
}

/// One side of a comparison at any time.
class Side {
public:
    Side(const Expression& expression, const Scope& scope)
        : program_(guard::compile(expression)), scope_(scope) {}

    [[nodiscard]] std::optional<std::int64_t> at(Instant now, Date today) const {
        const Scope then{scope_.c, now, today, scope_.stages, scope_.zone};
        guard::CaseSource source{*program_, then};
        guard::Machine machine{*program_, guard::width_for_case(*program_), guard::Detail::answers};
        machine.run(source, {0, 1});
        if (!guard::is_known(machine.cells(), 0)) return std::nullopt;
        return machine.cells().values[0];
    }

private:
    std::shared_ptr<const guard::Program> program_;
    const Scope& scope_;
};

class Timeline {
public:
    explicit Timeline(const Scope& scope) : scope_(scope) {}

    /// Collects the moments at which a comparison inside `e` turns.
    void add_turns(const Expression& e) {
        if (!reads_time(e)) return;
        if (is_loop(e.op)) return add_turns_of_items(e);
        for (const Expression& arg : e.args) add_turns(arg);
        if (!is_comparison(e.op)) return;
        if (type_of_side(e.args[0]) == guard::Type::boolean) return;
        const Course course = together(course_of(e.args[0]), opposite(course_of(e.args[1])));
        if (course == Course::mixed) day_by_day_ = true;
        if (course == Course::rises || course == Course::falls) add_crossing(e, course);
    }

    [[nodiscard]] std::optional<Date> first(const Expression& guard) {
        if (day_by_day_) {
            for (int i = 1; i <= horizon_days && scope_.today + i <= calendar::last_date; ++i)
                moments_.insert({start_of(scope_.today + i), scope_.today + i});
        }
        for (const auto& [now, today] : moments_) {
            if (holds(guard, Scope{scope_.c, now, today, scope_.stages, scope_.zone})) return today;
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] Instant start_of(Date day) const {
        if (scope_.zone != nullptr) return scope_.zone->start_of(day);
        const std::int16_t offset = scope_.at.offset_minutes();
        return Instant{day.days() * micros_of_day - offset * std::int64_t{60'000'000}, offset};
    }

    void add_turns_of_items(const Expression& loop) {
        if (loop.args.empty()) return;
        guard::Program program;
        program.texts = std::make_shared<guard::Dictionary>();
        guard::CaseSource source{program, scope_};
        const std::uint32_t items = source.offsets(loop.of, {0, 1})[1];
        for (std::uint32_t i = 0; i < items; ++i) add_turns(of_item(loop.args.front(), i));
    }

    /// The condition of one item: its fields as they stand.
    [[nodiscard]] Expression of_item(const Expression& e, std::uint32_t index) const {
        if (is_loop(e.op)) return e;  // an inner loop has items of its own
        Expression out = e;
        out.compiled = nullptr;
        if (e.op == Op::field && guard::is_item_path(e.name)) {
            guard::Program program;
            program.fields.push_back(*guard::field_of_item(e.of, e.name));
            program.texts = std::make_shared<guard::Dictionary>();
            guard::CaseSource source{program, scope_};
            out.op = Op::literal;
            out.literal = guard::value_of(source.items(0, {index, 1}), program.fields[0].type,
                                          program, source);
        }
        for (Expression& arg : out.args) arg = of_item(arg, index);
        return out;
    }

    /// The comparison's left side less its right one goes through zero once.
    void add_crossing(const Expression& e, Course course) {
        const Side left{e.args[0], scope_};
        const Side right{e.args[1], scope_};
        const bool of_moments = mentions(e, "now");
        // Grows with time, whichever way the comparison goes; nothing where one is unknown.
        const auto growth = [&](std::int64_t time) -> std::optional<__int128> {
            const auto [now, today] = moment(time, of_moments);
            const auto a = left.at(now, today);
            const auto b = right.at(now, today);
            if (!a || !b) return std::nullopt;
            const __int128 difference = static_cast<__int128>(*a) - *b;
            return course == Course::rises ? difference : -difference;
        };
        const std::int64_t from =
            of_moments ? scope_.at.micros() + 1 : std::int64_t{scope_.today.days()} + 1;
        std::int64_t to = calendar::last_date.days();
        if (of_moments) to = scope_.at.micros() + moments_ahead;
        if (from > to || !growth(from)) return;
        // Beyond the calendar all is unknown.
        to = first_where(from, to, [&](std::int64_t time) { return !growth(time); }) - 1;
        for (const int bound : {0, 1}) {
            const std::int64_t turn =
                first_where(from, to, [&](std::int64_t time) { return *growth(time) >= bound; });
            if (turn <= to) moments_.insert(moment(turn, of_moments));
        }
    }

    /// The first time of from … to at which `is_so` holds, from which on it always does; to + 1
    /// where it never does.
    static std::int64_t first_where(std::int64_t from, std::int64_t to,
                                    const std::function<bool(std::int64_t)>& is_so) {
        std::int64_t end = to + 1;
        while (from < end) {
            const std::int64_t middle = from + (end - from) / 2;
            if (is_so(middle)) {
                end = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    [[nodiscard]] std::pair<Instant, Date> moment(std::int64_t time, bool is_instant) const {
        if (!is_instant) {
            const Date day{static_cast<std::int32_t>(time)};
            return {start_of(day), day};
        }
        const Instant now{time, scope_.at.offset_minutes()};
        return {now, std::max(scope_.today, guard::day_of(now, scope_.zone))};
    }

    const Scope& scope_;
    std::set<std::pair<Instant, Date>> moments_;
    bool day_by_day_ = false;
};

}  // namespace

std::optional<Date> holds_from(const Expression& guard, const Scope& scope) {
    if (!guard::program_of(guard)->reads_time) return std::nullopt;
    Timeline timeline{scope};
    timeline.add_turns(guard);
    return timeline.first(guard);
}

}  // namespace accord::procedure
