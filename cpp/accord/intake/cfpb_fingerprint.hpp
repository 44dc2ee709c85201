// Sixteen bytes that tell whether a row of the CFPB export says what it said before.
#pragma once

#include <string>
#include <string_view>

#include "accord/calendar/date.hpp"
#include "accord/intake/cfpb_columns.hpp"

namespace accord::intake {

/// See same_row. `folded_product`, `received` and `sent` are the normalised forms.
[[nodiscard]] std::string fingerprint(const CsvRecord& record, const Layout& layout,
                                      std::string_view folded_product, calendar::Date received,
                                      calendar::Date sent);

}  // namespace accord::intake
