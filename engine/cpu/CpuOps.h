#pragma once

#include "engine/cpu/Collectives.h"
#include "engine/offload/PagedExperts.h"
#include "engine/ops/Ops.h"

#include <memory>
#include <string_view>

namespace quire {

/// Instruction sets the CPU device can use. Auto takes the best this processor has.
enum class SimdLevel
{
    Auto,
    Portable,
    Avx2,       ///< AVX2 and FMA
    Avx512,     ///< AVX-512 F, BW, DQ and VL
    Avx512Bf16, ///< the same, VBMI and BF16
};

struct CpuOptions
{
    Numerics numerics = Numerics::Fast;
    int threads = 0; ///< 0: every core the process may run on
    SimdLevel simd = SimdLevel::Auto;
    /// Models at least this wide (hidden size) are multiplied in BF16 where numerics allow. Narrower ones
    /// cost little either way, and float32 spares them what BF16 does to a small model: with a few hundred
    /// channels, rounded activations tip cached values over to the next FP8 step often enough to change
    /// answers.
    int bf16Width = 1024;
    std::shared_ptr<CollectiveGroup> group; ///< null: this device works alone
    int rank = 0;                           ///< this device's number in the group
    /// Routed experts that are not all in memory; null: they are used where the weights point to.
    std::shared_ptr<PagedExperts> pagedExperts;
};

/// True if this processor has the instructions.
bool supports(SimdLevel level);
/// The level Auto stands for.
SimdLevel bestSimdLevel();
std::string_view name(SimdLevel level);

/// The CPU as a device. If one of its operations throws, its group is aborted, so that no other rank waits
/// for it. Throws EngineError(BadInput) if the processor lacks the instructions asked for.
std::unique_ptr<Ops> makeCpuOps(const ModelConfig& config, const CpuOptions& options);

} // namespace quire
