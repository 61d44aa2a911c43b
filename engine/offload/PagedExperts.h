#pragma once

#include "engine/offload/ExpertFiles.h"
#include "engine/offload/ExpertPass.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace quire {

/// The routed experts of one rank, of which as many as a budget of RAM holds are in memory and the others on
/// disk. What is read of them is what lies in the checkpoint, to the bit.
class PagedExperts
{
public:
    /// `share` are this rank's weights, views of the checkpoint; neither need outlive the object. Takes at
    /// most `budget` bytes for slots, less if all experts need less. Throws EngineError: BadInput if that is
    /// not enough for one expert, OutOfMemory, FileUnreadable.
    PagedExperts(const Checkpoint& checkpoint, const Weights& share, std::uint64_t budget,
                 bool followsGuesses = true);
    ~PagedExperts();

    /// These experts of the layer will be asked for by the next Pass. Ids of experts of other ranks and
    /// repeated ones are passed over, here and below.
    void announce(const MoeWeights& moe, std::span<const std::int32_t> experts);
    /// These will perhaps be asked for when the layer's turn comes.
    void guess(const MoeWeights& moe, std::span<const std::int32_t> experts);

    /// Brings some experts of a layer to memory in the order given, a few at a time.
    class Pass
    {
    public:
        /// `experts` of this rank, none twice. Everything given must outlive the object; the flag may be
        /// null.
        Pass(PagedExperts& paged, const MoeWeights& moe, std::vector<std::int32_t> experts,
             const std::atomic<bool>* stop);

        /// The next ones, at least one, in memory until the next call; empty after the last. Throws as
        /// ExpertPass::next().
        std::span<const ExpertWeights> next();

    private:
        PagedExperts& m_paged;
        const MoeWeights& m_moe;
        std::vector<std::int32_t> m_experts;
        std::size_t m_done = 0;
        ExpertPass m_pass;
        std::vector<ExpertWeights> m_views;
    };

    int slotCount() const { return m_cache->slotCount(); }
    int experts() const { return m_files.count(); }
    std::uint64_t slotBytes() const { return m_files.slotBytes(); }
    ExpertCacheCounters counters() const { return m_cache->counters(); }
    bool isDirect() const { return m_files.areDirect(); }

private:
    class Slots;

    std::vector<ExpertKey> keysOf(const MoeWeights& moe, std::span<const std::int32_t> experts) const;

    ExpertFiles m_files;
    bool m_followsGuesses;
    std::unique_ptr<Slots> m_slots;
    std::optional<ExpertCache> m_cache; ///< last: its threads use the others
};

} // namespace quire
