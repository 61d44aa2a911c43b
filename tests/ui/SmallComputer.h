#pragma once

#include "app/ModelRegistry.h"
#include "engine/model/MemoryPlan.h"

#include <atomic>
#include <functional>
#include <memory>

namespace quire::test {

/// A computer with as much free memory as a test says; at first more than anything needs.
struct SmallComputer
{
    static constexpr std::uint64_t plenty = 1ULL << 40;

    std::shared_ptr<std::atomic<std::uint64_t>> free = std::make_shared<std::atomic<std::uint64_t>>(plenty);

    std::function<MachineMemory()> look() const
    {
        return [available = free] { return MachineMemory{plenty, *available, false}; };
    }
};

/// Bytes that a small model needs to hold `tokens`, and not one more.
inline std::uint64_t memoryFor(const QString& modelPlace, ModelSlot slot, qint64 tokens)
{
    const ModelInfo model = ModelRegistry({modelPlace}).first(slot);
    return MemoryPlan::make(*model.config, std::uint64_t(model.bytes), {}).at(tokens).total;
}

} // namespace quire::test
