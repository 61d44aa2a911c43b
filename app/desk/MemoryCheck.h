#pragma once

#include "app/ModelRegistry.h"
#include "engine/model/MemoryPlan.h"

#include <functional>

namespace quire {

/// Whether this machine's memory holds a model and what it is to read. It is looked at anew each time,
/// because other programs come and go while a model is open.
class MemoryCheck
{
public:
    using Look = std::function<MachineMemory()>;
    /// `look` says what there is; empty: the machine does.
    explicit MemoryCheck(Look look);

    /// Throws AppError(DoesNotFit) for a model that cannot read anything here; the memory plan's table goes
    /// to the log.
    void requireModel(const ModelInfo& model) const;

    /// What memory is for, with what is free now, of a model whose files take `bytes`.
    MemoryPlan planFor(const ModelConfig& config, qint64 bytes) const;
    /// How many tokens more a model can read, room for an answer aside; 0 when there is none.
    static qint64 roomFor(const MemoryPlan& plan);
    /// Throws AppError(DoesNotFit) where there is not room for `tokens` more.
    static void requireRoom(const MemoryPlan& plan, qint64 tokens);

private:
    Look m_look;
};

} // namespace quire
