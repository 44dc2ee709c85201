// Header names of the CFPB export: public files of 2014, 2016–2026 and the names of its own
// pipeline.
#include "accord/intake/cfpb_columns.hpp"

#include <utility>

#include "accord/base/error.hpp"
#include "accord/base/text.hpp"

namespace accord::intake {
namespace {

// Letters only, lower case: "Sub-product", "sub_product" and "SUB PRODUCT" are one name. Sources:
// headers of the 14- and 18-column files; cfpb/ccdb-data-pipeline, complaints/ccdb (v1, v2
// fixtures, fields/csv.txt of 2026-06-22, the intake names of v2 and the names of the search
// index).
constexpr std::pair<std::string_view, Column> known_names[] = {
    {"complaintid", Column::id},
    {"publicid", Column::id},
    {"product", Column::product},
    {"subproduct", Column::sub_product},
    {"issue", Column::issue},
    {"subissue", Column::sub_issue},
    {"state", Column::state},
    {"zipcode", Column::zip},
    {"submittedvia", Column::channel},
    {"datereceived", Column::received},
    {"datesenttocompany", Column::sent},
    {"company", Column::company},
    {"companyresponse", Column::response},
    {"companyresponsetoconsumer", Column::response},
    {"timely", Column::timely},
    {"timelyresponse", Column::timely},
    {"consumerdisputed", Column::disputed},
    {"companypublicresponse", Column::public_response},
    {"tag", Column::tags},
    {"tags", Column::tags},
    {"consumercomplaintnarrative", Column::narrative},
    {"consumernarrative", Column::narrative},
    {"complaintwhathappened", Column::narrative},
    {"consumerconsentprovided", Column::consent},
    {"consentstatus", Column::consent},
    {"eventtag", Column::event_tag},
};

constexpr std::array<std::string_view, core_columns> core_names{
    "Complaint ID", "Product",          "Sub-product",     "Issue",         "Sub-issue",
    "State",        "ZIP code",         "Submitted via",   "Date received", "Date sent to company",
    "Company",      "Company response", "Timely response?"};

std::string letters_of(std::string_view name) {
    std::string letters;
    for (const char c : name) {
        if (c >= 'a' && c <= 'z') letters.push_back(c);
        if (c >= 'A' && c <= 'Z') letters.push_back(static_cast<char>(c - 'A' + 'a'));
    }
    return letters;
}

const Column* find_column(std::string_view name) {
    const std::string letters = letters_of(name);
    for (const auto& [known, column] : known_names) {
        if (known == letters) return &column;
    }
    return nullptr;
}

}  // namespace

Layout::Layout(std::span<const std::string_view> header) : width_(header.size()) {
    positions_.fill(absent);
    for (std::size_t i = 0; i < header.size(); ++i) {
        const std::string_view name = base::trim(header[i]);
        names_.emplace_back(base::is_utf8(name) ? name : "?");
        const Column* column = find_column(name);
        if (column == nullptr) {
            unknown_.push_back(names_.back());
            continue;
        }
        std::size_t& position = positions_[static_cast<std::size_t>(*column)];
        if (position != absent) base::fail_input("unknown_header", names_.back(), "line 1");
        position = i;
    }
    for (std::size_t i = 0; i < core_columns; ++i) {
        if (positions_[i] == absent)
            base::fail_input("unknown_header", std::string(core_names[i]), "line 1");
    }
}

std::string_view Layout::value(const CsvRecord& record, Column column) const noexcept {
    const std::size_t position = at(column);
    return position == absent ? std::string_view{} : base::trim(record.fields[position]);
}

const std::string& Layout::name(Column column) const noexcept {
    static const std::string none;
    const std::size_t position = at(column);
    return position == absent ? none : names_[position];
}

}  // namespace accord::intake
