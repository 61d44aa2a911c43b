#include "app/desk/SourceWork.h"

#include "app/desk/OcrChoice.h"
#include "ingest/Intake.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <mutex>
#include <thread>
#include <utility>

namespace quire {

namespace {

/// Bytes of files whose documents are remembered; beyond, all of them are forgotten and it begins anew.
constexpr qint64 mostRemembered = qint64(256) << 20;

void givePassword(const SourceItem& item, ReadContext& context)
{
    if (!item.password.isEmpty())
        context.password = [password = item.password](const QString&) { return password; };
}

IngestError noLongerIn(const QString& archive, const SourceItem& item)
{
    return {IngestErrorCode::FileUnreadable,
            QCoreApplication::translate("quire::SourceReader", "%1 is no longer in %2.")
                .arg(item.name, QFileInfo(archive).fileName())};
}

} // namespace

SourceWork::SourceWork(const ReadingCache& cache)
    : m_readers(ReaderRegistry::installed()), m_kept(OcrChoice::keptIn(cache)), m_orders(cache.folder),
      m_memory(std::make_unique<IntakeMemory>())
{
}

SourceWork::~SourceWork() = default;

QString SourceWork::fileOf(const QString& path)
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

/// A session of long documents must not keep those of all sessions before it.
IntakeMemory& SourceWork::memoryFor(qint64 bytes)
{
    m_remembered += bytes;
    if (m_remembered > mostRemembered) {
        m_memory = std::make_unique<IntakeMemory>();
        m_remembered = bytes;
    }
    return *m_memory;
}

/// The same with the text of its pictures, where that is wanted and was kept.
DocumentPtr SourceWork::kept(const DocumentPtr& document, const Source& source,
                             const QString& languages) const
{
    if (languages.isEmpty() || !document->wantsOcr())
        return document;
    DocumentPtr recognised = m_kept.find(source, OcrChoice::listOf(languages));
    return recognised ? recognised : document;
}

std::variant<SourceDocument, SourceTree> SourceWork::read(const SourceItem& item, const ReadContext& context)
{
    ReadContext reading = context;
    reading.threads = int(std::max(1U, std::thread::hardware_concurrency()));
    reading.recogniseLater = item.recogniseLater;
    if (!item.path.isEmpty())
        return readFile(item, reading);
    return SourceDocument(m_readers.read(Source::memory(item.name, item.pasted), reading));
}

SourceDocument SourceWork::readPart(const SourceItem& item, const QString& archive,
                                    const ReadContext& context)
{
    const IntakeMemory::Stamp stamp = IntakeMemory::stampOf(archive);
    if (m_archive.path != archive || !(m_archive.stamp == stamp))
        m_archive = {archive, stamp, treeAt(archive, context)};
    for (const SourceDocument& document : std::as_const(m_archive.tree.documents))
        if (document.path() == item.path)
            return document;
    throw noLongerIn(archive, item);
}

std::variant<SourceDocument, SourceTree> SourceWork::readFile(const SourceItem& item, ReadContext context)
{
    if (const QString file = fileOf(item.path); !file.isEmpty() && file != item.path)
        return readPart(item, file, context);
    const Source source = Source::file(item.path, item.name);
    const Reader* reader = m_readers.readerFor(source);
    if (!reader) {
        SourceTree tree = treeAt(item.path, context);
        // What is no archive either was read as the single text that it seems to be.
        if (tree.documents.size() == 1 && tree.documents.first().path() == item.path)
            return tree.documents.first();
        return tree;
    }
    givePassword(item, context);
    IntakeMemory& memory = memoryFor(QFileInfo(item.path).size());
    DocumentPtr document = memory.find(item.path, item.name);
    if (document) {
        ++m_reused;
    } else {
        const IntakeMemory::Stamp stamp = IntakeMemory::stampOf(item.path);
        context.start();
        document = reader->read(source, context);
        memory.keep(item.path, stamp, document);
    }
    return SourceDocument(kept(document, source, item.recognised), item.password);
}

SourceTree SourceWork::treeAt(const QString& path, ReadContext context)
{
    SourceTree tree;
    // Nobody is asked here: which files want a password is noted, and each is asked for by itself.
    const QString above = QFileInfo(path).absolutePath();
    std::mutex noting;
    context.password = [&](const QString& name) {
        const std::lock_guard lock(noting);
        tree.locked.append(above + u'/' + name);
        return QString();
    };
    Intake intake(m_readers);
    IntakeMemory& memory = memoryFor(0);
    const qint64 before = memory.reused();
    intake.remember(memory);
    IntakeResult result = intake.read({path}, context);
    m_orders.arrange(path, result.documents);
    m_orders.keep(path, result.documents);
    m_reused += memory.reused() - before;
    for (const DocumentPtr& document : result.documents) {
        tree.documents.append(SourceDocument(document));
        m_remembered += document->text().size();
    }
    for (const Exclusion& exclusion : result.excluded)
        if (!tree.locked.contains(above + u'/' + exclusion.path))
            tree.leftOut.append({exclusion.path, exclusion.text});
    return tree;
}

SourceTree SourceWork::readFolder(const SourceFolder& folder, const ReadContext& context)
{
    ReadContext reading = context;
    reading.recogniseLater = folder.recogniseLater;
    SourceTree tree = treeAt(folder.path, reading);
    for (SourceDocument& document : tree.documents)
        if (QFileInfo(document.path()).isFile())
            document =
                SourceDocument(kept(document.document(), Source::file(document.path(), document.name()),
                                    folder.known.value(document.path(), folder.recognised)));
    return tree;
}

SourceDocument SourceWork::recognise(const SourceItem& item, const ReadContext& context)
{
    ReadContext reading = context;
    reading.recognise = true;
    reading.ocrLanguages = OcrChoice::listOf(item.recognised);
    reading.inBackground = true;
    givePassword(item, reading);
    const QString file = fileOf(item.path);
    if (file == item.path || file.isEmpty()) {
        const Source source = Source::file(item.path, item.name);
        return SourceDocument(m_kept.read(m_readers.surest(source), source, reading), item.password);
    }
    const auto tree = m_readers.openArchive(Source::file(file), reading);
    if (!tree)
        throw noLongerIn(file, item);
    const Source source =
        tree->source(item.path.mid(file.size() + 1).toUtf8(), item.name, reading.byteBudget);
    return SourceDocument(m_kept.read(m_readers.surest(source), source, reading), item.password);
}

} // namespace quire
