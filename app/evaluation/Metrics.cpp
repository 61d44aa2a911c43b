#include "app/evaluation/Metrics.h"

#include <QChar>
#include <QHash>
#include <QStringList>

#include <algorithm>

namespace quire {

namespace {

constexpr qint64 longestContainer =
    1200;                             // characters of a quote that may still count as pointing at its gold
constexpr qint64 shortestInside = 20; // characters of a quote that lies inside its gold

bool isSpace(char32_t c)
{
    return QChar::isSpace(c);
}

QStringList answerWords(const QString& text)
{
    QString plain;
    for (const QChar c : text.toLower())
        plain += c.isLetterOrNumber() || c == u'_' || c.isSurrogate() ? c : QChar(u' ');
    QStringList words = plain.simplified().split(u' ', Qt::SkipEmptyParts);
    words.removeIf([](const QString& w) {
        return w == QLatin1String("a") || w == QLatin1String("an") || w == QLatin1String("the");
    });
    return words;
}

} // namespace

std::u32string foldSpaces(std::u32string_view text)
{
    std::u32string folded;
    for (const char32_t c : text)
        if (!isSpace(c))
            folded += c;
        else if (!folded.empty() && folded.back() != U' ')
            folded += U' ';
    if (!folded.empty() && folded.back() == U' ')
        folded.pop_back();
    return folded;
}

QuotedText::QuotedText(std::u32string text) : m_text(std::move(text))
{
    m_folded.reserve(m_text.size());
    m_places.reserve(m_text.size());
    bool space = false;
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        const bool blank = isSpace(m_text[i]);
        if (blank && space)
            continue;
        space = blank;
        m_folded += blank ? U' ' : m_text[i];
        m_places.push_back(quint32(i));
    }
}

std::vector<CharSpan> QuotedText::locate(std::u32string_view quote) const
{
    std::vector<CharSpan> found;
    const std::u32string needle = foldSpaces(quote);
    if (needle.empty())
        return found;
    for (std::size_t at = m_folded.find(needle); at != std::u32string::npos;
         at = m_folded.find(needle, at + needle.size()))
        found.push_back({qint64(m_places[at]), qint64(m_places[at + needle.size() - 1]) + 1});
    return found;
}

bool spanHit(CharSpan quote, CharSpan gold)
{
    const qint64 both = std::min(quote.end, gold.end) - std::max(quote.begin, gold.begin);
    if (both > 0 && 4 * both >= quote.size() + gold.size())
        return true;
    if (quote.begin <= gold.begin && gold.end <= quote.end)
        return quote.size() <= std::max(longestContainer, 4 * gold.size());
    if (gold.begin <= quote.begin && quote.end <= gold.end)
        return quote.size() >= std::min(shortestInside, gold.size());
    return false;
}

qint64 longestCommonRun(std::u32string_view a, std::u32string_view b)
{
    std::vector<qint64> before(b.size() + 1, 0), now(b.size() + 1, 0);
    qint64 best = 0;
    for (const char32_t c : a) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = c == b[j - 1] ? before[j - 1] + 1 : 0;
            best = std::max(best, now[j]);
        }
        std::swap(before, now);
    }
    return best;
}

bool evidenceHit(std::u32string_view quote, const QuotedText& text, const std::vector<CharSpan>& golds)
{
    const std::vector<CharSpan> places = text.locate(quote);
    for (const CharSpan& gold : golds)
        for (const CharSpan& place : places)
            if (spanHit(place, gold))
                return true;
    if (!places.empty())
        return false;
    const std::u32string said = foldSpaces(quote);
    for (const CharSpan& gold : golds) {
        const std::u32string meant = foldSpaces(
            std::u32string_view(text.text()).substr(std::size_t(gold.begin), std::size_t(gold.size())));
        if (!said.empty() && !meant.empty() &&
            4 * longestCommonRun(said, meant) >= qint64(said.size() + meant.size()))
            return true;
    }
    return false;
}

double answerF1(const QString& said, const QString& expected)
{
    const QStringList a = answerWords(said), b = answerWords(expected);
    if (a.isEmpty() || b.isEmpty())
        return a == b ? 1.0 : 0.0;
    QHash<QString, int> left;
    for (const QString& word : b)
        ++left[word];
    qint64 same = 0;
    for (const QString& word : a)
        if (left.value(word) > 0) {
            --left[word];
            ++same;
        }
    return 2.0 * double(same) / double(a.size() + b.size());
}

} // namespace quire
