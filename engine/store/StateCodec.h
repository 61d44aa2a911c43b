#pragma once

#include "engine/kv/KvCache.h"
#include "engine/store/CacheStore.h"

namespace quire {

/// How the rows of this cache are laid out on disk: a region per row log, layer by layer, compressed rows
/// before indexer rows. Throws EngineError(BadInput) if they cannot be kept.
RowGeometry geometryOf(const KvCache& cache);

/// What a cache's snapshot keeps besides rows, and the logits of the next token, as bytes.
std::vector<std::byte> encodeState(const KvCache& like, const KvSnapshot& snapshot,
                                   const std::vector<float>& logits);

struct DecodedState
{
    KvSnapshot snapshot; ///< its row logs hold the blocks given
    std::vector<float> logits;
};

/// For a cache like this one. Throws EngineError(CacheDamaged) if the bytes are not of such a cache.
DecodedState decodeState(const ModelConfig& config, const KvCache& like, const LoadedPrefix& loaded);

/// The row logs of a cache, in the order of the regions.
std::vector<RowLog*> rowLogsOf(KvCache& cache);

/// A loaded block's rows of one region, as a row log takes them.
DeviceBuffer regionBuffer(const LoadedBlock& block, const RowGeometry& geometry, int region);
std::shared_ptr<RowCheck> regionCheck(const LoadedBlock& block, int region);

} // namespace quire
