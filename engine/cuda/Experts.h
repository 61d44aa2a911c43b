#pragma once

#include "engine/cuda/Linear.h"

namespace quire::cuda {

/// Token-expert pairs sorted by expert, then token, cut into tiles of one expert; device memory.
/// Pair i * k + j is token i's j-th choice; pairs of experts that are not here have slot -1.
struct PairTiles
{
    std::int32_t* slotOf; ///< [pairs]: where the pair stands
    std::int32_t* pairOf; ///< [pairs]: which pair stands there
    std::int32_t* expert; ///< [most tiles]: local index, -1 beyond the last tile
    std::int32_t* first;  ///< [most tiles]: a tile's first slot
    std::int32_t* size;   ///< [most tiles]: 1 .. kTokenTile

    /// Tiles that `pairs` pairs over `experts` experts can need.
    static int mostTiles(int pairs, int experts)
    {
        return pairs / kTokenTile + (pairs < experts ? pairs : experts);
    }
};

/// Sorts. Grid: one block.
struct SortPairsProgram
{
    const std::int32_t* chosen; ///< [pairs]: expert ids
    int pairs;
    int firstExpert;
    int experts; ///< local
    int tiles;   ///< mostTiles
    PairTiles out;

    std::int64_t blocks() const { return 1; }
    std::size_t sharedBytes() const { return static_cast<std::size_t>(2 * experts) * sizeof(int); }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        int* firstSlot = block.template shared<int>();
        int* firstTile = firstSlot + experts;
        block.each(pairs, [&](int i) { out.slotOf[i] = -1; });
        block.each(tiles, [&](int i) { out.expert[i] = -1; });
        block.each(experts, [&](int e) {
            firstSlot[e] = 0;
            for (int i = 0; i < pairs; ++i)
                firstSlot[e] += chosen[i] - firstExpert == e ? 1 : 0;
        });
        block.each(1, [&](int) {
            int slots = 0;
            int used = 0;
            for (int e = 0; e < experts; ++e) {
                const int size = firstSlot[e];
                firstSlot[e] = slots;
                firstTile[e] = used;
                slots += size;
                used += (size + kTokenTile - 1) / kTokenTile;
            }
        });
        block.each(experts, [&](int e) {
            int slot = firstSlot[e];
            for (int i = 0; i < pairs; ++i) {
                if (chosen[i] - firstExpert != e)
                    continue;
                out.slotOf[i] = slot;
                out.pairOf[slot++] = i;
            }
            const int size = slot - firstSlot[e];
            for (int done = 0, tile = firstTile[e]; done < size; done += kTokenTile, ++tile) {
                out.expert[tile] = e;
                out.first[tile] = firstSlot[e] + done;
                out.size[tile] = size - done < kTokenTile ? size - done : kTokenTile;
            }
        });
    }
};

/// y[slot, rows] = x Wᵀ with the matrix of the slot's expert. x is the token's row (perToken = k) or the
/// slot's own (0). Grid: tiles × blocks of output rows.
struct ExpertProductProgram
{
    const DeviceMatrix* matrices; ///< [experts, 3]: w1, w2, w3; device memory
    int which;
    int rows;
    int cols;
    int tiles;
    int perToken;
    PairTiles pairs;
    const float* x;
    float* y;

    std::int64_t blocks() const { return tiles * LinearProgram::rowBlocks(rows); }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const int rowBlockCount = (rows + kBlockWarps - 1) / kBlockWarps;
        const auto tile = static_cast<int>(block.index() / rowBlockCount);
        const int firstRow = static_cast<int>(block.index() % rowBlockCount) * kBlockWarps;
        const int expert = pairs.expert[tile];
        if (expert < 0)
            return;
        const DeviceMatrix& w = matrices[expert * 3 + which];
        const int first = pairs.first[tile];
        const int size = pairs.size[tile];
        block.template sums<kTokenTile>(
            rows - firstRow < kBlockWarps ? rows - firstRow : kBlockWarps,
            [&](int i, int lane, float* sums) {
                rowProducts(
                    w, firstRow + i, lane, size,
                    [&](int t) {
                        const int slot = first + t;
                        return x + std::int64_t{perToken > 0 ? pairs.pairOf[slot] / perToken : slot} * cols;
                    },
                    sums);
            },
            [&](int i, const float* sums) {
                for (int t = 0; t < size; ++t)
                    y[std::int64_t{first + t} * rows + firstRow + i] = sums[t];
            });
    }
};

/// gate = silu(min(gate, limit)) * clip(up) * weight. With slots, grid: pairs, each at its slot (-1: not
/// here); without, grid: rows, and the weight is 1.
struct SwigluProgram
{
    float* gate;
    const float* up;
    int count;
    int width;
    float limit;                ///< 0: none
    const std::int32_t* slotOf; ///< [pairs], or null
    const float* weights;       ///< [pairs], or null

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t row = slotOf ? slotOf[block.index()] : block.index();
        if (row < 0)
            return;
        const float bound = limit > 0 ? limit : 3.0e38f;
        const float weight = weights ? weights[block.index()] : 1.0f;
        block.each(width, [&](int i) {
            const std::int64_t at = row * width + i;
            const float g = std::fmin(bound, gate[at]);
            const float u = std::fmin(bound, std::fmax(-bound, up[at]));
            gate[at] = g / (1.0f + std::exp(-g)) * u * weight;
        });
    }
};

/// y[count, d] = the outputs of the token's pairs, ascending by expert, plus the shared expert's (may be
/// null). Grid: tokens.
struct AddExpertsProgram
{
    const float* routed;        ///< [slots, d]
    const float* shared;        ///< [count, d]
    const std::int32_t* slotOf; ///< [count, k]: slots ascend with expert ids
    int count;
    int k;
    int dim;
    float* y;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return static_cast<std::size_t>(k) * sizeof(int); }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t t = block.index();
        int* slots = block.template shared<int>();
        block.each(1, [&](int) {
            for (int i = 0; i < k; ++i) { // insertion sort
                const int slot = slotOf[t * k + i];
                int at = i;
                for (; at > 0 && slots[at - 1] > slot; --at)
                    slots[at] = slots[at - 1];
                slots[at] = slot;
            }
        });
        block.each(dim, [&](int c) {
            float sum = 0;
            for (int i = 0; i < k; ++i) {
                if (slots[i] >= 0)
                    sum += routed[std::int64_t{slots[i]} * dim + c];
            }
            if (shared)
                sum += shared[t * dim + c];
            y[t * dim + c] = sum;
        });
    }
};

} // namespace quire::cuda
