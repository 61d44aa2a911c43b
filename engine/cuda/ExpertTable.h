#pragma once

#include "engine/cuda/Linear.h"

#include <vector>

namespace quire::cuda {

/// The routed experts of one layer on this device.
struct ExpertTable
{
    const DeviceMatrix* matrices; ///< [experts, 3]: w1, w2, w3; device memory
    int experts;
    int inner; ///< hidden width of an expert
    int dim;   ///< of the model
};

/// [experts, 3] matrices in the order w1, w2, w3, with no bytes between fields left undefined. Throws
/// EngineError(BadCheckpoint) unless all experts are alike in shape and format.
std::vector<DeviceMatrix> expertMatrices(const MoeWeights& weights);

} // namespace quire::cuda
