#pragma once

#include "engine/store/File.h"
#include "engine/store/RowGeometry.h"
#include "engine/store/TokenPath.h"

#include <string>
#include <vector>

namespace quire {

/// What rows depend on besides the tokens: the model (weights, config, tokenizer, numerics, row format,
/// build) and how its rows are laid out.
struct CacheModel
{
    std::string identity; ///< at most 2,000 bytes
    RowGeometry geometry;
};

/// The model as bytes, for files and the index.
std::vector<std::byte> encodeModel(const CacheModel& model);
/// Throws EngineError(CacheDamaged).
CacheModel decodeModel(std::span<const std::byte> bytes);

/// Says whose rows a block file holds.
struct BlockHeader
{
    CacheModel model;
    std::int64_t block = 0; ///< the block's number in its sequence
    Key base;               ///< name of the tokens before the block
};

/// Tokens [start, end) of one block whose rows lie in a block file, with checksums of all of them.
struct SegmentRecord
{
    std::int64_t start = 0, end = 0; ///< positions in the sequence
    Key startKey, endKey;            ///< names of the tokens before start and before end
    double seconds = 0;              ///< it took to compute the rows
    std::vector<std::int32_t> tokens;
    std::vector<std::uint64_t> pieces; ///< checksums, as RowGeometry::pieces orders them
};

/// Where a record lies in its file.
struct RecordPlace
{
    std::int64_t offset = 0;
    std::int64_t bytes = 0;
};

/// First rows of a block's regions in host memory, one pointer a region.
using BlockRows = std::vector<const std::byte*>;

/// One block of rows on disk: a header that says what it is, the regions laid out as in memory (so that a
/// mapped file is used as it is; what is not there yet is a hole), and after them a log of segment records.
/// Rows and records are only ever added, so that whoever has mapped the file keeps seeing what was there.
class BlockFile
{
public:
    /// Throws EngineError(CacheUnwritable).
    static BlockFile create(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path,
                            const BlockHeader& header);
    /// Throws EngineError(CacheDamaged), for a foreign format version too.
    static BlockFile open(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path,
                          bool forWriting);

    const BlockHeader& header() const { return m_header; }
    File& file() { return *m_file; }
    const File& file() const { return *m_file; }
    const std::filesystem::path& path() const { return m_file->path(); }
    void read(std::span<std::byte> bytes, std::int64_t offset) const { m_file->read(bytes, offset); }
    /// Where the first record goes.
    std::int64_t recordsBegin() const;
    /// Where the first region's rows begin: after the header, at a multiple of 64.
    std::size_t rowsBegin() const { return m_rowsBegin; }

    /// Writes the rows of tokens [start, end) (from the block's start) and returns their checksums.
    std::vector<std::uint64_t> writeRows(std::int64_t start, std::int64_t end, const BlockRows& rows);
    RecordPlace writeRecord(const SegmentRecord& record, std::int64_t offset);
    /// Where the next record goes.
    static std::int64_t recordAfter(const RecordPlace& place);
    /// Throws EngineError(CacheDamaged) if it is not whole.
    SegmentRecord readRecord(const RecordPlace& place) const;

    struct Found
    {
        RecordPlace place;
        SegmentRecord record;
    };
    /// Every whole record, until the first that is not.
    std::vector<Found> scan() const;

private:
    BlockFile(std::unique_ptr<File> file, BlockHeader header, std::size_t rowsBegin);

    std::unique_ptr<File> m_file;
    BlockHeader m_header;
    std::size_t m_rowsBegin;
};

/// Checksums of rows in memory, as RowGeometry::pieces orders them.
std::vector<std::uint64_t> pieceChecksums(const RowGeometry& geometry, std::int64_t start, std::int64_t end,
                                          const BlockRows& rows);

} // namespace quire
