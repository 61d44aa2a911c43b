#pragma once

#include "engine/store/CacheStore.h"
#include "engine/store/SnapshotBudget.h"

#include <cstring>
#include <random>
#include <vector>

namespace quire::test {

/// Stands in for a model: rows and state are functions of the tokens before them, as a model's are, and take
/// no time to compute.
class FakeReading : public RowSource
{
public:
    FakeReading(CacheModel model, std::vector<std::int32_t> tokens, std::size_t stateBytes = 300)
        : m_model(std::move(model)), m_tokens(std::move(tokens)), m_stateBytes(stateBytes), m_history{1}
    {
        for (const std::int32_t token : m_tokens)
            m_history.push_back(
                (m_history.back() ^ static_cast<std::uint32_t>(token)) * 0x9e3779b97f4a7c15ULL + 1);
    }

    static CacheModel smallModel(const std::string& identity = "fake model")
    {
        return {identity, RowGeometry(64, {{4, 40}, {4, 12}, {16, 40}, {1, 700}})};
    }

    static std::vector<std::int32_t> text(std::int64_t count, unsigned seed)
    {
        std::mt19937 random(seed);
        std::vector<std::int32_t> tokens(static_cast<std::size_t>(count));
        for (std::int32_t& token : tokens)
            token = static_cast<std::int32_t>(random() % 129280);
        return tokens;
    }

    const CacheModel& model() const { return m_model; }
    const std::vector<std::int32_t>& tokens() const { return m_tokens; }
    std::int64_t size() const { return static_cast<std::int64_t>(m_tokens.size()); }

    BlockRows block(std::int64_t number) override
    {
        const RowGeometry& geometry = m_model.geometry;
        m_memory.assign(geometry.blockBytes(), std::byte{0xee});
        BlockRows rows;
        for (int i = 0; i < geometry.regions(); ++i) {
            std::byte* region = m_memory.data() + geometry.offset(i);
            const std::int64_t ratio = geometry.region(i).ratio;
            for (std::int64_t row = 0; row < geometry.blockTokens() / ratio; ++row) {
                const std::int64_t end = number * geometry.blockTokens() + (row + 1) * ratio;
                if (end <= size())
                    fill(region + row * geometry.region(i).rowBytes, geometry.region(i).rowBytes, end, i);
            }
            rows.push_back(region);
        }
        return rows;
    }

    std::vector<std::byte> state(std::int64_t position) const
    {
        std::vector<std::byte> bytes(m_stateBytes);
        fill(bytes.data(), bytes.size(), position, 99);
        return bytes;
    }

    /// Whether what was loaded is exactly what reading these tokens gives. Throws DamagedRows as a model
    /// would on reading them.
    bool matches(const LoadedPrefix& loaded)
    {
        if (loaded.position == 0)
            return loaded.blocks.empty() && loaded.state.empty();
        if (loaded.position > size() || loaded.state != state(loaded.position))
            return false;
        const RowGeometry& geometry = m_model.geometry;
        for (std::size_t b = 0; b < loaded.blocks.size(); ++b) {
            const BlockRows wanted = block(static_cast<std::int64_t>(b));
            const std::int64_t tokens =
                std::min(loaded.position - static_cast<std::int64_t>(b) * geometry.blockTokens(),
                         geometry.blockTokens());
            if (loaded.blocks[b].check)
                loaded.blocks[b].check->checkAll();
            for (int i = 0; i < geometry.regions(); ++i) {
                const std::size_t bytes =
                    static_cast<std::size_t>(tokens / geometry.region(i).ratio) * geometry.region(i).rowBytes;
                const auto region = static_cast<std::size_t>(i);
                if (std::memcmp(loaded.blocks[b].regions[region], wanted[region], bytes) != 0)
                    return false;
            }
        }
        return true;
    }

    /// Reads (computes and commits) from `from` to the end in steps that end at block boundaries, with
    /// snapshots as a session takes them. The last one is of the given kind.
    CommitResult readInto(CacheStore& store, std::int64_t from, SnapshotKind last,
                          const std::string& session = {})
    {
        const std::int64_t block = m_model.geometry.blockTokens();
        CommitResult total;
        SnapshotBudget budget;
        for (std::int64_t at = from; at < size();) {
            const std::int64_t before = at;
            at = std::min(size(), (at / block + 1) * block);
            const SnapshotKind kind = at == size() ? last : SnapshotKind::Reading;
            budget.setRows(static_cast<double>(m_model.geometry.rowBytes(at - before)));
            std::optional<SnapshotImage> image;
            if (kind != SnapshotKind::Reading || budget.isDue())
                image = SnapshotImage{kind, state(at)};
            const CommitResult result =
                store.commit({m_model, std::span(m_tokens).first(static_cast<std::size_t>(at)), *this, 1.0,
                              std::move(image), session, -1});
            budget.spend(kind == SnapshotKind::Reading ? static_cast<double>(result.snapshotBytes) : 0);
            total.newTokens += result.newTokens;
            total.bytesWritten += result.bytesWritten;
        }
        return total;
    }

private:
    /// Bytes that depend on all tokens before `end`.
    void fill(std::byte* bytes, std::size_t count, std::int64_t end, int salt) const
    {
        std::uint64_t seed = m_history[static_cast<std::size_t>(end)] + static_cast<std::uint64_t>(salt);
        for (std::size_t i = 0; i < count; ++i) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            bytes[i] = static_cast<std::byte>(seed >> 56);
        }
    }

    CacheModel m_model;
    std::vector<std::int32_t> m_tokens;
    std::size_t m_stateBytes;
    std::vector<std::uint64_t> m_history; ///< of the tokens before each position
    std::vector<std::byte> m_memory;
};

} // namespace quire::test
