#include "engine/cuda/ExpertTable.h"

#include "engine/Error.h"

#include <cstring>

namespace quire::cuda {

namespace {

bool alike(const Matrix& a, const Matrix& b)
{
    return a.format == b.format && a.rows == b.rows && a.cols == b.cols && a.colOffset == b.colOffset;
}

} // namespace

std::vector<DeviceMatrix> expertMatrices(const MoeWeights& weights)
{
    std::vector<DeviceMatrix> matrices(3 * weights.experts.size());
    // Tables are compared byte by byte: what lies between two fields must be zero.
    std::memset(static_cast<void*>(matrices.data()), 0, matrices.size() * sizeof(DeviceMatrix));
    for (std::size_t e = 0; e < weights.experts.size(); ++e) {
        const ExpertWeights& first = weights.experts.front();
        const ExpertWeights& expert = weights.experts[e];
        if (!alike(expert.w1, first.w1) || !alike(expert.w2, first.w2) || !alike(expert.w3, first.w1))
            throw EngineError(
                ErrorCode::BadCheckpoint,
                "The experts of a layer differ in shape or format, which the GPU kernels do not "
                "take.",
                "Run this model on the CPU.");
        const Matrix* const sources[3] = {&expert.w1, &expert.w2, &expert.w3};
        for (std::size_t i = 0; i < 3; ++i) {
            const DeviceMatrix m = toDevice(*sources[i]);
            DeviceMatrix& to = matrices[3 * e + i];
            to.data = m.data;
            to.scales = m.scales;
            to.rowBytes = m.rowBytes;
            to.format = m.format;
            to.rows = m.rows;
            to.cols = m.cols;
            to.scaleStride = m.scaleStride;
            to.rowOffset = m.rowOffset;
            to.colOffset = m.colOffset;
            to.even = m.even;
        }
    }
    return matrices;
}

} // namespace quire::cuda
