// Reads a guard from JSON, within its bounds, naming each fault by its pointer.
#include <algorithm>

#include "accord/base/error.hpp"
#include "accord/procedure/guard/compiled.hpp"
#include "accord/procedure/guard/fields.hpp"
#include "accord/procedure/reading.hpp"

namespace accord::procedure {
namespace {

using Op = Expression::Op;

struct OpName {
    std::string_view name;
    Op op;
    std::size_t args_min;
    std::size_t args_max;
};
constexpr OpName op_names[] = {
    {"not", Op::not_, 1, 1}, {"and", Op::and_, 1, 256}, {"or", Op::or_, 1, 256},
    {"eq", Op::eq, 2, 2},    {"ne", Op::ne, 2, 2},      {"lt", Op::lt, 2, 2},
    {"le", Op::le, 2, 2},    {"gt", Op::gt, 2, 2},      {"ge", Op::ge, 2, 2},
    {"add", Op::add, 2, 2},  {"sub", Op::sub, 2, 2},    {"in", Op::in, 2, 2},
};

struct FormName {
    std::string_view name;
    Op op;
};
constexpr FormName marks[] = {{"done", Op::done},
                              {"milestone", Op::milestone},
                              {"in_stage", Op::in_stage},
                              {"open", Op::open}};
constexpr FormName loops[] = {{"count", Op::count}, {"any", Op::any}, {"all", Op::all}};
constexpr std::string_view literals[] = {"money",   "date", "instant", "text",
                                         "integer", "bool", "set",     "duration"};

// Longer than any length of time in law here, and far from the arithmetic's bounds.
constexpr std::int64_t duration_max = 1'000'000;

/// Where in the case a part of the guard stands.
struct Place {
    int depth = 0;
    const Collection* of = nullptr;  // inside count, any, all
};

class GuardReader {
public:
    explicit GuardReader(const Parameters* parameters) : parameters_(parameters) {}

    Expression expression(const Reader& at, Place place) {
        if (place.depth > expression_depth_max)
            at.fail("too_deep", std::to_string(expression_depth_max));
        spend(at, 1, 0);
        at.only({"op",   "args",    "field",     "has",      "money",    "date",      "instant",
                 "text", "integer", "bool",      "set",      "duration", "count",     "any",
                 "all",  "done",    "milestone", "in_stage", "open",     "parameter", "clause"});
        Expression expression;
        expression.clause = at.clause_or_empty("clause");
        spend(at, 0, expression.clause.id.size());
        std::size_t forms = 0;
        const auto form = [&](std::string_view name) {
            auto found = at.find(name);
            if (found) ++forms;
            return found;
        };
        if (form("op")) operation(at, expression, place);
        if (const auto field = form("field")) field_name(*field, expression, place);
        if (const auto has = form("has")) has_evidence(*has, expression);
        for (const auto& [name, op] : marks) {
            if (const auto mark = form(name)) {
                expression.op = op;
                expression.name = mark->name();
            }
        }
        for (const auto& [name, op] : loops) {
            if (const auto loop = form(name)) {
                expression.op = op;
                over_items(*loop, expression, place);
            }
        }
        for (const std::string_view type : literals) {
            if (const auto found = form(type)) literal(*found, type, expression);
        }
        if (const auto parameter = form("parameter")) {
            literal_of_parameter(*parameter, value_of(*parameter), expression);
        }
        if (forms != 1) at.fail("bad_expression", std::to_string(forms));
        spend(at, 0, expression.name.size());
        return expression;
    }

private:
    void spend(const Reader& at, std::size_t nodes, std::size_t bytes) {
        nodes_ += nodes;
        bytes_ += bytes;
        if (nodes_ > expression_nodes_max)
            at.fail("too_many", std::to_string(expression_nodes_max));
        if (bytes_ > expression_bytes_max)
            at.fail("too_large", std::to_string(expression_bytes_max));
    }

    void operation(const Reader& at, Expression& expression, Place place) {
        const std::string word = at.at("op").text();
        const auto known = std::find_if(std::begin(op_names), std::end(op_names),
                                        [&](const OpName& row) { return row.name == word; });
        if (known == std::end(op_names)) at.at("op").fail("unknown_operator", word.substr(0, 64));
        expression.op = known->op;
        for (const Reader& arg : at.at("args").items()) {
            expression.args.push_back(this->expression(arg, {place.depth + 1, place.of}));
        }
        if (expression.args.size() < known->args_min || expression.args.size() > known->args_max) {
            at.at("args").fail("argument_count", word);
        }
    }

    void field_name(const Reader& at, Expression& expression, Place place) {
        expression.op = Op::field;
        expression.name = at.text();
        if (guard::is_item_path(expression.name)) {
            if (place.of != nullptr && guard::field_of_item(*place.of, expression.name)) {
                expression.of = *place.of;
                return;
            }
        } else if (guard::field_of_case(expression.name)) {
            return;
        }
        constexpr std::string_view personal[] = {"narrative",    "parties",      "item.name",
                                                 "item.contact", "item.address", "item.note"};
        const bool is_personal = std::any_of(
            std::begin(personal), std::end(personal),
            [&](std::string_view word) { return expression.name.find(word) != std::string::npos; });
        at.fail(is_personal ? "personal_field" : "unknown_field", expression.name.substr(0, 64));
    }

    static void has_evidence(const Reader& at, Expression& expression) {
        expression.op = Op::has;
        if (at.json().is_string()) {
            expression.name = at.name();
            return;
        }
        at.only({"kind"});
        expression.name = "kind:" + at.at("kind").name();
    }

    void over_items(const Reader& at, Expression& expression, Place place) {
        if (++loops_ > expression_loops_max)
            at.fail("too_many", std::to_string(expression_loops_max));
        at.only({"of", "where"});
        const Reader of = at.at("of");
        const auto collection = guard::collection_named(of.text());
        if (!collection) of.fail("unknown_collection", of.text().substr(0, 64));
        expression.of = *collection;
        const auto where = at.find("where");
        if (where)
            expression.args.push_back(this->expression(*where, {place.depth + 1, &*collection}));
        if (!where && expression.op == Op::all) at.fail("missing_member", "where");
    }

    /// The value of a parameter where one is named, the place itself otherwise.
    const base::Json& value_of(const Reader& at) const {
        const std::string id = at.name();
        if (parameters_ != nullptr) {
            if (const auto found = parameters_->find(id); found != parameters_->end())
                return found->second;
        }
        at.fail("unknown_parameter", id);
    }
    Reader resolved(const Reader& at) const {
        if (!at.json().is_object() || !at.has("parameter")) return at;
        at.only({"parameter"});
        return Reader{value_of(at.at("parameter")), at.pointer()};
    }

    void literal(const Reader& place, std::string_view type, Expression& expression) {
        const Reader at = resolved(place);
        expression.op = Op::literal;
        if (type == "duration") {
            expression.op = Op::duration;
            expression.duration = duration(at);
        } else if (type == "integer") {
            expression.literal = at.integer();
        } else if (type == "bool") {
            expression.literal = at.boolean();
        } else if (type == "set") {
            expression.literal = set(at);
        } else {
            expression.literal = from_text(at, type);
        }
    }

    rules::TextSet set(const Reader& at) {
        rules::TextSet set;
        for (const Reader& item : at.items()) {
            set.items.push_back(item.text());
            spend(item, 1, set.items.back().size());
        }
        std::sort(set.items.begin(), set.items.end());
        const auto twice = std::adjacent_find(set.items.begin(), set.items.end());
        if (twice != set.items.end()) at.fail("duplicate", twice->substr(0, 64));
        return set;
    }

    Duration duration(const Reader& at) const {
        at.only({"hours", "days", "months", "years"});
        const std::vector<std::string> units = at.names();
        if (units.size() != 1) at.fail("bad_duration", std::to_string(units.size()));
        const Reader amount = resolved(at.at(units.front()));
        Duration duration;
        duration.amount = amount.integer();
        if (duration.amount > duration_max || duration.amount < -duration_max)
            amount.fail("out_of_range", units.front());
        if (units.front() == "hours") duration.unit = Duration::Unit::hours;
        if (units.front() == "months") duration.unit = Duration::Unit::months;
        if (units.front() == "years") {
            duration.unit = Duration::Unit::months;
            duration.amount *= 12;
        }
        return duration;
    }

    rules::Value from_text(const Reader& at, std::string_view type) {
        const std::string text = at.text();
        spend(at, 0, text.size());
        if (type == "text") return text;
        try {
            if (type == "money") return money::Money::parse(text);
            if (type == "date") return calendar::Date::parse(text);
            return calendar::Instant::parse(text);
        } catch (const base::Error& error) {
            at.fail(error.code(), error.subject().substr(0, 64));
        }
    }

    /// A parameter that stands for a whole literal: a plain number, truth or text, or one with its
    /// type, {"money":"1.00 CNY"}.
    void literal_of_parameter(const Reader& place, const base::Json& value,
                              Expression& expression) {
        const Reader at{value, place.pointer()};
        if (value.is_int64()) return literal(at, "integer", expression);
        if (value.is_bool()) return literal(at, "bool", expression);
        if (value.is_string()) return literal(at, "text", expression);
        const std::vector<std::string> names = at.names();
        const bool is_literal =
            names.size() == 1 && std::find(std::begin(literals), std::end(literals),
                                           names.front()) != std::end(literals);
        if (!is_literal) place.fail("bad_parameter", place.name());
        literal(at.at(names.front()), names.front(), expression);
    }

    const Parameters* parameters_;
    std::size_t nodes_ = 0;
    std::size_t bytes_ = 0;
    std::size_t loops_ = 0;
};

}  // namespace

Expression expression_from_json(const base::Json& json, std::string_view where,
                                const Parameters* parameters) {
    GuardReader reader{parameters};
    Expression expression = reader.expression(Reader{json, std::string(where)}, {});
    expression.compiled = std::make_shared<guard::Compiled>();
    expression.compiled->program = guard::compile(expression);
    return expression;
}

Expression expression_from_text(std::string_view json, std::string_view where,
                                const Parameters* parameters) {
    if (json.size() > expression_bytes_max)
        base::fail_procedure("too_large", std::to_string(expression_bytes_max), std::string(where));
    base::Json parsed;
    try {
        parsed = base::parse_json(json, where);
    } catch (const base::Error& error) {
        base::fail_procedure(error.code(), error.subject(), error.where());
    }
    return expression_from_json(parsed, where, parameters);
}

}  // namespace accord::procedure
