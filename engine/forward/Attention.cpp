#include "engine/forward/Attention.h"

#include <algorithm>
#include <vector>

namespace quire {

Attention::Attention(const ModelConfig& config, const AttentionWeights& weights, Rope rope)
    : m_config(config), m_weights(weights), m_rope(rope), m_heads(weights.wqB.rows / config.headDim),
      m_groups(weights.woA.rows / config.oLora)
{
}

void Attention::forward(Ops& ops, TokenRange tokens, LayerCache& cache, Workspace& ws) const
{
    const int n = tokens.count;
    ops.linear(ws.x.floats(), n, m_weights.wqA, ws.qLatent.floats());
    ops.rmsNorm(ws.qLatent.floats(), n, m_weights.qNorm, m_config.rmsEps, ws.qLatent.floats());
    ops.linear(ws.qLatent.floats(), n, m_weights.wqB, ws.q.floats());
    ops.prepareQueries(ws.q.floats(), tokens, m_heads, m_rope);
    absorb(ops, ws.x.floats(), tokens, cache, ws);

    AttentionRows rows{cache.windowFormat, cache.window, m_config.window, {}, m_weights.ratio, nullptr, 0};
    if (m_weights.compressor) {
        compress(ops, *m_weights.compressor, false, tokens, *cache.compressor, ws);
        rows.compressed = cache.compressor->rows.view();
    }
    if (m_weights.indexer) {
        compress(ops, m_weights.indexer->compressor, true, tokens, *cache.indexer, ws);
        selectRows(ops, tokens, *cache.indexer, ws);
        rows.picks = ws.picks.ints();
        rows.maxPicks = m_config.indexTopK;
    }
    if (m_weights.compressor)
        checkRows(ops, tokens, cache.compressor->rows, rows);
    ops.attend(ws.q.floats(), tokens, m_heads, rows, m_weights.sink, m_rope, ws.attended.floats());
    ops.groupedLinear(ws.attended.floats(), n, m_groups, m_weights.woA, ws.oLatent.floats());
    ops.linear(ws.oLatent.floats(), n, m_weights.woB, ws.y.floats());
    ops.allReduce(ws.y.floats(), static_cast<std::size_t>(n) * static_cast<std::size_t>(m_config.hiddenSize));
}

void Attention::absorb(Ops& ops, const float* x, TokenRange tokens, LayerCache& cache, Workspace& ws) const
{
    ops.linear(x, tokens.count, m_weights.wkv, ws.kv.floats());
    ops.storeWindowRows(ws.kv.floats(), tokens, m_weights.kvNorm, m_rope, cache.windowFormat, cache.window);
}

void Attention::compress(Ops& ops, const CompressorWeights& weights, bool indexer, TokenRange tokens,
                         CompressorCache& cache, Workspace& ws) const
{
    ops.linear(ws.x.floats(), tokens.count, weights.wkv, ws.rowKv.floats());
    ops.linear(ws.x.floats(), tokens.count, weights.wgate, ws.rowScore.floats());
    ops.compress(weights, ws.rowKv.floats(), ws.rowScore.floats(), tokens, m_rope, cache.rows.format(),
                 indexer, cache.rings, cache.rows.view());
}

void Attention::selectRows(Ops& ops, TokenRange tokens, const CompressorCache& keys, Workspace& ws) const
{
    // Every rank picks for itself: the indexer is small beside attention, and equal picks need no exchange.
    const IndexerWeights& indexer = *m_weights.indexer;
    ops.linear(ws.qLatent.floats(), tokens.count, indexer.wqB, ws.indexQ.floats());
    ops.prepareIndexQueries(ws.indexQ.floats(), tokens, m_config.indexHeads, m_rope);
    ops.linear(ws.x.floats(), tokens.count, indexer.weightsProj, ws.indexWeights.floats());
    keys.rows.check(0, (tokens.start + tokens.count) / m_weights.ratio);
    ops.selectRows(ws.indexQ.floats(), ws.indexWeights.floats(), tokens, m_config.indexHeads, m_weights.ratio,
                   keys.rows.format(), keys.rows.view(), m_config.indexTopK, ws.picks.ints());
}

void Attention::checkRows(Ops& ops, TokenRange tokens, const RowLog& log, const AttentionRows& rows) const
{
    if (!log.needsChecks())
        return;
    if (!rows.picks) {
        log.check(0, (tokens.start + tokens.count) / m_weights.ratio);
        return;
    }
    // Of a long text few rows are read: only these are fetched from the disk and looked at.
    std::vector<std::int32_t> picks(static_cast<std::size_t>(tokens.count) *
                                    static_cast<std::size_t>(rows.maxPicks));
    ops.download(reinterpret_cast<std::byte*>(picks.data()), reinterpret_cast<const std::byte*>(rows.picks),
                 picks.size() * sizeof(std::int32_t));
    std::sort(picks.begin(), picks.end());
    picks.erase(std::unique(picks.begin(), picks.end()), picks.end());
    for (const std::int32_t row : picks)
        if (row >= 0)
            log.check(row, 1);
}

} // namespace quire
