#include "ingest/pdf/ColumnCutter.h"
#include "ingest/pdf/PdfWords.h"
#include "ingest/pdf/TableFinder.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

UChar32 firstCharacter(QByteArrayView text)
{
    UChar32 c = 0;
    int32_t at = 0;
    if (!text.isEmpty())
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, int32_t(text.size()), c);
    return c;
}

/// "•", "–", "1.", "12)", "(a)", "iv.": what begins an item of a list.
bool isItemLabel(QByteArrayView word)
{
    const UChar32 first = firstCharacter(word);
    if (first == 0x2022 || first == 0x25CF || first == 0x25AA || first == 0x2023 || first == 0xB7)
        return true;
    if (word == QByteArrayView("\xE2\x80\x93") || word == QByteArrayView("-") || word == QByteArrayView("*"))
        return true;
    if (word.size() < 2 || word.size() > 6 || (!word.endsWith('.') && !word.endsWith(')')))
        return false;
    const QByteArrayView inner = word.sliced(word.startsWith('('), word.size() - 1 - word.startsWith('('));
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto part = [&](char c) { return digit(c) || c == '.'; };
    if (!inner.isEmpty() && digit(inner[0]) && inner.size() <= 4)
        return std::all_of(inner.begin(), inner.end(), part);
    return word.endsWith(')') && word.startsWith('(') && inner.size() <= 4;
}

/// Puts one page together; a class only because its steps share so much.
class Layout
{
public:
    explicit Layout(const PdfWords& page) : m_page(page), m_rightToLeft(isRightToLeft(page)) {}

    PageFlow run()
    {
        if (m_page.words.empty())
            return {};
        m_flow.bodyHeight = bodyHeight();
        const std::vector<Segment> segments = segmentsOf(m_page);
        for (const ColumnCutter::Block& block : ColumnCutter(m_flow.bodyHeight, m_rightToLeft).cut(segments))
            addBlock(block);
        footnotesLast();
        findParagraphs();
        return std::move(m_flow);
    }

private:
    /// The height that most characters have.
    float bodyHeight() const
    {
        std::vector<std::pair<float, qsizetype>> heights;
        qsizetype all = 0;
        for (const PdfWord& word : m_page.words) {
            heights.emplace_back(word.height(), word.length);
            all += word.length;
        }
        std::sort(heights.begin(), heights.end());
        qsizetype seen = 0;
        for (const auto& [height, length] : heights) {
            seen += length;
            if (seen * 2 >= all)
                return std::max(height, 1.0f);
        }
        return 1;
    }

    void addBlock(const ColumnCutter::Block& block)
    {
        std::vector<TextRow> rows;
        for (const Segment* segment : block) {
            if (rows.empty() || !onOneLine(*rows.back().front(), *segment))
                rows.emplace_back();
            rows.back().push_back(segment);
        }
        for (TextRow& row : rows)
            std::stable_sort(row.begin(), row.end(), [this](const Segment* a, const Segment* b) {
                return m_rightToLeft ? a->left > b->left : a->left < b->left;
            });
        for (const TextRows& part : findTables(m_page, rows, m_flow.bodyHeight))
            for (size_t i = part.begin; i < part.end; ++i)
                addLine(rows[i], part.columns);
    }

    /// `columns`: left edges of a table's columns, empty for a line of text.
    void addLine(const TextRow& row, const std::vector<float>& columns)
    {
        PdfLine line;
        line.first = quint32(m_flow.order.size());
        line.left = row.front()->left;
        line.top = row.front()->top;
        line.right = row.front()->right;
        line.bottom = row.front()->bottom;
        line.kind = columns.empty() ? PdfLine::Kind::Text : PdfLine::Kind::TableRow;
        size_t column = columns.size();
        for (const Segment* segment : row) {
            const auto after = std::upper_bound(columns.begin(), columns.end(), segment->left + 1);
            const size_t here = size_t(std::max<qsizetype>(0, after - columns.begin() - 1));
            bool begins = !columns.empty() && (here != column || segment == row.front());
            column = here;
            for (const quint32 word : segment->words) {
                m_flow.order.push_back(word);
                m_flow.beginsCell.push_back(begins);
                begins = false;
            }
            line.left = std::min(line.left, segment->left);
            line.top = std::min(line.top, segment->top);
            line.right = std::max(line.right, segment->right);
            line.bottom = std::max(line.bottom, segment->bottom);
        }
        line.count = quint32(m_flow.order.size()) - line.first;
        m_flow.lines.push_back(line);
    }

    QByteArrayView firstWord(const PdfLine& line) const
    {
        return m_page.of(m_page.words[m_flow.order[line.first]]);
    }

    /// Small lines at the foot of a column, from one that begins with a note's sign, are read after the
    /// page's text.
    void footnotesLast()
    {
        std::vector<PdfLine>& lines = m_flow.lines;
        bool inNote = false;
        for (size_t i = 0; i < lines.size(); ++i) {
            PdfLine& line = lines[i];
            const bool small = line.height() < 0.88f * m_flow.bodyHeight && line.kind == PdfLine::Kind::Text;
            const bool low = line.top > 0.5f * float(m_page.size.height());
            const UChar32 first = firstCharacter(firstWord(line));
            const bool sign =
                u_isdigit(first) || first == '*' || first == 0x2020 || first == 0x2021 || first == 0xA7;
            const bool follows = inNote && i > 0 && line.top >= lines[i - 1].top;
            inNote = small && low && (sign || follows);
            if (inNote)
                line.kind = PdfLine::Kind::Footnote;
        }
        std::stable_partition(lines.begin(), lines.end(),
                              [](const PdfLine& line) { return line.kind != PdfLine::Kind::Footnote; });
    }

    /// The usual distance from one line's top to the next one's.
    float usualPitch() const
    {
        std::vector<float> pitches;
        for (size_t i = 1; i < m_flow.lines.size(); ++i) {
            const float pitch = m_flow.lines[i].top - m_flow.lines[i - 1].top;
            if (pitch > 0.5f * m_flow.bodyHeight && pitch < 3 * m_flow.bodyHeight)
                pitches.push_back(pitch);
        }
        if (pitches.empty())
            return 1.2f * m_flow.bodyHeight;
        // The lower quartile: pages of short paragraphs have more gaps than lines.
        const auto at = pitches.begin() + qsizetype(pitches.size() / 4);
        std::nth_element(pitches.begin(), at, pitches.end());
        return *at;
    }

    void findParagraphs()
    {
        const float pitch = usualPitch();
        for (size_t i = 0; i < m_flow.lines.size(); ++i)
            m_flow.lines[i].beginsParagraph = i == 0 || begins(i, pitch);
        for (size_t i = 1; i < m_flow.lines.size(); ++i)
            m_flow.lines[i].keepsBreak = brokenOnPurpose(i);
    }

    /// Verse, addresses and listings end their lines where they like: the next word would have fitted.
    bool brokenOnPurpose(size_t i) const
    {
        const PdfLine& line = m_flow.lines[i];
        const PdfLine& before = m_flow.lines[i - 1];
        if (line.top < before.top)
            return false;
        if (hasLeader(before))
            return true;
        const Column column = columnAround(i - 1);
        const float room = m_rightToLeft ? before.left - column.left : column.right - before.right;
        const PdfWord& word = m_page.words[m_flow.order[line.first]];
        return room > word.width() + 0.6f * m_flow.bodyHeight;
    }

    bool begins(size_t i, float pitch) const
    {
        const PdfLine& line = m_flow.lines[i];
        const PdfLine& before = m_flow.lines[i - 1];
        if (line.kind != before.kind)
            return true;
        if (line.kind == PdfLine::Kind::TableRow)
            return false;
        const float larger = std::max(line.height(), before.height());
        if (larger > 1.25f * std::min(line.height(), before.height()))
            return true;
        const bool sign = line.kind == PdfLine::Kind::Footnote && u_isdigit(firstCharacter(firstWord(line)));
        if (sign || isItemLabel(firstWord(line)))
            return true;
        if (line.top < before.top) // another column: only what plainly goes on belongs together
            return !u_islower(firstCharacter(firstWord(line)));
        if (line.top - before.top > 1.35f * pitch)
            return true;
        return isIndented(i) || (endsShort(i - 1) && endsSentence(before));
    }

    bool isIndented(size_t i) const
    {
        const PdfLine& line = m_flow.lines[i];
        const float depth = 0.8f * m_flow.bodyHeight;
        const auto in = [&](const PdfLine& other) {
            return m_rightToLeft ? other.right - line.right : line.left - other.left;
        };
        const bool fromBefore = in(m_flow.lines[i - 1]) > depth && in(m_flow.lines[i - 1]) < 5 * depth;
        if (i + 1 == m_flow.lines.size() || m_flow.lines[i + 1].top < line.top)
            return fromBefore;
        return in(m_flow.lines[i + 1]) > depth && in(m_flow.lines[i + 1]) < 5 * depth &&
               (fromBefore || m_flow.lines[i - 1].beginsParagraph);
    }

    /// Dots that lead the eye to a page number.
    bool hasLeader(const PdfLine& line) const
    {
        int dots = 0;
        for (quint32 i = line.first; i < line.first + line.count; ++i) {
            const QByteArrayView word = m_page.of(m_page.words[m_flow.order[i]]);
            dots += word == QByteArrayView(".") ? 1 : word.contains("....") ? 4 : 0;
        }
        return dots > 3;
    }

    struct Column
    {
        float left, right;
    };

    /// The sides of the column a line stands in, as the lines around it show them.
    Column columnAround(size_t i) const
    {
        constexpr size_t around = 12;
        const PdfLine& line = m_flow.lines[i];
        Column column{line.left, line.right};
        for (size_t j = i > around ? i - around : 0; j < std::min(i + around, m_flow.lines.size()); ++j) {
            const PdfLine& other = m_flow.lines[j];
            if (other.left < line.right && other.right > line.left) {
                column.right = std::max(column.right, other.right);
                column.left = std::min(column.left, other.left);
            }
        }
        return column;
    }

    bool endsShort(size_t i) const
    {
        const PdfLine& line = m_flow.lines[i];
        const Column column = columnAround(i);
        const float room = m_rightToLeft ? line.left - column.left : column.right - line.right;
        return room > 0.15f * (column.right - column.left);
    }

    bool endsSentence(const PdfLine& line) const
    {
        const QByteArrayView last = m_page.of(m_page.words[m_flow.order[line.first + line.count - 1]]);
        return last.endsWith('.') || last.endsWith('!') || last.endsWith('?') || last.endsWith(':') ||
               last.endsWith(';') || last.endsWith("\xE2\x80\x9D") || last.endsWith("\xE3\x80\x82");
    }

    const PdfWords& m_page;
    const bool m_rightToLeft;
    PageFlow m_flow;
};

} // namespace

namespace {

/// The words of one rotation, turned so that they are read from left to right.
struct Turned
{
    PdfWords page;
    std::vector<quint32> original; ///< beside its words: where they are among all
    quint8 rotation = 0;
};

std::vector<Turned> byRotation(const PdfWords& page)
{
    std::vector<Turned> groups;
    for (quint32 i = 0; i < page.words.size(); ++i) {
        const PdfWord& word = page.words[i];
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const Turned& turned) { return turned.rotation == word.rotation; });
        if (group == groups.end()) {
            groups.push_back({{page.text, {}, page.size, {}}, {}, word.rotation});
            if (word.rotation & 1)
                groups.back().page.size.transpose();
            group = std::prev(groups.end());
        }
        group->page.words.push_back(uprightWord(word, page.size));
        group->original.push_back(i);
    }
    // What most of the page is comes first: a stamp in the margin must not lead.
    std::stable_sort(groups.begin(), groups.end(), [](const Turned& a, const Turned& b) {
        return a.page.words.size() > b.page.words.size();
    });
    return groups;
}

} // namespace

PdfWord uprightWord(const PdfWord& word, QSizeF pageSize)
{
    PdfWord turned = word;
    const auto width = float(pageSize.width()), height = float(pageSize.height());
    switch (word.rotation) {
    case 1:
        turned.left = word.top;
        turned.right = word.bottom;
        turned.top = width - word.right;
        turned.bottom = width - word.left;
        break;
    case 2:
        turned.left = width - word.right;
        turned.right = width - word.left;
        turned.top = height - word.bottom;
        turned.bottom = height - word.top;
        break;
    case 3:
        turned.left = height - word.bottom;
        turned.right = height - word.top;
        turned.top = word.left;
        turned.bottom = word.right;
        break;
    default:
        break;
    }
    return turned;
}

PageFlow layOut(const PdfWords& page)
{
    const bool upright = std::all_of(page.words.begin(), page.words.end(),
                                     [](const PdfWord& word) { return word.rotation == 0; });
    if (upright) {
        PageFlow flow = Layout(page).run();
        flow.height = float(page.size.height());
        return flow;
    }
    PageFlow all;
    for (const Turned& turned : byRotation(page)) {
        PageFlow flow = Layout(turned.page).run();
        if (all.lines.empty()) {
            all.bodyHeight = flow.bodyHeight;
            all.height = float(turned.page.size.height());
        }
        const auto before = quint32(all.order.size());
        for (const quint32 index : flow.order)
            all.order.push_back(turned.original[index]);
        all.beginsCell.insert(all.beginsCell.end(), flow.beginsCell.begin(), flow.beginsCell.end());
        for (PdfLine& line : flow.lines) {
            line.first += before;
            all.lines.push_back(line);
        }
    }
    return all;
}

} // namespace quire
