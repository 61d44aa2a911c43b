#include "engine/cuda/DeviceWeights.h"

#include "engine/Error.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace quire {

namespace {

/// Every piece begins on a border that suits any vector load.
constexpr std::uint64_t kBorder = 256;
/// Pieces are put side by side in slabs: a model has a hundred thousand tensors.
constexpr std::uint64_t kSlabBytes = std::uint64_t{256} << 20;
constexpr int kFp8Rows = 128; ///< rows that share a row of scales

std::uint64_t rounded(std::uint64_t bytes)
{
    return (bytes + kBorder - 1) / kBorder * kBorder;
}

/// Where pieces go. Without a device it only counts.
class Slabs
{
public:
    Slabs() = default;
    Slabs(Ops& ops, std::uint64_t total) : m_ops(&ops), m_slab(std::min(kSlabBytes, total)) {}

    const std::byte* put(const void* host, std::uint64_t bytes)
    {
        const std::uint64_t size = rounded(bytes);
        m_total += size;
        if (!m_ops)
            return nullptr;
        if (m_memory.empty() || size > m_memory.back().bytes() - m_used) {
            m_memory.push_back(m_ops->allocate(std::max(m_slab, size)));
            m_used = 0;
        }
        std::byte* to = m_memory.back().data() + m_used;
        m_ops->upload(to, static_cast<const std::byte*>(host), bytes);
        m_used += size;
        return to;
    }

    std::uint64_t total() const { return m_total; }
    std::vector<DeviceBuffer> take() { return std::move(m_memory); }

private:
    Ops* m_ops = nullptr;
    std::uint64_t m_slab = 0;
    std::uint64_t m_used = 0;
    std::uint64_t m_total = 0;
    std::vector<DeviceBuffer> m_memory;
};

/// Walks all weights and moves each into the slabs.
class Mover
{
public:
    Mover(Slabs& slabs, const ModelConfig& config) : m_slabs(slabs), m_config(config) {}

    void move(Weights& w)
    {
        move(w.embed);
        move(w.head);
        move(w.finalHead);
        for (LayerWeights& layer : w.layers)
            move(layer);
        for (MtpWeights& mtp : w.mtp) {
            move(mtp.layer);
            move(mtp.eProj);
            move(mtp.hProj);
            move(mtp.enorm);
            move(mtp.hnorm);
            move(mtp.head);
        }
    }

private:
    void move(Matrix& m)
    {
        if (!m.data)
            return;
        m.data = m_slabs.put(m.data, m.rowBytes() * static_cast<std::uint64_t>(m.rows));
        if (!m.scales)
            return;
        // Only the scales of the view's own rows; FP8 rows share theirs in blocks.
        const int block = m.format == WeightFormat::Fp8Block128 ? kFp8Rows : 1;
        const int first = m.rowOffset / block;
        const int end = (m.rowOffset + m.rows + block - 1) / block;
        const auto stride = static_cast<std::uint64_t>(m.scaleStride());
        m.scales = reinterpret_cast<const std::uint8_t*>(
            m_slabs.put(m.scales + static_cast<std::uint64_t>(first) * stride,
                        static_cast<std::uint64_t>(end - first) * stride));
        m.rowOffset -= first * block;
    }

    void move(Vector& v)
    {
        if (v.data)
            v.data = reinterpret_cast<const float*>(
                m_slabs.put(v.data, static_cast<std::uint64_t>(v.size) * sizeof(float)));
    }

    void move(HyperConnectionWeights& w)
    {
        move(w.fn);
        move(w.base);
        move(w.scale);
    }

    void move(HeadWeights& w)
    {
        move(w.hc);
        move(w.norm);
    }

    void move(CompressorWeights& w)
    {
        move(w.wkv);
        move(w.wgate);
        move(w.ape);
        move(w.norm);
    }

    void move(AttentionWeights& w)
    {
        move(w.sink);
        move(w.wqA);
        move(w.qNorm);
        move(w.wqB);
        move(w.wkv);
        move(w.kvNorm);
        move(w.woA);
        move(w.woB);
        if (w.compressor)
            move(*w.compressor);
        if (w.indexer) {
            move(w.indexer->wqB);
            move(w.indexer->weightsProj);
            move(w.indexer->compressor);
        }
    }

    void move(ExpertWeights& w)
    {
        move(w.w1);
        move(w.w2);
        move(w.w3);
    }

    void move(MoeWeights& w)
    {
        move(w.gate);
        move(w.bias);
        moveTable(w.tokenExperts);
        for (ExpertWeights& expert : w.experts)
            move(expert);
        if (w.shared)
            move(*w.shared);
    }

    /// A GPU cannot refuse in the middle of a step, so the table is looked through here.
    void moveTable(const std::byte*& table)
    {
        if (!table)
            return;
        const std::size_t entries =
            static_cast<std::size_t>(m_config.vocabSize) * static_cast<std::size_t>(m_config.expertsPerToken);
        for (std::size_t i = 0; i < entries; ++i) {
            std::int64_t expert = 0;
            std::memcpy(&expert, table + i * sizeof expert, sizeof expert);
            if (expert < 0 || expert >= m_config.experts)
                throw EngineError(ErrorCode::BadCheckpoint,
                                  "The table of experts names expert " + std::to_string(expert) +
                                      ", which does not exist.",
                                  "Download the model again.");
        }
        table = m_slabs.put(table, entries * sizeof(std::int64_t));
    }

    void move(LayerWeights& w)
    {
        move(w.hcAttn);
        move(w.hcFfn);
        move(w.attnNorm);
        move(w.ffnNorm);
        move(w.attn);
        move(w.moe);
    }

    Slabs& m_slabs;
    const ModelConfig& m_config;
};

} // namespace

std::uint64_t deviceBytes(const Weights& weights, const ModelConfig& config)
{
    Slabs counter;
    Weights copy = weights;
    Mover(counter, config).move(copy);
    return counter.total();
}

DeviceWeights uploadWeights(const Weights& weights, const ModelConfig& config, Ops& ops)
{
    Slabs slabs(ops, deviceBytes(weights, config));
    DeviceWeights device{weights, {}};
    Mover(slabs, config).move(device.weights);
    device.memory = slabs.take();
    return device;
}

} // namespace quire
