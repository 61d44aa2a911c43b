#include "ingest/pdf/WordMaker.h"

#include "ingest/text/Utf8Ends.h"

#include <QList>
#include <QString>

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace quire {

namespace {

// Of the font's size. What a person sees as one word has gaps of a few hundredths; spaces are a fifth at
// least.
constexpr double widestGap = 0.1, widestOverlap = 0.2, sameSpot = 0.1, widestSpacing = 0.5;
constexpr double sameBase = 0.5;           // points
constexpr qsizetype longestWord = 1 << 12; // bytes
constexpr size_t rememberedWords = 24;

bool isRightToLeft(UChar32 c)
{
    if (c < 0x590)
        return false;
    const UCharDirection direction = u_charDirection(c);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/// The combining form of an accent that was given a place of its own; 0 for anything else.
char32_t combiningAccent(UChar32 c)
{
    switch (c) {
    case 0x60:
    case 0x2CB:
        return 0x300;
    case 0xB4:
    case 0x2CA:
        return 0x301;
    case 0x2C6:
        return 0x302;
    case 0x2DC:
        return 0x303;
    case 0xAF:
    case 0x2C9:
        return 0x304;
    case 0x2D8:
        return 0x306;
    case 0x2D9:
        return 0x307;
    case 0xA8:
        return 0x308;
    case 0x2DA:
        return 0x30A;
    case 0x2DD:
        return 0x30B;
    case 0x2C7:
        return 0x30C;
    case 0xB8:
        return 0x327;
    case 0x2DB:
        return 0x328;
    default:
        return 0;
    }
}

/// A letter with a mark as one character; nothing when there is no such character.
QByteArray composed(QByteArrayView letter, char32_t mark)
{
    UChar32 base = firstOf(letter);
    if (base == 0x131) // the letters without dots are there to carry accents
        base = 'i';
    if (base == 0x237)
        base = 'j';
    if (!u_isalpha(base))
        return {};
    const char32_t both[] = {char32_t(base), mark};
    const QString whole = QString::fromUcs4(both, 2).normalized(QString::NormalizationForm_C);
    return whole.toUcs4().size() == 1 ? whole.toUtf8() : QByteArray();
}

/// Reverses a word that was drawn from left to right but is read from right to left; marks stay behind their
/// letters and numbers as they are.
QByteArray inReadingOrder(const QByteArray& text)
{
    const QString drawn = QString::fromUtf8(text);
    std::vector<QString> clusters;
    for (const char32_t c : drawn.toUcs4()) {
        const int8_t type = u_charType(UChar32(c));
        const bool mark = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
        const bool digit = u_isdigit(UChar32(c)) != 0;
        const QString one = QString::fromUcs4(&c, 1);
        if (!clusters.empty() && (mark || (digit && clusters.back().back().isDigit())))
            clusters.back() += one;
        else
            clusters.push_back(one);
    }
    QString read;
    for (auto cluster = clusters.rbegin(); cluster != clusters.rend(); ++cluster)
        read += *cluster;
    return read.toUtf8();
}

} // namespace

WordMaker::Span WordMaker::spanOf(const GlyphPlace& p)
{
    Span span;
    switch (p.rotation & 3) {
    case 0:
        span = {p.x, p.x + p.dx, p.y};
        break;
    case 1:
        span = {p.y, p.y + p.dy, -p.x};
        break;
    case 2:
        span = {-p.x, -p.x - p.dx, -p.y};
        break;
    default:
        span = {-p.y, -p.y - p.dy, p.x};
    }
    if (span.end < span.begin)
        std::swap(span.begin, span.end);
    return span;
}

void WordMaker::add(QByteArrayView utf8, const GlyphPlace& place)
{
    if (!std::isfinite(place.x + place.y + place.dx + place.dy + place.size) || place.size <= 0)
        return;
    const Span span = spanOf(place);
    const UChar32 c = firstOf(utf8);
    if (m_accent) {
        const Span accent = spanOf(m_accent->place);
        const double middle = (accent.begin + accent.end) / 2;
        const bool over =
            m_accent->place.rotation == place.rotation && middle > span.begin - sameSpot * place.size &&
            middle < span.end + sameSpot * place.size && std::abs(accent.base - span.base) < place.size / 2;
        const QByteArray whole = over ? composed(utf8, m_accent->combining) : QByteArray();
        const Accent held = *std::exchange(m_accent, std::nullopt);
        if (!whole.isEmpty()) {
            put(whole, place);
            return;
        }
        put(held.text, held.place);
    }
    if (const char32_t combining = c >= 0x60 ? combiningAccent(c) : 0) {
        if (!composesWithLast(combining, span, place))
            m_accent = Accent{utf8.toByteArray(), combining, place};
        return;
    }
    put(utf8, place);
}

bool WordMaker::composesWithLast(char32_t combining, const Span& span, const GlyphPlace& place)
{
    const double middle = (span.begin + span.end) / 2;
    if (!m_open || m_place.rotation != place.rotation || middle < m_lastSpan.begin ||
        middle > m_lastSpan.end || std::abs(span.base - m_span.base) > place.size / 2)
        return false;
    const QByteArray whole = composed(QByteArrayView(m_text).sliced(m_lastBegin), combining);
    if (whole.isEmpty())
        return false;
    m_text.replace(m_lastBegin, m_text.size() - m_lastBegin, whole);
    return true;
}

bool WordMaker::goesOn(const Span& span, const GlyphPlace& place, bool rightToLeft) const
{
    if (place.rotation != m_place.rotation || std::abs(place.size - m_place.size) > 0.01 * m_place.size ||
        m_text.size() > longestWord)
        return false;
    const double size = m_place.size;
    if (place.rotation & 4) // askew: what stands near belongs together
        return std::hypot(span.begin - m_lastSpan.end, span.base - m_lastSpan.base) < 0.8 * size;
    if (std::abs(span.base - m_span.base) > sameBase)
        return false;
    const double gap = span.begin - m_lastSpan.end - std::clamp(m_place.spacing, 0.0, widestSpacing * size);
    if (!m_drawnLeftwards && gap < widestGap * size && gap > -widestOverlap * size)
        return true;
    if (!rightToLeft || !m_rightToLeft)
        return false;
    const double leftGap = m_lastSpan.begin - span.end;
    const bool only = m_lastBegin == 0;
    return (m_drawnLeftwards || only) && leftGap < widestGap * size && leftGap > -widestOverlap * size;
}

bool WordMaker::isDrawnTwice(QByteArrayView utf8, const Span& span, const GlyphPlace& place) const
{
    return m_open && place.rotation == m_place.rotation &&
           std::abs(span.begin - m_lastSpan.begin) < sameSpot * place.size && span.end > span.begin &&
           std::abs(span.base - m_span.base) < sameSpot * place.size &&
           QByteArrayView(m_text).sliced(m_lastBegin) == utf8;
}

void WordMaker::put(QByteArrayView utf8, const GlyphPlace& place)
{
    const Span span = spanOf(place);
    if (isDrawnTwice(utf8, span, place))
        return;
    const bool rightToLeft = isRightToLeft(firstOf(utf8));
    if (m_open && !goesOn(span, place, rightToLeft))
        endWord();
    if (!m_open) {
        m_open = true;
        m_text.resize(0);
        m_span = span;
        m_place = place;
        m_above = place.ascent * place.size;
        m_below = place.descent * place.size;
        m_rightToLeft = false;
        m_drawnLeftwards = false;
    } else {
        if (rightToLeft && span.end < m_lastSpan.begin + widestGap * place.size &&
            span.begin < m_lastSpan.begin)
            m_drawnLeftwards = true;
        m_span.begin = std::min(m_span.begin, span.begin);
        m_span.end = std::max(m_span.end, span.end);
        m_above = std::max(m_above, place.ascent * place.size);
        m_below = std::min(m_below, place.descent * place.size);
    }
    m_rightToLeft |= rightToLeft;
    m_lastBegin = m_text.size();
    m_lastSpan = span;
    m_text.append(utf8.data(), utf8.size());
}

void WordMaker::space()
{
    const bool open = m_open || m_accent;
    flush();
    if (open && !m_page.words.empty())
        m_page.words.back().spaceAfter = true;
}

void WordMaker::flush()
{
    if (m_accent) {
        const Accent held = *std::exchange(m_accent, std::nullopt);
        put(held.text, held.place);
    }
    endWord();
}

void WordMaker::endWord()
{
    if (!std::exchange(m_open, false))
        return;
    if (m_rightToLeft && !m_drawnLeftwards)
        m_text = inReadingOrder(m_text);
    const double begin = m_span.begin, end = m_span.end;
    const double top = m_span.base - m_above;
    const double bottom = m_span.base - m_below > top ? m_span.base - m_below : top + 1;
    PdfWord word{quint32(m_page.text.size()), quint16(m_text.size()), false, m_place.rotation, 0, 0, 0, 0};
    const auto place = [&word](double left, double up, double right, double down) {
        word.left = float(left);
        word.top = float(up);
        word.right = float(right);
        word.bottom = float(down);
    };
    switch (m_place.rotation & 3) {
    case 0:
        place(begin, top, end, bottom);
        break;
    case 1:
        place(-bottom, begin, -top, end);
        break;
    case 2:
        place(-end, -bottom, -begin, -top);
        break;
    default:
        place(top, -end, bottom, -begin);
    }
    m_page.text += m_text;
    if (stoodBefore(word))
        m_page.text.chop(m_text.size());
    else
        m_page.words.push_back(word);
}

/// True when one of the last words is the same at the same spot: bold by drawing twice.
bool WordMaker::stoodBefore(const PdfWord& word) const
{
    const auto& words = m_page.words;
    const size_t first = words.size() > rememberedWords ? words.size() - rememberedWords : 0;
    const double near = sameSpot * m_place.size;
    for (size_t i = words.size(); i-- > first;)
        if (std::abs(words[i].left - word.left) < near && std::abs(words[i].top - word.top) < near &&
            words[i].length == word.length && m_page.of(words[i]) == m_page.of(word))
            return true;
    return false;
}

} // namespace quire
