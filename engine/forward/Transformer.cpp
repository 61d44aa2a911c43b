#include "engine/forward/Transformer.h"

#include <algorithm>

namespace quire {

namespace {

/// Tokens whose logits are computed at once: a vocabulary is wide.
constexpr int logitRows = 16;

DeviceBuffer floats(Ops& ops, std::size_t rows, int columns)
{
    return ops.allocate(sizeof(float) * rows * static_cast<std::size_t>(columns));
}

int widestCompressor(const ModelConfig& config)
{
    return 2 * std::max(config.headDim, config.indexDim);
}

} // namespace

Workspace::Workspace(const ModelConfig& config, const Weights& weights, Ops& ops, int maxChunk)
    : chunk(maxChunk)
{
    const auto t = static_cast<std::size_t>(chunk);
    const int n = config.streams;
    const AttentionWeights& attn = weights.layers.front().attn;
    streams = floats(ops, t, n * config.hiddenSize);
    if (config.mtpLayers > 0)
        normed = floats(ops, t, n * config.hiddenSize);
    x = floats(ops, t, config.hiddenSize);
    y = floats(ops, t, config.hiddenSize);
    post = floats(ops, t, n);
    comb = floats(ops, t, n * n);
    qLatent = floats(ops, t, config.qLora);
    q = floats(ops, t, attn.wqB.rows);
    attended = floats(ops, t, attn.wqB.rows);
    kv = floats(ops, t, config.headDim);
    oLatent = floats(ops, t, attn.woA.rows);
    rowKv = floats(ops, t, widestCompressor(config));
    rowScore = floats(ops, t, widestCompressor(config));
    indexQ = floats(ops, t, config.indexHeads * config.indexDim);
    indexWeights = floats(ops, t, config.indexHeads);
    picks = floats(ops, t, config.indexTopK);
    gate = floats(ops, t, config.experts);
    expertIds = floats(ops, t, config.expertsPerToken);
    expertWeights = floats(ops, t, config.expertsPerToken);
    if (ops.fetchesExperts()) {
        const auto few = static_cast<std::size_t>(std::min(chunk, Layer::mostGuessedTokens(config)));
        guessPost = floats(ops, few, n);
        guessComb = floats(ops, few, n * n);
        guessedIds = floats(ops, few, config.expertsPerToken);
        guessedWeights = floats(ops, few, config.expertsPerToken);
    }
    const auto rows = static_cast<std::size_t>(std::min(chunk, logitRows));
    logits = floats(ops, rows, weights.head.rows);
    if (ops.ranks() > 1)
        gathered = floats(ops, rows, config.vocabSize);
}

Transformer::Transformer(const ModelConfig& config, const Weights& weights, Ops& ops, int maxChunk)
    : m_config(config), m_weights(weights), m_ops(ops), m_workspace(config, weights, ops, maxChunk)
{
    m_layers.reserve(weights.layers.size()); // layers point into themselves: they must not move
    for (int i = 0; i < config.layers; ++i)
        m_layers.emplace_back(config, weights.layers[static_cast<std::size_t>(i)], i);
    m_mtp.reserve(weights.mtp.size());
    for (int i = 0; i < config.mtpLayers; ++i)
        m_mtp.emplace_back(config, weights, i);
    if (hasMtp())
        m_committed = ops.allocate(streamBytes());
}

std::size_t Transformer::streamBytes() const
{
    return sizeof(float) * static_cast<std::size_t>(m_config.streams) *
           static_cast<std::size_t>(m_config.hiddenSize);
}

const float* Transformer::forward(std::span<const std::int32_t> ids, KvCache& cache,
                                  ForwardObserver* observer)
{
    if (hasMtp() && cache.position() > 0) {
        // Only now is it known what follows the cache's last token.
        m_mtp[0].absorb(m_ops, {cache.position() - 1, 1}, ids.first(1), cache.lastStreams(),
                        cache.layer(m_mtp[0].layerIndex()), m_workspace);
    }
    float* streams = m_workspace.streams.floats();
    m_ops.embed(m_weights.embed, ids, m_config.streams, streams);
    const TokenRange tokens{cache.position(), static_cast<int>(ids.size())};
    guessFirstExperts(ids, streams);
    for (int i = 0; i < m_config.layers; ++i) {
        const Layer* next = i + 1 < m_config.layers ? &layer(i + 1) : nullptr;
        layer(i).forward(m_ops, tokens, ids, cache.layer(i), streams, m_workspace, observer, next);
    }
    return streams;
}

void Transformer::guessFirstExperts(std::span<const std::int32_t> ids, const float* streams)
{
    if (!m_ops.fetchesExperts())
        return;
    for (const Layer& layer : m_layers) {
        if (layer.isHashed() || (&layer == &m_layers.front() && streams))
            layer.guessExperts(m_ops, ids, streams, m_workspace);
    }
}

void Transformer::logits(const HeadWeights& head, const float* streams, int count, float* host)
{
    const auto stride = streamBytes() / sizeof(float);
    const auto vocab = static_cast<std::size_t>(m_config.vocabSize);
    const int most = std::min(m_workspace.chunk, logitRows);
    for (int first = 0; first < count; first += most) {
        const int rows = std::min(most, count - first);
        m_ops.headInput(head, streams + static_cast<std::size_t>(first) * stride, rows,
                        m_workspace.x.floats());
        m_ops.linear(m_workspace.x.floats(), rows, m_weights.head, m_workspace.logits.floats());
        const DeviceBuffer* all = &m_workspace.logits;
        if (m_ops.ranks() > 1) {
            m_ops.allGather(m_workspace.logits.floats(), rows, m_weights.head.rows,
                            m_workspace.gathered.floats());
            all = &m_workspace.gathered;
        }
        m_ops.download(reinterpret_cast<std::byte*>(host + static_cast<std::size_t>(first) * vocab),
                       all->data(), sizeof(float) * static_cast<std::size_t>(rows) * vocab);
    }
}

void Transformer::commit(std::span<const std::int32_t> ids, int count, KvCache& cache)
{
    if (hasMtp()) {
        const auto stride = streamBytes() / sizeof(float);
        const float* streams = m_workspace.streams.floats();
        const float* last = streams + static_cast<std::size_t>(count - 1) * stride;
        m_ops.copy(m_committed.data(), reinterpret_cast<const std::byte*>(last), streamBytes());
        // Rows that would leave the window before anyone reads them are not made.
        const int first = std::max(0, count - 1 - m_config.window);
        const int known = count - 1 - first;
        if (known > 0)
            m_mtp[0].absorb(m_ops, {cache.position() + first, known},
                            ids.subspan(static_cast<std::size_t>(first) + 1, static_cast<std::size_t>(known)),
                            streams + static_cast<std::size_t>(first) * stride,
                            cache.layer(m_mtp[0].layerIndex()), m_workspace);
        m_ops.copy(reinterpret_cast<std::byte*>(cache.lastStreams()), m_committed.data(), streamBytes());
    }
    cache.advance(count);
}

void Transformer::draft(std::int32_t next, KvCache& cache, float* host)
{
    const Mtp& block = m_mtp[0];
    guessFirstExperts({&next, 1}, nullptr); // it will be read, whatever the draft is
    block.forward(m_ops, {cache.position() - 1, 1}, {&next, 1}, cache.lastStreams(),
                  cache.layer(block.layerIndex()), m_workspace);
    logits(block.head(), m_workspace.streams.floats(), 1, host);
}

} // namespace quire
