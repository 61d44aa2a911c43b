#include "app/desk/SourceReader.h"

#include "ingest/Intake.h"

#include <QFileInfo>

#include <utility>

namespace quire {

namespace {

/// Bytes of files whose documents are remembered; beyond, all of them are forgotten and it begins anew.
constexpr qint64 mostRemembered = qint64(256) << 20;

} // namespace

SourceReader::SourceReader(QObject* parent)
    : QObject(parent), m_worker(new QObject), m_memory(std::make_unique<IntakeMemory>())
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

qint64 SourceReader::reused() const
{
    const std::lock_guard lock(m_mutex);
    return m_memory->reused();
}

/// A session of long documents must not keep those of all sessions before it.
IntakeMemory& SourceReader::memoryFor(qint64 bytes)
{
    m_remembered += bytes;
    if (m_remembered > mostRemembered) {
        const std::lock_guard lock(m_mutex);
        m_memory = std::make_unique<IntakeMemory>();
        m_remembered = bytes;
    }
    return *m_memory;
}

ReadContext SourceReader::contextFor(qint64 id)
{
    ReadContext context;
    context.cancelled = [this, id] { return isCancelled(id); };
    context.progress = [this, id](qint64 done, qint64 total) { Q_EMIT progressed(id, done, total); };
    return context;
}

void SourceReader::post(qint64 id, const QString& name, std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled.remove(id); // it is wanted again
    }
    QMetaObject::invokeMethod(m_worker, [this, id, name, work = std::move(work)] {
        if (isCancelled(id))
            return;
        try {
            work();
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
    post(item.id, item.name, [this, item] {
        if (!item.path.isEmpty())
            return readFile(item);
        const Source pasted = Source::memory(item.name, item.pasted);
        const DocumentPtr document = ReaderRegistry::standard().read(pasted, contextFor(item.id));
        Q_EMIT done(item.id, SourceDocument(document));
    });
}

QString SourceReader::fileOf(const QString& path)
{
    QString at = path;
    while (!at.isEmpty() && at != QLatin1String("/")) {
        const QFileInfo info(at);
        if (info.exists())
            return at == path || info.isFile() ? at : QString();
        at = info.path() == at ? QString() : info.path();
    }
    return {};
}

void SourceReader::readPart(const SourceItem& item, const QString& archive)
{
    const IntakeMemory::Stamp stamp = IntakeMemory::stampOf(archive);
    if (m_archive.path != archive || !(m_archive.stamp == stamp))
        m_archive = {archive, stamp, treeAt(archive, contextFor(item.id))};
    for (const SourceDocument& document : std::as_const(m_archive.tree.documents))
        if (document.path() == item.path) {
            Q_EMIT done(item.id, document);
            return;
        }
    Q_EMIT failed(item.id, tr("%1 is no longer in %2.").arg(item.name, QFileInfo(archive).fileName()));
}

void SourceReader::readFile(const SourceItem& item)
{
    if (const QString file = fileOf(item.path); !file.isEmpty() && file != item.path)
        return readPart(item, file);
    const ReaderRegistry readers = ReaderRegistry::standard();
    const Source source = Source::file(item.path, item.name);
    ReadContext context = contextFor(item.id);
    if (!readers.readerFor(source)) {
        const SourceTree tree = treeAt(item.path, context);
        // What is no archive either was read as the single text that it seems to be.
        if (tree.documents.size() == 1 && tree.documents.first().path() == item.path)
            Q_EMIT done(item.id, tree.documents.first());
        else
            Q_EMIT treeDone(item.id, tree);
        return;
    }
    if (!item.password.isEmpty())
        context.password = [password = item.password](const QString&) { return password; };
    IntakeMemory& memory = memoryFor(QFileInfo(item.path).size());
    DocumentPtr document = memory.find(item.path, item.name);
    if (!document) {
        const IntakeMemory::Stamp stamp = IntakeMemory::stampOf(item.path);
        document = readers.read(source, context);
        memory.keep(item.path, stamp, document);
    }
    Q_EMIT done(item.id, SourceDocument(document, item.password));
}

SourceTree SourceReader::treeAt(const QString& path, ReadContext context)
{
    const ReaderRegistry readers = ReaderRegistry::standard();
    SourceTree tree;
    // Nobody is asked here: which files want a password is noted, and each is asked for by itself.
    const QString above = QFileInfo(path).absolutePath();
    std::mutex noting;
    context.password = [&](const QString& name) {
        const std::lock_guard lock(noting);
        tree.locked.append(above + u'/' + name);
        return QString();
    };
    Intake intake(readers);
    intake.remember(memoryFor(0));
    const IntakeResult result = intake.read({path}, context);
    for (const DocumentPtr& document : result.documents) {
        tree.documents.append(SourceDocument(document));
        m_remembered += document->text().size();
    }
    for (const Exclusion& exclusion : result.excluded)
        if (!tree.locked.contains(above + u'/' + exclusion.path))
            tree.leftOut.append({exclusion.path, exclusion.text});
    return tree;
}

void SourceReader::readTree(qint64 id, const QString& path)
{
    post(id, path, [this, id, path] { Q_EMIT treeDone(id, treeAt(path, contextFor(id))); });
}

} // namespace quire
