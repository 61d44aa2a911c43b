#include "engine/cpu/Operations.h"
#include "engine/cpu/Products.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace quire::cpu {

namespace {

/// Token-expert pairs in flight: bounds the memory for hidden values whatever the chunk. Experts are taken
/// whole, so one popular expert may exceed it.
constexpr int kPairs = 1024;

/// One expert and the tokens that go to it: a stretch of the pair list.
struct Group
{
    const ExpertWeights* expert = nullptr;
    int id = -1; ///< of a routed expert, by its number in the model
    int first = 0;
    int count = 0;
};

/// Token-expert pairs sorted by expert, then token.
struct Pairs
{
    std::vector<std::int32_t> token;
    std::vector<float> weight;
    std::vector<Group> groups;
};

Pairs sortByExpert(const MoeWeights& weights, int count, int k, const Routing& routing)
{
    Pairs pairs;
    const auto local = weights.experts.size();
    std::vector<int> sizes(local + 1, 0);
    const auto localIndex = [&](int i) -> std::ptrdiff_t {
        const std::ptrdiff_t e = routing.experts[i] - weights.firstExpert;
        return e >= 0 && e < static_cast<std::ptrdiff_t>(local) ? e : -1;
    };
    for (int i = 0; i < count * k; ++i) {
        if (const std::ptrdiff_t e = localIndex(i); e >= 0)
            ++sizes[static_cast<std::size_t>(e) + 1];
    }
    for (std::size_t e = 0; e < local; ++e) {
        if (sizes[e + 1] > 0)
            pairs.groups.push_back(
                {&weights.experts[e], weights.firstExpert + static_cast<int>(e), sizes[e], sizes[e + 1]});
        sizes[e + 1] += sizes[e];
    }
    pairs.token.resize(static_cast<std::size_t>(sizes[local]));
    pairs.weight.resize(pairs.token.size());
    for (int i = 0; i < count * k; ++i) {
        if (const std::ptrdiff_t e = localIndex(i); e >= 0) {
            const auto slot = static_cast<std::size_t>(sizes[static_cast<std::size_t>(e)]++);
            pairs.token[slot] = i / k;
            pairs.weight[slot] = routing.weights[i];
        }
    }
    return pairs;
}

/// Adds the shared expert as one more group: every token, weight 1, after all routed experts.
void appendShared(const ExpertWeights& shared, int count, Pairs& pairs)
{
    const int first = static_cast<int>(pairs.token.size());
    pairs.groups.push_back({&shared, -1, first, count});
    for (int t = 0; t < count; ++t) {
        pairs.token.push_back(t);
        pairs.weight.push_back(1.0f);
    }
}

/// The pairs of some consecutive groups, through both halves of their experts.
class Batch
{
public:
    Batch(CpuContext& context, const Pairs& pairs, std::span<const Group> groups)
        : m_context(context), m_kernels(context.products()), m_pairs(pairs), m_groups(groups),
          m_first(groups.front().first), m_count(groups.back().first + groups.back().count - m_first)
    {
    }

    void run(const float* x, float* y)
    {
        hidden(x);
        activate();
        down();
        addUp(y);
    }

private:
    std::size_t hiddenWidth() const { return static_cast<std::size_t>(m_groups.front().expert->w1.rows); }
    std::size_t outWidth() const { return static_cast<std::size_t>(m_groups.front().expert->w2.rows); }
    std::size_t pairs() const { return static_cast<std::size_t>(m_count); }
    const std::int32_t* tokens() const { return m_pairs.token.data() + m_first; }

    /// gate = w1 x and up = w3 x of every pair. Groups whose weights differ in format are packed apart.
    void hidden(const float* x)
    {
        const Matrix& w1 = m_groups.front().expert->w1;
        const InputRows rows{x, static_cast<std::size_t>(w1.cols), m_count, tokens()};
        const PackedRows packed =
            packRows(m_context, m_kernels, w1, rows, quantisesInputsOf(m_context.numerics, w1),
                     m_context.shared.packed);
        m_gate = m_context.shared.gate.reserve<float>(pairs() * hiddenWidth());
        m_up = m_context.shared.up.reserve<float>(pairs() * hiddenWidth());
        std::vector<ProductJob> jobs;
        for (const Group& g : m_groups) {
            const auto at = static_cast<std::size_t>(g.first - m_first);
            const std::byte* in = packed.data + at * packed.stride * m_kernels.elementBytes;
            jobs.push_back(
                {g.expert->w1, in, packed.stride, g.count, m_gate + at * hiddenWidth(), hiddenWidth()});
            jobs.push_back(
                {g.expert->w3, in, packed.stride, g.count, m_up + at * hiddenWidth(), hiddenWidth()});
        }
        runProducts(m_context, m_kernels, jobs);
    }

    /// gate = silu(gate) * up * weight, clamped.
    void activate()
    {
        const std::size_t n = hiddenWidth();
        m_context.pool.parallelFor(m_count, 8, [&](std::int64_t begin, std::int64_t end, int) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                m_context.kernels.rows.swiglu(m_gate + i * n, m_up + i * n, m_context.config.swigluLimit,
                                              m_pairs.weight[static_cast<std::size_t>(m_first) + i],
                                              static_cast<int>(n), m_gate + i * n);
        });
    }

    void down()
    {
        const Matrix& w2 = m_groups.front().expert->w2;
        const InputRows rows{m_gate, hiddenWidth(), m_count};
        const PackedRows packed =
            packRows(m_context, m_kernels, w2, rows, quantisesInputsOf(m_context.numerics, w2),
                     m_context.shared.packedInner);
        m_out = m_context.shared.out.reserve<float>(pairs() * outWidth());
        std::vector<ProductJob> jobs;
        for (const Group& g : m_groups) {
            const auto at = static_cast<std::size_t>(g.first - m_first);
            jobs.push_back({g.expert->w2, packed.data + at * packed.stride * m_kernels.elementBytes,
                            packed.stride, g.count, m_out + at * outWidth(), outWidth()});
        }
        runProducts(m_context, m_kernels, jobs);
    }

    /// Columns are shared out between workers, pairs are added in their order: ascending experts per token.
    void addUp(float* y)
    {
        constexpr std::size_t strip = 256;
        const std::size_t n = outWidth();
        const auto strips = static_cast<std::int64_t>((n + strip - 1) / strip);
        m_context.pool.parallelFor(strips, 1, [&](std::int64_t begin, std::int64_t, int) {
            const std::size_t at = static_cast<std::size_t>(begin) * strip;
            const std::size_t width = std::min(strip, n - at);
            for (std::size_t i = 0; i < pairs(); ++i)
                m_context.kernels.rows.add(m_out + i * n + at, width,
                                           y + static_cast<std::size_t>(tokens()[i]) * n + at);
        });
    }

    CpuContext& m_context;
    const ProductKernels& m_kernels;
    const Pairs& m_pairs;
    std::span<const Group> m_groups;
    int m_first;
    int m_count;
    float* m_gate = nullptr;
    float* m_up = nullptr;
    float* m_out = nullptr;
};

/// Groups may share a batch if one packing of their inputs serves all.
bool alike(const ExpertWeights& a, const ExpertWeights& b)
{
    const auto same = [](const Matrix& p, const Matrix& q) {
        return p.format == q.format && p.rows == q.rows && p.cols == q.cols &&
               p.colOffset % 128 == q.colOffset % 128;
    };
    return same(a.w1, b.w1) && same(a.w2, b.w2) && same(a.w3, b.w3);
}

/// Runs groups in as few batches as their numbers allow.
void runGroups(CpuContext& context, const Pairs& pairs, std::span<const Group> groups, const float* x,
               float* y)
{
    for (std::size_t begin = 0, end = 0; begin < groups.size(); begin = end) {
        int taken = 0;
        for (end = begin; end < groups.size(); ++end) {
            const Group& g = groups[end];
            if (end > begin && (taken + g.count > kPairs || !alike(*g.expert, *groups[begin].expert)))
                break;
            taken += g.count;
        }
        Batch(context, pairs, groups.subspan(begin, end - begin)).run(x, y);
    }
}

/// The same for routed experts that are brought to memory a few at a time.
void runPaged(CpuContext& context, const MoeWeights& weights, const Pairs& pairs, std::span<Group> groups,
              const float* x, float* y)
{
    std::vector<std::int32_t> ids;
    for (const Group& g : groups)
        ids.push_back(g.id);
    PagedExperts::Pass pass(*context.pagedExperts, weights, std::move(ids), context.pool.stopFlag());
    for (;;) {
        const std::span<const ExpertWeights> here = pass.next();
        if (here.empty())
            return;
        for (std::size_t i = 0; i < here.size(); ++i)
            groups[i].expert = &here[i];
        runGroups(context, pairs, groups.first(here.size()), x, y);
        groups = groups.subspan(here.size());
    }
}

} // namespace

void experts(CpuContext& context, const MoeWeights& weights, const float* x, int count, Routing routing,
             float* y)
{
    Pairs pairs = sortByExpert(weights, count, context.config.expertsPerToken, routing);
    const std::size_t routed = pairs.groups.size();
    if (weights.shared)
        appendShared(*weights.shared, count, pairs);
    std::memset(y, 0,
                static_cast<std::size_t>(count) * static_cast<std::size_t>(context.config.hiddenSize) *
                    sizeof(float));
    std::span<Group> groups = pairs.groups;
    if (context.pagedExperts) {
        runPaged(context, weights, pairs, groups.first(routed), x, y);
        groups = groups.subspan(routed);
    }
    runGroups(context, pairs, groups, x, y);
}

void announceExperts(CpuContext& context, const MoeWeights& weights, const std::int32_t* experts, int n)
{
    if (context.pagedExperts)
        context.pagedExperts->announce(weights, {experts, static_cast<std::size_t>(n)});
}

void guessExperts(CpuContext& context, const MoeWeights& weights, const std::int32_t* experts, int n)
{
    if (!context.pagedExperts)
        return;
    if (experts)
        return context.pagedExperts->guess(weights, {experts, static_cast<std::size_t>(n)});
    std::vector<std::int32_t> all(weights.experts.size());
    std::iota(all.begin(), all.end(), weights.firstExpert);
    context.pagedExperts->guess(weights, all);
}

} // namespace quire::cpu
