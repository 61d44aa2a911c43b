#include "tests/app/QuireProcess.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace quire::test;

namespace {

const char* const ferry = "The ferry leaves the harbour at nine in the morning.\n\n"
                          "Dogs may come aboard if the captain agrees.\n";
const char* const lighthouse = "The lighthouse keeper paints the railing every spring with green paint.\n\n"
                               "The lamp is lit at dusk by the oldest daughter.\n";
const char* const ledger = // paragraphs long enough for a passage each, and a page number that is one
    "Grain is weighed in the north hall before noon, on the copper scale that was bought for the purpose.\n\n"
    "Wool is counted in bales of forty pounds, and no bale leaves the yard without the seal of the "
    "warden.\n\n"
    "Salt is taxed at the gate by two clerks who sit there from sunrise until the bell of the chapel "
    "rings.\n\n"
    "20\n";

} // namespace

/// What the models that ship answer, asked as people ask them: small texts whose shape once misled them.
class tst_BundledAnswers : public QObject
{
    Q_OBJECT

private slots:
    void passagesAreFound_data();
    void passagesAreFound();
    void whatNothingSaysIsDeclined_data();
    void whatNothingSaysIsDeclined();

private:
    QuireResult ask(const char* model, const QList<QByteArray>& texts, const QString& question);

    QTemporaryDir m_dir;
};

QuireResult tst_BundledAnswers::ask(const char* model, const QList<QByteArray>& texts,
                                    const QString& question)
{
    QStringList arguments{"ask", "--no-cache", "--model", QStringLiteral(QUIRE_RESOURCES "/models/") + model};
    for (const QByteArray& text : texts) {
        QFile file(m_dir.filePath(QStringLiteral("%1.txt").arg(QChar('a' + int(arguments.size()) % 26))));
        if (!file.open(QFile::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        arguments << "--file" << file.fileName();
    }
    return runQuire(arguments << question);
}

void tst_BundledAnswers::passagesAreFound_data()
{
    QTest::addColumn<QList<QByteArray>>("texts");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QByteArray>("quote");
    const QList<QByteArray> ferryFirst{ferry, lighthouse}, ferryLast{lighthouse, ferry};
    QTest::newRow("first of two") << ferryFirst << "Does the ferry leave the harbour in the morning?"
                                  << QByteArray("> The ferry leaves");
    QTest::newRow("second of two") << ferryLast << "Does the ferry leave the harbour in the morning?"
                                   << QByteArray("> The ferry leaves");
    QTest::newRow("the other, first")
        << ferryLast << "Who paints the railing?" << QByteArray("> The lighthouse keeper");
    QTest::newRow("the other, second")
        << ferryFirst << "Who paints the railing?" << QByteArray("> The lighthouse keeper");
    QTest::newRow("a page number is last")
        << QList<QByteArray>{ledger} << "Where is the wool counted in bales?"
        << QByteArray("> Wool is counted");
    QTest::newRow("behind a page number")
        << QList<QByteArray>{ledger, lighthouse} << "Who paints the railing?"
        << QByteArray("> The lighthouse keeper");
}

void tst_BundledAnswers::passagesAreFound()
{
    QFETCH(QList<QByteArray>, texts);
    QFETCH(QString, question);
    QFETCH(QByteArray, quote);
    for (const char* model : {"v4-nano-flash", "v4-nano-pro"}) {
        const QuireResult answer = ask(model, texts, question);
        QVERIFY2(answer.exitCode == 0, answer.err.constData());
        QVERIFY2(answer.out.startsWith(quote), model + QByteArray(": ") + answer.out);
    }
}

void tst_BundledAnswers::whatNothingSaysIsDeclined_data()
{
    QTest::addColumn<QString>("question");
    QTest::newRow("words that nothing says") << "Find the passage with the zeppelin and the emperor.";
    QTest::newRow("a clause, of no contract") << "Which state's law governs this agreement?";
}

/// By Pro; Flash does not decline.
void tst_BundledAnswers::whatNothingSaysIsDeclined()
{
    QFETCH(QString, question);
    const QuireResult answer = ask("v4-nano-pro", {ferry, lighthouse, ledger}, question);
    QVERIFY2(answer.exitCode == 0, answer.err.constData());
    QVERIFY2(answer.out.startsWith("The documents do not say"), answer.out.constData());
}

QTEST_GUILESS_MAIN(tst_BundledAnswers)
#include "tst_BundledAnswers.moc"
