#pragma once

#include "engine/model/MappingGuard.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace quire {

/// A regular file mapped read-only for as long as this object lives. Its pages belong to the page cache: the
/// system may drop them under memory pressure and read them again.
class MappedFile
{
public:
    /// Throws EngineError(FileUnreadable).
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&&) = delete;

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    /// False when some of it could no longer be read: those bytes are zeros from then on.
    bool isIntact() const { return !m_guard || !m_guard->isLost(); }
    /// Asks the system to read the whole file ahead; a hint.
    void prefetch() const;

private:
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
    std::optional<MappingGuard> m_guard;
};

/// The whole of a small text file. Throws EngineError(FileUnreadable), also for files over `limit` bytes.
std::string readTextFile(const std::filesystem::path& path, std::size_t limit);

} // namespace quire
