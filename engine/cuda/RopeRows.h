#pragma once

#include "engine/cuda/StoreRow.h"

namespace quire::cuda {

/// Queries in place, q[count, heads, dim]: weightless head norm, then RoPE. Grid: tokens × heads.
struct QueryProgram
{
    float* q;
    std::int64_t start;
    int count;
    int heads;
    int dim;
    float eps;
    DeviceRope rope;

    std::int64_t blocks() const { return std::int64_t{count} * heads; }
    std::size_t sharedBytes() const
    {
        return static_cast<std::size_t>(kBlockWarps + 2 * rope.pairs) * sizeof(float);
    }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        float* parts = block.template shared<float>();
        float* turns = parts + kBlockWarps;
        float* head = q + block.index() * dim;
        const float mean = sumSquares(block, head, dim, parts) / static_cast<float>(dim);
        const float factor = 1.0f / std::sqrt(mean + eps);
        block.each(dim, [&](int i) { head[i] *= factor; });
        block.each(rope.pairs, [&](int pair) {
            rope.turn(start + block.index() / heads, pair, turns);
            rope.rotate(turns, pair, dim, 1.0f, head);
        });
    }
};

/// Indexer queries in place, q[count, heads, dim]: RoPE, Hadamard, Q4. Grid: tokens × heads.
struct IndexQueryProgram
{
    float* q;
    std::int64_t start;
    int count;
    int heads;
    int dim;
    bool quantise;
    DeviceRope rope;

    std::int64_t blocks() const { return std::int64_t{count} * heads; }
    std::size_t sharedBytes() const { return static_cast<std::size_t>(dim + 2 * rope.pairs) * sizeof(float); }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        float* values = block.template shared<float>();
        float* turns = values + dim;
        float* head = q + block.index() * dim;
        block.each(dim, [&](int i) { values[i] = head[i]; });
        block.each(rope.pairs, [&](int pair) {
            rope.turn(start + block.index() / heads, pair, turns);
            rope.rotate(turns, pair, dim, 1.0f, values);
        });
        hadamard(block, values, dim);
        if (quantise)
            block.each((dim + 31) / 32, [&](int part) {
                roundE2m1(values + part * 32, dim - part * 32 < 32 ? dim - part * 32 : 32,
                          values + part * 32);
            });
        block.each(dim, [&](int i) { head[i] = values[i]; });
    }
};

/// kv[count, dim] -> norm, RoPE, QK, into the window ring. Grid: tokens.
struct WindowRowProgram
{
    const float* kv;
    std::int64_t start;
    int count;
    const float* gain;
    float eps;
    bool quantise;
    DeviceRope rope;
    DeviceRowFormat format;
    DeviceRing window;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const
    {
        return static_cast<std::size_t>(kBlockWarps + format.dim + 2 * rope.pairs) * sizeof(float);
    }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const int dim = format.dim;
        float* parts = block.template shared<float>();
        float* values = parts + kBlockWarps;
        float* turns = values + dim;
        const float* row = kv + block.index() * dim;
        const float mean = sumSquares(block, row, dim, parts) / static_cast<float>(dim);
        const float factor = 1.0f / std::sqrt(mean + eps);
        block.each(dim, [&](int i) { values[i] = row[i] * factor * gain[i]; });
        block.each(rope.pairs, [&](int pair) {
            rope.turn(start + block.index(), pair, turns);
            rope.rotate(turns, pair, dim, 1.0f, values);
        });
        storeAttentionRow(block, quantise, format, values, window.slot(start + block.index()));
    }
};

} // namespace quire::cuda
