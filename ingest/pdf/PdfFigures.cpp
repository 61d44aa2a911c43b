#include "ingest/pdf/PdfFigures.h"

#include "ingest/text/Utf8Ends.h"

#include <QHash>

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

constexpr double smallest = 0.01, largest = 0.7; // of the page's area
constexpr size_t mostPieces = 200;               // of pictures on a page; more are a pattern
constexpr int manyPages = 3;

/// Pictures are often cut into strips: those that touch are one.
std::vector<QRectF> joined(std::vector<QRectF> pieces)
{
    bool changed = pieces.size() <= mostPieces;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < pieces.size(); ++i) {
            for (size_t j = i + 1; j < pieces.size();) {
                if (pieces[i].adjusted(-1, -1, 1, 1).intersects(pieces[j])) {
                    pieces[i] = pieces[i].united(pieces[j]);
                    pieces.erase(pieces.begin() + qsizetype(j));
                    changed = true;
                } else {
                    ++j;
                }
            }
        }
    }
    return pieces.size() <= mostPieces ? pieces : std::vector<QRectF>();
}

std::vector<QRectF> figuresOf(const PdfWords& page)
{
    std::vector<QRectF> figures;
    if (page.recognised || page.words.empty())
        return figures;
    const QRectF all(QPointF(0, 0), page.size);
    const double area = page.size.width() * page.size.height();
    for (const QRectF& piece : joined(page.pictures)) {
        const QRectF shown = piece.intersected(all);
        const double share = shown.width() * shown.height() / area;
        if (share >= smallest && share <= largest)
            figures.push_back(shown);
    }
    return figures;
}

QByteArray placeKey(const QRectF& box)
{
    const auto rounded = [](double value) { return QByteArray::number(qRound(value / 4)) + ' '; };
    return rounded(box.left()) + rounded(box.top()) + rounded(box.width()) + rounded(box.height());
}

/// The line before which a figure is read: never within a paragraph, nor where a sentence goes on from the
/// page before or to the next one.
size_t placeIn(const PdfWords& page, const PageFlow& flow, const QRectF& figure)
{
    const std::vector<PdfLine>& lines = flow.lines;
    size_t at = 0;
    while (at < lines.size() &&
           !(double((lines[at].top + lines[at].bottom) / 2) > figure.center().y() &&
             double(lines[at].left) < figure.right() && double(lines[at].right) > figure.left()))
        ++at;
    const auto wordAt = [&](quint32 order) { return page.of(page.words[flow.order[order]]); };
    const auto goesOnFromBefore = [&](size_t i) {
        return i == 0 && u_islower(firstOf(wordAt(lines[0].first)));
    };
    while (at < lines.size() && (!lines[at].beginsParagraph || lines[at].count == 0 || goesOnFromBefore(at)))
        ++at;
    if (at == lines.size() && at > 0 && lines[at - 1].count > 0) {
        const UChar32 last = lastOf(wordAt(lines[at - 1].first + lines[at - 1].count - 1));
        if (last != '.' && last != '!' && last != '?' && last != ':') {
            do
                --at;
            while (at > 0 && !lines[at].beginsParagraph);
        }
    }
    return at;
}

void place(PdfWords& page, PageFlow& flow, const QRectF& figure)
{
    const QByteArray text = "[picture]";
    const size_t at = placeIn(page, flow, figure);
    PdfLine line;
    line.first = quint32(flow.order.size());
    line.count = 1;
    line.left = float(figure.left());
    line.top = float(figure.top());
    line.right = float(figure.right());
    line.bottom = line.top + flow.bodyHeight; // no heading, however large it is
    line.kind = PdfLine::Kind::Figure;
    line.beginsParagraph = true;
    flow.order.push_back(quint32(page.words.size()));
    flow.beginsCell.push_back(false);
    page.words.push_back({quint32(page.text.size()), quint16(text.size()), true, 0, float(figure.left()),
                          float(figure.top()), float(figure.right()), float(figure.bottom())});
    page.text += text;
    flow.lines.insert(flow.lines.begin() + qsizetype(at), line);
}

} // namespace

void placeFigures(std::vector<PdfWords>& pages, std::vector<PageFlow>& flows)
{
    std::vector<std::vector<QRectF>> figures;
    QHash<QByteArray, int> pagesWith;
    for (const PdfWords& page : pages) {
        figures.push_back(page.pictures.empty() ? std::vector<QRectF>() : figuresOf(page));
        for (const QRectF& figure : figures.back())
            ++pagesWith[placeKey(figure)];
    }
    for (size_t i = 0; i < pages.size(); ++i)
        for (const QRectF& figure : figures[i])
            if (pagesWith.value(placeKey(figure)) < manyPages)
                place(pages[i], flows[i], figure);
}

} // namespace quire
