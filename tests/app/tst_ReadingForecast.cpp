#include "app/desk/ReadingForecast.h"

#include <QRandomGenerator>
#include <QTest>

using namespace quire;

class TestReadingForecast : public QObject
{
    Q_OBJECT

private:
    /// Reads `total` tokens at cost a + b × position with noise; returns the worst relative error of what was
    /// foretold from a tenth to nine tenths.
    static double worstError(double a, double b, qint64 from, qint64 total, double noise, qint64 step)
    {
        QRandomGenerator random(7);
        const auto exact = [&](qint64 begin, qint64 end) {
            const double x = double(begin), y = double(end);
            return a * (y - x) + b * (y * y - x * x) / 2;
        };
        QList<std::pair<double, double>> foretold; // at this time, that much is left
        ReadingForecast forecast;
        forecast.begin(from, total);
        double now = 0;
        for (qint64 at = from; at < total;) {
            const qint64 next = qMin(total, at + step);
            now += exact(at, next) * (1 + noise * (random.generateDouble() - 0.5));
            at = next;
            forecast.add(at, now);
            const double share = double(at - from) / double(total - from);
            if (share >= 0.1 && share <= 0.9)
                foretold.append({now, forecast.secondsLeft()});
        }
        double worst = 0;
        for (const auto& [when, left] : foretold)
            worst = qMax(worst, qAbs(left - (now - when)) / (now - when));
        return worst;
    }

private slots:
    void theTimeLeftIsRightWithinAFifthAfterATenth_data()
    {
        QTest::addColumn<double>("slope");
        QTest::addColumn<qint64>("from");
        QTest::addColumn<double>("noise");
        QTest::newRow("even") << 0.0 << qint64(0) << 0.0;
        QTest::newRow("even, noisy") << 0.0 << qint64(0) << 0.2;
        QTest::newRow("twice as slow at the end") << 1.0 << qint64(0) << 0.1;
        QTest::newRow("six times as slow at the end") << 5.0 << qint64(0) << 0.1;
        QTest::newRow("going on from the middle") << 5.0 << qint64(500'000) << 0.1;
    }

    void theTimeLeftIsRightWithinAFifthAfterATenth()
    {
        QFETCH(double, slope);
        QFETCH(qint64, from);
        QFETCH(double, noise);
        const qint64 total = 1'000'000;
        const double a = 1e-3;
        const double worst = worstError(a, slope * a / double(total), from, total, noise, 512);
        QVERIFY2(worst < 0.2, qPrintable(QString::number(worst)));
    }

    void nothingIsForetoldBeforeAnythingWasRead()
    {
        ReadingForecast forecast;
        forecast.begin(0, 1000);
        QCOMPARE(forecast.secondsLeft(), -1.0);
        forecast.add(1000, 2.0);
        QCOMPARE(forecast.secondsLeft(), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestReadingForecast)
#include "tst_ReadingForecast.moc"
