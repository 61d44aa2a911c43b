#pragma once

#include "engine/kv/RowFormat.h"
#include "engine/model/ModelConfig.h"
#include "engine/ops/Ops.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace quire {

/// Compares rows that come from a disk with their checksums, each before it is first read. Safe to use from
/// several threads.
class RowCheck
{
public:
    virtual ~RowCheck() = default;
    /// Everything has been found good.
    virtual bool done() const = 0;
    /// Rows [first, first + count) of the block; throws EngineError(CacheDamaged).
    virtual void check(std::int64_t first, std::int64_t count) = 0;
};

/// Rows of one kind of one layer, append-only, in blocks that forks share. A block that someone else also
/// holds is copied before it is written (only ever the last, unfinished one).
class RowLog
{
public:
    RowLog(RowFormat format, int rowsPerBlock);

    const RowFormat& format() const { return m_format; }
    RowBlocks view() const;
    /// Makes rows [used, count) writable without touching rows [0, used).
    void reserve(Ops& ops, std::int64_t used, std::int64_t count);
    /// Forgets the blocks that hold none of rows [0, count).
    void truncate(std::int64_t count);

    /// Adds a finished block, or one that nobody writes to before it has been copied; puts one in another's
    /// place. check: null if its rows may be read as they are.
    void append(DeviceBuffer block, std::shared_ptr<RowCheck> check);
    void replace(std::size_t index, DeviceBuffer block, std::shared_ptr<RowCheck> check);
    /// Puts another log's block (of the same rows) in place of this one's.
    void replace(std::size_t index, const RowLog& other);
    /// To be called before rows [first, first + count) are read.
    void check(std::int64_t first, std::int64_t count) const;
    /// Some block's rows have not all been checked yet.
    bool needsChecks() const;

    /// Row j as `dim` floats (tests, tools).
    void read(Ops& ops, std::int64_t row, float* values) const;

private:
    RowFormat m_format;
    int m_rowsPerBlock;
    std::vector<DeviceBuffer> m_blocks;
    std::vector<std::byte*> m_pointers;
    std::vector<std::shared_ptr<RowCheck>> m_checks; ///< of the leading blocks; null: nothing to check
};

/// A compressor's unfinished state, as oracle README section 4 names it; host memory.
struct FrontierSnapshot
{
    std::vector<float> partialKv, partialScore; ///< [N mod ratio, width], ape included in the score
    std::vector<float> prevKv, prevScore;       ///< CSA, once a window is complete: [ratio, dim]
};

struct LayerSnapshot
{
    /// The rows of the last min(N, W) tokens, oldest first, in the row format; without the last token's in
    /// MTP blocks, which make it once they know the token after it.
    std::vector<std::byte> window;
    FrontierSnapshot compressor, indexer;
    std::vector<RowLog> rows; ///< compressed rows, then indexer rows, as far as the layer has them; shared
};

/// All that resuming at a token needs. Cheap to copy: rows are shared.
struct KvSnapshot
{
    std::int64_t position = 0;
    std::vector<LayerSnapshot> layers; ///< layers, then MTP blocks
    std::vector<float> lastStreams;    ///< [streams, d] of the last token; empty at 0 or without MTP
};

/// One compressor's rows and the ring of its inputs.
struct CompressorCache
{
    RowLog rows;
    CompressorRings rings;
    DeviceBuffer kvMemory, scoreMemory;
};

struct LayerCache
{
    int ratio = 0;
    RowFormat windowFormat;
    RowRing window;
    DeviceBuffer windowMemory;
    std::optional<CompressorCache> compressor;
    std::optional<CompressorCache> indexer;
};

/// What the model remembers of a token sequence, on one device: per layer the window ring, the compressed and
/// indexer rows, and the compressors' inputs not yet pooled.
///
/// A step is: reserve(n), run the layers for positions position() .. position()+n-1, advance(n). A step that
/// is abandoned before advance() has changed nothing, and advance() may take fewer tokens than were run:
/// every per-token state lies in rings kept by position that a chunk cannot wrap into what is still needed.
class KvCache
{
public:
    /// maxChunk: most tokens of a step; sizes the rings.
    KvCache(const ModelConfig& config, Ops& ops, int maxChunk);
    KvCache(const KvCache&) = delete;
    KvCache& operator=(const KvCache&) = delete;
    KvCache(KvCache&&) noexcept = default;
    KvCache& operator=(KvCache&&) noexcept = default;

    std::int64_t position() const { return m_position; }
    int maxChunk() const { return m_maxChunk; }
    /// Layers, then MTP blocks.
    int layers() const { return static_cast<int>(m_layers.size()); }
    LayerCache& layer(int index) { return m_layers[static_cast<std::size_t>(index)]; }
    const LayerCache& layer(int index) const { return m_layers[static_cast<std::size_t>(index)]; }
    /// The last token's streams [streams, d] on the device, for the MTP head.
    float* lastStreams() { return m_lastStreams.floats(); }

    void reserve(int tokens);
    void advance(int tokens);

    KvSnapshot snapshot() const;
    void restore(const KvSnapshot& snapshot);

    /// Bytes of rows in use (what grows with length), exactly rows x row bytes.
    std::uint64_t rowBytes() const;
    /// Bytes of rings and streams.
    std::uint64_t stateBytes() const;

    /// Tokens whose rows share a block: rows per block are this over the layer's ratio.
    static constexpr int tokensPerBlock = 8192;

private:
    std::int64_t windowEnd(std::size_t layer) const;

    ModelConfig m_config;
    Ops* m_ops;
    int m_maxChunk;
    std::int64_t m_position = 0;
    std::vector<LayerCache> m_layers;
    DeviceBuffer m_lastStreams;
};

} // namespace quire
