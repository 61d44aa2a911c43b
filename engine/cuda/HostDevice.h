#pragma once

#include "engine/cuda/Block.h"
#include "engine/ops/Ops.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

namespace quire::cuda {

/// The CPU standing in for a GPU, one block after the other: for tests of the kernels' arithmetic.
class HostDevice
{
public:
    explicit HostDevice(bool backwards = false) : m_backwards(backwards) {}

    DeviceBuffer allocate(std::size_t bytes)
    {
        constexpr std::size_t line = 256;
        const std::size_t rounded = (std::max<std::size_t>(bytes, 1) + line - 1) / line * line;
        auto* memory = static_cast<std::byte*>(std::aligned_alloc(line, rounded));
        if (!memory)
            throw std::bad_alloc();
        std::memset(memory, 0, rounded);
        return {std::shared_ptr<std::byte>(memory, [](std::byte* p) { std::free(p); }), bytes};
    }
    void upload(std::byte* to, const std::byte* from, std::size_t bytes) { std::memcpy(to, from, bytes); }
    void download(std::byte* to, const std::byte* from, std::size_t bytes) { std::memcpy(to, from, bytes); }
    void copy(std::byte* to, const std::byte* from, std::size_t bytes) { std::memcpy(to, from, bytes); }

    template <typename Program>
    void launch(const Program& program)
    {
        const std::size_t bytes = program.sharedBytes();
        m_shared.resize(bytes / sizeof(std::max_align_t) + 1);
        auto* shared = reinterpret_cast<std::byte*>(m_shared.data());
        const std::int64_t blocks = program.blocks();
        for (std::int64_t i = 0; i < blocks; ++i) {
            const std::int64_t index = m_backwards ? blocks - 1 - i : i;
            std::memset(shared, 0xff, bytes); // NaN: what is read must have been written
            HostBlock block(index, shared, m_backwards);
            program(block);
        }
    }

private:
    bool m_backwards;
    std::vector<std::max_align_t> m_shared;
};

} // namespace quire::cuda
