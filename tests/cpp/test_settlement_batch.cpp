// Batches by themselves: hand-made columns, rules and kernels, and what becomes of a bad row.
#include <gtest/gtest.h>

#include <cstring>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"
#include "accord/settlement/batch.hpp"
#include "accord/settlement/batch_rows.hpp"

namespace accord::settlement {
namespace {

const money::Currency cny = money::Currency::of("CNY");

/// Twice the amount, with a part "gift"; some amounts are refused, wrong, provisional or a bug.
Result doubled(const Arguments& given, const Law&) {
    const money::Money& amount = given.money("amount");
    const std::int64_t minor = amount.minor();
    if (minor == 13) refuse("too_late", {"Act 1", base::Status::official});
    if (minor == 14) base::fail_money("overflow", "amount");
    if (minor == 15) ACCORD_CHECK(minor != 15);
    const money::Money twice = amount + amount;
    base::Line why = line("total", "test.doubled", twice);
    why.clauses = {{"Act 2", minor == 16 ? base::Status::secondary : base::Status::official}};
    why.provisional = minor == 17;
    why.lines = {line("gift", "test.doubled", amount), line("gift", "test.doubled", amount)};
    return explained(twice, std::move(why));
}

class Doubling final : public Kernel {
public:
    void run(std::span<const Column> columns, std::size_t first, std::size_t last,
             const Cells& cells) const override {
        const auto* const values = static_cast<const std::int64_t*>(columns[0].values);
        for (std::size_t row = first; row < last; ++row) {
            const bool redo = columns[0].is_null(row) || (values[row] >= 13 && values[row] <= 17);
            cells.state[row] = cell(redo ? cell_redo : cell_fine, base::Status::official);
            cells.minor[row] = values[row] * 2;
            cells.parts[0][row] = values[row] * 2;
        }
    }
};

std::unique_ptr<Kernel> doubling(std::span<const Column> columns, const Law&) {
    if (columns[0].layout != Column::Layout::int64) return nullptr;
    return std::make_unique<Doubling>();
}

Rule rule(MakeKernel kernel = nullptr) {
    return {"doubled", "test",   Yields::money, {required("amount", Kind::money)},
            doubled,   {"gift"}, false,         kernel};
}

Piece piece_of(const std::vector<std::int64_t>& minors, const std::uint8_t* validity = nullptr) {
    Column column;
    column.layout = Column::Layout::int64;
    column.values = minors.data();
    column.currency = cny;
    column.validity = validity;
    return {minors.size(), {column}};
}

std::vector<std::int64_t> minors_of(const Batch& batch) {
    std::vector<std::int64_t> minors;
    for (const Figures& figures : batch.pieces) {
        const auto* const values = figures.values.as<std::int64_t>();
        minors.insert(minors.end(), values, values + figures.rows);
    }
    return minors;
}

class SettlementBatch : public ::testing::Test {
protected:
    [[nodiscard]] Batch reckon(const Rule& asked, const std::vector<Piece>& pieces,
                               std::size_t threads = 1) const {
        return reckon_batch(asked, pieces, Law{book_}, threads);
    }
    rules::Book book_;
};

TEST_F(SettlementBatch, FiguresPartsAndStates) {
    const std::vector<std::int64_t> minors{1, 16, 17};
    const Batch batch = reckon(rule(), {piece_of(minors)});
    EXPECT_EQ(minors_of(batch), (std::vector<std::int64_t>{2, 32, 34}));
    const Figures& figures = batch.pieces.front();
    EXPECT_TRUE(figures.validity.empty());
    EXPECT_EQ(figures.parts[0].as<std::int64_t>()[1], 32);
    EXPECT_EQ(figures.status.at(0), static_cast<int>(base::Status::official));
    EXPECT_EQ(figures.status.at(1), static_cast<int>(base::Status::secondary));
    EXPECT_EQ(figures.provisional.as<std::uint8_t>()[0], 0b100);
    EXPECT_TRUE(figures.currency.each.empty());
    EXPECT_EQ(batch.currencies, std::vector{cny});
    EXPECT_EQ(figures.exponent.all, 2);
    EXPECT_EQ(batch.total(), (money::Money{68, cny}));
}

TEST_F(SettlementBatch, BadRowsAreErrorCells) {
    const std::vector<std::int64_t> minors{14, 1, 13, 5};
    const std::uint8_t validity = 0b0111;
    for (const MakeKernel kernel : {MakeKernel{nullptr}, MakeKernel{doubling}}) {
        const Batch batch = reckon(rule(kernel), {piece_of(minors, &validity)});
        EXPECT_EQ(batch.errors, 3U);
        EXPECT_EQ(batch.error_codes, (std::vector<std::string>{"null", "overflow", "too_late"}));
        const Figures& figures = batch.pieces.front();
        EXPECT_TRUE(figures.is_error(0));
        EXPECT_FALSE(figures.is_error(1));
        const auto* const codes = figures.error_codes.as<std::int16_t>();
        EXPECT_EQ(codes[0], 1);
        EXPECT_EQ(codes[2], 2);
        EXPECT_EQ(codes[3], 0);
        const auto* const offsets = figures.error_where.offsets.as<std::int32_t>();
        const std::string where(figures.error_where.bytes.as<char>(),
                                static_cast<std::size_t>(offsets[4]));
        EXPECT_EQ(where, "amountAct 1amount");
        EXPECT_THROW((void)batch.total(), base::Error);
    }
}

TEST_F(SettlementBatch, ABugIsNoErrorCell) {
    const std::vector<std::int64_t> minors{1, 15, 1};
    for (const std::size_t threads : {1U, 3U}) {
        try {
            (void)reckon(rule(), {piece_of(minors)}, threads);
            FAIL() << "the bug went unnoticed";
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::internal);
        }
    }
}

TEST_F(SettlementBatch, KernelsThreadsAndPiecesGiveTheSame) {
    std::vector<std::int64_t> minors(100'003);
    for (std::size_t i = 0; i < minors.size(); ++i) {
        minors[i] = static_cast<std::int64_t>(i * 7919 % 1000);
        if (minors[i] == 15) minors[i] = 18;
    }
    const Batch one = reckon(rule(), {piece_of(minors)});
    for (const std::size_t threads : {1U, 2U, 5U}) {
        const Batch other = reckon(rule(doubling), {piece_of(minors)}, threads);
        EXPECT_EQ(minors_of(one), minors_of(other));
        EXPECT_EQ(one.errors, other.errors);
        const std::vector<std::pair<const Buffer*, const Buffer*>> same{
            {&one.pieces[0].validity, &other.pieces[0].validity},
            {&one.pieces[0].provisional, &other.pieces[0].provisional},
            {&one.pieces[0].status.each, &other.pieces[0].status.each},
            {&one.pieces[0].error_codes, &other.pieces[0].error_codes},
            {&one.pieces[0].parts[0], &other.pieces[0].parts[0]}};
        for (const auto& [a, b] : same) {
            ASSERT_EQ(a->size, b->size);
            EXPECT_EQ(std::memcmp(a->bytes.get(), b->bytes.get(), a->size), 0);
        }
    }
}

TEST_F(SettlementBatch, WhatIsTheSameInAllRowsTakesNoMemory) {
    const std::vector<std::int64_t> minors(50'000, 1);
    const Batch batch = reckon(rule(doubling), {piece_of(minors)});
    EXPECT_EQ(batch.pieces.front().bytes(), 2 * 8 * minors.size());  // the figure and its part
}

TEST_F(SettlementBatch, NoRows) {
    const Batch batch = reckon(rule(), {});
    EXPECT_EQ(batch.rows, 0U);
    EXPECT_THROW((void)batch.total(), base::Error);
}

TEST_F(SettlementBatch, SumsBeyondTheLargestAmountOverflow) {
    const std::vector<std::int64_t> minors(2, std::int64_t{1} << 61U);
    EXPECT_THROW((void)reckon(rule(), {piece_of(minors)}).total(), base::Error);
}

TEST_F(SettlementBatch, NullsStandForWhatWasLeftOut) {
    const std::vector<Parameter> parameters{defaulted("both_ends", Kind::flag, "true"),
                                            optional("on", Kind::date)};
    const std::uint8_t flags = 0b01;
    const std::uint8_t validity = 0b101;
    const std::int32_t days[] = {0, 1, 2};
    std::vector<Column> columns(2);
    columns[0].layout = Column::Layout::boolean;
    columns[0].values = &flags;
    columns[0].validity = &validity;
    columns[1].layout = Column::Layout::date32;
    columns[1].values = days;
    columns[1].validity = &validity;
    RowReader reader(parameters, columns);
    EXPECT_TRUE(reader.read(0).flag("both_ends"));
    EXPECT_TRUE(reader.read(1).flag("both_ends"));
    EXPECT_FALSE(reader.read(1).has("on"));
    EXPECT_FALSE(reader.read(2).flag("both_ends"));
    EXPECT_EQ(reader.read(2).date("on"), calendar::Date{2});
}

TEST_F(SettlementBatch, DecimalsBecomeMinorUnits) {
    const auto read = [](__int128 value, int scale, const char* currency) {
        std::byte bytes[16];
        std::memcpy(bytes, &value, sizeof(bytes));
        return money_of_decimal(bytes, scale, money::Currency::of(currency)).minor();
    };
    EXPECT_EQ(read(1234, 2, "CNY"), 1234);
    EXPECT_EQ(read(-12, 0, "CNY"), -1200);
    EXPECT_EQ(read(12, 1, "BHD"), 1200);
    EXPECT_EQ(read(12, -2, "JPY"), 1200);
    EXPECT_THROW((void)read(__int128{1} << 70U, 2, "CNY"), base::Error);
    EXPECT_THROW((void)read(__int128{1} << 126U, 0, "CNY"), base::Error);
}

TEST_F(SettlementBatch, RequiredArgumentsAreAskedFor) {
    EXPECT_THROW((void)absent_column(required("amount", Kind::money)), base::Error);
    const Column left_out = absent_column(optional("on", Kind::date));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(left_out.constant));
    const Column three = absent_column(defaulted("n", Kind::count, "3"));
    EXPECT_EQ(std::get<std::int64_t>(three.constant), 3);
}

}  // namespace
}  // namespace accord::settlement
