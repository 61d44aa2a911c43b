// Whether the time left that is said while reading comes true: reads a text with a model, notes at every
// tenth what is said to be left, and compares it with what was left. On the clock, as a person sees it; and
// in processor time, with an estimator fed with that, for machines that are busy with other work meanwhile.
//
//     bench_time_left [--model DIR] [--file TEXT] [--tokens N] [--threads N] [--steps FILE]
//
// --steps writes what was measured, a line of "tokens end seconds" (processor time) for every step.
#include "engine/Engine.h"
#include "engine/session/ReadingRate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace quire;

struct Options
{
    std::string model = QUIRE_RESOURCES "/models/v4-nano-flash";
    std::string file = QUIRE_RESOURCES "/samples/the-keepers-of-sarn-ness.md";
    std::string steps;
    std::int64_t tokens = 65536;
    int threads = 1;
};

Options parse(int argc, char** argv)
{
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string key = argv[i], value = argv[i + 1];
        if (key == "--model")
            options.model = value;
        else if (key == "--file")
            options.file = value;
        else if (key == "--steps")
            options.steps = value;
        else if (key == "--tokens")
            options.tokens = std::stoll(value);
        else if (key == "--threads")
            options.threads = std::stoi(value);
    }
    return options;
}

/// The text's tokens, over and over.
std::vector<std::int32_t> tokensOf(const Engine& engine, const Options& options)
{
    std::ifstream in(options.file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::vector<std::int32_t> once = engine.tokenizer()->encode(text, SpecialTokens::Inert);
    std::vector<std::int32_t> tokens;
    while (!once.empty() && static_cast<std::int64_t>(tokens.size()) < options.tokens)
        tokens.insert(tokens.end(), once.begin(), once.end());
    tokens.resize(static_cast<std::size_t>(std::min(options.tokens, engine.config().maxPositions)));
    return tokens;
}

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double clockSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// What was known after a step.
struct Moment
{
    std::int64_t tokens = 0, end = 0;
    double clock = 0, processor = 0;         ///< seconds since the beginning
    double saidClock = 0, saidProcessor = 0; ///< to be left
};

std::vector<Moment> read(Engine& engine, const std::vector<std::int32_t>& tokens)
{
    std::vector<Moment> moments;
    ReadingRate processorRate(ReadingWork::of(engine.config()));
    Session session = engine.newSession();
    const double clockStart = clockSeconds(), processorStart = processorSeconds();
    PrefillOptions prefill;
    prefill.progress = [&](const PrefillProgress& progress) {
        const Moment before = moments.empty() ? Moment{} : moments.back();
        Moment now;
        now.end = progress.done;
        now.tokens = now.end - before.end;
        now.clock = clockSeconds() - clockStart;
        now.processor = processorSeconds() - processorStart;
        now.saidClock = progress.secondsLeft;
        processorRate.step(now.tokens, now.end, now.processor - before.processor);
        now.saidProcessor = processorRate.secondsFor(now.end, progress.total);
        moments.push_back(now);
    };
    session.prefill(tokens, prefill);
    return moments;
}

double percentOff(double said, double was)
{
    return was > 0 ? 100 * (said - was) / was : 0;
}

void report(const std::vector<Moment>& moments)
{
    const Moment& last = moments.back();
    std::printf("%6s %12s %12s %8s %12s %12s %8s\n", "read", "said, clock", "was left", "off", "said, proc.",
                "was left", "off");
    double worst = 0;
    std::size_t at = 0;
    for (int tenth = 1; tenth <= 9; ++tenth) {
        while (moments[at].end * 10 < last.end * tenth)
            ++at;
        const Moment& now = moments[at];
        const double clockLeft = last.clock - now.clock, processorLeft = last.processor - now.processor;
        std::printf("%4d %% %10.1f s %10.1f s %6.1f %% %10.1f s %10.1f s %6.1f %%\n", 10 * tenth,
                    now.saidClock, clockLeft, percentOff(now.saidClock, clockLeft), now.saidProcessor,
                    processorLeft, percentOff(now.saidProcessor, processorLeft));
    }
    // Of the last seconds nobody is told more than that they are the last.
    constexpr double worthTelling = 2;
    double worstAt = 0;
    for (const Moment& now : moments) {
        const double left = last.processor - now.processor;
        const double off = std::abs(percentOff(now.saidProcessor, left));
        if (now.end * 10 < last.end || left < worthTelling || off <= worst)
            continue;
        worst = off;
        worstAt = 100.0 * static_cast<double>(now.end) / static_cast<double>(last.end);
    }
    std::printf(
        "at worst after the first tenth, in processor time: off by %.1f %% at %.0f %% (aim: 20)   %s\n",
        worst, worstAt, worst <= 20 ? "met" : "MISSED");
}

} // namespace

int main(int argc, char** argv)
{
    const Options options = parse(argc, argv);
    try {
        EngineOptions engineOptions;
        engineOptions.threads = options.threads;
        const std::shared_ptr<Engine> engine = Engine::open(options.model, engineOptions);
        const std::vector<std::int32_t> tokens = tokensOf(*engine, options);
        if (tokens.empty())
            throw EngineError(ErrorCode::FileUnreadable, options.file + " has no text.");
        const std::vector<Moment> moments = read(*engine, tokens);
        std::printf("%s, %zu tokens, %d threads\n", options.model.c_str(), tokens.size(), options.threads);
        report(moments);
        if (!options.steps.empty()) {
            std::ofstream out(options.steps);
            double before = 0;
            for (const Moment& now : moments) {
                out << now.tokens << ' ' << now.end << ' ' << now.processor - before << '\n';
                before = now.processor;
            }
        }
    } catch (const EngineError& error) {
        std::fprintf(stderr, "bench_time_left: %s\n", error.what());
        return 1;
    }
    return 0;
}
