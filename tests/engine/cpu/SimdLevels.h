#pragma once

#include "engine/cpu/CpuOps.h"

namespace quire::test {

/// Every instruction set with kernels of its own; which of them run depends on the machine (supports()).
inline constexpr SimdLevel allLevels[] = {SimdLevel::Portable, SimdLevel::Avx2, SimdLevel::Avx512,
                                          SimdLevel::Avx512Bf16};

} // namespace quire::test
