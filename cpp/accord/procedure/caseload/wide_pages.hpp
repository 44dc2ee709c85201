// Memory for columns that are read in any order: in pages so wide that few of them are needed.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace accord::procedure::caseload {

/// Columns of megabytes are aligned to wide pages, which the system is asked for; it may refuse.
template <class T>
class WidePages {
public:
    using value_type = T;

    WidePages() = default;
    template <class Other>
    explicit WidePages(const WidePages<Other>&) noexcept {}

    [[nodiscard]] T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < page) return static_cast<T*>(::operator new(bytes, alignment));
        const std::size_t whole = (bytes + page - 1) / page * page;
        void* const memory = ::operator new(whole, wide);
#if defined(MADV_HUGEPAGE)
        (void)::madvise(memory, whole, MADV_HUGEPAGE);
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) noexcept {
        ::operator delete(memory, count * sizeof(T) < page ? alignment : wide);
    }
    template <class Other>
    bool operator==(const WidePages<Other>&) const noexcept {
        return true;
    }

private:
    static constexpr std::size_t page = std::size_t{2} << 20;
    static constexpr std::align_val_t alignment{64};
    static constexpr std::align_val_t wide{page};
};

template <class T>
using WideVector = std::vector<T, WidePages<T>>;

}  // namespace accord::procedure::caseload
