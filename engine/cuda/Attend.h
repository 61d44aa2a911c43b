#pragma once

#include "engine/cuda/Shapes.h"

namespace quire::cuda {

/// Heads of a token that share the decoding of rows, and rows decoded at a time. Rows are counted from the
/// token's first one: the blocks of a token are the same however its call was cut.
inline constexpr int kHeadTile = 8;
inline constexpr int kRowTile = 16;

/// out[count, heads, dim]: softmax attention with sink over window and compressed rows, then the inverse
/// rotation. Grid: tokens × tiles of heads.
struct AttendProgram
{
    const float* q;
    std::int64_t start;
    int count;
    int heads;
    DeviceRowFormat format;
    DeviceRing window;
    int windowSize;
    DeviceRows compressed;
    int ratio;
    const std::int32_t* picks; ///< null: all visible rows
    int maxPicks;
    const float* sink; ///< may be null
    DeviceRope rope;
    float* out;

    std::int64_t blocks() const { return std::int64_t{count} * ((heads + kHeadTile - 1) / kHeadTile); }
    std::size_t sharedBytes() const
    {
        const auto dim = static_cast<std::size_t>(format.dim);
        return kRowTile * sizeof(const std::byte*) +
               ((2 * kHeadTile + kRowTile) * dim + kHeadTile * (kRowTile + 3) +
                2 * static_cast<std::size_t>(rope.pairs)) *
                   sizeof(float);
    }

    /// The block's working memory by name.
    struct Place
    {
        const std::byte** pointers; ///< [kRowTile]
        float* queries;             ///< [kHeadTile, dim]
        float* rows;                ///< [kRowTile, dim]
        float* sums;                ///< [kHeadTile, dim]
        float* scores;              ///< [kHeadTile, kRowTile], then probabilities
        float* top;                 ///< [kHeadTile]
        float* total;
        float* shrink;
        float* turns;
    };

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const int dim = format.dim;
        const int tiles = (heads + kHeadTile - 1) / kHeadTile;
        const std::int64_t t = block.index() / tiles;
        const int firstHead = static_cast<int>(block.index() % tiles) * kHeadTile;
        const int own = heads - firstHead < kHeadTile ? heads - firstHead : kHeadTile;
        const std::int64_t at = (t * heads + firstHead) * dim;
        const Place p = place(block.template shared<std::byte>());

        block.each(own * dim, [&](int i) {
            p.queries[i] = q[at + i];
            p.sums[i] = 0;
        });
        block.each(own, [&](int h) {
            // The sink is a row without a value: it opens the sum.
            const bool open = sink && sink[firstHead + h] > -INFINITY;
            p.top[h] = open ? sink[firstHead + h] : -INFINITY;
            p.total[h] = open ? 1.0f : 0.0f;
        });
        const std::int64_t position = start + t;
        const std::int64_t firstPosition = position - windowSize + 1 > 0 ? position - windowSize + 1 : 0;
        const std::int64_t inWindow = position - firstPosition + 1;
        const std::int64_t rows = inWindow + compressedCount(block, t);
        for (std::int64_t first = 0; first < rows; first += kRowTile) {
            const int n = rows - first < kRowTile ? static_cast<int>(rows - first) : kRowTile;
            block.each(n, [&](int i) {
                const std::int64_t r = first + i;
                p.pointers[i] = r < inWindow ? window.slot(firstPosition + r) : rowOf(t, r - inWindow);
            });
            block.each(n * dim, [&](int i) { p.rows[i] = format.value(p.pointers[i / dim], i % dim); });
            attendTile(block, p, own, n);
        }
        block.each(rope.pairs, [&](int pair) { rope.turn(position, pair, p.turns); });
        block.each(own * dim, [&](int i) { p.sums[i] *= 1.0f / p.total[i / dim]; });
        block.each(own * rope.pairs, [&](int i) {
            rope.rotate(p.turns, i % rope.pairs, dim, -1.0f, p.sums + i / rope.pairs * dim);
        });
        block.each(own * dim, [&](int i) { out[at + i] = p.sums[i]; });
    }

private:
    QUIRE_DEVICE Place place(std::byte* memory) const
    {
        Place p;
        p.pointers = reinterpret_cast<const std::byte**>(memory);
        p.queries = reinterpret_cast<float*>(p.pointers + kRowTile);
        p.rows = p.queries + kHeadTile * format.dim;
        p.sums = p.rows + kRowTile * format.dim;
        p.scores = p.sums + kHeadTile * format.dim;
        p.top = p.scores + kHeadTile * kRowTile;
        p.total = p.top + kHeadTile;
        p.shrink = p.total + kHeadTile;
        p.turns = p.shrink + kHeadTile;
        return p;
    }

    /// Picks are ascending and filled up with -1.
    template <typename Block>
    QUIRE_DEVICE std::int64_t compressedCount(Block& block, std::int64_t t) const
    {
        if (ratio == 0)
            return 0;
        if (!picks)
            return (start + t + 1) / ratio;
        return block.count(maxPicks, [&](int i) { return picks[t * maxPicks + i] >= 0; });
    }

    QUIRE_DEVICE const std::byte* rowOf(std::int64_t t, std::int64_t i) const
    {
        return compressed.row(picks ? picks[t * maxPicks + i] : i);
    }

    /// n rows into the running softmax of `own` heads.
    template <typename Block>
    QUIRE_DEVICE void attendTile(Block& block, const Place& p, int own, int n) const
    {
        const int dim = format.dim;
        const float scale = 1.0f / std::sqrt(static_cast<float>(dim));
        block.template sums<1>(
            own * n,
            [&](int i, int lane, float* sum) {
                const float* query = p.queries + i / n * dim;
                const float* row = p.rows + i % n * dim;
                for (int c = lane; c < dim; c += kWarp)
                    sum[0] = std::fma(query[c], row[c], sum[0]);
            },
            [&](int i, const float* sum) { p.scores[i / n * kRowTile + i % n] = sum[0] * scale; });
        block.each(own, [&](int h) {
            float* scores = p.scores + h * kRowTile;
            float top = p.top[h];
            for (int r = 0; r < n; ++r)
                top = scores[r] > top ? scores[r] : top;
            float total = 0;
            for (int r = 0; r < n; ++r) {
                scores[r] = std::exp(scores[r] - top);
                total += scores[r];
            }
            p.shrink[h] = std::exp(p.top[h] - top);
            p.total[h] = p.total[h] * p.shrink[h] + total;
            p.top[h] = top;
        });
        block.each(own * dim, [&](int i) {
            const float* probabilities = p.scores + i / dim * kRowTile;
            float sum = p.sums[i] * p.shrink[i / dim];
            for (int r = 0; r < n; ++r)
                sum = std::fma(probabilities[r], p.rows[r * dim + i % dim], sum);
            p.sums[i] = sum;
        });
    }
};

} // namespace quire::cuda
