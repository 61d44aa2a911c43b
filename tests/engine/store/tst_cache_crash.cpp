#include "FakeReading.h"
#include "ScratchFolder.h"

#include <QProcess>
#include <QTest>

#include <map>

using namespace quire;
using test::FakeReading;
using test::ScratchFolder;

/// Kills a process that uses a store, again and again on the same store, and looks at what is left.
class tst_CacheCrash : public QObject
{
    Q_OBJECT

private slots:
    void nothingKeptIsLostWhenKilledAtAnyMoment();
    void nothingKeptIsLostWhenKilledAtAnyCall();

private:
    struct Kept
    {
        std::int64_t position = 0;
        std::string key;
        bool mayBeEvicted = false;
    };

    static int rounds() { return qEnvironmentVariableIntValue("QUIRE_TEST_THOROUGH") ? 1000 : 60; }
    void hear(const QByteArray& said);
    void check(const std::filesystem::path& root);
    void checkSession(CacheStore& store, const SessionRow& row);

    std::map<std::string, Kept> m_kept;
    std::int64_t m_lines = 0;
};

void tst_CacheCrash::hear(const QByteArray& said)
{
    for (const QByteArray& line : said.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        m_lines += words.size() > 1;
        if (words[0] == "evict")
            for (auto& entry : m_kept)
                entry.second.mayBeEvicted = true;
        else if (words[0] == "drop" && words.size() == 2)
            m_kept.erase(words[1].toStdString());
        else if (words[0] == "kept" && words.size() == 4 && words[3].size() == 32)
            m_kept[words[1].toStdString()] = {words[2].toLongLong(), words[3].toStdString(), false};
    }
}

void tst_CacheCrash::checkSession(CacheStore& store, const SessionRow& row)
{
    const CacheModel model = store.modelOf(row);
    FakeReading reading(model, store.sessionTokens(row.id));
    const TokenPath path(model.identity, model.geometry.blockTokens(), reading.tokens());
    QVERIFY(reading.matches(store.load(model, reading.tokens())));
    const auto kept = m_kept.find(row.id);
    if (kept == m_kept.end())
        return;
    // What has been evicted is read anew, and the worker reads something else.
    if (kept->second.mayBeEvicted &&
        (path.size() < kept->second.position || path.keyAt(kept->second.position).hex() != kept->second.key))
        return;
    QVERIFY2(path.size() >= kept->second.position, row.id.c_str());
    QCOMPARE(path.keyAt(kept->second.position).hex(), kept->second.key);
    if (!kept->second.mayBeEvicted)
        QVERIFY2(store.load(model, reading.tokens()).position >= kept->second.position, row.id.c_str());
}

void tst_CacheCrash::check(const std::filesystem::path& root)
{
    const auto store = CacheStore::open(root);
    for (const auto& entry : m_kept)
        QVERIFY2(store->session(entry.first).has_value(), entry.first.c_str());
    for (const SessionRow& row : store->sessions()) {
        checkSession(*store, row);
        if (QTest::currentTestFailed())
            return;
    }
    // Rows are as they were written, and nothing lies around that the index does not know.
    const VerifyReport report = store->verify();
    QVERIFY2(report.problems.empty(), report.problems.empty() ? "" : report.problems.front().c_str());
}

void tst_CacheCrash::nothingKeptIsLostWhenKilledAtAnyMoment()
{
    const ScratchFolder folder;
    m_kept.clear();
    m_lines = 0;
    std::mt19937 random(1);
    for (int i = 0; i < rounds(); ++i) {
        QProcess worker;
        worker.start(QUIRE_CRASH_WORKER,
                     {QString::fromStdString(folder.cache().string()), QString::number(i)});
        QVERIFY(worker.waitForStarted());
        QTest::qSleep(static_cast<int>(5 + random() % 60));
        worker.kill();
        QVERIFY(worker.waitForFinished());
        hear(worker.readAllStandardOutput());
        check(folder.cache());
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("killed at %d moments; %lld states had been kept", rounds(), static_cast<long long>(m_lines));
}

void tst_CacheCrash::nothingKeptIsLostWhenKilledAtAnyCall()
{
    const ScratchFolder folder;
    m_kept.clear();
    m_lines = 0;
    std::mt19937 random(2);
    for (int i = 0; i < rounds(); ++i) {
        QProcess worker;
        worker.start(QUIRE_CRASH_WORKER, {QString::fromStdString(folder.cache().string()), QString::number(i),
                                          QString::number(random() % 600)});
        QVERIFY(worker.waitForFinished());
        QCOMPARE(worker.exitStatus(), QProcess::CrashExit);
        hear(worker.readAllStandardOutput());
        check(folder.cache());
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("killed at %d calls; %lld states had been kept", rounds(), static_cast<long long>(m_lines));
}

QTEST_GUILESS_MAIN(tst_CacheCrash)
#include "tst_cache_crash.moc"
