// The rules of schemes' fees, as data.
#include "accord/settlement/fee/rules.hpp"
#include "accord/settlement/fee/schemes.hpp"

namespace accord::settlement {
namespace {

Result fos(const Arguments& given, const Law& law) {
    return fos_case_fee(given.count("cases"), given.text("payer"), given.count("reduced"),
                        given.date("on"), law);
}

Result fdrc(const Arguments& given, const Law& law) {
    return fdrc_fee({given.money("amount"), given.text("party") == "institution",
                     given.rate("hours"), given.text("track"), given.date("on")},
                    law);
}

Result afca(const Arguments& given, const Law& law) {
    return afca_fee(given.count("complaints"), given.text("stage"), given.date("on"), law,
                    given.flag("gst"), given.rounding());
}

Result afca_registration(const Arguments& given, const Law& law) {
    return afca_registration_fee(given.date("on"), law, given.flag("gst"), given.rounding());
}

Result fidrec(const Arguments& given, const Law& law) {
    return fidrec_fee(given.money("amount"), given.text("stage"), given.text("scheme"),
                      given.date("on"), law);
}

Parameter on_day() {
    return required("on", Kind::date);
}

Parameter with_gst() {
    return defaulted("gst", Kind::flag, "false");
}

}  // namespace

std::vector<Rule> scheme_fee_rules() {
    return {
        fee_rule("fos_case_fee", fos,
                 {required("cases", Kind::count),
                  choice("payer", {"firm", "professional_representative"}),
                  defaulted("reduced", Kind::count, "0"), on_day()},
                 {"full_fees", "reduced_fees"}),
        fee_rule(
            "fdrc_fee", fdrc,
            {required("amount", Kind::money), required_choice("party", {"claimant", "institution"}),
             defaulted("hours", Kind::rate, "4/1"),
             choice("track", {"mediation", "documents", "hearing"}), on_day()},
            {"application_fee", "mediation_fee", "extended_time", "documents_fee", "hearing_fee"}),
        fee_rule("afca_fee", afca,
                 {required("complaints", Kind::count),
                  required_choice("stage", {"registration_referral", "fast_track_case_management",
                                            "case_management", "fast_track_decision", "decision"}),
                  on_day(), with_gst(), rounding_parameter()},
                 {"complaint_fees", "tax"}),
        fee_rule("afca_registration_fee", afca_registration,
                 {on_day(), with_gst(), rounding_parameter()}, {"registration_fee", "tax"}),
        fee_rule("fidrec_fee", fidrec,
                 {required("amount", Kind::money),
                  required_choice("stage", {"mediation", "adjudication"}),
                  choice("scheme", {"standard", "nima"}), on_day()}),
    };
}

}  // namespace accord::settlement
