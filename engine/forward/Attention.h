#pragma once

#include "engine/forward/Workspace.h"
#include "engine/kv/KvCache.h"

namespace quire {

/// One layer's hybrid attention (oracle README section 2): sliding window, and in compressed layers the rows
/// that CSA's indexer picks or that HCA keeps.
class Attention
{
public:
    Attention(const ModelConfig& config, const AttentionWeights& weights, Rope rope);

    /// ws.y[T, d] from ws.x[T, d]; keeps the tokens' rows in the cache. The cache has been reserved.
    void forward(Ops& ops, TokenRange tokens, LayerCache& cache, Workspace& ws) const;
    /// Only what later tokens need of these: their window rows, from x[T, d]. For layers without compressors.
    void absorb(Ops& ops, const float* x, TokenRange tokens, LayerCache& cache, Workspace& ws) const;

private:
    void compress(Ops& ops, const CompressorWeights& weights, bool indexer, TokenRange tokens,
                  CompressorCache& cache, Workspace& ws) const;
    void selectRows(Ops& ops, TokenRange tokens, const CompressorCache& keys, Workspace& ws) const;

    /// Rows from a disk are compared with their checksums before attend() reads them.
    void checkRows(Ops& ops, TokenRange tokens, const RowLog& log, const AttentionRows& rows) const;

    const ModelConfig& m_config;
    const AttentionWeights& m_weights;
    Rope m_rope;
    int m_heads;  ///< local
    int m_groups; ///< local
};

} // namespace quire
