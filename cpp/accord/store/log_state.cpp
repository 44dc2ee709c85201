// The state row's bytes.
#include "accord/store/log_state.hpp"

#include "accord/base/error.hpp"
#include "accord/store/bytes.hpp"

namespace accord::store {

namespace {

constexpr char state_format = 0x01;
constexpr std::size_t check_size = 8;

/// Not against a forger, who can compute it too: against a flipped bit in a counter, which nothing
/// else in the file would contradict.
std::string check_of(std::string_view bytes) {
    return std::string(base::view(base::sha256(bytes)).substr(0, check_size));
}

}  // namespace

std::string LogState::write() const {
    std::string bytes(1, state_format);
    for (const std::uint64_t value : {tree.size(), next_key, next_case, last_own, laws}) {
        append_varint(bytes, value);
    }
    bytes += tree.frontier();
    bytes += check_of(bytes);
    return bytes;
}

LogState LogState::read(std::string_view bytes) {
    if (bytes.size() < check_size) base::fail_store("damaged", "log");
    const std::string_view check = bytes.substr(bytes.size() - check_size);
    bytes.remove_suffix(check_size);
    ByteReader reader(bytes);
    std::uint8_t format = 0;
    std::uint64_t size = 0;
    std::string_view frontier;
    LogState state;
    std::size_t used = 1;
    bool whole = reader.byte(format) && format == state_format;
    for (std::uint64_t* value :
         {&size, &state.next_key, &state.next_case, &state.last_own, &state.laws}) {
        whole = whole && reader.varint(*value);
        std::string again;
        append_varint(again, *value);
        used += again.size();
    }
    whole = whole && check == check_of(bytes) && used <= bytes.size() &&
            reader.take(bytes.size() - used, frontier);
    if (!whole || size > INT64_MAX || state.next_key > UINT32_MAX || state.next_key == 0 ||
        state.next_case == 0 || state.next_case > INT64_MAX) {
        base::fail_store("damaged", "log");
    }
    state.tree = CompactRange(size, frontier);
    return state;
}

}  // namespace accord::store
