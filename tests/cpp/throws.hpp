// What a call throws, as a value: tests compare kind, code, subject and place at once.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "accord/base/error.hpp"

namespace accord::base::testing {

/// The code of the Error that `call` throws, "" if it returns; any other exception goes on up.
template <typename Call>
std::string code_of(const Call& call) {
    try {
        static_cast<void>(call());
    } catch (const Error& error) {
        return error.code();
    }
    return {};
}

/// The Error itself; fails the test when none is thrown.
template <typename Call>
Error error_of(const Call& call) {
    try {
        static_cast<void>(call());
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {ErrorKind::internal, "nothing_thrown"};
}

}  // namespace accord::base::testing
