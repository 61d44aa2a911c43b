#pragma once

#include "engine/cuda/Shapes.h"

namespace quire::cuda {

/// y = gain * x / sqrt(mean(x^2) + eps), row by row; y may be x. Grid: rows.
struct NormProgram
{
    const float* x;
    int rows;
    const float* gain;
    int width;
    float eps;
    float* y;

    std::int64_t blocks() const { return rows; }
    std::size_t sharedBytes() const { return kBlockWarps * sizeof(float); }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t at = block.index() * width;
        const float squares = sumSquares(block, x + at, width, block.template shared<float>());
        const float factor = 1.0f / std::sqrt(squares / static_cast<float>(width) + eps);
        block.each(width, [&](int i) { y[at + i] = x[at + i] * factor * gain[i]; });
    }
};

/// y[rows, width] += x[rows / repeat, width]: every row of x onto `repeat` rows of y. Grid: rows.
struct AddProgram
{
    const float* x;
    int rows;
    int repeat;
    int width;
    float* y;

    std::int64_t blocks() const { return rows; }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const float* from = x + block.index() / repeat * width;
        float* to = y + block.index() * width;
        block.each(width, [&](int i) { to[i] += from[i]; });
    }
};

} // namespace quire::cuda
