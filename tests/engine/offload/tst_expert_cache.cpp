#include "engine/offload/ExpertPass.h"
#include "tests/engine/model/ModelTestTools.h"
#include "tests/engine/offload/FakeLoader.h"

#include <QtTest>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

using namespace quire;
using test::FakeLoader;
using Kind = ExpertPass::Kind;

namespace {

std::vector<ExpertKey> keys(int layer, std::initializer_list<int> experts)
{
    std::vector<ExpertKey> all;
    for (const int expert : experts)
        all.push_back({layer, expert});
    return all;
}

std::vector<ExpertKey> range(int layer, int count)
{
    std::vector<ExpertKey> all;
    for (int expert = 0; expert < count; ++expert)
        all.push_back({layer, expert});
    return all;
}

/// Goes through a pass; false if a slot held another expert than it should.
bool use(ExpertCache& cache, FakeLoader& loader, const std::vector<ExpertKey>& wanted,
         Kind kind = Kind::Choice)
{
    ExpertPass pass(cache, wanted, kind, nullptr);
    std::size_t done = 0;
    for (auto here = pass.next(); !here.empty(); here = pass.next())
        for (const int slot : here)
            if (done == wanted.size() || loader.at(slot) != wanted[done++])
                return false;
    return done == wanted.size();
}

/// Waits for what happens on the cache's own threads.
template <typename Condition>
bool comesTrue(const Condition& condition)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20 * QUIRE_TEST_PATIENCE);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

/// Guesses and waits until everything is there.
void guessed(ExpertCache& cache, const std::vector<ExpertKey>& wanted)
{
    cache.guess(wanted);
    QVERIFY(comesTrue([&] {
        return std::all_of(wanted.begin(), wanted.end(), [&](ExpertKey key) { return cache.holds(key); });
    }));
}

} // namespace

class ExpertCacheTest : public QObject
{
    Q_OBJECT

private slots:
    void whatWasUsedLongestAgoGoesFirst()
    {
        FakeLoader loader(3);
        ExpertCache cache(loader, 3, 2, 0);
        QVERIFY(use(cache, loader, keys(0, {1})));
        QVERIFY(use(cache, loader, keys(0, {2})));
        QVERIFY(use(cache, loader, keys(0, {3})));
        QVERIFY(use(cache, loader, keys(0, {1}))); // used again: 2 is now the oldest
        QVERIFY(use(cache, loader, keys(5, {9})));
        QVERIFY(cache.holds({0, 1}) && cache.holds({0, 3}) && cache.holds({5, 9}));
        QVERIFY(!cache.holds({0, 2}));
        const ExpertCacheCounters counters = cache.counters();
        QCOMPARE(counters.hits, std::uint64_t(1));
        QCOMPARE(counters.misses, std::uint64_t(4));
        QCOMPARE(counters.loads, std::uint64_t(4));
        QCOMPARE(counters.bytesRead, std::uint64_t(400));
    }

    void whatIsHeldStays()
    {
        FakeLoader loader(4);
        ExpertCache cache(loader, 4, 2, 1);
        ExpertPass holding(cache, keys(0, {1, 2}), Kind::Choice, nullptr);
        std::size_t held = 0;
        while (held < 2) {
            const std::span<const int> here = holding.next();
            held += here.size();
            if (held < 2)
                continue;
            const int last = here.back();
            for (int i = 10; i < 40; ++i)
                QVERIFY(use(cache, loader, keys(1, {i})));
            QCOMPARE(loader.at(last), (ExpertKey{0, 2}));
        }
        QVERIFY(holding.next().empty());
    }

    void oneSlotIsEnough_data()
    {
        QTest::addColumn<int>("slotCount");
        QTest::addColumn<bool>("scan");
        for (const int count : {1, 2, 3, 7, 100})
            for (const bool scan : {false, true})
                QTest::addRow("%d slots, %s", count, scan ? "scan" : "choice") << count << scan;
    }

    void oneSlotIsEnough()
    {
        QFETCH(int, slotCount);
        QFETCH(bool, scan);
        FakeLoader loader(slotCount);
        ExpertCache cache(loader, slotCount, 4, slotCount / 4);
        for (int layer = 0; layer < 6; ++layer) {
            cache.announce(range(layer, 5));
            cache.guess(range(layer + 1, 40));
            QVERIFY(use(cache, loader, range(layer, 40), scan ? Kind::Scan : Kind::Choice));
        }
        QCOMPARE(cache.counters().hits + cache.counters().misses, std::uint64_t(240));
    }

    void theNextAreLoadedWhileThisOneIsUsed()
    {
        FakeLoader loader(4);
        ExpertCache cache(loader, 4, 1, 1);
        ExpertPass pass(cache, range(0, 8), Kind::Choice, nullptr);
        QVERIFY(!pass.next().empty());
        // Not asked for yet, and loaded all the same; no more than there are slots.
        QVERIFY(comesTrue([&] { return cache.holds({0, 3}); }));
        QCOMPARE(loader.begun(4).size(), std::size_t(4));
    }

    void halfIsLeftToWhatComesNext()
    {
        FakeLoader loader(8);
        ExpertCache cache(loader, 8, 2, 2);
        ExpertPass pass(cache, range(0, 20), Kind::Choice, nullptr);
        loader.begun(8);
        QVERIFY(comesTrue([&] { return cache.holds({0, 7}); }));
        QVERIFY(pass.next().size() <= 4);
    }

    void aScanLeavesTheRestAlone()
    {
        constexpr int slotCount = 64;
        FakeLoader loader(slotCount);
        ExpertCache cache(loader, slotCount, 2, slotCount / 4);
        // Four layers of 40: the cache holds 64 of 160. The second round finds most of what the first left.
        for (int layer = 0; layer < 4; ++layer)
            QVERIFY(use(cache, loader, range(layer, 40), Kind::Scan));
        const ExpertCacheCounters before = cache.counters();
        QCOMPARE(before.hits, std::uint64_t(0));
        for (int layer = 0; layer < 4; ++layer)
            QVERIFY(use(cache, loader, range(layer, 40), Kind::Scan));
        const ExpertCacheCounters second = cache.counters() - before;
        QVERIFY2(second.hits >= 40, qPrintable(QString::number(second.hits)));
        const ExpertCacheCounters middle = cache.counters();
        for (int layer = 0; layer < 4; ++layer)
            QVERIFY(use(cache, loader, range(layer, 40), Kind::Scan));
        QVERIFY((cache.counters() - middle).hits >= 40);
    }

    void guessesAreUsedOrNot()
    {
        FakeLoader loader(16);
        ExpertCache cache(loader, 16, 2, 4);
        guessed(cache, keys(3, {1, 2, 3}));
        QCOMPARE(cache.counters().guesses, std::uint64_t(3));
        QVERIFY(use(cache, loader, keys(3, {2, 3, 4})));
        const ExpertCacheCounters counters = cache.counters();
        QCOMPARE(counters.guessesUsed, std::uint64_t(2));
        QCOMPARE(counters.guessesUseless, std::uint64_t(1));
        QCOMPARE(counters.hits, std::uint64_t(2));
        QCOMPARE(counters.misses, std::uint64_t(1));
    }

    void whatIsAnnouncedIsNoHit()
    {
        FakeLoader loader(8);
        ExpertCache cache(loader, 8, 2, 2);
        cache.announce(keys(0, {1, 2}));
        QVERIFY(comesTrue([&] { return cache.holds({0, 1}) && cache.holds({0, 2}); }));
        QVERIFY(use(cache, loader, keys(0, {1, 2})));
        QCOMPARE(cache.counters().misses, std::uint64_t(2));
        QCOMPARE(cache.counters().hits, std::uint64_t(0));
        QCOMPARE(cache.counters().loads, std::uint64_t(2));
    }

    void guessesHoldOnlySoManySlots()
    {
        FakeLoader loader(8);
        ExpertCache cache(loader, 8, 2, 2);
        QVERIFY(use(cache, loader, range(0, 8)));
        cache.guess(range(1, 8));
        loader.begun(10);
        QVERIFY(comesTrue([&] { return cache.holds({1, 0}) && cache.holds({1, 1}); }));
        QVERIFY(use(cache, loader, keys(0, {5, 6, 7}))); // still there
        QCOMPARE(cache.counters().guesses, std::uint64_t(2));
        QCOMPARE(cache.counters().misses, std::uint64_t(8));
    }

    void needsComeBeforeGuesses()
    {
        FakeLoader loader(16);
        loader.shut();
        ExpertCache cache(loader, 16, 1, 4);
        cache.guess(keys(1, {1, 2, 3}));
        loader.begun(1); // this one is under way
        {
            ExpertPass pass(cache, keys(0, {5, 6}), Kind::Choice, nullptr);
            loader.open();
            QVERIFY(!pass.next().empty());
        }
        const std::vector<ExpertKey> order = loader.begun(5);
        QCOMPARE(order[0], (ExpertKey{1, 1}));
        QCOMPARE(order[1], (ExpertKey{0, 5}));
        QCOMPARE(order[2], (ExpertKey{0, 6}));
    }

    void guessesEndWhenItIsKnown()
    {
        FakeLoader loader(16);
        loader.shut();
        ExpertCache cache(loader, 16, 1, 4);
        cache.guess(keys(2, {1, 2, 3}));
        loader.begun(1);
        {
            ExpertPass pass(cache, keys(2, {7}), Kind::Choice, nullptr);
            loader.open();
            QVERIFY(!pass.next().empty());
        }
        QVERIFY(use(cache, loader, keys(3, {8})));
        QCOMPARE(loader.begun(3).size(), std::size_t(3)); // 2 and 3 of layer 2 were never read
        QCOMPARE(cache.counters().guessesUseless, std::uint64_t(1));
    }

    void guessesEndWhereNothingIsAskedFor()
    {
        FakeLoader loader(8);
        ExpertCache cache(loader, 8, 1, 2);
        guessed(cache, keys(2, {1, 2}));
        cache.guess(keys(2, {3}));
        cache.forgetGuesses(2);
        QCOMPARE(cache.counters().guessesUseless, std::uint64_t(2));
        guessed(cache, keys(4, {1, 2})); // there is room for guesses again
        QVERIFY(!cache.holds({2, 3}));
    }

    void failuresReachWhoeverAsked()
    {
        FakeLoader loader(4);
        ExpertCache cache(loader, 4, 2, 1);
        loader.breakExpert({0, 2});
        EXPECT_ERROR(use(cache, loader, keys(0, {1, 2, 3})), ErrorCode::FileUnreadable, "broken");
        EXPECT_ERROR(use(cache, loader, keys(0, {2})), ErrorCode::FileUnreadable, "broken");
        QVERIFY(use(cache, loader, keys(0, {1, 3, 4, 5, 6}))); // no slot was lost
        loader.mend();
        QVERIFY(use(cache, loader, keys(0, {1, 2, 3})));
    }

    void failedGuessesAreForgotten()
    {
        FakeLoader loader(8);
        ExpertCache cache(loader, 8, 1, 2);
        loader.breakExpert({0, 1});
        loader.breakExpert({0, 2});
        cache.guess(keys(0, {1, 2, 3}));
        cache.announce(keys(4, {1}));
        loader.begun(4);
        QVERIFY(comesTrue([&] { return cache.holds({0, 3}); }));
        QVERIFY(!cache.holds({0, 1}) && !cache.holds({0, 2}));
        loader.mend();
        QVERIFY(use(cache, loader, range(0, 8)));
    }

    void cancellingDoesNotWaitForTheDisk()
    {
        FakeLoader loader(4);
        loader.shut();
        ExpertCache cache(loader, 4, 1, 1);
        std::atomic<bool> stop = false;
        bool cancelled = false;
        std::thread asking([&] {
            ExpertPass pass(cache, range(0, 4), Kind::Choice, &stop);
            cancelled = test::thrownBy([&] { pass.next(); }).is(ErrorCode::Cancelled);
        });
        loader.begun(1);
        stop = true;
        asking.join(); // the load is still under way
        QVERIFY(cancelled);
        QCOMPARE(loader.begun(1).size(), std::size_t(1));
        loader.open();
        QVERIFY(use(cache, loader, range(0, 9)));
    }

    void endingDropsWhatIsQueued()
    {
        for (int round = 0; round < 50; ++round) {
            FakeLoader loader(8);
            loader.shut();
            std::thread opening;
            {
                ExpertCache cache(loader, 8, 2, 2);
                cache.announce(range(0, 6));
                cache.guess(range(1, 100));
                loader.begun(1);
                opening = std::thread([&] {
                    std::this_thread::sleep_for(std::chrono::milliseconds(round % 5));
                    loader.open();
                });
            }
            opening.join();
            QVERIFY(loader.begun(1).size() <= 8);
        }
    }

    void manyThreadsGetWhatTheyAskFor_data()
    {
        QTest::addColumn<int>("slotCount");
        for (const int count : {1, 2, 5, 16, 90})
            QTest::addRow("%d slots", count) << count;
    }

    void manyThreadsGetWhatTheyAskFor()
    {
        QFETCH(int, slotCount);
        FakeLoader loader(slotCount);
        ExpertCache cache(loader, slotCount, 3, slotCount / 4);
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (unsigned t = 0; t < 6; ++t)
            threads.emplace_back([&, t] {
                std::mt19937 random(t);
                for (int round = 0; round < 150; ++round) {
                    const int layer = static_cast<int>(random() % 4);
                    std::vector<ExpertKey> wanted = range(layer, 20);
                    std::shuffle(wanted.begin(), wanted.end(), random);
                    if (random() % 3 > 0)
                        wanted.resize(1 + random() % 6);
                    if (random() % 2 == 0)
                        cache.announce(wanted);
                    if (random() % 2 == 0)
                        cache.guess(range((layer + 1) % 4, static_cast<int>(random() % 20)));
                    if (!use(cache, loader, wanted, wanted.size() > 10 ? Kind::Scan : Kind::Choice))
                        ++wrong;
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        const ExpertCacheCounters counters = cache.counters();
        QVERIFY(counters.loads <= counters.misses + counters.guesses + 6 * 150 * 20);
        QVERIFY(counters.guesses >= counters.guessesUsed + counters.guessesUseless);
    }
};

QTEST_APPLESS_MAIN(ExpertCacheTest)
#include "tst_expert_cache.moc"
