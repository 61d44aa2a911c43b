#pragma once

#include "engine/offload/ExpertLoader.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <list>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace quire {

/// What a cache has done since it was made. Times in seconds.
struct ExpertCacheCounters
{
    std::uint64_t hits = 0;           ///< experts that were in their slots when they were asked for
    std::uint64_t misses = 0;         ///< those that were not, or not completely
    std::uint64_t loads = 0;          ///< experts read; misses and guesses
    std::uint64_t bytesRead = 0;      ///< by them
    std::uint64_t guesses = 0;        ///< loads begun before anyone knew that the expert is needed
    std::uint64_t guessesUsed = 0;    ///< of these: it was
    std::uint64_t guessesUseless = 0; ///< of these: it was not
    double secondsWaited = 0;         ///< for experts, by those who asked

    ExpertCacheCounters& operator+=(const ExpertCacheCounters& other);
    ExpertCacheCounters operator-(const ExpertCacheCounters& before) const;
};

/// A fixed number of slots of a device's memory, each for one routed expert, filled by a few threads.
///
/// Whoever computes with experts makes an ExpertPass. The slot given up for a new expert is the one used
/// longest ago; only slots that no pass holds are given up. A pass over most of a layer's experts, as reading
/// in large chunks makes them, is a scan: least-recently-used would throw out exactly what the next chunk
/// needs first, so what a scan brings in goes out before anything else.
///
/// Loads that a pass needs come before guesses, and guesses hold only so many slots.
/// All functions may be called by any thread.
class ExpertCache
{
public:
    /// The loader must outlive the cache. slotCount and threads: at least 1. mostGuesses: slots with experts
    /// that were loaded on a guess and have not been asked for.
    ExpertCache(ExpertLoader& loader, int slotCount, int threads, int mostGuesses);
    /// Drops what is queued and waits for loads under way. No pass may be left.
    ~ExpertCache();
    ExpertCache(const ExpertCache&) = delete;
    ExpertCache& operator=(const ExpertCache&) = delete;

    int slotCount() const { return static_cast<int>(m_slots.size()); }

    /// These will be asked for by the next pass over their layer: loading begins, as far as slots are free to
    /// be given up. Never waits.
    void announce(std::span<const ExpertKey> keys);
    /// These will perhaps be asked for: loaded when there is nothing else to load. What is queued already is
    /// kept, first come first served; a guess about a layer is forgotten when a pass over it begins.
    void guess(std::span<const ExpertKey> keys);
    /// The layer's turn has come, and nothing of it is asked for.
    void forgetGuesses(int layer);

    ExpertCacheCounters counters() const;
    /// Whether it is in a slot now.
    bool holds(ExpertKey key) const;

private:
    friend class ExpertPass;
    using Lock = std::unique_lock<std::mutex>;

    enum class State
    {
        Free,
        Loading,
        Ready,
        Failed ///< until the last pass that holds it has seen the error
    };

    /// Why an expert was loaded, until a pass takes it.
    enum class Purpose
    {
        Taken,
        Announced,
        Guessed,
    };

    struct Slot
    {
        ExpertKey key;
        State state = State::Free;
        bool queued = false; ///< to be loaded, and not begun
        Purpose purpose = Purpose::Taken;
        int holders = 0;      ///< passes that hold it
        bool passing = false; ///< brought in by a scan
        std::exception_ptr error;
        // Every slot is in two pairs of lists all the time, so that moving it needs no memory.
        std::list<int>::iterator place; ///< in m_idle if ready and held by nobody, else in m_busy
        std::list<int>::iterator turn;  ///< in m_needed if waiting to be loaded, else in m_begun
    };

    Slot& at(int slot) { return m_slots[static_cast<std::size_t>(slot)]; }
    int find(ExpertKey key) const; ///< -1 if it has no slot
    static bool isIdle(const Slot& slot) { return slot.state == State::Ready && slot.holders == 0; }
    /// Puts an idle slot where it will be given up last, or first.
    void retire(int slot, bool last);
    void enqueue(int slot);
    void dequeue(int slot);

    /// A slot for the key, to be loaded: free, or given up; -1 if there is none.
    int assign(ExpertKey key, Purpose purpose);
    void giveUp(int slot);
    void settleGuess(Slot& slot, bool used);
    /// A pass over the layer begins: what it needs is known now.
    void endGuessing(int layer, std::span<const ExpertKey> needed);

    /// For passes. hold() puts the key's slot out of reach of everyone else, starting its load if need be; -1
    /// if no slot can be had now.
    int hold(ExpertKey key, bool scan);
    void release(int slot, bool scan);

    void serve();
    bool canGuess() const;
    int nextLoad();
    void load(int slot, Lock& lock);

    ExpertLoader& m_loader;
    const int m_mostGuesses;
    mutable std::mutex m_mutex;
    std::condition_variable m_work;    ///< something to load, or ending
    std::condition_variable m_changed; ///< a load ended, or a slot can be given up
    std::vector<Slot> m_slots;
    std::vector<int> m_free;
    std::list<int> m_idle; ///< the one to be given up first in front
    std::list<int> m_busy;
    std::map<ExpertKey, int> m_slotOf;
    std::list<int> m_needed; ///< slots to be loaded for passes and announcements
    std::list<int> m_begun;
    std::deque<ExpertKey> m_guesses; ///< not begun
    int m_guessed = 0;               ///< slots whose purpose is Guessed
    bool m_ending = false;
    ExpertCacheCounters m_counters;
    std::vector<std::thread> m_threads;
};

} // namespace quire
