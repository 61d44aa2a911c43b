#pragma once

#include "app/desk/SourceReader.h"

#include <QMap>
#include <QObject>

namespace quire {

/// Recognises the text of pictures in the sources of a session, one source after the other, behind everything
/// else: files are read on another thread, and the process that recognises takes what others leave of the
/// processor. What is recognised waits to be taken.
class Recognition : public QObject
{
    Q_OBJECT
public:
    enum class State
    {
        Waiting,
        Running,
        Done,    ///< `document` is there
        Stopped, ///< by the person
        Failed,
    };
    struct Task
    {
        SourceItem item;
        qint64 job = 0; ///< what the reader knows it by: what was begun earlier must not be taken for it
        State state = State::Waiting;
        int allPages = 0;
        int pages = 0; ///< of these, to be recognised
        int done = 0;  ///< of these
        SourceDocument document;
        QString failure;
    };

    explicit Recognition(const ReadingCache& cache, QObject* parent = nullptr);

    /// `document`: what was read without its pictures. One that is there already begins anew.
    void begin(const SourceItem& item, const SourceDocument& document);
    /// Ends what runs and what waits; it can begin again.
    void stop();
    /// The source is gone, or says something else now, or its text was taken.
    void forget(qint64 id);
    /// Another session comes: nothing is waited for any more. What runs goes on to its end, so that it is
    /// kept.
    void leave();

    const Task* of(qint64 id) const;
    QList<Task> tasks() const { return m_tasks.values(); } ///< in order of ids
    bool isBusy() const;                                   ///< one waits or runs

signals:
    void changed(qint64 id);
    void done(qint64 id); ///< to be taken

private:
    Task* findJob(qint64 job);
    void end(Task& task, State state, const QString& failure = {});

    QMap<qint64, Task> m_tasks; ///< by the source's id
    qint64 m_lastJob = 0;
    SourceReader m_reader;
};

} // namespace quire
