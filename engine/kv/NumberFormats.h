#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

/// The small number formats of V4 checkpoints and rows, one value at a time: bf16, e4m3fn, e2m1, e8m0.
/// Rounding is to nearest, ties to even, saturating, as in oracle README section 3.
namespace quire {

inline constexpr float kE4m3Max = 448.0f;
inline constexpr float kE2m1Max = 6.0f;
/// Floors of a block's largest magnitude before its scale is made.
inline constexpr float kE4m3AmaxFloor = 1e-4f;
inline constexpr float kE2m1AmaxFloor = 6.0f * 0x1p-126f;

constexpr std::uint16_t toBf16(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7fffffffU) > 0x7f800000U) // NaN: keep it one, whatever its payload
        return static_cast<std::uint16_t>((bits >> 16) | 0x40U);
    return static_cast<std::uint16_t>((bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16);
}

constexpr float fromBf16(std::uint16_t bits)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

constexpr float roundBf16(float value)
{
    return fromBf16(toBf16(value));
}

/// 2^(code - 127); code 255 is NaN.
constexpr float fromE8m0(std::uint8_t code)
{
    if (code == 255)
        return std::bit_cast<float>(0x7fc00000U);
    return std::bit_cast<float>(code == 0 ? 0x00400000U : static_cast<std::uint32_t>(code) << 23);
}

/// The value of an e4m3fn code; 0x7f and 0xff are NaN, there are no infinities.
constexpr float fromE4m3(std::uint8_t code)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(code & 0x80U) << 24;
    const std::uint32_t magnitude = code & 0x7fU;
    if (magnitude == 0x7f)
        return std::bit_cast<float>(sign | 0x7fc00000U);
    if (magnitude >= 8) // normal: rebias the exponent from 7 to 127
        return std::bit_cast<float>(sign | ((magnitude << 20) + (120U << 23)));
    const float value = static_cast<float>(magnitude) * 0x1p-9f;
    return sign != 0 ? -value : value;
}

/// The value of an e2m1 code (low four bits; bit 3 is the sign).
constexpr float fromE2m1(std::uint8_t code)
{
    constexpr float values[8] = {0.0f, 0.5f, 1.0f, 1.5f, 2.0f, 3.0f, 4.0f, 6.0f};
    const float value = values[code & 7U];
    return (code & 8U) != 0 ? -value : value;
}

/// NaN becomes the NaN code; everything beyond 448 becomes 448.
constexpr std::uint8_t toE4m3(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 24) & 0x80U;
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    if (magnitude > 0x7f800000U)
        return static_cast<std::uint8_t>(sign | 0x7fU);
    if (magnitude >= 0x43e00000U) // 448
        return static_cast<std::uint8_t>(sign | 0x7eU);
    if (magnitude < 0x3c800000U) { // below 2^-6: multiples of 2^-9
        // Adding 1.5 * 2^14 leaves exactly nine fractional bits, rounded by the addition itself.
        const float shifted = std::bit_cast<float>(magnitude) + 0x1.8p14f;
        return static_cast<std::uint8_t>(sign | (std::bit_cast<std::uint32_t>(shifted) & 0xfU));
    }
    const std::uint32_t rounded = magnitude + 0x7ffffU + ((magnitude >> 20) & 1U);
    return static_cast<std::uint8_t>(sign | ((rounded >> 20) - (120U << 3)));
}

/// Everything beyond 6 becomes 6; NaN, which the format lacks, too.
constexpr std::uint8_t toE2m1(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 28) & 8U;
    const float magnitude = std::bit_cast<float>(bits & 0x7fffffffU);
    if (!(magnitude < kE2m1Max))
        return static_cast<std::uint8_t>(sign | 7U);
    if (magnitude < 2.0f) { // multiples of 1/2
        const float shifted = magnitude + 0x1.8p22f;
        return static_cast<std::uint8_t>(sign | (std::bit_cast<std::uint32_t>(shifted) & 7U));
    }
    const std::uint32_t m = bits & 0x7fffffffU; // 2, 3, 4, 6 have one mantissa bit: codes 4 .. 7
    const std::uint32_t rounded = m + 0x1fffffU + ((m >> 22) & 1U);
    return static_cast<std::uint8_t>(sign | ((rounded >> 22) - (126U << 1)));
}

/// e8m0 code of 2^ceil(log2(amax * inverseMax)): product and exponent in float32, so that an exact power of
/// two stays. Infinite or NaN amax gives 255.
constexpr std::uint8_t powerOfTwoScaleCode(float amax, float inverseMax)
{
    const auto bits = std::bit_cast<std::uint32_t>(amax * inverseMax) & 0x7fffffffU;
    const std::uint32_t exponent = (bits >> 23) + ((bits & 0x7fffffU) != 0 ? 1U : 0U);
    return static_cast<std::uint8_t>(exponent > 254 ? 255U : exponent);
}

/// Scale code of a block of e4m3 values: their largest magnitude, floored, divided by 448.
constexpr std::uint8_t e4m3ScaleCode(float amax)
{
    return powerOfTwoScaleCode(amax > kE4m3AmaxFloor ? amax : kE4m3AmaxFloor, 1.0f / kE4m3Max);
}

constexpr std::uint8_t e2m1ScaleCode(float amax)
{
    return powerOfTwoScaleCode(amax > kE2m1AmaxFloor ? amax : kE2m1AmaxFloor, 1.0f / kE2m1Max);
}

/// 1 / fromE8m0(code), exact.
constexpr float inverseE8m0(std::uint8_t code)
{
    return code == 255 ? fromE8m0(code) : 1.0f / fromE8m0(code);
}

} // namespace quire
