#pragma once

#include "engine/Device.h"
#include "engine/ops/Ops.h"

#include <memory>
#include <string>
#include <vector>

namespace quire {

/// This machine's NVIDIA GPUs that the build has kernels for, named "cuda:0", "cuda:1", ... Empty where there
/// are none, or no driver, or the build is without CUDA: nothing is thrown.
std::vector<Device> listCudaDevices();

/// Why a machine's GPUs cannot be used, in a sentence; empty if they can.
std::string cudaProblem();

/// GPU `index` as a device. Throws EngineError: BadInput if it is not there (saying why), OutOfMemory.
/// Weights given to it must lie in its memory (uploadWeights).
std::unique_ptr<Ops> makeCudaOps(const ModelConfig& config, Numerics numerics, int index);

} // namespace quire
