#include "engine/model/Checkpoint.h"

#include "engine/Error.h"
#include "engine/model/Identity.h"
#include "engine/model/ShardSet.h"
#include "engine/model/WeightsReader.h"

#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace quire {

namespace {

/// Below this every value is looked at, and the files are read ahead; above, a first look at hundreds of
/// gigabytes would cost minutes, and reading ahead would push everything else out of memory.
constexpr std::uint64_t smallCheckpoint = 1ULL << 30;

} // namespace

struct Checkpoint::Impl
{
    std::filesystem::path directory;
    ModelConfig config;
    ShardSet shards;
    Weights weights;
    std::deque<std::vector<float>> vectors; ///< what Weights' vectors point to
    mutable std::once_flag identityOnce;
    mutable std::string identity;

    explicit Impl(const std::filesystem::path& path)
        : directory(path), config(ModelConfig::load(path)), shards(path)
    {
        const bool small = shards.fileBytes() < smallCheckpoint;
        if (small)
            for (const ShardSet::Shard& shard : shards.shards())
                shard.contents.file().prefetch();
        TensorReader reader(shards, path.string(), small);
        weights = readWeights(reader, config);
        vectors = reader.takeStorage();
    }
};

Checkpoint::Checkpoint(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Checkpoint::~Checkpoint() = default;

std::shared_ptr<const Checkpoint> Checkpoint::open(const std::filesystem::path& directory)
{
    return std::shared_ptr<const Checkpoint>(new Checkpoint(std::make_unique<Impl>(directory)));
}

const std::filesystem::path& Checkpoint::directory() const
{
    return m_impl->directory;
}

const ModelConfig& Checkpoint::config() const
{
    return m_impl->config;
}

const Weights& Checkpoint::weights() const
{
    return m_impl->weights;
}

std::uint64_t Checkpoint::fileBytes() const
{
    return m_impl->shards.fileBytes();
}

std::vector<WeightFile> Checkpoint::files() const
{
    std::vector<WeightFile> files;
    for (const ShardSet::Shard& shard : m_impl->shards.shards())
        files.push_back({m_impl->directory / shard.fileName, shard.contents.file().bytes()});
    return files;
}

WeightPlace Checkpoint::placeOf(const std::byte* data) const
{
    int file = 0;
    for (const ShardSet::Shard& shard : m_impl->shards.shards()) {
        const std::span<const std::byte> bytes = shard.contents.file().bytes();
        // As numbers: pointers into different mappings have no order.
        const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
        const auto at = reinterpret_cast<std::uintptr_t>(data);
        if (at >= begin && at - begin < bytes.size())
            return {file, at - begin};
        ++file;
    }
    throw EngineError(ErrorCode::Internal, "A weight lies in none of the checkpoint's files.");
}

void Checkpoint::requireIntact() const
{
    for (const ShardSet::Shard& shard : m_impl->shards.shards())
        if (!shard.contents.file().isIntact())
            throw EngineError(ErrorCode::FileUnreadable,
                              (m_impl->directory / shard.fileName).string() +
                                  " can no longer be read: it was changed while it was in use, or its disk "
                                  "failed.",
                              "Put the file back as it was, then ask again.");
}

const std::string& Checkpoint::identity() const
{
    std::call_once(m_impl->identityOnce,
                   [&] { m_impl->identity = checkpointIdentity(m_impl->directory, m_impl->shards); });
    return m_impl->identity;
}

} // namespace quire
