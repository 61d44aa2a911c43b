#include "engine/cuda/BlockOps.h"
#include "engine/cuda/CudaOps.h"
#include "engine/cuda/GpuDevice.h"

#include <cuda_runtime.h>

namespace quire {

namespace {

/// An empty kernel: whether a GPU can run it tells whether this build has code for it.
__global__ void nothing() {}

/// GPUs the driver knows; -1 without a usable driver.
int visibleGpus()
{
    int count = 0;
    if (cudaGetDeviceCount(&count) == cudaSuccess)
        return count;
    cudaGetLastError(); // forget it
    return -1;
}

bool hasKernelsFor(int index)
{
    cudaFuncAttributes attributes{};
    const bool has =
        cudaSetDevice(index) == cudaSuccess && cudaFuncGetAttributes(&attributes, nothing) == cudaSuccess;
    cudaGetLastError();
    return has;
}

std::string instructionsOf(const cudaDeviceProp& properties)
{
    return "sm_" + std::to_string(properties.major) + std::to_string(properties.minor);
}

} // namespace

std::vector<Device> listCudaDevices()
{
    std::vector<Device> devices;
    for (int i = 0; i < visibleGpus(); ++i) {
        cudaDeviceProp properties{};
        if (!hasKernelsFor(i) || cudaGetDeviceProperties(&properties, i) != cudaSuccess)
            continue;
        std::size_t available = 0;
        std::size_t total = 0;
        if (cudaMemGetInfo(&available, &total) != cudaSuccess)
            available = 0;
        devices.push_back({"cuda:" + std::to_string(i), properties.name, instructionsOf(properties),
                           properties.multiProcessorCount, available});
    }
    return devices;
}

std::string cudaProblem()
{
    const int gpus = visibleGpus();
    if (gpus < 0)
        return "There is no NVIDIA driver here, or it is older than this build needs (CUDA " +
               std::to_string(CUDART_VERSION / 1000) + "." + std::to_string(CUDART_VERSION % 1000 / 10) +
               ").";
    if (gpus == 0)
        return "This machine has no NVIDIA GPU.";
    for (int i = 0; i < gpus; ++i)
        if (hasKernelsFor(i))
            return {};
    return "This build has no kernels for this machine's GPUs.";
}

std::unique_ptr<Ops> makeCudaOps(const ModelConfig& config, Numerics numerics, int index)
{
    const int gpus = visibleGpus();
    if (index < 0 || index >= gpus || !hasKernelsFor(index)) {
        const std::string problem = cudaProblem();
        throw EngineError(ErrorCode::BadInput,
                          problem.empty() ? "There is no usable GPU cuda:" + std::to_string(index) + "."
                                          : problem,
                          "Choose --device cpu.");
    }
    return std::make_unique<cuda::BlockOps<cuda::GpuDevice>>(config, numerics, cuda::GpuDevice(index));
}

} // namespace quire
