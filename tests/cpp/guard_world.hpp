// Rows for the tests of guards, as a case and as columns, and a small evaluator of its own that
// reads a guard's JSON as the language's text says, sharing nothing with the engine's.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/error.hpp"
#include "accord/procedure/expression.hpp"
#include "accord/procedure/guard/columns.hpp"
#include "accord/procedure/guard/machine.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {

/// A value of the model: kind u(nknown) b i x(text) m d n(ow) s; the text is also the currency, or
/// the reason.
struct V {
    char kind = 'u';
    std::int64_t n = 0;
    std::string s;
    std::set<std::string> set;
    bool operator==(const V&) const = default;
};

inline V unknown(std::string why) {
    return {'u', 0, std::move(why), {}};
}
inline V truth(bool flag) {
    return {'b', flag ? 1 : 0, {}, {}};
}

using Item = std::map<std::string, V>;

/// One case as the model sees it: what is absent is missing.
struct Row {
    std::map<std::string, V> fields;
    std::map<std::string, std::vector<Item>> items;
    std::set<std::string> marks;  // "has:contract" "done:hearing" "in_stage:open"
};

inline std::optional<money::Money> money_of(const V& value) {
    if (value.kind != 'm') return std::nullopt;
    return money::Money{value.n, money::Currency::of(value.s)};
}
inline rules::Value value_of(const V& value) {
    switch (value.kind) {
        case 'b': return value.n != 0;
        case 'i': return value.n;
        case 'x': return value.s;
        case 'm': return *money_of(value);
        case 'd': return calendar::Date{static_cast<std::int32_t>(value.n)};
        case 'n': return calendar::Instant{value.n};
        case 's':
            return rules::TextSet{std::vector<std::string>(value.set.begin(), value.set.end())};
        default: return rules::Unknown{value.s};
    }
}

/// The row as a case. Of the fields it takes facts.*, case.kind and term.answer.*, of the items
/// parties, claims, terms, evidence and acts.
inline casefile::Case case_of(const Row& row) {
    casefile::Case c;
    c.stage = "open";
    const auto text = [](const Item& item, const std::string& name) {
        const auto found = item.find(name);
        return found == item.end() ? std::string() : found->second.s;
    };
    for (const auto& [path, value] : row.fields) {
        if (path.starts_with("facts.")) c.facts.push_back({path.substr(6), value_of(value)});
        if (path == "case.kind") c.filing.kind = value.s;
    }
    const auto list = [&](const std::string& name) -> std::vector<Item> {
        const auto found = row.items.find(name);
        return found == row.items.end() ? std::vector<Item>{} : found->second;
    };
    for (const Item& item : list("parties")) {
        casefile::Party party;
        party.role = text(item, "role");
        c.filing.parties.push_back(party);
    }
    for (const Item& item : list("claims")) {
        casefile::Claim claim;
        claim.relief = text(item, "relief");
        if (item.contains("amount")) claim.amount = money_of(item.at("amount"));
        c.filing.claims.push_back(claim);
    }
    for (const Item& item : list("evidence")) {
        casefile::Evidence evidence;
        evidence.item = text(item, "item");
        c.evidence.push_back(evidence);
    }
    for (const Item& item : list("acts")) {
        casefile::Act act;
        act.action = text(item, "action");
        const auto& by = item.at("by").set;
        act.by.assign(by.begin(), by.end());
        if (item.contains("on"))
            act.occurred = calendar::Date{static_cast<std::int32_t>(item.at("on").n)};
        c.acts.push_back(act);
    }
    for (const Item& item : list("terms")) {
        casefile::Term term;
        term.id = text(item, "id");
        term.state = casefile::TermState::running;
        term.reckoning.due = calendar::Date{static_cast<std::int32_t>(item.at("due").n)};
        c.terms.push_back(term);
    }
    return c;
}

/// Many rows as columns. Owns the arrays the columns point into.
class Table {
public:
    explicit Table(const std::vector<Row>& rows) : rows_(rows) {}

    /// Puts what this program reads.
    void bind(const guard::Program& program) {
        for (const guard::Field& field : program.fields) {
            if (field.kind == guard::FieldKind::item) {
                bind_items(program, field);
                continue;
            }
            std::vector<V> values;
            for (const Row& row : rows_) values.push_back(value_in(row, field.key));
            put(program, field.key, values);
        }
        for (const guard::Loop& loop : program.loops) bind_offsets(loop.of);
    }
    [[nodiscard]] const guard::Columns& columns() const { return columns_; }

    [[nodiscard]] static V value_in(const Row& row, const std::string& key) {
        if (key.find(':') != std::string::npos) return truth(row.marks.contains(key));
        const auto found = row.fields.find(key);
        if (found == row.fields.end()) return unknown("missing:" + key);
        return found->second;
    }

private:
    struct Column {
        std::vector<std::int64_t> values;
        std::vector<std::uint8_t> known;
        std::vector<guard::Reason> reasons;
        std::vector<std::uint32_t> units;
    };

    void put(const guard::Program& program, const std::string& key, const std::vector<V>& values) {
        Column& column = owned_.emplace_back();
        for (const V& value : values) {
            std::int64_t cell = value.n;
            if (value.kind == 'x') cell = program.texts->intern(value.s);
            if (value.kind == 's') {
                const std::vector<std::string> items(value.set.begin(), value.set.end());
                cell = program.texts->intern_set(items);
            }
            guard::Reason why = guard::reason::none;
            if (value.s == "overflow") why = guard::reason::overflow;
            if (value.s == "currency_differs") why = guard::reason::currency_differs;
            column.values.push_back(cell);
            column.known.push_back(value.kind != 'u');
            column.reasons.push_back(value.kind == 'u' ? why : guard::reason::none);
            column.units.push_back(value.kind == 'm' ? guard::unit_of(money::Currency::of(value.s))
                                                     : 0);
        }
        guard::Cells cells;
        cells.values = column.values.data();
        cells.known = column.known.data();
        cells.reasons = column.reasons.data();
        cells.units = column.units.data();
        columns_.put(key, cells);
    }

    void bind_items(const guard::Program& program, const guard::Field& field) {
        const std::string of(guard::name_of(field.of));
        const std::string name = field.key.substr(of.size() + 1);
        std::vector<V> values;
        for (const Row& row : rows_) {
            const auto found = row.items.find(of);
            if (found == row.items.end()) continue;
            for (const Item& item : found->second) {
                const auto value = item.find(name);
                values.push_back(value == item.end() ? unknown("missing:" + field.key)
                                                     : value->second);
            }
        }
        values.push_back(unknown(""));
        put(program, field.key, values);
    }

    void bind_offsets(Collection of) {
        auto& offsets = offsets_.emplace_back();
        offsets.push_back(0);
        for (const Row& row : rows_) {
            const auto found = row.items.find(std::string(guard::name_of(of)));
            const std::size_t count = found == row.items.end() ? 0 : found->second.size();
            offsets.push_back(offsets.back() + static_cast<std::uint32_t>(count));
        }
        columns_.put_offsets(of, offsets.data());
    }

    const std::vector<Row>& rows_;
    std::deque<Column> owned_;
    std::deque<std::vector<std::uint32_t>> offsets_;
    guard::Columns columns_;
};

/// The language's text, once more: each rule in the plainest form.
class Model {
public:
    explicit Model(const Row& row) : row_(row) {}

    [[nodiscard]] V of(const base::Json& e, const Item* item = nullptr,
                       const std::string& list = {}) const {
        const auto& object = e.as_object();
        if (object.contains("op")) return operation(object, item, list);
        for (const char* word : {"count", "any", "all"}) {
            if (const auto* loop = object.if_contains(word)) return quantified(word, *loop);
        }
        for (const char* mark : {"has", "done", "in_stage"}) {
            if (const auto* name = object.if_contains(mark))
                return truth(row_.marks.contains(std::string(mark) + ":" + text(*name)));
        }
        if (const auto* field = object.if_contains("field")) {
            const std::string path = text(*field);
            if (!path.starts_with("item.")) return Table::value_in(row_, path);
            const std::string name = path.substr(5);
            if (item->contains(name)) return item->at(name);
            return unknown("missing:" + list + "." + name);
        }
        return literal(object);
    }

private:
    static std::string text(const base::Json& json) { return std::string(json.as_string()); }

    static V literal(const base::JsonObject& e) {
        if (const auto* flag = e.if_contains("bool")) return truth(flag->as_bool());
        if (const auto* number = e.if_contains("integer")) return {'i', number->as_int64(), {}, {}};
        if (const auto* word = e.if_contains("text")) return {'x', 0, text(*word), {}};
        if (const auto* amount = e.if_contains("money")) {
            const auto money = money::Money::parse(text(*amount));
            return {'m', money.minor(), std::string(money.currency().code()), {}};
        }
        if (const auto* date = e.if_contains("date"))
            return {'d', calendar::Date::parse(text(*date)).days(), {}, {}};
        if (const auto* at = e.if_contains("instant"))
            return {'n', calendar::Instant::parse(text(*at)).micros(), {}, {}};
        V set{'s', 0, {}, {}};
        for (const auto& item : e.at("set").as_array()) set.set.insert(text(item));
        return set;
    }

    /// Today and the rest of the row stay visible inside; the outer item does not.
    V quantified(const std::string& word, const base::Json& loop) const {
        const std::string of = text(loop.at("of"));
        const auto found = row_.items.find(of);
        const std::vector<Item> none;
        const auto& items = found == row_.items.end() ? none : found->second;
        const auto* where = loop.as_object().if_contains("where");
        std::int64_t yes = 0;
        std::int64_t no = 0;
        std::optional<V> first_unknown;
        for (const Item& item : items) {
            const V found_here = where == nullptr ? truth(true) : this->of(*where, &item, of);
            if (found_here.kind == 'u') {
                if (!first_unknown) first_unknown = found_here;
            } else {
                ++(found_here.n != 0 ? yes : no);
            }
        }
        if (word == "any" && yes > 0) return truth(true);
        if (word == "all" && no > 0) return truth(false);
        if (first_unknown) return *first_unknown;
        if (word == "count") return {'i', yes, {}, {}};
        return truth(word == "all");
    }

    V operation(const base::JsonObject& e, const Item* item, const std::string& list) const {
        const std::string op = text(e.at("op"));
        const auto& args = e.at("args").as_array();
        if (op == "and" || op == "or") {
            std::optional<V> first_unknown;
            for (const auto& arg : args) {
                const V value = of(arg, item, list);
                if (value.kind == 'u' && !first_unknown) first_unknown = value;
                if (value.kind == 'b' && (value.n != 0) == (op == "or")) return value;
            }
            return first_unknown ? *first_unknown : truth(op == "and");
        }
        const V a = of(args[0], item, list);
        if (op == "not") return a.kind == 'u' ? a : truth(a.n == 0);
        if (const auto* by = args[1].as_object().if_contains("duration"))
            return shifted(a, *by, op == "add" ? 1 : -1);
        const V b = of(args[1], item, list);
        if (a.kind == 'u') return a;
        if (b.kind == 'u') return b;
        if (op == "in") return truth(b.set.contains(a.s));
        if (a.kind == 'm' && a.s != b.s) return unknown("currency_differs");
        if (op == "add" || op == "sub") return sum(a, b, op == "add" ? 1 : -1);
        int order = a.n < b.n ? -1 : a.n > b.n ? 1 : 0;
        if (a.kind == 'x') order = a.s.compare(b.s);
        if (a.kind == 's') order = a.set == b.set ? 0 : 1;
        if (op == "eq") return truth(order == 0);
        if (op == "ne") return truth(order != 0);
        if (op == "lt") return truth(order < 0);
        if (op == "le") return truth(order <= 0);
        if (op == "gt") return truth(order > 0);
        return truth(order >= 0);
    }

    static V sum(const V& a, const V& b, int sign) {
        const __int128 exact = static_cast<__int128>(a.n) + sign * static_cast<__int128>(b.n);
        if (exact > INT64_MAX || exact < INT64_MIN) return unknown("overflow");
        V out = a;
        if (a.kind == 'd') out.kind = 'i';
        out.n = static_cast<std::int64_t>(exact);
        return out;
    }

    static V shifted(V a, const base::Json& by, int sign) {
        if (a.kind == 'u') return a;
        const auto& unit = *by.as_object().begin();
        const std::int64_t amount = unit.value().as_int64() * sign;
        const std::string word(unit.key());
        if (a.kind == 'n') {
            a.n += amount * (word == "days" ? 24 : 1) * std::int64_t{3'600'000'000};
            return a;
        }
        try {
            if (word == "days") {
                a.n = calendar::date_checked(a.n + amount).days();
            } else {
                const calendar::Date from{static_cast<std::int32_t>(a.n)};
                const int months = static_cast<int>(amount) * (word == "years" ? 12 : 1);
                a.n = calendar::add_months(from, months).days();
            }
        } catch (const base::Error&) {
            return unknown("overflow");
        }
        return a;
    }

    const Row& row_;
};

}  // namespace accord::procedure::testing
