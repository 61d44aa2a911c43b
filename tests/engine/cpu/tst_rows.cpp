#include "SimdLevels.h"
#include "StoredMatrix.h"
#include "engine/cpu/CpuOps.h"
#include "engine/cpu/FakeQuant.h"
#include "engine/cpu/HyperConnections.h"
#include "engine/cpu/Turns.h"
#include "tests/support/GoldenFile.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace quire;

namespace {

std::unique_ptr<Ops> device(SimdLevel level, const ModelConfig& config, Numerics numerics = Numerics::Plain,
                            int threads = 1)
{
    CpuOptions options;
    options.numerics = numerics;
    options.threads = threads;
    options.bf16Width = 0; // however small the models here
    options.simd = level;
    return makeCpuOps(config, options);
}

double worstDifference(const std::vector<float>& got, const std::vector<double>& expected)
{
    double worst = got.size() == expected.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < expected.size() && i < got.size(); ++i)
        worst = std::max(worst, std::fabs(static_cast<double>(got[i]) - expected[i]));
    return worst;
}

/// A compressor's inputs at every position, and what came of feeding them.
struct CompressorScene
{
    static constexpr int tokens = 61;
    CompressorWeights weights;
    std::vector<float> ape, norm, kv, score, frequencies;
    RowFormat format;

    CompressorScene(int ratio, int dim, bool overlap, const RowFormat& rowFormat, std::mt19937& random)
        : format(rowFormat)
    {
        weights.ratio = ratio;
        weights.dim = dim;
        weights.overlap = overlap;
        const auto width = static_cast<std::size_t>(weights.width());
        ape = randomFloats(width * static_cast<std::size_t>(ratio), random);
        norm = randomFloats(static_cast<std::size_t>(dim), random);
        kv = randomFloats(width * tokens, random);
        score = randomFloats(width * tokens, random, 3.0f);
        weights.ape = {ape.data(), static_cast<int>(ape.size())};
        weights.norm = {norm.data(), dim};
        for (int i = 0; i < 8; ++i)
            frequencies.push_back(1.0f / static_cast<float>(i + 1));
    }

    std::vector<std::byte> rows(Ops& ops, int piece, bool indexer) const
    {
        const auto width = static_cast<std::size_t>(weights.width());
        std::vector<float> rings(2 * width * tokens);
        const std::size_t rowBytes = width * sizeof(float);
        auto* ring = reinterpret_cast<std::byte*>(rings.data());
        std::vector<std::byte> out(static_cast<std::size_t>(tokens / weights.ratio + 1) * format.bytes());
        std::byte* block = out.data();
        for (int t = 0; t < tokens; t += piece)
            ops.compress(weights, kv.data() + static_cast<std::size_t>(t) * width,
                         score.data() + static_cast<std::size_t>(t) * width, {t, std::min(piece, tokens - t)},
                         {frequencies.data(), 8}, format, indexer,
                         {{ring, tokens, rowBytes}, {ring + tokens * rowBytes, tokens, rowBytes}},
                         {&block, 1000, format.bytes()});
        return out;
    }

    /// Row j by the formula, before QK.
    std::vector<double> reference(int j) const
    {
        const int width = weights.width();
        std::vector<double> row;
        for (int c = 0; c < weights.dim; ++c) {
            double top = 0;
            double bottom = 0;
            const auto take = [&](int s, int channel) {
                const double z =
                    static_cast<double>(score[static_cast<std::size_t>(s * width + channel)]) +
                    static_cast<double>(ape[static_cast<std::size_t>(s % weights.ratio * width + channel)]);
                top += std::exp(z) * static_cast<double>(kv[static_cast<std::size_t>(s * width + channel)]);
                bottom += std::exp(z);
            };
            for (int s = (j - 1) * weights.ratio; weights.overlap && j > 0 && s < j * weights.ratio; ++s)
                take(s, c);
            for (int s = j * weights.ratio; s < (j + 1) * weights.ratio; ++s)
                take(s, weights.overlap ? weights.dim + c : c);
            row.push_back(top / bottom);
        }
        double squares = 0;
        for (const double x : row)
            squares += x * x;
        for (std::size_t c = 0; c < row.size(); ++c)
            row[c] *= static_cast<double>(norm[c]) / std::sqrt(squares / weights.dim + 1e-6);
        for (std::size_t i = 0; i < 8; ++i) {
            const auto angle = static_cast<double>(static_cast<float>(j * weights.ratio) * frequencies[i]);
            double* pair = &row[row.size() - 16 + 2 * i];
            const double even = pair[0] * std::cos(angle) - pair[1] * std::sin(angle);
            pair[1] = pair[0] * std::sin(angle) + pair[1] * std::cos(angle);
            pair[0] = even;
        }
        return row;
    }
};

} // namespace

class TestRows : public QObject
{
    Q_OBJECT

private slots:
    void sinkhornFollowsTheGoldenOrder();
    void turnsAndHadamardAreTheGoldenOnes();
    void quantisersAreTheGoldenOnes();
    void normsAndStreamsAgreeWithDoubles();
    void compressedRowsAgreeWithDoubles();
    void compressedRowsAreTheSameForAnyChunk();

private:
    test::GoldenFile m_golden = test::goldenUnit();
};

void TestRows::sinkhornFollowsTheGoldenOrder()
{
    for (const char* number : {"0", "1", "2"}) {
        const std::string name = std::string("sinkhorn.") + number;
        const std::vector<float> mixes = m_golden.floats(name + ".mixes");
        const std::vector<float> scale = m_golden.floats(name + ".scale");
        const std::vector<float> base = m_golden.floats(name + ".base");
        for (std::size_t t = 0; t < 5; ++t) {
            float pre[4];
            float post[4];
            float comb[16];
            cpu::splitMixes(&mixes[24 * t], scale.data(), base.data(), 4, 20, 1e-6f, pre, post, comb);
            for (std::size_t i = 0; i < 16; ++i) {
                QVERIFY(std::fabs(comb[i] - m_golden.floats(name + ".comb")[16 * t + i]) < 1e-6f);
                if (i < 4) {
                    QVERIFY(std::fabs(pre[i] - m_golden.floats(name + ".pre")[4 * t + i]) < 1e-6f);
                    QVERIFY(std::fabs(post[i] - m_golden.floats(name + ".post")[4 * t + i]) < 1e-6f);
                }
            }
        }
    }
}

void TestRows::turnsAndHadamardAreTheGoldenOnes()
{
    const std::vector<std::int64_t> positions = m_golden.integers("rope.positions");
    const std::vector<float> in = m_golden.floats("rope.in");
    const auto check = [&](const char* frequencies, const char* out, bool inverse) {
        const std::vector<float> f = m_golden.floats(frequencies);
        const std::vector<float> expected = m_golden.floats(out);
        std::vector<float> got = in;
        for (std::size_t i = 0; i < 10; ++i) {
            float turn[64];
            cpu::makeTurn({f.data(), 32}, positions[i / 2], turn);
            (inverse ? cpu::applyInverseTurn : cpu::applyTurn)(turn, 32, 80, &got[80 * i]);
        }
        for (std::size_t i = 0; i < got.size(); ++i)
            QVERIFY2(std::fabs(got[i] - expected[i]) <= 1e-6f * (1 + std::fabs(expected[i])), out);
    };
    check("rope.plain_freqs", "rope.out_plain", false);
    check("rope.compressed_freqs", "rope.out_compressed", false);
    check("rope.compressed_freqs", "rope.out_inverse", true);

    std::vector<float> values = m_golden.floats("hadamard.in");
    const std::vector<float> expected = m_golden.floats("hadamard.out");
    for (std::size_t row = 0; row < 3; ++row)
        cpu::hadamard(&values[128 * row], 128);
    for (std::size_t i = 0; i < values.size(); ++i)
        QVERIFY(std::fabs(values[i] - expected[i]) < 1e-5f);
}

void TestRows::quantisersAreTheGoldenOnes()
{
    const auto check = [&](const std::string& name, auto quantise) {
        std::vector<float> values = m_golden.floats(name + ".in");
        const std::vector<float> expected = m_golden.floats(name + ".out");
        for (std::size_t row = 0; row < 6; ++row)
            quantise(&values[256 * row]);
        QVERIFY2(values == expected, name.c_str());
    };
    check("act_quant_fp8_128", [](float* x) { quantiseE4m3(x, 256, 128, 0, x); });
    check("act_quant_fp8_64", [](float* x) { quantiseE4m3(x, 256, 64, 0, x); });
    check("act_quant_fp4_32", [](float* x) { quantiseE2m1(x, 256, 32, x); });
}

void TestRows::normsAndStreamsAgreeWithDoubles()
{
    std::mt19937 random(21);
    constexpr int n = 4;
    for (const int d : {16, 100, 1000}) {
        ModelConfig config;
        config.hiddenSize = d;
        const auto width = static_cast<std::size_t>(d);
        const std::vector<float> h = randomFloats(3 * n * width, random);
        const std::vector<float> y = randomFloats(3 * width, random);
        const std::vector<float> gain = randomFloats(width, random);
        const std::vector<float> post = randomFloats(3 * n, random);
        const std::vector<float> comb = randomFloats(std::size_t{3} * n * n, random);
        std::vector<double> normed;
        std::vector<double> spread;
        for (std::size_t t = 0; t < 3; ++t) {
            double squares = 0;
            for (std::size_t c = 0; c < width; ++c)
                squares += std::pow(static_cast<double>(y[t * width + c]), 2);
            for (std::size_t c = 0; c < width; ++c)
                normed.push_back(static_cast<double>(gain[c]) * static_cast<double>(y[t * width + c]) /
                                 std::sqrt(squares / d + 1e-6));
            for (std::size_t k = 0; k < n; ++k) {
                for (std::size_t c = 0; c < width; ++c) {
                    double sum = static_cast<double>(post[t * n + k]) * static_cast<double>(y[t * width + c]);
                    for (std::size_t j = 0; j < n; ++j)
                        sum += static_cast<double>(comb[(t * n + j) * n + k]) *
                               static_cast<double>(h[(t * n + j) * width + c]);
                    spread.push_back(sum);
                }
            }
        }
        for (const SimdLevel level : test::allLevels) {
            if (!supports(level))
                continue;
            const auto ops = device(level, config);
            std::vector<float> out(3 * width);
            ops->rmsNorm(y.data(), 3, {gain.data(), d}, 1e-6f, out.data());
            QVERIFY(worstDifference(out, normed) < 1e-5);
            std::vector<float> streams = h;
            ops->hyperConnectionPost(y.data(), post.data(), comb.data(), 3, streams.data());
            QVERIFY(worstDifference(streams, spread) < 1e-5);
        }
    }
}

void TestRows::compressedRowsAgreeWithDoubles()
{
    std::mt19937 random(22);
    for (const bool overlap : {false, true}) {
        const CompressorScene scene(overlap ? 4 : 9, 40, overlap, RowFormat::attention(40, 16, false),
                                    random);
        for (const SimdLevel level : test::allLevels) {
            if (!supports(level))
                continue;
            const auto ops = device(level, {});
            const std::vector<std::byte> rows = scene.rows(*ops, CompressorScene::tokens, false);
            for (int j = 0; j < CompressorScene::tokens / scene.weights.ratio; ++j) {
                std::vector<float> row(40);
                decodeRow(scene.format, rows.data() + static_cast<std::size_t>(j) * scene.format.bytes(),
                          row.data());
                QVERIFY(worstDifference(row, scene.reference(j)) < 1e-5);
            }
        }
    }
}

void TestRows::compressedRowsAreTheSameForAnyChunk()
{
    std::mt19937 random(23);
    const struct
    {
        RowFormat format;
        bool indexer;
    } kinds[] = {{RowFormat::attention(80, 16, true), false}, {RowFormat::index(64, true), true}};
    for (const auto& kind : kinds) {
        for (const bool overlap : {false, true}) {
            const CompressorScene scene(4, kind.format.dim, overlap, kind.format, random);
            const auto one = device(SimdLevel::Auto, {}, Numerics::Fast, 1);
            const auto two = device(SimdLevel::Auto, {}, Numerics::Fast, 2);
            const std::vector<std::byte> whole = scene.rows(*one, CompressorScene::tokens, kind.indexer);
            for (const int piece : {1, 3, 8, 64})
                QVERIFY(scene.rows(*two, piece, kind.indexer) == whole);
        }
    }
}

QTEST_APPLESS_MAIN(TestRows)
#include "tst_rows.moc"
