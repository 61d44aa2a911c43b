#include "engine/cuda/Linear.h"

namespace quire::cuda {

DeviceMatrix toDevice(const Matrix& matrix)
{
    DeviceMatrix device{};
    device.data = reinterpret_cast<const std::uint8_t*>(matrix.data);
    device.scales = matrix.scales;
    device.rowBytes = static_cast<std::int64_t>(matrix.rowBytes());
    device.format = matrix.format;
    device.rows = matrix.rows;
    device.cols = matrix.cols;
    device.scaleStride =
        matrix.format == WeightFormat::Fp4Group32 ? (matrix.storedCols + 31) / 32 : matrix.scaleStride();
    device.rowOffset = matrix.rowOffset;
    device.colOffset = matrix.colOffset;
    device.even = matrix.colOffset % kStretch == 0 && device.rowBytes % 8 == 0 &&
                  reinterpret_cast<std::uintptr_t>(matrix.data) % 16 == 0;
    return device;
}

} // namespace quire::cuda
