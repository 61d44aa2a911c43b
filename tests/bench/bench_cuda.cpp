/// The GPU's memory bandwidth, and every kernel at V4-Flash's dimensions: microseconds, GB/s over the bytes
/// it must move, TFLOPS, and the share of the bandwidth floor it reaches. Median of several rounds; the
/// weights of successive calls differ, so that none are found in the cache. Without a GPU it says so and
/// ends.
///
///     bench_cuda [--device cuda:N] [--rounds N]
#include "engine/Device.h"
#include "engine/Error.h"
#include "engine/cuda/CudaOps.h"
#include "engine/kv/RowFormat.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace quire;

constexpr int kWidth = 4096;
constexpr int kHeads = 64;
constexpr int kHeadDim = 512;
constexpr int kCopies = 8; ///< of weights, taken in turn

ModelConfig flash()
{
    ModelConfig config;
    config.hiddenSize = kWidth;
    config.heads = kHeads;
    config.headDim = kHeadDim;
    config.ropeDim = 64;
    config.window = 128;
    config.indexHeads = 64;
    config.indexDim = 128;
    config.indexTopK = 512;
    config.experts = 256;
    config.expertsPerToken = 6;
    config.moeIntermediate = 2048;
    config.routedScale = 1.5f;
    config.swigluLimit = 10;
    return config;
}

std::vector<float> someFloats(std::size_t n, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> out(n);
    for (float& x : out)
        x = normal(random);
    return out;
}

/// Codes of finite FP8 or FP4 values.
std::vector<std::byte> someCodes(std::size_t n)
{
    std::mt19937 random(7);
    std::vector<std::byte> out(n);
    for (std::byte& x : out)
        x = static_cast<std::byte>(random() & 0xbfU);
    return out;
}

class Bench
{
public:
    Bench(int gpu, int rounds) : m_rounds(rounds), m_ops(makeCudaOps(flash(), Numerics::Fast, gpu))
    {
        m_codes = someCodes(std::size_t{1} << 24);
    }

    Ops& ops() { return *m_ops; }

    std::byte* zeros(std::size_t bytes)
    {
        m_memory.push_back(m_ops->allocate(bytes));
        return m_memory.back().data();
    }
    float* floats(std::size_t count, unsigned seed)
    {
        const std::vector<float> values = someFloats(std::min(count, std::size_t{1} << 20), seed);
        std::byte* to = zeros(count * sizeof(float));
        repeat(to, count * sizeof(float), reinterpret_cast<const std::byte*>(values.data()),
               values.size() * sizeof(float));
        return reinterpret_cast<float*>(to);
    }
    std::int32_t* ints(const std::vector<std::int32_t>& values)
    {
        std::byte* to = zeros(values.size() * sizeof(std::int32_t));
        m_ops->upload(to, reinterpret_cast<const std::byte*>(values.data()),
                      values.size() * sizeof(std::int32_t));
        return reinterpret_cast<std::int32_t*>(to);
    }
    /// `count` rows in cache format, a few different ones over and over.
    std::byte* rows(const RowFormat& format, std::size_t count)
    {
        constexpr std::size_t different = 509;
        std::vector<std::byte> some(different * format.bytes());
        for (std::size_t i = 0; i < different; ++i)
            encodeRow(format,
                      someFloats(static_cast<std::size_t>(format.dim), static_cast<unsigned>(i)).data(),
                      some.data() + i * format.bytes());
        std::byte* to = zeros(count * format.bytes());
        repeat(to, count * format.bytes(), some.data(), some.size());
        return to;
    }
    Matrix matrix(WeightFormat format, int rows, int cols)
    {
        Matrix m;
        m.format = format;
        m.rows = rows;
        m.cols = m.storedCols = cols;
        const std::size_t bytes = m.rowBytes() * static_cast<std::size_t>(rows);
        std::byte* to = zeros(bytes);
        m.data = to;
        if (format == WeightFormat::F32 || format == WeightFormat::Bf16)
            return m; // zeros: only moved and multiplied
        repeat(to, bytes, m_codes.data(), m_codes.size());
        const std::vector<std::byte> scales(static_cast<std::size_t>(rows) *
                                                static_cast<std::size_t>(std::max(1, m.scaleStride())),
                                            std::byte{115});
        std::byte* codes = zeros(scales.size());
        m_ops->upload(codes, scales.data(), scales.size());
        m.scales = reinterpret_cast<const std::uint8_t*>(codes);
        return m;
    }
    void release() { m_memory.clear(); }

    /// Seconds of one call of work(i).
    double time(const std::function<void(int)>& work)
    {
        finish();
        work(0); // kernels are loaded at their first launch
        finish();
        const double once = stretch(1, work);
        const int calls = std::clamp(static_cast<int>(0.02 / once), 1, 200);
        std::vector<double> all;
        for (int round = 0; round < m_rounds; ++round)
            all.push_back(stretch(calls, work) / calls);
        std::sort(all.begin(), all.end());
        return all[all.size() / 2];
    }

    void measureBandwidth()
    {
        constexpr std::size_t bytes = std::size_t{2} << 30;
        std::byte* from = zeros(bytes);
        std::byte* to = zeros(bytes);
        m_bandwidth = 2.0 * static_cast<double>(bytes) / time([&](int) { m_ops->copy(to, from, bytes); });
        release();
        std::printf("copy within the GPU: %.0f GB/s, read and written\n\n", m_bandwidth / 1e9);
        std::printf("%-44s %11s %9s %9s %8s\n", "kernel", "µs", "GB/s", "TFLOPS", "of floor");
    }

    void report(const std::string& what, double bytes, double operations, double seconds) const
    {
        std::printf("%-44s %11.1f %9.1f %9.3f %7.1f%%\n", what.c_str(), seconds * 1e6, bytes / seconds / 1e9,
                    operations / seconds / 1e12, 100 * bytes / m_bandwidth / seconds);
        std::fflush(stdout);
    }

private:
    double stretch(int calls, const std::function<void(int)>& work)
    {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < calls; ++i)
            work(i);
        finish();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    /// A download waits for everything before it.
    void finish()
    {
        if (m_last.bytes() == 0)
            m_last = m_ops->allocate(4);
        std::byte word[4];
        m_ops->download(word, m_last.data(), 4);
    }
    void repeat(std::byte* to, std::size_t bytes, const std::byte* pattern, std::size_t size)
    {
        for (std::size_t at = 0; at < bytes; at += size)
            m_ops->upload(to + at, pattern, std::min(size, bytes - at));
    }

    int m_rounds;
    std::unique_ptr<Ops> m_ops;
    std::vector<DeviceBuffer> m_memory;
    DeviceBuffer m_last;
    std::vector<std::byte> m_codes;
    double m_bandwidth = 1;
};

std::string tokensText(const char* what, int count)
{
    return std::string(what) + ", " + std::to_string(count) + (count == 1 ? " token" : " tokens");
}

void benchLinear(Bench& bench, const char* what, WeightFormat format, int rows, int cols, int count)
{
    std::vector<Matrix> weights;
    for (int i = 0; i < kCopies; ++i)
        weights.push_back(bench.matrix(format, rows, cols));
    const auto t = static_cast<std::size_t>(count);
    const float* x = bench.floats(t * static_cast<std::size_t>(cols), 1);
    float* y = bench.floats(t * static_cast<std::size_t>(rows), 2);
    const double seconds = bench.time(
        [&](int i) { bench.ops().linear(x, count, weights[static_cast<std::size_t>(i % kCopies)], y); });
    const double moved = static_cast<double>(weights[0].bytes()) + 4.0 * count * (rows + cols);
    bench.report(tokensText(what, count), moved, 2.0 * count * rows * cols, seconds);
    bench.release();
}

void benchExperts(Bench& bench, int count)
{
    constexpr int inner = 2048;
    constexpr int local = 64; // of 256: what the choices are drawn from
    MoeWeights weights;
    for (int e = 0; e < local; ++e)
        weights.experts.push_back({bench.matrix(WeightFormat::Fp4Group32, inner, kWidth),
                                   bench.matrix(WeightFormat::Fp4Group32, kWidth, inner),
                                   bench.matrix(WeightFormat::Fp4Group32, inner, kWidth)});
    const float* x = bench.floats(static_cast<std::size_t>(count) * kWidth, 3);
    float* y = bench.floats(static_cast<std::size_t>(count) * kWidth, 4);
    std::vector<std::vector<std::int32_t>> choices(kCopies);
    std::vector<Routing> routings;
    for (int copy = 0; copy < kCopies; ++copy) {
        for (int i = 0; i < 6 * count; ++i)
            choices[static_cast<std::size_t>(copy)].push_back((i / 6 * 29 + i % 6 * 11 + copy * 7) % local);
        routings.push_back({bench.ints(choices[static_cast<std::size_t>(copy)]),
                            bench.floats(static_cast<std::size_t>(6 * count), 5)});
    }
    const double seconds = bench.time([&](int i) {
        bench.ops().experts(weights, x, count, routings[static_cast<std::size_t>(i % kCopies)], y);
    });
    const double used = std::min(6 * count, local);
    const double each = 2.0 * static_cast<double>(weights.experts[0].w1.bytes()) +
                        static_cast<double>(weights.experts[0].w2.bytes());
    bench.report(tokensText("experts, 6 of 64, no shared", count), used * each + 8.0 * count * kWidth,
                 2.0 * 6 * 3 * count * inner * kWidth, seconds);
    bench.release();
}

/// Attention of tokens at the end of a context; picks: 0 attends all rows of ratio 128.
void benchAttend(Bench& bench, int count, int context, int picks)
{
    const int ratio = picks > 0 ? 4 : 128;
    const RowFormat format = RowFormat::attention(kHeadDim, 64, true);
    const int rows = context / ratio;
    const int perBlock = 8192 / ratio;
    std::byte* memory = bench.rows(format, static_cast<std::size_t>(rows + perBlock));
    std::vector<std::byte*> blocks;
    for (int first = 0; first <= rows; first += perBlock)
        blocks.push_back(memory + static_cast<std::size_t>(first) * format.bytes());
    AttentionRows source{format, {bench.rows(format, 1024), 1024, format.bytes()}, 128, {}, ratio};
    source.compressed = {blocks.data(), perBlock, format.bytes()};
    if (picks > 0) {
        std::vector<std::int32_t> chosen;
        for (int t = 0; t < count; ++t)
            for (int i = 0; i < picks; ++i)
                chosen.push_back(static_cast<std::int32_t>(std::int64_t{i} * (rows - 1) / picks));
        source.picks = bench.ints(chosen);
        source.maxPicks = picks;
    }
    const std::vector<float> frequencies(32, 0.01f);
    const auto size = static_cast<std::size_t>(count) * kHeads * kHeadDim;
    const float* q = bench.floats(size, 6);
    float* out = bench.floats(size, 7);
    const Vector sink{bench.floats(kHeads, 8), kHeads};
    const double seconds = bench.time([&](int) {
        bench.ops().attend(q, {context - count, count}, kHeads, source, sink, {frequencies.data(), 32}, out);
    });
    const double seen = 128.0 + (picks > 0 ? picks : rows);
    bench.report(tokensText(((picks > 0 ? "CSA attention at " : "HCA attention at ") +
                             std::to_string(context / 1024) + "K")
                                .c_str(),
                            count),
                 count * (seen * static_cast<double>(format.bytes()) + 8.0 * kHeads * kHeadDim),
                 4.0 * count * kHeads * kHeadDim * seen, seconds);
    bench.release();
}

void benchSelect(Bench& bench, int count, int context)
{
    const RowFormat format = RowFormat::index(128, true);
    const int keys = context / 4;
    std::byte* memory = bench.rows(format, static_cast<std::size_t>(keys + 2048));
    std::vector<std::byte*> blocks;
    for (int first = 0; first <= keys; first += 2048)
        blocks.push_back(memory + static_cast<std::size_t>(first) * format.bytes());
    const float* q = bench.floats(static_cast<std::size_t>(count) * 64 * 128, 9);
    const float* weights = bench.floats(static_cast<std::size_t>(count) * 64, 10);
    auto* picks = bench.ints(std::vector<std::int32_t>(static_cast<std::size_t>(count) * 512));
    const double seconds = bench.time([&](int) {
        bench.ops().selectRows(q, weights, {context - count, count}, 64, 4, format,
                               {blocks.data(), 2048, format.bytes()}, 512, picks);
    });
    bench.report(tokensText(("indexer + top-512 at " + std::to_string(context / 1024) + "K").c_str(), count),
                 static_cast<double>(keys) * static_cast<double>(format.bytes()) +
                     4.0 * count * (64 * 129 + 512),
                 2.0 * count * 64 * 128 * keys, seconds);
    bench.release();
}

void benchStreams(Bench& bench, int count)
{
    HyperConnectionWeights weights;
    weights.fn = bench.matrix(WeightFormat::F32, 24, 4 * kWidth);
    weights.base = {bench.floats(24, 11), 24};
    weights.scale = {bench.floats(3, 12), 3};
    const Vector gain{bench.floats(kWidth, 13), kWidth};
    const auto t = static_cast<std::size_t>(count);
    float* h = bench.floats(t * 4 * kWidth, 14);
    float* x = bench.floats(t * kWidth, 15);
    float* post = bench.floats(t * 4, 16);
    float* comb = bench.floats(t * 16, 17);
    double seconds =
        bench.time([&](int) { bench.ops().hyperConnectionPre(weights, h, count, gain, x, post, comb); });
    bench.report(tokensText("hyper-connection pre", count), 4.0 * (24 * 4 + 5 * count) * kWidth,
                 2.0 * count * 28 * 4 * kWidth, seconds);
    const float* zero = reinterpret_cast<const float*>(bench.zeros(t * kWidth * sizeof(float)));
    const float* still = reinterpret_cast<const float*>(bench.zeros(t * 16 * sizeof(float)));
    seconds = bench.time([&](int) { bench.ops().hyperConnectionPost(zero, post, still, count, h); });
    bench.report(tokensText("hyper-connection post", count), 4.0 * 9 * count * kWidth,
                 2.0 * count * 20 * kWidth, seconds);
    bench.release();
}

void benchRoute(Bench& bench, int count)
{
    MoeWeights weights;
    weights.bias = {bench.floats(256, 18), 256};
    const auto t = static_cast<std::size_t>(count);
    const float* logits = bench.floats(t * 256, 19);
    const Routing routing{bench.ints(std::vector<std::int32_t>(6 * t)), bench.floats(6 * t, 20)};
    const std::vector<std::int32_t> ids(t, 0);
    const double seconds = bench.time([&](int) { bench.ops().route(weights, logits, ids, routing); });
    bench.report(tokensText("router", count), 4.0 * count * (256 + 12), 0, seconds);
    bench.release();
}

void benchAll(Bench& bench)
{
    bench.measureBandwidth();
    for (const int count : {1, 512}) {
        benchLinear(bench, "FP8 wq_b 32768 × 1024", WeightFormat::Fp8Block128, 32768, 1024, count);
        benchLinear(bench, "FP8 wo_b 4096 × 8192", WeightFormat::Fp8Block128, 4096, 8192, count);
        benchExperts(bench, count);
        benchStreams(bench, count);
        benchRoute(bench, count);
    }
    benchLinear(bench, "BF16 head 129280 × 4096", WeightFormat::Bf16, 129280, 4096, 1);
    for (const int context : {4 << 10, 128 << 10, 1 << 20}) {
        benchAttend(bench, 1, context, 512);
        benchAttend(bench, 1, context, 0);
        benchSelect(bench, 1, context);
    }
    benchAttend(bench, 512, 128 << 10, 512);
    benchSelect(bench, 64, 128 << 10);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        DeviceChoice choice{0};
        int rounds = 5;
        for (int i = 1; i + 1 < argc; i += 2) {
            if (std::string(argv[i]) == "--device")
                choice = DeviceChoice::parse(argv[i + 1]);
            else if (std::string(argv[i]) == "--rounds")
                rounds = std::max(1, std::atoi(argv[i + 1]));
        }
        if (!cudaProblem().empty()) {
            std::printf("Nothing to measure: %s\n", cudaProblem().c_str());
            return 0;
        }
        const Device device = findDevice(choice);
        std::printf("%s, %s, %d multiprocessors\n", device.description.c_str(), device.instructions.c_str(),
                    device.cores);
        Bench bench(choice.gpu, rounds);
        benchAll(bench);
        return 0;
    } catch (const EngineError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
