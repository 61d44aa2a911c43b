#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace quire::test {

/// Token ids that stand for a text; none of the first two, which end it.
inline std::vector<std::int32_t> readingTokens(int vocabSize, std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::int32_t> tokens;
    for (std::size_t i = 0; i < count; ++i)
        tokens.push_back(2 + static_cast<std::int32_t>(random() % static_cast<unsigned>(vocabSize - 2)));
    return tokens;
}

} // namespace quire::test
