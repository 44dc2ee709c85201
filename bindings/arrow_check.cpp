// What a frame's structures say of one another must hold before any cell is read.
#include <charconv>
#include <limits>

#include "accord/base/error.hpp"
#include "accord/base/text.hpp"
#include "arrow_cells.hpp"

namespace accord::bindings {
namespace {

/// Structures within structures; no rule reads more than a list of records of texts.
constexpr int depth_max = 64;

/// Rows of one array: past them, places in its buffers do not fit 64 bits.
constexpr std::int64_t extent_max = std::numeric_limits<std::int64_t>::max() / 64;

[[noreturn]] void fail(const char* part) {
    base::fail_input("bad_frame", part);
}

bool is_text(std::string_view format) {
    return format == "u" || format == "U" || format == "vu";
}

/// Whether each row has a place of fixed width, or a bit, in the second buffer.
bool is_fixed(std::string_view format) {
    return is_integer(format) || format == "b" || format == "tdD" || units_per_day(format) != 0 ||
           decimal_scale(format).has_value();
}

void require_buffers(const ArrowArray& array, std::int64_t count) {
    if (array.n_buffers < count) fail("buffers");
}

std::int64_t extent_of(const ArrowArray& array) {
    return array.offset + array.length;
}

/// The first and the last offset of rows that follow one another, none of which goes back.
std::pair<std::int64_t, std::int64_t> check_offsets(const ArrowArray& array, bool is_long,
                                                    bool each) {
    const char format = is_long ? 'l' : 'i';
    const void* const offsets = array.buffers[1];
    const std::int64_t first = integer_at(format, offsets, array.offset);
    const std::int64_t last = integer_at(format, offsets, extent_of(array));
    bool ascends = first >= 0 && first <= last;
    std::int64_t before = first;
    for (std::int64_t at = array.offset + 1; each && at <= extent_of(array); ++at) {
        const std::int64_t offset = integer_at(format, offsets, at);
        ascends &= before <= offset;
        before = offset;
    }
    if (!ascends) fail("offsets");
    return {first, last};
}

void check_texts(std::string_view format, const ArrowArray& array) {
    require_buffers(array, 3);
    if (array.length == 0) return;
    if (array.buffers[1] == nullptr) fail("buffers");
    if (format == "vu") {
        const bool has_sizes = array.buffers[array.n_buffers - 1] != nullptr;
        if (array.n_buffers > 3 && !has_sizes) fail("buffers");
        return;
    }
    const auto [first, last] = check_offsets(array, format == "U", false);
    if (last > 0 && array.buffers[2] == nullptr) fail("buffers");
}

void check_list(std::string_view format, const ArrowArray& array) {
    const std::int64_t items = array.children[0]->length;
    if (const auto size = list_size(format)) {
        std::int64_t wanted = 0;
        if (__builtin_mul_overflow(extent_of(array), *size, &wanted) || items < wanted) {
            fail("length");
        }
        return;
    }
    require_buffers(array, 2);
    if (array.length == 0) return;
    if (array.buffers[1] == nullptr) fail("buffers");
    if (check_offsets(array, format == "+L", true).second > items) fail("offsets");
}

void check_children(const ArrowSchema& schema, const ArrowArray& array) {
    if (array.n_children != schema.n_children || array.children == nullptr) fail("children");
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (array.children[i] == nullptr) fail("children");
        check_array(*schema.children[i], *array.children[i]);
    }
}

}  // namespace

void check_schema(const ArrowSchema& schema, int depth) {
    if (depth > depth_max) fail("depth");
    if (schema.format == nullptr || !base::is_utf8(schema.format)) fail("format");
    if (schema.name != nullptr && !base::is_utf8(schema.name)) fail("name");
    if (schema.n_children < 0 || (schema.n_children > 0 && schema.children == nullptr)) {
        fail("children");
    }
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i] == nullptr) fail("children");
        check_schema(*schema.children[i], depth + 1);
    }
    if (schema.dictionary != nullptr) check_schema(*schema.dictionary, depth + 1);
}

void check_array(const ArrowSchema& schema, const ArrowArray& array) {
    const std::string_view format = schema.format;
    if (array.length < 0 || array.offset < 0 || array.length > extent_max ||
        array.offset > extent_max - array.length) {
        fail("length");
    }
    if (array.n_buffers < 0 || (array.n_buffers > 0 && array.buffers == nullptr)) fail("buffers");
    if (schema.dictionary != nullptr && array.dictionary == nullptr) fail("dictionary");
    // A null that no bit marks would be read as a figure; less than nothing is "not counted".
    const bool has_bits = array.n_buffers > 0 && array.buffers[0] != nullptr;
    if (array.null_count > 0 && !has_bits && format != "n") fail("nulls");
    if (is_fixed(format)) {
        require_buffers(array, 2);
        if (array.length > 0 && array.buffers[1] == nullptr) fail("buffers");
    }
    if (is_text(format)) check_texts(format, array);
    if (schema.dictionary != nullptr) check_array(*schema.dictionary, *array.dictionary);
    if (format == "+s") {
        require_buffers(array, 1);
        if (schema.n_children > 0) check_children(schema, array);
        for (std::int64_t i = 0; i < schema.n_children; ++i) {
            if (array.children[i]->length < extent_of(array)) fail("length");
        }
    }
    if (is_list(format)) {
        require_buffers(array, 1);
        if (schema.n_children != 1) fail("children");
        check_children(schema, array);
        check_list(format, array);
    }
}

}  // namespace accord::bindings
