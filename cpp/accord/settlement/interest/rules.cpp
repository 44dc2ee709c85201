// The rules of interest, as data: what each is asked and how its arguments become its input.
#include "accord/base/error.hpp"
#include "accord/settlement/interest/simple.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

calendar::DayCount day_count_of(const std::string& text) {
    for (const auto convention : {calendar::DayCount::act_360, calendar::DayCount::act_365,
                                  calendar::DayCount::thirty_360}) {
        if (calendar::to_text(convention) == text) return convention;
    }
    base::fail_input("unknown_name", text, "day_count");
}

BothEnds ends_of(const Arguments& given) {
    return given.flag("both_ends") ? BothEnds::yes : BothEnds::no;
}

Result interest(const Arguments& given, const Law&) {
    return simple_interest(given.money("principal"), given.rate("rate"), given.date("start"),
                           given.date("end"), ends_of(given), given.rounding());
}

Result over_series(const Arguments& given, const Law& law) {
    return series_interest({given.money("principal"), &law.series(given.text("series")),
                            given.date("start"), given.date("end"),
                            day_count_of(given.text("day_count")), ends_of(given),
                            given.rate("multiple"), given.rate("spread"), given.rounding()});
}

}  // namespace

std::vector<Rule> interest_rules() {
    return {
        {"interest",
         "interest",
         Yields::money,
         {required("principal", Kind::money), required("rate", Kind::rate),
          required("start", Kind::date), required("end", Kind::date),
          defaulted("both_ends", Kind::flag, "false"), rounding_parameter()},
         interest,
         {},
         false,
         nullptr},
        {"series_interest",
         "interest",
         Yields::money,
         {required("principal", Kind::money), required("series", Kind::text),
          required("start", Kind::date), required("end", Kind::date),
          choice("day_count", {"ACT/365", "ACT/360", "30/360"}),
          defaulted("both_ends", Kind::flag, "false"), defaulted("multiple", Kind::rate, "1/1"),
          defaulted("spread", Kind::rate, "0% per year"), rounding_parameter()},
         over_series,
         {},
         false,
         nullptr},
    };
}

}  // namespace accord::settlement
