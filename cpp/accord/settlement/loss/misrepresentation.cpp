// The shares that count: sorted into the days of the statement, averaged, and priced.
#include "accord/settlement/loss/misrepresentation.hpp"

#include <algorithm>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

enum class Window { before, open, after };

Window window_of(calendar::Date day, const Misrepresentation& input) {
    if (day < input.implemented) return Window::before;
    return day < input.disclosed ? Window::open : Window::after;
}

void check(const Misrepresentation& input) {
    if (input.disclosed < input.implemented) {
        base::fail_input("end_before_start", input.disclosed.text(), "disclosed");
    }
    if (input.base_date < input.disclosed) {
        base::fail_input("end_before_start", input.base_date.text(), "base_date");
    }
    const bool first_in_first_out =
        input.method == Averaging::fifo_weighted || input.method == Averaging::fifo_actual;
    if (first_in_first_out && input.earlier_shares == EarlierShares::last_sold) {
        base::fail_input("not_for_method", "last_sold", "earlier_shares");
    }
    if (input.held_before < 0) {
        base::fail_input("bad_quantity", print(input.held_before), "held_before");
    }
}

std::vector<ExRights> events_of(const Misrepresentation& input) {
    std::vector<ExRights> events = input.ex_rights;
    for (const ExRights& event : events) {
        if (event.factor <= 0) base::fail_input("bad_factor", print(event.factor), "ex_rights");
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const ExRights& a, const ExRights& b) { return a.date < b.date; });
    return events;
}

/// All accounts in the order of the deals (30), in the terms of the base date (29).
std::vector<Trade> ordered(const Misrepresentation& input, const std::vector<ExRights>& events) {
    std::vector<Trade> trades;
    for (const Trade& trade : input.trades) {
        if (trade.quantity <= 0) {
            base::fail_input("bad_quantity", print(trade.quantity), "trades");
        }
        if (trade.date <= input.base_date) {
            trades.push_back(restated(trade, events, input.base_date));
        }
    }
    std::stable_sort(trades.begin(), trades.end(),
                     [](const Trade& a, const Trade& b) { return a.date < b.date; });
    return trades;
}

/// Takes up to `wanted` from a heap of shares; the rest stays wanted.
Fraction take(Fraction& heap, Fraction& wanted) {
    const Fraction taken = std::min(heap, wanted);
    heap -= taken;
    wanted -= taken;
    return taken;
}

void refuse_more_than_held(const Fraction& wanted, const Trade& trade) {
    if (wanted > 0) {
        base::fail_input("sold_more_than_held", print(wanted), trade.date.text());
    }
}

class UpCase {
public:
    UpCase(const Misrepresentation& input, Fraction held_before)
        : input_(input), earlier_(std::move(held_before)), window_(input.method) {}

    void add(const Trade& trade) {
        const Window window = window_of(trade.date, input_);
        if (window == Window::after && !disclosed_) disclose();
        if (trade.side == Side::sell) {
            sell(trade);
        } else if (window == Window::before) {
            earlier_ += trade.quantity;
        } else if (window == Window::open) {
            window_.open(trade.quantity, trade.price);
        } else {
            later_ += trade.quantity;
            outside_ += trade.quantity;
        }
    }

    Shares finish() {
        if (!disclosed_) disclose();
        Shares shares;
        shares.average = average_;
        shares.turned = turned_;
        shares.turned_value = turned_value_;
        shares.left = left_;
        shares.outside = outside_;
        shares.loss_turned = average_ * turned_ - turned_value_;
        shares.loss_left = (average_ - input_.base_price) * left_;
        return shares;
    }

private:
    void disclose() {
        disclosed_ = true;
        left_ = window_.quantity();
        if (left_ > 0) average_ = window_.average();
    }

    void sell(const Trade& trade) {
        Fraction wanted = trade.quantity;
        if (input_.earlier_shares == EarlierShares::first_sold) take(earlier_, wanted);
        sell_of_window(trade, wanted);
        take(earlier_, wanted);
        take(later_, wanted);
        refuse_more_than_held(wanted, trade);
    }

    void sell_of_window(const Trade& trade, Fraction& wanted) {
        if (!disclosed_) {
            const Fraction sold = std::min(window_.quantity(), wanted);
            if (sold > 0) window_.close(sold, trade.price);
            wanted -= sold;
            return;
        }
        const Fraction sold = take(left_, wanted);
        turned_ += sold;
        turned_value_ += sold * trade.price;
    }

    const Misrepresentation& input_;
    Fraction earlier_;
    Position window_;  // bought under the statement, until disclosure
    bool disclosed_ = false;
    Fraction average_;
    Fraction left_;  // of the window's shares, from disclosure on
    Fraction turned_;
    Fraction turned_value_;
    Fraction later_;
    Fraction outside_;
};

/// The mirror image: shares held before, sold under the statement, are what may be bought back.
/// Shares both bought and sold under it did no harm.
class DownCase {
public:
    DownCase(const Misrepresentation& input, Fraction held_before)
        : input_(input), earlier_(std::move(held_before)), sold_(input.method) {}

    void add(const Trade& trade) {
        const Window window = window_of(trade.date, input_);
        if (window == Window::after && !disclosed_) disclose();
        if (trade.side == Side::buy) {
            buy(trade, window);
            return;
        }
        Fraction wanted = trade.quantity;
        if (window == Window::open && input_.earlier_shares == EarlierShares::last_sold) {
            take(bought_, wanted);
        }
        const Fraction of_earlier = take(earlier_, wanted);
        if (window == Window::open && of_earlier > 0) sold_.open(of_earlier, trade.price);
        take(bought_, wanted);
        take(later_, wanted);
        refuse_more_than_held(wanted, trade);
        if (window == Window::after) outside_ += trade.quantity;
    }

    Shares finish() {
        if (!disclosed_) disclose();
        Shares shares;
        shares.average = average_;
        shares.turned = turned_;
        shares.turned_value = turned_value_;
        shares.left = left_;
        shares.outside = outside_;
        shares.loss_turned = turned_value_ - average_ * turned_;
        shares.loss_left = (input_.base_price - average_) * left_;
        return shares;
    }

private:
    void disclose() {
        disclosed_ = true;
        left_ = sold_.quantity();
        if (left_ > 0) average_ = sold_.average();
    }

    void buy(const Trade& trade, Window window) {
        Fraction wanted = trade.quantity;
        if (window == Window::before) {
            earlier_ += wanted;
        } else if (window == Window::open) {
            const Fraction back = std::min(sold_.quantity(), wanted);
            if (back > 0) sold_.close(back, trade.price);
            earlier_ += back;
            bought_ += wanted - back;
        } else {
            later_ += trade.quantity;
            const Fraction back = take(left_, wanted);
            turned_ += back;
            turned_value_ += back * trade.price;
        }
    }

    const Misrepresentation& input_;
    Fraction earlier_;
    Position sold_;  // under the statement and not yet bought back, until disclosure
    bool disclosed_ = false;
    Fraction average_;
    Fraction left_;
    Fraction turned_;
    Fraction turned_value_;
    Fraction bought_;  // under the statement
    Fraction later_;
    Fraction outside_;
};

template <class Case>
Shares reckon_case(const Misrepresentation& input) {
    const std::vector<ExRights> events = events_of(input);
    Fraction held = input.held_before;
    for (const ExRights& event : events) {
        if (event.date <= input.base_date) held *= event.factor;
    }
    Case lured(input, std::move(held));
    for (const Trade& trade : ordered(input, events)) lured.add(trade);
    return lured.finish();
}

}  // namespace

Trade restated(Trade trade, const std::vector<ExRights>& events, calendar::Date base_date) {
    for (const ExRights& event : events) {
        if (event.date > base_date || trade.date >= event.date) continue;
        if (event.dividend > trade.price) {
            base::fail_input("dividend_above_price", trade.date.text(), "ex_rights");
        }
        trade.price = (trade.price - event.dividend) / event.factor;
        trade.quantity *= event.factor;
    }
    return trade;
}

Shares reckon_shares(const Misrepresentation& input) {
    check(input);
    return input.lured == Lured::up ? reckon_case<UpCase>(input) : reckon_case<DownCase>(input);
}

}  // namespace accord::settlement
