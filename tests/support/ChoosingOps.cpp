#include "tests/support/ChoosingOps.h"

#include <algorithm>
#include <utility>

namespace quire::test {

ChoosingOps::ChoosingOps(const ModelConfig& config, std::unique_ptr<Ops> device, const Choices* experts,
                         const Choices* rows)
    : m_config(config), m_device(std::move(device)), m_experts(experts), m_rows(rows)
{
}

void ChoosingOps::selectRows(const float* q, const float* weights, TokenRange tokens, int indexHeads,
                             int ratio, const RowFormat& format, RowBlocks keys, int topK,
                             std::int32_t* picks)
{
    const std::size_t call = m_made.rows.size();
    m_device->selectRows(q, weights, tokens, indexHeads, ratio, format, keys, topK, picks);
    m_made.rows.emplace_back(picks, picks + static_cast<std::ptrdiff_t>(tokens.count) * topK);
    if (m_rows)
        std::copy(m_rows->rows.at(call).begin(), m_rows->rows.at(call).end(), picks);
}

void ChoosingOps::route(const MoeWeights& weights, const float* logits, std::span<const std::int32_t> ids,
                        Routing routing)
{
    const std::size_t call = m_made.experts.size();
    const auto k = static_cast<std::size_t>(m_config.expertsPerToken);
    const auto experts = static_cast<std::size_t>(m_config.experts);
    m_device->route(weights, logits, ids, routing);
    m_made.experts.emplace_back(routing.experts, routing.experts + ids.size() * k);
    if (!m_experts || weights.tokenExperts)
        return;
    // A bias selects and does not weigh: one that outdoes every score makes the device weigh these experts.
    const std::vector<std::int32_t>& wanted = m_experts->experts.at(call);
    std::vector<float> bias(experts);
    MoeWeights forced = weights;
    forced.bias = {bias.data(), m_config.experts};
    for (std::size_t t = 0; t < ids.size(); ++t) {
        std::fill(bias.begin(), bias.end(), 0.0F);
        for (std::size_t i = 0; i < k; ++i)
            bias[static_cast<std::size_t>(wanted.at(t * k + i))] = 1e9F;
        m_device->route(forced, logits + t * experts, ids.subspan(t, 1),
                        {routing.experts + t * k, routing.weights + t * k});
    }
}

} // namespace quire::test
