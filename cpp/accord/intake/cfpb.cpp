// Rows of the CFPB export become filings; what a row does not say stays "unstated".
#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "accord/base/error.hpp"
#include "accord/base/text.hpp"
#include "accord/intake/cfpb_columns.hpp"
#include "accord/intake/cfpb_fingerprint.hpp"
#include "accord/intake/code.hpp"
#include "accord/intake/intake.hpp"
#include "accord/intake/us_date.hpp"

namespace accord::intake {
namespace {

constexpr std::size_t text_bytes_max = std::size_t{1} << 20;
constexpr std::size_t found_bytes_max = 200;
constexpr std::size_t cached_values_max = 8192;

// Read in real rows of 2014 and 2016–2020 and in the CFPB's own schema of the export.
constexpr std::array<std::string_view, 8> responses{"Closed",
                                                    "Closed with explanation",
                                                    "Closed with monetary relief",
                                                    "Closed with non-monetary relief",
                                                    "Closed with relief",
                                                    "Closed without relief",
                                                    "In progress",
                                                    "Untimely response"};

// Columns that the mapping may say something about, from the general to the particular: what a
// later one says replaces what an earlier one said.
constexpr std::array<std::pair<Column, std::string_view>, 5> mapped_columns{{
    {Column::product, "product"},
    {Column::sub_product, "sub_product"},
    {Column::issue, "issue"},
    {Column::sub_issue, "sub_issue"},
    {Column::channel, "submitted_via"},
}};

using Codes = std::vector<std::pair<std::string, std::string>>;

/// What the mapping knows of one raw value; kept, because the values of an export repeat.
struct Known {
    std::string folded;
    const Codes* codes = nullptr;        // nothing: the value is not in the table
    const std::string* label = nullptr;  // as the source's list writes it
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};
using Cache = std::unordered_map<std::string, Known, TextHash, std::equal_to<>>;

std::string slug(std::string_view text) {
    std::string code;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter)
            code.push_back(c);
        else if (!code.empty() && code.back() != '_')
            code.push_back('_');
        if (code.size() == code_bytes_max) break;
    }
    while (!code.empty() && code.back() == '_') code.pop_back();
    return is_code(code) ? code : "unstated";
}

std::string shown(std::string_view text) {
    std::string_view cut = text.substr(0, found_bytes_max);
    // Not in the middle of a character.
    while (!cut.empty() && cut.size() < text.size() &&
           (static_cast<unsigned char>(text[cut.size()]) & 0xC0U) == 0x80U) {
        cut.remove_suffix(1);
    }
    return base::is_utf8(cut) ? base::mask_numbers(cut) : std::string();
}

std::string* target(casefile::Filing& filing, std::string_view scheme) {
    if (scheme == "business") return &filing.business;
    if (scheme == "cause") return &filing.cause;
    if (scheme == "channel") return &filing.channel;
    if (scheme == "kind") return &filing.kind;
    if (scheme == "severity") return &filing.severity;
    if (scheme == "urgency") return &filing.urgency;
    if (scheme == "type") return &filing.classification.type;
    if (scheme == "subject") return &filing.classification.subject;
    if (scheme == "nature") return &filing.classification.nature;
    if (scheme == "content") return &filing.classification.content;
    return nullptr;
}

void apply_codes(casefile::Filing& filing, const Codes& codes) {
    for (const auto& [scheme, code] : codes) {
        if (std::string* field = target(filing, scheme)) {
            *field = code;
            continue;
        }
        auto& causes = filing.classification.causes;
        if (std::find(causes.begin(), causes.end(), code) == causes.end()) causes.push_back(code);
    }
}

}  // namespace

struct CfpbReader::State {
    explicit State(const Mapping& given) : mapping(given) {}

    void take_record(const CsvRecord& record, const std::function<void(Row&&)>& take);
    [[nodiscard]] Row read(const CsvRecord& record);
    [[nodiscard]] bool is_readable(const CsvRecord& record, Row& row) const;
    [[nodiscard]] std::optional<calendar::Date> date(const CsvRecord& record, Column column,
                                                     Row& row) const;
    [[nodiscard]] const Known& known(std::size_t mapped, std::string_view value);
    void classify(const CsvRecord& record, casefile::Filing& filing, Row& row);
    void read_outcome(const CsvRecord& record, calendar::Date received, Row& row) const;
    void add_parties(const CsvRecord& record, casefile::Filing& filing, Row& row) const;
    void add_facts(const CsvRecord& record, calendar::Date sent, casefile::Filing& filing) const;
    void note(Row& row, Severity severity, std::string_view rule, const std::string& field,
              std::string_view found) const {
        row.findings.push_back(
            {severity, std::string(rule), field, row.record, row.line, shown(found)});
    }
    void warn(Row& row, std::string_view rule, Column column, std::string_view found) const {
        note(row, Severity::warning, rule, layout->name(column), found);
    }
    void reject(Row& row, std::string_view rule, const std::string& field,
                std::string_view found) const {
        note(row, Severity::rejected, rule, field, found);
    }
    [[nodiscard]] std::string_view value(const CsvRecord& record, Column column) const {
        return layout->value(record, column);
    }

    Mapping mapping;
    CsvReader csv;
    std::optional<Layout> layout;
    std::array<Cache, mapped_columns.size()> caches;
    std::uint64_t records = 0;
    std::string folded_product;
};

CfpbReader::CfpbReader(const Mapping& mapping) : state_(std::make_unique<State>(mapping)) {}
CfpbReader::~CfpbReader() = default;

void CfpbReader::feed(std::string_view block, const std::function<void(Row&&)>& take) {
    state_->csv.feed(block, [&](const CsvRecord& record) { state_->take_record(record, take); });
}

void CfpbReader::finish(const std::function<void(Row&&)>& take) {
    state_->csv.finish([&](const CsvRecord& record) { state_->take_record(record, take); });
    if (!state_->layout) base::fail_input("unknown_header", "Complaint ID", "line 1");
}

std::uint64_t CfpbReader::records() const noexcept {
    return state_->records;
}

void CfpbReader::State::take_record(const CsvRecord& record,
                                    const std::function<void(Row&&)>& take) {
    if (!layout) {
        layout.emplace(record.fields);
        return;
    }
    ++records;
    Row row = read(record);
    if (record.number == 1) {
        for (const std::string& name : layout->unknown())
            note(row, Severity::warning, "unknown_column", name, {});
    }
    take(std::move(row));
}

Row CfpbReader::State::read(const CsvRecord& record) {
    Row row;
    row.record = record.number;
    row.line = record.line;
    if (!is_readable(record, row)) return row;
    row.external_id = value(record, Column::id);
    if (row.external_id.empty()) reject(row, "missing_id", layout->name(Column::id), {});
    const auto received = date(record, Column::received, row);
    const auto sent = date(record, Column::sent, row);
    if (row.external_id.empty() || !received || !sent) return row;
    if (*sent < *received)
        warn(row, "sent_before_received", Column::sent, value(record, Column::sent));

    casefile::Filing& filing = row.filing.emplace();
    filing.received = *received;
    filing.external_ids.push_back({row.external_id, "cfpb"});
    filing.narrative = casefile::Personal(std::string(value(record, Column::narrative)));
    classify(record, filing, row);
    add_parties(record, filing, row);
    add_facts(record, *sent, filing);
    read_outcome(record, *received, row);
    row.fingerprint = fingerprint(record, *layout, folded_product, *received, *sent);
    return row;
}

bool CfpbReader::State::is_readable(const CsvRecord& record, Row& row) const {
    const auto name = [&](std::size_t i) {
        return i < layout->width() ? layout->name(i) : std::string();
    };
    if (record.fault != QuoteFault::none) {
        const bool open = record.fault == QuoteFault::never_closed;
        reject(row, open ? "never_closed" : "bad_quoting", name(record.fields.size() - 1),
               record.raw);
        return false;
    }
    if (record.fields.size() != layout->width()) {
        const std::string found =
            std::to_string(record.fields.size()) + " of " + std::to_string(layout->width());
        reject(row, "field_count", {}, found);
        return false;
    }
    // The whole record at once is the quick way; only a bad one is looked at field by field.
    const bool bad = !base::is_utf8(record.raw) || record.raw.find('\0') != std::string_view::npos;
    if (!bad && record.raw.size() <= text_bytes_max) return true;
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        try {
            (void)base::require_text(record.fields[i], text_bytes_max, name(i));
        } catch (const base::Error& error) {
            reject(row, error.code(), name(i), {});
            return false;
        }
    }
    return true;
}

std::optional<calendar::Date> CfpbReader::State::date(const CsvRecord& record, Column column,
                                                      Row& row) const {
    const std::string_view text = value(record, column);
    const auto date = us_date(text);
    if (!date) reject(row, "bad_date", layout->name(column), text);
    return date;
}

const Known& CfpbReader::State::known(std::size_t mapped, std::string_view text) {
    Cache& cache = caches[mapped];
    if (const auto found = cache.find(text); found != cache.end()) return found->second;
    if (cache.size() == cached_values_max) cache.clear();
    Known fresh;
    fresh.folded = fold(text);
    const std::pair key{std::string(mapped_columns[mapped].second), fresh.folded};
    if (const auto codes = mapping.codes.find(key); codes != mapping.codes.end()) {
        fresh.codes = &codes->second;
        fresh.label = &mapping.labels.at(key);
    }
    return cache.emplace(std::string(text), std::move(fresh)).first->second;
}

void CfpbReader::State::classify(const CsvRecord& record, casefile::Filing& filing, Row& row) {
    for (std::size_t i = 0; i < mapped_columns.size(); ++i) {
        const Column column = mapped_columns[i].first;
        const std::string_view text = value(record, column);
        const Known& found = known(i, text);
        if (found.codes != nullptr) apply_codes(filing, *found.codes);
        const bool listed = column == Column::product || column == Column::channel;
        if (listed && found.codes == nullptr) {
            warn(row, text.empty() ? "missing_value" : "unknown_value", column, text);
        }
        if (column != Column::product) continue;
        folded_product = found.folded;
        if (!text.empty())
            filing.product = found.label != nullptr ? *found.label : std::string(text);
        if (filing.kind.empty()) filing.kind = slug(found.folded);
        // The same product stands in exports in more than one case: "Consumer loan", "Consumer
        // Loan".
        if (found.label != nullptr && *found.label != text) warn(row, "product_case", column, text);
    }
}

void CfpbReader::State::read_outcome(const CsvRecord& record, calendar::Date received,
                                     Row& row) const {
    const std::string_view response = value(record, Column::response);
    const std::string_view timely = value(record, Column::timely);
    const std::string_view disputed = value(record, Column::disputed);
    row.outcome.response = response;
    if (timely == "Yes" || timely == "No") row.outcome.timely = timely == "Yes";
    if (disputed == "Yes" || disputed == "No") row.outcome.disputed = disputed == "Yes";

    if (std::find(responses.begin(), responses.end(), response) == responses.end()) {
        warn(row, response.empty() ? "missing_value" : "unknown_value", Column::response, response);
    }
    if (!row.outcome.timely) {
        warn(row, timely.empty() ? "missing_value" : "unknown_value", Column::timely, timely);
    }
    if (!row.outcome.disputed && !disputed.empty() && disputed != "N/A") {
        warn(row, "unknown_value", Column::disputed, disputed);
    }
    if (response == "Untimely response" && timely != "No") {
        warn(row, "untimely_but_timely", Column::timely, timely);
    }
    // The question was asked no more from the form of 2017-04-24 on.
    static const calendar::Date disputed_ends = calendar::Date::of(2017, 4, 24);
    if (row.outcome.disputed && received >= disputed_ends) {
        warn(row, "disputed_after_2017_04", Column::disputed, disputed);
    }
}

void CfpbReader::State::add_parties(const CsvRecord& record, casefile::Filing& filing,
                                    Row& row) const {
    filing.parties.resize(2);
    casefile::Party& claimant = filing.parties[0];
    claimant.role = "claimant";
    claimant.address = casefile::Personal(std::string(value(record, Column::zip)));
    claimant.tags = casefile::Personal(std::string(value(record, Column::tags)));
    casefile::Party& respondent = filing.parties[1];
    respondent.role = "respondent";
    respondent.kind = casefile::PartyKind::organisation;
    respondent.organisation = value(record, Column::company);
    if (respondent.organisation.empty()) warn(row, "missing_value", Column::company, {});
}

void CfpbReader::State::add_facts(const CsvRecord& record, calendar::Date sent,
                                  casefile::Filing& filing) const {
    filing.facts.reserve(7);
    const auto add = [&](const char* name, Column column) {
        const std::string_view text = value(record, column);
        if (!text.empty()) filing.facts.push_back({name, std::string(text)});
    };
    // In order of name, as a case holds them.
    add("event_tag", Column::event_tag);
    add("issue", Column::issue);
    add("public_response", Column::public_response);
    filing.facts.push_back({"sent", sent});
    add("state", Column::state);
    add("sub_issue", Column::sub_issue);
    add("sub_product", Column::sub_product);
}

}  // namespace accord::intake
