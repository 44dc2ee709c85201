// The project's own law files as a rule book, for tests of rules and settlement.
#pragma once

#include <filesystem>
#include <string>

#include "accord/base/file.hpp"
#include "accord/rules/rule_book.hpp"

namespace accord::testing_law {

inline std::string law_text(const std::string& name) {
    const auto path = std::filesystem::path{ACCORD_TEST_ROOT} / "python/accord/law" / name;
    return base::read_file(path, 1 << 20);
}

inline const rules::Book& law() {
    static const rules::Book book = [] {
        rules::Book made;
        made.add_json(law_text("fees_cn.json"));
        made.add_json(law_text("rates_cn.json"));
        return made;
    }();
    return book;
}

}  // namespace accord::testing_law
