#pragma once

#include "engine/cpu/simd/Bf16Decode.h"
#include "engine/cpu/simd/FloatProducts.h"

/// Products of bf16 activations with stored weights by VDPBF16PS, sums in float32. AVX-512 only.
///
/// Every output has 16 running sums, each taking two products a step, added up at the end in Vec's fixed
/// tree. Which inputs meet in a step is a matter of format: packed activations and decoded rows are reordered
/// alike, so that decoding needs no shuffling back (see Bf16Decode.h). Matrix-vector and matrix products then
/// add the same numbers in the same order.
namespace quire::QUIRE_SIMD {

using Bf16 = std::uint16_t;
constexpr int kPairLanes = 32; ///< bf16 values of a register
constexpr int kNarrowCount = 6;

/// Calls body(column, columns <= 64, scale index) for the stretches in which FP8 columns are packed: none
/// crosses a scale block, each is padded to 64.
template <typename Body>
QUIRE_INLINE inline void forFp8Stretches(const Matrix& w, Body body)
{
    const int shift = w.colOffset % kFp8Block;
    for (int k = 0; k < w.cols;) {
        const int block = (k + shift) / kFp8Block;
        const int end = (block + 1) * kFp8Block - shift < w.cols ? (block + 1) * kFp8Block - shift : w.cols;
        while (k < end) {
            const int n = end - k < 64 ? end - k : 64;
            body(k, n, block);
            k += n;
        }
    }
}

inline int bf16PaddedCols(const Matrix& w)
{
    switch (w.format) {
    case WeightFormat::Fp8Block128: {
        int padded = 0;
        forFp8Stretches(w, [&](int, int, int) { padded += 64; });
        return padded;
    }
    case WeightFormat::Fp4Group32:
        return (w.cols + 127) / 128 * 128;
    default:
        return (w.cols + kPairLanes - 1) / kPairLanes * kPairLanes;
    }
}

inline void storeBf16(Bf16* p, const Vec& x)
{
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), toBf16Bits(x));
}

/// n floats to bf16, padded with zeros to `padded`, a multiple of 16.
inline void packNatural(const float* x, int n, int padded, Bf16* out)
{
    int k = 0;
    for (; k + 16 <= n; k += 16)
        storeBf16(out + k, load(x + k));
    for (; k < padded; k += 16)
        storeBf16(out + k, k < n ? load(x + k, n - k) : zero());
}

/// As E4m3Lookup::decode orders 64 values.
inline void packFp8(const float* x, int n, Bf16* out)
{
    for (int g = 0; g < 4; ++g) {
        const int left = n - 16 * g;
        const __m256i bits = toBf16Bits(left >= 16 ? load(x + 16 * g)
                                        : left > 0 ? load(x + 16 * g, left)
                                                   : zero());
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 8 * g), _mm256_castsi256_si128(bits));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 32 + 8 * g), _mm256_extracti128_si256(bits, 1));
    }
}

/// As decodeE2m1 orders 128 values.
inline void packFp4(const float* x, int n, Bf16* out)
{
    alignas(64) Bf16 natural[128];
    packNatural(x, n, 128, natural);
    for (int s = 0; s < 4; ++s) {
        for (int i = 0; i < 32; ++i)
            out[32 * s + i] = natural[4 * i + s];
    }
}

inline void bf16Pack(const Matrix& w, const float* x, void* packed)
{
    auto* out = static_cast<Bf16*>(packed);
    switch (w.format) {
    case WeightFormat::Fp8Block128:
        forFp8Stretches(w, [&](int k, int n, int) {
            packFp8(x + k, n, out);
            out += 64;
        });
        break;
    case WeightFormat::Fp4Group32:
        for (int k = 0; k < w.cols; k += 128)
            packFp4(x + k, w.cols - k < 128 ? w.cols - k : 128, out + k);
        break;
    default:
        packNatural(x, w.cols, bf16PaddedCols(w), out);
    }
}

/// Asks memory for what a stream of rows will need some time later, in the order it lies there: rows are
/// short and read several at once, which the processor's own prefetchers do not follow. Asking for what lies
/// beyond a matrix is harmless; rows of a slice, between which other columns lie, are left to the processor.
class Prefetch
{
public:
    Prefetch(const Matrix& w, int row, int rows, std::ptrdiff_t usedRowBytes)
        : m_next(storedRow(w, row) + rows * usedRowBytes + kDistance),
          m_step(storedStride(w) == usedRowBytes ? 64 : 0)
    {
    }

    /// For 64 bytes read, 64 bytes asked for.
    void advance()
    {
        _mm_prefetch(reinterpret_cast<const char*>(m_next), _MM_HINT_T1);
        m_next += m_step;
    }

private:
    static constexpr std::ptrdiff_t kDistance = 8192;
    const std::uint8_t* m_next;
    std::ptrdiff_t m_step;
};

/// Feeds R rows of a stored matrix, step by step, to body(step, r, bf16 register of row r), where a step is
/// one register of packed activations. The loops over rows must unroll, or their registers would go through
/// memory.
template <int R, typename Body>
QUIRE_INLINE inline void streamBf16(const Matrix& w, int row, Body body)
{
    const std::uint8_t* rows[R];
    for (int r = 0; r < R; ++r)
        rows[r] = storedRow(w, row + r);
    Prefetch prefetch(w, row, R, 2 * std::ptrdiff_t{w.cols});
    int k = 0;
    for (; k + kPairLanes <= w.cols; k += kPairLanes) {
        repeat<R>([&](auto r) QUIRE_INLINE {
            prefetch.advance();
            body(k / kPairLanes, r, loadBytes(rows[r] + 2 * k));
        });
    }
    if (k < w.cols) {
        repeat<R>([&](auto r) QUIRE_INLINE {
            body(k / kPairLanes, r, loadBytes(rows[r] + 2 * k, 2 * (w.cols - k)));
        });
    }
}

/// R rows that share their row of scale blocks.
template <int R, typename Body>
QUIRE_INLINE inline void streamFp8(const Matrix& w, int row, Body body)
{
    const E4m3Tables& tables = e4m3Tables();
    const std::uint8_t* scales = storedScales(w, row);
    const std::uint8_t* rows[R];
    for (int r = 0; r < R; ++r)
        rows[r] = storedRow(w, row + r);
    Prefetch prefetch(w, row, R, w.cols);
    int step = 0;
    forFp8Stretches(w, [&](int k, int n, int block) QUIRE_INLINE {
        const E4m3Lookup lookup(tables.at[scales[block]]);
        repeat<R>([&](auto r) QUIRE_INLINE {
            __m512i first;
            __m512i second;
            prefetch.advance();
            lookup.decode(n == 64 ? loadBytes(rows[r] + k) : loadBytes(rows[r] + k, n), first, second);
            body(step, r, first);
            body(step + 1, r, second);
        });
        step += 2;
    });
}

/// What scale codes take off exponents (see e2m1Drop) is worked out for 1024 columns of a row at a time.
template <int R, typename Body>
QUIRE_INLINE inline void streamFp4(const Matrix& w, int row, Body body)
{
    constexpr int stretch = 32 * kFp4Group;
    const __m512i table = e2m1Table();
    const std::uint8_t* rows[R];
    const std::uint8_t* scales[R];
    for (int r = 0; r < R; ++r) {
        rows[r] = storedRow(w, row + r);
        scales[r] = storedScales(w, row + r);
    }
    Prefetch prefetch(w, row, R, w.cols / 2);
    for (int begin = 0; begin < w.cols; begin += stretch) {
        const int end = begin + stretch < w.cols ? begin + stretch : w.cols;
        __m512i drops[R];
        repeat<R>([&](auto r) QUIRE_INLINE {
            drops[r] = e2m1Drops(scales[r] + begin / kFp4Group, (end - begin) / kFp4Group);
        });
        __m512i spread = spreadFirstFour();
        for (int k = begin; k < end; k += 128) {
            const int bytes = (end - k) / 2;
            repeat<R>([&](auto r) QUIRE_INLINE {
                prefetch.advance();
                __m512i four[4];
                decodeE2m1(bytes >= 64 ? loadBytes(rows[r] + k / 2) : loadBytes(rows[r] + k / 2, bytes),
                           table, _mm512_permutexvar_epi16(spread, drops[r]), four);
                body(k / kPairLanes, r, four[0]);
                body(k / kPairLanes + 1, r, four[1]);
                body(k / kPairLanes + 2, r, four[2]);
                body(k / kPairLanes + 3, r, four[3]);
            });
            spread = _mm512_add_epi16(spread, _mm512_set1_epi16(4));
        }
    }
}

/// F32 matrices are not meant for bf16 products; rounded on the way, should one come.
template <int R, typename Body>
QUIRE_INLINE inline void streamF32(const Matrix& w, int row, Body body)
{
    for (int k = 0; k < w.cols; k += kPairLanes) {
        repeat<R>([&](auto r) QUIRE_INLINE {
            alignas(64) Bf16 bits[kPairLanes];
            const auto* from = reinterpret_cast<const float*>(storedRow(w, row + r)) + k;
            packNatural(from, w.cols - k < kPairLanes ? w.cols - k : kPairLanes, kPairLanes, bits);
            body(k / kPairLanes, r, _mm512_load_si512(bits));
        });
    }
}

template <int R, typename Body>
QUIRE_INLINE inline void streamRows(const Matrix& w, int row, Body body)
{
    switch (w.format) {
    case WeightFormat::Bf16:
        return streamBf16<R>(w, row, body);
    case WeightFormat::Fp8Block128:
        return streamFp8<R>(w, row, body);
    case WeightFormat::Fp4Group32:
        return streamFp4<R>(w, row, body);
    case WeightFormat::F32:
        return streamF32<R>(w, row, body);
    }
}

inline void bf16Decode(const Matrix& w, int row, void* packed)
{
    auto* out = static_cast<Bf16*>(packed);
    streamRows<1>(w, row, [&](int step, auto, __m512i values) QUIRE_INLINE {
        _mm512_storeu_si512(out + static_cast<std::ptrdiff_t>(step) * kPairLanes, values);
    });
}

/// R rows straight from memory times C activations.
template <int R, int C>
inline void bf16NarrowRows(const Matrix& w, int row, const ProductTile& t, const Bf16* x, float* y)
{
    Vec sums[R][C];
    for (int r = 0; r < R; ++r) {
        for (int c = 0; c < C; ++c)
            sums[r][c] = zero();
    }
    streamRows<R>(w, row, [&](int step, auto r, __m512i values) QUIRE_INLINE {
        const Bf16* in = x + static_cast<std::ptrdiff_t>(step) * kPairLanes;
        repeat<C>([&](auto c) QUIRE_INLINE {
            sums[r][c].v =
                dot(sums[r][c].v, values, _mm512_loadu_si512(in + static_cast<std::size_t>(c) * t.xStride));
        });
    });
    for (int c = 0; c < C; ++c) {
        float* to = y + static_cast<std::size_t>(c) * t.yStride;
        if constexpr (R == 4) {
            sum4(sums[0][c], sums[1][c], sums[2][c], sums[3][c], to);
        } else {
            for (int r = 0; r < R; ++r)
                to[r] = sum(sums[r][c]);
        }
    }
}

/// All rows, R at a time. Those left over, and those among which an FP8 scale block ends, go one by one.
template <int R, int C>
inline void bf16NarrowCols(const Matrix& w, int first, const ProductTile& t, const Bf16* x, float* y)
{
    const bool blocks = w.format == WeightFormat::Fp8Block128;
    for (int r = 0; r < t.rows;) {
        if (r + R <= t.rows &&
            !(blocks && storedScales(w, first + r) != storedScales(w, first + r + R - 1))) {
            bf16NarrowRows<R, C>(w, first + r, t, x, y + r);
            r += R;
            continue;
        }
        for (int c = 0; c < C; ++c)
            bf16NarrowRows<1, 1>(w, first + r, t, x + static_cast<std::size_t>(c) * t.xStride,
                                 y + static_cast<std::size_t>(c) * t.yStride + r);
        ++r;
    }
}

/// Four rows at a time while their sums leave registers for decoding.
inline void bf16Narrow(const Matrix& w, int first, const ProductTile& t)
{
    const auto* x = static_cast<const Bf16*>(t.x);
    switch (t.count) {
    case 1:
        return bf16NarrowCols<4, 1>(w, first, t, x, t.y);
    case 2:
        return bf16NarrowCols<4, 2>(w, first, t, x, t.y);
    case 3:
        return bf16NarrowCols<4, 3>(w, first, t, x, t.y);
    case 4:
        return bf16NarrowCols<4, 4>(w, first, t, x, t.y);
    case 5:
        return bf16NarrowCols<2, 5>(w, first, t, x, t.y);
    default:
        return bf16NarrowCols<2, kNarrowCount>(w, first, t, x, t.y);
    }
}

/// R rows times C activations, all sums in registers.
template <int R, int C>
inline void bf16TileOf(const ProductTile& t, const Bf16* w, const Bf16* x, float* y)
{
    Vec sums[R][C];
    for (int r = 0; r < R; ++r) {
        for (int c = 0; c < C; ++c)
            sums[r][c] = zero();
    }
    for (int k = 0; k < t.padded; k += kPairLanes) {
        __m512i rows[R];
        for (int r = 0; r < R; ++r)
            rows[r] = _mm512_loadu_si512(w + static_cast<std::size_t>(r) * t.wStride + k);
        for (int c = 0; c < C; ++c) {
            const __m512i in = _mm512_loadu_si512(x + static_cast<std::size_t>(c) * t.xStride + k);
            for (int r = 0; r < R; ++r)
                sums[r][c].v = dot(sums[r][c].v, rows[r], in);
        }
    }
    for (int c = 0; c < C; ++c) {
        float* to = y + static_cast<std::size_t>(c) * t.yStride;
        if constexpr (R == 4) {
            sum4(sums[0][c], sums[1][c], sums[2][c], sums[3][c], to);
        } else {
            for (int r = 0; r < R; ++r)
                to[r] = sum(sums[r][c]);
        }
    }
}

/// The last `left` <= C activations.
template <int R, int C>
inline void bf16TileRest(const ProductTile& t, int left, const Bf16* w, const Bf16* x, float* y)
{
    if (left == C)
        bf16TileOf<R, C>(t, w, x, y);
    else if constexpr (C > 1)
        bf16TileRest<R, C - 1>(t, left, w, x, y);
}

/// Up to kTileCols activations past all rows: they stay in the first-level cache, the rows in the second.
inline void bf16Tile(const ProductTile& t)
{
    const auto* w = static_cast<const Bf16*>(t.w);
    const auto* x = static_cast<const Bf16*>(t.x);
    for (int c = 0; c < t.count; c += kTileCols) {
        const int left = t.count - c < kTileCols ? t.count - c : kTileCols;
        const Bf16* in = x + static_cast<std::size_t>(c) * t.xStride;
        float* y = t.y + static_cast<std::size_t>(c) * t.yStride;
        int r = 0;
        for (; r + 4 <= t.rows; r += 4)
            bf16TileRest<4, kTileCols>(t, left, w + static_cast<std::size_t>(r) * t.wStride, in, y + r);
        for (; r < t.rows; ++r)
            bf16TileRest<1, kTileCols>(t, left, w + static_cast<std::size_t>(r) * t.wStride, in, y + r);
    }
}

inline ProductKernels bf16Products()
{
    ProductKernels k;
    k.elementBytes = sizeof(Bf16);
    k.paddedCols = bf16PaddedCols;
    k.pack = bf16Pack;
    k.decode = bf16Decode;
    k.tile = bf16Tile;
    k.narrowCount = kNarrowCount;
    k.narrow = bf16Narrow;
    return k;
}

} // namespace quire::QUIRE_SIMD
