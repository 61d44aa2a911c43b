#include "tests/ui/ScarceMemory.h"

#include <pthread.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

/// Small ones come from what a process has already, long after large ones are refused.
constexpr std::size_t large = 16384;

std::atomic<bool> scarce = false;
std::atomic<int> refused = 0;

bool isEngine()
{
    char name[16] = {};
    return pthread_getname_np(pthread_self(), name, sizeof name) == 0 && std::strcmp(name, "engine") == 0;
}

bool isRefused(std::size_t size)
{
    const bool yes = size >= large && scarce && isEngine();
    refused += yes;
    return yes;
}

} // namespace

/// What the engine's kernels work in.
extern "C" void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    void* memory = nullptr;
    return isRefused(size) || posix_memalign(&memory, alignment, size) != 0 ? nullptr : memory;
}

void* operator new(std::size_t size)
{
    if (isRefused(size))
        throw std::bad_alloc();
    if (void* memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    return isRefused(size) ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace quire::test {

ScarceMemory::ScarceMemory()
{
    refused = 0;
    scarce = true;
}

ScarceMemory::~ScarceMemory()
{
    scarce = false;
}

int ScarceMemory::refusals() const
{
    return refused;
}

} // namespace quire::test
