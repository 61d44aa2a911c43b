#include "engine/store/Compression.h"

#include "engine/Error.h"

#include <zstd.h>

#include <cstring>

namespace quire {

namespace {

/// Finds most of what repeats in 8,192 tokens and takes a few milliseconds for them.
constexpr int tokenLevel = 12;

[[noreturn]] void throwDamaged()
{
    throw EngineError(ErrorCode::CacheDamaged,
                      "A compressed record of the reading cache cannot be unpacked.");
}

} // namespace

std::vector<std::byte> compress(std::span<const std::byte> bytes, int level)
{
    std::vector<std::byte> packed(ZSTD_compressBound(bytes.size()));
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), level);
    if (ZSTD_isError(size))
        throw EngineError(ErrorCode::Internal, "A cache record could not be compressed.");
    packed.resize(size);
    return packed;
}

std::vector<std::byte> decompress(std::span<const std::byte> bytes)
{
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    // Records are megabytes; a length beyond this is not one of ours.
    constexpr unsigned long long largest = 1ULL << 32;
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest)
        throwDamaged();
    std::vector<std::byte> plain(static_cast<std::size_t>(size));
    const std::size_t got = ZSTD_decompress(plain.data(), plain.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) || got != plain.size())
        throwDamaged();
    return plain;
}

namespace {

/// Ids as so many bytes each, lowest first as this machine has them, and back. The width is a constant, or
/// copying would be a call for every id.
template <std::size_t width>
std::vector<std::byte> narrowed(std::span<const std::int32_t> tokens)
{
    std::vector<std::byte> ids(tokens.size() * width);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        std::memcpy(ids.data() + i * width, &tokens[i], width);
    return ids;
}

template <std::size_t width>
std::vector<std::int32_t> widened(std::span<const std::byte> ids)
{
    if (ids.size() % width != 0)
        throwDamaged();
    std::vector<std::int32_t> tokens(ids.size() / width);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        std::memcpy(&tokens[i], ids.data() + i * width, width);
    return tokens;
}

} // namespace

std::vector<std::byte> packTokens(std::span<const std::int32_t> tokens)
{
    std::uint32_t bits = 0;
    for (const std::int32_t token : tokens)
        bits |= static_cast<std::uint32_t>(token);
    const std::size_t width = bits >> 16 == 0 ? 2 : bits >> 24 == 0 ? 3 : 4;
    std::vector<std::byte> packed = compress(width == 2   ? narrowed<2>(tokens)
                                             : width == 3 ? narrowed<3>(tokens)
                                                          : narrowed<4>(tokens),
                                             tokenLevel);
    packed.push_back(static_cast<std::byte>(width));
    return packed;
}

std::vector<std::int32_t> unpackTokens(std::span<const std::byte> bytes)
{
    if (bytes.empty())
        throwDamaged();
    const std::vector<std::byte> ids = decompress(bytes.first(bytes.size() - 1));
    switch (std::to_integer<int>(bytes.back())) {
    case 2:
        return widened<2>(ids);
    case 3:
        return widened<3>(ids);
    case 4:
        return widened<4>(ids);
    default:
        throwDamaged();
    }
}

} // namespace quire
