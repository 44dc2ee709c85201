// Reads the terms of a definition: anchors, clocks, length, what moves, stops and ends them.
#include <utility>

#include "accord/base/error.hpp"
#include "accord/procedure/definition_parts.hpp"

namespace accord::procedure {
namespace {

using calendar::DayZero;
using calendar::TermRule;

// A century is longer than any term of law here, and keeps the arithmetic far from its bounds.
constexpr std::int64_t amount_most = 36'525;

template <class Value>
using Choices = std::initializer_list<std::pair<std::string_view, Value>>;

template <class Value>
Value one_of(const Reader& at, const Choices<Value>& names) {
    const std::string text = at.text();
    for (const auto& [name, value] : names) {
        if (name == text) return value;
    }
    at.fail("unknown_rule", text);
}

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

calendar::Unit read_unit(const Reader& at) {
    const std::string text = at.at("unit").text();
    try {
        return calendar::unit_from_text(text);
    } catch (const base::Error& error) {
        at.fail(error.code(), error.subject());
    }
}

/// How days are counted, whatever their number: also of a term whose clocks each have their length.
void read_days(const Reader& at, const Definition& definition, TermRule& rule) {
    const std::string roll = at.text_or("roll", "none");
    const std::string rest_days = at.text_or("rest_days", "work_calendar");
    const std::string direction = at.text_or("direction", "after");
    try {
        rule.roll = calendar::roll_from_text(roll);
        rule.rest_days = calendar::rest_days_from_text(rest_days);
        rule.direction = calendar::direction_from_text(direction);
    } catch (const base::Error& error) {
        at.fail(error.code(), error.subject());
    }
    const std::string day_zero = at.text_or("day_zero", "excluded");
    if (day_zero != "excluded" && day_zero != "included")
        at.at("day_zero").fail("unknown_rule", day_zero);
    rule.day_zero = day_zero == "included" ? DayZero::included : DayZero::excluded;
    if (const auto cut_off = at.find("cut_off")) {
        const std::int64_t minutes = cut_off->integer();
        if (minutes < 0 || minutes >= 24 * 60) cut_off->fail("out_of_range", "cut_off");
        rule.cut_off_minutes = static_cast<std::int32_t>(minutes);
    }
    if (const auto short_days = at.find("business_up_to")) {
        rule.business_up_to = short_days->integer();
        if (rule.business_up_to < 1 || rule.business_up_to > amount_most)
            short_days->fail("out_of_range", "business_up_to");
    }
    rule.zone = at.text_or("zone", definition.zone);
    rule.calendar = at.text_or("calendar", definition.calendar);
}

/// A day that is stated as such ("the date set in the letter") is a term of no length from it.
TermRule read_rule(const Reader& at, const Definition& definition, bool may_be_nothing) {
    TermRule rule;
    rule.amount = at.at("amount").integer();
    const std::int64_t least = may_be_nothing ? 0 : 1;
    if (rule.amount < least || rule.amount > amount_most)
        at.at("amount").fail("out_of_range", "amount");
    rule.unit = read_unit(at);
    read_days(at, definition, rule);
    return rule;
}

void read_anchor(const Reader& at, Anchor& anchor) {
    anchor.after = at.name_list("after");
    anchor.after_service_on = at.name_or_empty("after_service_on");
    anchor.after_fact = at.name_or_empty("after_fact");
    anchor.after_stage = at.name_or_empty("after_stage");
    if (const auto service = at.find("service")) {
        anchor.service = one_of<ServiceAnchor>(*service, {{"each", ServiceAnchor::each},
                                                          {"last", ServiceAnchor::last},
                                                          {"sending", ServiceAnchor::sending}});
    }
    if (const auto other = at.find("after_term")) {
        other->only({"term", "due"});
        anchor.after_term = other->at("term").name();
        if (const auto due = other->find("due")) {
            anchor.after_original = one_of<bool>(*due, {{"original", true}, {"current", false}});
        }
    }
}

Choose read_choice(const Reader& at) {
    return one_of<Choose>(at.at("choose"),
                          {{"earlier", Choose::earlier}, {"later", Choose::later}});
}

Clock read_clock(const Reader& at, const Definition& definition) {
    Clock clock;
    if (at.has("clocks")) {
        at.only({"clocks", "choose"});
        clock.clocks = read_list(at, "clocks",
                                 [&](const Reader& item) { return read_clock(item, definition); });
        clock.choose = read_choice(at);
        return clock;
    }
    at.only({"after", "after_service_on", "service", "after_fact", "after_stage", "after_term",
             "amount", "unit", "roll", "rest_days", "day_zero", "cut_off", "zone", "calendar",
             "direction", "business_up_to"});
    read_anchor(at, clock.anchor);
    clock.rule = read_rule(at, definition, !clock.anchor.after_fact.empty());
    return clock;
}

WaitRule read_wait(const Reader& at) {
    at.only({"kind", "effect", "by", "clause"});
    WaitRule wait;
    wait.name = at.at("kind").name();
    wait.effect = one_of<WaitEffect>(at.at("effect"), {{"pause", WaitEffect::pause},
                                                       {"restart", WaitEffect::restart},
                                                       {"exclude", WaitEffect::exclude},
                                                       {"none", WaitEffect::none}});
    wait.by = at.name_list("by");
    wait.clause = at.clause_or_empty("clause");
    return wait;
}

std::optional<Override> read_override(const Reader& term) {
    const auto at = term.find("override");
    if (!at) return std::nullopt;
    at->only({"by", "clause"});
    return Override{at->name_list("by"), at->clause_or_empty("clause")};
}

std::optional<Restore> read_restore(const Reader& term) {
    const auto at = term.find("restore");
    if (!at) return std::nullopt;
    at->only({"amount", "unit", "by", "clause"});
    Restore restore;
    restore.amount = at->at("amount").integer();
    if (restore.amount < 1 || restore.amount > amount_most)
        at->at("amount").fail("out_of_range", "amount");
    restore.unit = read_unit(*at);
    if (restore.unit == calendar::Unit::hour) at->at("unit").fail("moment_needed", "unit");
    restore.by = at->name_list("by");
    restore.clause = at->clause_or_empty("clause");
    return restore;
}

std::int64_t read_reminder(const Reader& at) {
    const std::int64_t days = at.integer();
    if (days < 0 || days > amount_most) at.fail("out_of_range", "reminders");
    return days;
}

void read_length(const Reader& at, const Definition& definition, TermDefinition& term) {
    if (!at.has("clocks")) {
        term.rule = read_rule(at, definition, !term.after_fact.empty());
        return;
    }
    for (const std::string_view member : {"amount", "unit"}) {
        if (at.has(member)) at.at(member).fail("clocks_have_lengths", std::string(member));
    }
    term.clocks =
        read_list(at, "clocks", [&](const Reader& item) { return read_clock(item, definition); });
    term.choose = read_choice(at);
    read_days(at, definition, term.rule);
}

void collect(const std::vector<Clock>& clocks, std::vector<const Clock*>& into) {
    for (const Clock& clock : clocks) {
        if (clock.clocks.empty()) {
            into.push_back(&clock);
        } else {
            collect(clock.clocks, into);
        }
    }
}

}  // namespace

TermDefinition read_term(const Reader& at, const Definition& definition) {
    at.only({"id",
             "nature",
             "after",
             "after_service_on",
             "service",
             "after_fact",
             "after_stage",
             "after_term",
             "amount",
             "unit",
             "roll",
             "rest_days",
             "day_zero",
             "cut_off",
             "zone",
             "calendar",
             "direction",
             "business_up_to",
             "clocks",
             "choose",
             "carry_over",
             "restarts",
             "waits",
             "met_by",
             "when",
             "extensions",
             "override",
             "restore",
             "reminders",
             "on_lapse_stage",
             "on_lapse_task",
             "on_lapse_raise",
             "ends_with_case",
             "clause"});
    TermDefinition term;
    term.id = at.at("id").name();
    term.nature = at.at("nature").name();
    read_anchor(at, term);
    read_length(at, definition, term);
    term.carry_over = at.name_or_empty("carry_over");
    term.restarts = at.name_list("restarts");
    term.waits = read_list(at, "waits", read_wait);
    term.met_by = at.name_list("met_by");
    term.when = read_guard(at, "when");
    term.extensions = read_list(at, "extensions", read_extension);
    term.override_by = read_override(at);
    term.restore = read_restore(at);
    term.reminders = read_list(at, "reminders", read_reminder);
    term.on_lapse_stage = at.name_or_empty("on_lapse_stage");
    term.on_lapse_task = at.name_or_empty("on_lapse_task");
    term.on_lapse_raise = at.name_or_empty("on_lapse_raise");
    term.ends_with_case = at.flag("ends_with_case", true);
    term.clause = at.clause_or_empty("clause");
    return term;
}

const WaitRule* TermDefinition::wait(std::string_view name) const noexcept {
    for (const WaitRule& rule : waits) {
        if (rule.name == name) return &rule;
    }
    return nullptr;
}

std::vector<const Clock*> leaves(const TermDefinition& term) {
    std::vector<const Clock*> found;
    collect(term.clocks, found);
    return found;
}

}  // namespace accord::procedure
