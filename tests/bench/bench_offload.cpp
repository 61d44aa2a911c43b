/// Experts that are not all in memory: speed of reading and answering against the memory they may take,
/// beside what the disk would allow and what the mapped files do, all in the same run. For a checkpoint that
/// is nearly all experts: make_checkpoint many-experts DIR.
///
///     bench_offload DIR [--threads N] [--chunk N] [--prompt N] [--decode N] [--rounds N]
///
/// A line's floor is the bytes that were read over the rate at which the same files are read with nothing
/// else to do. The mapped files begin cold; how much of them the system then keeps is its own choice: to see
/// them with little memory, run this where a control group allows little (systemd-run --scope -p
/// MemoryMax=2G).
#include "engine/Engine.h"
#include "engine/model/MemoryPlan.h"
#include "engine/offload/ExpertFiles.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace quire;
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Settings
{
    int threads = 0;
    int chunk = 256;
    int prompt = 768;
    int decode = 48;
    int rounds = 3;
};

/// A way of keeping experts.
struct Way
{
    std::string name;
    EngineOptions options;
    bool warmed = true;
};

/// What it came to.
struct Run
{
    std::string name;
    double readSeconds = 0;   ///< the prompt
    double answerSeconds = 0; ///< the answer
    ExpertCacheCounters reading, answering;
    std::vector<std::int32_t> answer;
};

/// Asks the system to forget what it keeps of the files, so that the next to use them begins cold.
void dropFromPageCache(const std::filesystem::path& directory)
{
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0)
            continue;
        ::fdatasync(file); // pages that are not on the disk yet cannot be dropped
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        ::close(file);
    }
}

/// Large pages, touched before, as the cache's slots are: a disk takes larger requests for them.
class ReadMemory
{
public:
    ReadMemory(std::size_t slotBytes, int count)
        : m_slot((slotBytes + large - 1) / large * large), m_bytes(m_slot * static_cast<std::size_t>(count))
    {
        void* memory = ::mmap(nullptr, m_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            throw std::bad_alloc();
        ::madvise(memory, m_bytes, MADV_HUGEPAGE);
        std::memset(memory, 1, m_bytes);
        m_memory = static_cast<std::byte*>(memory);
    }
    ~ReadMemory() { ::munmap(m_memory, m_bytes); }
    ReadMemory(const ReadMemory&) = delete;
    ReadMemory& operator=(const ReadMemory&) = delete;

    std::byte* at(int i) const { return m_memory + static_cast<std::size_t>(i) * m_slot; }

private:
    static constexpr std::size_t large = std::size_t{2} << 20;

    std::size_t m_slot;
    std::size_t m_bytes;
    std::byte* m_memory = nullptr;
};

/// Bytes a second of reading whole experts in random order, several at a time as the cache does.
double diskRate(const Checkpoint& checkpoint)
{
    constexpr int readers = 4;
    constexpr double enough = std::size_t{1} << 30;
    const ExpertFiles files(checkpoint, checkpoint.weights());
    std::vector<ExpertKey> order;
    for (const MoeWeights* moe : checkpoint.weights().mixtures())
        for (std::size_t e = 0; e < moe->experts.size(); ++e)
            order.push_back({moe->layer, moe->firstExpert + static_cast<int>(e)});
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
    const ReadMemory memory(files.slotBytes(), readers);
    std::atomic<std::size_t> next = 0;
    std::atomic<std::uint64_t> bytes = 0;
    const Clock::time_point start = Clock::now();
    std::vector<std::thread> threads;
    for (int t = 0; t < readers; ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = next++; i < order.size() && static_cast<double>(bytes) < enough; i = next++)
                bytes += files.read(order[i], memory.at(t));
        });
    for (std::thread& thread : threads)
        thread.join();
    return static_cast<double>(bytes) / secondsSince(start);
}

ExpertCacheCounters countersOf(const Engine& engine)
{
    const std::optional<ExpertReport> report = engine.experts();
    return report ? report->counters : ExpertCacheCounters{};
}

/// Warmed up, slots or pages are full of what another text has used, as they are in use.
Run measure(const std::string& directory, const Way& way, const Settings& settings)
{
    const std::shared_ptr<Engine> opened = Engine::open(directory, way.options);
    Engine& engine = *opened;
    const auto someIds = [&](int count, unsigned seed) {
        std::mt19937 random(seed);
        std::vector<std::int32_t> ids(static_cast<std::size_t>(count));
        for (std::int32_t& id : ids)
            id = 2 +
                 static_cast<std::int32_t>(random() % static_cast<unsigned>(engine.config().vocabSize - 2));
        return ids;
    };
    if (way.warmed)
        engine.newSession().prefill(someIds(settings.chunk, 6));
    Run run;
    run.name = way.name;
    ExpertCacheCounters before = countersOf(engine);
    Session session = engine.newSession();
    Clock::time_point start = Clock::now();
    session.prefill(someIds(settings.prompt, 5));
    run.readSeconds = secondsSince(start);
    run.reading = countersOf(engine) - before;
    before = countersOf(engine);
    GenerateOptions greedy;
    greedy.speculate = false;
    start = Clock::now();
    while (static_cast<int>(run.answer.size()) < settings.decode) {
        greedy.maxTokens = settings.decode - static_cast<int>(run.answer.size());
        const GenerateResult result = session.generate(greedy);
        run.answer.insert(run.answer.end(), result.tokens.begin(), result.tokens.end());
    }
    run.answerSeconds = secondsSince(start);
    run.answering = countersOf(engine) - before;
    return run;
}

double percent(std::uint64_t part, std::uint64_t whole)
{
    return whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

/// Tokens a second, hits, bytes a token, and the share of the time that the disk alone would have taken.
void printHalf(int tokens, double seconds, const ExpertCacheCounters& c, double rate)
{
    const double bytes = static_cast<double>(c.bytesRead);
    std::printf(" | %8.2f %6.1f %9.1f %7.0f", tokens / seconds, percent(c.hits, c.hits + c.misses),
                bytes / 1e6 / tokens, 100 * bytes / rate / seconds);
}

void printTable(const std::vector<Run>& runs, double rate, const Settings& settings)
{
    std::printf("%-26s | %-33s | %s\n", "", "reading", "answering");
    std::printf("%-26s | %8s %6s %9s %7s | %8s %6s %9s %7s %7s %7s  %s\n", "memory for experts", "tokens/s",
                "hits %", "MB/token", "floor %", "tokens/s", "hits %", "MB/token", "floor %", "right %",
                "ahead %", "answer");
    for (const Run& run : runs) {
        std::printf("%-26s", run.name.c_str());
        printHalf(settings.prompt, run.readSeconds, run.reading, rate);
        printHalf(settings.decode, run.answerSeconds, run.answering, rate);
        const ExpertCacheCounters& c = run.answering;
        std::printf(" %7.0f %7.0f  %s\n", percent(c.guessesUsed, c.guessesUsed + c.guessesUseless),
                    percent(c.guessesUsed, c.hits + c.misses),
                    run.answer == runs.front().answer ? "same" : "OTHER");
    }
    std::printf(
        "\nfloor %%: of the time, what reading the same bytes takes the disk at %.2f GB/s, the best of "
        "%zu looks; of %d rounds the best.\nright %%: guesses about experts that were needed; ahead %%: "
        "needed experts that a guess had brought.\n",
        rate / 1e9, runs.size() * static_cast<std::size_t>(settings.rounds), settings.rounds);
}

std::vector<Way> waysToKeep(const ExpertSizes& sizes, EngineOptions options)
{
    std::vector<Way> ways = {{"mapped, cold", options, false}, {"mapped, warm", options, true}};
    for (const int share : {2, 5, 10, 25, 50, 75, 100}) {
        options.expertMemory = sizes.all / 100 * static_cast<std::uint64_t>(share);
        if (share == 100)
            options.expertMemory += sizes.all / 50; // slots have borders
        for (const bool guess : {true, false}) {
            options.guessExperts = guess;
            ways.push_back({bytesText(options.expertMemory) + ", " + std::to_string(share) + " %" +
                                (guess ? "" : ", no guesses"),
                            options, true});
        }
    }
    return ways;
}

/// Each half by its quickest round: other programs only ever take time.
void keepBest(Run& best, const Run& run)
{
    const Run before = best;
    best = run;
    if (!before.answer.empty() && before.readSeconds < run.readSeconds) {
        best.readSeconds = before.readSeconds;
        best.reading = before.reading;
    }
    if (!before.answer.empty() && before.answerSeconds < run.answerSeconds) {
        best.answerSeconds = before.answerSeconds;
        best.answering = before.answering;
    }
}

void bench(const std::string& directory, const Settings& settings)
{
    EngineOptions options;
    options.threads = settings.threads;
    options.chunk = settings.chunk;
    options.plannedTokens = settings.prompt + settings.decode;
    const auto checkpoint = Checkpoint::open(directory);
    const ExpertSizes sizes = ExpertSizes::of(checkpoint->weights());
    std::printf(
        "files %s, of these routed experts %s (%s each); prompt of %d tokens in steps of %d, answer of "
        "%d\n\n",
        bytesText(checkpoint->fileBytes()).c_str(), bytesText(sizes.all).c_str(),
        bytesText(sizes.largest).c_str(), settings.prompt, settings.chunk, settings.decode);
    const std::vector<Way> ways = waysToKeep(sizes, options);
    std::vector<Run> best(ways.size());
    double rate = 0;
    for (int round = 0; round < settings.rounds; ++round) {
        for (std::size_t i = 0; i < ways.size(); ++i) {
            dropFromPageCache(directory);
            rate = std::max(rate, diskRate(*checkpoint));
            dropFromPageCache(directory);
            keepBest(best[i], measure(directory, ways[i], settings));
            std::fprintf(stderr, "."); // a table takes minutes
        }
    }
    std::fprintf(stderr, "\n");
    printTable(best, rate, settings);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_offload DIR [--threads N] [--chunk N] [--prompt N] [--decode N] "
                             "[--rounds N]\n");
        return 2;
    }
    Settings settings;
    for (int i = 2; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        int* value = name == "--threads"  ? &settings.threads
                     : name == "--chunk"  ? &settings.chunk
                     : name == "--prompt" ? &settings.prompt
                     : name == "--decode" ? &settings.decode
                     : name == "--rounds" ? &settings.rounds
                                          : nullptr;
        if (!value) {
            std::fprintf(stderr, "bench_offload: unknown option %s\n", argv[i]);
            return 2;
        }
        *value = std::max(1, std::atoi(argv[i + 1]));
    }
    try {
        bench(argv[1], settings);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_offload: %s\n", error.what());
        return 1;
    }
    return 0;
}
