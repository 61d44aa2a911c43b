#pragma once

#include "engine/forward/Transformer.h"
#include "engine/offload/PagedExperts.h"

#include <memory>
#include <vector>

namespace quire {

/// One share of an opened model: a device, the views of its weights, the forward pass over them.
struct EngineRank
{
    int index = 0;
    std::unique_ptr<Ops> ops;
    Weights weights;
    std::vector<DeviceBuffer> weightMemory; ///< what they point into, unless that is the checkpoint itself
    std::shared_ptr<PagedExperts> pagedExperts; ///< null: experts are used where the views point to
    std::unique_ptr<Transformer> transformer;
};

} // namespace quire
