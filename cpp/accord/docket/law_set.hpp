// A set of law that cases are pinned to: compiled from bytes, named by the hash of what it holds.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "accord/procedure/decide.hpp"

namespace accord::docket {

struct LawFiles;

/// Immutable once compiled.
struct LawSet {
    std::string id;        // "l_…": the first 128 bits of SHA-256 of the manifest
    std::string manifest;  // canonical JSON: the hex hashes of the files, by sort
    std::vector<std::pair<std::string, std::string>> files;  // hex hash → bytes
    procedure::Definition definition;
    calendar::Book calendars;
    rules::Book rules;

    [[nodiscard]] procedure::Law law() const { return {definition, calendars, rules}; }
    [[nodiscard]] const calendar::Zone& zone() const { return calendars.zone(definition.zone); }
};

/// Throws Error(procedure | input, …) naming the file at fault.
[[nodiscard]] std::shared_ptr<const LawSet> compile(const LawFiles& files);
/// The files again from a manifest, each read by its hash.
[[nodiscard]] LawFiles files_of(std::string_view manifest,
                                const std::function<std::string(std::string_view hash)>& read);

}  // namespace accord::docket
