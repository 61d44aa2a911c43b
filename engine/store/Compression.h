#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quire {

/// zstd, at its quickest level unless told otherwise: for what is read whole anyway (snapshots, token ids),
/// never for mapped rows.
std::vector<std::byte> compress(std::span<const std::byte> bytes, int level = 1);
/// Throws EngineError(CacheDamaged).
std::vector<std::byte> decompress(std::span<const std::byte> bytes);

/// Token ids in as few bytes as hold the largest, compressed: about 1.3 bytes a token for text.
std::vector<std::byte> packTokens(std::span<const std::int32_t> tokens);
/// Throws EngineError(CacheDamaged).
std::vector<std::int32_t> unpackTokens(std::span<const std::byte> bytes);

} // namespace quire
