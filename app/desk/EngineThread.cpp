#include "app/desk/EngineThread.h"

#include "app/AppError.h"
#include "app/desk/EngineWork.h"
#include "engine/Error.h"
#include "ingest/IngestError.h"

namespace quire {

namespace {

/// Runs work; what it throws becomes a sentence. Empty when all went well; `stopped` tells a cancellation.
QString failureOf(const std::function<void()>& work, bool& stopped)
{
    stopped = false;
    try {
        work();
        return {};
    } catch (const AppError& error) {
        stopped = error.code() == AppErrorCode::Cancelled;
        return QString::fromUtf8(error.what());
    } catch (const EngineError& error) {
        stopped = error.code() == ErrorCode::Cancelled;
        return QString::fromUtf8(error.what());
    } catch (const IngestError& error) {
        stopped = error.code() == IngestErrorCode::Cancelled;
        return QString::fromUtf8(error.what());
    } catch (const std::bad_alloc&) {
        return EngineThread::tr(
            "There is not enough memory. Include fewer documents, or close other programs.");
    } catch (const std::exception& error) {
        return EngineThread::tr("The engine failed: %1").arg(QString::fromUtf8(error.what()));
    }
}

ReadingOutcome outcomeOf(bool stopped, const QString& failure)
{
    return stopped             ? ReadingOutcome::Paused
           : failure.isEmpty() ? ReadingOutcome::Finished
                               : ReadingOutcome::Failed;
}

} // namespace

EngineThread::EngineThread(const EngineSetup& setup, QObject* parent)
    : QObject(parent), m_worker(new QObject), m_work(std::make_unique<EngineWork>(setup)),
      m_background(std::make_shared<std::atomic<bool>>(false))
{
    qRegisterMetaType<ReadingPlan>();
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

/// What is to be said when reading has ended; on the engine's thread.
QString EngineThread::messageOf(bool stopped, const QString& failure) const
{
    return stopped ? QString() : failure.isEmpty() ? m_work->notKept() : failure;
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

void EngineThread::count(qint64 document, const AskMode& mode, const PromptBuilder::Entry& entry)
{
    post([=, this] {
        bool stopped = false;
        const QString failure =
            failureOf([&] { Q_EMIT counted(document, m_work->count(mode, entry)); }, stopped);
        if (!failure.isEmpty())
            Q_EMIT modelFailed(failure);
    });
}

void EngineThread::plan(qint64 session, const AskMode& mode, const PromptEntries& entries)
{
    post([=, this] {
        bool stopped = false;
        const QString failure =
            failureOf([&] { Q_EMIT planned(session, m_work->plan(mode, entries)); }, stopped);
        if (!failure.isEmpty())
            Q_EMIT modelFailed(failure);
    });
}

void EngineThread::read(qint64 session, const AskMode& mode, const PromptEntries& entries)
{
    post([=, this, stop = flagFor(session)] {
        bool stopped = false;
        const QString failure = failureOf(
            [&] {
                m_work->read(mode, entries, *stop, [&](const ReadingProgress& progress) {
                    Q_EMIT readingProgressed(session, progress);
                });
            },
            stopped);
        Q_EMIT readingEnded(session, outcomeOf(stopped, failure), messageOf(stopped, failure));
    });
}

void EngineThread::readInBackground(qint64 session, const AskMode& mode, const PromptEntries& entries)
{
    m_background = std::make_shared<std::atomic<bool>>(m_busy > 0);
    QMetaObject::invokeMethod(m_worker, [=, this, stop = m_background] {
        bool stopped = false;
        const QString failure = failureOf(
            [&] {
                if (stop->load())
                    throw AppError(AppErrorCode::Cancelled, {});
                m_work->read(mode, entries, *stop, [&](const ReadingProgress& progress) {
                    Q_EMIT backgroundProgressed(session, progress);
                });
            },
            stopped);
        Q_EMIT backgroundEnded(session, outcomeOf(stopped, failure), messageOf(stopped, failure));
    });
}

void EngineThread::ask(const AskOrder& order)
{
    post([=, this, stop = flagFor(order.turn)] {
        bool stopped = false;
        AnswerEnd end;
        const QString failure = failureOf(
            [&] {
                end = m_work->ask(
                    order, *stop,
                    [&](const ReadingProgress& progress) { Q_EMIT readingProgressed(order.turn, progress); },
                    [&](const AnswerDelta& delta) { Q_EMIT answerGrew(order.turn, delta); });
            },
            stopped);
        if (!failure.isEmpty()) {
            end.state = stopped ? TurnState::Stopped : TurnState::Failed;
            end.failure = stopped ? QString() : failure;
        }
        Q_EMIT answerEnded(order.turn, end);
    });
}

} // namespace quire
