#include "app/library/Sqlite.h"

#include "app/AppError.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <utility>

namespace quire {

Sqlite::Sqlite(const QString& path) : m_path(path)
{
    const int code =
        sqlite3_open_v2(path.toUtf8().constData(), &m_handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    try {
        if (code != SQLITE_OK)
            fail(code);
        sqlite3_extended_result_codes(m_handle, 1);
        sqlite3_busy_timeout(m_handle, 5000);
        // NORMAL with WAL loses nothing when the process dies; only a power cut may cost the last second.
        execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON");
    } catch (...) {
        sqlite3_close(m_handle);
        throw;
    }
}

Sqlite::~Sqlite()
{
    sqlite3_close(m_handle);
}

void Sqlite::fail(int code) const
{
    const QString why = QString::fromUtf8(m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code));
    const int kind = code & 0xff;
    const auto say = [](const char* text) { return QCoreApplication::translate("quire::Sqlite", text); };
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB)
        throw AppError(
            AppErrorCode::InputUnusable,
            say(QT_TRANSLATE_NOOP("quire::Sqlite", "The library %1 is damaged (%2).")).arg(m_path, why));
    if (kind == SQLITE_FULL)
        throw AppError(
            AppErrorCode::WriteFailed,
            say(QT_TRANSLATE_NOOP("quire::Sqlite", "The disk that holds %1 is full.")).arg(m_path),
            say(QT_TRANSLATE_NOOP("quire::Sqlite", "Free some space; nothing that was saved is lost.")));
    throw AppError(
        AppErrorCode::WriteFailed,
        say(QT_TRANSLATE_NOOP("quire::Sqlite", "The library %1 cannot be used (%2).")).arg(m_path, why),
        say(QT_TRANSLATE_NOOP("quire::Sqlite", "Check that the folder exists and may be written to.")));
}

void Sqlite::execute(const char* sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

SqliteStatement Sqlite::prepare(const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr);
    if (code != SQLITE_OK)
        fail(code);
    return SqliteStatement(*this, statement);
}

int Sqlite::userVersion()
{
    SqliteStatement statement = prepare("PRAGMA user_version");
    return statement.step() ? int(statement.integer(0)) : 0;
}

void Sqlite::setUserVersion(int version)
{
    execute(("PRAGMA user_version=" + QByteArray::number(version)).constData());
}

QString Sqlite::check()
{
    SqliteStatement statement = prepare("PRAGMA quick_check(1)");
    const QString said = statement.step() ? statement.text(0) : QString();
    return said == QLatin1String("ok") ? QString() : said;
}

SqliteStatement::~SqliteStatement()
{
    sqlite3_finalize(m_handle);
}

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : m_database(other.m_database), m_handle(std::exchange(other.m_handle, nullptr)), m_next(other.m_next)
{
}

SqliteStatement& SqliteStatement::bind(qint64 value)
{
    if (const int code = sqlite3_bind_int64(m_handle, m_next++, value); code != SQLITE_OK)
        m_database->fail(code);
    return *this;
}

SqliteStatement& SqliteStatement::bind(double value)
{
    if (const int code = sqlite3_bind_double(m_handle, m_next++, value); code != SQLITE_OK)
        m_database->fail(code);
    return *this;
}

SqliteStatement& SqliteStatement::bind(const QString& value)
{
    const QByteArray utf8 = value.toUtf8();
    const int code = sqlite3_bind_text64(m_handle, m_next++, utf8.constData(), sqlite3_uint64(utf8.size()),
                                         SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK)
        m_database->fail(code);
    return *this;
}

SqliteStatement& SqliteStatement::bind(const QByteArray& value)
{
    const int code = sqlite3_bind_blob64(m_handle, m_next++, value.constData(), sqlite3_uint64(value.size()),
                                         SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        m_database->fail(code);
    return *this;
}

SqliteStatement& SqliteStatement::bindColumn(const SqliteStatement& row, int column)
{
    const int code = sqlite3_bind_value(m_handle, m_next++, sqlite3_column_value(row.m_handle, column));
    if (code != SQLITE_OK)
        m_database->fail(code);
    return *this;
}

bool SqliteStatement::step()
{
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        sqlite3_reset(m_handle);
        m_database->fail(code);
    }
    return false;
}

void SqliteStatement::run()
{
    step();
    forget();
}

void SqliteStatement::forget()
{
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
    m_next = 1;
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

double SqliteStatement::real(int column) const
{
    return sqlite3_column_double(m_handle, column);
}

QString SqliteStatement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
    return QString::fromUtf8(bytes, sqlite3_column_bytes(m_handle, column));
}

QByteArray SqliteStatement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle, column));
    return QByteArray(bytes, sqlite3_column_bytes(m_handle, column));
}

SqliteTransaction::SqliteTransaction(Sqlite& database) : m_database(database)
{
    m_database.execute("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction()
{
    if (!m_open)
        return;
    try {
        m_database.execute("ROLLBACK");
    } catch (const AppError&) {
        // The failure that brought us here has been said; SQLite rolls back on its own when it cannot.
    }
}

void SqliteTransaction::commit()
{
    m_database.execute("COMMIT");
    m_open = false;
}

} // namespace quire
