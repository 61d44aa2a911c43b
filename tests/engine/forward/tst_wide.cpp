#include "engine/Engine.h"
#include "tests/support/ArithmeticTrial.h"
#include "tests/support/CheckpointWriter.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace quire;

/// A model wide enough to be multiplied in BF16 (the golden ones are not): the arithmetic people's
/// checkpoints run in.
class WideTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void chunkingChangesNoBit();
    void threadsChangeNoBit();
    void speculationChangesNoToken();
    void productsInBf16StayClose();

private:
    std::shared_ptr<Engine> open(Numerics numerics, int threads = 1) const;
    std::vector<std::int32_t> ids(std::size_t count) const;

    QTemporaryDir m_directory;
};

void WideTest::initTestCase()
{
    test::writeCheckpoint(m_directory.path().toStdString(), test::specNamed("wide"));
}

std::shared_ptr<Engine> WideTest::open(Numerics numerics, int threads) const
{
    EngineOptions options;
    options.numerics = numerics;
    options.threads = threads;
    options.chunk = 256;
    return Engine::open(m_directory.path().toStdString(), options);
}

std::vector<std::int32_t> WideTest::ids(std::size_t count) const
{
    std::vector<std::int32_t> ids(count);
    for (std::size_t i = 0; i < count; ++i)
        ids[i] = static_cast<std::int32_t>((i * 7919 + 13) % 512);
    return ids;
}

void WideTest::chunkingChangesNoBit()
{
    const auto engine = open(Numerics::Fast);
    const std::vector<float> whole = engine->newSession().prefillAllLogits(ids(200), 256);
    for (const int chunk : {1, 7, 64, 128})
        QVERIFY2(engine->newSession().prefillAllLogits(ids(200), chunk) == whole,
                 qPrintable(QString::number(chunk)));
}

void WideTest::threadsChangeNoBit()
{
    QVERIFY(open(Numerics::Fast, 2)->newSession().prefillAllLogits(ids(90)) ==
            open(Numerics::Fast, 1)->newSession().prefillAllLogits(ids(90)));
}

void WideTest::speculationChangesNoToken()
{
    const auto engine = open(Numerics::Fast);
    Session plain = engine->newSession();
    plain.prefill(ids(77));
    Session speculating = plain.fork();
    GenerateOptions options;
    options.maxTokens = 40;
    options.speculate = false;
    const GenerateResult expected = plain.generate(options);
    options.speculate = true;
    QCOMPARE(speculating.generate(options).tokens, expected.tokens);
}

/// Random weights amplify every rounding (activations on the edge of an FP8 step tip over), so the bound only
/// catches arithmetic that is wrong; the figure printed is what BF16 costs this model.
void WideTest::productsInBf16StayClose()
{
    const std::vector<float> exact = open(Numerics::Cache)->newSession().prefillAllLogits(ids(200));
    const std::vector<float> fast = open(Numerics::Fast)->newSession().prefillAllLogits(ids(200));
    const test::Divergence divergence = test::divergence(exact, fast, 512);
    qInfo("hidden 1024, 200 tokens: mean KL %.2g, %zu of 200 likeliest tokens the same", divergence.mean,
          divergence.sameToken);
    QVERIFY(divergence.mean > 0); // it is BF16 that was measured
    QVERIFY(divergence.mean < 0.2);
}

QTEST_GUILESS_MAIN(WideTest)
#include "tst_wide.moc"
