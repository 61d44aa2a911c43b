#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quire {

/// Something that can run a model.
struct Device
{
    std::string name;         ///< "cpu"
    std::string description;  ///< its maker's name for it
    std::string instructions; ///< the kernels that run on it: "AVX-512 BF16"
    int cores = 0;            ///< that this process may use
    std::uint64_t memory = 0; ///< bytes that can be had now
};

/// All of this machine's.
std::vector<Device> listDevices();

} // namespace quire
