#pragma once

#include "engine/model/Checkpoint.h"
#include "engine/offload/DirectFile.h"
#include "engine/offload/ExpertKey.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace quire {

/// Reads routed experts from a checkpoint's files into memory, as they are stored: nothing is expanded or
/// moved. An expert is three matrices and their scales; what of them lies side by side in a file is read at
/// once. Safe to use from several threads.
class ExpertFiles
{
public:
    /// The routed experts of `share`, views of the checkpoint that need not outlive this object. Throws
    /// EngineError(FileUnreadable).
    ExpertFiles(const Checkpoint& checkpoint, const Weights& share);

    /// Memory that holds any of them, a multiple of DirectFile::alignment; 0 if there are none.
    std::size_t slotBytes() const { return m_slotBytes; }
    int count() const { return static_cast<int>(m_experts.size()); }
    /// False if some file can only be read through the page cache.
    bool areDirect() const;

    /// Reads one into slot[slotBytes()], aligned to DirectFile::alignment. Returns the bytes read. Throws
    /// EngineError(FileUnreadable).
    std::uint64_t read(ExpertKey key, std::byte* slot) const;
    /// `stored`, the expert's views of the mapped files, as views of a slot that holds it.
    ExpertWeights inSlot(ExpertKey key, const ExpertWeights& stored, const std::byte* slot) const;

private:
    /// Side by side in a file.
    struct Run
    {
        int file = 0;
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
        std::size_t slotOffset = 0; ///< of the aligned block that it begins in
    };

    struct StoredExpert
    {
        std::vector<Run> runs;
        std::array<std::size_t, 6> slotOffsets{}; ///< of w1, w2, w3, then of their scales
    };

    StoredExpert locate(const Checkpoint& checkpoint, const ExpertWeights& expert);
    const StoredExpert& find(ExpertKey key) const;

    struct Layer
    {
        int firstExpert = 0;
        std::size_t first = 0; ///< in m_experts
        std::size_t count = 0;
    };

    std::vector<DirectFile> m_files; ///< all of the checkpoint's
    std::vector<Layer> m_layers;     ///< MTP blocks after the layers
    std::vector<StoredExpert> m_experts;
    std::size_t m_slotBytes = 0;
};

} // namespace quire
