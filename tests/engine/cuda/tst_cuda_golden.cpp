#include "TestDevices.h"
#include "engine/forward/Transformer.h"
#include "engine/model/Checkpoint.h"
#include "engine/session/Sampler.h"
#include "tests/engine/forward/GoldenData.h"

#include <QTest>

#include <algorithm>
#include <stdexcept>

using namespace quire;
using namespace quire::test;

namespace {

constexpr double plainTolerance = 1e-3;
constexpr double quantisedTolerance = 2e-3;
constexpr int kMaxChunk = 128;

GoldenData goldenOf(const QString& name)
{
    for (const GoldenVariant& variant : goldenVariants())
        if (variant.name == name.toStdString())
            return GoldenData(variant);
    throw std::runtime_error("no such variant");
}

/// Choices of every layer, copied from the device.
class Choices : public ForwardObserver
{
public:
    Choices(Ops& ops, const ModelConfig& config) : m_on(ops), m_config(config) {}

    void routed(int, TokenRange tokens, const std::int32_t* experts) override
    {
        keep(experts, tokens.count * m_config.expertsPerToken);
    }
    void picked(int, TokenRange tokens, const std::int32_t* picks) override
    {
        keep(picks, tokens.count * m_config.indexTopK);
    }

    std::vector<std::int32_t> all;

private:
    void keep(const std::int32_t* values, int count)
    {
        const std::vector<std::int32_t> host = m_on.read(values, static_cast<std::size_t>(count));
        all.insert(all.end(), host.begin(), host.end());
    }

    OnDevice m_on;
    const ModelConfig& m_config;
};

/// A golden model on a device, without the parts of the engine that need a session.
struct Model
{
    std::shared_ptr<const Checkpoint> checkpoint;
    std::unique_ptr<Ops> ops;
    DeviceWeights weights;
    std::unique_ptr<Transformer> transformer;

    Model(const GoldenData& golden, const std::string& device, const std::string& mode)
        : checkpoint(Checkpoint::open(golden.model())),
          ops(openDevice(device, checkpoint->config(), parseNumerics(mode))),
          weights(uploadWeights(checkpoint->weights(), checkpoint->config(), *ops)),
          transformer(std::make_unique<Transformer>(checkpoint->config(), weights.weights, *ops, kMaxChunk))
    {
    }

    KvCache newCache() const { return {checkpoint->config(), *ops, kMaxChunk}; }

    /// The last token's logits.
    std::vector<float> read(std::span<const std::int32_t> ids, int chunk, KvCache& cache) const
    {
        std::vector<float> logits(static_cast<std::size_t>(checkpoint->config().vocabSize));
        while (!ids.empty()) {
            const auto n = std::min(ids.size(), static_cast<std::size_t>(chunk));
            cache.reserve(static_cast<int>(n));
            const float* streams = transformer->forward(ids.first(n), cache);
            const std::size_t width = static_cast<std::size_t>(checkpoint->config().streams) *
                                      static_cast<std::size_t>(checkpoint->config().hiddenSize);
            if (n == ids.size())
                transformer->logits(weights.weights.finalHead, streams + (n - 1) * width, 1, logits.data());
            transformer->commit(ids.first(n), static_cast<int>(n), cache);
            ids = ids.subspan(n);
        }
        return logits;
    }
};

double difference(const std::vector<float>& a, const std::vector<float>& b)
{
    double most = a.size() == b.size() ? 0 : 1e30;
    for (std::size_t i = 0; i < b.size(); ++i)
        most = std::max(most, std::abs(static_cast<double>(a[i]) - b[i]));
    return most;
}

} // namespace

/// The golden data through the GPU kernels.
class TestCudaGolden : public QObject
{
    Q_OBJECT

private slots:
    void logitsAndTokensAgree_data() { cases(); }
    void logitsAndTokensAgree();
    void choicesAgree_data() { cases(); }
    void choicesAgree();
    void mtpAgrees_data() { cases(); }
    void mtpAgrees();

private:
    static void cases()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("variant");
        QTest::addColumn<QString>("mode");
        for (const std::string device : {"emulated", "cuda:0"})
            for (const GoldenVariant& variant : goldenVariants())
                for (const char* mode : {"plain", "cache", "exact"})
                    QTest::addRow("%s %s %s", device.c_str(), variant.name.c_str(), mode)
                        << QString::fromStdString(device) << QString::fromStdString(variant.name)
                        << QString(mode);
    }
};

#define FETCH_CASE                                                                                           \
    QFETCH(QString, device);                                                                                 \
    QFETCH(QString, variant);                                                                                \
    QFETCH(QString, mode);                                                                                   \
    if (!isHere(device.toStdString()))                                                                       \
        QSKIP("this machine has no such GPU");                                                               \
    const GoldenData golden = goldenOf(variant);                                                             \
    const std::string m = mode.toStdString();                                                                \
    [[maybe_unused]] const double tolerance = m == "plain" ? plainTolerance : quantisedTolerance;            \
    const Model model(golden, device.toStdString(), m)

void TestCudaGolden::logitsAndTokensAgree()
{
    FETCH_CASE;
    // The CPU is a slow GPU.
    const bool slow = device == "emulated";
    const int most = slow ? 40 : 1 << 20;
    double worstLogit = 0;
    for (const int n : golden.lengths()) {
        if (n > golden.stablePrefix(m) || n > most)
            continue;
        const auto ids = golden.ids(static_cast<std::size_t>(n));
        KvCache cache = model.newCache();
        std::vector<float> logits = model.read(ids, kMaxChunk, cache);
        const std::vector<float> expected = golden.file().floats(m + ".prefill." + std::to_string(n));
        worstLogit = std::max(worstLogit, difference(logits, expected));
        KvCache pieces = model.newCache();
        if (!slow || m == "cache") // chunking changes no bit
            QVERIFY(model.read(ids, 7, pieces) == logits);

        const std::string name = m + ".decode." + std::to_string(n);
        for (int k = 0; k < (slow ? std::min(2, golden.stableSteps(m, n)) : golden.stableSteps(m, n)); ++k) {
            const auto vocab = static_cast<std::ptrdiff_t>(logits.size());
            const std::int32_t token = argmax(logits);
            QCOMPARE(static_cast<std::int64_t>(token),
                     golden.file().integers(name + ".ids")[static_cast<std::size_t>(k)]);
            logits = model.read({&token, 1}, 1, cache);
            const std::vector<float> all = golden.file().floats(name + ".logits");
            worstLogit = std::max(
                worstLogit, difference(logits, {all.begin() + k * vocab, all.begin() + (k + 1) * vocab}));
        }
    }
    qInfo("worst logit difference %.2g (allowed %.0e)", worstLogit, tolerance);
    QVERIFY(worstLogit <= tolerance);
}

void TestCudaGolden::choicesAgree()
{
    FETCH_CASE;
    const int n = std::min(golden.traceLength(m), kMaxChunk);
    Choices choices(*model.ops, model.checkpoint->config());
    KvCache cache = model.newCache();
    cache.reserve(n);
    model.transformer->forward(golden.ids(static_cast<std::size_t>(n)), cache, &choices);
    std::vector<std::int64_t> expected;
    const ModelConfig& config = model.checkpoint->config();
    const auto append = [&](const std::string& name, int width) {
        const std::vector<std::int64_t> all = golden.file().integers(name);
        expected.insert(expected.end(), all.begin(), all.begin() + std::ptrdiff_t{n} * width);
    };
    for (int i = 0; i < config.layers; ++i) {
        if (golden.file().has(m + ".index." + std::to_string(i)))
            append(m + ".index." + std::to_string(i), config.indexTopK);
        append(m + ".experts." + std::to_string(i), config.expertsPerToken);
    }
    QCOMPARE(choices.all.size(), expected.size());
    // In any order within the layer and kind: experts are listed as they were found.
    std::vector<std::int64_t> got(choices.all.begin(), choices.all.end());
    std::size_t at = 0;
    const auto sortStretch = [&](std::vector<std::int64_t>& values, std::size_t width) {
        for (int t = 0; t < n; ++t)
            std::sort(values.begin() + static_cast<std::ptrdiff_t>(at + static_cast<std::size_t>(t) * width),
                      values.begin() +
                          static_cast<std::ptrdiff_t>(at + static_cast<std::size_t>(t + 1) * width));
    };
    for (int i = 0; i < config.layers; ++i) {
        const bool indexed = golden.file().has(m + ".index." + std::to_string(i));
        for (const int width : {indexed ? config.indexTopK : 0, config.expertsPerToken}) {
            sortStretch(got, static_cast<std::size_t>(width));
            sortStretch(expected, static_cast<std::size_t>(width));
            at += static_cast<std::size_t>(n) * static_cast<std::size_t>(width);
        }
    }
    QCOMPARE(got, expected);
}

void TestCudaGolden::mtpAgrees()
{
    FETCH_CASE;
    for (const std::string& name : golden.file().names(m + ".mtp.")) {
        const auto n = static_cast<std::size_t>(std::stoi(name.substr(name.rfind('.') + 1)));
        const std::vector<std::int32_t> ids = golden.ids(n);
        KvCache cache = model.newCache();
        model.read(std::span(ids).first(n - 1), 16, cache);
        std::vector<float> logits(static_cast<std::size_t>(model.checkpoint->config().vocabSize));
        model.transformer->draft(ids.back(), cache, logits.data());
        QVERIFY(difference(logits, golden.file().floats(name)) <= tolerance);
    }
}

QTEST_APPLESS_MAIN(TestCudaGolden)
#include "tst_cuda_golden.moc"
