#pragma once

#include "engine/cuda/HyperConnections.h"

namespace quire::cuda {

/// From gate logits[count, experts]: the chosen experts and their weights, [count, k]. Grid: tokens.
struct RouteProgram
{
    const float* logits;
    const float* bias;         ///< null in hash layers
    const std::int64_t* table; ///< hash layers: [vocabulary, k], checked when it was uploaded
    const std::int32_t* ids;   ///< [count]
    int count;
    int experts;
    int k;
    Scoring scoring;
    float routedScale;
    std::int32_t* chosen;
    float* weights;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return static_cast<std::size_t>(2 * experts) * sizeof(float); }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t t = block.index();
        float* scores = block.template shared<float>();
        auto* taken = reinterpret_cast<int*>(scores + experts);
        block.each(experts, [&](int e) {
            taken[e] = 0;
            scores[e] = score(logits[t * experts + e]);
        });
        block.each(1, [&](int) {
            if (scoring == Scoring::Softmax)
                softmax(scores);
            std::int32_t* own = chosen + t * k;
            for (int i = 0; i < k; ++i)
                own[i] = table ? static_cast<std::int32_t>(table[std::int64_t{ids[t]} * k + i])
                               : best(scores, taken);
            float sum = 0;
            for (int i = 0; i < k; ++i)
                sum += scores[own[i]];
            const float norm = scoring == Scoring::Softmax ? 1.0f : sum;
            for (int i = 0; i < k; ++i)
                weights[t * k + i] = scores[own[i]] / norm * routedScale;
        });
    }

private:
    QUIRE_DEVICE float score(float logit) const
    {
        if (scoring == Scoring::Sigmoid)
            return sigmoid(logit);
        if (scoring == Scoring::Softmax)
            return logit;
        return std::sqrt(std::fmax(logit, 0.0f) + std::log1p(std::exp(-std::fabs(logit))));
    }

    QUIRE_DEVICE void softmax(float* scores) const
    {
        float top = scores[0];
        for (int e = 1; e < experts; ++e)
            top = std::fmax(top, scores[e]);
        float sum = 0;
        for (int e = 0; e < experts; ++e)
            sum += scores[e] = std::exp(scores[e] - top);
        for (int e = 0; e < experts; ++e)
            scores[e] /= sum;
    }

    /// The best expert not yet taken; equal ones: the lowest. NaN only when nothing else is left.
    QUIRE_DEVICE int best(const float* scores, int* taken) const
    {
        int found = -1;
        float foundScore = 0;
        for (int e = 0; e < experts; ++e) {
            if (taken[e] != 0)
                continue;
            const float s = scores[e] + (bias ? bias[e] : 0.0f);
            if (found < 0 || s > foundScore || (foundScore != foundScore && s == s)) {
                found = e;
                foundScore = s;
            }
        }
        taken[found] = 1;
        return found;
    }
};

} // namespace quire::cuda
