#include "app/library/ReadingTable.h"

namespace quire {

void ReadingTable::save(qint64 session, const QString& reading)
{
    m_database.prepare("INSERT OR IGNORE INTO session_reading SELECT id, ? FROM session WHERE id = ?")
        .bind(reading)
        .bind(session)
        .run();
}

QStringList ReadingTable::onlyOf(qint64 session)
{
    // A session that was merely hidden (deleted = 1) may come back; one that goes with its readings (2) will
    // hardly want them.
    SqliteStatement rows = m_database.prepare(
        "SELECT reading FROM session_reading r WHERE session = ? AND NOT EXISTS (SELECT 1 FROM "
        "session_reading o JOIN session s ON s.id = o.session WHERE o.reading = r.reading AND "
        "o.session <> r.session AND s.deleted <> 2)");
    rows.bind(session);
    QStringList readings;
    while (rows.step())
        readings.append(rows.text(0));
    return readings;
}

void ReadingTable::doomThoseOf(qint64 session)
{
    for (const QString& reading : onlyOf(session))
        m_database.prepare("INSERT OR IGNORE INTO doomed_reading(reading) VALUES(?)").bind(reading).run();
}

QStringList ReadingTable::doomed()
{
    // Whoever has begun to use one of them since keeps it.
    m_database.execute("DELETE FROM doomed_reading WHERE reading IN (SELECT reading FROM session_reading)");
    SqliteStatement rows = m_database.prepare("SELECT reading FROM doomed_reading");
    QStringList readings;
    while (rows.step())
        readings.append(rows.text(0));
    return readings;
}

void ReadingTable::forgot(const QStringList& readings)
{
    for (const QString& reading : readings)
        m_database.prepare("DELETE FROM doomed_reading WHERE reading = ?").bind(reading).run();
}

} // namespace quire
