#include "engine/model/MappingGuard.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <utility>

namespace quire {

namespace {

struct Range
{
    std::atomic<std::uintptr_t> begin = 0; ///< 0: free
    std::atomic<std::uintptr_t> end = 0;
    std::atomic<bool> lost = false;
};

/// A signal handler is a plain function that may lock and allocate nothing: what it looks at lies here.
struct Watch
{
    std::array<Range, 4096> ranges;
    std::atomic<int> used = 0; ///< slots that were ever taken
    std::mutex taking;
    struct sigaction before = {};
    std::uintptr_t page = 4096;
};

Watch& watch()
{
    static Watch* const kept = new Watch; // outlives every mapping
    return *kept;
}

/// Puts zeros where the file was, from the page that could not be read to the mapping's end.
bool mend(Watch& watch, std::uintptr_t address)
{
    const int used = watch.used.load();
    for (int i = 0; i < used; ++i) {
        Range& range = watch.ranges[std::size_t(i)];
        const std::uintptr_t end = range.end.load();
        if (address < range.begin.load() || address >= end)
            continue;
        const std::uintptr_t from = address & ~(watch.page - 1);
        range.lost = true;
        return ::mmap(reinterpret_cast<void*>(from), end - from, PROT_READ,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
    }
    return false;
}

void onBusError(int signal, siginfo_t* info, void*)
{
    Watch& all = watch();
    if (mend(all, reinterpret_cast<std::uintptr_t>(info->si_addr)))
        return; // and the instruction runs again
    ::sigaction(signal, &all.before, nullptr);
    if (info->si_code <= 0) // sent, not met: it would not come again by itself
        ::raise(signal);
}

void install(Watch& all)
{
    static std::once_flag once;
    std::call_once(once, [&] {
        all.page = std::uintptr_t(::sysconf(_SC_PAGESIZE));
        struct sigaction action = {};
        action.sa_sigaction = &onBusError;
        action.sa_flags = SA_SIGINFO | SA_NODEFER;
        ::sigaction(SIGBUS, &action, &all.before);
    });
}

} // namespace

MappingGuard::MappingGuard(const void* begin, std::size_t bytes)
{
    if (!begin || bytes == 0)
        return;
    Watch& all = watch();
    install(all);
    const std::lock_guard lock(all.taking);
    for (std::size_t i = 0; i < all.ranges.size(); ++i) {
        Range& range = all.ranges[i];
        if (range.begin != 0)
            continue;
        m_slot = int(i);
        range.lost = false;
        range.end = reinterpret_cast<std::uintptr_t>(begin) + bytes;
        range.begin = reinterpret_cast<std::uintptr_t>(begin);
        if (all.used <= m_slot)
            all.used = m_slot + 1;
        return;
    }
}

MappingGuard::~MappingGuard()
{
    if (m_slot < 0)
        return;
    Range& range = watch().ranges[std::size_t(m_slot)];
    range.end = 0;
    range.begin = 0;
}

MappingGuard::MappingGuard(MappingGuard&& other) noexcept : m_slot(std::exchange(other.m_slot, -1)) {}

bool MappingGuard::isLost() const
{
    return m_slot >= 0 && watch().ranges[std::size_t(m_slot)].lost;
}

} // namespace quire
