#pragma once

#include "engine/forward/Attention.h"

#include <span>
#include <vector>

namespace quire {

/// Looks on while a step runs (tests, tools). Device pointers are valid during the call only.
class ForwardObserver
{
public:
    virtual ~ForwardObserver() = default;
    /// Layer `layer` is done with attention: q[T, local heads, headDim] as its rows were compared with them;
    /// picks[T, top-k] of its indexer, null if it has none.
    virtual void attended(int /*layer*/, TokenRange /*tokens*/, const float* /*q*/,
                          const std::int32_t* /*picks*/)
    {
    }
    /// Layer `layer` routed the tokens to experts[T, k] (in hash layers too).
    virtual void routed(int /*layer*/, TokenRange /*tokens*/, const std::int32_t* /*experts*/) {}
    /// Its indexer picked picks[T, top-k].
    virtual void picked(int /*layer*/, TokenRange /*tokens*/, const std::int32_t* /*picks*/) {}
    /// Its output streams[T, n, d].
    virtual void leftLayer(int /*layer*/, TokenRange /*tokens*/, const float* /*streams*/) {}
};

/// One block: hyper-connections around attention, hyper-connections around the mixture of experts.
class Layer
{
public:
    Layer(const ModelConfig& config, const LayerWeights& weights, int index);

    /// Streams h[T, n, d] in place. The experts of the layer that comes next, if there is one, are guessed on
    /// the way, for devices that have to fetch them.
    void forward(Ops& ops, TokenRange tokens, std::span<const std::int32_t> ids, LayerCache& cache, float* h,
                 Workspace& ws, ForwardObserver* observer, const Layer* next = nullptr) const;
    /// Only the window rows that later tokens need of these (the MTP block, whose attention has no more
    /// state).
    void absorb(Ops& ops, TokenRange tokens, LayerCache& cache, const float* h, Workspace& ws) const;

    /// Tells the device which experts this layer will probably choose: exactly where it chooses by token id,
    /// elsewhere by its router on streams h[T, n, d] of an earlier layer, which change little from one to
    /// the next. Overwrites ws.y and ws.gate.
    void guessExperts(Ops& ops, std::span<const std::int32_t> ids, const float* h, Workspace& ws) const;
    /// Chooses by token id.
    bool isHashed() const { return m_weights.moe.tokenExperts != nullptr; }
    /// More tokens than this choose so many experts that all are expected.
    static int mostGuessedTokens(const ModelConfig& config);

private:
    void mixture(Ops& ops, TokenRange tokens, std::span<const std::int32_t> ids, const float* h,
                 Workspace& ws, const Layer* next) const;

    const ModelConfig& m_config;
    const LayerWeights& m_weights;
    int m_index;
    std::vector<float> m_frequencies;
    Attention m_attention;
};

} // namespace quire
