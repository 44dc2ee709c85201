// Law files read into series, scales and parameters, with every fault named by its place.
#include "accord/rules/rule_book.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/base/json.hpp"
#include "accord/money/rounding.hpp"
#include "accord/rules/reading.hpp"
#include "accord/rules/table_reading.hpp"

namespace accord::rules {
namespace {

using base::Json;
using base::JsonArray;
using base::JsonObject;

std::vector<RatePoint> points_of(const JsonObject& object, const std::string& where) {
    const JsonArray& array =
        base::as_array(base::member(object, "points", where), where + "/points");
    std::vector<RatePoint> points;
    for (std::size_t i = 0; i < array.size(); ++i) {
        const std::string place = where + "/points/" + std::to_string(i);
        const JsonObject& point = base::as_object(array[i], place);
        refuse_others(point, {"from", "rate", "status"}, place);
        points.push_back({date_of(point, "from", place),
                          rate_of(point, "rate", money::Per::year, place),
                          status_of(point, place)});
        if (i > 0 && points[i].from <= points[i - 1].from) {
            base::fail_input("not_ascending", points[i].from.text(), place);
        }
    }
    if (points.empty()) base::fail_input("no_points", {}, where);
    return points;
}

RateSeries series_of(const JsonObject& object, const std::string& where) {
    refuse_others(
        object,
        {"id", "jurisdiction", "title", "note", "clause", "source", "known_until", "points"},
        where);
    RateSeries series{text_of(object, "id", where),
                      text_of(object, "jurisdiction", where),
                      clause_of(object, where),
                      text_of(object, "source", where),
                      date_of(object, "known_until", where),
                      points_of(object, where),
                      hash_of(object)};
    if (series.known_until < series.points.back().from) {
        base::fail_input("known_until_too_early", series.id, where + "/known_until");
    }
    return series;
}

/// The fee at a slice's lower end is what the slices below add up to (分段累计), to the last
/// fraction.
bool joins(const FeeSlice& below, const FeeSlice& above) {
    const money::Wide width = money::Wide{above.over.minor()} - below.over.minor();
    const money::Wide step = money::Wide{above.base.minor()} - below.base.minor();
    money::Wide left = 0;
    money::Wide right = 0;
    if (__builtin_mul_overflow(width, money::Wide{below.rate.numerator()}, &left)) return false;
    if (__builtin_mul_overflow(step, money::Wide{below.rate.denominator()}, &right)) return false;
    return left == right;
}

void check_slice(const std::vector<FeeSlice>& slices, std::size_t i, const std::string& where) {
    const FeeSlice& slice = slices[i];
    const FeeSlice& first = slices.front();
    if (slice.over.currency() != first.over.currency() ||
        slice.base.currency() != first.over.currency()) {
        base::fail_input("currency_mismatch", slice.over.text(), where);
    }
    if (slice.over.minor() < 0 || slice.base.minor() < 0 || slice.rate.numerator() < 0) {
        base::fail_input("negative", slice.over.text(), where);
    }
    if (i == 0) {
        if (slice.over.minor() != 0)
            base::fail_input("first_slice_not_zero", slice.over.text(), where);
        return;
    }
    if (slice.over.minor() <= slices[i - 1].over.minor()) {
        base::fail_input("not_ascending", slice.over.text(), where);
    }
    if (!joins(slices[i - 1], slice))
        base::fail_input("base_does_not_join", slice.base.text(), where);
}

std::vector<FeeSlice> slices_of(const JsonObject& object, const std::string& where) {
    const JsonArray& array =
        base::as_array(base::member(object, "slices", where), where + "/slices");
    std::vector<FeeSlice> slices;
    for (std::size_t i = 0; i < array.size(); ++i) {
        const std::string place = where + "/slices/" + std::to_string(i);
        const JsonObject& slice = base::as_object(array[i], place);
        refuse_others(slice, {"over", "base", "rate"}, place);
        slices.push_back({money_of(slice, "over", place), money_of(slice, "base", place),
                          rate_of(slice, "rate", money::Per::none, place)});
        check_slice(slices, i, place);
    }
    if (slices.empty()) base::fail_input("no_slices", {}, where);
    return slices;
}

template <class Dated>
void check_period(const Dated& rule, const std::string& where) {
    if (rule.effective_to && *rule.effective_to < rule.effective_from) {
        base::fail_input("ends_before_it_begins", rule.id, where);
    }
}

FeeScale scale_of(const JsonObject& object, const std::string& where) {
    refuse_others(object,
                  {"id", "jurisdiction", "title", "note", "clause", "source", "effective_from",
                   "effective_to", "slices"},
                  where);
    FeeScale scale{text_of(object, "id", where),
                   text_of(object, "jurisdiction", where),
                   clause_of(object, where),
                   text_of(object, "source", where),
                   date_of(object, "effective_from", where),
                   optional_date_of(object, "effective_to", where),
                   slices_of(object, where),
                   hash_of(object)};
    check_period(scale, where);
    return scale;
}

/// "cn.court.mediated_share" is law of CN.
std::string jurisdiction_of(const JsonObject& object, const std::string& where) {
    if (base::find_member(object, "jurisdiction") != nullptr) {
        return text_of(object, "jurisdiction", where);
    }
    const std::string id = text_of(object, "id", where);
    std::string first = id.substr(0, id.find('.'));
    for (char& letter : first) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return first;
}

Parameter parameter_of(const JsonObject& object, const std::string& where) {
    refuse_others(object,
                  {"id", "jurisdiction", "title", "note", "clause", "source", "effective_from",
                   "effective_to", "value"},
                  where);
    Parameter parameter{text_of(object, "id", where),
                        jurisdiction_of(object, where),
                        clause_of(object, where),
                        text_of(object, "source", where),
                        date_of(object, "effective_from", where),
                        optional_date_of(object, "effective_to", where),
                        text_of(object, "value", where),
                        hash_of(object)};
    check_period(parameter, where);
    return parameter;
}

/// Calls `take(object, place)` for each element of an array that may be absent.
template <class Take>
void each(const JsonObject& file, std::string_view name, Take take) {
    const Json* found = base::find_member(file, name);
    if (found == nullptr) return;
    const std::string where = "/" + std::string{name};
    const JsonArray& array = base::as_array(*found, where);
    for (std::size_t i = 0; i < array.size(); ++i) {
        const std::string place = where + "/" + std::to_string(i);
        take(base::as_object(array[i], place), place);
    }
}

/// Keeps the versions of one rule in the order in which they begin.
template <class Dated>
void insert_dated(std::map<std::string, std::vector<Dated>, std::less<>>& rules, Dated rule,
                  bool replaces, const std::string& where) {
    std::vector<Dated>& versions = rules[rule.id];
    const auto place = std::lower_bound(
        versions.begin(), versions.end(), rule.effective_from,
        [](const Dated& a, calendar::Date from) { return a.effective_from < from; });
    if (place != versions.end() && place->effective_from == rule.effective_from) {
        if (!replaces) base::fail_input("duplicate", rule.id, where);
        *place = std::move(rule);
        return;
    }
    versions.insert(place, std::move(rule));
}

template <class Dated>
const Dated* in_force(const std::vector<Dated>& versions, calendar::Date on) {
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        if (version->effective_from > on) continue;
        if (!version->effective_to || on <= *version->effective_to) return &*version;
    }
    return nullptr;
}

template <class Dated>
const Dated& require_in_force(const std::map<std::string, std::vector<Dated>, std::less<>>& rules,
                              std::string_view id, calendar::Date on) {
    const auto found = rules.find(id);
    if (found == rules.end()) base::fail_input("unknown_rule", std::string{id});
    const Dated* rule = in_force(found->second, on);
    if (rule == nullptr) base::fail_input("not_in_force", std::string{id}, on.text());
    return *rule;
}

}  // namespace

const RatePoint& RateSeries::at(calendar::Date day) const {
    const auto after =
        std::upper_bound(points.begin(), points.end(), day,
                         [](calendar::Date d, const RatePoint& point) { return d < point.from; });
    if (after == points.begin()) base::fail_input("before_series", id, day.text());
    return *std::prev(after);
}

void Book::add_json(std::string_view json) {
    merge(json, false);
}

void Book::override_json(std::string_view json) {
    merge(json, true);
}

void Book::merge(std::string_view json, bool replaces) {
    const Json root = base::parse_json(json, "law");
    const JsonObject& file = base::as_object(root, "");
    refuse_others(file, {"id", "edition", "series", "scales", "parameters", "tables"}, "");
    (void)text_of(file, "id", "");
    (void)text_of(file, "edition", "");

    // A file is taken whole or not at all, so the book is changed on a copy. What it names twice
    // would leave it to the order of its entries which of them is law.
    Book next = *this;
    std::set<std::string> named;
    const auto name_once = [&](const std::string& key, const auto& entry,
                               const std::string& where) {
        if (!named.insert(key).second) base::fail_input("duplicate", entry.id, where);
    };
    const auto take = [&](const char* sort, auto& rules, auto rule, const std::string& where) {
        name_once(sort + (" " + rule.effective_from.text()) + " " + rule.id, rule, where);
        insert_dated(rules, std::move(rule), replaces, where);
    };
    each(file, "series", [&](const JsonObject& object, const std::string& where) {
        RateSeries series = series_of(object, where);
        std::string id = series.id;
        name_once("series " + id, series, where);
        if (!replaces && next.series_.contains(id)) {
            base::fail_input("duplicate", std::move(id), where);
        }
        next.series_.insert_or_assign(std::move(id), std::move(series));
    });
    each(file, "scales", [&](const JsonObject& object, const std::string& where) {
        take("scale", next.scales_, scale_of(object, where), where);
    });
    each(file, "parameters", [&](const JsonObject& object, const std::string& where) {
        take("parameter", next.parameters_, parameter_of(object, where), where);
    });
    each(file, "tables", [&](const JsonObject& object, const std::string& where) {
        take("table", next.tables_, read_table(object, where), where);
    });
    // Chained over fixed-width digests, so that no two lists of files share a hash.
    next.hash_ = base::hex(base::view(base::sha256({hash_, base::view(base::sha256(json))})));
    *this = std::move(next);
}

const RateSeries& Book::series(std::string_view id) const {
    const auto found = series_.find(id);
    if (found == series_.end()) base::fail_input("unknown_rule", std::string{id});
    return found->second;
}

const FeeScale& Book::scale(std::string_view id, calendar::Date on) const {
    return require_in_force(scales_, id, on);
}

const Parameter& Book::parameter(std::string_view id, calendar::Date on) const {
    return require_in_force(parameters_, id, on);
}

const DecisionTable& Book::table(std::string_view id, calendar::Date on) const {
    return require_in_force(tables_, id, on);
}

const Parameter* Book::find_parameter(std::string_view id, calendar::Date on) const {
    const auto found = parameters_.find(id);
    return found == parameters_.end() ? nullptr : in_force(found->second, on);
}

std::vector<std::string> Book::ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, series] : series_) ids.push_back(id);
    for (const auto& [id, versions] : scales_) ids.push_back(id);
    for (const auto& [id, versions] : parameters_) ids.push_back(id);
    for (const auto& [id, versions] : tables_) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<Entry> Book::entries() const {
    std::vector<Entry> entries;
    for (const auto& [id, series] : series_) {
        entries.push_back({id, "series", series.jurisdiction, series.clause, series.source,
                           series.points.front().from, series.known_until, series.hash});
    }
    const auto add_dated = [&](const auto& rules, const char* sort) {
        for (const auto& [id, versions] : rules) {
            for (const auto& rule : versions) {
                entries.push_back({id, sort, rule.jurisdiction, rule.clause, rule.source,
                                   rule.effective_from, rule.effective_to, rule.hash});
            }
        }
    };
    add_dated(scales_, "scale");
    add_dated(parameters_, "parameter");
    add_dated(tables_, "table");
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.id < b.id; });
    return entries;
}

}  // namespace accord::rules
