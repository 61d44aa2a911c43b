#pragma once

#include "engine/model/MachineMemory.h"
#include "engine/model/ModelConfig.h"
#include "engine/model/Weights.h"
#include "engine/ops/Numerics.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace quire {

struct MemoryPlanOptions
{
    Numerics numerics = Numerics::Fast; ///< decides whether rows are packed or float32
    int chunk = 512;                    ///< most tokens of one step
    int ranks = 1;                      ///< shares run in this process, each with its own rows
    ExpertSizes experts = {};           ///< among the weights; zeros: not known, weights are all alike
    std::uint64_t expertMemory = 0;     ///< most that routed experts may take; 0: the plan chooses
};

enum class MemoryVerdict
{
    Fits,          ///< weights and everything else stay in memory
    FitsPaged,     ///< all but some weights fits; parts of these are read from disk again and again
    DoesNotFit,    ///< not even without the weights
    BeyondContext, ///< more tokens than the model has positions
};

/// What a context of `tokens` needs besides the weights, and whether this machine has it.
struct MemoryNeed
{
    std::int64_t tokens = 0;
    std::uint64_t rows = 0;     ///< compressed attention and indexer rows, exactly
    std::uint64_t resident = 0; ///< rows, windows, frontiers and workspace: what cannot be paged
    std::uint64_t total = 0;    ///< resident and weights, of experts as much as may be in memory
    std::uint64_t least = 0;    ///< with the weights paged as far as that is sensible
    MemoryVerdict verdict = MemoryVerdict::Fits;
    /// Memory for routed experts that are brought in one by one (PagedExperts); 0: all weights are used where
    /// they are mapped, and if they do not fit it is the system that pages them.
    std::uint64_t expertMemory = 0;
};

/// Where the bytes of an opened model go, in RAM, before it is opened. All sizes in bytes.
/// Windows, frontiers and workspace are for one session with rings as KvCache sizes them.
struct MemoryPlan
{
    /// The contexts a plan is shown for.
    static constexpr std::array<std::int64_t, 3> shownTokens = {4096, 131072, 1048576};

    ModelConfig config;
    MemoryPlanOptions options;
    MachineMemory machine;
    std::uint64_t weights = 0;       ///< the checkpoint's files, mapped: they can be dropped and read again
    double rowBytesPerToken = 0;     ///< growth with length: 3514.25 for V4-Flash, 5031.4375 for V4-Pro
    std::uint64_t windows = 0;       ///< sliding-window rings of all layers
    std::uint64_t frontiers = 0;     ///< inputs of compressors that are not pooled yet
    std::uint64_t workspace = 0;     ///< activations of one step
    std::uint64_t snapshotBytes = 0; ///< a place to resume from, at a position divisible by every ratio

    static MemoryPlan make(const ModelConfig& config, std::uint64_t checkpointBytes,
                           const MachineMemory& machine, const MemoryPlanOptions& options = {});

    MemoryNeed at(std::int64_t tokens) const;
    /// What every token needs of the weights.
    std::uint64_t denseWeights() const { return weights - std::min(weights, options.experts.all); }
    /// Plain text for people: the sizes, a line for each of shownTokens, what the machine has, what follows
    /// if the weights exceed it, and how much of the experts is kept in memory and why. Lines end with a
    /// newline.
    std::string table() const;
    /// Throws EngineError(OutOfMemory), the table its details, unless `tokens` fit, weights paged or not.
    void require(std::int64_t tokens) const;

private:
    std::uint64_t chosenExpertMemory(std::uint64_t resident) const;
};

/// "584 B", "13.7 MiB", "3.43 GiB".
std::string bytesText(std::uint64_t bytes);
/// "1,048,576".
std::string groupedText(std::uint64_t number);

} // namespace quire
