// Figures that explain themselves: fees, interest, indemnity, wrong debit.
#include "accord/settlement/fee.hpp"
#include "accord/settlement/indemnity.hpp"
#include "accord/settlement/interest.hpp"
#include "accord/settlement/wrong_debit.hpp"
#include "bind.hpp"
#include "views.hpp"

namespace accord::bindings {
namespace {

using namespace py::literals;
using calendar::Date;
using settlement::Explained;
using Unlocked = py::call_guard<py::gil_scoped_release>;

settlement::CourtTrack track_of(const Text& text) {
    if (text.value == "ordinary") return settlement::CourtTrack::ordinary;
    if (text.value == "mediated_or_withdrawn") return settlement::CourtTrack::mediated_or_withdrawn;
    if (text.value == "simple_procedure") return settlement::CourtTrack::simple_procedure;
    base::fail_input("unknown_name", text.value, "track");
}

calendar::DayCount day_count_of(const Text& text) {
    for (const auto convention : {calendar::DayCount::act_360, calendar::DayCount::act_365,
                                  calendar::DayCount::thirty_360}) {
        if (calendar::to_text(convention) == text.value) return convention;
    }
    base::fail_input("unknown_name", text.value, "day_count");
}

settlement::BothEnds ends_of(Flag both_ends) {
    return both_ends.value ? settlement::BothEnds::yes : settlement::BothEnds::no;
}

settlement::Indemnity indemnity_of(const MoneyLike& sum_insured, const MoneyLike& value,
                                   const MoneyLike& loss,
                                   const std::optional<MoneyLike>& deductible,
                                   const std::optional<RateLike>& deductible_share,
                                   Flag clause_binds, const Text& rounding) {
    settlement::Indemnity input{sum_insured.value,  value.value,
                                loss.value,         {},
                                clause_binds.value, money::rounding_from_text(rounding.value)};
    if (deductible) {
        input.deductible.kind = settlement::DeductibleKind::absolute;
        input.deductible.amount = deductible->value;
    }
    if (deductible_share) {  // an amount beside a share is the share's minimum
        input.deductible.kind = settlement::DeductibleKind::percentage;
        input.deductible.share = deductible_share->value;
    }
    return input;
}

void bind_explained(py::module_& m) {
    py::class_<Explained> type(m, "Explained", py::is_final(),
                               "A money figure and the lines that add up to it.");
    type.def_readonly("value", &Explained::value)
        .def_readonly("line", &Explained::why, "The tree of lines, its root being the figure.")
        .def(
            "why",
            [](py::object self, const Text& language) {
                return py::module_::import("accord.why")
                    .attr("Why")(self.attr("line"), language.value);
            },
            "language"_a = "zh-Hans", "The reckoning in words, from its lines.")
        .def(
            "__eq__",
            [](const Explained& a, const Explained& b) {
                return a.value == b.value && a.why == b.why;
            },
            py::is_operator())
        .def("__hash__",
             [](const Explained& self) {
                 return std::hash<std::string>{}(base::write_trace(self.why));
             })
        .def("__str__", [](const Explained& self) { return self.value.text(); })
        .def("__repr__", [](const Explained& self) {
            return "Explained('" + self.value.text() + "', '" + self.why.label + "')";
        });
    print_as_html(type);
}

void bind_interest(py::module_& m) {
    m.def(
        "interest",
        [](const MoneyLike& principal, const RateLike& rate, Date start, Date end, Flag both_ends,
           const Text& rounding) {
            return settlement::simple_interest(principal.value, rate.value, start, end,
                                               ends_of(both_ends),
                                               money::rounding_from_text(rounding.value));
        },
        "principal"_a, py::kw_only(), "rate"_a, "start"_a, "end"_a, "both_ends"_a = false,
        "rounding"_a = "half_up", Unlocked(), "Simple interest at a fixed rate.");
    m.def(
        "series_interest",
        [](const rules::Book& book, const MoneyLike& principal, const Text& series, Date start,
           Date end, const Text& day_count, Flag both_ends, const RateLike& multiple,
           const RateLike& spread, const Text& rounding) {
            return settlement::series_interest({principal.value, &book.series(series.value), start,
                                                end, day_count_of(day_count), ends_of(both_ends),
                                                multiple.value, spread.value,
                                                money::rounding_from_text(rounding.value)});
        },
        "book"_a, "principal"_a, py::kw_only(), "series"_a, "start"_a, "end"_a,
        "day_count"_a = "ACT/365", "both_ends"_a = false, "multiple"_a = "1/1",
        "spread"_a = "0% per year", "rounding"_a = "half_up", Unlocked(),
        "Simple interest over a published series of rates.");
    m.def(
        "year_fraction",
        [](Date start, Date end, const Text& day_count) {
            const auto fraction = calendar::year_fraction(day_count_of(day_count), start, end);
            return std::make_pair(fraction.days, fraction.per_year);
        },
        "start"_a, "end"_a, py::kw_only(), "day_count"_a = "ACT/365",
        "Days between two dates as a basis counts them, and its days per year.");
}

void bind_fees(py::module_& m) {
    m.def(
        "court_fee",
        [](const rules::Book& book, const MoneyLike& claim, Date on, const Text& track,
           const Text& rounding) {
            return settlement::court_fee_property(claim.value, on, book, track_of(track),
                                                  money::rounding_from_text(rounding.value));
        },
        "book"_a, "claim"_a, py::kw_only(), "on"_a, "track"_a = "ordinary",
        "rounding"_a = "half_up", Unlocked(),
        "Acceptance fee of a property case (诉讼费用交纳办法 13(1)).");
    m.def(
        "wrong_debit",
        [](const MoneyLike& amount, const RateLike& rate, Date start, Date end,
           const RateLike& own_fault, const Text& rounding) {
            return settlement::wrong_debit(amount.value, rate.value, start, end, own_fault.value,
                                           money::rounding_from_text(rounding.value));
        },
        "amount"_a, py::kw_only(), "rate"_a, "start"_a, "end"_a, "own_fault"_a = "0%",
        "rounding"_a = "half_up", Unlocked(),
        "Money wrongly debited: less own fault, with interest.");
}

void bind_indemnity(py::module_& m) {
    m.def(
        "indemnity",
        [](const MoneyLike& loss, const MoneyLike& sum_insured, const MoneyLike& value,
           const std::optional<MoneyLike>& deductible,
           const std::optional<RateLike>& deductible_share, Flag clause_binds,
           const Text& rounding) {
            return settlement::indemnity(indemnity_of(sum_insured, value, loss, deductible,
                                                      deductible_share, clause_binds, rounding));
        },
        "loss"_a, py::kw_only(), "sum_insured"_a, "value"_a, "deductible"_a = py::none(),
        "deductible_share"_a = py::none(), "clause_binds"_a = true, "rounding"_a = "half_up",
        Unlocked(),
        "What an insurer owes on a loss: average, then the deductible (保险法 55, 17).");
    m.def(
        "agreed_indemnity",
        [](const MoneyLike& agreed, const MoneyLike& loss, const MoneyLike& sum_insured,
           const MoneyLike& value, const std::optional<MoneyLike>& deductible,
           const std::optional<RateLike>& deductible_share, const Text& rounding) {
            return settlement::agreed_indemnity(
                indemnity_of(sum_insured, value, loss, deductible, deductible_share, Flag{true},
                             rounding),
                agreed.value);
        },
        "agreed"_a, py::kw_only(), "loss"_a, "sum_insured"_a, "value"_a,
        "deductible"_a = py::none(), "deductible_share"_a = py::none(), "rounding"_a = "half_up",
        Unlocked(),
        "A sum the parties agreed, beside the figures with the clause binding and not binding.");
}

}  // namespace

void bind_settlement(py::module_& m) {
    bind_explained(m);
    bind_interest(m);
    bind_fees(m);
    bind_indemnity(m);
}

}  // namespace accord::bindings
