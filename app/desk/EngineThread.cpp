#include "app/desk/EngineThread.h"

#include "app/AppError.h"
#include "app/desk/EngineWork.h"
#include "engine/Error.h"
#include "ingest/IngestError.h"

#include <optional>

namespace quire {

/// What came of a piece of work.
struct EngineOutcome
{
    QString failure; ///< empty when all went well
    bool stopped = false;
    std::optional<ErrorCode> code; ///< what the engine said
};

namespace {

using Outcome = EngineOutcome;

/// Runs work; what it throws becomes a sentence.
Outcome outcomeOf(const std::function<void()>& work)
{
    try {
        work();
        return {};
    } catch (const AppError& error) {
        return {QString::fromUtf8(error.what()), error.code() == AppErrorCode::Cancelled, {}};
    } catch (const EngineError& error) {
        if (!error.details().empty())
            qWarning("%s\n%s", error.what(), error.details().c_str()); // the log has room for a table
        return {QString::fromUtf8(error.what()), error.code() == ErrorCode::Cancelled, error.code()};
    } catch (const IngestError& error) {
        return {QString::fromUtf8(error.what()), error.code() == IngestErrorCode::Cancelled, {}};
    } catch (const std::bad_alloc&) {
        return {
            EngineThread::tr("There is not enough memory. Include fewer documents, or close other programs."),
            false, ErrorCode::OutOfMemory};
    } catch (const std::exception& error) {
        return {EngineThread::tr("The engine failed: %1").arg(QString::fromUtf8(error.what())), false,
                ErrorCode::Internal};
    }
}

ReadingOutcome readingOutcome(const Outcome& outcome)
{
    return outcome.stopped             ? ReadingOutcome::Paused
           : outcome.failure.isEmpty() ? ReadingOutcome::Finished
                                       : ReadingOutcome::Failed;
}

} // namespace

EngineThread::EngineThread(const EngineSetup& setup, QObject* parent)
    : QObject(parent), m_worker(new QObject), m_work(std::make_unique<EngineWork>(setup)),
      m_background(std::make_shared<std::atomic<bool>>(false))
{
    qRegisterMetaType<ReadingPlan>();
    qRegisterMetaType<QList<ModeCost>>();
    qRegisterMetaType<ReadingProgress>();
    qRegisterMetaType<ReadingOutcome>();
    qRegisterMetaType<AnswerDelta>();
    qRegisterMetaType<AnswerEnd>();
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("engine"));
    m_thread.start();
}

EngineThread::~EngineThread()
{
    for (const StopFlag& flag : m_stops)
        flag->store(true);
    stopBackground();
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

/// On the engine's thread. What cannot be used any more is closed, so that the next call begins afresh.
EngineOutcome EngineThread::attempt(const AskMode& mode, const std::function<void()>& work)
{
    const Outcome outcome = outcomeOf(work);
    if (outcome.code)
        m_work->recover(mode, *outcome.code);
    return outcome;
}

EngineThread::StopFlag EngineThread::flagFor(qint64 subject)
{
    StopFlag& flag = m_stops[subject];
    flag = std::make_shared<std::atomic<bool>>(false);
    return flag;
}

void EngineThread::stop(qint64 subject)
{
    if (const StopFlag flag = m_stops.take(subject))
        flag->store(true);
}

void EngineThread::stopBackground()
{
    m_background->store(true);
}

void EngineThread::post(std::function<void()> work)
{
    stopBackground();
    ++m_busy;
    QMetaObject::invokeMethod(m_worker, [this, work = std::move(work)] {
        work();
        QMetaObject::invokeMethod(this, [this] {
            if (--m_busy == 0)
                Q_EMIT idle();
        });
    });
}

void EngineThread::setModelPlaces(const QStringList& places)
{
    post([this, places] { m_work->setModelPlaces(places); });
}

void EngineThread::setCacheQuota(qint64 bytes)
{
    // Nothing that is being read in the background need give way to it.
    QMetaObject::invokeMethod(m_worker, [this, bytes] { m_work->setCacheQuota(bytes); });
}

void EngineThread::count(qint64 document, const AskMode& mode, const PromptBuilder::Entry& entry)
{
    post([=, this] {
        const Outcome outcome = attempt(mode, [&] { Q_EMIT counted(document, m_work->count(mode, entry)); });
        if (!outcome.failure.isEmpty())
            Q_EMIT modelFailed(outcome.failure);
    });
}

void EngineThread::plan(qint64 session, const AskMode& mode, const PromptEntries& entries)
{
    post([=, this] {
        const Outcome outcome = attempt(mode, [&] { Q_EMIT planned(session, m_work->plan(mode, entries)); });
        tellKept(session, mode, entries);
        if (!outcome.failure.isEmpty())
            Q_EMIT modelFailed(outcome.failure);
    });
}

void EngineThread::compareModes(qint64 session, const PromptEntries& entries)
{
    post([=, this] {
        // Without it nothing is said of the other modes; a model that fails says so when it is chosen.
        outcomeOf([&] { Q_EMIT modesCompared(session, m_work->compareModes(entries)); });
    });
}

void EngineThread::compare(qint64 session, const AskMode& mode, const PromptEntries& before,
                           const PromptEntries& after)
{
    post([=, this] {
        // Without a model nobody knows; that it fails is said when something is to be read.
        attempt(mode, [&] { Q_EMIT compared(session, m_work->differsFrom(mode, before, after)); });
    });
}

/// On the engine's thread.
void EngineThread::tellKept(qint64 session, const AskMode& mode, const PromptEntries& entries)
{
    // Without it the session does not know what to take along when it goes; that must not end what goes on.
    outcomeOf([&] {
        if (const QString reading = m_work->keptAs(mode, entries); !reading.isEmpty())
            Q_EMIT readingKept(session, reading);
    });
}

/// On the engine's thread: what was read, and whether it could be kept.
void EngineThread::readNow(qint64 session, const AskMode& mode, const PromptEntries& entries,
                           const std::atomic<bool>& stop,
                           const std::function<void(const ReadingProgress&)>& progressed,
                           const std::function<void(ReadingOutcome, const QString&)>& ended)
{
    const Outcome outcome = attempt(mode, [&] {
        if (stop.load())
            throw AppError(AppErrorCode::Cancelled, {});
        m_work->read(mode, entries, stop, progressed);
    });
    tellKept(session, mode, entries);
    ended(readingOutcome(outcome), outcome.stopped             ? QString()
                                   : outcome.failure.isEmpty() ? m_work->notKept()
                                                               : outcome.failure);
}

void EngineThread::read(qint64 session, const AskMode& mode, const PromptEntries& entries)
{
    post([=, this, stop = flagFor(session)] {
        readNow(
            session, mode, entries, *stop,
            [&](const ReadingProgress& progress) { Q_EMIT readingProgressed(session, progress); },
            [&](ReadingOutcome outcome, const QString& message) {
                Q_EMIT readingEnded(session, outcome, message);
            });
    });
}

void EngineThread::readInBackground(qint64 session, const AskMode& mode, const PromptEntries& entries)
{
    m_background = std::make_shared<std::atomic<bool>>(m_busy > 0);
    QMetaObject::invokeMethod(m_worker, [=, this, stop = m_background] {
        readNow(
            session, mode, entries, *stop,
            [&](const ReadingProgress& progress) { Q_EMIT backgroundProgressed(session, progress); },
            [&](ReadingOutcome outcome, const QString& message) {
                Q_EMIT backgroundEnded(session, outcome, message);
            });
    });
}

void EngineThread::ask(const AskOrder& order)
{
    post([=, this, stop = flagFor(order.turn)] {
        AnswerEnd end;
        const Outcome outcome = attempt(order.mode, [&] {
            m_work->ask(
                order, *stop,
                [&](const ReadingProgress& progress) { Q_EMIT readingProgressed(order.turn, progress); },
                [&](const AnswerDelta& delta) { Q_EMIT answerGrew(order.turn, delta); }, end);
        });
        if (!outcome.failure.isEmpty()) {
            end.state = outcome.stopped ? TurnState::Stopped : TurnState::Failed;
            end.failure = outcome.stopped ? QString() : outcome.failure;
        }
        tellKept(order.session, order.mode, order.entries);
        Q_EMIT answerEnded(order.turn, end);
    });
}

} // namespace quire
