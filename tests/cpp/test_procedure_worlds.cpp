// All small worlds: every stage × action × who acts × papers and facts × what guards ask of earlier
// acts, of the shipped procedures, gives an answer with its clause.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "accord/procedure/standing.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

const std::set<std::string> codes{"wrong_stage",  "wrong_role",         "no_authority",
                                  "guard",        "evidence_missing",   "term_lapsed",
                                  "out_of_order", "obligation_pending", "already_done"};

struct Path {
    World world;
    std::string trail;
};

std::vector<std::vector<std::string>> sides(const Definition& definition) {
    std::vector<std::vector<std::string>> sides{{},
                                                {"claimant", "respondent"},
                                                {"claimant", "institution"},
                                                {"agent:claimant"},
                                                {"agent:claimant", "respondent"},
                                                {"officer:desk"},
                                                {"stranger"}};
    for (const Role& role : definition.roles) sides.push_back({role.id});
    return sides;
}

/// The acts and milestones that some guard, obligation or "once only" asks after.
class Asked {
public:
    explicit Asked(const Definition& definition) {
        for (const Action& action : definition.actions) {
            if (action.guard) look(*action.guard);
            if (!action.repeats) acts_.insert(action.id);
        }
        for (const Obligation& obligation : definition.obligations) {
            acts_.insert(obligation.after.begin(), obligation.after.end());
            acts_.insert(obligation.met_by.begin(), obligation.met_by.end());
        }
    }
    [[nodiscard]] std::string of(const casefile::Case& c) const {
        std::set<std::string> known;
        for (const casefile::Act& act : c.acts) {
            if (acts_.contains(act.action)) known.insert(act.action);
        }
        for (const auto& reached : c.milestones) known.insert(reached.id);
        std::string text;
        for (const std::string& name : known) text += name + ",";
        return text;
    }

private:
    void look(const Expression& e) {
        if (e.op == Expression::Op::done) acts_.insert(e.name);
        for (const Expression& arg : e.args) look(arg);
    }
    std::set<std::string> acts_;
};

/// Walks every accepted action from every state, breadth first; a state is its stage and its
/// papers.
class Walk {
public:
    explicit Walk(const std::string& name) : definition_(shipped(name)), asked_(definition_) {
        for (const bool has_papers : {false, true}) {
            for (const auto scope :
                 {casefile::AuthorityScope::general, casefile::AuthorityScope::special}) {
                open(has_papers, scope, {});
                open(has_papers, scope, facts);
            }
        }
        for (std::size_t i = 0; i < paths_.size(); ++i) step(i);
    }
    [[nodiscard]] const std::map<std::string, int>& visits() const noexcept { return visits_; }
    [[nodiscard]] const std::set<std::string>& accepted() const noexcept { return accepted_; }
    [[nodiscard]] int answers() const noexcept { return answers_; }
    [[nodiscard]] const Definition& definition() const noexcept { return definition_; }
    [[nodiscard]] const std::set<std::string>& left() const noexcept { return left_; }

private:
    /// A court entrusted the case after filing it; the claimants are five.
    inline static const std::vector<casefile::Fact> facts{{"entrusted", std::string("ordinary")},
                                                          {"representatives", std::int64_t{5}}};

    void open(bool has_papers, casefile::AuthorityScope scope, std::vector<casefile::Fact> known) {
        World world{definition_};
        casefile::Filing received = filing();
        received.facts = std::move(known);
        ASSERT_TRUE(is_done(world.file(received, "2026-03-02T09:00+08:00", {"claimant"})));
        if (has_papers) {
            ASSERT_TRUE(is_done(world.act(evidence("statement"), "2026-03-02T10:00+08:00")));
            ASSERT_TRUE(is_done(world.act(evidence("contract"), "2026-03-02T10:00+08:00")));
        }
        Command appoint;
        appoint.action = "appoint_agent";
        appoint.by = {"claimant"};
        appoint.agent.emplace();
        appoint.agent->party = "claimant";
        appoint.agent->scope = scope;
        ASSERT_TRUE(is_done(world.act(appoint, "2026-03-02T11:00+08:00")));
        add({world, has_papers ? "papers" : "bare"}, scope);
    }
    void add(Path path, casefile::AuthorityScope scope) {
        const casefile::Case& c = path.world.c();
        // Past the end nobody's authority and no paper is asked for any more.
        const std::string before_end =
            std::to_string(c.evidence.size()) + "/" + std::to_string(static_cast<int>(scope)) + "/";
        const std::string key = c.stage + "/" + (c.is_final ? "" : before_end) +
                                std::to_string(static_cast<int>(confirm_state(c))) + "/" +
                                std::to_string(c.facts.size()) + "/" + asked_.of(c);
        ++visits_[c.stage];
        if (seen_.insert(key).second) paths_.push_back(std::move(path));
    }
    static casefile::TermState confirm_state(const casefile::Case& c) {
        const casefile::Term* term = casefile::find_term(c, "confirm");
        return term == nullptr ? casefile::TermState::pending : term->state;
    }
    void step(std::size_t index) {
        for (const Action& action : definition_.actions) {
            for (const auto& by : sides(definition_)) {
                for (const std::string_view when :
                     {"2026-03-04T09:00+08:00", "2026-07-01T09:00+08:00"}) {
                    try_action(paths_[index], action, by, when);
                }
            }
        }
    }
    void try_action(const Path& from, const Action& action, const std::vector<std::string>& by,
                    std::string_view when) {
        World world = from.world;
        const std::string stage = world.c().stage;
        const bool was_final = world.c().is_final;
        const auto scope = world.c().agents.front().scope;
        const std::string trail = from.trail + ">" + action.id;
        Decision decision;
        ASSERT_NO_THROW(decision = world.act(action.id, by, when)) << trail;
        ++answers_;
        if (!is_done(decision)) {
            const rules::Refusal refused = refusal(decision);
            EXPECT_TRUE(codes.contains(refused.code)) << trail << " " << refused.code;
            EXPECT_EQ(refused.action, action.id) << trail;
            if (refused.code != "out_of_order") {
                EXPECT_FALSE(refused.clauses.empty()) << trail << " " << refused.code;
            }
            return;
        }
        const casefile::Case& c = world.c();
        accepted_.insert(action.id);
        if (c.stage != stage) left_.insert(stage);
        EXPECT_TRUE(action.by.empty() || !by.empty()) << trail;
        EXPECT_EQ(c.stage, action.leads_on() ? action.leads_to() : stage) << trail;
        EXPECT_EQ(c.is_final, definition_.stage(c.stage)->is_final) << trail;
        EXPECT_EQ(c.outcome, definition_.stage(c.stage)->outcome) << trail;
        EXPECT_TRUE(!was_final || c.stage == stage) << trail;
        for (const casefile::Term& term : c.terms) {
            const bool ends = definition_.term(term.id)->ends_with_case;
            EXPECT_FALSE(c.is_final && ends && term.state == casefile::TermState::running)
                << trail << term.id;
        }
        add({world, trail}, scope);
    }

    Definition definition_;
    Asked asked_;
    std::vector<Path> paths_;
    std::set<std::string> seen_;
    std::map<std::string, int> visits_;
    std::set<std::string> accepted_;
    std::set<std::string> left_;
    int answers_ = 0;
};

class SmallWorlds : public ::testing::TestWithParam<std::string> {};

TEST_P(SmallWorlds, EveryActionIsAcceptedOrRefusedWithItsClause) {
    const Walk walk{GetParam()};
    const Definition& definition = walk.definition();
    for (const Stage& stage : definition.stages) {
        EXPECT_TRUE(walk.visits().contains(stage.id)) << "never reached: " << stage.id;
        EXPECT_TRUE(stage.is_final || walk.left().contains(stage.id)) << "never left: " << stage.id;
    }
    for (const Action& action : definition.actions) {
        EXPECT_TRUE(action.starts || walk.accepted().contains(action.id))
            << "never accepted: " << action.id;
    }
    EXPECT_GE(walk.answers(), 500);
}

INSTANTIATE_TEST_SUITE_P(Shipped, SmallWorlds, ::testing::Values("cn_complaint", "cn_mediation"));

}  // namespace
}  // namespace accord::procedure::testing
