// All small worlds: every stage × action × who acts × papers of both Chinese procedures gives an
// answer.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "accord/procedure/standing.hpp"
#include "procedure_world.hpp"

namespace accord::procedure::testing {
namespace {

const std::set<std::string> codes{"wrong_stage", "wrong_role",  "no_authority", "evidence_missing",
                                  "guard",       "term_lapsed", "out_of_order"};

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

/// Walks every accepted action from every state, breadth first; a state is its stage and its
/// papers.
class Walk {
public:
    explicit Walk(const std::string& name) : definition_(shipped(name)) {
        for (const bool has_papers : {false, true}) {
            for (const auto scope :
                 {casefile::AuthorityScope::general, casefile::AuthorityScope::special}) {
                open(has_papers, scope);
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
    void open(bool has_papers, casefile::AuthorityScope scope) {
        World world{definition_};
        ASSERT_TRUE(is_done(world.file(filing(), "2026-03-02T09:00+08:00", {"claimant"})));
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
        const std::string key = c.stage + "/" + std::to_string(c.evidence.size()) + "/" +
                                std::to_string(static_cast<int>(scope)) + "/" +
                                std::to_string(static_cast<int>(confirm_state(c)));
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
