#pragma once

#include <cstddef>
#include <cstdint>

/// What kernels are written in. A kernel is a "program": a plain struct of arguments whose operator()(Block&)
/// is run by every block of a grid. It is a sequence of steps over a block's shared memory; after each step
/// all threads of the block have finished it. The same program compiles for a GPU (GpuBlock, one thread an
/// item) and for the CPU (HostBlock, one item after the other), with the same order of every sum: so what a
/// kernel computes is tested on machines without a GPU.
#if defined(__CUDACC__)
#define QUIRE_DEVICE __host__ __device__
#else
#define QUIRE_DEVICE
#endif

namespace quire::cuda {

inline constexpr int kWarp = 32;
inline constexpr int kBlockWarps = 8;
inline constexpr int kBlockThreads = kWarp * kBlockWarps;

/// A block run on the CPU.
class HostBlock
{
public:
    /// backwards: the items of a step in descending order. A program whose results depend on that order
    /// would have a race on a GPU.
    HostBlock(std::int64_t index, std::byte* shared, bool backwards)
        : m_index(index), m_shared(shared), m_backwards(backwards)
    {
    }

    /// Which block of the grid this is.
    std::int64_t index() const { return m_index; }
    /// The block's working memory, contents undefined at first, aligned to 16 bytes.
    template <typename T>
    T* shared() const
    {
        return reinterpret_cast<T*>(m_shared);
    }

    /// body(i) for every i < n; items must not read what others write.
    template <typename Body>
    void each(int n, const Body& body) const
    {
        for (int i = 0; i < n; ++i)
            body(m_backwards ? n - 1 - i : i);
    }

    /// N sums for every item: partial(item, lane, sums) adds the share of one of 32 lanes, shares are added
    /// in a fixed tree, finish(item, sums) gets the result.
    template <int N, typename Partial, typename Finish>
    void sums(int items, const Partial& partial, const Finish& finish) const
    {
        for (int i = 0; i < items; ++i) {
            const int item = m_backwards ? items - 1 - i : i;
            float lanes[kWarp][N] = {};
            for (int lane = 0; lane < kWarp; ++lane)
                partial(item, lane, lanes[lane]);
            for (int offset = kWarp / 2; offset > 0; offset /= 2)
                for (int lane = 0; lane < offset; ++lane)
                    for (int s = 0; s < N; ++s)
                        lanes[lane][s] += lanes[lane + offset][s];
            finish(item, lanes[0]);
        }
    }

    /// How many i < n satisfy the test; the same answer for every thread.
    template <typename Test>
    int count(int n, const Test& test) const
    {
        int found = 0;
        for (int i = 0; i < n; ++i)
            found += test(i) ? 1 : 0;
        return found;
    }

private:
    std::int64_t m_index;
    std::byte* m_shared;
    bool m_backwards;
};

#if defined(__CUDACC__)

/// A block run by kBlockThreads threads of a GPU.
class GpuBlock
{
public:
    __device__ GpuBlock(std::byte* shared, int* counts) : m_shared(shared), m_counts(counts) {}

    __device__ std::int64_t index() const { return blockIdx.x; }
    template <typename T>
    __device__ T* shared() const
    {
        return reinterpret_cast<T*>(m_shared);
    }

    template <typename Body>
    __device__ void each(int n, const Body& body) const
    {
        for (int i = static_cast<int>(threadIdx.x); i < n; i += kBlockThreads)
            body(i);
        __syncthreads();
    }

    template <int N, typename Partial, typename Finish>
    __device__ void sums(int items, const Partial& partial, const Finish& finish) const
    {
        const int lane = static_cast<int>(threadIdx.x) % kWarp;
        // The bound is the same for a whole warp: its lanes meet in every shuffle.
        for (int item = static_cast<int>(threadIdx.x) / kWarp; item < items; item += kBlockWarps) {
            float own[N] = {};
            partial(item, lane, own);
            for (int offset = kWarp / 2; offset > 0; offset /= 2)
                for (int i = 0; i < N; ++i)
                    own[i] += __shfl_down_sync(0xffffffffU, own[i], static_cast<unsigned>(offset));
            if (lane == 0)
                finish(item, own);
        }
        __syncthreads();
    }

    template <typename Test>
    __device__ int count(int n, const Test& test) const
    {
        int found = 0;
        for (int i = static_cast<int>(threadIdx.x); i < n; i += kBlockThreads)
            found += test(i) ? 1 : 0;
        for (int offset = kWarp / 2; offset > 0; offset /= 2)
            found += __shfl_down_sync(0xffffffffU, found, static_cast<unsigned>(offset));
        __syncthreads(); // of the last count, everybody has read the result
        if (threadIdx.x % kWarp == 0)
            m_counts[threadIdx.x / kWarp] = found;
        __syncthreads();
        int total = 0;
        for (int warp = 0; warp < kBlockWarps; ++warp)
            total += m_counts[warp];
        return total;
    }

private:
    std::byte* m_shared;
    int* m_counts; ///< kBlockWarps, in shared memory
};

#endif

/// Arguments go to a GPU by value; this many bytes at most.
inline constexpr std::size_t kProgramBytes = 4000;

} // namespace quire::cuda
