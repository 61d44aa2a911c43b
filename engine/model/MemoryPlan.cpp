#include "engine/model/MemoryPlan.h"

#include "engine/Error.h"
#include "engine/kv/RowFormat.h"

#include <algorithm>

namespace quire {

namespace {

constexpr std::uint64_t floatBytes = 4;
/// Positions that rings keep besides the largest chunk, so that a step can be taken back in part.
constexpr std::uint64_t ringSlack = 16;
/// With less room than this for pages of weights, paging is no longer slow but hopeless.
constexpr std::uint64_t pagingRoom = 512U << 20;
/// Experts of so many tokens must fit for a cache of them to be of use.
constexpr int stepsKept = 2;

std::uint64_t product(std::uint64_t a, int b)
{
    return a * static_cast<std::uint64_t>(b);
}

/// A layer's share, by its kind.
struct LayerBytes
{
    std::uint64_t rowBytes = 0; ///< of the attention row and the indexer row together
    int ratio = 0;
    int width = 0;         ///< floats kept of each token by its compressors, for k and for z
    int previousWidth = 0; ///< of those, what a window leaves behind for the next
};

LayerBytes layerBytes(const ModelConfig& c, int layer, bool packed)
{
    LayerBytes bytes;
    bytes.ratio = c.compressRatios[static_cast<std::size_t>(layer)];
    if (c.kind(layer) == AttentionKind::SlidingWindow)
        return bytes;
    bytes.rowBytes = RowFormat::attention(c.headDim, c.ropeDim, packed).bytes();
    bytes.width = c.headDim;
    if (c.kind(layer) == AttentionKind::Csa) {
        bytes.rowBytes += RowFormat::index(c.indexDim, packed).bytes();
        bytes.previousWidth = c.headDim + c.indexDim;
        bytes.width = 2 * bytes.previousWidth;
    }
    return bytes;
}

std::uint64_t rowsAt(const ModelConfig& c, bool packed, std::int64_t tokens)
{
    std::uint64_t bytes = 0;
    for (int i = 0; i < c.layers + c.mtpLayers; ++i) {
        const LayerBytes layer = layerBytes(c, i, packed);
        if (layer.ratio > 0)
            bytes += static_cast<std::uint64_t>(tokens / layer.ratio) * layer.rowBytes;
    }
    return bytes;
}

/// Floats of activations a token has in flight: the streams twice, the largest of what each stage needs side
/// by side, and the experts' intermediates.
std::uint64_t workspaceFloats(const ModelConfig& c)
{
    std::uint64_t floats = 0;
    floats += product(static_cast<std::uint64_t>(c.streams) * 2 + 2, c.hiddenSize);
    floats += product(2, c.heads) * static_cast<std::uint64_t>(c.headDim);
    floats += static_cast<std::uint64_t>(c.qLora) + product(static_cast<std::uint64_t>(c.oGroups), c.oLora);
    floats += product(5, c.headDim);
    floats += product(static_cast<std::uint64_t>(c.indexHeads), c.indexDim) +
              static_cast<std::uint64_t>(c.indexHeads + c.indexTopK);
    floats += static_cast<std::uint64_t>(c.experts);
    floats += product(static_cast<std::uint64_t>(c.expertsPerToken + 1) * 2, c.moeIntermediate);
    return floats;
}

} // namespace

MemoryPlan MemoryPlan::make(const ModelConfig& config, std::uint64_t checkpointBytes,
                            const MachineMemory& machine, const MemoryPlanOptions& options)
{
    MemoryPlan plan;
    plan.config = config;
    plan.options = options;
    plan.machine = machine;
    plan.weights = checkpointBytes;
    const bool packed = packsRows(options.numerics);
    const std::uint64_t windowRow = RowFormat::attention(config.headDim, config.ropeDim, packed).bytes();
    const std::uint64_t ring = static_cast<std::uint64_t>(options.chunk) + ringSlack;
    const auto ranks = static_cast<std::uint64_t>(options.ranks);
    for (int i = 0; i < config.layers + config.mtpLayers; ++i) {
        const LayerBytes layer = layerBytes(config, i, packed);
        plan.windows += ranks * (static_cast<std::uint64_t>(config.window) + ring) * windowRow;
        plan.snapshotBytes += static_cast<std::uint64_t>(config.window) * windowRow;
        if (layer.ratio == 0)
            continue;
        plan.rowBytesPerToken += static_cast<double>(layer.rowBytes) / layer.ratio;
        const std::uint64_t kept = ring + product(2, layer.ratio);
        plan.frontiers += ranks * 2 * floatBytes * product(kept, layer.width);
        plan.snapshotBytes +=
            2 * floatBytes * product(static_cast<std::uint64_t>(layer.ratio), layer.previousWidth);
    }
    if (config.mtpLayers > 0)
        plan.snapshotBytes +=
            floatBytes * product(static_cast<std::uint64_t>(config.streams), config.hiddenSize);
    plan.workspace = floatBytes * (product(workspaceFloats(config), options.chunk) +
                                   product(static_cast<std::uint64_t>(config.vocabSize), 16));
    plan.workspace *= ranks;
    return plan;
}

std::uint64_t MemoryPlan::chosenExpertMemory(std::uint64_t resident) const
{
    // What is taken for experts cannot be had back while the model is open: some is left to other programs
    // and to contexts longer than planned.
    const std::uint64_t room = machine.available - machine.available / 8;
    const std::uint64_t others = resident + denseWeights();
    const std::uint64_t least = product(options.experts.largest, stepsKept * config.expertsPerToken) *
                                static_cast<std::uint64_t>(options.ranks);
    if (options.experts.all == 0 || others + least > room)
        return 0;
    return std::min(options.experts.all, room - others);
}

MemoryNeed MemoryPlan::at(std::int64_t tokens) const
{
    MemoryNeed need;
    need.tokens = tokens;
    need.rows = rowsAt(config, packsRows(options.numerics), tokens);
    need.resident = need.rows * static_cast<std::uint64_t>(options.ranks) + windows + frontiers + workspace;
    need.total = need.resident + weights;
    need.least = need.resident + std::min(weights, pagingRoom);
    bool whole = true; // every weight may stay in memory
    if (options.expertMemory > 0) {
        need.expertMemory = std::min(options.expertMemory, options.experts.all);
        need.total = need.resident + denseWeights() + need.expertMemory;
        need.least = need.resident + need.expertMemory + std::min(denseWeights(), pagingRoom);
        whole = need.expertMemory == options.experts.all;
    } else if (need.total > machine.available) {
        need.expertMemory = chosenExpertMemory(need.resident);
    }
    if (tokens > config.maxPositions)
        need.verdict = MemoryVerdict::BeyondContext;
    else if (whole && need.total <= machine.available)
        need.verdict = MemoryVerdict::Fits;
    else if (need.least <= machine.available)
        need.verdict = MemoryVerdict::FitsPaged;
    else
        need.verdict = MemoryVerdict::DoesNotFit;
    return need;
}

void MemoryPlan::require(std::int64_t tokens) const
{
    const MemoryNeed need = at(tokens);
    if (need.verdict == MemoryVerdict::DoesNotFit)
        throw EngineError(ErrorCode::OutOfMemory,
                          "A context of " + groupedText(static_cast<std::uint64_t>(tokens)) +
                              " tokens does not fit into memory: it needs at least " + bytesText(need.least) +
                              ", and " + bytesText(machine.available) + " are free.",
                          options.expertMemory > 0
                              ? "Allow less memory for experts, close other programs, or choose a shorter "
                                "context."
                              : "Close other programs, choose a shorter context, or a smaller model.",
                          table());
}

} // namespace quire
