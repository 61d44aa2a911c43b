#pragma once

#include "engine/cuda/Shapes.h"

namespace quire::cuda {

/// Inputs that a lane takes in one go.
inline constexpr int kStretch = 16;
/// Tokens whose products share one decoding of a weight.
inline constexpr int kTokenTile = 8;

/// A weight matrix in device memory, in the checkpoint's format.
struct DeviceMatrix
{
    const std::uint8_t* data; ///< the view's first row, column 0 of the stored matrix
    const std::uint8_t* scales;
    std::int64_t rowBytes;
    WeightFormat format;
    int rows, cols;
    int scaleStride;
    int rowOffset, colOffset;
    bool even; ///< stretches lie on 16-byte borders and within one scale block

    /// Inputs [k, k + n) of a row, n <= kStretch, as floats. (Loops run to kStretch so that a compiler for
    /// GPUs can keep `out` in registers.)
    QUIRE_DEVICE void stretch(int row, int k, int n, float* out) const
    {
        const std::uint8_t* bytes = data + row * rowBytes;
        switch (format) {
        case WeightFormat::F32:
            load<4>(bytes, k, n, out);
            return;
        case WeightFormat::Bf16:
            load<2>(bytes, k, n, out);
            return;
        case WeightFormat::Fp8Block128: {
            const std::uint8_t* codes = scales + std::int64_t{(rowOffset + row) / 128} * scaleStride;
            if (even && n == kStretch) {
                alignas(16) std::uint8_t packed[kStretch];
                copyAligned<kStretch>(bytes + colOffset + k, packed);
                const float scale = fromE8m0(codes[(colOffset + k) / 128]);
                for (int i = 0; i < kStretch; ++i)
                    out[i] = fromE4m3(packed[i]) * scale;
                return;
            }
            for (int i = 0; i < kStretch; ++i) {
                const int column = colOffset + k + i;
                if (i < n)
                    out[i] = fromE4m3(bytes[column]) * fromE8m0(codes[column / 128]);
            }
            return;
        }
        case WeightFormat::Fp4Group32: {
            const std::uint8_t* codes = scales + std::int64_t{rowOffset + row} * scaleStride;
            if (even && n == kStretch) {
                alignas(8) std::uint8_t packed[kStretch / 2];
                copyAligned<kStretch / 2>(bytes + (colOffset + k) / 2, packed);
                const float scale = fromE8m0(codes[(colOffset + k) / 32]);
                for (int i = 0; i < kStretch; ++i)
                    out[i] = fromE2m1(static_cast<std::uint8_t>(packed[i / 2] >> (4 * (i & 1)))) * scale;
                return;
            }
            for (int i = 0; i < kStretch; ++i) {
                const int column = colOffset + k + i;
                if (i < n)
                    out[i] = fromE2m1(static_cast<std::uint8_t>(bytes[column / 2] >> (4 * (column & 1)))) *
                             fromE8m0(codes[column / 32]);
            }
            return;
        }
        }
    }

private:
    /// Whole words: bytes and border are multiples of 8.
    template <int Bytes>
    QUIRE_DEVICE static void copyAligned(const std::uint8_t* from, std::uint8_t* to)
    {
        for (int i = 0; i < Bytes / 8; ++i)
            reinterpret_cast<std::uint64_t*>(to)[i] = reinterpret_cast<const std::uint64_t*>(from)[i];
    }

    /// F32 and BF16 elements lie on borders of their own size.
    template <int Bytes>
    QUIRE_DEVICE void load(const std::uint8_t* row, int k, int n, float* out) const
    {
        for (int i = 0; i < kStretch; ++i) {
            if (i >= n)
                continue;
            if constexpr (Bytes == 4)
                out[i] = reinterpret_cast<const float*>(row)[colOffset + k + i];
            else
                out[i] = fromBf16(reinterpret_cast<const std::uint16_t*>(row)[colOffset + k + i]);
        }
    }
};

DeviceMatrix toDevice(const Matrix& matrix);

/// Products of one row of a matrix with up to kTokenTile rows of activations; sums are made lane by lane,
/// stretch by stretch, the same for any number of activations.
template <typename RowOf>
QUIRE_DEVICE void rowProducts(const DeviceMatrix& w, int row, int lane, int count, const RowOf& rowOf,
                              float* sums)
{
    for (int k = lane * kStretch; k < w.cols; k += kWarp * kStretch) {
        const int n = w.cols - k < kStretch ? w.cols - k : kStretch;
        float weights[kStretch] = {};
        w.stretch(row, k, n, weights);
        for (int t = 0; t < kTokenTile; ++t) {
            if (t >= count)
                continue;
            const float* x = rowOf(t) + k;
            for (int i = 0; i < kStretch; ++i) {
                if (i < n)
                    sums[t] = std::fma(weights[i], x[i], sums[t]);
            }
        }
    }
}

/// y[count, rows] = x Wᵀ. Grid: tiles of kTokenTile tokens × blocks of kBlockWarps output rows. Output row r
/// takes the inputs of group r / groupRows, `w.cols` floats apart.
struct LinearProgram
{
    DeviceMatrix w;
    const float* x;
    std::int64_t xStride;
    int groupRows;
    int count;
    float* y;

    static std::int64_t rowBlocks(int rows) { return (rows + kBlockWarps - 1) / kBlockWarps; }
    std::int64_t blocks() const { return rowBlocks(w.rows) * ((count + kTokenTile - 1) / kTokenTile); }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const std::int64_t rowBlockCount = (w.rows + kBlockWarps - 1) / kBlockWarps;
        const int firstRow = static_cast<int>(block.index() % rowBlockCount) * kBlockWarps;
        const int firstToken = static_cast<int>(block.index() / rowBlockCount) * kTokenTile;
        const int rows = w.rows - firstRow < kBlockWarps ? w.rows - firstRow : kBlockWarps;
        const int tokens = count - firstToken < kTokenTile ? count - firstToken : kTokenTile;
        block.template sums<kTokenTile>(
            rows,
            [&](int i, int lane, float* sums) {
                const int row = firstRow + i;
                const float* group = x + std::int64_t{row / groupRows} * w.cols;
                rowProducts(
                    w, row, lane, tokens, [&](int t) { return group + (firstToken + t) * xStride; }, sums);
            },
            [&](int i, const float* sums) {
                for (int t = 0; t < tokens; ++t)
                    y[std::int64_t{firstToken + t} * w.rows + firstRow + i] = sums[t];
            });
    }
};

/// h[count, streams, d] from rows ids[count] of the table. Grid: tokens.
struct EmbedProgram
{
    DeviceMatrix table;
    const std::int32_t* ids;
    int count;
    int streams;
    float* h;

    std::int64_t blocks() const { return count; }
    std::size_t sharedBytes() const { return 0; }

    template <typename Block>
    QUIRE_DEVICE void operator()(Block& block) const
    {
        const int row = ids[block.index()];
        float* out = h + block.index() * streams * table.cols;
        block.each((table.cols + kStretch - 1) / kStretch, [&](int part) {
            const int k = part * kStretch;
            const int n = table.cols - k < kStretch ? table.cols - k : kStretch;
            float values[kStretch] = {};
            table.stretch(row, k, n, values);
            for (int s = 0; s < streams; ++s)
                for (int i = 0; i < n; ++i)
                    out[std::int64_t{s} * table.cols + k + i] = values[i];
        });
    }
};

} // namespace quire::cuda
