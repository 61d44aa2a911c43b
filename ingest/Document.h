#pragma once

#include "ingest/Anchor.h"
#include "ingest/Ledger.h"

#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace quire {

class Contract;

enum class DocumentKind
{
    Text,
    Markdown,
    Code,
    Pdf,
    Html,
    Epub,
    Word,
    OpenDocument,
    FictionBook,
    Rtf,
    Email,
    Table
};

/// A heading of a document, or a definition of a source file.
struct OutlineItem
{
    int level = 1; ///< 1 is the outermost
    QString title;
    ByteRange text; ///< the heading's own bytes in the document's text
};

/// What is known of a document besides its text. Everything may be empty.
struct DocumentInfo
{
    QString title;
    QString author;
    QString language;             ///< programming language for code ("C++"), else a BCP 47 tag where stated
    QString encoding;             ///< of a text source, as IANA names it
    int encodingConfidence = 100; ///< percent; below 100 where the encoding was guessed
};

/// What was read: UTF-8 text with LF line ends, and for every byte of it the place in the source where it
/// stands. Immutable once built (see DocumentBuilder), shared by pointer. Offsets are bytes of text().
class Document
{
public:
    DocumentKind kind() const { return m_kind; }
    const QString& name() const { return m_name; } ///< as shown and as given to the model
    const QString& path() const { return m_path; } ///< where it was read from; may be empty
    const QByteArray& text() const { return m_text; }
    const DocumentInfo& info() const { return m_info; }
    const std::vector<OutlineItem>& outline() const { return m_outline; } ///< in order of position
    const std::vector<Edit>& edits() const { return m_edits; }            ///< in order of position
    const Ledger& ledger() const { return m_ledger; }
    /// Pages of it are pictures, or have no readable characters: reading it again with
    /// ReadContext::recognise may give their text.
    bool wantsOcr() const
    {
        return m_ledger.count(Coverage::NeedsOcr) + m_ledger.count(Coverage::Garbled) > 0;
    }
    const QByteArray& contentHash() const { return m_hash; } ///< 16 bytes over name, kind and text

    /// Lines of text(), from 1.
    int lineCount() const { return int(m_lines.size()); }
    int lineAt(qint64 offset) const;           ///< O(log lines)
    ByteRange line(int line) const;            ///< without its newline; empty beyond the last
    LinePlace linePlace(ByteRange text) const; ///< lines and columns of text()
    ByteRange fromLinePlace(const LinePlace& place) const;

    int pageCount() const { return int(m_pages.size()); } ///< 0 for a document without pages
    int pageAt(qint64 offset) const;                      ///< -1 without pages
    ByteRange pageText(int page) const;
    QString pageLabel(int page) const; ///< printed label, else the number from 1
    QSizeF pageSize(int page) const;   ///< points, as shown
    /// The words of a page whose rectangle's centre lies in `area` (points): the smallest range holding them.
    std::optional<ByteRange> textIn(int page, const QRectF& area) const;

    /// The places of a range, in order: one LinePlace, or one PagePlace a page, or one HrefPlace a part.
    std::vector<Anchor> anchors(ByteRange text) const;
    /// Back from a place to the text it covers; nothing when the place is not of this document.
    std::optional<ByteRange> find(const Place& place) const;
    /// The place of a range in a person's words, without the document's name: "line 12", "pages 3–4
    /// (ii–iii)", "page 7, §7.2(b)" in a contract.
    QString describe(ByteRange text) const;
    /// Its clauses, terms and references, found when they are first asked for (15 MB/s) and kept; nullptr
    /// when it is not put together as contracts are. Any thread may ask.
    const Contract* contract() const;
    /// The innermost heading at or above an offset; nullptr above the first.
    const OutlineItem* headingAt(qint64 offset) const;

private:
    friend class DocumentBuilder;
    friend class DocumentCodec;

    struct Page
    {
        quint32 text; ///< where its text begins
        quint32 word; ///< its first word
        float width, height;
        QString label;
    };
    /// A word's rectangle, in 1/65535 of its page's sides: 16 bytes a word, exact to 0.01 point.
    struct Word
    {
        quint32 text;
        quint32 length;
        quint16 left, top, right, bottom;
    };
    /// From `text` on, the text is that of part `part` from byte `offset` on.
    struct PartRun
    {
        quint32 text;
        quint32 part;
        quint32 offset;
    };
    struct Part
    {
        QString href;
        QString title;
    };

    class LazyContract;

    QString describePlace(ByteRange text) const; ///< without the clause
    QString describeRange(ByteRange text) const; ///< without the cell of a table
    QRectF wordRect(const Word& word, const Page& page) const;
    std::vector<Anchor> pageAnchors(ByteRange text) const;
    std::vector<Anchor> partAnchors(ByteRange text) const;
    std::optional<ByteRange> findOnPage(const PagePlace& place) const;
    std::optional<ByteRange> findInPart(const HrefPlace& place) const;
    qsizetype partRunAt(qint64 offset) const;
    quint32 wordsEnd(int page) const;

    DocumentKind m_kind = DocumentKind::Text;
    QString m_name;
    QString m_path;
    QByteArray m_text;
    DocumentInfo m_info;
    std::vector<OutlineItem> m_outline;
    std::vector<Edit> m_edits;
    Ledger m_ledger;
    QByteArray m_hash;
    std::vector<quint32> m_lines; ///< where each line begins
    std::vector<Page> m_pages;
    std::vector<Word> m_words;
    std::vector<PartRun> m_runs;
    std::vector<Part> m_parts;
    std::shared_ptr<LazyContract> m_contract; ///< filled in when it is asked for
};

using DocumentPtr = std::shared_ptr<const Document>;

} // namespace quire
