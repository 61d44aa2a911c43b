#pragma once

#include "engine/model/Safetensors.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace quire::test {

/// A tensor to be written: its values are made when the file is, straight into the file's pages, so that
/// checkpoints larger than memory can be written.
struct TensorSource
{
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;
    /// Writes byteCount() bytes. Empty: a hole in the file, which reads as zeros and takes no room.
    std::function<void(std::byte* bytes)> fill;

    std::uint64_t byteCount() const;
};

/// A tensor that holds exactly these bytes.
TensorSource tensorOf(std::string name, TensorType type, std::vector<std::int64_t> shape,
                      std::vector<std::byte> bytes);

/// The header and data of one safetensors file, widest elements first, as the safetensors library orders
/// them, so that every tensor is aligned to its element size. Throws std::runtime_error.
void writeSafetensors(const std::filesystem::path& path, std::vector<TensorSource> tensors);

/// One model.safetensors, or `shards` numbered files and their index.
void writeShards(const std::filesystem::path& directory, std::vector<TensorSource> tensors, int shards);

} // namespace quire::test
