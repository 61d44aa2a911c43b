#pragma once

#include "engine/store/Index.h"
#include "engine/store/StoredBlock.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>

namespace quire {

struct StoreContext;

struct StoreOptions
{
    std::shared_ptr<FileSystem> fileSystem; ///< null: the real one
    std::string sqliteVfs;                  ///< name of a registered SQLite VFS; empty: the default
    std::uint64_t quotaBytes = 0;           ///< most bytes on the volume; 0: no limit
};

/// Why a prompt is not stored as a whole.
enum class Miss
{
    None,          ///< it is
    NothingStored, ///< not even its beginning
    EndsHere,      ///< what is stored ends there, or the rest was dropped
    Differs,       ///< what is stored goes on with another token
};

/// How much of a prompt is stored.
struct StoredPrefix
{
    std::int64_t tokens = 0;    ///< leading tokens whose rows are stored
    std::int64_t resumable = 0; ///< position of the last snapshot at or before that; 0: none
    Miss miss = Miss::NothingStored;
    std::int64_t differsAt = -1; ///< first token that differs from what is stored, for Miss::Differs
    double seconds = 0;          ///< it took to compute the stored rows
};

/// A block of rows ready to be read.
struct LoadedBlock
{
    std::vector<std::byte*> regions;    ///< first row of each region; never written through
    std::shared_ptr<void> memory;       ///< keeps them alive
    std::shared_ptr<StoredBlock> check; ///< checks before reading; null if everything has been checked
};

/// All that resuming needs.
struct LoadedPrefix
{
    std::int64_t position = 0;
    std::vector<LoadedBlock> blocks; ///< of tokens [0, position)
    std::vector<std::byte> state;    ///< as given to commit()
};

/// A session as it was left.
struct LoadedSession
{
    SessionRow row;
    std::vector<std::int32_t> tokens; ///< as many from the beginning as can be told
    LoadedPrefix prefix; ///< where to go on from; position 0 if that must be looked for by tokens
};

/// A place from which a stored prompt can be resumed.
struct StoredPlace
{
    std::int64_t position = 0;
    SnapshotKind kind = SnapshotKind::Reading;
};

/// Where rows to be stored come from.
class RowSource
{
public:
    virtual ~RowSource() = default;
    /// A block's rows in host memory; valid until the next call. May throw DamagedRows.
    virtual BlockRows block(std::int64_t number) = 0;
};

struct SnapshotImage
{
    SnapshotKind kind = SnapshotKind::Reading;
    std::vector<std::byte> state;
};

struct Commit
{
    const CacheModel& model;
    std::span<const std::int32_t> tokens; ///< all of the sequence so far
    RowSource& rows;
    double seconds = 0;                    ///< spent on the tokens since the last commit
    std::optional<SnapshotImage> snapshot; ///< taken after the last token
    std::string session;                   ///< whose end moves there; empty: nobody's
    std::int64_t pending = -1;             ///< the session's token that is chosen but not read; -1: none
};

struct CommitResult
{
    std::int64_t newTokens = 0; ///< tokens whose rows were not stored before
    std::uint64_t bytesWritten = 0;
    std::uint64_t snapshotBytes = 0; ///< of these; 0 if the snapshot was there already
};

/// What lies in the store, for people.
struct SessionUsage
{
    SessionRow session;
    std::string identity;
    std::uint64_t bytes = 0;    ///< of all it needs
    std::uint64_t ownBytes = 0; ///< of what no other session needs
    double seconds = 0;         ///< it took to compute all of it
    double ownSeconds = 0;      ///< and what nobody else needs
    bool whole = true;          ///< false: part of it has been evicted or lost and would be read again
};

struct StoreUsage
{
    std::uint64_t bytes = 0; ///< on the volume: rows, snapshots, index
    std::uint64_t rowFileBytes = 0;
    std::uint64_t snapshotBytes = 0;
    std::uint64_t indexBytes = 0;
    std::uint64_t unusedBytes = 0; ///< of rows and snapshots that no session needs
    std::uint64_t quotaBytes = 0;
    std::uint64_t bytesWritten = 0; ///< by this object, to files and index
    std::uint64_t everWritten = 0;  ///< by all processes since the index was made
    std::int64_t writtenSince = 0;  ///< when that was, seconds since 1970
    std::vector<SessionUsage> sessions;
};

struct EvictionStep
{
    std::string title;   ///< session that would be read again; empty: nobody's rows
    std::string session; ///< its id
    std::uint64_t bytes = 0;
    double seconds = 0; ///< to compute it again
};

struct EvictionPlan
{
    std::vector<EvictionStep> steps; ///< in the order in which they would go
    std::uint64_t bytes = 0;
};

struct VerifyReport
{
    std::int64_t blocks = 0, snapshots = 0, sessions = 0;
    std::uint64_t bytes = 0;           ///< compared
    std::vector<std::string> problems; ///< one sentence each; empty: all is well
};

struct RepairReport
{
    bool indexRebuilt = false;
    std::int64_t keptSegments = 0, keptSnapshots = 0, keptSessions = 0;
    std::vector<std::string> removed; ///< what was damaged and had to go, one sentence each
};

/// The reading cache on disk: rows of read tokens in blocks that are found by what was read, snapshots of
/// places to resume from, and sessions that name such places. See README.md beside this file for the layout
/// and its promises. Safe to use from several threads and several processes at once.
///
/// Functions throw EngineError. CacheUnwritable: what was stored before stays, the caller goes on without.
/// CacheDamaged: only where noted; damage is otherwise dealt with by forgetting what is damaged.
class CacheStore
{
public:
    /// Opens the folder, making it if need be (mode 0700). A folder that cannot be written opens read-only,
    /// if it can be read; a damaged index is made again.
    static std::shared_ptr<CacheStore> open(const std::filesystem::path& root,
                                            const StoreOptions& options = {});
    ~CacheStore();

    const std::filesystem::path& root() const;
    /// Empty, or why nothing can be saved here.
    const std::string& readOnlyReason() const;

    StoredPrefix lookup(const CacheModel& model, std::span<const std::int32_t> tokens);
    /// The last place at or before `limit` tokens (all if negative) from which this prompt can be resumed;
    /// position 0 if there is none. Damaged snapshots and blocks are forgotten on the way.
    LoadedPrefix load(const CacheModel& model, std::span<const std::int32_t> tokens, std::int64_t limit = -1);
    /// The places of this prompt that were kept for coming back to, ascending: ends of documents, prompts and
    /// answers.
    std::vector<StoredPlace> places(const CacheModel& model, std::span<const std::int32_t> tokens);
    /// Maps (or loads) stored block `number` of this prompt, or nothing if it is not stored as a whole.
    std::optional<LoadedBlock> loadBlock(const CacheModel& model, std::span<const std::int32_t> tokens,
                                         std::int64_t number);
    /// Stores what is not stored yet. On return everything is on the medium.
    CommitResult commit(const Commit& commit);
    /// Forgets stored rows from the damaged place to their block's end.
    void forgetDamaged(const CacheModel& model, std::span<const std::int32_t> tokens,
                       const DamagedRows& damage);

    /// Its id. With `key`, sessions of one key and model are one: if there is one already it is taken, and
    /// its title becomes this one.
    std::string createSession(const CacheModel& model, const std::string& title, const std::string& key = {});
    std::vector<SessionRow> sessions();
    std::optional<SessionRow> session(const std::string& id);
    CacheModel modelOf(const SessionRow& session);
    /// The session's tokens, as many from the beginning as can be told.
    std::vector<std::int32_t> sessionTokens(const std::string& id);
    /// The session's tokens and the last place from which it can go on, in one pass over its records.
    LoadedSession loadSession(const std::string& id);
    void rename(const std::string& id, const std::string& title);
    void pin(const std::string& id, bool pinned);
    /// Forgets a session; with `andRows` also the rows and snapshots that no other session needs, and those
    /// it left behind where it took another turn.
    void drop(const std::string& id, bool andRows);
    /// What dropping all of these with their rows would free, at least: of a file that others need as well
    /// it cannot be told. Ids that are not there count nothing.
    std::uint64_t freedBy(const std::set<std::string>& ids);
    /// The session of this key and model, if it is there.
    std::optional<SessionRow> sessionOf(const CacheModel& model, const std::string& key);

    StoreUsage usage();
    void setQuota(std::uint64_t bytes);
    /// What would go to bring the store down to this many bytes.
    EvictionPlan planEviction(std::uint64_t targetBytes, const std::string& keepSession = {});
    EvictionPlan evict(std::uint64_t targetBytes, const std::string& keepSession = {});

    /// Reads and compares everything. Changes nothing.
    VerifyReport verify(const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {});
    /// Makes the index again from the files, comparing everything; what is damaged is removed.
    RepairReport repair();

private:
    explicit CacheStore(std::unique_ptr<StoreContext> context);

    std::recursive_mutex m_mutex;
    std::unique_ptr<StoreContext> m_context;
};

} // namespace quire
