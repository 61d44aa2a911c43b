#pragma once

#include "app/desk/EngineThread.h"
#include "app/desk/SourceReader.h"
#include "app/library/Library.h"

#include <QObject>
#include <QTime>
#include <QTimer>

namespace quire {

/// Sessions whose documents are to be read when nobody waits for the engine: now, or in the night. Kept in
/// the library, so that the queue goes on after a restart. Whoever uses the engine meanwhile goes first; the
/// running job stops at once and continues later where it was.
class JobQueue : public QObject
{
    Q_OBJECT
public:
    using Clock = std::function<QTime()>;

    /// `cache`: where recognised text of pictures is kept.
    JobQueue(Library& library, EngineThread& engine, const ReadingCache& cache,
             Clock clock = &QTime::currentTime, QObject* parent = nullptr);

    const QList<JobRecord>& jobs() const { return m_jobs; }
    const JobRecord* of(qint64 session) const;
    bool isReading() const { return m_running != 0; }

    /// Queues a session; one that is queued already changes its mode and time.
    void add(qint64 session, const QString& title, const AskMode& mode, bool overnight);
    void hold(qint64 id);
    void resume(qint64 id);
    void remove(qint64 id);
    /// A job that waits for the night begins as soon as the engine is free.
    void beginNow(qint64 id);

    /// From 22 to 6 o'clock.
    static bool isNight(QTime time);

signals:
    void changed();
    void finished(const quire::JobRecord& job); ///< done or failed

private:
    void startNext();
    void load(const JobRecord& job, const SessionContent& content);
    void documentDone(qint64 id, const SourceDocument& document);
    bool recogniseFirst(qint64 id, const SourceDocument& document);
    void readWhenLoaded();
    void ended(qint64 session, ReadingOutcome outcome, const QString& message);
    void finish(JobState state, const QString& message);
    void update(const JobRecord& job);
    JobRecord* find(qint64 id);

    Library& m_library;
    EngineThread& m_engine;
    Clock m_clock;
    SourceReader m_reader;
    QTimer m_soon;
    QList<JobRecord> m_jobs;
    qint64 m_running = 0;
    bool m_atEngine = false;              ///< the running job's documents are loaded
    QHash<qint64, QString> m_labels;      ///< of documents being loaded
    QHash<qint64, SourceItem> m_pictures; ///< of these, whose pictures are read as text in their session
    QList<qint64> m_order;
    QHash<qint64, SourceDocument> m_documents;
};

} // namespace quire
