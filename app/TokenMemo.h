#pragma once

#include "engine/text/ChatFormat.h"
#include "engine/text/Token.h"

#include <span>
#include <vector>

namespace quire {

class Tokenizer;

/// Encodes prompts and remembers the tokens of their long texts: documents are encoded once, not with every
/// question about them.
class TokenMemo
{
public:
    /// As ChatFormat::tokens().
    std::vector<TokenId> tokens(const Tokenizer& tokenizer, std::span<const Segment> segments);

private:
    struct Entry
    {
        std::string text;
        std::vector<TokenId> tokens;
    };

    const std::vector<TokenId>& remembered(const Tokenizer& tokenizer, const Segment& segment);

    std::vector<Entry> m_entries; ///< the last used at the end
};

} // namespace quire
