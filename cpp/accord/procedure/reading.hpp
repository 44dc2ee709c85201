// A place in a definition's JSON: reads what stands there, or says by pointer what is wrong with
// it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/base/clause.hpp"
#include "accord/base/json.hpp"

namespace accord::procedure {

/// Every failure is Error(procedure, "wrong_type" | "missing_member" | "unknown_member" | …, name,
/// JSON pointer), so that an author finds the line.
class Reader {
public:
    Reader(const base::Json& json, std::string pointer)
        : json_(&json), pointer_(std::move(pointer)) {}

    [[nodiscard]] const std::string& pointer() const noexcept { return pointer_; }
    [[nodiscard]] const base::Json& json() const noexcept { return *json_; }
    /// The names an object may have; another one is a misspelling that would be silently lost.
    void only(std::initializer_list<std::string_view> names) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] Reader at(std::string_view name) const;
    [[nodiscard]] std::optional<Reader> find(std::string_view name) const;
    [[nodiscard]] std::vector<Reader> items() const;
    [[nodiscard]] std::vector<std::string> names() const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] bool boolean() const;
    /// A name of ours: lower case, digits, '_', '-', '.', at most 64 bytes.
    [[nodiscard]] std::string name() const;
    [[nodiscard]] base::Clause clause() const;

    // members that may be absent
    [[nodiscard]] std::string text_or(std::string_view name, std::string_view otherwise) const;
    [[nodiscard]] std::string name_or_empty(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name, bool otherwise) const;
    [[nodiscard]] std::vector<std::string> name_list(std::string_view name) const;
    [[nodiscard]] base::Clause clause_or_empty(std::string_view name) const;

    [[noreturn]] void fail(std::string code, std::string subject) const;

private:
    const base::Json* json_;
    std::string pointer_;
};

}  // namespace accord::procedure
