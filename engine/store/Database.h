#pragma once

#include "engine/store/Checksum.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace quire {

class Database;

/// One prepared statement being run: bind() in order, then step() until it says false, reading columns in
/// order. Throws as Database does.
class Statement
{
public:
    Statement(Database& database, const char* sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    Statement& bind(std::int64_t value);
    Statement& bind(double value);
    Statement& bind(const std::string& text);
    Statement& bind(const Key& key);
    Statement& bind(std::span<const std::byte> bytes);
    /// True if there is a row.
    bool step();
    void run() { step(); }

    std::int64_t number();
    double real();
    std::string text();
    Key key();
    std::vector<std::byte> bytes();

private:
    Database& m_database;
    sqlite3_stmt* m_statement = nullptr;
    int m_parameter = 0;
    int m_column = 0;
};

/// A connection to the index. Errors are EngineErrors: CacheDamaged if the file is not what SQLite wrote,
/// CacheUnwritable if it cannot be written or locked.
class Database
{
public:
    enum class Access
    {
        Write,
        ReadOnly ///< nothing beside the file can be written either: no other process may be writing
    };

    /// vfs: name of the SQLite VFS to use, empty for the default.
    Database(const std::filesystem::path& path, Access access, const std::string& vfs);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql);
    std::int64_t lastId() const;
    /// By this connection, without what SQLite copies from its log into the file now and then.
    std::uint64_t bytesWritten();
    [[noreturn]] void fail(int code) const;
    /// False if SQLite's own check of the whole file finds anything.
    bool isSound();

private:
    friend class Statement;
    sqlite3_stmt* prepared(const char* sql);

    std::filesystem::path m_path;
    sqlite3* m_handle = nullptr;
    std::vector<std::pair<const char*, sqlite3_stmt*>> m_prepared;
};

/// A write transaction: rolled back unless committed. It is the store's writers' lock, too: one at a time
/// over all processes.
class Transaction
{
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

} // namespace quire
