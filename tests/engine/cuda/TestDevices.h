#pragma once

#include "engine/cuda/DeviceWeights.h"
#include "engine/model/ModelConfig.h"
#include "engine/ops/Ops.h"

#include <memory>
#include <string>
#include <vector>

namespace quire::test {

/// What can run the GPU kernels: "emulated", the CPU block by block; the same with the items of every step in
/// descending order; and "cuda:0" where there is a GPU.
std::vector<std::string> kernelDevices();
/// True for every device but a GPU that is not there.
bool isHere(const std::string& device);
std::unique_ptr<Ops> openDevice(const std::string& device, const ModelConfig& config, Numerics numerics);

/// Things of the host, copied into a device's memory for as long as this object lives.
class OnDevice
{
public:
    explicit OnDevice(Ops& ops) : m_ops(ops) {}

    /// A copy of the values; what a kernel may only read.
    float* floats(const std::vector<float>& values);
    std::int32_t* ints(const std::vector<std::int32_t>& values);
    std::byte* bytes(const std::vector<std::byte>& values);
    /// Memory full of NaN (as ints: -1) for a kernel to write.
    float* poisoned(std::size_t count);
    std::vector<float> read(const float* values, std::size_t count);
    std::vector<std::int32_t> read(const std::int32_t* values, std::size_t count);
    std::vector<std::byte> read(const std::byte* values, std::size_t count);

    /// All the weights of a layer, a head, ... that a test has put into `weights`.
    Weights move(const Weights& weights, const ModelConfig& config);
    Matrix matrix(const Matrix& matrix);
    Vector vector(const Vector& vector);

private:
    std::byte* put(const void* values, std::size_t bytes);

    Ops& m_ops;
    std::vector<DeviceBuffer> m_memory;
};

/// Largest difference, relative to the largest expected value; infinite if anything is not a number.
double worst(const std::vector<float>& got, const std::vector<float>& expected);

} // namespace quire::test
