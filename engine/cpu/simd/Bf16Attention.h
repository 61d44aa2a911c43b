#pragma once

#include "engine/cpu/simd/Bf16Products.h"
#include "engine/cpu/simd/Exp.h"

/// Attention with bf16 queries, rows and probabilities, sums in float32. AVX-512 only.
namespace quire::QUIRE_SIMD {

inline int bf16PaddedDim(int dim)
{
    return (dim + kPairLanes - 1) / kPairLanes * kPairLanes;
}

inline void bf16Query(const float* q, int dim, void* packed)
{
    packNatural(q, dim, bf16PaddedDim(dim), static_cast<Bf16*>(packed));
}

/// n <= 64 e4m3 values in their natural order, then zeros up to 64; `room` limits what is written.
inline void decodeE4m3Block(const std::uint8_t* codes, int n, int room, std::uint8_t scale, Bf16* out)
{
    __m512i first;
    __m512i second;
    E4m3Lookup(e4m3Tables().at[scale]).decode(loadBytes(codes, n), first, second);
    const __m512i front = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
    const __m512i back = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    _mm512_storeu_si512(out, _mm512_permutex2var_epi64(first, front, second));
    if (room > kPairLanes)
        _mm512_storeu_si512(out + kPairLanes, _mm512_permutex2var_epi64(first, back, second));
}

inline void bf16AttentionRow(const RowFormat& format, const std::byte* row, void* packed)
{
    auto* out = static_cast<Bf16*>(packed);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(row);
    const int padded = bf16PaddedDim(format.dim);
    if (format.kind == RowFormat::Kind::Float32) {
        packNatural(reinterpret_cast<const float*>(row), format.dim, padded, out);
        return;
    }
    constexpr int block = 64;
    const int plain = format.dim - format.ropeDim;
    const int scales = (plain + block - 1) / block;
    for (int at = 0; at < plain; at += block)
        decodeE4m3Block(bytes + at, plain - at < block ? plain - at : block, padded - at,
                        bytes[plain + at / block], out + at);
    // After the values, whose last block may have written zeros here.
    const std::uint8_t* rope = bytes + (plain + scales + 1) / 2 * 2;
    for (int c = 0; c < padded - plain; c += kPairLanes) {
        const int left = format.ropeDim - c > 0 ? format.ropeDim - c : 0;
        const int room = padded - plain - c < kPairLanes ? padded - plain - c : kPairLanes;
        const __m512i values = loadBytes(rope + 2 * c, left < kPairLanes ? 2 * left : 64);
        _mm512_mask_storeu_epi16(out + plain + c, room == kPairLanes ? ~0U : (1U << room) - 1U, values);
    }
}

/// Probabilities are rounded before they are summed, so that rounded ones still sum to one.
inline float bf16Softmax(const float* scores, int rows, float scale, SoftmaxState& state, void* p)
{
    auto* out = static_cast<Bf16*>(p);
    const __m512 factor = _mm512_set1_ps(scale);
    __m512 tops = _mm512_set1_ps(state.top);
    for (int r = 0; r < rows; r += 16) {
        const __mmask16 lanes = firstLanes(rows - r < 16 ? rows - r : 16);
        const __m512 s = _mm512_mul_ps(_mm512_maskz_loadu_ps(lanes, scores + r), factor);
        tops = _mm512_mask_max_ps(tops, lanes, tops, s);
    }
    const float top = _mm512_reduce_max_ps(tops);
    Vec total = zero();
    for (int r = 0; r < rows; r += 16) {
        const __mmask16 lanes = firstLanes(rows - r < 16 ? rows - r : 16);
        const Vec s{_mm512_mul_ps(_mm512_maskz_loadu_ps(lanes, scores + r), factor)};
        const Vec e{_mm512_maskz_mov_ps(lanes, exp(sub(s, set(top))).v)};
        const __m256i bits = toBf16Bits(e);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + r), bits);
        total = add(total, fromBf16Bits(bits));
    }
    const float shrink = _mm512_cvtss_f32(exp(set(state.top - top)).v);
    state.sum = state.sum * shrink + sum(total);
    state.top = top;
    return shrink;
}

/// Where a pair of rows, interleaved within 128-bit lanes, puts its 32 channels: `low` has four of every
/// eight.
inline void splitChannels(__m512 first, __m512 second, __m512& low, __m512& high)
{
    low = _mm512_shuffle_f32x4(first, second, 0x88);
    high = _mm512_shuffle_f32x4(first, second, 0xdd);
}
inline void joinChannels(__m512 low, __m512 high, __m512& first, __m512& second)
{
    const __m512i front = _mm512_setr_epi32(0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
    const __m512i back = _mm512_setr_epi32(8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
    first = _mm512_permutex2var_ps(low, front, high);
    second = _mm512_permutex2var_ps(low, back, high);
}

/// H heads times G groups of 32 channels, of which the last group may be cut short.
template <int H, int G>
inline void bf16ValueTile(const ValueTile& t, int head, int channel)
{
    const Bf16* p = static_cast<const Bf16*>(t.p) + static_cast<std::size_t>(head) * t.pStride;
    const Bf16* v = static_cast<const Bf16*>(t.v) + channel;
    float* out = t.out + static_cast<std::size_t>(head) * t.outStride + channel;
    const int left = t.dim - channel - (G - 1) * kPairLanes; // channels of the last group
    const __mmask16 front = firstLanes(left < 16 ? left : 16);
    const __mmask16 back = firstLanes(left < 16 ? 0 : left < 32 ? left - 16 : 16);
    __m512 low[H][G];
    __m512 high[H][G];
    for (int h = 0; h < H; ++h) {
        const __m512 shrink = _mm512_set1_ps(t.rescale[head + h]);
        for (int g = 0; g < G; ++g) {
            const float* from = out + static_cast<std::size_t>(h) * t.outStride + g * kPairLanes;
            const __m512 a = _mm512_maskz_loadu_ps(g < G - 1 ? __mmask16{0xffff} : front, from);
            const __m512 b = _mm512_maskz_loadu_ps(g < G - 1 ? __mmask16{0xffff} : back, from + 16);
            splitChannels(_mm512_mul_ps(a, shrink), _mm512_mul_ps(b, shrink), low[h][g], high[h][g]);
        }
    }
    for (int r = 0; r < t.rows; r += 2) {
        const Bf16* row = v + static_cast<std::size_t>(r) * t.vStride;
        __m512i lows[G];
        __m512i highs[G];
        for (int g = 0; g < G; ++g) {
            const __m512i even = _mm512_loadu_si512(row + g * kPairLanes);
            const __m512i odd = _mm512_loadu_si512(row + t.vStride + g * kPairLanes);
            lows[g] = _mm512_unpacklo_epi16(even, odd);
            highs[g] = _mm512_unpackhi_epi16(even, odd);
        }
        for (int h = 0; h < H; ++h) {
            int pair = 0;
            __builtin_memcpy(&pair, p + static_cast<std::size_t>(h) * t.pStride + r, sizeof pair);
            const __m512i weights = _mm512_set1_epi32(pair);
            for (int g = 0; g < G; ++g) {
                low[h][g] = dot(low[h][g], weights, lows[g]);
                high[h][g] = dot(high[h][g], weights, highs[g]);
            }
        }
    }
    for (int h = 0; h < H; ++h) {
        for (int g = 0; g < G; ++g) {
            float* to = out + static_cast<std::size_t>(h) * t.outStride + g * kPairLanes;
            __m512 a;
            __m512 b;
            joinChannels(low[h][g], high[h][g], a, b);
            _mm512_mask_storeu_ps(to, g < G - 1 ? __mmask16{0xffff} : front, a);
            _mm512_mask_storeu_ps(to + 16, g < G - 1 ? __mmask16{0xffff} : back, b);
        }
    }
}

template <int H, int G>
inline void bf16ValueRest(const ValueTile& t, int left, int head, int channel)
{
    if (left == H)
        bf16ValueTile<H, G>(t, head, channel);
    else if constexpr (H > 1)
        bf16ValueRest<H - 1, G>(t, left, head, channel);
}

inline void bf16Values(const ValueTile& t)
{
    constexpr int heads = 6;
    for (int c = 0; c < t.dim; c += 2 * kPairLanes) {
        for (int h = 0; h < t.heads; h += heads) {
            const int left = t.heads - h < heads ? t.heads - h : heads;
            if (t.dim - c > kPairLanes)
                bf16ValueRest<heads, 2>(t, left, h, c);
            else
                bf16ValueRest<heads, 1>(t, left, h, c);
        }
    }
}

inline AttentionKernels bf16Attention()
{
    AttentionKernels k;
    k.elementBytes = sizeof(Bf16);
    k.paddedDim = bf16PaddedDim;
    k.packQuery = bf16Query;
    k.decodeRow = bf16AttentionRow;
    k.softmax = bf16Softmax;
    k.values = bf16Values;
    return k;
}

} // namespace quire::QUIRE_SIMD
