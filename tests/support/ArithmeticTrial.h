#pragma once

#include "engine/cpu/CpuOps.h"
#include "engine/model/Checkpoint.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quire::test {

/// What a forward pass chose, call by call: the experts of every layer and the rows of every indexer.
struct Choices
{
    std::vector<std::vector<std::int32_t>> experts; ///< each [tokens, expertsPerToken]
    std::vector<std::vector<std::int32_t>> rows;    ///< each [tokens, indexTopK]
};

/// What a model says after every token of a text in some arithmetic.
struct Trial
{
    std::vector<float> logits; ///< [tokens, vocab]
    Choices choices;
};

struct TrialOptions
{
    CpuOptions cpu;
    int chunk = 256;
    /// Another trial's choices of the same text in the same chunks, put in place of its own; null: its own.
    const Choices* experts = nullptr;
    const Choices* rows = nullptr;
};

Trial runTrial(const Checkpoint& checkpoint, std::span<const std::int32_t> ids, const TrialOptions& options);

/// How far next-token distributions are from those of a reference: Kullback-Leibler divergence, natural
/// logarithm, of the reference from the other.
struct Divergence
{
    double mean = 0;
    double median = 0;
    double largest = 0;
    std::size_t tokens = 0;
    std::size_t sameToken = 0; ///< positions whose likeliest token is the same
};

/// Both are [tokens, vocab].
Divergence divergence(std::span<const float> reference, std::span<const float> other, int vocab);

/// The share of a token's choices, over all calls, that the other made differently. `width`: choices of one
/// token; their order does not matter.
double shareChosenOtherwise(const std::vector<std::vector<std::int32_t>>& reference,
                            const std::vector<std::vector<std::int32_t>>& other, int width);

} // namespace quire::test
