// The average price of a position that was opened and partly closed, by the methods courts use.
#pragma once

#include <deque>
#include <string_view>

#include "accord/settlement/loss/price.hpp"

namespace accord::settlement {

/// No provision names a method; these five are in use, the running average most (2022 规定 27 only
/// says "average price"). `fifo_actual` is the actual cost once earlier shares count as sold first.
enum class Averaging { moving_weighted, actual_cost, weighted, fifo_weighted, fifo_actual };
/// Throws Error(input, "unknown_name", text, "method").
[[nodiscard]] Averaging averaging_from_text(std::string_view text);

/// Opened by buys and closed by sales where the statement lured into buying, the other way round
/// where it lured into selling. Exact throughout: an average rounded early moves the award.
class Position {
public:
    explicit Position(Averaging method) : method_(method) {}

    void open(const Fraction& quantity, const Fraction& price);
    /// At most what is open.
    void close(const Fraction& quantity, const Fraction& price);
    [[nodiscard]] const Fraction& quantity() const noexcept { return quantity_; }
    /// Of what is open, which is more than nothing.
    [[nodiscard]] Fraction average() const;

private:
    struct Lot {
        Fraction quantity;
        Fraction price;
    };
    void eat_oldest(Fraction quantity);

    Averaging method_;
    Fraction quantity_;
    Fraction opened_;        // shares ever opened
    Fraction opened_value_;  // and what they came to
    Fraction closed_value_;
    Fraction running_;      // the moving average
    std::deque<Lot> lots_;  // oldest first
};

}  // namespace accord::settlement
