#include "TestDevices.h"
#include "engine/Device.h"
#include "engine/Error.h"
#include "engine/cuda/CudaOps.h"
#include "engine/cuda/ExpertTable.h"
#include "engine/cuda/Shapes.h"
#include "tests/engine/cpu/StoredMatrix.h"

#include <QTest>

#include <cstring>

using namespace quire;
using namespace quire::test;

/// What is decided about GPUs without one.
class TestDeviceWeights : public QObject
{
    Q_OBJECT

private slots:
    void copiesHoldTheSameNumbers();
    void onlyTheViewsRowsAreCopied();
    void everyPieceLiesInDeviceMemory();
    void tablesOfExpertsAreChecked();
    void unlikeExpertsAreRefused();
    void whatKernelsCannotNameIsRefused();
    void devicesHaveNames();
    void missingGpusAreExplained();
};

void TestDeviceWeights::copiesHoldTheSameNumbers()
{
    std::mt19937 random(61);
    const auto ops = openDevice("emulated", {}, Numerics::Plain);
    OnDevice on(*ops);
    for (const WeightFormat format :
         {WeightFormat::F32, WeightFormat::Bf16, WeightFormat::Fp8Block128, WeightFormat::Fp4Group32}) {
        const StoredMatrix stored = randomMatrix(format, 300, 160, random);
        const Matrix view = stored.view.rowSlice(140, 150).colSlice(32, 96);
        const cuda::DeviceMatrix copy = cuda::toDevice(on.matrix(view));
        for (int row = 0; row < 150; ++row) {
            float values[cuda::kStretch] = {};
            copy.stretch(row, 48, cuda::kStretch, values);
            for (int i = 0; i < cuda::kStretch; ++i)
                QCOMPARE(static_cast<double>(values[i]), stored.at(140 + row, 32 + 48 + i));
        }
    }
}

void TestDeviceWeights::onlyTheViewsRowsAreCopied()
{
    std::mt19937 random(62);
    const StoredMatrix stored = randomMatrix(WeightFormat::Fp8Block128, 1024, 256, random);
    Weights weights;
    weights.head = stored.view.rowSlice(512, 128);
    QCOMPARE(deviceBytes(weights, {}), std::uint64_t{128 * 256 + 256}); // scales: one border
}

void TestDeviceWeights::everyPieceLiesInDeviceMemory()
{
    std::mt19937 random(63);
    const StoredMatrix a = randomMatrix(WeightFormat::Fp8Block128, 256, 256, random);
    const StoredMatrix b = randomMatrix(WeightFormat::Fp4Group32, 64, 96, random);
    const std::vector<float> v = randomFloats(33, random);
    Weights weights;
    weights.embed = a.view;
    weights.head = b.view;
    weights.finalHead.norm = {v.data(), 33};
    const auto ops = openDevice("emulated", {}, Numerics::Plain);
    const DeviceWeights device = uploadWeights(weights, {}, *ops);
    const auto inside = [&](const void* pointer, std::size_t bytes) {
        const auto* first = static_cast<const std::byte*>(pointer);
        return std::any_of(device.memory.begin(), device.memory.end(), [&](const DeviceBuffer& slab) {
            return first >= slab.data() && first + bytes <= slab.data() + slab.bytes();
        });
    };
    QVERIFY(inside(device.weights.embed.data, 256 * 256));
    QVERIFY(inside(device.weights.embed.scales, 4));
    QVERIFY(inside(device.weights.head.data, 64 * 48));
    QVERIFY(inside(device.weights.head.scales, 64 * 3));
    QVERIFY(inside(device.weights.finalHead.norm.data, 33 * 4));
    std::uint64_t total = 0;
    for (const DeviceBuffer& slab : device.memory)
        total += slab.bytes();
    QCOMPARE(total, deviceBytes(weights, {}));
}

void TestDeviceWeights::tablesOfExpertsAreChecked()
{
    const std::vector<std::int64_t> table{0, 1, 2, 8};
    ModelConfig config;
    config.vocabSize = 2;
    config.expertsPerToken = 2;
    config.experts = 9;
    Weights weights;
    weights.layers.emplace_back();
    weights.layers[0].moe.tokenExperts = reinterpret_cast<const std::byte*>(table.data());
    const auto ops = openDevice("emulated", {}, Numerics::Plain);
    uploadWeights(weights, config, *ops);
    config.experts = 8;
    QVERIFY_EXCEPTION_THROWN(uploadWeights(weights, config, *ops), EngineError);
}

void TestDeviceWeights::unlikeExpertsAreRefused()
{
    std::mt19937 random(64);
    const StoredMatrix a = randomMatrix(WeightFormat::Fp4Group32, 32, 64, random);
    const StoredMatrix b = randomMatrix(WeightFormat::Fp8Block128, 32, 64, random);
    const StoredMatrix down = randomMatrix(WeightFormat::Fp4Group32, 64, 32, random);
    MoeWeights moe;
    moe.experts = {{a.view, down.view, a.view}, {a.view, down.view, a.view}};
    QCOMPARE(cuda::expertMatrices(moe).size(), std::size_t{6});
    moe.experts[1].w1 = b.view;
    QVERIFY_EXCEPTION_THROWN(cuda::expertMatrices(moe), EngineError);
}

void TestDeviceWeights::whatKernelsCannotNameIsRefused()
{
    const std::vector<float> frequencies(200, 1.0f);
    cuda::toDevice(Rope{frequencies.data(), cuda::kMostPairs});
    QVERIFY_EXCEPTION_THROWN(cuda::toDevice(Rope{frequencies.data(), cuda::kMostPairs + 1}), EngineError);
    std::vector<std::byte*> blocks(300);
    const RowBlocks rows{blocks.data(), 64, 584};
    cuda::toDevice(rows, 64 * cuda::kMostRowBlocks);
    QVERIFY_EXCEPTION_THROWN(cuda::toDevice(rows, 64 * cuda::kMostRowBlocks + 1), EngineError);
}

void TestDeviceWeights::devicesHaveNames()
{
    QVERIFY(!DeviceChoice::parse("cpu").isGpu());
    QVERIFY(!DeviceChoice::parse("auto").isGpu());
    QCOMPARE(DeviceChoice::parse("cuda").gpu, 0);
    QCOMPARE(DeviceChoice::parse("cuda:3").gpu, 3);
    QCOMPARE(DeviceChoice::parse("cuda:3").name(), std::string("cuda:3"));
    for (const char* wrong : {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1x", "cuda:99999999999"})
        QVERIFY_EXCEPTION_THROWN(DeviceChoice::parse(wrong), EngineError);
    QCOMPARE(listDevices().front().name, std::string("cpu"));
}

void TestDeviceWeights::missingGpusAreExplained()
{
    const int missing = static_cast<int>(listCudaDevices().size());
    if (missing == 0)
        QVERIFY(!cudaProblem().empty());
    QVERIFY_EXCEPTION_THROWN(findDevice({missing + 100}), EngineError);
    QVERIFY_EXCEPTION_THROWN(makeCudaOps({}, Numerics::Plain, missing + 100), EngineError);
}

QTEST_APPLESS_MAIN(TestDeviceWeights)
#include "tst_device_weights.moc"
