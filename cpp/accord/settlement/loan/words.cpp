// The inputs of a loan as its lines print them.
#include "accord/settlement/loan/words.hpp"

namespace accord::settlement {
namespace {

std::string digits(money::Wide value) {
    if (value == 0) return "0";
    std::string text;
    for (; value > 0; value /= 10)
        text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    return text;
}

}  // namespace

std::string_view to_text(RepaymentMethod method) noexcept {
    return method == RepaymentMethod::equal_instalment ? "equal_instalment" : "equal_principal";
}

std::string print(const MonthlyRate& rate) {
    constexpr int digits_max = 12;
    // A rate's numerator has 64 bits and its denominator fewer than 68, so a hundredfold fits.
    const money::Wide percent = rate.numerator * 100;
    std::string decimals;
    money::Wide rest = percent % rate.denominator;
    while (rest != 0 && std::ssize(decimals) < digits_max) {
        rest *= 10;
        decimals += static_cast<char>('0' + static_cast<int>(rest / rate.denominator));
        rest %= rate.denominator;
    }
    if (rest != 0) return digits(rate.numerator) + "/" + digits(rate.denominator);
    const std::string whole = digits(percent / rate.denominator);
    return (decimals.empty() ? whole : whole + "." + decimals) + "%";
}

void tell_plan(base::Line& why, const Plan& plan) {
    why.inputs = {{"principal", plan.principal.text()},
                  {"monthly_rate", print(plan.rate)},
                  {"months", std::to_string(plan.months)},
                  {"repayment", std::string{to_text(plan.method)}},
                  {"rounding", std::string{money::to_text(plan.rounding)}}};
}

}  // namespace accord::settlement
