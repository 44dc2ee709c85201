// The bytes of one row of the journal: what its Merkle leaf hashes, stored exactly as they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace accord::store {

// The frame, format 1. Integers are unsigned LEB128 varints in their shortest form.
//
//   byte     0x01                     format
//   varint   seq                      place in the log, from 1, so a moved row gives itself away
//   varint   length, bytes            head: canonical JSON (RFC 8785) of envelope, open body
//   varint   count                    sealed fields
//   then for each sealed field, in the event's order
//   varint   length, bytes            path, UTF-8
//   varint   owner                    ordinal of the key: 0 the docket's own, otherwise a subject's
//   32 bytes commitment               SHA-256("accord.field.v1" ‖ L salt ‖ L path ‖ L value),
//                                     L = length as 8 bytes, big-endian
//   varint   length, bytes            sealed: 12-byte nonce ‖ AES-256-GCM ciphertext ‖ 16-byte tag
//
// Nothing follows. The plaintext of a sealed field is a 16-byte salt ‖ value (canonical JSON); its
// additional data are docket id (16 bytes) ‖ case id (16) ‖ n (8, big-endian) ‖ path. The leaf of
// the row is SHA-256(0x00 ‖ frame), and leaf index = seq − 1.
inline constexpr std::uint8_t frame_format = 0x01;
inline constexpr std::size_t row_bytes_max = std::size_t{16} << 20;
inline constexpr std::size_t field_count_max = 4096;

/// A sealed field as it lies in the frame; views into the row's bytes.
struct FrameField {
    std::string_view path;
    std::uint32_t owner = 0;
    std::string_view commitment;  // 32 bytes
    std::string_view sealed;      // nonce ‖ ciphertext ‖ tag
};

struct Frame {
    std::uint64_t seq = 0;
    std::string_view head;
    std::vector<FrameField> fields;
};

/// Appends everything before the sealed fields.
void begin_frame(std::string& out, std::uint64_t seq, std::string_view head, std::size_t fields);
/// Appends a field up to its commitment; the caller appends varint length and sealed bytes.
void append_field(std::string& out, std::string_view path, std::uint32_t owner,
                  std::string_view commitment);
/// False when the bytes are not exactly one frame. Reuses the capacity of `out.fields`.
[[nodiscard]] bool parse_frame(std::string_view row, Frame& out);

/// What the store itself needs to know of a head: which case, and which event of it.
struct HeadFacts {
    std::string_view case_text;  // "c_…" as printed; empty for the docket's own events
    std::uint64_t n = 0;
};
/// Finds members "case" and "n" of canonical JSON without reading the others. False when the bytes
/// are not an object or those members are not a text without escapes and an integer.
[[nodiscard]] bool read_head(std::string_view head, HeadFacts& out);

}  // namespace accord::store
