#pragma once

#include "engine/kv/NumberFormats.h"

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

/// Sixteen floats as one AVX-512 register. VecPortable.h says what the functions mean. QUIRE_SIMD names the
/// namespace: processors with and without BF16 have their own.
namespace quire::QUIRE_SIMD {

struct Vec
{
    __m512 v;
};

inline __mmask16 firstLanes(int n)
{
    return static_cast<__mmask16>((1U << n) - 1U);
}
inline Vec zero()
{
    return {_mm512_setzero_ps()};
}
inline Vec set(float x)
{
    return {_mm512_set1_ps(x)};
}
inline Vec load(const float* p)
{
    return {_mm512_loadu_ps(p)};
}
inline Vec load(const float* p, int n)
{
    return {_mm512_maskz_loadu_ps(firstLanes(n), p)};
}
inline void store(float* p, const Vec& x)
{
    _mm512_storeu_ps(p, x.v);
}
inline void store(float* p, const Vec& x, int n)
{
    _mm512_mask_storeu_ps(p, firstLanes(n), x.v);
}
inline Vec add(const Vec& x, const Vec& y)
{
    return {_mm512_add_ps(x.v, y.v)};
}
inline Vec sub(const Vec& x, const Vec& y)
{
    return {_mm512_sub_ps(x.v, y.v)};
}
inline Vec mul(const Vec& x, const Vec& y)
{
    return {_mm512_mul_ps(x.v, y.v)};
}
inline Vec div(const Vec& x, const Vec& y)
{
    return {_mm512_div_ps(x.v, y.v)};
}
inline Vec fma(const Vec& x, const Vec& y, const Vec& z)
{
    return {_mm512_fmadd_ps(x.v, y.v, z.v)};
}
inline Vec max(const Vec& x, const Vec& y)
{
    return {_mm512_max_ps(x.v, y.v)};
}
inline Vec min(const Vec& x, const Vec& y)
{
    return {_mm512_min_ps(x.v, y.v)};
}
inline float sum(const Vec& x)
{
    const __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(x.v), _mm512_extractf32x8_ps(x.v, 1));
    const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
/// out[i] = sum(x_i): the same additions in the same tree, for four at once.
inline void sum4(const Vec& x0, const Vec& x1, const Vec& x2, const Vec& x3, float* out)
{
    const __m512 a =
        _mm512_add_ps(_mm512_shuffle_f32x4(x0.v, x1.v, 0x44), _mm512_shuffle_f32x4(x0.v, x1.v, 0xee));
    const __m512 b =
        _mm512_add_ps(_mm512_shuffle_f32x4(x2.v, x3.v, 0x44), _mm512_shuffle_f32x4(x2.v, x3.v, 0xee));
    const __m512 four = _mm512_add_ps(_mm512_shuffle_f32x4(a, b, 0x88), _mm512_shuffle_f32x4(a, b, 0xdd));
    const __m512 two = _mm512_add_ps(four, _mm512_permute_ps(four, 0x4e));
    const __m512 one = _mm512_add_ps(two, _mm512_permute_ps(two, 0xb1));
    const __m512i firsts = _mm512_setr_epi32(0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    _mm_storeu_ps(out, _mm512_castps512_ps128(_mm512_permutexvar_ps(firsts, one)));
}
inline Vec roundToInt(const Vec& x)
{
    return {_mm512_roundscale_ps(x.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
}
inline Vec scaleByPower(const Vec& x, const Vec& n)
{
    return {_mm512_scalef_ps(x.v, n.v)};
}
inline Vec fromBf16Bits(__m256i bits)
{
    return {_mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(bits), 16))};
}
#if defined(__AVX512BF16__)
/// bf16 bits of sixteen floats, by the processor's conversion (subnormals become zero).
inline __m256i toBf16Bits(const Vec& x)
{
    const __m256bh converted = _mm512_cvtneps_pbh(x.v);
    __m256i bits;
    __builtin_memcpy(&bits, &converted, sizeof bits);
    return bits;
}
inline Vec roundToBf16(const Vec& x)
{
    return fromBf16Bits(toBf16Bits(x));
}
#else
inline Vec roundToBf16(const Vec& x)
{
    const __m512i bits = _mm512_castps_si512(x.v);
    const __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
    const __m512i rounded = _mm512_add_epi32(bits, _mm512_add_epi32(odd, _mm512_set1_epi32(0x7fff)));
    const __m512i kept = _mm512_and_si512(rounded, _mm512_set1_epi32(static_cast<int>(0xffff0000U)));
    const __mmask16 nan = _mm512_cmp_ps_mask(x.v, x.v, _CMP_UNORD_Q);
    return {_mm512_mask_mov_ps(_mm512_castsi512_ps(kept), nan, x.v)};
}
#endif
inline Vec loadBf16(const std::uint16_t* p)
{
    return fromBf16Bits(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)));
}
/// e4m3's exponent and mantissa, set where a float keeps its own, are a float 2^120 times too small.
inline Vec loadE4m3(const std::uint8_t* p)
{
    const __m512i wide = _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    const __m512i magnitude = _mm512_and_si512(wide, _mm512_set1_epi32(0x7f));
    const __m512i sign = _mm512_slli_epi32(_mm512_xor_si512(wide, magnitude), 24);
    const __m512 small = _mm512_castsi512_ps(_mm512_slli_epi32(magnitude, 20));
    const __m512i value = _mm512_castps_si512(_mm512_mul_ps(small, _mm512_set1_ps(0x1p120f)));
    const __mmask16 nan = _mm512_cmpeq_epi32_mask(magnitude, _mm512_set1_epi32(0x7f));
    const __m512i nans = _mm512_maskz_set1_epi32(nan, 0x7fc00000);
    return {_mm512_castsi512_ps(_mm512_ternarylogic_epi32(value, sign, nans, 0xfe))};
}
inline Vec loadE2m1(const std::uint8_t* p)
{
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(p));
    const __m128i codes = _mm_unpacklo_epi8(bytes, _mm_srli_epi16(bytes, 4)); // the look-up takes four bits
    const __m512 values = _mm512_setr_ps(0.0f, 0.5f, 1.0f, 1.5f, 2.0f, 3.0f, 4.0f, 6.0f, -0.0f, -0.5f, -1.0f,
                                         -1.5f, -2.0f, -3.0f, -4.0f, -6.0f);
    return {_mm512_permutexvar_ps(_mm512_cvtepu8_epi32(codes), values)};
}

} // namespace quire::QUIRE_SIMD
