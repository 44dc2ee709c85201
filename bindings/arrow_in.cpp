// A frame is taken over from whoever exports it; from then on its chunks are ours to release.
#include <cerrno>
#include <cstring>

#include "accord/base/error.hpp"
#include "accord/base/text.hpp"
#include "arrow_cells.hpp"

namespace accord::bindings {
namespace {

/// What a capsule of this name points to. Throws TypeError for another object.
template <class Structure>
Structure& in_capsule(const py::object& capsule, const char* name) {
    void* const found = PyCapsule_GetPointer(capsule.ptr(), name);
    if (found == nullptr) throw py::error_already_set();
    return *static_cast<Structure*>(found);
}

[[noreturn]] void fail_stream(ArrowArrayStream* stream, int code) {
    const char* const said =
        stream->get_last_error == nullptr ? nullptr : stream->get_last_error(stream);
    const bool is_said = said != nullptr && base::is_utf8(said);
    base::fail_input("bad_frame", is_said ? said : std::strerror(code));
}

std::shared_ptr<const ArrowFrame> read_stream(Owned<ArrowArrayStream> stream) {
    auto frame = std::make_shared<ArrowFrame>();
    if (stream->get_schema == nullptr || stream->get_next == nullptr) {
        base::fail_input("bad_frame", "stream");
    }
    int code = stream->get_schema(stream.get(), frame->schema.get());
    if (code != 0) fail_stream(stream.get(), code);
    if (frame->schema->release == nullptr) base::fail_input("bad_frame", "released");
    check_schema(*frame->schema.get());
    while (true) {
        Owned<ArrowArray> chunk;
        code = stream->get_next(stream.get(), chunk.get());
        if (code != 0) fail_stream(stream.get(), code);
        if (chunk->release == nullptr) return frame;
        check_array(*frame->schema.get(), *chunk.get());
        frame->chunks.push_back(std::move(chunk));
    }
}

}  // namespace

std::shared_ptr<const ArrowFrame> read_frame(py::handle frame) {
    if (py::hasattr(frame, "__arrow_c_stream__")) {
        const py::object capsule = frame.attr("__arrow_c_stream__")();
        auto& exported = in_capsule<ArrowArrayStream>(capsule, "arrow_array_stream");
        if (exported.release == nullptr) base::fail_input("bad_frame", "released");
        auto stream = Owned<ArrowArrayStream>::move_from(exported);
        const py::gil_scoped_release others_run;
        return read_stream(std::move(stream));
    }
    if (!py::hasattr(frame, "__arrow_c_array__")) refuse_type("a frame of Arrow columns", frame);
    const py::object pair = frame.attr("__arrow_c_array__")();
    if (!py::isinstance<py::tuple>(pair) || py::len(pair) != 2) {
        refuse_type("a frame of Arrow columns", frame);
    }
    auto& schema = in_capsule<ArrowSchema>(pair[py::int_(0)], "arrow_schema");
    auto& array = in_capsule<ArrowArray>(pair[py::int_(1)], "arrow_array");
    if (schema.release == nullptr || array.release == nullptr) {
        base::fail_input("bad_frame", "released");
    }
    auto read = std::make_shared<ArrowFrame>();
    read->schema = Owned<ArrowSchema>::move_from(schema);
    read->chunks.push_back(Owned<ArrowArray>::move_from(array));
    check_schema(*read->schema.get());
    check_array(*read->schema.get(), *read->chunks.front().get());
    return read;
}

}  // namespace accord::bindings
