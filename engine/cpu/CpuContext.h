#pragma once

#include "engine/cpu/AlignedBuffer.h"
#include "engine/cpu/ThreadPool.h"
#include "engine/cpu/simd/Kernels.h"
#include "engine/model/ModelConfig.h"
#include "engine/offload/PagedExperts.h"
#include "engine/ops/Numerics.h"

#include <memory>
#include <vector>

namespace quire {

/// Working memory of one worker, named by what it holds.
struct WorkerScratch
{
    AlignedBuffer panel;  ///< decoded weight rows, cached rows or keys
    AlignedBuffer values; ///< floats of one row
    AlignedBuffer scores;
    AlignedBuffer probabilities;
    AlignedBuffer queries;
    AlignedBuffer candidates;
};

/// Working memory of one operation, shared by its workers.
struct SharedScratch
{
    AlignedBuffer packed;      ///< activations as products take them
    AlignedBuffer packedInner; ///< the same of an expert's hidden values
    AlignedBuffer gate, up, out;
    AlignedBuffer mixes;
    AlignedBuffer turns; ///< cosines and sines
    AlignedBuffer queries;
    AlignedBuffer candidates;
};

/// What every operation of the CPU device works with.
struct CpuContext
{
    CpuContext(const ModelConfig& modelConfig, Numerics mode, bool bf16, int threads, const Kernels& table,
               std::shared_ptr<PagedExperts> experts)
        : config(modelConfig), numerics(mode), roundsToBf16(bf16), kernels(table),
          pagedExperts(std::move(experts)), pool(threads), workers(static_cast<std::size_t>(pool.size()))
    {
    }

    WorkerScratch& scratch(int worker) { return workers[static_cast<std::size_t>(worker)]; }
    const ProductKernels& products() const
    {
        return roundsToBf16 ? kernels.fastProducts : kernels.floatProducts;
    }
    const AttentionKernels& attention() const
    {
        return roundsToBf16 ? kernels.fastAttention : kernels.floatAttention;
    }

    const ModelConfig config;
    const Numerics numerics;
    const bool roundsToBf16; ///< activations, queries and probabilities, on their way into products
    const Kernels& kernels;
    const std::shared_ptr<PagedExperts> pagedExperts; ///< null: experts are where the weights point to
    ThreadPool pool;
    std::vector<WorkerScratch> workers;
    SharedScratch shared;
};

} // namespace quire
