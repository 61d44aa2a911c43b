#include "ingest/ReaderRegistry.h"

#include "ingest/IngestError.h"
#include "ingest/code/CodeReader.h"
#include "ingest/ebook/EpubReader.h"
#include "ingest/ebook/Fb2Reader.h"
#include "ingest/folder/ArchiveTree.h"
#include "ingest/mail/EmlReader.h"
#include "ingest/markup/HtmlReader.h"
#include "ingest/office/DocxReader.h"
#include "ingest/office/OdtReader.h"
#include "ingest/office/RtfReader.h"
#include "ingest/pdf/PdfReader.h"
#include "ingest/text/MarkdownReader.h"
#include "ingest/text/TextReader.h"
#include "ingest/worker/IsolatedArchive.h"
#include "ingest/worker/IsolatedReader.h"

#include <QCoreApplication>

namespace quire {

void ReadContext::check(const QString& name) const
{
    if (cancelled && cancelled())
        throw IngestError(
            IngestErrorCode::Cancelled,
            QCoreApplication::translate("quire::Reader", "Reading %1 was cancelled.").arg(name));
    if (std::chrono::steady_clock::now() - m_started > timeBudget)
        throw IngestError(
            IngestErrorCode::TookTooLong,
            QCoreApplication::translate("quire::Reader", "Reading %1 took longer than %2 s.")
                .arg(name)
                .arg(std::chrono::duration_cast<std::chrono::seconds>(timeBudget).count()),
            QCoreApplication::translate("quire::Reader", "Raise the time limit, or give a smaller file."));
}

ReaderRegistry ReaderRegistry::standard()
{
    ReaderRegistry registry;
    registry.add(std::make_unique<PdfReader>());
    registry.add(std::make_unique<EpubReader>());
    registry.add(std::make_unique<Fb2Reader>());
    registry.add(std::make_unique<DocxReader>());
    registry.add(std::make_unique<OdtReader>());
    registry.add(std::make_unique<RtfReader>());
    registry.add(std::make_unique<EmlReader>());
    registry.add(std::make_unique<MarkdownReader>());
    registry.add(std::make_unique<HtmlReader>());
    registry.add(std::make_unique<CodeReader>());
    registry.add(std::make_unique<TextReader>());
    return registry;
}

ReaderRegistry ReaderRegistry::isolated(const QString& worker)
{
    ReaderRegistry registry = standard();
    registry.m_worker = worker;
    for (auto& reader : registry.m_readers)
        if (!reader->isTrusted())
            reader = std::make_unique<IsolatedReader>(std::move(reader), worker);
    return registry;
}

ReaderRegistry ReaderRegistry::installed()
{
    const QString worker = findWorker();
    return worker.isEmpty() ? standard() : isolated(worker);
}

std::unique_ptr<FileTree> ReaderRegistry::openArchive(const Source& source, const ReadContext& context) const
{
    return m_worker.isEmpty() ? quire::openArchive(source, context.byteBudget)
                              : openArchiveIsolated(source, context, m_worker);
}

const Reader* ReaderRegistry::readerFor(const Source& source) const
{
    const Reader* best = nullptr;
    int surest = 0;
    for (const auto& reader : m_readers) {
        const int match = reader->match(source);
        if (match > surest) {
            surest = match;
            best = reader.get();
        }
    }
    return best;
}

const Reader& ReaderRegistry::surest(const Source& source) const
{
    const Reader* reader = readerFor(source);
    if (!reader)
        throw IngestError(
            IngestErrorCode::UnknownFormat,
            QCoreApplication::translate("quire::Reader", "%1 is no kind of document Quire can read.")
                .arg(source.name()),
            QCoreApplication::translate("quire::Reader", "Save it as text, PDF or another document format."));
    return *reader;
}

DocumentPtr ReaderRegistry::read(const Source& source, const ReadContext& context) const
{
    const Reader& reader = surest(source);
    context.start();
    return reader.read(source, context);
}

} // namespace quire
