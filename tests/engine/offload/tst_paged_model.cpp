#include "engine/Engine.h"
#include "engine/model/MemoryPlan.h"
#include "tests/engine/model/ModelTestTools.h"
#include "tests/support/CheckpointWriter.h"

#include <QTemporaryDir>
#include <QtTest>

#include <chrono>
#include <cstring>
#include <random>
#include <thread>

using namespace quire;
namespace fs = std::filesystem;

namespace {

/// Everything an engine says about some tokens.
struct Said
{
    std::vector<float> logits; ///< after each token of the prompt
    std::vector<std::int32_t> answer;
    std::vector<float> last; ///< logits after the answer
};

bool sameBits(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

std::vector<std::int32_t> someIds(int count, int vocab)
{
    std::mt19937 random(3);
    std::vector<std::int32_t> ids(static_cast<std::size_t>(count));
    for (std::int32_t& id : ids)
        id = 2 + static_cast<std::int32_t>(random() % static_cast<unsigned>(vocab - 2));
    return ids;
}

Said ask(Engine& engine, bool speculate)
{
    Said said;
    Session session = engine.newSession();
    const std::vector<std::int32_t> ids = someIds(150, engine.config().vocabSize);
    // Large steps use most experts, small ones a few.
    const auto all = std::span(ids);
    said.logits = session.prefillAllLogits(all.first(100));
    for (const int chunk : {1, 3}) {
        const std::vector<float> more =
            session.prefillAllLogits(all.subspan(static_cast<std::size_t>(session.position()), 25), chunk);
        said.logits.insert(said.logits.end(), more.begin(), more.end());
    }
    GenerateOptions greedy;
    greedy.maxTokens = 24;
    greedy.speculate = speculate;
    said.answer = session.generate(greedy).tokens;
    said.last = session.logits();
    return said;
}

EngineOptions optionsOf(int ranks, std::uint64_t expertMemory)
{
    EngineOptions options;
    options.ranks = ranks;
    options.threads = 2;
    options.chunk = 64;
    options.expertMemory = expertMemory;
    return options;
}

} // namespace

/// A model whose experts are not all in memory says what it says when they are.
class PagedModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void outputIsTheSameToTheBit_data();
    void outputIsTheSameToTheBit();
    void goldenModelsAreTheSame_data();
    void goldenModelsAreTheSame();
    void everyStoredFormatIsTheSame_data();
    void everyStoredFormatIsTheSame();
    void everythingIsReadOnceIfItFits();
    void hashedLayersAreKnownAhead();
    void filesThatGoAwayAreSaid();
    void cancellingLeavesTheSessionUsable();
    void tooLittleIsRefused();
    void largerThanMemoryIsPagedByItself();

private:
    fs::path model() const { return m_folder.path().toStdString(); }
    std::shared_ptr<Engine> open(int ranks, int count) const
    {
        return Engine::open(model(),
                            optionsOf(ranks, m_slotBytes * static_cast<std::uint64_t>(count * ranks)));
    }

    QTemporaryDir m_folder;
    std::uint64_t m_slotBytes = 0;
    int m_experts = 0;
};

void PagedModelTest::initTestCase()
{
    test::CheckpointSpec spec = test::specNamed("flash-like");
    spec.config.experts = 24;
    spec.config.expertsPerToken = 3;
    spec.config.hashLayers = 2;
    spec.config.oGroups = 4;
    spec.shards = 3;
    test::writeCheckpoint(model(), spec);
    const auto engine = Engine::open(model(), optionsOf(1, std::uint64_t{1} << 40));
    const ExpertReport report = engine->experts().value();
    m_experts = static_cast<int>(report.experts);
    QCOMPARE(m_experts, 24 * 7);
    QCOMPARE(report.inMemory, report.experts);
    m_slotBytes = report.memory / static_cast<std::uint64_t>(report.inMemory);
    QVERIFY(!Engine::open(model(), optionsOf(1, 0))->experts()); // everything fits: as before
}

void PagedModelTest::outputIsTheSameToTheBit_data()
{
    QTest::addColumn<int>("ranks");
    QTest::addColumn<bool>("speculate");
    QTest::addColumn<int>("percent");
    for (const int ranks : {1, 2})
        for (const bool speculate : {false, true})
            for (const int percent : {0, 10, 50, 100})
                QTest::addRow("%d ranks, %s%s", ranks, speculate ? "drafts, " : "",
                              percent == 0 ? "one expert" : qPrintable(QString::number(percent) + " %"))
                    << ranks << speculate << percent;
}

void PagedModelTest::outputIsTheSameToTheBit()
{
    QFETCH(int, ranks);
    QFETCH(bool, speculate);
    QFETCH(int, percent);
    const Said expected = ask(*Engine::open(model(), optionsOf(ranks, 0)), speculate);
    const auto engine = open(ranks, std::max(1, m_experts * percent / 100 / ranks));
    const ExpertReport before = engine->experts().value();
    QVERIFY(before.memory <=
            m_slotBytes * static_cast<std::uint64_t>(std::max(ranks, m_experts * percent / 100)));
    const Said said = ask(*engine, speculate);
    QVERIFY(sameBits(said.logits, expected.logits));
    QCOMPARE(said.answer, expected.answer);
    QVERIFY(sameBits(said.last, expected.last));
    const ExpertCacheCounters c = engine->experts()->counters;
    qInfo("%lld of %d in memory: %llu hits, %llu misses, %llu loads, guesses %llu, used %llu, useless %llu",
          static_cast<long long>(before.inMemory), m_experts, static_cast<unsigned long long>(c.hits),
          static_cast<unsigned long long>(c.misses), static_cast<unsigned long long>(c.loads),
          static_cast<unsigned long long>(c.guesses), static_cast<unsigned long long>(c.guessesUsed),
          static_cast<unsigned long long>(c.guessesUseless));
    QVERIFY(c.loads > 0 && c.hits + c.misses > 0);
}

void PagedModelTest::goldenModelsAreTheSame_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"flash-like", "flash-like-r8", "pro-like"})
        QTest::newRow(name) << QString(name);
}

void PagedModelTest::goldenModelsAreTheSame()
{
    QFETCH(QString, name);
    const fs::path golden = fs::path(QUIRE_TEST_DATA) / "golden" / name.toStdString() / "model";
    const Said expected = ask(*Engine::open(golden, optionsOf(1, 0)), true);
    const auto engine = Engine::open(golden, optionsOf(1, 200U << 10));
    QVERIFY(engine->experts()->inMemory < engine->experts()->experts);
    const Said said = ask(*engine, true);
    QVERIFY(sameBits(said.logits, expected.logits));
    QCOMPARE(said.answer, expected.answer);
    QVERIFY(sameBits(said.last, expected.last));
}

void PagedModelTest::everyStoredFormatIsTheSame_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<bool>("guess");
    QTest::newRow("FP4") << int(WeightFormat::Fp4Group32) << false;
    QTest::newRow("FP8") << int(WeightFormat::Fp8Block128) << true;
    QTest::newRow("BF16") << int(WeightFormat::Bf16) << true;
    QTest::newRow("float32") << int(WeightFormat::F32) << true;
}

void PagedModelTest::everyStoredFormatIsTheSame()
{
    QFETCH(int, format);
    QFETCH(bool, guess);
    test::CheckpointSpec spec = test::specNamed("flash-like-r8");
    spec.config.experts = 13;
    spec.config.hashLayers = 0;
    spec.experts = static_cast<WeightFormat>(format);
    QTemporaryDir folder;
    test::writeCheckpoint(folder.path().toStdString(), spec);
    const Said expected = ask(*Engine::open(folder.path().toStdString(), optionsOf(1, 0)), true);
    EngineOptions options = optionsOf(1, 8U << 20);
    options.guessExperts = guess;
    const auto engine = Engine::open(folder.path().toStdString(), options);
    const Said said = ask(*engine, true);
    QVERIFY(sameBits(said.logits, expected.logits));
    QCOMPARE(said.answer, expected.answer);
    QVERIFY(sameBits(said.last, expected.last));
    QCOMPARE(engine->experts()->counters.guesses > 0, guess);
}

void PagedModelTest::everythingIsReadOnceIfItFits()
{
    const auto engine = open(1, m_experts);
    ask(*engine, true);
    const ExpertCacheCounters first = engine->experts()->counters;
    QVERIFY(first.loads <= static_cast<std::uint64_t>(m_experts));
    ask(*engine, true);
    const ExpertCacheCounters again = engine->experts()->counters - first;
    QVERIFY(again.loads <= static_cast<std::uint64_t>(m_experts) - first.loads);
    QVERIFY(again.hits > 100 * again.misses);
}

void PagedModelTest::hashedLayersAreKnownAhead()
{
    // Layers of a model that all choose by token id: nothing of what is read ahead is read in vain.
    test::CheckpointSpec spec = test::specNamed("flash-like");
    spec.config.experts = 24;
    spec.config.hashLayers = spec.config.layers;
    QTemporaryDir folder;
    test::writeCheckpoint(folder.path().toStdString(), spec);
    const auto engine = Engine::open(folder.path().toStdString(), optionsOf(1, m_slotBytes * 60));
    Session session = engine->newSession();
    PrefillOptions singly;
    singly.chunk = 1;
    session.prefill(someIds(60, engine->config().vocabSize), singly);
    const ExpertCacheCounters counters = engine->experts()->counters;
    QVERIFY(counters.guesses > 0);
    QCOMPARE(counters.guessesUseless, std::uint64_t(0));
}

void PagedModelTest::filesThatGoAwayAreSaid()
{
    QTemporaryDir folder;
    const fs::path copy = fs::path(folder.path().toStdString()) / "model";
    fs::copy(model(), copy);
    const auto engine = Engine::open(copy, optionsOf(1, m_slotBytes * 4));
    Session session = engine->newSession();
    const std::vector<std::int32_t> ids = someIds(40, engine->config().vocabSize);
    session.prefill(ids);
    for (const fs::directory_entry& entry : fs::directory_iterator(copy))
        if (entry.path().extension() == ".safetensors")
            fs::resize_file(entry.path(), 4096);
    const std::int64_t before = session.position();
    const test::Thrown thrown = test::thrownBy([&] { session.prefill(ids); });
    QVERIFY2(thrown.is(ErrorCode::FileUnreadable), qPrintable(thrown.text));
    QVERIFY2(thrown.names("can no longer be read"), qPrintable(thrown.text));
    QCOMPARE(session.position(), before);
}

void PagedModelTest::cancellingLeavesTheSessionUsable()
{
    const auto engine = open(2, 3);
    Session fresh = engine->newSession();
    const std::vector<std::int32_t> ids = someIds(600, engine->config().vocabSize);
    fresh.prefill(ids);
    for (const int milliseconds : {0, 3, 10, 30}) {
        Session session = engine->newSession();
        std::atomic<bool> stop = false;
        PrefillOptions options;
        options.stop = &stop;
        std::thread stopping([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
            stop = true;
        });
        const test::Thrown thrown = test::thrownBy([&] { session.prefill(ids, options); });
        stopping.join();
        QVERIFY2(!thrown.code || thrown.is(ErrorCode::Cancelled), qPrintable(thrown.text));
        session.prefill(std::span(ids).subspan(static_cast<std::size_t>(session.position())));
        QVERIFY(sameBits(session.logits(), fresh.logits()));
    }
}

void PagedModelTest::tooLittleIsRefused()
{
    EXPECT_ERROR(Engine::open(model(), optionsOf(1, 1)), ErrorCode::BadInput, "at least one");
    EXPECT_ERROR(Engine::open(model(), optionsOf(2, m_slotBytes)), ErrorCode::BadInput, "every rank");
}

void PagedModelTest::largerThanMemoryIsPagedByItself()
{
    const std::uint64_t memory = MachineMemory::detect().available;
    constexpr std::uint64_t mostTried = std::uint64_t{128} << 30;
    if (memory > mostTried)
        QSKIP("This machine has so much memory that experts larger than it would take minutes to read.");
    // Experts that are holes in a file: in all they are larger than the memory, and take no room on the disk.
    test::CheckpointSpec spec = test::specNamed("flash-like");
    spec.config.experts = 256;
    spec.config.layers = 3;
    spec.config.compressRatios = {0, 4, 8, 0};
    spec.fill = test::CheckpointSpec::Fill::RawCodes;
    const std::uint64_t bytesPerWidth = 1024 * 3 * static_cast<std::uint64_t>(spec.config.hiddenSize) / 2;
    spec.config.moeIntermediate = static_cast<int>(memory / bytesPerWidth / 128 + 1) * 128;
    std::vector<test::TensorSource> tensors = test::checkpointTensors(spec);
    for (test::TensorSource& tensor : tensors)
        if (tensor.name.find(".experts.") != std::string::npos)
            tensor.fill = nullptr;
    QTemporaryDir folder;
    test::writeCheckpoint(folder.path().toStdString(), test::configJson(spec.config), std::move(tensors));

    EngineOptions options = optionsOf(1, 0);
    options.chunk = 2;
    const auto engine = Engine::open(folder.path().toStdString(), options);
    QVERIFY(engine->checkpoint().fileBytes() > memory);
    const std::optional<ExpertReport> report = engine->experts();
    QVERIFY(report.has_value()); // nobody asked for it
    QVERIFY(report->memory < memory && report->memory > memory / 2);
    QVERIFY(report->inMemory < report->experts);
    Session session = engine->newSession();
    session.prefill(someIds(3, spec.config.vocabSize));
    QVERIFY(engine->experts()->counters.misses > 0);

    options.expertMemory = report->memory / 4;
    const auto small = Engine::open(folder.path().toStdString(), options);
    Session other = small->newSession();
    other.prefill(someIds(3, spec.config.vocabSize));
    QVERIFY(sameBits(session.logits(), other.logits()));
}

QTEST_GUILESS_MAIN(PagedModelTest)
#include "tst_paged_model.moc"
