// What a term names must be there, and terms that rest on each other must not go round in a circle.
#include "accord/procedure/term/check_term.hpp"

#include <algorithm>
#include <set>

#include "accord/base/error.hpp"

namespace accord::procedure {
namespace {

class TermCheck {
public:
    TermCheck(const Definition& definition, const TermDefinition& term)
        : definition_(definition), term_(term) {}

    void anchor(const Anchor& anchor, const std::string& at) const {
        const int anchors = (anchor.after.empty() ? 0 : 1) + (anchor.after_fact.empty() ? 0 : 1) +
                            (anchor.after_stage.empty() ? 0 : 1) +
                            (anchor.after_term.empty() ? 0 : 1);
        if (anchors != 1) fail("one_anchor", term_.id, at + "/after");
        actions(anchor.after, at + "/after");
        if (!anchor.after_service_on.empty()) {
            if (anchor.after.empty()) fail("one_anchor", term_.id, at + "/after_service_on");
            roles({anchor.after_service_on}, at + "/after_service_on");
        } else if (anchor.service != ServiceAnchor::any) {
            fail("service_on_nobody", term_.id, at + "/service");
        }
        if (!anchor.after_stage.empty() && definition_.stage(anchor.after_stage) == nullptr)
            fail("unknown_stage", anchor.after_stage, at + "/after_stage");
        if (!anchor.after_term.empty()) other_term(anchor.after_term, at + "/after_term");
    }

    void clocks(const std::vector<Clock>& clocks, const std::string& at) const {
        if (clocks.size() < 2) fail("one_clock", term_.id, at);
        for (std::size_t i = 0; i < clocks.size(); ++i) {
            const std::string here = at + "/" + std::to_string(i);
            if (!clocks[i].clocks.empty()) {
                this->clocks(clocks[i].clocks, here + "/clocks");
                continue;
            }
            anchor(clocks[i].anchor, here);
            if (clocks[i].anchor.service == ServiceAnchor::each)
                fail("clock_of_each", term_.id, here + "/service");
        }
    }

    void waits(const std::string& at) const {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < term_.waits.size(); ++i) {
            const WaitRule& wait = term_.waits[i];
            const std::string here = at + "/" + std::to_string(i);
            if (!seen.insert(wait.name).second) fail("duplicate", wait.name, here + "/kind");
            roles(wait.by, here + "/by");
            const bool counts_anew = wait.effect == WaitEffect::restart;
            if (counts_anew && !term_.clocks.empty())
                fail("clocks_have_lengths", wait.name, here + "/effect");
        }
    }

    void other_term(const std::string& id, const std::string& at) const {
        if (definition_.term(id) == nullptr) fail("unknown_term", id, at);
    }
    void actions(const std::vector<std::string>& ids, const std::string& at) const {
        for (const std::string& id : ids) {
            if (definition_.action(id) == nullptr) fail("unknown_action", id, at);
        }
    }
    void roles(const std::vector<std::string>& ids, const std::string& at) const {
        for (const std::string& id : ids) {
            const auto is_it = [&](const Role& role) { return role.id == id; };
            if (std::none_of(definition_.roles.begin(), definition_.roles.end(), is_it))
                fail("unknown_role", id, at);
        }
    }
    [[noreturn]] static void fail(std::string code, const std::string& name, std::string at) {
        base::fail_procedure(std::move(code), name, std::move(at));
    }

private:
    const Definition& definition_;
    const TermDefinition& term_;
};

std::vector<std::string> rests_on(const TermDefinition& term) {
    std::vector<std::string> others;
    if (!term.after_term.empty()) others.push_back(term.after_term);
    for (const Clock* clock : leaves(term)) {
        if (!clock->anchor.after_term.empty()) others.push_back(clock->anchor.after_term);
    }
    return others;
}

void check_circle(const Definition& definition, const TermDefinition& term, const std::string& at) {
    std::set<std::string> reached;
    std::vector<std::string> open = rests_on(term);
    while (!open.empty()) {
        const std::string id = std::move(open.back());
        open.pop_back();
        if (id == term.id) base::fail_procedure("term_circle", term.id, at + "/after_term");
        if (!reached.insert(id).second) continue;
        const TermDefinition* other = definition.term(id);
        if (other == nullptr) continue;
        for (std::string& next : rests_on(*other)) open.push_back(std::move(next));
    }
}

}  // namespace

void check_term_parts(const Definition& definition, const TermDefinition& term,
                      const std::string& at) {
    const TermCheck check{definition, term};
    if (term.clocks.empty()) {
        check.anchor(term, at);
    } else {
        const bool own = !term.after.empty() || !term.after_fact.empty() ||
                         !term.after_stage.empty() || !term.after_term.empty();
        if (own) TermCheck::fail("one_anchor", term.id, at + "/clocks");
        check.clocks(term.clocks, at + "/clocks");
        if (!term.extensions.empty())
            TermCheck::fail("clocks_have_lengths", term.id, at + "/extensions");
        if (!term.restarts.empty())
            TermCheck::fail("clocks_have_lengths", term.id, at + "/restarts");
    }
    if (!term.carry_over.empty()) {
        check.other_term(term.carry_over, at + "/carry_over");
        const auto unit = term.rule.unit;
        const bool by_day =
            unit == calendar::Unit::calendar_day || unit == calendar::Unit::business_day;
        if (!by_day || !term.clocks.empty())
            TermCheck::fail("carry_over_in_days", term.id, at + "/carry_over");
    }
    check.actions(term.restarts, at + "/restarts");
    check.waits(at + "/waits");
    if (term.override_by) check.roles(term.override_by->by, at + "/override/by");
    if (term.restore) check.roles(term.restore->by, at + "/restore/by");
    check_circle(definition, term, at);
    // Silence has no meaning unless a clause gives it one.
    if (!term.on_lapse_raise.empty() && term.clause.id.empty())
        TermCheck::fail("silence_without_clause", term.id, at + "/on_lapse_raise");
}

}  // namespace accord::procedure
