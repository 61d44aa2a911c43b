/// What an arithmetic does to a model's answers: Kullback-Leibler divergence of its next-token distributions
/// from those of `cache` (float32, rows as stored) after every token of a text, and how much of it comes from
/// choices that a rounding tips over (experts, rows of the indexer) rather than from the roundings
/// themselves.
///
///     bench_numerics DIR [TEXT] [--tokens N] [--threads N]
///
/// TEXT is read as one prompt by the model's own tokenizer and cut to N tokens (4,096). Without TEXT, or
/// without a tokenizer, the tokens are synthetic.
#include "engine/text/Tokenizer.h"
#include "tests/support/ArithmeticTrial.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace {

using namespace quire;
using namespace quire::test;

struct Arguments
{
    std::string directory, text;
    int tokens = 4096;
    int threads = 1;
};

std::vector<std::int32_t> tokensOf(const Arguments& arguments, int vocab)
{
    const std::size_t most = static_cast<std::size_t>(std::max(arguments.tokens, 1));
    if (arguments.text.empty()) {
        std::vector<std::int32_t> ids(most);
        for (std::size_t i = 0; i < most; ++i)
            ids[i] = static_cast<std::int32_t>((i * 7919 + 13) % static_cast<std::size_t>(vocab));
        return ids;
    }
    std::ifstream file(arguments.text, std::ios::binary);
    if (!file)
        throw std::runtime_error(arguments.text + " cannot be read");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const Tokenizer tokenizer = Tokenizer::fromFile(arguments.directory + "/tokenizer.json");
    std::vector<std::int32_t> ids = tokenizer.encode(text, SpecialTokens::Parse);
    ids.resize(std::min(ids.size(), most));
    return ids;
}

class Comparison
{
public:
    Comparison(const Checkpoint& checkpoint, const std::vector<std::int32_t>& ids, int threads)
        : m_checkpoint(checkpoint), m_ids(ids), m_threads(threads)
    {
        m_reference = run(options(Numerics::Cache));
    }

    void print() const
    {
        std::printf("%-38s %9s %9s %9s %9s %10s %10s\n", "against cache", "mean KL", "median", "largest",
                    "same", "experts", "rows");
        TrialOptions other = options(Numerics::Cache);
        other.cpu.simd = SimdLevel::Portable;
        line("cache, sums in another order", run(other));
        line("fast, as the engine opens it", run(options(Numerics::Fast)));
        TrialOptions bf16 = options(Numerics::Fast);
        bf16.cpu.bf16Width = 0;
        line("BF16 products and attention", run(bf16));
        bf16.experts = &m_reference.choices;
        line("  with the experts of cache", run(bf16));
        bf16.rows = &m_reference.choices;
        line("  with its experts and rows", run(bf16));
        bf16.experts = nullptr;
        line("  with its rows", run(bf16));
        line("exact, as the official kernels round", run(options(Numerics::Exact)));
        std::printf(
            "\nKL in nats; same: positions with the same likeliest token; experts, rows: choices made "
            "otherwise.\n");
    }

private:
    TrialOptions options(Numerics numerics) const
    {
        TrialOptions result;
        result.cpu.numerics = numerics;
        result.cpu.threads = m_threads;
        return result;
    }

    Trial run(const TrialOptions& how) const { return runTrial(m_checkpoint, m_ids, how); }

    void line(const char* name, const Trial& trial) const
    {
        const ModelConfig& config = m_checkpoint.config();
        const Divergence d = divergence(m_reference.logits, trial.logits, config.vocabSize);
        std::printf("%-38s %9.2g %9.2g %9.2g %8.2f%% %9.2f%% %9.2f%%\n", name, d.mean, d.median, d.largest,
                    100.0 * static_cast<double>(d.sameToken) / static_cast<double>(d.tokens),
                    100 * shareChosenOtherwise(m_reference.choices.experts, trial.choices.experts,
                                               config.expertsPerToken),
                    100 *
                        shareChosenOtherwise(m_reference.choices.rows, trial.choices.rows, config.indexTopK));
        std::fflush(stdout);
    }

    const Checkpoint& m_checkpoint;
    const std::vector<std::int32_t>& m_ids;
    int m_threads;
    Trial m_reference;
};

} // namespace

int main(int argc, char** argv)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        int* number = argument == "--tokens"    ? &arguments.tokens
                      : argument == "--threads" ? &arguments.threads
                                                : nullptr;
        if (number && i + 1 < argc)
            *number = std::atoi(argv[++i]);
        else if (arguments.directory.empty())
            arguments.directory = argument;
        else
            arguments.text = argument;
    }
    if (arguments.directory.empty()) {
        std::fprintf(stderr, "usage: bench_numerics DIR [TEXT] [--tokens N] [--threads N]\n");
        return 2;
    }
    try {
        const std::shared_ptr<const Checkpoint> checkpoint = Checkpoint::open(arguments.directory);
        const std::vector<std::int32_t> ids = tokensOf(arguments, checkpoint->config().vocabSize);
        std::printf("%s, %d wide, %zu tokens of %s\n", arguments.directory.c_str(),
                    checkpoint->config().hiddenSize, ids.size(),
                    arguments.text.empty() ? "synthetic ids" : arguments.text.c_str());
        Comparison(*checkpoint, ids, arguments.threads).print();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_numerics: %s\n", error.what());
        return 1;
    }
    return 0;
}
