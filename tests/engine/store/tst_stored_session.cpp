#include "FaultyFileSystem.h"
#include "ReadingTokens.h"
#include "ScratchFolder.h"
#include "engine/store/StoredSession.h"
#include "tests/support/CheckpointWriter.h"

#include <QTest>

#include <atomic>
#include <cstring>
#include <fstream>
#include <random>

using namespace quire;
using test::FaultyFileSystem;
using test::ScratchFolder;

namespace {

bool sameBits(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

GenerateOptions answerOf(int tokens, float temperature = 0)
{
    GenerateOptions options;
    options.maxTokens = tokens;
    options.temperature = temperature;
    options.seed = 42;
    return options;
}

} // namespace

/// What a session reads is there again, to the bit, whatever happened in between.
class tst_StoredSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_folder = std::make_unique<ScratchFolder>(); }

    void interruptedReadingEqualsReadingInOneGo();
    void anotherProcessGoesOnWhereThisOneStopped();
    void forksShareWhatWasRead();
    void editedQuestionKeepsWhatCameBefore();
    void damagedRowsAreComputedAgainInTheMiddleOfAnAnswer();
    void fullDiskDoesNotStopReading();
    void otherModelsSessionIsRefused();
    void ranksShareOneStore();

private:
    std::shared_ptr<Engine> openEngine(int ranks = 1) const
    {
        EngineOptions options;
        options.ranks = ranks;
        return Engine::open(m_model.cache(), options);
    }
    std::shared_ptr<CacheStore> openStore(StoreOptions options = {}) const
    {
        return CacheStore::open(m_folder->cache(), options);
    }
    std::span<const std::int32_t> prompt(std::size_t count) const { return std::span(m_text).first(count); }
    void compareWithReference(StoredSession& session);

    static constexpr std::size_t promptTokens = 17000; // two whole blocks and a bit
    ScratchFolder m_model;
    std::unique_ptr<ScratchFolder> m_folder;
    std::shared_ptr<Engine> m_engine;
    std::vector<std::int32_t> m_text;
    std::vector<float> m_logits;        ///< after the prompt, read in one go without a store
    std::vector<std::int32_t> m_answer; ///< greedy
    std::vector<std::int32_t> m_seededAnswer;
    std::uint64_t m_rowBytes = 0;
};

void tst_StoredSession::initTestCase()
{
    test::CheckpointSpec spec = test::specNamed("flash-like");
    spec.config.maxPositions = 131072;
    test::writeCheckpoint(m_model.cache(), spec);
    m_engine = openEngine();
    m_text = test::readingTokens(spec.config.vocabSize, 20000, 5);
    Session session(m_engine);
    session.prefill(prompt(promptTokens));
    m_logits = session.logits();
    m_rowBytes = session.rowBytes();
    Session other = session.fork();
    m_answer = session.generate(answerOf(40)).tokens;
    m_seededAnswer = other.generate(answerOf(40, 1)).tokens;
}

void tst_StoredSession::compareWithReference(StoredSession& session)
{
    QVERIFY(sameBits(session.session().logits(), m_logits));
    QCOMPARE(session.session().rowBytes(), m_rowBytes);
    StoredSession other = session.fork({"other", {}});
    QCOMPARE(session.generate(answerOf(40)).tokens, m_answer);
    QCOMPARE(other.generate(answerOf(40, 1)).tokens, m_seededAnswer);
    QVERIFY2(session.problem().empty(), session.problem().c_str());
}

void tst_StoredSession::interruptedReadingEqualsReadingInOneGo()
{
    std::mt19937 random(9);
    std::string id;
    int pauses = 0;
    std::int64_t computed = 0;
    for (bool done = false; !done;) {
        const auto store = openStore();
        StoredSession session = id.empty() ? StoredSession(m_engine, store, {"book", {}})
                                           : StoredSession::resume(m_engine, store, id);
        const std::int64_t before = session.session().position();
        std::atomic<bool> stop = false;
        ReadOptions options;
        options.prefill.stop = &stop;
        options.prefill.chunk = 64 + static_cast<int>(random() % 448);
        const std::int64_t pauseAt = before + 200 + static_cast<std::int64_t>(random() % 2500);
        options.prefill.progress = [&](const PrefillProgress& progress) { stop = progress.done >= pauseAt; };
        try {
            computed += session.read(prompt(promptTokens), options).computed;
            done = true;
            compareWithReference(session);
        } catch (const EngineError& error) {
            QCOMPARE(error.code(), ErrorCode::Cancelled);
            computed += session.session().position() - before;
            ++pauses;
            QVERIFY(id.empty() || session.id() == id);
            id = session.id();
        }
    }
    qInfo("paused and reopened %d times; %lld tokens computed for %zu", pauses,
          static_cast<long long>(computed), promptTokens);
    QVERIFY(pauses > 5);
    QCOMPARE(computed, static_cast<std::int64_t>(promptTokens)); // a pause loses nothing
}

void tst_StoredSession::anotherProcessGoesOnWhereThisOneStopped()
{
    std::string id;
    std::vector<std::int32_t> answer;
    {
        StoredSession session(m_engine, openStore(), {"book", {}});
        const ReadResult result = session.read(prompt(promptTokens));
        QCOMPARE(result.computed, static_cast<std::int64_t>(promptTokens));
        QCOMPARE(result.stored.miss, Miss::NothingStored);
        answer = session.generate(answerOf(20)).tokens;
        id = session.id();
    }
    const auto engine = openEngine(); // all that is shared is the folder
    StoredSession session = StoredSession::resume(engine, openStore(), id);
    QCOMPARE(session.knownTokens().size(), session.session().tokens().size());
    for (const std::int32_t token : session.generate(answerOf(20)).tokens)
        answer.push_back(token);
    QCOMPARE(answer, m_answer);
    StoredSession again(engine, openStore(), {"the same book", {}});
    const ReadResult result = again.read(prompt(promptTokens));
    QCOMPARE(result.computed, 0);
    compareWithReference(again);
}

void tst_StoredSession::forksShareWhatWasRead()
{
    const auto store = openStore();
    StoredSession session(m_engine, store, {"book", {}});
    session.read(prompt(promptTokens));
    const std::uint64_t before = store->usage().bytes;
    std::vector<StoredSession> branches;
    for (int i = 0; i < 5; ++i)
        branches.push_back(session.fork({"branch", {}}));
    const std::uint64_t after = store->usage().bytes;
    // Sessions are files of a page; the index grows by their rows.
    QVERIFY2(after - before < 200000, qPrintable(QString::number(after - before)));
    for (StoredSession& branch : branches)
        QCOMPARE(branch.generate(answerOf(40)).tokens, m_answer);
}

void tst_StoredSession::editedQuestionKeepsWhatCameBefore()
{
    const auto store = openStore();
    StoredSession session(m_engine, store, {"book", {}});
    session.read(prompt(promptTokens));
    session.generate(answerOf(20));
    std::vector<std::int32_t> edited(prompt(promptTokens).begin(), prompt(promptTokens).end());
    edited.insert(edited.end(), m_text.end() - 300, m_text.end());
    const ReadResult result = session.read(edited);
    QCOMPARE(result.reused, static_cast<std::int64_t>(promptTokens));
    QCOMPARE(result.computed, 300);
    QCOMPARE(result.stored.miss, Miss::Differs);
    QCOMPARE(result.stored.differsAt, static_cast<std::int64_t>(promptTokens));
    Session fresh(m_engine);
    fresh.prefill(edited);
    QVERIFY(sameBits(session.session().logits(), fresh.logits()));
    // And back again: nothing to read.
    QCOMPARE(session.read(prompt(promptTokens)).computed, 0);
    compareWithReference(session);
}

void tst_StoredSession::damagedRowsAreComputedAgainInTheMiddleOfAnAnswer()
{
    std::string id;
    {
        StoredSession session(m_engine, openStore(), {"book", {}});
        session.read(prompt(promptTokens));
        id = session.id();
    }
    const auto damage = [&](std::size_t which, std::int64_t byte) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder->cache() / "blocks"))
            files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        std::fstream file(files[which], std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(4096 + byte);
        const int old = file.get();
        file.seekp(4096 + byte);
        file.put(static_cast<char>(old ^ 4));
    };
    for (const std::int64_t byte : {100, 150000, 300000}) {
        for (std::size_t which = 0; which < 3; ++which)
            damage(which, byte);
        StoredSession session = StoredSession::resume(m_engine, openStore(), id);
        session.read(prompt(promptTokens));
        compareWithReference(session);
        QVERIFY(openStore()->verify().problems.size() <= 3); // what nobody has looked at yet
    }
}

void tst_StoredSession::fullDiskDoesNotStopReading()
{
    const auto system = std::make_shared<FaultyFileSystem>();
    StoreOptions options;
    options.fileSystem = system;
    StoredSession session(m_engine, openStore(options), {"book", {}});
    session.read(prompt(9000));
    QVERIFY(session.problem().empty());
    system->fault = FaultyFileSystem::Fault::Error;
    system->error = ENOSPC;
    system->lasting = system->writesOnly = true;
    system->at = system->calls;
    session.read(prompt(promptTokens));
    QVERIFY(QString::fromStdString(session.problem()).contains("no room"));
    QVERIFY(sameBits(session.session().logits(), m_logits));
    system->fault = FaultyFileSystem::Fault::None;
    session.pause(); // there is room again: everything is kept after all
    QVERIFY(session.problem().empty());
    StoredSession again = StoredSession::resume(m_engine, openStore(), session.id());
    QCOMPARE(again.session().position(), static_cast<std::int64_t>(promptTokens));
    compareWithReference(again);
}

void tst_StoredSession::otherModelsSessionIsRefused()
{
    StoredSession session(m_engine, openStore(), {"book", {}});
    session.read(prompt(100));
    EngineOptions options;
    options.numerics = Numerics::Cache;
    const auto other = Engine::open(m_model.cache(), options);
    QVERIFY_THROWS_EXCEPTION(EngineError, StoredSession::resume(other, openStore(), session.id()));
    StoredSession own(other, openStore(), {"book", {}});
    QCOMPARE(own.read(prompt(100)).computed, 100); // both caches are kept
    QCOMPARE(StoredSession::resume(m_engine, openStore(), session.id()).session().position(), 100);
}

void tst_StoredSession::ranksShareOneStore()
{
    const auto engine = openEngine(2);
    StoredSession session(engine, openStore(), {"book", {}});
    session.read(prompt(9000));
    const auto answer = session.generate(answerOf(10)).tokens;
    StoredSession again(engine, openStore(), {"book", {}});
    QCOMPARE(again.read(prompt(9000)).computed, 0);
    QCOMPARE(again.generate(answerOf(10)).tokens, answer);
}

QTEST_GUILESS_MAIN(tst_StoredSession)
#include "tst_stored_session.moc"
