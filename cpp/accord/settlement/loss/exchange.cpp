// Exchange at a stated rate, its day and source in the line.
#include "accord/settlement/loss/exchange.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {

Explained exchange(const Exchange& input) {
    require_not_negative(input.amount, "amount");
    const money::Currency from = input.amount.currency();
    const money::Currency to = input.rate.currency;
    if (from == to) base::fail_input("same_currency", std::string{to.code()}, "rate");
    if (input.rate.minor == 0) {
        base::fail_input("bad_price", print_price(input.rate.minor, to), "rate");
    }
    if (input.per <= 0) base::fail_input("bad_quantity", std::to_string(input.per), "per");
    if (input.source.empty()) base::fail_input("needs_argument", "source");
    const Fraction major = fraction(input.amount) / from.minor_per_major();
    const Fraction exact = major * input.rate.minor / input.per;
    const money::Money value{round(exact, input.rounding), to};

    base::Line why = line("exchange", "exchange.stated_rate", value);
    why.inputs = {{"amount", input.amount.text()},
                  {"rate", print_price(input.rate.minor, to)},
                  {"per", std::to_string(input.per) + " " + std::string{from.code()}},
                  {"on", input.on.text()},
                  {"exact", show_price(exact, to)},
                  {"rounding", std::string{money::to_text(input.rounding)}}};
    why.source = input.source;
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
