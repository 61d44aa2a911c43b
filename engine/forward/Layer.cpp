#include "engine/forward/Layer.h"

#include "engine/forward/RopeFrequencies.h"

#include <algorithm>

namespace quire {

Layer::Layer(const ModelConfig& config, const LayerWeights& weights, int index)
    : m_config(config), m_weights(weights), m_index(index),
      m_frequencies(ropeFrequencies(config, config.kind(index))),
      m_attention(config, weights.attn, {m_frequencies.data(), config.ropeDim / 2})
{
}

void Layer::forward(Ops& ops, TokenRange tokens, std::span<const std::int32_t> ids, LayerCache& cache,
                    float* h, Workspace& ws, ForwardObserver* observer, const Layer* next) const
{
    const int n = tokens.count;
    ops.hyperConnectionPre(m_weights.hcAttn, h, n, m_weights.attnNorm, ws.x.floats(), ws.post.floats(),
                           ws.comb.floats());
    m_attention.forward(ops, tokens, cache, ws);
    if (observer)
        observer->attended(m_index, tokens, ws.q.floats(),
                           m_weights.attn.indexer ? ws.picks.ints() : nullptr);
    ops.hyperConnectionPost(ws.y.floats(), ws.post.floats(), ws.comb.floats(), n, h);

    ops.hyperConnectionPre(m_weights.hcFfn, h, n, m_weights.ffnNorm, ws.x.floats(), ws.post.floats(),
                           ws.comb.floats());
    mixture(ops, tokens, ids, h, ws, next);
    ops.hyperConnectionPost(ws.y.floats(), ws.post.floats(), ws.comb.floats(), n, h);

    if (observer) {
        if (m_weights.attn.indexer)
            observer->picked(m_index, tokens, ws.picks.ints());
        observer->routed(m_index, tokens, ws.expertIds.ints());
        observer->leftLayer(m_index, tokens, h);
    }
}

void Layer::absorb(Ops& ops, TokenRange tokens, LayerCache& cache, const float* h, Workspace& ws) const
{
    ops.hyperConnectionPre(m_weights.hcAttn, h, tokens.count, m_weights.attnNorm, ws.x.floats(),
                           ws.post.floats(), ws.comb.floats());
    m_attention.absorb(ops, ws.x.floats(), tokens, cache, ws);
}

int Layer::mostGuessedTokens(const ModelConfig& config)
{
    return std::max(1, config.experts / config.expertsPerToken);
}

void Layer::guessExperts(Ops& ops, std::span<const std::int32_t> ids, const float* h, Workspace& ws) const
{
    const MoeWeights& moe = m_weights.moe;
    const int n = static_cast<int>(ids.size());
    if (n > mostGuessedTokens(m_config))
        return ops.guessExperts(moe, nullptr, 0);
    if (!isHashed()) {
        ops.hyperConnectionPre(m_weights.hcFfn, h, n, m_weights.ffnNorm, ws.y.floats(), ws.guessPost.floats(),
                               ws.guessComb.floats());
        ops.linearF32(ws.y.floats(), n, moe.gate, ws.gate.floats());
    }
    const Routing guess{ws.guessedIds.ints(), ws.guessedWeights.floats()};
    ops.route(moe, ws.gate.floats(), ids, guess);
    ops.guessExperts(moe, guess.experts, n * m_config.expertsPerToken);
}

void Layer::mixture(Ops& ops, TokenRange tokens, std::span<const std::int32_t> ids, const float* h,
                    Workspace& ws, const Layer* next) const
{
    const MoeWeights& moe = m_weights.moe;
    const int n = tokens.count;
    const Routing routing{ws.expertIds.ints(), ws.expertWeights.floats()};
    ops.linearF32(ws.x.floats(), n, moe.gate, ws.gate.floats());
    ops.route(moe, ws.gate.floats(), ids, routing);
    if (ops.fetchesExperts()) {
        if (n <= mostGuessedTokens(m_config))
            ops.announceExperts(moe, routing.experts, n * m_config.expertsPerToken);
        if (next && !next->isHashed()) // what those choose was known before the first layer
            next->guessExperts(ops, ids, h, ws);
    }
    ops.experts(moe, ws.x.floats(), n, routing, ws.y.floats());
    ops.allReduce(ws.y.floats(), static_cast<std::size_t>(n) * static_cast<std::size_t>(m_config.hiddenSize));
}

} // namespace quire
