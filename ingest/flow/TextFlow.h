#pragma once

#include "ingest/DocumentBuilder.h"

#include <vector>

namespace quire {

/// Writes flowing documents (HTML, EPUB, DOCX, …) into a builder: paragraphs with a blank line between,
/// tables as Markdown rows (see TableCell.h), items of lists on lines of their own. White space is collapsed
/// as browsers do, but in verbatim text. Whatever opens may stay open: the next block closes it.
class TextFlow
{
public:
    explicit TextFlow(DocumentBuilder& builder) : m_builder(builder) {}

    /// Ends the paragraph that is open. The next text begins one.
    void endParagraph();
    /// As endParagraph(), and a blank line follows even between items.
    void gap();
    /// Text of the open paragraph, UTF-8; bytes that are none become U+FFFD, as recorded edits.
    void text(QByteArrayView utf8);
    void lineBreak();
    /// From here to endParagraph() is a heading; level from 1. `title`: what the outline calls it, else its
    /// text.
    void beginHeading(int level, const QString& title = {});
    /// The next text begins an item; `label` ("•", "7.2(b)") stands before it, `depth` from 0 indents it.
    void beginItem(QByteArrayView label, int depth);
    void setVerbatim(bool verbatim) { m_verbatim = verbatim; }

    void beginRow();
    void beginCell();
    void endRow();
    bool inRow() const { return m_inRow; }
    bool isOpen() const { return m_begin >= 0; } ///< the paragraph has text

    /// Ends everything; a part may begin after it.
    void finish();
    /// Says where the text from here on comes from (see DocumentBuilder::beginPart).
    void beginPart(const QString& href, const QString& title);

private:
    void open();
    void put(QByteArrayView utf8);
    void write(QByteArrayView utf8);

    DocumentBuilder& m_builder;
    QByteArray m_label;  ///< to be written before the next text
    qint64 m_begin = -1; ///< of the open paragraph's text, -1 when none is open
    QString m_headingTitle;
    int m_heading = 0;    ///< level of the open heading, 0 for other paragraphs
    bool m_space = false; ///< white space is due before the next text
    bool m_verbatim = false;
    bool m_inRow = false;
    bool m_lastWasItem = false; ///< items stand on lines without a blank one between
    bool m_lastWasRow = false;
    bool m_item = false;
    bool m_partPending = false;
    QString m_href;
    QString m_title;
};

} // namespace quire
