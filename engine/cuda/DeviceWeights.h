#pragma once

#include "engine/model/ModelConfig.h"
#include "engine/ops/Ops.h"

#include <vector>

namespace quire {

/// Copies of all weights in a device's memory, as they are stored: nothing is expanded.
struct DeviceWeights
{
    Weights weights; ///< views into `memory`
    std::vector<DeviceBuffer> memory;
};

/// Bytes that uploadWeights() would take.
std::uint64_t deviceBytes(const Weights& weights, const ModelConfig& config);

/// Copies what the forward pass reads of the views. Throws EngineError: OutOfMemory, and BadCheckpoint if a
/// table of experts names one that does not exist.
DeviceWeights uploadWeights(const Weights& weights, const ModelConfig& config, Ops& ops);

} // namespace quire
