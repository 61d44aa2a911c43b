#pragma once

#include "engine/forward/Mtp.h"

#include <span>
#include <vector>

namespace quire {

/// The V4 forward pass of one rank on one device. Holds the activations' workspace, hence one step at a time;
/// the state of a sequence is the KvCache it is given.
class Transformer
{
public:
    /// The arguments must outlive the object.
    Transformer(const ModelConfig& config, const Weights& weights, Ops& ops, int maxChunk);

    /// Runs 1 .. maxChunk tokens at positions cache.position() .. and leaves their streams [T, n, d] in the
    /// workspace, where they stay until the next call of any function. The cache has been reserved; it is not
    /// advanced.
    const float* forward(std::span<const std::int32_t> ids, KvCache& cache,
                         ForwardObserver* observer = nullptr);

    /// host[count, vocab] from streams[count, n, d] by the given head.
    void logits(const HeadWeights& head, const float* streams, int count, float* host);

    /// Makes the first `count` tokens of the step just run part of the cache: the MTP block remembers them,
    /// the last one's streams are kept, the position advances.
    void commit(std::span<const std::int32_t> ids, int count, KvCache& cache);

    /// The MTP block's guess host[vocab] at the token after `next`, which follows the cache's last token.
    void draft(std::int32_t next, KvCache& cache, float* host);

    const Layer& layer(int index) const { return m_layers[static_cast<std::size_t>(index)]; }
    bool hasMtp() const { return !m_mtp.empty(); }
    const Mtp& mtp(int index) const { return m_mtp[static_cast<std::size_t>(index)]; }
    Workspace& workspace() { return m_workspace; }
    Ops& ops() { return m_ops; }
    const Weights& weights() const { return m_weights; }
    const ModelConfig& config() const { return m_config; }

private:
    /// Of layers that choose by token id, and of the first; streams[T, n, d] may be null for the former.
    void guessFirstExperts(std::span<const std::int32_t> ids, const float* streams);
    std::size_t streamBytes() const; ///< of one token

    const ModelConfig& m_config;
    const Weights& m_weights;
    Ops& m_ops;
    std::vector<Layer> m_layers;
    std::vector<Mtp> m_mtp;
    Workspace m_workspace;
    DeviceBuffer m_committed; ///< n × d: streams on their way into the cache
};

} // namespace quire
