#pragma once

#include "engine/kv/RowFormat.h"
#include "engine/model/ModelConfig.h"
#include "engine/model/Weights.h"
#include "engine/ops/Numerics.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace quire {

/// Memory of one device, freed with the buffer.
class DeviceBuffer
{
public:
    DeviceBuffer() = default;
    DeviceBuffer(std::shared_ptr<std::byte> memory, std::size_t bytes)
        : m_memory(std::move(memory)), m_bytes(bytes)
    {
    }

    std::byte* data() const { return m_memory.get(); }
    float* floats() const { return reinterpret_cast<float*>(m_memory.get()); }
    std::int32_t* ints() const { return reinterpret_cast<std::int32_t*>(m_memory.get()); }
    std::size_t bytes() const { return m_bytes; }
    long useCount() const { return m_memory.use_count(); }

private:
    std::shared_ptr<std::byte> m_memory;
    std::size_t m_bytes = 0;
};

/// The tokens one call works on: positions start .. start + count - 1.
struct TokenRange
{
    std::int64_t start = 0;
    int count = 0;
};

/// Angular frequencies of one layer's rotary pairs (host memory, ropeDim / 2 floats).
/// The angle is float32(position) * float32(frequency), rounded to float32, then accurate sine and cosine.
struct Rope
{
    const float* frequencies = nullptr;
    int pairs = 0;
};

/// Where a layer's attention finds its rows.
struct AttentionRows
{
    RowFormat format;
    RowRing window;       ///< rows of positions up to start + count - 1 are in place
    int windowSize = 0;   ///< W: token t sees positions max(0, t-W+1) .. t
    RowBlocks compressed; ///< unused if ratio is 0
    int ratio = 0;        ///< token t may see compressed rows j < (t + 1) / ratio
    const std::int32_t* picks =
        nullptr; ///< [count, maxPicks], ascending, -1 fills up; null: all visible rows
    int maxPicks = 0;
};

/// A compressor's per-token inputs k and z (ape already added to z), `width` floats each, kept by position.
struct CompressorRings
{
    RowRing kv;
    RowRing score;
};

/// Which experts a token goes to: expert ids and weights, both [count, expertsPerToken].
struct Routing
{
    std::int32_t* experts = nullptr;
    float* weights = nullptr;
};

/// The operations the forward pass is written in; one implementation a device. Section numbers and formula
/// names are those of the oracle README. All float pointers are device memory, row-major, `count` rows.
///
/// Promise of every implementation: what is computed for one token does not depend, to the bit, on how many
/// tokens the call carries, nor on the number of threads. Operations throw EngineError(Cancelled) soon after
/// the stop flag is raised; outputs are then undefined.
class Ops
{
public:
    virtual ~Ops() = default;

    virtual Numerics numerics() const = 0;
    /// True if device memory is the process's own: pointers to it may be read by anyone, and rows mapped
    /// from files may stand in for it.
    virtual bool sharesHostMemory() const = 0;
    /// Zeroed device memory; throws EngineError(OutOfMemory).
    virtual DeviceBuffer allocate(std::size_t bytes) = 0;
    virtual void upload(std::byte* device, const std::byte* host, std::size_t bytes) = 0;
    virtual void download(std::byte* host, const std::byte* device, std::size_t bytes) = 0;
    virtual void copy(std::byte* to, const std::byte* from, std::size_t bytes) = 0;
    /// The flag that cancels; may be null. Owned by the caller, who keeps it alive during calls.
    virtual void setStopFlag(const std::atomic<bool>* stop) = 0;

    /// h[count, streams, d]: every stream is the token's embedding. ids are host memory, already in range.
    virtual void embed(const Matrix& table, std::span<const std::int32_t> ids, int streams, float* h) = 0;

    /// y[count, out] = x[count, in] Wᵀ. Inputs of FP8/FP4 weights are quantised in `exact`.
    virtual void linear(const float* x, int count, const Matrix& weight, float* y) = 0;
    /// wo_a: group g of x[count, groups, in] goes through rows [g R, (g+1) R) of weight [groups R, in] to
    /// y[count, groups, R]. Inputs are never quantised (easily got wrong: 9).
    virtual void groupedLinear(const float* x, int count, int groups, const Matrix& weight, float* y) = 0;
    /// As linear, but always float32 products: routing decides by small differences.
    virtual void linearF32(const float* x, int count, const Matrix& weight, float* y) = 0;
    /// y = gain * x / sqrt(mean(x^2) + eps) for `rows` rows; y may be x.
    virtual void rmsNorm(const float* x, int rows, const Vector& gain, float eps, float* y) = 0;

    /// mHC before a sub-layer: from h[count, n, d] the normed input x[count, d], post[count, n] and
    /// comb[count, n, n].
    virtual void hyperConnectionPre(const HyperConnectionWeights& weights, const float* h, int count,
                                    const Vector& gain, float* x, float* post, float* comb) = 0;
    /// mHC after it, in place: h_k = post_k y + sum_j comb_jk h_j.
    virtual void hyperConnectionPost(const float* y, const float* post, const float* comb, int count,
                                     float* h) = 0;
    /// The head's input x[count, d]: streams weighed, summed, normed.
    virtual void headInput(const HeadWeights& weights, const float* h, int count, float* x) = 0;

    /// Queries in place, q[count, heads, headDim]: weightless head norm, then RoPE of the last channels.
    virtual void prepareQueries(float* q, TokenRange tokens, int heads, const Rope& rope) = 0;
    /// kv[count, headDim] -> kv_norm, RoPE, QK, into the window ring at the tokens' positions.
    virtual void storeWindowRows(const float* kv, TokenRange tokens, const Vector& gain, const Rope& rope,
                                 const RowFormat& format, RowRing window) = 0;
    /// Keeps k and z = score + ape of the tokens in the rings and writes every row whose window they
    /// complete: rows tokens.start / ratio .. (start + count) / ratio - 1. Indexer rows get Hadamard and Q4,
    /// others QK.
    virtual void compress(const CompressorWeights& weights, const float* kv, const float* score,
                          TokenRange tokens, const Rope& rope, const RowFormat& format, bool indexer,
                          CompressorRings rings, RowBlocks rows) = 0;
    /// Indexer queries in place, q[count, indexHeads, indexDim]: RoPE, Hadamard, Q4 (values as floats).
    virtual void prepareIndexQueries(float* q, TokenRange tokens, int indexHeads, const Rope& rope) = 0;
    /// picks[count, topK]: for every token the rows with the largest scores I_tj among its visible ones,
    /// ascending, -1 fills up; equal scores: lowest index wins. weights[count, indexHeads] = weights_proj x.
    virtual void selectRows(const float* q, const float* weights, TokenRange tokens, int indexHeads,
                            int ratio, const RowFormat& format, RowBlocks keys, int topK,
                            std::int32_t* picks) = 0;
    /// out[count, heads, headDim]: softmax attention with sink over window and compressed rows, then the
    /// inverse rotation.
    virtual void attend(const float* q, TokenRange tokens, int heads, const AttentionRows& rows,
                        const Vector& sink, const Rope& rope, float* out) = 0;

    /// From gate logits[count, experts]: the chosen experts and their weights (routing is not sharded).
    virtual void route(const MoeWeights& weights, const float* logits, std::span<const std::int32_t> ids,
                       Routing routing) = 0;
    /// y[count, d] = the local routed experts' outputs, summed in ascending order of expert id, plus the
    /// shared expert if this rank has it.
    virtual void experts(const MoeWeights& weights, const float* x, int count, Routing routing, float* y) = 0;

    /// True if experts are fetched when they are asked for, so that knowing them ahead saves time.
    virtual bool fetchesExperts() const { return false; }
    /// A hint, as the next one: the next call of experts() for this layer will use experts[n] (ids, device
    /// memory, some of them perhaps of other ranks or repeated). Hints change no result.
    virtual void announceExperts(const MoeWeights& /*weights*/, const std::int32_t* /*experts*/, int /*n*/) {}
    /// These will perhaps be used when the layer's turn comes; null: all of them.
    virtual void guessExperts(const MoeWeights& /*weights*/, const std::int32_t* /*experts*/, int /*n*/) {}

    /// h[count, streams, d] += e[count, 1, d] (MTP: embedding part onto every stream).
    virtual void addToStreams(const float* e, int count, int streams, int dim, float* h) = 0;

    /// Ranks that share the work of this forward pass, and this one's number.
    virtual int ranks() const = 0;
    virtual int rank() const = 0;
    /// data[n] = sum over ranks in rank order, the same bits on every rank.
    virtual void allReduce(float* data, std::size_t n) = 0;
    /// out[count, ranks * width]: every rank's part[count, width], side by side in rank order.
    virtual void allGather(const float* part, int count, int width, float* out) = 0;
};

} // namespace quire
