#include "engine/offload/ExpertCache.h"

#include "engine/Error.h"

#include <algorithm>
#include <limits>
#include <new>
#include <string>
#include <system_error>

namespace quire {

ExpertCacheCounters& ExpertCacheCounters::operator+=(const ExpertCacheCounters& other)
{
    hits += other.hits;
    misses += other.misses;
    loads += other.loads;
    bytesRead += other.bytesRead;
    guesses += other.guesses;
    guessesUsed += other.guessesUsed;
    guessesUseless += other.guessesUseless;
    secondsWaited += other.secondsWaited;
    return *this;
}

ExpertCacheCounters ExpertCacheCounters::operator-(const ExpertCacheCounters& before) const
{
    ExpertCacheCounters since = *this;
    since.hits -= before.hits;
    since.misses -= before.misses;
    since.loads -= before.loads;
    since.bytesRead -= before.bytesRead;
    since.guesses -= before.guesses;
    since.guessesUsed -= before.guessesUsed;
    since.guessesUseless -= before.guessesUseless;
    since.secondsWaited -= before.secondsWaited;
    return since;
}

ExpertCache::ExpertCache(ExpertLoader& loader, int slots, int threads, int mostGuesses)
    : m_loader(loader), m_mostGuesses(mostGuesses), m_slots(static_cast<std::size_t>(std::max(slots, 1)))
{
    for (int slot = slotCount() - 1; slot >= 0; --slot) {
        m_free.push_back(slot); // the lowest is taken first
        at(slot).place = m_busy.insert(m_busy.end(), slot);
        at(slot).turn = m_begun.insert(m_begun.end(), slot);
    }
    for (int i = 0; i < std::max(threads, 1); ++i) {
        try {
            m_threads.emplace_back([this] { serve(); });
        } catch (const std::system_error& error) {
            if (m_threads.empty()) // with fewer it is slower, without any nothing would ever arrive
                throw EngineError(ErrorCode::OutOfMemory,
                                  std::string("No thread can be started to read experts: ") + error.what() +
                                      ".",
                                  "Close other programs.");
        }
    }
}

ExpertCache::~ExpertCache()
{
    {
        const Lock lock(m_mutex);
        m_ending = true;
    }
    m_work.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void ExpertCache::announce(std::span<const ExpertKey> keys)
{
    const Lock lock(m_mutex);
    // What is there must not make room for what is not.
    for (const ExpertKey key : keys)
        if (const int slot = find(key); slot >= 0 && isIdle(at(slot)))
            retire(slot, true);
    for (const ExpertKey key : keys) {
        if (find(key) >= 0)
            continue;
        const int slot = assign(key, Purpose::Announced);
        if (slot < 0)
            break;
        enqueue(slot);
    }
    m_work.notify_all();
}

void ExpertCache::guess(std::span<const ExpertKey> keys)
{
    const Lock lock(m_mutex);
    for (const ExpertKey key : keys) {
        const int slot = find(key);
        if (slot < 0)
            m_guesses.push_back(key);
        else if (isIdle(at(slot)))
            retire(slot, true);
    }
    m_work.notify_all();
}

void ExpertCache::forgetGuesses(int layer)
{
    const Lock lock(m_mutex);
    endGuessing(layer, {});
}

ExpertCacheCounters ExpertCache::counters() const
{
    const Lock lock(m_mutex);
    return m_counters;
}

bool ExpertCache::holds(ExpertKey key) const
{
    const Lock lock(m_mutex);
    const int slot = find(key);
    return slot >= 0 && m_slots[static_cast<std::size_t>(slot)].state == State::Ready;
}

int ExpertCache::find(ExpertKey key) const
{
    const auto found = m_slotOf.find(key);
    return found == m_slotOf.end() ? -1 : found->second;
}

void ExpertCache::retire(int slot, bool last)
{
    m_idle.splice(last ? m_idle.end() : m_idle.begin(), m_idle, at(slot).place);
}

void ExpertCache::enqueue(int slot)
{
    m_needed.splice(m_needed.end(), m_begun, at(slot).turn);
    at(slot).queued = true;
}

void ExpertCache::dequeue(int slot)
{
    m_begun.splice(m_begun.end(), m_needed, at(slot).turn);
    at(slot).queued = false;
}

int ExpertCache::assign(ExpertKey key, Purpose purpose)
{
    if (m_free.empty() && m_idle.empty())
        return -1;
    const auto entry = m_slotOf.emplace(key, -1).first; // before anything changes: it may throw
    if (m_free.empty())
        giveUp(m_idle.front());
    const int slot = m_free.back();
    m_free.pop_back();
    entry->second = slot;
    Slot& taken = at(slot);
    taken.key = key;
    taken.state = State::Loading;
    taken.purpose = purpose;
    taken.passing = false;
    if (purpose == Purpose::Guessed) {
        ++m_guessed;
        ++m_counters.guesses;
    }
    return slot;
}

void ExpertCache::giveUp(int slot)
{
    Slot& given = at(slot);
    if (isIdle(given))
        m_busy.splice(m_busy.end(), m_idle, given.place);
    settleGuess(given, false);
    m_slotOf.erase(given.key);
    given.state = State::Free;
    given.error = nullptr;
    m_free.push_back(slot); // its capacity is there since the beginning
}

void ExpertCache::settleGuess(Slot& slot, bool used)
{
    if (slot.purpose != Purpose::Guessed)
        return;
    slot.purpose = Purpose::Taken;
    --m_guessed;
    ++(used ? m_counters.guessesUsed : m_counters.guessesUseless);
}

void ExpertCache::endGuessing(int layer, std::span<const ExpertKey> needed)
{
    std::erase_if(m_guesses, [layer](ExpertKey key) { return key.layer == layer; });
    const auto end = m_slotOf.upper_bound({layer, std::numeric_limits<int>::max()});
    for (auto entry = m_slotOf.lower_bound({layer, 0}); entry != end; ++entry) {
        Slot& slot = at(entry->second);
        if (slot.purpose != Purpose::Guessed ||
            std::find(needed.begin(), needed.end(), entry->first) != needed.end())
            continue;
        settleGuess(slot, false);
        if (isIdle(slot))
            retire(entry->second, false);
    }
    m_work.notify_one();
}

int ExpertCache::hold(ExpertKey key, bool scan)
{
    int slot = find(key);
    if (slot < 0) {
        slot = assign(key, Purpose::Taken);
        if (slot < 0)
            return -1;
        ++m_counters.misses;
        at(slot).holders = 1;
        at(slot).passing = scan;
        enqueue(slot);
        m_work.notify_one();
        return slot;
    }
    Slot& held = at(slot);
    ++(held.state == State::Ready && held.purpose != Purpose::Announced ? m_counters.hits
                                                                        : m_counters.misses);
    held.passing = scan && held.purpose != Purpose::Taken;
    settleGuess(held, true);
    held.purpose = Purpose::Taken;
    if (isIdle(held))
        m_busy.splice(m_busy.end(), m_idle, held.place);
    ++held.holders;
    return slot;
}

void ExpertCache::release(int slot, bool scan)
{
    Slot& released = at(slot);
    if (--released.holders > 0)
        return;
    if (released.state == State::Ready) {
        m_idle.splice(scan && released.passing ? m_idle.begin() : m_idle.end(), m_busy, released.place);
    } else if (released.state == State::Failed) {
        giveUp(slot);
    } else if (released.queued) { // not begun, and nobody waits for it any more
        dequeue(slot);
        giveUp(slot);
    }
    m_changed.notify_all();
    m_work.notify_one();
}

bool ExpertCache::canGuess() const
{
    // So many at most, and no guess makes room for another: else the wrong ones would empty the cache.
    return !m_guesses.empty() && m_guessed < m_mostGuesses &&
           (!m_free.empty() ||
            (!m_idle.empty() &&
             m_slots[static_cast<std::size_t>(m_idle.front())].purpose != Purpose::Guessed));
}

int ExpertCache::nextLoad()
{
    if (!m_needed.empty()) {
        const int slot = m_needed.front();
        dequeue(slot);
        return slot;
    }
    while (canGuess()) {
        const ExpertKey key = m_guesses.front();
        m_guesses.pop_front();
        if (find(key) < 0)
            return assign(key, Purpose::Guessed);
    }
    return -1;
}

void ExpertCache::serve()
{
    Lock lock(m_mutex);
    for (;;) {
        m_work.wait(lock, [this] { return m_ending || !m_needed.empty() || canGuess(); });
        if (m_ending)
            return;
        int slot = -1;
        try {
            slot = nextLoad();
        } catch (const std::bad_alloc&) {
            continue; // a guess the less
        }
        if (slot >= 0)
            load(slot, lock);
    }
}

void ExpertCache::load(int slot, Lock& lock)
{
    Slot& loaded = at(slot);
    const ExpertKey key = loaded.key;
    lock.unlock();
    std::exception_ptr error;
    std::uint64_t bytes = 0;
    try {
        bytes = m_loader.load(key, slot);
    } catch (...) {
        error = std::current_exception();
    }
    lock.lock();
    ++m_counters.loads;
    m_counters.bytesRead += bytes;
    loaded.error = error;
    loaded.state = error ? State::Failed : State::Ready;
    if (loaded.holders == 0 && error)
        giveUp(slot);
    else if (loaded.holders == 0)
        m_idle.splice(m_idle.end(), m_busy, loaded.place);
    m_changed.notify_all();
    m_work.notify_one();
}

} // namespace quire
