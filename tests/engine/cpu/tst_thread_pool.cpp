#include "engine/Error.h"
#include "engine/cpu/Collectives.h"
#include "engine/cpu/ThreadPool.h"

#include <QTest>

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace quire;

namespace {

// A signal's handler reaches nothing else.
int heldBy[2] = {-1, -1};
std::atomic<bool> isHeld{false};

} // namespace

class TestThreadPool : public QObject
{
    Q_OBJECT

private slots:
    void everyItemIsDoneOnce();
    void exceptionsReachTheCallerAndThePoolLivesOn();
    void stoppingAnswersSoon();
    void aWorkerThatDoesNotRunHoldsNobodyUp();
    void reducingGivesEveryRankTheSameBits();
    void gatheringKeepsRankOrder();
    void aRankThatThrowsFreesTheOthers();
};

void TestThreadPool::everyItemIsDoneOnce()
{
    for (const int threads : {1, 2, 5}) {
        ThreadPool pool(threads);
        QCOMPARE(pool.size(), threads);
        for (int round = 0; round < 200; ++round) {
            const int items = round * 7;
            std::vector<int> done(static_cast<std::size_t>(items));
            pool.parallelFor(items, 1 + round % 9, [&](std::int64_t begin, std::int64_t end, int worker) {
                if (worker < 0 || worker >= threads)
                    throw std::logic_error("no such worker");
                for (std::int64_t i = begin; i < end; ++i)
                    ++done[static_cast<std::size_t>(i)];
            });
            QVERIFY(std::all_of(done.begin(), done.end(), [](int n) { return n == 1; }));
        }
    }
}

void TestThreadPool::exceptionsReachTheCallerAndThePoolLivesOn()
{
    ThreadPool pool(3);
    for (int round = 0; round < 20; ++round) {
        QVERIFY_EXCEPTION_THROWN(pool.parallelFor(100, 1,
                                                  [&](std::int64_t begin, std::int64_t, int) {
                                                      if (begin == 31)
                                                          throw std::runtime_error("as asked");
                                                  }),
                                 std::runtime_error);
        std::atomic<int> done{0};
        pool.parallelFor(100, 1, [&](std::int64_t, std::int64_t, int) { ++done; });
        QCOMPARE(done.load(), 100);
    }
}

void TestThreadPool::stoppingAnswersSoon()
{
    ThreadPool pool(2);
    std::atomic<bool> stop{false};
    std::atomic<int> done{0};
    pool.setStopFlag(&stop);
    bool cancelled = false;
    try {
        pool.parallelFor(1000000, 1, [&](std::int64_t, std::int64_t, int) {
            if (++done == 10)
                stop = true;
        });
    } catch (const EngineError& error) {
        cancelled = error.code() == ErrorCode::Cancelled;
    }
    QVERIFY(cancelled);
    QVERIFY(done < 20); // those in hand are finished, no others begun
    QVERIFY_EXCEPTION_THROWN(pool.parallelFor(1, 1, [](std::int64_t, std::int64_t, int) {}), EngineError);
    stop = false;
    pool.parallelFor(5, 1, [&](std::int64_t, std::int64_t, int) { ++done; });
}

/// The signal's handler holds the worker for as long as the pipe is empty, as a busy machine might.
void TestThreadPool::aWorkerThatDoesNotRunHoldsNobodyUp()
{
    QVERIFY(::pipe(heldBy) == 0);
    struct sigaction hold = {};
    hold.sa_handler = [](int) {
        char byte = 0;
        isHeld = true;
        while (::read(heldBy[0], &byte, 1) < 0) {
        }
    };
    struct sigaction before = {};
    QVERIFY(::sigaction(SIGUSR1, &hold, &before) == 0);

    ThreadPool pool(2);
    std::atomic<bool> known{false};
    pthread_t other{};
    pool.parallelFor(2, 1, [&](std::int64_t, std::int64_t, int worker) {
        if (worker == 1) {
            other = ::pthread_self();
            known = true;
        }
        while (!known) // both take part, however late the other comes
            std::this_thread::yield();
    });
    ::pthread_kill(other, SIGUSR1);
    while (!isHeld)
        std::this_thread::yield();
    int done = 0;
    for (int round = 0; round < 100; ++round)
        pool.parallelFor(10, 1, [&](std::int64_t, std::int64_t, int) { ++done; });
    QCOMPARE(done, 1000);

    QVERIFY(::write(heldBy[1], "x", 1) == 1);
    std::atomic<bool> back{false};
    pool.parallelFor(2, 1, [&](std::int64_t, std::int64_t, int worker) {
        if (worker == 1)
            back = true;
        while (!back)
            std::this_thread::yield();
    });
    ::sigaction(SIGUSR1, &before, nullptr);
    ::close(heldBy[0]);
    ::close(heldBy[1]);
}

void TestThreadPool::reducingGivesEveryRankTheSameBits()
{
    constexpr int ranks = 4;
    for (const std::size_t n : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
        std::mt19937 random(1);
        std::normal_distribution<float> normal(0, 100);
        std::vector<std::vector<float>> data(ranks, std::vector<float>(n));
        for (auto& part : data) {
            for (float& x : part)
                x = normal(random);
        }
        std::vector<float> expected(n);
        for (std::size_t i = 0; i < n; ++i)
            expected[i] = ((data[0][i] + data[1][i]) + data[2][i]) + data[3][i];
        CollectiveGroup group(ranks);
        group.run([&](int rank) { group.allReduce(rank, data[static_cast<std::size_t>(rank)].data(), n); });
        for (const auto& part : data)
            QVERIFY(part == expected);
    }
}

void TestThreadPool::gatheringKeepsRankOrder()
{
    constexpr int ranks = 3;
    CollectiveGroup group(ranks);
    std::vector<std::vector<float>> out(ranks, std::vector<float>(12));
    group.run([&](int rank) {
        const auto base = static_cast<float>(10 * rank);
        const float part[] = {base, base + 1, base + 2, base + 3}; // two tokens, two values each
        for (int repeat = 0; repeat < 100; ++repeat)
            group.allGather(rank, part, 2, 2, out[static_cast<std::size_t>(rank)].data());
    });
    for (const auto& gathered : out)
        QVERIFY((gathered == std::vector<float>{0, 1, 10, 11, 20, 21, 2, 3, 12, 13, 22, 23}));
}

void TestThreadPool::aRankThatThrowsFreesTheOthers()
{
    CollectiveGroup group(3);
    float value[3] = {};
    for (int round = 0; round < 10; ++round) {
        QVERIFY_EXCEPTION_THROWN(group.run([&](int rank) {
            group.allReduce(rank, &value[rank], 1);
            if (rank == 1)
                throw std::domain_error("as asked");
            group.allReduce(rank, &value[rank], 1);
        }),
                                 std::domain_error);
    }
    group.run([&](int rank) { // usable again
        value[rank] = 1;
        group.allReduce(rank, &value[rank], 1);
    });
    QCOMPARE(value[2], 3.0f);
}

QTEST_APPLESS_MAIN(TestThreadPool)
#include "tst_thread_pool.moc"
