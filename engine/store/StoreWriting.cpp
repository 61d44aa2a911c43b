#include "engine/store/StoreContext.h"

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

/// Bytes of reading snapshots kept beside rows, at most this share.
constexpr double keptSnapshotShare = 0.008;
/// Boundaries behind where reading is, and behind where it came to an end, whose snapshots are kept: what
/// comes next may be cut short by a crash, or differ in its last words.
constexpr std::int64_t recentWhileReading = 2;
constexpr std::int64_t recentAtEnds = 1;

/// Writes one commit. Data first, then the index; whatever stops it in between leaves only files that nobody
/// names, or bytes beyond a file's known end.
class Writer
{
public:
    Writer(StoreContext& context, const Commit& commit)
        : m_context(context), m_commit(commit), m_index(*context.index),
          m_path(commit.model.identity, commit.model.geometry.blockTokens(), commit.tokens)
    {
    }

    CommitResult run()
    {
        const std::uint64_t before = m_context.system->bytesWritten();
        Transaction transaction(m_index.database());
        m_model = m_index.addModel(m_commit.model);
        writeBlocks();
        writeSnapshot();
        moveSession();
        m_context.noteWritten();
        transaction.commit();
        if (m_moved)
            saveSession(m_context, *m_moved, m_commit.model);
        m_doomed.removeFrom(*m_context.system);
        m_result.bytesWritten = m_context.system->bytesWritten() - before;
        return m_result;
    }

private:
    void writeBlocks();
    void writeBlock(std::int64_t block, BlockCover cover);
    bool adopt(std::int64_t block, BlockCover& cover);
    void addRows(std::int64_t block, const BlockCover& cover, const BlockRows& rows);
    BlockFile openFor(std::int64_t block, const BlockCover& cover, FileRow& row);
    void addRecord(BlockFile& file, FileRow& row, const SegmentRecord& record, std::int64_t block);
    void writeSnapshot();
    bool reuseSnapshot(const SnapshotFile& wanted);
    void removeOldPauses(const Key& now);
    bool isSomeonesEnd(const Key& key) const;
    void thinReadingSnapshots(std::int64_t stateBytes, std::int64_t spared);
    void moveSession();

    StoreContext& m_context;
    const Commit& m_commit;
    Index& m_index;
    TokenPath m_path;
    std::int64_t m_model = 0;
    std::int64_t m_missing = 0; ///< tokens to be written, over which the seconds are spread
    bool m_newFiles = false;
    DoomedFiles m_doomed;
    std::optional<SessionRow> m_moved;
    CommitResult m_result;
};

void Writer::writeBlocks()
{
    const PrefixSearch search = m_context.search(m_model, m_commit.model);
    std::vector<std::pair<std::int64_t, BlockCover>> open;
    for (std::int64_t block = 0; block < m_path.blocks(); ++block) {
        BlockCover cover = search.cover(m_path, block);
        const std::int64_t end = std::min(m_path.size(), (block + 1) * m_path.blockTokens());
        if (cover.reached == end)
            continue;
        m_missing += end - cover.reached;
        open.emplace_back(block, std::move(cover));
    }
    for (auto& [block, cover] : open)
        writeBlock(block, std::move(cover));
    if (m_newFiles)
        syncDirectory(*m_context.system, m_context.root / "blocks");
}

void Writer::writeBlock(std::int64_t block, BlockCover cover)
{
    const std::int64_t end = std::min(m_path.size(), (block + 1) * m_path.blockTokens());
    while (cover.reached < end && adopt(block, cover)) {
    }
    if (cover.reached < end)
        addRows(block, cover, m_commit.rows.block(block));
}

/// Makes use of a stored segment that begins with the tokens that come next: a record that names part of its
/// rows costs a few bytes, the rows themselves are there.
bool Writer::adopt(std::int64_t block, BlockCover& cover)
{
    const std::int64_t limit = std::min(m_path.size(), (block + 1) * m_path.blockTokens());
    for (const SegmentRow& row : m_context.search(m_model, m_commit.model).beyond(m_path, block, cover)) {
        SegmentRecord record;
        try {
            record = readSegment(m_context, row, m_commit.model.identity);
        } catch (const EngineError&) {
            continue; // not whole: write the rows again instead
        }
        std::int64_t shared = row.start;
        while (shared < std::min(limit, row.end) &&
               record.tokens[static_cast<std::size_t>(shared - row.start)] ==
                   m_commit.tokens[static_cast<std::size_t>(shared)])
            ++shared;
        if (shared <= cover.reached)
            continue;
        const std::optional<FileRow> found = m_index.file(row.file);
        if (!found || found->tip < 0)
            continue;
        FileRow file = *found;
        const std::int64_t blockStart = block * m_path.blockTokens();
        BlockFile opened = BlockFile::open(m_context.system, m_context.blockPath(file.name), true);
        SegmentRecord part;
        part.start = row.start;
        part.end = shared;
        part.startKey = row.startKey;
        part.seconds = record.seconds * static_cast<double>(shared - row.start) /
                       static_cast<double>(row.end - row.start);
        part.pieces = pieceChecksums(m_commit.model.geometry, row.start - blockStart, shared - blockStart,
                                     m_commit.rows.block(block));
        addRecord(opened, file, part, block);
        cover.reached = shared;
        // The new record starts where that segment does: what the cover had from there on is not needed.
        std::erase_if(cover.segments, [&](const SegmentRow& s) { return s.start >= row.start; });
        cover.segments.push_back(row);
        cover.segments.back().end = shared;
        return true;
    }
    return false;
}

void Writer::addRows(std::int64_t block, const BlockCover& cover, const BlockRows& rows)
{
    const std::int64_t blockStart = block * m_path.blockTokens();
    SegmentRecord record;
    record.start = cover.reached;
    record.end = std::min(m_path.size(), blockStart + m_path.blockTokens());
    record.startKey = m_path.keyAt(record.start);
    const auto tokens = static_cast<double>(record.end - record.start);
    record.seconds = m_commit.seconds * tokens / static_cast<double>(std::max<std::int64_t>(1, m_missing));
    FileRow row;
    BlockFile file = openFor(block, cover, row);
    record.pieces = file.writeRows(record.start - blockStart, record.end - blockStart, rows);
    row.tip = record.end;
    addRecord(file, row, record, block);
    m_result.newTokens += record.end - record.start;
}

/// The file that ends where the cover does, or a new one.
BlockFile Writer::openFor(std::int64_t block, const BlockCover& cover, FileRow& row)
{
    if (!cover.segments.empty()) {
        const std::optional<FileRow> last = m_index.file(cover.segments.back().file);
        if (last && last->tip == cover.reached) {
            row = *last;
            return BlockFile::open(m_context.system, m_context.blockPath(row.name), true);
        }
    }
    row.model = m_model;
    row.name = freshName();
    row.created = secondsNow();
    m_newFiles = true;
    BlockFile file = BlockFile::create(m_context.system, m_context.blockPath(row.name),
                                       {m_commit.model, block, m_path.blockKey(block)});
    row.recordsEnd = file.recordsBegin();
    row.id = m_index.addFile(row);
    return file;
}

void Writer::addRecord(BlockFile& file, FileRow& row, const SegmentRecord& unnamed, std::int64_t block)
{
    SegmentRecord record = unnamed;
    record.endKey = m_path.keyAt(record.end);
    const auto tokens = m_commit.tokens.subspan(static_cast<std::size_t>(record.start),
                                                static_cast<std::size_t>(record.end - record.start));
    record.tokens.assign(tokens.begin(), tokens.end());
    const RecordPlace place = file.writeRecord(record, row.recordsEnd);
    file.file().sync();
    row.recordsEnd = BlockFile::recordAfter(place);
    row.bytes = file.file().info().allocated;
    m_index.updateFile(row);
    SegmentRow segment;
    segment.model = m_model;
    segment.file = row.id;
    segment.base = m_path.blockKey(block);
    segment.startKey = record.startKey;
    segment.endKey = record.endKey;
    segment.start = record.start;
    segment.end = record.end;
    segment.place = place;
    segment.seconds = record.seconds;
    m_index.addSegment(segment);
}

void Writer::writeSnapshot()
{
    if (!m_commit.snapshot)
        return;
    SnapshotFile file{m_commit.model.identity, m_path.keyAt(m_path.size()),
                      m_path.size(),           m_commit.snapshot->kind,
                      m_commit.session,        m_commit.snapshot->state};
    removeOldPauses(file.key);
    if (reuseSnapshot(file))
        return;
    SnapshotRow row;
    row.model = m_model;
    row.key = file.key;
    row.position = file.position;
    row.kind = file.kind;
    row.name = freshName();
    row.owner = file.owner;
    row.created = secondsNow();
    const std::vector<std::byte> bytes = file.encode();
    writeFileAtomically(m_context.system, m_context.snapshotPath(row.name), bytes);
    row.bytes = bytesOnVolume(*m_context.system, m_context.snapshotPath(row.name));
    m_index.addSnapshot(row);
    m_result.snapshotBytes = bytes.size();
    if (row.kind != SnapshotKind::Pause)
        thinReadingSnapshots(row.bytes,
                             row.kind == SnapshotKind::Reading ? recentWhileReading : recentAtEnds);
}

/// A snapshot depends on nothing but the tokens before it: one that is there already will do.
bool Writer::reuseSnapshot(const SnapshotFile& wanted)
{
    for (SnapshotRow row : m_index.snapshotsAt(m_model, wanted.key)) {
        if (m_context.badSnapshots.contains(row.id))
            continue;
        // A place passed in reading, or a pause in the middle of it, knows no logits.
        if (row.kind <= SnapshotKind::Pause && wanted.kind > SnapshotKind::Pause) {
            removeSnapshot(m_context, row, m_doomed);
            continue;
        }
        if (row.kind < wanted.kind) {
            m_index.removeSnapshot(row.id);
            row.kind = wanted.kind;
            row.owner = wanted.owner;
            m_index.addSnapshot(row);
        }
        return true;
    }
    return false;
}

/// Drops where the session paused before, unless another session stands there.
void Writer::removeOldPauses(const Key& now)
{
    if (m_commit.session.empty())
        return;
    for (const SnapshotRow& row : m_index.snapshotsOf(m_commit.session))
        if (row.kind == SnapshotKind::Pause && row.key != now && !isSomeonesEnd(row.key))
            removeSnapshot(m_context, row, m_doomed);
}

/// Whether another session stands there and will want to go on from there.
bool Writer::isSomeonesEnd(const Key& key) const
{
    const std::vector<SessionRow> sessions = m_index.sessions();
    return std::any_of(sessions.begin(), sessions.end(), [&](const SessionRow& session) {
        return session.id != m_commit.session && session.key == key;
    });
}

/// Of the reading snapshots before the last `spared` blocks, keeps one every so many blocks that they take
/// their share of the volume. Looks no farther back than where the last decisions fell, so that it costs the
/// same at every length, and what was once kept stays.
void Writer::thinReadingSnapshots(std::int64_t stateBytes, std::int64_t spared)
{
    const auto blockBytes = static_cast<double>(m_commit.model.geometry.blockBytes());
    const auto stride = static_cast<std::int64_t>(
        std::ceil(static_cast<double>(stateBytes) / (keptSnapshotShare * blockBytes)));
    const std::int64_t last = m_path.size() / m_path.blockTokens() - spared;
    const std::int64_t first = std::max<std::int64_t>(1, last - 2 * stride);
    std::int64_t kept = first == 1 ? 0 : first - stride;
    for (std::int64_t block = first; block <= last; ++block) {
        const std::vector<SnapshotRow> rows = m_index.snapshotsAt(m_model, m_path.blockKey(block));
        for (const SnapshotRow& row : rows) {
            if (row.kind == SnapshotKind::Reading && block - kept < stride && !isSomeonesEnd(row.key))
                removeSnapshot(m_context, row, m_doomed);
            else
                kept = block;
        }
    }
}

void Writer::moveSession()
{
    if (m_commit.session.empty())
        return;
    std::optional<SessionRow> row = m_index.session(m_commit.session);
    if (!row)
        return; // dropped meanwhile
    row->model = m_model;
    row->key = m_path.keyAt(m_path.size());
    row->position = m_path.size();
    row->pending = m_commit.pending;
    row->used = secondsNow();
    m_index.putSession(*row);
    m_moved = row;
}

} // namespace

CommitResult commitTo(StoreContext& context, const Commit& commit)
{
    context.requireWritable();
    const WriterLock lock(context);
    context.refresh();
    return Writer(context, commit).run();
}

void saveSession(StoreContext& context, const SessionRow& row, const CacheModel& model)
{
    writeFileAtomically(context.system, context.sessionPath(row.id), SessionFile{model, row}.encode());
}

void removeSegment(StoreContext& context, const SegmentRow& row, DoomedFiles& doomed)
{
    context.index->removeSegment(row.id);
    if (!context.index->segmentsIn(row.file).empty())
        return;
    if (const std::optional<FileRow> file = context.index->file(row.file)) {
        doomed.paths.push_back(context.blockPath(file->name));
        context.index->removeFile(file->id);
    }
}

void removeSnapshot(StoreContext& context, const SnapshotRow& row, DoomedFiles& doomed)
{
    doomed.paths.push_back(context.snapshotPath(row.name));
    context.index->removeSnapshot(row.id);
}

} // namespace quire
