#pragma once

#include "engine/cuda/Block.h"
#include "engine/kv/NumberFormats.h"
#include "engine/ops/Ops.h"

#include <cmath>

/// What Ops describes with host pointers, as plain structs that travel to a GPU by value.
namespace quire::cuda {

/// Blocks of rows, 8,192 tokens each, that one launch can name: two million tokens.
inline constexpr int kMostRowBlocks = 256;
/// Rotary pairs of a head that one launch can name.
inline constexpr int kMostPairs = 128;

struct DeviceRope
{
    float frequencies[kMostPairs];
    int pairs;

    /// Cosine and sine of every pair: `pairs` cosines, then `pairs` sines (see cpu::makeTurn).
    QUIRE_DEVICE void turn(std::int64_t position, int pair, float* turns) const
    {
        const float angle = static_cast<float>(position) * frequencies[pair];
        turns[pair] = static_cast<float>(std::cos(static_cast<double>(angle)));
        turns[pairs + pair] = static_cast<float>(std::sin(static_cast<double>(angle)));
    }
    /// Rotates one pair of the last channels of values[dim]; direction -1 rotates back.
    QUIRE_DEVICE void rotate(const float* turns, int pair, int dim, float direction, float* values) const
    {
        float* channel = values + (dim - 2 * pairs) + 2 * pair;
        const float c = turns[pair];
        const float s = direction * turns[pairs + pair];
        const float even = channel[0];
        const float odd = channel[1];
        channel[0] = even * c - odd * s;
        channel[1] = even * s + odd * c;
    }
};

/// RowFormat with its offsets worked out.
struct DeviceRowFormat
{
    RowFormat::Kind kind;
    int dim;
    int plain; ///< channels before the rotary ones
    int scaleOffset;
    int ropeOffset;

    /// One channel of a row, exactly as decodeRow() gives it.
    QUIRE_DEVICE float value(const std::byte* row, int channel) const
    {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(row);
        if (kind == RowFormat::Kind::Float32)
            return reinterpret_cast<const float*>(row)[channel];
        if (kind == RowFormat::Kind::PackedIndex) {
            const auto code = static_cast<std::uint8_t>(bytes[channel / 2] >> (4 * (channel & 1)));
            return fromE2m1(code) * fromE8m0(bytes[scaleOffset + channel / 32]);
        }
        if (channel < plain)
            return fromE4m3(bytes[channel]) * fromE8m0(bytes[scaleOffset + channel / 64]);
        const std::uint8_t* bits = bytes + ropeOffset + 2 * (channel - plain);
        return fromBf16(static_cast<std::uint16_t>(bits[0] | (bits[1] << 8)));
    }
};

struct DeviceRing
{
    std::byte* data;
    std::int64_t capacity;
    std::int64_t rowBytes;

    QUIRE_DEVICE std::byte* slot(std::int64_t position) const
    {
        return data + position % capacity * rowBytes;
    }
};

struct DeviceRows
{
    std::byte* blocks[kMostRowBlocks];
    int rowsPerBlock;
    std::int64_t rowBytes;

    QUIRE_DEVICE std::byte* row(std::int64_t j) const
    {
        return blocks[j / rowsPerBlock] + j % rowsPerBlock * rowBytes;
    }
};

DeviceRope toDevice(const Rope& rope);
DeviceRowFormat toDevice(const RowFormat& format);
DeviceRing toDevice(const RowRing& ring);
/// Names the blocks that hold rows 0 .. count - 1; throws EngineError(ContextOverflow) beyond kMostRowBlocks.
DeviceRows toDevice(const RowBlocks& rows, std::int64_t count);

/// Sum of squares of x[n], the same for every thread; `parts` is shared memory for kBlockWarps floats.
template <typename Block>
QUIRE_DEVICE float sumSquares(Block& block, const float* x, int n, float* parts)
{
    block.template sums<1>(
        kBlockWarps,
        [&](int part, int lane, float* sum) {
            for (int i = part * kWarp + lane; i < n; i += kBlockThreads)
                sum[0] = std::fma(x[i], x[i], sum[0]);
        },
        [&](int part, const float* sum) { parts[part] = sum[0]; });
    float total = 0;
    for (int part = 0; part < kBlockWarps; ++part)
        total += parts[part];
    return total;
}

} // namespace quire::cuda
