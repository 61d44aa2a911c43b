#pragma once

#include "engine/cuda/Shapes.h"

namespace quire::cuda {

/// Keys that a block scores.
inline constexpr int kKeyTile = 64;

/// Scores I_tj of rows j < visible(t), as integers in the order of engine/cpu/TopK.h: greater is better, NaN
/// lowest, -0 ties with 0. order[count, rows]. Grid: tokens × tiles of keys.
struct IndexScoreProgram
{
    const float* q;       ///< [count, heads, dim]
    const float* weights; ///< [count, heads]
    std::int64_t start;
    int count;
    int heads;
    int ratio;
    int rowsSeen; ///< by the last token: the width of `order`
    DeviceRowFormat format;
    DeviceRows keys;
    std::uint32_t* order;

    int tiles() const { return (rowsSeen + kKeyTile - 1) / kKeyTile; }
    std::int64_t blocks() const { return std::int64_t{count} * tiles(); }
    std::size_t sharedBytes() const
    {
        return static_cast<std::size_t>(kKeyTile) * static_cast<std::size_t>(format.dim + 1 + heads) *
               sizeof(float);
    }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const int tileCount = (rowsSeen + kKeyTile - 1) / kKeyTile;
        const int t = static_cast<int>(block.index() / tileCount);
        const int first = static_cast<int>(block.index() % tileCount) * kKeyTile;
        const auto visible = static_cast<int>((start + t + 1) / ratio);
        const int n = visible - first < kKeyTile ? visible - first : kKeyTile;
        if (n <= 0)
            return;
        const int dim = format.dim;
        const int stride = dim + 1; // keys side by side lie in different banks
        float* values = block.template shared<float>();
        float* dots = values + kKeyTile * stride;
        block.each(n * dim, [&](int i) {
            values[i / dim * stride + i % dim] = format.value(keys.row(first + i / dim), i % dim);
        });
        const float* queries = q + std::int64_t{t} * heads * dim;
        block.each(n * heads, [&](int i) {
            const float* query = queries + i / n * dim;
            const float* key = values + i % n * stride;
            float dot = 0;
            for (int c = 0; c < dim; ++c)
                dot = std::fma(query[c], key[c], dot);
            dots[i / n * kKeyTile + i % n] = dot;
        });
        block.each(n, [&](int key) {
            float score = 0;
            for (int head = 0; head < heads; ++head)
                score = std::fma(weights[std::int64_t{t} * heads + head],
                                 std::fmax(0.0f, dots[head * kKeyTile + key]), score);
            order[std::int64_t{t} * rowsSeen + first + key] = rank(score);
        });
    }

private:
    QUIRE_DEVICE static std::uint32_t rank(float score)
    {
        if (score != score)
            return 0;
        const auto bits = std::bit_cast<std::uint32_t>(score + 0.0f);
        return (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
    }
};

/// picks[count, topK]: the rows with the greatest order among the visible ones, ascending, -1 fills up; equal
/// ones: lowest row. Grid: tokens.
struct TopKProgram
{
    const std::uint32_t* order; ///< [count, rowsSeen]
    std::int64_t start;
    int count;
    int ratio;
    int rowsSeen;
    int topK;
    std::int32_t* picks;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return 2 * kBlockThreads * sizeof(int); }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::uint32_t* ranks = order + block.index() * rowsSeen;
        std::int32_t* out = picks + block.index() * topK;
        const auto visible = static_cast<int>((start + block.index() + 1) / ratio);
        if (visible <= topK) {
            block.each(topK, [&](int i) { out[i] = i < visible ? i : -1; });
            return;
        }
        // The greatest rank that at least topK rows reach, bit by bit.
        std::uint32_t least = 0;
        for (int bit = 31; bit >= 0; --bit) {
            const std::uint32_t candidate = least | (1U << bit);
            if (block.count(visible, [&](int i) { return ranks[i] >= candidate; }) >= topK)
                least = candidate;
        }
        const int ties = topK - block.count(visible, [&](int i) { return ranks[i] > least; });
        write(block, ranks, visible, least, ties, out);
    }

private:
    /// Every thread takes a stretch of the rows; where its picks go follows from the stretches before.
    template <typename Block>
    QUIRE_DEVICE void write(Block& block, const std::uint32_t* ranks, int visible, std::uint32_t least,
                            int ties, std::int32_t* out) const
    {
        int* above = block.template shared<int>();
        int* equal = above + kBlockThreads;
        const int stretch = (visible + kBlockThreads - 1) / kBlockThreads;
        const auto end = [&](int part) {
            return (part + 1) * stretch < visible ? (part + 1) * stretch : visible;
        };
        block.each(kBlockThreads, [&](int part) {
            above[part] = equal[part] = 0;
            for (int i = part * stretch; i < end(part); ++i) {
                above[part] += ranks[i] > least ? 1 : 0;
                equal[part] += ranks[i] == least ? 1 : 0;
            }
        });
        block.each(1, [&](int) {
            int aboveBefore = 0;
            int equalBefore = 0;
            for (int part = 0; part < kBlockThreads; ++part) {
                const int ownAbove = above[part];
                const int ownEqual = equal[part];
                above[part] = aboveBefore;
                equal[part] = equalBefore;
                aboveBefore += ownAbove;
                equalBefore += ownEqual;
            }
        });
        block.each(kBlockThreads, [&](int part) {
            int seen = equal[part];
            int at = above[part] + (seen < ties ? seen : ties);
            for (int i = part * stretch; i < end(part); ++i) {
                if (ranks[i] > least || (ranks[i] == least && seen++ < ties))
                    out[at++] = i;
            }
        });
    }
};

} // namespace quire::cuda
