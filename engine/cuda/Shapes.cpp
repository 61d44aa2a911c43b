#include "engine/cuda/Shapes.h"

#include "engine/Error.h"

#include <algorithm>
#include <string>

namespace quire::cuda {

DeviceRope toDevice(const Rope& rope)
{
    if (rope.pairs > kMostPairs)
        throw EngineError(ErrorCode::BadCheckpoint,
                          "This model rotates " + std::to_string(2 * rope.pairs) +
                              " channels of a head; the GPU kernels take at most " +
                              std::to_string(2 * kMostPairs) + ".",
                          "Run it on the CPU.");
    DeviceRope device{};
    std::copy_n(rope.frequencies, rope.pairs, device.frequencies);
    device.pairs = rope.pairs;
    return device;
}

DeviceRowFormat toDevice(const RowFormat& format)
{
    return {format.kind, format.dim, format.plainDim(), static_cast<int>(format.scaleOffset()),
            static_cast<int>(format.ropeOffset())};
}

DeviceRing toDevice(const RowRing& ring)
{
    return {ring.data, ring.capacity, static_cast<std::int64_t>(ring.rowBytes)};
}

DeviceRows toDevice(const RowBlocks& rows, std::int64_t count)
{
    const std::int64_t blocks = (count + rows.rowsPerBlock - 1) / rows.rowsPerBlock;
    if (blocks > kMostRowBlocks)
        throw EngineError(ErrorCode::ContextOverflow,
                          "The GPU kernels take at most " + std::to_string(kMostRowBlocks) +
                              " blocks of cached rows; this text has " + std::to_string(blocks) + ".",
                          "Run it on the CPU.");
    DeviceRows device{};
    std::copy_n(rows.blocks, blocks, device.blocks);
    device.rowsPerBlock = rows.rowsPerBlock;
    device.rowBytes = static_cast<std::int64_t>(rows.rowBytes);
    return device;
}

} // namespace quire::cuda
