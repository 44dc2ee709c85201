// Reads the terms of a definition: anchor, rule, extensions, what silence does.
#include "accord/base/error.hpp"
#include "accord/procedure/definition_parts.hpp"

namespace accord::procedure {
namespace {

Extension read_extension(const Reader& at) {
    at.only({"amount", "by", "all_of", "when", "approved_by", "told", "from", "clause"});
    Extension extension;
    extension.amount = at.at("amount").integer();
    extension.by = at.name_list("by");
    extension.all_of = at.flag("all_of", false);
    extension.when = read_guard(at, "when");
    extension.approved_by = at.name_list("approved_by");
    extension.told = at.name_list("told");
    const std::string from = at.text_or("from", "unrolled");
    if (from != "rolled" && from != "unrolled") at.at("from").fail("unknown_start", from);
    extension.from =
        from == "rolled" ? calendar::ExtendFrom::rolled : calendar::ExtendFrom::unrolled;
    extension.clause = at.clause_or_empty("clause");
    return extension;
}

calendar::TermRule read_rule(const Reader& at, const Definition& definition) {
    calendar::TermRule rule;
    rule.amount = at.at("amount").integer();
    // A century is longer than any term of law here, and keeps the arithmetic far from its bounds.
    if (rule.amount < 1 || rule.amount > 36'525) at.at("amount").fail("out_of_range", "amount");
    try {
        rule.unit = calendar::unit_from_text(at.at("unit").text());
        rule.roll = calendar::roll_from_text(at.text_or("roll", "none"));
        rule.rest_days = calendar::rest_days_from_text(at.text_or("rest_days", "work_calendar"));
    } catch (const base::Error& error) {
        at.fail(error.code(), error.subject());
    }
    const std::string day_zero = at.text_or("day_zero", "excluded");
    if (day_zero != "excluded" && day_zero != "included")
        at.at("day_zero").fail("unknown_rule", day_zero);
    rule.day_zero =
        day_zero == "included" ? calendar::DayZero::included : calendar::DayZero::excluded;
    if (const auto cut_off = at.find("cut_off")) {
        const std::int64_t minutes = cut_off->integer();
        if (minutes < 0 || minutes >= 24 * 60) cut_off->fail("out_of_range", "cut_off");
        rule.cut_off_minutes = static_cast<std::int32_t>(minutes);
    }
    rule.zone = at.text_or("zone", definition.zone);
    rule.calendar = at.text_or("calendar", definition.calendar);
    return rule;
}

}  // namespace

TermDefinition read_term(const Reader& at, const Definition& definition) {
    at.only({"id",         "nature",         "after",         "after_service_on", "after_fact",
             "amount",     "unit",           "roll",          "rest_days",        "day_zero",
             "cut_off",    "zone",           "calendar",      "met_by",           "when",
             "extensions", "on_lapse_stage", "on_lapse_task", "ends_with_case",   "clause"});
    TermDefinition term;
    term.id = at.at("id").name();
    term.nature = at.at("nature").name();
    term.after = at.name_list("after");
    term.after_service_on = at.name_or_empty("after_service_on");
    term.after_fact = at.name_or_empty("after_fact");
    term.rule = read_rule(at, definition);
    term.met_by = at.name_list("met_by");
    term.when = read_guard(at, "when");
    term.extensions = read_list(at, "extensions", read_extension);
    term.on_lapse_stage = at.name_or_empty("on_lapse_stage");
    term.on_lapse_task = at.name_or_empty("on_lapse_task");
    term.ends_with_case = at.flag("ends_with_case", true);
    term.clause = at.clause_or_empty("clause");
    return term;
}

}  // namespace accord::procedure
