// All small worlds: every stage × action × who acts × papers and facts × what guards ask of earlier
// acts, of the shipped procedures, gives an answer with its clause.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "accord/procedure/course.hpp"
#include "accord/procedure/standing.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

using casefile::Fact;
using Facts = std::vector<Fact>;

const std::set<std::string> codes{"wrong_stage",  "wrong_role",         "no_authority",
                                  "guard",        "evidence_missing",   "term_lapsed",
                                  "out_of_order", "obligation_pending", "already_done",
                                  "contract",     "undecided"};

/// What a procedure's worlds begin with, and the moments at which everything is tried in them.
struct Setting {
    std::string name;
    std::vector<std::string> amounts = {"50000.00 CNY"};
    std::vector<Facts> facts = {{}};
    std::vector<std::string> papers;
    std::vector<std::string> moments = {"2026-03-04T09:00+08:00", "2026-07-01T09:00+08:00"};
};

Fact text(std::string name, std::string value) {
    return {std::move(name), rules::Value(std::move(value))};
}
Fact flag(std::string name, bool value) {
    return {std::move(name), rules::Value(value)};
}
Fact date(std::string name, std::string_view value) {
    return {std::move(name), rules::Value(day(value))};
}

std::vector<Setting> settings() {
    Setting complaint;
    complaint.name = "cn_complaint";
    complaint.facts.push_back({{"representatives", std::int64_t{5}}});

    Setting mediation;
    mediation.name = "cn_mediation";
    mediation.facts.push_back({text("entrusted", "ordinary")});
    mediation.papers = {"statement", "contract"};

    Setting securities;
    securities.name = "cn_securities_mediation";
    const Fact below{"recommended", money::Money::parse("20000.00 CNY")};
    const Fact above{"recommended", money::Money::parse("60000.00 CNY")};
    securities.facts = {{flag("committed", true), flag("ordinary_investor", false), below},
                        {flag("committed", true), above},
                        {text("entrusted", "ordinary"), date("pilot_effective", "2026-01-05")}};

    Setting arbitration;
    arbitration.name = "cietac_summary";
    arbitration.facts = {{date("first_hearing", "2026-05-12"), flag("later_ground", true)}};
    arbitration.papers = {"arbitration_agreement"};
    arbitration.moments = {"2026-03-04T09:00+08:00", "2026-03-20T09:00+08:00"};

    Setting ombudsman;
    ombudsman.name = "uk_fos";
    ombudsman.amounts = {"50000.00 GBP"};
    ombudsman.facts = {{date("occurred", "2024-06-03"), date("accept_by", "2026-09-30")}};
    ombudsman.moments = {"2026-03-04T09:00+00:00", "2026-05-04T09:00+00:00",
                         "2026-10-05T09:00+00:00"};

    Setting finra;
    finra.name = "us_finra";
    finra.amounts = {"50000.00 USD", "250000.00 USD"};
    finra.facts = {{date("first_hearing", "2026-12-01"), flag("non_monetary", true),
                    date("occurred", "2018-01-02"), flag("undisclosed", true)}};
    // Lists that did not come back, an award not paid.
    finra.moments = {"2026-03-04T09:00-05:00", "2026-03-30T09:00-05:00", "2026-05-10T09:00-05:00"};
    return {complaint, mediation, securities, arbitration, ombudsman, finra};
}

bool needs_special(const Definition& definition) {
    return std::any_of(definition.actions.begin(), definition.actions.end(),
                       [](const Action& action) { return action.special_authority; });
}

/// Who may come: nobody, each role, both sides, an officer, a stranger; agents where their
/// authority counts.
std::vector<std::vector<std::string>> sides(const Definition& definition) {
    std::vector<std::vector<std::string>> sides{
        {}, {"claimant", "respondent"}, {"officer:desk"}, {"stranger"}};
    for (const Role& role : definition.roles) sides.push_back({role.id});
    for (const std::string role : {"institution", "firm"}) sides.push_back({"claimant", role});
    if (needs_special(definition)) {
        sides.push_back({"agent:claimant"});
        sides.push_back({"agent:claimant", "respondent"});
    }
    return sides;
}

/// What the guards, obligations, contracts and "once only" of an action ask of earlier acts.
class Asked {
public:
    explicit Asked(const Definition& definition) : definition_(definition) {
        for (const Action& action : definition.actions) {
            std::set<std::string>& asked = asked_[action.id];
            if (action.guard) look(*action.guard, asked);
            for (const Move& move : action.moves) {
                if (move.when) look(*move.when, asked);
            }
            if (!action.repeats) asked.insert(action.id);
            for (const Contract& contract : definition.contracts) {
                if (contract.action.empty() || contract.action == action.id)
                    look(contract.holds, asked);
            }
        }
        for (const Obligation& obligation : definition.obligations) {
            owed_.insert(obligation.after.begin(), obligation.after.end());
            owed_.insert(obligation.met_by.begin(), obligation.met_by.end());
        }
    }
    /// Only what an action still to come may ask.
    [[nodiscard]] std::string of(const casefile::Case& c) const {
        std::set<std::string> wanted;
        if (!c.is_final) wanted = owed_;
        const std::set<std::string>& stages = ahead(c);
        for (const Action& action : definition_.actions) {
            if (!may_come(action, stages)) continue;
            const auto& asked = asked_.at(action.id);
            wanted.insert(asked.begin(), asked.end());
        }
        std::set<std::string> known;
        for (const casefile::Act& act : c.acts) {
            if (wanted.contains(act.action)) known.insert(act.action);
        }
        for (const auto& reached : c.milestones) {
            if (wanted.contains(reached.id)) known.insert(reached.id);
        }
        std::string text;
        for (const std::string& name : known) text += name + ",";
        return text;
    }
    /// The stages that the case stands in or may yet enter.
    [[nodiscard]] const std::set<std::string>& ahead(const casefile::Case& c) const {
        std::set<std::string>& reached = ahead_[c.stages];
        if (!reached.empty()) return reached;
        for (const Stage& stage : definition_.stages) {
            if (is_in_stage(c.stages, definition_, stage.id)) reached.insert(stage.id);
        }
        for (std::size_t before = 0; before != reached.size();) {
            before = reached.size();
            for (const Action& action : definition_.actions) {
                for (const Move& move : action.moves) follow(move, reached);
            }
            for (const Reaction& reaction : definition_.reactions) follow(reaction.move, reached);
        }
        return reached;
    }
    [[nodiscard]] static bool may_come(const Action& action, const std::set<std::string>& stages) {
        return std::any_of(action.moves.begin(), action.moves.end(),
                           [&](const Move& move) { return starts(move, stages); });
    }

private:
    static bool starts(const Move& move, const std::set<std::string>& stages) {
        return move.from.empty() ||
               std::any_of(move.from.begin(), move.from.end(),
                           [&](const std::string& stage) { return stages.contains(stage); });
    }
    /// The targets of a move with all that is inside them.
    void follow(const Move& move, std::set<std::string>& reached) const {
        if (!starts(move, reached)) return;
        for (const std::string& target : move.to) {
            for (const Stage& stage : definition_.stages) {
                if (is_in_stage({stage.id}, definition_, target)) reached.insert(stage.id);
            }
        }
    }
    void look(const Expression& e, std::set<std::string>& asked) {
        if (e.op == Expression::Op::done || e.op == Expression::Op::milestone) asked.insert(e.name);
        for (const Expression& arg : e.args) look(arg, asked);
    }

    const Definition& definition_;
    std::map<std::string, std::set<std::string>> asked_;
    std::set<std::string> owed_;
    mutable std::map<std::vector<std::string>, std::set<std::string>> ahead_;
};

struct Path {
    World world;
    std::string trail;
    std::string facts;
};

/// Walks every accepted action from every state, breadth first. A state is its stages, its papers,
/// facts and authorities, and what is asked of earlier acts and terms.
class Walk {
public:
    explicit Walk(const Setting& setting)
        : setting_(setting), definition_(shipped(setting.name)), asked_(definition_) {
        for (const std::string& amount : setting.amounts) {
            for (const Facts& facts : setting.facts) {
                for (const bool has_papers : {false, true}) {
                    if (has_papers && setting.papers.empty()) continue;
                    open(amount, facts, has_papers, casefile::AuthorityScope::general);
                    if (needs_special(definition_))
                        open(amount, facts, has_papers, casefile::AuthorityScope::special);
                }
            }
        }
        for (std::size_t i = 0; i < paths_.size(); ++i) step(i);
    }
    [[nodiscard]] const std::set<std::string>& visited() const noexcept { return visited_; }
    [[nodiscard]] const std::set<std::string>& accepted() const noexcept { return accepted_; }
    [[nodiscard]] const std::set<std::string>& left() const noexcept { return left_; }
    [[nodiscard]] int answers() const noexcept { return answers_; }
    [[nodiscard]] const Definition& definition() const noexcept { return definition_; }

private:
    void open(const std::string& amount, const Facts& facts, bool has_papers,
              casefile::AuthorityScope scope) {
        World world{definition_};
        casefile::Filing received = filing();
        received.facts = facts;
        received.claims.front().amount = money::Money::parse(amount);
        ASSERT_TRUE(is_done(world.file(received, "2026-03-02T09:00+08:00", {"claimant"})));
        for (const std::string& item : setting_.papers) {
            if (!has_papers) continue;
            ASSERT_TRUE(is_done(world.act(evidence(item), "2026-03-02T18:00+08:00")));
        }
        Command appoint;
        appoint.action = "appoint_agent";
        appoint.by = {"claimant"};
        appoint.agent.emplace();
        appoint.agent->party = "claimant";
        appoint.agent->scope = scope;
        ASSERT_TRUE(is_done(world.act(appoint, "2026-03-02T19:00+08:00")));
        const auto number = static_cast<std::size_t>(&facts - setting_.facts.data());
        add({world, has_papers ? "papers" : "bare", amount + "/" + std::to_string(number)});
    }
    void add(Path path) {
        const casefile::Case& c = path.world.c();
        for (const Stage& stage : definition_.stages) {
            if (is_in_stage(c.stages, definition_, stage.id)) visited_.insert(stage.id);
        }
        // Past the end nobody's authority and no paper is asked for any more.
        std::string key = path.facts + "/" + asked_.of(c);
        for (const std::string& stage : c.stages) key += "/" + stage;
        if (!c.is_final) {
            key += "/" + std::to_string(c.evidence.size()) + "/" +
                   std::to_string(static_cast<int>(c.agents.front().scope));
        }
        const std::set<std::string>& stages = asked_.ahead(c);
        for (const Action& action : definition_.actions) {
            if (action.within.empty() || !asked_.may_come(action, stages)) continue;
            const casefile::Term* term = casefile::find_term(c, action.within);
            key += term == nullptr ? "-" : std::to_string(static_cast<int>(term->state));
        }
        if (seen_.insert(key).second) paths_.push_back(std::move(path));
    }
    void step(std::size_t index) {
        const auto who = sides(definition_);
        for (const std::string& when : setting_.moments) {
            World then = paths_[index].world;
            if (at(when) < then.c().last_at) continue;
            then.advance_to(when);
            const Path from{std::move(then), paths_[index].trail, paths_[index].facts};
            if (from.world.c().stages != paths_[index].world.c().stages) {
                note_left(paths_[index].world.c(), from.world.c());
                add(from);
            }
            for (const Action& action : definition_.actions) {
                for (const auto& by : who) try_action(from, action, by, when);
            }
        }
    }
    void try_action(const Path& from, const Action& action, const std::vector<std::string>& by,
                    std::string_view when) {
        const std::string trail = from.trail + ">" + action.id;
        Command command;
        command.action = action.id;
        command.by = by;
        Decision decision;
        ASSERT_NO_THROW(decision = decide(from.world.c(), command, at(when), from.world.law()))
            << trail;
        ++answers_;
        if (!is_done(decision)) {
            const rules::Refusal refused = refusal(decision);
            EXPECT_TRUE(codes.contains(refused.code)) << trail << " " << refused.code;
            EXPECT_EQ(refused.action, action.id) << trail;
            EXPECT_FALSE(refused.clauses.empty()) << trail << " " << refused.code;
            return;
        }
        accepted_.insert(action.id);
        EXPECT_TRUE(action.by.empty() || !by.empty()) << trail;
        World world = from.world;
        ASSERT_TRUE(is_done(world.act(command, when))) << trail;
        check(from.world.c(), world.c(), action, trail);
        add({std::move(world), trail, from.facts});
    }
    void check(const casefile::Case& was, const casefile::Case& c, const Action& action,
               const std::string& trail) {
        note_left(was, c);
        bool leads = !action.leads_on();
        for (const Move& move : action.moves) {
            for (const std::string& stage : move.to)
                leads = leads || is_in_stage(c.stages, definition_, stage);
        }
        // What follows of itself may lead further still.
        EXPECT_TRUE(leads || !definition_.reactions.empty()) << trail;
        EXPECT_EQ(c.is_final, definition_.stage(c.stage)->is_final) << trail;
        EXPECT_EQ(c.outcome, definition_.stage(c.stage)->outcome) << trail;
        EXPECT_TRUE(!was.is_final || c.stage == was.stage) << trail;
        for (const casefile::Term& term : c.terms) {
            const bool ends = definition_.term(term.id)->ends_with_case;
            EXPECT_FALSE(c.is_final && ends && term.state == casefile::TermState::running)
                << trail << term.id;
        }
    }
    void note_left(const casefile::Case& was, const casefile::Case& c) {
        for (const Stage& stage : definition_.stages) {
            if (is_in_stage(was.stages, definition_, stage.id) &&
                !is_in_stage(c.stages, definition_, stage.id))
                left_.insert(stage.id);
        }
    }

    const Setting& setting_;
    Definition definition_;
    Asked asked_;
    std::vector<Path> paths_;
    std::set<std::string> seen_;
    std::set<std::string> visited_;
    std::set<std::string> accepted_;
    std::set<std::string> left_;
    int answers_ = 0;
};

class SmallWorlds : public ::testing::TestWithParam<Setting> {};

TEST_P(SmallWorlds, EveryActionIsAcceptedOrRefusedWithItsClause) {
    const Walk walk{GetParam()};
    const Definition& definition = walk.definition();
    for (const Stage& stage : definition.stages) {
        EXPECT_TRUE(walk.visited().contains(stage.id)) << "never reached: " << stage.id;
        EXPECT_TRUE(stage.is_final || walk.left().contains(stage.id)) << "never left: " << stage.id;
    }
    for (const Action& action : definition.actions) {
        EXPECT_TRUE(action.starts || walk.accepted().contains(action.id))
            << "never accepted: " << action.id;
    }
    EXPECT_GE(walk.answers(), 500);
}

INSTANTIATE_TEST_SUITE_P(Shipped, SmallWorlds, ::testing::ValuesIn(settings()),
                         [](const auto& setting) { return setting.param.name; });

}  // namespace
}  // namespace accord::procedure::testing
