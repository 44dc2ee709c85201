// What misrepresentation on a securities market cost an investor, by the interpretation of 2022.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/calendar/date.hpp"
#include "accord/settlement/explained.hpp"
#include "accord/settlement/loss/average_price.hpp"

namespace accord::settlement {

enum class Side { buy, sell };
/// Lured into buying (27) or into selling (28).
enum class Lured { up, down };
/// Which shares a sale takes: the law does not say; first in, first out is the usual reading.
enum class EarlierShares { first_sold, last_sold };

struct Trade {
    calendar::Date date;
    Side side = Side::buy;
    Fraction quantity;
    Fraction price;  // minor units
};
/// One share becomes `factor` shares and pays `dividend`; from `date` on prices are without them.
struct ExRights {
    calendar::Date date;
    Fraction factor{1};
    Fraction dividend{};  // minor units, per share before the event
};

struct Misrepresentation {
    std::vector<Trade> trades;  // of all accounts, in the order of the deals within a day (30)
    money::Currency currency;
    calendar::Date implemented;
    calendar::Date disclosed;  // or corrected
    calendar::Date base_date;
    Fraction base_price;
    Lured lured = Lured::up;
    Averaging method = Averaging::moving_weighted;
    Fraction held_before{};
    EarlierShares earlier_shares = EarlierShares::first_sold;
    std::vector<ExRights> ex_rights{};
    /// Other causes, proved by the defendant (31): shares of the whole loss.
    Fraction risk_share{};
    std::vector<std::pair<std::string, std::string>> risk_inputs{};  // how that share was found
    /// Of a method or formula that no provision prescribes.
    std::optional<base::Clause> risk_clause{};
    std::optional<base::Clause> method_clause{};
    Fraction other_share{};
    std::string other_cause{};
    Fraction commission{};  // on the loss that is left (25)
    Fraction stamp_duty{};
    money::Rounding rounding = money::Rounding::half_up;
};

/// What the trades come to, exact, in minor units.
struct Shares {
    Fraction average;       // of the shares bought (up) or sold (down) under the statement
    Fraction turned;        // of them sold, or bought back, from disclosure to the base date
    Fraction turned_value;  // for so much
    Fraction left;          // of them kept, or not bought back, at the base date
    Fraction outside;       // bought (up) or sold (down) from disclosure on: no part of the loss
    Fraction loss_turned;   // may be negative
    Fraction loss_left;
};
/// Day boundaries of 34: the day of the statement, of disclosure and the base date are within
/// "after" and "until"; the day of disclosure is not "before" it.
/// Throws Error(input, "end_before_start" | "sold_more_than_held" | "not_for_method" |
/// "dividend_above_price" | "bad_factor" | "bad_quantity").
[[nodiscard]] Shares reckon_shares(const Misrepresentation& input);

/// 25: the difference loss, and commission and stamp duty on it; no interest. A gain on the shares
/// turned is set against the loss on those left, for the loss is one investor's; below zero it is
/// nothing. Rounded once. Also throws Error(input, "shares_above_one").
[[nodiscard]] Explained misrepresentation_loss(const Misrepresentation& input);

/// Prices and quantities restated to the base date's terms (29): events of later days do not
/// matter, and a trade on the day of an event is already in its terms.
[[nodiscard]] Trade restated(Trade trade, const std::vector<ExRights>& events,
                             calendar::Date base_date);

}  // namespace accord::settlement
