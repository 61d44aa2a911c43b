#include "engine/cpu/TopK.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace quire::cpu {

namespace {

constexpr int stretch = 16; // rows

} // namespace

RankedRow rankRow(float score, std::int32_t row)
{
    std::uint32_t order = 0; // NaN
    if (score == score) {
        const auto bits = std::bit_cast<std::uint32_t>(score + 0.0f); // -0 ties with 0
        // Flips floats into unsigned order: negative ones all bits, others the sign.
        order = (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
    }
    return (static_cast<std::uint64_t>(order) << 32) | (0xffffffffU - static_cast<std::uint32_t>(row));
}

std::int32_t rowOf(RankedRow ranked)
{
    return static_cast<std::int32_t>(0xffffffffU - static_cast<std::uint32_t>(ranked));
}

void TopK::offer(const float* scores, std::int32_t first, int n)
{
    // Most rows of a long context are below what has been seen: whole stretches are passed by at once.
    const auto worthLooking = [&](int begin, int end) {
        bool any = false;
        for (int i = begin; i < end; ++i)
            any |= scores[i] > m_threshold;
        return any;
    };
    for (int i = 0; i < n; ++i) {
        if (m_thinned && i % stretch == 0 && i + stretch <= n && !worthLooking(i, i + stretch)) {
            i += stretch - 1;
            continue;
        }
        // A later row that only equals the threshold loses its tie. Before any thinning all must enter, NaN
        // too.
        if (m_thinned && !(scores[i] > m_threshold))
            continue;
        offerRanked(rankRow(scores[i], first + i));
    }
}

void TopK::offerRanked(RankedRow ranked)
{
    if (ranked <= m_worstKept && m_thinned)
        return;
    if (m_size == m_capacity)
        thinOut();
    m_rows[m_size++] = ranked;
}

void TopK::thinOut()
{
    const auto k = static_cast<std::size_t>(m_k);
    if (m_size <= k)
        return;
    std::nth_element(m_rows, m_rows + (k - 1), m_rows + m_size, std::greater<>());
    m_size = k;
    m_worstKept = m_rows[k - 1];
    const auto order = static_cast<std::uint32_t>(m_worstKept >> 32);
    m_thinned = order != 0;
    if (m_thinned)
        m_threshold = std::bit_cast<float>((order & 0x80000000U) != 0 ? order & 0x7fffffffU : ~order);
}

std::size_t TopK::finish()
{
    thinOut();
    return m_size;
}

} // namespace quire::cpu
