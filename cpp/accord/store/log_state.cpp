// The state row's bytes.
#include "accord/store/log_state.hpp"

#include "accord/base/error.hpp"
#include "accord/store/bytes.hpp"

namespace accord::store {

namespace {
constexpr char state_format = 0x01;
}

std::string LogState::write() const {
    std::string bytes(1, state_format);
    for (const std::uint64_t value : {tree.size(), next_key, next_case, last_own, laws}) {
        append_varint(bytes, value);
    }
    return bytes + tree.frontier();
}

LogState LogState::read(std::string_view bytes) {
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
    whole = whole && used <= bytes.size() && reader.take(bytes.size() - used, frontier);
    if (!whole || size > INT64_MAX || state.next_key > UINT32_MAX || state.next_key == 0 ||
        state.next_case == 0 || state.next_case > INT64_MAX) {
        base::fail_store("damaged", "log");
    }
    state.tree = CompactRange(size, frontier);
    return state;
}

}  // namespace accord::store
