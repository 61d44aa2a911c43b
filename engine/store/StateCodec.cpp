#include "engine/store/StateCodec.h"

#include "engine/store/StateStreams.h"

#include <algorithm>

namespace quire {

namespace {

/// Checks one region of a mapped block for a row log.
class RegionCheck final : public RowCheck
{
public:
    RegionCheck(std::shared_ptr<StoredBlock> block, int region) : m_block(std::move(block)), m_region(region)
    {
    }

    bool done() const override { return m_block->checked(m_region); }
    void check(std::int64_t first, std::int64_t count) override { m_block->check(m_region, first, count); }

private:
    std::shared_ptr<StoredBlock> m_block;
    int m_region;
};

void putFrontier(StateWriter& out, const FrontierSnapshot& frontier)
{
    for (const auto* values :
         {&frontier.partialKv, &frontier.partialScore, &frontier.prevKv, &frontier.prevScore})
        out.putFloats(*values);
}

FrontierSnapshot getFrontier(StateReader& in)
{
    FrontierSnapshot frontier;
    for (auto* values : {&frontier.partialKv, &frontier.partialScore, &frontier.prevKv, &frontier.prevScore})
        *values = in.getFloats();
    return frontier;
}

void require(bool holds)
{
    if (!holds)
        throw EngineError(ErrorCode::CacheDamaged, "A snapshot in the reading cache is not of this model.");
}

/// Sizes must be exactly those of the cache it goes into: what follows writes without looking.
void requireFits(const FrontierSnapshot& frontier, const CompressorCache& cache, std::int64_t position,
                 int ratio)
{
    const std::size_t width = cache.rings.kv.rowBytes / sizeof(float);
    const auto dim = static_cast<std::size_t>(cache.rows.format().dim);
    const auto open = static_cast<std::size_t>(position % ratio);
    const bool overlaps = width == 2 * dim && position >= ratio;
    const std::size_t previous = overlaps ? static_cast<std::size_t>(ratio) * dim : 0;
    require(frontier.partialKv.size() == open * width && frontier.partialScore.size() == open * width);
    require(frontier.prevKv.size() == previous && frontier.prevScore.size() == previous);
}

void requireFits(const LayerSnapshot& saved, const LayerCache& layer, const ModelConfig& config,
                 std::int64_t position)
{
    const std::size_t rows = saved.window.size() / layer.window.rowBytes;
    require(saved.window.size() % layer.window.rowBytes == 0);
    require(rows <= static_cast<std::size_t>(std::min<std::int64_t>(position, config.window)));
    if (layer.compressor)
        requireFits(saved.compressor, *layer.compressor, position, layer.ratio);
    if (layer.indexer)
        requireFits(saved.indexer, *layer.indexer, position, layer.ratio);
}

template <typename Cache, typename Visit>
void eachRowLog(Cache& cache, Visit visit)
{
    for (int i = 0; i < cache.layers(); ++i) {
        auto& layer = cache.layer(i);
        if (layer.compressor)
            visit(layer, layer.compressor->rows);
        if (layer.indexer)
            visit(layer, layer.indexer->rows);
    }
}

} // namespace

RowGeometry geometryOf(const KvCache& cache)
{
    std::vector<RegionShape> regions;
    eachRowLog(cache, [&](const LayerCache& layer, const RowLog& rows) {
        regions.push_back(
            {static_cast<std::uint32_t>(layer.ratio), static_cast<std::uint32_t>(rows.format().bytes())});
    });
    return {KvCache::tokensPerBlock, std::move(regions)};
}

std::vector<RowLog*> rowLogsOf(KvCache& cache)
{
    std::vector<RowLog*> logs;
    eachRowLog(cache, [&](LayerCache&, RowLog& rows) { logs.push_back(&rows); });
    return logs;
}

std::vector<std::byte> encodeState(const KvCache& like, const KvSnapshot& snapshot,
                                   const std::vector<float>& logits)
{
    StateWriter out;
    out.putNumber(static_cast<std::uint64_t>(snapshot.position));
    out.putNumber(snapshot.layers.size());
    for (int i = 0; i < like.layers(); ++i) {
        const LayerSnapshot& layer = snapshot.layers[static_cast<std::size_t>(i)];
        out.putRows(like.layer(i).windowFormat, layer.window);
        putFrontier(out, layer.compressor);
        putFrontier(out, layer.indexer);
    }
    out.putFloats(snapshot.lastStreams);
    out.putFloats(logits);
    return out.finish();
}

DecodedState decodeState(const ModelConfig& config, const KvCache& like, const LoadedPrefix& loaded)
{
    StateReader in(loaded.state);
    DecodedState decoded;
    KvSnapshot& snapshot = decoded.snapshot;
    snapshot.position = static_cast<std::int64_t>(in.getNumber());
    require(snapshot.position == loaded.position);
    require(in.getNumber() == static_cast<std::uint64_t>(like.layers()));
    const RowGeometry geometry = geometryOf(like);
    int region = 0;
    for (int i = 0; i < like.layers(); ++i) {
        const LayerCache& layer = like.layer(i);
        LayerSnapshot& saved = snapshot.layers.emplace_back();
        saved.window = in.getRows(layer.windowFormat);
        saved.compressor = getFrontier(in);
        saved.indexer = getFrontier(in);
        requireFits(saved, layer, config, snapshot.position);
        for (const auto* part : {&layer.compressor, &layer.indexer}) {
            if (!part->has_value())
                continue;
            saved.rows.emplace_back((*part)->rows.format(), KvCache::tokensPerBlock / layer.ratio);
            for (const LoadedBlock& block : loaded.blocks)
                saved.rows.back().append(regionBuffer(block, geometry, region), regionCheck(block, region));
            saved.rows.back().truncate(snapshot.position / layer.ratio);
            ++region;
        }
    }
    snapshot.lastStreams = in.getFloats();
    const auto streams =
        static_cast<std::size_t>(config.streams) * static_cast<std::size_t>(config.hiddenSize);
    require(snapshot.lastStreams.empty() || snapshot.lastStreams.size() == streams);
    decoded.logits = in.getFloats();
    require(decoded.logits.empty() || decoded.logits.size() == static_cast<std::size_t>(config.vocabSize));
    return decoded;
}

DeviceBuffer regionBuffer(const LoadedBlock& block, const RowGeometry& geometry, int region)
{
    const RegionShape& shape = geometry.region(region);
    const std::size_t bytes = static_cast<std::size_t>(geometry.blockTokens() / shape.ratio) * shape.rowBytes;
    // Shares the block's memory, so that a row log never takes it for its own and writes to it.
    return {{block.memory, block.regions[static_cast<std::size_t>(region)]}, bytes};
}

std::shared_ptr<RowCheck> regionCheck(const LoadedBlock& block, int region)
{
    if (!block.check)
        return nullptr;
    return std::make_shared<RegionCheck>(block.check, region);
}

} // namespace quire
