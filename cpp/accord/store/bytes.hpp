// Integers as bytes: big-endian words for what is hashed, LEB128 varints for what is stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace accord::store {

inline void append_u32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

inline void append_u64(std::string& out, std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

[[nodiscard]] inline std::uint64_t read_u64(std::string_view bytes) noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
    return value;
}

/// Little-endian groups of seven bits, the high bit set on all but the last.
inline void append_varint(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out.push_back(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<char>(value));
}

/// Reads forward through bytes; false once anything did not fit. Only shortest varints are taken,
/// so that two different byte strings never decode to the same frame.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) noexcept : bytes_(bytes) {}

    [[nodiscard]] bool byte(std::uint8_t& out) noexcept {
        if (at_ >= bytes_.size()) return false;
        out = static_cast<std::uint8_t>(bytes_[at_++]);
        return true;
    }

    [[nodiscard]] bool varint(std::uint64_t& out) noexcept {
        out = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            std::uint8_t next = 0;
            if (!byte(next)) return false;
            if (shift == 63 && next > 1) return false;
            out |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if ((next & 0x80) == 0) return next != 0 || shift == 0;
        }
        return false;
    }

    [[nodiscard]] bool take(std::uint64_t size, std::string_view& out) noexcept {
        if (size > bytes_.size() - at_) return false;
        out = bytes_.substr(at_, static_cast<std::size_t>(size));
        at_ += static_cast<std::size_t>(size);
        return true;
    }

    /// A varint length and that many bytes.
    [[nodiscard]] bool sized(std::string_view& out) noexcept {
        std::uint64_t size = 0;
        return varint(size) && take(size, out);
    }

    [[nodiscard]] bool at_end() const noexcept { return at_ == bytes_.size(); }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace accord::store
