# The targets: accord_engine (static), _core (the Python module), accord_tests, bench programs.

find_program(ccache_program ccache)
if(ccache_program)
    # ccache can serve a precompiled header only if it may overlook these two.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${ccache_program}")
endif()

# What our own code is compiled with; headers of others arrive as SYSTEM and do not warn.
add_library(accord_flags INTERFACE)
target_compile_options(accord_flags INTERFACE
    -Wall -Wextra -Wconversion -Werror
    "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/="
    "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${ACCORD_PCH}>>:-fpch-preprocess>")
target_include_directories(accord_flags INTERFACE "${PROJECT_SOURCE_DIR}/cpp")
if(ACCORD_ASAN)
    target_compile_options(accord_flags INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(accord_flags INTERFACE -fsanitize=address,undefined)
endif()

# Precompiles `headers` for one target.
function(accord_precompile target)
    if(ACCORD_PCH)
        target_precompile_headers(${target} PRIVATE ${ARGN})
    endif()
endfunction()

set(std_headers <algorithm> <array> <charconv> <chrono> <cstdint> <cstring> <filesystem>
    <functional> <map> <memory> <mutex> <optional> <set> <span> <string> <string_view>
    <unordered_map> <utility> <variant> <vector> <boost/json/array.hpp>
    <boost/json/object.hpp> <boost/json/value.hpp>)

# --- the engine -----------------------------------------------------------------------------------
file(GLOB engine_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/cpp/accord/*/*.cpp"
    "${PROJECT_SOURCE_DIR}/cpp/accord/*/*/*.cpp")
if(NOT engine_sources)
    file(WRITE "${PROJECT_BINARY_DIR}/empty.cpp" "namespace accord {}\n")
    set(engine_sources "${PROJECT_BINARY_DIR}/empty.cpp")
endif()
add_library(accord_engine STATIC ${engine_sources})
target_link_libraries(accord_engine PUBLIC accord_flags Boost::headers SQLiteCpp OpenSSL::Crypto
    PkgConfig::UTF8PROC PkgConfig::OPENCC Threads::Threads)
accord_precompile(accord_engine ${std_headers})
# g++ 12 at -O2 sees the bounds of a short text made from a literal broken, where they are not.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    set(settlement_sources ${engine_sources})
    list(FILTER settlement_sources INCLUDE REGEX "/settlement/")
    set_property(SOURCE ${settlement_sources} APPEND PROPERTY COMPILE_OPTIONS
        -Wno-array-bounds -Wno-stringop-overread -Wno-stringop-overflow -Wno-restrict)
endif()
# A seed has one estimate on every machine: no product and sum fused where the processor could.
set_property(SOURCE "${PROJECT_SOURCE_DIR}/cpp/accord/settlement/range/sampled.cpp"
    "${PROJECT_SOURCE_DIR}/cpp/accord/settlement/range/simulate.cpp"
    APPEND PROPERTY COMPILE_OPTIONS -ffp-contract=off)
set_source_files_properties("${PROJECT_SOURCE_DIR}/cpp/accord/base/boost_json_src.cpp"
    PROPERTIES SKIP_PRECOMPILE_HEADERS ON)

# --- the Python module ----------------------------------------------------------------------------
file(GLOB binding_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bindings/*.cpp")
if(ACCORD_PYTHON AND binding_sources)
    pybind11_add_module(_core MODULE NO_EXTRAS ${binding_sources})
    target_link_libraries(_core PRIVATE accord_engine)
    target_compile_definitions(_core PRIVATE
        "ACCORD_VERSION=\"${PROJECT_VERSION}\""
        "ACCORD_COMPILER=\"${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}\""
        "ACCORD_BUILD_TYPE=\"${CMAKE_BUILD_TYPE}\""
        "ACCORD_BOOST_VERSION=\"${Boost_VERSION_STRING}\""
        "ACCORD_SQLITECPP_VERSION=\"${SQLiteCpp_VERSION}\""
        "ACCORD_OPENSSL_VERSION=\"${OPENSSL_VERSION}\""
        "ACCORD_UTF8PROC_VERSION=\"${UTF8PROC_VERSION}\""
        "ACCORD_OPENCC_VERSION=\"${OPENCC_VERSION}\""
        "ACCORD_PYBIND11_VERSION=\"${pybind11_VERSION}\"")
    if(ACCORD_ASAN)
        # vptr trips over pybind11's own types; a source's options come after the target's.
        set_source_files_properties(${binding_sources} PROPERTIES
            COMPILE_OPTIONS -fno-sanitize=vptr)
    endif()
    accord_precompile(_core ${std_headers} <pybind11/pybind11.h> <pybind11/stl.h>)
    install(TARGETS _core LIBRARY DESTINATION accord COMPONENT accord)
endif()

# --- tests and benchmarks -------------------------------------------------------------------------
file(GLOB test_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/cpp/*.cpp")
if(ACCORD_TESTS AND test_sources)
    enable_testing()
    add_executable(accord_tests ${test_sources})
    target_link_libraries(accord_tests PRIVATE accord_engine GTest::gmock GTest::gtest_main)
    target_compile_definitions(accord_tests PRIVATE "ACCORD_TEST_ROOT=\"${PROJECT_SOURCE_DIR}\"")
    # Enough for tests, and g++ 12 at -O2 sees array bounds broken where they are not.
    target_compile_options(accord_tests PRIVATE $<$<CONFIG:Release>:-O1>)
    accord_precompile(accord_tests ${std_headers} <gtest/gtest.h> <gmock/gmock.h>)
    add_test(NAME accord_tests COMMAND accord_tests)
endif()

file(GLOB bench_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/bench/*.cpp")
if(ACCORD_BENCH)
    foreach(source IN LISTS bench_sources)
        cmake_path(GET source STEM program)
        add_executable(${program} "${source}")
        target_link_libraries(${program} PRIVATE accord_engine)
    endforeach()
endif()
