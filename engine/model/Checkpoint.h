#pragma once

#include "engine/model/ModelConfig.h"
#include "engine/model/Weights.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace quire {

/// One of a checkpoint's safetensors files.
struct WeightFile
{
    std::filesystem::path path;
    std::span<const std::byte> bytes; ///< mapped
};

/// Where a byte of a weight lies on disk.
struct WeightPlace
{
    int file = 0; ///< in Checkpoint::files()
    std::uint64_t offset = 0;
};

/// A checkpoint directory in the official Hugging Face layout, its safetensors memory-mapped for as long as
/// this object lives. Immutable and safe to share between threads.
class Checkpoint
{
public:
    /// Maps and checks everything the forward pass will touch: names, dtypes, shapes, bounds, scale codes of
    /// small checkpoints. Throws EngineError (FileUnreadable, BadCheckpoint, ForeignModel, NotFinite).
    static std::shared_ptr<const Checkpoint> open(const std::filesystem::path& directory);
    ~Checkpoint();

    const std::filesystem::path& directory() const;
    const ModelConfig& config() const;
    const Weights& weights() const;
    /// Bytes of all mapped files.
    std::uint64_t fileBytes() const;
    /// In the order of their names.
    std::vector<WeightFile> files() const;
    /// Of a byte that a view of the weights points to. Throws EngineError(Internal) for any other.
    WeightPlace placeOf(const std::byte* data) const;
    /// Throws FileUnreadable when weights that are in use can no longer be read; what was computed since the
    /// last call is not for use then.
    void requireIntact() const;
    /// Hex digest that names these weights and this config: equal iff the model computes the same function.
    /// From config.json and, of each shard, its header, length and sampled pages; quick at any size.
    const std::string& identity() const;

private:
    struct Impl;
    explicit Checkpoint(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Rank `rank` of `ranks`' share of the weights, as views: heads and output groups by tensor parallelism
/// (wq_b, sink, wo_a by rows, wo_b by columns), routed experts by ranges, vocabulary rows of the head; all
/// else whole, the indexer included. The shared expert goes to rank 0. Throws EngineError(BadInput) naming
/// the count that does not divide.
Weights shardWeights(const Weights& weights, const ModelConfig& config, int rank, int ranks);

} // namespace quire
