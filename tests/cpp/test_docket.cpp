// The façade over real files: verbs, keys, batches, imports, and reopening after others wrote.
#include <gtest/gtest.h>

#include <filesystem>

#include "accord/base/error.hpp"
#include "accord/base/hash.hpp"
#include "accord/docket/docket.hpp"
#include "accord/docket/number.hpp"
#include "throws.hpp"

namespace accord::docket {
namespace {

namespace fs = std::filesystem;
using base::testing::code_of;

constexpr std::string_view definition =
    R"({"id":"test.complaint","version":"1","calendar":"XX","zone":"UTC",
"number":"〔{year}〕诉字第{ordinal:4}号",
"roles":[{"id":"claimant","actors":["import"]},{"id":"institution","actors":["officer"]}],
"stages":[{"id":"handling"},{"id":"answered","final":true,"outcome":"decision_notice"}],
"actions":[{"id":"complain","start":"handling","by":["claimant"]},
 {"id":"notify","from":["handling"],"to":"answered","by":["institution"],
  "evidence":[{"item":"statement","clause":{"id":"test 3","status":"official"}}],
  "clause":{"id":"test 2","status":"official"}}],
"terms":[{"id":"answer","nature":"procedural","after":["complain"],"amount":15,
  "unit":"calendar_day","met_by":["notify"],"clause":{"id":"test 1","status":"official"}}]})";

constexpr std::string_view calendar_file =
    R"({"id":"XX","edition":"1","weekend":[5,6],"years":[]})";
constexpr std::string_view zone_file = R"({"name":"UTC","transitions":[[0,0]]})";

/// A docket in a folder of its own, with a clock that the test sets.
class DocketTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("accord_docket_" + base::hex(base::random_bytes(8)));
        open();
        law_ = docket_->add_law(
            {std::string(definition), {}, {std::string(calendar_file)}, {std::string(zone_file)}});
    }
    void TearDown() override {
        docket_.reset();
        fs::remove_all(folder_);
        fs::remove(fs::path(folder_).concat(".key"));
    }

    std::unique_ptr<Docket> opened() {
        Settings settings;
        settings.actor = "officer:intake";
        settings.clock = [this] { return now_.micros(); };
        return Docket::open(folder_, settings);
    }
    void open() {
        docket_.reset();
        docket_ = opened();
    }

    static casefile::Filing filing(std::string_view narrative = "存款被误扣") {
        casefile::Filing filing;
        filing.received = calendar::Date::of(2026, 3, 2);
        filing.branch = "branch_a";
        filing.narrative = casefile::Personal(std::string(narrative));
        casefile::Party claimant;
        claimant.role = "claimant";
        claimant.name = casefile::Personal("申请人甲");
        filing.parties = {claimant};
        filing.claims = {{money::Money::parse("100.00 CNY"), "wrong_debit", "payment"}};
        return filing;
    }

    CasePtr file(std::string_view key = {}) {
        return std::get<Written>(
                   docket_->file(filing(), law_, at("2026-03-02T09:00Z"), {"claimant"}, key))
            .value;
    }
    static calendar::Instant at(std::string_view text) { return calendar::Instant::parse(text); }

    Result add_statement(const base::Id& id, std::string_view when) {
        procedure::Command command;
        command.action = "add_evidence";
        casefile::Evidence about;
        about.item = "statement";
        about.kind = "document";
        about.source = "claimant";
        about.name = casefile::Personal("对账单.pdf");
        command.evidence = docket_->store_evidence(id, "bytes of a statement", about);
        return docket_->act(id, command, at(when), {});
    }
    Result notify(const base::Id& id, std::string_view when, std::string_view key = {}) {
        procedure::Command command;
        command.action = "notify";
        command.by = {"institution"};
        return docket_->act(id, command, at(when), key);
    }

    fs::path folder_;
    calendar::Instant now_ = calendar::Instant::parse("2026-06-01T00:00Z");
    std::unique_ptr<Docket> docket_;
    std::string law_;
};

TEST_F(DocketTest, AFilingBecomesANumberedCaseWithItsTerm) {
    const CasePtr c = file();
    EXPECT_EQ(c->stage, "handling");
    EXPECT_EQ(c->number, "〔2026〕诉字第0001号");
    ASSERT_EQ(c->terms.size(), 1U);
    EXPECT_EQ(c->terms[0].reckoning.due.text(), "2026-03-17");
    EXPECT_EQ(file()->number, "〔2026〕诉字第0002号");
    EXPECT_EQ(docket_->find({}).size(), 2U);
    EXPECT_EQ(docket_->count("branch", {}).at(0).second, 2U);
    EXPECT_TRUE(docket_->verify(true).faults.empty());
}

TEST_F(DocketTest, ARefusalNamesWhatIsMissingAndAppendsNothing) {
    const CasePtr c = file();
    const std::uint64_t before = docket_->last_seq();
    const Result result = notify(c->id, "2026-03-03T09:00Z");
    const auto& refusal = std::get<rules::Refusal>(result);
    EXPECT_EQ(refusal.code, "evidence_missing");
    EXPECT_EQ(refusal.missing, std::vector<std::string>{"evidence:statement"});
    EXPECT_EQ(refusal.clauses.at(0).id, "test 3");
    EXPECT_EQ(docket_->last_seq(), before);
}

TEST_F(DocketTest, AnActMeetsTheTermAndClosesTheCase) {
    const CasePtr c = file();
    ASSERT_TRUE(std::holds_alternative<Written>(add_statement(c->id, "2026-03-03T09:00Z")));
    const Written done = std::get<Written>(notify(c->id, "2026-03-10T09:00Z"));
    EXPECT_EQ(done.value->outcome, "decision_notice");
    EXPECT_EQ(done.value->terms[0].state, casefile::TermState::met);
    EXPECT_TRUE(docket_->due(calendar::Date::of(2026, 12, 31), now_).empty());
    EXPECT_EQ(docket_->events(c->id).size(), done.value->version);
    EXPECT_EQ(docket_->reveal(c->id, "evidence.0", "hearing"), "bytes of a statement");
    EXPECT_EQ(docket_->reveal(c->id, "parties.0.name", "hearing"), "申请人甲");
    EXPECT_EQ(docket_->get(c->id)->version, done.value->version + 2);
}

TEST_F(DocketTest, ATermIsOverWhereTheCaseIsAtHome) {
    for (const int hours : {-12, 0, 8, 14}) {
        const std::string name = "Etc/Test" + std::to_string(hours);
        std::string at_home(definition);
        at_home.replace(at_home.find("UTC"), 3, name);
        const std::string zone = R"({"name":")" + name + R"(","transitions":[[0,)" +
                                 std::to_string(hours * 3600) + "]]}";
        law_ = docket_->add_law({at_home, {}, {std::string(calendar_file)}, {zone}});
        // The day of this moment is the day it was received, or the next, in each of the zones.
        const CasePtr c = std::get<Written>(docket_->file(filing(), law_, at("2026-03-02T12:00Z"),
                                                          {"claimant"}, {}))
                              .value;
        const calendar::Date last = c->terms.at(0).reckoning.due;
        const std::int64_t midnight = (std::int64_t{last.days()} + 1) * 24 - hours;
        for (std::int64_t hour = midnight - 50; hour < midnight + 50; ++hour) {
            const calendar::Instant moment(hour * 3'600'000'000);
            for (const Due& row : docket_->due(last, moment)) {
                if (row.case_id != c->id) continue;
                EXPECT_EQ(row.state, hour < midnight ? "running" : "lapsed_not_recorded") << name;
            }
        }
    }
    EXPECT_EQ(docket_->due(calendar::Date::of(2026, 12, 31), now_).size(), 4U);
}

TEST_F(DocketTest, AWritingVerbRecordsTheLapseFirstEvenWhenItIsRefused) {
    const CasePtr c = file();
    const std::vector<Due> rows =
        docket_->due(calendar::Date::of(2026, 4, 1), at("2026-04-01T00:00Z"));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].state, "lapsed_not_recorded");
    EXPECT_TRUE(std::holds_alternative<rules::Refusal>(notify(c->id, "2026-04-01T09:00Z")));
    EXPECT_EQ(docket_->get(c->id)->terms[0].state, casefile::TermState::lapsed);
    EXPECT_FALSE(docket_->find({}).at(0).on_time);
}

TEST_F(DocketTest, AdvanceRecordsEveryLapseOnce) {
    (void)file();
    (void)file();
    EXPECT_EQ(docket_->advance(at("2026-03-17T23:59Z")), 0U);
    EXPECT_EQ(docket_->advance(at("2026-03-18T00:00Z")), 2U);
    EXPECT_EQ(docket_->advance(at("2026-03-18T00:00Z")), 0U);
}

TEST_F(DocketTest, TheFutureIsAnErrorAndThePastOfACaseIsRefused) {
    const CasePtr c = file();
    EXPECT_EQ(code_of([&] { (void)notify(c->id, "2026-06-02T00:00Z"); }), "in_the_future");
    const Result result = notify(c->id, "2026-03-01T00:00Z");
    EXPECT_EQ(std::get<rules::Refusal>(result).code, "out_of_order");
}

TEST_F(DocketTest, AKeyAnswersOnceAndRefusesOtherContent) {
    const CasePtr first = file("hotline-1");
    const Written again = std::get<Written>(
        docket_->file(filing(), law_, at("2026-03-02T09:00Z"), {"claimant"}, "hotline-1"));
    EXPECT_TRUE(again.replayed);
    EXPECT_EQ(again.value->id, first->id);
    EXPECT_EQ(docket_->find({}).size(), 1U);
    EXPECT_EQ(code_of([&] {
                  (void)docket_->file(filing("other"), law_, at("2026-03-02T09:00Z"), {"claimant"},
                                      "hotline-1");
              }),
              "key_reused");
    open();  // the key is found again from the journal
    const Written after = std::get<Written>(
        docket_->file(filing(), law_, at("2026-03-02T09:00Z"), {"claimant"}, "hotline-1"));
    EXPECT_TRUE(after.replayed);
}

TEST_F(DocketTest, AForgedIdentityIsNoCase) {
    const CasePtr c = file();
    base::Id forged = c->id;
    forged.bytes[3] ^= 1;
    EXPECT_EQ(code_of([&] { (void)docket_->get(forged); }), "no_such_case");
}

TEST_F(DocketTest, AnAbandonedBatchLeavesNoTrace) {
    (void)file();
    const std::uint64_t before = docket_->last_seq();
    docket_->begin_batch();
    const CasePtr lost = file("lost");
    EXPECT_EQ(docket_->find({}).size(), 2U);
    docket_->abandon_batch();
    EXPECT_EQ(docket_->last_seq(), before);
    EXPECT_EQ(docket_->find({}).size(), 1U);
    EXPECT_EQ(code_of([&] { (void)docket_->get(lost->id); }), "no_such_case");
    EXPECT_EQ(file("lost")->number, "〔2026〕诉字第0002号");
    EXPECT_TRUE(docket_->verify(true).faults.empty());
}

TEST_F(DocketTest, ABatchIsDurableAtItsEnd) {
    docket_->begin_batch();
    for (int i = 0; i < 5; ++i) (void)file();
    docket_->end_batch();
    open();
    EXPECT_EQ(docket_->find({}).size(), 5U);
}

TEST_F(DocketTest, ProjectionsAreRebuiltFromTheJournal) {
    const CasePtr c = file("k");
    (void)add_statement(c->id, "2026-03-03T09:00Z");
    docket_.reset();
    for (const char* name : {"derived.sqlite", "derived.sqlite-wal", "derived.sqlite-shm"})
        fs::remove(folder_ / name);
    open();
    EXPECT_EQ(docket_->find({}).size(), 1U);
    EXPECT_EQ(docket_->get(c->id)->evidence.size(), 1U);
    EXPECT_EQ(file()->number, "〔2026〕诉字第0002号");
    EXPECT_TRUE(docket_->verify(true).faults.empty());
}

TEST_F(DocketTest, TwoDocketsOnOneFolderSeeEachOther) {
    const CasePtr c = file();
    std::unique_ptr<Docket> other = opened();
    EXPECT_EQ(other->get(c->id)->number, c->number);
    (void)add_statement(c->id, "2026-03-03T09:00Z");
    EXPECT_EQ(other->get(c->id)->evidence.size(), 1U);
    (void)other->add_law(
        {std::string(definition), {}, {std::string(calendar_file)}, {std::string(zone_file)}});
    const Result filed = other->file(filing(), law_, at("2026-03-02T09:00Z"), {"claimant"}, {});
    EXPECT_EQ(std::get<Written>(filed).value->number, "〔2026〕诉字第0002号");
    EXPECT_EQ(docket_->find({}).size(), 2U);
    EXPECT_TRUE(docket_->verify(true).faults.empty());
}

TEST_F(DocketTest, ACorrectionMovesTheTerm) {
    const CasePtr c = file();
    const Result result = docket_->correct(
        c->id, "received", rules::Value(calendar::Date::of(2026, 3, 1)), "typing error");
    const CasePtr after = std::get<Written>(result).value;
    EXPECT_EQ(after->terms[0].reckoning.due.text(), "2026-03-16");
    EXPECT_EQ(after->corrections.size(), 1U);
}

TEST_F(DocketTest, AProofOfEveryEventIsForTheSameTree) {
    (void)file();
    const std::uint64_t last = docket_->last_seq();
    for (std::uint64_t seq = 1; seq <= last; ++seq) EXPECT_EQ(docket_->proof(seq).size, last);
}

TEST_F(DocketTest, AnImportCountsWhatIsNewKnownAndChanged) {
    const auto import = [&](const std::string& text) {
        auto running = docket_->begin_import("jsonl", law_, {}, "test", 2);
        (void)running->feed(text);
        return running->finish().count;
    };
    const std::string one =
        R"({"channel":"online","external_ids":[{"number":"1","source":"test"}],)"
        R"("parties":[{"kind":"person","role":"claimant"}],"received":"2026-03-02"})"
        "\n";
    const ImportCount first = import(one + "not json\n");
    EXPECT_EQ(first.filed, 1U);
    EXPECT_EQ(first.rejected, 1U);
    const ImportCount second = import(one);
    EXPECT_EQ(second.known, 1U);
    EXPECT_EQ(second.filed, 0U);
    std::string changed = one;
    changed.replace(changed.find("online"), 6, "letter");
    EXPECT_EQ(import(changed).changed, 1U);
    EXPECT_EQ(docket_->find({}).size(), 1U);
    EXPECT_EQ(docket_->find({}).at(0).channel, "online");
}

TEST(Number, ReplacesItsTwoPlaceholdersAndNothingElse) {
    EXPECT_EQ(format_number("〔{year}〕调字第{ordinal:4}号", 2026, 7), "〔2026〕调字第0007号");
    EXPECT_EQ(format_number("{ordinal}/{year}", 2026, 12345), "12345/2026");
    EXPECT_EQ(format_number("{ordinal:2}{x}{", 2026, 123), "123{x}{");
}

}  // namespace
}  // namespace accord::docket
