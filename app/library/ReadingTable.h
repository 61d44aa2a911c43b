#pragma once

#include "app/library/Sqlite.h"

#include <QStringList>

namespace quire {

/// Which readings of the reading cache the sessions of the library use, and which of them are to be forgotten
/// there because their sessions went for good. Every function throws AppError.
class ReadingTable
{
public:
    explicit ReadingTable(Sqlite& database) : m_database(database) {}

    void save(qint64 session, const QString& reading);
    /// Of the readings a session uses, those that no other one does.
    QStringList onlyOf(qint64 session);
    void doomThoseOf(qint64 session);
    QStringList doomed();
    void forgot(const QStringList& readings);

private:
    Sqlite& m_database;
};

} // namespace quire
