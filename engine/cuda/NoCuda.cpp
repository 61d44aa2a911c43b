#include "engine/Error.h"
#include "engine/cuda/CudaOps.h"

/// Builds made without a CUDA toolkit.
namespace quire {

std::vector<Device> listCudaDevices()
{
    return {};
}

std::string cudaProblem()
{
    return "This build has no kernels for NVIDIA GPUs.";
}

std::unique_ptr<Ops> makeCudaOps(const ModelConfig&, Numerics, int)
{
    throw EngineError(ErrorCode::BadInput, cudaProblem(), "Choose --device cpu.");
}

} // namespace quire
