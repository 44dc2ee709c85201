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
        made.add_json(law_text("fees_cn.json"));
        made.add_json(law_text("interest_cn.json"));
        made.add_json(law_text("rates_cn.json"));
        return made;
    }();
    return book;
}

}  // namespace accord::testing_law
