#pragma once

#include "engine/Error.h"
#include "engine/cuda/Block.h"
#include "engine/ops/Ops.h"

#include <cuda_runtime.h>

#include <string>
#include <utility>

/// For files compiled by nvcc.
namespace quire::cuda {

template <typename Program>
__global__ void __launch_bounds__(kBlockThreads) runProgram(const __grid_constant__ Program program)
{
    extern __shared__ __align__(16) std::byte shared[];
    __shared__ int counts[kBlockWarps];
    GpuBlock block(shared, counts);
    program(block);
}

/// One NVIDIA GPU, one stream: everything happens in the order it is asked for.
class GpuDevice
{
public:
    explicit GpuDevice(int index) : m_index(index)
    {
        select();
        check(cudaStreamCreateWithFlags(&m_stream, cudaStreamNonBlocking), "preparing it");
        int most = 0;
        check(cudaDeviceGetAttribute(&most, cudaDevAttrMaxSharedMemoryPerBlockOptin, index), "asking it");
        m_mostShared = static_cast<std::size_t>(most);
    }
    ~GpuDevice()
    {
        if (m_stream && cudaSetDevice(m_index) == cudaSuccess)
            cudaStreamDestroy(m_stream);
    }
    GpuDevice(GpuDevice&& other) noexcept
        : m_index(other.m_index), m_stream(std::exchange(other.m_stream, nullptr)),
          m_mostShared(other.m_mostShared)
    {
    }
    GpuDevice(const GpuDevice&) = delete;
    GpuDevice& operator=(const GpuDevice&) = delete;
    GpuDevice& operator=(GpuDevice&&) = delete;

    DeviceBuffer allocate(std::size_t bytes)
    {
        select();
        void* memory = nullptr;
        const std::size_t size = bytes > 0 ? bytes : 1;
        check(cudaMalloc(&memory, size), "allocating " + std::to_string(size) + " bytes");
        const std::shared_ptr<std::byte> owner(static_cast<std::byte*>(memory),
                                               [index = m_index](std::byte* p) {
                                                   if (cudaSetDevice(index) == cudaSuccess)
                                                       cudaFree(p);
                                               });
        check(cudaMemsetAsync(memory, 0, size, m_stream), "clearing memory");
        return {owner, bytes};
    }
    void upload(std::byte* to, const std::byte* from, std::size_t bytes)
    {
        transfer(to, from, bytes, cudaMemcpyHostToDevice);
        finish(); // the caller may change its memory
    }
    void download(std::byte* to, const std::byte* from, std::size_t bytes)
    {
        transfer(to, from, bytes, cudaMemcpyDeviceToHost);
        finish();
    }
    void copy(std::byte* to, const std::byte* from, std::size_t bytes)
    {
        transfer(to, from, bytes, cudaMemcpyDeviceToDevice);
    }

    template <typename Program>
    void launch(const Program& program)
    {
        select();
        const std::size_t shared = program.sharedBytes();
        if (shared > kPlainShared) {
            if (shared > m_mostShared)
                throw EngineError(ErrorCode::BadCheckpoint,
                                  "A kernel for this model needs " + std::to_string(shared) +
                                      " bytes of shared memory; the GPU has " + std::to_string(m_mostShared) +
                                      ".",
                                  "Run it on the CPU.");
            check(cudaFuncSetAttribute(runProgram<Program>, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                       static_cast<int>(shared)),
                  "preparing a kernel");
        }
        runProgram<Program>
            <<<static_cast<unsigned>(program.blocks()), kBlockThreads, shared, m_stream>>>(program);
        check(cudaGetLastError(), "starting a kernel");
    }

    void finish() { check(cudaStreamSynchronize(m_stream), "computing"); }
    cudaStream_t stream() const { return m_stream; }

private:
    /// What a block has without asking, less the static part of runProgram.
    static constexpr std::size_t kPlainShared = 48 * 1024 - 256;

    void select() { check(cudaSetDevice(m_index), "selecting it"); }

    void transfer(std::byte* to, const std::byte* from, std::size_t bytes, cudaMemcpyKind kind)
    {
        select();
        check(cudaMemcpyAsync(to, from, bytes, kind, m_stream), "copying");
    }

    void check(cudaError_t error, const std::string& doing) const
    {
        if (error == cudaSuccess)
            return;
        const std::string gpu = "The GPU cuda:" + std::to_string(m_index);
        cudaGetLastError(); // told here: must not be told again
        if (error == cudaErrorMemoryAllocation)
            throw EngineError(ErrorCode::OutOfMemory, gpu + " has too little free memory (" + doing + ").",
                              "Close other programs that use it, or choose --device cpu.");
        throw EngineError(ErrorCode::DeviceFailed,
                          gpu + " failed while " + doing + ": " + cudaGetErrorString(error) + ".",
                          "Start again; if it keeps failing, choose --device cpu.");
    }

    int m_index;
    cudaStream_t m_stream = nullptr;
    std::size_t m_mostShared = 0;
};

} // namespace quire::cuda
