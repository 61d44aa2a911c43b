#include "app/desk/SourceDocument.h"

#include "ingest/contracts/Contract.h"

namespace quire {

SourceDocument::Form SourceDocument::form() const
{
    switch (m_document->kind()) {
    case DocumentKind::Pdf:
        return m_document->pageCount() > 0 ? Form::Pages : Form::Text;
    case DocumentKind::Markdown:
        return Form::Markdown;
    case DocumentKind::Code:
        return Form::Code;
    case DocumentKind::Epub:
    case DocumentKind::Word:
    case DocumentKind::OpenDocument:
    case DocumentKind::FictionBook:
    case DocumentKind::Rtf:
    case DocumentKind::Html:
    case DocumentKind::Email:
        return Form::Flow;
    default:
        return Form::Text;
    }
}

qsizetype SourceDocument::characters(qint64 begin, qint64 end) const
{
    // UTF-16 units: one a lead byte, one more for characters of four bytes.
    qsizetype units = 0;
    const QByteArray& utf8 = text();
    end = qMin<qint64>(end, utf8.size());
    for (qint64 i = qMax<qint64>(0, begin); i < end; ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        units += (byte & 0xc0) != 0x80;
        units += byte >= 0xf0;
    }
    return units;
}

qint64 SourceDocument::bytes(qsizetype wanted) const
{
    qsizetype units = 0;
    const QByteArray& utf8 = text();
    for (qint64 i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if ((byte & 0xc0) == 0x80)
            continue;
        if (units >= wanted)
            return i;
        units += byte >= 0xf0 ? 2 : 1;
    }
    return utf8.size();
}

QList<SourceDocument::Mark> SourceDocument::marks(qint64 begin, qint64 end) const
{
    QList<Mark> marks;
    for (const Anchor& anchor : m_document->anchors({begin, end}))
        if (const auto* page = std::get_if<PagePlace>(&anchor.place))
            marks.append({page->page, {page->rectangles.begin(), page->rectangles.end()}});
    return marks;
}

std::pair<qint64, qint64> SourceDocument::textIn(int page, const QRectF& area) const
{
    const std::optional<ByteRange> range = m_document->textIn(page, area);
    return range ? std::pair(range->begin, range->end) : std::pair<qint64, qint64>(0, 0);
}

QList<SourceDocument::Heading> SourceDocument::clauses(const Contract& contract) const
{
    QList<Heading> headings;
    const auto& clauses = contract.clauses().clauses();
    for (size_t i = 0; i < clauses.size(); ++i) {
        const Clause& clause = clauses[i];
        if (clause.kind == ClauseKind::Item && clause.title.isEmpty())
            continue;
        headings.append({clause.level, contract.heading(int(i), text()), clause.label.begin,
                         m_document->pageAt(clause.label.begin)});
    }
    return headings;
}

QList<SourceDocument::Heading> SourceDocument::outline() const
{
    if (const Contract* contract = m_document->contract()) {
        QList<Heading> headings = clauses(*contract);
        if (headings.size() > qsizetype(m_document->outline().size()))
            return headings;
    }
    QList<Heading> headings;
    for (const OutlineItem& item : m_document->outline())
        headings.append({item.level, item.title, item.text.begin, m_document->pageAt(item.text.begin)});
    return headings;
}

int SourceDocument::picturePages() const
{
    const Ledger& ledger = m_document->ledger();
    return int(ledger.count(Coverage::NeedsOcr) + ledger.count(Coverage::Garbled));
}

int SourceDocument::recognisedPages() const
{
    return int(m_document->ledger().count(Coverage::Ocr));
}

std::pair<qint64, qint64> SourceDocument::placeOf(const QString& words, qint64 begin, qint64 end) const
{
    const QByteArray wanted = words.toUtf8();
    const QByteArray& all = text();
    if (wanted.isEmpty() || all.mid(begin, end - begin) == wanted)
        return {begin, end};
    const qint64 before = all.lastIndexOf(wanted, qMin<qint64>(begin, all.size()));
    const qint64 after = begin < all.size() ? all.indexOf(wanted, begin) : -1;
    if (before < 0 && after < 0)
        return {0, 0};
    const bool later = before < 0 || (after >= 0 && after - begin < begin - before);
    const qint64 at = later ? after : before;
    return {at, at + wanted.size()};
}

QList<CoverageNote> SourceDocument::notes() const
{
    QList<CoverageNote> notes;
    for (const LedgerLine& line : m_document->ledger().lines())
        if (line.coverage != Coverage::Read && !(line.coverage == Coverage::Empty && line.reason.isEmpty()))
            notes.append({line.unit, coverageName(line.coverage), line.reason});
    return notes;
}

} // namespace quire
