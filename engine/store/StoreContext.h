#pragma once

#include "engine/store/CacheStore.h"
#include "engine/store/PrefixSearch.h"
#include "engine/store/SnapshotFile.h"

#include <map>
#include <set>

namespace quire {

/// What the parts of the store share. Not thread-safe: the store's mutex is held around every use.
struct StoreContext
{
    std::shared_ptr<FileSystem> system;
    std::filesystem::path root;
    std::string vfs;
    std::uint64_t quotaBytes = 0;
    std::string readOnlyReason;
    std::unique_ptr<Index> index;
    std::uint64_t indexInode = 0;
    std::uint64_t notedBytes = 0; ///< of what has been written, entered into the index
    /// Found damaged, and not to be removed from the index (read-only) or not yet.
    std::set<std::int64_t> badSegments, badSnapshots;
    /// Blocks in use, by file name and by how far they are mapped, so that checks are made once.
    std::map<std::pair<std::string, std::int64_t>, std::weak_ptr<StoredBlock>> mapped;

    bool writable() const { return readOnlyReason.empty(); }
    std::filesystem::path blockPath(const std::string& name) const { return root / "blocks" / name; }
    std::filesystem::path snapshotPath(const std::string& name) const { return root / "snapshots" / name; }
    std::filesystem::path sessionPath(const std::string& id) const { return root / "sessions" / id; }
    std::filesystem::path indexPath() const { return root / "index.sqlite"; }

    PrefixSearch search(std::int64_t model, const CacheModel& key)
    {
        return {*index, model, key.geometry.blockTokens(), badSegments};
    }

    /// Opens the index again if another process has put a new one in its place.
    void refresh();
    /// By this object, files and index.
    std::uint64_t bytesWritten() const;
    /// Enters into the index what has been written since the last time.
    void noteWritten();
    /// Throws CacheUnwritable if the store is read-only.
    void requireWritable() const;
};

/// Opens, or opens again.
void openIndex(StoreContext& context);

/// The lock between processes: held while the store's files change.
class WriterLock
{
public:
    explicit WriterLock(StoreContext& context);

private:
    File m_file;
};

/// As rebuildIndex(), taking the lock.
void remakeIndex(StoreContext& context);

/// Files that lose their last row in the index; removed once that is committed.
struct DoomedFiles
{
    std::vector<std::filesystem::path> paths;
    void removeFrom(FileSystem& system) const;
};

/// Does the work; if the index turns out damaged, makes it again from the files and does the work anew.
template <typename Work>
auto withIndex(StoreContext& context, Work work)
{
    try {
        context.refresh();
        return work();
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::CacheDamaged || dynamic_cast<const DamagedRows*>(&error) ||
            !context.writable())
            throw;
    }
    remakeIndex(context);
    return work();
}

std::int64_t secondsNow();
/// 16 hexadecimal digits nobody else has.
std::string freshName();
/// Bytes a file takes on the volume; 0 if it is not there.
std::int64_t bytesOnVolume(FileSystem& system, const std::filesystem::path& path);

/// StoreWriting.cpp
CommitResult commitTo(StoreContext& context, const Commit& commit);
/// Writes the session's file. To be called once the index has it: a file ahead of the index might name a
/// place that never came to be.
void saveSession(StoreContext& context, const SessionRow& row, const CacheModel& model);
/// Removes the segment from the index, and its file if it was the last one.
void removeSegment(StoreContext& context, const SegmentRow& row, DoomedFiles& doomed);
void removeSnapshot(StoreContext& context, const SnapshotRow& row, DoomedFiles& doomed);

/// StoreReading.cpp
struct PrefixRows
{
    std::vector<SegmentRow> segments;
    std::int64_t tokens = 0;
    std::optional<SnapshotRow> snapshot;
};
/// Stored rows of the path, and the last snapshot at or before `limit`.
PrefixRows findPrefix(StoreContext& context, std::int64_t model, const CacheModel& key, const TokenPath& path,
                      std::int64_t limit);
/// Reads the record and compares it with what the index says. Throws CacheDamaged.
SegmentRecord readSegment(StoreContext& context, const SegmentRow& row, const std::string& identity);
SnapshotFile readSnapshot(StoreContext& context, const SnapshotRow& row, const std::string& identity);
/// Looks at a record's tokens before its rows are used; throws CacheDamaged if they are not the right ones.
using AcceptTokens = std::function<void(const SegmentRecord& record)>;
AcceptTokens onlyTokensOf(std::span<const std::int32_t> tokens);
/// The segments of the block that begins at this one of a sequence's.
std::span<const SegmentRow> blockFrom(std::span<const SegmentRow> segments, std::size_t first);
/// The last snapshot at or before `limit` where one of a sequence's segments ends.
std::optional<SnapshotRow> lastSnapshot(StoreContext& context, std::int64_t model,
                                        std::span<const SegmentRow> segments, std::int64_t limit);
/// Maps or loads the block these segments make up; they cover it from its start.
LoadedBlock loadSegments(StoreContext& context, const CacheModel& model, std::span<const SegmentRow> segments,
                         const AcceptTokens& accept);
/// Never uses these segments again: rows from `position` on are not what was written. Not for good: they
/// could not be read, and another process, or another day, may have more luck.
void forgetSegments(StoreContext& context, std::span<const SegmentRow> segments, std::int64_t position,
                    bool forGood);
void forgetSnapshot(StoreContext& context, const SnapshotRow& row, bool forGood);
/// Position of the first of these segments that cannot be read; the first one's if all can.
std::int64_t firstDamage(StoreContext& context, std::span<const SegmentRow> segments,
                         const std::string& identity);
/// First token where what is stored goes on differently; -1 if it just ends.
std::int64_t divergence(StoreContext& context, std::int64_t model, const CacheModel& key,
                        const TokenPath& path, std::int64_t reached);

/// Eviction.cpp and Drop.cpp
StoreUsage measure(StoreContext& context);
EvictionPlan planEvictionOf(StoreContext& context, std::uint64_t targetBytes, const std::string& keepSession);
EvictionPlan evictFrom(StoreContext& context, std::uint64_t targetBytes, const std::string& keepSession);
std::uint64_t bytesFreedByDropping(StoreContext& context, const std::set<std::string>& ids);
void dropSession(StoreContext& context, const std::string& id, bool andRows);

/// Repair.cpp
VerifyReport verifyStore(StoreContext& context,
                         const std::function<bool(std::uint64_t, std::uint64_t)>& progress);
/// `deep`: compares all rows, too.
RepairReport rebuildIndex(StoreContext& context, bool deep);
/// Removes what a process that died has left behind.
void sweep(StoreContext& context);

} // namespace quire
