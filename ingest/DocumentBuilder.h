#pragma once

#include "ingest/Document.h"

#include <QHash>

namespace quire {

/// Builds a Document front to back. A reader appends text; when the source has pages or parts it says first
/// where the text comes from. take() finishes. Throws IngestError(TooLarge) at 4 GiB of text, because
/// anchors are kept in 32 bits.
class DocumentBuilder
{
public:
    DocumentBuilder(DocumentKind kind, const QString& name, const QString& path);

    qint64 size() const { return m_document.m_text.size(); }
    const QByteArray& text() const { return m_document.m_text; }
    const std::vector<OutlineItem>& outline() const { return m_document.m_outline; }
    DocumentInfo& info() { return m_document.m_info; }
    Ledger& ledger() { return m_document.m_ledger; }

    /// Room for what is to come, so that growing never holds it twice.
    void reserve(qint64 textBytes, size_t words);

    /// The whole text at once, for sources whose lines are the document's lines.
    void setText(QByteArray utf8);
    ByteRange append(QByteArrayView utf8);

    /// Begins a page (in order) of this size in points. Text appended from now on is on it.
    void beginPage(QSizeF size, const QString& label);
    /// Keeps the rectangle of a word (text appended just now) on the current page. Words come in order of
    /// text.
    void addWord(ByteRange text, const QRectF& rectangle);

    /// Takes the last `bytes` back from the text and from the word that ends with them.
    void chop(qint64 bytes);

    /// Says that text appended from now on is that of `href`, from byte `offset` of its extracted text on.
    void beginPart(const QString& href, const QString& title, qint64 offset = 0);

    void addHeading(int level, const QString& title, ByteRange text);
    void addEdit(EditKind kind, ByteRange text, const QByteArray& original);

    DocumentPtr take();

private:
    friend class DocumentCodec;

    void checkSize(qint64 more) const;

    Document m_document;
    QHash<QString, quint32> m_parts;
};

} // namespace quire
