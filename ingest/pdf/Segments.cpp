#include "ingest/pdf/Segments.h"

#include "ingest/text/Utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace quire {

namespace {

constexpr float widestSpace = 1.0f;  // of the height: justified lines stretch spaces, gutters are wider
constexpr size_t mostMerged = 50000; // segments of a page that are looked at again; a real one has hundreds
constexpr size_t mostBeside = 400;   // … and of those on one line

bool continues(const PdfWord& a, const PdfWord& b)
{
    const float height = std::min(a.height(), b.height());
    const float shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    if (shared < height * 0.5f || std::max(a.height(), b.height()) > 3 * height)
        return false;
    const float gap = b.left > a.left ? b.left - a.right : a.left - b.right;
    return gap < std::max(a.height(), b.height()) * widestSpace && gap > -height;
}

void add(Segment& segment, const PdfWords& page, quint32 index)
{
    const PdfWord& word = page.words[index];
    if (segment.words.empty()) {
        segment.left = word.left;
        segment.top = word.top;
        segment.right = word.right;
        segment.bottom = word.bottom;
    } else {
        segment.left = std::min(segment.left, word.left);
        segment.top = std::min(segment.top, word.top);
        segment.right = std::max(segment.right, word.right);
        segment.bottom = std::max(segment.bottom, word.bottom);
    }
    segment.words.push_back(index);
    segment.characters += int(countCodePoints(page.of(word))) + 1;
}

/// True when b's beginning stands so close behind a's end that they are one run of text.
bool isBehind(const Segment& a, const Segment& b)
{
    const float low = std::min(a.height(), b.height()), high = std::max(a.height(), b.height());
    const float gap = b.left - a.right;
    return high <= 3 * low && gap > -0.3f * low && gap < high * widestSpace &&
           std::min(a.bottom, b.bottom) - std::max(a.top, b.top) >= low * 0.5f;
}

/// A file may draw words in any order: joins what was not drawn one after the other but stands so.
void joinBeside(std::vector<Segment>& segments)
{
    if (segments.size() > mostMerged)
        return;
    std::vector<size_t> byMiddle(segments.size());
    for (size_t i = 0; i < segments.size(); ++i)
        byMiddle[i] = i;
    std::sort(byMiddle.begin(), byMiddle.end(),
              [&](size_t a, size_t b) { return segments[a].middle() < segments[b].middle(); });
    constexpr size_t none = size_t(-1);
    std::vector<size_t> behind(segments.size(), none), before(segments.size(), none);
    const auto consider = [&](size_t a, size_t b) {
        if (!isBehind(segments[a], segments[b]))
            return;
        if (behind[a] != none && segments[behind[a]].left <= segments[b].left)
            return;
        if (before[b] != none && segments[before[b]].right >= segments[a].right)
            return;
        if (behind[a] != none)
            before[behind[a]] = none;
        if (before[b] != none)
            behind[before[b]] = none;
        behind[a] = b;
        before[b] = a;
    };
    for (size_t i = 0; i < byMiddle.size(); ++i) {
        const Segment& one = segments[byMiddle[i]];
        for (size_t j = i + 1; j < std::min(byMiddle.size(), i + mostBeside); ++j) {
            const Segment& other = segments[byMiddle[j]];
            if (other.middle() - one.middle() > one.height())
                break;
            consider(byMiddle[i], byMiddle[j]);
            consider(byMiddle[j], byMiddle[i]);
        }
    }
    for (size_t i = 0; i < segments.size(); ++i) {
        if (before[i] != none)
            continue;
        for (size_t j = behind[i]; j != none; j = behind[j]) {
            Segment& first = segments[i];
            Segment& next = segments[j];
            first.words.insert(first.words.end(), next.words.begin(), next.words.end());
            first.left = std::min(first.left, next.left);
            first.top = std::min(first.top, next.top);
            first.right = std::max(first.right, next.right);
            first.bottom = std::max(first.bottom, next.bottom);
            first.characters += next.characters;
            next.words.clear();
        }
    }
    std::erase_if(segments, [](const Segment& segment) { return segment.words.empty(); });
}

/// False when no character is from U+0590 on, where the scripts begin that are read from right to left.
bool mayBeRightToLeft(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xD6; });
}

enum class Direction
{
    None,
    LeftToRight,
    RightToLeft
};

Direction directionOf(QByteArrayView word)
{
    const auto* bytes = reinterpret_cast<const uint8_t*>(word.data());
    for (int32_t at = 0; at < int32_t(word.size());) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, int32_t(word.size()), c);
        const UCharDirection direction = c < 0 ? U_OTHER_NEUTRAL : u_charDirection(c);
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
            return Direction::RightToLeft;
        if (direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER)
            return Direction::LeftToRight;
    }
    return Direction::None;
}

/// Words of a line that is read from right to left, in order of reading, however they were drawn. Runs of
/// words that are read from left to right keep that order among themselves.
void orderRightToLeft(Segment& segment, const PdfWords& page)
{
    int right = 0, left = 0;
    for (const quint32 index : segment.words) {
        const QByteArrayView word = page.of(page.words[index]);
        const Direction direction = directionOf(word);
        right += direction == Direction::RightToLeft;
        left += direction == Direction::LeftToRight;
    }
    if (right == 0 || right < left)
        return;
    std::stable_sort(segment.words.begin(), segment.words.end(),
                     [&](quint32 a, quint32 b) { return page.words[a].right > page.words[b].right; });
    const auto isLeft = [&](quint32 index) {
        return directionOf(page.of(page.words[index])) == Direction::LeftToRight;
    };
    for (auto run = segment.words.begin(); run != segment.words.end();) {
        run = std::find_if(run, segment.words.end(), isLeft);
        const auto end = std::find_if_not(run, segment.words.end(), isLeft);
        std::reverse(run, end);
        run = end;
    }
}

} // namespace

std::vector<Segment> segmentsOf(const PdfWords& page)
{
    std::vector<Segment> segments;
    for (quint32 i = 0; i < page.words.size(); ++i) {
        if (segments.empty() || !continues(page.words[segments.back().words.back()], page.words[i]))
            segments.emplace_back();
        add(segments.back(), page, i);
    }
    joinBeside(segments);
    if (mayBeRightToLeft(page.text))
        for (Segment& segment : segments)
            orderRightToLeft(segment, page);
    return segments;
}

bool onOneLine(const Segment& a, const Segment& b)
{
    const float shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    return shared > 0.5f * std::min(a.height(), b.height());
}

bool isRightToLeft(const PdfWords& page)
{
    if (!mayBeRightToLeft(page.text))
        return false;
    qsizetype right = 0, left = 0;
    const auto* bytes = reinterpret_cast<const uint8_t*>(page.text.constData());
    const auto size = int32_t(page.text.size());
    for (int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (c < 0)
            continue;
        const UCharDirection direction = u_charDirection(c);
        right += direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
        left += direction == U_LEFT_TO_RIGHT;
    }
    return right > left;
}

} // namespace quire
