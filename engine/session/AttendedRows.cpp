#include "engine/session/AttendedRows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace quire {

namespace {

/// The last `count` of a device array.
template <typename T>
std::vector<T> lastOf(Ops& ops, const T* values, std::size_t size, std::size_t count)
{
    std::vector<T> last(count);
    ops.download(reinterpret_cast<std::byte*>(last.data()),
                 reinterpret_cast<const std::byte*>(values + (size - count)), count * sizeof(T));
    return last;
}

/// Largest first; equals stay in their order.
template <typename Row, typename Key>
void sortDescending(std::vector<Row>& rows, Key key)
{
    std::ranges::stable_sort(rows, std::ranges::greater(), key);
}

} // namespace

RowWatcher::RowWatcher(EngineRank& rank, const KvCache& cache, int layer, int lastTokens)
    : m_rank(&rank), m_cache(&cache), m_layer(layer), m_lastTokens(lastTokens)
{
}

bool RowWatcher::picksRows(const ModelConfig& config, int layer)
{
    return layer >= 0 && layer < config.layers && config.kind(layer) == AttentionKind::Csa;
}

int RowWatcher::lastPickingLayer(const ModelConfig& config)
{
    int layer = config.layers - 1;
    while (layer >= 0 && !picksRows(config, layer))
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
    const auto count = static_cast<std::size_t>(tokens.count);
    const auto watched = static_cast<std::size_t>(std::min(tokens.count, m_lastTokens));
    const auto width = static_cast<std::size_t>(weights.wqB.rows);
    const auto most = static_cast<std::size_t>(config.indexTopK);
    const auto heads = width / static_cast<std::size_t>(config.headDim);
    const std::vector<float> queries = lastOf(ops, q, count * width, watched * width);
    const std::vector<std::int32_t> picked = lastOf(ops, picks, count * most, watched * most);
    const std::vector<float> sinks = lastOf(ops, weights.sink.data, heads, heads);

    m_ratio = weights.ratio;
    m_nats.assign(watched, {}); // a step may be taken again
    for (std::size_t t = 0; t < watched; ++t)
        watch(m_nats[t], std::span(queries).subspan(t * width, width),
              std::span(picked).subspan(t * most, most), sinks);
}

void RowWatcher::watch(Nats& nats, std::span<const float> queries, std::span<const std::int32_t> picks,
                       std::span<const float> sinks) const
{
    std::vector<float> row(queries.size() / sinks.size());
    const float scale = 1 / std::sqrt(static_cast<float>(row.size()));
    for (const std::int32_t pick : picks) {
        if (pick < 0)
            break;
        m_cache->layer(m_layer).compressor->rows.read(*m_rank->ops, pick, row.data());
        float loudest = -std::numeric_limits<float>::infinity();
        for (std::size_t head = 0; head < sinks.size(); ++head) {
            const auto query = queries.begin() + static_cast<std::ptrdiff_t>(head * row.size());
            loudest = std::max(loudest,
                               scale * std::inner_product(row.begin(), row.end(), query, 0.0F) - sinks[head]);
        }
        nats[pick] = loudest;
    }
}

std::vector<RowWatcher::Nats> RowWatcher::merged(const std::vector<RowWatcher>& watchers)
{
    std::vector<Nats> all = watchers.front().m_nats;
    for (const RowWatcher& watcher : watchers)
        for (std::size_t t = 0; t < all.size(); ++t)
            for (const auto& [row, loud] : watcher.m_nats[t]) {
                const auto [at, isNew] = all[t].try_emplace(row, loud);
                at->second = std::max(at->second, loud);
            }
    return all;
}

std::vector<AttendedRow> RowWatcher::loudest(const std::vector<RowWatcher>& watchers)
{
    std::vector<AttendedRow> rows;
    if (watchers.empty())
        return rows;
    const std::int64_t ratio = watchers.front().m_ratio;
    const std::vector<Nats> tokens = merged(watchers);
    for (const auto& [row, loud] : tokens.back())
        rows.push_back({row * ratio, (row + 1) * ratio, loud});
    sortDescending(rows, &AttendedRow::nats);
    return rows;
}

std::vector<RowShare> RowWatcher::shares(const std::vector<RowWatcher>& watchers, float sink)
{
    std::vector<RowShare> rows;
    if (watchers.empty())
        return rows;
    std::map<std::int32_t, double> sums;
    for (const Nats& token : merged(watchers)) {
        double top = sink; // nothing overflows
        for (const auto& [row, loud] : token)
            top = std::max<double>(top, loud);
        double total = std::exp(sink - top);
        for (const auto& [row, loud] : token)
            total += std::exp(loud - top);
        for (const auto& [row, loud] : token)
            sums[row] += std::exp(loud - top) / total;
    }
    const std::int64_t ratio = watchers.front().m_ratio;
    for (const auto& [row, share] : sums)
        rows.push_back({row * ratio, (row + 1) * ratio, static_cast<float>(share)});
    sortDescending(rows, &RowShare::share);
    return rows;
}

} // namespace quire
