#pragma once

#include "engine/Error.h"
#include "engine/cuda/Attend.h"
#include "engine/cuda/Compress.h"
#include "engine/cuda/ExpertTable.h"
#include "engine/cuda/Experts.h"
#include "engine/cuda/HyperConnections.h"
#include "engine/cuda/Linear.h"
#include "engine/cuda/Norm.h"
#include "engine/cuda/Quantise.h"
#include "engine/cuda/RopeRows.h"
#include "engine/cuda/Route.h"
#include "engine/cuda/SelectRows.h"

#include <algorithm>
#include <map>
#include <vector>

namespace quire::cuda {

/// Ops in terms of the programs of this folder, run by a Device: a GPU, or the CPU standing in for one. It
/// has
///   DeviceBuffer allocate(bytes)                 zeroed; throws EngineError(OutOfMemory)
///   upload, download, copy                       as in Ops
///   launch(program)                              runs it on program.blocks() blocks
/// and does all of these in the order they are asked for. Weights must lie in its memory (uploadWeights).
/// Activations stay float32 in every mode: `fast` computes what `cache` does.
template <typename Device>
class BlockOps final : public Ops
{
public:
    BlockOps(const ModelConfig& config, Numerics numerics, Device device)
        : m_config(config), m_numerics(numerics), m_device(std::move(device))
    {
        if (config.streams > kMaxStreams)
            throw EngineError(ErrorCode::BadCheckpoint,
                              "This model has " + std::to_string(config.streams) +
                                  " streams; the GPU kernels take at most " + std::to_string(kMaxStreams) +
                                  ".",
                              "Run it on the CPU.");
    }

    Numerics numerics() const override { return m_numerics; }
    bool sharesHostMemory() const override { return false; }

    DeviceBuffer allocate(std::size_t bytes) override { return m_device.allocate(bytes); }
    void upload(std::byte* device, const std::byte* host, std::size_t bytes) override
    {
        if (bytes > 0)
            m_device.upload(device, host, bytes);
    }
    void download(std::byte* host, const std::byte* device, std::size_t bytes) override
    {
        if (bytes > 0)
            m_device.download(host, device, bytes);
    }
    void copy(std::byte* to, const std::byte* from, std::size_t bytes) override
    {
        if (bytes > 0 && to != from)
            m_device.copy(to, from, bytes);
    }
    void setStopFlag(const std::atomic<bool>* stop) override { m_stop = stop; }

    void embed(const Matrix& table, std::span<const std::int32_t> ids, int streams, float* h) override
    {
        run(EmbedProgram{toDevice(table), uploadIds(ids), static_cast<int>(ids.size()), streams, h});
    }

    void linear(const float* x, int count, const Matrix& weight, float* y) override
    {
        product(quantised(x, count, weight, m_quantised), count, weight, y);
    }
    void groupedLinear(const float* x, int count, int groups, const Matrix& weight, float* y) override
    {
        const DeviceMatrix w = toDevice(weight);
        run(LinearProgram{w, x, std::int64_t{w.cols} * groups, w.rows / groups, count, y});
    }
    void linearF32(const float* x, int count, const Matrix& weight, float* y) override
    {
        product(x, count, weight, y);
    }
    void rmsNorm(const float* x, int rows, const Vector& gain, float eps, float* y) override
    {
        run(NormProgram{x, rows, gain.data, gain.size, eps, y});
    }

    void hyperConnectionPre(const HyperConnectionWeights& weights, const float* h, int count,
                            const Vector& gain, float* x, float* post, float* comb) override
    {
        mixStreams(weights, h, count, gain, x, post, comb);
    }
    void hyperConnectionPost(const float* y, const float* post, const float* comb, int count,
                             float* h) override
    {
        run(HyperConnectionPostProgram{y, post, comb, count, m_config.streams, m_config.hiddenSize, h});
    }
    void headInput(const HeadWeights& weights, const float* h, int count, float* x) override
    {
        mixStreams(weights.hc, h, count, weights.norm, x, nullptr, nullptr);
    }

    void prepareQueries(float* q, TokenRange tokens, int heads, const Rope& rope) override
    {
        run(QueryProgram{q, tokens.start, tokens.count, heads, m_config.headDim, m_config.rmsEps,
                         toDevice(rope)});
    }
    void storeWindowRows(const float* kv, TokenRange tokens, const Vector& gain, const Rope& rope,
                         const RowFormat& format, RowRing window) override
    {
        run(WindowRowProgram{kv, tokens.start, tokens.count, gain.data, m_config.rmsEps,
                             quantisesRows(m_numerics), toDevice(rope), toDevice(format), toDevice(window)});
    }
    void compress(const CompressorWeights& weights, const float* kv, const float* score, TokenRange tokens,
                  const Rope& rope, const RowFormat& format, bool indexer, CompressorRings rings,
                  RowBlocks rows) override
    {
        const DeviceRing kvRing = toDevice(rings.kv);
        const DeviceRing scoreRing = toDevice(rings.score);
        run(KeepProgram{kv, score, weights.ape.data, tokens.start, tokens.count, weights.ratio,
                        weights.width(), kvRing, scoreRing});
        const std::int64_t first = tokens.start / weights.ratio;
        const std::int64_t end = (tokens.start + tokens.count) / weights.ratio;
        run(CompressProgram{first, static_cast<int>(end - first), weights.ratio, weights.dim, weights.overlap,
                            indexer, quantisesRows(m_numerics), weights.norm.data, m_config.rmsEps, kvRing,
                            scoreRing, toDevice(rope), toDevice(format), toDevice(rows, end)});
    }
    void prepareIndexQueries(float* q, TokenRange tokens, int indexHeads, const Rope& rope) override
    {
        run(IndexQueryProgram{q, tokens.start, tokens.count, indexHeads, m_config.indexDim,
                              quantisesRows(m_numerics), toDevice(rope)});
    }
    void selectRows(const float* q, const float* weights, TokenRange tokens, int indexHeads, int ratio,
                    const RowFormat& format, RowBlocks keys, int topK, std::int32_t* picks) override
    {
        const std::int64_t seen = (tokens.start + tokens.count) / ratio;
        const DeviceRows rows = toDevice(keys, seen);
        // Some tokens at a time: their scores must not outgrow the rows themselves.
        const auto batch = static_cast<int>(std::clamp<std::int64_t>(
            kScoreBytes / sizeof(std::uint32_t) / std::max<std::int64_t>(seen, 1), 1, tokens.count));
        for (int t = 0; t < tokens.count; t += batch) {
            const int count = std::min(batch, tokens.count - t);
            const std::int64_t start = tokens.start + t;
            const auto width = static_cast<int>((start + count) / ratio);
            auto* order = m_order.template reserve<std::uint32_t>(m_device, std::int64_t{count} * width);
            run(IndexScoreProgram{q + std::int64_t{t} * indexHeads * format.dim,
                                  weights + std::int64_t{t} * indexHeads, start, count, indexHeads, ratio,
                                  width, toDevice(format), rows, order});
            run(TopKProgram{order, start, count, ratio, width, topK, picks + std::int64_t{t} * topK});
        }
    }
    void attend(const float* q, TokenRange tokens, int heads, const AttentionRows& rows, const Vector& sink,
                const Rope& rope, float* out) override
    {
        AttendProgram program{};
        program.q = q;
        program.start = tokens.start;
        program.count = tokens.count;
        program.heads = heads;
        program.format = toDevice(rows.format);
        program.window = toDevice(rows.window);
        program.windowSize = rows.windowSize;
        program.ratio = rows.ratio;
        if (rows.ratio > 0)
            program.compressed = toDevice(rows.compressed, (tokens.start + tokens.count) / rows.ratio);
        program.picks = rows.picks;
        program.maxPicks = rows.maxPicks;
        program.sink = sink.data;
        program.rope = toDevice(rope);
        program.out = out;
        run(program);
    }

    void route(const MoeWeights& weights, const float* logits, std::span<const std::int32_t> ids,
               Routing routing) override
    {
        RouteProgram program{};
        program.logits = logits;
        program.bias = weights.bias.data;
        program.table = reinterpret_cast<const std::int64_t*>(weights.tokenExperts);
        program.ids = program.table ? uploadIds(ids) : nullptr;
        program.count = static_cast<int>(ids.size());
        program.experts = m_config.experts;
        program.k = m_config.expertsPerToken;
        program.scoring = m_config.scoring;
        program.routedScale = m_config.routedScale;
        program.chosen = routing.experts;
        program.weights = routing.weights;
        run(program);
    }

    void experts(const MoeWeights& weights, const float* x, int count, Routing routing, float* y) override
    {
        AddExpertsProgram sum{};
        sum.slotOf =
            m_slotOf.template reserve<std::int32_t>(m_device, std::int64_t{count} * m_config.expertsPerToken);
        sum.count = count;
        sum.k = m_config.expertsPerToken;
        sum.dim = m_config.hiddenSize;
        sum.y = y;
        sum.routed = routedExperts(weights, x, count, routing);
        if (weights.shared)
            sum.shared = sharedExpert(*weights.shared, x, count);
        run(sum);
    }

    void addToStreams(const float* e, int count, int streams, int dim, float* h) override
    {
        run(AddProgram{e, count * streams, streams, dim, h});
    }

    int ranks() const override { return 1; }
    int rank() const override { return 0; }
    void allReduce(float*, std::size_t) override {}
    void allGather(const float* part, int count, int width, float* out) override
    {
        copy(reinterpret_cast<std::byte*>(out), reinterpret_cast<const std::byte*>(part),
             static_cast<std::size_t>(count) * static_cast<std::size_t>(width) * sizeof(float));
    }

    Device& device() { return m_device; }

private:
    /// Bytes of index scores in flight.
    static constexpr std::int64_t kScoreBytes = std::int64_t{64} << 20;

    /// Device memory that grows to the largest size asked for and stays.
    class Scratch
    {
    public:
        template <typename T>
        T* reserve(Device& device, std::int64_t count)
        {
            const std::size_t bytes = static_cast<std::size_t>(std::max<std::int64_t>(count, 1)) * sizeof(T);
            if (bytes > m_memory.bytes()) {
                m_memory = {};
                m_memory = device.allocate(bytes);
            }
            return reinterpret_cast<T*>(m_memory.data());
        }

    private:
        DeviceBuffer m_memory;
    };

    template <typename Program>
    void run(const Program& program)
    {
        static_assert(sizeof(Program) <= kProgramBytes);
        if (m_stop && m_stop->load(std::memory_order_relaxed))
            throw EngineError(ErrorCode::Cancelled, "The computation was cancelled.");
        if (program.blocks() > 0)
            m_device.launch(program);
    }

    const std::int32_t* uploadIds(std::span<const std::int32_t> ids)
    {
        auto* device = m_ids.template reserve<std::int32_t>(m_device, static_cast<std::int64_t>(ids.size()));
        upload(reinterpret_cast<std::byte*>(device), reinterpret_cast<const std::byte*>(ids.data()),
               ids.size_bytes());
        return device;
    }

    /// x, or in `exact` what a product with FP8 or FP4 weights sees of it.
    const float* quantised(const float* x, int count, const Matrix& weight, Scratch& scratch)
    {
        const bool small =
            weight.format == WeightFormat::Fp8Block128 || weight.format == WeightFormat::Fp4Group32;
        if (!quantisesInputs(m_numerics) || !small)
            return x;
        auto* rounded = scratch.template reserve<float>(m_device, std::int64_t{count} * weight.cols);
        run(QuantiseProgram{x, count, weight.cols, weight.colOffset % 128, rounded});
        return rounded;
    }

    void product(const float* x, int count, const Matrix& weight, float* y)
    {
        run(LinearProgram{toDevice(weight), x, weight.cols, weight.rows, count, y});
    }

    void mixStreams(const HyperConnectionWeights& weights, const float* h, int count, const Vector& gain,
                    float* x, float* post, float* comb)
    {
        auto* mixes = m_mixes.template reserve<float>(m_device, std::int64_t{count} * weights.fn.rows);
        product(h, count, weights.fn, mixes);
        HyperConnectionPreProgram program{};
        program.mixes = mixes;
        program.h = h;
        program.count = count;
        program.outputs = weights.fn.rows;
        program.streams = m_config.streams;
        program.dim = gain.size;
        program.scale = weights.scale.data;
        program.base = weights.base.data;
        program.gain = gain.data;
        program.iterations = m_config.sinkhornIterations;
        program.hcEps = m_config.hcEps;
        program.rmsEps = m_config.rmsEps;
        program.x = x;
        program.post = post;
        program.comb = comb;
        run(program);
    }

    const float* sharedExpert(const ExpertWeights& expert, const float* x, int count)
    {
        const std::int64_t inner = std::int64_t{count} * expert.w1.rows;
        auto* gate = m_gate.template reserve<float>(m_device, inner);
        auto* up = m_up.template reserve<float>(m_device, inner);
        auto* out = m_shared.template reserve<float>(m_device, std::int64_t{count} * expert.w2.rows);
        const float* in = quantised(x, count, expert.w1, m_quantised);
        product(in, count, expert.w1, gate);
        product(in, count, expert.w3, up);
        run(SwigluProgram{gate, up, count, expert.w1.rows, m_config.swigluLimit, nullptr, nullptr});
        product(quantised(gate, count, expert.w2, m_quantised), count, expert.w2, out);
        return out;
    }

    /// Outputs of all token-expert pairs, each at its slot (m_slotOf).
    const float* routedExperts(const MoeWeights& weights, const float* x, int count, Routing routing)
    {
        const int k = m_config.expertsPerToken;
        const int pairs = count * k;
        const ExpertTable table = tableOf(weights);
        const int tiles = PairTiles::mostTiles(pairs, table.experts);
        PairTiles sorted{};
        sorted.slotOf = m_slotOf.template reserve<std::int32_t>(m_device, pairs);
        sorted.pairOf = m_pairOf.template reserve<std::int32_t>(m_device, pairs);
        sorted.expert = m_tiles.template reserve<std::int32_t>(m_device, std::int64_t{3} * tiles);
        sorted.first = sorted.expert + tiles;
        sorted.size = sorted.first + tiles;
        run(SortPairsProgram{routing.experts, pairs, weights.firstExpert, table.experts, tiles, sorted});

        auto* gate = m_gate.template reserve<float>(m_device, std::int64_t{pairs} * table.inner);
        auto* up = m_up.template reserve<float>(m_device, std::int64_t{pairs} * table.inner);
        auto* out = m_routed.template reserve<float>(m_device, std::int64_t{pairs} * table.dim);
        if (table.experts == 0)
            return out;
        const float* in = quantised(x, count, weights.experts.front().w1, m_quantised);
        const auto half = [&](int which, float* to) {
            run(ExpertProductProgram{table.matrices, which, table.inner, table.dim, tiles, k, sorted, in,
                                     to});
        };
        half(0, gate);
        half(2, up);
        run(SwigluProgram{gate, up, pairs, table.inner, m_config.swigluLimit, sorted.slotOf,
                          routing.weights});
        const float* inner = quantised(gate, pairs, weights.experts.front().w2, m_quantised);
        run(ExpertProductProgram{table.matrices, 1, table.dim, table.inner, tiles, 0, sorted, inner, out});
        return out;
    }

    /// The experts' matrices as a table in device memory, made once.
    ExpertTable tableOf(const MoeWeights& weights)
    {
        const std::vector<DeviceMatrix> matrices = expertMatrices(weights);
        KeptTable& kept = m_tables[weights.experts.data()];
        const auto* bytes = reinterpret_cast<const std::byte*>(matrices.data());
        const std::size_t size = matrices.size() * sizeof(DeviceMatrix);
        if (kept.host.size() != size || !std::equal(kept.host.begin(), kept.host.end(), bytes)) {
            kept.host.assign(bytes, bytes + size);
            kept.device = m_device.allocate(std::max<std::size_t>(size, 1));
            upload(kept.device.data(), bytes, size);
        }
        ExpertTable table{};
        table.matrices = reinterpret_cast<const DeviceMatrix*>(kept.device.data());
        table.experts = static_cast<int>(weights.experts.size());
        table.inner = weights.experts.empty() ? 0 : weights.experts.front().w1.rows;
        table.dim = m_config.hiddenSize;
        return table;
    }

    struct KeptTable
    {
        std::vector<std::byte> host; ///< what was uploaded
        DeviceBuffer device;
    };

    const ModelConfig m_config;
    const Numerics m_numerics;
    Device m_device;
    const std::atomic<bool>* m_stop = nullptr;
    std::map<const ExpertWeights*, KeptTable> m_tables;
    Scratch m_ids, m_quantised, m_mixes, m_order;
    Scratch m_slotOf, m_pairOf, m_tiles, m_gate, m_up, m_routed, m_shared;
};

} // namespace quire::cuda
