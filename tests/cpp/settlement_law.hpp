// The project's own law files as a rule book, for tests of rules and settlement.
#pragma once

#include <string>

#include "accord/rules/rule_book.hpp"
#include "tree_file.hpp"

namespace accord::testing_law {

inline std::string law_text(const std::string& name) {
    return base::testing::tree_file("python/accord/law/" + name);
}

inline const rules::Book& law() {
    static const rules::Book book = [] {
        rules::Book made;
        for (const char* name :
             {"fees_arbitration", "fees_arbitration_cn", "fees_cn", "fees_court", "fees_schemes",
              "guarantee_cn", "interest_bank", "interest_cn", "loss_cn", "rates_cn", "rates_hk",
              "rates_uk", "rates_us", "redress_uk"}) {
            made.add_json(law_text(std::string{name} + ".json"));
        }
        return made;
    }();
    return book;
}

}  // namespace accord::testing_law
