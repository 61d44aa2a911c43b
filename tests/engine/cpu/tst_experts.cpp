#include "SimdLevels.h"
#include "StoredMatrix.h"
#include "engine/Error.h"
#include "engine/cpu/CpuOps.h"
#include "tests/support/GoldenFile.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstring>
#include <thread>

using namespace quire;

namespace {

constexpr int width = 128;
constexpr int inner = 64;

ModelConfig smallConfig()
{
    ModelConfig config;
    config.hiddenSize = width;
    config.experts = 8;
    config.expertsPerToken = 3;
    config.moeIntermediate = inner;
    config.routedScale = 1.5f;
    config.swigluLimit = 2.0f;
    return config;
}

std::unique_ptr<Ops> device(SimdLevel level, Numerics numerics, int threads = 1)
{
    CpuOptions options;
    options.numerics = numerics;
    options.threads = threads;
    options.bf16Width = 0; // however small the models here
    options.simd = level;
    return makeCpuOps(smallConfig(), options);
}

/// Eight FP4 experts and an FP8 shared one, tokens and their routing.
struct Scene
{
    std::vector<StoredMatrix> matrices;
    MoeWeights weights;
    std::vector<float> x, gates;
    std::vector<std::int32_t> chosen;
    int count;

    Scene(int tokens, std::mt19937& random) : count(tokens)
    {
        const auto expert = [&](WeightFormat format) {
            matrices.push_back(randomMatrix(format, inner, width, random));
            matrices.push_back(randomMatrix(format, width, inner, random));
            matrices.push_back(randomMatrix(format, inner, width, random));
        };
        for (int e = 0; e < 8; ++e)
            expert(WeightFormat::Fp4Group32);
        expert(WeightFormat::Fp8Block128);
        for (std::size_t e = 0; e < 9; ++e) {
            const ExpertWeights w{matrices[3 * e].view, matrices[3 * e + 1].view, matrices[3 * e + 2].view};
            if (e < 8)
                weights.experts.push_back(w);
            else
                weights.shared = w;
        }
        x = randomFloats(static_cast<std::size_t>(tokens * width), random, 0.2f);
        for (int t = 0; t < tokens; ++t) {
            const int first = static_cast<int>(random() % 8);
            for (int i = 0; i < 3; ++i) {
                chosen.push_back((first + 8 - 3 * i) % 8); // in no order of expert
                gates.push_back(0.1f + static_cast<float>(random() % 100) * 0.01f);
            }
        }
    }

    Routing routing(int t) { return {chosen.data() + 3 * t, gates.data() + 3 * t}; }

    double hidden(std::size_t expert, std::size_t matrix, int t, int row) const
    {
        double sum = 0;
        for (int k = 0; k < width; ++k)
            sum += matrices[3 * expert + matrix].at(row, k) *
                   static_cast<double>(x[static_cast<std::size_t>(t * width + k)]);
        return sum;
    }

    std::vector<double> reference(int t) const
    {
        std::vector<double> y(width);
        for (int i = 0; i < 4; ++i) {
            const std::size_t e =
                i < 3 ? static_cast<std::size_t>(chosen[static_cast<std::size_t>(3 * t + i)]) : 8;
            const double weight =
                i < 3 ? static_cast<double>(gates[static_cast<std::size_t>(3 * t + i)]) : 1.0;
            for (int m = 0; m < inner; ++m) {
                const double gate = std::min(hidden(e, 0, t, m), 2.0);
                const double up = std::clamp(hidden(e, 2, t, m), -2.0, 2.0);
                const double value = gate / (1 + std::exp(-gate)) * up * weight;
                for (int c = 0; c < width; ++c)
                    y[static_cast<std::size_t>(c)] += value * matrices[3 * e + 1].at(c, m);
            }
        }
        return y;
    }
};

} // namespace

class TestExperts : public QObject
{
    Q_OBJECT

private slots:
    void expertsAgreeWithDoubles();
    void sameBitsForAnyCountAndThreads();
    void shardsAddUpToTheWhole();
    void scoresAreTheGoldenOnes();
    void biasSelectsButDoesNotWeigh();
    void tablesChooseAndAreChecked();
    void nanLogitsDoNotCrash();
    void cancellingAnswersSoon();
};

void TestExperts::expertsAgreeWithDoubles()
{
    std::mt19937 random(31);
    Scene scene(40, random);
    for (const SimdLevel level : test::allLevels) {
        if (!supports(level))
            continue;
        for (const Numerics numerics : {Numerics::Plain, Numerics::Fast}) {
            std::vector<float> y(scene.x.size());
            device(level, numerics)
                ->experts(scene.weights, scene.x.data(), scene.count, scene.routing(0), y.data());
            double worst = 0;
            double size = 0;
            for (int t = 0; t < scene.count; ++t) {
                const std::vector<double> expected = scene.reference(t);
                for (std::size_t c = 0; c < width; ++c) {
                    const double got = static_cast<double>(y[static_cast<std::size_t>(t) * width + c]);
                    worst = std::max(worst, std::fabs(got - expected[c]));
                    size = std::max(size, std::fabs(expected[c]));
                }
            }
            QVERIFY2(worst < size * (numerics == Numerics::Plain ? 1e-5 : 2e-2),
                     qPrintable(QString::number(worst / size)));
        }
    }
}

void TestExperts::sameBitsForAnyCountAndThreads()
{
    std::mt19937 random(32);
    Scene scene(700, random); // more pairs than one batch takes
    for (const Numerics numerics : {Numerics::Fast, Numerics::Exact}) {
        std::vector<float> whole(scene.x.size());
        device(SimdLevel::Auto, numerics, 2)
            ->experts(scene.weights, scene.x.data(), scene.count, scene.routing(0), whole.data());
        const auto one = device(SimdLevel::Auto, numerics);
        for (const int piece : {1, 9, 256}) {
            std::vector<float> pieces(scene.x.size());
            for (int t = 0; t < scene.count; t += piece)
                one->experts(scene.weights, scene.x.data() + t * width, std::min(piece, scene.count - t),
                             scene.routing(t), pieces.data() + t * width);
            QVERIFY(pieces == whole);
        }
    }
}

void TestExperts::shardsAddUpToTheWhole()
{
    std::mt19937 random(33);
    Scene scene(20, random);
    const auto ops = device(SimdLevel::Auto, Numerics::Plain);
    std::vector<float> whole(scene.x.size());
    ops->experts(scene.weights, scene.x.data(), scene.count, scene.routing(0), whole.data());
    std::vector<float> sum(scene.x.size());
    for (int rank = 0; rank < 2; ++rank) {
        MoeWeights shard = scene.weights;
        shard.firstExpert = 4 * rank;
        shard.experts.assign(scene.weights.experts.begin() + 4 * rank,
                             scene.weights.experts.begin() + 4 * rank + 4);
        if (rank == 1)
            shard.shared.reset();
        std::vector<float> part(scene.x.size());
        ops->experts(shard, scene.x.data(), scene.count, scene.routing(0), part.data());
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += part[i];
    }
    for (std::size_t i = 0; i < sum.size(); ++i)
        QVERIFY(std::fabs(sum[i] - whole[i]) <= 1e-4f * (1 + std::fabs(whole[i])));
}

void TestExperts::scoresAreTheGoldenOnes()
{
    const test::GoldenFile golden = test::goldenUnit();
    const std::vector<float> logits = golden.floats("sqrtsoftplus.in");
    const std::vector<float> scores = golden.floats("sqrtsoftplus.out");
    std::vector<std::int32_t> chosen(12);
    std::vector<float> weights(12);
    const std::vector<std::int32_t> ids(4, 0);
    device(SimdLevel::Auto, Numerics::Plain)->route({}, logits.data(), ids, {chosen.data(), weights.data()});
    for (std::size_t t = 0; t < 4; ++t) {
        float sum = 0;
        for (std::size_t i = 0; i < 3; ++i)
            sum += scores[8 * t + static_cast<std::size_t>(chosen[3 * t + i])];
        for (std::size_t i = 0; i < 3; ++i) {
            const float score = scores[8 * t + static_cast<std::size_t>(chosen[3 * t + i])];
            QVERIFY(std::fabs(weights[3 * t + i] - 1.5f * score / sum) < 1e-5f);
            QCOMPARE(static_cast<std::size_t>(std::count_if(&scores[8 * t], &scores[8 * t] + 8,
                                                            [&](float s) { return s > score; })),
                     i); // best first
        }
    }
}

void TestExperts::biasSelectsButDoesNotWeigh()
{
    const float logits[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    const std::vector<float> bias{0, 0, 5, 0, 0, 0, 4, 0};
    MoeWeights weights;
    weights.bias = {bias.data(), 8};
    std::int32_t chosen[3];
    float gates[3];
    const std::int32_t id = 0;
    device(SimdLevel::Auto, Numerics::Plain)->route(weights, logits, {&id, 1}, {chosen, gates});
    QCOMPARE(chosen[0], 2);
    QCOMPARE(chosen[1], 6);
    QCOMPARE(chosen[2], 0); // a tie: the lowest
    for (const float gate : gates)
        QVERIFY(std::fabs(gate - 0.5f) < 1e-6f);
}

void TestExperts::tablesChooseAndAreChecked()
{
    // Starts at an odd byte, as a tensor in a file may.
    const std::int64_t table[6] = {7, 1, 3, 2, 8, 0};
    std::vector<std::byte> bytes(1 + sizeof table);
    std::memcpy(bytes.data() + 1, table, sizeof table);
    MoeWeights weights;
    weights.tokenExperts = bytes.data() + 1;
    const float logits[16] = {};
    std::int32_t chosen[6];
    float gates[6];
    const auto ops = device(SimdLevel::Auto, Numerics::Plain);
    std::int32_t id = 0;
    ops->route(weights, logits, {&id, 1}, {chosen, gates});
    QVERIFY(chosen[0] == 7 && chosen[1] == 1 && chosen[2] == 3);
    id = 1; // expert 8 of 8
    QVERIFY_EXCEPTION_THROWN(ops->route(weights, logits, {&id, 1}, {chosen, gates}), EngineError);
}

void TestExperts::nanLogitsDoNotCrash()
{
    std::vector<float> logits(8, std::nanf(""));
    logits[5] = 1;
    std::int32_t chosen[3];
    float gates[3];
    const std::int32_t id = 0;
    device(SimdLevel::Auto, Numerics::Plain)->route({}, logits.data(), {&id, 1}, {chosen, gates});
    QCOMPARE(chosen[0], 5);
    QVERIFY(chosen[1] >= 0 && chosen[2] >= 0 && chosen[1] != chosen[2]);
}

void TestExperts::cancellingAnswersSoon()
{
    std::mt19937 random(34);
    Scene scene(700, random);
    std::vector<float> y(scene.x.size());
    const auto ops = device(SimdLevel::Portable, Numerics::Plain, 2);
    std::atomic<bool> stop{false};
    ops->setStopFlag(&stop);
    std::thread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        stop = true;
    });
    bool cancelled = false;
    try {
        for (;;) // ends by the flag only
            ops->experts(scene.weights, scene.x.data(), scene.count, scene.routing(0), y.data());
    } catch (const EngineError& error) {
        cancelled = error.code() == ErrorCode::Cancelled;
    }
    stopper.join();
    QVERIFY(cancelled);
    stop = false;
    ops->experts(scene.weights, scene.x.data(), 1, scene.routing(0), y.data());
}

QTEST_APPLESS_MAIN(TestExperts)
#include "tst_experts.moc"
