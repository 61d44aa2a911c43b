#include "engine/model/Weights.h"

#include "engine/Error.h"

#include <algorithm>
#include <string>

namespace quire {

namespace {

constexpr int fp8Block = 128;
constexpr int fp4Group = 32;

std::size_t elementsBytes(WeightFormat format, std::size_t elements)
{
    switch (format) {
    case WeightFormat::F32:
        return elements * 4;
    case WeightFormat::Bf16:
        return elements * 2;
    case WeightFormat::Fp8Block128:
        return elements;
    case WeightFormat::Fp4Group32:
        return elements / 2;
    }
    return 0;
}

void checkSlice(const char* what, int first, int count, int size)
{
    if (first < 0 || count < 0 || first > size - count)
        throw EngineError(ErrorCode::Internal, "A slice of " + std::to_string(count) + " " + what + " from " +
                                                   std::to_string(first) + " does not lie within " +
                                                   std::to_string(size) + ".");
}

/// Blocks of `block` elements that [first, first + count) touches.
std::size_t blocksTouched(int first, int count, int block)
{
    return count == 0 ? 0 : static_cast<std::size_t>((first + count - 1) / block - first / block + 1);
}

} // namespace

std::size_t Matrix::rowBytes() const
{
    return elementsBytes(format, static_cast<std::size_t>(storedCols));
}

int Matrix::scaleStride() const
{
    switch (format) {
    case WeightFormat::Fp8Block128:
        return (storedCols + fp8Block - 1) / fp8Block;
    case WeightFormat::Fp4Group32:
        return storedCols / fp4Group;
    default:
        return 0;
    }
}

Matrix Matrix::rowSlice(int first, int count) const
{
    checkSlice("rows", first, count, rows);
    Matrix slice = *this;
    slice.data = data + static_cast<std::size_t>(first) * rowBytes();
    slice.rows = count;
    slice.rowOffset = rowOffset + first;
    return slice;
}

Matrix Matrix::colSlice(int first, int count) const
{
    checkSlice("columns", first, count, cols);
    if (format == WeightFormat::Fp4Group32 && (first % fp4Group != 0 || count % fp4Group != 0))
        throw EngineError(ErrorCode::Internal, "Columns of an FP4 matrix are sliced in groups of 32, not " +
                                                   std::to_string(count) + " from " + std::to_string(first) +
                                                   ".");
    Matrix slice = *this;
    slice.cols = count;
    slice.colOffset = colOffset + first;
    return slice;
}

std::size_t Matrix::bytes() const
{
    const std::size_t values =
        elementsBytes(format, static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
    switch (format) {
    case WeightFormat::Fp8Block128:
        return values + blocksTouched(rowOffset, rows, fp8Block) * blocksTouched(colOffset, cols, fp8Block);
    case WeightFormat::Fp4Group32:
        return values + static_cast<std::size_t>(rows) * blocksTouched(colOffset, cols, fp4Group);
    default:
        return values;
    }
}

std::vector<const MoeWeights*> Weights::mixtures() const
{
    std::vector<const MoeWeights*> all;
    for (const LayerWeights& layer : layers)
        all.push_back(&layer.moe);
    for (const MtpWeights& block : mtp)
        all.push_back(&block.layer.moe);
    return all;
}

ExpertSizes ExpertSizes::of(const Weights& weights)
{
    ExpertSizes sizes;
    for (const MoeWeights* moe : weights.mixtures()) {
        for (const ExpertWeights& expert : moe->experts) {
            const std::uint64_t bytes = expert.w1.bytes() + expert.w2.bytes() + expert.w3.bytes();
            sizes.all += bytes;
            sizes.largest = std::max(sizes.largest, bytes);
        }
    }
    return sizes;
}

} // namespace quire
