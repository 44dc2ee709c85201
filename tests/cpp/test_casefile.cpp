// The casefile: every body survives its bytes, personal fields stand apart, the fold is what it
// says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "accord/casefile/codec.hpp"
#include "accord/casefile/evolve.hpp"
#include "accord/casefile/fields.hpp"
#include "accord/casefile/sight.hpp"

namespace accord::casefile {
namespace {

base::Id id_of(std::uint8_t first) {
    base::Id id;
    id.bytes[0] = first;
    return id;
}

Filing filing() {
    Filing filing;
    filing.branch = "branch_a";
    filing.received = calendar::Date::of(2026, 3, 2);
    filing.narrative = Personal("卡号 6222 0212 3456 7890 被盗刷");
    Party claimant;
    claimant.id = id_of(1);
    claimant.subject = id_of(2);
    claimant.key = 7;
    claimant.role = "claimant";
    claimant.name = Personal("申请人甲");
    claimant.contact = Personal("13800138000");
    Party respondent;
    respondent.kind = PartyKind::organisation;
    respondent.organisation = "某银行";
    respondent.role = "respondent";
    filing.parties = {claimant, respondent};
    filing.claims = {{money::Money::parse("50000.00 CNY"), "wrong_debit", "payment"}};
    filing.facts = {{"complex", true}, {"sent", calendar::Date::of(2026, 3, 1)}};
    return filing;
}

Event event_of(Body body, std::uint64_t n = 1) {
    Event event;
    event.envelope.case_id = id_of(9);
    event.envelope.n = n;
    event.envelope.occurred = calendar::Instant::parse("2026-03-02T09:30:00+08:00");
    event.envelope.recorded_at = calendar::Instant(1'772'415'000'000'000);
    event.envelope.actor = "officer:intake";
    event.envelope.by = {"claimant"};
    event.envelope.law = "l_x";
    event.body = std::move(body);
    return event;
}

/// Names of a struct's fields in the order they are listed.
class NameCollector {
public:
    template <class T>
    void open(std::string_view name, T&) {
        names.emplace_back(name);
    }
    void personal(std::string_view name, Personal&, std::uint32_t) { names.emplace_back(name); }
    std::vector<std::string> names;
};

template <class T>
void expect_ascending() {
    T value{};
    NameCollector collector;
    T::fields(value, collector);
    EXPECT_TRUE(std::is_sorted(collector.names.begin(), collector.names.end()))
        << ::testing::PrintToString(collector.names);
}

template <std::size_t I = 0>
void expect_all_ascending() {
    if constexpr (I < std::variant_size_v<Body>) {
        expect_ascending<std::variant_alternative_t<I, Body>>();
        expect_all_ascending<I + 1>();
    }
}

TEST(CasefileFields, AreListedInAscendingOrderSoThatBytesAreCanonical) {
    expect_all_ascending();
    expect_ascending<Filing>();
    expect_ascending<Party>();
    expect_ascending<Claim>();
    expect_ascending<Classification>();
    expect_ascending<Agent>();
    expect_ascending<Evidence>();
    expect_ascending<Service>();
    expect_ascending<Task>();
    expect_ascending<Offer>();
    expect_ascending<Figure>();
    expect_ascending<Agreement>();
    expect_ascending<Issued>();
    expect_ascending<Reckoning>();
}

TEST(CasefileFields, KindsHaveDifferentNames) {
    std::vector<std::string_view> kinds;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (kinds.push_back(std::variant_alternative_t<I, Body>::kind), ...);
    }
    (std::make_index_sequence<std::variant_size_v<Body>>{});
    std::sort(kinds.begin(), kinds.end());
    EXPECT_EQ(std::adjacent_find(kinds.begin(), kinds.end()), kinds.end());
}

template <std::size_t I = 0>
void expect_empty_bodies_survive() {
    if constexpr (I < std::variant_size_v<Body>) {
        base::Record record;
        encode(event_of(std::variant_alternative_t<I, Body>{}), record);
        const Event back = decode(record.head, record.sealed);
        EXPECT_EQ(back.body.index(), I);
        EXPECT_EQ(kind_of(back.body), (std::variant_alternative_t<I, Body>::kind));
        expect_empty_bodies_survive<I + 1>();
    }
}

TEST(CasefileCodec, EveryKindSurvivesItsBytes) {
    expect_empty_bodies_survive();
}

TEST(CasefileCodec, AFilingSurvivesAndItsPersonalFieldsStandApart) {
    base::Record record;
    encode(event_of(Filed{filing(), "high", "cn.complaint", "2026.1", {"card_centre"}}), record);
    for (const char* secret : {"申请人甲", "13800138000", "被盗刷"}) {
        EXPECT_EQ(record.head.find(secret), std::string::npos) << secret;
    }
    ASSERT_EQ(record.sealed.size(), 3U);
    EXPECT_EQ(record.sealed[0].path, "filing.narrative");
    EXPECT_EQ(record.sealed[1].path, "filing.parties.0.contact");
    EXPECT_EQ(record.sealed[2].path, "filing.parties.0.name");
    for (const base::SealedField& field : record.sealed) EXPECT_EQ(field.owner, 7U);

    const Event back = decode(record.head, record.sealed);
    const auto& filed = std::get<Filed>(back.body);
    EXPECT_EQ(filed.filing, filing());
    EXPECT_EQ(filed.routes, std::vector<std::string>{"card_centre"});
    EXPECT_EQ(back.envelope.by, std::vector<std::string>{"claimant"});
    EXPECT_EQ(case_of(record.head), id_of(9));
}

TEST(CasefileCodec, AForgottenFieldIsPresentButNotReadable) {
    base::Record record;
    encode(event_of(Filed{filing(), {}, {}, {}, {}}), record);
    for (base::SealedField& field : record.sealed) {
        field.value.clear();
        field.readable = false;
    }
    const Event back = decode(record.head, record.sealed);
    const Personal& name = std::get<Filed>(back.body).filing.parties[0].name;
    EXPECT_TRUE(name.present);
    EXPECT_FALSE(name.readable);
    EXPECT_EQ(name.value, "");
}

TEST(CasefileCodec, WhatANewerVersionWroteIsRefusedNotGuessed) {
    base::Record record;
    encode(event_of(StageEntered{true, "closed"}), record);
    std::string head = record.head;
    head.replace(head.find("stage_entered"), 13, "stage_entered2");
    try {
        (void)decode(head, {});
        FAIL() << "an unknown kind was read";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::store);
        EXPECT_EQ(error.code(), "newer_format");
    }
    head = record.head;
    head.replace(head.find("\"stage\":"), 8, "\"stagf\":");
    EXPECT_THROW((void)decode(head, {}), base::Error);
}

TEST(CasefileEvolve, FoldsInLogOrderAndKeepsWhatALateFactPutsRight) {
    Case c;
    evolve(c, event_of(Filed{filing(), "high", "cn.complaint", "2026.1", {}}));
    evolve(c, event_of(StageEntered{false, "handling"}, 2));
    TermStarted started;
    started.term = "answer";
    started.nature = "procedural";
    started.amount = 15;
    started.reckoning.due = calendar::Date::of(2026, 3, 17);
    evolve(c, event_of(started, 3));
    evolve(c, event_of(TermLapsed{calendar::Date::of(2026, 3, 17), false, "answer"}, 4));
    EXPECT_EQ(find_term(c, "answer")->state, TermState::lapsed);
    evolve(c, event_of(LapseWithdrawn{"late_fact", "answer"}, 5));
    evolve(c, event_of(TermMet{"notify", false, "answer", calendar::Date::of(2026, 3, 10)}, 6));
    EXPECT_EQ(find_term(c, "answer")->state, TermState::met);
    EXPECT_EQ(c.version, 6U);
    EXPECT_EQ(c.stage, "handling");
    EXPECT_EQ(print(find_term(c, "answer")->met_on), "2026-03-10");
}

TEST(CasefileEvolve, ACorrectionChangesTheViewAndKeepsBoth) {
    Case c;
    evolve(c, event_of(Filed{filing(), {}, {}, {}, {}}));
    Corrected corrected;
    corrected.field = "claims.0.amount";
    corrected.was = money::Money::parse("50000.00 CNY");
    corrected.now = money::Money::parse("5000.00 CNY");
    evolve(c, event_of(corrected, 2));
    EXPECT_EQ(c.filing.claims[0].amount->text(), "5000.00 CNY");
    ASSERT_EQ(c.corrections.size(), 1U);
    EXPECT_EQ(std::get<money::Money>(c.corrections[0].was).text(), "50000.00 CNY");
    Corrected nowhere;
    nowhere.field = "claims.7.amount";
    nowhere.now = money::Money::parse("1.00 CNY");
    evolve(c, event_of(nowhere, 3));  // total: a path that leads nowhere changes nothing
    EXPECT_EQ(c.filing.claims[0].amount->text(), "5000.00 CNY");
}

TEST(CasefileSight, MasksNamesAndNumbersAndDropsOnDemand) {
    Case c;
    evolve(c, event_of(Filed{filing(), {}, {}, {}, {}}));
    const Case masked = seen(c, Sight::masked);
    EXPECT_EQ(masked.filing.parties[0].name.value, "申**");
    EXPECT_EQ(masked.filing.parties[0].contact.value.find("13800138000"), std::string::npos);
    EXPECT_EQ(masked.filing.narrative.value.find("6222 0212 3456 7890"), std::string::npos);
    EXPECT_EQ(masked.filing.parties[1].organisation, "某银行");
    const Case none = seen(c, Sight::none);
    EXPECT_EQ(none.filing.narrative.value, "");
    EXPECT_FALSE(none.filing.narrative.readable);
    EXPECT_EQ(seen(c, Sight::full).filing.narrative.value, filing().narrative.value);
}

}  // namespace
}  // namespace accord::casefile
