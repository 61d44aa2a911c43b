#include "ingest/Document.h"

#include "ingest/TableCell.h"
#include "ingest/contracts/Contract.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

#include <algorithm>

namespace quire {

namespace {

/// What is said of documents, in the language of whoever looks at them.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(quire::Document)
};

ByteRange overlap(ByteRange a, ByteRange b)
{
    return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

} // namespace

QString coverageName(Coverage coverage)
{
    switch (coverage) {
    case Coverage::Read:
        return Words::tr("read");
    case Coverage::Empty:
        return Words::tr("empty");
    case Coverage::Ocr:
        return Words::tr("recognised from an image");
    case Coverage::Garbled:
        return Words::tr("garbled");
    case Coverage::Truncated:
        return Words::tr("cut short");
    case Coverage::Skipped:
        return Words::tr("skipped");
    case Coverage::NeedsOcr:
        return Words::tr("needs OCR");
    }
    return {};
}

void Ledger::add(LedgerLine line)
{
    if (line.coverage == Coverage::Empty && line.reason.isEmpty())
        line.reason = Words::tr("no text in it");
    m_lines.push_back(std::move(line));
}

int Document::lineAt(qint64 offset) const
{
    return int(std::upper_bound(m_lines.begin(), m_lines.end(), offset,
                                [](qint64 o, quint32 begin) { return o < qint64(begin); }) -
               m_lines.begin());
}

ByteRange Document::line(int line) const
{
    if (line < 1 || line > lineCount())
        return {m_text.size(), m_text.size()};
    const qint64 begin = m_lines[line - 1];
    const qint64 end = line < lineCount() ? qint64(m_lines[line]) - 1 : m_text.size();
    return {begin, end};
}

LinePlace Document::linePlace(ByteRange text) const
{
    LinePlace place;
    place.line = lineAt(text.begin);
    place.endLine = lineAt(text.end);
    const auto column = [this](int line, qint64 offset) {
        const qint64 begin = m_lines[line - 1];
        return int(1 + countCodePoints(QByteArrayView(m_text).sliced(begin, offset - begin)));
    };
    place.column = column(place.line, text.begin);
    place.endColumn = column(place.endLine, text.end);
    return place;
}

ByteRange Document::fromLinePlace(const LinePlace& place) const
{
    const auto offset = [this](int number, int column) {
        const ByteRange range = line(number);
        const QByteArrayView bytes = QByteArrayView(m_text).sliced(range.begin, range.size());
        return range.begin + byteOffsetOfCodePoint(bytes, column - 1);
    };
    return {offset(place.line, place.column), offset(place.endLine, place.endColumn)};
}

qsizetype Document::partRunAt(qint64 offset) const
{
    const auto it = std::upper_bound(m_runs.begin(), m_runs.end(), offset,
                                     [](qint64 o, const PartRun& run) { return o < qint64(run.text); });
    return it - m_runs.begin() - 1;
}

std::vector<Anchor> Document::partAnchors(ByteRange text) const
{
    std::vector<Anchor> anchors;
    qsizetype at = std::max<qsizetype>(partRunAt(text.begin), 0);
    for (; at < qsizetype(m_runs.size()) && qint64(m_runs[at].text) < std::max(text.end, text.begin + 1);
         ++at) {
        const PartRun& run = m_runs[at];
        const qint64 runEnd = at + 1 < qsizetype(m_runs.size()) ? m_runs[at + 1].text : m_text.size();
        const ByteRange piece = overlap(text, {run.text, runEnd});
        if (piece.isEmpty() && !text.isEmpty())
            continue;
        const qint64 shift = qint64(run.offset) - run.text;
        anchors.push_back({piece, HrefPlace{m_parts[run.part].href,
                                            m_parts[run.part].title,
                                            {piece.begin + shift, piece.end + shift}}});
    }
    return anchors;
}

std::optional<ByteRange> Document::findInPart(const HrefPlace& place) const
{
    std::optional<ByteRange> found;
    for (size_t i = 0; i < m_runs.size(); ++i) {
        const PartRun& run = m_runs[i];
        if (m_parts[run.part].href != place.href)
            continue;
        const qint64 runEnd = i + 1 < m_runs.size() ? m_runs[i + 1].text : m_text.size();
        const ByteRange here = overlap(place.text, {run.offset, run.offset + runEnd - run.text});
        if (here.isEmpty() && !(place.text.isEmpty() && here.begin == here.end))
            continue;
        const qint64 shift = qint64(run.text) - run.offset;
        const ByteRange piece{here.begin + shift, here.end + shift};
        found =
            found ? ByteRange{std::min(found->begin, piece.begin), std::max(found->end, piece.end)} : piece;
    }
    return found;
}

std::vector<Anchor> Document::anchors(ByteRange text) const
{
    if (!m_pages.empty())
        return pageAnchors(text);
    if (!m_runs.empty())
        return partAnchors(text);
    return {{text, linePlace(text)}};
}

std::optional<ByteRange> Document::find(const Place& place) const
{
    if (const auto* page = std::get_if<PagePlace>(&place))
        return findOnPage(*page);
    if (const auto* part = std::get_if<HrefPlace>(&place))
        return findInPart(*part);
    const auto& lines = std::get<LinePlace>(place);
    if (lines.line < 1 || lines.line > lineCount())
        return std::nullopt;
    return fromLinePlace(lines);
}

const OutlineItem* Document::headingAt(qint64 offset) const
{
    const auto it = std::upper_bound(m_outline.begin(), m_outline.end(), offset,
                                     [](qint64 o, const OutlineItem& item) { return o < item.text.begin; });
    return it == m_outline.begin() ? nullptr : &*std::prev(it);
}

QString Document::describe(ByteRange text) const
{
    const Contract* known = contract();
    const QString clause = known ? known->describe(text) : QString();
    if (clause.isEmpty())
        return describePlace(text);
    // Of a document in parts nothing else is as exact as its clauses.
    return m_runs.empty() ? describePlace(text) + QStringLiteral(", ") + clause : clause;
}

QString Document::describePlace(ByteRange text) const
{
    const auto cell = cellOf(*this, text);
    if (!cell)
        return describeRange(text);
    constexpr qsizetype longestHead = 40;
    const QString column = cell->head.isEmpty() || cell->head.size() > longestHead
                               ? Words::tr("column %1").arg(cell->column)
                               : u'\u201C' + cell->head + u'\u201D';
    return describeRange(text) + Words::tr(", row %1 of a table, ").arg(cell->row) + column;
}

QString Document::describeRange(ByteRange text) const
{
    const qint64 last = std::max(text.begin, text.end - 1);
    if (!m_pages.empty()) {
        const int first = pageAt(text.begin), final = pageAt(last);
        const auto name = [this](int page) {
            const QString number = QString::number(page + 1);
            return pageLabel(page) == number ? number
                                             : pageLabel(page) + QStringLiteral(" (") + number + u')';
        };
        return first == final ? Words::tr("page %1").arg(name(first))
                              : Words::tr("pages %1–%2").arg(name(first), name(final));
    }
    if (!m_runs.empty()) {
        const OutlineItem* heading = headingAt(text.begin);
        if (heading)
            return heading->title;
        const Part& part = m_parts[m_runs[std::max<qsizetype>(partRunAt(text.begin), 0)].part];
        if (!part.title.isEmpty())
            return part.title;
        return Words::tr("paragraph %1").arg(QByteArrayView(m_text).first(text.begin).count("\n\n") + 1);
    }
    const int first = lineAt(text.begin), final = lineAt(last);
    return first == final ? Words::tr("line %1").arg(first) : Words::tr("lines %1–%2").arg(first).arg(final);
}

} // namespace quire
