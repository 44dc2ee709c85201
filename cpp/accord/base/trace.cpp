// Sums of a trace, and its canonical JSON; names of one letter, for each figure stores its trace.
#include "accord/base/trace.hpp"

#include <algorithm>
#include <charconv>

#include "accord/base/canonical.hpp"
#include "accord/base/check.hpp"
#include "accord/base/error.hpp"

namespace accord::base {
namespace {

__extension__ using Wide = __int128;

// Members in ascending order; what is empty, false or an addend is left out.
//   a amount's count   c clauses [[id, status]]   i inputs [[name, value]]   l label   n a note
//   p provisional      r rule                     s source                   u unit    z lines

void write_count(JsonWriter& json, std::int64_t count) {
    if (count > json_integer_max || count < -json_integer_max) {
        json.text(std::to_string(count));
    } else {
        json.integer(count);
    }
}

void write_pair(JsonWriter& json, std::string_view first, std::string_view second) {
    json.begin_array();
    json.text(first);
    json.text(second);
    json.end_array();
}

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    json.name(name);
    json.text(text);
}

void write_flag(JsonWriter& json, std::string_view name, bool flag) {
    if (!flag) return;
    json.name(name);
    json.boolean(true);
}

void write_line(JsonWriter& json, const Line& line) {
    json.begin_object();
    json.name("a");
    write_count(json, line.amount.count);
    if (!line.clauses.empty()) {
        json.name("c");
        json.begin_array();
        for (const Clause& clause : line.clauses)
            write_pair(json, clause.id, to_text(clause.status));
        json.end_array();
    }
    if (!line.inputs.empty()) {
        json.name("i");
        json.begin_array();
        for (const auto& [name, value] : line.inputs) write_pair(json, name, value);
        json.end_array();
    }
    write_text(json, "l", line.label);
    write_flag(json, "n", line.role == LineRole::note);
    write_flag(json, "p", line.provisional);
    write_text(json, "r", line.rule);
    write_text(json, "s", line.source);
    write_text(json, "u", line.amount.unit);
    if (!line.lines.empty()) {
        json.name("z");
        json.begin_array();
        for (const Line& child : line.lines) write_line(json, child);
        json.end_array();
    }
    json.end_object();
}

[[noreturn]] void fail_trace(std::string_view part) {
    fail_store("not_canonical", std::string(part));
}

/// Text only for what JSON cannot hold as an integer, so that each trace has one text.
std::int64_t read_count(JsonReader& json) {
    if (!json.next_is_text()) return json.integer();
    const std::string text = json.text();
    std::int64_t count = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    const bool small = count <= json_integer_max && count >= -json_integer_max;
    if (error != std::errc{} || stop != end || small || std::to_string(count) != text)
        fail_trace("a");
    return count;
}

std::pair<std::string, std::string> read_pair(JsonReader& json, std::string_view part) {
    json.begin_array();
    if (!json.next_element()) fail_trace(part);
    std::string first = json.text();
    if (!json.next_element()) fail_trace(part);
    std::string second = json.text();
    if (json.next_element()) fail_trace(part);
    return {std::move(first), std::move(second)};
}

void read_text(JsonReader& json, std::string_view name, std::string& out) {
    if (!json.next_name_is(name)) return;
    json.text_into(out);
    if (out.empty()) fail_trace(name);
}

bool read_flag(JsonReader& json, std::string_view name) {
    if (!json.next_name_is(name)) return false;
    if (!json.boolean()) fail_trace(name);
    return true;
}

/// Reads the array after `name`, if it is there; an empty one would have been left out.
template <typename ReadOne>
void read_list(JsonReader& json, std::string_view name, const ReadOne& read_one) {
    if (!json.next_name_is(name)) return;
    json.begin_array();
    bool any = false;
    for (; json.next_element(); any = true) read_one();
    if (!any) fail_trace(name);
}

/// Recursion is bounded: the reader refuses more than json_depth_max levels.
Line read_line(JsonReader& json) {
    Line line;
    json.begin_object();
    if (!json.next_name_is("a")) fail_trace("a");
    line.amount.count = read_count(json);
    read_list(json, "c", [&] {
        auto [id, status] = read_pair(json, "c");
        line.clauses.push_back({std::move(id), status_from_text(status)});
    });
    read_list(json, "i", [&] { line.inputs.push_back(read_pair(json, "i")); });
    read_text(json, "l", line.label);
    if (read_flag(json, "n")) line.role = LineRole::note;
    line.provisional = read_flag(json, "p");
    read_text(json, "r", line.rule);
    read_text(json, "s", line.source);
    read_text(json, "u", line.amount.unit);
    read_list(json, "z", [&] { line.lines.push_back(read_line(json)); });
    json.end_object();
    return line;
}

}  // namespace

void check_sums(const Line& line) {
    Wide sum = 0;
    bool has_addend = false;
    for (const Line& child : line.lines) {
        check_sums(child);
        if (child.role != LineRole::addend) continue;
        has_addend = true;
        sum += child.amount.count;
        ACCORD_CHECK(child.amount.unit == line.amount.unit);
    }
    ACCORD_CHECK(!has_addend || sum == line.amount.count);
}

Status weakest_status(const Line& line) {
    Status status = Status::official;
    for (const Clause& clause : line.clauses) status = weakest(status, clause.status);
    for (const Line& child : line.lines) status = weakest(status, weakest_status(child));
    return status;
}

bool is_provisional(const Line& line) {
    return line.provisional || std::any_of(line.lines.begin(), line.lines.end(), is_provisional);
}

std::string write_trace(const Line& line) {
    std::string out;
    JsonWriter json(out);
    write_line(json, line);
    return out;
}

Line read_trace(std::string_view json) {
    JsonReader reader(json);
    Line line = read_line(reader);
    reader.require_end();
    return line;
}

}  // namespace accord::base
