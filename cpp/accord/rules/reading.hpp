// Members of a law file read with their place, so that every fault names where it stands.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "accord/base/clause.hpp"
#include "accord/base/error.hpp"
#include "accord/base/json.hpp"
#include "accord/calendar/date.hpp"
#include "accord/money/money.hpp"
#include "accord/money/rate.hpp"

namespace accord::rules {

/// What a value's own parser finds wrong is told with the place in the law file.
template <class Parse>
auto at_place(const std::string& where, Parse parse) {
    try {
        return parse();
    } catch (const base::Error& error) {
        throw base::Error(base::ErrorKind::input, error.code(), error.subject(), where);
    }
}

/// A misspelt member would silently change the law: only the known ones are taken.
void refuse_others(const base::JsonObject& object, std::initializer_list<std::string_view> known,
                   const std::string& where);
[[nodiscard]] std::string text_of(const base::JsonObject& object, std::string_view name,
                                  const std::string& where);
[[nodiscard]] calendar::Date date_of(const base::JsonObject& object, std::string_view name,
                                     const std::string& where);
[[nodiscard]] std::optional<calendar::Date> optional_date_of(const base::JsonObject& object,
                                                             std::string_view name,
                                                             const std::string& where);
/// Names an entry for ever: two books that agree on it agree on its hash.
[[nodiscard]] std::string hash_of(const base::JsonObject& object);
[[nodiscard]] money::Money money_of(const base::JsonObject& object, std::string_view name,
                                    const std::string& where);
[[nodiscard]] money::Rate rate_of(const base::JsonObject& object, std::string_view name,
                                  money::Per per, const std::string& where);
[[nodiscard]] base::Status status_of(const base::JsonObject& object, const std::string& where);
[[nodiscard]] base::Clause clause_of(const base::JsonObject& object, const std::string& where);

}  // namespace accord::rules
