#pragma once

#include "engine/cpu/simd/Bf16Decode.h"
#include "engine/cpu/simd/Kernels.h"

/// Indexer scores with bf16 products, keys across the lanes. Keys and queries on the e2m1 grid are exact in
/// bf16. AVX-512 only; index dimensions are multiples of 32.
///
/// A key's 32-bit word w holds channels 8 w .. 8 w + 7. After transposing words across 16 keys, look-ups
/// after shifts by 4 s bits give channels 8 w + s and 8 w + 4 + s of each key side by side: "step" 4 w + s.
namespace quire::QUIRE_SIMD {

constexpr int kKeyGroups = kIndexKeys / 16;

inline std::size_t bf16IndexQuerySize(int heads, int dim)
{
    return static_cast<std::size_t>(heads) * static_cast<std::size_t>(dim);
}

/// packed[head][step] is the pair of channels that step takes.
inline void bf16PackIndexQueries(const float* q, int heads, int dim, void* packed)
{
    auto* out = static_cast<std::uint16_t*>(packed);
    for (int h = 0; h < heads; ++h, q += dim) {
        for (int w = 0; w < dim / 8; ++w) {
            for (int s = 0; s < 4; ++s) {
                *out++ = toBf16(q[8 * w + s]);
                *out++ = toBf16(q[8 * w + 4 + s]);
            }
        }
    }
}

/// Sixteen registers of sixteen 32-bit words, transposed.
inline void transposeWords(__m512i m[16])
{
    __m512i t[16];
    for (int i = 0; i < 16; i += 2) {
        t[i] = _mm512_unpacklo_epi32(m[i], m[i + 1]);
        t[i + 1] = _mm512_unpackhi_epi32(m[i], m[i + 1]);
    }
    for (int i = 0; i < 16; i += 4) {
        m[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
        m[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
        m[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
        m[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
    }
    // m[4 j + i] now holds words i, 4 + i, 8 + i, 12 + i of rows 4 j .. 4 j + 3, in its 128-bit lanes.
    for (int i = 0; i < 4; ++i) {
        const __m512i a = _mm512_shuffle_i32x4(m[i], m[4 + i], 0x88);
        const __m512i b = _mm512_shuffle_i32x4(m[i], m[4 + i], 0xdd);
        const __m512i c = _mm512_shuffle_i32x4(m[8 + i], m[12 + i], 0x88);
        const __m512i d = _mm512_shuffle_i32x4(m[8 + i], m[12 + i], 0xdd);
        t[i] = _mm512_shuffle_i32x4(a, c, 0x88);
        t[8 + i] = _mm512_shuffle_i32x4(a, c, 0xdd);
        t[4 + i] = _mm512_shuffle_i32x4(b, d, 0x88);
        t[12 + i] = _mm512_shuffle_i32x4(b, d, 0xdd);
    }
    for (int i = 0; i < 16; ++i)
        m[i] = t[i];
}

/// Channels [at, at + 128) or fewer of sixteen keys; `out` is where their first step goes for this key group.
inline void packSixteenKeys(const RowFormat& format, const std::byte* const* rows, int count, int at,
                            std::uint16_t* out)
{
    const int channels = format.dim - at < 128 ? format.dim - at : 128;
    __m512i words[16];
    alignas(64) std::uint32_t codes[16] = {};
    for (int i = 0; i < 16; ++i) {
        if (i >= count) {
            words[i] = _mm512_setzero_si512();
            continue;
        }
        const auto* row = reinterpret_cast<const std::uint8_t*>(rows[i]);
        words[i] = loadBytes(row + at / 2, channels / 2);
        __builtin_memcpy(&codes[i], row + format.dim / 2 + at / 32, static_cast<std::size_t>(channels / 32));
    }
    transposeWords(words);
    const __m512i table = e2m1Table();
    const __m512i allCodes = _mm512_load_si512(codes);
    for (int block = 0; block < channels / 32; ++block) {
        // The block's code of each key, in both halves of its lane.
        const __m512i code = _mm512_and_si512(_mm512_srl_epi32(allCodes, _mm_cvtsi32_si128(8 * block)),
                                              _mm512_set1_epi32(0xff));
        const __m512i drop = e2m1Drop(_mm512_or_si512(code, _mm512_slli_epi32(code, 16)));
        for (int w = 4 * block; w < 4 * block + 4; ++w) {
            __m512i steps[4];
            decodeE2m1(words[w], table, drop, steps);
            for (int s = 0; s < 4; ++s)
                _mm512_storeu_si512(out + (4 * w + s) * kKeyGroups * 32, steps[s]);
        }
    }
}

/// packed[step][group][key of 16][2].
inline void bf16PackIndexKeys(const RowFormat& format, const std::byte* const* rows, int count, void* packed)
{
    auto* out = static_cast<std::uint16_t*>(packed);
    for (int g = 0; g < kKeyGroups; ++g) {
        const int left = count - 16 * g;
        for (int at = 0; at < format.dim; at += 128)
            packSixteenKeys(format, rows + 16 * g,
                            left < 0    ? 0
                            : left < 16 ? left
                                        : 16,
                            at, out + at / 2 * kKeyGroups * 32 + g * 32);
    }
}

template <int H>
inline void bf16ScoreHeads(const std::uint16_t* q, const std::uint16_t* keys, const float* weights, int dim,
                           __m512 totals[kKeyGroups])
{
    __m512 dots[H][kKeyGroups];
    for (int h = 0; h < H; ++h) {
        for (int g = 0; g < kKeyGroups; ++g)
            dots[h][g] = _mm512_setzero_ps();
    }
    for (int step = 0; step < dim / 2; ++step) {
        __m512i in[kKeyGroups];
        for (int g = 0; g < kKeyGroups; ++g)
            in[g] = _mm512_loadu_si512(keys + (step * kKeyGroups + g) * 32);
        for (int h = 0; h < H; ++h) {
            int pair = 0;
            __builtin_memcpy(&pair, q + h * dim + 2 * step, sizeof pair);
            const __m512i query = _mm512_set1_epi32(pair);
            for (int g = 0; g < kKeyGroups; ++g)
                dots[h][g] = dot(dots[h][g], query, in[g]);
        }
    }
    for (int h = 0; h < H; ++h) {
        const __m512 weight = _mm512_set1_ps(weights[h]);
        for (int g = 0; g < kKeyGroups; ++g)
            totals[g] = _mm512_fmadd_ps(weight, _mm512_max_ps(_mm512_setzero_ps(), dots[h][g]), totals[g]);
    }
}

template <int H>
inline void bf16ScoreRest(int left, const std::uint16_t* q, const std::uint16_t* keys, const float* weights,
                          int dim, __m512 totals[kKeyGroups])
{
    if (left == H)
        bf16ScoreHeads<H>(q, keys, weights, dim, totals);
    else if constexpr (H > 1)
        bf16ScoreRest<H - 1>(left, q, keys, weights, dim, totals);
}

inline void bf16IndexScore(const void* queries, const void* keys, const float* weights, int heads, int dim,
                           float* scores)
{
    constexpr int together = 6;
    const auto* q = static_cast<const std::uint16_t*>(queries);
    const auto* k = static_cast<const std::uint16_t*>(keys);
    __m512 totals[kKeyGroups];
    for (__m512& total : totals)
        total = _mm512_setzero_ps();
    for (int h = 0; h < heads; h += together)
        bf16ScoreRest<together>(heads - h < together ? heads - h : together, q + h * dim, k, weights + h, dim,
                                totals);
    for (int g = 0; g < kKeyGroups; ++g)
        _mm512_storeu_ps(scores + 16 * g, totals[g]);
}

inline IndexKernels bf16Index()
{
    IndexKernels k;
    k.elementBytes = sizeof(std::uint16_t);
    k.querySize = bf16IndexQuerySize;
    k.packQueries = bf16PackIndexQueries;
    k.packKeys = bf16PackIndexKeys;
    k.score = bf16IndexScore;
    return k;
}

} // namespace quire::QUIRE_SIMD
