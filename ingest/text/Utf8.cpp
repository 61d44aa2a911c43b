#include "ingest/text/Utf8.h"

#include <algorithm>
#include <cstring>

namespace quire {

int utf8SequenceLength(QByteArrayView text, qsizetype at)
{
    const auto* p = reinterpret_cast<const unsigned char*>(text.data()) + at;
    const qsizetype left = text.size() - at;
    const auto tail = [p, left](int i) { return i < left && (p[i] & 0xC0) == 0x80; };
    if (p[0] < 0x80)
        return 1;
    if (p[0] < 0xC2)
        return 0;
    if (p[0] < 0xE0)
        return tail(1) ? 2 : 0;
    if (p[0] < 0xF0) {
        if (!tail(1) || !tail(2) || (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F))
            return 0;
        return 3;
    }
    if (p[0] > 0xF4 || !tail(1) || !tail(2) || !tail(3) || (p[0] == 0xF0 && p[1] < 0x90) ||
        (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return 4;
}

qsizetype firstInvalidUtf8(QByteArrayView text)
{
    constexpr quint64 high = 0x8080808080808080ULL;
    qsizetype at = 0;
    while (at < text.size()) {
        while (text.size() - at >= 32) {
            quint64 words[4];
            std::memcpy(words, text.data() + at, 32);
            if ((words[0] | words[1] | words[2] | words[3]) & high)
                break;
            at += 32;
        }
        quint64 word = 0;
        if (text.size() - at >= 8) {
            std::memcpy(&word, text.data() + at, 8);
            if (!(word & high)) {
                at += 8;
                continue;
            }
        }
        const int length = utf8SequenceLength(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return text.size();
}

qint64 countCodePoints(QByteArrayView text)
{
    // Sums in bytes as far as they hold them: the compiler then takes sixteen at once.
    constexpr qsizetype block = 255;
    qint64 count = 0;
    for (qsizetype at = 0; at < text.size(); at += block) {
        quint8 sum = 0;
        const char* const end = text.data() + std::min(at + block, text.size());
        for (const char* c = text.data() + at; c < end; ++c)
            sum = quint8(sum + ((*c & 0xC0) != 0x80));
        count += sum;
    }
    return count;
}

qint64 byteOffsetOfCodePoint(QByteArrayView text, qint64 index)
{
    qsizetype at = 0;
    for (; at < text.size(); ++at)
        if ((text[at] & 0xC0) != 0x80 && index-- == 0)
            break;
    return at;
}

int whiteSpaceLength(QByteArrayView text, qsizetype at)
{
    const auto* p = reinterpret_cast<const unsigned char*>(text.data()) + at;
    const qsizetype left = text.size() - at;
    if (left <= 0)
        return 0;
    if (p[0] == ' ' || (p[0] >= 0x09 && p[0] <= 0x0D) || (p[0] >= 0x1C && p[0] <= 0x1F))
        return 1;
    if (left >= 2 && p[0] == 0xC2 && (p[1] == 0x85 || p[1] == 0xA0))
        return 2;
    if (left < 3 || p[0] < 0xE1 || p[0] > 0xE3)
        return 0;
    if (p[0] == 0xE1 && p[1] == 0x9A && p[2] == 0x80) // U+1680
        return 3;
    if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] <= 0x8A || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF))
        return 3;                                     // U+2000–200A, 2028, 2029, 202F
    if (p[0] == 0xE2 && p[1] == 0x81 && p[2] == 0x9F) // U+205F
        return 3;
    return p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80 ? 3 : 0; // U+3000
}

bool isBlank(QByteArrayView text)
{
    for (qsizetype at = 0; at < text.size();) {
        const int length = whiteSpaceLength(text, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

} // namespace quire
