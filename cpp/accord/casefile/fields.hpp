// How a body's list of fields becomes bytes, and bytes a body: one visitor each way.
#pragma once

#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "accord/base/canonical.hpp"
#include "accord/base/check.hpp"
#include "accord/base/record.hpp"
#include "accord/casefile/names.hpp"

namespace accord::casefile {

/// A struct that lists its own fields.
template <class T, class Visit>
concept Listed = requires(T& value, Visit& visit) {
    T::fields(value, visit);
};

/// Where in the body the visitor stands, as names and indexes; written out only for sealed fields.
class FieldPath {
public:
    void push(std::string_view name) { parts_[check(depth_)] = {name, -1}, ++depth_; }
    void push(int index) { parts_[check(depth_)] = {{}, index}, ++depth_; }
    void pop() { --depth_; }
    [[nodiscard]] std::string text(std::string_view last) const {
        std::string out;
        for (std::size_t i = 0; i < depth_; ++i) {
            if (parts_[i].index < 0) {
                out += parts_[i].name;
            } else {
                out += std::to_string(parts_[i].index);
            }
            out += '.';
        }
        out += last;
        return out;
    }

private:
    struct Part {
        std::string_view name;
        int index;
    };
    std::size_t check(std::size_t depth) const {
        ACCORD_CHECK(depth < parts_.size());
        return depth;
    }
    std::array<Part, 12> parts_{};
    std::size_t depth_ = 0;
};

/// Writes the open fields and collects the personal ones. What is empty is left out: the reader
/// starts from the defaults, which are the empty values.
class FieldWriter {
public:
    FieldWriter(base::JsonWriter& json, std::vector<base::SealedField>& sealed)
        : json_(json), sealed_(sealed) {}

    template <class T>
    void open(std::string_view name, const T& value) {
        if (is_empty(value)) return;
        json_.name(name);
        path_.push(name);
        write(value);
        path_.pop();
    }

    void personal(std::string_view name, const Personal& value, std::uint32_t owner) {
        if (!value.present) return;
        base::SealedField field;
        field.path = path_.text(name);
        field.owner = owner;
        base::JsonWriter(field.value).text(value.value);
        sealed_.push_back(std::move(field));
    }

    template <class T>
    requires Listed<const T, FieldWriter>
    void object(const T& value) {
        json_.begin_object();
        T::fields(value, *this);
        json_.end_object();
    }

private:
    static bool is_empty(const std::string& value) { return value.empty(); }
    static bool is_empty(const base::Id& value) { return value.empty(); }
    static bool is_empty(const When& value) { return std::holds_alternative<NotKnown>(value); }
    static bool is_empty(const rules::Value& value) {
        const auto* unknown = std::get_if<rules::Unknown>(&value);
        return unknown != nullptr && unknown->reason.empty();
    }
    template <class T>
    static bool is_empty(const std::optional<T>& value) {
        return !value.has_value();
    }
    template <class T>
    static bool is_empty(const std::vector<T>& value) {
        return value.empty();
    }
    template <class T>
    static bool is_empty(const T& value) {
        if constexpr (std::is_integral_v<T>) {
            return value == T{};
        } else {
            return false;
        }
    }

    void write(const std::string& value) { json_.text(value); }
    void write(bool value) { json_.boolean(value); }
    template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) void write(T value) {
        json_.integer(static_cast<std::int64_t>(value));
    }
    template <class T>
    requires std::is_enum_v<T>
    void write(T value) { json_.text(name_of(value)); }
    void write(const base::Id& value) { json_.text(base::print_id('i', value)); }
    void write(const money::Money& value) { json_.text(value.text()); }
    void write(calendar::Date value) { json_.text(value.text()); }
    void write(calendar::Instant value) {
        json_.begin_array();
        json_.integer(value.micros());
        json_.integer(value.offset_minutes());
        json_.end_array();
    }
    void write(const When& value) {
        if (const auto* date = std::get_if<calendar::Date>(&value)) {
            write(*date);
        } else {
            write(std::get<calendar::Instant>(value));
        }
    }
    void write(const rules::Value& value) { json_.raw(rules::write_value(value)); }
    void write(const base::Line& value) { json_.raw(base::write_trace(value)); }
    void write(const base::Clause& value) {
        json_.begin_object();
        json_.name("id");
        json_.text(value.id);
        json_.name("status");
        json_.text(base::to_text(value.status));
        json_.end_object();
    }
    template <class T>
    void write(const std::optional<T>& value) {
        write(*value);
    }
    template <class T>
    void write(const std::vector<T>& values) {
        json_.begin_array();
        int index = 0;
        for (const T& value : values) {
            path_.push(index++);
            write(value);
            path_.pop();
        }
        json_.end_array();
    }
    template <class T>
    requires Listed<const T, FieldWriter>
    void write(const T& value) { object(value); }

    base::JsonWriter& json_;
    std::vector<base::SealedField>& sealed_;
    FieldPath path_;
};

/// Reads what a FieldWriter wrote. A member that no field takes is a newer format.
class FieldReader {
public:
    FieldReader(base::JsonReader& json, const std::vector<base::SealedField>& sealed)
        : json_(json), sealed_(sealed) {}

    template <class T>
    void open(std::string_view name, T& value) {
        if (!json_.next_name_is(name)) return;
        path_.push(name);
        read(value);
        path_.pop();
    }

    void personal(std::string_view name, Personal& value, std::uint32_t) {
        if (sealed_.empty()) return;
        const std::string path = path_.text(name);
        for (const base::SealedField& field : sealed_) {
            if (field.path != path) continue;
            value.present = true;
            value.readable = field.readable && !field.value.empty();
            if (value.readable) value.value = base::JsonReader(field.value).text();
        }
    }

    template <class T>
    requires Listed<T, FieldReader>
    void object(T& value) {
        json_.begin_object();
        T::fields(value, *this);
        json_.end_object();
    }

private:
    void read(std::string& value) { json_.text_into(value); }
    void read(bool& value) { value = json_.boolean(); }
    template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) void read(T& value) {
        value = static_cast<T>(json_.integer());
    }
    template <class T>
    requires std::is_enum_v<T>
    void read(T& value) { value = from_name<T>(json_.text()); }
    void read(base::Id& value) { value = base::parse_id('i', json_.text()); }
    void read(money::Money& value) { value = money::Money::parse(json_.text()); }
    void read(calendar::Date& value) { value = calendar::Date::parse(json_.text()); }
    void read(calendar::Instant& value) {
        json_.begin_array();
        if (!json_.next_element()) base::fail_store("not_canonical", "instant");
        const std::int64_t micros = json_.integer();
        if (!json_.next_element()) base::fail_store("not_canonical", "instant");
        value = calendar::Instant(micros, static_cast<std::int16_t>(json_.integer()));
        if (json_.next_element()) base::fail_store("not_canonical", "instant");
    }
    void read(When& value) {
        if (json_.next_is_text()) {
            calendar::Date date;
            read(date);
            value = date;
        } else {
            calendar::Instant instant;
            read(instant);
            value = instant;
        }
    }
    void read(rules::Value& value) { value = rules::read_value(json_.raw()); }
    void read(base::Line& value) { value = base::read_trace(json_.raw()); }
    void read(base::Clause& value) {
        json_.begin_object();
        if (json_.next_name_is("id")) json_.text_into(value.id);
        if (json_.next_name_is("status")) value.status = base::status_from_text(json_.text());
        json_.end_object();
    }
    void read(std::optional<money::Money>& value) { value = money::Money::parse(json_.text()); }
    template <class T>
    void read(std::optional<T>& value) {
        T inner{};
        read(inner);
        value = std::move(inner);
    }
    template <class T>
    void read(std::vector<T>& values) {
        json_.begin_array();
        while (json_.next_element()) {
            path_.push(static_cast<int>(values.size()));
            T value{};
            read(value);
            values.push_back(std::move(value));
            path_.pop();
        }
    }
    template <class T>
    requires Listed<T, FieldReader>
    void read(T& value) { object(value); }

    base::JsonReader& json_;
    const std::vector<base::SealedField>& sealed_;
    FieldPath path_;
};

}  // namespace accord::casefile
