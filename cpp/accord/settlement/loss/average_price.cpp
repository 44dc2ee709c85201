// The averaging methods, each exact.
#include "accord/settlement/loss/average_price.hpp"

#include <algorithm>

#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::settlement {

Averaging averaging_from_text(std::string_view text) {
    if (text == "moving_weighted") return Averaging::moving_weighted;
    if (text == "actual_cost") return Averaging::actual_cost;
    if (text == "weighted") return Averaging::weighted;
    if (text == "fifo_weighted") return Averaging::fifo_weighted;
    if (text == "fifo_actual") return Averaging::fifo_actual;
    base::fail_input("unknown_name", std::string{text}, "method");
}

void Position::open(const Fraction& quantity, const Fraction& price) {
    const Fraction value = quantity * price;
    if (method_ == Averaging::moving_weighted) {
        running_ = (running_ * quantity_ + value) / (quantity_ + quantity);
    }
    if (method_ == Averaging::fifo_weighted) lots_.push_back({quantity, price});
    quantity_ += quantity;
    opened_ += quantity;
    opened_value_ += value;
}

void Position::close(const Fraction& quantity, const Fraction& price) {
    ACCORD_CHECK(quantity <= quantity_);
    if (method_ == Averaging::fifo_weighted) eat_oldest(quantity);
    quantity_ -= quantity;
    closed_value_ += quantity * price;
}

void Position::eat_oldest(Fraction quantity) {
    while (quantity > 0) {
        Lot& oldest = lots_.front();
        const Fraction eaten = std::min(quantity, oldest.quantity);
        quantity -= eaten;
        oldest.quantity -= eaten;
        if (oldest.quantity == 0) lots_.pop_front();
    }
}

Fraction Position::average() const {
    ACCORD_CHECK(quantity_ > 0);
    switch (method_) {
        case Averaging::moving_weighted: return running_;
        case Averaging::weighted: return opened_value_ / opened_;
        case Averaging::actual_cost:
        case Averaging::fifo_actual: return (opened_value_ - closed_value_) / quantity_;
        case Averaging::fifo_weighted: break;
    }
    Fraction value;
    for (const Lot& lot : lots_) value += lot.quantity * lot.price;
    return value / quantity_;
}

}  // namespace accord::settlement
