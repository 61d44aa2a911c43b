#define QUIRE_SIMD simd_avx512_bf16

#include "engine/cpu/simd/VecAvx512.h"

namespace quire::QUIRE_SIMD {
/// Twenty-four sums, four rows and one activation fill the registers.
constexpr int kTileRows = 4;
constexpr int kTileCols = 6;
} // namespace quire::QUIRE_SIMD

#include "engine/cpu/simd/Bf16Attention.h"
#include "engine/cpu/simd/Bf16Index.h"
#include "engine/cpu/simd/Bf16Products.h"
#include "engine/cpu/simd/FloatAttention.h"
#include "engine/cpu/simd/FloatIndex.h"
#include "engine/cpu/simd/FloatProducts.h"
#include "engine/cpu/simd/Rows.h"

namespace quire {

const Kernels& avx512Bf16Kernels()
{
    using namespace QUIRE_SIMD;
    static const Kernels kernels{"avx512-bf16",   floatProducts(false), bf16Products(), floatAttention(false),
                                 bf16Attention(), floatIndex(),         bf16Index(),    rowKernels()};
    return kernels;
}

} // namespace quire
