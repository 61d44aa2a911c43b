#include "engine/store/StoreContext.h"

#include <algorithm>

namespace quire {

namespace {

/// Memory of a block put together from several files.
std::shared_ptr<std::byte> allocateBlock(const RowGeometry& geometry)
{
    constexpr std::align_val_t alignment{64};
    auto* memory = static_cast<std::byte*>(::operator new(geometry.blockBytes(), alignment));
    return {memory, [](std::byte* bytes) { ::operator delete(bytes, alignment); }};
}

LoadedBlock inMemory(const RowGeometry& geometry, const std::shared_ptr<std::byte>& memory)
{
    LoadedBlock block;
    for (int i = 0; i < geometry.regions(); ++i)
        block.regions.push_back(memory.get() + geometry.offset(i));
    block.memory = memory;
    return block;
}

} // namespace

namespace {

BlockFile openFileOf(StoreContext& context, const SegmentRow& row)
{
    const std::optional<FileRow> file = context.index->file(row.file);
    if (!file)
        throw EngineError(ErrorCode::CacheDamaged, "The reading cache's index has lost a file.");
    return BlockFile::open(context.system, context.blockPath(file->name), false);
}

/// Reads the row's record from its open file and compares it with what the index says.
SegmentRecord readSegmentFrom(const BlockFile& file, const SegmentRow& row, const std::string& identity)
{
    SegmentRecord record = file.readRecord(row.place);
    const BlockHeader& header = file.header();
    const bool same = record.start == row.start && record.end == row.end && record.startKey == row.startKey &&
                      record.endKey == row.endKey && header.base == row.base &&
                      header.model.identity == identity;
    if (!same)
        throw EngineError(ErrorCode::CacheDamaged, "The reading cache's index and its file " +
                                                       file.path().filename().string() + " do not agree.");
    return record;
}

} // namespace

SegmentRecord readSegment(StoreContext& context, const SegmentRow& row, const std::string& identity)
{
    return readSegmentFrom(openFileOf(context, row), row, identity);
}

SnapshotFile readSnapshot(StoreContext& context, const SnapshotRow& row, const std::string& identity)
{
    const std::filesystem::path path = context.snapshotPath(row.name);
    SnapshotFile file = SnapshotFile::decode(readFile(context.system, path), path);
    if (file.identity != identity || file.key != row.key || file.position != row.position)
        throw EngineError(ErrorCode::CacheDamaged,
                          "The snapshot " + path.string() + " is not the expected one.");
    return file;
}

PrefixRows findPrefix(StoreContext& context, std::int64_t model, const CacheModel& key, const TokenPath& path,
                      std::int64_t limit)
{
    PrefixRows found;
    const PrefixSearch search = context.search(model, key);
    for (std::int64_t block = 0; block < path.blocks(); ++block) {
        BlockCover cover = search.cover(path, block);
        found.segments.insert(found.segments.end(), cover.segments.begin(), cover.segments.end());
        found.tokens = cover.reached;
        if (cover.reached < (block + 1) * path.blockTokens())
            break;
    }
    found.snapshot = lastSnapshot(context, model, found.segments, limit);
    return found;
}

std::optional<SnapshotRow> lastSnapshot(StoreContext& context, std::int64_t model,
                                        std::span<const SegmentRow> segments, std::int64_t limit)
{
    // Snapshots are only ever taken where a segment ends.
    for (auto at = segments.rbegin(); at != segments.rend(); ++at) {
        if (at->end > limit)
            continue;
        for (SnapshotRow& row : context.index->snapshotsAt(model, at->endKey))
            if (!context.badSnapshots.contains(row.id) && row.position == at->end)
                return std::move(row);
    }
    return std::nullopt;
}

std::span<const SegmentRow> blockFrom(std::span<const SegmentRow> segments, std::size_t first)
{
    std::size_t last = first;
    while (last < segments.size() && segments[last].base == segments[first].base)
        ++last;
    return segments.subspan(first, last - first);
}

namespace {

/// Files of these segments, each opened once, and their records.
struct OpenedSegments
{
    std::map<std::int64_t, BlockFile> files;
    std::vector<SegmentRecord> records;

    OpenedSegments(StoreContext& context, const std::string& identity, std::span<const SegmentRow> segments)
    {
        for (const SegmentRow& row : segments) {
            auto file = files.find(row.file);
            if (file == files.end())
                file = files.emplace(row.file, openFileOf(context, row)).first;
            records.push_back(readSegmentFrom(file->second, row, identity));
        }
    }
};

LoadedBlock mapped(StoreContext& context, const BlockFile& file, std::int64_t end,
                   const std::vector<SegmentRecord>& records)
{
    std::weak_ptr<StoredBlock>& known = context.mapped[{file.path().filename().string(), end}];
    std::shared_ptr<StoredBlock> block = known.lock();
    if (!block) {
        block = StoredBlock::map(context.system, file, records);
        known = block;
    }
    LoadedBlock loaded;
    for (int i = 0; i < block->geometry().regions(); ++i)
        loaded.regions.push_back(const_cast<std::byte*>(block->region(i)));
    loaded.memory = block;
    loaded.check = block;
    return loaded;
}

} // namespace

LoadedBlock loadSegments(StoreContext& context, const CacheModel& model, std::span<const SegmentRow> segments,
                         const AcceptTokens& accept)
{
    OpenedSegments opened(context, model.identity, segments);
    for (const SegmentRecord& record : opened.records)
        accept(record);
    const RowGeometry& geometry = model.geometry;
    const std::int64_t end = segments.back().end;
    // Unfinished blocks will be written to, and rows of several files are not in one piece: load them.
    if (opened.files.size() == 1 && end % geometry.blockTokens() == 0)
        return mapped(context, opened.files.begin()->second, end, opened.records);
    const std::shared_ptr<std::byte> memory = allocateBlock(geometry);
    for (std::size_t i = 0; i < segments.size(); ++i)
        loadRows(opened.files.at(segments[i].file), opened.records[i], memory.get());
    return inMemory(geometry, memory);
}

AcceptTokens onlyTokensOf(std::span<const std::int32_t> tokens)
{
    return [tokens](const SegmentRecord& record) {
        const auto wanted = tokens.subspan(static_cast<std::size_t>(record.start), record.tokens.size());
        // Two sequences of one name: the names have collided.
        if (!std::equal(wanted.begin(), wanted.end(), record.tokens.begin()))
            throw EngineError(ErrorCode::CacheDamaged,
                              "A cache record is about other tokens than its name says.");
    };
}

namespace {

/// All segments that may hold rows of these from `position` on: other records may name the same rows.
std::vector<SegmentRow> suspects(StoreContext& context, std::span<const SegmentRow> segments,
                                 std::int64_t position)
{
    std::vector<SegmentRow> found;
    std::set<std::int64_t> files;
    for (const SegmentRow& row : segments) {
        if (row.end <= position || !files.insert(row.file).second)
            continue;
        for (SegmentRow& other : context.index->segmentsIn(row.file))
            if (other.end > position)
                found.push_back(std::move(other));
    }
    return found;
}

} // namespace

void forgetSegments(StoreContext& context, std::span<const SegmentRow> segments, std::int64_t position,
                    bool forGood)
{
    const std::vector<SegmentRow> gone = suspects(context, segments, position);
    for (const SegmentRow& row : gone)
        context.badSegments.insert(row.id);
    if (!forGood || !context.writable())
        return;
    try {
        const WriterLock lock(context);
        Transaction transaction(context.index->database());
        DoomedFiles doomed;
        for (const SegmentRow& row : gone) {
            removeSegment(context, row, doomed);
            if (std::optional<FileRow> file = context.index->file(row.file)) {
                file->tip = -1; // whatever comes there next belongs into a sound file
                context.index->updateFile(*file);
            }
        }
        transaction.commit();
        doomed.removeFrom(*context.system);
    } catch (const EngineError& error) {
        // Not forgotten on disk: it will be found damaged again.
        if (error.code() != ErrorCode::CacheUnwritable)
            throw;
    }
}

void forgetSnapshot(StoreContext& context, const SnapshotRow& row, bool forGood)
{
    context.badSnapshots.insert(row.id);
    if (!forGood || !context.writable())
        return;
    try {
        const WriterLock lock(context);
        Transaction transaction(context.index->database());
        DoomedFiles doomed;
        removeSnapshot(context, row, doomed);
        transaction.commit();
        doomed.removeFrom(*context.system);
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::CacheUnwritable)
            throw;
    }
}

std::int64_t firstDamage(StoreContext& context, std::span<const SegmentRow> segments,
                         const std::string& identity)
{
    for (const SegmentRow& row : segments) {
        try {
            readSegment(context, row, identity);
        } catch (const EngineError&) {
            return row.start;
        }
    }
    return segments.front().start;
}

std::int64_t divergence(StoreContext& context, std::int64_t model, const CacheModel& key,
                        const TokenPath& path, std::int64_t reached)
{
    std::int64_t furthest = -1;
    const PrefixSearch search = context.search(model, key);
    const std::int64_t block = reached / path.blockTokens();
    if (reached == path.size())
        return -1;
    for (const SegmentRow& row : search.beyond(path, block, search.cover(path, block))) {
        try {
            const SegmentRecord record = readSegment(context, row, key.identity);
            const auto wanted = path.tokens().subspan(static_cast<std::size_t>(row.start));
            const auto differs =
                std::mismatch(record.tokens.begin(), record.tokens.end(), wanted.begin(), wanted.end());
            if (differs.first != record.tokens.end() && differs.second != wanted.end())
                furthest = std::max<std::int64_t>(furthest, row.start + (differs.second - wanted.begin()));
        } catch (const EngineError&) {
            continue; // damaged: it will be found when it is needed
        }
    }
    return furthest;
}

} // namespace quire
