#include "tests/app/QuireProcess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace quire::test;

namespace {

const QString goldenModel = QStringLiteral(QUIRE_TEST_DATA "/golden/flash-like/model");

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The frame of the command line, and the commands that only look at models.
class tst_CommandLine : public QObject
{
    Q_OBJECT

private slots:
    void everyCommandHasHelp();
    void wrongUsageIsSaid_data();
    void wrongUsageIsSaid();
    void unusableModelsAreSaid_data();
    void unusableModelsAreSaid();
    void modelsAreListed();
    void inspectTellsWhatAModelIs();
    void expertMemoryIsPlanned();
    void benchTellsHowExpertsFared();
    void inspectGivesJson();
    void inspectRefusesDamage();

private:
    QString file(const QString& name, const QByteArray& content);

    QTemporaryDir m_dir;
};

QString tst_CommandLine::file(const QString& name, const QByteArray& content)
{
    const QString path = m_dir.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void tst_CommandLine::everyCommandHasHelp()
{
    const QuireResult all = runQuire({"--help"});
    QCOMPARE(all.exitCode, 0);
    for (const char* command :
         {"ask", "sessions", "ingest", "models", "inspect", "bench", "cache", "eval", "logits"}) {
        QVERIFY2(all.out.contains(command), command);
        const QuireResult one = runQuire({command, "--help"});
        QCOMPARE(one.exitCode, 0);
        QVERIFY2(one.out.startsWith(QByteArray("Usage: quire ") + command), one.out.constData());
        for (const char* part : {"--help", "Examples:", "Exit codes:"})
            QVERIFY2(one.out.contains(part), part);
        QCOMPARE(one.err, QByteArray());
    }
    QCOMPARE(runQuire({"--version"}).exitCode, 0);
}

void tst_CommandLine::wrongUsageIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");

    QTest::newRow("no such command") << QStringList{"frobnicate"} << QByteArray("frobnicate");
    QTest::newRow("unknown option") << QStringList{"models", "--colour"} << QByteArray("colour");
    QTest::newRow("one argument too many") << QStringList{"models", "all"} << QByteArray("all");
    QTest::newRow("no model to inspect") << QStringList{"inspect"} << QByteArray("model is missing");
    QTest::newRow("no question") << QStringList{"ask"} << QByteArray("question is missing");
    QTest::newRow("empty question") << QStringList{"ask", "  "} << QByteArray("empty");
    QTest::newRow("two questions") << QStringList{"ask", "who", "why"} << QByteArray("'why'");
    QTest::newRow("no such mode") << QStringList{"ask", "--mode", "large", "who?"} << QByteArray("'large'");
    QTest::newRow("no such effort") << QStringList{"ask", "--effort", "some", "who?"} << QByteArray("'some'");
    QTest::newRow("bad temperature") << QStringList{"ask", "--temperature", "hot", "who?"}
                                     << QByteArray("'hot'");
    QTest::newRow("model and mode") << QStringList{"ask", "--model", goldenModel, "--mode", "pro", "who?"}
                                    << QByteArray("exclude");
    QTest::newRow("no threads") << QStringList{"bench", "--threads", "0", "--model", goldenModel}
                                << QByteArray("--threads");
    for (const char* size : {"8", "G", "-3G", "8X", "0G", "8 gigabytes", "99999999T"})
        QTest::addRow("%s of memory for experts", size)
            << QStringList{"bench", QStringLiteral("--expert-memory=%1").arg(size), "--model", goldenModel}
            << QByteArray("--expert-memory takes a size such as 8G");
    QTest::newRow("bad frontier") << QStringList{"bench", "--frontiers", "4Q", "--model", goldenModel}
                                  << QByteArray("'4Q'");
    QTest::newRow("frontier beyond the context")
        << QStringList{"bench", "--frontiers", "8K", "--model", goldenModel} << QByteArray("4,096");
    QTest::newRow("no ids") << QStringList{"logits", "--out", "x"} << QByteArray("--ids");
    QTest::newRow("no such numerics")
        << QStringList{"logits", "--ids", "x", "--out", "x", "--numerics", "half"} << QByteArray("'half'");
}

void tst_CommandLine::wrongUsageIsSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const QuireResult result = runQuire(arguments);
    QVERIFY2(result.exitCode == 2, result.err.constData());
    QVERIFY2(result.err.contains(said), result.err.constData());
    QCOMPARE(result.err.count('\n'), 1);
    QCOMPARE(result.out, QByteArray());
}

void tst_CommandLine::unusableModelsAreSaid_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("said");

    const QByteArray config = contentOf(goldenModel + "/config.json");
    const QString foreign = file(
        "v3/config.json", "{\"architectures\":[\"DeepseekV3ForCausalLM\"],\"model_type\":\"deepseek_v3\"}");
    file("v3/model.safetensors", "");
    file("weightless/config.json", config);
    file("cut/config.json", config.first(config.size() / 2));
    file("empty/readme.txt", "");

    QTest::newRow("no such folder") << "no-such-model" << QByteArray("no-such-model");
    QTest::newRow("a file") << foreign << QByteArray("is a file");
    QTest::newRow("no config.json") << m_dir.filePath("empty") << QByteArray("config.json");
    QTest::newRow("foreign architecture") << m_dir.filePath("v3") << QByteArray("DeepseekV3");
    QTest::newRow("no weights") << m_dir.filePath("weightless") << QByteArray(".safetensors");
    QTest::newRow("config cut short") << m_dir.filePath("cut") << QByteArray("config.json");
}

void tst_CommandLine::unusableModelsAreSaid()
{
    QFETCH(QString, model);
    QFETCH(QByteArray, said);
    const QString ids = file("ids.txt", "1 2 3");
    for (const QStringList& arguments :
         {QStringList{"inspect", model}, QStringList{"bench", "--model", model},
          QStringList{"ask", "--model", model, "who?"},
          QStringList{"logits", "--model", model, "--ids", ids, "--out", m_dir.filePath("out")}}) {
        const QuireResult result = runQuire(arguments);
        QVERIFY2(result.exitCode == 3, result.err.constData());
        QVERIFY2(result.err.startsWith("quire: ") && result.err.contains(said), result.err.constData());
    }
    QVERIFY(!QFile::exists(m_dir.filePath("out")));
}

void tst_CommandLine::modelsAreListed()
{
    const QuireResult result = runQuire({"models", "--json"});
    QCOMPARE(result.exitCode, 0);
    const QJsonDocument json = QJsonDocument::fromJson(result.out);
    QVERIFY(json.isArray());
    for (const QJsonValue& model : json.array())
        QVERIFY(!model["name"].toString().isEmpty() && !model["directory"].toString().isEmpty());
    QCOMPARE(runQuire({"models"}).exitCode, 0);
}

void tst_CommandLine::inspectTellsWhatAModelIs()
{
    const QuireResult result = runQuire({"inspect", goldenModel});
    QCOMPARE(result.exitCode, 0);
    for (const char* part : {"6 (2 sliding window, 2 CSA, 2 HCA), and 1 MTP", "8 heads of 96", "4,096 tokens",
                             "F8_E4M3", "1,048,576", "This machine"})
        QVERIFY2(result.out.contains(part), part);
}

void tst_CommandLine::expertMemoryIsPlanned()
{
    const QByteArray whole = runQuire({"inspect", goldenModel}).out;
    QVERIFY2(whole.contains("Experts: used where they are mapped, since everything fits."),
             whole.constData());
    for (const char* size : {"700K", "0.68M", "700 KiB", "700kb"}) {
        const QuireResult part = runQuire({"inspect", goldenModel, "--expert-memory", size});
        QCOMPARE(part.exitCode, 0);
        QVERIFY2(part.out.contains("% of the experts in memory"), part.out.constData());
        QVERIFY2(part.out.contains(", as asked"), part.out.constData());
    }
    const QuireResult tooLittle = runQuire({"bench", "--model", goldenModel, "--expert-memory", "1K"});
    QCOMPARE(tooLittle.exitCode, 3);
    QVERIFY2(tooLittle.err.contains("every rank keeps at least one"), tooLittle.err.constData());
}

void tst_CommandLine::benchTellsHowExpertsFared()
{
    const QStringList bench{"bench", "--model",  goldenModel, "--expert-memory", "300K", "--frontiers",
                            "40",    "--decode", "6"};
    const QuireResult text = runQuire(bench);
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.contains("experts: ") && text.out.contains("of 56"), text.out.constData());
    const QJsonObject json = QJsonDocument::fromJson(runQuire(bench + QStringList{"--json"}).out).object();
    QVERIFY(json["experts"]["misses"].toInt() > 0);
    QVERIFY(json["experts"]["memory_bytes"].toInt() <= 300 * 1024);
    QCOMPARE(json["experts"]["experts"].toInt(), 56);
}

void tst_CommandLine::inspectGivesJson()
{
    const QuireResult result = runQuire({"inspect", "--json", goldenModel});
    QCOMPARE(result.exitCode, 0);
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(json["layers"].toInt(), 6);
    QCOMPARE(json["memory"]["contexts"].toArray().size(), 3);
    QCOMPARE(json["memory"]["contexts"][0]["tokens"].toInt(), 4096);
    QVERIFY(json["memory"]["available_bytes"].toDouble() > 0);
    QVERIFY(json["memory"]["expert_bytes"].toDouble() > 0);
    QCOMPARE(json["memory"]["contexts"][0]["expert_memory_bytes"].toInt(-1), 0); // everything fits
}

void tst_CommandLine::inspectRefusesDamage()
{
    const QByteArray weights = contentOf(goldenModel + "/model.safetensors");
    file("damaged/config.json", contentOf(goldenModel + "/config.json"));
    QByteArray lying = weights;
    lying[7] = '\x7f'; // the header's length: more than any file has
    for (const QByteArray& content :
         {weights.first(weights.size() - 1), weights.first(5000), QByteArray(), lying}) {
        file("damaged/model.safetensors", content);
        const QuireResult result = runQuire({"inspect", m_dir.filePath("damaged")});
        QVERIFY2(result.exitCode == 3, result.err.constData());
        QVERIFY2(result.err.contains("model.safetensors"), result.err.constData());
    }
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
