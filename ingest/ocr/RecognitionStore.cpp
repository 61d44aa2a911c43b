#include "ingest/ocr/RecognitionStore.h"

#include "ingest/ContentHash.h"
#include "ingest/DocumentCodec.h"
#include "ingest/IngestError.h"
#include "ingest/IntakeMemory.h"

#include <zstd.h>

namespace quire {

namespace {

constexpr unsigned long long mostUnpacked = 2ULL << 30;
constexpr int packing = 3;

/// By content and languages.
QString nameOf(const Source& source, const QStringList& languages)
{
    const QByteArray content =
        source.isFile() ? IntakeMemory::hashOf(source.path()) : ContentHash::of(source.bytes(source.size()));
    return content.isEmpty()
               ? QString()
               : QString::fromLatin1(ContentHash::of(content + languages.join(u'+').toUtf8()).toHex());
}

QByteArray pack(const Document& document)
{
    const QByteArray plain = DocumentCodec::encode(document);
    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(plain.size()))), Qt::Uninitialized);
    const size_t size =
        ZSTD_compress(packed.data(), size_t(packed.size()), plain.constData(), size_t(plain.size()), packing);
    packed.resize(ZSTD_isError(size) ? 0 : qsizetype(size));
    return packed;
}

/// Empty for what pack() did not write.
QByteArray unpack(const QByteArray& packed)
{
    const unsigned long long size = ZSTD_getFrameContentSize(packed.constData(), size_t(packed.size()));
    if (size > mostUnpacked) // an unknown or wrong size is a very large one
        return {};
    QByteArray plain(qsizetype(size), Qt::Uninitialized);
    const size_t got =
        ZSTD_decompress(plain.data(), size_t(plain.size()), packed.constData(), size_t(packed.size()));
    return got == size ? plain : QByteArray();
}

} // namespace

DocumentPtr RecognitionStore::find(const Source& source, const QStringList& languages) const
{
    if (m_files.keepsNothing())
        return nullptr;
    const QString name = nameOf(source, languages);
    const QByteArray kept = m_files.find(name);
    if (kept.isEmpty())
        return nullptr;
    try {
        return DocumentCodec::decode(unpack(kept), source.name(), source.path());
    } catch (const IngestError&) { // another version's
        m_files.forget(name);
        return nullptr;
    }
}

void RecognitionStore::keep(const Source& source, const QStringList& languages,
                            const DocumentPtr& document) const
{
    if (m_files.keepsNothing())
        return;
    m_files.keep(nameOf(source, languages), pack(*document));
    m_files.makeRoom();
}

DocumentPtr RecognitionStore::read(const Reader& reader, const Source& source,
                                   const ReadContext& context) const
{
    if (m_files.keepsNothing() || !context.recognise)
        return reader.read(source, context);
    ReadContext plain = context;
    plain.recognise = false;
    plain.recogniseLater = true;
    plain.password = {}; // what opens only with one is neither looked for nor kept
    try {
        DocumentPtr document = reader.read(source, plain);
        if (!document->wantsOcr())
            return document;
    } catch (const IngestError& error) {
        if (error.code() != IngestErrorCode::PasswordNeeded)
            throw;
        return reader.read(source, context);
    }
    if (DocumentPtr kept = find(source, context.ocrLanguages))
        return kept;
    DocumentPtr document = readPages(reader, source, context);
    if (document->ledger().count(Coverage::NeedsOcr) == 0) // else the time did not suffice: another time
        keep(source, context.ocrLanguages, document);
    m_pages.makeRoom();
    return document;
}

DocumentPtr RecognitionStore::readPages(const Reader& reader, const Source& source,
                                        const ReadContext& context) const
{
    // Words come from a process that the file may have taken over: they are believed of this file alone.
    const QByteArray place = (source.path().isEmpty() ? source.name() : source.path()).toUtf8();
    const auto nameOfPage = [place](const QByteArray& key) {
        return QString::fromLatin1(ContentHash::of(place + '\0' + key).toHex());
    };
    ReadContext paged = context;
    paged.knownPage = [&](const QByteArray& key) { return m_pages.find(nameOfPage(key)); };
    paged.keepPage = [&](const QByteArray& key, const QByteArray& words) {
        m_pages.keep(nameOfPage(key), words);
    };
    paged.start();
    return reader.read(source, paged);
}

} // namespace quire
