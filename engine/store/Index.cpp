#include "engine/store/Index.h"

#include "engine/Error.h"
#include "engine/store/IndexRows.h"

namespace quire {

namespace {

constexpr std::int64_t schemaVersion = 2;
constexpr std::int64_t completeMark = 0x51434b31; // "QCK1"

constexpr const char* schema = R"(
CREATE TABLE model(id INTEGER PRIMARY KEY, name BLOB NOT NULL, description BLOB NOT NULL, sum INTEGER NOT NULL);
CREATE INDEX model_name ON model(name);
CREATE TABLE file(id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL, name BLOB NOT NULL UNIQUE,
    tip INTEGER NOT NULL, records_end INTEGER NOT NULL, bytes INTEGER NOT NULL, created INTEGER NOT NULL,
    sum INTEGER NOT NULL);
CREATE TABLE segment(id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL, file INTEGER NOT NULL, base BLOB NOT NULL,
    start_key BLOB NOT NULL, end_key BLOB NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    offset INTEGER NOT NULL, bytes INTEGER NOT NULL, seconds REAL NOT NULL, sum INTEGER NOT NULL);
CREATE INDEX segment_base ON segment(base);
CREATE INDEX segment_end ON segment(end_key);
CREATE INDEX segment_file ON segment(file);
CREATE TABLE snapshot(id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL, key BLOB NOT NULL,
    position INTEGER NOT NULL, kind INTEGER NOT NULL, name BLOB NOT NULL UNIQUE, owner BLOB NOT NULL,
    bytes INTEGER NOT NULL, created INTEGER NOT NULL, sum INTEGER NOT NULL);
CREATE INDEX snapshot_key ON snapshot(key);
CREATE INDEX snapshot_owner ON snapshot(owner);
CREATE TABLE session(id BLOB PRIMARY KEY, model INTEGER NOT NULL, title BLOB NOT NULL, key BLOB NOT NULL,
    position INTEGER NOT NULL, pending INTEGER NOT NULL, pinned INTEGER NOT NULL, created INTEGER NOT NULL, used INTEGER NOT NULL,
    sum INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;
)";

/// Version 2: how much has been written so far, which no file tells.
constexpr const char* ledgerSchema = R"(
CREATE TABLE ledger(id INTEGER PRIMARY KEY CHECK (id = 1), written INTEGER NOT NULL, since INTEGER NOT NULL);
INSERT INTO ledger VALUES(1, 0, unixepoch());
PRAGMA user_version = 2;
)";

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text));
}

template <typename Read>
auto all(Statement& statement, Read read)
{
    std::vector<decltype(read(statement))> rows;
    while (statement.step())
        rows.push_back(read(statement));
    return rows;
}

} // namespace

Index::Index(const std::filesystem::path& path, Database::Access access, const std::string& vfs)
    : m_database(path, access, vfs)
{
    migrate();
}

void Index::migrate()
{
    const auto version = [this] {
        Statement ask(m_database, "PRAGMA user_version");
        ask.step();
        return ask.number();
    };
    if (version() > schemaVersion)
        throw EngineError(ErrorCode::CacheUnwritable,
                          "The reading cache was made by a newer version of this program.",
                          "Use that version or choose another folder for the reading cache.");
    if (version() == schemaVersion)
        return;
    Transaction transaction(m_database);
    // Another process may have made the tables meanwhile.
    if (version() == 0)
        m_database.run(schema);
    if (version() == 1)
        m_database.run(ledgerSchema);
    transaction.commit();
}

bool Index::isComplete()
{
    Statement ask(m_database, "PRAGMA application_id");
    ask.step();
    return ask.number() == completeMark;
}

void Index::markComplete()
{
    static_assert(completeMark == 0x51434b31);
    m_database.run("PRAGMA application_id = 0x51434b31");
}

bool Index::isSound()
{
    try {
        files();
        segments();
        snapshots();
        sessions();
        Statement models(m_database, "SELECT id FROM model");
        while (models.step())
            model(models.number());
        return m_database.isSound();
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::CacheDamaged)
            throw;
        return false;
    }
}

std::optional<std::int64_t> Index::findModel(const CacheModel& model)
{
    const std::vector<std::byte> description = encodeModel(model);
    Statement s(m_database, "SELECT id, description FROM model WHERE name = ?");
    s.bind(chainKey({}, description));
    while (s.step()) {
        const std::int64_t id = s.number();
        if (s.bytes() == description)
            return id;
    }
    return std::nullopt;
}

std::int64_t Index::addModel(const CacheModel& model)
{
    if (const auto found = findModel(model))
        return *found;
    const std::vector<std::byte> description = encodeModel(model);
    Statement s(m_database, "INSERT INTO model(name, description, sum) VALUES(?, ?, ?)");
    s.bind(chainKey({}, description)).bind(std::span(description));
    s.bind(static_cast<std::int64_t>(checksum(description))).run();
    return m_database.lastId();
}

CacheModel Index::model(std::int64_t id)
{
    Statement s(m_database, "SELECT description, sum FROM model WHERE id = ?");
    s.bind(id);
    if (!s.step())
        throw EngineError(ErrorCode::CacheDamaged, "The reading cache's index has lost a model.");
    const std::vector<std::byte> description = s.bytes();
    if (static_cast<std::int64_t>(checksum(description)) != s.number())
        throw EngineError(ErrorCode::CacheDamaged, "A row of the reading cache's index is damaged.");
    return decodeModel(description);
}

std::optional<FileRow> Index::file(std::int64_t id)
{
    Statement s(m_database,
                "SELECT id, model, name, tip, records_end, bytes, created, sum FROM file WHERE id = ?");
    s.bind(id);
    if (!s.step())
        return std::nullopt;
    return readFileRow(s);
}

std::vector<FileRow> Index::files()
{
    Statement s(m_database, "SELECT id, model, name, tip, records_end, bytes, created, sum FROM file");
    return all(s, readFileRow);
}

std::int64_t Index::addFile(const FileRow& row)
{
    Statement s(m_database, "INSERT INTO file(model, name, tip, records_end, bytes, created, sum) "
                            "VALUES(?, ?, ?, ?, ?, ?, ?)");
    s.bind(row.model).bind(bytesOf(row.name)).bind(row.tip).bind(row.recordsEnd).bind(row.bytes);
    s.bind(row.created).bind(sumOf(row)).run();
    return m_database.lastId();
}

void Index::updateFile(const FileRow& row)
{
    Statement s(m_database, "UPDATE file SET tip = ?, records_end = ?, bytes = ?, sum = ? WHERE id = ?");
    s.bind(row.tip).bind(row.recordsEnd).bind(row.bytes).bind(sumOf(row)).bind(row.id).run();
}

void Index::removeFile(std::int64_t id)
{
    Statement(m_database, "DELETE FROM file WHERE id = ?").bind(id).run();
}

#define SEGMENT_COLUMNS                                                                                      \
    "SELECT id, model, file, base, start_key, end_key, start, \"end\", offset, bytes, seconds, sum FROM "    \
    "segment "

std::vector<SegmentRow> Index::segmentsOf(std::int64_t model, const Key& base)
{
    Statement s(m_database, SEGMENT_COLUMNS "WHERE base = ? AND model = ? ORDER BY start, \"end\" DESC");
    s.bind(base).bind(model);
    return all(s, readSegmentRow);
}

std::vector<SegmentRow> Index::segmentsEnding(std::int64_t model, const Key& end)
{
    Statement s(m_database, SEGMENT_COLUMNS "WHERE end_key = ? AND model = ?");
    s.bind(end).bind(model);
    return all(s, readSegmentRow);
}

std::vector<SegmentRow> Index::segmentsIn(std::int64_t file)
{
    Statement s(m_database, SEGMENT_COLUMNS "WHERE file = ? ORDER BY offset");
    s.bind(file);
    return all(s, readSegmentRow);
}

std::vector<SegmentRow> Index::segments()
{
    Statement s(m_database, SEGMENT_COLUMNS "ORDER BY id");
    return all(s, readSegmentRow);
}

#undef SEGMENT_COLUMNS

void Index::addSegment(const SegmentRow& row)
{
    Statement s(m_database,
                "INSERT INTO segment(model, file, base, start_key, end_key, start, \"end\", offset, "
                "bytes, seconds, sum) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    s.bind(row.model).bind(row.file).bind(row.base).bind(row.startKey).bind(row.endKey).bind(row.start);
    s.bind(row.end).bind(row.place.offset).bind(row.place.bytes).bind(row.seconds).bind(sumOf(row)).run();
}

void Index::removeSegment(std::int64_t id)
{
    Statement(m_database, "DELETE FROM segment WHERE id = ?").bind(id).run();
}

#define SNAPSHOT_COLUMNS                                                                                     \
    "SELECT id, model, key, position, kind, name, owner, bytes, created, sum FROM snapshot "

std::vector<SnapshotRow> Index::snapshotsAt(std::int64_t model, const Key& key)
{
    Statement s(m_database, SNAPSHOT_COLUMNS "WHERE key = ? AND model = ? ORDER BY id DESC");
    s.bind(key).bind(model);
    return all(s, readSnapshotRow);
}

std::vector<SnapshotRow> Index::snapshotsOf(const std::string& owner)
{
    Statement s(m_database, SNAPSHOT_COLUMNS "WHERE owner = ? ORDER BY id");
    s.bind(bytesOf(owner));
    return all(s, readSnapshotRow);
}

std::vector<SnapshotRow> Index::snapshots()
{
    Statement s(m_database, SNAPSHOT_COLUMNS "ORDER BY id");
    return all(s, readSnapshotRow);
}

#undef SNAPSHOT_COLUMNS

void Index::addSnapshot(const SnapshotRow& row)
{
    Statement s(m_database,
                "INSERT INTO snapshot(model, key, position, kind, name, owner, bytes, created, sum) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    s.bind(row.model).bind(row.key).bind(row.position).bind(static_cast<std::int64_t>(row.kind));
    s.bind(bytesOf(row.name))
        .bind(bytesOf(row.owner))
        .bind(row.bytes)
        .bind(row.created)
        .bind(sumOf(row))
        .run();
}

void Index::removeSnapshot(std::int64_t id)
{
    Statement(m_database, "DELETE FROM snapshot WHERE id = ?").bind(id).run();
}

std::optional<SessionRow> Index::session(const std::string& id)
{
    Statement s(m_database, "SELECT id, model, title, key, position, pending, pinned, created, used, sum "
                            "FROM session WHERE id = ?");
    s.bind(bytesOf(id));
    if (!s.step())
        return std::nullopt;
    return readSessionRow(s);
}

std::vector<SessionRow> Index::sessions()
{
    Statement s(m_database,
                "SELECT id, model, title, key, position, pending, pinned, created, used, sum FROM session "
                "ORDER BY used DESC, id");
    return all(s, readSessionRow);
}

void Index::putSession(const SessionRow& row)
{
    Statement s(m_database,
                "INSERT OR REPLACE INTO session(id, model, title, key, position, pending, pinned, "
                "created, used, sum) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    s.bind(bytesOf(row.id)).bind(row.model).bind(bytesOf(row.title)).bind(row.key).bind(row.position);
    s.bind(row.pending);
    s.bind(static_cast<std::int64_t>(row.pinned)).bind(row.created).bind(row.used).bind(sumOf(row)).run();
}

std::int64_t Index::bytes()
{
    Statement s(m_database, "SELECT (SELECT coalesce(sum(bytes), 0) FROM file) + "
                            "(SELECT coalesce(sum(bytes), 0) FROM snapshot)");
    s.step();
    return s.number();
}

void Index::addWritten(std::uint64_t bytes)
{
    Statement(m_database, "UPDATE ledger SET written = written + ?")
        .bind(static_cast<std::int64_t>(bytes))
        .run();
}

Index::Ledger Index::ledger()
{
    Statement s(m_database, "SELECT written, since FROM ledger");
    if (!s.step())
        throw EngineError(ErrorCode::CacheDamaged, "The reading cache's index has lost its ledger.");
    const auto written = static_cast<std::uint64_t>(s.number());
    return {written, s.number()};
}

void Index::removeSession(const std::string& id)
{
    Statement(m_database, "DELETE FROM session WHERE id = ?").bind(bytesOf(id)).run();
}

} // namespace quire
