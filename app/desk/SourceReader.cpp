#include "app/desk/SourceReader.h"

#include "ingest/IngestError.h"

#include <utility>

namespace quire {

SourceReader::SourceReader(const ReadingCache& cache, QObject* parent)
    : QObject(parent), m_worker(new QObject), m_work(cache)
{
    qRegisterMetaType<SourceDocument>();
    qRegisterMetaType<SourceTree>();
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("sources"));
    m_thread.start();
}

SourceReader::~SourceReader()
{
    m_ending = true;
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

bool SourceReader::isCancelled(qint64 id)
{
    if (m_ending)
        return true;
    const std::lock_guard lock(m_mutex);
    return m_cancelled.contains(id);
}

void SourceReader::cancel(qint64 id)
{
    const std::lock_guard lock(m_mutex);
    m_cancelled.insert(id);
}

ReadContext SourceReader::contextFor(qint64 id)
{
    ReadContext context;
    context.cancelled = [this, id] { return isCancelled(id); };
    context.progress = [this, id](qint64 done, qint64 total) { Q_EMIT progressed(id, done, total); };
    return context;
}

void SourceReader::post(qint64 id, const QString& name, std::function<void(const ReadContext&)> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled.remove(id); // it is wanted again
    }
    QMetaObject::invokeMethod(m_worker, [this, id, name, work = std::move(work)] {
        if (isCancelled(id))
            return;
        Q_EMIT begun(id);
        try {
            work(contextFor(id));
        } catch (const IngestError& error) {
            const QString message = QString::fromUtf8(error.what());
            if (error.code() == IngestErrorCode::PasswordNeeded)
                Q_EMIT locked(id, message);
            else if (error.code() != IngestErrorCode::Cancelled)
                Q_EMIT failed(id, message);
        } catch (const std::bad_alloc&) {
            Q_EMIT failed(id, tr("There is not enough memory to read %1.").arg(name));
        }
    });
}

void SourceReader::read(const SourceItem& item)
{
    post(item.id, item.name, [this, item](const ReadContext& context) {
        const auto result = m_work.read(item, context);
        if (const auto* tree = std::get_if<SourceTree>(&result))
            Q_EMIT treeDone(item.id, *tree);
        else
            Q_EMIT done(item.id, std::get<SourceDocument>(result));
    });
}

void SourceReader::readFolder(qint64 id, const SourceFolder& folder)
{
    post(id, folder.path, [this, id, folder](const ReadContext& context) {
        Q_EMIT treeDone(id, m_work.readFolder(folder, context));
    });
}

void SourceReader::recognise(const SourceItem& item)
{
    post(item.id, item.name,
         [this, item](const ReadContext& context) { Q_EMIT done(item.id, m_work.recognise(item, context)); });
}

} // namespace quire
