// Values to and from canonical JSON, and to the text a "why" prints.
#include "accord/rules/value.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>

#include "accord/base/canonical.hpp"
#include "accord/base/error.hpp"

namespace accord::rules {
namespace {

// RFC 8785 numbers are doubles to most readers: an integer beyond this is written as text.
constexpr std::int64_t integer_max = (std::int64_t{1} << 53) - 1;

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

void write_tagged(base::JsonWriter& writer, std::string_view tag, std::string_view text) {
    writer.begin_object();
    writer.name(tag);
    writer.text(text);
    writer.end_object();
}

void write_set(base::JsonWriter& writer, const TextSet& set) {
    writer.begin_object();
    writer.name("set");
    writer.begin_array();
    for (const std::string& item : set.items) writer.text(item);
    writer.end_array();
    writer.end_object();
}

TextSet read_set(base::JsonReader& reader) {
    TextSet set;
    reader.begin_array();
    while (reader.next_element()) set.items.push_back(reader.text());
    const bool ascending = std::adjacent_find(set.items.begin(), set.items.end(),
                                              std::greater_equal<>{}) == set.items.end();
    if (!ascending) base::fail_store("not_canonical", "set");
    return set;
}

std::int64_t read_integer_text(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool beyond = value > integer_max || value < -integer_max;
    if (error != std::errc{} || end != text.data() + text.size() || !beyond ||
        std::to_string(value) != text) {
        base::fail_store("not_canonical", "integer");
    }
    return value;
}

Value read_tagged(base::JsonReader& reader) {
    reader.begin_object();
    const std::string tag{reader.next_name()};
    Value value;
    if (tag == "set") {
        value = read_set(reader);
    } else {
        const std::string text = reader.text();
        if (tag == "unknown")
            value = Unknown{text};
        else if (tag == "integer")
            value = read_integer_text(text);
        else if (tag == "money")
            value = money::Money::parse(text);
        else if (tag == "rate")
            value = money::Rate::parse(text);
        else if (tag == "date")
            value = calendar::Date::parse(text);
        else if (tag == "instant")
            value = calendar::Instant::parse(text);
        else
            base::fail_store("newer_format", tag);
    }
    reader.end_object();
    return value;
}

}  // namespace

bool is_unknown(const Value& value) noexcept {
    return std::holds_alternative<Unknown>(value);
}

std::string_view type_name(const Value& value) noexcept {
    constexpr std::string_view names[] = {"unknown", "bool", "integer", "text", "money",
                                          "rate",    "date", "instant", "set"};
    static_assert(std::size(names) == std::variant_size_v<Value>);
    return names[value.index()];
}

std::string write_value(const Value& value) {
    std::string out;
    base::JsonWriter writer{out};
    std::visit(Overloaded{
                   [&](const Unknown& unknown) { write_tagged(writer, "unknown", unknown.reason); },
                   [&](bool flag) { writer.boolean(flag); },
                   [&](std::int64_t number) {
                       if (number > integer_max || number < -integer_max) {
                           write_tagged(writer, "integer", std::to_string(number));
                       } else {
                           writer.integer(number);
                       }
                   },
                   [&](const std::string& text) { writer.text(text); },
                   [&](const money::Money& money) { write_tagged(writer, "money", money.text()); },
                   [&](const money::Rate& rate) { write_tagged(writer, "rate", rate.text()); },
                   [&](const calendar::Date& date) { write_tagged(writer, "date", date.text()); },
                   [&](const calendar::Instant& at) { write_tagged(writer, "instant", at.text()); },
                   [&](const TextSet& set) { write_set(writer, set); },
               },
               value);
    return out;
}

Value read_value(std::string_view canonical) {
    if (canonical.empty()) base::fail_store("not_canonical", "value");
    base::JsonReader reader{canonical};
    Value value;
    switch (canonical.front()) {
        case '{': value = read_tagged(reader); break;
        case '"': value = reader.text(); break;
        case 't':
        case 'f': value = reader.boolean(); break;
        default: value = reader.integer(); break;
    }
    reader.require_end();
    return value;
}

std::string print_value(const Value& value) {
    return std::visit(Overloaded{
                          [](const Unknown& unknown) { return "unknown (" + unknown.reason + ")"; },
                          [](bool flag) { return std::string{flag ? "true" : "false"}; },
                          [](std::int64_t number) { return std::to_string(number); },
                          [](const std::string& text) { return text; },
                          [](const money::Money& money) { return money.text(); },
                          [](const money::Rate& rate) { return rate.text(); },
                          [](const calendar::Date& date) { return date.text(); },
                          [](const calendar::Instant& at) { return at.text(); },
                          [](const TextSet& set) {
                              std::string out;
                              for (const std::string& item : set.items) {
                                  if (!out.empty()) out += ", ";
                                  out += item;
                              }
                              return out;
                          },
                      },
                      value);
}

}  // namespace accord::rules
