// Which part of a debt a payment meets first, in contract and in enforcement (PRC).
#pragma once

#include "accord/settlement/explained.hpp"

namespace accord::settlement {

enum class SetOffOrder { contract, enforcement };

/// What is owed of one debt, in one currency.
struct Owed {
    money::Money costs;
    money::Money interest;
    money::Money principal;
    money::Money doubled;  // the doubled part of interest for delayed performance
};

/// Costs of realising the claim, then interest, then principal (民法典 561). In enforcement the
/// money debt that the document fixes goes first, in the same order, and the doubled part last
/// (迟延履行利息解释 4). The figure is what remains owed; what was met, and a surplus of the
/// payment, are notes beside it. Throws Error(input, "doubled_in_contract").
[[nodiscard]] Explained set_off(const money::Money& payment, const Owed& owed, SetOffOrder order);

}  // namespace accord::settlement
