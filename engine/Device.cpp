#include "engine/Device.h"

#include "engine/cpu/CpuOps.h"
#include "engine/cpu/ThreadPool.h"
#include "engine/model/MachineMemory.h"

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

} // namespace

std::vector<Device> listDevices()
{
    Device cpu;
    cpu.name = "cpu";
    cpu.description = processorName();
    cpu.instructions = name(bestSimdLevel());
    cpu.cores = static_cast<int>(allowedCores().size());
    cpu.memory = MachineMemory::detect().available;
    return {cpu};
}

} // namespace quire
