#pragma once

#include "engine/model/ModelConfig.h"

namespace quire {

/// What reading a token takes by the shapes in config.json: the FLOPs (two for a multiply-add) of its
/// products with weights and with rows. The head is left out: only a prompt's last token needs it.
struct ReadingWork
{
    double flopsAtStart = 0;     ///< of a token whose window and picked rows are all there already
    double flopsPerPosition = 0; ///< more for every position before it: every row is scored or attended to

    static ReadingWork of(const ModelConfig& config);
};

} // namespace quire
