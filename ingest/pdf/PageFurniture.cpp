#include "ingest/pdf/PageFurniture.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

constexpr size_t linesAtEachEnd = 2;
constexpr int pagesNearby = 12; // left and right pages alternate, chapters change the text
constexpr int fewestPages = 3;

/// A line's text without digits and roman numerals, so that page numbers compare equal.
QByteArray normalised(const PdfWords& page, const PageFlow& flow, const PdfLine& line)
{
    QByteArray text;
    for (quint32 i = line.first; i < line.first + line.count; ++i) {
        const QByteArrayView word = page.of(page.words[flow.order[i]]);
        const bool roman = std::all_of(word.begin(), word.end(), [](char c) {
            return c == 'i' || c == 'v' || c == 'x' || c == 'l' || c == 'c';
        });
        if (roman) {
            text += '#';
            continue;
        }
        for (const char c : word) {
            const bool digit = c >= '0' && c <= '9';
            if (!digit)
                text += c;
            else if (!text.endsWith('#'))
                text += '#';
        }
        text += ' ';
    }
    return text;
}

struct Candidate
{
    int page;
    size_t line;
    float top;
};

} // namespace

void markFurniture(const std::vector<PdfWords>& pages, std::vector<PageFlow>& flows)
{
    QHash<QByteArray, std::vector<Candidate>> candidates;
    for (size_t p = 0; p < flows.size(); ++p) {
        std::vector<size_t> byHeight(flows[p].lines.size());
        for (size_t i = 0; i < byHeight.size(); ++i)
            byHeight[i] = i;
        std::sort(byHeight.begin(), byHeight.end(),
                  [&](size_t a, size_t b) { return flows[p].lines[a].top < flows[p].lines[b].top; });
        for (size_t i = 0; i < byHeight.size(); ++i) {
            if (i >= linesAtEachEnd && i + linesAtEachEnd < byHeight.size())
                continue;
            const PdfLine& line = flows[p].lines[byHeight[i]];
            const float middle = flows[p].height / 2;
            // The last lines of a short page stand in its middle and are text; so are titles, which may
            // differ by no more than a number.
            if (std::abs(line.top - middle) < 0.5f * middle || line.kind == PdfLine::Kind::TableRow ||
                line.height() > 1.3f * flows[p].bodyHeight)
                continue;
            candidates[normalised(pages[p], flows[p], line)].push_back({int(p), byHeight[i], line.top});
        }
    }
    for (const auto& group : std::as_const(candidates)) {
        for (size_t i = 0; i < group.size(); ++i) {
            int same = 0;
            for (size_t j = i; j-- > 0 && group[i].page - group[j].page <= pagesNearby;)
                same += std::abs(group[j].top - group[i].top) < 4;
            for (size_t j = i + 1; j < group.size() && group[j].page - group[i].page <= pagesNearby; ++j)
                same += std::abs(group[j].top - group[i].top) < 4;
            if (same + 1 >= fewestPages)
                flows[size_t(group[i].page)].lines[group[i].line].removed = true;
        }
    }
}

} // namespace quire
