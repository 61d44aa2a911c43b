#include "FakeReading.h"
#include "FaultyFileSystem.h"
#include "FaultyVfs.h"
#include "ScratchFolder.h"

#include <QTest>

#include <filesystem>

using namespace quire;
using test::FakeReading;
using test::FaultyFileSystem;
using test::FaultyVfs;
using test::ScratchFolder;

namespace {

using Fault = FaultyFileSystem::Fault;

FakeReading reading(std::int64_t length, unsigned seed)
{
    return {FakeReading::smallModel(), FakeReading::text(length, seed)};
}

/// A bit of everything that changes files: reading on, forking, ending, pinning, evicting, dropping,
/// repairing.
void work(CacheStore& store, const std::string& session)
{
    FakeReading one = reading(300, 1);
    one.readInto(store, 200, SnapshotKind::PromptEnd, session);
    std::vector<std::int32_t> tokens = one.tokens();
    tokens.resize(290);
    tokens.insert(tokens.end(), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    FakeReading fork(one.model(), tokens);
    const std::string other = store.createSession(one.model(), "fork");
    fork.readInto(store, 256, SnapshotKind::AnswerEnd, other);
    store.pin(session, true);
    store.evict(0, other);
    one.matches(store.load(one.model(), one.tokens()));
    store.drop(other, true);
    store.repair();
}

bool isSaidPlainly(const EngineError& error)
{
    return error.code() == ErrorCode::CacheUnwritable || error.code() == ErrorCode::CacheDamaged ||
           error.code() == ErrorCode::FileUnreadable || error.code() == ErrorCode::BadInput;
}

/// Prepares a store that has read 200 tokens in a session. Returns its id.
std::string prepare(const std::filesystem::path& root)
{
    const auto store = CacheStore::open(root);
    std::string session = store->createSession(FakeReading::smallModel(), "kept");
    reading(200, 1).readInto(*store, 0, SnapshotKind::PromptEnd, session);
    return session;
}

void workOn(const std::filesystem::path& root, const std::string& session,
            const std::shared_ptr<FileSystem>& system)
{
    StoreOptions options;
    options.fileSystem = system;
    work(*CacheStore::open(root, options), session);
}

/// How many calls work() makes if none fails.
std::int64_t callsOfWork()
{
    const ScratchFolder folder;
    const auto root = folder.cache();
    const auto system = std::make_shared<FaultyFileSystem>();
    workOn(root, prepare(root), system);
    return system->calls;
}

} // namespace

class tst_CacheFaults : public QObject
{
    Q_OBJECT

private slots:
    void everyFailingCallIsSurvived_data();
    void everyFailingCallIsSurvived();
    void everyFailingIndexCallIsSurvived_data();
    void everyFailingIndexCallIsSurvived();
    void fullDiskIsSaidAndReadingGoesOn();
    void readOnlyStoreStillReads();

private:
    /// What was committed before the fault is there, and the store works as if nothing had been.
    void checkAfterwards(const std::filesystem::path& root, const std::string& session);
};

void tst_CacheFaults::checkAfterwards(const std::filesystem::path& root, const std::string& session)
{
    const auto store = CacheStore::open(root);
    FakeReading before = reading(300, 1);
    const LoadedPrefix loaded = store->load(before.model(), before.tokens());
    QVERIFY2(loaded.position >= 200, qPrintable(QString::number(loaded.position)));
    QVERIFY(before.matches(loaded));
    QVERIFY(store->session(session).has_value());
    const auto known = store->sessionTokens(session);
    QVERIFY(known.size() >= 200);
    QVERIFY(std::equal(known.begin(), known.end(), before.tokens().begin()));
    before.readInto(*store, loaded.position, SnapshotKind::PromptEnd, session);
    QCOMPARE(store->load(before.model(), before.tokens()).position, 300);
    QVERIFY(before.matches(store->load(before.model(), before.tokens())));
    const VerifyReport report = store->verify();
    QVERIFY2(report.problems.empty(), report.problems.empty() ? "" : report.problems.front().c_str());
    store->drop(session, true);
    store->evict(0);
    QCOMPARE(store->usage().rowFileBytes, 0u);
    QVERIFY(std::filesystem::is_empty(root / "blocks"));
    QVERIFY(std::filesystem::is_empty(root / "snapshots"));
}

void tst_CacheFaults::everyFailingCallIsSurvived_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("lasting");
    QTest::newRow("ENOSPC") << int(Fault::Error) << ENOSPC << false;
    QTest::newRow("EIO") << int(Fault::Error) << EIO << false;
    QTest::newRow("EACCES") << int(Fault::Error) << EACCES << false;
    QTest::newRow("short writes") << int(Fault::ShortWrite) << ENOSPC << false;
    QTest::newRow("EIO from then on") << int(Fault::Error) << EIO << true;
}

void tst_CacheFaults::everyFailingCallIsSurvived()
{
    QFETCH(int, fault);
    QFETCH(int, error);
    QFETCH(bool, lasting);
    const std::int64_t most = qEnvironmentVariableIntValue("QUIRE_TEST_THOROUGH") ? 1000000 : 200;
    const std::int64_t calls = callsOfWork();
    std::int64_t failures = 0, tried = 0;
    for (std::int64_t at = 0; at < calls; at += std::max<std::int64_t>(1, calls / most)) {
        const ScratchFolder folder;
        const auto root = folder.cache();
        const std::string session = prepare(root);
        const auto system = std::make_shared<FaultyFileSystem>();
        system->fault = static_cast<Fault>(fault);
        system->error = error;
        system->lasting = lasting;
        system->at = at;
        ++tried;
        try {
            workOn(root, session, system);
        } catch (const EngineError& failure) {
            ++failures;
            QVERIFY2(isSaidPlainly(failure), failure.what());
        }
        checkAfterwards(root, session);
        if (QTest::currentTestFailed()) {
            qWarning("after failing call %lld (%s)", static_cast<long long>(at), system->lastCall.c_str());
            return;
        }
    }
    qInfo("%lld of %lld calls failed in turn, %lld of the failures reported", static_cast<long long>(tried),
          static_cast<long long>(calls), static_cast<long long>(failures));
}

void tst_CacheFaults::everyFailingIndexCallIsSurvived_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("disk full") << FaultyVfs::full();
    QTest::newRow("write error") << FaultyVfs::ioError();
}

void tst_CacheFaults::everyFailingIndexCallIsSurvived()
{
    QFETCH(int, error);
    FaultyVfs vfs("faulty");
    std::int64_t tried = 0;
    for (std::int64_t at = 0; at < 100000;
         at += qEnvironmentVariableIntValue("QUIRE_TEST_THOROUGH") ? 1 : 7) {
        const ScratchFolder folder;
        const auto root = folder.cache();
        const std::string session = prepare(root);
        vfs.failAt(at, error);
        ++tried;
        try {
            StoreOptions options;
            options.sqliteVfs = "faulty";
            work(*CacheStore::open(root, options), session);
        } catch (const EngineError& failure) {
            QVERIFY2(isSaidPlainly(failure), failure.what());
        }
        const bool struck = vfs.struck();
        vfs.failAt(-1, 0);
        if (!struck)
            break;
        checkAfterwards(root, session);
        if (QTest::currentTestFailed()) {
            qWarning("after failing index call %lld", static_cast<long long>(at));
            return;
        }
    }
    qInfo("%lld places to fail in the index tried", static_cast<long long>(tried));
}

void tst_CacheFaults::fullDiskIsSaidAndReadingGoesOn()
{
    const ScratchFolder folder;
    const auto system = std::make_shared<FaultyFileSystem>();
    StoreOptions options;
    options.fileSystem = system;
    const auto store = CacheStore::open(folder.cache(), options);
    reading(200, 1).readInto(*store, 0, SnapshotKind::PromptEnd);
    system->fault = Fault::Error;
    system->error = ENOSPC;
    system->lasting = system->writesOnly = true;
    system->at = system->calls;
    try {
        reading(300, 1).readInto(*store, 200, SnapshotKind::PromptEnd);
        QFAIL("a full disk must be said");
    } catch (const EngineError& error) {
        QCOMPARE(error.code(), ErrorCode::CacheUnwritable);
        QVERIFY(QString::fromStdString(error.what()).contains("no room"));
    }
    FakeReading longer = reading(300, 1);
    QVERIFY(longer.matches(store->load(longer.model(), longer.tokens())));
    system->fault = Fault::None; // someone has made room
    longer.readInto(*store, 200, SnapshotKind::PromptEnd);
    QCOMPARE(store->load(longer.model(), longer.tokens()).position, 300);
}

void tst_CacheFaults::readOnlyStoreStillReads()
{
    const ScratchFolder folder;
    const auto root = folder.cache();
    reading(300, 1).readInto(*CacheStore::open(root), 0, SnapshotKind::PromptEnd);
    const auto system = std::make_shared<FaultyFileSystem>();
    system->fault = Fault::Error;
    system->error = EROFS;
    system->lasting = system->writesOnly = true;
    system->at = 0;
    StoreOptions options;
    options.fileSystem = system;
    const auto store = CacheStore::open(root, options);
    QVERIFY(QString::fromStdString(store->readOnlyReason()).contains("read-only"));
    FakeReading read = reading(300, 1);
    QVERIFY(read.matches(store->load(read.model(), read.tokens())));
    QCOMPARE(store->load(read.model(), read.tokens()).position, 300);
    try {
        store->createSession(read.model(), "no");
        QFAIL("must be refused");
    } catch (const EngineError& error) {
        QCOMPARE(error.code(), ErrorCode::CacheUnwritable);
    }
}

QTEST_GUILESS_MAIN(tst_CacheFaults)
#include "tst_cache_faults.moc"
