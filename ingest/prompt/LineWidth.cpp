#include "ingest/prompt/LineWidth.h"

#include "ingest/text/Utf8.h"
#include "ingest/text/Utf8Ends.h"

#include <array>
#include <string_view>

namespace quire {

namespace {

constexpr qsizetype narrowest = 40;
constexpr qsizetype widest = 100;
constexpr qsizetype rareLines = 3; ///< of a hundred, which may be longer than the width

/// Calls `use` with every line that is not blank and the one behind it, empty where that is blank or the end.
template <class Use>
void eachLine(QByteArrayView text, Use use)
{
    const auto lineAt = [&](qsizetype begin) {
        const qsizetype end = text.indexOf('\n', begin);
        return text.sliced(begin, (end < 0 ? text.size() : end) - begin);
    };
    if (text.isEmpty())
        return;
    QByteArrayView line = lineAt(0);
    for (qsizetype at = 0; at < text.size();) {
        at += line.size() + 1;
        const QByteArrayView next = at < text.size() ? lineAt(at) : QByteArrayView();
        if (!isBlank(line))
            use(line, isBlank(next) ? QByteArrayView() : next);
        line = next;
    }
}

QByteArrayView firstWord(QByteArrayView line)
{
    qsizetype end = 0;
    while (end < line.size() && !whiteSpaceLength(line, end))
        ++end;
    return line.first(end);
}

/// From the radicals on: Chinese and Japanese. Korean, which has spaces, keeps the ends of its lines with
/// them.
bool isWrittenWithoutSpaces(UChar32 c)
{
    return c >= 0x2E80;
}

bool beginsItem(QByteArrayView line)
{
    constexpr std::string_view bullets = "-*+#|>=";
    return bullets.find(line.front()) != std::string_view::npos || line.startsWith("\u2022");
}

} // namespace

LineWidth::LineWidth(QByteArrayView text)
{
    std::array<qsizetype, widest + 1> counts{}; // of lines, by their length
    qsizetype lines = 0;
    eachLine(text, [&](QByteArrayView line, QByteArrayView) {
        ++lines;
        if (const qint64 length = countCodePoints(line); length <= widest)
            ++counts[std::size_t(length)];
    });
    const auto enough = [&](qsizetype some) { return some * 100 >= lines * (100 - rareLines); };
    qsizetype width = 0;
    qsizetype within = counts[0];
    while (width < widest && !enough(within))
        within += counts[std::size_t(++width)];
    if (width < narrowest || !enough(within))
        return;
    m_width = width;
    qsizetype followed = 0;
    qsizetype full = 0;
    eachLine(text, [&](QByteArrayView line, QByteArrayView next) {
        followed += !next.isEmpty();
        full += !next.isEmpty() && isFull(line, next);
    });
    if (2 * full < followed)
        m_width = 0;
}

bool LineWidth::isFull(QByteArrayView line, QByteArrayView next) const
{
    return countCodePoints(line) + 1 + countCodePoints(firstWord(next)) > m_width;
}

bool LineWidth::wraps(QByteArrayView line, QByteArrayView next) const
{
    if (m_width == 0 || line.isEmpty() || next.isEmpty() || line.back() == '-')
        return false;
    if (whiteSpaceLength(next, 0) || whiteSpaceLength(line, line.size() - 1) || beginsItem(next))
        return false;
    if (isWrittenWithoutSpaces(firstOf(next)) || isWrittenWithoutSpaces(lastOf(line)))
        return false;
    return isFull(line, next);
}

} // namespace quire
