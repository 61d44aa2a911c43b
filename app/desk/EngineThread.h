#pragma once

#include "app/desk/EngineOrders.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace quire {

class EngineWork;
struct EngineOutcome;

/// Owns the engine: everything that touches it happens on this one thread, in the order it was asked for.
/// Calls return at once; answers come as signals.
class EngineThread : public QObject
{
    Q_OBJECT
public:
    explicit EngineThread(const EngineSetup& setup, QObject* parent = nullptr);
    ~EngineThread() override; ///< stops what is going on

    void setModelPlaces(const QStringList& places);
    /// The most bytes the reading cache may take from now on; 0: no limit.
    void setCacheQuota(qint64 bytes);
    /// Counts a document's tokens as the model of `mode` sees them.
    void count(qint64 document, const AskMode& mode, const PromptBuilder::Entry& entry);
    void plan(qint64 session, const AskMode& mode, const PromptEntries& entries);
    /// What reading the documents would take in every mode there is.
    void compareModes(qint64 session, const PromptEntries& entries);
    /// Finds the token from which on documents are no longer what they were.
    void compare(qint64 session, const AskMode& mode, const PromptEntries& before,
                 const PromptEntries& after);
    void read(qint64 session, const AskMode& mode, const PromptEntries& entries);
    void ask(const AskOrder& order);
    /// Ends the reading of a session, or the answering of a turn, within 200 ms, whether it runs or waits.
    void stop(qint64 subject);
    /// Reads when nobody else wants the engine: any other call ends it with ReadingOutcome::Paused, and what
    /// was read is kept.
    void readInBackground(qint64 session, const AskMode& mode, const PromptEntries& entries);
    void stopBackground();
    /// Calls are being carried out, reading in the background aside.
    bool isBusy() const { return m_busy > 0; }

signals:
    void counted(qint64 document, qint64 tokens);
    void planned(qint64 session, const quire::ReadingPlan& plan);
    void modesCompared(qint64 session, const QList<quire::ModeCost>& costs);
    void compared(qint64 session, qint64 from);
    /// While documents are read; `subject` is a session, or a turn that reads before it answers.
    void readingProgressed(qint64 subject, const quire::ReadingProgress& progress);
    /// `message`: why it failed; or, finished, why what was read is not kept on disk, if it is not.
    void readingEnded(qint64 session, quire::ReadingOutcome outcome, const QString& message);
    void answerGrew(qint64 turn, const quire::AnswerDelta& part);
    void answerEnded(qint64 turn, const quire::AnswerEnd& end);
    /// What was read for a session is in the reading cache under this name.
    void readingKept(qint64 session, const QString& reading);
    void backgroundProgressed(qint64 session, const quire::ReadingProgress& progress);
    void backgroundEnded(qint64 session, quire::ReadingOutcome outcome, const QString& message);
    /// The model cannot be used; a sentence for a person.
    void modelFailed(const QString& message);
    void idle(); ///< isBusy() became false

private:
    using StopFlag = std::shared_ptr<std::atomic<bool>>;

    /// Carries `work` out on the engine's thread, ahead of what is read in the background.
    void post(std::function<void()> work);
    StopFlag flagFor(qint64 subject);
    EngineOutcome attempt(const AskMode& mode, const std::function<void()>& work);
    void tellKept(qint64 session, const AskMode& mode, const PromptEntries& entries);
    void readNow(qint64 session, const AskMode& mode, const PromptEntries& entries,
                 const std::atomic<bool>& stop, const std::function<void(const ReadingProgress&)>& progressed,
                 const std::function<void(ReadingOutcome, const QString&)>& ended);

    QThread m_thread;
    QObject* m_worker;
    std::unique_ptr<EngineWork> m_work; ///< touched by m_thread only
    QHash<qint64, StopFlag> m_stops;    ///< of what was asked for and has not ended
    StopFlag m_background;
    int m_busy = 0;
};

} // namespace quire
