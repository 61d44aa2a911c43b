#include "app/TokenMemo.h"

#include <algorithm>

namespace quire {

namespace {

constexpr std::size_t longText = 1 << 14; // bytes; encoding less takes about a millisecond
constexpr std::size_t textsKept = 4;      // documents, and long answers about them

} // namespace

std::vector<TokenId> TokenMemo::tokens(const Tokenizer& tokenizer, std::span<const Segment> segments)
{
    std::vector<TokenId> all;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!segments[i].isControl && segments[i].text.size() >= longText) {
            const std::vector<TokenId>& known = remembered(tokenizer, segments[i]);
            all.insert(all.end(), known.begin(), known.end());
        } else {
            const std::vector<TokenId> some = ChatFormat::tokens(tokenizer, segments.subspan(i, 1));
            all.insert(all.end(), some.begin(), some.end());
        }
    }
    return all;
}

const std::vector<TokenId>& TokenMemo::remembered(const Tokenizer& tokenizer, const Segment& segment)
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const Entry& entry) { return entry.text == segment.text; });
    if (at != m_entries.end()) {
        std::rotate(at, at + 1, m_entries.end());
        return m_entries.back().tokens;
    }
    if (m_entries.size() == textsKept)
        m_entries.erase(m_entries.begin());
    m_entries.push_back({segment.text, ChatFormat::tokens(tokenizer, {&segment, 1})});
    return m_entries.back().tokens;
}

} // namespace quire
