#include "engine/cpu/CpuOps.h"

#include "engine/Error.h"
#include "engine/cpu/Operations.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

namespace quire {

namespace {

const Kernels& kernelsFor(SimdLevel level)
{
    switch (level) {
#if defined(QUIRE_X86_KERNELS)
    case SimdLevel::Avx512Bf16:
        return avx512Bf16Kernels();
    case SimdLevel::Avx512:
        return avx512Kernels();
    case SimdLevel::Avx2:
        return avx2Kernels();
#endif
    default:
        return portableKernels();
    }
}

SimdLevel checkedLevel(SimdLevel level)
{
    if (level == SimdLevel::Auto)
        return bestSimdLevel();
    if (!supports(level))
        throw EngineError(ErrorCode::BadInput,
                          "This processor has no " + std::string(name(level)) + " instructions.",
                          "Let the engine choose.");
    return level;
}

/// Ops in terms of the operations' own files; nothing is computed here.
class CpuOps final : public Ops
{
public:
    CpuOps(const ModelConfig& config, const CpuOptions& options)
        : m_context(config, options.numerics,
                    bf16Products(options.numerics) && config.hiddenSize >= options.bf16Width, options.threads,
                    kernelsFor(checkedLevel(options.simd)), options.pagedExperts),
          m_group(options.group), m_rank(options.group ? options.rank : 0)
    {
    }

    Numerics numerics() const override { return m_context.numerics; }
    bool sharesHostMemory() const override { return true; }

    DeviceBuffer allocate(std::size_t bytes) override
    {
        constexpr std::size_t line = 64;
        const std::size_t rounded = (bytes + line - 1) / line * line;
        auto* memory = static_cast<std::byte*>(std::aligned_alloc(line, rounded == 0 ? line : rounded));
        if (!memory)
            throw EngineError(ErrorCode::OutOfMemory,
                              "Could not allocate " + std::to_string(bytes) + " bytes of memory.",
                              "Close other programs, or choose a shorter context or a smaller model.");
        std::memset(memory, 0, rounded);
        return {std::shared_ptr<std::byte>(memory, [](std::byte* p) { std::free(p); }), bytes};
    }

    void upload(std::byte* device, const std::byte* host, std::size_t bytes) override
    {
        copy(device, host, bytes);
    }
    void download(std::byte* host, const std::byte* device, std::size_t bytes) override
    {
        copy(host, device, bytes);
    }
    void copy(std::byte* to, const std::byte* from, std::size_t bytes) override
    {
        if (bytes > 0)
            std::memmove(to, from, bytes);
    }
    void setStopFlag(const std::atomic<bool>* stop) override { m_context.pool.setStopFlag(stop); }

    void embed(const Matrix& table, std::span<const std::int32_t> ids, int streams, float* h) override
    {
        guarded([&] { cpu::embed(m_context, table, ids, streams, h); });
    }
    void linear(const float* x, int count, const Matrix& weight, float* y) override
    {
        guarded([&] { cpu::linear(m_context, x, count, weight, y); });
    }
    void groupedLinear(const float* x, int count, int groups, const Matrix& weight, float* y) override
    {
        guarded([&] { cpu::groupedLinear(m_context, x, count, groups, weight, y); });
    }
    void linearF32(const float* x, int count, const Matrix& weight, float* y) override
    {
        guarded([&] { cpu::linearF32(m_context, x, count, weight, y); });
    }
    void rmsNorm(const float* x, int rows, const Vector& gain, float eps, float* y) override
    {
        guarded([&] { cpu::rmsNorm(m_context, x, rows, gain, eps, y); });
    }

    void hyperConnectionPre(const HyperConnectionWeights& weights, const float* h, int count,
                            const Vector& gain, float* x, float* post, float* comb) override
    {
        guarded([&] { cpu::hyperConnectionPre(m_context, weights, h, count, gain, x, post, comb); });
    }
    void hyperConnectionPost(const float* y, const float* post, const float* comb, int count,
                             float* h) override
    {
        guarded([&] { cpu::hyperConnectionPost(m_context, y, post, comb, count, h); });
    }
    void headInput(const HeadWeights& weights, const float* h, int count, float* x) override
    {
        guarded([&] { cpu::headInput(m_context, weights, h, count, x); });
    }

    void prepareQueries(float* q, TokenRange tokens, int heads, const Rope& rope) override
    {
        guarded([&] { cpu::prepareQueries(m_context, q, tokens, heads, rope); });
    }
    void storeWindowRows(const float* kv, TokenRange tokens, const Vector& gain, const Rope& rope,
                         const RowFormat& format, RowRing window) override
    {
        guarded([&] { cpu::storeWindowRows(m_context, kv, tokens, gain, rope, format, window); });
    }
    void compress(const CompressorWeights& weights, const float* kv, const float* score, TokenRange tokens,
                  const Rope& rope, const RowFormat& format, bool indexer, CompressorRings rings,
                  RowBlocks rows) override
    {
        guarded([&] {
            cpu::compress(m_context, weights, kv, score, tokens, rope, format, indexer, rings, rows);
        });
    }
    void prepareIndexQueries(float* q, TokenRange tokens, int indexHeads, const Rope& rope) override
    {
        guarded([&] { cpu::prepareIndexQueries(m_context, q, tokens, indexHeads, rope); });
    }
    void selectRows(const float* q, const float* weights, TokenRange tokens, int indexHeads, int ratio,
                    const RowFormat& format, RowBlocks keys, int topK, std::int32_t* picks) override
    {
        guarded([&] {
            cpu::selectRows(m_context, q, weights, tokens, indexHeads, ratio, format, keys, topK, picks);
        });
    }
    void attend(const float* q, TokenRange tokens, int heads, const AttentionRows& rows, const Vector& sink,
                const Rope& rope, float* out) override
    {
        guarded([&] { cpu::attend(m_context, q, tokens, heads, rows, sink, rope, out); });
    }

    void route(const MoeWeights& weights, const float* logits, std::span<const std::int32_t> ids,
               Routing routing) override
    {
        guarded([&] { cpu::route(m_context, weights, logits, ids, routing); });
    }
    void experts(const MoeWeights& weights, const float* x, int count, Routing routing, float* y) override
    {
        guarded([&] { cpu::experts(m_context, weights, x, count, routing, y); });
    }
    bool fetchesExperts() const override { return m_context.pagedExperts != nullptr; }
    void announceExperts(const MoeWeights& weights, const std::int32_t* experts, int n) override
    {
        guarded([&] { cpu::announceExperts(m_context, weights, experts, n); });
    }
    void guessExperts(const MoeWeights& weights, const std::int32_t* experts, int n) override
    {
        guarded([&] { cpu::guessExperts(m_context, weights, experts, n); });
    }
    void addToStreams(const float* e, int count, int streams, int dim, float* h) override
    {
        guarded([&] { cpu::addToStreams(m_context, e, count, streams, dim, h); });
    }

    int ranks() const override { return m_group ? m_group->ranks() : 1; }
    int rank() const override { return m_rank; }

    void allReduce(float* data, std::size_t n) override
    {
        if (m_group)
            m_group->allReduce(m_rank, data, n);
    }
    void allGather(const float* part, int count, int width, float* out) override
    {
        if (m_group)
            m_group->allGather(m_rank, part, count, width, out);
        else
            copy(reinterpret_cast<std::byte*>(out), reinterpret_cast<const std::byte*>(part),
                 static_cast<std::size_t>(count) * static_cast<std::size_t>(width) * sizeof(float));
    }

private:
    template <typename Operation>
    void guarded(const Operation& operation)
    {
        try {
            operation();
        } catch (const std::bad_alloc&) {
            abortGroup();
            throw EngineError(ErrorCode::OutOfMemory, "There is not enough memory for this step.",
                              "Close other programs, or read in smaller chunks.");
        } catch (...) {
            abortGroup();
            throw;
        }
    }
    void abortGroup()
    {
        if (m_group)
            m_group->abort();
    }

    CpuContext m_context;
    std::shared_ptr<CollectiveGroup> m_group;
    int m_rank;
};

} // namespace

bool supports(SimdLevel level)
{
    switch (level) {
    case SimdLevel::Auto:
    case SimdLevel::Portable:
        return true;
#if defined(QUIRE_X86_KERNELS)
    case SimdLevel::Avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case SimdLevel::Avx512:
        return supports(SimdLevel::Avx2) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl");
    case SimdLevel::Avx512Bf16:
        return supports(SimdLevel::Avx512) && __builtin_cpu_supports("avx512vbmi") &&
               __builtin_cpu_supports("avx512bf16");
#else
    case SimdLevel::Avx2:
    case SimdLevel::Avx512:
    case SimdLevel::Avx512Bf16:
        break;
#endif
    }
    return false;
}

SimdLevel bestSimdLevel()
{
    for (const SimdLevel level : {SimdLevel::Avx512Bf16, SimdLevel::Avx512, SimdLevel::Avx2}) {
        if (supports(level))
            return level;
    }
    return SimdLevel::Portable;
}

std::string_view name(SimdLevel level)
{
    switch (level) {
    case SimdLevel::Auto:
        return "auto";
    case SimdLevel::Portable:
        return "portable";
    case SimdLevel::Avx2:
        return "avx2";
    case SimdLevel::Avx512:
        return "avx512";
    case SimdLevel::Avx512Bf16:
        return "avx512-bf16";
    }
    return "unknown";
}

std::unique_ptr<Ops> makeCpuOps(const ModelConfig& config, const CpuOptions& options)
{
    return std::make_unique<CpuOps>(config, options);
}

} // namespace quire
