// Memory for the cells of a batch: large buffers in huge pages, small ones from the heap.
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>

#include "accord/settlement/batch.hpp"

namespace accord::settlement {
namespace {

/// In pages of 4 kB, asking for memory takes longer than the reckoning that fills it.
constexpr std::size_t huge_page = std::size_t{1} << 21U;

}  // namespace

void FreeBytes::operator()(std::byte* bytes) const noexcept {
    if (mapped == 0) {
        std::free(bytes);
    } else {
        (void)munmap(mapping, mapped);
    }
}

Buffer Buffer::of_size(std::size_t size) {
    Buffer made;
    made.size = size;
    if (size < huge_page / 2) {
        void* const bytes = std::malloc(std::max<std::size_t>(size, 1));
        if (bytes == nullptr) throw std::bad_alloc{};
        made.bytes.reset(static_cast<std::byte*>(bytes));
        return made;
    }
    // One page more, so that it can begin where a page does; what is not touched takes no memory.
    const std::size_t mapped = (size / huge_page + 2) * huge_page;
    void* const mapping =
        mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED) throw std::bad_alloc{};
    void* bytes = mapping;
    std::size_t left = mapped;
    (void)std::align(huge_page, size, bytes, left);
#ifdef MADV_HUGEPAGE
    // Advice: where it is not taken, the same memory is slower to come by.
    (void)madvise(bytes, left, MADV_HUGEPAGE);
#endif
    made.bytes = {static_cast<std::byte*>(bytes), FreeBytes{mapping, mapped}};
    return made;
}

}  // namespace accord::settlement
