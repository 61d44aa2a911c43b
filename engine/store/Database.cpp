#include "engine/store/Database.h"

#include "engine/Error.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace quire {

namespace {

/// How long to wait for another process that writes, milliseconds. Writing a block takes a fraction of a
/// second.
constexpr int patience = 20000;

ErrorCode codeOf(int sqliteCode)
{
    switch (sqliteCode & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR: // a table or column that a damaged schema no longer names
    case SQLITE_CONSTRAINT:
        return ErrorCode::CacheDamaged;
    default:
        return ErrorCode::CacheUnwritable;
    }
}

std::string remedyOf(int sqliteCode)
{
    switch (sqliteCode & 0xff) {
    case SQLITE_FULL:
        return "Free some space on its volume. Reading goes on; what was saved before stays.";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
        return "Correct the folder's permissions or choose another one. Reading goes on without saving.";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "Another program is using it; try again when that is done.";
    default:
        return "Check the disk. Reading goes on without saving.";
    }
}

/// A path as SQLite's file: URIs want it.
std::string uriOf(const std::filesystem::path& path)
{
    std::string uri = "file:";
    for (const char c : path.string()) {
        if (c == '?' || c == '#' || c == '%') {
            static constexpr char digits[] = "0123456789ABCDEF";
            uri += {'%', digits[c >> 4], digits[c & 15]};
        } else {
            uri += c;
        }
    }
    return uri;
}

} // namespace

Database::Database(const std::filesystem::path& path, Access access, const std::string& vfs) : m_path(path)
{
    // Immutable: without it even reading a WAL database needs to write beside it.
    const std::string uri = uriOf(path) + (access == Access::ReadOnly ? "?immutable=1" : "");
    const int flags =
        SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
        (access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    const int code = sqlite3_open_v2(uri.c_str(), &m_handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    try {
        if (code != SQLITE_OK)
            fail(code);
        sqlite3_extended_result_codes(m_handle, 1);
        sqlite3_busy_timeout(m_handle, patience);
        if (access == Access::Write) {
            // Rows are small and a commit changes few: small pages write less. Heeded by new files only.
            run("PRAGMA page_size = 1024");
            // Full: a commit survives a loss of power, as the data it speaks of does.
            run("PRAGMA journal_mode = WAL");
            run("PRAGMA synchronous = FULL");
            run("PRAGMA secure_delete = ON");
        }
        run("PRAGMA cell_size_check = ON");
        run("PRAGMA foreign_keys = ON");
    } catch (...) {
        sqlite3_close(m_handle);
        throw;
    }
}

Database::~Database()
{
    for (const auto& entry : m_prepared)
        sqlite3_finalize(entry.second);
    sqlite3_close(m_handle);
}

void Database::run(const char* sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

std::int64_t Database::lastId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

std::uint64_t Database::bytesWritten()
{
    int pages = 0;
    int most = 0;
    sqlite3_db_status(m_handle, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &most, 0);
    Statement size(*this, "PRAGMA page_size");
    size.step();
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size.number());
}

void Database::fail(int code) const
{
    const std::string reason = m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code);
    throw EngineError(codeOf(code),
                      "The reading cache's index " + m_path.string() + " failed: " + reason + ".",
                      remedyOf(code));
}

bool Database::isSound()
{
    Statement check(*this, "PRAGMA integrity_check(1)");
    return check.step() && check.text() == "ok";
}

sqlite3_stmt* Database::prepared(const char* sql)
{
    for (auto entry = m_prepared.begin(); entry != m_prepared.end(); ++entry) {
        if (std::strcmp(entry->first, sql) == 0) {
            sqlite3_stmt* found = entry->second;
            m_prepared.erase(entry);
            return found;
        }
    }
    sqlite3_stmt* statement = nullptr;
    if (const int code = sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr); code != SQLITE_OK)
        fail(code);
    return statement;
}

Statement::Statement(Database& database, const char* sql)
    : m_database(database), m_statement(database.prepared(sql))
{
}

Statement::~Statement()
{
    // Kept for the next time; every SQL text is a literal and stays valid.
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_database.m_prepared.emplace_back(sqlite3_sql(m_statement), m_statement);
}

Statement& Statement::bind(std::int64_t value)
{
    if (const int code = sqlite3_bind_int64(m_statement, ++m_parameter, value); code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

Statement& Statement::bind(double value)
{
    if (const int code = sqlite3_bind_double(m_statement, ++m_parameter, value); code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

Statement& Statement::bind(const std::string& text)
{
    const int code = sqlite3_bind_text(m_statement, ++m_parameter, text.data(), static_cast<int>(text.size()),
                                       SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

Statement& Statement::bind(const Key& key)
{
    return bind(std::as_bytes(std::span(&key, 1)));
}

Statement& Statement::bind(std::span<const std::byte> bytes)
{
    const int code = sqlite3_bind_blob(m_statement, ++m_parameter,
                                       bytes.empty() ? "" : static_cast<const void*>(bytes.data()),
                                       static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

bool Statement::step()
{
    m_column = 0;
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        m_database.fail(code);
    return code == SQLITE_ROW;
}

std::int64_t Statement::number()
{
    return sqlite3_column_int64(m_statement, m_column++);
}

double Statement::real()
{
    return sqlite3_column_double(m_statement, m_column++);
}

std::string Statement::text()
{
    const auto found = bytes();
    return {reinterpret_cast<const char*>(found.data()), found.size()};
}

Key Statement::key()
{
    const auto found = bytes();
    Key key;
    if (found.size() == sizeof(key))
        std::memcpy(&key, found.data(), sizeof(key));
    return key;
}

std::vector<std::byte> Statement::bytes()
{
    const auto* first = static_cast<const std::byte*>(sqlite3_column_blob(m_statement, m_column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, m_column));
    ++m_column;
    return first ? std::vector<std::byte>(first, first + size) : std::vector<std::byte>();
}

Transaction::Transaction(Database& database) : m_database(database)
{
    m_database.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_database.run("ROLLBACK");
    } catch (const EngineError&) {
        // The transaction that failed has been rolled back by SQLite itself.
    }
}

void Transaction::commit()
{
    m_database.run("COMMIT");
    m_open = false;
}

} // namespace quire
