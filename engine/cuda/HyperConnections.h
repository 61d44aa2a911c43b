#pragma once

#include "engine/cpu/simd/Kernels.h"
#include "engine/cuda/Shapes.h"

namespace quire::cuda {

QUIRE_DEVICE inline float sigmoid(float x)
{
    // Only ever exp of a negative number: nothing overflows.
    const float e = std::exp(-std::fabs(x));
    return x >= 0 ? 1.0f / (1.0f + e) : e / (1.0f + e);
}

/// Rows of comb[n, n] become their softmax, plus eps.
QUIRE_DEVICE inline void softmaxRows(int n, float eps, float* comb)
{
    for (int j = 0; j < n; ++j) {
        float* row = comb + j * n;
        float top = row[0];
        for (int k = 1; k < n; ++k)
            top = std::fmax(top, row[k]);
        float sum = 0;
        for (int k = 0; k < n; ++k) {
            row[k] = std::exp(row[k] - top);
            sum += row[k];
        }
        for (int k = 0; k < n; ++k)
            row[k] = row[k] / sum + eps;
    }
}

/// Every line is divided by its sum.
QUIRE_DEVICE inline void divideLines(int n, int lineStride, int stepStride, float eps, float* comb)
{
    for (int line = 0; line < n; ++line) {
        float* first = comb + line * lineStride;
        float sum = 0;
        for (int i = 0; i < n; ++i)
            sum += first[i * stepStride];
        for (int i = 0; i < n; ++i)
            first[i * stepStride] /= sum + eps;
    }
}

/// mHC before a sub-layer, or before the head (post null): from mixes[count, outputs] = fn z and the streams
/// h[count, n, d] the normed input x[count, d], post[count, n] and, by Sinkhorn, comb[count, n, n].
/// Grid: tokens.
struct HyperConnectionPreProgram
{
    const float* mixes;
    const float* h;
    int count;
    int outputs;
    int streams;
    int dim;
    const float* scale;
    const float* base;
    const float* gain;
    int iterations;
    float hcEps;
    float rmsEps;
    float* x;
    float* post;
    float* comb;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const
    {
        return static_cast<std::size_t>(kBlockWarps + outputs + kMaxStreams + dim) * sizeof(float);
    }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const int n = streams;
        const std::int64_t t = block.index();
        float* parts = block.template shared<float>();
        float* mix = parts + kBlockWarps;
        float* pre = mix + outputs;
        float* mixed = pre + kMaxStreams;
        const float* in = h + t * n * dim;
        const float squares = sumSquares(block, in, n * dim, parts);
        const float factor = 1.0f / std::sqrt(squares / static_cast<float>(n * dim) + rmsEps);
        block.each(outputs, [&](int i) { mix[i] = mixes[t * outputs + i] * factor; });
        block.each(n, [&](int j) {
            pre[j] = sigmoid(mix[j] * scale[0] + base[j]) + hcEps;
            if (post)
                post[t * n + j] = 2.0f * sigmoid(mix[n + j] * scale[1] + base[n + j]);
        });
        if (comb)
            block.each(1, [&](int) { sinkhorn(mix + 2 * n, comb + t * n * n); });
        block.each(dim, [&](int c) {
            float sum = pre[0] * in[c];
            for (int j = 1; j < n; ++j)
                sum = std::fma(pre[j], in[std::int64_t{j} * dim + c], sum);
            mixed[c] = sum;
        });
        const float mean = sumSquares(block, mixed, dim, parts) / static_cast<float>(dim);
        const float norm = 1.0f / std::sqrt(mean + rmsEps);
        block.each(dim, [&](int c) { x[t * dim + c] = mixed[c] * norm * gain[c]; });
    }

private:
    QUIRE_DEVICE void sinkhorn(const float* mix, float* out) const
    {
        const int n = streams;
        float local[kMaxStreams * kMaxStreams];
        for (int i = 0; i < n * n; ++i)
            local[i] = mix[i] * scale[2] + base[2 * n + i];
        softmaxRows(n, hcEps, local);
        divideLines(n, 1, n, hcEps, local);
        for (int i = 1; i < iterations; ++i) {
            divideLines(n, n, 1, hcEps, local);
            divideLines(n, 1, n, hcEps, local);
        }
        for (int i = 0; i < n * n; ++i)
            out[i] = local[i];
    }
};

/// h_k = post_k y + sum_j comb_jk h_j, in place. Grid: tokens.
struct HyperConnectionPostProgram
{
    const float* y;
    const float* post;
    const float* comb;
    int count;
    int streams;
    int dim;
    float* h;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t t = block.index();
        const int n = streams;
        const float* posts = post + t * n;
        const float* combs = comb + t * n * n;
        float* rows = h + t * n * dim;
        block.each(dim, [&](int c) {
            float before[kMaxStreams];
            for (int j = 0; j < n; ++j)
                before[j] = rows[std::int64_t{j} * dim + c];
            const float in = y[t * dim + c];
            for (int k = 0; k < n; ++k) {
                float sum = posts[k] * in;
                for (int j = 0; j < n; ++j)
                    sum = std::fma(combs[j * n + k], before[j], sum);
                rows[std::int64_t{k} * dim + c] = sum;
            }
        });
    }
};

} // namespace quire::cuda
