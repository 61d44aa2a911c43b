#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quire {

/// zstd at its quickest level: for what is read whole anyway (snapshots, token ids), never for mapped rows.
std::vector<std::byte> compress(std::span<const std::byte> bytes);
/// Throws EngineError(CacheDamaged).
std::vector<std::byte> decompress(std::span<const std::byte> bytes);

/// Token ids byte plane by byte plane, compressed: about 1.5 bytes a token for text.
/// Elements of `width` bytes: all first bytes, then all second ones, and so on. Numbers of like size have
/// like high bytes, which compress once they stand together.
std::vector<std::byte> toPlanes(std::span<const std::byte> elements, std::size_t width);
std::vector<std::byte> fromPlanes(std::span<const std::byte> planes, std::size_t width);

std::vector<std::byte> packTokens(std::span<const std::int32_t> tokens);
/// Throws EngineError(CacheDamaged).
std::vector<std::int32_t> unpackTokens(std::span<const std::byte> bytes);

} // namespace quire
