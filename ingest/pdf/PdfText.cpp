#include "ingest/pdf/PdfText.h"

#include "ingest/text/Utf8.h"
#include "ingest/text/Utf8Ends.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace quire {

namespace {

bool isIdeographic(UChar32 c)
{
    return c >= 0x2E80 && (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || (c >= 0x3000 && c <= 0x30FF) ||
                           (c >= 0xFF00 && c <= 0xFF60));
}

/// Ligatures and the shaped forms of Arabic and Hebrew letters.
bool isPresentationForm(UChar32 c)
{
    return (c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

bool mayHoldPresentationForm(QByteArrayView utf8)
{
    return std::any_of(utf8.begin(), utf8.end(),
                       [](char c) { return static_cast<unsigned char>(c) == 0xEF; });
}

QByteArray lowerLetters(QByteArrayView word)
{
    QByteArray lower = word.toByteArray().toLower();
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); };
    while (!lower.isEmpty() && !letter(lower.back()))
        lower.chop(1);
    qsizetype begin = 0;
    while (begin < lower.size() && !letter(lower[begin]))
        ++begin;
    return lower.sliced(begin);
}

/// True when there is white space between two words that follow each other on a line.
bool isApart(const PdfWords& page, const PdfWord& before, const PdfWord& word)
{
    if (before.spaceAfter)
        return true;
    const PdfWord a = uprightWord(before, page.size), b = uprightWord(word, page.size);
    const float gap = b.left > a.left ? b.left - a.right : a.left - b.right;
    return gap > 0.12f * b.height();
}

bool endsSentence(QByteArrayView text)
{
    const UChar32 last = lastOf(text);
    return last == '.' || last == '!' || last == '?' || last == ':' || last == 0x3002 || last == 0x201D;
}

} // namespace

PdfText::PdfText(DocumentBuilder& builder, const std::vector<PdfWords>& pages,
                 const std::vector<PageFlow>& flows)
    : m_builder(builder), m_pages(pages), m_flows(flows)
{
    collectVocabulary();
    findBodyHeight();
}

void PdfText::collectVocabulary()
{
    for (const PdfWords& page : m_pages) {
        if (page.recognised) // what is recognised later must not change what was read before
            continue;
        for (const PdfWord& word : page.words) {
            const QByteArray lower = lowerLetters(page.of(word));
            if (lower.size() > 3)
                m_vocabulary.insert(lower);
        }
    }
}

void PdfText::findBodyHeight()
{
    std::vector<float> heights;
    for (const PageFlow& flow : m_flows)
        if (flow.bodyHeight > 0)
            heights.push_back(flow.bodyHeight);
    if (heights.empty())
        return;
    const auto middle = heights.begin() + qsizetype(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    m_bodyHeight = *middle;
}

/// Begins this page and those without text before it, behind the blank line that ends the text so far.
void PdfText::beginPages(size_t last)
{
    for (; m_begun <= last; ++m_begun)
        m_builder.beginPage(m_pages[m_begun].size, m_pages[m_begun].label);
}

bool PdfText::brokenWord(QByteArrayView next) const
{
    const QByteArray& text = m_builder.text();
    const bool hyphen =
        text.size() > 1 && text.endsWith('-') && u_isalpha(lastOf(QByteArrayView(text).chopped(1)));
    return hyphen && u_islower(firstOf(next));
}

const std::vector<OutlineItem>& PdfText::finish()
{
    if (!m_pages.empty())
        beginPages(m_pages.size() - 1);
    finishParagraph();
    return m_headings;
}

void PdfText::writePage(size_t index)
{
    const PdfWords& page = m_pages[index];
    const PageFlow& flow = m_flows[index];
    bool first = true;
    for (const PdfLine& line : flow.lines) {
        if (line.removed || line.count == 0)
            continue;
        const bool goesOn = first ? m_goesOn && line.kind == PdfLine::Kind::Text &&
                                        u_islower(firstOf(page.of(page.words[flow.order[line.first]])))
                                  : !line.beginsParagraph;
        if (m_builder.size() > 0) {
            if (!goesOn) {
                finishParagraph();
                m_builder.append("\n\n");
            } else if (line.kind == PdfLine::Kind::TableRow ||
                       (line.keepsBreak && !first &&
                        !brokenWord(page.of(page.words[flow.order[line.first]])))) {
                m_builder.append("\n");
            } else {
                joinLines(page.of(page.words[flow.order[line.first]]));
            }
        }
        if (first)
            beginPages(index);
        first = false;
        if (!goesOn)
            m_paragraph = {m_builder.size(), line.height(), 0};
        m_paragraph.height = std::max(m_paragraph.height, line.height());
        ++m_paragraph.lines;
        writeLine(page, flow, line);
        m_goesOn = line.kind == PdfLine::Kind::Text && !endsSentence(m_builder.text());
    }
    for (const PdfLine& line : flow.lines)
        if (line.removed)
            recordRemoved(page, flow, line);
}

void PdfText::finishParagraph()
{
    const float body = m_bodyHeight;
    const qint64 size = m_builder.size() - m_paragraph.begin;
    if (m_paragraph.lines == 0 || m_paragraph.lines > 3 || size > 200 || m_paragraph.height < 1.15f * body)
        return;
    const QByteArrayView text = QByteArrayView(m_builder.text()).sliced(m_paragraph.begin);
    const int level = m_paragraph.height > 1.7f * body ? 1 : m_paragraph.height > 1.35f * body ? 2 : 3;
    m_headings.push_back({level, QString::fromUtf8(text), {m_paragraph.begin, m_builder.size()}});
    m_paragraph = {};
}

void PdfText::writeLine(const PdfWords& page, const PageFlow& flow, const PdfLine& line)
{
    const bool table = line.kind == PdfLine::Kind::TableRow;
    for (quint32 i = line.first; i < line.first + line.count; ++i) {
        const PdfWord& word = page.words[flow.order[i]];
        if (table && flow.beginsCell[i]) {
            m_builder.append(i == line.first ? "| " : " | ");
        } else if (i > line.first) {
            if (isApart(page, page.words[flow.order[i - 1]], word))
                m_builder.append(" ");
        }
        writeWord(page, word);
    }
    if (table)
        m_builder.append(" |");
}

void PdfText::writeWord(const PdfWords& page, const PdfWord& word)
{
    const QByteArrayView utf8 = page.of(word);
    const QRectF box(QPointF(word.left, word.top), QPointF(word.right, word.bottom));
    if (!mayHoldPresentationForm(utf8)) {
        m_builder.addWord(m_builder.append(utf8), box);
        return;
    }
    const qint64 begin = m_builder.size();
    for (qsizetype at = 0; at < utf8.size();) {
        const int length = std::max(1, utf8SequenceLength(utf8, at));
        const QByteArrayView one = utf8.sliced(at, length);
        at += length;
        if (!isPresentationForm(firstOf(one))) {
            m_builder.append(one);
            continue;
        }
        const QByteArray spelled = QString::fromUtf8(one).normalized(QString::NormalizationForm_KC).toUtf8();
        m_builder.addEdit(EditKind::Ligature, m_builder.append(spelled), one.toByteArray());
    }
    m_builder.addWord({begin, m_builder.size()}, box);
}

void PdfText::joinLines(QByteArrayView next)
{
    const UChar32 last = lastOf(m_builder.text());
    if ((last == '-' || last == 0x2010 || last == 0xAD) && u_isalpha(firstOf(next))) {
        repairHyphen(next, char32_t(last));
        return;
    }
    if (!(isIdeographic(last) && isIdeographic(firstOf(next))))
        m_builder.append(" ");
}

/// A hyphen at a line's end is taken out only where the joined word stands unbroken elsewhere: "re-cover"
/// must not become "recover" by guessing. A soft hyphen is there for nothing else.
void PdfText::repairHyphen(QByteArrayView next, char32_t hyphen)
{
    const QByteArray& text = m_builder.text();
    const int length = hyphen == '-' ? 1 : hyphen == 0xAD ? 2 : 3;
    qsizetype begin = text.size() - length;
    const auto letter = [](char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80); };
    while (begin > 0 && letter(text[begin - 1]))
        --begin;
    const QByteArrayView head = QByteArrayView(text).sliced(begin, text.size() - length - begin);
    const bool joined = u_islower(firstOf(next)) && !head.isEmpty() &&
                        m_vocabulary.contains(lowerLetters(head.toByteArray() + next.toByteArray()));
    if (!joined && hyphen != 0xAD)
        return;
    const QByteArray original = text.last(length) + '\n';
    m_builder.chop(length);
    m_builder.addEdit(EditKind::Hyphen, {m_builder.size(), m_builder.size()}, original);
}

void PdfText::recordRemoved(const PdfWords& page, const PageFlow& flow, const PdfLine& line)
{
    QByteArray original;
    for (quint32 i = line.first; i < line.first + line.count; ++i)
        original += page.of(page.words[flow.order[i]]).toByteArray() + ' ';
    original.chop(1);
    const qint64 at = m_builder.size();
    m_builder.addEdit(EditKind::Removed, {at, at}, original);
}

} // namespace quire
