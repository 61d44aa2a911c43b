#include "ingest/prompt/SentenceBreak.h"

#include "ingest/text/Utf8.h"
#include "ingest/text/Utf8Ends.h"

#include <QChar>

#include <algorithm>
#include <array>
#include <iterator>

namespace quire {

namespace {

constexpr QByteArrayView wideStops[] = {"。", "！", "？"};
constexpr QByteArrayView closing[] = {"\"", "”", "’", "»", ")", "]"}; // behind . ! ?
constexpr QByteArrayView wideClosing[] = {"”", "」"};                 // behind 。！？

constexpr QByteArrayView abbreviations[] = {"Mr",  "Mrs",  "Ms",  "Dr",  "St",  "Prof", "Sr", "Jr", "Messrs",
                                            "Mme", "Capt", "Col", "Gen", "Rev", "Hon",  "No", "Nr", "Inc",
                                            "Co",  "Corp", "Ltd", "vs",  "etc", "cf",   "pp"};
constexpr int longestAbbreviation = 6;

/// Bytes of the mark that stands at `at`; 0: none of these.
template <size_t count>
qsizetype lengthOf(const QByteArrayView (&marks)[count], QByteArrayView text, qsizetype at)
{
    for (const QByteArrayView mark : marks)
        if (at < text.size() && text[at] == mark[0] && text.sliced(at).startsWith(mark))
            return mark.size();
    return 0;
}

bool closes(QByteArrayView text, qsizetype at)
{
    return lengthOf(closing, text, at) || lengthOf(wideClosing, text, at);
}

bool isStop(char c)
{
    return c == '.' || c == '!' || c == '?';
}

/// The bytes that stops begin with.
constexpr std::array<bool, 256> beginsStop = [] {
    std::array<bool, 256> begins{};
    for (const unsigned char c : {0x2E, 0x21, 0x3F, 0xE3, 0xEF}) // . ! ? and 。 and ！？
        begins[c] = true;
    return begins;
}();

/// Bytes more after which a comma ends a clause, and as many again after which a word does.
constexpr qsizetype clausePatience = 160;
constexpr qsizetype longestWord = 1024;

bool isTail(char c)
{
    return (c & 0xC0) == 0x80;
}

/// Where the last character of a text that is not empty begins.
qsizetype lastCharacter(QByteArrayView text)
{
    qsizetype at = text.size() - 1;
    while (at > 0 && isTail(text[at]))
        --at;
    return at;
}

/// True when a full stop behind this text would belong to its last word.
bool abbreviates(QByteArrayView text)
{
    qsizetype begin = text.size();
    int letters = 0;
    bool number = true;
    while (begin > 0 && letters <= longestAbbreviation) {
        const qsizetype at = lastCharacter(text.first(begin));
        const UChar32 c = firstOf(text.sliced(at, begin - at));
        if (c < 0 || !(c == '_' || QChar::isLetterOrNumber(char32_t(c))))
            break;
        number = number && QChar::isDigit(char32_t(c));
        ++letters;
        begin = at;
    }
    const QByteArrayView word = text.sliced(begin);
    if (letters == 1)
        return word != "_";
    return (letters == 2 && number) ||
           std::find(std::begin(abbreviations), std::end(abbreviations), word) != std::end(abbreviations);
}

/// The end of the sentence that the character at `at` ends; -1 when it ends none.
qsizetype endAt(QByteArrayView line, qsizetype at, BreakRule rule)
{
    const bool prose = rule == BreakRule::Prose;
    if (const qsizetype wide = lengthOf(wideStops, line, at))
        return at + wide + (prose ? lengthOf(wideClosing, line, at + wide) : 0);
    if (!isStop(line[at]))
        return -1;
    qsizetype end = at + 1;
    while (const qsizetype mark = prose ? lengthOf(closing, line, end) : 0)
        end += mark;
    if (!whiteSpaceLength(line, end))
        return -1;
    const bool bare = line[at] == '.' && end == at + 1;
    return prose && bare && abbreviates(line.first(at)) ? -1 : end;
}

/// The text without the marks that close what it ends with.
QByteArrayView withoutClosing(QByteArrayView text)
{
    for (qsizetype last; !text.isEmpty() && closes(text, last = lastCharacter(text));)
        text.truncate(last);
    return text;
}

/// How many bytes more than its least a clause needs that ends with this text.
qsizetype patienceFor(QByteArrayView text)
{
    const QByteArrayView open = withoutClosing(text);
    const char last = open.isEmpty() ? '\0' : open.back();
    if (last == ';' || last == ':')
        return 0;
    return last == ',' ? clausePatience : 2 * clausePatience;
}

} // namespace

qsizetype sentenceBreak(QByteArrayView line, qsizetype least, BreakRule rule)
{
    least = std::max<qsizetype>(1, least);
    if (line.size() <= least)
        return -1;
    // The marks that close a sentence may reach beyond `least`, and its stop stand before.
    qsizetype at = least - 1;
    while (at > 0 && (isTail(line[at]) || closes(line, at)))
        --at;
    const auto isFirst = [](char c) { return beginsStop[static_cast<unsigned char>(c)]; };
    for (; (at = std::find_if(line.begin() + at, line.end(), isFirst) - line.begin()) < line.size(); ++at) {
        const qsizetype end = endAt(line, at, rule);
        if (end >= least && !isBlank(line.sliced(end)))
            return end;
    }
    return -1;
}

qsizetype clauseBreak(QByteArrayView line, qsizetype least)
{
    const qsizetype end = std::min(line.size(), least + 2 * clausePatience + longestWord);
    for (qsizetype at = std::max<qsizetype>(1, least); at < end; ++at)
        if (whiteSpaceLength(line, at) && at >= least + patienceFor(line.first(at)))
            return isBlank(line.sliced(at)) ? -1 : at;
    return -1;
}

bool endsSentence(QByteArrayView text)
{
    for (qsizetype last; !text.isEmpty() && whiteSpaceLength(text, last = lastCharacter(text));)
        text.truncate(last);
    const qsizetype closed = text.size();
    text = withoutClosing(text);
    if (text.isEmpty())
        return false;
    const char last = text.back();
    if (last == '.' && text.size() == closed)
        return !abbreviates(text.chopped(1));
    return isStop(last) || last == ':' || last == ';' || lengthOf(wideStops, text, lastCharacter(text));
}

} // namespace quire
