#pragma once

namespace quire::test {

/// As long as it lives, the engine's thread gets no large piece of memory: std::bad_alloc is thrown where it
/// asks for one, as on a computer whose memory is used up. Whoever links ScarceMemory.cpp has an allocator
/// that can do that.
class ScarceMemory
{
public:
    ScarceMemory();
    ~ScarceMemory();
    ScarceMemory(const ScarceMemory&) = delete;
    ScarceMemory& operator=(const ScarceMemory&) = delete;

    /// How often it was refused.
    int refusals() const;
};

} // namespace quire::test
