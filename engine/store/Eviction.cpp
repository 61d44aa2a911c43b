#include "engine/store/Inventory.h"

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

constexpr double bytesPerGigabyte = 1e9;
/// After so many days without use a session counts half.
constexpr double halfLifeDays = 7;

/// Decides what goes, in order, until enough is gone.
class Evictor
{
public:
    Evictor(const Inventory& inventory, std::uint64_t bytesNow, std::uint64_t target)
        : m_inventory(inventory), m_excess(bytesNow > target ? bytesNow - target : 0)
    {
    }

    EvictionPlan run(const std::string& keepSession);
    const std::set<std::int64_t>& files() const { return m_files; }
    const std::set<std::int64_t>& snapshots() const { return m_snapshots; }

private:
    bool enough() const { return m_plan.bytes >= m_excess; }
    /// Nobody but the sessions already gone, and this one, needs it.
    bool isFree(const std::set<std::size_t>& users, std::size_t session) const;
    void takeUnused();
    void takeSession(std::size_t session);
    void takeFile(const FileRow& file, EvictionStep& step);
    void takeSnapshot(const SnapshotRow& snapshot, EvictionStep& step);
    void finish(EvictionStep step);
    double worth(std::size_t session) const;

    const Inventory& m_inventory;
    std::uint64_t m_excess;
    EvictionPlan m_plan;
    std::set<std::size_t> m_gone;
    std::set<std::int64_t> m_files, m_snapshots;
};

bool Evictor::isFree(const std::set<std::size_t>& users, std::size_t session) const
{
    return std::all_of(users.begin(), users.end(),
                       [&](std::size_t user) { return user == session || m_gone.contains(user); });
}

void Evictor::takeSnapshot(const SnapshotRow& snapshot, EvictionStep& step)
{
    if (m_snapshots.insert(snapshot.id).second)
        step.bytes += static_cast<std::uint64_t>(snapshot.bytes);
}

void Evictor::takeFile(const FileRow& file, EvictionStep& step)
{
    if (!m_files.insert(file.id).second)
        return;
    step.bytes += static_cast<std::uint64_t>(file.bytes);
    step.seconds += m_inventory.secondsOf(file);
    // Snapshots nobody can reach any more.
    for (const SegmentRow* segment : m_inventory.segmentsIn(file.id))
        for (const SnapshotRow& snapshot : m_inventory.snapshots())
            if (snapshot.model == segment->model && snapshot.key == segment->endKey)
                takeSnapshot(snapshot, step);
}

void Evictor::finish(EvictionStep step)
{
    if (step.bytes == 0)
        return;
    m_plan.bytes += step.bytes;
    m_plan.steps.push_back(std::move(step));
}

void Evictor::takeUnused()
{
    for (const SnapshotRow& snapshot : m_inventory.snapshots()) {
        if (enough())
            return;
        EvictionStep step;
        if (m_inventory.usersOf(snapshot).empty())
            takeSnapshot(snapshot, step);
        finish(std::move(step));
    }
    // Files are numbered as they were made: ends of sequences go before their beginnings.
    for (auto file = m_inventory.files().rbegin(); file != m_inventory.files().rend() && !enough(); ++file) {
        EvictionStep step;
        if (m_inventory.usersOf(*file).empty())
            takeFile(*file, step);
        finish(std::move(step));
    }
}

void Evictor::takeSession(std::size_t session)
{
    const Inventory::SessionEntry& entry = m_inventory.sessions()[session];
    EvictionStep step{entry.row.title, entry.row.id, 0, 0};
    // From the end: what is left can still be resumed from.
    for (auto at = entry.chain.rbegin(); at != entry.chain.rend(); ++at) {
        if (m_plan.bytes + step.bytes >= m_excess)
            break;
        const FileRow& file = m_inventory.file((*at)->file);
        if (isFree(m_inventory.usersOf(file), session))
            takeFile(file, step);
    }
    m_gone.insert(session);
    finish(std::move(step));
}

/// Seconds to compute again per gigabyte that would be freed, less for what has long not been used.
double Evictor::worth(std::size_t session) const
{
    const Inventory::SessionEntry& entry = m_inventory.sessions()[session];
    double seconds = 0, bytes = 1;
    std::set<std::int64_t> files;
    for (const SegmentRow* segment : entry.chain) {
        if (!files.insert(segment->file).second)
            continue;
        const FileRow& file = m_inventory.file(segment->file);
        seconds += m_inventory.secondsOf(file);
        bytes += static_cast<double>(file.bytes);
    }
    constexpr double secondsPerDay = 86400;
    const double idleDays = static_cast<double>(secondsNow() - entry.row.used) / secondsPerDay;
    return seconds / (bytes / bytesPerGigabyte) * std::exp2(-idleDays / halfLifeDays);
}

EvictionPlan Evictor::run(const std::string& keepSession)
{
    takeUnused();
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < m_inventory.sessions().size(); ++i) {
        const SessionRow& row = m_inventory.sessions()[i].row;
        if (!row.pinned && row.id != keepSession)
            order.emplace_back(worth(i), i);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [value, session] : order) {
        if (enough())
            break;
        takeSession(session);
    }
    return m_plan;
}

std::uint64_t indexBytes(StoreContext& context)
{
    std::int64_t bytes = 0;
    for (const char* suffix : {"", "-wal", "-shm"})
        bytes += bytesOnVolume(*context.system, context.indexPath().string() + suffix);
    return static_cast<std::uint64_t>(bytes);
}

SessionUsage usageOf(const Inventory& inventory, StoreContext& context, std::size_t index)
{
    const Inventory::SessionEntry& entry = inventory.sessions()[index];
    SessionUsage usage;
    usage.session = entry.row;
    usage.identity = context.index->model(entry.row.model).identity;
    usage.whole = entry.whole;
    std::set<std::int64_t> files;
    for (const SegmentRow* segment : entry.chain)
        files.insert(segment->file);
    for (const std::int64_t id : files) {
        const FileRow& file = inventory.file(id);
        const bool own = inventory.usersOf(file).size() == 1;
        usage.bytes += static_cast<std::uint64_t>(file.bytes);
        usage.ownBytes += own ? static_cast<std::uint64_t>(file.bytes) : 0;
        usage.seconds += inventory.secondsOf(file);
        usage.ownSeconds += own ? inventory.secondsOf(file) : 0;
    }
    for (const SnapshotRow& snapshot : inventory.snapshots()) {
        const std::set<std::size_t>& users = inventory.usersOf(snapshot);
        if (!users.contains(index))
            continue;
        usage.bytes += static_cast<std::uint64_t>(snapshot.bytes);
        usage.ownBytes += users.size() == 1 ? static_cast<std::uint64_t>(snapshot.bytes) : 0;
    }
    return usage;
}

} // namespace

void removeAll(StoreContext& context, const Inventory& inventory, const std::set<std::int64_t>& files,
               const std::set<std::int64_t>& snapshots, DoomedFiles& doomed)
{
    for (const std::int64_t file : files)
        for (const SegmentRow* row : inventory.segmentsIn(file))
            removeSegment(context, *row, doomed);
    for (const SnapshotRow& row : inventory.snapshots())
        if (snapshots.contains(row.id))
            removeSnapshot(context, row, doomed);
}

StoreUsage measure(StoreContext& context)
{
    const Inventory inventory(context);
    StoreUsage usage;
    usage.quotaBytes = context.quotaBytes;
    usage.bytesWritten = context.bytesWritten();
    const Index::Ledger ledger = context.index->ledger();
    usage.everWritten = ledger.written;
    usage.writtenSince = ledger.since;
    for (const FileRow& file : inventory.files()) {
        usage.rowFileBytes += static_cast<std::uint64_t>(file.bytes);
        if (inventory.usersOf(file).empty())
            usage.unusedBytes += static_cast<std::uint64_t>(file.bytes);
    }
    for (const SnapshotRow& snapshot : inventory.snapshots()) {
        usage.snapshotBytes += static_cast<std::uint64_t>(snapshot.bytes);
        if (inventory.usersOf(snapshot).empty())
            usage.unusedBytes += static_cast<std::uint64_t>(snapshot.bytes);
    }
    usage.indexBytes = indexBytes(context);
    usage.bytes = usage.rowFileBytes + usage.snapshotBytes + usage.indexBytes;
    for (std::size_t i = 0; i < inventory.sessions().size(); ++i)
        usage.sessions.push_back(usageOf(inventory, context, i));
    return usage;
}

EvictionPlan planEvictionOf(StoreContext& context, std::uint64_t targetBytes, const std::string& keepSession)
{
    const Inventory inventory(context);
    return Evictor(inventory, measure(context).bytes, targetBytes).run(keepSession);
}

EvictionPlan evictFrom(StoreContext& context, std::uint64_t targetBytes, const std::string& keepSession)
{
    context.requireWritable();
    const WriterLock lock(context);
    context.refresh();
    Transaction transaction(context.index->database());
    const Inventory inventory(context);
    Evictor evictor(inventory, measure(context).bytes, targetBytes);
    EvictionPlan plan = evictor.run(keepSession);
    DoomedFiles doomed;
    removeAll(context, inventory, evictor.files(), evictor.snapshots(), doomed);
    transaction.commit();
    doomed.removeFrom(*context.system);
    return plan;
}

} // namespace quire
