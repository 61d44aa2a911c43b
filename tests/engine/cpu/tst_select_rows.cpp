#include "SimdLevels.h"
#include "StoredMatrix.h"
#include "engine/cpu/CpuOps.h"
#include "engine/cpu/TopK.h"
#include "engine/kv/NumberFormats.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace quire;

namespace {

std::vector<std::int32_t> bestBySorting(const std::vector<float>& scores, int k)
{
    std::vector<std::int32_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return scores[static_cast<std::size_t>(a)] > scores[static_cast<std::size_t>(b)];
    });
    order.resize(std::min(order.size(), static_cast<std::size_t>(k)));
    std::sort(order.begin(), order.end());
    return order;
}

std::vector<std::int32_t> bestByCollector(const std::vector<float>& scores, int k, int stretch)
{
    std::vector<cpu::RankedRow> memory(cpu::TopK::capacityFor(k));
    cpu::TopK collector(k, memory.data(), memory.size());
    const int n = static_cast<int>(scores.size());
    for (int at = 0; at < n; at += stretch)
        collector.offer(scores.data() + at, at, std::min(stretch, n - at));
    memory.resize(collector.finish());
    std::vector<std::int32_t> rows;
    for (const cpu::RankedRow ranked : memory)
        rows.push_back(cpu::rowOf(ranked));
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Keys and queries on the e2m1 grid (or not, for float32 rows), and the scores they have.
struct Scene
{
    int heads, dim, ratio, tokens;
    RowFormat format;
    std::vector<float> queries, weights;
    std::vector<std::byte> bytes;
    std::vector<std::vector<float>> keys;

    Scene(int h, int d, int r, int n, bool packed, std::mt19937& random)
        : heads(h), dim(d), ratio(r), tokens(n), format(RowFormat::index(d, packed))
    {
        const auto width = static_cast<std::size_t>(d);
        const auto onGrid = [&](std::byte* row) {
            const float size = std::ldexp(1.0f, static_cast<int>(random() % 5));
            encodeRow(RowFormat::index(d, true), randomFloats(width, random, size).data(), row);
        };
        std::vector<std::byte> row(RowFormat::index(d, true).bytes());
        std::vector<float> values(width);
        for (int i = 0; i < n * h; ++i) {
            onGrid(row.data());
            decodeRow(RowFormat::index(d, true), row.data(), values.data());
            queries.insert(queries.end(), values.begin(), values.end());
        }
        weights = randomFloats(static_cast<std::size_t>(n * h), random);
        for (int j = 0; j < n / r; ++j) {
            onGrid(row.data());
            decodeRow(RowFormat::index(d, true), row.data(), values.data());
            keys.push_back(values);
            bytes.resize(bytes.size() + format.bytes());
            encodeRow(format, values.data(), bytes.data() + bytes.size() - format.bytes());
        }
    }

    std::vector<float> scores(int t) const
    {
        std::vector<float> out;
        for (int j = 0; j < (t + 1) / ratio; ++j) {
            double score = 0;
            for (int h = 0; h < heads; ++h) {
                double dot = 0;
                for (int c = 0; c < dim; ++c)
                    dot +=
                        static_cast<double>(queries[static_cast<std::size_t>((t * heads + h) * dim + c)]) *
                        static_cast<double>(keys[static_cast<std::size_t>(j)][static_cast<std::size_t>(c)]);
                score += static_cast<double>(weights[static_cast<std::size_t>(t * heads + h)]) *
                         std::max(dot, 0.0);
            }
            out.push_back(static_cast<float>(score));
        }
        return out;
    }

    std::vector<std::int32_t> select(Ops& ops, int start, int count, int topK) const
    {
        std::byte* block = const_cast<std::byte*>(bytes.data());
        std::vector<std::int32_t> picks(static_cast<std::size_t>(count * topK), -7);
        ops.selectRows(queries.data() + start * heads * dim, weights.data() + start * heads, {start, count},
                       heads, ratio, format, {&block, 1 << 20, format.bytes()}, topK, picks.data());
        return picks;
    }
};

std::unique_ptr<Ops> device(SimdLevel level, Numerics numerics, int threads = 1)
{
    CpuOptions options;
    options.numerics = numerics;
    options.threads = threads;
    options.bf16Width = 0; // however small the models here
    options.simd = level;
    return makeCpuOps(ModelConfig{}, options);
}

} // namespace

class TestSelectRows : public QObject
{
    Q_OBJECT

private slots:
    void collectorEqualsSorting();
    void nanIsWorstAndZerosTie();
    void picksAreTheBestRows();
    void samePicksForAnyChunkAndThreads();
};

void TestSelectRows::collectorEqualsSorting()
{
    std::mt19937 random(10);
    for (int round = 0; round < 60; ++round) {
        const int k = 1 + static_cast<int>(random() % 600);
        std::vector<float> scores(1 + random() % 6000);
        const unsigned kinds = 1U << (random() % 20); // few kinds: many ties
        for (float& s : scores)
            s = static_cast<float>(static_cast<int>(random() % kinds)) - static_cast<float>(kinds / 2);
        if (round % 3 == 1)
            std::sort(scores.begin(), scores.end());
        QCOMPARE(bestByCollector(scores, k, 64), bestBySorting(scores, k));
        QCOMPARE(bestByCollector(scores, k, 7), bestBySorting(scores, k));
    }
}

void TestSelectRows::nanIsWorstAndZerosTie()
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(bestByCollector({nan, -1e30f, nan, -INFINITY}, 2, 4), (std::vector<std::int32_t>{1, 3}));
    QCOMPARE(bestByCollector({-0.0f, 0.0f, -0.0f}, 1, 3), (std::vector<std::int32_t>{0}));
    const std::vector<float> all(5000, nan);
    QCOMPARE(bestByCollector(all, 3, 64).size(), std::size_t{3});
    QCOMPARE(bestByCollector(std::vector<float>(5000, 0.0f), 3, 64), (std::vector<std::int32_t>{0, 1, 2}));
}

void TestSelectRows::picksAreTheBestRows()
{
    std::mt19937 random(11);
    for (const SimdLevel level : test::allLevels) {
        if (!supports(level))
            continue;
        for (const int dim : {32, 64, 128, 256}) {
            for (const Numerics numerics : {Numerics::Fast, Numerics::Plain}) {
                const Scene scene(7, dim, 2, 160, packsRows(numerics), random);
                const std::vector<std::int32_t> picks = scene.select(*device(level, numerics), 0, 160, 9);
                for (const int t : {0, 1, 2, 17, 100, 159}) {
                    std::vector<std::int32_t> expected = bestBySorting(scene.scores(t), 9);
                    expected.resize(9, -1);
                    const std::vector<std::int32_t> got(picks.begin() + t * 9, picks.begin() + t * 9 + 9);
                    QCOMPARE(got, expected);
                }
            }
        }
    }
}

void TestSelectRows::samePicksForAnyChunkAndThreads()
{
    std::mt19937 random(12);
    const Scene scene(9, 128, 1, 700, true, random);
    const std::vector<std::int32_t> whole =
        scene.select(*device(SimdLevel::Auto, Numerics::Fast), 0, 700, 50);
    const auto two = device(SimdLevel::Auto, Numerics::Fast, 2);
    QCOMPARE(scene.select(*two, 0, 700, 50), whole);
    for (int t = 0; t < 700; t += 100) {
        const std::vector<std::int32_t> part = scene.select(*two, t, 3, 50);
        QVERIFY(std::equal(part.begin(), part.end(), whole.begin() + t * 50));
    }
}

QTEST_APPLESS_MAIN(TestSelectRows)
#include "tst_select_rows.moc"
