#include "ingest/DocumentCodec.h"
#include "ingest/Intake.h"
#include "ingest/worker/IsolatedReader.h"
#include "tests/ingest/support/PdfFile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace quire;

/// Locked PDFs: the password is asked for once, never guessed, and what is behind it is read as if there were
/// none.
class TestPasswords : public QObject
{
    Q_OBJECT

private slots:
    void theRightPasswordOpens_data();
    void theRightPasswordOpens();
    void aWrongPasswordIsSaid_data() { everyMethod(); }
    void aWrongPasswordIsSaid();
    void withoutAPasswordItIsAskedFor_data() { everyMethod(); }
    void withoutAPasswordItIsAskedFor();
    void anEmptyPasswordNeedsNoQuestion_data() { everyMethod(); }
    void anEmptyPasswordNeedsNoQuestion();
    void severalThreadsReadALockedFile();
    void theWorkerIsToldThePassword();
    void aFolderAsksForOneFileAtATime();

private:
    using Method = PdfEncryption::Method;

    static void everyMethod()
    {
        QTest::addColumn<Method>("method");
        QTest::newRow("RC4") << Method::Rc4;
        QTest::newRow("AES-128") << Method::Aes128;
        QTest::newRow("AES-256") << Method::Aes256;
    }
    static QByteArray locked(Method method, const QByteArray& user, const QByteArray& owner = "the owner's",
                             int pages = 2)
    {
        PdfFile file;
        for (int page = 1; page <= pages; ++page) {
            file.page();
            file.text(72, 100, 10, "Page " + QByteArray::number(page) + " is behind the lock.");
        }
        file.setCompressed(true);
        file.lock(PdfEncryption(method, user, owner));
        return file.bytes();
    }
    static ReadContext asking(const QString& password, int* asked = nullptr)
    {
        ReadContext context;
        context.password = [=](const QString&) {
            if (asked)
                ++*asked;
            return password;
        };
        return context;
    }
    /// The message of the error, which must be PasswordNeeded.
    static QString refusal(const ReaderRegistry& registry, const QByteArray& bytes,
                           const ReadContext& context)
    {
        try {
            registry.read(Source::memory(QStringLiteral("lease.pdf"), bytes), context);
        } catch (const IngestError& error) {
            return error.code() == IngestErrorCode::PasswordNeeded ? error.happened() : QString();
        }
        return {};
    }
    const ReaderRegistry m_here = ReaderRegistry::standard();
};

void TestPasswords::theRightPasswordOpens_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QString>("given");
    for (const auto& [name, method] : {std::pair("RC4", Method::Rc4), std::pair("AES-128", Method::Aes128),
                                       std::pair("AES-256", Method::Aes256)}) {
        const QString umlauts = QStringLiteral("schl\u00FCssel");
        const QByteArray encoded = method == Method::Aes256 ? umlauts.toUtf8() : umlauts.toLatin1();
        QTest::addRow("%s, the reader's", name) << method << QByteArray("open sesame") << "open sesame";
        QTest::addRow("%s, the owner's", name) << method << QByteArray("open sesame") << "the owner's";
        QTest::addRow("%s, beyond ASCII", name) << method << encoded << umlauts;
    }
}

void TestPasswords::theRightPasswordOpens()
{
    QFETCH(Method, method);
    QFETCH(QByteArray, user);
    QFETCH(QString, given);
    int asked = 0;
    const DocumentPtr document =
        m_here.read(Source::memory(QStringLiteral("lease.pdf"), locked(method, user)), asking(given, &asked));
    QCOMPARE(document->text(), QByteArray("Page 1 is behind the lock.\n\nPage 2 is behind the lock."));
    QCOMPARE(asked, 1);
    QVERIFY(document->ledger().isComplete());
}

void TestPasswords::aWrongPasswordIsSaid()
{
    QFETCH(Method, method);
    int asked = 0;
    const QString said = refusal(m_here, locked(method, "open sesame"), asking("close sesame", &asked));
    QVERIFY2(said.contains("not the password of lease.pdf"), qPrintable(said));
    QCOMPARE(asked, 1); // it is not guessed at
}

void TestPasswords::withoutAPasswordItIsAskedFor()
{
    QFETCH(Method, method);
    for (const ReadContext& context : {ReadContext(), asking({})}) {
        const QString said = refusal(m_here, locked(method, "open sesame"), context);
        QVERIFY2(said.contains("lease.pdf is locked by a password"), qPrintable(said));
    }
}

void TestPasswords::anEmptyPasswordNeedsNoQuestion()
{
    QFETCH(Method, method);
    int asked = 0;
    const DocumentPtr document =
        m_here.read(Source::memory(QStringLiteral("lease.pdf"), locked(method, {})), asking("x", &asked));
    QVERIFY(document->text().startsWith("Page 1 is behind"));
    QCOMPARE(asked, 0);
}

void TestPasswords::severalThreadsReadALockedFile()
{
    const Source source =
        Source::memory(QStringLiteral("lease.pdf"), locked(Method::Aes128, "open sesame", "owner", 200));
    int asked = 0;
    ReadContext context = asking("open sesame", &asked);
    const QByteArray one = DocumentCodec::encode(*m_here.read(source, context));
    context.threads = 4;
    QVERIFY(DocumentCodec::encode(*m_here.read(source, context)) == one);
    QCOMPARE(asked, 2);
}

void TestPasswords::theWorkerIsToldThePassword()
{
    const ReaderRegistry there = ReaderRegistry::isolated(findWorker());
    const QByteArray bytes = locked(Method::Aes256, "open sesame");
    int asked = 0;
    const DocumentPtr document =
        there.read(Source::memory(QStringLiteral("lease.pdf"), bytes), asking("open sesame", &asked));
    QVERIFY(document->text().startsWith("Page 1 is behind"));
    QCOMPARE(asked, 1);
    QVERIFY(refusal(there, bytes, asking("close sesame")).contains("not the password"));
    QVERIFY(refusal(there, bytes, {}).contains("locked by a password"));
}

void TestPasswords::aFolderAsksForOneFileAtATime()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 8; ++i) {
        QFile file(folder.filePath(QStringLiteral("%1.pdf").arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(locked(Method::Rc4, "key " + QByteArray::number(i)));
    }
    std::atomic<int> asking{0};
    QStringList names; // unguarded: one question at a time
    ReadContext context;
    context.password = [&](const QString& name) {
        if (++asking > 1)
            names << QStringLiteral("two at once");
        names << name;
        QTest::qSleep(5);
        --asking;
        const QString number = name.section(u'/', -1).section(u'.', 0, 0);
        return number == u"3" ? QString() : QStringLiteral("key ") + number;
    };
    Intake intake(m_here);
    intake.setThreads(4);
    const IntakeResult result = intake.read({folder.path()}, context);
    QCOMPARE(names.size(), 8);
    QCOMPARE(result.documents.size(), 7U);
    QCOMPARE(result.excluded.size(), 1U);
    QVERIFY(result.excluded[0].path.endsWith("3.pdf"));
    QVERIFY2(result.excluded[0].text.contains("locked by a password"), qPrintable(result.excluded[0].text));
}

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
