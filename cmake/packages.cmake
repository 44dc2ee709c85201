# Finds every package the engine stands on, or stops once with the Debian names of what is missing.

set(missing "")

# Adds a package to the list of missing ones: its name, then its packages in Debian 12 and 13.
macro(accord_missing name bookworm trixie)
    string(APPEND missing "  ${name}: ${bookworm} (Debian 12), ${trixie} (Debian 13)\n")
endmacro()

find_package(Threads QUIET)
if(NOT Threads_FOUND)
    accord_missing("threads" libc6-dev libc6-dev)
endif()

# Release wheels will build SQLiteCpp and Boost.JSON in; until then, only what was tried.
if(ACCORD_FETCH)
    message(FATAL_ERROR "ACCORD_FETCH is kept for release wheels; build from system packages.")
endif()

find_package(SQLiteCpp QUIET CONFIG)
if(NOT SQLiteCpp_FOUND)
    accord_missing("SQLiteCpp, SQLite" "libsqlitecpp-dev libsqlite3-dev"
                   "libsqlitecpp-dev libsqlite3-dev")
endif()
find_package(Boost 1.81 QUIET)
if(NOT Boost_FOUND)
    accord_missing("Boost 1.81 headers" libboost1.81-dev libboost-dev)
endif()

find_package(OpenSSL 3.0 QUIET)
if(NOT OpenSSL_FOUND)
    accord_missing("OpenSSL 3" libssl-dev libssl-dev)
endif()

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(UTF8PROC QUIET IMPORTED_TARGET libutf8proc)
    pkg_check_modules(OPENCC QUIET IMPORTED_TARGET opencc)
else()
    accord_missing("pkg-config" pkg-config pkgconf)
endif()
if(NOT UTF8PROC_FOUND)
    accord_missing("utf8proc" libutf8proc-dev libutf8proc-dev)
endif()
if(NOT OPENCC_FOUND)
    accord_missing("OpenCC" libopencc-dev libopencc-dev)
endif()

if(ACCORD_TESTS)
    find_package(GTest QUIET CONFIG)
    if(NOT GTest_FOUND OR NOT TARGET GTest::gmock)
        accord_missing("GoogleTest" "libgtest-dev libgmock-dev" "libgtest-dev libgmock-dev")
    endif()
endif()

if(ACCORD_PYTHON)
    find_package(Python 3.11 QUIET COMPONENTS Interpreter Development.Module)
    if(NOT Python_FOUND)
        accord_missing("Python 3.11 with headers" python3-dev python3-dev)
    else()
        if(NOT pybind11_DIR)
            execute_process(
                COMMAND "${Python_EXECUTABLE}" -m pybind11 --cmakedir
                OUTPUT_VARIABLE pybind11_DIR OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        endif()
        find_package(pybind11 3.0 QUIET CONFIG)
        if(NOT pybind11_FOUND)
            string(APPEND missing "  pybind11 3: pip install 'pybind11>=3.0,<4'\n")
        endif()
    endif()
endif()

if(missing)
    message(FATAL_ERROR
        "Missing packages:\n${missing}"
        "Install them (./dev setup does so on Debian 12 and 13) and configure again.")
endif()
