#pragma once

#include "app/library/Records.h"
#include "app/library/Sqlite.h"

namespace quire {

/// The library: sessions with their documents, turns and citations, kept in one SQLite file. Used by one
/// thread. Every function throws AppError.
class LibraryFile
{
public:
    /// Opens or makes the library. A damaged file is set aside beside itself ("library.db.damaged-…"), a new
    /// one begun and filled with what can still be read; `setAside` then names the old one.
    explicit LibraryFile(const QString& path);

    const QString& setAside() const { return m_setAside; }
    /// Sessions that could be taken over from the file that was set aside.
    int rescued() const { return m_rescued; }
    /// After a process died: turns it was answering are stopped, jobs it was reading wait again. Only for
    /// whoever is alone with the library.
    void endOrphans();

    /// Not deleted ones; pinned first, then the last used.
    QList<SessionRecord> sessions();
    SessionContent session(qint64 id);

    void save(const SessionRecord& session);
    void save(const DocumentRecord& document);
    void removeDocument(qint64 id);
    /// Writes a turn whole, with its citations.
    void save(const TurnRecord& turn);
    /// Writes only what grows while an answer streams.
    void saveStreaming(qint64 turn, const QString& thinking, const QString& answer);

    void save(const NoteRecord& note);
    void removeNote(qint64 id);

    /// In the order they were queued.
    QList<JobRecord> jobs();
    void save(const JobRecord& job);
    void removeJob(qint64 id);

    /// What the reading cache calls a reading that this session uses.
    void saveReading(qint64 session, const QString& reading);
    /// Of the readings a session uses, those that no other one does.
    QStringList readingsOnlyOf(qint64 session);
    /// Readings whose sessions went for good, to be forgotten by the reading cache; until forgotReadings().
    QStringList doomedReadings();
    void forgotReadings(const QStringList& readings);

    /// Hides a session; restore() brings it back until purge() or bury(). `withReadings`: what was read for
    /// it is to go as well.
    void remove(qint64 session, bool withReadings = false);
    void restore(qint64 session);
    /// Lets a session go that was removed with its readings: those that only it uses are doomed.
    void bury(qint64 session);
    /// Lets all go that were removed.
    void purge();

    /// Sessions whose title, questions or answers hold all the words; the last one may be unfinished.
    QList<SearchHit> search(const QString& words, int most = 100);

    /// The turn that a branch holding `turn` was left at: its newest descendant.
    qint64 leafOf(qint64 turn);

private:
    SessionRecord record(SqliteStatement& row);
    QList<DocumentRecord> documents(qint64 session);
    QList<NoteRecord> notes(qint64 session);
    void index(qint64 session, qint64 turn, const QString& text);

    QString m_setAside;
    int m_rescued = 0;
    std::unique_ptr<Sqlite> m_database;
};

} // namespace quire
