#include "TestDevices.h"

#include "engine/cuda/BlockOps.h"
#include "engine/cuda/CudaOps.h"
#include "engine/cuda/HostDevice.h"

#include <algorithm>
#include <cmath>

namespace quire::test {

std::vector<std::string> kernelDevices()
{
    return {"emulated", "emulated backwards", "cuda:0"};
}

bool isHere(const std::string& device)
{
    const std::vector<Device> gpus = listCudaDevices();
    return device.starts_with("emulated") ||
           std::any_of(gpus.begin(), gpus.end(), [&](const Device& gpu) { return gpu.name == device; });
}

std::unique_ptr<Ops> openDevice(const std::string& device, const ModelConfig& config, Numerics numerics)
{
    if (device.starts_with("emulated"))
        return std::make_unique<cuda::BlockOps<cuda::HostDevice>>(
            config, numerics, cuda::HostDevice(device == "emulated backwards"));
    return makeCudaOps(config, numerics, 0);
}

std::byte* OnDevice::put(const void* values, std::size_t bytes)
{
    m_memory.push_back(m_ops.allocate(bytes));
    m_ops.upload(m_memory.back().data(), static_cast<const std::byte*>(values), bytes);
    return m_memory.back().data();
}

float* OnDevice::floats(const std::vector<float>& values)
{
    return reinterpret_cast<float*>(put(values.data(), values.size() * sizeof(float)));
}

std::int32_t* OnDevice::ints(const std::vector<std::int32_t>& values)
{
    return reinterpret_cast<std::int32_t*>(put(values.data(), values.size() * sizeof(std::int32_t)));
}

std::byte* OnDevice::bytes(const std::vector<std::byte>& values)
{
    return put(values.data(), values.size());
}

float* OnDevice::poisoned(std::size_t count)
{
    const std::vector<std::byte> poison(count * sizeof(float), std::byte{0xff});
    return reinterpret_cast<float*>(bytes(poison));
}

std::vector<float> OnDevice::read(const float* values, std::size_t count)
{
    std::vector<float> host(count);
    m_ops.download(reinterpret_cast<std::byte*>(host.data()), reinterpret_cast<const std::byte*>(values),
                   count * sizeof(float));
    return host;
}

std::vector<std::int32_t> OnDevice::read(const std::int32_t* values, std::size_t count)
{
    std::vector<std::int32_t> host(count);
    m_ops.download(reinterpret_cast<std::byte*>(host.data()), reinterpret_cast<const std::byte*>(values),
                   count * sizeof(std::int32_t));
    return host;
}

std::vector<std::byte> OnDevice::read(const std::byte* values, std::size_t count)
{
    std::vector<std::byte> host(count);
    m_ops.download(host.data(), values, count);
    return host;
}

Weights OnDevice::move(const Weights& weights, const ModelConfig& config)
{
    DeviceWeights device = uploadWeights(weights, config, m_ops);
    std::move(device.memory.begin(), device.memory.end(), std::back_inserter(m_memory));
    return device.weights;
}

Matrix OnDevice::matrix(const Matrix& matrix)
{
    Weights weights;
    weights.head = matrix;
    return move(weights, {}).head;
}

Vector OnDevice::vector(const Vector& vector)
{
    Weights weights;
    weights.finalHead.norm = vector;
    return move(weights, {}).finalHead.norm;
}

double worst(const std::vector<float>& got, const std::vector<float>& expected)
{
    double size = 1e-30;
    double difference = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!std::isfinite(got[i]))
            return INFINITY;
        size = std::max(size, std::fabs(static_cast<double>(expected[i])));
        difference = std::max(difference, std::fabs(static_cast<double>(got[i]) - expected[i]));
    }
    return got.size() == expected.size() ? difference / size : INFINITY;
}

} // namespace quire::test
