#pragma once

#include "engine/offload/ExpertKey.h"

#include <cstdint>

namespace quire {

/// Fills the slots of an ExpertCache: knows where experts come from and where slots lie. For the CPU that is
/// files and RAM. For a GPU it will be pinned RAM, or a cache of host slots, and VRAM: load() then returns
/// when the copy is complete.
class ExpertLoader
{
public:
    virtual ~ExpertLoader() = default;
    /// Puts the expert into the slot and returns the bytes read. Called by several threads at once, each with
    /// a slot of its own. Throws EngineError; the slot's contents are undefined then.
    virtual std::uint64_t load(ExpertKey key, int slot) = 0;
};

} // namespace quire
