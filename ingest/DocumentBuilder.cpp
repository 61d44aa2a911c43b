#include "ingest/DocumentBuilder.h"

#include "ingest/ContentHash.h"
#include "ingest/DocumentContract.h"
#include "ingest/IngestError.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace quire {

namespace {

quint16 sixteenth(double value, double side)
{
    return side > 0 ? quint16(std::lround(std::clamp(value / side, 0.0, 1.0) * 65535.0)) : 0;
}

/// Over name, kind and text. It tells whether a source changed, which needs no cryptography and should cost
/// nothing beside the reading.
QByteArray contentHash(const Document& document)
{
    const QByteArray name = document.name().toUtf8();
    const char kind[2] = {'\0', char(document.kind())};
    return ContentHash().add(name).add(kind, sizeof kind).add(document.text()).value();
}

} // namespace

DocumentBuilder::DocumentBuilder(DocumentKind kind, const QString& name, const QString& path)
{
    m_document.m_kind = kind;
    m_document.m_name = name;
    m_document.m_path = path;
}

void DocumentBuilder::checkSize(qint64 more) const
{
    if (size() + more >= std::numeric_limits<quint32>::max())
        throw IngestError(IngestErrorCode::TooLarge,
                          QCoreApplication::translate("quire::Document", "%1 holds more than 4 GiB of text.")
                              .arg(m_document.m_name),
                          QCoreApplication::translate("quire::Document", "Split it into smaller files."));
}

void DocumentBuilder::setText(QByteArray utf8)
{
    m_document.m_text.clear();
    checkSize(utf8.size());
    m_document.m_text = std::move(utf8);
}

ByteRange DocumentBuilder::append(QByteArrayView utf8)
{
    checkSize(utf8.size());
    const qint64 begin = size();
    m_document.m_text.append(utf8.data(), utf8.size());
    return {begin, size()};
}

void DocumentBuilder::beginPage(QSizeF pageSize, const QString& label)
{
    m_document.m_pages.push_back({quint32(size()), quint32(m_document.m_words.size()),
                                  float(pageSize.width()), float(pageSize.height()), label});
}

void DocumentBuilder::reserve(qint64 textBytes, size_t words)
{
    checkSize(textBytes);
    m_document.m_text.reserve(textBytes);
    m_document.m_words.reserve(words);
}

void DocumentBuilder::addWord(ByteRange text, const QRectF& rectangle)
{
    if (m_document.m_pages.empty())
        throw IngestError(IngestErrorCode::BadArgument, QStringLiteral("A word was added before its page."));
    const Document::Page& page = m_document.m_pages.back();
    m_document.m_words.push_back(
        {quint32(text.begin), quint32(text.size()), sixteenth(rectangle.left(), page.width),
         sixteenth(rectangle.top(), page.height), sixteenth(rectangle.right(), page.width),
         sixteenth(rectangle.bottom(), page.height)});
}

void DocumentBuilder::chop(qint64 bytes)
{
    m_document.m_text.chop(bytes);
    if (m_document.m_words.empty())
        return;
    Document::Word& word = m_document.m_words.back();
    if (qint64(word.text) + word.length > size())
        word.length = quint32(std::max<qint64>(0, size() - word.text));
}

void DocumentBuilder::beginPart(const QString& href, const QString& title, qint64 offset)
{
    const auto known = m_parts.constFind(href);
    quint32 part = 0;
    if (known != m_parts.constEnd()) {
        part = *known;
    } else {
        part = quint32(m_document.m_parts.size());
        m_parts.insert(href, part);
        m_document.m_parts.push_back({href, title});
    }
    m_document.m_runs.push_back({quint32(size()), part, quint32(offset)});
}

void DocumentBuilder::addHeading(int level, const QString& title, ByteRange text)
{
    m_document.m_outline.push_back({level, title, text});
}

void DocumentBuilder::addEdit(EditKind kind, ByteRange text, const QByteArray& original)
{
    m_document.m_edits.push_back({text, kind, original});
}

DocumentPtr DocumentBuilder::take()
{
    Document& d = m_document;
    d.m_text.squeeze();
    d.m_lines.assign(1, 0);
    const char *const begin = d.m_text.constData(), *const end = begin + d.m_text.size();
    d.m_lines.reserve(size_t(d.m_text.size()) / 32 + 1); // what is too much is given back below
    for (const char* at = begin; (at = static_cast<const char*>(std::memchr(at, '\n', size_t(end - at))));)
        d.m_lines.push_back(quint32(++at - begin));
    const auto byPosition = [](const auto& a, const auto& b) { return a.text.begin < b.text.begin; };
    std::stable_sort(d.m_outline.begin(), d.m_outline.end(), byPosition);
    std::stable_sort(d.m_edits.begin(), d.m_edits.end(), byPosition);
    d.m_lines.shrink_to_fit();
    d.m_words.shrink_to_fit();
    d.m_runs.shrink_to_fit();

    d.m_hash = contentHash(d);
    d.m_contract = std::make_shared<Document::LazyContract>();
    return std::make_shared<const Document>(std::move(m_document));
}

} // namespace quire
