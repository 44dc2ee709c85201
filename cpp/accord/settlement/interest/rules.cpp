// The rules of interest, as data: what each is asked and how its arguments become its input.
#include <utility>

#include "accord/base/trace.hpp"
#include "accord/settlement/interest/compound.hpp"
#include "accord/settlement/interest/rule_sets.hpp"
#include "accord/settlement/interest/series_kernel.hpp"
#include "accord/settlement/interest/simple.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

std::vector<std::string> day_count_names() {
    std::vector<std::string> names;
    for (const calendar::DayCount convention : calendar::plain_day_counts()) {
        names.emplace_back(calendar::to_text(convention));
    }
    return names;
}

Result interest(const Arguments& given, const Law&) {
    return simple_interest(given.money("principal"), given.rate("rate"), given.date("start"),
                           given.date("end"), both_ends_of(given.flag("both_ends")),
                           given.rounding(), maybe_day_count(given));
}

Result over_series(const Arguments& given, const Law& law) {
    const rules::RateSeries& series = law.series(given.text("series"));
    Explained result =
        series_interest({given.money("principal"), &series, given.date("start"), given.date("end"),
                         calendar::day_count_from_text(given.text("day_count")),
                         both_ends_of(given.flag("both_ends")), given.rate("multiple"),
                         given.rate("spread"), given.rounding()});
    // A series may be well read but for a few of its points.
    if (base::weakest_status(result.why) == base::Status::unverified) {
        law.admit(series.id, series.hash, {series.clause.id, base::Status::unverified});
    }
    return result;
}

int months_of(const std::string& every) {
    if (every == "month") return 1;
    if (every == "quarter") return 3;
    return every == "half_year" ? 6 : 12;
}

Result compound(const Arguments& given, const Law&) {
    return compound_interest({given.money("principal"), given.rate("rate"), given.date("start"),
                              given.date("end"), months_of(given.text("every")),
                              maybe_day_count(given), both_ends_of(given.flag("both_ends")),
                              given.flag("round_each"), given.rounding()});
}

Rule interest_rule() {
    return {"interest",
            "interest",
            Yields::money,
            {required("principal", Kind::money), required("rate", Kind::rate),
             required("start", Kind::date), required("end", Kind::date),
             optional_day_count_parameter(), both_ends_parameter(), rounding_parameter()},
            interest,
            {},
            false,
            nullptr};
}

Rule series_rule() {
    return {"series_interest",
            "interest",
            Yields::money,
            {required("principal", Kind::money), required("series", Kind::text),
             required("start", Kind::date), required("end", Kind::date), day_count_parameter(),
             both_ends_parameter(), defaulted("multiple", Kind::rate, "1/1"),
             defaulted("spread", Kind::rate, "0% per year"), rounding_parameter()},
            over_series,
            {},
            false,
            series_kernel};
}

Rule compound_rule() {
    return {
        "compound_interest",
        "interest",
        Yields::money,
        {required("principal", Kind::money), required("rate", Kind::rate),
         required("start", Kind::date), required("end", Kind::date),
         choice("every", {"year", "half_year", "quarter", "month"}), optional_day_count_parameter(),
         both_ends_parameter(), defaulted("round_each", Kind::flag, "false"), rounding_parameter()},
        compound,
        {},
        false,
        nullptr};
}

}  // namespace

Parameter day_count_parameter() {
    return choice("day_count", day_count_names());
}

Parameter optional_day_count_parameter() {
    return {"day_count", Kind::choice, Presence::optional, {}, day_count_names(), {}};
}

std::optional<calendar::DayCount> maybe_day_count(const Arguments& given) {
    const std::optional<std::string> text = given.maybe_text("day_count");
    if (!text) return std::nullopt;
    return calendar::day_count_from_text(*text);
}

Parameter both_ends_parameter() {
    return defaulted("both_ends", Kind::flag, "false");
}

std::vector<Rule> interest_rules() {
    std::vector<Rule> all{interest_rule(), series_rule(), compound_rule()};
    for (std::vector<Rule> set : {mainland_delay_rules(), mainland_lending_rules()}) {
        for (Rule& rule : set) all.push_back(std::move(rule));
    }
    return all;
}

}  // namespace accord::settlement
