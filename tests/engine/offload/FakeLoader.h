#pragma once

#include "engine/Error.h"
#include "engine/offload/ExpertLoader.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <stdexcept>
#include <vector>

namespace quire::test {

/// Slots that hold nothing but the key of their expert; says no, or waits, when told to.
class FakeLoader final : public ExpertLoader
{
public:
    explicit FakeLoader(int count) : m_slots(static_cast<std::size_t>(count), nothing) {}

    std::uint64_t load(ExpertKey key, int slot) override
    {
        std::unique_lock lock(m_mutex);
        const auto place = static_cast<std::size_t>(slot);
        if (place >= m_slots.size() || !m_loading.insert(slot).second)
            throw std::logic_error("a slot that does not exist, or two loads into one at once");
        m_slots[place] = nothing;
        m_begun.push_back(key);
        m_changed.notify_all();
        m_changed.wait(lock, [&] { return !m_shut; });
        m_loading.erase(slot);
        if (m_broken.contains(key))
            throw EngineError(ErrorCode::FileUnreadable, "The fake disk is broken.");
        m_slots[place] = key;
        return 100;
    }

    /// Loads begin but do not end until open().
    void shut()
    {
        const std::lock_guard lock(m_mutex);
        m_shut = true;
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_shut = false;
        m_changed.notify_all();
    }
    void breakExpert(ExpertKey key)
    {
        const std::lock_guard lock(m_mutex);
        m_broken.insert(key);
    }
    void mend()
    {
        const std::lock_guard lock(m_mutex);
        m_broken.clear();
    }
    /// Waits until so many loads have begun; the keys in the order in which they did.
    std::vector<ExpertKey> begun(std::size_t atLeast)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_begun.size() >= atLeast; });
        return m_begun;
    }
    ExpertKey at(int slot)
    {
        const std::lock_guard lock(m_mutex);
        return m_slots[static_cast<std::size_t>(slot)];
    }

private:
    static constexpr ExpertKey nothing{-1, -1};

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<ExpertKey> m_slots;
    std::vector<ExpertKey> m_begun;
    std::set<int> m_loading;
    std::set<ExpertKey> m_broken;
    bool m_shut = false;
};

} // namespace quire::test
