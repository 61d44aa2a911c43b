#define QUIRE_SIMD simd_avx512

#include "engine/cpu/simd/VecAvx512.h"

namespace quire::QUIRE_SIMD {
/// Twenty-four sums, four rows and one activation fill the registers.
constexpr int kTileRows = 4;
constexpr int kTileCols = 6;
} // namespace quire::QUIRE_SIMD

#include "engine/cpu/simd/FloatAttention.h"
#include "engine/cpu/simd/FloatIndex.h"
#include "engine/cpu/simd/FloatProducts.h"
#include "engine/cpu/simd/Rows.h"

namespace quire {

const Kernels& avx512Kernels()
{
    using namespace QUIRE_SIMD;
    static const Kernels kernels{
        "avx512",     floatProducts(false), floatProducts(true), floatAttention(false), floatAttention(true),
        floatIndex(), floatIndex(),         rowKernels()};
    return kernels;
}

} // namespace quire
