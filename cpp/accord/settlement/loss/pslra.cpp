// The mean of the look-back period, and the lesser of what is claimed and what it leaves.
#include "accord/settlement/loss/pslra.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/settlement/exact.hpp"

namespace accord::settlement {
namespace {

using calendar::Date;
using money::Money;

constexpr const char* days_id = "us.pslra.look_back_days";

struct Mean {
    Exact minor;
    std::int64_t count = 0;
    Date last;  // of the window
};

Mean mean_of(const LookBack& look_back, std::int64_t days, money::Currency currency) {
    if (days < 1) base::fail_input("bad_count", std::to_string(days), days_id);
    const Date end = calendar::date_checked(std::int64_t{look_back.disseminated.days()} + days - 1);
    Mean mean;
    mean.last = look_back.sold ? std::min(end, *look_back.sold) : end;
    std::set<Date> seen;
    for (const DayClose& day : look_back.closes) {
        require_currency(day.close, currency);
        require_not_negative(day.close, "closes");
        if (!seen.insert(day.date).second) {
            base::fail_input("close_twice", day.date.text(), "closes");
        }
        if (day.date < look_back.disseminated || mean.last < day.date) continue;
        mean.minor = mean.minor + Exact{day.close};
        ++mean.count;
    }
    if (mean.count == 0) base::fail_input("no_closes", look_back.disseminated.text(), "closes");
    mean.minor = mean.minor / Exact{mean.count, 1};
    return mean;
}

void require_price(const Money& price, money::Currency currency, const char* name) {
    require_currency(price, currency);
    require_not_negative(price, name);
}

void require_shares(std::int64_t shares) {
    if (shares < 0) base::fail_input("negative_count", std::to_string(shares), "shares");
}

Exact not_below_zero(const Exact& amount) {
    return amount < Exact{} ? Exact{} : amount;
}

/// What a limb alone would give of all shares; none where that is beyond an amount of money, for
/// the least of the limbs decides and may well fit.
std::optional<Money> limb_of(const Exact& each, const Exact& shares, money::Rounding rounding,
                             money::Currency currency) {
    try {
        return Money{(each * shares).round(rounding), currency};
    } catch (const base::Error& error) {
        if (error.kind() != base::ErrorKind::money) throw;
        return std::nullopt;
    }
}

/// A limb stands beside the figure.
base::Line note_of(base::Line made) {
    made.role = base::LineRole::note;
    return made;
}

void add_mean(base::Line& why, const LookBack& look_back, const Mean& mean,
              money::Currency currency) {
    why.inputs.emplace_back("from", look_back.disseminated.text());
    why.inputs.emplace_back("until", mean.last.text());
    why.inputs.emplace_back("closes", std::to_string(mean.count));
    why.inputs.emplace_back("mean_close", print(mean.minor, currency));
}

}  // namespace

Explained pslra_loss(const PslraLoss& input, const Law& law) {
    const money::Currency currency = input.purchase_price.currency();
    require_not_negative(input.purchase_price, "purchase_price");
    require_price(input.claimed, currency, "claimed");
    require_shares(input.shares);
    const LookBack& look_back = input.look_back;
    const rules::Parameter& rule = law.parameter(days_id, look_back.disseminated);
    if (look_back.sold && *look_back.sold < look_back.disseminated) {
        refuse("sold_before_dissemination", rule.clause,
               {{"sold", look_back.sold->text()}, {"disseminated", look_back.disseminated.text()}});
    }
    const Mean mean = mean_of(look_back, law.count(days_id, look_back.disseminated), currency);
    const Exact shares{input.shares, 1};
    const Exact limit = not_below_zero(Exact{input.purchase_price} - mean.minor);
    const Exact each = std::min(Exact{input.claimed}, limit);
    const Exact exact = each * shares;
    const Money value{exact.round(input.rounding), currency};

    base::Line why = line("pslra_loss", "us.pslra", value);
    why.clauses = {rule.clause};
    why.source = rule.source;
    why.inputs = {{"purchase_price", input.purchase_price.text()},
                  {"claimed", input.claimed.text()},
                  {"shares", std::to_string(input.shares)}};
    add_mean(why, look_back, mean, currency);
    why.inputs.emplace_back("exact", print(exact, currency));
    why.inputs.emplace_back("rounding", std::string{money::to_text(input.rounding)});
    const auto limb = [&](const Exact& alone) {
        return limb_of(alone, shares, input.rounding, currency);
    };
    if (const auto claimed = limb(Exact{input.claimed})) {
        why.lines.push_back(note_of(line("claimed_loss", "us.pslra", *claimed)));
    }
    if (const auto most = limb(limit)) {
        why.lines.push_back(note_of(line("look_back_limit", "us.pslra", *most)));
    }
    return explained(value, std::move(why));
}

Explained plan_of_allocation_loss(const PlanLoss& input, const Law& law) {
    const money::Currency currency = input.purchase_price.currency();
    require_not_negative(input.purchase_price, "purchase_price");
    require_price(input.inflation_bought, currency, "inflation_bought");
    if (input.inflation_sold) require_price(*input.inflation_sold, currency, "inflation_sold");
    if (input.sale_price) require_price(*input.sale_price, currency, "sale_price");
    require_shares(input.shares);
    const Exact shares{input.shares, 1};
    const auto limb = [&](const Exact& each) {
        return limb_of(each, shares, input.rounding, currency);
    };

    base::Line why = line("plan_loss", "us.plan_of_allocation", {0, currency});
    // A plan's own terms decide; this is their usual pattern, read in notices to classes.
    why.clauses = {{"plan of allocation", base::Status::secondary}};
    why.inputs = {{"purchase_price", input.purchase_price.text()},
                  {"shares", std::to_string(input.shares)}};
    Exact least{input.inflation_bought};
    if (input.inflation_sold) least = least - Exact{*input.inflation_sold};
    if (const auto alone = limb(least)) {
        why.lines.push_back(note_of(line("inflation_difference", "us.plan_of_allocation", *alone)));
    }
    if (input.sale_price) {
        const Exact difference = Exact{input.purchase_price} - Exact{*input.sale_price};
        least = std::min(least, difference);
        if (const auto alone = limb(difference)) {
            why.lines.push_back(
                note_of(line("purchase_less_sale", "us.plan_of_allocation", *alone)));
        }
    }
    const auto& look_back = input.look_back;
    if (look_back && !(look_back->sold && *look_back->sold < look_back->disseminated)) {
        const std::int64_t days = law.count(days_id, look_back->disseminated);
        const Mean mean = mean_of(*look_back, days, currency);
        const Exact difference = Exact{input.purchase_price} - mean.minor;
        least = std::min(least, difference);
        add_mean(why, *look_back, mean, currency);
        if (const auto alone = limb(difference)) {
            why.lines.push_back(
                note_of(line("purchase_less_mean", "us.plan_of_allocation", *alone)));
        }
    }
    const Exact exact = not_below_zero(least) * shares;
    const Money value{exact.round(input.rounding), currency};
    why.amount.count = value.minor();
    why.inputs.emplace_back("exact", print(exact, currency));
    why.inputs.emplace_back("rounding", std::string{money::to_text(input.rounding)});
    return explained(value, std::move(why));
}

}  // namespace accord::settlement
