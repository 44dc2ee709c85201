// Rows and documents become filings and findings: nothing is guessed, nothing is dropped in
// silence.
//
// A bad row is a rejected row: its finding says why, and the others stand. Only what leaves the
// rest of a file unreadable is thrown: a header we do not know, a record that never ends.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/hash.hpp"
#include "accord/casefile/filing.hpp"

namespace accord::intake {

enum class Severity { warning, rejected };

/// A fault in what came in, with its place.
struct Finding {
    Severity severity = Severity::warning;
    /// Rejected: "field_count" "bad_quoting" "never_closed" "not_utf8" "has_nul" "too_long"
    /// "missing_id" "bad_date"; of JSON Lines the code of the error. Warnings:
    /// "sent_before_received" "unknown_value" "product_case" "untimely_but_timely"
    /// "disputed_after_2017_04" "missing_value" "unknown_column".
    std::string rule;
    std::string field;
    std::uint64_t record = 0;  // 1 = the first after the header
    std::uint64_t line = 0;    // physical line on which the record begins (1 = the header's)
    std::string found;  // what was there ("13 of 14" fields), cut to 200 bytes, numbers masked
};

/// What an imported row says happened after the filing, in the source's own words.
struct Outcome {
    std::string response;  // "Closed with explanation" "In progress" "Untimely response" …
    std::optional<bool> timely;
    std::optional<bool> disputed;
};

/// One row taken in: a filing, or nothing with the finding that rejected it.
struct Row {
    std::optional<casefile::Filing> filing;
    Outcome outcome;
    std::string external_id;  // the source's id of the matter
    std::string fingerprint;  // 16 bytes over the row's normalised fields: see same_row
    std::vector<Finding> findings;
    std::uint64_t record = 0;
    std::uint64_t line = 0;
};

/// Whether two rows of one id say the same, as far as the layouts they came in can tell.
///
/// Bytes 0–7 are of SHA-256 over the 13 columns that every layout of the CFPB export has (id,
/// product, sub-product, issue, sub-issue, state, ZIP, channel, both dates, company, response,
/// timely), trimmed, dates as ISO, the product folded to lower case; so the order of columns and
/// the form of dates do not matter. Byte 8 stands for "disputed", 9–10 for the company's public
/// response, 11 for the tags, 12–15 for the narrative: zero where the layout has no such column,
/// and then not compared. Consent and event tag take no part. Of JSON, all 16 are of SHA-256 over
/// the canonical form.
[[nodiscard]] bool same_row(std::string_view known, std::string_view now) noexcept;
/// The fingerprint under a secret, part by part, so that same_row still holds of two of them and
/// nobody without the secret can try out what a row said. `hmac` is HMAC-SHA-256 under that secret.
[[nodiscard]] std::string keyed(std::string_view fingerprint,
                                const std::function<base::Digest(std::string_view)>& hmac);

/// Codes for a source's product, issue … in the four schemes, business and cause (a mapping table).
struct Mapping {
    /// (field, value folded to lower case) → (scheme, code): {"product","mortgage"} →
    /// {"business","mortgage"} …
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, std::string>>>
        codes;
    /// The same keys → the value as the source's own list writes it ("Consumer Loan").
    std::map<std::pair<std::string, std::string>, std::string> labels;
    /// {"source":"us.cfpb","rows":[{"field","value","scheme","code"}…]}; Error(input, …, pointer).
    /// Schemes: business cause channel kind severity urgency, type subject nature content, causes
    /// (which may stand more than once). Beside "rows", members that only people read are let pass.
    [[nodiscard]] static Mapping from_json(std::string_view json);
};
/// How values are compared: ASCII letters in lower case, white space trimmed from both ends.
[[nodiscard]] std::string fold(std::string_view text);

/// Reads the CFPB public export by its header (14, 16, 18 or 19 columns), never by their count.
/// Dates MM/DD/YYYY, YYYY-MM-DD, M/D/YY; CRLF or LF; quoted newlines. Bytes arrive in blocks of any
/// size; a row is handed to `take` as soon as it is whole.
class CfpbReader {
public:
    explicit CfpbReader(const Mapping& mapping);
    ~CfpbReader();
    /// Throws Error(input, "unknown_header", the missing or doubled column | "line_too_long", …,
    /// "line N").
    void feed(std::string_view block, const std::function<void(Row&&)>& take);
    /// The last record without a newline; Error(input, "unknown_header") when there was no header.
    void finish(const std::function<void(Row&&)>& take);
    [[nodiscard]] std::uint64_t records() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A filing from our own JSON; every member but "parties" may be left out:
///
///   {"received": "2026-03-02" | "2026-03-02T09:30:00+08:00",
///    "channel" "kind" "business" "cause": code, "product" "branch": text,
///    "severity": "low" | "medium" | "high", "urgency": "ordinary" | "urgent",
///    "classification": {"type" "subject" "nature" "content": code, "causes": [code…]},
///    "parties": [{"role": code, "kind": "person", "name" "contact" "address": text, "tags": text},
///                {"role": code, "kind": "organisation", "organisation": text, "contact" "address":
///                text}],
///    "claims": [{"amount": "50000.00 CNY", "relief": code, "ground": code}],
///    "narrative": text, "facts": {code: typed value}, "external_ids": [{"source": code, "number":
///    text}]}
///
/// A party may name the subject it is ("subject": "s_…"). A typed value is text, an integer, a
/// boolean, or one of {"money": …} {"rate": …} {"date": …} {"instant": …} {"set": [text…]}
/// {"unknown": reason}. Codes: a–z first, then a–z 0–9 _ . - , at most 64. Text: strict UTF-8
/// without NUL, at most 1 MiB. Throws Error(input, code, field, where + pointer): "unknown_member"
/// "missing_member" "wrong_type" "bad_code" "unknown_name" "too_long" "not_utf8" "has_nul"
/// "naive_time" "bad_time" "bad_date" "bad_money" "unknown_currency" "overflow" "negative_amount"
/// "repeated" …, and what parse_json throws.
[[nodiscard]] casefile::Filing filing_from_json(std::string_view json, std::string_view where);
/// The inverse, canonical: what has its default is left out; keys and ids of parties are not told,
/// and neither is what this reader may not see.
[[nodiscard]] std::string filing_to_json(const casefile::Filing& filing);

/// JSON Lines: one filing a line; a bad line is a rejected row, the others stand. A row's external
/// id is the first of the filing's.
class JsonLinesReader {
public:
    JsonLinesReader();
    ~JsonLinesReader();
    /// Throws Error(input, "line_too_long", …, "line N").
    void feed(std::string_view block, const std::function<void(Row&&)>& take);
    void finish(const std::function<void(Row&&)>& take);
    [[nodiscard]] std::uint64_t records() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace accord::intake
