#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace quire {

/// A file of which large pieces are read past the page cache: experts that are read once must not push out
/// the weights that every token needs. Safe to read from several threads.
class DirectFile
{
public:
    /// Where reads begin and end, in the file and in memory; suits every disk.
    static constexpr std::size_t alignment = 4096;
    /// Bytes of memory that read() touches for a piece: whole aligned blocks around it.
    static std::size_t spanOf(std::uint64_t offset, std::size_t bytes);

    /// Throws EngineError(FileUnreadable), also if the file has not the expected size.
    DirectFile(const std::filesystem::path& path, std::uint64_t expectedSize);
    ~DirectFile();
    DirectFile(DirectFile&& other) noexcept;
    DirectFile& operator=(DirectFile&&) = delete;

    /// Reads file[offset, offset + bytes) to memory + offset % alignment. `memory` is aligned and has
    /// spanOf(offset, bytes) bytes; what of it lies around the piece is undefined. Throws
    /// EngineError(FileUnreadable) if the disk fails or the file has become too short.
    void read(std::uint64_t offset, std::size_t bytes, std::byte* memory) const;
    /// False where the file system knows only reads through the page cache; what they leave there is dropped
    /// again.
    bool isDirect() const { return m_direct; }

private:
    std::filesystem::path m_path;
    int m_file = -1;
    bool m_direct = false;
};

} // namespace quire
