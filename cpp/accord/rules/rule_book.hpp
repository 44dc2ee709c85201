// The rule book: dated rates and fee scales as data, each with its clause, source and status.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"
#include "accord/rules/decision_table.hpp"

namespace accord::rules {

struct RatePoint {
    calendar::Date from;  // holds from this day on
    money::Rate rate;     // per year, no basis
    base::Status status = base::Status::unverified;
};

/// A published rate that changes on days: "cn.lpr.1y".
struct RateSeries {
    std::string id;
    std::string jurisdiction;
    base::Clause clause;
    std::string source;
    calendar::Date known_until;     // figures past this day are provisional
    std::vector<RatePoint> points;  // ascending
    std::string hash;               // of the entry's canonical JSON
    [[nodiscard]] const RatePoint& at(calendar::Date day) const;  // Error(input,"before_series")
};

struct FeeSlice {
    money::Money over;  // exclusive lower end; the upper end belongs to the slice below
    money::Money base;  // fee at the lower end
    money::Rate rate;   // on the excess over `over`
};

/// A fee scale by slices, dated: "cn.court.property".
struct FeeScale {
    std::string id;
    std::string jurisdiction;
    base::Clause clause;
    std::string source;
    calendar::Date effective_from;
    std::optional<calendar::Date> effective_to;
    std::vector<FeeSlice> slices;
    std::string hash;
};

/// A dated single parameter (a share, a rate, an amount as text), e.g. "cn.court.mediated_share".
struct Parameter {
    std::string id;
    std::string jurisdiction;  // of the id's first part where the file says none: "cn." is CN
    base::Clause clause;
    std::string source;
    calendar::Date effective_from;
    std::optional<calendar::Date> effective_to;
    std::string value;
    std::string hash;
};

/// What a book says of one entry, of whatever sort.
struct Entry {
    std::string id;
    std::string sort;  // "series" "scale" "parameter" "table"
    std::string jurisdiction;
    base::Clause clause;
    std::string source;
    calendar::Date effective_from;
    std::optional<calendar::Date> effective_to;  // a series: until when it is known
    std::string hash;
};

class Book {
public:
    /// `json` is a law file: {"id","edition","series":[…],"scales":[…],"parameters":[…],
    /// "tables":[…]}.
    /// Throws Error(input, code, name, pointer). The same id and effective_from twice is an error,
    /// and so is a scale whose bases do not join up.
    void add_json(std::string_view json);
    /// The same, but an entry of the same id (and effective_from) takes the place of the old one;
    /// twice in the file itself is an error here too.
    void override_json(std::string_view json);
    /// Throw Error(input, "unknown_rule", id) or Error(input, "not_in_force", id, day). Of several
    /// in force the one that began last holds; `effective_to` is the last day.
    [[nodiscard]] const RateSeries& series(std::string_view id) const;
    [[nodiscard]] const FeeScale& scale(std::string_view id, calendar::Date on) const;
    [[nodiscard]] const Parameter& parameter(std::string_view id, calendar::Date on) const;
    [[nodiscard]] const DecisionTable& table(std::string_view id, calendar::Date on) const;
    /// Null when unknown or not in force on that day.
    [[nodiscard]] const Parameter* find_parameter(std::string_view id, calendar::Date on) const;
    [[nodiscard]] const std::string& hash() const noexcept {
        return hash_;
    }  // over the files added, in order
    [[nodiscard]] std::vector<std::string> ids() const;
    /// Every entry, by id and then by the day it begins.
    [[nodiscard]] std::vector<Entry> entries() const;

private:
    void merge(std::string_view json, bool replaces);

    std::map<std::string, RateSeries, std::less<>> series_;
    std::map<std::string, std::vector<FeeScale>, std::less<>> scales_;
    std::map<std::string, std::vector<Parameter>, std::less<>> parameters_;
    std::map<std::string, std::vector<DecisionTable>, std::less<>> tables_;
    std::string hash_;
};

}  // namespace accord::rules
