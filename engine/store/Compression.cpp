#include "engine/store/Compression.h"

#include "engine/Error.h"

#include <zstd.h>

#include <cstring>

namespace quire {

namespace {

[[noreturn]] void throwDamaged()
{
    throw EngineError(ErrorCode::CacheDamaged,
                      "A compressed record of the reading cache cannot be unpacked.");
}

} // namespace

std::vector<std::byte> compress(std::span<const std::byte> bytes)
{
    std::vector<std::byte> packed(ZSTD_compressBound(bytes.size()));
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 1);
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

std::vector<std::byte> toPlanes(std::span<const std::byte> elements, std::size_t width)
{
    const std::size_t count = elements.size() / width;
    std::vector<std::byte> planes(elements.size());
    for (std::size_t plane = 0; plane < width; ++plane)
        for (std::size_t i = 0; i < count; ++i)
            planes[plane * count + i] = elements[i * width + plane];
    return planes;
}

std::vector<std::byte> fromPlanes(std::span<const std::byte> planes, std::size_t width)
{
    const std::size_t count = planes.size() / width;
    std::vector<std::byte> elements(planes.size());
    for (std::size_t plane = 0; plane < width; ++plane)
        for (std::size_t i = 0; i < count; ++i)
            elements[i * width + plane] = planes[plane * count + i];
    return elements;
}

std::vector<std::byte> packTokens(std::span<const std::int32_t> tokens)
{
    return compress(toPlanes(std::as_bytes(tokens), sizeof(std::int32_t)));
}

std::vector<std::int32_t> unpackTokens(std::span<const std::byte> bytes)
{
    const std::vector<std::byte> planes = decompress(bytes);
    if (planes.size() % sizeof(std::int32_t) != 0)
        throwDamaged();
    const std::vector<std::byte> elements = fromPlanes(planes, sizeof(std::int32_t));
    std::vector<std::int32_t> tokens(elements.size() / sizeof(std::int32_t));
    if (!tokens.empty())
        std::memcpy(tokens.data(), elements.data(), elements.size());
    return tokens;
}

} // namespace quire
