#include "engine/session/ReadingRate.h"

#include <QFile>
#include <QTest>
#include <QTextStream>

#include <random>
#include <vector>

using namespace quire;

/// A reading whose tokens cost more the further back they look, on a machine that is busy now and then.
class tst_ReadingRate : public QObject
{
    Q_OBJECT

private slots:
    void timeLeftIsRightAfterATenth_data();
    void timeLeftIsRightAfterATenth();
    void timeLeftOfAMeasuredReadingIsRightAfterATenth();
    void aSlowerMachineIsNoticed();
    void theWorkFollowsFromTheShapes();
};

void tst_ReadingRate::timeLeftIsRightAfterATenth_data()
{
    QTest::addColumn<double>("atZero");
    QTest::addColumn<double>("slope");
    QTest::addColumn<double>("expected"); // growth by the model's shapes
    QTest::addColumn<double>("noise");    // share of a step's time
    QTest::newRow("as fast all the way, as no model is") << 4e-4 << 0.0 << 5e-6 << 0.05;
    QTest::newRow("windows alone, as expected") << 4e-4 << 0.0 << 0.0 << 0.05;
    QTest::newRow("the bundled Flash, on a busy machine") << 2.5e-4 << 2.3e-9 << 7.9e-6 << 0.2;
    QTest::newRow("the bundled Pro, on a busy machine") << 4.4e-4 << 2.4e-9 << 4.6e-6 << 0.2;
    QTest::newRow("ten times as long at the end, expected") << 4e-4 << 3.6e-9 << 9e-6 << 0.2;
    QTest::newRow("ten times as long, half of it expected") << 4e-4 << 3.6e-9 << 4.5e-6 << 0.05;
    QTest::newRow("a big model: twice as long") << 2e-2 << 2e-8 << 1e-6 << 0.1;
}

void tst_ReadingRate::timeLeftIsRightAfterATenth()
{
    QFETCH(double, atZero);
    QFETCH(double, slope);
    QFETCH(double, expected);
    QFETCH(double, noise);
    constexpr std::int64_t total = 1 << 20, chunk = 512;
    std::mt19937 random(3);
    std::normal_distribution<double> disturbance(0, noise);
    ReadingRate rate({1, expected});
    for (std::int64_t end = chunk; end < total; end += chunk) {
        const double token = atZero + slope * static_cast<double>(end - chunk / 2);
        rate.step(chunk, end, chunk * token * (1 + std::abs(disturbance(random))));
        if (end < total / 10)
            continue;
        const auto integral = [&](double p) { return atZero * p + slope * p * p / 2; };
        const double mean = 1 + noise * 0.7979; // of the disturbance
        const double left = mean * (integral(double(total)) - integral(double(end)));
        const double said = rate.secondsFor(end, total);
        QVERIFY2(std::abs(said - left) < 0.2 * left,
                 qPrintable(QStringLiteral("at %1: %2 s, not %3 s").arg(end).arg(left).arg(said)));
    }
}

/// The bundled model reading 131,072 tokens: processor time of every step, as bench_time_left wrote it.
void tst_ReadingRate::timeLeftOfAMeasuredReadingIsRightAfterATenth()
{
    QFile file(QStringLiteral(QUIRE_TEST_DATA "/reading-steps-v4-nano-flash.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    struct Step
    {
        std::int64_t tokens = 0, end = 0;
        double seconds = 0;
    };
    std::vector<Step> steps;
    double left = 0;
    QTextStream text(&file);
    for (Step step; !(text >> step.tokens >> step.end >> step.seconds).status(); left += step.seconds)
        steps.push_back(step);
    QCOMPARE(steps.size(), std::size_t{256});
    const std::int64_t total = steps.back().end;
    ReadingRate rate(ReadingWork::of(ModelConfig::load(QUIRE_RESOURCES "/models/v4-nano-flash")));
    for (const Step& step : steps) {
        rate.step(step.tokens, step.end, step.seconds);
        left -= step.seconds;
        if (step.end < total / 10 || step.end > total * 95 / 100)
            continue;
        const double said = rate.secondsFor(step.end, total);
        QVERIFY2(std::abs(said - left) < 0.2 * left,
                 qPrintable(QStringLiteral("at %1: %2 s, not %3 s").arg(step.end).arg(left).arg(said)));
    }
}

void tst_ReadingRate::aSlowerMachineIsNoticed()
{
    ReadingRate rate({1, 5e-6});
    std::int64_t end = 0;
    for (int i = 0; i < 200; ++i)
        rate.step(512, end += 512, 0.1);
    const double before = rate.secondsFor(end, end + 100000);
    for (int i = 0; i < 60; ++i)
        rate.step(512, end += 512, 0.3);
    QVERIFY(rate.secondsFor(end, end + 100000) > 2 * before);
    QVERIFY(rate.tokensPerSecond() < 2000);
}

/// A layer of each kind, counted by hand.
void tst_ReadingRate::theWorkFollowsFromTheShapes()
{
    ModelConfig config;
    config.hiddenSize = 10, config.heads = 3, config.headDim = 4, config.qLora = 5, config.oLora = 6;
    config.oGroups = 1, config.window = 7, config.indexHeads = 2, config.indexDim = 8, config.indexTopK = 9;
    config.expertsPerToken = 2, config.moeIntermediate = 11;
    config.layers = 1;
    const double projections = 5 * (10 + 12) + 6 * (12 + 10) + 10 * 4, experts = 3 * 3 * 10 * 11;
    const double window = 2 * 3 * 4 * 7;
    config.compressRatios = {0};
    QCOMPARE(ReadingWork::of(config).flopsAtStart, 2 * (projections + experts + window));
    QCOMPARE(ReadingWork::of(config).flopsPerPosition, 0.0);
    config.compressRatios = {128};
    QCOMPARE(ReadingWork::of(config).flopsAtStart, 2 * (projections + experts + window + 2 * 10 * 4));
    QCOMPARE(ReadingWork::of(config).flopsPerPosition, 2 * 2 * 3 * 4 / 128.0);
    config.compressRatios = {4};
    const double compressors = 4 * 10 * (4 + 8), queries = 5 * 2 * 8, picked = 2 * 3 * 4 * 9;
    QCOMPARE(ReadingWork::of(config).flopsAtStart,
             2 * (projections + experts + window + compressors + queries + picked));
    QCOMPARE(ReadingWork::of(config).flopsPerPosition, 2 * 2 * 8 / 4.0);
}

QTEST_GUILESS_MAIN(tst_ReadingRate)
#include "tst_reading_rate.moc"
