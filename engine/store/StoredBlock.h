#pragma once

#include "engine/Error.h"
#include "engine/store/BlockFile.h"

#include <atomic>
#include <memory>

namespace quire {

/// Rows that turned out not to be what was written. The step that wanted them has changed nothing.
class DamagedRows : public EngineError
{
public:
    DamagedRows(const std::string& what, std::int64_t block, std::int64_t position, bool forGood = true)
        : EngineError(ErrorCode::CacheDamaged, what), m_block(block), m_position(position), m_forGood(forGood)
    {
    }

    std::int64_t block() const { return m_block; }
    /// Tokens before this one have good rows.
    std::int64_t position() const { return m_position; }
    /// False if they could not be read at all, which may pass.
    bool isForGood() const { return m_forGood; }

private:
    std::int64_t m_block;
    std::int64_t m_position;
    bool m_forGood;
};

/// A block of rows mapped from one file, each piece compared with its checksum before it is first read. Safe
/// to share between threads.
class StoredBlock
{
public:
    /// Maps an open file. The records must be its own, one after another from the block's start.
    /// Throws EngineError(CacheDamaged).
    static std::shared_ptr<StoredBlock> map(const std::shared_ptr<FileSystem>& system, const BlockFile& file,
                                            const std::vector<SegmentRecord>& records);

    const RowGeometry& geometry() const { return m_geometry; }
    const std::filesystem::path& path() const { return m_path; }
    std::int64_t block() const { return m_block; }
    /// First byte of a region's rows; the memory lives as long as this object.
    const std::byte* region(int index) const;
    /// All pieces of a region have been found good.
    bool checked(int region) const;
    /// Compares what has not been compared of rows [first, first + count); throws DamagedRows.
    void check(int region, std::int64_t first, std::int64_t count);
    void checkAll();

private:
    struct Piece
    {
        RowGeometry::Piece rows;
        std::int64_t start = 0; ///< position of the segment it belongs to
        std::uint64_t sum = 0;
        std::atomic<bool> good{false};
    };

    StoredBlock() = default;
    void takePieces(const std::vector<SegmentRecord>& records);
    void check(Piece& piece, std::unique_ptr<File>& file);
    std::unique_ptr<File> openAgain(const Piece& piece) const;

    std::shared_ptr<FileSystem> m_system;
    std::filesystem::path m_path;
    RowGeometry m_geometry;
    std::int64_t m_block = 0;
    std::size_t m_rowsBegin = 0;
    std::shared_ptr<std::byte> m_memory;
    std::vector<std::vector<Piece>> m_pieces;  ///< by region, ascending
    std::vector<std::atomic<int>> m_unchecked; ///< pieces, by region
};

/// Copies rows of tokens [start, end) (positions of record) out of a file into `rows` (block layout),
/// checked. Throws DamagedRows or EngineError(CacheDamaged).
void loadRows(const BlockFile& file, const SegmentRecord& record, std::byte* rows);

} // namespace quire
