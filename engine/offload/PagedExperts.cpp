#include "engine/offload/PagedExperts.h"

#include "engine/Error.h"
#include "engine/model/MemoryPlan.h"

#include <sys/mman.h>

#include <algorithm>

namespace quire {

namespace {

/// Reads under way at once: disks answer several faster than one after the other.
constexpr int readers = 4;

int slotCountFor(const ExpertFiles& files, std::uint64_t budget)
{
    const std::uint64_t slot = std::max<std::uint64_t>(files.slotBytes(), 1);
    if (budget < slot)
        throw EngineError(ErrorCode::BadInput,
                          bytesText(budget) + " of memory for experts are too little: one takes " +
                              bytesText(slot) + ", and every rank keeps at least one.",
                          "Allow more; with less than the experts of a few layers everything is slow.");
    return static_cast<int>(
        std::min<std::uint64_t>(budget / slot, static_cast<std::uint64_t>(std::max(files.count(), 1))));
}

/// Half a layer is what a disk may bring while attention computes; of few slots most are for what is known.
int mostGuesses(int slots, const Weights& share)
{
    const auto layer = static_cast<int>(share.layers.empty() ? 0 : share.layers.front().moe.experts.size());
    return std::min(slots / 4, (layer + 1) / 2);
}

} // namespace

/// Slots side by side in memory of their own.
class PagedExperts::Slots final : public ExpertLoader
{
public:
    Slots(const ExpertFiles& files, int count)
        : m_files(files), m_bytes(static_cast<std::size_t>(count) * files.slotBytes())
    {
        if (m_bytes == 0)
            return;
        void* memory = ::mmap(nullptr, m_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            throw EngineError(ErrorCode::OutOfMemory,
                              "The system does not give " + bytesText(m_bytes) + " of memory for experts.",
                              "Allow fewer, or close other programs.");
        m_memory = static_cast<std::byte*>(memory);
        // Gigabytes that are read from end to end; where there are no large pages small ones do as well.
        ::madvise(m_memory, m_bytes, MADV_HUGEPAGE);
    }
    ~Slots() override
    {
        if (m_memory)
            ::munmap(m_memory, m_bytes);
    }
    Slots(const Slots&) = delete;
    Slots& operator=(const Slots&) = delete;

    std::byte* at(int slot) const { return m_memory + static_cast<std::size_t>(slot) * m_files.slotBytes(); }
    std::uint64_t load(ExpertKey key, int slot) override { return m_files.read(key, at(slot)); }

private:
    const ExpertFiles& m_files;
    std::size_t m_bytes;
    std::byte* m_memory = nullptr;
};

PagedExperts::PagedExperts(const Checkpoint& checkpoint, const Weights& share, std::uint64_t budget,
                           bool followsGuesses)
    : m_files(checkpoint, share), m_followsGuesses(followsGuesses)
{
    const int slots = slotCountFor(m_files, budget);
    m_slots = std::make_unique<Slots>(m_files, slots);
    m_cache.emplace(*m_slots, slots, std::min(slots, readers), mostGuesses(slots, share));
}

PagedExperts::~PagedExperts() = default;

std::vector<ExpertKey> PagedExperts::keysOf(const MoeWeights& moe,
                                            std::span<const std::int32_t> experts) const
{
    std::vector<ExpertKey> keys;
    for (const std::int32_t expert : experts) {
        const std::ptrdiff_t local = std::ptrdiff_t{expert} - moe.firstExpert;
        if (local >= 0 && local < static_cast<std::ptrdiff_t>(moe.experts.size()))
            keys.push_back({moe.layer, expert});
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

void PagedExperts::announce(const MoeWeights& moe, std::span<const std::int32_t> experts)
{
    m_cache->announce(keysOf(moe, experts));
}

void PagedExperts::guess(const MoeWeights& moe, std::span<const std::int32_t> experts)
{
    if (m_followsGuesses)
        m_cache->guess(keysOf(moe, experts));
}

PagedExperts::Pass::Pass(PagedExperts& paged, const MoeWeights& moe, std::vector<std::int32_t> experts,
                         const std::atomic<bool>* stop)
    : m_paged(paged), m_moe(moe), m_experts(std::move(experts)),
      m_pass(*paged.m_cache, paged.keysOf(moe, m_experts),
             2 * m_experts.size() > moe.experts.size() ? ExpertPass::Kind::Scan : ExpertPass::Kind::Choice,
             stop)
{
    if (m_experts.empty()) // all of the tokens' experts are other ranks'
        paged.m_cache->forgetGuesses(moe.layer);
}

std::span<const ExpertWeights> PagedExperts::Pass::next()
{
    m_views.clear();
    for (const int slot : m_pass.next()) {
        const std::int32_t expert = m_experts[m_done++];
        const auto local = static_cast<std::size_t>(expert - m_moe.firstExpert);
        m_views.push_back(
            m_paged.m_files.inSlot({m_moe.layer, expert}, m_moe.experts[local], m_paged.m_slots->at(slot)));
    }
    return m_views;
}

} // namespace quire
