// Columns of cases take the same course as cases decided one by one, whatever the events.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "accord/casefile/codec.hpp"
#include "accord/casefile/names.hpp"
#include "accord/procedure/caseload/caseload.hpp"
#include "accord/procedure/draft.hpp"
#include "procedure_world.hpp"
#include "throws.hpp"

namespace accord::procedure::testing {
namespace {

using caseload::Answer;
using caseload::Caseload;
using caseload::FieldColumn;

constexpr std::int64_t micros_of_hour = 3'600'000'000;

/// What both sides are told of the cases before they are opened.
struct Told {
    std::vector<std::string> evidence;
    std::vector<casefile::Fact> facts;
};

/// Stages, tracks, reactions, milestones, an obligation, a contract, guarded moves, terms of every
/// anchor that columns know.
Definition small_world() {
    return Definition::from_json(R"({"id":"t.world","version":"1","conflicts":"definition_order",
 "roles":[{"id":"claimant"},{"id":"respondent"}],
 "facts":{"complex":"bool","sent":"date"},
 "stages":[{"id":"intake"},{"id":"work","tracks":true},
  {"id":"papers","within":"work"},{"id":"asked","within":"papers"},
  {"id":"complete","within":"papers","final":true,"outcome":"x","raises_on_entry":["papers_in"]},
  {"id":"talks","within":"work"},{"id":"first","within":"talks"},
  {"id":"second","within":"talks","milestone":"second_round"},
  {"id":"agreed","within":"talks","final":true,"outcome":"x"},
  {"id":"ready"},{"id":"settled","final":true,"outcome":"settlement"},
  {"id":"failed","final":true,"outcome":"failed"}],
 "actions":[{"id":"open","start":"intake"},
  {"id":"accept","from":["intake"],"to":"work","serve":["respondent"],
   "guard":{"op":"le","args":[{"field":"case.amount"},{"money":"60000 CNY"}]}},
  {"id":"hand_in","from":["asked"],"to":"complete","evidence":[{"item":"contract"}]},
  {"id":"ask","from":["asked","complete"],"to":"asked","repeat":false},
  {"id":"meet","moves":[
   {"from":["first"],"to":"second","when":{"done":"ask"}},
   {"from":["first"],"to":"agreed","when":{"op":"eq","args":[{"field":"facts.complex"},
     {"bool":false}]}},
   {"from":["second"],"to":"agreed"}]},
  {"id":"again","from":["second"],"to":"first"},
  {"id":"answer","from":["work"],"within":"answer"},
  {"id":"note","from":["work","ready"]},
  {"id":"promise","from":["work"]},{"id":"keep","from":["work","ready"]},
  {"id":"settle","from":["ready"],"to":"settled"},
  {"id":"give_up","to":"failed"},
  {"id":"confirm","from":["settled"]}],
 "reactions":[{"id":"both","on":"done.work","from":["work"],"to":"ready"},
  {"id":"late","on":"silent","from":["work"],"to":"ready","when":{"milestone":"second_round"}},
  {"id":"quick","from":["first"],"to":"second","when":{"op":"and","args":[{"done":"note"},
    {"op":"ge","args":[{"field":"today"},{"field":"term.answer.due"}]}]}},
  {"id":"hear","on":"met.answer","from":["asked"],"to":"complete"},
  {"id":"mark","on":"reached.noted","from":["second"],"to":"first"}],
 "milestones":[{"id":"noted","after":["note"]},
  {"id":"long","when":{"op":"ge","args":[{"op":"sub","args":[{"field":"today"},
    {"field":"case.filed_on"}]},{"integer":40}]}}],
 "obligations":[{"id":"word","of":"respondent","after":["promise"],"met_by":["keep"],
   "blocks":["settle","stage:talks"]}],
 "contracts":[{"id":"no_settlement_unheard","stage":"settled",
   "holds":{"op":"or","args":[{"done":"note"},{"done":"meet"}]}},
  {"id":"never_twice","holds":{"op":"not","args":[{"op":"and","args":[{"done":"keep"},
    {"in_stage":"failed"}]}]}}],
 "terms":[{"id":"answer","nature":"procedural","after":["accept"],"after_service_on":"respondent",
   "amount":5,"unit":"business_day","met_by":["answer"],"on_lapse_raise":"silent",
   "clause":{"id":"c","status":"unverified"}},
  {"id":"work","nature":"procedural","after_stage":"work","amount":1,"unit":"month",
   "roll":"forward","on_lapse_stage":"failed",
   "clause":{"id":"c","status":"unverified"}},
  {"id":"hours","nature":"target","after":["ask","note"],"amount":36,"unit":"hour",
   "met_by":["meet"],"restarts":["answer"]},
  {"id":"sent","nature":"procedural","after_fact":"sent","amount":60,"unit":"calendar_day",
   "met_by":["settle"],"ends_with_case":false},
  {"id":"cut","nature":"agreed","after":["note"],"amount":3,"unit":"calendar_day",
   "cut_off":1020,"met_by":["keep"],
   "when":{"op":"eq","args":[{"field":"facts.complex"},{"bool":true}]}}]})");
}

std::vector<std::string> who_may(const Action& action) {
    if (action.by.empty()) return {"claimant"};
    if (action.all_of) return action.by;
    return {action.by.front()};
}

World opened(const Definition& definition, const Told& told, std::string_view when) {
    World world{definition};
    casefile::Filing received = filing();
    received.facts = told.facts;
    EXPECT_TRUE(is_done(world.file(received, when, {})));
    for (const std::string& item : told.evidence) {
        Command command;
        command.action = "add_evidence";
        command.by = {"claimant"};
        command.evidence.emplace();
        command.evidence->item = item;
        command.evidence->kind = "document";
        EXPECT_TRUE(is_done(world.act(command, when)));
    }
    return world;
}

FieldColumn one(guard::Type type, std::int64_t value, std::uint32_t unit = 0) {
    FieldColumn column;
    column.type = type;
    column.values = {value};
    if (unit != 0) column.units = {unit};
    return column;
}

std::unique_ptr<Caseload> columns(const Definition& definition, const Told& told, std::size_t n,
                                  std::string_view when, bool with_log = false) {
    auto made = std::make_unique<Caseload>(std::make_shared<Definition>(definition),
                                           std::make_shared<calendar::Book>(calendars()), n);
    const auto amount = money::Money::parse("50000.00 CNY");
    made->state("case.amount",
                one(guard::Type::money, amount.minor(), guard::unit_of(amount.currency())));
    for (const std::string& item : told.evidence) {
        made->state("has:" + item, one(guard::Type::boolean, 1));
        made->state("has:kind:document", one(guard::Type::boolean, 1));
    }
    for (const casefile::Fact& fact : told.facts) {
        const std::string key = "facts." + fact.name;
        if (const auto* flag = std::get_if<bool>(&fact.value))
            made->state(key, one(guard::Type::boolean, *flag ? 1 : 0));
        if (const auto* date = std::get_if<calendar::Date>(&fact.value))
            made->state(key, one(guard::Type::date, date->days()));
    }
    if (with_log) made->keep_log();
    made->open(at(when).micros());
    return made;
}

std::string shown(const Caseload& load, std::uint32_t row) {
    const caseload::Table& table = load.table();
    const Definition& definition = *load.plan().definition;
    std::string text;
    for (const chart::Index i : table.leaves(row)) text += definition.chart.names[i] + " ";
    const chart::Index closed = table.closed_by(row);
    if (closed != caseload::none)
        text += "| " + definition.stages[definition.chart.stages[closed].definition].outcome;
    for (std::uint32_t t = 0; t < definition.terms.size(); ++t) {
        const caseload::TermRow& term = table.term(row, t);
        if (term.order == 0) continue;
        text += "\n" + definition.terms[t].id + " " + std::string(casefile::name_of(term.state)) +
                " " + calendar::Date{term.trigger}.text() + " " + calendar::Date{term.due}.text();
    }
    for (const Milestone& milestone : definition.milestones) {
        if (table.has_mark(row, load.plan().mark("milestone:" + milestone.id)))
            text += "\n" + milestone.id;
    }
    return text;
}

std::string shown(const casefile::Case& c, const Definition& definition) {
    std::string text;
    for (const std::string& stage : c.stages) text += stage + " ";
    if (!std::holds_alternative<casefile::NotKnown>(c.closed_on)) text += "| " + c.outcome;
    for (const TermDefinition& defined : definition.terms) {
        const casefile::Term* term = casefile::find_term(c, defined.id);
        if (term == nullptr) continue;
        text += "\n" + term->id + " " + std::string(casefile::name_of(term->state)) + " " +
                term->reckoning.trigger.text() + " " + term->reckoning.due.text();
    }
    for (const Milestone& milestone : definition.milestones) {
        if (casefile::find_milestone(c, milestone.id) != nullptr) text += "\n" + milestone.id;
    }
    return text;
}

struct Events {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> actions;
    std::vector<std::int64_t> at;
};

/// Acts of all cases mixed, each case's moments ascending but for a few.
Events random_events(const Definition& definition, std::size_t cases, std::size_t count,
                     std::int64_t from, std::mt19937& random) {
    Events events;
    std::vector<std::int64_t> now(cases, from);
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = static_cast<std::uint32_t>(random() % cases);
        const bool is_far = random() % 12 == 0;
        const auto hours = static_cast<std::int64_t>(random() % (is_far ? 1'200 : 60));
        now[row] += hours * micros_of_hour;
        events.rows.push_back(row);
        auto action = static_cast<std::uint32_t>(random() % definition.actions.size());
        // What ends a case from anywhere would soon have ended them all.
        if (definition.actions[action].id == "give_up" && random() % 8 != 0) action = 1;
        events.actions.push_back(action);
        events.at.push_back(random() % 40 == 0 ? now[row] - 50 * micros_of_hour : now[row]);
    }
    return events;
}

/// The bytes that a docket's codec gives the events of one decision.
std::vector<std::string> encoded(const Happenings& happenings, std::uint32_t row,
                                 std::uint64_t version, std::int64_t recorded,
                                 const std::string& law) {
    std::vector<std::string> all;
    for (const Happening& happening : happenings) {
        casefile::Event event;
        event.envelope.case_id = caseload::Log::case_id(row);
        event.envelope.n = ++version;
        event.envelope.occurred = happening.occurred;
        event.envelope.recorded_at = calendar::Instant{recorded};
        event.envelope.law = law;
        event.body = happening.body;
        // Columns have no filing, and so no key of the claimant's.
        if (auto* acted = std::get_if<casefile::Acted>(&event.body)) acted->key = 0;
        base::Record record;
        casefile::encode(event, record);
        all.push_back(record.head);
    }
    return all;
}

std::vector<std::string> taken(caseload::Log& log) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < log.size(); ++i) {
        all.emplace_back(log.event(i));
        EXPECT_EQ(log.leaf(i), base::sha256(std::string(1, '\0') + all.back()));
    }
    log.clear();
    return all;
}

/// What was seen of answers, and of actions that were done.
using Seen = std::map<std::string, int>;

/// Decides everything one by one and in columns of several widths, and compares after each event.
void compare(const Definition& definition, const Told& told, unsigned seed, Seen& seen) {
    constexpr std::size_t cases = 24;
    constexpr std::size_t count = 700;
    const std::string opening = "2026-01-05T09:30+08:00";
    std::mt19937 random{seed};
    const Events events = random_events(definition, cases, count, at(opening).micros(), random);
    std::vector<World> worlds(cases, opened(definition, told, opening));
    const auto single = columns(definition, told, cases, opening);
    std::vector<Answer> answers(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t row = events.rows[i];
        const Action& action = definition.actions[events.actions[i]];
        const std::string when = calendar::Instant{events.at[i], 480}.text();
        const Decision decision = worlds[row].act(action.id, who_may(action), when);
        answers[i] = single->act(events.actions[i], row, events.at[i]);
        const std::string code = is_done(decision) ? "done" : refusal(decision).code;
        ++seen[code];
        if (code == "done") ++seen["done " + action.id];
        ASSERT_EQ(caseload::name_of(answers[i]), code) << i << " " << action.id << " " << when;
        ASSERT_EQ(shown(*single, row), shown(worlds[row].c(), definition))
            << i << " " << action.id << " " << when << " " << code;
    }
    for (const std::size_t width : {std::size_t{1}, std::size_t{7}, std::size_t{1'024}}) {
        const auto block = columns(definition, told, cases, opening);
        std::vector<Answer> others(count);
        block->run(events.rows, events.actions, events.at, others, width);
        EXPECT_EQ(others, answers) << width;
        for (std::uint32_t row = 0; row < cases; ++row)
            EXPECT_EQ(shown(*block, row), shown(*single, row)) << width;
    }
}

Told told(bool has_papers, bool is_complex) {
    Told told;
    if (has_papers) told.evidence = {"contract", "statement"};
    told.facts = {{"complex", is_complex}, {"sent", day("2026-01-06")}};
    return told;
}

/// Papers that some action asks for, and every fact that a guard may read.
Told told_of(const Definition& definition, unsigned seed) {
    Told told;
    for (const Action& action : definition.actions) {
        for (const EvidenceRequirement& need : action.evidence) {
            const bool is_new = !contains(told.evidence, need.item);
            if (seed % 3 != 1 && !need.item.empty() && is_new) told.evidence.push_back(need.item);
        }
    }
    for (std::size_t i = 0; i < definition.facts.size(); ++i) {
        const auto& [name, type] = definition.facts[i];
        if (type == "bool") told.facts.push_back({name, (seed >> i % 3 & 1) != 0});
        if (type == "date") told.facts.push_back({name, day("2026-01-06")});
    }
    return told;
}

TEST(ProcedureCaseload, ShippedProceduresTakeTheSameCourseInColumns) {
    for (const char* name : {"cn_complaint", "cn_complaint_forward", "cn_mediation", "us_cfpb"}) {
        SCOPED_TRACE(name);
        const Definition definition = shipped(name);
        Seen seen;
        for (unsigned seed = 0; seed < 16; ++seed)
            compare(definition, told_of(definition, seed), seed, seen);
        const auto was_done = [&](const Action& action) {
            return seen.contains("done " + action.id);
        };
        const auto done =
            std::count_if(definition.actions.begin(), definition.actions.end(), was_done);
        EXPECT_GE(done * 3, static_cast<long>(definition.actions.size()) * 2);
    }
}

TEST(ProcedureCaseload, TracksReactionsDutiesAndContractsTakeTheSameCourseInColumns) {
    const Definition definition = small_world();
    Seen seen;
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        compare(definition, told(seed % 3 != 0, seed % 2 == 0), seed, seen);
    }
    for (const Action& action : definition.actions)
        EXPECT_TRUE(action.starts || seen.contains("done " + action.id)) << action.id;
    for (std::size_t i = 0; i < caseload::answers_count; ++i) {
        const std::string code{caseload::name_of(static_cast<Answer>(i))};
        EXPECT_GE(seen[code], 3) << code;
    }
}

/// Every event of random courses, byte for byte, and its leaf.
void compare_bytes(const Definition& definition, const Told& told, unsigned seed, Seen& seen) {
    constexpr std::size_t cases = 8;
    const std::string opening = "2026-01-05T09:30+08:00";
    std::mt19937 random{seed};
    const Events events = random_events(definition, cases, 300, at(opening).micros(), random);
    std::vector<World> worlds(cases, opened(definition, {{}, told.facts}, opening));
    const auto load = columns(definition, {{}, told.facts}, cases, opening, true);
    EXPECT_EQ(load->log()->size(), 0U);
    for (std::size_t i = 0; i < events.rows.size(); ++i) {
        const std::uint32_t row = events.rows[i];
        const Action& action = definition.actions[events.actions[i]];
        std::uint64_t version = worlds[row].c().version;
        const std::string when = calendar::Instant{events.at[i]}.text();
        const Decision decision = worlds[row].act(action.id, who_may(action), when);
        const std::string& law = definition.hash;
        auto wanted = encoded(worlds[row].lapses(), row, version, events.at[i], law);
        version += wanted.size();
        if (is_done(decision)) {
            for (auto& event : encoded(worlds[row].last(), row, version, events.at[i], law))
                wanted.push_back(std::move(event));
            for (const std::string& kind : kinds(worlds[row].last())) ++seen[kind];
        }
        for (const std::string& kind : kinds(worlds[row].lapses())) ++seen[kind];
        (void)load->act(events.actions[i], row, events.at[i]);
        ASSERT_EQ(taken(*load->log()), wanted) << i << " " << action.id << " " << when;
    }
}

TEST(ProcedureCaseload, EventsInMemoryHaveTheBytesOfARecord) {
    Seen seen;
    for (unsigned seed = 0; seed < 30; ++seed) {
        SCOPED_TRACE(seed);
        compare_bytes(small_world(), told(false, seed % 2 == 0), seed, seen);
        const Definition cfpb = shipped("us_cfpb");
        compare_bytes(cfpb, told_of(cfpb, seed), seed, seen);
    }
    for (const char* kind :
         {"acted", "served", "stage_entered", "term_started", "term_met", "term_moved",
          "term_lapsed", "term_waived", "milestone_reached", "closed"})
        EXPECT_GE(seen[kind], 3) << kind;
}

TEST(ProcedureCaseload, EventsThatSayMoreThanColumnsKnowAreNotWritten) {
    const auto load = columns(shipped("cn_mediation"), {}, 1, "2026-01-05T09:30+08:00");
    EXPECT_EQ(base::testing::code_of([&] {
                  load->keep_log();
                  return 0;
              }),
              "not_in_caseload");
}

TEST(ProcedureCaseload, AWideChartTakesTheSameCourse) {
    std::string json{small_world().json};
    std::string stages;
    std::string moves = R"({"from":["intake"],"to":"spare0"})";
    for (int i = 0; i < 80; ++i) {
        const std::string spare = "spare" + std::to_string(i);
        const std::string next = i == 79 ? "intake" : "spare" + std::to_string(i + 1);
        stages += R"({"id":")" + spare + R"("},)";
        moves += R"(,{"from":[")" + spare + R"("],"to":")" + next + R"("})";
    }
    const auto put = [&](std::string_view after, const std::string& text) {
        json.insert(json.find(after) + after.size(), text);
    };
    put(R"("stages":[)", stages);
    put(R"("actions":[)", R"({"id":"wander","moves":[)" + moves + "]},");
    const Definition definition = Definition::from_json(json);
    ASSERT_FALSE(definition.chart.is_narrow());
    Seen seen;
    for (unsigned seed = 0; seed < 8; ++seed)
        compare(definition, told(true, seed % 2 == 0), seed, seen);
    EXPECT_GE(seen["done wander"], 20);
    EXPECT_GE(seen["done settle"], 3);
}

TEST(ProcedureCaseload, WhatColumnsDoNotHaveIsRefusedAtOnce) {
    const std::string json{small_world().json};
    const auto with = [&](std::string_view was, std::string_view is) {
        std::string changed = json;
        const auto found = changed.find(was);
        if (found == std::string::npos) throw std::runtime_error("not there: " + std::string(was));
        changed.replace(found, was.size(), is);
        return base::testing::code_of([&] {
            return caseload::plan_of(std::make_shared<Definition>(Definition::from_json(changed)));
        });
    };
    EXPECT_EQ(with(R"({"done":"ask"})", R"({"any":{"of":"parties"}})"), "not_in_caseload");
    EXPECT_EQ(with(R"("after_fact":"sent")", R"("after_term":{"term":"work"})"), "not_in_caseload");
}

TEST(ProcedureCaseload, ARowOrFieldThatIsNotThereIsAnError) {
    const auto load = columns(small_world(), told(true, true), 3, "2026-01-05T09:30+08:00");
    const auto code_of = [](auto call) {
        return base::testing::code_of([&] {
            call();
            return 0;
        });
    };
    EXPECT_EQ(code_of([&] { (void)load->act(0, 3, 0); }), "no_such_case");
    EXPECT_EQ(code_of([&] { (void)load->action("x"); }), "unknown_action");
    EXPECT_EQ(code_of([&] { load->state("case.name", one(guard::Type::text, 0)); }),
              "unknown_field");
    FieldColumn two = one(guard::Type::integer, 1);
    two.values.push_back(2);
    EXPECT_EQ(code_of([&] { load->state("facts.x", two); }), "bad_length");
}

}  // namespace
}  // namespace accord::procedure::testing
