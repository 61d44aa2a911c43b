#pragma once

#include <tuple>

namespace quire {

/// One routed expert of the model.
struct ExpertKey
{
    int layer = 0;  ///< MTP blocks count on after the last layer
    int expert = 0; ///< by its number in the checkpoint, also where ranks share the experts

    bool operator==(const ExpertKey&) const = default;
    bool operator<(const ExpertKey& other) const
    {
        return std::tie(layer, expert) < std::tie(other.layer, other.expert);
    }
};

} // namespace quire
