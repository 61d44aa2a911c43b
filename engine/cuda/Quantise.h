#pragma once

#include "engine/cuda/Shapes.h"

namespace quire::cuda {

/// x[n] through e4m3 (or e2m1) and back with one scale, staying float; y may be x.
QUIRE_DEVICE inline void roundE4m3(const float* x, int n, float* y)
{
    float amax = 0;
    for (int i = 0; i < n; ++i)
        amax = std::fmax(amax, std::fabs(x[i]));
    const std::uint8_t code = e4m3ScaleCode(amax);
    const float scale = fromE8m0(code);
    const float inverse = inverseE8m0(code);
    for (int i = 0; i < n; ++i)
        y[i] = fromE4m3(toE4m3(x[i] * inverse)) * scale;
}

QUIRE_DEVICE inline void roundE2m1(const float* x, int n, float* y)
{
    float amax = 0;
    for (int i = 0; i < n; ++i)
        amax = std::fmax(amax, std::fabs(x[i]));
    const std::uint8_t code = e2m1ScaleCode(amax);
    const float scale = fromE8m0(code);
    const float inverse = inverseE8m0(code);
    for (int i = 0; i < n; ++i)
        y[i] = fromE2m1(toE2m1(x[i] * inverse)) * scale;
}

/// `exact`: rows[count, width] through e4m3 per 128 stored channels, of which the first block lacks `lead`.
/// Grid: rows.
struct QuantiseProgram
{
    const float* x;
    int count;
    int width;
    int lead;
    float* y;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t at = block.index() * width;
        block.each((width + lead + 127) / 128, [&](int part) {
            const int first = part == 0 ? 0 : part * 128 - lead;
            const int end = (part + 1) * 128 - lead < width ? (part + 1) * 128 - lead : width;
            roundE4m3(x + at + first, end - first, y + at + first);
        });
    }
};

} // namespace quire::cuda
