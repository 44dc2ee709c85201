// Reads a definition's JSON place by place, naming each fault by its pointer.
#include "accord/procedure/reading.hpp"

#include <algorithm>

#include "accord/base/error.hpp"

namespace accord::procedure {
namespace {

constexpr std::size_t name_bytes_max = 64;

bool is_name(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    };
    return !text.empty() && text.size() <= name_bytes_max &&
           std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

void Reader::fail(std::string code, std::string subject) const {
    base::fail_procedure(std::move(code), std::move(subject), pointer_);
}

void Reader::only(std::initializer_list<std::string_view> names) const {
    if (!json_->is_object()) fail("wrong_type", "object");
    for (const auto& entry : json_->get_object()) {
        const std::string_view key{entry.key().data(), entry.key().size()};
        if (std::find(names.begin(), names.end(), key) == names.end()) {
            fail("unknown_member", std::string(key));
        }
    }
}

bool Reader::has(std::string_view name) const {
    return find(name).has_value();
}

std::optional<Reader> Reader::find(std::string_view name) const {
    if (!json_->is_object()) fail("wrong_type", "object");
    const base::Json* found = base::find_member(json_->get_object(), name);
    if (found == nullptr) return std::nullopt;
    return Reader{*found, pointer_ + "/" + std::string(name)};
}

Reader Reader::at(std::string_view name) const {
    auto found = find(name);
    if (!found) fail("missing_member", std::string(name));
    return *found;
}

std::vector<Reader> Reader::items() const {
    if (!json_->is_array()) fail("wrong_type", "array");
    std::vector<Reader> readers;
    for (const base::Json& item : json_->get_array()) {
        readers.emplace_back(item, pointer_ + "/" + std::to_string(readers.size()));
    }
    return readers;
}

std::vector<std::string> Reader::names() const {
    if (!json_->is_object()) fail("wrong_type", "object");
    std::vector<std::string> names;
    for (const auto& entry : json_->get_object())
        names.emplace_back(entry.key().data(), entry.key().size());
    return names;
}

std::string Reader::text() const {
    if (!json_->is_string()) fail("wrong_type", "text");
    const auto& text = json_->get_string();
    return {text.data(), text.size()};
}

std::int64_t Reader::integer() const {
    if (!json_->is_int64()) fail("wrong_type", "integer");
    return json_->get_int64();
}

bool Reader::boolean() const {
    if (!json_->is_bool()) fail("wrong_type", "bool");
    return json_->get_bool();
}

std::string Reader::name() const {
    std::string name = text();
    if (!is_name(name)) fail("bad_name", name.substr(0, name_bytes_max));
    return name;
}

base::Clause Reader::clause() const {
    only({"id", "status"});
    base::Clause clause{at("id").text(), base::Status::unverified};
    if (clause.id.empty()) at("id").fail("wrong_type", "id");
    const Reader status = at("status");
    const std::string word = status.text();
    for (const auto known :
         {base::Status::official, base::Status::secondary, base::Status::unverified}) {
        if (base::to_text(known) == word) {
            clause.status = known;
            return clause;
        }
    }
    status.fail("unknown_status", word);
}

std::string Reader::text_or(std::string_view name, std::string_view otherwise) const {
    const auto found = find(name);
    return found ? found->text() : std::string(otherwise);
}

std::string Reader::name_or_empty(std::string_view name) const {
    const auto found = find(name);
    return found ? found->name() : std::string();
}

bool Reader::flag(std::string_view name, bool otherwise) const {
    const auto found = find(name);
    return found ? found->boolean() : otherwise;
}

std::vector<std::string> Reader::name_list(std::string_view name) const {
    std::vector<std::string> list;
    const auto found = find(name);
    if (!found) return list;
    for (const Reader& item : found->items()) {
        list.push_back(item.name());
        if (std::find(list.begin(), list.end() - 1, list.back()) != list.end() - 1) {
            item.fail("duplicate", list.back());
        }
    }
    return list;
}

base::Clause Reader::clause_or_empty(std::string_view name) const {
    const auto found = find(name);
    return found ? found->clause() : base::Clause{{}, base::Status::official};
}

}  // namespace accord::procedure
