#pragma once

#include "app/desk/EngineOrders.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace quire {

class EngineWork;

/// Owns the engine: everything that touches it happens on this one thread, in the order it was asked for.
/// Calls return at once; answers come as signals.
class EngineThread : public QObject
{
    Q_OBJECT
public:
    explicit EngineThread(const EngineSetup& setup, QObject* parent = nullptr);
    ~EngineThread() override; ///< stops what is going on

    void setModelPlaces(const QStringList& places);
    /// Counts a document's tokens as the model of `mode` sees them.
    void count(qint64 document, const AskMode& mode, const PromptBuilder::Entry& entry);
    void plan(qint64 session, const AskMode& mode, const PromptEntries& entries);
    void read(qint64 session, const AskMode& mode, const PromptEntries& entries);
    void ask(const AskOrder& order);
    /// Ends the running job within 200 ms, and every job that waits.
    void stop();

signals:
    void counted(qint64 document, qint64 tokens);
    void planned(qint64 session, const quire::ReadingPlan& plan);
    /// While documents are read; `subject` is a session, or a turn that reads before it answers.
    void readingProgressed(qint64 subject, const quire::ReadingProgress& progress);
    /// `message`: why it failed; or, finished, why what was read is not kept on disk, if it is not.
    void readingEnded(qint64 session, quire::ReadingOutcome outcome, const QString& message);
    void answerGrew(qint64 turn, const quire::AnswerDelta& part);
    void answerEnded(qint64 turn, const quire::AnswerEnd& end);
    /// The model cannot be used; a sentence for a person.
    void modelFailed(const QString& message);

private:
    using StopFlag = std::shared_ptr<std::atomic<bool>>;

    QThread m_thread;
    QObject* m_worker;
    std::unique_ptr<EngineWork> m_work; ///< touched by m_thread only
    StopFlag m_stop;                    ///< of all jobs since the last stop()
};

} // namespace quire
