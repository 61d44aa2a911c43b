#pragma once

#include "ingest/Document.h"

#include <QList>
#include <QMetaType>
#include <QRectF>

namespace quire {

/// What a reader could not or did not take in, in a person's words.
struct CoverageNote
{
    QString unit;
    QString what;
    QString reason;
};

/// A read source as windows show it: a value, cheap to copy, safe in every thread.
class SourceDocument
{
public:
    enum class Form
    {
        Text,
        Flow, ///< a book or letter without pages of its own: laid out as running text
        Markdown,
        Code,
        Pages, ///< a PDF, shown as its pages
    };

    /// A lit place on a page, in points from its upper left corner.
    struct Mark
    {
        int page = 0;
        QList<QRectF> rectangles;
    };
    struct Heading
    {
        int level = 1;
        QString title;
        qint64 offset = 0;
        int page = -1;
    };

    SourceDocument() = default;
    explicit SourceDocument(DocumentPtr document, const QString& password = {})
        : m_document(std::move(document)), m_password(password)
    {
    }

    bool isNull() const { return !m_document; }
    Form form() const;
    QString name() const { return m_document->name(); }
    QString path() const { return m_document->path(); }
    /// What a locked file was opened with; kept in memory only.
    const QString& password() const { return m_password; }
    QString language() const { return m_document->info().language; }
    const QByteArray& text() const { return m_document->text(); }
    int lineCount() const { return m_document->lineCount(); }
    int lineAt(qint64 offset) const { return m_document->lineAt(offset); }
    /// Characters (UTF-16) of the text before a byte offset: where it stands in a QString of it.
    qsizetype characters(qint64 offset) const { return characters(0, offset); }
    qsizetype characters(qint64 begin, qint64 end) const; ///< of a part of it
    qint64 bytes(qsizetype characters) const;
    int pageCount() const { return m_document->pageCount(); }
    QSizeF pageSize(int page) const { return m_document->pageSize(page); }
    QString pageLabel(int page) const { return m_document->pageLabel(page); }
    QList<Mark> marks(qint64 begin, qint64 end) const;
    /// The text under a rectangle of a page, as a range of bytes; empty when there is none.
    std::pair<qint64, qint64> textIn(int page, const QRectF& area) const;
    QString place(qint64 begin, qint64 end) const { return m_document->describe({begin, end}); }
    /// Its own outline; of a contract whose own says less, its articles, sections and attachments.
    QList<Heading> outline() const;
    bool hasOutline() const { return !outline().isEmpty(); }
    QList<CoverageNote> notes() const;
    /// Pages of pictures, and of characters without meaning, of which nobody has recognised any text.
    int picturePages() const;
    int recognisedPages() const;
    /// Where words stand that were at [begin, end) of the document as it was: there, or the nearest place;
    /// empty when they are nowhere.
    std::pair<qint64, qint64> placeOf(const QString& words, qint64 begin, qint64 end) const;
    bool isComplete() const { return m_document->ledger().isComplete(); }

    const DocumentPtr& document() const { return m_document; }

private:
    QList<Heading> clauses(const Contract& contract) const;

    DocumentPtr m_document;
    QString m_password;
};

} // namespace quire

Q_DECLARE_METATYPE(quire::SourceDocument)
