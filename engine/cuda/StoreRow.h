#pragma once

#include "engine/cuda/Quantise.h"

namespace quire::cuda {

/// Orthonormal Walsh-Hadamard transform in Sylvester order of shared values; dim is a power of two.
template <typename Block>
QUIRE_DEVICE void hadamard(Block& block, float* values, int dim)
{
    for (int half = 1; half < dim; half *= 2)
        block.each(dim / 2, [&](int i) {
            const int low = i / half * 2 * half + i % half;
            const float a = values[low];
            const float b = values[low + half];
            values[low] = a + b;
            values[low + half] = a - b;
        });
    const auto factor = static_cast<float>(1.0 / std::sqrt(static_cast<double>(dim)));
    block.each(dim, [&](int i) { values[i] *= factor; });
}

/// QK and storage of one rotated attention row; `values` is spoilt.
template <typename Block>
QUIRE_DEVICE void storeAttentionRow(Block& block, bool quantise, const DeviceRowFormat& format, float* values,
                                    std::byte* row)
{
    auto* bytes = reinterpret_cast<std::uint8_t*>(row);
    const int scales = (format.plain + 63) / 64;
    const auto channels = [&](int part) {
        return format.plain - part * 64 < 64 ? format.plain - part * 64 : 64;
    };
    if (format.kind == RowFormat::Kind::Float32) {
        if (quantise)
            block.each(scales,
                       [&](int part) { roundE4m3(values + part * 64, channels(part), values + part * 64); });
        block.each(format.dim, [&](int i) { reinterpret_cast<float*>(row)[i] = values[i]; });
        return;
    }
    block.each(scales, [&](int part) {
        const float* x = values + part * 64;
        float amax = 0;
        for (int i = 0; i < channels(part); ++i)
            amax = std::fmax(amax, std::fabs(x[i]));
        const std::uint8_t code = e4m3ScaleCode(amax);
        const float inverse = inverseE8m0(code);
        for (int i = 0; i < channels(part); ++i)
            bytes[part * 64 + i] = toE4m3(x[i] * inverse);
        bytes[format.scaleOffset + part] = code;
    });
    block.each(format.dim - format.plain, [&](int i) {
        if (i == 0 && format.scaleOffset + scales < format.ropeOffset)
            bytes[format.scaleOffset + scales] = 0; // the padding byte
        const std::uint16_t bits = toBf16(values[format.plain + i]);
        bytes[format.ropeOffset + 2 * i] = static_cast<std::uint8_t>(bits & 0xffU);
        bytes[format.ropeOffset + 2 * i + 1] = static_cast<std::uint8_t>(bits >> 8);
    });
}

/// Hadamard, Q4 and storage of one rotated indexer row; `values` is spoilt.
template <typename Block>
QUIRE_DEVICE void storeIndexRow(Block& block, bool quantise, const DeviceRowFormat& format, float* values,
                                std::byte* row)
{
    auto* bytes = reinterpret_cast<std::uint8_t*>(row);
    const int scales = (format.dim + 31) / 32;
    const auto channels = [&](int part) { return format.dim - part * 32 < 32 ? format.dim - part * 32 : 32; };
    hadamard(block, values, format.dim);
    if (format.kind == RowFormat::Kind::Float32) {
        if (quantise)
            block.each(scales,
                       [&](int part) { roundE2m1(values + part * 32, channels(part), values + part * 32); });
        block.each(format.dim, [&](int i) { reinterpret_cast<float*>(row)[i] = values[i]; });
        return;
    }
    block.each(scales, [&](int part) {
        const float* x = values + part * 32;
        float amax = 0;
        for (int i = 0; i < channels(part); ++i)
            amax = std::fmax(amax, std::fabs(x[i]));
        const std::uint8_t code = e2m1ScaleCode(amax);
        const float inverse = inverseE8m0(code);
        for (int i = 0; i < channels(part); i += 2) {
            const unsigned low = toE2m1(x[i] * inverse);
            const unsigned high = i + 1 < channels(part) ? toE2m1(x[i + 1] * inverse) : 0U;
            bytes[part * 16 + i / 2] = static_cast<std::uint8_t>(low | (high << 4));
        }
        bytes[format.scaleOffset + part] = code;
    });
}

} // namespace quire::cuda
