// Rows and documents become filings and findings: nothing is guessed, nothing is dropped in silence.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/casefile/filing.hpp"

namespace accord::intake {

enum class Severity { warning, rejected };

/// A fault in what came in, with its place.
struct Finding {
    Severity severity = Severity::warning;
    std::string rule;            // "field_count" "bad_date" "sent_before_received" "duplicate_id" …
    std::string field;
    std::uint64_t record = 0;    // 1 = the first after the header
    std::uint64_t line = 0;      // physical line on which the record begins (1 = the header's)
    std::string found;           // what was there, cut to 200 bytes, numbers masked
};

/// What an imported row says happened after the filing, in the source's own words.
struct Outcome {
    std::string response;        // "Closed with explanation" "In progress" "Untimely response" …
    std::optional<bool> timely;
    std::optional<bool> disputed;
};

/// One row taken in: a filing, or nothing with the finding that rejected it.
struct Row {
    std::optional<casefile::Filing> filing;
    Outcome outcome;
    std::string external_id;     // the source's id of the matter
    std::string fingerprint;     // 16 bytes of SHA-256 over the row's normalised fields: known or changed
    std::vector<Finding> findings;
    std::uint64_t record = 0;
    std::uint64_t line = 0;
};

/// Codes for a source's product, issue … in the four schemes, business and cause (a mapping table).
struct Mapping {
    /// (field, value folded to lower case) → (scheme, code): {"product","mortgage"} → {"business","mortgage"} …
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, std::string>>> codes;
    /// {"source":"us.cfpb","rows":[{"field","value","scheme","code"}…]}; Error(input, …, pointer).
    [[nodiscard]] static Mapping from_json(std::string_view json);
};

/// Reads the CFPB public export by its header (14, 16, 18 or 19 columns), never by their count.
/// Dates MM/DD/YYYY, YYYY-MM-DD, M/D/YY; CRLF or LF; quoted newlines. Bytes arrive in blocks of any
/// size; a row is handed to `take` as soon as it is whole.
class CfpbReader {
public:
    explicit CfpbReader(const Mapping& mapping);
    ~CfpbReader();
    /// Throws Error(input, "unknown_header" | "line_too_long" | "not_utf8", …, "line N").
    void feed(std::string_view block, const std::function<void(Row&&)>& take);
    void finish(const std::function<void(Row&&)>& take);  // the last record without a newline
    [[nodiscard]] std::uint64_t records() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A filing from our own JSON (the form `Filing` prints): Error(input, code, field, place).
[[nodiscard]] casefile::Filing filing_from_json(std::string_view json, std::string_view where);
/// JSON Lines: one filing a line; a bad line is a rejected row, the others stand.
class JsonLinesReader {
public:
    JsonLinesReader();
    ~JsonLinesReader();
    void feed(std::string_view block, const std::function<void(Row&&)>& take);
    void finish(const std::function<void(Row&&)>& take);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace accord::intake
