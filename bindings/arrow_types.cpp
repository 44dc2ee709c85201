// Arrow's formats: what they are called, and how the cells of the plain ones are read.
#include <algorithm>
#include <charconv>
#include <limits>

#include "accord/base/error.hpp"
#include "accord/base/text.hpp"
#include "arrow_cells.hpp"

namespace accord::bindings {
namespace {

constexpr std::pair<std::string_view, std::string_view> plain_names[] = {
    {"n", "null"},           {"b", "bool"},          {"c", "int8"},
    {"C", "uint8"},          {"s", "int16"},         {"S", "uint16"},
    {"i", "int32"},          {"I", "uint32"},        {"l", "int64"},
    {"L", "uint64"},         {"e", "float16"},       {"f", "float32"},
    {"g", "float64"},        {"z", "binary"},        {"Z", "large_binary"},
    {"vz", "binary_view"},   {"u", "utf8"},          {"U", "large_utf8"},
    {"vu", "string_view"},   {"tdD", "date32"},      {"tdm", "date64"},
    {"tts", "time32[s]"},    {"ttm", "time32[ms]"},  {"ttu", "time64[us]"},
    {"ttn", "time64[ns]"},   {"tDs", "duration[s]"}, {"tDm", "duration[ms]"},
    {"tDu", "duration[us]"}, {"tDn", "duration[ns]"}};

std::string timestamp_name(std::string_view format) {
    static constexpr std::pair<char, std::string_view> units[] = {
        {'s', "s"}, {'m', "ms"}, {'u', "us"}, {'n', "ns"}};
    std::string name = "timestamp[";
    for (const auto& [letter, unit] : units) {
        if (format[2] == letter) name += unit;
    }
    if (format.size() > 4) name += ", " + std::string{format.substr(4)};
    return name + "]";
}

template <class T>
T cell_at(const void* values, std::int64_t at) {
    return static_cast<const T*>(values)[at];
}

bool is_text(std::string_view format) {
    return format == "u" || format == "U" || format == "vu";
}

}  // namespace

std::string type_name(const ArrowSchema& schema) {
    const std::string_view format = schema.format;
    if (schema.dictionary != nullptr) return "dictionary<" + type_name(*schema.dictionary) + ">";
    for (const auto& [known, name] : plain_names) {
        if (format == known) return std::string{name};
    }
    if (format.starts_with("ts") && format.size() >= 4) return timestamp_name(format);
    if (format.starts_with("d:")) return "decimal(" + std::string{format.substr(2)} + ")";
    if (is_list(format) && schema.n_children == 1) {
        return "list<" + type_name(*schema.children[0]) + ">";
    }
    if (format == "+s") return "struct";
    return std::string{format};
}

bool is_list(std::string_view format) {
    return format == "+l" || format == "+L" || list_size(format).has_value();
}

std::optional<std::int64_t> list_size(std::string_view format) {
    if (!format.starts_with("+w:")) return {};
    std::int64_t size = 0;
    const char* const end = format.data() + format.size();
    const auto [stop, fault] = std::from_chars(format.data() + 3, end, size);
    if (fault != std::errc{} || stop != end || size < 0) return {};
    return size;
}

bool is_integer(std::string_view format) {
    return format.size() == 1 && std::string_view{"cCsSiIlL"}.find(format[0]) != format.npos;
}

bool is_valid(const ArrowArray& array, std::int64_t at) {
    if (array.null_count == 0 || array.n_buffers == 0 || array.buffers[0] == nullptr) return true;
    const auto* const bits = static_cast<const std::uint8_t*>(array.buffers[0]);
    return ((static_cast<unsigned>(bits[at >> 3]) >> (at & 7)) & 1U) != 0;
}

std::int64_t integer_at(char format, const void* values, std::int64_t at) {
    switch (format) {
        case 'c': return cell_at<std::int8_t>(values, at);
        case 'C': return cell_at<std::uint8_t>(values, at);
        case 's': return cell_at<std::int16_t>(values, at);
        case 'S': return cell_at<std::uint16_t>(values, at);
        case 'i': return cell_at<std::int32_t>(values, at);
        case 'I': return cell_at<std::uint32_t>(values, at);
        case 'l': return cell_at<std::int64_t>(values, at);
        default: break;
    }
    const auto wide = cell_at<std::uint64_t>(values, at);
    if (wide > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        base::fail_money("overflow", std::to_string(wide));
    }
    return static_cast<std::int64_t>(wide);
}

std::int64_t units_per_day(std::string_view format) {
    constexpr std::int64_t seconds = 86'400;
    if (format == "tss:") return seconds;
    if (format == "tsm:" || format == "tdm") return seconds * 1'000;
    if (format == "tsu:") return seconds * 1'000'000;
    if (format == "tsn:") return seconds * 1'000'000'000;
    return 0;
}

std::optional<int> decimal_scale(std::string_view format) {
    if (!format.starts_with("d:")) return {};
    int numbers[3] = {0, 0, 128};  // precision, scale, bits
    std::size_t known = 0;
    const char* at = format.data() + 2;
    const char* const end = format.data() + format.size();
    while (at < end && known < 3) {
        const auto [stop, fault] = std::from_chars(at, end, numbers[known++]);
        if (fault != std::errc{} || (stop < end && *stop != ',')) return {};
        at = stop + 1;
    }
    constexpr int digits_max = 38;
    const bool fits = numbers[1] >= -digits_max && numbers[1] <= digits_max;
    if (known < 2 || numbers[2] != 128 || !fits) return {};
    return numbers[1];
}

TextArray::TextArray(const ArrowSchema& schema, const ArrowArray& array)
    : array_(&array), texts_(&array) {
    std::string_view format = schema.format;
    if (schema.dictionary != nullptr) {
        index_ = format[0];
        texts_ = array.dictionary;
        format = schema.dictionary->format;
    }
    if (format == "U") layout_ = Layout::large_utf8;
    if (format == "vu") layout_ = Layout::view;
    if (layout_ != Layout::view && texts_->length > 0) {
        end_ = integer_at(format == "U" ? 'l' : 'i', texts_->buffers[1],
                          texts_->offset + texts_->length);
    }
}

bool TextArray::takes(const ArrowSchema& schema) {
    if (schema.dictionary == nullptr) return is_text(schema.format);
    return is_integer(schema.format) && schema.dictionary->dictionary == nullptr &&
           is_text(schema.dictionary->format);
}

std::optional<std::string_view> TextArray::at(std::int64_t row) const {
    std::int64_t at = row + array_->offset;
    if (!is_valid(*array_, at)) return {};
    if (index_ != 0) {
        at = integer_at(index_, array_->buffers[1], at);
        if (at < 0 || at >= texts_->length) base::fail_input("bad_frame", "dictionary");
        at += texts_->offset;
        if (!is_valid(*texts_, at)) return {};
    }
    const std::string_view found = text(at);
    if (!base::is_utf8(found)) base::fail_input("not_utf8");
    return found;
}

void TextArray::places(std::span<const std::string> choices, std::int64_t first, std::size_t count,
                       std::uint8_t* places) const {
    const auto place_of = [&](std::string_view text) {
        const auto found = std::find(choices.begin(), choices.end(), text);
        return found == choices.end() ? settlement::no_choice
                                      : static_cast<std::uint8_t>(found - choices.begin());
    };
    const std::int64_t start = first + array_->offset;
    const bool all_valid = array_->null_count == 0;
    if (index_ == 0) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t at = start + static_cast<std::int64_t>(i);
            const bool valid = all_valid || is_valid(*array_, at);
            places[i] = valid ? place_of(text(at)) : settlement::no_choice;
        }
        return;
    }
    const auto entry_place = [&](std::int64_t entry) {
        const std::int64_t at = texts_->offset + entry;
        return is_valid(*texts_, at) ? place_of(text(at)) : settlement::no_choice;
    };
    // Each entry of the dictionary is compared once, unless more of them are there than rows.
    std::vector<std::uint8_t> of_entry;
    if (texts_->length <= static_cast<std::int64_t>(count)) {
        for (std::int64_t entry = 0; entry < texts_->length; ++entry) {
            of_entry.push_back(entry_place(entry));
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t at = start + static_cast<std::int64_t>(i);
        places[i] = settlement::no_choice;
        if (!all_valid && !is_valid(*array_, at)) continue;
        const std::int64_t entry = integer_at(index_, array_->buffers[1], at);
        if (entry >= 0 && entry < texts_->length) {
            places[i] =
                of_entry.empty() ? entry_place(entry) : of_entry[static_cast<std::size_t>(entry)];
        }
    }
}

std::string_view TextArray::text(std::int64_t at) const {
    const auto piece = [this](std::int64_t first, std::int64_t last) {
        const auto* const bytes = static_cast<const char*>(texts_->buffers[2]);
        return std::string_view{bytes + first, static_cast<std::size_t>(last - first)};
    };
    if (layout_ != Layout::view) {
        const void* const offsets = texts_->buffers[1];
        const char format = layout_ == Layout::utf8 ? 'i' : 'l';
        const std::int64_t first = integer_at(format, offsets, at);
        const std::int64_t last = integer_at(format, offsets, at + 1);
        if (first < 0 || first > last || last > end_) base::fail_input("bad_frame", "offsets");
        return first == last ? std::string_view{} : piece(first, last);
    }
    constexpr std::int32_t inline_max = 12;
    const auto* const view = static_cast<const char*>(texts_->buffers[1]) + at * 16;
    std::int32_t words[4];  // length, then prefix, buffer and offset of a long text
    std::memcpy(words, view, sizeof(words));
    const auto [size, prefix, buffer, offset] = words;
    (void)prefix;
    if (size >= 0 && size <= inline_max) return {view + 4, static_cast<std::size_t>(size)};
    // The last buffer has the sizes of those that hold long texts.
    const auto* const sizes =
        static_cast<const std::int64_t*>(texts_->buffers[texts_->n_buffers - 1]);
    if (size < 0 || offset < 0 || buffer < 0 || buffer >= texts_->n_buffers - 3 ||
        sizes[buffer] < std::int64_t{offset} + size || texts_->buffers[2 + buffer] == nullptr) {
        base::fail_input("bad_frame", "offsets");
    }
    return {static_cast<const char*>(texts_->buffers[2 + buffer]) + offset,
            static_cast<std::size_t>(size)};
}

}  // namespace accord::bindings
