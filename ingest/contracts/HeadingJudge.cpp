#include "ingest/contracts/HeadingJudge.h"

#include "ingest/contracts/ClauseKeywords.h"
#include "ingest/contracts/TextCursor.h"

#include <algorithm>
#include <array>

namespace quire {

namespace {

using Family = LabelCandidate::Family;

constexpr qsizetype longestTitle = 110; // bytes

template <size_t N>
bool isOneOf(QByteArrayView word, const std::array<const char*, N>& words)
{
    return std::any_of(words.begin(), words.end(), [word](const char* w) { return sameWord(word, w); });
}

constexpr std::array months = {"january",  "february", "march",  "april",     "may",
                               "june",     "july",     "august", "september", "october",
                               "november", "december", "januar", "februar",   "m\xC3\xA4rz",
                               "mai",      "juni",     "juli",   "oktober",   "dezember"};
constexpr std::array units = {"percent", "per",   "days",  "day",  "months", "month", "years", "year",
                              "million", "weeks", "hours", "euro", "eur",    "usd",   "times", "shares"};
constexpr std::array smallWords = {"of",   "and", "the", "to",  "for", "in",   "on",  "by",
                                   "with", "or",  "a",   "an",  "as",  "from", "its", "at",
                                   "und",  "der", "des", "die", "zur", "zum",  "von"};

} // namespace

bool HeadingJudge::isUnit(QByteArrayView word)
{
    return isOneOf(word, units);
}

/// The end of the line, or of what stands for one.
qsizetype HeadingJudge::segmentEnd(qsizetype at) const
{
    const qsizetype most = std::min(m_text.size(), at + 400);
    for (; at < most; ++at) {
        if (m_text[at] == '\n')
            return at;
        TextCursor cursor(m_text, at);
        if (cursor.blankAt(at) > 0 && cursor.skipBlanks() >= widestGap)
            return at;
    }
    return at;
}

qsizetype HeadingJudge::titleEnd(qsizetype at) const
{
    TextCursor cursor(m_text, at);
    cursor.skipBlanks();
    for (const char* dash : {"\xE2\x80\x93", "\xE2\x80\x94", "-", "|", "_", "*"})
        if (cursor.eat(dash))
            cursor.skipBlanks();
    TextCursor named = cursor;
    if (startsQuoted(cursor.at()) || eatClauseKeyword(named)) // “Affiliate” means …; Section 2 is replaced
        return at;
    if (TextCursor::isLower(cursor.peek()))
        return at;
    const qsizetype begin = cursor.at(), line = segmentEnd(begin);
    int words = 0, capitals = 0;
    while (cursor.at() < line && cursor.at() - begin < longestTitle) {
        const char c = cursor.peek();
        if ((c == '.' || c == ':') && !cursor.isWordAt(cursor.at() + 1)) {
            if (words > 0 && words <= 14 && capitals * 10 >= words * 7)
                return cursor.at() + 1;
            return at;
        }
        if (c == '(' && words > 0 && capitals * 10 >= words * 7 && isItemAt(cursor.at()))
            return cursor.at(); // "INTERPRETATION (a) Definitions"
        if (TextCursor::isDigit(c) && cursor.peek(1) == '.' && TextCursor::isDigit(cursor.peek(2)) &&
            words > 0 && capitals * 10 >= words * 7) // "Miscellaneous 10.1 Notices"
            return cursor.at();
        if (cursor.isWordAt(cursor.at())) {
            const bool capital = !TextCursor::isLower(c);
            const QByteArrayView word = cursor.word();
            if (word.isEmpty())
                cursor.digits(9);
            else if (capital || !isOneOf(word, smallWords))
                ++words, capitals += capital;
            continue;
        }
        cursor.skip();
    }
    const QByteArrayView whole = m_text.sliced(begin, line - begin).trimmed();
    if (whole.endsWith(',') || whole.endsWith(';') || whole.endsWith(" or") || whole.endsWith(" and"))
        return at;
    const bool ownLine =
        cursor.at() >= line && words > 0 && words <= 14 && line - begin < longestTitle && !goesOnBehind(line);
    return ownLine && capitals * 10 >= words * 6 ? line : at;
}

/// True when what stands behind a line end goes on with its sentence.
bool HeadingJudge::goesOnBehind(qsizetype line) const
{
    TextCursor cursor(m_text, line);
    cursor.skipBlanks();
    while (cursor.eat('\n'))
        cursor.skipBlanks();
    return TextCursor::isLower(cursor.peek()) && !(cursor.peek(1) == '.' || cursor.peek(1) == ')');
}

bool HeadingJudge::startsQuoted(qsizetype at) const
{
    const QByteArrayView rest = m_text.sliced(std::min(at, m_text.size()));
    return rest.startsWith('"') || rest.startsWith("\xE2\x80\x9C") || rest.startsWith("\xE2\x80\x9E");
}

bool HeadingJudge::isItemAt(qsizetype at) const
{
    TextCursor cursor(m_text, at);
    if (!cursor.eat('('))
        return false;
    const QByteArrayView token = TextCursor::isDigit(cursor.peek()) ? cursor.digits(2) : cursor.word();
    return token.size() <= 2 && !numeralsOf(token).empty() && cursor.eat(')') &&
           cursor.blankAt(cursor.at()) > 0;
}

float HeadingJudge::weigh(const LabelCandidate& label) const
{
    TextCursor cursor(m_text, label.label.end);
    cursor.skipBlanks();
    for (const char* dash : {"\xE2\x80\x93", "\xE2\x80\x94", "-", "*", "_", "|"})
        if (cursor.eat(dash))
            cursor.skipBlanks();
    const char next = cursor.peek();
    TextCursor after = cursor;
    const QByteArrayView word = after.word();
    if (label.family == Family::Decimal &&
        (isOneOf(word, units) || (label.path.size() == 1 && isOneOf(word, months))))
        return 0;
    float weight = 1;
    if (next == '\n' || next == '\0')
        weight = label.label.size() > 6 || label.path.size() > 1 ? 0.9f : 0.4f;
    else if (TextCursor::isLower(next))
        weight = label.path.size() > 2 ? 0.6f : 0.3f;
    else if (label.family == Family::Attachment && TextCursor::isDigit(next))
        weight = 0.7f;
    else if (TextCursor::isDigit(next) || next == '$' || next == '%' || next == ',' || next == ';' ||
             next == ')')
        weight = 0.15f;
    if (label.titleEnd > label.label.end)
        weight += 0.4f;
    if (continuesSentence(label.label.begin))
        weight *= 0.3f;
    if (isContentsLine(label.label.end))
        weight *= 0.3f;
    if (label.family == Family::Attachment && TextCursor::isLower(next) && next != '\n')
        weight = 0; // "Exhibit A sets forth …"
    return weight;
}

/// True when the line before seems to go on here: hard-wrapped text.
bool HeadingJudge::continuesSentence(qsizetype begin) const
{
    qsizetype at = begin;
    while (at > 0 && TextCursor(m_text, at).blankAt(at - 1))
        --at;
    if (at < 2 || m_text[at - 1] != '\n' || m_text[at - 2] == '\n')
        return false;
    const qsizetype lineBegin = m_text.first(at - 1).lastIndexOf('\n') + 1;
    const char last = m_text[at - 2];
    const bool open = TextCursor::isLetter(last) || last == ',' || TextCursor::isDigit(last);
    return open && at - lineBegin > 45;
}

/// A line of a table of contents: leaders, or a page number at its end.
bool HeadingJudge::isContentsLine(qsizetype at) const
{
    const qsizetype end = segmentEnd(at);
    QByteArrayView line = m_text.sliced(at, end - at).trimmed();
    if (line.isEmpty() && end + 8 < m_text.size()) // the page number may stand behind the gap
        return false;
    if (line.contains("....") || line.contains(". . . .") ||
        hasPageNumber(at, std::min(end, at + longestTitle)))
        return true;
    TextCursor behind(m_text, end);
    behind.skipBlanks();
    const qsizetype numberBegin = behind.at();
    if (behind.digits(3).size() > 0 && numberBegin > end && line.size() < longestTitle &&
        (behind.peek() == '\n' || behind.skipBlanks() > 0))
        return true;
    qsizetype digits = 0;
    while (digits < line.size() && TextCursor::isDigit(line[line.size() - 1 - digits]))
        ++digits;
    return digits > 0 && digits <= 3 && digits + 2 < line.size() && line[line.size() - 1 - digits] == ' ' &&
           line.size() < longestTitle;
}

/// "Definitions 2 Section 1.02 …": contents whose lines were run together.
bool HeadingJudge::hasPageNumber(qsizetype at, qsizetype end) const
{
    TextCursor cursor(m_text, at);
    while (cursor.at() < end) {
        if (!TextCursor::isDigit(cursor.peek()) || cursor.blankAt(cursor.at() - 1) == 0) {
            cursor.skip();
            continue;
        }
        const QByteArrayView number = cursor.digits(4);
        if (number.size() > 3 || cursor.skipBlanks() == 0)
            continue;
        TextCursor label = cursor;
        if (eatClauseKeyword(label)) {
            label.skipBlanks();
            return TextCursor::isDigit(label.peek()) || TextCursor::isUpper(label.peek());
        }
        return label.digits(3).size() > 0 && label.peek() == '.' && TextCursor::isDigit(label.peek(1));
    }
    return false;
}

} // namespace quire
