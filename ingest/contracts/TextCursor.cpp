#include "ingest/contracts/TextCursor.h"

#include <QByteArray>

#include <algorithm>

namespace quire {

bool TextCursor::eat(char c)
{
    if (atEnd() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool TextCursor::eat(QByteArrayView bytes)
{
    if (!m_text.sliced(std::min(m_at, m_text.size())).startsWith(bytes))
        return false;
    m_at += bytes.size();
    return true;
}

int TextCursor::blankAt(qsizetype at) const
{
    if (at < 0 || at >= m_text.size())
        return 0;
    if (m_text[at] == ' ' || m_text[at] == '\t')
        return 1;
    const QByteArrayView rest = m_text.sliced(at);
    if (rest.startsWith("\xC2\xA0")) // no-break space
        return 2;
    return rest.startsWith("\xE2\x80\x89") || rest.startsWith("\xE2\x80\xAF") ? 3 : 0; // thin spaces
}

int TextCursor::skipBlanks()
{
    int count = 0;
    while (const int length = blankAt(m_at)) {
        m_at += length;
        ++count;
    }
    return count;
}

void TextCursor::skipWhite()
{
    skipBlanks();
    if (peek() == '\n' && peek(1) != '\n') {
        ++m_at;
        skipBlanks();
    }
}

bool TextCursor::isWordAt(qsizetype at) const
{
    if (at < 0 || at >= m_text.size())
        return false;
    const char c = m_text[at];
    if (isLetter(c) || isDigit(c))
        return true;
    // Bytes of other scripts are letters; general punctuation (E2 80) and Latin-1 signs (C2) are none.
    if (!(c & 0x80))
        return false;
    qsizetype lead = at;
    while (lead > 0 && at - lead < 3 && (m_text[lead] & 0xC0) == 0x80)
        --lead;
    const QByteArrayView character = m_text.sliced(lead);
    return !character.startsWith("\xC2") && !character.startsWith("\xE2\x80");
}

QByteArrayView TextCursor::word()
{
    const qsizetype begin = m_at;
    while (!atEnd() && isWordAt(m_at) && !isDigit(m_text[m_at]))
        ++m_at;
    return m_text.sliced(std::min(begin, m_text.size()), m_at - begin);
}

QByteArrayView TextCursor::digits(int most)
{
    const qsizetype begin = m_at;
    while (m_at - begin < most && isDigit(peek()))
        ++m_at;
    return m_text.sliced(std::min(begin, m_text.size()), m_at - begin);
}

QByteArray wordBefore(QByteArrayView text, qsizetype at)
{
    const TextCursor cursor(text, at);
    const auto back = [&](qsizetype from) { // to before the white space that ends at `from`
        while (from > 0 && (text[from - 1] == '\n' || cursor.blankAt(from - 1) == 1))
            --from;
        return from > 1 && cursor.blankAt(from - 2) == 2 ? from - 2 : from;
    };
    qsizetype end = back(at);
    if (end > 0 && text[end - 1] == '.')
        --end;
    qsizetype begin = end;
    while (begin > 0 && end - begin < 24 && cursor.isWordAt(begin - 1))
        --begin;
    return text.sliced(begin, end - begin).toByteArray().toLower();
}

bool sameWord(QByteArrayView a, QByteArrayView lower)
{
    return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) {
               return (TextCursor::isUpper(x) ? char(x + 32) : x) == y;
           });
}

} // namespace quire
