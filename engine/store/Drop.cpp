#include "engine/store/Inventory.h"

#include <algorithm>
#include <map>

namespace quire {

namespace {

/// Replaces a file by one that holds these of its segments only. Whoever has mapped the old one keeps it.
class Rewriter
{
public:
    Rewriter(StoreContext& context, const FileRow& file)
        : m_context(context), m_old(file),
          m_from(BlockFile::open(context.system, context.blockPath(file.name), false))
    {
    }

    void run(const std::vector<const SegmentRow*>& kept, DoomedFiles& doomed);

private:
    void copy(BlockFile& to, FileRow& row, const SegmentRow& segment);

    StoreContext& m_context;
    const FileRow& m_old;
    BlockFile m_from;
    std::vector<std::byte> m_rows;
};

void Rewriter::run(const std::vector<const SegmentRow*>& kept, DoomedFiles& doomed)
{
    m_rows.resize(m_from.header().model.geometry.blockBytes());
    FileRow row;
    row.model = m_old.model;
    row.name = freshName();
    row.created = m_old.created;
    row.recordsEnd = m_from.recordsBegin();
    BlockFile to = BlockFile::create(m_context.system, m_context.blockPath(row.name), m_from.header());
    row.id = m_context.index->addFile(row);
    for (const SegmentRow* segment : kept)
        copy(to, row, *segment);
    to.file().sync();
    row.bytes = to.file().info().allocated;
    m_context.index->updateFile(row);
    doomed.paths.push_back(m_context.blockPath(m_old.name));
    m_context.index->removeFile(m_old.id);
}

void Rewriter::copy(BlockFile& to, FileRow& row, const SegmentRow& segment)
{
    const RowGeometry& geometry = m_from.header().model.geometry;
    const SegmentRecord record = readSegment(m_context, segment, m_from.header().model.identity);
    loadRows(m_from, record, m_rows.data());
    BlockRows rows;
    for (int i = 0; i < geometry.regions(); ++i)
        rows.push_back(m_rows.data() + geometry.offset(i));
    const std::int64_t blockStart = m_from.header().block * geometry.blockTokens();
    to.writeRows(record.start - blockStart, record.end - blockStart, rows);
    SegmentRow moved = segment;
    moved.file = row.id;
    moved.place = to.writeRecord(record, row.recordsEnd);
    row.recordsEnd = BlockFile::recordAfter(moved.place);
    row.tip = std::max(row.tip, record.end);
    m_context.index->removeSegment(segment.id);
    m_context.index->addSegment(moved);
}

/// What goes with some sessions: what only they need, and what they left behind where they took another turn.
/// The ends of such branches are known by the snapshots that were made for these sessions.
class Farewell
{
public:
    Farewell(const Inventory& inventory, const std::set<std::string>& ids) : m_inventory(inventory)
    {
        for (std::size_t i = 0; i < inventory.sessions().size(); ++i)
            if (ids.contains(inventory.sessions()[i].row.id))
                m_leaving.insert(i);
        for (const SnapshotRow& snapshot : inventory.snapshots()) {
            const std::set<std::size_t>& users = inventory.usersOf(snapshot);
            const bool goes = users.empty() ? ids.contains(snapshot.owner) : allLeave(users);
            if (goes)
                m_snapshots.insert(snapshot.id);
            if (users.empty())
                for (const SegmentRow* segment : inventory.chainOf(snapshot))
                    (goes ? m_leftBehind : m_others).insert(segment->id);
        }
        for (const FileRow& file : inventory.files())
            sort(file);
    }

    const std::set<std::int64_t>& snapshots() const { return m_snapshots; }
    const std::set<std::int64_t>& files() const { return m_files; }
    /// Files of which only a part goes, and what stays of them.
    const std::map<std::int64_t, std::vector<const SegmentRow*>>& shared() const { return m_shared; }

    std::uint64_t bytes() const
    {
        std::int64_t bytes = 0;
        for (const std::int64_t file : m_files)
            bytes += m_inventory.file(file).bytes;
        for (const SnapshotRow& snapshot : m_inventory.snapshots())
            bytes += m_snapshots.contains(snapshot.id) ? snapshot.bytes : 0;
        return static_cast<std::uint64_t>(bytes);
    }

private:
    bool allLeave(const std::set<std::size_t>& users) const
    {
        return !users.empty() &&
               std::includes(m_leaving.begin(), m_leaving.end(), users.begin(), users.end());
    }

    void sort(const FileRow& file)
    {
        const bool nobodyElse = allLeave(m_inventory.usersOf(file));
        const std::vector<const SegmentRow*> segments = m_inventory.segmentsIn(file.id);
        std::vector<const SegmentRow*> stay;
        for (const SegmentRow* segment : segments) {
            const std::set<std::size_t>& users = m_inventory.usersOf(*segment);
            const bool goes = users.empty() ? !m_others.contains(segment->id) &&
                                                  (nobodyElse || m_leftBehind.contains(segment->id))
                                            : allLeave(users);
            if (!goes)
                stay.push_back(segment);
        }
        if (stay.empty() && !segments.empty())
            m_files.insert(file.id);
        else if (stay.size() < segments.size())
            m_shared.emplace(file.id, std::move(stay));
    }

    const Inventory& m_inventory;
    std::set<std::size_t> m_leaving;
    std::set<std::int64_t> m_leftBehind, m_others; ///< segments that nobody's present place needs
    std::set<std::int64_t> m_files, m_snapshots;
    std::map<std::int64_t, std::vector<const SegmentRow*>> m_shared;
};

/// Leaves nothing of what goes in a file that others need, too.
void separate(StoreContext& context, const Inventory& inventory, const FileRow& file,
              const std::vector<const SegmentRow*>& stay, DoomedFiles& doomed)
{
    const std::vector<const SegmentRow*> all = inventory.segmentsIn(file.id);
    try {
        Rewriter(context, file).run(stay, doomed);
        for (const SegmentRow* segment : all)
            if (std::find(stay.begin(), stay.end(), segment) == stay.end())
                context.index->removeSegment(segment->id);
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::CacheDamaged)
            throw;
        // What the others need of it is lost anyway.
        for (const SegmentRow* segment : all)
            removeSegment(context, *segment, doomed);
    }
}

} // namespace

std::uint64_t bytesFreedByDropping(StoreContext& context, const std::set<std::string>& ids)
{
    const Inventory inventory(context);
    return Farewell(inventory, ids).bytes();
}

void dropSession(StoreContext& context, const std::string& id, bool andRows)
{
    Transaction transaction(context.index->database());
    DoomedFiles doomed;
    if (andRows) {
        const Inventory inventory(context);
        const Farewell farewell(inventory, {id});
        for (const auto& [file, stay] : farewell.shared())
            separate(context, inventory, inventory.file(file), stay, doomed);
        removeAll(context, inventory, farewell.files(), farewell.snapshots(), doomed);
    }
    context.index->removeSession(id);
    doomed.paths.push_back(context.sessionPath(id));
    transaction.commit();
    doomed.removeFrom(*context.system);
}

} // namespace quire
