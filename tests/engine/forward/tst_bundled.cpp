#include "engine/text/Tokenizer.h"
#include "tests/support/ArithmeticTrial.h"

#include <QtTest>

#include <fstream>
#include <iterator>

using namespace quire;
using namespace quire::test;

/// The models that ship, over real text: what the arithmetic that people get does to their answers.
class BundledTest : public QObject
{
    Q_OBJECT

private slots:
    void fastIsCloseToCache_data();
    void fastIsCloseToCache();
};

void BundledTest::fastIsCloseToCache_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("text");
    for (const char* model : {"v4-nano-flash", "v4-nano-pro"})
        for (const char* text : {"services-agreement.txt", "the-keepers-of-sarn-ness.md"})
            QTest::addRow("%s, %s", model, text) << QString(model) << QString(text);
}

/// As shipped, and with the BF16 products that wider models are given.
void BundledTest::fastIsCloseToCache()
{
    QFETCH(QString, model);
    QFETCH(QString, text);
    const QString directory = QStringLiteral(QUIRE_RESOURCES "/models/") + model;
    const auto checkpoint = Checkpoint::open(directory.toStdString());
    QFile file(QStringLiteral(QUIRE_RESOURCES "/samples/") + text);
    QVERIFY(file.open(QFile::ReadOnly));
    const Tokenizer tokenizer = Tokenizer::fromFile((directory + "/tokenizer.json").toStdString());
    std::vector<std::int32_t> ids = tokenizer.encode(file.readAll().toStdString(), SpecialTokens::Inert);
    QVERIFY(ids.size() > 1500); // longer than the windows, more rows than the indexer takes
    ids.resize(1500);

    TrialOptions options;
    options.cpu.threads = 1;
    options.cpu.numerics = Numerics::Cache;
    const Trial cache = runTrial(*checkpoint, ids, options);
    options.cpu.numerics = Numerics::Fast;
    const Trial fast = runTrial(*checkpoint, ids, options);
    options.cpu.bf16Width = 0;
    const Trial rounded = runTrial(*checkpoint, ids, options);

    const int vocab = checkpoint->config().vocabSize;
    const Divergence shipped = divergence(cache.logits, fast.logits, vocab);
    const Divergence inBf16 = divergence(cache.logits, rounded.logits, vocab);
    qInfo("%zu tokens: mean KL as shipped %.2g, %zu likeliest tokens the same; with BF16 products %.2g, %zu",
          ids.size(), shipped.mean, shipped.sameToken, inBf16.mean, inBf16.sameToken);
    QVERIFY(shipped.mean <= 1e-3);
    QCOMPARE(shipped.sameToken, ids.size());
    QVERIFY(inBf16.mean > 0); // it is BF16 that was measured
    QVERIFY(inBf16.mean <= 1e-3);
}

QTEST_GUILESS_MAIN(BundledTest)
#include "tst_bundled.moc"
