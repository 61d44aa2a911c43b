#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quire {

/// Something that can run a model.
struct Device
{
    std::string name;         ///< "cpu", "cuda:0"
    std::string description;  ///< its maker's name for it
    std::string instructions; ///< the kernels that run on it: "AVX-512 BF16"
    int cores = 0;            ///< that this process may use; a GPU's multiprocessors
    std::uint64_t memory = 0; ///< bytes that can be had now
};

/// All of this machine's: the CPU, then its NVIDIA GPUs.
std::vector<Device> listDevices();

/// A device as a person names it: "auto", "cpu", "cuda" or "cuda:N".
struct DeviceChoice
{
    int gpu = -1; ///< number of the GPU; -1: the CPU

    bool isGpu() const { return gpu >= 0; }
    /// Its name in listDevices().
    std::string name() const;
    /// "auto" is the CPU: nobody has seen the GPU kernels run yet. Throws EngineError(BadInput).
    static DeviceChoice parse(const std::string& text);
};

/// The one of that name. Throws EngineError(BadInput), for a GPU with the reason why it cannot be used.
Device findDevice(const DeviceChoice& choice);

} // namespace quire
