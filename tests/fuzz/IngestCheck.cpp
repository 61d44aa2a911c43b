#include "tests/fuzz/IngestCheck.h"

#include "ingest/DocumentCodec.h"
#include "ingest/IngestError.h"
#include "ingest/pdf/PdfPages.h"
#include "ingest/prompt/PromptBlock.h"
#include "ingest/text/Utf8.h"
#include "tests/ingest/support/PdfFile.h"

#include <cstdlib>
#include <memory>

namespace quire {

namespace {

void require(bool sound)
{
    if (!sound)
        std::abort();
}

void checkDocument(const DocumentPtr& document)
{
    const QByteArray& text = document->text();
    require(firstInvalidUtf8(text) == text.size());
    require(!document->ledger().lines().empty());
    for (const OutlineItem& item : document->outline())
        require(item.text.begin >= 0 && item.text.begin <= item.text.end && item.text.end <= text.size());
    const qint64 step = std::max<qint64>(1, text.size() / 7);
    for (qint64 at = 0; at < text.size(); at += step) {
        qint64 end = std::min<qint64>(text.size(), at + step);
        for (const Anchor& anchor : document->anchors({at, end}))
            document->find(anchor.place);
        document->describe({at, end});
    }
    require(DocumentCodec::decode(DocumentCodec::encode(*document))->contentHash() ==
            document->contentHash());
    PromptBlock::make(QStringLiteral("A"), document);
}

} // namespace

void checkReading(const Reader& reader, const QString& name, const QByteArray& bytes)
{
    ReadContext context;
    context.byteBudget = 32 << 20;
    context.timeBudget = std::chrono::seconds(20);
    DocumentPtr document;
    try {
        document = reader.read(Source::memory(name, bytes), context);
    } catch (const IngestError& error) {
        require(!error.happened().isEmpty());
        return;
    }
    checkDocument(document);
}

void keepPoppler()
{
    const auto open = [] {
        PdfFile file;
        file.page();
        return std::make_unique<PdfPages>(Source::memory(QStringLiteral("k.pdf"), file.bytes()),
                                          ReadContext());
    };
    static const std::unique_ptr<PdfPages> kept = open();
}

} // namespace quire
