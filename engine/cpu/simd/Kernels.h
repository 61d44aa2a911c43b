#pragma once

#include "engine/kv/RowFormat.h"
#include "engine/model/Weights.h"

#include <cstddef>
#include <cstdint>

namespace quire {

/// The inner loops of the CPU device, one table an instruction set. Nothing in here allocates, threads,
/// throws or looks at the model: that is the business of the operations, which choose tiles and order.
///
/// "Packed" elements are what products are made of: float, or bf16 where the processor multiplies that.
/// Vectors of packed elements are padded with zeros to a whole number of SIMD steps and aligned to 64 bytes.

/// rows x count outputs: y[c * yStride + r] = sum_k w[r * wStride + k] x[c * xStride + k], k < padded.
/// Every sum is made in the same order whatever rows and count are. Strides are in elements.
struct ProductTile
{
    const void* w = nullptr;
    std::size_t wStride = 0;
    int rows = 0;
    const void* x = nullptr;
    std::size_t xStride = 0;
    int count = 0;
    int padded = 0;
    float* y = nullptr;
    std::size_t yStride = 0;
};

/// Products of activations with stored weights.
struct ProductKernels
{
    std::size_t elementBytes = 0;
    /// Packed rows of F32 matrices are the rows themselves if their width needs no padding.
    bool floatsInPlace = false;
    /// Elements of a packed row for this matrix: its inputs, padded, perhaps reordered to suit the format.
    int (*paddedCols)(const Matrix& w) = nullptr;
    /// One activation row, packed to meet this matrix's weight rows.
    void (*pack)(const Matrix& w, const float* x, void* packed) = nullptr;
    /// One weight row, packed.
    void (*decode)(const Matrix& w, int row, void* packed) = nullptr;
    void (*tile)(const ProductTile& tile) = nullptr;
    /// The most activations `narrow` takes.
    int narrowCount = 1;
    /// As decode and tile together, to the bit, for few activations: weights go from memory to registers and
    /// nowhere else. tile.w is not used; its rows are rows first .. first + tile.rows - 1 of w.
    void (*narrow)(const Matrix& w, int first, const ProductTile& tile) = nullptr;
};

/// State of one head's running softmax.
struct SoftmaxState
{
    float top = 0; ///< largest score so far
    float sum = 0; ///< of exp(score - top)
};

/// One block of attention probabilities times values: for every head h and channel c < dim,
/// out[h * outStride + c] = out * rescale[h] + sum_r p[h * pStride + r] v[r * vStride + c], r < rows.
struct ValueTile
{
    const void* p = nullptr;
    std::size_t pStride = 0;
    const float* rescale = nullptr;
    const void* v = nullptr;
    std::size_t vStride = 0;
    int rows = 0;
    int heads = 0;
    int dim = 0;
    float* out = nullptr;
    std::size_t outStride = 0;
};

struct AttentionKernels
{
    std::size_t elementBytes = 0;
    int (*paddedDim)(int dim) = nullptr;
    void (*packQuery)(const float* q, int dim, void* packed) = nullptr;
    void (*decodeRow)(const RowFormat& format, const std::byte* row, void* packed) = nullptr;
    /// Scores of one head and one block of rows -> probabilities, packed and padded with zeros to an even
    /// count; the state moves on; returns the factor by which earlier sums and outputs shrink.
    float (*softmax)(const float* scores, int rows, float scale, SoftmaxState& state, void* p) = nullptr;
    void (*values)(const ValueTile& tile) = nullptr;
};

/// Keys that the index kernels score at a time.
inline constexpr int kIndexKeys = 64;

struct IndexKernels
{
    std::size_t elementBytes = 0;
    /// Elements of one token's packed queries.
    std::size_t (*querySize)(int heads, int dim) = nullptr;
    void (*packQueries)(const float* q, int heads, int dim, void* packed) = nullptr;
    /// Up to kIndexKeys rows (missing ones as zeros) into kIndexKeys * dim elements, arranged for `score`.
    void (*packKeys)(const RowFormat& format, const std::byte* const* rows, int count,
                     void* packed) = nullptr;
    /// scores[kIndexKeys] = sum over heads, ascending, of weights[h] max(0, q_h . key).
    void (*score)(const void* queries, const void* keys, const float* weights, int heads, int dim,
                  float* scores) = nullptr;
};

/// Element-wise work on rows of floats.
struct RowKernels
{
    float (*sumSquares)(const float* x, std::size_t n) = nullptr;
    /// y = x * factor * gain; gain may be null.
    void (*scale)(const float* x, float factor, const float* gain, std::size_t n, float* y) = nullptr;
    /// y += x.
    void (*add)(const float* x, std::size_t n, float* y) = nullptr;
    /// x[dim] = sum_j pre[j] h[j, dim].
    void (*mixStreams)(const float* h, const float* pre, int streams, int dim, float* x) = nullptr;
    /// h[k] = post[k] y + sum_j comb[j, k] h[j], in place; at most kMaxStreams streams.
    void (*spreadStreams)(const float* y, const float* post, const float* comb, int streams, int dim,
                          float* h) = nullptr;
    /// out = silu(min(gate, limit)) * clip(up, -limit, limit) * weight; no clamps if limit is 0.
    void (*swiglu)(const float* gate, const float* up, float limit, float weight, int n,
                   float* out) = nullptr;
    /// out[c] = sum_s softmax_s(score[s][c]) kv[s][c], c < n.
    void (*pool)(const float* const* kv, const float* const* score, int slots, int n, float* out) = nullptr;
};

inline constexpr int kMaxStreams = 16;

struct Kernels
{
    const char* name = "";
    ProductKernels floatProducts; ///< float32 arithmetic
    ProductKernels fastProducts;  ///< activations rounded to bf16
    AttentionKernels floatAttention;
    AttentionKernels fastAttention; ///< queries and probabilities rounded to bf16
    IndexKernels floatIndex;
    IndexKernels packedIndex; ///< exact for keys and queries on the e2m1 grid
    RowKernels rows;
};

const Kernels& portableKernels();
#if defined(QUIRE_X86_KERNELS)
const Kernels& avx2Kernels();
const Kernels& avx512Kernels();
const Kernels& avx512Bf16Kernels();
#endif

} // namespace quire
