#pragma once

#include <QByteArray>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace quire {

/// A word of a page as the PDF places it: 24 bytes, its text in PdfWords::text.
struct PdfWord
{
    quint32 text;
    quint16 length;
    bool spaceAfter;                ///< the PDF draws white space behind it
    quint8 rotation;                ///< quarter turns clockwise of the direction it is read in; +4 when askew
    float left, top, right, bottom; ///< points from the page's upper left corner

    float height() const { return bottom - top; }
    float width() const { return right - left; }
    float middle() const { return (top + bottom) / 2; }
};

/// All words of one page, in whatever order they were found.
struct PdfWords
{
    QByteArray text; ///< UTF-8 of all words, one after the other
    std::vector<PdfWord> words;
    QSizeF size{1, 1};              ///< points
    QString label;                  ///< as printed; may be empty
    qint64 unmapped = 0;            ///< glyphs of whose meaning the file tells nothing
    bool hasPictures = false;       ///< there are pictures on it
    std::vector<QRectF> pictures{}; ///< where they are drawn; points, as words
    bool recognised = false;        ///< its words were recognised from a picture

    QByteArrayView of(const PdfWord& word) const
    {
        return QByteArrayView(text).sliced(word.text, word.length);
    }
};

/// A line of a page in reading order.
struct PdfLine
{
    enum class Kind : quint8
    {
        Text,
        TableRow,
        Footnote,
        Figure ///< a placeholder
    };

    quint32 first = 0; ///< in PageFlow::order
    quint32 count = 0;
    float left = 0, top = 0, right = 0, bottom = 0;
    Kind kind = Kind::Text;
    bool beginsParagraph = false;
    bool keepsBreak =
        false; ///< the line before it ended on purpose: its first word would still have fitted there
    bool removed = false; ///< a running header, footer or page number

    float height() const { return bottom - top; }
};

/// The words of a page in the order in which they are read.
struct PageFlow
{
    std::vector<quint32> order; ///< indices of words, line after line
    std::vector<PdfLine> lines;
    std::vector<bool> beginsCell; ///< beside `order`: the word begins a cell of a TableRow
    float bodyHeight = 0;         ///< of most of the text, points; 0 for an empty page
    float height = 0;             ///< of the page as most of its text is read, points
};

/// A word's box as if the page were turned so that the word is read from left to right.
PdfWord uprightWord(const PdfWord& word, QSizeF pageSize);

/// Finds the reading order: recursive XY-cut over the boxes of the words. Columns (left to right, or right to
/// left when most text is), then lines from the top; lines that span columns split them; tables are read row
/// by row; footnotes come after everything else of their page.
PageFlow layOut(const PdfWords& page);

} // namespace quire
