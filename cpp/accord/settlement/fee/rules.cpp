// The rules of fees, as data.
#include "accord/settlement/fee/court.hpp"
#include "accord/settlement/rule.hpp"

namespace accord::settlement {
namespace {

CourtTrack track_of(const std::string& text) {
    if (text == "mediated_or_withdrawn") return CourtTrack::mediated_or_withdrawn;
    if (text == "simple_procedure") return CourtTrack::simple_procedure;
    return CourtTrack::ordinary;
}

Result court_fee(const Arguments& given, const Law& law) {
    return court_fee_property(given.money("claim"), given.date("on"), law.book(),
                              track_of(given.text("track")), given.rounding());
}

}  // namespace

std::vector<Rule> fee_rules() {
    return {
        {"court_fee",
         "fee",
         Yields::money,
         {required("claim", Kind::money), required("on", Kind::date),
          choice("track", {"ordinary", "mediated_or_withdrawn", "simple_procedure"}),
          rounding_parameter()},
         court_fee,
         {},
         false,
         nullptr},
    };
}

}  // namespace accord::settlement
