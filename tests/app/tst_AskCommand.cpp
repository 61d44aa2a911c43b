#include "tests/app/QuireProcess.h"
#include "tests/app/TestModel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace quire::test;

namespace {

const QString sample = QStringLiteral(QUIRE_RESOURCES "/samples/ferry-rules.txt");
const QString bundledModel = QStringLiteral(QUIRE_RESOURCES "/models/v4-nano-flash");

} // namespace

/// `quire ask` and `quire bench` as processes, with a random model, and with the bundled one where it is
/// built in.
class tst_AskCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answersAreStreamed();
    void answersComeAsJson();
    void theSameQuestionGivesTheSameAnswer();
    void thinkingIsKeptApart();
    void filesOfAFolderThatChangedAreReadLast();
    void unusableFilesAreSaid_data();
    void unusableFilesAreSaid();
    void promptsOverTheContextAreSaid();
    void modelsWithoutTokenizerAreSaid();
    void ctrlCKeepsThePartialAnswer();
    void benchMeasuresAtFrontiers();
    void theBundledModelQuotesTheSample();

private:
    QuireResult ask(const QStringList& more)
    {
        return runQuire(QStringList{"ask", "--model", m_model} + more);
    }
    QString file(const QString& name, const QByteArray& content);

    QTemporaryDir m_dir;
    QString m_model;
};

void tst_AskCommand::initTestCase()
{
    m_model = m_dir.filePath("random");
    writeTalkingModel(m_model, 1024);
}

QString tst_AskCommand::file(const QString& name, const QByteArray& content)
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

void tst_AskCommand::answersAreStreamed()
{
    const QString lease = file("lease.txt", "The rent is four hundred crowns a year.\n");
    const QuireResult result = ask({"--file", lease, "--max-tokens", "8", "What is the rent?"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(!result.out.isEmpty());
    QVERIFY2(result.err.isEmpty() || result.err.contains("--max-tokens"), result.err.constData());
}

void tst_AskCommand::answersComeAsJson()
{
    const QString lease = file("lease.txt", "The rent is four hundred crowns a year.\n");
    const QuireResult result =
        ask({"--no-cache", "--file", lease, "--max-tokens", "8", "--json", "What is the rent?"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(json["question"].toString(), QString("What is the rent?"));
    QVERIFY(json["citations"].isArray());
    QVERIFY(json["prompt_tokens"].toInt() > 20);
    QCOMPARE(json["read_tokens"].toInt(), json["prompt_tokens"].toInt());
    QVERIFY(json["answer_tokens"].toInt() >= 1 && json["answer_tokens"].toInt() <= 9);
}

void tst_AskCommand::theSameQuestionGivesTheSameAnswer()
{
    const QStringList arguments{"--max-tokens", "24", "--json", "What is this?"};
    const auto answer = [&](const QStringList& more) {
        return QJsonDocument::fromJson(ask(more + arguments).out)["answer"].toString();
    };
    const QString first = answer({});
    QVERIFY(!first.isEmpty());
    QCOMPARE(answer({}), first);
    QCOMPARE(answer({"--threads", "1"}), first);
    QCOMPARE(answer({"--temperature", "1", "--seed", "7"}), answer({"--temperature", "1", "--seed", "7"}));
}

void tst_AskCommand::thinkingIsKeptApart()
{
    const QuireResult result = ask({"--effort", "think", "--max-tokens", "8", "--json", "What is this?"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    QVERIFY(!json["thinking"].toString().isEmpty());
    QCOMPARE(ask({"--effort", "max", "--max-tokens", "2", "What is this?"}).exitCode, 0);
}

void tst_AskCommand::filesOfAFolderThatChangedAreReadLast()
{
    QDir(m_dir.path()).mkpath("notes");
    const QString folder = m_dir.filePath("notes");
    const auto order = [&] {
        const QuireResult result = runQuire({"ingest", folder, "--json"});
        QStringList names;
        for (const QJsonValue& document : QJsonDocument::fromJson(result.out)["documents"].toArray())
            names << document["name"].toString();
        return names;
    };
    for (const char* name : {"notes/a.txt", "notes/b.txt", "notes/c.txt"})
        file(name, QByteArray("What stands in ") + name + ".\n");
    const QStringList question = {"--file", folder, "--max-tokens", "4", "Where?"};
    QCOMPARE(ask(question).exitCode, 0);
    QCOMPARE(order(), QStringList({"notes/a.txt", "notes/b.txt", "notes/c.txt"}));
    file("notes/a.txt", "Something else.\n");
    QCOMPARE(ask(QStringList{"--no-cache"} + question).exitCode, 0); // which neither knows nor keeps an order
    QCOMPARE(ask(question).exitCode, 0);
    QCOMPARE(order(), QStringList({"notes/b.txt", "notes/c.txt", "notes/a.txt"}));
    // Changed again, it is the only one that is read again.
    file("notes/a.txt", "Something else again.\n");
    const QuireResult again = ask(question);
    QCOMPARE(again.exitCode, 0);
    QVERIFY2(again.err.contains("in notes/a.txt"), again.err.constData());
    QCOMPARE(order(), QStringList({"notes/b.txt", "notes/c.txt", "notes/a.txt"}));
    // Files that are named themselves come as they are named.
    const QuireResult named =
        runQuire({"ingest", folder + "/c.txt", folder + "/a.txt", folder + "/b.txt", "--json"});
    QCOMPARE(QJsonDocument::fromJson(named.out)["documents"][0]["name"].toString(), "c.txt");
}

void tst_AskCommand::unusableFilesAreSaid_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("missing") << m_dir.filePath("no-such-file.txt") << QByteArray("no-such-file.txt");
    QTest::newRow("binary") << file("data.bin", QByteArray(5000, '\0') + QByteArray("\x01\x02\x03"))
                            << QByteArray("data.bin");
}

void tst_AskCommand::unusableFilesAreSaid()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, said);
    const QuireResult result = ask({"--file", path, "What is this?"});
    QVERIFY2(result.exitCode == 3, result.err.constData());
    QVERIFY2(result.err.startsWith("quire: ") && result.err.contains(said), result.err.constData());
    QCOMPARE(result.out, QByteArray());
}

void tst_AskCommand::promptsOverTheContextAreSaid()
{
    const QString book =
        file("book.txt", QByteArray("All work and no play makes a dull book. \n").repeated(400));
    const QuireResult result = ask({"--file", book, "What is this?"});
    QVERIFY2(result.exitCode == 3, result.err.constData());
    QVERIFY2(result.err.contains("at most 1024") && result.err.contains("Leave out"), result.err.constData());
}

void tst_AskCommand::modelsWithoutTokenizerAreSaid()
{
    const QuireResult result = runQuire(
        {"ask", "--model", QStringLiteral(QUIRE_TEST_DATA "/golden/flash-like/model"), "What is this?"});
    QVERIFY2(result.exitCode == 3, result.err.constData());
    QVERIFY2(result.err.contains("tokenizer.json"), result.err.constData());
}

void tst_AskCommand::ctrlCKeepsThePartialAnswer()
{
    const QString endless = m_dir.filePath("endless");
    writeTalkingModel(endless, 1 << 20);
    QProcess process;
    prepare(process, {"ask", "--model", endless, "--max-tokens", "1000000", "--temperature", "2",
                      "Count to a million."});
    process.start();
    process.closeWriteChannel();
    QByteArray shown;
    QTRY_VERIFY_WITH_TIMEOUT((shown += process.readAllStandardOutput()).size() > 200 ||
                                 process.state() == QProcess::NotRunning,
                             60'000);
    if (process.state() == QProcess::NotRunning)
        QSKIP("the random model ended its answer of its own accord");
    QElapsedTimer timer;
    timer.start();
    ::kill(pid_t(process.processId()), SIGINT);
    const QuireResult cancelled = result(process, 30'000);
    QCOMPARE(cancelled.exitCode, 130);
    QVERIFY2(cancelled.err.contains("incomplete"), cancelled.err.constData());
    QVERIFY(timer.elapsed() < 5000);
}

void tst_AskCommand::benchMeasuresAtFrontiers()
{
    const QuireResult result =
        runQuire({"bench", "--model", m_model, "--frontiers", "16,256", "--decode", "4", "--json"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonArray points = QJsonDocument::fromJson(result.out)["frontiers"].toArray();
    QCOMPARE(points.size(), 2);
    for (const QJsonValue& point : points)
        for (const char* rate :
             {"prefill_tokens_per_second", "decode_tokens_per_second", "decode_mtp_tokens_per_second"})
            QVERIFY2(point[QLatin1String(rate)].toDouble() > 0, rate);
    QCOMPARE(points[1]["tokens"].toInt(), 256);
    QVERIFY(points[1]["kv_row_bytes"].toInt() > points[0]["kv_row_bytes"].toInt());
    QCOMPARE(runQuire({"bench", "--model", m_model, "--frontiers", "1K", "--decode", "4", "--file", sample})
                 .exitCode,
             0);
}

void tst_AskCommand::theBundledModelQuotesTheSample()
{
    if (!QFile::exists(bundledModel + "/config.json"))
        QSKIP("no bundled model in this tree");
    const QuireResult result =
        runQuire({"ask", "--model", bundledModel, "--file", sample, "--json", "Where are bicycles carried?"});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    const QJsonArray citations = json["citations"].toArray();
    QVERIFY2(json["declined"].toBool() || !citations.isEmpty(), result.out.constData());
    QFile file(sample);
    QVERIFY(file.open(QFile::ReadOnly));
    const QString source = QString::fromUtf8(file.readAll());
    for (const QJsonValue& citation : citations)
        if (citation["verdict"].toString() == "verified")
            QVERIFY(source.contains(citation["text"].toString()));
}

QTEST_GUILESS_MAIN(tst_AskCommand)
#include "tst_AskCommand.moc"
