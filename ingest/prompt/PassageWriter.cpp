#include "ingest/prompt/PassageWriter.h"

#include "ingest/IngestError.h"
#include "ingest/prompt/SentenceBreak.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <limits>

namespace quire {

namespace {

constexpr qsizetype paragraphBytes = 80;
constexpr qsizetype passageBytes = 320;
constexpr qsizetype longestBytes = 480;

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

qsizetype skip(QByteArrayView text, qsizetype at, char c)
{
    while (at < text.size() && text[at] == c)
        ++at;
    return at;
}

qsizetype skipBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    return at;
}

/// Offset of the "[" (or of the backslashes before it) when a line begins like a mark, else -1.
qsizetype forgedMark(QByteArrayView line)
{
    qsizetype begin = 0;
    while (const int space = begin < line.size() ? whiteSpaceLength(line, begin) : 0)
        begin += space;
    qsizetype at = skip(line, begin, '\\');
    if (at >= line.size() || line[at] != '[')
        return -1;
    const qsizetype letters = ++at;
    while (at < line.size() && isUpper(line[at]))
        ++at;
    const qsizetype digits = at;
    while (at < line.size() && isDigit(line[at]))
        ++at;
    const bool mark = digits > letters && at > digits && at < line.size() && line[at] == ']';
    return mark ? begin : -1;
}

/// True when the "<" at `at` begins one of our delimiters, in any case and with white space or backslashes in
/// it.
bool forgedTag(QByteArrayView text, qsizetype at)
{
    at = skip(text, at + 1, '\\');
    at = skipBlanks(text, at);
    if (at < text.size() && text[at] == '/')
        at = skipBlanks(text, at + 1);
    constexpr char name[] = "document";
    constexpr qsizetype length = sizeof name - 1;
    return text.size() - at >= length && qstrnicmp(text.data() + at, name, length) == 0;
}

/// The end of a sentence that leaves `least` bytes before it; of a clause where that would leave more than
/// `most`. Looks no further than it must, since a line may be a whole book: nearly every sentence ends before
/// `most`, and the little beyond it shows that text follows.
qsizetype proseBreak(QByteArrayView line, qsizetype least, qsizetype most)
{
    const QByteArrayView near = line.first(std::min(line.size(), most + 64));
    const qsizetype sentence = sentenceBreak(near, least, BreakRule::Prose);
    if (sentence >= 0 && sentence <= most)
        return sentence;
    const qsizetype clause = clauseBreak(line, most);
    const QByteArrayView before = clause < 0 ? line : line.first(clause);
    const qsizetype further = sentenceBreak(before, least, BreakRule::Prose);
    return further < 0 ? clause : further;
}

} // namespace

PassageWriter::PassageWriter(PromptBlock& block, bool keepIndent)
    : m_block(block), m_keepIndent(keepIndent), m_mark('[' + block.label().toLatin1())
{
}

void PassageWriter::write(QByteArrayView text)
{
    m_text = text;
    if (!m_keepIndent)
        m_width = LineWidth(text);
    m_block.m_bytes.reserve(m_block.m_bytes.size() + text.size() + text.size() / 24 + 64);
    qsizetype begin = 0;
    while (begin < text.size()) {
        const void* newline = std::memchr(text.data() + begin, '\n', size_t(text.size() - begin));
        const qsizetype end = newline ? static_cast<const char*>(newline) - text.data() : text.size();
        if (isBlank(text.sliced(begin, end - begin)))
            m_afterBlank = true;
        else
            writeLine(begin, end);
        begin = end + 1;
        if (m_block.m_bytes.size() >= qsizetype(std::numeric_limits<quint32>::max()))
            throw IngestError(
                IngestErrorCode::TooLarge,
                QCoreApplication::translate("quire::PromptBlock", "%1 is too large for one prompt.")
                    .arg(m_block.document()->name()));
    }
    if (m_lineEnd >= 0)
        endPassage();
    m_block.m_passagesEnd = quint32(m_block.m_bytes.size());
}

void PassageWriter::writeLine(qsizetype begin, qsizetype end)
{
    qsizetype at = begin;
    if (m_lineEnd < 0 || endsWithItsLine()) {
        if (m_lineEnd >= 0)
            endPassage();
        beginPassage(at, end);
    } else {
        writeLineEnd(begin, end);
    }
    m_afterBlank = false;
    bool lineStart = true;
    for (qsizetype cut = nextCut(at, end); cut >= 0; cut = nextCut(at, end)) {
        copy(at, cut, lineStart);
        endPassage();
        at = cut;
        beginPassage(at, end);
        lineStart = true;
    }
    copy(at, end, lineStart);
    m_lineBegin = begin;
    m_lineEnd = end;
}

void PassageWriter::writeLineEnd(qsizetype begin, qsizetype end)
{
    copyRaw(m_lineEnd, m_lineEnd + 1);
    const QByteArrayView line = m_text.sliced(m_lineBegin, m_lineEnd - m_lineBegin);
    if (!m_afterBlank && m_width.wraps(line, m_text.sliced(begin, end - begin)))
        m_block.m_bytes.back() = ' ';
}

void PassageWriter::beginPassage(qsizetype& at, qsizetype end)
{
    PromptBlock::Passage passage;
    passage.line = quint32(m_block.m_bytes.size());
    m_block.m_bytes += m_mark;
    m_block.m_bytes += QByteArray::number(qlonglong(m_block.m_passages.size()) + 1);
    m_block.m_bytes += "] ";
    passage.text = quint32(m_block.m_bytes.size());
    m_block.m_passages.push_back(passage);
    m_size = 0;
    if (m_keepIndent)
        return;
    while (const int space = at < end ? whiteSpaceLength(m_text, at) : 0)
        at += space;
}

void PassageWriter::endPassage()
{
    m_block.m_bytes += '\n';
}

bool PassageWriter::endsWithItsLine() const
{
    if (m_afterBlank && m_size >= paragraphBytes)
        return true;
    if (m_size < passageBytes)
        return false;
    return m_keepIndent || m_size >= longestBytes || endsSentence(m_text.first(m_lineEnd));
}

qsizetype PassageWriter::nextCut(qsizetype at, qsizetype end) const
{
    const QByteArrayView line = m_text.sliced(at, end - at);
    const qsizetype least = passageBytes - m_size;
    const qsizetype length = m_keepIndent ? sentenceBreak(line, least, BreakRule::Code)
                                          : proseBreak(line, least, longestBytes - m_size);
    return length < 0 ? -1 : at + length;
}

void PassageWriter::copy(qsizetype begin, qsizetype end, bool lineStart)
{
    qsizetype done = begin;
    const auto escapeAt = [&](qsizetype at) {
        copyRaw(done, at);
        m_block.m_bytes += '\\';
        done = at;
    };
    const QByteArrayView line = m_text.sliced(begin, end - begin);
    if (const qsizetype mark = lineStart ? forgedMark(line) : -1; mark >= 0)
        escapeAt(begin + mark);
    for (qsizetype at = line.indexOf('<'); at >= 0; at = line.indexOf('<', at + 1))
        if (forgedTag(line, at))
            escapeAt(begin + at + 1);
    copyRaw(done, end);
}

void PassageWriter::copyRaw(qsizetype begin, qsizetype end)
{
    if (begin >= end)
        return;
    const auto prompt = quint32(m_block.m_bytes.size());
    m_block.m_bytes.append(m_text.data() + begin, end - begin);
    m_size += end - begin;
    auto& runs = m_block.m_runs;
    if (!runs.empty() && runs.back().document + runs.back().length == quint32(begin) &&
        runs.back().prompt + runs.back().length == prompt)
        runs.back().length += quint32(end - begin);
    else
        runs.push_back({prompt, quint32(begin), quint32(end - begin)});
}

} // namespace quire
