#include "app/AppError.h"
#include "app/cli/Command.h"
#include "engine/text/Tokenizer.h"
#include "tests/ingest/support/PdfFile.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
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
    void aPasswordIsAskedForOnTheTerminal_data();
    void aPasswordIsAskedForOnTheTerminal();
    void whereThePromptDiffersFromAnEarlierOneIsSaid();
    void clausesAreNamedAndReferencesLed();
    void aTextWithoutClausesSaysSo();
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

void TestIngestCommand::aPasswordIsAskedForOnTheTerminal_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("right") << QByteArray("open sesame\n") << QByteArray("behind the lock");
    QTest::newRow("wrong") << QByteArray("close sesame\n") << QByteArray("not the password of lease.pdf");
    QTest::newRow("none") << QByteArray("\n") << QByteArray("locked by a password");
}

/// In a process with a terminal of its own, as a person has it.
void TestIngestCommand::aPasswordIsAskedForOnTheTerminal()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, shown);
    const QTemporaryDir folder;
    PdfFile pdf;
    pdf.page();
    pdf.text(72, 100, 10, "This stands behind the lock.");
    pdf.lock(PdfEncryption(PdfEncryption::Method::Aes128, "open sesame", "owner"));
    QFile file(folder.filePath("lease.pdf"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(pdf.bytes()) > 0 && file.flush());

    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    QVERIFY(child >= 0);
    if (child == 0) {
        QByteArray said;
        try {
            said = run({file.fileName(), "--text"}).toUtf8();
        } catch (const std::exception& error) {
            said = error.what();
        }
        std::printf("%s\n<end>\n", said.constData());
        std::fflush(stdout);
        _exit(0);
    }
    QByteArray screen;
    QElapsedTimer timer;
    timer.start();
    bool answered = false;
    while (timer.elapsed() < 60000 && !screen.contains("<end>")) {
        pollfd ready{terminal, POLLIN, 0};
        char piece[4096];
        if (poll(&ready, 1, 100) <= 0)
            continue;
        const ssize_t size = ::read(terminal, piece, sizeof piece);
        if (size <= 0)
            break;
        screen.append(piece, size);
        if (!answered && screen.contains("Password of lease.pdf: ")) {
            answered = true;
            QCOMPARE(::write(terminal, typed.constData(), size_t(typed.size())), ssize_t(typed.size()));
        }
    }
    ::close(terminal);
    waitpid(child, nullptr, 0);
    QVERIFY2(answered, screen.constData());
    QVERIFY2(screen.contains(shown), screen.constData());
    QVERIFY2(!screen.contains(typed.trimmed()) || typed.trimmed().isEmpty(), "what is typed is not shown");
}

void TestIngestCommand::whereThePromptDiffersFromAnEarlierOneIsSaid()
{
    const QTemporaryDir folder;
    const QString model = QStringLiteral(QUIRE_RESOURCES "/models/v4-nano-flash");
    const auto write = [&](const QString& name, const QByteArray& content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    const QByteArray story = QByteArray("The keeper wrote down the tide of every evening.\n").repeated(40);
    QVERIFY(write("a.txt", story) && write("b.txt", story + "\nNine lamps burned.\n" + story));
    const QStringList sources{folder.filePath("a.txt"), folder.filePath("b.txt")};
    const QByteArray before = run(sources + QStringList{"--text"}).toUtf8();
    QVERIFY(write("before", before));
    const QStringList ask = sources + QStringList{"--since", folder.filePath("before"), "--model", model};
    QVERIFY(run(ask).contains("The prompt is what it was"));

    QVERIFY(write("b.txt", story + "\nTen lamps burned.\n" + story));
    const QJsonObject since =
        QJsonDocument::fromJson(run(ask + QStringList{"--json"}).toUtf8()).object()["since"].toObject();
    const QByteArray after = run(sources + QStringList{"--text"}).toUtf8();
    QCOMPARE(since["bytes"].toInteger(), after.indexOf("Ten lamps"));
    QCOMPARE(since["document"].toString(), "b.txt");
    QVERIFY2(since["place"].toString().startsWith("b.txt, lines 42"), qPrintable(since["place"].toString()));
    // Those tokens are the first ones of both prompts, token for token.
    const Tokenizer tokenizer = Tokenizer::fromFile((model + "/tokenizer.json").toStdString());
    const auto tokens = [&](const QByteArray& text) {
        return tokenizer.encode(text.toStdString(), SpecialTokens::Inert);
    };
    const auto then = tokens(before), now = tokens(after);
    const auto parted = std::mismatch(now.begin(), now.end(), then.begin(), then.end()).first - now.begin();
    const qint64 said = since["tokens"].toInteger();
    QVERIFY(said > 0 && said <= parted && parted - said < 8); // a mark's tokens before
    QCOMPARE(since["of"].toInteger(), qint64(now.size()));
    QVERIFY(run(ask).contains("The prompt differs from token"));
}

void TestIngestCommand::clausesAreNamedAndReferencesLed()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("lease.txt");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("LEASE\n\nBetween Ida Holm (the \"Tenant\") and the Trust (the \"Landlord\").\n\n1. "
               "Term\n\n1.1 It begins in May."
               "\n\n1.2 It ends:\n\n(a) by notice; or\n\n(b) under Section 2.1.\n\n2. Rent\n\n2.1 The rent "
               "is due as Section "
               "1.2(b) says, and not as Section 7 or Section 4 of the Harbours Act 1964.\n\n2.2 It is paid "
               "in crowns.\n");
    file.close();
    const QString text = run({path, "--clauses"});
    for (const char* part :
         {"\u00A71 Term", "    \u00A71.2(b) under Section 2.1", "Landlord", "Section 1.2(b)",
          "no such clause", "another document's: Harbours Act", "2 resolved", "1 unresolved"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    const QJsonObject object = QJsonDocument::fromJson(run({path, "--clauses", "--json"}).toUtf8()).object();
    const QJsonValue contract = object["contracts"][0];
    QCOMPARE(contract["clauses"].toArray().size(), 8);
    QCOMPARE(contract["references"][1]["target"].toString(), QString::fromUtf8("\u00A71.2(b)"));
    // A passage is placed by line and clause.
    const qint64 at = run({path, "--text"}).toUtf8().indexOf("paid in crowns");
    QVERIFY(run({path, "--map", QString::number(at)}).contains(QString::fromUtf8("lease.txt, line")));
}

void TestIngestCommand::aTextWithoutClausesSaysSo()
{
    QVERIFY(run({m_book, "--clauses"}).contains("no clauses"));
    QVERIFY_EXCEPTION_THROWN(run({m_book, "--ocr", "maybe"}), AppError);
}

void TestIngestCommand::nothingToReadIsSaid()
{
    QVERIFY_EXCEPTION_THROWN(run({}), AppError);
    QVERIFY_EXCEPTION_THROWN(run({m_book, "--map", "3"}), AppError);
}

QTEST_GUILESS_MAIN(TestIngestCommand)
#include "tst_IngestCommand.moc"
