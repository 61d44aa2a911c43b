#pragma once

#include "app/library/Records.h"
#include "app/library/Sqlite.h"

namespace quire {

/// Turns and their citations in the library's file. Every function throws AppError.
class TurnTable
{
public:
    explicit TurnTable(Sqlite& database) : m_database(database) {}

    /// The turns from the root to this one, with their citations and the versions beside them.
    QList<TurnRecord> branch(qint64 session, qint64 leaf);
    /// Writes a turn whole, with its citations; wants a transaction around it.
    void save(const TurnRecord& turn);
    /// Writes only what grows while an answer streams.
    void saveStreaming(qint64 turn, const QString& thinking, const QString& answer);
    /// The turn that a branch holding `turn` was left at: its newest descendant.
    qint64 leafOf(qint64 turn);

private:
    QList<CitationRecord> citations(qint64 turn);

    Sqlite& m_database;
};

} // namespace quire
