// Arrow's C data and stream interfaces: frames come in and tables go out, without pyarrow or a
// copy.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/settlement/batch.hpp"
#include "casters.hpp"

// The structures as Arrow's specification gives them, guards and all, so that they may stand beside
// those of any other library.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

namespace accord::bindings {

/// One of the three structures above, released exactly once.
template <class Structure>
class Owned {
public:
    Owned() = default;
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Owned(Owned&& other) noexcept : value_(std::exchange(other.value_, Structure{})) {}
    Owned& operator=(Owned&& other) noexcept {
        if (this != &other) {
            drop();
            value_ = std::exchange(other.value_, Structure{});
        }
        return *this;
    }
    ~Owned() { drop(); }

    /// Takes over what another structure owns, as the specification has it: that one is marked as
    /// released.
    [[nodiscard]] static Owned move_from(Structure& other) noexcept {
        Owned made;
        made.value_ = other;
        other.release = nullptr;
        return made;
    }
    [[nodiscard]] Structure* get() noexcept { return &value_; }
    [[nodiscard]] const Structure* get() const noexcept { return &value_; }
    Structure* operator->() noexcept { return &value_; }
    const Structure* operator->() const noexcept { return &value_; }

private:
    void drop() noexcept {
        if (value_.release != nullptr) value_.release(&value_);
        value_ = {};
    }
    Structure value_{};
};

/// All chunks of a frame, held until nobody needs them. A single column is a frame of one column
/// that has no name.
struct ArrowFrame {
    Owned<ArrowSchema> schema;
    std::vector<Owned<ArrowArray>> chunks;
    [[nodiscard]] bool is_struct() const noexcept {
        return std::string_view{schema->format} == "+s";
    }
};

/// Takes what an object with `__arrow_c_stream__` or `__arrow_c_array__` exports. Throws TypeError
/// for any other object, Error(input, "bad_frame", …) for a stream that fails.
[[nodiscard]] std::shared_ptr<const ArrowFrame> read_frame(py::handle frame);

/// A type as Python's frames name it: "float64", "timestamp[us, UTC]", "list<int64>".
[[nodiscard]] std::string type_name(const ArrowSchema& schema);

/// What a batch asks beside the frame: constants by place, and how columns are to be understood.
struct ColumnRequest {
    const settlement::Rule* rule = nullptr;
    std::vector<std::optional<settlement::Argument>> constants;  // in the order of parameters
    std::optional<money::Currency> currency;
    std::vector<std::string> ignored;
};

/// A frame seen as the rule's columns; it keeps the frame and the readers of its cells.
struct BatchColumns {
    BatchColumns() = default;
    BatchColumns(const BatchColumns&) = delete;
    BatchColumns& operator=(const BatchColumns&) = delete;
    BatchColumns(BatchColumns&&) = default;
    BatchColumns& operator=(BatchColumns&&) = default;

    std::shared_ptr<const ArrowFrame> frame;
    std::vector<std::unique_ptr<settlement::CellSource>> sources;
    std::vector<settlement::Piece> pieces;
};

/// Throws TypeError that names a column and its type where the rule does not take it, and
/// Error(input, "unknown_column" | "needs_argument" | "needs_currency" | …, name).
[[nodiscard]] BatchColumns batch_columns(const ColumnRequest& request,
                                         std::shared_ptr<const ArrowFrame> frame);

/// The batch as a stream, which shares its memory.
[[nodiscard]] py::capsule export_stream(const settlement::Rule& rule,
                                        std::shared_ptr<const settlement::Batch> batch);
[[nodiscard]] py::capsule export_schema(const settlement::Rule& rule,
                                        std::shared_ptr<const settlement::Batch> batch);

}  // namespace accord::bindings
