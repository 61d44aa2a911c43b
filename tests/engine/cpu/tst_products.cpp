#include "SimdLevels.h"
#include "StoredMatrix.h"
#include "engine/cpu/CpuOps.h"
#include "engine/kv/NumberFormats.h"

#include <QTest>

#include <cmath>

using namespace quire;

Q_DECLARE_METATYPE(quire::SimdLevel)
Q_DECLARE_METATYPE(quire::WeightFormat)

namespace {

constexpr WeightFormat allFormats[] = {WeightFormat::F32, WeightFormat::Bf16, WeightFormat::Fp8Block128,
                                       WeightFormat::Fp4Group32};
constexpr const char* formatNames[] = {"F32", "BF16", "FP8", "FP4"};

std::unique_ptr<Ops> device(SimdLevel level, Numerics numerics, int threads = 1)
{
    CpuOptions options;
    options.numerics = numerics;
    options.threads = threads;
    options.bf16Width = 0; // however small the models here
    options.simd = level;
    return makeCpuOps(ModelConfig{}, options);
}

/// Largest error of y = x Wᵀ relative to what rounding could explain: the product of magnitudes.
double worstError(const StoredMatrix& w, const Matrix& view, int firstRow, int firstCol,
                  const std::vector<float>& x, int count, const std::vector<float>& y, bool rounded)
{
    double worst = 0;
    for (int t = 0; t < count; ++t) {
        for (int r = 0; r < view.rows; ++r) {
            double sum = 0;
            double magnitude = 1e-30;
            for (int k = 0; k < view.cols; ++k) {
                const float in = x[static_cast<std::size_t>(t * view.cols + k)];
                const double term =
                    w.at(firstRow + r, firstCol + k) * static_cast<double>(rounded ? roundBf16(in) : in);
                sum += term;
                magnitude += std::fabs(term);
            }
            const double got = static_cast<double>(y[static_cast<std::size_t>(t * view.rows + r)]);
            worst = std::max(worst, std::isfinite(got) ? std::fabs(got - sum) / magnitude : INFINITY);
        }
    }
    return worst;
}

void addLevelsAndFormats()
{
    QTest::addColumn<SimdLevel>("level");
    QTest::addColumn<WeightFormat>("format");
    for (const SimdLevel level : test::allLevels) {
        if (!supports(level))
            continue;
        for (const WeightFormat format : allFormats)
            QTest::addRow("%s %s", name(level).data(), formatNames[static_cast<int>(format)])
                << level << format;
    }
}

} // namespace

class TestProducts : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithDoubles_data() { addLevelsAndFormats(); }
    void agreesWithDoubles();
    void slicesAgreeWithDoubles_data() { addLevelsAndFormats(); }
    void slicesAgreeWithDoubles();
    void sameBitsForAnyCountAndThreads_data() { addLevelsAndFormats(); }
    void sameBitsForAnyCountAndThreads();
    void groupsMeetTheirOwnRows();
    void exactQuantisesInputsOfSmallFormatsOnly();
    void fp8NanSurvives();
};

void TestProducts::agreesWithDoubles()
{
    QFETCH(SimdLevel, level);
    QFETCH(WeightFormat, format);
    std::mt19937 random(1);
    const int shapes[][3] = {{1, 32, 1},    {7, 96, 3},    {130, 128, 2},
                             {129, 160, 5}, {64, 576, 13}, {33, 1056, 1}};
    for (const auto& [rows, cols, count] : shapes) {
        // Only FP4 needs whole groups: the others get a ragged width too.
        const int width = format == WeightFormat::Fp4Group32 ? cols : cols + (rows % 2 == 0 ? 16 : 9);
        const StoredMatrix w = randomMatrix(format, rows, width, random);
        const std::vector<float> x = randomFloats(static_cast<std::size_t>(count * width), random);
        std::vector<float> y(static_cast<std::size_t>(count * rows));
        for (const Numerics numerics : {Numerics::Fast, Numerics::Plain}) {
            const bool fast = numerics == Numerics::Fast;
            device(level, numerics)->linear(x.data(), count, w.view, y.data());
            // VDPBF16PS may round F32 weights, which no checkpoint feeds it, to bf16.
            const double allowed = fast && format == WeightFormat::F32 ? 4e-3 : 2e-6;
            const double error = worstError(w, w.view, 0, 0, x, count, y, fast);
            QVERIFY2(error < allowed,
                     qPrintable(QString("%1x%2, %3 rows in: %4").arg(rows).arg(width).arg(count).arg(error)));
        }
    }
}

void TestProducts::slicesAgreeWithDoubles()
{
    QFETCH(SimdLevel, level);
    QFETCH(WeightFormat, format);
    std::mt19937 random(2);
    const StoredMatrix w = randomMatrix(format, 300, 384, random);
    const int slices[][4] = {{0, 300, 128, 256}, {100, 150, 96, 192}, {127, 2, 32, 352}, {250, 50, 320, 64}};
    for (const auto& [firstRow, rows, firstCol, cols] : slices) {
        const Matrix view = w.view.rowSlice(firstRow, rows).colSlice(firstCol, cols);
        for (const int count : {1, 4}) {
            const std::vector<float> x = randomFloats(static_cast<std::size_t>(count * cols), random);
            std::vector<float> y(static_cast<std::size_t>(count * rows));
            device(level, Numerics::Plain)->linear(x.data(), count, view, y.data());
            QVERIFY(worstError(w, view, firstRow, firstCol, x, count, y, false) < 2e-6);
            device(level, Numerics::Fast)->linear(x.data(), count, view, y.data());
            QVERIFY(worstError(w, view, firstRow, firstCol, x, count, y, true) <
                    (format == WeightFormat::F32 ? 4e-3 : 2e-6));
        }
    }
}

void TestProducts::sameBitsForAnyCountAndThreads()
{
    QFETCH(SimdLevel, level);
    QFETCH(WeightFormat, format);
    std::mt19937 random(3);
    constexpr int rows = 270;
    constexpr int cols = 416;
    constexpr int count = 131;
    const StoredMatrix w = randomMatrix(format, rows, cols, random);
    const std::vector<float> x = randomFloats(count * cols, random);
    for (const Numerics numerics : {Numerics::Fast, Numerics::Exact}) {
        std::vector<float> whole(count * rows);
        device(level, numerics, 2)->linear(x.data(), count, w.view, whole.data());
        const auto one = device(level, numerics, 1);
        for (const int piece : {1, 2, 3, 7, 64}) {
            std::vector<float> pieces(count * rows);
            for (int t = 0; t < count; t += piece)
                one->linear(x.data() + t * cols, std::min(piece, count - t), w.view,
                            pieces.data() + t * rows);
            QVERIFY2(pieces == whole, qPrintable(QString("pieces of %1").arg(piece)));
        }
    }
}

void TestProducts::groupsMeetTheirOwnRows()
{
    std::mt19937 random(4);
    constexpr int groups = 3;
    constexpr int out = 40;
    constexpr int in = 192;
    const StoredMatrix w = randomMatrix(WeightFormat::Fp8Block128, groups * out, in, random);
    for (const int count : {1, 5}) {
        const std::vector<float> x = randomFloats(static_cast<std::size_t>(count * groups * in), random);
        for (const Numerics numerics : {Numerics::Fast, Numerics::Exact}) {
            std::vector<float> y(static_cast<std::size_t>(count * groups * out));
            device(SimdLevel::Auto, numerics)->groupedLinear(x.data(), count, groups, w.view, y.data());
            for (int t = 0; t < count; ++t) {
                for (int g = 0; g < groups; ++g) {
                    const auto* from = x.data() + (t * groups + g) * in;
                    const auto* to = y.data() + (t * groups + g) * out;
                    QVERIFY(worstError(w, w.view.rowSlice(g * out, out), g * out, 0, {from, from + in}, 1,
                                       {to, to + out}, numerics == Numerics::Fast) < 2e-6);
                }
            }
        }
    }
}

void TestProducts::exactQuantisesInputsOfSmallFormatsOnly()
{
    std::mt19937 random(5);
    const std::vector<float> x = randomFloats(256, random);
    std::vector<float> plain(64);
    std::vector<float> exact(64);
    for (const WeightFormat format : allFormats) {
        const StoredMatrix w = randomMatrix(format, 64, 256, random);
        device(SimdLevel::Auto, Numerics::Plain)->linear(x.data(), 1, w.view, plain.data());
        device(SimdLevel::Auto, Numerics::Exact)->linear(x.data(), 1, w.view, exact.data());
        QCOMPARE(plain == exact, format == WeightFormat::F32 || format == WeightFormat::Bf16);
        device(SimdLevel::Auto, Numerics::Exact)->groupedLinear(x.data(), 1, 1, w.view, exact.data());
        QVERIFY(plain == exact);
    }
}

void TestProducts::fp8NanSurvives()
{
    std::mt19937 random(6);
    StoredMatrix w = randomMatrix(WeightFormat::Fp8Block128, 8, 256, random);
    w.data[3 * 256 + 77] = std::byte{0x7f};
    const std::vector<float> x(512, 1.0f);
    for (const SimdLevel level : test::allLevels) {
        if (!supports(level))
            continue;
        for (const Numerics numerics : {Numerics::Fast, Numerics::Plain}) {
            for (const int count : {1, 2}) {
                std::vector<float> y(16);
                device(level, numerics)->linear(x.data(), count, w.view, y.data());
                QVERIFY(std::isnan(y[3]));
                QVERIFY(std::isfinite(y[4]));
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestProducts)
#include "tst_products.moc"
