#pragma once

#include "engine/EngineRank.h"
#include "engine/session/Session.h"

#include <map>

namespace quire {

/// Looks on while a step runs and keeps which rows its last tokens attend to in one layer, as this rank's
/// heads score them. The rows are read as attention reads them; devices only have to hand out the queries.
class RowWatcher : public ForwardObserver
{
public:
    /// References must outlive the object. lastTokens: as many of the step's are watched, 1 or more.
    RowWatcher(EngineRank& rank, const KvCache& cache, int layer, int lastTokens);

    static bool picksRows(const ModelConfig& config, int layer);
    /// The last layer that picks rows; -1 if there is none.
    static int lastPickingLayer(const ModelConfig& config);
    /// What all ranks saw the last token attend to, loudest first; equally loud rows in their order.
    static std::vector<AttendedRow> loudest(const std::vector<RowWatcher>& watchers);
    /// What they saw all watched tokens attend to, as Session::attentionShares.
    static std::vector<RowShare> shares(const std::vector<RowWatcher>& watchers, float sink);

    void attended(int layer, TokenRange tokens, const float* q, const std::int32_t* picks) override;

private:
    using Nats = std::map<std::int32_t, float>; ///< row -> score above the sink's, of the loudest head

    void watch(Nats& nats, std::span<const float> queries, std::span<const std::int32_t> picks,
               std::span<const float> sinks) const;
    static std::vector<Nats> merged(const std::vector<RowWatcher>& watchers);

    EngineRank* m_rank;
    const KvCache* m_cache;
    int m_layer;
    int m_lastTokens;
    int m_ratio = 1;
    std::vector<Nats> m_nats; ///< by watched token
};

} // namespace quire
