#include "engine/offload/ExpertPass.h"

#include "engine/Error.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace quire {

namespace {

/// How long a raised stop flag may go unseen.
constexpr auto patience = std::chrono::milliseconds(20);
/// What a scan holds at least, where there are as many slots: enough reads at once to keep a disk busy.
constexpr std::size_t scanSlots = 16;

/// What a scan passes through is lost to the cache: no more than is of use to it.
std::size_t mostHeld(std::size_t slots, std::size_t keys, bool scan)
{
    return scan ? std::min(slots, std::max(scanSlots, std::min(slots / 8, keys / 4))) : slots;
}

} // namespace

ExpertPass::ExpertPass(ExpertCache& cache, std::vector<ExpertKey> keys, Kind kind,
                       const std::atomic<bool>* stop)
    : m_cache(cache), m_keys(std::move(keys)), m_scan(kind == Kind::Scan), m_stop(stop),
      m_most(mostHeld(static_cast<std::size_t>(cache.slotCount()), m_keys.size(), m_scan))
{
    m_slots.reserve(m_keys.size()); // spans of it are handed out
    if (m_keys.empty())
        return;
    const ExpertCache::Lock lock(m_cache.m_mutex);
    m_cache.endGuessing(m_keys.front().layer, m_keys);
    try {
        holdAhead();
    } catch (...) { // out of memory: what is held would be held for ever
        giveBack(m_slots.size());
        throw;
    }
}

ExpertPass::~ExpertPass()
{
    const ExpertCache::Lock lock(m_cache.m_mutex);
    giveBack(m_slots.size());
}

std::span<const int> ExpertPass::next()
{
    ExpertCache::Lock lock(m_cache.m_mutex);
    giveBack(m_handed);
    if (m_handed == m_keys.size())
        return {};
    waitForNext(lock);
    // As long as there are more to come, half of the slots are left to those.
    holdAhead();
    const std::size_t most =
        m_slots.size() < m_keys.size() ? std::max<std::size_t>(1, m_most / 2) : m_keys.size();
    const std::size_t first = m_handed++;
    while (m_handed < m_slots.size() && m_handed - first < most && isLoaded(m_handed))
        ++m_handed;
    return std::span<const int>(m_slots).subspan(first, m_handed - first);
}

bool ExpertPass::isLoaded(std::size_t index) const
{
    return m_cache.at(m_slots[index]).state == ExpertCache::State::Ready;
}

void ExpertPass::holdAhead()
{
    while (m_slots.size() < m_keys.size() && m_slots.size() - m_given < m_most) {
        const int slot = m_cache.hold(m_keys[m_slots.size()], m_scan);
        if (slot < 0)
            return;
        m_slots.push_back(slot);
    }
}

void ExpertPass::waitForNext(ExpertCache::Lock& lock)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point began = Clock::now();
    bool waited = false;
    for (;;) {
        holdAhead();
        if (m_handed < m_slots.size()) {
            const ExpertCache::Slot& slot = m_cache.at(m_slots[m_handed]);
            if (slot.state == ExpertCache::State::Failed)
                std::rethrow_exception(slot.error);
            if (slot.state == ExpertCache::State::Ready)
                break;
        }
        if (m_stop && m_stop->load(std::memory_order_relaxed))
            throw EngineError(ErrorCode::Cancelled, "The computation was cancelled.");
        waited = true;
        m_cache.m_changed.wait_for(lock, patience);
    }
    if (waited)
        m_cache.m_counters.secondsWaited += std::chrono::duration<double>(Clock::now() - began).count();
}

void ExpertPass::giveBack(std::size_t end)
{
    for (; m_given < end; ++m_given)
        m_cache.release(m_slots[m_given], m_scan);
}

} // namespace quire
