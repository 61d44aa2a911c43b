#include "TestDevices.h"
#include "engine/Error.h"
#include "engine/cpu/CpuOps.h"
#include "tests/engine/cpu/StoredMatrix.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace quire;
using namespace quire::test;

namespace {

/// Sums in another order, exp of another library.
constexpr double kTolerance = 2e-5;

std::unique_ptr<Ops> cpu(const ModelConfig& config, Numerics numerics)
{
    CpuOptions options;
    options.numerics = numerics;
    options.threads = 1;
    options.simd = SimdLevel::Portable;
    return makeCpuOps(config, options);
}

ModelConfig smallConfig()
{
    ModelConfig config;
    config.hiddenSize = 96;
    config.headDim = 80;
    config.ropeDim = 16;
    config.indexDim = 32;
    config.indexHeads = 3;
    config.experts = 8;
    config.expertsPerToken = 3;
    config.moeIntermediate = 64;
    config.routedScale = 1.5f;
    config.swigluLimit = 2;
    config.vocabSize = 5;
    return config;
}

std::vector<float> frequenciesFor(int pairs)
{
    std::vector<float> frequencies;
    for (int i = 0; i < pairs; ++i)
        frequencies.push_back(std::pow(10000.0f, -static_cast<float>(i) / static_cast<float>(pairs)));
    return frequencies;
}

/// Share of bytes that differ: a value on a rounding border may fall either way.
double unequal(const std::vector<std::byte>& a, const std::vector<std::byte>& b)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        count += a[i] != b[i] ? 1 : 0;
    return a.size() == b.size() ? static_cast<double>(count) / static_cast<double>(a.size()) : 1;
}

} // namespace

/// Every operation of the GPU kernels against the CPU's, on random shapes.
class TestCudaOperations : public QObject
{
    Q_OBJECT

private slots:
    void linear_data() { devices(); }
    void linear();
    void groupedLinear_data() { devices(); }
    void groupedLinear();
    void embed_data() { devices(); }
    void embed();
    void rowsAndStreams_data() { devices(); }
    void rowsAndStreams();
    void queries_data() { devices(); }
    void queries();
    void windowRows_data() { devices(); }
    void windowRows();
    void compressedRows_data() { devices(); }
    void compressedRows();
    void selectedRows_data() { devices(); }
    void selectedRows();
    void attention_data() { devices(); }
    void attention();
    void routing_data() { devices(); }
    void routing();
    void experts_data() { devices(); }
    void experts();
    void stopping_data() { devices(); }
    void stopping();

private:
    static void devices()
    {
        QTest::addColumn<QString>("device");
        for (const std::string& device : kernelDevices())
            QTest::addRow("%s", device.c_str()) << QString::fromStdString(device);
    }
};

#define FETCH_DEVICE                                                                                         \
    QFETCH(QString, device);                                                                                 \
    const std::string name = device.toStdString();                                                           \
    if (!isHere(name))                                                                                       \
    QSKIP("this machine has no such GPU")

void TestCudaOperations::linear()
{
    FETCH_DEVICE;
    std::mt19937 random(41);
    for (const WeightFormat format :
         {WeightFormat::F32, WeightFormat::Bf16, WeightFormat::Fp8Block128, WeightFormat::Fp4Group32}) {
        for (const auto& [rows, cols, count] :
             {std::array{7, 32, 1}, {130, 160, 9}, {16, 1088, 17}, {300, 96, 8}}) {
            const StoredMatrix whole = randomMatrix(format, rows, cols, random);
            const Matrix slices[] = {whole.view, whole.view.rowSlice(rows / 3, rows / 2),
                                     whole.view.colSlice(cols / 64 * 32, cols - cols / 64 * 32)};
            for (const Matrix& w : slices) {
                for (const Numerics numerics : {Numerics::Plain, Numerics::Exact}) {
                    const auto x = randomFloats(static_cast<std::size_t>(count * w.cols), random);
                    std::vector<float> expected(static_cast<std::size_t>(count * w.rows));
                    cpu({}, numerics)->linear(x.data(), count, w, expected.data());
                    const auto ops = openDevice(name, {}, numerics);
                    OnDevice on(*ops);
                    float* y = on.poisoned(expected.size());
                    ops->linear(on.floats(x), count, on.matrix(w), y);
                    const double difference = worst(on.read(y, expected.size()), expected);
                    QVERIFY2(
                        difference < kTolerance,
                        qPrintable(
                            QString("%1 × %2 × %3: %4").arg(w.rows).arg(w.cols).arg(count).arg(difference)));
                }
            }
        }
    }
}

void TestCudaOperations::groupedLinear()
{
    FETCH_DEVICE;
    std::mt19937 random(42);
    const StoredMatrix w = randomMatrix(WeightFormat::Fp8Block128, 3 * 50, 144, random);
    const auto x = randomFloats(11 * 3 * 144, random);
    std::vector<float> expected(11 * 150);
    cpu({}, Numerics::Exact)->groupedLinear(x.data(), 11, 3, w.view, expected.data());
    const auto ops = openDevice(name, {}, Numerics::Exact);
    OnDevice on(*ops);
    float* y = on.poisoned(expected.size());
    ops->groupedLinear(on.floats(x), 11, 3, on.matrix(w.view), y);
    QVERIFY(worst(on.read(y, expected.size()), expected) < kTolerance);
}

void TestCudaOperations::embed()
{
    FETCH_DEVICE;
    std::mt19937 random(43);
    const StoredMatrix table = randomMatrix(WeightFormat::Bf16, 20, 72, random);
    const std::vector<std::int32_t> ids{19, 0, 7, 7};
    std::vector<float> expected(4 * 3 * 72);
    cpu({}, Numerics::Plain)->embed(table.view, ids, 3, expected.data());
    const auto ops = openDevice(name, {}, Numerics::Plain);
    OnDevice on(*ops);
    float* h = on.poisoned(expected.size());
    ops->embed(on.matrix(table.view), ids, 3, h);
    QVERIFY(on.read(h, expected.size()) == expected);
}

void TestCudaOperations::rowsAndStreams()
{
    FETCH_DEVICE;
    std::mt19937 random(44);
    ModelConfig config = smallConfig();
    const int n = config.streams;
    const auto d = static_cast<std::size_t>(config.hiddenSize);
    constexpr std::size_t count = 5;
    const auto un = static_cast<std::size_t>(n);
    const StoredMatrix fn = randomMatrix(WeightFormat::F32, (2 + n) * n, n * config.hiddenSize, random);
    const StoredMatrix headFn = randomMatrix(WeightFormat::F32, n, n * config.hiddenSize, random);
    const auto base = randomFloats((2 + un) * un, random);
    const std::vector<float> scale{0.1f, 0.2f, 0.3f};
    const auto gain = randomFloats(d, random);
    Weights host;
    host.layers.emplace_back();
    host.layers[0].hcAttn = {fn.view, {base.data(), static_cast<int>(base.size())}, {scale.data(), 3}};
    host.layers[0].attnNorm = {gain.data(), config.hiddenSize};
    host.finalHead = {{headFn.view, {base.data(), n}, {scale.data(), 1}}, {gain.data(), config.hiddenSize}};
    const auto h = randomFloats(count * un * d, random);
    const auto y = randomFloats(count * d, random);

    const auto reference = cpu(config, Numerics::Plain);
    std::vector<float> x(count * d), post(count * un), comb(count * un * un), after = h, head(count * d);
    reference->hyperConnectionPre(host.layers[0].hcAttn, h.data(), count, host.layers[0].attnNorm, x.data(),
                                  post.data(), comb.data());
    reference->hyperConnectionPost(y.data(), post.data(), comb.data(), count, after.data());
    reference->headInput(host.finalHead, h.data(), count, head.data());
    std::vector<float> normed(count * d), added = h;
    reference->rmsNorm(y.data(), count, host.layers[0].attnNorm, 1e-6f, normed.data());
    reference->addToStreams(y.data(), count, n, config.hiddenSize, added.data());

    const auto ops = openDevice(name, config, Numerics::Plain);
    OnDevice on(*ops);
    const Weights weights = on.move(host, config);
    float* gotX = on.poisoned(x.size());
    float* gotPost = on.poisoned(post.size());
    float* gotComb = on.poisoned(comb.size());
    float* streams = on.floats(h);
    ops->hyperConnectionPre(weights.layers[0].hcAttn, streams, count, weights.layers[0].attnNorm, gotX,
                            gotPost, gotComb);
    QVERIFY(worst(on.read(gotX, x.size()), x) < kTolerance);
    QVERIFY(worst(on.read(gotPost, post.size()), post) < kTolerance);
    QVERIFY(worst(on.read(gotComb, comb.size()), comb) < kTolerance);
    float* in = on.floats(y);
    ops->hyperConnectionPost(in, gotPost, gotComb, count, streams);
    QVERIFY(worst(on.read(streams, after.size()), after) < kTolerance);
    float* gotHead = on.poisoned(head.size());
    float* again = on.floats(h);
    ops->headInput(weights.finalHead, again, count, gotHead);
    QVERIFY(worst(on.read(gotHead, head.size()), head) < kTolerance);
    ops->addToStreams(in, count, n, config.hiddenSize, again);
    QVERIFY(on.read(again, added.size()) == added);
    ops->rmsNorm(in, count, weights.layers[0].attnNorm, 1e-6f, in); // in place
    QVERIFY(worst(on.read(in, normed.size()), normed) < kTolerance);
}

void TestCudaOperations::queries()
{
    FETCH_DEVICE;
    std::mt19937 random(45);
    const ModelConfig config = smallConfig();
    const std::vector<float> frequencies = frequenciesFor(8);
    const Rope rope{frequencies.data(), 8};
    const TokenRange tokens{1000003, 4};
    for (const Numerics numerics : {Numerics::Plain, Numerics::Cache}) {
        const auto ops = openDevice(name, config, numerics);
        OnDevice on(*ops);
        std::vector<float> q = randomFloats(4 * 5 * 80, random);
        float* got = on.floats(q);
        ops->prepareQueries(got, tokens, 5, rope);
        cpu(config, numerics)->prepareQueries(q.data(), tokens, 5, rope);
        QVERIFY(worst(on.read(got, q.size()), q) < kTolerance);

        std::vector<float> index = randomFloats(4 * 3 * 32, random);
        got = on.floats(index);
        ops->prepareIndexQueries(got, tokens, 3, rope);
        cpu(config, numerics)->prepareIndexQueries(index.data(), tokens, 3, rope);
        QVERIFY(worst(on.read(got, index.size()), index) < kTolerance);
    }
}

void TestCudaOperations::windowRows()
{
    FETCH_DEVICE;
    std::mt19937 random(46);
    const ModelConfig config = smallConfig();
    const std::vector<float> frequencies = frequenciesFor(8);
    const std::vector<float> gain = randomFloats(80, random);
    const TokenRange tokens{95, 9}; // wraps in the ring
    for (const Numerics numerics : {Numerics::Plain, Numerics::Cache, Numerics::Exact}) {
        const RowFormat format = RowFormat::attention(80, 16, packsRows(numerics));
        const auto kv = randomFloats(9 * 80, random);
        std::vector<std::byte> expected(100 * format.bytes());
        cpu(config, numerics)
            ->storeWindowRows(kv.data(), tokens, {gain.data(), 80}, {frequencies.data(), 8}, format,
                              {expected.data(), 100, format.bytes()});
        const auto ops = openDevice(name, config, numerics);
        OnDevice on(*ops);
        std::byte* ring = on.bytes(std::vector<std::byte>(expected.size()));
        ops->storeWindowRows(on.floats(kv), tokens, on.vector({gain.data(), 80}), {frequencies.data(), 8},
                             format, {ring, 100, format.bytes()});
        const std::vector<std::byte> got = on.read(ring, expected.size());
        if (packsRows(numerics)) {
            QVERIFY(unequal(got, expected) < 0.005);
            continue;
        }
        std::vector<float> a(got.size() / 4), b(got.size() / 4);
        std::memcpy(a.data(), got.data(), got.size());
        std::memcpy(b.data(), expected.data(), got.size());
        // A value on a rounding border may fall to the next step of e4m3.
        QVERIFY(worst(a, b) < (numerics == Numerics::Plain ? kTolerance : 0.07));
    }
}

void TestCudaOperations::compressedRows()
{
    FETCH_DEVICE;
    std::mt19937 random(47);
    const ModelConfig config = smallConfig();
    const std::vector<float> frequencies = frequenciesFor(8);
    const Rope rope{frequencies.data(), 8};
    for (const auto& [ratio, indexer] : {std::pair{4, false}, {4, true}, {8, false}}) {
        for (const Numerics numerics : {Numerics::Plain, Numerics::Cache}) {
            CompressorWeights weights;
            weights.ratio = ratio;
            weights.dim = indexer ? 32 : 80;
            weights.overlap = ratio == 4;
            const auto width = static_cast<std::size_t>(weights.width());
            const auto ape = randomFloats(static_cast<std::size_t>(ratio) * width, random);
            const auto gain = randomFloats(static_cast<std::size_t>(weights.dim), random);
            weights.ape = {ape.data(), static_cast<int>(ape.size())};
            weights.norm = {gain.data(), weights.dim};
            const RowFormat format = indexer ? RowFormat::index(32, packsRows(numerics))
                                             : RowFormat::attention(80, 16, packsRows(numerics));
            constexpr int tokens = 41;
            constexpr int rowsPerBlock = 3;
            const auto kv = randomFloats(tokens * width, random);
            const auto score = randomFloats(tokens * width, random);
            const std::size_t rows = tokens / static_cast<std::size_t>(ratio);
            const std::size_t blockBytes = rowsPerBlock * format.bytes();
            const std::size_t blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
            const std::size_t ringBytes = 64 * width * sizeof(float);

            const auto run = [&](Ops& ops, OnDevice& on, const std::vector<int>& chunks) {
                CompressorWeights own = weights;
                if (!ops.sharesHostMemory()) {
                    own.ape = on.vector(weights.ape);
                    own.norm = on.vector(weights.norm);
                }
                std::byte* memory = on.bytes(std::vector<std::byte>(blocks * blockBytes));
                std::vector<std::byte*> pointers;
                for (std::size_t b = 0; b < blocks; ++b)
                    pointers.push_back(memory + b * blockBytes);
                const std::vector<std::byte> empty(ringBytes);
                const CompressorRings rings{{on.bytes(empty), 64, width * sizeof(float)},
                                            {on.bytes(empty), 64, width * sizeof(float)}};
                const float* k = on.floats(kv);
                const float* z = on.floats(score);
                int start = 0;
                for (const int count : chunks) {
                    const auto at = static_cast<std::size_t>(start) * width;
                    ops.compress(own, k + at, z + at, {start, count}, rope, format, indexer, rings,
                                 {pointers.data(), rowsPerBlock, format.bytes()});
                    start += count;
                }
                return on.read(memory, rows * format.bytes());
            };
            const auto reference = cpu(config, numerics);
            OnDevice onCpu(*reference);
            const auto ops = openDevice(name, config, numerics);
            OnDevice on(*ops);
            const std::vector<std::byte> expected = run(*reference, onCpu, {tokens});
            const std::vector<std::byte> got = run(*ops, on, {tokens});
            QVERIFY(got == run(*ops, on, {1, 2, 1, 7, 20, 10}));
            if (packsRows(numerics)) {
                QVERIFY(unequal(got, expected) < 0.01);
                continue;
            }
            std::vector<float> a(got.size() / 4), b(got.size() / 4);
            std::memcpy(a.data(), got.data(), got.size());
            std::memcpy(b.data(), expected.data(), got.size());
            QVERIFY(worst(a, b) < kTolerance);
        }
    }
}

void TestCudaOperations::selectedRows()
{
    FETCH_DEVICE;
    std::mt19937 random(48);
    const ModelConfig config = smallConfig();
    constexpr int keys = 700;
    constexpr int rowsPerBlock = 64;
    constexpr int ratio = 2;
    for (const bool packed : {false, true}) {
        for (const bool ties : {false, true}) {
            const RowFormat format = RowFormat::index(32, packed);
            const int padded = (keys + rowsPerBlock - 1) / rowsPerBlock * rowsPerBlock;
            std::vector<std::byte> memory(static_cast<std::size_t>(padded) * format.bytes());
            for (int j = 0; j < keys; ++j)
                encodeRow(format, randomFloats(32, random).data(),
                          memory.data() + static_cast<std::size_t>(j) * format.bytes());
            auto q = randomFloats(9 * 3 * 32, random);
            if (ties) // whole numbers of few values: many equal scores
                for (float& value : q)
                    value = 0;
            const auto weights = randomFloats(9 * 3, random);
            const TokenRange tokens{2 * keys - 9, 9};
            const auto run = [&](Ops& ops, OnDevice& on, int topK, TokenRange range) {
                std::byte* rows = on.bytes(memory);
                std::vector<std::byte*> blocks;
                for (int b = 0; b * rowsPerBlock < padded; ++b)
                    blocks.push_back(rows + static_cast<std::size_t>(b * rowsPerBlock) * format.bytes());
                const auto size = static_cast<std::size_t>(range.count * topK);
                auto* picks = reinterpret_cast<std::int32_t*>(on.poisoned(size));
                ops.selectRows(on.floats(q), on.floats(weights), range, 3, ratio, format,
                               {blocks.data(), rowsPerBlock, format.bytes()}, topK, picks);
                return on.read(picks, size);
            };
            const auto reference = cpu(config, Numerics::Plain);
            OnDevice onCpu(*reference);
            const auto ops = openDevice(name, config, Numerics::Plain);
            OnDevice on(*ops);
            for (const int topK : {1, 33, 300, keys, keys + 5})
                QCOMPARE(run(*ops, on, topK, tokens), run(*reference, onCpu, topK, tokens));
            QCOMPARE(run(*ops, on, 16, {0, 9}), run(*reference, onCpu, 16, {0, 9})); // some see nothing
        }
    }
}

void TestCudaOperations::attention()
{
    FETCH_DEVICE;
    struct Shape
    {
        int heads, dim, ropeDim, window, ratio, picks;
    };
    constexpr Shape shapes[] = {{8, 96, 32, 16, 4, 6}, {4, 144, 16, 128, 8, 0}, {5, 512, 64, 20, 4, 12},
                                {13, 80, 16, 3, 0, 0}, {1, 40, 8, 70, 1, 0},    {3, 87, 14, 9, 2, 0}};
    std::mt19937 random(49);
    constexpr int count = 37;
    constexpr int rowsPerBlock = 5;
    for (const Shape& s : shapes) {
        for (const Numerics numerics : {Numerics::Plain, Numerics::Cache}) {
            const RowFormat format = RowFormat::attention(s.dim, s.ropeDim, packsRows(numerics));
            const auto rowsOf = [&](int rows) {
                std::vector<std::byte> bytes(static_cast<std::size_t>(rows) * format.bytes());
                for (int i = 0; i < rows; ++i)
                    encodeRow(format, randomFloats(static_cast<std::size_t>(s.dim), random).data(),
                              bytes.data() + static_cast<std::size_t>(i) * format.bytes());
                return bytes;
            };
            const std::vector<std::byte> window = rowsOf(count);
            const std::vector<std::byte> compressed = rowsOf(count + rowsPerBlock);
            const auto sink = randomFloats(static_cast<std::size_t>(s.heads), random);
            const auto q = randomFloats(static_cast<std::size_t>(count * s.heads * s.dim), random, 2.0f);
            const std::vector<float> frequencies = frequenciesFor(s.ropeDim / 2);
            std::vector<std::int32_t> picks(static_cast<std::size_t>(count * s.picks), -1);
            for (int t = 0; t < count && s.picks > 0; ++t) {
                int found = 0;
                for (int j = 0; j < (t + 1) / s.ratio && found < s.picks; ++j) {
                    if (random() % 3 != 0)
                        picks[static_cast<std::size_t>(t * s.picks + found++)] = j;
                }
            }
            const auto run = [&](Ops& ops, OnDevice& on, int piece) {
                AttentionRows rows{format, {on.bytes(window), count, format.bytes()}, s.window, {}, s.ratio};
                std::byte* memory = on.bytes(compressed);
                std::vector<std::byte*> blocks;
                for (int b = 0; b * rowsPerBlock < count; ++b)
                    blocks.push_back(memory + static_cast<std::size_t>(b * rowsPerBlock) * format.bytes());
                rows.compressed = {blocks.data(), rowsPerBlock, format.bytes()};
                const std::int32_t* allPicks = s.picks > 0 ? on.ints(picks) : nullptr;
                rows.maxPicks = s.picks;
                const Vector sinks =
                    ops.sharesHostMemory() ? Vector{sink.data(), s.heads} : on.vector({sink.data(), s.heads});
                const float* queries = on.floats(q);
                float* out = on.poisoned(q.size());
                for (int t = 0; t < count; t += piece) {
                    const std::ptrdiff_t at = std::ptrdiff_t{t} * s.heads * s.dim;
                    rows.picks = allPicks ? allPicks + t * s.picks : nullptr;
                    ops.attend(queries + at, {t, std::min(piece, count - t)}, s.heads, rows, sinks,
                               {frequencies.data(), s.ropeDim / 2}, out + at);
                }
                return on.read(out, q.size());
            };
            const ModelConfig config = smallConfig();
            const auto reference = cpu(config, numerics);
            OnDevice onCpu(*reference);
            const auto ops = openDevice(name, config, numerics);
            OnDevice on(*ops);
            const std::vector<float> got = run(*ops, on, count);
            QVERIFY(worst(got, run(*reference, onCpu, count)) < kTolerance);
            QVERIFY(got == run(*ops, on, 5));
        }
    }
}

void TestCudaOperations::routing()
{
    FETCH_DEVICE;
    std::mt19937 random(50);
    for (const Scoring scoring : {Scoring::SqrtSoftplus, Scoring::Sigmoid, Scoring::Softmax}) {
        ModelConfig config = smallConfig();
        config.scoring = scoring;
        const auto logits = randomFloats(6 * 8, random, 2.0f);
        const auto bias = randomFloats(8, random);
        const std::vector<std::int64_t> table{7, 1, 3, 2, 0, 6, 1, 2, 3, 4, 5, 6, 7, 0, 1};
        const std::vector<std::int32_t> ids{0, 4, 1, 2, 3, 4};
        for (const bool hashed : {false, true}) {
            Weights host;
            host.layers.emplace_back();
            MoeWeights& moe = host.layers[0].moe;
            if (hashed)
                moe.tokenExperts = reinterpret_cast<const std::byte*>(table.data());
            else
                moe.bias = {bias.data(), 8};
            std::vector<std::int32_t> chosen(18);
            std::vector<float> gates(18);
            cpu(config, Numerics::Plain)->route(moe, logits.data(), ids, {chosen.data(), gates.data()});
            const auto ops = openDevice(name, config, Numerics::Plain);
            OnDevice on(*ops);
            const Weights weights = on.move(host, config);
            auto* gotChosen = reinterpret_cast<std::int32_t*>(on.poisoned(18));
            float* gotGates = on.poisoned(18);
            ops->route(weights.layers[0].moe, on.floats(logits), ids, {gotChosen, gotGates});
            QCOMPARE(on.read(gotChosen, 18), chosen);
            QVERIFY(worst(on.read(gotGates, 18), gates) < kTolerance);
        }
    }
}

void TestCudaOperations::experts()
{
    FETCH_DEVICE;
    std::mt19937 random(51);
    const ModelConfig config = smallConfig();
    const int inner = config.moeIntermediate;
    std::vector<StoredMatrix> matrices;
    Weights host;
    host.layers.emplace_back();
    MoeWeights& moe = host.layers[0].moe;
    for (int e = 0; e < 9; ++e) {
        const WeightFormat format = e < 8 ? WeightFormat::Fp4Group32 : WeightFormat::Fp8Block128;
        matrices.push_back(randomMatrix(format, inner, config.hiddenSize, random));
        matrices.push_back(randomMatrix(format, config.hiddenSize, inner, random));
        matrices.push_back(randomMatrix(format, inner, config.hiddenSize, random));
    }
    for (std::size_t e = 0; e < 9; ++e) {
        const ExpertWeights w{matrices[3 * e].view, matrices[3 * e + 1].view, matrices[3 * e + 2].view};
        if (e < 8)
            moe.experts.push_back(w);
        else
            moe.shared = w;
    }
    constexpr int count = 45;
    const auto d = static_cast<std::size_t>(config.hiddenSize);
    const auto x = randomFloats(count * d, random, 0.2f);
    std::vector<std::int32_t> chosen;
    std::vector<float> gates;
    for (int t = 0; t < count; ++t) {
        const int first = t % 3 == 0 ? 5 : static_cast<int>(random() % 8); // one popular, some unused
        for (int i = 0; i < 3; ++i) {
            chosen.push_back((first + 8 - 3 * i) % 8);
            gates.push_back(0.1f + static_cast<float>(random() % 100) * 0.01f);
        }
    }
    for (const Numerics numerics : {Numerics::Plain, Numerics::Exact}) {
        for (const int firstExpert : {0, 2}) {
            Weights part = host;
            part.layers[0].moe.firstExpert = firstExpert;
            part.layers[0].moe.experts.erase(part.layers[0].moe.experts.begin(),
                                             part.layers[0].moe.experts.begin() + firstExpert);
            if (firstExpert > 0)
                part.layers[0].moe.shared.reset();
            std::vector<float> expected(count * d);
            cpu(config, numerics)
                ->experts(part.layers[0].moe, x.data(), count, {chosen.data(), gates.data()},
                          expected.data());
            const auto ops = openDevice(name, config, numerics);
            OnDevice on(*ops);
            const Weights weights = on.move(part, config);
            const float* in = on.floats(x);
            const Routing routing{on.ints(chosen), on.floats(gates)};
            float* y = on.poisoned(count * d);
            ops->experts(weights.layers[0].moe, in, count, routing, y);
            const std::vector<float> got = on.read(y, count * d);
            QVERIFY(worst(got, expected) < (numerics == Numerics::Plain ? kTolerance : 0.02));
            float* pieces = on.poisoned(count * d);
            for (int t = 0; t < count; t += 7)
                ops->experts(weights.layers[0].moe, in + t * config.hiddenSize, std::min(7, count - t),
                             {routing.experts + 3 * t, routing.weights + 3 * t},
                             pieces + t * config.hiddenSize);
            QVERIFY(got == on.read(pieces, count * d));
        }
    }
}

void TestCudaOperations::stopping()
{
    FETCH_DEVICE;
    const auto ops = openDevice(name, smallConfig(), Numerics::Plain);
    OnDevice on(*ops);
    float* x = on.floats(std::vector<float>(96, 1.0f));
    const std::vector<float> gain(96, 1.0f);
    const Vector onDevice = on.vector({gain.data(), 96});
    const std::atomic<bool> stop{true};
    ops->setStopFlag(&stop);
    QVERIFY_EXCEPTION_THROWN(ops->rmsNorm(x, 1, onDevice, 1e-6f, x), EngineError);
    ops->setStopFlag(nullptr);
    ops->rmsNorm(x, 1, onDevice, 1e-6f, x);
}

QTEST_APPLESS_MAIN(TestCudaOperations)
#include "tst_cuda_operations.moc"
