#include "FakeReading.h"
#include "ScratchFolder.h"
#include "engine/store/Bundle.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

using namespace quire;
using test::FakeReading;
using test::ScratchFolder;

namespace {

std::vector<std::int32_t> joined(std::vector<std::int32_t> first, const std::vector<std::int32_t>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::vector<std::int32_t> prefixOf(const std::vector<std::int32_t>& tokens, std::int64_t count)
{
    return {tokens.begin(), tokens.begin() + count};
}

std::size_t filesIn(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

} // namespace

class tst_CacheStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_store.reset(); }

    void folderIsPrivateAndTagged();
    void whatIsCommittedIsLoadedByAnotherStore();
    void longestPrefixResumesAtItsLastSnapshot();
    void missesAreExplained();
    void sharedPrefixIsStoredOnce();
    void prefixInsideStoredBlockIsAdopted();
    void committingAgainWritesNoRows();
    void otherModelsSeeNothing();
    void readingSnapshotsAreThinnedOut();
    void sessionKnowsItsTokens();
    void sessionComesBackInOnePass();
    void pauseIsReplacedByTheNext();
    void evictedRowsAreWrittenAgainByTheirReader();
    void dropForgetsOnlyWhatNobodyNeeds();
    void dropForgetsTheBranchesLeftBehind();
    void evictionFollowsItsPreviewAndSparesPins();
    void quotaHoldsWhileReading();
    void mappedRowsOutliveTheirFile();
    void lostIndexIsMadeAgain();
    void damagedIndexIsMadeAgain();
    void leftoversAreSweptUp();
    void readOnlyFolderIsReadAndSaidSo();
    void manyMakeTheFolderAtOnce();
    void twoStoresWriteAtOnce();
    void verifyAndRepairAgree();
    void bundlesCarrySessionsWhole();

private:
    std::shared_ptr<CacheStore> openStore(StoreOptions options = {})
    {
        return CacheStore::open(root(), options);
    }
    std::filesystem::path root() const { return m_folder->cache(); }

    std::unique_ptr<ScratchFolder> m_folder;
    std::shared_ptr<CacheStore> m_store;
};

void tst_CacheStore::init()
{
    m_folder = std::make_unique<ScratchFolder>();
    m_store = openStore();
}

void tst_CacheStore::folderIsPrivateAndTagged()
{
    struct stat status = {};
    QCOMPARE(::stat(root().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700u);
    std::ifstream tag(root() / "CACHEDIR.TAG");
    std::string line;
    std::getline(tag, line);
    QCOMPARE(line, std::string("Signature: 8a477f597d28d172789f06886806bc55"));
}

void tst_CacheStore::whatIsCommittedIsLoadedByAnotherStore()
{
    for (const std::int64_t length : {1, 15, 63, 64, 65, 300, 640}) {
        FakeReading reading(FakeReading::smallModel(),
                            FakeReading::text(length, static_cast<unsigned>(length)));
        reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
        const LoadedPrefix loaded = openStore()->load(reading.model(), reading.tokens());
        QCOMPARE(loaded.position, length);
        QVERIFY(reading.matches(loaded));
    }
}

void tst_CacheStore::longestPrefixResumesAtItsLastSnapshot()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    // The same beginning, another end: resumes at the last block boundary before the difference.
    FakeReading other(FakeReading::smallModel(),
                      joined(prefixOf(reading.tokens(), 290), FakeReading::text(50, 2)));
    const StoredPrefix found = m_store->lookup(other.model(), other.tokens());
    QCOMPARE(found.tokens, 256);
    QCOMPARE(found.resumable, 256);
    QVERIFY(other.matches(m_store->load(other.model(), other.tokens())));
    // The same beginning and more: resumes at the end.
    FakeReading longer(FakeReading::smallModel(), joined(reading.tokens(), FakeReading::text(50, 3)));
    QCOMPARE(m_store->lookup(longer.model(), longer.tokens()).resumable, 300);
    QVERIFY(longer.matches(m_store->load(longer.model(), longer.tokens())));
    QCOMPARE(m_store->load(longer.model(), longer.tokens(), 299).position, 256);
}

void tst_CacheStore::missesAreExplained()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    QCOMPARE(m_store->lookup(reading.model(), reading.tokens()).miss, Miss::NothingStored);
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    QCOMPARE(m_store->lookup(reading.model(), reading.tokens()).miss, Miss::None);
    for (const std::int64_t place : {0, 63, 64, 100, 299}) {
        std::vector<std::int32_t> changed = reading.tokens();
        changed[static_cast<std::size_t>(place)] ^= 1;
        const StoredPrefix found = m_store->lookup(reading.model(), changed);
        QCOMPARE(found.miss, Miss::Differs);
        QCOMPARE(found.differsAt, place);
    }
    const auto longer = joined(reading.tokens(), {1, 2, 3});
    QCOMPARE(m_store->lookup(reading.model(), longer).miss, Miss::EndsHere);
    QCOMPARE(m_store->lookup(reading.model(), longer).tokens, 300);
}

void tst_CacheStore::sharedPrefixIsStoredOnce()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(640, 1));
    QCOMPARE(reading.readInto(*m_store, 0, SnapshotKind::PromptEnd).newTokens, 640);
    FakeReading longer(FakeReading::smallModel(), joined(reading.tokens(), FakeReading::text(70, 2)));
    QCOMPARE(longer.readInto(*m_store, 640, SnapshotKind::AnswerEnd).newTokens, 70);
    QVERIFY(longer.matches(m_store->load(longer.model(), longer.tokens())));
}

void tst_CacheStore::prefixInsideStoredBlockIsAdopted()
{
    FakeReading whole(FakeReading::smallModel(), FakeReading::text(128, 1));
    whole.readInto(*m_store, 0, SnapshotKind::Reading);
    // A shorter prompt that ends inside a stored block: only a record is added.
    FakeReading part(FakeReading::smallModel(), prefixOf(whole.tokens(), 100));
    QCOMPARE(part.readInto(*m_store, 0, SnapshotKind::PromptEnd).newTokens, 0);
    QVERIFY(part.matches(m_store->load(part.model(), part.tokens())));
    QCOMPARE(m_store->load(part.model(), part.tokens()).position, 100);
    // And one that leaves it there: only what is new is added.
    FakeReading fork(FakeReading::smallModel(),
                     joined(prefixOf(whole.tokens(), 90), FakeReading::text(60, 2)));
    QCOMPARE(fork.readInto(*m_store, 64, SnapshotKind::PromptEnd).newTokens, 60);
    QVERIFY(fork.matches(m_store->load(fork.model(), fork.tokens())));
    QVERIFY(whole.matches(m_store->load(whole.model(), whole.tokens())));
    QVERIFY(m_store->verify().problems.empty());
}

void tst_CacheStore::committingAgainWritesNoRows()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(200, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    const CommitResult again = reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    QCOMPARE(again.newTokens, 0);
    QVERIFY(again.bytesWritten < 2000); // snapshots that had been thinned out
}

void tst_CacheStore::otherModelsSeeNothing()
{
    FakeReading reading(FakeReading::smallModel("one"), FakeReading::text(200, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    QCOMPARE(m_store->lookup(FakeReading::smallModel("two"), reading.tokens()).tokens, 0);
    FakeReading other(FakeReading::smallModel("two"), reading.tokens());
    other.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    QVERIFY(reading.matches(m_store->load(reading.model(), reading.tokens())));
    QCOMPARE(m_store->lookup(reading.model(), reading.tokens()).tokens, 200);
    QCOMPARE(m_store->lookup(other.model(), other.tokens()).tokens, 200);
}

void tst_CacheStore::readingSnapshotsAreThinnedOut()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(64 * 40, 1));
    reading.readInto(*m_store, 0, SnapshotKind::Reading);
    const std::size_t kept = filesIn(root() / "snapshots");
    QVERIFY2(kept >= 3 && kept < 20, qPrintable(QString::number(kept)));
    // The last ones are all there.
    for (const std::int64_t block : {39, 40})
        QCOMPARE(m_store->lookup(reading.model(), prefixOf(reading.tokens(), 64 * block)).resumable,
                 64 * block);
    // Once reading has come to its end the last of them will do; older ones stay where they are.
    FakeReading more(reading.model(), joined(reading.tokens(), FakeReading::text(40, 2)));
    more.readInto(*m_store, reading.size(), SnapshotKind::PromptEnd);
    QCOMPARE(m_store->lookup(more.model(), prefixOf(more.tokens(), 64 * 40)).resumable, 64 * 40);
    QVERIFY(m_store->lookup(more.model(), prefixOf(more.tokens(), 64 * 39)).resumable < 64 * 39);
    QVERIFY(m_store->lookup(more.model(), prefixOf(more.tokens(), 64 * 39)).resumable > 64 * 20);
    QCOMPARE(m_store->lookup(more.model(), more.tokens()).resumable, more.size());
}

void tst_CacheStore::sessionKnowsItsTokens()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    const std::string id = m_store->createSession(reading.model(), "A book");
    QVERIFY(m_store->sessionTokens(id).empty());
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd, id);
    m_store->rename(id, "The book");
    const auto other = openStore();
    QCOMPARE(other->sessions().size(), std::size_t{1});
    QCOMPARE(other->session(id)->title, std::string("The book"));
    QCOMPARE(other->sessionTokens(id), reading.tokens());
    QCOMPARE(other->modelOf(*other->session(id)).identity, std::string("fake model"));
}

void tst_CacheStore::sessionComesBackInOnePass()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    const std::string id = m_store->createSession(reading.model(), "A book");
    QCOMPARE(m_store->loadSession(id).prefix.position, 0);
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd, id);
    const LoadedSession whole = openStore()->loadSession(id);
    QCOMPARE(whole.tokens, reading.tokens());
    QCOMPARE(whole.prefix.position, 300);
    QVERIFY(reading.matches(whole.prefix));
    // Rows without a snapshot at their end: the tokens are known, the place is the last one before.
    FakeReading longer(reading.model(), joined(reading.tokens(), FakeReading::text(200, 2)));
    m_store->commit({longer.model(), longer.tokens(), longer, 1, std::nullopt, id, -1});
    const LoadedSession more = m_store->loadSession(id);
    QCOMPARE(more.tokens, longer.tokens());
    QCOMPARE(more.prefix.position, 300);
    QVERIFY(longer.matches(more.prefix));
}

void tst_CacheStore::pauseIsReplacedByTheNext()
{
    const auto tokens = FakeReading::text(300, 1);
    const std::string id = m_store->createSession(FakeReading::smallModel(), "Paused");
    for (const std::int64_t at : {10, 20, 70, 130, 131}) {
        FakeReading part(FakeReading::smallModel(), prefixOf(tokens, at));
        m_store->commit({part.model(), part.tokens(), part, 1,
                         SnapshotImage{SnapshotKind::Pause, part.state(at)}, id, 7});
    }
    QCOMPARE(filesIn(root() / "snapshots"), std::size_t{1});
    QCOMPARE(m_store->session(id)->pending, 7);
    FakeReading part(FakeReading::smallModel(), prefixOf(tokens, 131));
    QVERIFY(part.matches(m_store->load(part.model(), tokens)));
}

void tst_CacheStore::evictedRowsAreWrittenAgainByTheirReader()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    m_store->evict(0);
    QCOMPARE(m_store->lookup(reading.model(), reading.tokens()).tokens, 0);
    QCOMPARE(filesIn(root() / "blocks"), std::size_t{0});
    FakeReading longer(FakeReading::smallModel(), joined(reading.tokens(), {5}));
    m_store->commit({longer.model(),
                     longer.tokens(),
                     longer,
                     1,
                     SnapshotImage{SnapshotKind::Pause, longer.state(301)},
                     {},
                     -1});
    QVERIFY(longer.matches(m_store->load(longer.model(), longer.tokens())));
    QCOMPARE(m_store->load(longer.model(), longer.tokens()).position, 301);
}

void tst_CacheStore::dropForgetsOnlyWhatNobodyNeeds()
{
    FakeReading trunk(FakeReading::smallModel(), FakeReading::text(200, 1));
    FakeReading one(trunk.model(), joined(trunk.tokens(), FakeReading::text(200, 2)));
    FakeReading two(trunk.model(), joined(trunk.tokens(), FakeReading::text(200, 3)));
    const std::string first = m_store->createSession(trunk.model(), "one");
    const std::string second = m_store->createSession(trunk.model(), "two");
    one.readInto(*m_store, 0, SnapshotKind::AnswerEnd, first);
    two.readInto(*m_store, 0, SnapshotKind::AnswerEnd, second);
    const StoreUsage before = m_store->usage();
    QCOMPARE(before.sessions.size(), std::size_t{2});
    QVERIFY(before.sessions[0].ownBytes < before.sessions[0].bytes);
    m_store->drop(first, true);
    QVERIFY(!m_store->session(first));
    QVERIFY(two.matches(m_store->load(two.model(), two.tokens())));
    QCOMPARE(m_store->load(two.model(), two.tokens()).position, 400);
    QCOMPARE(m_store->sessionTokens(second), two.tokens());
    // Nothing of it stays, not even in the file that both had begun.
    QCOMPARE(m_store->lookup(one.model(), one.tokens()).tokens, 200);
    QCOMPARE(m_store->lookup(one.model(), one.tokens()).miss, Miss::Differs);
    QVERIFY(m_store->verify().problems.empty());
    QVERIFY(m_store->usage().bytes < before.bytes);
    m_store->drop(second, true);
    QCOMPARE(filesIn(root() / "blocks"), std::size_t{0});
    QCOMPARE(filesIn(root() / "snapshots"), std::size_t{0});
    QCOMPARE(filesIn(root() / "sessions"), std::size_t{0});
}

void tst_CacheStore::dropForgetsTheBranchesLeftBehind()
{
    FakeReading trunk(FakeReading::smallModel(), FakeReading::text(200, 1));
    FakeReading left(trunk.model(), joined(trunk.tokens(), FakeReading::text(200, 2)));
    FakeReading right(trunk.model(), joined(trunk.tokens(), FakeReading::text(200, 3)));
    FakeReading others(trunk.model(), joined(trunk.tokens(), FakeReading::text(200, 4)));
    FakeReading othersLast(trunk.model(), joined(trunk.tokens(), FakeReading::text(200, 5)));
    const std::string mine = m_store->createSession(trunk.model(), "mine");
    const std::string theirs = m_store->createSession(trunk.model(), "theirs");
    left.readInto(*m_store, 0, SnapshotKind::AnswerEnd, mine);
    right.readInto(*m_store, 200, SnapshotKind::AnswerEnd, mine); // asked anew: the left one is left behind
    others.readInto(*m_store, 200, SnapshotKind::AnswerEnd, theirs);
    othersLast.readInto(*m_store, 200, SnapshotKind::AnswerEnd, theirs);

    const std::uint64_t before = m_store->usage().bytes;
    const std::uint64_t alone = m_store->freedBy({mine});
    QVERIFY(alone > 0);
    QVERIFY(m_store->freedBy({mine, theirs}) > alone + m_store->freedBy({theirs})); // the trunk as well
    QCOMPARE(m_store->freedBy({"nobody"}), std::uint64_t{0});
    m_store->drop(mine, true);
    QVERIFY(m_store->usage().bytes <= before - alone);
    for (const FakeReading* gone : {&left, &right})
        QCOMPARE(m_store->lookup(gone->model(), gone->tokens()).tokens, 200);
    // Another session keeps its own, the branch it left behind included.
    for (FakeReading* kept : {&others, &othersLast}) {
        QCOMPARE(m_store->load(kept->model(), kept->tokens()).position, 400);
        QVERIFY(kept->matches(m_store->load(kept->model(), kept->tokens())));
    }
    QVERIFY(m_store->verify().problems.empty());
    m_store->drop(theirs, true);
    QCOMPARE(filesIn(root() / "blocks"), std::size_t{0});
    QCOMPARE(filesIn(root() / "snapshots"), std::size_t{0});
}

void tst_CacheStore::evictionFollowsItsPreviewAndSparesPins()
{
    std::vector<FakeReading> readings;
    std::vector<std::string> ids;
    for (unsigned i = 0; i < 3; ++i) {
        readings.emplace_back(FakeReading::smallModel(), FakeReading::text(640, 10 + i));
        ids.push_back(m_store->createSession(readings[i].model(), "book " + std::to_string(i)));
        readings[i].readInto(*m_store, 0, SnapshotKind::PromptEnd, ids[i]);
    }
    FakeReading orphan(FakeReading::smallModel(), FakeReading::text(640, 99));
    orphan.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    m_store->pin(ids[0], true);
    const std::uint64_t total = m_store->usage().bytes;
    const EvictionPlan some = m_store->planEviction(total - 1);
    QCOMPARE(some.steps.size(), std::size_t{1});
    QVERIFY(some.steps.front().session.empty());
    const EvictionPlan all = m_store->planEviction(0, ids[1]);
    const EvictionPlan done = m_store->evict(0, ids[1]);
    QCOMPARE(done.bytes, all.bytes);
    QCOMPARE(done.steps.size(), all.steps.size());
    QVERIFY(readings[0].matches(m_store->load(readings[0].model(), readings[0].tokens())));
    QCOMPARE(m_store->load(readings[0].model(), readings[0].tokens()).position, 640);
    QCOMPARE(m_store->load(readings[1].model(), readings[1].tokens()).position, 640);
    QCOMPARE(m_store->load(readings[2].model(), readings[2].tokens()).position, 0);
    QCOMPARE(m_store->load(orphan.model(), orphan.tokens()).position, 0);
    for (const SessionUsage& usage : m_store->usage().sessions)
        QCOMPARE(usage.whole, usage.session.id != ids[2]);
}

void tst_CacheStore::quotaHoldsWhileReading()
{
    m_store->setQuota(1500000);
    for (unsigned i = 0; i < 6; ++i) {
        FakeReading reading(FakeReading::smallModel(), FakeReading::text(640, 20 + i));
        const std::string id = m_store->createSession(reading.model(), "book");
        reading.readInto(*m_store, 0, SnapshotKind::PromptEnd, id);
        QCOMPARE(m_store->load(reading.model(), reading.tokens()).position, 640);
    }
    const StoreUsage usage = m_store->usage();
    QVERIFY(usage.rowFileBytes + usage.snapshotBytes <= 1500000);
    QVERIFY(usage.rowFileBytes > 500000);
}

void tst_CacheStore::mappedRowsOutliveTheirFile()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(256, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    const LoadedPrefix loaded = m_store->load(reading.model(), reading.tokens());
    openStore()->evict(0);
    QCOMPARE(filesIn(root() / "blocks"), std::size_t{0});
    QVERIFY(reading.matches(loaded));
}

void tst_CacheStore::lostIndexIsMadeAgain()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    const std::string id = m_store->createSession(reading.model(), "kept");
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd, id);
    m_store.reset();
    std::filesystem::remove(root() / "index.sqlite");
    m_store = openStore();
    QCOMPARE(m_store->sessionTokens(id), reading.tokens());
    QCOMPARE(m_store->session(id)->title, std::string("kept"));
    QVERIFY(reading.matches(m_store->load(reading.model(), reading.tokens())));
    QCOMPARE(m_store->load(reading.model(), reading.tokens()).position, 300);
    QVERIFY(m_store->verify().problems.empty());
}

void tst_CacheStore::damagedIndexIsMadeAgain()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    m_store.reset();
    std::fstream index(root() / "index.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    index.seekp(20);
    index << "this is not a database any more";
    index.close();
    m_store = openStore();
    QCOMPARE(m_store->load(reading.model(), reading.tokens()).position, 300);
}

void tst_CacheStore::leftoversAreSweptUp()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    const std::size_t blocks = filesIn(root() / "blocks");
    m_store.reset();
    std::ofstream(root() / "blocks" / "0123456789abcdef") << "half a block";
    std::ofstream(root() / "snapshots" / "0123456789abcdef.new") << "half a snapshot";
    m_store = openStore();
    QCOMPARE(filesIn(root() / "blocks"), blocks);
    QVERIFY(!std::filesystem::exists(root() / "snapshots" / "0123456789abcdef.new"));
    QCOMPARE(m_store->load(reading.model(), reading.tokens()).position, 300);
}

void tst_CacheStore::readOnlyFolderIsReadAndSaidSo()
{
    if (::geteuid() == 0)
        QSKIP("the superuser may write anywhere; tst_cache_faults does this by injected errors");
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd);
    m_store.reset();
    ::chmod((root() / "lock").c_str(), 0400);
    ::chmod(root().c_str(), 0500);
    m_store = openStore();
    QVERIFY(!m_store->readOnlyReason().empty());
    QVERIFY(reading.matches(m_store->load(reading.model(), reading.tokens())));
    QVERIFY_THROWS_EXCEPTION(EngineError, m_store->createSession(reading.model(), "no"));
    ::chmod(root().c_str(), 0700);
}

void tst_CacheStore::manyMakeTheFolderAtOnce()
{
    for (int round = 0; round < 20; ++round) {
        const std::filesystem::path folder = root().parent_path() / ("fresh" + std::to_string(round));
        std::vector<std::string> reasons(8);
        std::vector<std::thread> threads;
        for (std::string& reason : reasons)
            threads.emplace_back([&] {
                try {
                    const auto store = CacheStore::open(folder);
                    reason = store->readOnlyReason();
                    store->createSession(FakeReading::smallModel(), "one of many");
                } catch (const EngineError& error) {
                    reason = error.what();
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        for (const std::string& reason : reasons)
            QCOMPARE(reason, std::string());
        QCOMPARE(CacheStore::open(folder)->sessions().size(), reasons.size());
    }
}

void tst_CacheStore::twoStoresWriteAtOnce()
{
    const CacheModel model = FakeReading::smallModel();
    const auto shared = FakeReading::text(500, 1);
    const auto work = [&](unsigned seed) {
        const auto store = openStore();
        for (unsigned i = 0; i < 8; ++i) {
            FakeReading reading(model, joined(shared, FakeReading::text(100, seed + i)));
            reading.readInto(*store, 0, SnapshotKind::AnswerEnd, store->createSession(model, "s"));
        }
    };
    std::thread one(work, 100), two(work, 104); // half of what they read is the same
    one.join();
    two.join();
    QCOMPARE(m_store->sessions().size(), std::size_t{16});
    for (unsigned i = 0; i < 12; ++i) {
        FakeReading reading(model, joined(shared, FakeReading::text(100, 100 + i)));
        QVERIFY(reading.matches(m_store->load(model, reading.tokens())));
        QCOMPARE(m_store->load(model, reading.tokens()).position, 600);
    }
    QVERIFY(m_store->verify().problems.empty());
    // 7 blocks of the shared part, then 2 more a branch.
    QCOMPARE(filesIn(root() / "blocks"), std::size_t{7 + 1 + 11 + 12 * 2});
}

void tst_CacheStore::verifyAndRepairAgree()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd, m_store->createSession(reading.model(), "s"));
    QVERIFY(m_store->verify().problems.empty());
    const auto file = std::filesystem::directory_iterator(root() / "blocks")->path();
    std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(4096 + 10);
    damaged.put('\x55');
    damaged.close();
    QCOMPARE(m_store->verify().problems.size(), std::size_t{1});
    const RepairReport report = m_store->repair();
    QCOMPARE(report.removed.size(), std::size_t{1});
    QCOMPARE(report.keptSessions, 1);
    QVERIFY(m_store->verify().problems.empty());
    QVERIFY(reading.matches(m_store->load(reading.model(), reading.tokens())));
}

void tst_CacheStore::bundlesCarrySessionsWhole()
{
    FakeReading reading(FakeReading::smallModel(), FakeReading::text(300, 1));
    const std::string id = m_store->createSession(reading.model(), "A book");
    reading.readInto(*m_store, 0, SnapshotKind::PromptEnd, id);
    const std::filesystem::path file = root().parent_path() / "book.quire";
    exportBundle(*m_store, id, file, {{"book.txt", std::vector<std::byte>(5, std::byte{7})}});
    const auto other = CacheStore::open(root().parent_path() / "other");
    const BundleContents contents = importBundle(*other, file);
    QCOMPARE(contents.title, std::string("A book"));
    QCOMPARE(contents.tokens, 300);
    QCOMPARE(contents.attachments.at(0).name, std::string("book.txt"));
    QCOMPARE(other->sessionTokens(contents.session), reading.tokens());
    QVERIFY(reading.matches(other->load(reading.model(), reading.tokens())));
    QCOMPARE(other->load(reading.model(), reading.tokens()).position, 300);
    // Any flipped bit of it is found, and nothing unsound is taken in.
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
    std::mt19937 random(3);
    const auto fresh = CacheStore::open(root().parent_path() / "fresh");
    for (int i = 0; i < 50; ++i) {
        const std::int64_t at = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(size));
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekg(at);
        const int byte = stream.get();
        const auto put = [&](int value) {
            stream.seekp(at);
            stream.put(static_cast<char>(value));
            stream.flush();
        };
        put(byte ^ (1 << (i % 8)));
        QVERIFY_THROWS_EXCEPTION(EngineError, importBundle(*fresh, file));
        QVERIFY(fresh->sessions().empty());
        put(byte);
    }
    QCOMPARE(importBundle(*fresh, file).tokens, 300);
}

QTEST_GUILESS_MAIN(tst_CacheStore)
#include "tst_cache_store.moc"
