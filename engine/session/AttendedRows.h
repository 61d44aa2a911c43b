#pragma once

#include "engine/EngineRank.h"
#include "engine/session/Session.h"

#include <map>

namespace quire {

/// Looks on while a step runs and keeps which rows its last token attends to in one layer, as this rank's
/// heads score them. The rows are read as attention reads them; devices only have to hand out the queries.
class RowWatcher : public ForwardObserver
{
public:
    /// The arguments must outlive the object.
    RowWatcher(EngineRank& rank, const KvCache& cache, int layer);

    /// The last layer with an indexer; -1 if there is none.
    static int lastPickingLayer(const ModelConfig& config);
    /// What all ranks saw, loudest first; equally loud rows in their order.
    static std::vector<AttendedRow> merged(const std::vector<RowWatcher>& watchers);

    void attended(int layer, TokenRange tokens, const float* q, const std::int32_t* picks) override;

private:
    EngineRank* m_rank;
    const KvCache* m_cache;
    int m_layer;
    int m_ratio = 1;
    std::map<std::int32_t, float> m_nats; ///< row -> score above the sink's
};

} // namespace quire
