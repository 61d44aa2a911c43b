#pragma once

#include "engine/cuda/StoreRow.h"

namespace quire::cuda {

/// Keeps k and z = score + ape[position mod ratio] of every token in the rings. Grid: tokens.
struct KeepProgram
{
    const float* kv;
    const float* score;
    const float* ape;
    std::int64_t start;
    int count;
    int ratio;
    int width;
    DeviceRing kvRing;
    DeviceRing scoreRing;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t position = start + block.index();
        const std::int64_t at = block.index() * width;
        auto* k = reinterpret_cast<float*>(kvRing.slot(position));
        auto* z = reinterpret_cast<float*>(scoreRing.slot(position));
        const float* bias = ape + position % ratio * width;
        block.each(width, [&](int c) {
            k[c] = kv[at + c];
            z[c] = score[at + c] + bias[c];
        });
    }
};

/// Rows firstRow .. firstRow + count - 1: pooled from the rings, normed, rotated, stored. Grid: rows.
struct CompressProgram
{
    std::int64_t firstRow;
    int count;
    int ratio;
    int dim;
    bool overlap;
    bool indexer;
    bool quantise;
    const float* gain;
    float eps;
    DeviceRing kvRing;
    DeviceRing scoreRing;
    DeviceRope rope;
    DeviceRowFormat format;
    DeviceRows rows;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const
    {
        return static_cast<std::size_t>(kBlockWarps + dim + 2 * rope.pairs) * sizeof(float);
    }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t j = firstRow + block.index();
        float* parts = block.template shared<float>();
        float* values = parts + kBlockWarps;
        float* turns = values + dim;
        block.each(dim, [&](int c) { values[c] = pooled(j, c); });
        const float mean = sumSquares(block, values, dim, parts) / static_cast<float>(dim);
        const float factor = 1.0f / std::sqrt(mean + eps);
        block.each(dim, [&](int c) { values[c] = values[c] * factor * gain[c]; });
        block.each(rope.pairs, [&](int pair) {
            rope.turn(j * ratio, pair, turns);
            rope.rotate(turns, pair, dim, 1.0f, values);
        });
        if (indexer)
            storeIndexRow(block, quantise, format, values, rows.row(j));
        else
            storeAttentionRow(block, quantise, format, values, rows.row(j));
    }

private:
    /// One channel of row j: its own window's tokens, and in overlapping compressors, before them, the first
    /// half of the channels of the window before.
    QUIRE_DEVICE float pooled(std::int64_t j, int c) const
    {
        const bool before = overlap && j > 0;
        const int slots = before ? 2 * ratio : ratio;
        const std::int64_t first = before ? (j - 1) * ratio : j * ratio;
        const auto channel = [&](int s) { return overlap && (!before || s >= ratio) ? dim + c : c; };
        const auto score = [&](int s) {
            return reinterpret_cast<const float*>(scoreRing.slot(first + s))[channel(s)];
        };
        float top = score(0);
        for (int s = 1; s < slots; ++s)
            top = std::fmax(top, score(s));
        float total = 0;
        float sum = 0;
        for (int s = 0; s < slots; ++s) {
            const float weight = std::exp(score(s) - top);
            total += weight;
            sum = std::fma(weight, reinterpret_cast<const float*>(kvRing.slot(first + s))[channel(s)], sum);
        }
        return sum / total;
    }
};

} // namespace quire::cuda
