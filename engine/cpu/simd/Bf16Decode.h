#pragma once

#include "engine/cpu/simd/Stored.h"
#include "engine/cpu/simd/VecAvx512.h"

#include <type_traits>
#include <utility>

/// Stored weights to bf16 in registers, scales included: exact, since scales are powers of two. AVX-512 only.
/// VDPBF16PS takes subnormal bf16 for zero, so e4m3's subnormals must become normal numbers here; look-up
/// tables do that at no cost.
/// For the bodies of unrolled loops: called and not inlined, they would keep their sums in memory.
#define QUIRE_INLINE __attribute__((always_inline))

namespace quire::QUIRE_SIMD {

template <int... I, typename Body>
QUIRE_INLINE inline void repeatEach(std::integer_sequence<int, I...>, Body body)
{
    (body(std::integral_constant<int, I>{}), ...);
}

/// body(0) .. body(N - 1) with the number as a type: written out by the compiler before it chooses which
/// arrays to keep in registers, which is not so for loops, however they are unrolled later.
template <int N, typename Body>
QUIRE_INLINE inline void repeat(Body body)
{
    repeatEach(std::make_integer_sequence<int, N>{}, body);
}

/// bf16 of every e4m3 magnitude at one scale, as separate low and high bytes for byte look-ups.
struct E4m3Table
{
    alignas(64) std::uint8_t low[128];
    alignas(64) std::uint8_t high[128];
};

/// One table a scale code.
struct E4m3Tables
{
    E4m3Table at[256];

    E4m3Tables()
    {
        for (int code = 0; code < 256; ++code) {
            const float scale = fromE8m0(static_cast<std::uint8_t>(code));
            for (int i = 0; i < 128; ++i) {
                const std::uint16_t bits = toBf16(fromE4m3(static_cast<std::uint8_t>(i)) * scale);
                at[code].low[i] = static_cast<std::uint8_t>(bits);
                at[code].high[i] = static_cast<std::uint8_t>(bits >> 8);
            }
        }
    }
};

inline const E4m3Tables& e4m3Tables()
{
    static const E4m3Tables tables;
    return tables;
}

/// A table in registers.
struct E4m3Lookup
{
    __m512i low0, low1, high0, high1;

    explicit E4m3Lookup(const E4m3Table& table)
        : low0(_mm512_load_si512(table.low)), low1(_mm512_load_si512(table.low + 64)),
          high0(_mm512_load_si512(table.high)), high1(_mm512_load_si512(table.high + 64))
    {
    }

    /// 64 codes: `first` gets values 16 g + i, `second` 16 g + 8 + i, for 128-bit lanes g and i < 8.
    void decode(__m512i codes, __m512i& first, __m512i& second) const
    {
        const __m512i low = _mm512_permutex2var_epi8(low0, codes, low1); // looks at seven bits: not the sign
        __m512i high = _mm512_permutex2var_epi8(high0, codes, high1);
        high = _mm512_ternarylogic_epi32(high, codes, _mm512_set1_epi8(static_cast<char>(0x80)), 0xf8);
        first = _mm512_unpacklo_epi8(low, high);
        second = _mm512_unpackhi_epi8(low, high);
    }
};

inline __m512i loadBytes(const std::uint8_t* p)
{
    return _mm512_loadu_si512(p);
}
/// The first n <= 64 bytes, then zeros; nothing beyond them is touched.
inline __m512i loadBytes(const std::uint8_t* p, int n)
{
    return _mm512_maskz_loadu_epi8(n >= 64 ? ~0ULL : (1ULL << n) - 1ULL, p);
}

/// e2m1 values 2^126 times too large, as bf16 bits, twice over: a word look-up takes five bits, of which the
/// fifth is the neighbour's. Both zeros are +0, so that taking the exponent down leaves them alone.
inline __m512i e2m1Table()
{
    alignas(64) static constexpr std::uint16_t words[32] = {
        0x0000, 0x7e00, 0x7e80, 0x7ec0, 0x7f00, 0x7f40, 0x7f80, 0x7fc0, 0x0000, 0xfe00, 0xfe80,
        0xfec0, 0xff00, 0xff40, 0xff80, 0xffc0, 0x0000, 0x7e00, 0x7e80, 0x7ec0, 0x7f00, 0x7f40,
        0x7f80, 0x7fc0, 0x0000, 0xfe00, 0xfe80, 0xfec0, 0xff00, 0xff40, 0xff80, 0xffc0};
    return _mm512_load_si512(words);
}

/// What to take off the exponent bits of e2m1Table's values for scale codes in 16-bit words. Codes below 2
/// are taken for 2: the values concerned are below 2^-124 and must not borrow from the sign.
inline __m512i e2m1Drop(__m512i codes)
{
    const __m512i bounded = _mm512_max_epu16(codes, _mm512_set1_epi16(2));
    return _mm512_slli_epi16(_mm512_subs_epu16(_mm512_set1_epi16(253), bounded), 7);
}

/// e2m1Drop of up to 32 scale codes as they lie, a word each.
inline __m512i e2m1Drops(const std::uint8_t* codes, int count)
{
    const __mmask32 lanes = count >= 32 ? ~0U : (1U << count) - 1U;
    return e2m1Drop(_mm512_cvtepu8_epi16(_mm256_maskz_loadu_epi8(lanes, codes)));
}

/// Index for a word look-up that gives the first four of 32 words a 128-bit lane each.
inline __m512i spreadFirstFour()
{
    return _mm512_setr_epi64(0, 0, 0x0001000100010001, 0x0001000100010001, 0x0002000200020002,
                             0x0002000200020002, 0x0003000300030003, 0x0003000300030003);
}

/// 128 values from 64 bytes: out[s] holds values 4 i + s in words i; `drop` has its words in the four
/// 128-bit lanes, one for each 32 values.
inline void decodeE2m1(__m512i bytes, __m512i table, __m512i drop, __m512i out[4])
{
    out[0] = _mm512_subs_epu16(_mm512_permutexvar_epi16(bytes, table), drop);
    out[1] = _mm512_subs_epu16(_mm512_permutexvar_epi16(_mm512_srli_epi16(bytes, 4), table), drop);
    out[2] = _mm512_subs_epu16(_mm512_permutexvar_epi16(_mm512_srli_epi16(bytes, 8), table), drop);
    out[3] = _mm512_subs_epu16(_mm512_permutexvar_epi16(_mm512_srli_epi16(bytes, 12), table), drop);
}

inline __m512 dot(__m512 sum, __m512i a, __m512i b)
{
    __m512bh left;
    __m512bh right;
    __builtin_memcpy(&left, &a, sizeof left);
    __builtin_memcpy(&right, &b, sizeof right);
    return _mm512_dpbf16_ps(sum, left, right);
}

} // namespace quire::QUIRE_SIMD
