#include "ingest/DocumentCodec.h"

#include "ingest/DocumentBuilder.h"
#include "ingest/IngestError.h"
#include "ingest/text/Utf8.h"

#include <QBuffer>
#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <type_traits>

namespace quire {

namespace {

constexpr quint32 formatNumber = 0x51440002; // "QD", version 2
constexpr qint64 slack = 1 << 16;            // words and parts without text

[[noreturn]] void damaged()
{
    throw IngestError(IngestErrorCode::BadFormat, QStringLiteral("The bytes of a document are damaged."),
                      QStringLiteral("Read its source again."));
}

void require(bool holds)
{
    if (!holds)
        damaged();
}

QDataStream& operator<<(QDataStream& out, const ByteRange& range)
{
    return out << range.begin << range.end;
}

QDataStream& operator>>(QDataStream& in, ByteRange& range)
{
    return in >> range.begin >> range.end;
}

bool within(const ByteRange& range, qint64 size)
{
    return range.begin >= 0 && range.begin <= range.end && range.end <= size;
}

constexpr qsizetype pieceBytes = qsizetype(16) << 20; // QDataStream counts raw data in int

/// Plain structures go as they lie in memory: both sides are one build on one machine.
template <typename T>
void putAll(QDataStream& out, const std::vector<T>& items)
{
    static_assert(std::is_trivially_copyable_v<T>);
    out << quint64(items.size());
    const auto* bytes = reinterpret_cast<const char*>(items.data());
    const auto size = qsizetype(items.size() * sizeof(T));
    for (qsizetype at = 0; at < size; at += pieceBytes)
        out.writeRawData(bytes + at, int(std::min(pieceBytes, size - at)));
}

/// `most`: what the text so far allows, so that a lying count costs no memory.
template <typename T>
void getAll(QDataStream& in, std::vector<T>& items, qint64 most)
{
    quint64 count = 0;
    in >> count;
    require(in.status() == QDataStream::Ok && count <= quint64(most));
    items.resize(size_t(count));
    auto* bytes = reinterpret_cast<char*>(items.data());
    const auto size = qsizetype(items.size() * sizeof(T));
    for (qsizetype at = 0; at < size; at += pieceBytes) {
        const int piece = int(std::min(pieceBytes, size - at));
        require(in.readRawData(bytes + at, piece) == piece);
    }
}

} // namespace

QByteArray DocumentCodec::encode(const Document& document)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    write(document, buffer);
    return bytes;
}

DocumentPtr DocumentCodec::decode(const QByteArray& bytes)
{
    return decodeAt(bytes, nullptr);
}

DocumentPtr DocumentCodec::decode(const QByteArray& bytes, const QString& name, const QString& path)
{
    const Place place{name, path};
    return decodeAt(bytes, &place);
}

DocumentPtr DocumentCodec::decodeAt(const QByteArray& bytes, const Place* place)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    DocumentPtr document = readAt(buffer, place);
    require(buffer.atEnd());
    return document;
}

void DocumentCodec::write(const Document& d, QIODevice& device)
{
    QDataStream out(&device);
    out.setVersion(QDataStream::Qt_6_4);
    out << formatNumber << quint8(d.m_kind) << d.m_name << d.m_path << d.m_text;
    out << d.m_info.title << d.m_info.author << d.m_info.language << d.m_info.encoding
        << d.m_info.encodingConfidence;
    out << quint32(d.m_outline.size());
    for (const OutlineItem& item : d.m_outline)
        out << item.level << item.title << item.text;
    out << quint32(d.m_edits.size());
    for (const Edit& edit : d.m_edits)
        out << edit.text << quint8(edit.kind) << edit.original;
    out << quint32(d.m_ledger.lines().size());
    for (const LedgerLine& line : d.m_ledger.lines())
        out << line.unit << quint8(line.coverage) << line.characters << line.bytes << line.reason;
    out << quint32(d.m_pages.size());
    for (const Document::Page& page : d.m_pages)
        out << page.text << page.word << page.width << page.height << page.label;
    out << quint32(d.m_parts.size());
    for (const Document::Part& part : d.m_parts)
        out << part.href << part.title;
    putAll(out, d.m_words);
    putAll(out, d.m_runs);
}

DocumentPtr DocumentCodec::read(QIODevice& device)
{
    return readAt(device, nullptr);
}

DocumentPtr DocumentCodec::readAt(QIODevice& device, const Place* place)
{
    QDataStream in(&device);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 format = 0, count = 0;
    quint8 kind = 0;
    QString name, path;
    in >> format >> kind >> name >> path;
    require(in.status() == QDataStream::Ok && format == formatNumber && kind <= quint8(DocumentKind::Table));
    DocumentBuilder builder(DocumentKind(kind), place ? place->name : name, place ? place->path : path);
    Document& d = builder.m_document;
    in >> d.m_text >> d.m_info.title >> d.m_info.author >> d.m_info.language >> d.m_info.encoding >>
        d.m_info.encodingConfidence;
    const qint64 size = d.m_text.size();
    require(firstInvalidUtf8(d.m_text) == size);
    // A count is never believed before there are bytes for it: each round checks the stream.
    const auto more = [&in, &count] {
        return count-- > 0 && (require(in.status() == QDataStream::Ok), true);
    };
    for (in >> count; more();) {
        OutlineItem item;
        in >> item.level >> item.title >> item.text;
        require(within(item.text, size));
        d.m_outline.push_back(std::move(item));
    }
    for (in >> count; more();) {
        Edit edit{};
        quint8 what = 0;
        in >> edit.text >> what >> edit.original;
        require(within(edit.text, size) && what <= quint8(EditKind::Removed));
        edit.kind = EditKind(what);
        d.m_edits.push_back(std::move(edit));
    }
    for (in >> count; more();) {
        LedgerLine line;
        quint8 coverage = 0;
        in >> line.unit >> coverage >> line.characters >> line.bytes >> line.reason;
        require(coverage <= quint8(Coverage::NeedsOcr));
        line.coverage = Coverage(coverage);
        d.m_ledger.add(std::move(line));
    }
    for (in >> count; more();) {
        Document::Page page{};
        in >> page.text >> page.word >> page.width >> page.height >> page.label;
        require(page.text <= size && (d.m_pages.empty() || page.text >= d.m_pages.back().text) &&
                (d.m_pages.empty() || page.word >= d.m_pages.back().word));
        d.m_pages.push_back(std::move(page));
    }
    for (in >> count; more();) {
        Document::Part part;
        in >> part.href >> part.title;
        d.m_parts.push_back(std::move(part));
    }
    getAll(in, d.m_words, size + slack);
    getAll(in, d.m_runs, size + slack);
    require(in.status() == QDataStream::Ok);
    checkAnchors(d);
    return builder.take();
}

void DocumentCodec::checkAnchors(const Document& d)
{
    const auto size = quint64(d.m_text.size());
    quint64 before = 0;
    for (const Document::Word& word : d.m_words) {
        require(word.text >= before && quint64(word.text) + word.length <= size);
        before = word.text;
    }
    for (const Document::Page& page : d.m_pages)
        require(page.word <= d.m_words.size());
    require(d.m_words.empty() || !d.m_pages.empty());
    before = 0;
    for (const Document::PartRun& run : d.m_runs) {
        require(run.text >= before && run.text <= size && run.part < d.m_parts.size());
        before = run.text;
    }
}

} // namespace quire
