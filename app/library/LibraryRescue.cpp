#include "app/library/LibraryRescue.h"

#include "app/AppError.h"
#include "app/library/Sqlite.h"

#include <QStringList>

namespace quire {

namespace {

/// Parents before children: a row whose parent is lost is left behind.
constexpr const char* tables[] = {"session", "document", "turn",           "citation",
                                  "note",    "job",      "session_reading"};

QStringList columnsOf(Sqlite& database, const QString& table)
{
    SqliteStatement rows =
        database.prepare(QStringLiteral("PRAGMA table_info(%1)").arg(table).toUtf8().constData());
    QStringList names;
    while (rows.step())
        names.append(rows.text(1));
    return names;
}

/// Copies rows in one direction until the table ends or is broken; a row that came already is left as it is.
void copyRows(Sqlite& from, Sqlite& to, const QString& table, const QStringList& columns, bool backwards)
{
    const QString names = columns.join(u',');
    QString key = columns.first();
    for (const QString& column : columns)
        if (column == QLatin1String("ordinal"))
            key += QStringLiteral(" %1, ordinal").arg(backwards ? QStringLiteral("DESC") : QString());
    const QString select = QStringLiteral("SELECT %1 FROM %2 ORDER BY %3 %4")
                               .arg(names, table, key, backwards ? QStringLiteral("DESC") : QString());
    const QString places = QStringList(columns.size(), QStringLiteral("?")).join(u',');
    const QString insert =
        QStringLiteral("INSERT OR IGNORE INTO %1(%2) VALUES(%3)").arg(table, names, places);
    SqliteStatement rows = from.prepare(select.toUtf8().constData());
    SqliteStatement copy = to.prepare(insert.toUtf8().constData());
    while (rows.step()) {
        for (int i = 0; i < columns.size(); ++i)
            copy.bindColumn(rows, i);
        try {
            copy.run();
        } catch (const AppError&) {
            copy.forget(); // a value that no sound row has
        }
    }
}

} // namespace

int rescueLibrary(const QString& damaged, Sqlite& fresh)
{
    try {
        Sqlite old(damaged);
        for (const char* name : tables) {
            const QString table = QLatin1String(name);
            for (const bool backwards : {false, true}) {
                try {
                    const QStringList columns = columnsOf(old, table);
                    if (!columns.isEmpty())
                        copyRows(old, fresh, table, columns, backwards);
                } catch (const AppError&) {
                    // Broken here; what lies behind it may be reached from the other end.
                }
            }
        }
    } catch (const AppError&) {
        return 0; // no database at all
    }
    fresh.execute("INSERT INTO words(rowid, text, session, turn) SELECT -id, title, id, 0 FROM session;"
                  "INSERT INTO words(rowid, text, session, turn) SELECT id, question || char(10) || answer, "
                  "session, id FROM turn");
    SqliteStatement count = fresh.prepare("SELECT count(*) FROM session");
    return count.step() ? int(count.integer(0)) : 0;
}

} // namespace quire
