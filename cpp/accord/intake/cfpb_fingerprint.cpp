// A digest of the columns every layout has, and short ones of those that come and go.
#include "accord/intake/cfpb_fingerprint.hpp"

#include "accord/base/hash.hpp"
#include "accord/intake/intake.hpp"

namespace accord::intake {
namespace {

constexpr std::size_t core_bytes = 8;
constexpr std::size_t size = 16;

// Offset and length of the parts that a layout may lack.
struct Part {
    std::size_t begin;
    std::size_t bytes;
};
constexpr Part disputed{8, 1};
constexpr Part public_response{9, 2};
constexpr Part tags{11, 1};
constexpr Part narrative{12, 4};
constexpr Part optional_parts[] = {disputed, public_response, tags, narrative};

// Length first, so that no two lists of values give the same bytes.
void frame(std::string& out, std::string_view value) {
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<char>((value.size() >> shift) & 0xFF));
    out.append(value);
}

/// Never all zero: zero says that the layout has no such column.
std::string shortened(const base::Digest& digest, std::size_t bytes) {
    std::string out(base::view(digest).substr(0, bytes));
    out[0] = static_cast<char>(static_cast<unsigned char>(out[0]) | 0x80U);
    return out;
}

std::string digest(std::string_view value, std::size_t bytes) {
    return shortened(base::sha256(value), bytes);
}

std::string_view disputed_code(std::string_view value) {
    if (value.empty() || value == "N/A") return "\x01";
    if (value == "Yes") return "\x02";
    if (value == "No") return "\x03";
    return "\x04";
}

bool is_absent(std::string_view print, Part part) {
    return print.substr(part.begin, part.bytes).find_first_not_of('\0') == std::string_view::npos;
}

}  // namespace

std::string fingerprint(const CsvRecord& record, const Layout& layout,
                        std::string_view folded_product, calendar::Date received,
                        calendar::Date sent) {
    thread_local std::string core;
    core.clear();
    for (std::size_t i = 0; i < core_columns; ++i) {
        const auto column = static_cast<Column>(i);
        if (column == Column::product)
            frame(core, folded_product);
        else if (column == Column::received)
            frame(core, received.text());
        else if (column == Column::sent)
            frame(core, sent.text());
        else
            frame(core, layout.value(record, column));
    }
    std::string print(base::view(base::sha256(core)).substr(0, core_bytes));
    print.resize(size, '\0');

    const auto put = [&](Part part, std::string_view bytes) {
        print.replace(part.begin, part.bytes, bytes);
    };
    if (layout.has(Column::disputed))
        put(disputed, disputed_code(layout.value(record, Column::disputed)));
    if (layout.has(Column::public_response)) {
        put(public_response,
            digest(layout.value(record, Column::public_response), public_response.bytes));
    }
    if (layout.has(Column::tags)) put(tags, digest(layout.value(record, Column::tags), tags.bytes));
    if (layout.has(Column::narrative)) {
        put(narrative, digest(layout.value(record, Column::narrative), narrative.bytes));
    }
    return print;
}

std::string keyed(std::string_view fingerprint,
                  const std::function<base::Digest(std::string_view)>& hmac) {
    if (fingerprint.size() != size)
        return std::string(base::view(hmac(fingerprint)).substr(0, size));
    const std::string_view core = fingerprint.substr(0, core_bytes);
    std::string out(base::view(hmac(core)).substr(0, core_bytes));
    out.resize(size, '\0');
    for (const Part part : optional_parts) {
        if (is_absent(fingerprint, part)) continue;
        std::string message(core);
        message.push_back(static_cast<char>(part.begin));
        message.append(fingerprint.substr(part.begin, part.bytes));
        out.replace(part.begin, part.bytes, shortened(hmac(message), part.bytes));
    }
    return out;
}

bool same_row(std::string_view known, std::string_view now) noexcept {
    if (known.size() != size || now.size() != size) return known == now;
    if (known.substr(0, core_bytes) != now.substr(0, core_bytes)) return false;
    for (const Part part : optional_parts) {
        if (is_absent(known, part) || is_absent(now, part)) continue;
        if (known.substr(part.begin, part.bytes) != now.substr(part.begin, part.bytes))
            return false;
    }
    return true;
}

}  // namespace accord::intake
