#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace quire {

/// Numbers of the cores that this process may run on; at least one.
std::vector<int> allowedCores();

/// Persistent workers for one device. The calling thread is worker 0; one loop runs at a time. A loop waits
/// for those who have begun a grain, never for one whom the system has not let run: on a machine with more to
/// do than cores, that would cost a time slice an operation, hundreds a token.
class ThreadPool
{
public:
    /// threads: 0 takes every core the process may run on. Workers are pinned, each to a core of its own,
    /// only if the pool spans all of them: two half-size pools must be free to share the machine.
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int size() const { return m_size; }
    /// Looked at between grains; may be null.
    void setStopFlag(const std::atomic<bool>* stop) { m_stop = stop; }
    const std::atomic<bool>* stopFlag() const { return m_stop; }
    /// For loops within one grain that may last long: throws EngineError(Cancelled) if asked to stop.
    void poll() const;

    /// Calls body(begin, end, worker) over [0, items) in grains of `grain` items, handed out as workers
    /// become free; returns when all are done. The first exception of any worker is rethrown here, and
    /// EngineError(Cancelled) is thrown once the stop flag is seen; remaining grains are then dropped.
    template <typename Body>
    void parallelFor(std::int64_t items, std::int64_t grain, const Body& body)
    {
        run(
            items, grain,
            [](const void* context, std::int64_t begin, std::int64_t end, int worker) {
                (*static_cast<const Body*>(context))(begin, end, worker);
            },
            &body);
    }

private:
    using Function = void (*)(const void* context, std::int64_t begin, std::int64_t end, int worker);
    struct Loop
    {
        Function function = nullptr;
        const void* context = nullptr;
        std::int64_t items = 0;
        std::int64_t grain = 1;
        std::atomic<std::int64_t> next{0};
        std::atomic<bool> failed{false};
        std::atomic<bool> stopped{false};
        std::exception_ptr error;
    };

    void run(std::int64_t items, std::int64_t grain, Function function, const void* context);
    void workOn(Loop& loop, int worker);
    void workerMain(int worker);
    std::uint32_t waitForLoop(std::uint32_t seen);
    bool enter();
    void leave();
    void closeAndWait();
    [[noreturn]] static void throwCancelled();
    bool stopRequested() const { return m_stop && m_stop->load(std::memory_order_relaxed); }

    int m_size = 1;
    const std::atomic<bool>* m_stop = nullptr;
    Loop m_loop;
    std::mutex m_errorMutex;
    std::atomic<std::uint32_t> m_generation{0}; ///< counts loops; workers wait for it to change
    std::atomic<std::uint32_t> m_door{0};       ///< the loop may be entered (topmost bit); workers inside
    std::atomic<bool> m_ending{false};
    std::vector<std::thread> m_workers;
};

} // namespace quire
