// The text of an error for logs and debuggers: its code and arguments, no sentence.
#include "accord/base/error.hpp"

#include <utility>

namespace accord::base {

Error::Error(ErrorKind kind, std::string code, std::string subject, std::string where)
    : kind_(kind), code_(std::move(code)), subject_(std::move(subject)), where_(std::move(where)) {
    text_ = code_;
    if (!subject_.empty()) text_ += ": " + subject_;
    if (!where_.empty()) text_ += " [" + where_ + "]";
}

void fail_input(std::string code, std::string subject, std::string where) {
    throw Error(ErrorKind::input, std::move(code), std::move(subject), std::move(where));
}

void fail_money(std::string code, std::string subject, std::string where) {
    throw Error(ErrorKind::money, std::move(code), std::move(subject), std::move(where));
}

void fail_procedure(std::string code, std::string subject, std::string where) {
    throw Error(ErrorKind::procedure, std::move(code), std::move(subject), std::move(where));
}

void fail_store(std::string code, std::string subject, std::string where) {
    throw Error(ErrorKind::store, std::move(code), std::move(subject), std::move(where));
}

}  // namespace accord::base
