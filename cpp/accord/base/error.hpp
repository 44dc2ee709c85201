// The one exception type of the engine: a code, its arguments, the place; words come from Python.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace accord::base {

/// Which branch of the error tree a failure belongs to (each is a Python exception class).
enum class ErrorKind { input, money, procedure, store, access, internal };

/// Something malformed or broken. Lawful refusals are values (rules::Refusal), never this.
class Error : public std::exception {
public:
    /// `code` is a stable identifier such as "currency_mismatch"; `subject` is what it is about,
    /// `where` the place: a file and line, a JSON pointer, a field.
    Error(ErrorKind kind, std::string code, std::string subject = {}, std::string where = {});

    [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    [[nodiscard]] const std::string& subject() const noexcept { return subject_; }
    [[nodiscard]] const std::string& where() const noexcept { return where_; }
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    ErrorKind kind_;
    std::string code_;
    std::string subject_;
    std::string where_;
    std::string text_;
};

[[noreturn]] void fail_input(std::string code, std::string subject = {}, std::string where = {});
[[noreturn]] void fail_money(std::string code, std::string subject = {}, std::string where = {});
[[noreturn]] void fail_procedure(std::string code, std::string subject = {},
                                 std::string where = {});
[[noreturn]] void fail_store(std::string code, std::string subject = {}, std::string where = {});

}  // namespace accord::base
