#pragma once

#include "engine/model/ModelConfig.h"
#include "engine/model/Weights.h"
#include "engine/ops/Ops.h"

namespace quire {

/// Activations of one step of up to `chunk` tokens (T below), shared by all layers. Sizes are of the local
/// share of heads, groups and vocabulary.
struct Workspace
{
    Workspace(const ModelConfig& config, const Weights& weights, Ops& ops, int chunk);

    int chunk = 0;
    DeviceBuffer streams;                  ///< T × n × d
    DeviceBuffer normed;                   ///< T × n × d: streams normed for the MTP block
    DeviceBuffer x;                        ///< T × d: a sub-layer's normed input
    DeviceBuffer y;                        ///< T × d: its output
    DeviceBuffer post, comb;               ///< T × n, T × n × n
    DeviceBuffer qLatent;                  ///< T × q_lora
    DeviceBuffer q, attended;              ///< T × heads × head_dim
    DeviceBuffer kv;                       ///< T × head_dim
    DeviceBuffer oLatent;                  ///< T × groups × o_lora
    DeviceBuffer rowKv, rowScore;          ///< T × compressor width
    DeviceBuffer indexQ;                   ///< T × index heads × index dim
    DeviceBuffer indexWeights;             ///< T × index heads
    DeviceBuffer picks;                    ///< T × index top-k, int32
    DeviceBuffer gate;                     ///< T × experts
    DeviceBuffer expertIds, expertWeights; ///< T × experts per token
    DeviceBuffer guessPost, guessComb;     ///< where experts are guessed ahead: as above, of few tokens
    DeviceBuffer guessedIds, guessedWeights;
    DeviceBuffer logits, gathered; ///< T × local vocabulary; T × vocabulary
};

} // namespace quire
