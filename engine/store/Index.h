#pragma once

#include "engine/store/BlockFile.h"
#include "engine/store/Database.h"

#include <optional>

namespace quire {

/// Why a snapshot was made; decides how long it stays, the later ones longer.
enum class SnapshotKind : std::uint8_t
{
    Reading,     ///< at a block boundary while reading; thinned out as reading goes on
    Pause,       ///< where a session stands; replaced by the session's next one
    DocumentEnd, ///< a place that other prompts may share
    PromptEnd,
    AnswerEnd,
};

struct FileRow
{
    std::int64_t id = 0, model = 0;
    std::string name;            ///< in the blocks folder
    std::int64_t tip = 0;        ///< rows of tokens before this position are in the file; -1: add no more
    std::int64_t recordsEnd = 0; ///< where the next record goes
    std::int64_t bytes = 0;      ///< on the volume
    std::int64_t created = 0;    ///< seconds since 1970
};

struct SegmentRow
{
    std::int64_t id = 0, model = 0, file = 0;
    Key base; ///< name of the tokens before the block
    Key startKey, endKey;
    std::int64_t start = 0, end = 0;
    RecordPlace place;
    double seconds = 0;
};

struct SnapshotRow
{
    std::int64_t id = 0, model = 0;
    Key key;
    std::int64_t position = 0;
    SnapshotKind kind = SnapshotKind::Reading;
    std::string name;  ///< in the snapshots folder
    std::string owner; ///< session it was made for
    std::int64_t bytes = 0;
    std::int64_t created = 0;
};

struct SessionRow
{
    std::string id; ///< chosen by the store, also its file's name
    std::int64_t model = 0;
    std::string title;
    Key key; ///< name of the session's tokens
    std::int64_t position = 0;
    std::int64_t pending = -1; ///< a token chosen but not read yet; -1: none
    bool pinned = false;
    std::int64_t created = 0, used = 0; ///< seconds since 1970
};

/// The SQLite index of the store: finds what the files hold. It is derived from them and can be made again; a
/// row that is not what was written (every row carries a checksum) is CacheDamaged, and whatever it points to
/// is checked against the file before it is used.
class Index
{
public:
    /// Opens or creates. Throws EngineError: CacheDamaged, CacheUnwritable.
    Index(const std::filesystem::path& path, Database::Access access, const std::string& vfs);

    Database& database() { return m_database; }
    /// False until everything that the folders held when the index was made has been entered.
    bool isComplete();
    void markComplete();
    /// Reads every row and has SQLite check its file.
    bool isSound();

    std::optional<std::int64_t> findModel(const CacheModel& model);
    std::int64_t addModel(const CacheModel& model);
    CacheModel model(std::int64_t id);

    std::optional<FileRow> file(std::int64_t id);
    std::vector<FileRow> files();
    std::int64_t addFile(const FileRow& row);
    void updateFile(const FileRow& row);
    void removeFile(std::int64_t id);

    /// By block, start, then end descending.
    std::vector<SegmentRow> segmentsOf(std::int64_t model, const Key& base);
    std::vector<SegmentRow> segmentsEnding(std::int64_t model, const Key& end);
    std::vector<SegmentRow> segmentsIn(std::int64_t file);
    std::vector<SegmentRow> segments();
    void addSegment(const SegmentRow& row);
    void removeSegment(std::int64_t id);

    std::vector<SnapshotRow> snapshotsAt(std::int64_t model, const Key& key);
    std::vector<SnapshotRow> snapshotsOf(const std::string& owner);
    std::vector<SnapshotRow> snapshots();
    void addSnapshot(const SnapshotRow& row);
    void removeSnapshot(std::int64_t id);

    /// On the volume, of all block files and snapshots.
    std::int64_t bytes();

    /// What has been written by all processes since the index was made.
    struct Ledger
    {
        std::uint64_t written = 0;
        std::int64_t since = 0; ///< seconds since 1970
    };
    void addWritten(std::uint64_t bytes);
    Ledger ledger();

    std::optional<SessionRow> session(const std::string& id);
    std::vector<SessionRow> sessions();
    void putSession(const SessionRow& row);
    void removeSession(const std::string& id);

private:
    void migrate();

    Database m_database;
};

} // namespace quire
