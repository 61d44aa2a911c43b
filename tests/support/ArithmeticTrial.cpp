#include "tests/support/ArithmeticTrial.h"

#include "engine/forward/Transformer.h"
#include "engine/session/Sampler.h"
#include "tests/support/ChoosingOps.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace quire::test {

Trial runTrial(const Checkpoint& checkpoint, std::span<const std::int32_t> ids, const TrialOptions& options)
{
    const ModelConfig& config = checkpoint.config();
    ChoosingOps ops(config, makeCpuOps(config, options.cpu), options.experts, options.rows);
    Transformer transformer(config, checkpoint.weights(), ops, options.chunk);
    KvCache cache(config, ops, options.chunk);
    const auto vocab = static_cast<std::size_t>(config.vocabSize);
    Trial trial;
    trial.logits.resize(ids.size() * vocab);
    for (std::size_t at = 0; at < ids.size();) {
        const std::size_t count = std::min(static_cast<std::size_t>(options.chunk), ids.size() - at);
        cache.reserve(static_cast<int>(count));
        const float* streams = transformer.forward(ids.subspan(at, count), cache);
        transformer.logits(checkpoint.weights().finalHead, streams, static_cast<int>(count),
                           trial.logits.data() + at * vocab);
        transformer.commit(ids.subspan(at, count), static_cast<int>(count), cache);
        at += count;
    }
    trial.choices = ops.takeChoices();
    return trial;
}

Divergence divergence(std::span<const float> reference, std::span<const float> other, int vocab)
{
    const auto width = static_cast<std::size_t>(vocab);
    if (reference.size() != other.size() || reference.empty() || reference.size() % width != 0)
        throw std::invalid_argument("rows of logits that cannot be compared");
    Divergence result;
    result.tokens = reference.size() / width;
    std::vector<double> each(result.tokens);
    for (std::size_t t = 0; t < result.tokens; ++t) {
        const std::span<const float> p = reference.subspan(t * width, width);
        const std::span<const float> q = other.subspan(t * width, width);
        const double zp = logSumExp(p);
        const double zq = logSumExp(q);
        for (std::size_t v = 0; v < width; ++v)
            each[t] += std::exp(p[v] - zp) * ((p[v] - zp) - (q[v] - zq));
        result.mean += each[t] / static_cast<double>(result.tokens);
        result.sameToken += argmax(p) == argmax(q) ? 1 : 0;
    }
    std::sort(each.begin(), each.end());
    result.median = each[each.size() / 2];
    result.largest = each.back();
    return result;
}

double shareChosenOtherwise(const std::vector<std::vector<std::int32_t>>& reference,
                            const std::vector<std::vector<std::int32_t>>& other, int width)
{
    const auto sortedRow = [width](const std::vector<std::int32_t>& values, std::size_t row) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(row) * width;
        std::vector<std::int32_t> chosen(first, first + width);
        std::sort(chosen.begin(), chosen.end());
        return chosen;
    };
    std::size_t all = 0;
    std::size_t differing = 0;
    for (std::size_t call = 0; call < reference.size(); ++call) {
        const std::size_t rows = reference[call].size() / static_cast<std::size_t>(width);
        for (std::size_t row = 0; row < rows; ++row) {
            const std::vector<std::int32_t> ours = sortedRow(other.at(call), row);
            for (const std::int32_t chosen : sortedRow(reference[call], row)) {
                if (chosen < 0)
                    continue; // fills up
                ++all;
                differing += std::binary_search(ours.begin(), ours.end(), chosen) ? 0 : 1;
            }
        }
    }
    return all == 0 ? 0 : static_cast<double>(differing) / static_cast<double>(all);
}

} // namespace quire::test
