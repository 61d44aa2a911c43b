#include "engine/model/ReadingWork.h"

namespace quire {

namespace {

/// Multiply-adds of a token in one layer.
struct LayerWork
{
    double atStart = 0, perPosition = 0;
};

double projections(const ModelConfig& c)
{
    const double heads = double(c.heads) * c.headDim;
    const double query = double(c.qLora) * (c.hiddenSize + heads);
    const double output = double(c.oLora) * (heads + double(c.oGroups) * c.hiddenSize);
    return query + output + double(c.hiddenSize) * c.headDim;
}

double experts(const ModelConfig& c)
{
    constexpr int shared = 1, matrices = 3; // gate, up, down
    return double(shared + c.expertsPerToken) * matrices * c.hiddenSize * c.moeIntermediate;
}

/// Rows of overlapping windows are pooled from twice the channels; each has keys and gates.
double compressor(const ModelConfig& c, int dim, int overlap)
{
    return 2.0 * overlap * c.hiddenSize * dim;
}

LayerWork attention(const ModelConfig& c, int layer)
{
    const double row = 2.0 * c.heads * c.headDim; // scored, and added up
    LayerWork work{row * c.window, 0};
    const double ratio = c.compressRatios[static_cast<std::size_t>(layer)];
    switch (c.kind(layer)) {
    case AttentionKind::SlidingWindow:
        break;
    case AttentionKind::Csa: {
        const double index = double(c.indexHeads) * c.indexDim;
        work.atStart += row * c.indexTopK + compressor(c, c.headDim, 2) + compressor(c, c.indexDim, 2);
        work.atStart += index * c.qLora;
        work.perPosition = index / ratio;
        break;
    }
    case AttentionKind::Hca:
        work.atStart += compressor(c, c.headDim, 1);
        work.perPosition = row / ratio;
        break;
    }
    return work;
}

} // namespace

ReadingWork ReadingWork::of(const ModelConfig& config)
{
    LayerWork all;
    for (int layer = 0; layer < config.layers; ++layer) {
        const LayerWork looking = attention(config, layer);
        all.atStart += projections(config) + experts(config) + looking.atStart;
        all.perPosition += looking.perPosition;
    }
    return {2 * all.atStart, 2 * all.perPosition};
}

} // namespace quire
