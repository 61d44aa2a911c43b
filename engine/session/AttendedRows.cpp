#include "engine/session/AttendedRows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace quire {

namespace {

/// `count` values of the last token, of a device array [tokens, count].
template <typename T>
std::vector<T> ofLastToken(Ops& ops, const T* values, TokenRange tokens, int count)
{
    const auto n = static_cast<std::size_t>(count);
    std::vector<T> last(n);
    ops.download(reinterpret_cast<std::byte*>(last.data()),
                 reinterpret_cast<const std::byte*>(values + static_cast<std::size_t>(tokens.count - 1) * n),
                 n * sizeof(T));
    return last;
}

} // namespace

RowWatcher::RowWatcher(EngineRank& rank, const KvCache& cache, int layer)
    : m_rank(&rank), m_cache(&cache), m_layer(layer)
{
}

int RowWatcher::lastPickingLayer(const ModelConfig& config)
{
    int layer = config.layers - 1;
    while (layer >= 0 && config.kind(layer) != AttentionKind::Csa)
        --layer;
    return layer;
}

void RowWatcher::attended(int layer, TokenRange tokens, const float* q, const std::int32_t* picks)
{
    if (layer != m_layer || !picks)
        return;
    Ops& ops = *m_rank->ops;
    const ModelConfig& config = m_rank->transformer->config();
    const AttentionWeights& weights = m_rank->weights.layers[static_cast<std::size_t>(layer)].attn;
    const int heads = weights.wqB.rows / config.headDim;
    const std::vector<float> queries = ofLastToken(ops, q, tokens, heads * config.headDim);
    const std::vector<std::int32_t> picked = ofLastToken(ops, picks, tokens, config.indexTopK);
    std::vector<float> sinks(static_cast<std::size_t>(heads));
    ops.download(reinterpret_cast<std::byte*>(sinks.data()),
                 reinterpret_cast<const std::byte*>(weights.sink.data), sinks.size() * sizeof(float));

    m_ratio = weights.ratio;
    m_nats.clear(); // a step may be taken again
    const float scale = 1 / std::sqrt(static_cast<float>(config.headDim));
    std::vector<float> row(static_cast<std::size_t>(config.headDim));
    for (const std::int32_t pick : picked) {
        if (pick < 0)
            break;
        m_cache->layer(layer).compressor->rows.read(ops, pick, row.data());
        float loudest = -std::numeric_limits<float>::infinity();
        for (std::size_t head = 0; head < sinks.size(); ++head) {
            const auto query = queries.begin() + static_cast<std::ptrdiff_t>(head * row.size());
            loudest = std::max(loudest,
                               scale * std::inner_product(row.begin(), row.end(), query, 0.0F) - sinks[head]);
        }
        m_nats[pick] = loudest;
    }
}

std::vector<AttendedRow> RowWatcher::merged(const std::vector<RowWatcher>& watchers)
{
    std::map<std::int32_t, float> nats;
    for (const RowWatcher& watcher : watchers)
        for (const auto& [row, loud] : watcher.m_nats) {
            const auto [at, isNew] = nats.try_emplace(row, loud);
            at->second = std::max(at->second, loud);
        }
    std::vector<AttendedRow> rows;
    const std::int64_t ratio = watchers.front().m_ratio;
    for (const auto& [row, loud] : nats)
        rows.push_back({row * ratio, (row + 1) * ratio, loud});
    std::stable_sort(rows.begin(), rows.end(),
                     [](const AttendedRow& a, const AttendedRow& b) { return a.nats > b.nats; });
    return rows;
}

} // namespace quire
