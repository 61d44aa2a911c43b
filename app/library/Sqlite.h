#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace quire {

class SqliteStatement;

/// A connection to one SQLite file, in WAL mode with foreign keys. Used by one thread. Every function throws
/// AppError(WriteFailed), or AppError(InputUnusable) when the file is damaged or no database.
class Sqlite
{
public:
    explicit Sqlite(const QString& path);
    ~Sqlite();
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    void execute(const char* sql);
    SqliteStatement prepare(const char* sql);
    int userVersion();
    void setUserVersion(int version);
    /// Looks the whole file over: empty when it is sound, else what SQLite says.
    QString check();

    [[noreturn]] void fail(int code) const;

private:
    QString m_path;
    sqlite3* m_handle = nullptr;
};

/// One prepared statement. bind() takes the parameters in order; step() is true while there is a row.
class SqliteStatement
{
public:
    SqliteStatement(Sqlite& database, sqlite3_stmt* handle) : m_database(&database), m_handle(handle) {}
    ~SqliteStatement();
    SqliteStatement(SqliteStatement&& other) noexcept;
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    SqliteStatement& bind(qint64 value);
    SqliteStatement& bind(int value) { return bind(qint64(value)); }
    SqliteStatement& bind(bool value) { return bind(qint64(value)); }
    SqliteStatement& bind(double value);
    SqliteStatement& bind(const QString& value);
    SqliteStatement& bind(const QByteArray& value);
    /// Takes a value of another statement's row as it is, for the next parameter.
    SqliteStatement& bindColumn(const SqliteStatement& row, int column);
    bool step();
    /// Runs a statement that returns no rows, and makes it ready for the next parameters.
    void run();
    /// Makes a statement that failed ready for the next parameters.
    void forget();

    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;

private:
    Sqlite* m_database;
    sqlite3_stmt* m_handle;
    int m_next = 1;
};

/// Rolled back unless committed.
class SqliteTransaction
{
public:
    explicit SqliteTransaction(Sqlite& database);
    ~SqliteTransaction();
    void commit();

private:
    Sqlite& m_database;
    bool m_open = true;
};

} // namespace quire
