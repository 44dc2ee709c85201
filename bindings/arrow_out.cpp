// A batch as an Arrow stream: its own buffers, shared, and one buffer for all that is constant.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>

#include "arrow.hpp"

namespace accord::bindings {
namespace {

using settlement::Batch;
using settlement::Buffer;
using settlement::Codes;
using settlement::Figures;
using settlement::Rule;
using settlement::TextCells;
using settlement::Yields;

TextCells texts_of(const std::vector<std::string_view>& texts) {
    TextCells made{Buffer::of_size((texts.size() + 1) * sizeof(std::int32_t)), {}};
    std::string joined;
    auto* const offsets = made.offsets.as<std::int32_t>();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        offsets[i] = static_cast<std::int32_t>(joined.size());
        joined += texts[i];
    }
    offsets[texts.size()] = static_cast<std::int32_t>(joined.size());
    made.bytes = Buffer::of_size(std::max<std::size_t>(joined.size(), 1));
    std::copy(joined.begin(), joined.end(), made.bytes.as<char>());
    return made;
}

/// What all exported arrays of one table share and keep alive.
struct Memory {
    Memory(const Rule& asked, std::shared_ptr<const Batch> reckoned)
        : rule(&asked), batch(std::move(reckoned)) {
        std::size_t rows = 0;
        for (const Figures& figures : batch->pieces) rows = std::max(rows, figures.rows);
        zeros = filled(0, (rows + 1) * sizeof(std::int32_t));
        for (const Figures& figures : batch->pieces) {
            for (const Codes* codes : {&figures.currency, &figures.exponent, &figures.status}) {
                if (!codes->each.empty() || codes->all == 0 || same.contains(codes->all)) continue;
                same.emplace(codes->all, filled(codes->all, rows));
            }
        }
        std::vector<std::string_view> names;
        for (const money::Currency& currency : batch->currencies) names.push_back(currency.code());
        currencies = texts_of(names);
        error_codes = texts_of({batch->error_codes.begin(), batch->error_codes.end()});
        names.clear();
        for (const base::Status status :
             {base::Status::official, base::Status::secondary, base::Status::unverified}) {
            names.push_back(base::to_text(status));
        }
        statuses = texts_of(names);
    }

    [[nodiscard]] static Buffer filled(std::uint8_t byte, std::size_t size) {
        Buffer made = Buffer::of_size(size);
        std::fill(made.as<std::uint8_t>(), made.as<std::uint8_t>() + size, byte);
        return made;
    }
    [[nodiscard]] const void* bytes_of(const Codes& codes) const {
        if (!codes.each.empty()) return codes.each.bytes.get();
        return codes.all == 0 ? zeros.bytes.get() : same.at(codes.all).bytes.get();
    }

    const Rule* rule;  // of the table of rules, which lives for ever
    std::shared_ptr<const Batch> batch;
    Buffer zeros;
    std::map<std::uint8_t, Buffer> same;
    TextCells currencies;
    TextCells error_codes;
    TextCells statuses;
};
using MemoryPtr = std::shared_ptr<const Memory>;

// --- columns
// --------------------------------------------------------------------------------------

/// One column, or the items of a list; `dictionary` has as many texts.
struct Field {
    std::string name;
    const char* format = "";
    const TextCells* dictionary = nullptr;
    std::int64_t dictionary_size = 0;
    std::vector<Field> items{};
    // Of one piece:
    std::int64_t rows = 0;
    std::int64_t nulls = 0;
    std::array<const void*, 3> buffers{};
    std::int64_t buffer_count = 2;
};

class Fields {
public:
    /// Without figures, the columns of the schema alone.
    Fields(const Memory& memory, const Figures* figures) : memory_(&memory), figures_(figures) {
        const Yields yields = memory.rule->yields;
        if (yields == Yields::money) {
            add_money();
        } else if (yields == Yields::rate || yields == Yields::text) {
            Field& field = add("value", "u");
            if (figures_ != nullptr) set_text(field, figures_->texts);
        } else {
            add_value(yields);
        }
        add_parts();
        add_state();
        add_error();
    }
    [[nodiscard]] std::vector<Field> take() { return std::move(fields_); }

private:
    /// A column that is null where there is no figure.
    Field& add(std::string name, const char* format, const Buffer* values = nullptr) {
        Field& field = fields_.emplace_back();
        field.name = std::move(name);
        field.format = format;
        if (figures_ == nullptr) return field;
        field.rows = static_cast<std::int64_t>(figures_->rows);
        field.nulls = static_cast<std::int64_t>(figures_->errors);
        if (field.nulls > 0) field.buffers[0] = figures_->validity.bytes.get();
        if (values != nullptr) field.buffers[1] = values->bytes.get();
        return field;
    }
    [[nodiscard]] const Buffer* of_figures(Buffer Figures::*member) const {
        return figures_ == nullptr ? nullptr : &(figures_->*member);
    }
    static void set_text(Field& field, const TextCells& texts) {
        field.buffers[1] = texts.offsets.bytes.get();
        field.buffers[2] = texts.bytes.bytes.get();
        field.buffer_count = 3;
    }
    static void set_dictionary(Field& field, const TextCells& texts, std::size_t size) {
        field.dictionary = &texts;
        field.dictionary_size = static_cast<std::int64_t>(size);
    }

    void add_money() {
        add("minor", "l", of_figures(&Figures::values));
        const std::size_t currencies = memory_->batch->currencies.size();
        Field& currency = add("currency", currencies > 127 ? "C" : "c");
        set_dictionary(currency, memory_->currencies, currencies);
        if (figures_ != nullptr) currency.buffers[1] = memory_->bytes_of(figures_->currency);
        Field& exponent = add("exponent", "c");
        if (figures_ != nullptr) exponent.buffers[1] = memory_->bytes_of(figures_->exponent);
    }

    void add_parts() {
        for (std::size_t i = 0; i < memory_->rule->parts.size(); ++i) {
            add(memory_->rule->parts[i] + "_minor", "l",
                figures_ == nullptr ? nullptr : &figures_->parts[i]);
        }
        if (!memory_->rule->shares) return;
        Field& shares = add("shares_minor", "+l", of_figures(&Figures::share_offsets));
        Field& item = shares.items.emplace_back();
        item.name = "item";
        item.format = "l";
        if (figures_ == nullptr) return;
        item.rows = figures_->share_offsets.as<std::int32_t>()[figures_->rows];
        item.buffers[1] = figures_->shares.bytes.get();
    }

    void add_value(Yields yields) {
        const char* const format = yields == Yields::date    ? "tdD"
                                   : yields == Yields::count ? "l"
                                   : yields == Yields::flag  ? "b"
                                                             : "g";
        add("value", format, of_figures(&Figures::values));
        if (yields == Yields::estimate) {
            add("standard_error", "g", of_figures(&Figures::margins));
        }
    }

    void add_state() {
        const bool none = figures_ != nullptr && figures_->provisional.empty();
        add("provisional", "b", none ? &memory_->zeros : of_figures(&Figures::provisional));
        Field& status = add("status", "c");
        set_dictionary(status, memory_->statuses, 3);
        if (figures_ != nullptr) status.buffers[1] = memory_->bytes_of(figures_->status);
    }

    void add_error() {
        Field& code = add("error", "s");
        set_dictionary(code, memory_->error_codes, memory_->batch->error_codes.size());
        const void* const zeros = memory_->zeros.bytes.get();
        if (figures_ != nullptr) {
            const bool any = figures_->errors > 0;
            code.nulls = code.rows - static_cast<std::int64_t>(figures_->errors);
            code.buffers[0] = any ? figures_->error_validity.bytes.get() : zeros;
            code.buffers[1] = any ? figures_->error_codes.bytes.get() : zeros;
        }
        Field& where = add("error_where", "u");
        where.buffer_count = 3;
        if (figures_ == nullptr) return;
        where.nulls = -1;
        where.buffers = {zeros, zeros, zeros};
        if (figures_->errors == 0) {
            where.nulls = where.rows;
        } else {
            where.buffers[0] = figures_->error_where_validity.bytes.get();
            set_text(where, figures_->error_where);
        }
    }

    const Memory* memory_;
    const Figures* figures_;
    std::vector<Field> fields_;
};

// --- structures that release themselves
// ------------------------------------------------------------

struct HeldSchema {
    std::string name;
    std::vector<Owned<ArrowSchema>> children;
    std::vector<ArrowSchema*> pointers;
    Owned<ArrowSchema> dictionary;
};

void release_schema(ArrowSchema* schema) {
    delete static_cast<HeldSchema*>(schema->private_data);
    schema->release = nullptr;
}

Owned<ArrowSchema> schema_of(const Field& field) {
    auto held = std::make_unique<HeldSchema>();
    held->name = field.name;
    for (const Field& item : field.items) held->children.push_back(schema_of(item));
    for (Owned<ArrowSchema>& child : held->children) held->pointers.push_back(child.get());
    ArrowSchema schema{};
    if (field.dictionary != nullptr) {
        Field texts;
        texts.format = "u";
        held->dictionary = schema_of(texts);
        schema.dictionary = held->dictionary.get();
    }
    schema.format = field.format;
    schema.name = held->name.c_str();
    schema.flags = ARROW_FLAG_NULLABLE;
    schema.n_children = static_cast<std::int64_t>(held->pointers.size());
    schema.children = held->pointers.data();
    schema.release = release_schema;
    schema.private_data = held.release();
    return Owned<ArrowSchema>::move_from(schema);
}

struct HeldArray {
    MemoryPtr memory;
    std::array<const void*, 3> buffers{};
    std::vector<Owned<ArrowArray>> children;
    std::vector<ArrowArray*> pointers;
    Owned<ArrowArray> dictionary;
};

void release_array(ArrowArray* array) {
    delete static_cast<HeldArray*>(array->private_data);
    array->release = nullptr;
}

Owned<ArrowArray> array_of(const Field& field, const MemoryPtr& memory) {
    auto held = std::make_unique<HeldArray>();
    held->memory = memory;
    held->buffers = field.buffers;
    for (const Field& item : field.items) held->children.push_back(array_of(item, memory));
    for (Owned<ArrowArray>& child : held->children) held->pointers.push_back(child.get());
    ArrowArray array{};
    if (field.dictionary != nullptr) {
        Field texts;
        texts.format = "u";
        texts.rows = field.dictionary_size;
        texts.buffers = {nullptr, field.dictionary->offsets.bytes.get(),
                         field.dictionary->bytes.bytes.get()};
        texts.buffer_count = 3;
        held->dictionary = array_of(texts, memory);
        array.dictionary = held->dictionary.get();
    }
    array.length = field.rows;
    array.null_count = field.nulls;
    array.n_buffers = field.buffer_count;
    array.buffers = held->buffers.data();
    array.n_children = static_cast<std::int64_t>(held->pointers.size());
    array.children = held->pointers.data();
    array.release = release_array;
    array.private_data = held.release();
    return Owned<ArrowArray>::move_from(array);
}

Field whole(const Memory& memory, const Figures* figures) {
    Field all;
    all.format = "+s";
    all.items = Fields(memory, figures).take();
    all.rows = figures == nullptr ? 0 : static_cast<std::int64_t>(figures->rows);
    all.buffer_count = 1;
    return all;
}

// --- the stream
// -----------------------------------------------------------------------------------

struct HeldStream {
    MemoryPtr memory;
    std::size_t next = 0;
};

template <class Structure, class Make>
int hand_out(Structure* out, Make make) noexcept {
    try {
        Owned<Structure> made = make();
        *out = *made.get();
        made.get()->release = nullptr;
        return 0;
    } catch (...) {
        return ENOMEM;
    }
}

HeldStream& held_by(ArrowArrayStream* stream) {
    return *static_cast<HeldStream*>(stream->private_data);
}

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return hand_out(out, [&] { return schema_of(whole(*held_by(stream).memory, nullptr)); });
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) {
    HeldStream& held = held_by(stream);
    const std::vector<Figures>& pieces = held.memory->batch->pieces;
    if (held.next == pieces.size()) {
        *out = {};
        return 0;
    }
    return hand_out(out, [&] {
        auto array = array_of(whole(*held.memory, &pieces[held.next]), held.memory);
        ++held.next;
        return array;
    });
}

const char* stream_error(ArrowArrayStream*) {
    return nullptr;
}

void release_stream(ArrowArrayStream* stream) {
    delete static_cast<HeldStream*>(stream->private_data);
    stream->release = nullptr;
}

/// A capsule whose destructor releases what nobody took over.
template <class Structure>
py::capsule capsule_of(Owned<Structure> owned, const char* name) {
    auto held = std::make_unique<Owned<Structure>>(std::move(owned));
    Structure* const structure = held->get();
    PyObject* const made = PyCapsule_New(structure, name, [](PyObject* capsule) {
        delete static_cast<Owned<Structure>*>(PyCapsule_GetContext(capsule));
    });
    if (made == nullptr) throw py::error_already_set();
    auto capsule = py::reinterpret_steal<py::capsule>(made);
    if (PyCapsule_SetContext(made, held.get()) != 0) throw py::error_already_set();
    (void)held.release();
    return capsule;
}

}  // namespace

py::capsule export_stream(const Rule& rule, std::shared_ptr<const Batch> batch) {
    auto held = std::make_unique<HeldStream>();
    held->memory = std::make_shared<const Memory>(rule, std::move(batch));
    ArrowArrayStream stream{};
    stream.get_schema = stream_schema;
    stream.get_next = stream_next;
    stream.get_last_error = stream_error;
    stream.release = release_stream;
    stream.private_data = held.release();
    return capsule_of(Owned<ArrowArrayStream>::move_from(stream), "arrow_array_stream");
}

py::capsule export_schema(const Rule& rule, std::shared_ptr<const Batch> batch) {
    const Memory memory(rule, std::move(batch));
    return capsule_of(schema_of(whole(memory, nullptr)), "arrow_schema");
}

}  // namespace accord::bindings
