#include "tests/app/QuireProcess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace quire::test;

namespace {

const QString flash = QStringLiteral(QUIRE_RESOURCES "/models/v4-nano-flash");
const QByteArray rules = "Rules of the ferry\n\nThe ferry leaves the island at nine in the morning.\n\n"
                         "Dogs may come aboard on a lead. The captain decides about other animals.\n\n"
                         "Bicycles are carried free of charge when there is room on deck.\n";

} // namespace

/// `quire eval` over a set of one document.
class tst_EvalCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tablesAndAnswers();
    void draftsOnlyChangeTheSpeed();
    void haystacksAreAsLongAsAsked();
    void lengthsOutOfRangeAreRefused_data();
    void lengthsOutOfRangeAreRefused();

private:
    QJsonObject evaluate(const QStringList& more);

    QTemporaryDir m_dir;
    QuireResult m_run; ///< the last one
};

void tst_EvalCommand::initTestCase()
{
    QVERIFY(QDir(m_dir.path()).mkpath("docs"));
    QFile document(m_dir.filePath("docs/ferry.txt")), set(m_dir.filePath("set.jsonl"));
    QVERIFY(document.open(QFile::WriteOnly) && document.write(rules) == rules.size());
    QVERIFY(set.open(QFile::WriteOnly));
    QFile other(m_dir.filePath("docs/log.txt")); // what haystacks are made of
    QVERIFY(other.open(QFile::WriteOnly));
    for (int day = 1; day <= 400; ++day)
        other.write(QByteArray("Day ") + QByteArray::number(day) + ": calm sea, nothing in sight.\n\n");
    for (const auto& [question, evidence] :
         {std::pair("Who decides about other animals?", "The captain decides about other animals."),
          std::pair("Are bicycles carried free of charge?", "Bicycles are carried free of charge")}) {
        const qsizetype start = rules.indexOf(evidence);
        const QJsonObject gold{
            {"start", start}, {"end", start + qsizetype(qstrlen(evidence))}, {"text", evidence}};
        const QJsonObject row{{"doc", "ferry.txt"}, {"question", question}, {"gold", QJsonArray{gold}}};
        set.write(QJsonDocument(row).toJson(QJsonDocument::Compact) + '\n');
    }
}

/// What --json wrote
QJsonObject tst_EvalCommand::evaluate(const QStringList& more)
{
    const QString json = m_dir.filePath("out.json");
    QFile::remove(json);
    m_run = runQuire(QStringList{"eval", "--model", flash, "--set", m_dir.filePath("set.jsonl"),
                                 "--documents", m_dir.filePath("docs"), "--json", json} +
                     more);
    QFile file(json);
    return file.open(QFile::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void tst_EvalCommand::tablesAndAnswers()
{
    const QJsonObject result = evaluate({});
    QCOMPARE(m_run.exitCode, 0);
    QVERIFY2(m_run.out.contains("hit@1"), m_run.out.constData());
    const QJsonArray answers = result["answers"].toArray();
    QCOMPARE(answers.size(), 2);
    for (const QJsonValue& answer : answers) {
        QVERIFY(answer["said"].toString().startsWith("> ["));
        QVERIFY(rules.contains(answer["quoted"].toString().toUtf8())); // as the document has it
        QCOMPARE(answer["hit"].toBool(), true);
    }
    QCOMPARE(result["means"][0]["hit_at_1"].toDouble(), 1.0);
    QCOMPARE(result["means"][0]["quote_exactness"].toDouble(), 1.0);
}

void tst_EvalCommand::draftsOnlyChangeTheSpeed()
{
    const QJsonObject with = evaluate({}), without = evaluate({"--no-drafts"});
    QCOMPARE(without["answers"].toArray().size(), 2);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(without["answers"][i]["said"], with["answers"][i]["said"]);
    QVERIFY(with["means"][0]["drafts_accepted"].toDouble() > 0);
    QCOMPARE(without["means"][0]["drafts_accepted"].toDouble(), -1.0); // there were none
}

void tst_EvalCommand::haystacksAreAsLongAsAsked()
{
    const QJsonObject result = evaluate({"--haystack", "1k,2K,1024", "--depths", "0.5", "--limit", "1"});
    QVERIFY2(m_run.exitCode == 0, m_run.err.constData());
    const QJsonArray answers = result["answers"].toArray();
    QCOMPARE(answers.size(), 3);
    const double one = answers[0]["prompt_tokens"].toDouble(), two = answers[1]["prompt_tokens"].toDouble();
    QVERIFY2(one > 512 && one < 1536 && two > 1.6 * one,
             qPrintable(QStringLiteral("%1, %2").arg(one).arg(two)));
    QCOMPARE(answers[2]["prompt_tokens"].toDouble(), one);
}

void tst_EvalCommand::lengthsOutOfRangeAreRefused_data()
{
    QTest::addColumn<QString>("length");
    for (const char* length : {"0K", "-1K", "-9223372036854775807K", "1023", "2M", "1025K",
                               "9223372036854775807K", "K", "32 kilo", "4K,"})
        QTest::newRow(length) << QString::fromUtf8(length);
}

void tst_EvalCommand::lengthsOutOfRangeAreRefused()
{
    QFETCH(QString, length);
    evaluate({"--haystack=" + length});
    QCOMPARE(m_run.exitCode, 2);
    QVERIFY2(m_run.err.contains("--haystack takes whole numbers from 1024 to 1048576"),
             m_run.err.constData());
}

QTEST_GUILESS_MAIN(tst_EvalCommand)
#include "tst_EvalCommand.moc"
