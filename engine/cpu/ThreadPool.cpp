#include "engine/cpu/ThreadPool.h"

#include "engine/Error.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace quire {

namespace {

/// Turns of waiting awake before sleeping: about 20 microseconds, longer than the gap between two operations
/// of a decode step, shorter than anything a person or a laptop battery would notice.
constexpr int kSpins = 600;

constexpr std::uint32_t kOpen = 1U << 31;

void breathe()
{
#if defined(__x86_64__)
    _mm_pause();
#endif
}

void pin(std::thread& thread, int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    // Refusal costs speed only, so the answer is not looked at.
    pthread_setaffinity_np(thread.native_handle(), sizeof set, &set);
}

} // namespace

std::vector<int> allowedCores()
{
    std::vector<int> cores;
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        for (int i = 0; i < CPU_SETSIZE; ++i) {
            if (CPU_ISSET(i, &set))
                cores.push_back(i);
        }
    }
    if (cores.empty())
        cores.push_back(0);
    return cores;
}

ThreadPool::ThreadPool(int threads)
{
    const std::vector<int> cores = allowedCores();
    m_size = threads > 0 ? threads : static_cast<int>(cores.size());
    m_workers.reserve(static_cast<std::size_t>(m_size - 1));
    for (int worker = 1; worker < m_size; ++worker) {
        m_workers.emplace_back([this, worker] { workerMain(worker); });
        if (m_size == static_cast<int>(cores.size()))
            pin(m_workers.back(), cores[static_cast<std::size_t>(worker)]);
    }
}

ThreadPool::~ThreadPool()
{
    m_ending.store(true);
    m_generation.fetch_add(1);
    m_generation.notify_all();
    for (std::thread& worker : m_workers)
        worker.join();
}

void ThreadPool::poll() const
{
    if (stopRequested())
        throwCancelled();
}

void ThreadPool::throwCancelled()
{
    throw EngineError(ErrorCode::Cancelled, "The computation was cancelled.");
}

void ThreadPool::run(std::int64_t items, std::int64_t grain, Function function, const void* context)
{
    poll();
    if (items <= 0)
        return;
    grain = std::max<std::int64_t>(grain, 1);
    m_loop.function = function;
    m_loop.context = context;
    m_loop.items = items;
    m_loop.grain = grain;
    m_loop.next.store(0, std::memory_order_relaxed);
    m_loop.failed.store(false, std::memory_order_relaxed);
    m_loop.stopped.store(false, std::memory_order_relaxed);
    m_loop.error = nullptr;
    // One grain is done here at once: waking the others would cost more than it.
    const bool alone = m_workers.empty() || items <= grain;
    if (!alone) {
        m_door.store(kOpen, std::memory_order_release);
        m_generation.fetch_add(1, std::memory_order_release);
        m_generation.notify_all();
    }
    workOn(m_loop, 0);
    if (!alone)
        closeAndWait();
    if (m_loop.error)
        std::rethrow_exception(m_loop.error);
    if (m_loop.stopped.load(std::memory_order_relaxed))
        throwCancelled();
}

void ThreadPool::workOn(Loop& loop, int worker)
{
    while (!loop.failed.load(std::memory_order_relaxed)) {
        if (stopRequested()) {
            loop.stopped.store(true, std::memory_order_relaxed);
            return;
        }
        const std::int64_t begin = loop.next.fetch_add(loop.grain, std::memory_order_relaxed);
        if (begin >= loop.items)
            return;
        try {
            loop.function(loop.context, begin, std::min(begin + loop.grain, loop.items), worker);
        } catch (...) {
            const std::lock_guard lock(m_errorMutex);
            if (!loop.error)
                loop.error = std::current_exception();
            loop.failed.store(true, std::memory_order_relaxed);
        }
    }
}

void ThreadPool::workerMain(int worker)
{
    std::uint32_t seen = 0;
    for (;;) {
        seen = waitForLoop(seen);
        if (m_ending.load())
            return;
        // Whoever comes late finds the loop done, or the one after it open.
        if (!enter())
            continue;
        workOn(m_loop, worker);
        leave();
    }
}

std::uint32_t ThreadPool::waitForLoop(std::uint32_t seen)
{
    for (int i = 0; i < kSpins; ++i) {
        const std::uint32_t now = m_generation.load(std::memory_order_acquire);
        if (now != seen)
            return now;
        breathe();
    }
    m_generation.wait(seen, std::memory_order_acquire);
    return m_generation.load(std::memory_order_acquire);
}

bool ThreadPool::enter()
{
    std::uint32_t door = m_door.load(std::memory_order_relaxed);
    do {
        if (!(door & kOpen))
            return false;
    } while (
        !m_door.compare_exchange_weak(door, door + 1, std::memory_order_acquire, std::memory_order_relaxed));
    return true;
}

void ThreadPool::leave()
{
    if (m_door.fetch_sub(1, std::memory_order_acq_rel) == 1) // closed, and the last one out
        m_door.notify_one();
}

void ThreadPool::closeAndWait()
{
    std::uint32_t inside = m_door.fetch_and(~kOpen, std::memory_order_acq_rel) & ~kOpen;
    for (int i = 0; i < kSpins && inside != 0; ++i) {
        breathe();
        inside = m_door.load(std::memory_order_acquire);
    }
    while (inside != 0) {
        m_door.wait(inside, std::memory_order_acquire);
        inside = m_door.load(std::memory_order_acquire);
    }
}

} // namespace quire
