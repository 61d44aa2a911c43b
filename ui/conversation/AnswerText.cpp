#include "ui/conversation/AnswerText.h"

#include <algorithm>

namespace quire {

namespace {

constexpr qsizetype longProse = 3000; // characters from which prose is cut at the next paragraph

/// The first place from `least` on where prose may be cut: after an empty line, outside fenced code, before a
/// line that begins a paragraph of its own (not a list item, whose numbers would begin anew). -1: nowhere.
qsizetype safeCut(const QString& text, qsizetype least)
{
    bool fenced = false, afterEmpty = false;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = text.indexOf(u'\n', at);
        if (end < 0)
            break;
        const QStringView line = QStringView(text).sliced(at, end - at);
        const QStringView trimmed = line.trimmed();
        if (at >= least && !fenced && afterEmpty && !line.isEmpty() &&
            (line[0].isLetter() || line[0] == u'#'))
            return at;
        if (trimmed.startsWith(u"```"))
            fenced = !fenced;
        afterEmpty = trimmed.isEmpty();
        at = end + 1;
    }
    return -1;
}

} // namespace

bool AnswerText::update(const QString& answer, bool ended)
{
    const bool grew = !m_ended && answer.startsWith(m_seen);
    if (!grew) {
        if (m_ended && ended && answer == m_seen)
            return true;
        *this = AnswerText();
    }
    take(m_parser.feed(answer.mid(m_seen.size())));
    m_seen = answer;
    if (ended) {
        take(m_parser.finish());
        m_ended = true;
    }
    return grew;
}

void AnswerText::take(const std::vector<AnswerPiece>& pieces)
{
    for (const AnswerPiece& piece : pieces) {
        switch (piece.kind) {
        case AnswerPiece::Kind::Prose:
            addProse(piece.text);
            break;
        case AnswerPiece::Kind::Reference:
            addProse(QStringLiteral("[%1](cite:%2)").arg(piece.quote.mark).arg(m_citations++));
            break;
        case AnswerPiece::Kind::Quote:
            m_segments.append(AnswerSegment{{}, m_citations++});
            break;
        }
    }
}

void AnswerText::addProse(const QString& text)
{
    if (m_segments.isEmpty() || m_segments.last().isQuote()) {
        qsizetype begin = 0;
        while (begin < text.size() && text[begin] == u'\n')
            ++begin;
        if (begin == text.size())
            return;
        m_segments.append(AnswerSegment{text.mid(begin), -1});
    } else {
        m_segments.last().markdown += text;
    }
    while (m_segments.last().markdown.size() >= longProse) {
        QString& last = m_segments.last().markdown;
        const qsizetype cut = safeCut(last, longProse / 2);
        if (cut < 0)
            return;
        const QString tail = last.mid(cut);
        last.truncate(cut);
        m_segments.append(AnswerSegment{tail, -1});
    }
}

int AnswerSegment::count(const QString& words, const QList<CitationRecord>& citations) const
{
    if (!isQuote())
        return int(markdown.count(words, Qt::CaseInsensitive));
    const CitationRecord cited = citations.value(citation);
    return int((cited.source.isEmpty() ? cited.words : cited.source).count(words, Qt::CaseInsensitive));
}

int AnswerText::count(const QString& words, const QString& answer, const QList<CitationRecord>& citations)
{
    // Most answers have nothing of it, and need not be cut up to know.
    const bool anywhere = answer.contains(words, Qt::CaseInsensitive) ||
                          std::any_of(citations.begin(), citations.end(), [&](const CitationRecord& each) {
                              return each.source.contains(words, Qt::CaseInsensitive);
                          });
    if (words.isEmpty() || !anywhere)
        return 0;
    AnswerText text;
    text.update(answer, true);
    int all = 0;
    for (const AnswerSegment& segment : text.segments())
        all += segment.count(words, citations);
    return all;
}

} // namespace quire
