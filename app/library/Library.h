#pragma once

#include "app/library/Records.h"

#include <QObject>
#include <QThread>

#include <deque>
#include <functional>
#include <memory>

namespace quire {

class LibraryFile;

/// The library as windows use it: a thread of its own owns the database; calls return at once, answers come
/// as signals. Calls are carried out in the order they were made. What cannot be written (a full disk) is
/// kept in memory with everything that follows it, and tried again until it can.
class Library : public QObject
{
    Q_OBJECT
public:
    explicit Library(const QString& path, QObject* parent = nullptr);
    /// Carries out what was asked for, then closes the file.
    ~Library() override;

    void listSessions();
    void save(const SessionRecord& session);
    void save(const DocumentRecord& document);
    void removeDocument(qint64 id);
    void save(const TurnRecord& turn);
    void saveStreaming(qint64 turn, const QString& thinking, const QString& answer);
    void save(const NoteRecord& note);
    void removeNote(qint64 id);
    void save(const JobRecord& job);
    void removeJob(qint64 id);
    /// As the functions of the same names of LibraryFile.
    void saveReading(qint64 session, const QString& reading);
    void remove(qint64 session, bool withReadings = false);
    void restore(qint64 session);
    void forgotReadings(const QStringList& readings);
    void search(const QString& words);

    using OnSession = std::function<void(const SessionContent&)>;
    /// Calls `then` in the library's thread of birth with what is kept of a session, if `context` still
    /// lives.
    void withSession(qint64 id, QObject* context, OnSession then);
    /// Makes the branch that holds `turn` the one that is shown, and calls `then` with the session.
    void showBranch(qint64 session, qint64 turn, QObject* context, OnSession then);
    using OnReadings = std::function<void(const QStringList&)>;
    /// Calls `then` with the readings that only this session uses.
    void withReadingsOnlyOf(qint64 session, QObject* context, OnReadings then);
    /// Lets the session go for good, and calls `then` with all readings that are to be forgotten.
    void bury(qint64 session, QObject* context, OnReadings then);
    void withDoomedReadings(QObject* context, OnReadings then);
    void withJobs(QObject* context, std::function<void(const QList<JobRecord>&)> then);
    /// Tries to write at once what could not be written.
    void retry();
    /// Waits until everything asked for so far is on disk, or cannot be.
    void flush();

signals:
    void sessionsListed(const QList<quire::SessionRecord>& sessions);
    void found(const QString& words, const QList<quire::SearchHit>& hits);
    /// Something could not be read; a sentence for a person.
    void failed(const QString& message);
    /// Changes wait in memory because the file cannot be written; empty when all are on disk again.
    void unsaved(const QString& message);
    /// The library was damaged: the old file is kept under this name, `rescued` sessions came over.
    void damaged(const QString& keptAs, int rescued);

private:
    using Work = std::function<void(LibraryFile&)>;

    void read(Work work);
    void write(Work work);
    void open();
    bool drain();
    void later();

    QThread m_thread;
    QObject* m_worker; ///< lives in m_thread; its deletion is the thread's
    QString m_path;

    // Touched by m_thread only.
    std::unique_ptr<LibraryFile> m_file;
    std::deque<Work> m_waiting;
    bool m_retrying = false;
};

} // namespace quire
