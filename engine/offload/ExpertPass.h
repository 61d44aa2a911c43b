#pragma once

#include "engine/offload/ExpertCache.h"

#include <atomic>
#include <span>
#include <vector>

namespace quire {

/// One use of some experts in a given order: hands them out in their slots, a few at a time, while those
/// after them are being loaded into the slots that are left. Works with a single slot, too. Used by one
/// thread.
class ExpertPass
{
public:
    enum class Kind
    {
        Choice, ///< of a token or a few
        Scan,   ///< of most experts of a layer, which will not be needed again soon
    };

    /// `keys` are of one layer, none twice. The stop flag may be null.
    ExpertPass(ExpertCache& cache, std::vector<ExpertKey> keys, Kind kind, const std::atomic<bool>* stop);
    ~ExpertPass(); ///< gives back what it holds
    ExpertPass(const ExpertPass&) = delete;
    ExpertPass& operator=(const ExpertPass&) = delete;

    /// Gives back the slots it handed out before, waits for the next expert, and hands out the slots of it
    /// and of those right after it that are there as well. Empty after the last. Throws what the loader threw
    /// for the next expert, and EngineError(Cancelled) soon after the flag is raised.
    std::span<const int> next();

private:
    void holdAhead();
    bool isLoaded(std::size_t index) const;
    void waitForNext(ExpertCache::Lock& lock);
    void giveBack(std::size_t end);

    ExpertCache& m_cache;
    std::vector<ExpertKey> m_keys;
    bool m_scan;
    const std::atomic<bool>* m_stop;
    std::size_t m_most;       ///< keys held at a time
    std::vector<int> m_slots; ///< of the keys held so far, in their order
    std::size_t m_given = 0;  ///< of these, given back
    std::size_t m_handed = 0; ///< and handed out
};

} // namespace quire
