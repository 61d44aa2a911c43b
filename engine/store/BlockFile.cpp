#include "engine/store/BlockFile.h"

#include "engine/store/Bytes.h"
#include "engine/store/Compression.h"

#include <algorithm>

namespace quire {

namespace {

constexpr std::size_t largestHeader = 4096;
/// Magic, version, and how long the header is.
constexpr std::size_t headerStart = 2 * sizeof(std::uint64_t);
constexpr std::uint64_t fileMagic = 0x314b4c4245524951; // "QIREBLK1"
constexpr std::uint32_t recordMagic = 0x47455351;       // "QSEG"
constexpr std::uint32_t formatVersion = 2;
constexpr std::size_t recordHeaderBytes = 32;
/// Of rows, too: whatever reads them expects it.
constexpr std::int64_t recordAlignment = 64;

[[noreturn]] void throwDamaged(const std::filesystem::path& path, const std::string& what)
{
    throw EngineError(ErrorCode::CacheDamaged,
                      "The cache file " + path.string() + " is damaged: " + what + ".");
}

std::int64_t aligned(std::int64_t offset)
{
    return (offset + recordAlignment - 1) / recordAlignment * recordAlignment;
}

std::vector<std::byte> encodeHeader(const BlockHeader& header)
{
    const std::vector<std::byte> model = encodeModel(header.model);
    const std::size_t used =
        headerStart + sizeof(header.block) + sizeof(header.base) + 2 * sizeof(std::uint64_t) + model.size();
    const auto bytes = static_cast<std::size_t>(aligned(static_cast<std::int64_t>(used)));
    if (bytes > largestHeader)
        throw EngineError(ErrorCode::BadInput, "This model has more layers than a cache file can describe.",
                          "It can be used, but what it reads cannot be kept.");
    ByteWriter out;
    out.put(fileMagic);
    out.put(formatVersion);
    out.put(static_cast<std::uint32_t>(bytes));
    out.put(header.block);
    out.put(header.base);
    out.putAll(model);
    out.padTo(bytes - sizeof(std::uint64_t));
    out.put(checksum(out.bytes()));
    return out.take();
}

/// Bytes of the header that begins like this.
std::size_t headerBytes(std::span<const std::byte> start, const std::filesystem::path& path)
{
    ByteReader in(start);
    if (in.get<std::uint64_t>() != fileMagic)
        throwDamaged(path, "it does not begin as a cache file does");
    if (const auto version = in.get<std::uint32_t>(); version != formatVersion)
        throwDamaged(path, "it has format version " + std::to_string(version));
    const std::size_t bytes = in.get<std::uint32_t>();
    if (bytes < headerStart + sizeof(std::uint64_t) || bytes > largestHeader)
        throwDamaged(path, "its header does not say how long it is");
    return bytes;
}

BlockHeader decodeHeader(std::span<const std::byte> bytes, const std::filesystem::path& path)
{
    const auto body = bytes.first(bytes.size() - sizeof(std::uint64_t));
    if (ByteReader(bytes.subspan(body.size())).get<std::uint64_t>() != checksum(body))
        throwDamaged(path, "its header does not match its checksum");
    ByteReader in(body.subspan(headerStart));
    BlockHeader header;
    header.block = in.get<std::int64_t>();
    header.base = in.get<Key>();
    header.model = decodeModel(in.getAll<std::byte>());
    return header;
}

std::vector<std::byte> encodeRecord(const SegmentRecord& record)
{
    ByteWriter payload;
    payload.put(record.start);
    payload.put(record.end);
    payload.put(record.startKey);
    payload.put(record.endKey);
    payload.put(record.seconds);
    payload.putAll(packTokens(record.tokens));
    payload.putAll(record.pieces);
    ByteWriter out;
    out.put(recordMagic);
    out.put(formatVersion);
    out.put<std::uint64_t>(payload.size());
    out.put(checksum(payload.bytes()));
    out.put(checksum(out.bytes()));
    out.append(payload.bytes());
    return out.take();
}

/// Bytes of the payload that follows, or a negative number if this is no record's beginning.
std::int64_t payloadBytes(std::span<const std::byte> header)
{
    ByteReader in(header);
    const bool known = in.get<std::uint32_t>() == recordMagic && in.get<std::uint32_t>() == formatVersion;
    const auto bytes = in.get<std::uint64_t>();
    in.get<std::uint64_t>();
    const bool whole =
        in.get<std::uint64_t>() == checksum(header.first(recordHeaderBytes - sizeof(std::uint64_t)));
    constexpr std::uint64_t largest = 1ULL << 31;
    return known && whole && bytes < largest ? static_cast<std::int64_t>(bytes) : -1;
}

SegmentRecord decodeRecord(std::span<const std::byte> payload)
{
    ByteReader in(payload);
    SegmentRecord record;
    record.start = in.get<std::int64_t>();
    record.end = in.get<std::int64_t>();
    record.startKey = in.get<Key>();
    record.endKey = in.get<Key>();
    record.seconds = in.get<double>();
    record.tokens = unpackTokens(in.getAll<std::byte>());
    record.pieces = in.getAll<std::uint64_t>();
    return record;
}

} // namespace

std::vector<std::byte> encodeModel(const CacheModel& model)
{
    ByteWriter out;
    out.putText(model.identity);
    out.put(model.geometry.blockTokens());
    std::vector<RegionShape> regions;
    for (int i = 0; i < model.geometry.regions(); ++i)
        regions.push_back(model.geometry.region(i));
    out.putAll(regions);
    return out.take();
}

CacheModel decodeModel(std::span<const std::byte> bytes)
{
    ByteReader in(bytes);
    CacheModel model;
    model.identity = in.getText();
    const auto blockTokens = in.get<std::int64_t>();
    model.geometry = RowGeometry(blockTokens, in.getAll<RegionShape>());
    return model;
}

BlockFile::BlockFile(std::unique_ptr<File> file, BlockHeader header, std::size_t rowsBegin)
    : m_file(std::move(file)), m_header(std::move(header)), m_rowsBegin(rowsBegin)
{
}

BlockFile BlockFile::create(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path,
                            const BlockHeader& header)
{
    const std::vector<std::byte> first = encodeHeader(header);
    BlockFile created(std::make_unique<File>(system, path, File::Mode::Create), header, first.size());
    created.file().write(first, 0);
    return created;
}

BlockFile BlockFile::open(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path,
                          bool forWriting)
{
    auto file = std::make_unique<File>(system, path, forWriting ? File::Mode::Write : File::Mode::Read);
    std::vector<std::byte> first(headerStart);
    file->read(first, 0);
    first.resize(headerBytes(first, path));
    file->read(std::span(first).subspan(headerStart), headerStart);
    BlockHeader header = decodeHeader(first, path);
    return {std::move(file), std::move(header), first.size()};
}

std::int64_t BlockFile::recordsBegin() const
{
    return aligned(static_cast<std::int64_t>(m_rowsBegin + m_header.model.geometry.blockBytes()));
}

std::vector<std::uint64_t> BlockFile::writeRows(std::int64_t start, std::int64_t end, const BlockRows& rows)
{
    const RowGeometry& geometry = m_header.model.geometry;
    for (int i = 0; i < geometry.regions(); ++i) {
        const std::size_t rowBytes = geometry.region(i).rowBytes;
        const std::size_t first = static_cast<std::size_t>(start / geometry.region(i).ratio) * rowBytes;
        const std::size_t last = static_cast<std::size_t>(end / geometry.region(i).ratio) * rowBytes;
        m_file->write({rows[static_cast<std::size_t>(i)] + first, last - first},
                      static_cast<std::int64_t>(rowsBegin() + geometry.offset(i) + first));
    }
    return pieceChecksums(geometry, start, end, rows);
}

RecordPlace BlockFile::writeRecord(const SegmentRecord& record, std::int64_t offset)
{
    const std::vector<std::byte> bytes = encodeRecord(record);
    // What a process that died left behind this place would look like a record to a scan.
    if (m_file->info().size > offset)
        m_file->truncate(offset);
    m_file->write(bytes, offset);
    return {offset, static_cast<std::int64_t>(bytes.size())};
}

std::int64_t BlockFile::recordAfter(const RecordPlace& place)
{
    return aligned(place.offset + place.bytes);
}

SegmentRecord BlockFile::readRecord(const RecordPlace& place) const
{
    if (place.bytes < static_cast<std::int64_t>(recordHeaderBytes) || place.offset < 0 ||
        place.offset + place.bytes > m_file->info().size)
        throwDamaged(m_file->path(), "it ends before one of its records");
    std::vector<std::byte> bytes(static_cast<std::size_t>(place.bytes));
    m_file->read(bytes, place.offset);
    const std::span<const std::byte> all(bytes);
    const auto payload = all.subspan(recordHeaderBytes);
    if (payloadBytes(all.first(recordHeaderBytes)) != static_cast<std::int64_t>(payload.size()))
        throwDamaged(m_file->path(), "a record's header does not match its checksum");
    ByteReader header(all.subspan(sizeof(std::uint64_t) * 2));
    if (header.get<std::uint64_t>() != checksum(payload))
        throwDamaged(m_file->path(), "a record does not match its checksum");
    SegmentRecord record = decodeRecord(payload);
    const std::int64_t blockStart = m_header.block * m_header.model.geometry.blockTokens();
    const bool sound =
        record.start >= blockStart && record.start < record.end &&
        record.end <= blockStart + m_header.model.geometry.blockTokens() &&
        record.tokens.size() == static_cast<std::size_t>(record.end - record.start) &&
        record.pieces.size() ==
            m_header.model.geometry.pieces(record.start - blockStart, record.end - blockStart).size();
    if (!sound)
        throwDamaged(m_file->path(), "a record contradicts itself");
    return record;
}

std::vector<BlockFile::Found> BlockFile::scan() const
{
    std::vector<Found> found;
    const std::int64_t size = m_file->info().size;
    std::int64_t offset = recordsBegin();
    std::vector<std::byte> header(recordHeaderBytes);
    while (offset + static_cast<std::int64_t>(recordHeaderBytes) <= size) {
        m_file->read(header, offset);
        const std::int64_t payload = payloadBytes(header);
        if (payload < 0)
            break;
        const RecordPlace place{offset, payload + static_cast<std::int64_t>(recordHeaderBytes)};
        try {
            found.push_back({place, readRecord(place)});
        } catch (const EngineError& error) {
            if (error.code() != ErrorCode::CacheDamaged)
                throw; // not the file's fault: what cannot be read now must not count as lost
            break;
        }
        offset = recordAfter(place);
    }
    return found;
}

std::vector<std::uint64_t> pieceChecksums(const RowGeometry& geometry, std::int64_t start, std::int64_t end,
                                          const BlockRows& rows)
{
    std::vector<std::uint64_t> sums;
    for (const RowGeometry::Piece& piece : geometry.pieces(start, end)) {
        const std::byte* first =
            rows[static_cast<std::size_t>(piece.region)] +
            static_cast<std::size_t>(piece.firstRow) * geometry.region(piece.region).rowBytes;
        sums.push_back(geometry.pieceChecksum(piece, {first, geometry.pieceBytes(piece)}));
    }
    return sums;
}

} // namespace quire
