#include "engine/store/StoredBlock.h"

#include <algorithm>

namespace quire {

namespace {

[[noreturn]] void throwDamaged(const std::filesystem::path& path, std::int64_t block, std::int64_t position)
{
    throw DamagedRows("Rows in the cache file " + path.string() + " do not match their checksum.", block,
                      position);
}

} // namespace

std::shared_ptr<StoredBlock> StoredBlock::map(const std::shared_ptr<FileSystem>& system,
                                              const BlockFile& file,
                                              const std::vector<SegmentRecord>& records)
{
    const BlockHeader& header = file.header();
    const std::shared_ptr<StoredBlock> block(new StoredBlock);
    block->m_system = system;
    block->m_path = file.path();
    block->m_geometry = header.model.geometry;
    block->m_block = header.block;
    block->m_rowsBegin = file.rowsBegin();
    const RowGeometry& geometry = block->m_geometry;
    const auto needed = static_cast<std::int64_t>(file.rowsBegin() + geometry.blockBytes());
    // Touching a mapping beyond its file's end would kill the process.
    if (file.file().info().size < needed)
        throw DamagedRows("The cache file " + file.path().string() + " is cut short.", header.block,
                          header.block * geometry.blockTokens());
    block->m_memory = file.file().map(static_cast<std::size_t>(needed));
    block->takePieces(records);
    return block;
}

void StoredBlock::takePieces(const std::vector<SegmentRecord>& records)
{
    const std::int64_t blockStart = m_block * m_geometry.blockTokens();
    std::vector<std::vector<RowGeometry::Piece>> pieces;
    std::vector<std::size_t> counts(static_cast<std::size_t>(m_geometry.regions()));
    for (const SegmentRecord& record : records) {
        pieces.push_back(m_geometry.pieces(record.start - blockStart, record.end - blockStart));
        for (const RowGeometry::Piece& piece : pieces.back())
            ++counts[static_cast<std::size_t>(piece.region)];
    }
    for (const std::size_t count : counts)
        m_pieces.emplace_back(count);
    m_unchecked = std::vector<std::atomic<int>>(counts.size());
    for (std::size_t r = 0; r < records.size(); ++r) {
        for (std::size_t i = 0; i < pieces[r].size(); ++i) {
            const auto region = static_cast<std::size_t>(pieces[r][i].region);
            Piece& piece = m_pieces[region][static_cast<std::size_t>(m_unchecked[region]++)];
            piece.rows = pieces[r][i];
            piece.start = records[r].start;
            piece.sum = records[r].pieces[i];
        }
    }
}

const std::byte* StoredBlock::region(int index) const
{
    return m_memory.get() + m_rowsBegin + m_geometry.offset(index);
}

bool StoredBlock::checked(int region) const
{
    return m_unchecked[static_cast<std::size_t>(region)].load(std::memory_order_acquire) == 0;
}

void StoredBlock::check(int region, std::int64_t first, std::int64_t count)
{
    if (checked(region))
        return;
    auto& pieces = m_pieces[static_cast<std::size_t>(region)];
    auto at = std::upper_bound(pieces.begin(), pieces.end(), first, [](std::int64_t row, const Piece& piece) {
        return row < piece.rows.firstRow + piece.rows.rows;
    });
    std::unique_ptr<File> file;
    for (; at != pieces.end() && at->rows.firstRow < first + count; ++at)
        if (!at->good.load(std::memory_order_acquire))
            check(*at, file);
}

void StoredBlock::checkAll()
{
    for (int i = 0; i < m_geometry.regions(); ++i)
        check(i, 0, m_geometry.blockTokens());
}

void StoredBlock::check(Piece& piece, std::unique_ptr<File>& file)
{
    // Read rather than mapped: a sector that cannot be read is then an error here, not a signal.
    thread_local std::vector<std::byte> copy;
    const std::size_t offset = m_rowsBegin + m_geometry.pieceOffset(piece.rows);
    std::span<const std::byte> bytes{m_memory.get() + offset, m_geometry.pieceBytes(piece.rows)};
    if (!file)
        file = openAgain(piece);
    if (file) {
        copy.resize(bytes.size());
        try {
            file->read(copy, static_cast<std::int64_t>(offset));
        } catch (const EngineError& error) {
            throw DamagedRows(error.what(), m_block, piece.start, error.code() == ErrorCode::CacheDamaged);
        }
        bytes = copy;
    }
    if (m_geometry.pieceChecksum(piece.rows, bytes) != piece.sum)
        throwDamaged(m_path, m_block, piece.start);
    if (!piece.good.exchange(true, std::memory_order_acq_rel))
        --m_unchecked[static_cast<std::size_t>(piece.rows.region)];
}

std::unique_ptr<File> StoredBlock::openAgain(const Piece& piece) const
{
    FileInfo info;
    if (m_system->info(m_path, info) < 0)
        return nullptr; // dropped by someone else meanwhile; what is mapped stays
    try {
        return std::make_unique<File>(m_system, m_path, File::Mode::Read);
    } catch (const EngineError& error) {
        throw DamagedRows(error.what(), m_block, piece.start, error.code() == ErrorCode::CacheDamaged);
    }
}

void loadRows(const BlockFile& file, const SegmentRecord& record, std::byte* rows)
{
    const BlockHeader& header = file.header();
    const RowGeometry& geometry = header.model.geometry;
    const std::int64_t blockStart = header.block * geometry.blockTokens();
    const auto pieces = geometry.pieces(record.start - blockStart, record.end - blockStart);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::size_t offset = geometry.pieceOffset(pieces[i]);
        const std::span<std::byte> target{rows + offset, geometry.pieceBytes(pieces[i])};
        file.read(target, static_cast<std::int64_t>(file.rowsBegin() + offset));
        if (geometry.pieceChecksum(pieces[i], target) != record.pieces[i])
            throwDamaged(file.path(), header.block, record.start);
    }
}

} // namespace quire
