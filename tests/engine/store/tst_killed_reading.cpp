#include "ScratchFolder.h"
#include "engine/store/Bundle.h"
#include "tests/support/CheckpointWriter.h"

#include <QProcess>
#include <QTest>

#include <random>

using namespace quire;
using test::ScratchFolder;

/// A whole process reads with the real engine and is killed (SIGKILL) again and again. What it says in the
/// end is what one says that was left alone.
class tst_KilledReading : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void killedAndResumedSaysTheSame();
    void anotherProcessSaysTheSame();
    void importedBundleSaysTheSame();

private:
    struct Said
    {
        std::int64_t reused = 0;
        QByteArray rest; ///< logits and answers, to the bit
    };

    static int kills() { return qEnvironmentVariableIntValue("QUIRE_TEST_THOROUGH") ? 50 : 6; }
    void start(QProcess& worker, const std::filesystem::path& store) const;
    static Said heard(QProcess& worker);
    Said read(const std::filesystem::path& store) const;

    static constexpr int promptTokens = 18000; // two whole blocks and a bit
    ScratchFolder m_model;
    ScratchFolder m_store;
    Said m_reference;
    qint64 m_milliseconds = 0; ///< one undisturbed reading takes
};

void tst_KilledReading::start(QProcess& worker, const std::filesystem::path& store) const
{
    worker.start(QUIRE_READING_WORKER,
                 {QString::fromStdString(m_model.cache().string()), QString::fromStdString(store.string()),
                  QString::number(promptTokens), QStringLiteral("3")});
}

tst_KilledReading::Said tst_KilledReading::heard(QProcess& worker)
{
    const QByteArray all = worker.readAllStandardOutput();
    const qsizetype end = all.indexOf('\n');
    return {all.mid(7, end - 7).toLongLong(), all.mid(end + 1)};
}

tst_KilledReading::Said tst_KilledReading::read(const std::filesystem::path& store) const
{
    QProcess worker;
    start(worker, store);
    worker.waitForFinished(-1);
    return worker.exitStatus() == QProcess::NormalExit && worker.exitCode() == 0 ? heard(worker) : Said();
}

void tst_KilledReading::initTestCase()
{
    test::CheckpointSpec spec = test::specNamed("flash-like");
    spec.config.maxPositions = 131072;
    test::writeCheckpoint(m_model.cache(), spec);
    const ScratchFolder folder;
    QElapsedTimer timer;
    timer.start();
    m_reference = read(folder.cache());
    m_milliseconds = timer.elapsed();
    QCOMPARE(m_reference.reused, 0);
    QVERIFY(m_reference.rest.contains("seeded"));
}

void tst_KilledReading::killedAndResumedSaysTheSame()
{
    std::mt19937 random(11);
    int killed = 0, finished = 0;
    bool resumed = false;
    for (bool whole = false; killed < kills() || !whole;) {
        QProcess worker;
        start(worker, m_store.cache());
        QVERIFY(worker.waitForStarted());
        const int patience = static_cast<int>(static_cast<qint64>(random() % 1000) * m_milliseconds / 1000);
        if (killed < kills() && !worker.waitForFinished(patience)) {
            worker.kill();
            QVERIFY(worker.waitForFinished());
            ++killed;
            whole = false;
            continue;
        }
        QVERIFY(worker.state() == QProcess::NotRunning || worker.waitForFinished(-1));
        QCOMPARE(worker.exitCode(), 0);
        const Said said = heard(worker);
        QCOMPARE(said.rest, m_reference.rest);
        resumed = resumed || said.reused > 0;
        ++finished;
        whole = true;
        if (killed < kills()) // once more from the beginning
            for (const auto store = CacheStore::open(m_store.cache());
                 const SessionRow& row : store->sessions())
                store->drop(row.id, true);
    }
    qInfo("killed %d times, read to the end %d times", killed, finished);
    QVERIFY(resumed);
}

void tst_KilledReading::anotherProcessSaysTheSame()
{
    const Said said = read(m_store.cache());
    QCOMPARE(said.reused, promptTokens);
    QCOMPARE(said.rest, m_reference.rest);
}

void tst_KilledReading::importedBundleSaysTheSame()
{
    const auto store = CacheStore::open(m_store.cache());
    const ScratchFolder other;
    const std::filesystem::path bundle = m_store.cache().parent_path() / "book.quire";
    std::string id;
    for (const SessionRow& row : store->sessions())
        if (row.title == "book")
            id = row.id;
    exportBundle(*store, id, bundle);
    importBundle(*CacheStore::open(other.cache()), bundle);
    const Said said = read(other.cache());
    QCOMPARE(said.reused, promptTokens);
    QCOMPARE(said.rest, m_reference.rest);
}

QTEST_GUILESS_MAIN(tst_KilledReading)
#include "tst_killed_reading.moc"
