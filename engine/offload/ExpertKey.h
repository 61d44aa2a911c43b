#pragma once

#include <compare>

namespace quire {

/// One routed expert of the model.
struct ExpertKey
{
    int layer = 0;  ///< MTP blocks count on after the last layer
    int expert = 0; ///< by its number in the checkpoint, also where ranks share the experts

    auto operator<=>(const ExpertKey&) const = default;
};

} // namespace quire
