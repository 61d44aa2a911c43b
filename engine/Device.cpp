#include "engine/Device.h"

#include "engine/Error.h"
#include "engine/cpu/CpuOps.h"
#include "engine/cpu/ThreadPool.h"
#include "engine/cuda/CudaOps.h"
#include "engine/model/MachineMemory.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace quire {

namespace {

/// As Linux tells it; empty where it does not.
std::string processorName()
{
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return {};
}

Device cpuDevice()
{
    Device cpu;
    cpu.name = "cpu";
    cpu.description = processorName();
    cpu.instructions = name(bestSimdLevel());
    cpu.cores = static_cast<int>(allowedCores().size());
    cpu.memory = MachineMemory::detect().available;
    return cpu;
}

} // namespace

std::vector<Device> listDevices()
{
    std::vector<Device> devices = listCudaDevices();
    devices.insert(devices.begin(), cpuDevice());
    return devices;
}

std::string DeviceChoice::name() const
{
    return isGpu() ? "cuda:" + std::to_string(gpu) : "cpu";
}

DeviceChoice DeviceChoice::parse(const std::string& text)
{
    if (text == "auto" || text == "cpu")
        return {};
    if (text == "cuda")
        return {0};
    DeviceChoice choice;
    if (text.starts_with("cuda:")) {
        const char* end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data() + 5, end, choice.gpu);
        if (error == std::errc{} && stopped == end && choice.gpu >= 0)
            return choice;
    }
    throw EngineError(ErrorCode::BadInput, "There is no device called \"" + text + "\".",
                      "Choose auto, cpu, or cuda:0, cuda:1, and so on.");
}

Device findDevice(const DeviceChoice& choice)
{
    if (!choice.isGpu()) // GPUs are not even asked
        return cpuDevice();
    const std::vector<Device> devices = listCudaDevices();
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [&](const Device& device) { return device.name == choice.name(); });
    if (found != devices.end())
        return *found;
    const std::string problem = cudaProblem();
    throw EngineError(ErrorCode::BadInput,
                      problem.empty() ? "This machine has no usable GPU " + choice.name() + "." : problem,
                      "Choose --device cpu.");
}

} // namespace quire
