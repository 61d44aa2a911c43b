#include "app/AppError.h"
#include "app/cli/Command.h"
#include "engine/text/Tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstdio>

using namespace quire;

class TestIngestCommand : public QObject
{
    Q_OBJECT

private slots:
    void statsNameEveryDocument();
    void textIsThePrompt();
    void theLedgerListsWhatWasLeftOut();
    void theMapLeadsFromThePromptToTheSource();
    void tokensAreCountedByDocumentAndFolder();
    void nothingToReadIsSaid();

private:
    static QString run(const QStringList& arguments)
    {
        std::FILE* out = std::tmpfile();
        std::FILE* err = std::tmpfile();
        Terminal terminal(out, err);
        const ModelRegistry models({});
        const StopSignal stop;
        CommandContext context{terminal, models, stop};
        const int code = runIngest(arguments, context);
        std::rewind(out);
        QByteArray text;
        for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out))
            text += char(c);
        std::fclose(out);
        std::fclose(err);
        return code == 0 ? QString::fromUtf8(text) : QString();
    }
    const QString m_book = QStringLiteral(QUIRE_RESOURCES "/samples/the-keepers-of-sarn-ness.md");
    const QString m_code = QStringLiteral(QUIRE_RESOURCES "/samples/library-catalogue");
};

void TestIngestCommand::statsNameEveryDocument()
{
    const QString text = run({m_book, m_code});
    QVERIFY(text.contains("the-keepers-of-sarn-ness.md"));
    QVERIFY(text.contains("library-catalogue/catalogue/loans.py"));
    QVERIFY(text.contains("10 documents"));
}

void TestIngestCommand::textIsThePrompt()
{
    const QString text = run({m_book, "--text"});
    QVERIFY(text.startsWith(
        "<document label=\"A\" name=\"the-keepers-of-sarn-ness.md\">\n[A1] # The Keepers of Sarn Ness\n"));
    QVERIFY(text.endsWith("</document>\n"));
}

void TestIngestCommand::theLedgerListsWhatWasLeftOut()
{
    const QString text = run({m_code, "--ledger"});
    QVERIFY(text.contains("library-catalogue/README.md"));
    QVERIFY(text.contains("read"));
}

void TestIngestCommand::theMapLeadsFromThePromptToTheSource()
{
    const QByteArray prompt = run({m_book, "--text"}).toUtf8();
    const qint64 at = prompt.indexOf("third burner wanted trimming");
    QVERIFY(at > 0);
    const QJsonObject found =
        QJsonDocument::fromJson(run({m_book, "--map", QString::number(at), "--json"}).toUtf8()).object();
    QVERIFY(found["text"].toString().contains("wanted trimming"));
    const QJsonObject anchor = found["anchors"].toArray().first().toObject();
    QVERIFY(anchor["line"].toInt() > 10);
    QVERIFY(run({m_book, "--map", QString::number(at)}).contains(found["place"].toString()));
}

void TestIngestCommand::tokensAreCountedByDocumentAndFolder()
{
    const QString model = QStringLiteral(QUIRE_RESOURCES "/models/v4-nano-flash");
    const QStringList arguments{m_book, m_code, "--tokens", "--model", model, "--reserve", "1000"};
    const QJsonObject counted =
        QJsonDocument::fromJson(run(arguments + QStringList{"--json"}).toUtf8()).object();
    qint64 sum = 0, inFolder = 0;
    for (const QJsonValue& document : counted["documents"].toArray()) {
        sum += document["tokens"].toInteger();
        if (document["name"].toString().startsWith("library-catalogue/"))
            inFolder += document["tokens"].toInteger();
    }
    QCOMPARE(counted["folders"][0]["folder"].toString(), "library-catalogue/");
    QCOMPARE(counted["folders"][0]["tokens"].toInteger(), inFolder);
    QVERIFY(inFolder > 0);
    // The parts add up to the whole, token for token.
    const Tokenizer tokenizer = Tokenizer::fromFile((model + "/tokenizer.json").toStdString());
    const std::string whole = run({m_book, m_code, "--text"}).toStdString();
    QCOMPARE(sum, qint64(tokenizer.count(whole, SpecialTokens::Inert)));
    QCOMPARE(counted["room"].toInteger(), (1 << 20) - 1000 - counted["tokens"].toInteger());
    QVERIFY(run(arguments).contains("more would fit"));
}

void TestIngestCommand::nothingToReadIsSaid()
{
    QVERIFY_EXCEPTION_THROWN(run({}), AppError);
    QVERIFY_EXCEPTION_THROWN(run({m_book, "--map", "3"}), AppError);
}

QTEST_GUILESS_MAIN(TestIngestCommand)
#include "tst_IngestCommand.moc"
