#include "engine/Engine.h"
#include "engine/EngineRank.h"
#include "engine/session/Sampler.h"
#include "tests/engine/forward/GoldenData.h"
#include "tests/support/ArithmeticTrial.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

using namespace quire;
using quire::test::GoldenData;
using quire::test::GoldenVariant;

namespace {

/// Most that correct float32 engines may differ, and most with quantised values in the way.
constexpr double plainTolerance = 1e-3;
constexpr double quantisedTolerance = 2e-3;

double worstDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    if (a.size() != b.size())
        return INFINITY;
    double worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        worst = std::max(worst, std::abs(static_cast<double>(a[i]) - b[i]));
    return worst;
}

/// The variant of that name; the data rows name what goldenVariants() found.
GoldenData goldenOf(const QString& name)
{
    for (const GoldenVariant& variant : test::goldenVariants())
        if (variant.name == name.toStdString())
            return GoldenData(variant);
    throw std::runtime_error("no such variant");
}

std::shared_ptr<Engine> openGolden(const GoldenData& golden, const std::string& mode)
{
    EngineOptions options;
    options.numerics = parseNumerics(mode);
    options.chunk = 1024;
    options.threads = 1; // small steps: handing work around costs more than doing it
    return Engine::open(golden.model(), options);
}

/// Remembers what every token was routed to and which rows were picked, and the last token's streams.
class Recorder : public ForwardObserver
{
public:
    Recorder(const ModelConfig& config, int tokens) : m_config(config), m_tokens(tokens) {}

    void routed(int layer, TokenRange tokens, const std::int32_t* chosen) override
    {
        keep(experts[layer], tokens, chosen, m_config.expertsPerToken);
    }
    void picked(int layer, TokenRange tokens, const std::int32_t* chosen) override
    {
        keep(picks[layer], tokens, chosen, m_config.indexTopK);
    }
    void leftLayer(int layer, TokenRange tokens, const float* h) override
    {
        const int width = m_config.streams * m_config.hiddenSize;
        const float* last = h + static_cast<std::ptrdiff_t>(tokens.count - 1) * width;
        streams[layer].assign(last, last + width);
    }

    std::map<int, std::vector<std::int64_t>> experts, picks;
    std::map<int, std::vector<float>> streams;

private:
    void keep(std::vector<std::int64_t>& to, TokenRange tokens, const std::int32_t* from, int width) const
    {
        const int n = std::min(tokens.count, m_tokens - static_cast<int>(tokens.start));
        if (n > 0)
            to.insert(to.end(), from, from + static_cast<std::ptrdiff_t>(n) * width);
    }

    const ModelConfig& m_config;
    int m_tokens;
};

/// Every row of `width` sorted: the same choice in any order.
std::vector<std::int64_t> sortedRows(std::vector<std::int64_t> values, std::size_t width)
{
    for (std::size_t at = 0; at + width <= values.size(); at += width)
        std::sort(values.begin() + static_cast<std::ptrdiff_t>(at),
                  values.begin() + static_cast<std::ptrdiff_t>(at + width));
    return values;
}

std::vector<float> readRows(KvCache& cache, Ops& ops, const RowLog& log, std::int64_t count)
{
    Q_UNUSED(cache);
    const auto dim = static_cast<std::size_t>(log.format().dim);
    std::vector<float> values(static_cast<std::size_t>(count) * dim);
    for (std::int64_t j = 0; j < count; ++j)
        log.read(ops, j, values.data() + static_cast<std::size_t>(j) * dim);
    return values;
}

} // namespace

class GoldenTest : public QObject
{
    Q_OBJECT

private slots:
    void logitsAgree_data() { variantsAndModes(); }
    void logitsAgree();
    void greedyTokensAgree_data() { variantsAndModes(); }
    void greedyTokensAgree();
    void choicesAndStreamsAgree_data() { variantsAndModes(); }
    void choicesAndStreamsAgree();
    void stateAgrees_data() { variantsAndModes(); }
    void stateAgrees();
    void mtpAgrees_data() { variantsAndModes(); }
    void mtpAgrees();
    void everyLayerAgrees_data() { variantsAndModes(); }
    void everyLayerAgrees();
    void fastIsCloseToCache_data() { onlyVariants(); }
    void fastIsCloseToCache();

private:
    static void variantsAndModes();
    static void onlyVariants();
};

void GoldenTest::variantsAndModes()
{
    QTest::addColumn<QString>("variant");
    QTest::addColumn<QString>("mode");
    for (const GoldenVariant& variant : test::goldenVariants())
        for (const char* mode : {"plain", "cache", "exact"})
            QTest::addRow("%s %s", variant.name.c_str(), mode)
                << QString::fromStdString(variant.name) << QString(mode);
}

void GoldenTest::onlyVariants()
{
    QTest::addColumn<QString>("variant");
    for (const GoldenVariant& variant : test::goldenVariants())
        QTest::addRow("%s", variant.name.c_str()) << QString::fromStdString(variant.name);
}

#define FETCH_CASE                                                                                           \
    QFETCH(QString, variant);                                                                                \
    QFETCH(QString, mode);                                                                                   \
    const GoldenData golden = goldenOf(variant);                                                             \
    const std::string m = mode.toStdString();                                                                \
    const double tolerance = m == "plain" ? plainTolerance : quantisedTolerance;                             \
    const std::shared_ptr<Engine> engine = openGolden(golden, m)

void GoldenTest::logitsAgree()
{
    FETCH_CASE;
    double worst = 0;
    for (const int n : golden.lengths()) {
        if (n > golden.stablePrefix(m))
            continue;
        const std::vector<float> expected = golden.file().floats(m + ".prefill." + std::to_string(n));
        for (const int chunk : {1024, 128, 64, 7, 1}) {
            Session session = engine->newSession();
            PrefillOptions options;
            options.chunk = chunk;
            session.prefill(golden.ids(static_cast<std::size_t>(n)), options);
            const double difference = worstDifference(session.logits(), expected);
            QVERIFY2(difference <= tolerance,
                     qPrintable(QString("length %1, chunk %2: %3").arg(n).arg(chunk).arg(difference)));
            worst = std::max(worst, difference);
        }
    }
    qInfo("worst logit difference %.2g (allowed %.0e)", worst, tolerance);
}

void GoldenTest::greedyTokensAgree()
{
    FETCH_CASE;
    for (const int n : golden.lengths()) {
        const int steps = golden.stableSteps(m, n);
        if (steps == 0)
            continue;
        const std::string name = m + ".decode." + std::to_string(n);
        const std::vector<std::int64_t> ids = golden.file().integers(name + ".ids");
        const std::vector<float> logits = golden.file().floats(name + ".logits");
        const auto vocab = static_cast<std::size_t>(engine->config().vocabSize);
        Session session = engine->newSession();
        session.prefill(golden.ids(static_cast<std::size_t>(n)));
        for (std::size_t k = 0; k < static_cast<std::size_t>(steps); ++k) {
            const std::int32_t token = argmax(session.logits());
            QCOMPARE(static_cast<std::int64_t>(token), ids[k]);
            session.prefill({&token, 1});
            const std::vector<float> expected(logits.begin() + static_cast<std::ptrdiff_t>(k * vocab),
                                              logits.begin() + static_cast<std::ptrdiff_t>((k + 1) * vocab));
            const double difference = worstDifference(session.logits(), expected);
            QVERIFY2(difference <= tolerance,
                     qPrintable(QString("prompt %1, step %2: %3").arg(n).arg(k).arg(difference)));
        }
    }
}

void GoldenTest::choicesAndStreamsAgree()
{
    FETCH_CASE;
    const int n = golden.traceLength(m);
    const ModelConfig& config = engine->config();
    Recorder recorder(config, n);
    Session session = engine->newSession();
    KvCache& cache = session.cache();
    Transformer& transformer = *engine->rank(0).transformer;
    const std::vector<std::int32_t> ids = golden.ids(static_cast<std::size_t>(n));
    cache.reserve(n);
    transformer.forward(ids, cache, &recorder);
    for (int i = 0; i < config.layers; ++i) {
        const std::string layer = std::to_string(i);
        const auto perToken = static_cast<std::size_t>(config.expertsPerToken);
        QCOMPARE(sortedRows(recorder.experts[i], perToken),
                 sortedRows(golden.file().integers(m + ".experts." + layer), perToken));
        if (golden.file().has(m + ".index." + layer))
            QCOMPARE(recorder.picks[i], [&] {
                // The reference pads after the picks, and so do we: both are ascending.
                return golden.file().integers(m + ".index." + layer);
            }());
    }
    const std::vector<float> expected = golden.file().floats(m + ".streams." + std::to_string(n));
    const std::size_t width = expected.size() / static_cast<std::size_t>(config.layers + 1);
    for (int i = 0; i < config.layers; ++i) {
        const auto first = expected.begin() + static_cast<std::ptrdiff_t>(width) * (i + 1);
        const double difference =
            worstDifference(recorder.streams[i], {first, first + static_cast<std::ptrdiff_t>(width)});
        QVERIFY2(difference <= tolerance, qPrintable(QString("layer %1: %2").arg(i).arg(difference)));
    }
}

void GoldenTest::stateAgrees()
{
    FETCH_CASE;
    const int n = golden.stateLength(m);
    Session session = engine->newSession();
    session.prefill(golden.ids(static_cast<std::size_t>(n)));
    KvCache& cache = session.cache();
    Ops& ops = *engine->rank(0).ops;
    const KvSnapshot snapshot = cache.snapshot();
    const std::string stem = m + ".state." + std::to_string(n) + ".";
    int compared = 0;
    const auto compare = [&](const std::string& name, const std::vector<float>& ours) {
        if (!golden.file().has(stem + name))
            return;
        const double difference = worstDifference(ours, golden.file().floats(stem + name));
        QVERIFY2(difference <= tolerance,
                 qPrintable(QString::fromStdString(name + ": ") + QString::number(difference)));
        ++compared;
    };
    for (int i = 0; i < engine->config().layers; ++i) {
        const std::string layer = std::to_string(i) + ".";
        const LayerCache& own = cache.layer(i);
        const LayerSnapshot& saved = snapshot.layers[static_cast<std::size_t>(i)];
        std::vector<float> window;
        for (std::size_t at = 0; at < saved.window.size(); at += own.windowFormat.bytes()) {
            std::vector<float> row(static_cast<std::size_t>(own.windowFormat.dim));
            decodeRow(own.windowFormat, saved.window.data() + at, row.data());
            window.insert(window.end(), row.begin(), row.end());
        }
        compare(layer + "window", window);
        const auto part = [&](const std::string& name, const std::optional<CompressorCache>& kept,
                              const FrontierSnapshot& frontier) {
            if (!kept)
                return;
            compare(layer + name + ".partial_kv", frontier.partialKv);
            compare(layer + name + ".partial_score", frontier.partialScore);
            // Only overlapping windows look back; elsewhere the reference holds zeros it never reads.
            const bool overlap = engine->config().kind(i) == AttentionKind::Csa;
            const std::size_t unread = golden.file().has(stem + layer + name + ".prev_kv")
                                           ? golden.file().floats(stem + layer + name + ".prev_kv").size()
                                           : 0;
            compare(layer + name + ".prev_kv", overlap ? frontier.prevKv : std::vector<float>(unread));
            compare(layer + name + ".prev_score", frontier.prevScore);
            compare(layer + name + ".rows", readRows(cache, ops, kept->rows, n / own.ratio));
        };
        part("compressor", own.compressor, saved.compressor);
        part("indexer", own.indexer, saved.indexer);
    }
    QCOMPARE(compared, static_cast<int>(golden.file().names(stem).size()));
}

void GoldenTest::mtpAgrees()
{
    FETCH_CASE;
    for (const std::string& name : golden.file().names(m + ".mtp.")) {
        const auto n = static_cast<std::size_t>(std::stoi(name.substr(name.rfind('.') + 1)));
        for (const int chunk : {1024, 7, 1}) {
            const std::vector<std::int32_t> ids = golden.ids(n);
            Session session = engine->newSession();
            PrefillOptions options;
            options.chunk = chunk;
            session.prefill(std::span(ids).first(n - 1), options);
            std::vector<float> logits(static_cast<std::size_t>(engine->config().vocabSize));
            engine->rank(0).transformer->draft(ids.back(), session.cache(), logits.data());
            const double difference = worstDifference(logits, golden.file().floats(name));
            QVERIFY2(difference <= tolerance,
                     qPrintable(QString::fromStdString(name + ": ") + QString::number(difference)));
        }
    }
}

void GoldenTest::everyLayerAgrees()
{
    FETCH_CASE;
    if (!golden.file().has(m + ".layer_io"))
        QSKIP("plain mode is compared whole");
    const std::vector<float> io = golden.file().floats(m + ".layer_io");
    const std::vector<std::int64_t> shape = golden.file().shape(m + ".layer_io");
    const auto n = static_cast<int>(shape[1]);
    const auto step = static_cast<std::ptrdiff_t>(shape[1] * shape[2] * shape[3]);
    const std::vector<std::int32_t> ids = golden.ids(static_cast<std::size_t>(n));
    Session session = engine->newSession();
    Transformer& transformer = *engine->rank(0).transformer;
    session.cache().reserve(n);
    double worst = 0;
    for (int i = 0; i < engine->config().layers; ++i) {
        std::vector<float> h(io.begin() + step * i, io.begin() + step * (i + 1));
        Ops& ops = *engine->rank(0).ops;
        float* streams = transformer.workspace().streams.floats();
        ops.upload(reinterpret_cast<std::byte*>(streams), reinterpret_cast<const std::byte*>(h.data()),
                   h.size() * sizeof(float));
        transformer.layer(i).forward(ops, {0, n}, ids, session.cache().layer(i), streams,
                                     transformer.workspace(), nullptr);
        ops.download(reinterpret_cast<std::byte*>(h.data()), reinterpret_cast<const std::byte*>(streams),
                     h.size() * sizeof(float));
        const double difference =
            worstDifference(h, {io.begin() + step * (i + 1), io.begin() + step * (i + 2)});
        QVERIFY2(difference <= tolerance, qPrintable(QString("layer %1: %2").arg(i).arg(difference)));
        worst = std::max(worst, difference);
    }
    qInfo("worst difference of a layer's output %.2g (allowed %.0e)", worst, tolerance);
}

/// Mean KL of the next-token distributions over the stable prefix, and the greedy tokens.
void GoldenTest::fastIsCloseToCache()
{
    QFETCH(QString, variant);
    const GoldenData golden = goldenOf(variant);
    const auto n = static_cast<std::size_t>(golden.stablePrefix("cache"));
    const std::vector<std::int32_t> ids = golden.ids(n);
    const std::shared_ptr<Engine> fast = openGolden(golden, "fast");
    const std::shared_ptr<Engine> cache = openGolden(golden, "cache");
    const std::vector<float> p = cache->newSession().prefillAllLogits(ids);
    const std::vector<float> q = fast->newSession().prefillAllLogits(ids);
    const test::Divergence divergence = test::divergence(p, q, fast->config().vocabSize);
    qInfo("%zu tokens: mean KL %.2g, largest logit difference %.2g", n, divergence.mean,
          worstDifference(p, q));
    QCOMPARE(divergence.sameToken, n);
    QVERIFY2(divergence.mean <= 1e-3, qPrintable(QString::number(divergence.mean)));
}

QTEST_GUILESS_MAIN(GoldenTest)
#include "tst_golden.moc"
