// Court fees by kind of case, inside the ranges of the Measures, and the fees of applications.
#include "accord/settlement/fee/court_kinds.hpp"

#include <utility>

#include "accord/base/error.hpp"

namespace accord::settlement {
namespace {

constexpr const char* kind_rule = "cn.court_fee.kind";

money::Currency yuan() {
    return money::Currency::of("CNY");
}

/// The range of a kind, or its one flat fee.
bool has_range(const std::string& kind) {
    return kind == "divorce" || kind == "personality" || kind == "other_non_property" ||
           kind == "intellectual_property" || kind == "jurisdiction_objection";
}

/// The scale on the amount that a kind has beside its flat fee; empty for none.
std::string scale_of(const std::string& kind) {
    if (kind == "divorce") return "cn.court.divorce.property";
    if (kind == "personality") return "cn.court.personality.damages";
    if (kind == "intellectual_property") return "cn.court.property";
    return {};
}

void refuse_what_has_no_meaning(const CourtKindFee& input) {
    if (input.amount && scale_of(input.kind).empty()) refuse_argument("amount", input.kind);
    const bool by_amount_alone = input.kind == "intellectual_property" && input.amount;
    if (!has_range(input.kind) || by_amount_alone) {
        if (input.province_fee) refuse_argument("province_fee", input.kind);
        if (input.province) refuse_argument("province", input.kind);
    }
    if (input.kind == "jurisdiction_objection" && input.track != CourtTrack::ordinary) {
        refuse_argument("track", input.kind);
    }
}

/// What the province set; the book may hold it under the province's name.
money::Money province_fee_of(const CourtKindFee& input, const Law& law) {
    const std::string prefix = "cn.court." + input.kind;
    if (!input.province_fee && !input.province) {
        base::fail_input("needs_argument", "province_fee");
    }
    const money::Money fee = input.province_fee
                                 ? *input.province_fee
                                 : law.money(prefix + "." + *input.province, input.on);
    require_range(fee, "province_fee", law.parameter(prefix + ".least", input.on),
                  law.parameter(prefix + ".most", input.on));
    return fee;
}

void add_kind(FeeSheet& sheet, const CourtKindFee& input, const Law& law) {
    const std::string prefix = "cn.court." + input.kind;
    if (!has_range(input.kind)) {
        add_flat(sheet, law.parameter(prefix, input.on));
        return;
    }
    if (input.kind != "intellectual_property" || !input.amount) {
        const money::Money fee = province_fee_of(input, law);
        add_set_fee(sheet, fee, law.parameter(prefix + ".least", input.on).clause);
    }
    if (input.amount) add_slices(sheet, law.scale(scale_of(input.kind), input.on), *input.amount);
}

}  // namespace

Explained court_fee_kind(const CourtKindFee& input, const Law& law) {
    refuse_what_has_no_meaning(input);
    if (input.amount) require_not_negative(*input.amount, "amount");
    FeeSheet sheet{kind_rule, yuan(), input.rounding};
    add_kind(sheet, input, law);
    halve(sheet, input.track, input.on, law);

    base::Line why = line("court_fee", kind_rule, sheet.nothing());
    const bool ranged = has_range(input.kind);
    why.clauses = {
        law.parameter("cn.court." + input.kind + (ranged ? ".least" : ""), input.on).clause};
    why.inputs = {{"kind", input.kind}, {"on", input.on.text()}, {"track", print(input.track)}};
    if (input.amount) why.inputs.emplace_back("amount", input.amount->text());
    return sheet.close(std::move(why));
}

Explained enforcement_fee(const std::optional<money::Money>& amount, calendar::Date on,
                          const Law& law, const std::optional<money::Money>& set_fee,
                          money::Rounding rounding) {
    constexpr const char* rule = "cn.enforcement_fee";
    const rules::FeeScale& scale = law.scale("cn.court.enforcement", on);
    FeeSheet sheet{rule, yuan(), rounding};
    base::Line why = line("enforcement_fee", rule, sheet.nothing());
    why.clauses = {scale.clause};
    why.inputs.emplace_back("on", on.text());
    why.source = scale.source;
    if (amount) {
        if (set_fee) refuse_argument("set_fee", "amount");
        require_not_negative(*amount, "amount");
        add_slices(sheet, scale, *amount);
        why.inputs.emplace_back("amount", amount->text());
        return sheet.close(std::move(why));
    }
    if (!set_fee) base::fail_input("needs_argument", "set_fee");
    require_range(*set_fee, "set_fee", law.parameter("cn.court.enforcement.least", on),
                  law.parameter("cn.court.enforcement.most", on));
    add_set_fee(sheet, *set_fee, scale.clause);
    return sheet.close(std::move(why));
}

Explained preservation_fee(const std::optional<money::Money>& amount, calendar::Date on,
                           const Law& law, money::Rounding rounding) {
    constexpr const char* rule = "cn.preservation_fee";
    const rules::FeeScale& scale = law.scale("cn.court.preservation", on);
    FeeSheet sheet{rule, yuan(), rounding};
    if (amount) require_not_negative(*amount, "amount");
    add_slices(sheet, scale, amount.value_or(sheet.nothing()));
    cap(sheet, law.parameter("cn.court.preservation_most", on));

    base::Line why = line("preservation_fee", rule, sheet.nothing());
    why.clauses = {scale.clause};
    why.inputs.emplace_back("on", on.text());
    if (amount) why.inputs.emplace_back("amount", amount->text());
    why.source = scale.source;
    return sheet.close(std::move(why));
}

Explained payment_order_fee(const money::Money& claim, calendar::Date on, const Law& law,
                            money::Rounding rounding) {
    constexpr const char* rule = "cn.payment_order_fee";
    require_not_negative(claim, "claim");
    FeeSheet sheet{rule, yuan(), rounding};
    add_slices(sheet, law.scale("cn.court.property", on), claim);
    const rules::Parameter& share = law.parameter("cn.court.payment_order_share", on);
    take_share(sheet, share);

    base::Line why = line("payment_order_fee", rule, sheet.nothing());
    why.clauses = {share.clause};
    why.inputs = {{"claim", claim.text()}, {"on", on.text()}};
    why.source = share.source;
    return sheet.close(std::move(why));
}

Explained bankruptcy_fee(const money::Money& estate, calendar::Date on, const Law& law,
                         money::Rounding rounding) {
    constexpr const char* rule = "cn.bankruptcy_fee";
    require_not_negative(estate, "estate");
    FeeSheet sheet{rule, yuan(), rounding};
    add_slices(sheet, law.scale("cn.court.property", on), estate);
    const rules::Parameter& share = law.parameter("cn.court.bankruptcy_share", on);
    take_share(sheet, share);
    cap(sheet, law.parameter("cn.court.bankruptcy_most", on));

    base::Line why = line("bankruptcy_fee", rule, sheet.nothing());
    why.clauses = {share.clause};
    why.inputs = {{"estate", estate.text()}, {"on", on.text()}};
    why.source = share.source;
    return sheet.close(std::move(why));
}

Explained public_summons_fee(calendar::Date on, const Law& law) {
    base::Line why = line("public_summons_fee", "cn.public_summons_fee", {0, yuan()});
    why.inputs = {{"on", on.text()}};
    return flat_fee(std::move(why), law.parameter("cn.court.public_summons", on));
}

Explained set_aside_fee(calendar::Date on, const Law& law) {
    base::Line why = line("set_aside_fee", "cn.set_aside_fee", {0, yuan()});
    why.inputs = {{"on", on.text()}};
    return flat_fee(std::move(why), law.parameter("cn.court.set_aside", on));
}

}  // namespace accord::settlement
