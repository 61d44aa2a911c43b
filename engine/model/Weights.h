#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace quire {

/// How the elements of a weight matrix lie in the checkpoint. They are used as they lie; nothing is expanded.
enum class WeightFormat
{
    F32,
    Bf16,
    Fp8Block128, ///< e4m3 values, one e8m0 scale per 128 x 128 block, edge blocks cut short
    Fp4Group32,  ///< two e2m1 values a byte (low nibble first), one e8m0 scale per 32 inputs of a row
};

/// A view of a weight matrix [rows = outputs, cols = inputs]; acts on row vectors as y = x Wᵀ.
/// The view may be a slice of a larger stored matrix (tensor parallelism), hence the strides and offsets.
struct Matrix
{
    const std::byte* data = nullptr;      ///< first stored row of the view, column 0 of the *stored* matrix
    const std::uint8_t* scales = nullptr; ///< scale codes (e8m0, 2^(code-127)) of the whole stored matrix
    WeightFormat format = WeightFormat::Bf16;
    int rows = 0;       ///< outputs in this view
    int cols = 0;       ///< inputs in this view
    int storedCols = 0; ///< inputs of the stored matrix: the stride between rows, in elements
    int rowOffset = 0;  ///< this view's first row in the stored matrix (finds the scale block)
    int colOffset = 0;  ///< this view's first column in the stored matrix

    explicit operator bool() const { return data != nullptr; }
    /// Bytes between stored rows.
    std::size_t rowBytes() const;
    /// Scale codes between rows of scales (a row of scales serves 128 weight rows for FP8, one for FP4).
    int scaleStride() const;
    /// Outputs [first, first + count).
    Matrix rowSlice(int first, int count) const;
    /// Inputs [first, first + count); for FP4 both must be multiples of 32.
    Matrix colSlice(int first, int count) const;
    /// Bytes of weights and scales that one product with the view reads.
    std::size_t bytes() const;
};

/// A float32 vector (norm gains, biases, sinks, positional tables): owned by Weights, expanded from BF16
/// once.
struct Vector
{
    const float* data = nullptr;
    int size = 0;

    Vector slice(int first, int count) const { return {data + first, count}; }
};

/// Manifold-constrained hyper-connections around one sub-layer; n streams of width d.
struct HyperConnectionWeights
{
    Matrix fn;    ///< F32 [(2+n)n, n d]; for heads [n, n d]
    Vector base;  ///< [(2+n)n]; for heads [n]
    Vector scale; ///< [3]; for heads [1]
};

/// Pools `ratio` tokens into one row. Overlapping (CSA) compressors have width 2 dim, others dim.
struct CompressorWeights
{
    int ratio = 0;
    int dim = 0;
    bool overlap = false;
    Matrix wkv, wgate; ///< BF16 [width, d]
    Vector ape;        ///< [ratio, width]
    Vector norm;       ///< [dim]

    int width() const { return overlap ? 2 * dim : dim; }
};

/// CSA's lightning indexer.
struct IndexerWeights
{
    Matrix wqB;         ///< FP8 [index heads * index dim, q_lora]
    Matrix weightsProj; ///< BF16 [index heads, d]
    CompressorWeights compressor;
};

struct AttentionWeights
{
    int ratio = 0; ///< 0: sliding window only; 4: CSA; any other: HCA
    Vector sink;   ///< [heads]
    Matrix wqA;    ///< FP8 [q_lora, d]
    Vector qNorm;  ///< [q_lora]
    Matrix wqB;    ///< FP8 [heads * head_dim, q_lora]
    Matrix wkv;    ///< FP8 [head_dim, d]
    Vector kvNorm; ///< [head_dim]
    Matrix woA;    ///< FP8 [groups * o_lora, heads * head_dim / groups], block-diagonal by group
    Matrix woB;    ///< FP8 [d, groups * o_lora]
    std::optional<CompressorWeights> compressor;
    std::optional<IndexerWeights> indexer;
};

/// One SwiGLU expert: w1 gate, w3 up [m, d], w2 down [d, m].
struct ExpertWeights
{
    Matrix w1, w2, w3;
};

struct MoeWeights
{
    int layer = 0;                           ///< of the model; MTP blocks count on after the last
    Matrix gate;                             ///< BF16 [experts, d]
    Vector bias;                             ///< [experts]; empty in hash layers
    const std::byte* tokenExperts = nullptr; ///< hash layers: int64 little-endian [vocab, top-k], unaligned
    int firstExpert = 0;                     ///< experts[i] is expert firstExpert + i (expert parallelism)
    std::vector<ExpertWeights> experts;
    std::optional<ExpertWeights> shared; ///< absent on the ranks that do not add it
};

struct LayerWeights
{
    HyperConnectionWeights hcAttn, hcFfn;
    Vector attnNorm, ffnNorm; ///< [d]
    AttentionWeights attn;
    MoeWeights moe;
};

/// What turns streams into the head's input.
struct HeadWeights
{
    HyperConnectionWeights hc;
    Vector norm; ///< [d]
};

struct MtpWeights
{
    LayerWeights layer;
    Matrix eProj, hProj; ///< FP8 [d, d]
    Vector enorm, hnorm; ///< [d]
    HeadWeights head;
};

/// Views of every tensor of a checkpoint, in the order of the computation. The mapped files (Checkpoint) and
/// the expanded small vectors must outlive it.
struct Weights
{
    Matrix embed;       ///< BF16 [vocab, d]
    Matrix head;        ///< BF16 [vocab, d]
    int firstVocab = 0; ///< first vocabulary row of `head` in this shard
    std::vector<LayerWeights> layers;
    HeadWeights finalHead;
    std::vector<MtpWeights> mtp;

    /// The routed experts of all layers, then of the MTP blocks.
    std::vector<const MoeWeights*> mixtures() const;
};

/// Bytes of the routed experts of these weights, as they are stored: of all, and of the largest one.
struct ExpertSizes
{
    std::uint64_t all = 0;
    std::uint64_t largest = 0;

    static ExpertSizes of(const Weights& weights);
};

} // namespace quire
