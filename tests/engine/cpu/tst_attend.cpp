#include "SimdLevels.h"
#include "StoredMatrix.h"
#include "engine/cpu/CpuOps.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace quire;

Q_DECLARE_METATYPE(quire::SimdLevel)

namespace {

struct Shape
{
    int heads, dim, ropeDim, window, ratio, picks;
};

constexpr int tokenCount = 77;
constexpr int rowsPerBlock = 5;

/// Rows of a made-up layer at every position, and queries for them.
struct Scene
{
    Shape shape;
    RowFormat format;
    std::vector<std::byte> ring, compressed;
    std::vector<std::byte*> blocks;
    std::vector<float> sink, queries, frequencies;
    std::vector<std::int32_t> picks;
    AttentionRows rows;

    Scene(const Shape& s, bool packed, std::mt19937& random) : shape(s)
    {
        format = RowFormat::attention(s.dim, s.ropeDim, packed);
        sink = randomFloats(static_cast<std::size_t>(s.heads), random);
        queries = randomFloats(static_cast<std::size_t>(tokenCount * s.heads * s.dim), random, 2.0f);
        for (int i = 0; i < s.ropeDim / 2; ++i)
            frequencies.push_back(
                std::pow(10000.0f, -2.0f * static_cast<float>(i) / static_cast<float>(s.ropeDim)));
        const int compressedRows = s.ratio > 0 ? tokenCount / s.ratio : 0;
        fill(ring, tokenCount, random);
        fill(compressed, (compressedRows + rowsPerBlock) / rowsPerBlock * rowsPerBlock, random);
        for (int b = 0; b * rowsPerBlock <= compressedRows; ++b)
            blocks.push_back(compressed.data() + static_cast<std::size_t>(b * rowsPerBlock) * format.bytes());
        rows = {format,
                {ring.data(), tokenCount, format.bytes()},
                s.window,
                {blocks.data(), rowsPerBlock, format.bytes()},
                s.ratio};
        if (s.picks > 0)
            pick(random);
    }

    Rope rope() const { return {frequencies.data(), shape.ropeDim / 2}; }

    void attend(Ops& ops, int start, int count, float* out) const
    {
        AttentionRows some = rows;
        if (rows.picks)
            some.picks = rows.picks + start * rows.maxPicks;
        const std::size_t at = static_cast<std::size_t>(start * shape.heads * shape.dim);
        ops.attend(queries.data() + at, {start, count}, shape.heads, some, {sink.data(), shape.heads}, rope(),
                   out + at);
    }

private:
    void fill(std::vector<std::byte>& bytes, int count, std::mt19937& random) const
    {
        bytes.resize(static_cast<std::size_t>(count) * format.bytes());
        for (int i = 0; i < count; ++i)
            encodeRow(format, randomFloats(static_cast<std::size_t>(format.dim), random).data(),
                      bytes.data() + static_cast<std::size_t>(i) * format.bytes());
    }

    void pick(std::mt19937& random)
    {
        picks.assign(static_cast<std::size_t>(tokenCount * shape.picks), -1);
        for (int t = 0; t < tokenCount; ++t) {
            int found = 0;
            for (int j = 0; j < (t + 1) / shape.ratio && found < shape.picks; ++j) {
                if (random() % 3 != 0)
                    picks[static_cast<std::size_t>(t * shape.picks + found++)] = j;
            }
        }
        rows.picks = picks.data();
        rows.maxPicks = shape.picks;
    }
};

std::vector<std::vector<float>> rowsSeen(const Scene& s, int t)
{
    std::vector<std::vector<float>> seen;
    const auto take = [&](const std::byte* row) {
        seen.emplace_back(static_cast<std::size_t>(s.shape.dim));
        decodeRow(s.format, row, seen.back().data());
    };
    for (int p = std::max(0, t - s.shape.window + 1); p <= t; ++p)
        take(s.rows.window.slot(p));
    if (s.shape.ratio == 0)
        return seen;
    for (int j = 0; j < (t + 1) / s.shape.ratio; ++j) {
        const auto* first = s.picks.data() + t * s.shape.picks;
        if (s.shape.picks == 0 || std::find(first, first + s.shape.picks, j) != first + s.shape.picks)
            take(s.rows.compressed.row(j));
    }
    return seen;
}

/// The formula, in doubles, for one token and head.
std::vector<double> reference(const Scene& s, int t, int head)
{
    const int dim = s.shape.dim;
    const float* q = s.queries.data() + (t * s.shape.heads + head) * dim;
    std::vector<double> out(static_cast<std::size_t>(dim));
    double total = std::exp(static_cast<double>(s.sink[static_cast<std::size_t>(head)]));
    for (const std::vector<float>& row : rowsSeen(s, t)) {
        double score = 0;
        for (int c = 0; c < dim; ++c)
            score += static_cast<double>(q[c]) * static_cast<double>(row[static_cast<std::size_t>(c)]);
        const double weight = std::exp(score / std::sqrt(static_cast<double>(dim)));
        total += weight;
        for (std::size_t c = 0; c < out.size(); ++c)
            out[c] += weight * static_cast<double>(row[c]);
    }
    for (double& x : out)
        x /= total;
    for (int i = 0; i < s.shape.ropeDim / 2; ++i) {
        const double angle =
            static_cast<double>(static_cast<float>(t) * s.frequencies[static_cast<std::size_t>(i)]);
        double& even = out[static_cast<std::size_t>(dim - s.shape.ropeDim + 2 * i)];
        double& odd = (&even)[1];
        const double turned = even * std::cos(angle) + odd * std::sin(angle);
        odd = odd * std::cos(angle) - even * std::sin(angle);
        even = turned;
    }
    return out;
}

std::unique_ptr<Ops> device(SimdLevel level, Numerics numerics, int threads = 1)
{
    CpuOptions options;
    options.numerics = numerics;
    options.threads = threads;
    options.bf16Width = 0; // however small the models here
    options.simd = level;
    return makeCpuOps(ModelConfig{}, options);
}

void addLevelsAndShapes()
{
    QTest::addColumn<SimdLevel>("level");
    QTest::addColumn<int>("shape");
    for (const SimdLevel level : test::allLevels) {
        for (int shape = 0; supports(level) && shape < 6; ++shape)
            QTest::addRow("%s, shape %d", name(level).data(), shape) << level << shape;
    }
}

constexpr Shape shapes[] = {{8, 96, 32, 16, 4, 6}, {4, 144, 16, 128, 8, 0}, {5, 512, 64, 20, 4, 12},
                            {13, 80, 16, 3, 0, 0}, {1, 40, 8, 70, 1, 0},    {3, 87, 14, 9, 2, 0}};

} // namespace

class TestAttend : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithDoubles_data() { addLevelsAndShapes(); }
    void agreesWithDoubles();
    void sameBitsForAnyChunkAndThreads_data() { addLevelsAndShapes(); }
    void sameBitsForAnyChunkAndThreads();
    void hugeScoresStayFinite();
};

void TestAttend::agreesWithDoubles()
{
    QFETCH(SimdLevel, level);
    QFETCH(int, shape);
    std::mt19937 random(7);
    for (const Numerics numerics : {Numerics::Fast, Numerics::Plain, Numerics::Cache}) {
        const Scene scene(shapes[shape], packsRows(numerics), random);
        std::vector<float> out(scene.queries.size());
        scene.attend(*device(level, numerics), 0, tokenCount, out.data());
        double worst = 0;
        for (const int t : {0, 1, 15, 16, 40, tokenCount - 1}) {
            for (int h = 0; h < scene.shape.heads; ++h) {
                const std::vector<double> expected = reference(scene, t, h);
                for (std::size_t c = 0; c < expected.size(); ++c) {
                    const std::size_t at =
                        static_cast<std::size_t>((t * scene.shape.heads + h) * scene.shape.dim) + c;
                    worst = std::max(worst, std::fabs(static_cast<double>(out[at]) - expected[c]));
                }
            }
        }
        QVERIFY2(worst < (numerics == Numerics::Fast ? 0.05 : 1e-5), qPrintable(QString::number(worst)));
    }
}

void TestAttend::sameBitsForAnyChunkAndThreads()
{
    QFETCH(SimdLevel, level);
    QFETCH(int, shape);
    std::mt19937 random(8);
    for (const Numerics numerics : {Numerics::Fast, Numerics::Exact}) {
        const Scene scene(shapes[shape], packsRows(numerics), random);
        std::vector<float> whole(scene.queries.size());
        scene.attend(*device(level, numerics, 2), 0, tokenCount, whole.data());
        for (const int threads : {1, 2, 3}) {
            const auto ops = device(level, numerics, threads);
            for (const int piece : {1, 5}) {
                std::vector<float> pieces(scene.queries.size());
                for (int t = 0; t < tokenCount; t += piece)
                    scene.attend(*ops, t, std::min(piece, tokenCount - t), pieces.data());
                QVERIFY(pieces == whole);
            }
        }
    }
}

void TestAttend::hugeScoresStayFinite()
{
    std::mt19937 random(9);
    for (const SimdLevel level : test::allLevels) {
        if (!supports(level))
            continue;
        Scene scene(shapes[0], true, random);
        for (float& x : scene.queries)
            x *= 1e6f;
        std::vector<float> out(scene.queries.size());
        scene.attend(*device(level, Numerics::Fast), 0, tokenCount, out.data());
        QVERIFY(std::all_of(out.begin(), out.end(),
                            [](float x) { return std::isfinite(x) && std::fabs(x) < 10; }));
    }
}

QTEST_APPLESS_MAIN(TestAttend)
#include "tst_attend.moc"
