#include "ingest/Intake.h"
#include "ingest/worker/IsolatedReader.h"
#include "tests/ingest/support/HostileFiles.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace quire;

/// What means harm costs a line of the ledger, and nothing else.
class TestHostile : public QObject
{
    Q_OBJECT

private slots:
    void soundFilesAreRead();
    void everyHostileFileEndsInALine();
    void aFolderOfHostileFilesIsReadThrough();

private:
    static QString write(const QTemporaryDir& folder, const HostileFile& one)
    {
        QFile file(folder.filePath(one.name));
        if (!file.open(QIODevice::WriteOnly) || file.write(one.bytes) != one.bytes.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        return file.fileName();
    }
    static ReadContext limits(int seconds)
    {
        ReadContext context;
        context.timeBudget = std::chrono::seconds(seconds);
        context.byteBudget = 48 << 20;
        return context;
    }
};

void TestHostile::soundFilesAreRead()
{
    const ReaderRegistry registry = ReaderRegistry::isolated(findWorker());
    const QTemporaryDir folder;
    for (const HostileFile& file : soundFiles()) {
        const IntakeResult result = Intake(registry).read({write(folder, file)}, limits(60));
        QVERIFY2(!result.documents.empty() && result.documents[0]->text().size() > 5, qPrintable(file.name));
        QVERIFY2(result.ledger.isComplete(), qPrintable(file.name));
    }
}

/// Each by itself: named files throw, archives give a tree. Either way a person reads why.
void TestHostile::everyHostileFileEndsInALine()
{
    const ReaderRegistry registry = ReaderRegistry::isolated(findWorker());
    const QTemporaryDir folder;
    int read = 0, refused = 0, died = 0, slow = 0;
    qint64 longest = 0;
    QString slowest;
    const std::vector<HostileFile> files = hostileFiles();
    QVERIFY(files.size() >= 400);
    for (const HostileFile& file : files) {
        QElapsedTimer timer;
        timer.start();
        try {
            const IntakeResult result = Intake(registry).read({write(folder, file)}, limits(6));
            QVERIFY2(!result.ledger.lines().empty() || result.documents.empty(), qPrintable(file.name));
            for (const LedgerLine& line : result.ledger.lines())
                QVERIFY2(line.coverage == Coverage::Read || !line.reason.isEmpty(), qPrintable(file.name));
            ++read;
        } catch (const IngestError& error) {
            QVERIFY2(!error.happened().isEmpty() && !error.remedy().isEmpty(), qPrintable(file.name));
            died += error.code() == IngestErrorCode::WorkerDied;
            slow += error.code() == IngestErrorCode::TookTooLong;
            if (error.code() == IngestErrorCode::WorkerDied || error.code() == IngestErrorCode::TookTooLong)
                qInfo("%s: %s", qPrintable(file.name), error.what());
            ++refused;
        }
        if (timer.elapsed() > longest) {
            longest = timer.elapsed();
            slowest = file.name;
        }
    }
    qInfo("the slowest: %s, %lld ms by the clock", qPrintable(slowest), longest);
    qInfo("%zu files: %d read as far as they go, %d refused (%d broke the worker, %d took too long)",
          files.size(), read, refused, died, slow);
}

void TestHostile::aFolderOfHostileFilesIsReadThrough()
{
    const ReaderRegistry registry = ReaderRegistry::isolated(findWorker());
    const QTemporaryDir folder;
    size_t count = 0;
    for (const HostileFile& file : hostileFiles()) {
        if (++count % 4 == 0) // a part of them: the time of starting workers
            write(folder, file);
    }
    write(folder, {QStringLiteral("zz sound.txt"), "still here\n"});
    const IntakeResult result = Intake(registry).read({folder.path()}, limits(6));
    QCOMPARE(result.documents.size() + result.excluded.size(), count / 4 + 1);
    for (const Exclusion& exclusion : result.excluded)
        QVERIFY2(!exclusion.text.isEmpty(), qPrintable(exclusion.path));
    QCOMPARE(result.documents.back()->text(), QByteArray("still here\n"));
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
