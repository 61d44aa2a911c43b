#include "engine/kv/KvCache.h"

#include <algorithm>
#include <cstring>

namespace quire {

namespace {

/// Tokens more than the largest chunk that the rings hold, so that a step can be taken back in part.
constexpr int ringSlack = 16;

std::byte* bytesOf(float* values)
{
    return reinterpret_cast<std::byte*>(values);
}

RowRing makeRing(Ops& ops, DeviceBuffer& memory, std::int64_t capacity, std::size_t rowBytes)
{
    memory = ops.allocate(static_cast<std::size_t>(capacity) * rowBytes);
    return {memory.data(), capacity, rowBytes};
}

CompressorCache makeCompressor(Ops& ops, const RowFormat& format, int ratio, int width, int maxChunk)
{
    // Read back: the open window and, for overlapping compressors, the one before it.
    const std::int64_t capacity = 2 * ratio + maxChunk + ringSlack;
    CompressorCache cache{RowLog(format, std::max(1, KvCache::tokensPerBlock / ratio)), {}, {}, {}};
    cache.rings.kv = makeRing(ops, cache.kvMemory, capacity, sizeof(float) * static_cast<std::size_t>(width));
    cache.rings.score =
        makeRing(ops, cache.scoreMemory, capacity, sizeof(float) * static_cast<std::size_t>(width));
    return cache;
}

/// Positions [first, first + count) of a ring of floats, the leading `channels` of each.
std::vector<float> readRing(Ops& ops, const RowRing& ring, std::int64_t first, int count, int channels)
{
    std::vector<float> values(static_cast<std::size_t>(count) * static_cast<std::size_t>(channels));
    for (int i = 0; i < count; ++i)
        ops.download(bytesOf(values.data() + static_cast<std::ptrdiff_t>(i) * channels), ring.slot(first + i),
                     sizeof(float) * static_cast<std::size_t>(channels));
    return values;
}

void writeRing(Ops& ops, const RowRing& ring, std::int64_t first, int channels,
               const std::vector<float>& values)
{
    const std::size_t bytes = sizeof(float) * static_cast<std::size_t>(channels);
    const auto* source = reinterpret_cast<const std::byte*>(values.data());
    for (std::size_t at = 0; at + bytes <= values.size() * sizeof(float); at += bytes)
        ops.upload(ring.slot(first++), source + at, bytes);
}

FrontierSnapshot saveFrontier(Ops& ops, const CompressorCache& cache, std::int64_t position, int ratio,
                              int width)
{
    const std::int64_t open = position - position % ratio; // first token of the unfinished window
    const int partial = static_cast<int>(position - open);
    FrontierSnapshot saved;
    saved.partialKv = readRing(ops, cache.rings.kv, open, partial, width);
    saved.partialScore = readRing(ops, cache.rings.score, open, partial, width);
    const int dim = cache.rows.format().dim;
    if (width == 2 * dim && open >= ratio) {
        saved.prevKv = readRing(ops, cache.rings.kv, open - ratio, ratio, dim);
        saved.prevScore = readRing(ops, cache.rings.score, open - ratio, ratio, dim);
    }
    return saved;
}

void restoreFrontier(Ops& ops, CompressorCache& cache, const FrontierSnapshot& saved, std::int64_t position,
                     int ratio, int width)
{
    const std::int64_t open = position - position % ratio;
    writeRing(ops, cache.rings.kv, open, width, saved.partialKv);
    writeRing(ops, cache.rings.score, open, width, saved.partialScore);
    const int dim = cache.rows.format().dim;
    writeRing(ops, cache.rings.kv, open - ratio, dim, saved.prevKv);
    writeRing(ops, cache.rings.score, open - ratio, dim, saved.prevScore);
}

int widthOf(const CompressorCache& cache)
{
    return static_cast<int>(cache.rings.kv.rowBytes / sizeof(float));
}

} // namespace

RowLog::RowLog(RowFormat format, int rowsPerBlock) : m_format(format), m_rowsPerBlock(rowsPerBlock) {}

RowBlocks RowLog::view() const
{
    return {m_pointers.data(), m_rowsPerBlock, m_format.bytes()};
}

void RowLog::reserve(Ops& ops, std::int64_t used, std::int64_t count)
{
    const std::size_t blockBytes = m_format.bytes() * static_cast<std::size_t>(m_rowsPerBlock);
    const auto open = static_cast<std::size_t>(used / m_rowsPerBlock);
    if (count > used && open < m_blocks.size() && m_blocks[open].useCount() > 1) {
        check(static_cast<std::int64_t>(open) * m_rowsPerBlock, used % m_rowsPerBlock);
        DeviceBuffer own = ops.allocate(blockBytes);
        ops.copy(own.data(), m_pointers[open],
                 m_format.bytes() * static_cast<std::size_t>(used % m_rowsPerBlock));
        if (open < m_checks.size())
            m_checks[open].reset();
        m_blocks[open] = std::move(own);
        m_pointers[open] = m_blocks[open].data();
    }
    const auto needed = static_cast<std::size_t>((count + m_rowsPerBlock - 1) / m_rowsPerBlock);
    while (m_blocks.size() < needed) {
        m_blocks.push_back(ops.allocate(blockBytes));
        m_pointers.push_back(m_blocks.back().data());
    }
}

void RowLog::truncate(std::int64_t count)
{
    const auto needed = static_cast<std::size_t>((count + m_rowsPerBlock - 1) / m_rowsPerBlock);
    if (m_blocks.size() > needed) {
        m_blocks.resize(needed);
        m_pointers.resize(needed);
        m_checks.resize(std::min(m_checks.size(), needed));
    }
}

void RowLog::append(DeviceBuffer block, std::shared_ptr<RowCheck> check)
{
    m_pointers.push_back(block.data());
    m_blocks.push_back(std::move(block));
    m_checks.resize(m_blocks.size());
    m_checks.back() = std::move(check);
}

void RowLog::replace(std::size_t index, DeviceBuffer block, std::shared_ptr<RowCheck> check)
{
    m_pointers[index] = block.data();
    m_blocks[index] = std::move(block);
    m_checks.resize(std::max(m_checks.size(), index + 1));
    m_checks[index] = std::move(check);
}

void RowLog::replace(std::size_t index, const RowLog& other)
{
    replace(index, other.m_blocks[index], index < other.m_checks.size() ? other.m_checks[index] : nullptr);
}

void RowLog::check(std::int64_t first, std::int64_t count) const
{
    for (std::int64_t row = first; row < first + count;) {
        const std::int64_t block = row / m_rowsPerBlock;
        if (block >= static_cast<std::int64_t>(m_checks.size()))
            return;
        const std::int64_t next = std::min((block + 1) * m_rowsPerBlock, first + count);
        const auto& check = m_checks[static_cast<std::size_t>(block)];
        if (check && !check->done())
            check->check(row - block * m_rowsPerBlock, next - row);
        row = next;
    }
}

bool RowLog::needsChecks() const
{
    return std::any_of(m_checks.begin(), m_checks.end(),
                       [](const auto& check) { return check && !check->done(); });
}

void RowLog::read(Ops& ops, std::int64_t row, float* values) const
{
    check(row, 1);
    std::vector<std::byte> bytes(m_format.bytes());
    ops.download(bytes.data(), view().row(row), bytes.size());
    decodeRow(m_format, bytes.data(), values);
}

KvCache::KvCache(const ModelConfig& config, Ops& ops, int maxChunk)
    : m_config(config), m_ops(&ops), m_maxChunk(maxChunk)
{
    const bool packed = packsRows(ops.numerics());
    const RowFormat attention = RowFormat::attention(config.headDim, config.ropeDim, packed);
    const RowFormat index = RowFormat::index(config.indexDim, packed);
    for (int i = 0; i < config.layers + config.mtpLayers; ++i) {
        LayerCache& layer = m_layers.emplace_back();
        layer.ratio = config.compressRatios[static_cast<std::size_t>(i)];
        layer.windowFormat = attention;
        layer.window =
            makeRing(ops, layer.windowMemory, config.window + maxChunk + ringSlack, attention.bytes());
        const bool csa = config.kind(i) == AttentionKind::Csa;
        if (layer.ratio > 0)
            layer.compressor =
                makeCompressor(ops, attention, layer.ratio, config.headDim * (csa ? 2 : 1), maxChunk);
        if (csa)
            layer.indexer = makeCompressor(ops, index, layer.ratio, 2 * config.indexDim, maxChunk);
    }
    if (config.mtpLayers > 0)
        m_lastStreams = ops.allocate(sizeof(float) * static_cast<std::size_t>(config.streams) *
                                     static_cast<std::size_t>(config.hiddenSize));
}

void KvCache::reserve(int tokens)
{
    for (LayerCache& layer : m_layers) {
        if (layer.ratio == 0)
            continue;
        const std::int64_t used = m_position / layer.ratio;
        const std::int64_t count = (m_position + tokens) / layer.ratio;
        layer.compressor->rows.reserve(*m_ops, used, count);
        if (layer.indexer)
            layer.indexer->rows.reserve(*m_ops, used, count);
    }
}

void KvCache::advance(int tokens)
{
    m_position += tokens;
}

std::int64_t KvCache::windowEnd(std::size_t layer) const
{
    // The MTP block's row of the last token waits for the token after it.
    const bool mtp = layer >= static_cast<std::size_t>(m_config.layers);
    return mtp ? std::max<std::int64_t>(0, m_position - 1) : m_position;
}

KvSnapshot KvCache::snapshot() const
{
    KvSnapshot snapshot;
    snapshot.position = m_position;
    const std::int64_t first = std::max<std::int64_t>(0, m_position - m_config.window);
    for (const LayerCache& layer : m_layers) {
        const std::int64_t end = windowEnd(snapshot.layers.size());
        LayerSnapshot& saved = snapshot.layers.emplace_back();
        const std::size_t bytes = layer.window.rowBytes;
        saved.window.resize(static_cast<std::size_t>(end - first) * bytes);
        for (std::int64_t p = first; p < end; ++p)
            m_ops->download(saved.window.data() + static_cast<std::size_t>(p - first) * bytes,
                            layer.window.slot(p), bytes);
        for (const auto* part : {&layer.compressor, &layer.indexer}) {
            if (!part->has_value())
                continue;
            FrontierSnapshot& frontier = part == &layer.compressor ? saved.compressor : saved.indexer;
            frontier = saveFrontier(*m_ops, **part, m_position, layer.ratio, widthOf(**part));
            saved.rows.push_back((*part)->rows);
            saved.rows.back().truncate(m_position / layer.ratio);
        }
    }
    if (m_lastStreams.bytes() > 0 && m_position > 0) {
        snapshot.lastStreams.resize(m_lastStreams.bytes() / sizeof(float));
        m_ops->download(bytesOf(snapshot.lastStreams.data()), m_lastStreams.data(), m_lastStreams.bytes());
    }
    return snapshot;
}

void KvCache::restore(const KvSnapshot& snapshot)
{
    m_position = snapshot.position;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        LayerCache& layer = m_layers[i];
        const LayerSnapshot& saved = snapshot.layers[i];
        const std::size_t bytes = layer.window.rowBytes;
        const auto held = static_cast<std::int64_t>(saved.window.size() / bytes);
        for (std::int64_t r = 0; r < held; ++r)
            m_ops->upload(layer.window.slot(windowEnd(i) - held + r),
                          saved.window.data() + static_cast<std::size_t>(r) * bytes, bytes);
        if (layer.compressor) {
            layer.compressor->rows = saved.rows[0];
            restoreFrontier(*m_ops, *layer.compressor, saved.compressor, m_position, layer.ratio,
                            widthOf(*layer.compressor));
        }
        if (layer.indexer) {
            layer.indexer->rows = saved.rows[1];
            restoreFrontier(*m_ops, *layer.indexer, saved.indexer, m_position, layer.ratio,
                            widthOf(*layer.indexer));
        }
    }
    if (!snapshot.lastStreams.empty())
        m_ops->upload(m_lastStreams.data(), reinterpret_cast<const std::byte*>(snapshot.lastStreams.data()),
                      m_lastStreams.bytes());
}

std::uint64_t KvCache::rowBytes() const
{
    std::uint64_t bytes = 0;
    for (const LayerCache& layer : m_layers) {
        for (const auto* part : {&layer.compressor, &layer.indexer})
            if (part->has_value())
                bytes +=
                    static_cast<std::uint64_t>(m_position / layer.ratio) * (*part)->rows.format().bytes();
    }
    return bytes;
}

std::uint64_t KvCache::stateBytes() const
{
    std::uint64_t bytes = m_lastStreams.bytes();
    for (const LayerCache& layer : m_layers) {
        bytes += layer.windowMemory.bytes();
        for (const auto* part : {&layer.compressor, &layer.indexer})
            if (part->has_value())
                bytes += (*part)->kvMemory.bytes() + (*part)->scoreMemory.bytes();
    }
    return bytes;
}

} // namespace quire
