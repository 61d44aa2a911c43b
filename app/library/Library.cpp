#include "app/library/Library.h"

#include "app/AppError.h"
#include "app/library/LibraryFile.h"

#include <QPointer>
#include <QTimer>

namespace quire {

namespace {

constexpr int retryMs = 3000;

/// Calls `then` in the library's own thread, where contexts live and die, unless the context is gone.
template <typename Value>
void hand(Library* library, const QPointer<QObject>& context, const std::function<void(const Value&)>& then,
          const Value& value)
{
    QMetaObject::invokeMethod(library, [context, then, value] {
        if (context)
            then(value);
    });
}

/// By way of the thread the library was made in: windows that are made just now hear it as well.
void tellUnsaved(Library* library, const QString& message)
{
    QMetaObject::invokeMethod(library, [library, message] { Q_EMIT library->unsaved(message); });
}

} // namespace

Library::Library(const QString& path, QObject* parent) : QObject(parent), m_worker(new QObject), m_path(path)
{
    qRegisterMetaType<QList<SessionRecord>>();
    qRegisterMetaType<QList<SearchHit>>();
    qRegisterMetaType<SessionContent>();
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("library"));
    m_thread.start();
    write([](LibraryFile& w) { w.endOrphans(); });
}

Library::~Library()
{
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            drain();
            try {
                if (m_file)
                    m_file->purge();
            } catch (const AppError&) {
                // What is hidden stays hidden; the next start tries again.
            }
            m_file.reset();
            qDeleteAll(m_worker->findChildren<QTimer*>()); // timers end in the thread they run in
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

/// In m_thread. Throws AppError while the file cannot be opened.
void Library::open()
{
    if (m_file)
        return;
    m_file = std::make_unique<LibraryFile>(m_path);
    if (m_file->setAside().isEmpty())
        return;
    // As tellUnsaved() does.
    QMetaObject::invokeMethod(this, [this, aside = m_file->setAside(), rescued = m_file->rescued()] {
        Q_EMIT damaged(aside, rescued);
    });
}

/// In m_thread: writes what waits, oldest first. False when something still waits.
bool Library::drain()
{
    const bool waited = m_retrying;
    try {
        while (!m_waiting.empty()) {
            open();
            m_waiting.front()(*m_file);
            m_waiting.pop_front();
        }
    } catch (const AppError& error) {
        tellUnsaved(this, QString::fromUtf8(error.what()));
        later();
        return false;
    }
    if (waited)
        tellUnsaved(this, {});
    m_retrying = false;
    return true;
}

void Library::later()
{
    if (m_retrying)
        return;
    m_retrying = true;
    auto* timer = new QTimer(m_worker);
    timer->setInterval(retryMs);
    connect(timer, &QTimer::timeout, m_worker, [this, timer] {
        if (drain())
            timer->deleteLater();
    });
    timer->start();
}

void Library::write(Work work)
{
    QMetaObject::invokeMethod(m_worker, [this, work = std::move(work)] {
        m_waiting.push_back(work);
        if (!m_retrying)
            drain();
    });
}

void Library::read(Work work)
{
    QMetaObject::invokeMethod(m_worker, [this, work = std::move(work)] {
        try {
            open();
            work(*m_file);
        } catch (const AppError& error) {
            Q_EMIT failed(QString::fromUtf8(error.what()));
        }
    });
}

void Library::retry()
{
    QMetaObject::invokeMethod(m_worker, [this] { drain(); });
}

void Library::listSessions()
{
    read([this](LibraryFile& w) { Q_EMIT sessionsListed(w.sessions()); });
}

void Library::save(const SessionRecord& session)
{
    write([this, session](LibraryFile& w) {
        w.save(session);
        Q_EMIT sessionsListed(w.sessions());
    });
}

void Library::save(const DocumentRecord& document)
{
    write([document](LibraryFile& w) { w.save(document); });
}

void Library::removeDocument(qint64 id)
{
    write([id](LibraryFile& w) { w.removeDocument(id); });
}

void Library::save(const TurnRecord& turn)
{
    write([turn](LibraryFile& w) { w.save(turn); });
}

void Library::saveStreaming(qint64 turn, const QString& thinking, const QString& answer)
{
    write([=](LibraryFile& w) { w.saveStreaming(turn, thinking, answer); });
}

void Library::save(const NoteRecord& note)
{
    write([note](LibraryFile& w) { w.save(note); });
}

void Library::removeNote(qint64 id)
{
    write([id](LibraryFile& w) { w.removeNote(id); });
}

void Library::save(const JobRecord& job)
{
    write([job](LibraryFile& w) { w.save(job); });
}

void Library::removeJob(qint64 id)
{
    write([id](LibraryFile& w) { w.removeJob(id); });
}

void Library::saveReading(qint64 session, const QString& reading)
{
    write([=](LibraryFile& w) { w.saveReading(session, reading); });
}

void Library::remove(qint64 session, bool withReadings)
{
    write([=, this](LibraryFile& w) {
        w.remove(session, withReadings);
        Q_EMIT sessionsListed(w.sessions());
    });
}

void Library::restore(qint64 session)
{
    write([this, session](LibraryFile& w) {
        w.restore(session);
        Q_EMIT sessionsListed(w.sessions());
    });
}

void Library::search(const QString& words)
{
    read([this, words](LibraryFile& w) { Q_EMIT found(words, w.search(words)); });
}

void Library::withSession(qint64 id, QObject* context, OnSession then)
{
    read([this, id, context = QPointer(context), then = std::move(then)](LibraryFile& w) {
        hand(this, context, then, w.session(id));
    });
}

void Library::showBranch(qint64 session, qint64 turn, QObject* context, OnSession then)
{
    read([=, this, context = QPointer(context), then = std::move(then)](LibraryFile& w) {
        SessionRecord record = w.session(session).session;
        record.leaf = w.leafOf(turn);
        w.save(record);
        hand(this, context, then, w.session(session));
    });
}

void Library::withReadingsOnlyOf(qint64 session, QObject* context, OnReadings then)
{
    read([this, session, context = QPointer(context), then = std::move(then)](LibraryFile& w) {
        hand(this, context, then, w.readingsOnlyOf(session));
    });
}

void Library::bury(qint64 session, QObject* context, OnReadings then)
{
    write([this, session, context = QPointer(context), then = std::move(then)](LibraryFile& w) {
        w.bury(session);
        hand(this, context, then, w.doomedReadings());
    });
}

void Library::withDoomedReadings(QObject* context, OnReadings then)
{
    read([this, context = QPointer(context), then = std::move(then)](LibraryFile& w) {
        hand(this, context, then, w.doomedReadings());
    });
}

void Library::forgotReadings(const QStringList& readings)
{
    write([readings](LibraryFile& w) { w.forgotReadings(readings); });
}

void Library::withJobs(QObject* context, std::function<void(const QList<JobRecord>&)> then)
{
    read([this, context = QPointer(context), then = std::move(then)](LibraryFile& w) {
        hand(this, context, then, w.jobs());
    });
}

void Library::flush()
{
    QMetaObject::invokeMethod(
        m_worker, [] {}, Qt::BlockingQueuedConnection);
}

} // namespace quire
